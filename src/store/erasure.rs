use rusqlite::{TransactionBehavior, params};
use serde::Serialize;
use serde_json::{Value, json};

use super::chain::append;
use super::{Store, StoreError};

/// What was erased, in numbers only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// Cases of which nothing is left.
    pub cases: usize,
    /// Administrations.
    pub administrations: usize,
    /// Rows of the log of which only the hash is left.
    pub rows: usize,
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
    pub fn erase(&mut self, case: &str, at: &str) -> Result<Erased, StoreError> {
        self.erase_where("case_code = ?1", case, "erased", at)
    }

    /// Erases administrations that began before a moment; only how many they were stays.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn purge(&mut self, before: &str, at: &str) -> Result<Erased, StoreError> {
        self.erase_where("begun < ?1", before, "purged", at)
    }

    fn erase_where(&mut self, test: &str, value: &str, what: &str, at: &str) -> Result<Erased, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let count = |sql: String| -> Result<usize, StoreError> {
            Ok(usize::try_from(transaction.query_row(&sql, [value], |row| row.get::<_, i64>(0))?).unwrap_or(0))
        };
        let administrations = count(format!("select count(*) from administration where {test}"))?;
        let cases = count(format!(
            "select count(*) from (select case_code from administration group by case_code having sum(not ({test})) = 0)"
        ))?;
        let rows =
            format!("select seq from log_of_administration where administration in (select id from administration where {test})");
        let mut statement = transaction.prepare(&rows)?;
        let seqs = statement.query_map([value], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<i64>, _>>()?;
        drop(statement);
        for seq in &seqs {
            transaction.execute("update log set content = null, salt = null where seq = ?1", [seq])?;
        }
        transaction.execute(&format!("delete from administration where {test}"), [value])?;
        let erased = Erased { cases, administrations, rows: seqs.len() };
        if administrations > 0 {
            append(&transaction, &json!({"what": what, "at": at, "counts": erased, "rows": seqs}))?;
        }
        transaction.commit()?;
        // What was erased must not be found in what the database left lying about.
        self.connection.execute_batch("vacuum; pragma wal_checkpoint(truncate);")?;
        Ok(erased)
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
            let content: Value = content.and_then(|content| serde_json::from_str(&content).ok()).unwrap_or_default();
            json!({"row": seq, "content": content})
        });
        Ok(json!({"case": case, "administrations": kept, "log": log.collect::<Vec<_>>()}))
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
