use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::identity::{is_same, is_stdin, is_stdout, stdout_is_file};

/// What this run of the program did with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It reads it, or keeps its store in it.
    Read,
    /// It wrote it.
    Written,
}

/// The files that this run of the program has had to do with. They are told apart by what the paths lead to when it is
/// asked, so a file that has gone meanwhile is in nobody's way.
static USED: Mutex<Vec<(PathBuf, Use)>> = Mutex::new(Vec::new());

/// Says that a file is used.
pub fn uses(path: &Path, how: Use) {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut used = USED.lock().unwrap_or_else(PoisonError::into_inner);
    // The last is looked at, since files are opened again at once; a file that is listed twice does no harm.
    if used.last().is_none_or(|last| *last != (path.clone(), how)) {
        used.push((path, how));
    }
}

/// What a file is used for; nothing where this run has nothing to do with it.
pub fn use_of(path: &Path) -> Option<Use> {
    if is_stdin(path) {
        return Some(Use::Read);
    }
    let used = USED.lock().unwrap_or_else(PoisonError::into_inner);
    used.iter().find(|(known, _)| is_same(known, path)).map(|(_, how)| *how)
}

/// How many of the files that are used were compared with the standard output already.
static COMPARED: Mutex<usize> = Mutex::new(0);
/// Whether the standard output goes into a file.
static INTO_FILE: OnceLock<bool> = OnceLock::new();

/// A file that this run reads, or keeps its store in, and that the standard output goes into: a line more would spoil it.
pub fn spoilt_by_stdout() -> Option<PathBuf> {
    if !INTO_FILE.get_or_init(stdout_is_file) {
        return None;
    }
    let used = USED.lock().unwrap_or_else(PoisonError::into_inner);
    let mut compared = COMPARED.lock().unwrap_or_else(PoisonError::into_inner);
    let spoilt = used.iter().skip(*compared).find(|(path, how)| *how == Use::Read && is_stdout(path));
    if spoilt.is_none() {
        *compared = used.len();
    }
    spoilt.map(|(path, _)| path.clone())
}

/// Opens a file for reading.
///
/// # Errors
/// Where it is not there or cannot be read.
pub fn open(path: &Path) -> io::Result<File> {
    uses(path, Use::Read);
    File::open(path)
}
