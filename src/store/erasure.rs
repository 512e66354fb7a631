use std::time::Duration;

use rusqlite::{Connection, ErrorCode, TransactionBehavior, params};
use serde::Serialize;
use serde_json::{Value, json};

use super::access_log::{self, By, Happening, rows_of_case};
use super::chain::{Log, empty_rows, writing};
use super::{BUSY, Store, StoreError};

/// How long erasing waits for whoever still reads what was erased.
const LINGERING: Duration = Duration::from_secs(3);

/// What was erased, in numbers only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// Cases of which nothing is left.
    pub cases: usize,
    /// Administrations.
    pub administrations: usize,
    /// Rows of the log of which only the hash is left.
    pub rows: usize,
    /// Why some of it can still be found in the files of the store, although no longer in the store.
    #[serde(skip)]
    pub left: Option<Left>,
}

/// Why what was erased can still be found in files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// Somebody reads the store as it was before.
    Read,
    /// The files could not be written anew.
    NotWritten(String),
}

/// What a store holds, in numbers only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Cases.
    pub cases: usize,
    /// Administrations, and those of them that are finished.
    pub administrations: usize,
    /// Those of them that are finished.
    pub finished: usize,
    /// Answers as they stand.
    pub answers: usize,
    /// Rows of the log.
    pub log: usize,
    /// Administrations by measure.
    pub by_measure: Vec<(String, usize)>,
}

impl Store {
    /// Erases everything that is held on a case, also from the log, whose chain stays whole.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn erase(&mut self, case: &str, by: &By<'_>) -> Result<Erased, StoreError> {
        self.erase_where("case_code = ?1", case, Happening::Erased, by)
    }

    /// Erases administrations that began before a moment; only how many they were stays.
    ///
    /// # Errors
    /// Where the clock was set back, or the database fails.
    pub fn purge(&mut self, before: &str, by: &By<'_>) -> Result<Erased, StoreError> {
        self.trusts(by.at)?;
        self.erase_where("begun < ?1", before, Happening::Purged, by)
    }

    fn erase_where(&mut self, test: &str, value: &str, what: Happening, by: &By<'_>) -> Result<Erased, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let administrations: i64 =
            transaction.query_row(&format!("select count(*) from administration where {test}"), [value], |row| row.get(0))?;
        let gone: Vec<String> = column(
            &transaction,
            &format!("select case_code from administration group by case_code having sum(not ({test})) = 0"),
            value,
        )?;
        let rows: Vec<i64> = column(
            &transaction,
            &format!(
                "select seq from log_of_administration where administration in (select id from administration where {test})"
            ),
            value,
        )?;
        empty_rows(&transaction, Log::Answers, &rows)?;
        transaction.execute(&format!("delete from administration where {test}"), [value])?;
        let administrations = usize::try_from(administrations).unwrap_or(0);
        let mut erased = Erased { cases: gone.len(), administrations, rows: rows.len(), left: None };
        if administrations > 0 {
            writing(&transaction, Log::Answers, |chain| {
                chain.append(&json!({"what": what.words(), "at": by.at, "counts": erased, "rows": rows}))
            })?;
        }
        // Who looked at a case says something on it too.
        let mut looked = Vec::new();
        for case in &gone {
            looked.extend(rows_of_case(&transaction, case)?);
        }
        empty_rows(&transaction, Log::Access, &looked)?;
        if administrations > 0 || !looked.is_empty() {
            access_log::append(
                &transaction,
                by,
                json!({"what": what.words(), "administrations": administrations, "rows": looked}),
            )?;
        }
        transaction.commit()?;
        erased.left = self.sweep()?;
        Ok(erased)
    }

    /// Takes what was erased out of what the database left lying about; why some of it is still there, if it is.
    fn sweep(&self) -> Result<Option<Left>, StoreError> {
        self.connection.busy_timeout(LINGERING)?;
        let swept = self
            .connection
            .execute_batch("vacuum")
            .and_then(|()| self.connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get::<_, bool>(0)));
        self.connection.busy_timeout(BUSY)?;
        Ok(match swept {
            Ok(false) => None,
            Ok(true) => Some(Left::Read),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Some(Left::Read),
            Err(error) => Some(Left::NotWritten(error.to_string())),
        })
    }

    /// Everything that is held on a case: what stands, and every change of it, for whom it concerns.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn everything_on(&self, case: &str) -> Result<Value, StoreError> {
        let kept = self.kept(None, Some(case))?;
        let mut statement = self.connection.prepare(
            "select log.seq, log.content from log join log_of_administration using (seq)
             join administration on administration.id = log_of_administration.administration where case_code = ?1 order by log.seq",
        )?;
        let rows = statement.query_map(params![case], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?)))?;
        let log = rows.collect::<Result<Vec<_>, _>>()?.into_iter().map(|(seq, content)| {
            let content = content.map(|content| serde_json::from_str::<Value>(&content)).transpose();
            content.map(|content| json!({"row": seq, "content": content}))
        });
        let log = log.collect::<Result<Vec<_>, _>>().map_err(|error| StoreError::Unreadable(error.to_string()))?;
        Ok(json!({"case": case, "administrations": kept, "log": log, "access": self.access_log(Some(case), None)?}))
    }

    /// What the store holds, in numbers.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let count = |sql: &str| -> Result<usize, StoreError> {
            Ok(usize::try_from(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))?).unwrap_or(0))
        };
        let mut statement =
            self.connection.prepare("select measure, count(*) from administration group by measure order by measure")?;
        let by_measure = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
        let by_measure = by_measure.collect::<Result<Vec<(String, i64)>, _>>()?;
        Ok(Stats {
            cases: count("select count(distinct case_code) from administration")?,
            administrations: count("select count(*) from administration")?,
            finished: count("select count(finished) from administration")?,
            answers: count("select count(*) from answer")?,
            log: count("select count(*) from log")?,
            by_measure: by_measure.into_iter().map(|(measure, count)| (measure, usize::try_from(count).unwrap_or(0))).collect(),
        })
    }
}

/// The one column of a query with one value.
fn column<T: rusqlite::types::FromSql>(connection: &Connection, sql: &str, value: &str) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare(sql)?;
    Ok(statement.query_map([value], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
