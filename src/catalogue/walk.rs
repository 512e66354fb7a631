use std::io;
use std::path::{Path, PathBuf};

use super::error::CatalogueError;
use crate::files;
use crate::source::{Diagnostic, Place, SourceFile, codes};
use crate::syntax::limits;

/// Endings of the files of the language.
const ENDINGS: &[&str] = &["instrument", "translation", "norms", "schedule"];
/// Folders within folders that are looked into.
const DEPTH: usize = 8;

/// Whether a file has an ending of the language.
pub fn is_of_the_language(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
}

/// A path as the system knows it, for telling whether two are the same.
pub fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The folder that a file is in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file itself, or the files of the language in a folder and the folders in it, in order.
///
/// # Errors
/// Where the folder, or one in it, cannot be read.
pub fn files_in(path: &Path) -> Result<Vec<PathBuf>, CatalogueError> {
    let (found, unread) = walked(path);
    match unread.into_iter().next() {
        Some((folder, error)) => Err(CatalogueError::unreadable(folder.display(), error)),
        None => Ok(found),
    }
}

/// The same as far as it can be read: for places where files may lie that nobody named, as the folder of a file that
/// was named.
pub fn files_around(path: &Path) -> Vec<PathBuf> {
    walked(path).0
}

/// What was found, and the folders that could not be read.
type Walked = (Vec<PathBuf>, Vec<(PathBuf, io::Error)>);

fn walked(path: &Path) -> Walked {
    if !path.is_dir() {
        return (vec![path.to_owned()], vec![]);
    }
    let mut walked = (Vec::new(), Vec::new());
    collect(path, DEPTH, &mut walked);
    walked.0.sort();
    walked
}

fn collect(folder: &Path, depth: usize, walked: &mut Walked) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return walked.1.push((folder.to_owned(), error)),
    };
    for entry in entries {
        let entry = match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
            Ok(entry) => entry,
            Err(error) => {
                walked.1.push((folder.to_owned(), error));
                continue;
            }
        };
        let (kind, entry) = entry;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if kind.is_dir() || kind.is_symlink() && path.is_dir() {
            if depth > 0 && path.file_name().is_some_and(|name| name != "target") {
                collect(&path, depth - 1, walked);
            }
        } else if is_of_the_language(&path) {
            walked.0.push(path);
        }
    }
}

/// Reads a text. One that is no UTF-8 or far too long becomes a diagnostic.
///
/// # Errors
/// Where the file cannot be read.
pub fn read(path: &Path) -> Result<(SourceFile, Option<Diagnostic>), CatalogueError> {
    let name = path.display().to_string();
    let failed = |error| CatalogueError::unreadable(&name, error);
    // A device has no length, and no end.
    let bytes = files::bytes_just_above(path, limits::FILE_BYTES).map_err(failed)?;
    if bytes.len() > limits::FILE_BYTES {
        let length = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|there| there.len());
        let has = length.map_or_else(|| format!("more than {}", limits::FILE_BYTES), |length| length.to_string());
        let message = format!("the file has {has} bytes, and {} are allowed", limits::FILE_BYTES);
        let diagnostic = Diagnostic::new(&codes::FILE_TOO_LARGE, Place::File, message).help("check that it is the right file");
        return Ok((SourceFile::new(name, ""), Some(diagnostic)));
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => (SourceFile::new(name, text), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message =
                format!("the file is not UTF-8: the byte 0x{:02X} at position {at} cannot be read", error.as_bytes()[at]);
            let diagnostic = Diagnostic::new(&codes::NOT_UTF8, Place::File, message).help("save it as UTF-8 in your editor");
            (SourceFile::new(name, ""), Some(diagnostic))
        }
    })
}
