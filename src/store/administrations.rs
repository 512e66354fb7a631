use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;

use super::access_log::By;
use super::chain::{Chain, Log, writing};
use super::closing::{Closed, close};
use super::facts::{Facts, facts_of, in_cell, is_told, of_cell};
use super::measure_texts::{MeasureText, keep};
use super::occasions::{Held, Place, held, place_of};
use super::openings::{may_ask, office_of};
use super::resuming::{chose_word, come_late, end_answering};
use super::sitting::{hand_on, sit_in_place_of};
use super::twins::refuse_twin;
use super::{Store, StoreError};
use crate::administer::{CaseCode, Identity};
use crate::instrument::OccasionName;

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
    /// What is told of the case now; what was told of it before is known besides.
    pub known: &'a Facts,
    /// When it begins, as RFC 3339 writes it.
    pub at: &'a str,
}

impl Store {
    /// Begins an administration, or goes on with the same one that is not finished, in the language, on the day and
    /// with the facts of now. One that is confidential and has answers is not gone on with: it is closed, and another
    /// one begins. It belongs to the office of its case.
    ///
    /// # Errors
    /// Where the case is closed, would be a second one of a code but for its capitals, or was not open yet on the day,
    /// or the database fails.
    pub fn begin_administration(&mut self, begun: &Begun<'_>) -> Result<i64, StoreError> {
        self.logging(|chain| {
            may_ask(chain.connection, begun.case.as_str(), &begun.identity.date)?;
            let (measure, Identity { informant, occasion, .. }) = (begun.measure_id(), begun.identity);
            let Held { open, .. } = held(chain.connection, &Place { case: begun.case.as_str(), measure, informant, occasion })?;
            let Some(open) = open.filter(|open| open.measure == begun.measure) else { return begin(chain, begun, None) };
            if open.is_answered && open.is_confidential {
                let id = begin_anew(chain, open.id, begun.at)?;
                change(chain, id, begun)?;
                return Ok(id);
            }
            change(chain, open.id, begun)?;
            Ok(open.id)
        })
    }

    /// Asks the same administration again, in the language, on the day and with the facts of now.
    ///
    /// # Errors
    /// Where there is no such administration, it is finished or closed, as of [`Store::begin_administration`], or the
    /// database fails.
    pub fn ask_again(&mut self, administration: i64, begun: &Begun<'_>) -> Result<(), StoreError> {
        self.logging(|chain| {
            may_ask(chain.connection, begun.case.as_str(), &begun.identity.date)?;
            open(chain.connection, administration)?;
            change(chain, administration, begun)
        })
    }

    /// Begins an administration beside the same one that is there: when this one is finished, that one is replaced; if
    /// it is open, it is closed at once.
    ///
    /// # Errors
    /// As of [`Store::begin_administration`].
    pub fn begin_another(&mut self, begun: &Begun<'_>) -> Result<i64, StoreError> {
        self.logging(|chain| {
            may_ask(chain.connection, begun.case.as_str(), &begun.identity.date)?;
            let (measure, Identity { informant, occasion, .. }) = (begun.measure_id(), begun.identity);
            let held = held(chain.connection, &Place { case: begun.case.as_str(), measure, informant, occasion })?;
            // What was answered for nobody's eyes is answered so again.
            let mut stays_confidential = false;
            for id in held.open.iter().map(|open| open.id).chain(held.finished) {
                stays_confidential |= is_confidential(chain.connection, id)?;
            }
            let mut comes_late = false;
            if let Some(open) = held.open {
                comes_late = chose_word(chain.connection, open.id)? || open.is_confidential && open.is_answered;
                close(chain, open.id, Closed::Replaced, None, begun.at)?;
            }
            let id = begin(chain, begun, None)?;
            if stays_confidential {
                make_confidential(chain, id, begun.at)?;
            }
            if comes_late {
                come_late(chain.connection, id)?;
            }
            Ok(id)
        })
    }

