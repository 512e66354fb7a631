use std::collections::HashSet;

use super::declared::DeclaredBands;
use super::draft::Draft;
use super::names::Declared;
use crate::instrument::{Band, Bands, BandsIx, BandsRule, Compare, Range, Stretches, rounding};
use crate::source::codes;
use crate::syntax::tree;

/// Whether a value lies in a band or beyond it.
fn is_reached(band: &tree::Band, value: f64) -> bool {
    if band.is_above { rounding::above(value, band.from.value) } else { rounding::at_least(value, band.from.value) }
}

impl Draft<'_> {
    /// Checks bands or a category, once everything that decides between their words is checked.
    pub(super) fn check_bands(&mut self, at: BandsIx, declared: DeclaredBands<'_>) {
        let checked = match declared {
            DeclaredBands::Stretches(bands) => self.stretches(bands),
            DeclaredBands::Category(category) => self.category(category),
        };
        if checked.is_none() {
            self.poisoned.insert(declared.name().text.clone());
        }
        self.checked_bands[at] = checked;
    }

    /// Bands begin where their score does, rise, and stay within it.
    fn stretches(&mut self, bands: &tree::Bands) -> Option<Bands> {
        let score = self.score_named(&bands.of);
        self.check_band_names(bands);
        let range = score.and_then(|score| self.checked_scores.get(score)?.as_ref().map(|score| score.range));
        if let Some(range) = range {
            self.check_bounds(bands, range);
        }
        let mut from: Vec<f64> = bands.bands.iter().map(|band| band.from.value).collect();
        let mut above: Vec<bool> = bands.bands.iter().map(|band| band.is_above).collect();
        // A bound below the lowest value means the same as that value.
        if let (Some(first), Some(is_above), Some(range)) = (from.first_mut(), above.first_mut(), range) {
            (*first, *is_above) = (range.min, false);
        }
        let words = bands.bands.iter().map(|band| Band { name: band.name.text.clone(), label: self.full(&band.label) }).collect();
        let rule = BandsRule::Stretches(Stretches { of: score?, from, above });
        Some(Bands { name: bands.name.text.clone(), rule, bands: words })
    }

    fn check_band_names(&mut self, bands: &tree::Bands) {
        let mut seen = HashSet::new();
        for band in bands.bands.iter().filter(|band| !seen.insert(band.name.text.as_str())) {
            self.report(&codes::DEFINED_TWICE, band.name.span, format!("band `{}` is defined twice", band.name.text), None);
        }
        if bands.bands.len() < 2 && self.unreadable.is_empty() {
            self.report(
                &codes::BOUNDS_OUT_OF_ORDER,
                bands.name.span,
                "bands are two or more",
                "add the next lower bound".to_owned(),
            );
        }
    }

    fn check_bounds(&mut self, bands: &tree::Bands, range: Range) {
        let of = &bands.of.text;
        if let Some(first) = bands.bands.first()
            && !is_reached(first, range.min)
        {
            let message = format!("`{of}` can be {range}, so its lowest values lie in no band");
            self.report(&codes::BANDS_BEGIN_ELSEWHERE, first.from.span, message, format!("write `from {}`", range.min));
        }
        for pair in bands.bands.windows(2) {
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
