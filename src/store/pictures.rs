use rusqlite::{OptionalExtension, params};
use serde_json::json;

use super::chain::{Log, writing};
use super::{Store, StoreError};

/// The word of rows of the log that say what the pictures and sounds of a measure hold.
pub(super) const PICTURES: &str = "pictures";

/// The pictures and sounds of a measure, as people are shown them.
#[derive(Clone, Copy, Debug)]
pub struct Pictures<'a> {
    /// The measure, as `alliance-monitor@0.3.0`.
    pub measure: &'a str,
    /// SHA-256 of its tokens, which names the files and does not hold them.
    pub sha256: &'a str,
    /// SHA-256 of all that the files hold.
    pub pictures: &'a str,
}

impl Store {
    /// Notes what the pictures and sounds of a measure hold, where that is another thing than was noted last. Gives
    /// since when they are not as they were first; nothing where they are.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn note_pictures(&mut self, shown: &Pictures<'_>, at: &str) -> Result<Option<String>, StoreError> {
        let Pictures { measure, sha256, pictures } = *shown;
        let last = "select pictures from measure_pictures where sha256 = ?1 order by seq desc limit 1";
        let last: Option<String> = self.connection.prepare_cached(last)?.query_row([sha256], |row| row.get(0)).optional()?;
        if last.as_deref() != Some(pictures) {
            self.write(|connection| {
                writing(connection, Log::Answers, |chain| {
                    let content = json!({"what": PICTURES, "at": at, "measure": measure, "sha256": sha256, "pictures": pictures});
                    let seq = chain.append(&content)?;
                    let insert = "insert into measure_pictures (seq, measure, sha256, pictures, at) values (?1, ?2, ?3, ?4, ?5)";
                    chain.connection.prepare_cached(insert)?.execute(params![seq, measure, sha256, pictures, at])?;
                    Ok(())
                })
            })?;
        }
        self.pictures_changed(sha256)
    }

    /// Since when the pictures and sounds of a measure, by the SHA-256 of its tokens, are not as they were first; nothing
    /// where they are.
    fn pictures_changed(&self, sha256: &str) -> Result<Option<String>, StoreError> {
        let sql = "select at from measure_pictures where sha256 = ?1
             and seq > (select min(seq) from measure_pictures where sha256 = ?1) order by seq desc limit 1";
        Ok(self.connection.prepare_cached(sql)?.query_row([sha256], |row| row.get(0)).optional()?)
    }
}
