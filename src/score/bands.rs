use super::evaluate::{Columns, ThreeValued};
use crate::instrument::{Bands, BandsRule, Case};

/// The position of a word in every row; `None` where there is none.
pub(super) type WordColumn = Vec<Option<u16>>;

impl Columns<'_> {
    /// The word of bands, or of a category, in every row.
    pub(super) fn words(&self, bands: &Bands) -> WordColumn {
        match &bands.rule {
            BandsRule::Stretches(stretches) => {
                let band = |value: &f64| {
                    if value.is_nan() { None } else { stretches.band_of(*value).map(|band| band as u16) }
                };
                self.scores[stretches.of].iter().map(band).collect()
            }
            BandsRule::Cases(cases) | BandsRule::Groups(_, cases) => self.first_case(cases),
        }
    }

    /// The entry whose condition is the first that holds; none where one before it is missing.
    fn first_case(&self, cases: &[Case]) -> WordColumn {
        let mut found: WordColumn = vec![None; self.len()];
        let mut open = vec![true; self.len()];
        for case in cases {
            let word = case.word.map(|at| at as u16);
            let rows = found.iter_mut().zip(&mut open);
            let Some(when) = &case.when else {
                rows.filter(|(_, open)| **open).for_each(|(found, _)| *found = word);
                break;
            };
            for ((found, open), verdict) in rows.zip(self.condition(when)) {
                if *open && verdict != ThreeValued::Fails {
                    *open = false;
                    *found = if verdict == ThreeValued::Holds { word } else { None };
                }
            }
        }
        found
    }
}
