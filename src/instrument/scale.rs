use std::borrow::Cow;

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
    /// Its number in answers. Of a point whose code is a word a number that only the engine knows: no other point has
    /// it, and it lies above those of all points whose codes are numbers.
    pub value: f64,
    /// Its code, where that is a word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
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
    /// Its code as answers and files of the language write it.
    pub fn code(&self) -> Cow<'_, str> {
        self.word.as_deref().map_or_else(|| Cow::Owned(self.value.to_string()), Cow::Borrowed)
    }

    /// What it counts; nothing where it counts missing.
    pub fn counted(&self) -> Option<f64> {
        match self.counts {
            None => self.word.is_none().then_some(self.value),
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
    /// Lowest and highest answer, of those that are numbers; nothing where all are words.
    pub fn range(&self) -> Option<Range> {
        match &self.steps {
            ScaleSteps::Points(points) => {
                let numbers = points.iter().filter(|point| point.word.is_none());
                numbers.map(|point| Range::constant(point.value)).reduce(Range::or)
            }
            ScaleSteps::Line { min, max, step } => {
                Some(Range { min: *min, max: *max, whole: min.fract() == 0.0 && step.fract() == 0.0, can_miss: false })
            }
        }
    }

    /// Whether a code is a word.
    pub fn has_words(&self) -> bool {
        self.points().is_some_and(|points| points.iter().any(|point| point.word.is_some()))
    }

    /// The lowest number that stands for a word, where other codes are numbers: an answer from there on is no number.
    pub fn words_from(&self) -> Option<f64> {
        self.range()?;
        let words = self.points()?.iter().filter(|point| point.word.is_some());
        words.map(|point| point.value).min_by(f64::total_cmp)
    }

    /// Whether its codes are words that count nothing, so that they are compared and nothing else.
    pub fn is_only_compared(&self) -> bool {
        let is_bare = |point: &Point| point.word.is_some() && point.counts.is_none();
        self.points().is_some_and(|points| points.iter().all(is_bare))
    }

    /// The position of the point of a code.
    pub fn point_of(&self, code: &str) -> Option<usize> {
        self.points()?.iter().position(|point| point.code() == code)
    }

    /// The code of the one point with a label, whatever its capitals; nothing where none has it, or several have.
    pub fn code_of_label(&self, label: &str) -> Option<Cow<'_, str>> {
        let is_it = |point: &&Point| point.label.as_deref().is_some_and(|known| known.trim().eq_ignore_ascii_case(label));
        let mut found = self.points()?.iter().filter(is_it);
        found.next().filter(|_| found.next().is_none()).map(Point::code)
    }

    /// The code of an answer; nothing where it is none.
    pub fn code_of(&self, value: f64) -> Option<Cow<'_, str>> {
        match &self.steps {
            ScaleSteps::Points(points) => points.iter().find(|point| point.value == value).map(Point::code),
            ScaleSteps::Line { .. } => self.accepts(value).then(|| Cow::Owned(value.to_string())),
        }
    }

    /// Whether a point counts anything but its number.
    pub fn counts_otherwise(&self) -> bool {
        // The number of a word is none that anybody wrote, so that what it counts is never that.
        let is_otherwise = |point: &Point| point.word.is_some() || point.counted() != Some(point.value);
        !self.is_only_compared() && self.points().is_some_and(|points| points.iter().any(is_otherwise))
    }

    /// The lowest and the highest number that a point counts, where points count otherwise; nothing where all count
    /// missing, or none counts at all.
    pub fn counted_range(&self) -> Option<Range> {
        if !self.counts_otherwise() {
            return self.range();
        }
        let counted = self.points()?.iter().filter_map(Point::counted);
        counted.map(Range::constant).reduce(Range::or)
    }

    /// What becomes of its answers where they are counted.
    pub fn keying(&self, is_reversed: bool) -> Keying {
        let ends = |range: Range| range.min + range.max;
        match self.points().filter(|_| self.counts_otherwise()) {
            None if is_reversed => self.range().map_or(Keying::AsGiven, |range| Keying::Mirrored(ends(range))),
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

    /// Whether a number that somebody wrote is an answer on it.
    pub fn has_number(&self, value: f64) -> bool {
        self.accepts(value) && self.words_from().map_or(!self.has_words(), |words| value < words)
    }

    /// Whether a number stands for an answer on it.
    pub fn accepts(&self, value: f64) -> bool {
        match &self.steps {
            ScaleSteps::Points(points) => points.iter().any(|point| point.value == value),
            ScaleSteps::Line { min, max, step } => value >= *min && value <= *max && rounding::is_whole((value - min) / step),
        }
    }

    /// The numbers of the answers there are, unless they are more than `most`.
    pub fn answers(&self, most: usize) -> Option<Vec<f64>> {
        match &self.steps {
            ScaleSteps::Points(points) => (points.len() <= most).then(|| points.iter().map(|point| point.value).collect()),
            ScaleSteps::Line { min, max, step } => {
                let count = ((max - min) / step).round() as usize + 1;
                (count <= most).then(|| (0..count).map(|at| min + step * at as f64).collect())
            }
        }
    }

    /// The codes of the answers there are, unless they are more than `most`.
    pub fn codes(&self, most: usize) -> Option<Vec<String>> {
        let answers = self.answers(most)?.into_iter();
        Some(answers.map(|value| self.code_of(value).map_or_else(|| value.to_string(), Cow::into_owned)).collect())
    }

    /// What can be answered on it, in words.
    pub fn in_words(&self) -> String {
        let steps = match &self.steps {
            ScaleSteps::Points(points) => {
                let point = |point: &Point| {
                    let label = point.label.as_ref().map_or(String::new(), |label| format!(" {label}"));
                    let counts = point.counts.map_or(String::new(), |counts| format!(" {}", counts.in_words()));
                    format!("{}{label}{counts}", point.code())
                };
                points.iter().map(point).collect::<Vec<_>>().join(", ")
            }
            ScaleSteps::Line { min, max, step } => format!("a line from {min} to {max} in steps of {step}"),
        };
        self.none.as_ref().map_or(steps.clone(), |none| format!("{steps}, none {none}"))
    }
}
