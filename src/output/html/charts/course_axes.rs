use super::course::Course;
use super::label::{Anchor, Bounds, LINE, Label, SIZE, width, wrapped};
use super::spread::spread;

/// From one value with a line to the next, in px at the least.
const TICK: f64 = 34.0;
/// Room between two labels of dates, in px.
const BETWEEN: f64 = 6.0;
/// Room between a label and the edge of the drawing, in px: computed widths are exact to less than that.
const EDGE: f64 = 0.01;

/// The values that have a line: round ones, and both ends of the range.
pub fn value_ticks((low, high): (f64, f64), height: f64) -> Vec<f64> {
    let span = high - low;
    if span <= 0.0 || !span.is_finite() {
        return vec![low];
    }
    let least = span * TICK / height;
    let power = 10_f64.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|digit| digit * power).find(|step| *step >= least * 0.999).unwrap_or(span);
    let inner = (1..).map(|at| ((low / step).floor() + f64::from(at)) * step).take_while(|tick| *tick < high - step * 0.6);
    let inner = inner.filter(|tick| *tick > low + step * 0.6);
    std::iter::once(low).chain(inner).chain([high]).collect()
}

/// Dates under the field, the last one always, as far as they do not touch; and the year once. With the height of the
/// drawing.
pub fn dates(course: &Course, xs: &[f64], top: f64, all: f64) -> (Vec<Label>, f64) {
    let foot = top + 20.0;
    let label_at = |text: &str, x: f64, y: f64| Label::new(text, (inside(text, x, all), y), Anchor::Middle, "t-quiet");
    let most = all / 3.0;
    let mut shown: Vec<(usize, Label)> = Vec::new();
    let mut last = None;
    for (at, (place, x)) in course.places.iter().zip(xs).enumerate() {
        let label = label_at(&shortened(&place.label, most), *x, foot);
        if at + 1 == xs.len() {
            last = Some((at, label));
        } else if shown.last().is_none_or(|(_, before)| is_beside(before, &label)) {
            shown.push((at, label));
        }
    }
    if let Some(last) = last {
        while shown.last().is_some_and(|(_, before)| !is_beside(before, &last.1)) {
            shown.pop();
        }
        shown.push(last);
    }
    let mut years: Vec<Label> = Vec::new();
    let mut told = "";
    for (at, label) in &shown {
        let year = course.places[*at].year.as_str();
        if !year.is_empty() && year != told {
            let label = label_at(year, label.at.0, foot + 20.0);
            if years.last().is_none_or(|before| is_beside(before, &label)) {
                years.push(label);
                told = year;
            }
        }
    }
    let height = if years.is_empty() { foot + 6.0 } else { foot + 26.0 };
    (shown.into_iter().map(|(_, label)| label).chain(years).collect(), height)
}

/// Where the middle of a label stands so that all of it is within the drawing, as near to a place as that lets it.
fn inside(text: &str, x: f64, all: f64) -> f64 {
    let half = width(text, SIZE) / 2.0 + EDGE;
    x.clamp(half.min(all / 2.0), (all - half).max(all / 2.0))
}

fn is_beside(before: &Label, label: &Label) -> bool {
    before.bounds().right + BETWEEN <= label.bounds().left
}

/// A text that is no wider than so much; what is left out is three dots.
pub fn shortened(text: &str, most: f64) -> String {
    if width(text, SIZE) <= most {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        if width(&format!("{short}{letter}…"), SIZE) > most {
            break;
        }
        short.push(letter);
    }
    short + "…"
}

/// The versions of the measure in rows over the field, each over its line, and the height of the rows.
pub fn version_labels(course: &Course, xs: &[f64], all: f64) -> (Vec<Label>, f64) {
    let mut labels: Vec<Label> = Vec::new();
    let mut height = 0.0;
    for (at, version) in &course.versions {
        let mut label = Label::new(version, (inside(version, version_x(xs, *at), all), 12.0), Anchor::Middle, "t-quiet");
        while labels.iter().any(|there| there.bounds().overlaps(&label.bounds())) {
            label.at.1 += LINE;
        }
        height = f64::max(height, label.at.1 + 4.0);
        labels.push(label);
    }
    (labels, height)
}

/// Where the line is at which the measure changes: midway before an occasion.
pub fn version_x(xs: &[f64], at: usize) -> f64 {
    let here = xs.get(at).copied().unwrap_or(0.0);
    at.checked_sub(1).and_then(|before| xs.get(before)).map_or(here, |before| (before + here) / 2.0)
}

/// Names of bands and cut-offs beside the field.
pub struct Beside {
    /// Room that they take to the right of the field.
    pub width: f64,
    /// How tall the field must be for all of them.
    pub height: f64,
    entries: Vec<Entry>,
}

struct Entry {
    value: f64,
    lines: Vec<String>,
    class: &'static str,
}

/// What stands to the right of the field, wrapped so that the field keeps two thirds of the width.
pub fn side_labels(course: &Course, all: f64) -> Beside {
    let most = all * 0.27;
    let lines = |text: &str| -> Vec<String> { wrapped(text, most, SIZE).iter().map(|line| shortened(line, most)).collect() };
    let bands = course.shades.iter().map(|shade| Entry {
        value: (shade.from + shade.to) / 2.0,
        lines: lines(&shade.label),
        class: "t-strong",
    });
    let cuts = course.cuts.iter().map(|cut| Entry { value: cut.at, lines: lines(&cut.label), class: "t-quiet" });
    let mut entries: Vec<Entry> = bands.chain(cuts).collect();
    entries.sort_by(|one, other| other.value.total_cmp(&one.value));
    let widest = entries.iter().flat_map(|entry| &entry.lines).map(|line| width(line, SIZE)).fold(0.0, f64::max);
    let height = entries.iter().map(Entry::height).sum();
    let room = if entries.is_empty() { 0.0 } else { widest + 10.0 };
    Beside { width: room, height, entries }
}

impl Entry {
    fn height(&self) -> f64 {
        self.lines.len() as f64 * LINE + 4.0
    }
}

impl Beside {
    /// The labels, each as near to its value as the others let it.
    pub fn labels(&self, field: &Bounds, y: impl Fn(f64) -> f64) -> Vec<Label> {
        let wanted: Vec<(f64, f64)> = self.entries.iter().map(|entry| (y(entry.value), entry.height())).collect();
        let middles = spread(&wanted, (field.top, field.bottom));
        let of_entry = |(entry, middle): (&Entry, f64)| {
            let first = middle - entry.height() / 2.0 + 2.0 + SIZE;
            let lines = entry.lines.iter().enumerate();
            let label = |(at, line): (usize, &String)| {
                Label::new(line, (field.right + 10.0, first + at as f64 * LINE), Anchor::Left, entry.class)
            };
            lines.map(label).collect::<Vec<_>>()
        };
        self.entries.iter().zip(middles).flat_map(of_entry).collect()
    }
}
