use std::collections::HashSet;
use std::fs::{DirEntry, FileType};
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
/// Files and folders that are looked at; whoever has more has named another folder than that of measures.
const ENTRIES: usize = 200_000;

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
    let walk = walked(path);
    match walk.unread.into_iter().next() {
        Some((folder, error)) => Err(CatalogueError::unreadable(folder.display(), error)),
        None => Ok(walk.found),
    }
}

/// The same as far as it can be read: for places where files may lie that nobody named, as the folder of a file that
/// was named.
pub fn files_around(path: &Path) -> Vec<PathBuf> {
    walked(path).found
}

/// What a folder and the folders in it hold.
#[derive(Default)]
struct Walk {
    found: Vec<PathBuf>,
    /// Folders that could not be read.
    unread: Vec<(PathBuf, io::Error)>,
    /// Folders that were looked into, whichever links lead to them: a link to a folder around it leads there for ever.
    seen: HashSet<PathBuf>,
    entries: usize,
}

fn walked(path: &Path) -> Walk {
    let mut walk = Walk::default();
    if path.is_dir() {
        walk.collect(path, DEPTH);
        walk.found.sort();
    } else {
        walk.found.push(path.to_owned());
    }
    walk
}

impl Walk {
    fn collect(&mut self, folder: &Path, depth: usize) {
        if !self.seen.insert(files::real(folder)) {
            return;
        }
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.unread.push((folder.to_owned(), error)),
        };
        for entry in entries {
            if self.entries > ENTRIES {
                return;
            }
            self.entries += 1;
            if self.entries > ENTRIES {
                let error = io::Error::other(format!("more than {ENTRIES} files lie in it and the folders that it leads to"));
                return self.unread.push((folder.to_owned(), error));
            }
            match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
                Ok((kind, entry)) => self.take(kind, &entry, depth),
                Err(error) => self.unread.push((folder.to_owned(), error)),
            }
        }
    }

    fn take(&mut self, kind: FileType, entry: &DirEntry, depth: usize) {
        if entry.file_name().to_string_lossy().starts_with('.') {
            return;
        }
        let path = entry.path();
        if kind.is_dir() || kind.is_symlink() && path.is_dir() {
            if depth > 0 && path.file_name().is_some_and(|name| name != "target") {
                self.collect(&path, depth - 1);
            }
        } else if is_of_the_language(&path) {
            self.found.push(path);
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
