use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde_json::json;

use super::access_log::By;
use super::chain::{Chain, Log, writing};
use super::measure_texts::{MeasureText, keep};
use super::{Store, StoreError, of_measure};
use crate::administer::{CaseCode, Identity, Record};

/// An administration that begins.
#[derive(Clone, Debug)]
pub struct Begun<'a> {
    /// The measure, as `alliance-monitor@0.3.0`.
    pub measure: &'a str,
    /// SHA-256 of its tokens.
    pub sha256: &'a str,
    /// All of its file: by it the answers can be read when the file is another.
    pub text: &'a str,
    /// The case.
    pub case: &'a CaseCode,
    /// Who answers, when and in which language; its case is that above.
    pub identity: &'a Identity,
    /// What is known of the case.
    pub known: &'a BTreeMap<String, String>,
    /// When it begins, as RFC 3339 writes it.
    pub at: &'a str,
}

/// A finished administration that comes from elsewhere.
#[derive(Clone, Debug)]
pub struct Imported<'a> {
    /// What it is, and when it began, which is what its retention is counted from.
    pub begun: Begun<'a>,
    /// Its answers.
    pub answers: &'a BTreeMap<String, String>,
    /// Whether only the one who answered may see them.
    pub is_confidential: bool,
    /// The office that it belongs to; empty where nobody said.
    pub office: &'a str,
}

/// An administration as it is kept.
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
}

/// How a case stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseStanding {
    /// Its code.
    pub case: String,
    /// The office that it was asked in.
    pub office: String,
    /// Administrations that were begun.
    pub asked: i64,
    /// Those of them that are finished.
    pub answered: i64,
    /// When the last one was finished.
    pub last: Option<String>,
}

impl Store {
    /// Begins an administration, or goes on with the same one that is not finished.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn begin_administration(&mut self, begun: &Begun<'_>) -> Result<i64, StoreError> {
        self.logging(|chain| begin(chain, begun, None))
    }

    /// Keeps an answer, or that one was taken back (empty). Once this returns the answer is on the disk.
    ///
    /// # Errors
    /// Where there is no such administration, it is finished, or the database fails.
    pub fn give(&mut self, administration: i64, item: &str, answer: &str, at: &str) -> Result<(), StoreError> {
        self.logging(|chain| {
            open(chain.connection, administration)?;
            answered(chain, administration, item, answer, at)
        })
    }

    /// Finishes an administration; it is not changed any more.
    ///
    /// # Errors
    /// Where there is no such administration, it is finished already, or the database fails.
    pub fn finish(&mut self, administration: i64, at: &str) -> Result<(), StoreError> {
        self.logging(|chain| {
            open(chain.connection, administration)?;
            finish(chain, administration, at)
        })
    }

    /// Keeps whole administrations, finished, at a moment: all of them or none.
    ///
    /// # Errors
    /// Where one is there already, or the database fails.
    pub fn take_in(&mut self, administrations: &[Imported<'_>], at: &str) -> Result<(), StoreError> {
        self.logging(|chain| administrations.iter().try_for_each(|imported| take_in(chain, imported, at)))
    }

    /// Makes an administration one that only the one who answers may see.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn make_confidential(&mut self, administration: i64, at: &str) -> Result<(), StoreError> {
        self.logging(|chain| make_confidential(chain, administration, at))
    }

    /// Says which office an administration belongs to.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn put_in_office(&mut self, administration: i64, office: &str, at: &str) -> Result<(), StoreError> {
        self.logging(|chain| put_in_office(chain, administration, office, at))
    }

    /// Does work that adds rows to the log of answers: all of it or nothing.
    fn logging<T>(&mut self, work: impl FnOnce(&mut Chain<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.write(|connection| writing(connection, Log::Answers, work))
    }

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

    /// The finished administrations of a measure, by its id, that only the one who answered may see: the case, the informant and the occasion of
    /// each; those of a case, where one is named.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn confidential(&self, measure: &str, case: Option<&str>) -> Result<Vec<[String; 3]>, StoreError> {
        let of_case = if case.is_some() { "and case_code = ?2" } else { "and ?2 is null" };
        let mut statement = self.connection.prepare_cached(&format!(
            "select case_code, informant, occasion from administration
             where confidential <> 0 and finished is not null and {} {of_case} order by id",
            of_measure(1)
        ))?;
        let rows = statement.query_map(params![measure, case], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How the cases stand, each once for each office that it was asked in.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn cases(&self) -> Result<Vec<CaseStanding>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "select case_code, office, count(*), count(finished), max(finished) from administration group by case_code, office order by case_code",
        )?;
        let standing = |row: &Row<'_>| {
            let (case, office, asked, answered) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(CaseStanding { case, office, asked, answered, last: row.get(4)? })
        };
        Ok(statement.query_map([], standing)?.collect::<Result<_, _>>()?)
    }

    fn select(&self, test: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<Kept>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "select id, case_code, measure, sha256, informant, occasion, date, language, known, begun, finished, confidential, office
             from administration
             where {test} order by id"
        ))?;
        let mut found = statement.query_map(values, kept)?.collect::<Result<Vec<_>, _>>()?;
        let mut answers = self.connection.prepare_cached("select item, answer from answer where administration = ?1")?;
        for kept in &mut found {
            let rows = answers.query_map([kept.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            kept.record.answers = rows.collect::<Result<_, _>>()?;
        }
        Ok(found)
    }
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let known: String = row.get(8)?;
    let unreadable = |error| rusqlite::Error::FromSqlConversionFailure(8, rusqlite::types::Type::Text, Box::new(error));
    let known = serde_json::from_str(&known).map_err(unreadable)?;
    let identity =
        Identity { case: row.get(1)?, informant: row.get(4)?, occasion: row.get(5)?, date: row.get(6)?, language: row.get(7)? };
    let record = Record { measure: row.get(2)?, identity, known, ..Record::default() };
    Ok(Kept {
        id: row.get(0)?,
        record,
        sha256: row.get(3)?,
        begun: row.get(9)?,
        finished: row.get(10)?,
        confidential: row.get(11)?,
        office: row.get(12)?,
    })
}

