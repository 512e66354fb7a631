use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What every SQLite file begins with.
const HEADER: &[u8; 16] = b"SQLite format 3\0";
/// What SQLite adds to the name of a file for the journals of it.
const JOURNALS: [&str; 3] = ["-wal", "-shm", "-journal"];
/// What stands in the schema of every store, as SQLite writes it.
const SCHEMA: &[u8] = b"CREATE TABLE log_of_administration (";
/// Bytes that are looked through at once.
const STRETCH: usize = 1 << 20;

/// Whether a file is a store, whoever made it, or a journal of one, which a file that is not there yet would become. A
/// file that is SQLite and cannot be read is taken for one. An encrypted store cannot be told from noise.
pub fn is_store(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let owner = JOURNALS.iter().find_map(|journal| name.strip_suffix(journal)).map(PathBuf::from);
    holds_store(path) || owner.is_some_and(|owner| holds_store(&owner))
}

/// The schema of a store that was made just now stands in its journal alone.
fn holds_store(path: &Path) -> bool {
    let is_file = std::fs::metadata(path).is_ok_and(|there| there.is_file());
    if !is_file || !is_sqlite(path) {
        return false;
    }
    let mut journal = path.as_os_str().to_owned();
    journal.push(JOURNALS[0]);
    let in_journal = match says(Path::new(&journal)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        found => found.unwrap_or(true),
    };
    in_journal || says(path).unwrap_or(true)
}

fn is_sqlite(path: &Path) -> bool {
    let mut start = [0; HEADER.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok_and(|()| start == *HEADER)
}

/// Whether the schema of a store stands in a file.
fn says(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut held: Vec<u8> = Vec::with_capacity(STRETCH + SCHEMA.len());
    loop {
        let read = (&mut file).take(STRETCH as u64).read_to_end(&mut held)?;
        if memchr::memmem::find(&held, SCHEMA).is_some() {
            return Ok(true);
        }
        if read == 0 {
            return Ok(false);
        }
        // The words may lie across two stretches.
        held.drain(..held.len().saturating_sub(SCHEMA.len() - 1));
    }
}
