use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::StoreError;

/// Bytes of a salt: without it the few answers that a question has could be guessed from a hash once they are erased.
const SALT: usize = 32;

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

/// Adds a row to the log.
pub(super) fn append(connection: &Connection, content: &Value) -> Result<i64, StoreError> {
    let head: Option<(i64, Vec<u8>)> = connection
        .prepare_cached("select seq, hash from head")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, before) = head.unwrap_or_default();
    let seq = seq + 1;
    let salt: Vec<u8> = connection.prepare_cached("select randomblob(?1)")?.query_row([SALT as i64], |row| row.get(0))?;
    let content = content.to_string();
    let content_hash = content_hash(&content, &salt);
    let hash = chained(&before, seq, &content_hash);
    connection
        .prepare_cached("insert into log (seq, content, salt, content_hash, hash) values (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![seq, content, salt, content_hash.as_slice(), hash.as_slice()])?;
    connection.prepare_cached("insert into head (only_one, seq, hash) values (1, ?1, ?2) on conflict (only_one) do update set seq = excluded.seq, hash = excluded.hash")?.execute(params![seq, hash.as_slice()],
    )?;
    Ok(seq)
}
