use serde::Serialize;

use super::{Range, rounding};

/// A response scale.
#[derive(Clone, Debug, Serialize)]
pub struct Scale {
    /// Its name.
    pub name: String,
    /// What can be answered on it.
    pub steps: ScaleSteps,
    /// The visible non-answer.
    pub none: Option<String>,
}

/// What can be answered on a scale.
#[derive(Clone, Debug, Serialize)]
pub enum ScaleSteps {
    /// Points, two at least; in rising order where they count what their numbers say.
    Points(Vec<Point>),
    /// A range with a step, drawn as a line.
    Line {
        /// Its low end.
        min: f64,
        /// Its high end.
        max: f64,
        /// The distance between two answers.
        step: f64,
    },
}

/// A point of a scale.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// Its number in answers.
    pub value: f64,
    /// Its anchor.
    pub label: Option<String>,
    /// What it counts, where that is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
}

/// What a point counts other than its number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// A number.
    Number(f64),
    /// Nothing: whoever chose it is missing where is counted.
    Missing,
}

impl Counts {
    /// As the language writes it.
    pub fn in_words(self) -> String {
        match self {
            Self::Number(number) => format!("counts {number}"),
            Self::Missing => "counts missing".to_owned(),
        }
    }
}

impl Point {
    /// What it counts; nothing where it counts missing.
    pub fn counted(&self) -> Option<f64> {
        match self.counts {
            None => Some(self.value),
            Some(Counts::Number(number)) => Some(number),
            Some(Counts::Missing) => None,
        }
    }
}

/// What becomes of an answer where it is counted.
#[derive(Clone, Debug, PartialEq)]
pub enum Keying {
    /// It counts as it was given.
    AsGiven,
    /// It is taken from the sum of the lowest and the highest answer.
    Mirrored(f64),
    /// Each answer counts a number of its own, or nothing; by the answer, rising.
    ByPoint(Vec<(f64, Option<f64>)>),
}

impl Keying {
    /// What an answer counts; NaN where it counts missing, or is missing.
    pub fn counted(&self, given: f64) -> f64 {
        match self {
            Self::AsGiven => given,
            Self::Mirrored(ends) => ends - given,
            Self::ByPoint(points) => {
                let at = points.partition_point(|(answer, _)| *answer < given);
                points.get(at).filter(|(answer, _)| *answer == given).and_then(|(_, counts)| *counts).unwrap_or(f64::NAN)
            }
        }
    }
}

impl Scale {
    /// Lowest and highest answer.
    pub fn range(&self) -> Range {
        match &self.steps {
            ScaleSteps::Points(points) => {
                let all = points.iter().map(|point| Range::constant(point.value)).reduce(Range::or);
                all.unwrap_or(Range::constant(0.0))
            }
            ScaleSteps::Line { min, max, step } => {
                Range { min: *min, max: *max, whole: min.fract() == 0.0 && step.fract() == 0.0, can_miss: false }
            }
        }
    }

    /// Whether a point counts anything but its number.
    pub fn counts_otherwise(&self) -> bool {
        self.points().is_some_and(|points| points.iter().any(|point| point.counted() != Some(point.value)))
    }

    /// The lowest and the highest number that a point counts, where points count otherwise; nothing where all count
    /// missing.
    pub fn counted_range(&self) -> Option<Range> {
        if !self.counts_otherwise() {
            return Some(self.range());
        }
        let counted = self.points()?.iter().filter_map(Point::counted);
        counted.map(Range::constant).reduce(Range::or)
    }

    /// What becomes of its answers where they are counted.
    pub fn keying(&self, is_reversed: bool) -> Keying {
        let ends = |range: Range| range.min + range.max;
        match self.points().filter(|_| self.counts_otherwise()) {
            None if is_reversed => Keying::Mirrored(ends(self.range())),
            None => Keying::AsGiven,
            Some(points) => {
                let mirror = self.counted_range().map(ends).filter(|_| is_reversed);
                let counted = |point: &Point| point.counted().map(|count| mirror.map_or(count, |ends| ends - count));
                let mut points: Vec<(f64, Option<f64>)> = points.iter().map(|point| (point.value, counted(point))).collect();
                points.sort_by(|one, other| one.0.total_cmp(&other.0));
                Keying::ByPoint(points)
            }
        }
    }

    /// Its points, where it is not a line.
    pub fn points(&self) -> Option<&[Point]> {
        match &self.steps {
            ScaleSteps::Points(points) => Some(points),
            ScaleSteps::Line { .. } => None,
        }
    }

    /// Whether a number is an answer on it.
    pub fn accepts(&self, value: f64) -> bool {
        match &self.steps {
            ScaleSteps::Points(points) => points.iter().any(|point| point.value == value),
            ScaleSteps::Line { min, max, step } => value >= *min && value <= *max && rounding::is_whole((value - min) / step),
        }
    }

    /// The answers there are, unless they are more than `most`.
    pub fn answers(&self, most: usize) -> Option<Vec<f64>> {
        match &self.steps {
            ScaleSteps::Points(points) => (points.len() <= most).then(|| points.iter().map(|point| point.value).collect()),
            ScaleSteps::Line { min, max, step } => {
                let count = ((max - min) / step).round() as usize + 1;
                (count <= most).then(|| (0..count).map(|at| min + step * at as f64).collect())
            }
        }
    }

    /// What can be answered on it, in words.
    pub fn in_words(&self) -> String {
        let steps = match &self.steps {
            ScaleSteps::Points(points) => {
                let point = |point: &Point| {
                    let label = point.label.as_ref().map_or(String::new(), |label| format!(" {label}"));
                    let counts = point.counts.map_or(String::new(), |counts| format!(" {}", counts.in_words()));
                    format!("{}{label}{counts}", point.value)
                };
                points.iter().map(point).collect::<Vec<_>>().join(", ")
            }
            ScaleSteps::Line { min, max, step } => format!("a line from {min} to {max} in steps of {step}"),
        };
        self.none.as_ref().map_or(steps.clone(), |none| format!("{steps}, none {none}"))
    }
}