    /// The language that an administration is answered in is another one now.
    ///
    /// # Errors
    /// Where there is no such administration, it is finished or closed, or the database fails.
    pub fn speak(&mut self, administration: i64, language: &str, at: &str) -> Result<(), StoreError> {
        self.logging(|chain| {
            open(chain.connection, administration)?;
            put(chain, administration, &[("language", language)], (at, None))
        })
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

    /// Finishes an administration; it is not changed any more, and whoever answered it is out. What was finished of the
    /// same occasion before is kept as replaced.
    ///
    /// # Errors
    /// Where there is no such administration, it is finished already, or the database fails.
    pub fn finish(&mut self, administration: i64, at: &str) -> Result<(), StoreError> {
        self.logging(|chain| {
            open(chain.connection, administration)?;
            finish(chain, administration, at)
        })
    }

    /// Makes an administration one that only the one who answers may see.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn make_confidential(&mut self, administration: i64, at: &str) -> Result<(), StoreError> {
        self.logging(|chain| make_confidential(chain, administration, at))
    }

    /// Does work that adds rows to the log of answers: all of it or nothing.
    pub(super) fn logging<T>(&mut self, work: impl FnOnce(&mut Chain<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.write(|connection| writing(connection, Log::Answers, work))
    }
}

impl Begun<'_> {
    /// The id of the measure, without its version.
    pub(super) fn measure_id(&self) -> &str {
        crate::instrument::id_of(self.measure)
    }
}

/// Begins an administration; where it is brought from elsewhere, the moment says when that was.
pub(super) fn begin(chain: &mut Chain<'_>, begun: &Begun<'_>, imported: Option<&str>) -> Result<i64, StoreError> {
    let text = MeasureText { measure: begun.measure, sha256: begun.sha256, text: begun.text };
    keep(chain, &text, imported.unwrap_or(begun.at))?;
    let case = begun.case.as_str();
    // Of what was answered elsewhere nobody knows what was known then; it is filled in as it is read.
    let mut known = if imported.is_some() { Facts::new() } else { facts_of(chain.connection, case)? };
    known.extend(begun.known.clone());
    if imported.is_none() {
        is_told(chain, case, begun.known, begun.at)?;
    }
    let identity = Identity { case: case.to_owned(), ..begun.identity.clone() };
    insert(chain, (begun.measure, begun.sha256), (&identity, &in_cell(&known)), begun.at, imported)
}

fn insert(
    chain: &mut Chain<'_>,
    (measure, sha256): (&str, &str),
    (identity, known): (&Identity, &str),
    at: &str,
    imported: Option<&str>,
) -> Result<i64, StoreError> {
    let Identity { case, informant, occasion, date, language } = identity;
    let office = office_of(chain.connection, case)?;
    if office.is_none() {
        refuse_twin(chain.connection, case)?;
    }
    let occasion = OccasionName::read(occasion);
    let occasion = occasion.as_str();
    chain
        .connection
        .prepare_cached(
            "insert into administration (case_code, measure, sha256, informant, occasion, date, language, known, begun)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![case, measure, sha256, informant, occasion, date, language, known, at])?;
    let id = chain.connection.last_insert_rowid();
    let mut content = json!({"what": "begun", "at": at, "administration": id, "case": case, "measure": measure,
        "sha256": sha256, "informant": informant, "occasion": occasion, "date": date, "language": language, "known": known});
    if let Some(at) = imported {
        content["imported"] = json!(at);
    }
    logged(chain, id, &content)?;
    put_in_office(chain, id, &office.unwrap_or_default(), at)?;
    Ok(id)
}

/// Closes an administration that is confidential, and begins the same one without its answers.
pub(super) fn begin_anew(chain: &mut Chain<'_>, id: i64, at: &str) -> Result<i64, StoreError> {
    let read = |row: &Row<'_>| {
        let identity = Identity {
            case: row.get(0)?,
            informant: row.get(3)?,
            occasion: row.get(4)?,
            date: row.get(5)?,
            language: row.get(6)?,
        };
        let (measure, sha256, known): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(7)?);
        Ok((identity, measure, sha256, known))
    };
    let (identity, measure, sha256, known) = chain
        .connection
        .prepare_cached(
            "select case_code, measure, sha256, informant, occasion, date, language, known from administration where id = ?1",
        )?
        .query_row([id], read)?;
    let anew = insert(chain, (&measure, &sha256), (&identity, &known), at, None)?;
    sit_in_place_of(chain.connection, id, anew)?;
    close(chain, id, Closed::BegunAnew, None, at)?;
    make_confidential(chain, anew, at)?;
    come_late(chain.connection, anew)?;
    Ok(anew)
}

