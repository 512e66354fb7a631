use super::course::{Course, Line};
use super::course_axes::shortened;
use super::label::{Anchor, BIG, Bounds, Label, SIZE, width, wrapped};

/// From a point to the foot of the letters over it, and to that of the first letters under it: past its ring.
const OVER: f64 = 17.0;
const UNDER: f64 = 27.0;
/// From one line of these texts to the next.
const STEP: f64 = 17.0;
/// How wide a name with its value may be where the field is narrow; a longer one would cover its own line.
const NAMED: f64 = 100.0;
/// How far texts reach past their point.
const PAST: f64 = 8.0;

/// The last values at the last points, with what is said of a change: the upper one over its point, the others under
/// theirs.
pub fn ends(course: &Course, field: &Bounds, xs: &[f64], y: impl Fn(f64) -> f64) -> Vec<Label> {
    let Some(x) = xs.last() else { return vec![] };
    let mut lines: Vec<(usize, &Line, f64)> = Vec::new();
    for (at, line) in course.lines.iter().enumerate() {
        if let Some(value) = line.values.last().copied().flatten() {
            lines.push((at, line, y(value)));
        }
    }
    // Of two that are equal the one that is drawn over the other stands below.
    lines.sort_by(|one, other| one.2.total_cmp(&other.2).then(other.0.cmp(&one.0)));
    let is_first_over = lines.len() > 1 || lines.first().is_some_and(|(_, line, _)| is_rising(line));
    let mut labels = Vec::new();
    let mut under = f64::NEG_INFINITY;
    for (place, (at, line, point)) in lines.iter().enumerate() {
        let mut block = block(*at, line, field);
        let first = if place == 0 && is_first_over {
            point - OVER - STEP * (block.len() - 1) as f64
        } else {
            let first = f64::max(point + UNDER, under);
            under = first + STEP * block.len() as f64;
            first
        };
        let widest = block.iter().map(|label| width(&label.text, label.size)).fold(0.0, f64::max);
        let right = f64::max(x + PAST, field.left + widest + 2.0).min(field.right - 2.0);
        for (row, label) in block.iter_mut().enumerate() {
            label.at = (right, first + STEP * row as f64);
        }
        labels.append(&mut block);
    }
    labels
}

/// Whether the last value is higher than the one before it, or the only one.
fn is_rising(line: &Line) -> bool {
    let mut values = line.values.iter().rev().filter_map(|value| *value);
    match (values.next(), values.next()) {
        (Some(now), Some(before)) => now > before,
        (_, _) => true,
    }
}

/// What is written at a point: who and how much, and the change in words.
fn block(at: usize, line: &Line, field: &Bounds) -> Vec<Label> {
    let most = (field.right - field.left) - 8.0;
    let class = match at {
        0 => "t-client t-big halo",
        1 => "t-worker t-big halo",
        _ => "t-other t-big halo",
    };
    let whole = format!("{} {}", line.name, line.written);
    let text = if width(&whole, BIG) <= f64::max(most * 0.22, NAMED) { whole } else { line.written.clone() };
    let value = Label { size: BIG, ..Label::new(text, (0.0, 0.0), Anchor::Right, class) };
    let words = line.moved.iter().flat_map(|moved| &moved.words).flat_map(|words| wrapped(words, most, SIZE));
    std::iter::once(value)
        .chain(words.map(|words| Label::new(shortened(&words, most), (0.0, 0.0), Anchor::Right, "halo")))
        .collect()
}
