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
    /// Points, in rising order; two at least.
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
}

impl Scale {
    /// Lowest and highest answer.
    pub fn range(&self) -> Range {
        match &self.steps {
            ScaleSteps::Points(points) => {
                let (min, max) =
                    (points.first().map_or(0.0, |point| point.value), points.last().map_or(0.0, |point| point.value));
                Range { min, max, whole: points.iter().all(|point| point.value.fract() == 0.0), can_miss: false }
            }
            ScaleSteps::Line { min, max, step } => {
                Range { min: *min, max: *max, whole: min.fract() == 0.0 && step.fract() == 0.0, can_miss: false }
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
                    point.label.as_ref().map_or_else(|| point.value.to_string(), |label| format!("{} {label}", point.value))
                };
                points.iter().map(point).collect::<Vec<_>>().join(", ")
            }
            ScaleSteps::Line { min, max, step } => format!("a line from {min} to {max} in steps of {step}"),
        };
        self.none.as_ref().map_or(steps.clone(), |none| format!("{steps}, none {none}"))
    }
}
