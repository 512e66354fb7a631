use std::collections::HashSet;

use super::declared::DeclaredBands;
use super::draft::Draft;
use super::names::Declared;
use crate::instrument::{Band, Bands, BandsIx, BandsRule, Compare, Range, ScoreIx, Stretches, rounding};
use crate::source::{Span, codes};
use crate::syntax::tree;

/// Whether a value lies in a band or beyond it.
fn is_reached(band: &tree::Band, value: f64) -> bool {
    if band.is_above { rounding::above(value, band.from.value) } else { rounding::at_least(value, band.from.value) }
}

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
        let Some(label) = &band.label else {
            let message = format!("the band `{}` has no label", band.name.text);
            let help = format!("write `{} \"what people read\"` before its bound", band.name.text);
            self.report(&codes::BANDS_OF_GROUPS, band.name.span, message, help);
            return None;
        };
        Some(Band { name: band.name.text.clone(), label: self.full(label) })
    }

    /// Bands begin where their score does, rise, and stay within it; `place` is told where there are too few.
    pub(super) fn stretches(
        &mut self,
        score: Option<ScoreIx>,
        bands: &tree::Bands,
        written: &[tree::Band],
        place: Span,
    ) -> Option<Stretches> {
        self.check_band_names(written, place);
        let range = score.and_then(|score| self.checked_scores.get(score)?.as_ref().map(|score| score.range));
        if let Some(range) = range {
            self.check_bounds(&bands.of.text, written, range);
        }
        let mut from: Vec<f64> = written.iter().map(|band| band.from.value).collect();
        let mut above: Vec<bool> = written.iter().map(|band| band.is_above).collect();
        // A bound below the lowest value means the same as that value.
        if let (Some(first), Some(is_above), Some(range)) = (from.first_mut(), above.first_mut(), range) {
            (*first, *is_above) = (range.min, false);
        }
        Some(Stretches { of: score?, from, above })
    }

    fn check_band_names(&mut self, bands: &[tree::Band], place: Span) {
        let mut seen = HashSet::new();
        for band in bands.iter().filter(|band| !seen.insert(band.name.text.as_str())) {
            self.report(&codes::DEFINED_TWICE, band.name.span, format!("band `{}` is defined twice", band.name.text), None);
        }
        if bands.len() < 2 && self.unreadable.is_empty() {
            let help = "add the next lower bound".to_owned();
            self.report(&codes::BOUNDS_OUT_OF_ORDER, place, "bands are two or more", help);
        }
    }

    fn check_bounds(&mut self, of: &str, bands: &[tree::Band], range: Range) {
        // A band that could not be read may be the first, and so may one that stands in the wrong place.
        let is_rising = bands.windows(2).all(|pair| pair[0].from.value <= pair[1].from.value);
        if let Some(first) = bands.first().filter(|_| is_rising && self.unreadable.is_empty())
            && !is_reached(first, range.min)
        {
            let message = format!("`{of}` can be {range}, so its lowest values lie in no band");
            self.report(&codes::BANDS_BEGIN_ELSEWHERE, first.from.span, message, format!("write `from {}`", range.min));
        }
        for pair in bands.windows(2) {
            let (low, high) = (pair[0].from.value, pair[1].from.value);
            let is_one_value = !pair[0].is_above && pair[1].is_above && rounding::equal(low, high);
            if !rounding::above(high, low) && !is_one_value {
                let message = format!("the bound {} stands after {}", pair[1].from.value, pair[0].from.value);
                self.report(&codes::BOUNDS_OUT_OF_ORDER, pair[1].from.span, message, "put the bounds in rising order".to_owned());
            } else if !is_reached(&pair[1], range.max) || rounding::below(high, range.min) {
                let message = format!("`{of}` can be {range}, so it never reaches {}", pair[1].from.value);
                self.report(&codes::BOUNDS_OUT_OF_ORDER, pair[1].from.span, message, "correct the bound".to_owned());
            }
        }
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
