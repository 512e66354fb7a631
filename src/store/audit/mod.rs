//! Whether anybody changed what is kept behind the back of the program: the logs are followed from their beginning, and
//! each cell of each table is set beside what they say.

mod finding;
mod told;

pub use finding::Finding;

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::Value as Cell;
use rusqlite::{Connection, ErrorCode};
use serde::Serialize;

use super::chain::{Log, chained, content_hash};
use super::measure_texts::text_hash;
use super::opening::Reading;
use super::{Key, Store, StoreError, beside, schema};
use crate::syntax::hexadecimal;
use told::{Part, Table, Told, in_words};

/// Diagnostics of the database about its file that are shown.
const SHOWN: usize = 20;

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// Rows of the log that were looked at.
    pub rows: usize,
    /// Those of them that were erased as the log itself says.
    pub erased: usize,
    /// The hash of the last row, in hexadecimal: written down elsewhere, it shows later that nothing before it was
    /// changed.
    pub head: String,
    /// Rows of the log of access.
    pub access_rows: usize,
    /// The hash of the last row of the log of access.
    pub access_head: String,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// A log as it was followed.
struct Followed {
    rows: usize,
    erased: usize,
    head: String,
    /// Whether one of the rows has the hash that was asked for.
    has_head: bool,
}

impl Store {
    /// Audits the store in a file, without writing a byte. `head` is the hash of a row that was written down earlier,
    /// of either log.
    ///
    /// # Errors
    /// Where there is no store, its key is another, it was made by another version of the program, or the system fails.
    pub fn audited(path: &Path, key: Option<&Key>, head: Option<&str>) -> Result<Audit, StoreError> {
        loop {
            let (store, reading) = Self::for_reading(path, key)?;
            let audit = store.audit(head)?;
            // Whoever began to write meanwhile may have changed what was being read: it is read anew, beside them.
            if reading == Reading::Alone && (beside(path, "-wal").exists() || beside(path, "-shm").exists()) {
                continue;
            }
            return Ok(audit);
        }
    }

    /// Follows the logs, sets all that stands beside what they say, and has the database look through its file.
    ///
    /// # Errors
    /// Where the system fails.
    pub fn audit(&self, head: Option<&str>) -> Result<Audit, StoreError> {
        // What is written meanwhile is no part of it.
        self.connection.execute_batch("savepoint audit")?;
        let audit = audit(&self.connection, head);
        self.connection.execute_batch("release audit")?;
        audit
    }
}

fn audit(connection: &Connection, head: Option<&str>) -> Result<Audit, StoreError> {
    let mut audit = Audit::default();
    let findings = &mut audit.findings;
    noted(findings, |findings| check_file(connection, findings))?;
    noted(findings, |findings| check_definitions(connection, findings))?;
    let mut has_head = false;
    let mut told = BTreeMap::new();
    for log in Log::ALL {
        let mut of_log = Told::default();
        let followed = noted(findings, |findings| follow(connection, log, head, &mut of_log, findings))?;
        told.append(&mut of_log.rows);
        let Some(followed) = followed else { continue };
        has_head |= followed.has_head;
        match log {
            Log::Answers => (audit.rows, audit.erased, audit.head) = (followed.rows, followed.erased, followed.head),
            Log::Access => (audit.access_rows, audit.access_head) = (followed.rows, followed.head),
        }
    }
    if let Some(head) = head.filter(|_| !has_head) {
        findings.push(Finding::NotOnChain { head: head.to_owned() });
    }
    for table in Table::ALL {
        let expected = told.remove(&table).unwrap_or_default();
        noted(findings, |findings| compare(connection, table, expected, findings))?;
    }
    Ok(audit)
}

