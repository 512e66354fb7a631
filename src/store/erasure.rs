use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, TransactionBehavior, params};
use serde::Serialize;
use serde_json::{Value, json};

use super::access_log::{self, By, Happening, rows_of_case};
use super::chain::{Log, empty_rows, writing};
use super::clock::day_here;
use super::kept::COUNTS;
use super::openings::rows_of_openings;
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
        let alone = "select case_code from case_opening where case_code = ?1";
        self.erase_where(("case_code = ?1", alone), case, Happening::Erased, by)
    }

    /// Erases administrations that began before a moment; only how many they were stays.
    ///
    /// # Errors
    /// Where the clock was set back, or the database fails.
    pub fn purge(&mut self, before: &str, by: &By<'_>) -> Result<Erased, StoreError> {
        self.trusts(by.at)?;
        // A case that nobody was asked in is kept as long, from its opening on.
        let day = day_here(before).ok_or_else(|| StoreError::Unreadable(format!("the moment `{before}`")))?;
        let alone = format!(
            "select case_code from case_opening where ?1 <> '' and opened < '{day}'
             and case_code not in (select case_code from administration)"
        );
        self.erase_where(("begun < ?1", &alone), before, Happening::Purged, by)
    }

    /// Erases the administrations that a test finds, and the openings of cases of which none are left, or that a query
    /// finds.
    fn erase_where(
        &mut self,
        (test, alone): (&str, &str),
        value: &str,
        what: Happening,
        by: &By<'_>,
    ) -> Result<Erased, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let administrations: i64 =
            transaction.query_row(&format!("select count(*) from administration where {test}"), [value], |row| row.get(0))?;
        let mut gone: BTreeSet<String> = column(
            &transaction,
            &format!("select case_code from administration group by case_code having sum(not ({test})) = 0"),
            value,
        )?
        .into_iter()
        .collect();
        gone.extend(column::<String>(&transaction, alone, value)?);
        let mut rows: Vec<i64> = column(
            &transaction,
            &format!(
                "select seq from log_of_administration where administration in (select id from administration where {test})"
            ),
            value,
        )?;
        rows.extend(close_openings(&transaction, &gone)?);
        empty_rows(&transaction, Log::Answers, &rows)?;
        transaction.execute(&format!("delete from administration where {test}"), [value])?;
        let administrations = usize::try_from(administrations).unwrap_or(0);
        let mut erased = Erased { cases: gone.len(), administrations, rows: rows.len(), left: None };
        if administrations > 0 || !rows.is_empty() {
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
        if administrations > 0 || !rows.is_empty() || !looked.is_empty() {
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
        let opening = self.opening(case)?;
        let openings = match opening {
            Some(_) => rows_of_openings(&self.connection, &HashSet::from([case]))?,
            None => vec![],
        };
        let openings: Vec<Value> = openings.into_iter().map(|(row, content)| json!({"row": row, "content": content})).collect();
        Ok(
            json!({"case": case, "opening": opening.map(|opening| opening.told()), "openings": openings, "administrations": kept, "seen": self.seen(Some(case))?, "log": log, "access": self.access_log(Some(case), None)?}),
        )
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
            finished: count(&format!("select count(*) from administration where {COUNTS}"))?,
            answers: count("select count(*) from answer")?,
            log: count("select count(*) from log")?,
            by_measure: by_measure.into_iter().map(|(measure, count)| (measure, usize::try_from(count).unwrap_or(0))).collect(),
        })
    }
}

/// Takes away when cases were opened; gives the rows of the log that said it.
fn close_openings(connection: &Connection, cases: &BTreeSet<String>) -> Result<Vec<i64>, StoreError> {
    let mut opened = HashSet::new();
    let mut delete = connection.prepare_cached("delete from case_opening where case_code = ?1")?;
    for case in cases {
        if delete.execute([case])? > 0 {
            opened.insert(case.as_str());
        }
    }
    if opened.is_empty() {
        return Ok(vec![]);
    }
    Ok(rows_of_openings(connection, &opened)?.into_iter().map(|(row, _)| row).collect())
}

/// The one column of a query with one value.
fn column<T: rusqlite::types::FromSql>(connection: &Connection, sql: &str, value: &str) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare(sql)?;
    Ok(statement.query_map([value], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
