use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

/// What every SQLite file begins with.
const HEADER: &[u8; 16] = b"SQLite format 3\0";
/// What SQLite adds to the name of a file for the journals of it.
const JOURNALS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Whether a file is a store, whoever made it, or a journal of one, which a file that is not there yet would become. What is SQLite and cannot be
/// looked into is taken for one. An encrypted store cannot be told from noise.
pub fn is_store(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let owner = JOURNALS.iter().find_map(|journal| name.strip_suffix(journal)).map(PathBuf::from);
    holds_store(path) || owner.is_some_and(|owner| holds_store(&owner))
}

fn holds_store(path: &Path) -> bool {
    let is_file = std::fs::metadata(path).is_ok_and(|there| there.is_file());
    if !is_file || !is_sqlite(path) {
        return false;
    }
    // A journal that is in use holds a part of the truth. Without one the file is looked at as it is, so that looking makes no journals.
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    let how = if Path::new(&journal).exists() { "mode=ro" } else { "immutable=1" };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let tables = Connection::open_with_flags(format!("file:{}?{how}", escaped(path)), flags).and_then(|connection| {
        let sql =
            "select count(*) from sqlite_master where type = 'table' and name in ('administration', 'log_of_administration')";
        connection.query_row(sql, [], |row| row.get::<_, i64>(0))
    });
    tables.map_or(true, |tables| tables == 2)
}

fn is_sqlite(path: &Path) -> bool {
    let mut start = [0; HEADER.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok_and(|()| start == *HEADER)
}

/// A path as SQLite reads it from an address.
fn escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}
