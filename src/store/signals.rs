use rusqlite::{Connection, Row, params};
use serde::Serialize;
use serde_json::json;

use super::access_log::By;
use super::administrations::logged;
use super::kept::COUNTS;
use super::occasions::occasion;
use super::{Store, StoreError, day_here, of_measure};
use crate::follow::{SeenBy, SeenSignal};

/// What a row of the log says of a signal that somebody saw.
pub(super) const SEEN: &str = "seen";

/// That somebody saw a signal. A signal is an alert, or a sign of a rupture, of one administration: what a later one
/// shows is another signal, though it says the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// The administration that shows it, by its number.
    pub administration: i64,
    /// The name of the alert, or of the rule ([`crate::follow::Rule::name`]).
    pub signal: String,
    /// Who saw it.
    pub who: String,
    /// When, as RFC 3339 writes it.
    pub at: String,
    /// What they noted; empty where they noted nothing.
    pub note: String,
}

impl Store {
    /// Says that somebody saw signals of administrations, each by its number and name, with a note that may be empty.
    /// Of a signal that was seen before the last who saw it stands, and the log holds the others.
    ///
    /// # Errors
    /// Where there is no such administration, or the database fails.
    pub fn see(&mut self, signals: &[(i64, String)], note: &str, by: &By<'_>) -> Result<(), StoreError> {
        self.logging(|chain| {
            let connection = chain.connection;
            for (administration, signal) in signals {
                let mut there = connection.prepare_cached("select 1 from administration where id = ?1")?;
                if !there.exists([administration])? {
                    return Err(StoreError::Unknown(*administration));
                }
                let content = json!({"what": SEEN, "at": by.at, "administration": administration, "signal": signal,
                    "who": by.who, "note": note});
                logged(chain, *administration, &content)?;
                keep_seen(connection, (*administration, signal), (by.who, by.at, note))?;
            }
            Ok(())
        })
    }

    /// The signals that somebody saw: of a case, or of all.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn seen(&self, case: Option<&str>) -> Result<Vec<Seen>, StoreError> {
        let of_case = if case.is_some() { "case_code = ?1" } else { "?1 is null" };
        let mut statement = self.connection.prepare_cached(&format!(
            "select administration, signal, who, at, note from signal_seen
             join administration on administration.id = signal_seen.administration where {of_case} order by administration, signal"
        ))?;
        let seen = |row: &Row<'_>| {
            let (administration, signal, who) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Seen { administration, signal, who, at: row.get(3)?, note: row.get(4)? })
        };
        Ok(statement.query_map([case], seen)?.collect::<Result<_, _>>()?)
    }

    /// The signals of a measure, by its id, that somebody saw, each with the code of its case; those of a case, where one
    /// is named. Where an occasion is not told, its day stands for it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn seen_of(&self, measure: &str, case: Option<&str>) -> Result<Vec<(String, SeenSignal)>, StoreError> {
        let of_case = if case.is_some() { "case_code = ?2" } else { "?2 is null" };
        let mut statement = self.connection.prepare_cached(&format!(
            "select case_code, informant, occasion, date, signal, who, at, note from signal_seen
             join administration on administration.id = signal_seen.administration
             where {COUNTS} and {} and {of_case} order by administration, signal",
            of_measure(1)
        ))?;
        let seen = |row: &Row<'_>| {
            let (named, date, at): (String, String, String) = (occasion(row, 2)?, row.get(3)?, row.get(6)?);
            let on = day_here(&at).map_or_else(|| at.clone(), |day| day.to_string());
            let by = SeenBy { who: row.get(5)?, on, note: row.get(7)? };
            let occasion = if named.is_empty() { date } else { named };
            Ok((row.get(0)?, SeenSignal { informant: row.get(1)?, occasion, signal: row.get(4)?, by }))
        };
        Ok(statement.query_map(params![measure, case], seen)?.collect::<Result<_, _>>()?)
    }
}

/// Puts down who saw a signal, when, and what they noted.
pub(super) fn keep_seen(
    connection: &Connection,
    (administration, signal): (i64, &str),
    (who, at, note): (&str, &str, &str),
) -> Result<(), StoreError> {
    let upsert = "insert into signal_seen (administration, signal, who, at, note) values (?1, ?2, ?3, ?4, ?5)
        on conflict (administration, signal) do update set who = excluded.who, at = excluded.at, note = excluded.note";
    connection.prepare_cached(upsert)?.execute(params![administration, signal, who, at, note])?;
    Ok(())
}
