use serde::Serialize;
use serde_json::json;

use super::access_log::By;
use super::administrations::logged;
use super::chain::Chain;
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
    /// Where there is none or it is closed, another one that counts is of that occasion, or the database fails.
    pub fn correct(&mut self, administration: i64, correction: &Correction<'_>, by: &By<'_>) -> Result<(), StoreError> {
        self.logging(|chain| {
            let identity = super::occasions::place_of(chain.connection, administration)?;
            if let Some(occasion) = correction.occasion {
                let place = super::occasions::Place { occasion, ..identity.as_place() };
                let held = super::occasions::held(chain.connection, &place)?;
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
            super::occasions::place_of(chain.connection, administration)?;
            close(chain, administration, why, Some((by.who, reason)), by.at)
        })
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
