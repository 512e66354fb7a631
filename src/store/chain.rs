use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::StoreError;

/// Bytes of a salt: without it the few answers that a question has could be guessed from a hash once they are erased.
const SALT: usize = 32;

/// A log that is only ever added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Log {
    /// What became of administrations: each answer, and whatever else changes them.
    Answers,
    /// Who logged in, looked, exported and erased, and who may.
    Access,
}

impl Log {
    /// Both of them.
    pub(super) const ALL: [Self; 2] = [Self::Answers, Self::Access];

    /// The table of its rows.
    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Answers => "log",
            Self::Access => "access_log",
        }
    }

    /// The table that says where it ends.
    pub(super) fn head(self) -> &'static str {
        match self {
            Self::Answers => "head",
            Self::Access => "access_head",
        }
    }

    /// What people call it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Answers => "the log",
            Self::Access => "the log of access",
        }
    }
}

/// The hash of what a row says.
pub(super) fn content_hash(content: &str, salt: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(content.as_bytes());
    hash.finalize().into()
}

/// The hash of a row: of what it says, and of all rows before it.
pub(super) fn chained(before: &[u8], seq: i64, content_hash: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(seq.to_be_bytes());
    hash.update(content_hash);
    hash.finalize().into()
}

/// A log that rows are added to. Its end is kept here meanwhile, and written once.
pub(super) struct Chain<'c> {
    pub(super) connection: &'c Connection,
    log: Log,
    seq: i64,
    hash: Vec<u8>,
}

/// Does work that adds rows to a log, within the transaction that is open, and writes where the log ends then.
pub(super) fn writing<T>(
    connection: &Connection,
    log: Log,
    work: impl FnOnce(&mut Chain<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let head: Option<(i64, Vec<u8>)> = connection
        .prepare_cached(&format!("select seq, hash from {}", log.head()))?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, hash) = head.unwrap_or_default();
    let mut chain = Chain { connection, log, seq, hash };
    let result = work(&mut chain)?;
    if chain.seq != seq {
        let upsert = format!(
            "insert into {} (only_one, seq, hash) values (1, ?1, ?2)
             on conflict (only_one) do update set seq = excluded.seq, hash = excluded.hash",
            log.head()
        );
        connection.prepare_cached(&upsert)?.execute(params![chain.seq, chain.hash])?;
    }
    Ok(result)
}

impl Chain<'_> {
    /// Adds a row, and gives its number.
    pub(super) fn append(&mut self, content: &Value) -> Result<i64, StoreError> {
        let seq = self.seq + 1;
        let random = self.connection.prepare_cached("select randomblob(?1)");
        let salt: Vec<u8> = random?.query_row([SALT as i64], |row| row.get(0))?;
        let content = content.to_string();
        let content_hash = content_hash(&content, &salt);
        let hash = chained(&self.hash, seq, &content_hash);
        let insert =
            format!("insert into {} (seq, content, salt, content_hash, hash) values (?1, ?2, ?3, ?4, ?5)", self.log.table());
        self.connection.prepare_cached(&insert)?.execute(params![
            seq,
            content,
            salt,
            content_hash.as_slice(),
            hash.as_slice()
        ])?;
        (self.seq, self.hash) = (seq, hash.to_vec());
        Ok(seq)
    }
}

/// Empties rows of a log: of what they said only the hash is left.
pub(super) fn empty_rows(connection: &Connection, log: Log, rows: &[i64]) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("update {} set content = null, salt = null where seq = ?1", log.table()))?;
    for row in rows {
        statement.execute([row])?;
    }
    Ok(())
}
