use rusqlite::{Row, params};
use serde::Serialize;

use super::closing::Closed;
use super::facts::fill_in;
use super::occasions::occasion;
use super::{Store, StoreError, of_measure};
use crate::administer::{Identity, Record};

/// An administration as it is kept. What is known of its case and was not told with it is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Its number in the store.
    pub id: i64,
    /// What was answered.
    pub record: Record,
    /// SHA-256 of the key of the measure.
    pub sha256: String,
    /// When it began.
    pub begun: String,
    /// When it was finished.
    pub finished: Option<String>,
    /// Whether only the one who answers may see the answers.
    pub confidential: bool,
    /// The office that it belongs to; empty where nobody said.
    pub office: String,
    /// Why it counts no more, where it was closed.
    pub closed: Option<Closed>,
}

impl Kept {
    /// Whether it is finished and counts.
    pub fn counts(&self) -> bool {
        self.finished.is_some() && self.closed.is_none()
    }

    /// Whether whoever works with the case may read the answers: they are finished, and not for nobody's eyes. What was
    /// replaced or taken out since can still be read.
    pub fn is_readable(&self) -> bool {
        self.finished.is_some() && !self.confidential
    }

    /// Whether it can count again, where nothing else is held of its occasion: it was finished, and was taken out of
    /// the count or replaced since.
    pub fn can_count_again(&self) -> bool {
        self.finished.is_some() && self.closed.is_some_and(Closed::can_be_undone)
    }

    /// Whether something was answered, and it is not finished.
    pub fn is_begun(&self) -> bool {
        self.is_open() && !self.record.answers.is_empty()
    }

    /// Whether it is being answered.
    pub fn is_open(&self) -> bool {
        self.finished.is_none() && self.closed.is_none()
    }
}

/// The test that an administration is finished and counts.
pub(super) const COUNTS: &str = "finished is not null and closed is null";

/// How a case stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseStanding {
    /// Its code.
    pub case: String,
    /// The office that it was asked in.
    pub office: String,
    /// Administrations that were begun and not closed.
    pub asked: i64,
    /// Those of them that are finished.
    pub answered: i64,
    /// When the last one was finished.
    pub last: Option<String>,
}

impl Store {
    /// One administration.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn administration(&self, id: i64) -> Result<Option<Kept>, StoreError> {
        Ok(self.select("id = ?1", params![id])?.into_iter().next())
    }

    /// Administrations in the order in which they began: of a measure by its id, of a case, or all.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn kept(&self, measure: Option<&str>, case: Option<&str>) -> Result<Vec<Kept>, StoreError> {
        // Each test as it is, so that a case is found by its index.
        match (measure, case) {
            (None, None) => self.select("true", &[]),
            (Some(measure), None) => self.select(&of_measure(1), params![measure]),
            (None, Some(case)) => self.select("case_code = ?1", params![case]),
            (Some(measure), Some(case)) => self.select(&format!("{} and case_code = ?2", of_measure(1)), params![measure, case]),
        }
    }

    /// The codes of all cases, in their order.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn case_codes(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("select distinct case_code from administration order by case_code")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// How many administrations began before a moment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn begun_before(&self, moment: &str) -> Result<usize, StoreError> {
        let count: i64 =
            self.connection.query_row("select count(*) from administration where begun < ?1", [moment], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The finished administrations of a measure, by its id, that only the one who answered may see: the case, the
    /// informant and the occasion of each; those of a case, where one is named.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn confidential(&self, measure: &str, case: Option<&str>) -> Result<Vec<[String; 3]>, StoreError> {
        self.places(&format!("confidential <> 0 and {COUNTS}"), measure, case)
    }

    /// The administrations of a measure, by its id, of which something was answered and that are not finished, as
    /// [`Store::confidential`] gives them; of what is confidential nothing is told.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn begun(&self, measure: &str, case: Option<&str>) -> Result<Vec<[String; 3]>, StoreError> {
        let is_begun = "confidential = 0 and finished is null and closed is null
            and exists (select 1 from answer where answer.administration = administration.id)";
        self.places(is_begun, measure, case)
    }

    /// Case, informant and occasion of the administrations of a measure of which something holds.
    fn places(&self, holds: &str, measure: &str, case: Option<&str>) -> Result<Vec<[String; 3]>, StoreError> {
        let of_case = if case.is_some() { "and case_code = ?2" } else { "and ?2 is null" };
        let mut statement = self.connection.prepare_cached(&format!(
            "select case_code, informant, occasion from administration
             where {holds} and {} {of_case} order by id",
            of_measure(1)
        ))?;
        let rows = statement.query_map(params![measure, case], |row| Ok([row.get(0)?, row.get(1)?, occasion(row, 2)?]))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How the cases stand, each once for each office that it was asked in; one case, where it is named.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn cases(&self, case: Option<&str>) -> Result<Vec<CaseStanding>, StoreError> {
        let of_case = if case.is_some() { "case_code = ?1" } else { "?1 is null" };
        let mut statement = self.connection.prepare_cached(&format!(
            "select case_code, office, count(*) filter (where closed is null), count(*) filter (where {COUNTS}),
               max(finished) filter (where {COUNTS})
             from administration where {of_case} group by case_code, office order by case_code"
        ))?;
        let standing = |row: &Row<'_>| {
            let (case, office, asked, answered) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(CaseStanding { case, office, asked, answered, last: row.get(4)? })
        };
        Ok(statement.query_map([case], standing)?.collect::<Result<_, _>>()?)
    }

    pub(super) fn select(&self, test: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<Kept>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "select id, case_code, measure, sha256, informant, occasion, date, language, known, begun, finished, confidential, office, closed
             from administration
             where {test} order by id"
        ))?;
        let mut found = statement.query_map(values, kept)?.collect::<Result<Vec<_>, _>>()?;
        let mut answers = self.connection.prepare_cached("select item, answer from answer where administration = ?1")?;
        for kept in &mut found {
            let rows = answers.query_map([kept.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            kept.record.answers = rows.collect::<Result<_, _>>()?;
        }
        fill_in(&self.connection, &mut found)?;
        Ok(found)
    }
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let known: String = row.get(8)?;
    let unreadable = |error| rusqlite::Error::FromSqlConversionFailure(8, rusqlite::types::Type::Text, Box::new(error));
    let known = serde_json::from_str(&known).map_err(unreadable)?;
    let identity = Identity {
        case: row.get(1)?,
        informant: row.get(4)?,
        occasion: occasion(row, 5)?,
        date: row.get(6)?,
        language: row.get(7)?,
    };
    let record = Record { measure: row.get(2)?, identity, known, ..Record::default() };
    Ok(Kept {
        id: row.get(0)?,
        record,
        sha256: row.get(3)?,
        begun: row.get(9)?,
        finished: row.get(10)?,
        confidential: row.get(11)?,
        office: row.get(12)?,
        closed: closed(row.get(13)?)?,
    })
}

/// Why an administration was closed, from its word.
fn closed(word: Option<String>) -> rusqlite::Result<Option<Closed>> {
    let Some(word) = word else { return Ok(None) };
    let unreadable = || StoreError::Unreadable(format!("`{word}`, for which an administration was closed"));
    let closed = Closed::of_word(&word).ok_or_else(unreadable);
    closed.map(Some).map_err(|error| rusqlite::Error::FromSqlConversionFailure(13, rusqlite::types::Type::Text, Box::new(error)))
}
