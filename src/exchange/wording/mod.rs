//! The wording of a measure in a language, as it is worked on: every text with its source, its translation and how far
//! that is.

mod candidate;
mod po;
mod print;
mod read;
mod reconcile;
mod returned;
#[cfg(feature = "spreadsheets")]
mod spreadsheet;
mod xliff;

use std::collections::BTreeMap;

use serde::Serialize;

use super::bounds::TooLarge;
use crate::instrument::{FollowsClaim, Instrument, Schedule, SourceText, Version, is_unwritten};
use crate::source::{Diagnostic, Place, codes};

pub use candidate::Candidate;
pub use po::{from_po, to_po};
pub(super) use print::unescaped;
pub use print::{print, quoted};
pub use read::read;
pub use reconcile::{Reconciliation, SideBySide};
pub use returned::{Line, Received, Sheet};
#[cfg(feature = "spreadsheets")]
pub use spreadsheet::{from_spreadsheet, to_spreadsheet};
pub use xliff::{from_xliff, to_xliff};

/// A file of a translator cannot be read, or not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SheetError {
    /// It is broken, is another file, or holds what its form cannot: why.
    #[error("{0}")]
    Broken(String),
    /// The place of a text that stands in it twice.
    #[error("the text `{0}` stands in it twice, and nobody can tell which translation is meant")]
    Twice(String),
    /// It holds more than is read of such a file.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl SheetError {
    /// What is said of the file.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Broken(why) => {
                Diagnostic::new(&codes::UNREADABLE_FORM, Place::File, why).help("ask the translator for the file again")
            }
            Self::Twice(_) => {
                Diagnostic::new(&codes::TWICE_IN_FORM, Place::File, self.to_string()).help("keep the one that is meant")
            }
            Self::TooLarge(too_large) => too_large.diagnostic(),
        }
    }
}

/// A translation file as a list of texts. Nothing that a person wrote into it is lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// The language, by its tag.
    pub language: String,
    /// The measure.
    pub of: String,
    /// The versions of it that the texts belong to.
    pub version: String,
    /// What stands before the texts, a statement or a comment a line.
    pub head: Vec<String>,
    /// The texts, in the order of the measure.
    pub entries: Vec<Entry>,
    /// Files of its own for pictures and sounds, by the path of each in the measure.
    pub files: Vec<(String, String)>,
    /// Comments after the last text, and texts that the measure no longer has.
    pub left_over: Vec<String>,
}

/// A text with its translation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Where it stands in the measure, as `item word client`.
    pub path: String,
    /// What the measure says now; nothing where its wording is not distributed.
    pub source: Option<String>,
    /// What was translated; nothing where the file does not say.
    pub from: Option<String>,
    /// The translation; empty where there is none yet.
    pub to: String,
    /// The translation back.
    pub back: Option<String>,
    /// Notes of the translator.
    pub notes: Vec<String>,
    /// Comments that stand before it.
    pub comments: Vec<String>,
}

/// How far a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Translated from what the measure says now.
    Done,
    /// Translated from what it said before.
    Stale,
    /// Not translated yet.
    Missing,
}

/// What bringing a wording in line with a measure changed, in paths of texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    /// Translated and unchanged.
    pub kept: usize,
    /// The source has changed.
    pub stale: Vec<String>,
    /// New in the measure.
    pub added: Vec<String>,
    /// Called otherwise now: before, after.
    pub renamed: Vec<(String, String)>,
    /// No longer in the measure; kept at the end as comments.
    pub removed: Vec<String>,
}

/// What a comment begins with that says what the source is now. It is made anew each time.
const NOW: &str = "# stale: the source now says ";
/// What a line of the head begins with that says the step a translation has reached; the first step, and the last.
const STATUS: &str = "status ";
const FIRST: &str = "forward";
const RELEASED: &str = "released";

impl Entry {
    /// How far it is.
    pub fn state(&self) -> State {
        if is_unwritten(&self.to) {
            State::Missing
        } else if self.source.is_some() && self.from.is_some() && self.from != self.source {
            State::Stale
        } else {
            State::Done
        }
    }
}

impl Wording {
    /// A wording to begin with: every text of a measure, and no translation.
    pub fn blank(instrument: &Instrument, language: &str) -> Self {
        Self::blank_of((&instrument.id, &instrument.version), instrument.texts(), language)
    }

    /// A wording to begin with: every text of a schedule, and no translation.
    pub fn blank_of_schedule(schedule: &Schedule, language: &str) -> Self {
        Self::blank_of((&schedule.id, &schedule.version), schedule.texts(), language)
    }

    fn blank_of((id, version): (&str, &Version), texts: Vec<SourceText>, language: &str) -> Self {
        let entry = |text: SourceText| Entry { path: text.path, from: text.text.clone(), source: text.text, ..Entry::default() };
        Self {
            language: language.to_owned(),
            of: id.to_owned(),
            version: series(version),
            head: vec![format!("{STATUS}{FIRST}")],
            entries: texts.into_iter().map(entry).collect(),
            files: vec![],
            left_over: vec![],
        }
    }

    /// The step it has reached, as its head says; nothing where it does not say.
    pub fn status(&self) -> Option<&str> {
        self.head.iter().find_map(|line| line.strip_prefix(STATUS))
    }

