use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::{Candidate, Entry, SheetError, State, Wording};
use crate::exchange::bounds::{TEXTS, TooLarge};
use crate::instrument::is_unwritten;

/// A wording as a translator gets it, or gives it back: texts with their places, without the comments of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The measure and the versions of it, as `alliance-monitor 0.3`.
    pub of: String,
    /// Tag of the language of the measure.
    pub source_language: String,
    /// Tag of the language that is translated into.
    pub language: String,
    /// The texts.
    pub lines: Vec<Line>,
}

impl Sheet {
    /// The sheet, where each text stands in it once and it is no larger than one may be.
    pub(super) fn sound(self) -> Result<Self, SheetError> {
        if self.lines.len() > TEXTS {
            return Err(TooLarge::Texts.into());
        }
        let mut paths = HashSet::new();
        match self.lines.iter().find(|line| !line.path.is_empty() && !paths.insert(line.path.as_str())) {
            Some(twice) => Err(SheetError::Twice(twice.path.chars().take(SHOWN).collect())),
            None => Ok(self),
        }
    }
}

/// Letters of a place that are shown.
const SHOWN: usize = 120;

/// A text of a [`Sheet`].
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Where it stands in the measure.
    pub path: String,
    /// What the measure says; empty where its wording is not distributed.
    pub source: String,
    /// The translation; empty where there is none.
    pub target: String,
    /// The translation back; empty where there is none.
    pub back: String,
    /// Notes, one after another.
    pub notes: Vec<String>,
    /// Translations to choose from, where those who translated it do not agree.
    pub candidates: Vec<Candidate>,
    /// How far it is.
    pub state: State,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Received {
    /// Texts that are the same as before.
    pub unchanged: usize,
    /// Texts whose translation, back translation or notes are others, by path.
    pub changed: Vec<String>,
    /// Texts that were stale and were confirmed, by path.
    pub confirmed: Vec<String>,
    /// Texts that the wording does not have, by path; they were left out.
    pub unknown: Vec<String>,
    /// Texts whose source is another in the sheet than in the measure, by path: the measure moved on meanwhile.
    pub outdated: Vec<String>,
}

impl Wording {
    /// The wording as a translator gets it.
    pub fn sheet(&self, source_language: &str) -> Sheet {
        let line = |entry: &Entry| Line {
            path: entry.path.clone(),
            source: entry.source.clone().unwrap_or_default(),
            target: entry.to.clone(),
            back: entry.back.clone().unwrap_or_default(),
            notes: entry.notes.clone(),
            candidates: entry.candidates(),
            state: entry.state(),
        };
        Sheet {
            of: format!("{} {}", self.of, self.version),
            source_language: source_language.to_owned(),
            language: self.language.clone(),
            lines: self.entries.iter().map(line).collect(),
        }
    }

    /// The wording with what came back. Comments, candidates among them, and texts that did not come back, stay as they
    /// are.
    pub fn with(mut self, sheet: Sheet) -> (Self, Received) {
        let mut received = Received::default();
        let places = self.entries.iter().enumerate().rev().map(|(at, entry)| (entry.path.clone(), at));
        let places: HashMap<String, usize> = places.collect();
        for line in sheet.lines {
            let Some(entry) = places.get(&line.path).and_then(|at| self.entries.get_mut(*at)) else {
                received.unknown.push(line.path);
                continue;
            };
            let before = entry.clone();
            let source = entry.source.clone().unwrap_or_default();
            let is_current = source == line.source;
            if !is_current {
                received.outdated.push(line.path.clone());
            }
            let is_translated = entry.to != line.target;
            entry.to = line.target;
            entry.back = Some(line.back).filter(|back| !back.is_empty());
            entry.notes = line.notes;
            // What was translated anew, or said to be done, was translated from what the sheet shows.
            let is_confirmed = before.state() == State::Stale && line.state == State::Done;
            if !is_unwritten(&entry.to) && (is_translated || is_confirmed) && !line.source.is_empty() {
                entry.from = Some(line.source);
            }
            if is_confirmed && !is_translated {
                received.confirmed.push(line.path);
            } else if *entry == before {
                received.unchanged += 1;
            } else {
                received.changed.push(line.path);
            }
        }
        (self, received)
    }
}
