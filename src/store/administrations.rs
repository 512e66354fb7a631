use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde_json::json;

use super::chain::append;
use super::{Store, StoreError};
use crate::administer::{CaseCode, Identity, Record};

/// An administration that begins.
#[derive(Clone, Debug)]
pub struct Begun<'a> {
    /// The measure, as `alliance-monitor@0.3.0`.
    pub measure: &'a str,
    /// SHA-256 of its key.
    pub sha256: &'a str,
    /// The case.
    pub case: &'a CaseCode,
    /// Who answers, when and in which language; its case is that above.
    pub identity: &'a Identity,
    /// What is known of the case.
    pub known: &'a BTreeMap<String, String>,
    /// Now, as RFC 3339 writes it.
    pub at: &'a str,
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
        self.write(|transaction| begin(transaction, begun))
    }

    /// Keeps an answer, or that one was taken back (empty). Once this returns the answer is on the disk.
    ///
    /// # Errors
    /// Where there is no such administration, it is finished, or the database fails.
    pub fn give(&mut self, administration: i64, item: &str, answer: &str, at: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            open(transaction, administration)?;
            answered(transaction, administration, item, answer, at)
        })
    }

    /// Finishes an administration; it is not changed any more.
    ///
    /// # Errors
    /// Where there is no such administration, it is finished already, or the database fails.
    pub fn finish(&mut self, administration: i64, at: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            open(transaction, administration)?;
            finish(transaction, administration, at)
        })
    }

    /// Keeps whole administrations, finished: all of them or none.
    ///
    /// # Errors
    /// Where one is there already, or the database fails.
    pub fn take_in(&mut self, administrations: &[(Begun<'_>, &BTreeMap<String, String>)]) -> Result<(), StoreError> {
        self.write(|transaction| {
            for (begun, answers) in administrations {
                let held: i64 = transaction.query_row(
                    "select count(*) from administration where case_code = ?1 and measure = ?2 and informant = ?3 and occasion = ?4",
                    params![begun.case.as_str(), begun.measure, begun.identity.informant, begun.identity.occasion],
                    |row| row.get(0),
                )?;
                if held > 0 {
                    let (case, occasion) = (begun.case.as_str().to_owned(), begun.identity.occasion.clone());
                    return Err(StoreError::There { case, occasion, informant: begun.identity.informant.clone() });
                }
                let id = begin(transaction, begun)?;
                for (item, answer) in *answers {
                    answered(transaction, id, item, answer, begun.at)?;
                }
                finish(transaction, id, begun.at)?;
            }
            Ok(())
        })
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
        let of_measure = "measure like ?1 || '@%'";
        match (measure, case) {
            (None, None) => self.select("true", &[]),
            (Some(measure), None) => self.select(of_measure, params![measure]),
            (None, Some(case)) => self.select("case_code = ?1", params![case]),
            (Some(measure), Some(case)) => self.select(&format!("{of_measure} and case_code = ?2"), params![measure, case]),
        }
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

fn begin(connection: &Connection, begun: &Begun<'_>) -> Result<i64, StoreError> {
    let identity = begun.identity;
    let open: Option<i64> = connection
        .query_row(
            "select id from administration
             where case_code = ?1 and measure = ?2 and informant = ?3 and occasion = ?4 and finished is null",
            params![begun.case.as_str(), begun.measure, identity.informant, identity.occasion],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(id) = open {
        return Ok(id);
    }
    let known = json!(begun.known).to_string();
    let (case, Identity { informant, occasion, date, language, .. }) = (begun.case.as_str(), identity);
    connection
        .prepare_cached(
            "insert into administration (case_code, measure, sha256, informant, occasion, date, language, known, begun)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![case, begun.measure, begun.sha256, informant, occasion, date, language, known, begun.at])?;
    let id = connection.last_insert_rowid();
    let content = json!({"what": "begun", "at": begun.at, "administration": id, "case": case, "measure": begun.measure,
        "sha256": begun.sha256, "informant": informant, "occasion": occasion, "date": date, "language": language, "known": known});
    logged(connection, id, &content)?;
    Ok(id)
}

fn finish(connection: &Connection, id: i64, at: &str) -> Result<(), StoreError> {
    connection.prepare_cached("update administration set finished = ?2 where id = ?1")?.execute(params![id, at])?;
    logged(connection, id, &json!({"what": "finished", "at": at, "administration": id}))?;
    Ok(())
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

fn answered(connection: &Connection, id: i64, item: &str, answer: &str, at: &str) -> Result<(), StoreError> {
    let content = json!({"what": "answered", "at": at, "administration": id, "item": item, "answer": answer});
    let seq = logged(connection, id, &content)?;
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

fn logged(connection: &Connection, id: i64, content: &serde_json::Value) -> Result<i64, StoreError> {
    let seq = append(connection, content)?;
    connection
        .prepare_cached("insert into log_of_administration (administration, seq) values (?1, ?2)")?
        .execute(params![id, seq])?;
    Ok(seq)
}
