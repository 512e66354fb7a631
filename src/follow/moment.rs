use serde::Serialize;

use super::case::{Case, Occasion};
use crate::instrument::Day;
use crate::phrases::Phrases;

/// An occasion of a case: a column of its tables, and a place on the axis of its charts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// Its name, or its date where it has none.
    pub name: String,
    /// The day on which the first who answered at it did, as days since 1970-01-01.
    pub day: Option<i32>,
}

impl Moment {
    /// When it was, for a sentence: the day, or else the occasion.
    pub fn words(&self, phrases: &Phrases) -> String {
        match self.day.and_then(Day::counted) {
            Some(day) => phrases.day(day),
            None => phrases.with("at-occasion", [("occasion", self.name.as_str().into())]),
        }
    }
}

impl Occasion {
    /// Its name, or its date where it has none.
    pub(super) fn named(&self) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        self.date.map_or(String::new(), Day::written)
    }

    /// Whether another is of the same occasion: of the same name, or without names of the same day.
    pub(super) fn is_at(&self, other: &Self) -> bool {
        if self.name.is_empty() && other.name.is_empty() {
            self.date.is_some() && self.date == other.date
        } else {
            self.name == other.name
        }
    }
}

impl Case {
    /// Its occasions, each once, where the first who answered at it did.
    pub(super) fn moments(&self) -> Vec<Moment> {
        let mut moments: Vec<Moment> = Vec::new();
        let mut places = std::collections::HashMap::new();
        for occasion in &self.occasions {
            let name = occasion.named();
            let at = *places.entry(name.clone()).or_insert_with(|| {
                moments.push(Moment { name, day: None });
                moments.len() - 1
            });
            let moment: &mut Moment = &mut moments[at];
            moment.day = moment.day.into_iter().chain(occasion.date).min();
        }
        moments
    }
}