/// Takes over the language, the day and the facts of somebody who asks for the same again. What was known and is not
/// told again stays.
fn change(chain: &mut Chain<'_>, id: i64, begun: &Begun<'_>) -> Result<(), StoreError> {
    let (case, connection) = (begun.case.as_str(), chain.connection);
    let known: String =
        connection.prepare_cached("select known from administration where id = ?1")?.query_row([id], |row| row.get(0))?;
    let mut known = of_cell(&known, case)?;
    known.extend(facts_of(connection, case)?);
    known.extend(begun.known.clone());
    is_told(chain, case, begun.known, begun.at)?;
    let Identity { language, date, .. } = begun.identity;
    put(chain, id, &[("language", language), ("date", date), ("known", &in_cell(&known))], (begun.at, None))
}

/// Puts other values into columns of an administration, where they are others; the log holds when, and who where that
/// is said.
pub(super) fn put(
    chain: &mut Chain<'_>,
    id: i64,
    columns: &[(&str, &str)],
    (at, who): (&str, Option<&str>),
) -> Result<(), StoreError> {
    let mut content = json!({"what": "changed", "at": at, "administration": id});
    if let Some(who) = who {
        content["by"] = json!(who);
    }
    let mut is_changed = false;
    for (column, value) in columns {
        let update = format!("update administration set {column} = ?2 where id = ?1 and {column} <> ?2");
        if chain.connection.prepare_cached(&update)?.execute(params![id, value])? > 0 {
            content[*column] = json!(value);
            is_changed = true;
        }
    }
    if is_changed { logged(chain, id, &content).map(drop) } else { Ok(()) }
}

/// Whether anything is answered in an administration.
pub(super) fn has_answers(connection: &Connection, id: i64) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("select 1 from answer where administration = ?1")?.exists([id])?)
}

pub(super) fn is_confidential(connection: &Connection, id: i64) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached("select 1 from administration where id = ?1 and confidential <> 0")?;
    Ok(statement.exists([id])?)
}

pub(super) fn make_confidential(chain: &mut Chain<'_>, id: i64, at: &str) -> Result<(), StoreError> {
    let changed = chain
        .connection
        .prepare_cached("update administration set confidential = 1 where id = ?1 and confidential <> 1")?
        .execute([id])?;
    if changed > 0 { log_confidential(chain, id, at) } else { Ok(()) }
}

pub(super) fn log_confidential(chain: &mut Chain<'_>, id: i64, at: &str) -> Result<(), StoreError> {
    logged(chain, id, &json!({"what": "confidential", "at": at, "administration": id})).map(drop)
}

pub(super) fn put_in_office(chain: &mut Chain<'_>, id: i64, office: &str, at: &str) -> Result<(), StoreError> {
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

pub(super) fn finish(chain: &mut Chain<'_>, id: i64, at: &str) -> Result<(), StoreError> {
    let before = held(chain.connection, &place_of(chain.connection, id)?.as_place())?.finished;
    if let Some(before) = before {
        close(chain, before, Closed::Replaced, None, at)?;
    }
    hand_on(chain.connection, id)?;
    end_answering(chain.connection, id)?;
    chain.connection.prepare_cached("update administration set finished = ?2 where id = ?1")?.execute(params![id, at])?;
    logged(chain, id, &json!({"what": "finished", "at": at, "administration": id})).map(drop)
}

pub(super) fn open(connection: &Connection, id: i64) -> Result<(), StoreError> {
    let found: Option<(bool, bool)> = connection
        .prepare_cached("select finished is not null, closed is not null from administration where id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match found {
        None => Err(StoreError::Unknown(id)),
        Some((_, true)) => Err(StoreError::Closed(id)),
        Some((true, false)) => Err(StoreError::Finished(id)),
        Some((false, false)) => Ok(()),
    }
}

pub(super) fn answered(chain: &mut Chain<'_>, id: i64, item: &str, answer: &str, at: &str) -> Result<(), StoreError> {
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

pub(super) fn logged(chain: &mut Chain<'_>, id: i64, content: &serde_json::Value) -> Result<i64, StoreError> {
    let seq = chain.append(content)?;
    chain
        .connection
        .prepare_cached("insert into log_of_administration (administration, seq) values (?1, ?2)")?
        .execute(params![id, seq])?;
    Ok(seq)
}
