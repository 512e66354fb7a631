use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, params};

use super::kept::COUNTS;
use super::measure_texts::Answered;
use super::{Kept, Store, StoreError};
use crate::check::{VersionStep, check_instrument, difference};
use crate::instrument::Instrument;
use crate::source::SourceFile;
use crate::syntax::parse;

/// What answers that were given under a text of a measure mean by the text of today, of the same version.
#[derive(Clone, Debug, PartialEq)]
pub enum Past {
    /// Both texts are the same.
    Same,
    /// They say the same in other words: the scores are those of then.
    Reworded,
    /// They do not score alike, and what they differ in.
    Rescored(Vec<String>),
    /// The text of then was not kept, or this program cannot read it.
    Unknown,
}

impl Answered {
    /// The measure as the text of then says it; nothing where that was not kept, or this program cannot read it.
    pub fn instrument(&self) -> Option<Instrument> {
        instrument_of(&self.sha256, self.text.as_deref()?)
    }

    /// Sets the text of then beside that of today.
    pub fn beside(&self, today: &Instrument) -> Past {
        if self.sha256 == today.sha256 {
            return Past::Same;
        }
        let Some(then) = self.instrument() else { return Past::Unknown };
        let changes = difference(&then, today).changes;
        let rescored = changes.iter().filter(|change| change.calls_for > VersionStep::Patch);
        let rescored: Vec<String> = rescored.map(|change| format!("{} `{}` {}", change.of, change.name, change.what)).collect();
        if rescored.is_empty() { Past::Reworded } else { Past::Rescored(rescored) }
    }
}

/// A measure of which the store kept the text; nothing where this program cannot read it.
fn instrument_of(sha256: &str, text: &str) -> Option<Instrument> {
    let file = SourceFile::new(format!("{sha256}.instrument"), text);
    check_instrument(&file, &parse(&file)).found
}

impl Store {
    /// The measure in the words in which an administration was asked; nothing where its text was not kept, or this
    /// program cannot read it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn measure_of(&self, kept: &Kept) -> Result<Option<Instrument>, StoreError> {
        let text: Option<String> = self
            .connection
            .prepare_cached("select text from measure_text where sha256 = ?1")?
            .query_row([&kept.sha256], |row| row.get(0))
            .optional()?;
        Ok(text.and_then(|text| instrument_of(&kept.sha256, &text)))
    }

    /// The cases that answered a measure of today, finished, under another text of the same version, or before its
    /// pictures and sounds were changed.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn cases_reworded(&self, today: &Instrument) -> Result<BTreeSet<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "select distinct case_code from administration where measure = ?1 and {COUNTS} and (sha256 <> ?2 or begun < (
               select max(at) from measure_pictures where sha256 = ?2
               and seq > (select min(seq) from measure_pictures where sha256 = ?2)))"
        ))?;
        let rows = statement.query_map(params![today.reference(), today.sha256], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