/// Does a part of an audit. That the file is damaged is a finding; that the system fails is none.
fn noted<T>(
    findings: &mut Vec<Finding>,
    part: impl FnOnce(&mut Vec<Finding>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    match part(findings) {
        Ok(done) => Ok(Some(done)),
        Err(StoreError::Database(error)) if is_damage(&error) => {
            let finding = Finding::Damaged { words: error.to_string() };
            if !findings.contains(&finding) {
                findings.push(finding);
            }
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    match error.sqlite_error_code() {
        // The table that is asked for is not what it was.
        Some(code) => {
            matches!(code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::TooBig | ErrorCode::Unknown)
        }
        None => true,
    }
}

fn check_file(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = connection.prepare(&format!("pragma integrity_check({SHOWN})"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let words: String = row.get(0)?;
        if words != "ok" {
            findings.push(Finding::Damaged { words });
        }
    }
    let mut statement = connection.prepare("pragma foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        findings.push(Finding::Orphan { table: row.get(0)?, parent: row.get(2)? });
    }
    Ok(())
}

fn check_definitions(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let (found, expected) = (schema::defined(connection)?, schema::expected()?);
    let lost = expected.iter().filter(|defined| !found.contains(defined));
    let names = lost.chain(found.iter().filter(|defined| !expected.contains(defined))).map(|(_, name, _, _)| name);
    let names: std::collections::BTreeSet<&String> = names.collect();
    findings.extend(names.into_iter().map(|name| Finding::Redefined { name: name.clone() }));
    Ok(())
}

/// Follows a log from its beginning to its end.
fn follow(
    connection: &Connection,
    log: Log,
    asked: Option<&str>,
    told: &mut Told,
    findings: &mut Vec<Finding>,
) -> Result<Followed, StoreError> {
    let (mut before, mut last, mut emptied): (Vec<u8>, i64, Vec<i64>) = (Vec::new(), 0, Vec::new());
    let mut followed = Followed { rows: 0, erased: 0, head: String::new(), has_head: false };
    let all = format!("select seq, content, salt, content_hash, hash from {} order by seq", log.table());
    let mut statement = connection.prepare(&all)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let (content, salt): (Cell, Cell) = (row.get(1)?, row.get(2)?);
        let (said, hash): (Cell, Cell) = (row.get(3)?, row.get(4)?);
        let (Cell::Blob(said), Cell::Blob(hash)) = (said, hash) else {
            findings.push(Finding::Edited { log, row: seq });
            continue;
        };
        followed.rows += 1;
        if seq != last + 1 || chained(&before, seq, &said).as_slice() != hash {
            findings.push(Finding::Broken { log, row: seq });
        }
        match (content, salt) {
            (Cell::Text(content), Cell::Blob(salt)) if content_hash(&content, &salt).as_slice() == said => {
                told.take(log, seq, &content);
            }
            (Cell::Null, Cell::Null) => emptied.push(seq),
            _ => findings.push(Finding::Edited { log, row: seq }),
        }
        followed.has_head |= asked.is_some_and(|asked| asked.eq_ignore_ascii_case(&hexadecimal(&hash)));
        (before, last) = (hash, seq);
    }
    followed.erased = emptied.len();
    let unsaid = emptied.into_iter().filter(|row| !told.erased.contains(row));
    findings.extend(unsaid.map(|row| Finding::Emptied { log, row }));
    check_end(connection, log, (last, &before), findings)?;
    followed.head = hexadecimal(&before);
    Ok(followed)
}

/// Whether a log ends where it says that it ends.
fn check_end(
    connection: &Connection,
    log: Log,
    (last, hash): (i64, &[u8]),
    findings: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(&format!("select only_one, seq, hash from {}", log.head()))?;
    let heads = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let heads = heads.collect::<Result<Vec<(i64, Cell, Cell)>, _>>()?;
    match &heads[..] {
        [] if last == 0 => {}
        [(1, Cell::Integer(seq), _)] if *seq > last => findings.push(Finding::Shortened { log, row: *seq }),
        [(1, Cell::Integer(seq), Cell::Blob(head))] if *seq == last && head == hash => {}
        [(1, ..)] => findings.push(Finding::Broken { log, row: last }),
        _ => findings.push(Finding::Headless { log }),
    }
    Ok(())
}

/// Sets each cell of a table beside what the log says, and the rows of the one beside those of the other.
fn compare(
    connection: &Connection,
    table: Table,
    mut expected: BTreeMap<told::Key, Vec<Cell>>,
    findings: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let (name, keys) = (table.name(), table.key().len());
    let columns: Vec<&str> = table.key().iter().chain(table.columns()).copied().collect();
    let mut statement = connection.prepare(&format!("select {} from {name}", columns.join(", ")))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let cells = (0..columns.len()).map(|at| row.get::<_, Cell>(at)).collect::<Result<Vec<_>, _>>()?;
        let key: told::Key = cells[..keys].iter().map(Part::of).collect();
        let Some(said) = expected.remove(&key) else {
            findings.push(Finding::Added { table: name, row: in_words(&key) });
            continue;
        };
        for ((column, cell), said) in table.columns().iter().zip(&cells[keys..]).zip(&said) {
            if as_logged(table, column, cell) != *said {
                findings.push(Finding::Differs { table: name, row: in_words(&key), column });
            }
        }
    }
    findings.extend(expected.keys().map(|key| Finding::Missing { table: name, row: in_words(key) }));
    Ok(())
}

/// A cell as the log holds it, which of long texts and of passwords has the hash.
fn as_logged(table: Table, column: &str, cell: &Cell) -> Cell {
    match (table, column, cell) {
        (Table::MeasureText, "text", Cell::Text(text)) | (Table::Staff, "password", Cell::Text(text)) => {
            Cell::Text(text_hash(text))
        }
        _ => cell.clone(),
    }
}
