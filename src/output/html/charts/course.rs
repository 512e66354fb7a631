use super::course_axes::{dates, side_labels, value_ticks, version_labels};
use super::course_ends::ends;
use super::label::{Bounds, Label};

/// A score of a case over time, ready to be drawn at any width.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// What is drawn.
    pub title: String,
    /// Every value, gap, band and change in words.
    pub description: String,
    /// Lowest and highest that the score can be.
    pub range: (f64, f64),
    /// The occasions, in the order of time.
    pub places: Vec<Place>,
    /// A line for each informant, in the order of the measure: the first is drawn over the others.
    pub lines: Vec<Line>,
    /// The bands, in rising order.
    pub shades: Vec<Shade>,
    /// What is dotted and numbered.
    pub cuts: Vec<Cut>,
    /// Before which occasions the measure changed, and to which version.
    pub versions: Vec<(usize, String)>,
    /// What stands before decimals.
    pub decimal_sign: String,
    /// Whether texts are read from right to left; time never is.
    pub is_right_to_left: bool,
}

/// An occasion on the axis.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Its day, as days since 1970-01-01.
    pub day: Option<i32>,
    /// What stands under it.
    pub label: String,
    /// The year that it is in; empty where that is not known.
    pub year: String,
}

/// The values of one informant.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Who answered.
    pub name: String,
    /// The value at each occasion; nothing where it is missing.
    pub values: Vec<Option<f64>>,
    /// The first place at which there could be a value: before it none is missing.
    pub begins: usize,
    /// The last value as it is written.
    pub written: String,
    /// The change to the last value, where it is more than chance.
    pub moved: Option<Moved>,
}

/// A change that is marked.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The occasion from which the value changed to the last.
    pub from: usize,
    /// Whether it rose.
    pub is_up: bool,
    /// What is said of it under the last value, a line each.
    pub words: Vec<String>,
}

/// A band behind the lines.
#[derive(Clone, Debug)]
pub struct Shade {
    /// Its lower bound.
    pub from: f64,
    /// Its upper bound.
    pub to: f64,
    /// Its name.
    pub label: String,
    /// How it is shaded.
    pub tone: Tone,
}

/// How a band is shaded; shape and place tell as much as colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Hatched.
    Low,
    /// Plain.
    Mid,
    /// Tinted.
    High,
}

impl Tone {
    /// How a band is shaded, by its place among so many: the lowest is hatched and the highest tinted, whatever they
    /// are called.
    pub fn of(at: usize, count: usize) -> Self {
        match at {
            0 => Self::Low,
            at if at + 1 == count => Self::High,
            _ => Self::Mid,
        }
    }
}

/// A value that is dotted and numbered.
#[derive(Clone, Debug)]
pub struct Cut {
    /// The value.
    pub at: f64,
    /// What stands beside it.
    pub label: String,
}

/// Height of the field in which lines are drawn, in px, where its labels need no more.
pub const FIELD: f64 = 232.0;
/// Room over the field for the half of its highest tick.
const HEAD: f64 = 14.0;
/// From the left edge of the field to the first occasion, and from the last to the right edge.
const INSET: (f64, f64) = (22.0, 18.0);
/// Markers of neighbouring occasions are so far apart at the least, where there is room for it.
const APART: f64 = 15.0;

/// A course laid out at a width.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Width and height of the drawing.
    pub size: (f64, f64),
    /// The field in which lines are drawn.
    pub field: Bounds,
    /// Where each occasion is, from the left.
    pub xs: Vec<f64>,
    /// The values at which a line runs through the field.
    pub ticks: Vec<f64>,
    /// All texts.
    pub labels: Vec<Label>,
    range: (f64, f64),
}

impl Layout {
    /// Where a value is, from the top.
    pub fn y(&self, value: f64) -> f64 {
        y_in(&self.field, self.range, value)
    }
}

fn y_in(field: &Bounds, (low, high): (f64, f64), value: f64) -> f64 {
    let width = if high > low { high - low } else { 1.0 };
    field.top + (high - value) / width * (field.bottom - field.top)
}

impl Course {
    /// Lays it out at a width in px, with a field of so many px in height at the least. Margins grow until all labels
    /// have room.
    pub fn laid_out(&self, width: f64, field: f64) -> Layout {
        let beside = side_labels(self, width);
        let height = field.max(beside.height);
        let ticks = value_ticks(self.range, height);
        let left =
            ticks.iter().map(|tick| super::label::width(&self.number(*tick), super::label::SIZE)).fold(0.0, f64::max) + 10.0;
        let right = width - beside.width - 14.0;
        // With its top at nothing, to see how far labels reach beyond it.
        let field = Bounds { left, top: 0.0, right, bottom: height };
        let xs = self.xs(left + INSET.0, right - INSET.1);
        let mut labels = ends(self, &field, &xs, |value| y_in(&field, self.range, value));
        let over = labels.iter().map(|label| -label.bounds().top).fold(0.0, f64::max);
        let under = labels.iter().map(|label| label.bounds().bottom - height).fold(-8.0, f64::max) + 8.0;
        let (versions, head) = version_labels(self, &xs, width);
        let top = HEAD + head + over;
        let field = Bounds { top, bottom: top + height, ..field };
        labels.iter_mut().for_each(|label| label.at.1 += top);
        labels.extend(versions);
        labels.extend(ticks.iter().map(|tick| self.tick_label(*tick, &field)));
        labels.extend(beside.labels(&field, |value| y_in(&field, self.range, value)));
        let (of_dates, foot) = dates(self, &xs, field.bottom + under, width);
        labels.extend(of_dates);
        Layout { size: (width, foot), field, xs, ticks, labels, range: self.range }
    }

    fn tick_label(&self, tick: f64, field: &Bounds) -> Label {
        let at = (field.left - 8.0, y_in(field, self.range, tick) + 4.5);
        Label::new(self.number(tick), at, super::label::Anchor::Right, "t-quiet")
    }

    /// A number on an axis, with no more decimals than it has.
    pub(super) fn number(&self, value: f64) -> String {
        let text = format!("{value:.2}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        text.replace('.', &self.decimal_sign)
    }

    /// Where the occasions are: to scale, where all have a day; at equal distances where one has none; and no nearer
    /// than markers are wide where there is room for that.
    fn xs(&self, first: f64, last: f64) -> Vec<f64> {
        let count = self.places.len();
        if count < 2 {
            return vec![(first + last) / 2.0; count];
        }
        let steps = (count - 1) as f64;
        let days: Option<Vec<f64>> = self.places.iter().map(|place| place.day.map(f64::from)).collect();
        let days = days.filter(|days| days.is_sorted() && days[0] < days[count - 1]);
        let Some(days) = days else {
            return (0..count).map(|at| first + (last - first) * at as f64 / steps).collect();
        };
        let span = days[count - 1] - days[0];
        let nearest = days.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min) / span * (last - first);
        let least = APART.min((last - first) / steps);
        // Only where days are too near to one another, all distances get some room that no time has.
        let given = if nearest < least { least } else { 0.0 };
        let to_scale = (last - first - given * steps) / span;
        days.iter().enumerate().map(|(at, day)| first + given * at as f64 + (day - days[0]) * to_scale).collect()
    }
}

#[cfg(test)]
mod tests;
