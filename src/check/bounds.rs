use std::collections::HashSet;

use super::known::folded;
use super::texts::full;
use crate::instrument::{Band, Range, ScoreIx, Stretches, rounding};
use crate::source::{Diagnostic, Place, Severity, Span, codes};
use crate::syntax::tree;

/// Reads the bounds of bands, of a measure or of norms.
pub struct BoundsReader<'d> {
    /// What is wrong with them.
    pub diagnostics: &'d mut Vec<Diagnostic>,
    /// Whether some of the file could not be read, so that what seems to lack may be there.
    pub is_cut: bool,
    /// How grave it is that nothing reaches a band.
    pub unreached: Severity,
}

/// What bands are made of.
pub struct Banded<'s> {
    /// The score.
    pub score: Option<ScoreIx>,
    /// What people call the number.
    pub name: &'s str,
    /// What it can be, if that is known.
    pub range: Option<Range>,
}

/// Whether a value lies in a band or beyond it.
fn is_reached(band: &tree::Band, value: f64) -> bool {
    if band.is_above { rounding::above(value, band.from.value) } else { rounding::at_least(value, band.from.value) }
}

/// Whether nothing that can be lies between the bounds of two bands.
fn is_empty(pair: &[tree::Band], range: Range) -> bool {
    let (first, next) = (&pair[0], &pair[1]);
    let lowest = match (range.whole, first.is_above) {
        (false, _) => first.from.value,
        (true, false) => first.from.value.ceil(),
        (true, true) => first.from.value.floor() + 1.0,
    };
    is_reached(next, lowest.max(range.min)) && (range.whole || rounding::below(first.from.value, range.min))
}

impl BoundsReader<'_> {
    /// A band with what people read, or that this is lacking.
    pub fn label(&mut self, band: &tree::Band) -> Option<Band> {
        let Some(label) = &band.label else {
            let message = format!("the band `{}` has no label", band.name.text);
            let help = format!("write `{} \"what people read\"` before its bound", band.name.text);
            self.diagnostics.push(Diagnostic::new(&codes::BANDS_OF_GROUPS, band.name.span, message).help(help));
            return None;
        };
        Some(Band { name: band.name.text.clone(), label: full(label, self.diagnostics) })
    }

    /// Bands begin where their number does, rise, and stay within it; `place` is told where there are too few.
    pub fn stretches(&mut self, of: &Banded<'_>, written: &[tree::Band], place: Span) -> Option<Stretches> {
        self.check_names(written, place);
        if let Some(range) = of.range {
            self.check_bounds(of.name, written, range);
        }
        let mut from: Vec<f64> = written.iter().map(|band| band.from.value).collect();
        let mut above: Vec<bool> = written.iter().map(|band| band.is_above).collect();
        // A bound below the lowest value means the same as that value.
        if let (Some(first), Some(is_above), Some(range)) = (from.first_mut(), above.first_mut(), of.range) {
            (*first, *is_above) = (range.min, false);
        }
        Some(Stretches { of: of.score?, from, above })
    }

    fn check_names(&mut self, bands: &[tree::Band], place: Span) {
        let mut seen = HashSet::new();
        for band in bands.iter().filter(|band| !seen.insert(band.name.text.as_str())) {
            let message = format!("band `{}` is defined twice", band.name.text);
            self.diagnostics.push(Diagnostic::new(&codes::DEFINED_TWICE, band.name.span, message));
        }
        let mut labels = HashSet::new();
        let label = |band: &tree::Band| band.label.as_ref().map(|label| (folded(&label.value), label.span));
        for (label, span) in bands.iter().filter_map(label).filter(|(label, _)| !label.is_empty()) {
            if !labels.insert(label) {
                let alike = Diagnostic::new(&codes::CALLED_ALIKE, Place::Text(span), "another band is called the same");
                let help = "give one of the two another label: whoever reads a result cannot tell which of them it is";
                self.diagnostics.push(alike.with_severity(Severity::Warning).help(help));
            }
        }
        if bands.len() < 2 && !self.is_cut {
            let few = Diagnostic::new(&codes::BOUNDS_OUT_OF_ORDER, place, "bands are two or more");
            self.diagnostics.push(few.help("add the next lower bound"));
        }
    }

    fn check_bounds(&mut self, of: &str, bands: &[tree::Band], range: Range) {
        // A band that could not be read may be the first, and so may one that stands in the wrong place.
        let is_rising = bands.windows(2).all(|pair| pair[0].from.value <= pair[1].from.value);
        if let Some(first) = bands.first().filter(|_| is_rising && !self.is_cut)
            && !is_reached(first, range.min)
        {
            let message = format!("`{of}` can be {range}, so its lowest values lie in no band");
            let elsewhere = Diagnostic::new(&codes::BANDS_BEGIN_ELSEWHERE, first.from.span, message);
            self.diagnostics.push(elsewhere.help(format!("write `from {}`", range.min)));
        }
        for pair in bands.windows(2) {
            let (low, high) = (pair[0].from.value, pair[1].from.value);
            let is_one_value = !pair[0].is_above && pair[1].is_above && rounding::equal(low, high);
            let (severity, message, help) = if !rounding::above(high, low) && !is_one_value {
                let message = format!("the bound {} stands after {}", pair[1].from.value, pair[0].from.value);
                (codes::BOUNDS_OUT_OF_ORDER.severity, message, "put the bounds in rising order")
            } else if !is_reached(&pair[1], range.max) {
                let message = format!("`{of}` can be {range}, so it never reaches {}", pair[1].from.value);
                (self.unreached, message, "correct the bound")
            } else if is_empty(pair, range) {
                let message = format!("`{of}` can be {range}, so it is never in `{}`: that ends here", pair[0].name.text);
                (self.unreached, message, "correct this bound, or the one before it")
            } else {
                continue;
            };
            let wrong = Diagnostic::new(&codes::BOUNDS_OUT_OF_ORDER, pair[1].from.span, message);
            self.diagnostics.push(wrong.with_severity(severity).help(help));
        }
    }
}