/// Begins an administration; where it is brought from elsewhere, the moment says when that was.
fn begin(chain: &mut Chain<'_>, begun: &Begun<'_>, imported: Option<&str>) -> Result<i64, StoreError> {
    let (identity, connection) = (begun.identity, chain.connection);
    let open: Option<i64> = connection
        .prepare_cached(
            "select id from administration
             where case_code = ?1 and measure = ?2 and informant = ?3 and occasion = ?4 and finished is null",
        )?
        .query_row(params![begun.case.as_str(), begun.measure, identity.informant, identity.occasion], |row| row.get(0))
        .optional()?;
    if let Some(id) = open {
        return Ok(id);
    }
    let text = MeasureText { measure: begun.measure, sha256: begun.sha256, text: begun.text };
    keep(chain, &text, imported.unwrap_or(begun.at))?;
    let known = json!(begun.known).to_string();
    let (case, Identity { informant, occasion, date, language, .. }) = (begun.case.as_str(), identity);
    connection
        .prepare_cached(
            "insert into administration (case_code, measure, sha256, informant, occasion, date, language, known, begun)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![case, begun.measure, begun.sha256, informant, occasion, date, language, known, begun.at])?;
    let id = connection.last_insert_rowid();
    let mut content = json!({"what": "begun", "at": begun.at, "administration": id, "case": case, "measure": begun.measure,
        "sha256": begun.sha256, "informant": informant, "occasion": occasion, "date": date, "language": language, "known": known});
    if let Some(at) = imported {
        content["imported"] = json!(at);
    }
    logged(chain, id, &content)?;
    Ok(id)
}

fn take_in(chain: &mut Chain<'_>, imported: &Imported<'_>, at: &str) -> Result<(), StoreError> {
    let Imported { begun, answers, is_confidential, office } = imported;
    let (case, Identity { informant, occasion, .. }) = (begun.case.as_str(), begun.identity);
    let is_held = chain
        .connection
        .prepare_cached(
            "select 1 from administration where case_code = ?1 and measure = ?2 and informant = ?3 and occasion = ?4",
        )?
        .exists(params![case, begun.measure, informant, occasion])?;
    if is_held {
        return Err(StoreError::There { case: case.to_owned(), occasion: occasion.clone(), informant: informant.clone() });
    }
    let id = begin(chain, begun, Some(at))?;
    put_in_office(chain, id, office, at)?;
    if *is_confidential {
        make_confidential(chain, id, at)?;
    }
    answers.iter().try_for_each(|(item, answer)| answered(chain, id, item, answer, at))?;
    finish(chain, id, at)
}

fn make_confidential(chain: &mut Chain<'_>, id: i64, at: &str) -> Result<(), StoreError> {
    let changed = chain
        .connection
        .prepare_cached("update administration set confidential = 1 where id = ?1 and confidential <> 1")?
        .execute([id])?;
    if changed > 0 { log_confidential(chain, id, at) } else { Ok(()) }
}

pub(super) fn log_confidential(chain: &mut Chain<'_>, id: i64, at: &str) -> Result<(), StoreError> {
    logged(chain, id, &json!({"what": "confidential", "at": at, "administration": id})).map(drop)
}

fn put_in_office(chain: &mut Chain<'_>, id: i64, office: &str, at: &str) -> Result<(), StoreError> {
    let changed = chain
        .connection
        .prepare_cached("update administration set office = ?2 where id = ?1 and office <> ?2")?
        .execute(params![id, office])?;
    if changed > 0 { log_office(chain, id, office, at) } else { Ok(()) }
}

pub(super) fn log_office(chain: &mut Chain<'_>, id: i64, office: &str, at: &str) -> Result<(), StoreError> {
    logged(chain, id, &json!({"what": "office", "at": at, "administration": id, "office": office})).map(drop)
}

/// Says in the log of answers who gave a code, with which they were or can be given.
pub(super) fn log_code(chain: &mut Chain<'_>, id: i64, by: &By<'_>) -> Result<(), StoreError> {
    logged(chain, id, &json!({"what": "code", "at": by.at, "administration": id, "who": by.who})).map(drop)
}

fn finish(chain: &mut Chain<'_>, id: i64, at: &str) -> Result<(), StoreError> {
    chain.connection.prepare_cached("update administration set finished = ?2 where id = ?1")?.execute(params![id, at])?;
    logged(chain, id, &json!({"what": "finished", "at": at, "administration": id})).map(drop)
}

fn open(connection: &Connection, id: i64) -> Result<(), StoreError> {
    let finished: Option<Option<String>> = connection
        .prepare_cached("select finished from administration where id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    match finished {
        None => Err(StoreError::Unknown(id)),
        Some(Some(_)) => Err(StoreError::Finished(id)),
        Some(None) => Ok(()),
    }
}

fn answered(chain: &mut Chain<'_>, id: i64, item: &str, answer: &str, at: &str) -> Result<(), StoreError> {
    let content = json!({"what": "answered", "at": at, "administration": id, "item": item, "answer": answer});
    let seq = logged(chain, id, &content)?;
    let connection = chain.connection;
    if answer.is_empty() {
        connection.prepare_cached("delete from answer where administration = ?1 and item = ?2")?.execute(params![id, item])?;
    } else {
        connection
            .prepare_cached(
                "insert into answer (administration, item, answer, seq) values (?1, ?2, ?3, ?4)
             on conflict (administration, item) do update set answer = excluded.answer, seq = excluded.seq",
            )?
            .execute(params![id, item, answer, seq])?;
    }
    Ok(())
}

fn logged(chain: &mut Chain<'_>, id: i64, content: &serde_json::Value) -> Result<i64, StoreError> {
    let seq = chain.append(content)?;
    chain
        .connection
        .prepare_cached("insert into log_of_administration (administration, seq) values (?1, ?2)")?
        .execute(params![id, seq])?;
    Ok(seq)
}
