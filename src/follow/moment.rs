use serde::Serialize;

use super::case::{Case, Occasion};
use super::view::Thread;
use crate::instrument::Day;
use crate::phrases::Phrases;

/// An occasion of a case: a column of its tables, and a place on the axis of its charts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// Its name, or its date where it has none.
    pub name: String,
    /// The day of the first informant of the measure who told one, as days since 1970-01-01: its place on an axis.
    pub day: Option<i32>,
    /// The first and the last day on which anybody answered at it.
    pub days: Option<(i32, i32)>,
}

impl Moment {
    /// When it was, for a sentence: the day or the days, or else the occasion.
    pub fn words(&self, phrases: &Phrases) -> String {
        self.days_by(|day| phrases.day(day)).unwrap_or_else(|| at_occasion(&self.name, phrases))
    }

    /// When anybody answered at it first, for a sentence.
    pub fn beginning(&self, phrases: &Phrases) -> String {
        let first = self.days.and_then(|(first, _)| Day::counted(first));
        first.map_or_else(|| at_occasion(&self.name, phrases), |day| phrases.day(day))
    }

    /// The day or the days on which it was answered, each as it is written; nothing where none is told.
    pub fn days_by(&self, written: impl Fn(Day) -> String) -> Option<String> {
        let (first, last) = self.days?;
        let [first, last] = [first, last].map(|day| Day::counted(day).map(&written));
        let (first, last) = (first?, last?);
        Some(if first == last { first } else { format!("{first} – {last}") })
    }

    /// Whether all who answered at it did so on one day, as far as days are told.
    pub(super) fn is_of_one_day(&self) -> bool {
        self.days.is_none_or(|(first, last)| first == last)
    }
}

/// An occasion by its name, for a sentence.
fn at_occasion(name: &str, phrases: &Phrases) -> String {
    phrases.with("at-occasion", [("occasion", name.into())])
}

impl Thread {
    /// When the informant answered at an occasion, for a sentence: their own day, or else the occasion.
    pub fn when(&self, occasion: &str, phrases: &Phrases) -> String {
        self.day_at(occasion).map_or_else(|| at_occasion(occasion, phrases), |day| phrases.day(day))
    }

    /// The day on which the informant answered at an occasion; nothing where it is not told.
    pub fn day_at(&self, occasion: &str) -> Option<Day> {
        let at = self.values.iter().position(|(name, _)| name == occasion)?;
        self.dates.get(at).copied().flatten().and_then(Day::counted)
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

    /// Whether another is of the same occasion: of the same name, where a day stands for one that is not told.
    pub(super) fn is_at(&self, other: &Self) -> bool {
        let name = self.named();
        !name.is_empty() && name == other.named()
    }
}

impl Case {
    /// Its occasions, each once, in their order.
    pub(super) fn moments(&self) -> Vec<Moment> {
        let same = |one: &Occasion, other: &Occasion| one.named() == other.named();
        let moment = |all: &[Occasion]| {
            let days = || all.iter().filter_map(|occasion| occasion.date);
            let name = all.first().map_or(String::new(), Occasion::named);
            Moment { name, day: days().next(), days: days().min().zip(days().max()) }
        };
        self.occasions.chunk_by(same).map(moment).collect()
    }
}
