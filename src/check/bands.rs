use super::bounds::{Banded, BoundsReader};
use super::declared::DeclaredBands;
use super::draft::Draft;
use super::names::Declared;
use crate::instrument::{Band, Bands, BandsIx, BandsRule, Compare, ScoreIx, Stretches};
use crate::source::{Span, codes};
use crate::syntax::tree;

impl Draft<'_> {
    /// Checks bands or a category, once everything that decides between their words is checked.
    pub(super) fn check_bands(&mut self, at: BandsIx, declared: DeclaredBands<'_>) {
        let checked = match declared {
            DeclaredBands::Stretches(bands) if bands.by.is_empty() => self.whole_bands(bands),
            DeclaredBands::Stretches(bands) => self.grouped_bands(bands),
            DeclaredBands::Category(category) => self.category(category),
        };
        if checked.is_none() {
            self.poisoned.insert(declared.name().text.clone());
        }
        self.checked_bands[at] = checked;
    }

    /// Bands of all cases.
    fn whole_bands(&mut self, bands: &tree::Bands) -> Option<Bands> {
        if let Some(group) = bands.groups.first() {
            let help = "write behind the score what groups are told apart by, as `by sex, age`".to_owned();
            self.report(&codes::BANDS_OF_GROUPS, group.span, "bands have groups and `by`, or neither", help);
            return None;
        }
        let score = self.score_named(&bands.of);
        let stretches = self.stretches(score, bands, &bands.bands, bands.name.span);
        let words: Vec<Band> = bands.bands.iter().filter_map(|band| self.labelled_band(band)).collect();
        let is_labelled = words.len() == bands.bands.len();
        Some(Bands { name: bands.name.text.clone(), rule: BandsRule::Stretches(stretches?), bands: words })
            .filter(|_| is_labelled)
    }

    /// A band with what people read, or that this is lacking.
    pub(super) fn labelled_band(&mut self, band: &tree::Band) -> Option<Band> {
        self.bounds_reader().label(band)
    }

    /// Bands begin where their score does, rise, and stay within it; `place` is told where there are too few.
    pub(super) fn stretches(
        &mut self,
        score: Option<ScoreIx>,
        bands: &tree::Bands,
        written: &[tree::Band],
        place: Span,
    ) -> Option<Stretches> {
        let range = score.and_then(|score| self.checked_scores.get(score)?.as_ref().map(|score| score.range));
        self.bounds_reader().stretches(&Banded { score, name: &bands.of.text, range }, written, place)
    }

    fn bounds_reader(&mut self) -> BoundsReader<'_> {
        let is_cut = !self.unreadable.is_empty();
        BoundsReader { diagnostics: &mut self.diagnostics, is_cut, unreached: codes::BOUNDS_OUT_OF_ORDER.severity }
    }

    /// Checks which informants are set beside each other.
    pub fn check_compares(&mut self, declared: &Declared<'_>) {
        for compare in &declared.compares {
            let (first, second) = (self.informant_named(&compare.first), self.informant_named(&compare.second));
            let on: Vec<_> = compare.on.iter().filter_map(|word| self.score_named(word)).collect();
            self.check_repeats(&compare.on);
            let (Some(first), Some(second)) = (first, second) else {
                continue;
            };
            if first == second {
                let message = format!("`{}` is compared with itself", compare.first.text);
                self.report(&codes::COMPARED_WITH_ITSELF, compare.second.span, message, "name another informant".to_owned());
            }
            self.instrument.compares.push(Compare { first, second, on });
        }
    }
}
