//! Sliders: numbers that are answered on a line.

use super::super::expression::Field;
use super::super::figure;
use super::super::sketch::{ItemSketch, KindSketch, ScaleSketch};
use super::reader::Reader;
use super::rows::Row;

impl Reader<'_> {
    /// A line, which has limits in any case.
    pub(super) fn slider(&mut self, row: &Row, item: &mut ItemSketch) -> Field {
        let end = |column: &str, otherwise: f64| figure(row.get(column)).unwrap_or(otherwise);
        let (low, high, step) = (end("slider_min", 0.0), end("slider_max", 100.0), end("slider_accuracy", 1.0));
        let line = if low < high && step > 0.0 { (low, high, step) } else { (0.0, 100.0, 1.0) };
        let (scale, _) = self.sketch.scale("line", ScaleSketch { line: Some(line), ..ScaleSketch::default() });
        item.kind = KindSketch::On(scale);
        // What stands at both ends is written into the question: `left|question|right`.
        let parted: Option<Vec<(String, String, String)>> = item.text.iter().map(|text| at_ends(text)).collect();
        for (at, (low, text, high)) in parted.into_iter().flatten().enumerate() {
            item.text[at] = text;
            item.ends.push((low, high));
        }
        Field::Number(item.name.clone())
    }
}

/// What stands at the ends of a line, and the question between them, on its last line: `left|question|right`.
fn at_ends(text: &str) -> Option<(String, String, String)> {
    let (before, last) = text.rsplit_once('\n').map_or(("", text), |(before, last)| (before, last));
    let [low, own, high] = last.split('|').map(str::trim).collect::<Vec<_>>().try_into().ok()?;
    let text = [before, own].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    Some((low.to_owned(), text, high.to_owned()))
}