    /// Whether it was released: then its file is never changed.
    pub fn is_released(&self) -> bool {
        self.status() == Some(RELEASED)
    }

    /// Takes back that it was released, as texts of it have to be worked on again.
    pub fn reopen(&mut self) {
        let released = format!("{STATUS}{RELEASED}");
        self.head.iter_mut().filter(|line| **line == released).for_each(|line| *line = format!("{STATUS}{FIRST}"));
    }

    /// How many texts are done, stale and missing.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |state: State| self.entries.iter().filter(|entry| entry.state() == state).count();
        (count(State::Done), count(State::Stale), count(State::Missing))
    }

    /// The same wording in line with a measure: a text that it has keeps its translation, one whose source changed is
    /// marked, one that is new is added, one that was renamed follows, and one that is gone is kept at the end as a
    /// comment.
    pub fn brought_to(mut self, instrument: &Instrument) -> (Self, Changes) {
        let mut changes = Changes::default();
        let mut there: BTreeMap<String, Entry> = self.entries.drain(..).map(|entry| (entry.path.clone(), entry)).collect();
        for text in instrument.texts() {
            let renamed = renamed_from(&text.path, instrument).filter(|_| !there.contains_key(&text.path));
            let before = there.remove(&text.path).or_else(|| {
                let entry = there.remove(renamed.as_ref()?)?;
                changes.renamed.push((entry.path.clone(), text.path.clone()));
                Some(entry)
            });
            let Some(mut entry) = before else {
                changes.added.push(text.path.clone());
                self.entries.push(Entry { path: text.path, from: text.text.clone(), source: text.text, ..Entry::default() });
                continue;
            };
            entry.path.clone_from(&text.path);
            entry.source = text.text;
            entry.comments.retain(|comment| !comment.starts_with(NOW));
            match entry.state() {
                State::Done => changes.kept += 1,
                State::Stale => {
                    let source = entry.source.as_deref().unwrap_or_default();
                    entry.comments.push(format!("{NOW}{}", print::quoted(source)));
                    changes.stale.push(text.path);
                }
                // What was not translated yet needs no old source.
                State::Missing => entry.from.clone_from(&entry.source),
            }
            self.entries.push(entry);
        }
        for entry in there.into_values() {
            if entry.state() != State::Missing {
                self.left_over.push(format!("# no longer in the measure: {} {}", entry.path, print::rendering(&entry).join(" ")));
            }
            self.left_over.extend(entry.comments.into_iter().filter(|comment| !comment.starts_with(NOW)));
            changes.removed.push(entry.path);
        }
        self.bring_files_to(instrument, &mut changes);
        self.version = series(&instrument.version);
        (self, changes)
    }

    /// Files of its own follow what was renamed; those of pictures and sounds that are gone are kept as comments.
    fn bring_files_to(&mut self, instrument: &Instrument, changes: &mut Changes) {
        let now = |path: &str| {
            let is_there = |path: &str| path.rsplit_once(' ').is_some_and(|(text, _)| instrument.media.contains_key(text));
            if is_there(path) { Some(path.to_owned()) } else { renamed_to(path, instrument).filter(|now| is_there(now)) }
        };
        for (path, file) in std::mem::take(&mut self.files) {
            match now(&path) {
                Some(now) => self.files.push((now, file)),
                None => {
                    self.left_over.push(format!("# no longer in the measure: {path} {}", print::quoted(&file)));
                    changes.removed.push(path);
                }
            }
        }
    }
}

/// The path that a text of the version before has now, if a name in it is another.
fn renamed_to(path: &str, instrument: &Instrument) -> Option<String> {
    let mut words: Vec<&str> = path.split(' ').collect();
    let before = *words.get(1)?;
    let now = instrument.follows.as_ref()?.claims.iter().find_map(|claim| match claim {
        FollowsClaim::Renamed(old, new) if old == before => Some(new.as_str()),
        FollowsClaim::Renamed(..)
        | FollowsClaim::Dropped(_)
        | FollowsClaim::Added(_)
        | FollowsClaim::Comparable(_)
        | FollowsClaim::Changed(..) => None,
    })?;
    words[1] = now;
    Some(words.join(" "))
}

/// The path that a text had in the version before, if a name in it was another.
fn renamed_from(path: &str, instrument: &Instrument) -> Option<String> {
    let claims = &instrument.follows.as_ref()?.claims;
    let mut words: Vec<&str> = path.split(' ').collect();
    // Of feedback the bands may have another name, and of all else what is named second.
    let at = if words.first() == Some(&"feedback") { 4 } else { 1 };
    let now = *words.get(at)?;
    let before = claims.iter().find_map(|claim| match claim {
        FollowsClaim::Renamed(before, after) if after == now => Some(before.as_str()),
        FollowsClaim::Renamed(..)
        | FollowsClaim::Dropped(_)
        | FollowsClaim::Added(_)
        | FollowsClaim::Comparable(_)
        | FollowsClaim::Changed(..) => None,
    })?;
    words[at] = before;
    Some(words.join(" "))
}

/// The versions that differ from a full one in wording at the most: `0.3` of `0.3.1`.
fn series(version: &Version) -> String {
    let text = version.to_string();
    text.rsplit_once('.').map_or(text.clone(), |(series, _)| series.to_owned())
}
