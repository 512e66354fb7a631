use rusqlite::{OptionalExtension, params};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::chain::{Chain, Log, writing};
use super::kept::COUNTS;
use super::{Store, StoreError, of_measure};
use crate::syntax::hexadecimal;

/// The text of a measure as it was when somebody was asked.
#[derive(Clone, Copy, Debug)]
pub struct MeasureText<'a> {
    /// Which, as `alliance-monitor@0.3.0`.
    pub measure: &'a str,
    /// SHA-256 of its tokens.
    pub sha256: &'a str,
    /// All of its file.
    pub text: &'a str,
}

/// A text under which a version was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// SHA-256 of its tokens.
    pub sha256: String,
    /// Finished administrations that were answered under it.
    pub administrations: usize,
    /// The text; nothing where a store of an earlier program did not keep it.
    pub text: Option<String>,
}

/// SHA-256 of a text, byte by byte.
pub(super) fn text_hash(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

/// Keeps a text, unless it is kept.
pub(super) fn keep(chain: &mut Chain<'_>, text: &MeasureText<'_>, at: &str) -> Result<(), StoreError> {
    let connection = chain.connection;
    let mut kept = connection.prepare_cached("select 1 from measure_text where sha256 = ?1")?;
    if kept.exists([text.sha256])? {
        return Ok(());
    }
    let seq = chain.append(&json!({"what": "text", "at": at, "measure": text.measure, "sha256": text.sha256,
        "text_sha256": text_hash(text.text)}))?;
    connection
        .prepare_cached("insert into measure_text (sha256, measure, text, seq) values (?1, ?2, ?3, ?4)")?
        .execute(params![text.sha256, text.measure, text.text, seq])?;
    Ok(())
}

impl Store {
    /// Keeps the text of a measure where it was answered and an earlier program did not keep it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn keep_text_of_answered(&mut self, text: &MeasureText<'_>, at: &str) -> Result<(), StoreError> {
        let lacks = "select 1 from administration where measure = ?1 and sha256 = ?2
            and not exists (select 1 from measure_text where measure_text.sha256 = ?2)";
        if !self.connection.prepare_cached(lacks)?.exists(params![text.measure, text.sha256])? {
            return Ok(());
        }
        self.write(|connection| writing(connection, Log::Answers, |chain| keep(chain, text, at)))
    }

    /// The texts under which a version of a measure was answered, those of most administrations first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn texts_answered(&self, measure: &str) -> Result<Vec<Answered>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "select administration.sha256, count(*), measure_text.text from administration left join measure_text using (sha256)
             where administration.measure = ?1 and {COUNTS} group by administration.sha256 order by 2 desc, 1"
        ))?;
        let rows = statement.query_map([measure], |row| {
            let administrations = usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0);
            Ok(Answered { sha256: row.get(0)?, administrations, text: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The text of a version of a measure that was kept last.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn text_of(&self, measure: &str) -> Result<Option<String>, StoreError> {
        let last = "select text from measure_text where measure = ?1 order by seq desc limit 1";
        Ok(self.connection.query_row(last, [measure], |row| row.get(0)).optional()?)
    }

    /// Versions of a measure, by its id, of which finished administrations are held, as `id@version`; those of a case,
    /// where one is named.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn versions_answered(&self, id: &str, case: Option<&str>) -> Result<Vec<String>, StoreError> {
        let of_case = if case.is_some() { "and case_code = ?2" } else { "and ?2 is null" };
        let all = format!("select distinct measure from administration where {COUNTS} and {} {of_case}", of_measure(1));
        let mut statement = self.connection.prepare_cached(&all)?;
        let rows = statement.query_map(params![id, case], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
