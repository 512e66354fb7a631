use std::io;
use std::path::{Path, PathBuf};

use super::error::CatalogueError;
use crate::files::{self, FileError};
use crate::source::{Diagnostic, Place, SourceFile};
use crate::syntax::limits;

/// Endings of the files of the language.
const ENDINGS: &[&str] = &["instrument", "translation", "norms", "schedule"];
/// Folders within folders that are looked into.
const DEPTH: usize = 8;

/// Whether a file has an ending of the language.
pub fn is_of_the_language(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
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
    let error = match files::text(path, limits::FILE_BYTES) {
        Ok(text) => return Ok((SourceFile::new(name, text), None)),
        Err(error) => error,
    };
    match (error.page(), error) {
        (_, FileError::Io(error)) => Err(CatalogueError::unreadable(name, error)),
        (page, error @ (FileError::TooLarge { .. } | FileError::NotUtf8 { .. })) => {
            let fault = page.map(|(code, help)| Diagnostic::new(code, Place::File, error.to_string()).help(help));
            Ok((SourceFile::new(name, ""), fault))
        }
    }
}
