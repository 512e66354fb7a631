use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};
use serde::Deserialize;

use super::openings::CASE;
use super::pictures::PICTURES;
use super::{Store, StoreError};

/// Rows of the log that are looked through one by one; where there are more of them, everything is read anew.
const FEW: i64 = 20_000;

/// Where the log of answers ends: as long as that is the same, nothing in the store changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    seq: i64,
    hash: Vec<u8>,
}

/// What became of cases since the log ended at some place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Nothing that can be seen: at most answers to what is not finished.
    Nothing,
    /// Something of these cases.
    Cases(BTreeSet<String>),
    /// Anything.
    Anything,
}

/// What is read of a row of the log.
#[derive(Deserialize)]
struct Row<'r> {
    #[serde(borrow)]
    what: std::borrow::Cow<'r, str>,
    administration: Option<i64>,
    #[serde(borrow)]
    case: Option<std::borrow::Cow<'r, str>>,
}

impl Store {
    /// Where the log of answers ends now, and what became of cases since it ended at `before`.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn news_since(&self, before: Option<&Head>) -> Result<(Option<Head>, News), StoreError> {
        // What is written while this is read comes with the next news.
        let now = head(&self.connection)?;
        let news = match (before, &now) {
            (Some(before), Some(now)) if before == now => News::Nothing,
            (None, None) => News::Nothing,
            (Some(before), Some(now)) if now.seq > before.seq && now.seq - before.seq <= FEW => {
                news(&self.connection, before, now)?
            }
            (Some(_) | None, _) => News::Anything,
        };
        Ok((now, news))
    }
}

fn head(connection: &Connection) -> Result<Option<Head>, StoreError> {
    let mut statement = connection.prepare_cached("select seq, hash from head")?;
    Ok(statement.query_row([], |row| Ok(Head { seq: row.get(0)?, hash: row.get(1)? })).optional()?)
}

fn news(connection: &Connection, before: &Head, now: &Head) -> Result<News, StoreError> {
    let mut same = connection.prepare_cached("select 1 from log where seq = ?1 and hash = ?2")?;
    if !same.exists((before.seq, &before.hash))? {
        return Ok(News::Anything);
    }
    let mut of_administration = connection.prepare_cached("select case_code from administration where id = ?1")?;
    let mut statement = connection.prepare_cached("select content from log where seq > ?1 and seq <= ?2")?;
    let mut rows = statement.query([before.seq, now.seq])?;
    let mut cases = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let content: Option<String> = row.get(0)?;
        let Some(row) = content.as_deref().and_then(|content| serde_json::from_str::<Row<'_>>(content).ok()) else {
            return Ok(News::Anything);
        };
        match (&*row.what, row.administration) {
            // What is not finished shows nowhere, and the text of a measure is no case.
            ("answered" | "text" | PICTURES, _) => {}
            // Something may have been told of it.
            (CASE, _) => cases.extend(row.case.map(std::borrow::Cow::into_owned)),
            (_, Some(id)) => match of_administration.query_row([id], |row| row.get(0)).optional()? {
                Some(case) => {
                    cases.insert(case);
                }
                None => return Ok(News::Anything),
            },
            // Something was erased.
            (_, None) => return Ok(News::Anything),
        }
    }
    Ok(if cases.is_empty() { News::Nothing } else { News::Cases(cases) })
}
