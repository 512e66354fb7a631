use serde::Serialize;

use super::view::CaseView;
use crate::instrument::Day;
use crate::phrases::Phrases;

/// That somebody saw an alert or a sign of a rupture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeenBy {
    /// Who saw it.
    pub who: String,
    /// The day on which they did, as 2026-11-24.
    pub on: String,
    /// What they noted; empty where they noted nothing.
    pub note: String,
}

/// A signal of a case that somebody saw, by where it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenSignal {
    /// Who answered.
    pub informant: String,
    /// When.
    pub occasion: String,
    /// The name of the alert, or of the rule ([`super::Rule::name`]).
    pub signal: String,
    /// Who saw it.
    pub by: SeenBy,
}

impl SeenBy {
    /// In words, with what was noted.
    pub fn words(&self, phrases: &Phrases) -> String {
        let day = Day::iso(&self.on).map_or_else(|| self.on.clone(), |day| phrases.day(day));
        let seen = phrases.with("seen-by", [("who", phrases.doer(&self.who).into()), ("day", day.into())]);
        if self.note.is_empty() { seen } else { format!("{seen}: {}", self.note) }
    }
}

/// Whose a signal is, of which occasion, and the day of that: what shows now may be old.
pub fn signal_of(who: &str, occasion: &str, day: Option<Day>, phrases: &Phrases) -> String {
    let told = [("who", who.into()), ("occasion", occasion.into())];
    match day.filter(|day| day.to_string() != occasion) {
        Some(day) => {
            let [who, occasion] = told;
            phrases.with("signal-of-day", [who, occasion, ("day", phrases.day(day).into())])
        }
        None => phrases.with("signal-of", told),
    }
}

impl CaseView {
    /// The same with who saw its signals; whoever takes the case out of a store says so.
    #[must_use]
    pub fn seen(mut self, seen: &[SeenSignal]) -> Self {
        let by = |informant: &str, occasion: &str, signal: &str| {
            let is_it = |seen: &&SeenSignal| seen.informant == informant && seen.occasion == occasion && seen.signal == signal;
            seen.iter().find(is_it).map(|seen| seen.by.clone())
        };
        for raised in &mut self.alerts {
            raised.seen = by(&raised.informant, &raised.occasion, &raised.alert);
        }
        for sign in &mut self.signs {
            sign.seen = by(&sign.informant, &sign.occasion, &sign.rule);
        }
        self
    }

    /// The day on which an informant answered at an occasion; nothing where it is not told.
    pub fn day_of(&self, informant: &str, occasion: &str) -> Option<Day> {
        self.threads.iter().find(|thread| thread.informant == informant).and_then(|thread| thread.day_at(occasion))
    }
}
