use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde_json::json;

use super::access_log::By;
use super::administrations::logged;
use super::chain::Chain;
use super::occasions::{OwnedPlace, Place, held, place_of, place_of_any};
use super::openings::{opening_of, refuse_before_opening};
use super::resuming::end_answering;
use super::{Store, StoreError};

/// Why an administration was closed. What was answered is kept; it counts for nothing, and nobody goes on with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closed {
    /// It was confidential, and whoever had the next code could not show that they had begun it.
    BegunAnew,
    /// Another was begun or finished in its place.
    Replaced,
    /// It should not have been: another person, another case.
    Mistaken,
    /// A store of an earlier program held two of one occasion; the other one counts.
    HeldTwice,
    /// Its code was cancelled before anybody began to answer.
    Cancelled,
}

impl Closed {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::BegunAnew, Self::Replaced, Self::Mistaken, Self::HeldTwice, Self::Cancelled];

    /// Its word in the store.
    pub fn word(self) -> &'static str {
        match self {
            Self::BegunAnew => "begun-anew",
            Self::Replaced => "replaced",
            Self::Mistaken => "mistaken",
            Self::HeldTwice => "held-twice",
            Self::Cancelled => "cancelled",
        }
    }

    /// The one of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|closed| closed.word() == word)
    }

    /// Whether what was finished and closed so can count again. Of what was held twice `verbond store duplicates`
    /// decides.
    pub fn can_be_undone(self) -> bool {
        match self {
            Self::Replaced | Self::Mistaken => true,
            Self::BegunAnew | Self::HeldTwice | Self::Cancelled => false,
        }
    }
}

/// What is put right about an administration; what is left out stays as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Correction<'a> {
    /// Its occasion.
    pub occasion: Option<&'a str>,
    /// Its day, as 2026-11-24.
    pub date: Option<&'a str>,
    /// Why, in words of whoever corrects.
    pub reason: &'a str,
}

impl Store {
    /// Corrects when an administration was. The log holds what stood before, who corrected it, and why.
    ///
    /// # Errors
    /// Where there is none or it is closed, another one that counts is of that occasion, its case follows a schedule
    /// and was not open yet on that day, or the database fails.
    pub fn correct(&mut self, administration: i64, correction: &Correction<'_>, by: &By<'_>) -> Result<(), StoreError> {
        self.logging(|chain| {
            let identity = place_of(chain.connection, administration)?;
            if let (Some(date), Some(opening)) = (correction.date, opening_of(chain.connection, identity.as_place().case)?) {
                refuse_before_opening(&opening, date)?;
            }
            if let Some(occasion) = correction.occasion {
                let place = Place { occasion, ..identity.as_place() };
                let held = held(chain.connection, &place)?;
                if held.finished.or(held.open.map(|open| open.id)).is_some_and(|other| other != administration) {
                    return Err(place.taken());
                }
            }
            let mut content = json!({"what": "changed", "at": by.at, "administration": administration,
                "by": by.who, "reason": correction.reason});
            for (column, value) in [("occasion", correction.occasion), ("date", correction.date)] {
                if let Some(value) = value {
                    content[column] = json!(value);
                    chain
                        .connection
                        .execute(&format!("update administration set {column} = ?2 where id = ?1"), (administration, value))?;
                }
            }
            logged(chain, administration, &content).map(drop)
        })
    }

    /// Closes an administration, with a reason in words of whoever does: it counts no more, and nobody goes on with it.
    ///
    /// # Errors
    /// Where there is none or it is closed already, or the database fails.
    pub fn close(&mut self, administration: i64, why: Closed, reason: &str, by: &By<'_>) -> Result<(), StoreError> {
        self.logging(|chain| {
            place_of(chain.connection, administration)?;
            close(chain, administration, why, Some((by.who, reason)), by.at)
        })
    }

    /// Makes an administration count again that was taken out of the count or replaced, with a reason in words of
    /// whoever does.
    ///
    /// # Errors
    /// Where there is none, it was never finished or counts, another one is held of its occasion meanwhile, or the
    /// database fails.
    pub fn count_again(&mut self, administration: i64, reason: &str, by: &By<'_>) -> Result<(), StoreError> {
        self.logging(|chain| {
            let place = taken_out(chain.connection, administration)?;
            if held(chain.connection, &place.as_place())? != super::Held::default() {
                return Err(place.as_place().taken());
            }
            chain.connection.execute("update administration set closed = null where id = ?1", [administration])?;
            let content = json!({"what": "reopened", "at": by.at, "administration": administration, "by": by.who,
                "reason": reason});
            logged(chain, administration, &content).map(drop)
        })
    }

    /// The administration that one replaced, or that was taken out before, and that can count again once this one is
    /// taken out; the last of them where there are several.
    ///
    /// # Errors
    /// Where there is none of that number, or the database fails.
    pub fn replaced_by(&self, administration: i64) -> Result<Option<i64>, StoreError> {
        let place = place_of_any(&self.connection, administration)?.0;
        let place = place.as_place();
        let before = self.kept(Some(place.measure), Some(place.case))?.into_iter().rev().find(|kept| {
            let identity = &kept.record.identity;
            kept.id != administration
                && kept.can_count_again()
                && (identity.informant.as_str(), identity.occasion.as_str()) == (place.informant, place.occasion)
        });
        Ok(before.map(|kept| kept.id))
    }
}

/// The place of an administration that was finished, and was taken out of the count or replaced since.
fn taken_out(connection: &Connection, administration: i64) -> Result<OwnedPlace, StoreError> {
    let (place, why) = place_of_any(connection, administration)?;
    let finished: Option<Option<String>> = connection
        .prepare_cached("select finished from administration where id = ?1")?
        .query_row([administration], |row| row.get(0))
        .optional()?;
    let why = why.as_deref().and_then(Closed::of_word);
    if finished.flatten().is_some() && why.is_some_and(Closed::can_be_undone) {
        Ok(place)
    } else {
        Err(StoreError::NotTakenOut(administration))
    }
}

/// Closes an administration.
pub(super) fn close(
    chain: &mut Chain<'_>,
    administration: i64,
    why: Closed,
    said: Option<(&str, &str)>,
    at: &str,
) -> Result<(), StoreError> {
    chain
        .connection
        .prepare_cached("update administration set closed = ?2 where id = ?1")?
        .execute((administration, why.word()))?;
    end_answering(chain.connection, administration)?;
    let mut content = json!({"what": "closed", "at": at, "administration": administration, "why": why.word()});
    if let Some((who, reason)) = said {
        content["by"] = json!(who);
        content["reason"] = json!(reason);
    }
    logged(chain, administration, &content).map(drop)
}
