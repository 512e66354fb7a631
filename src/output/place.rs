use std::io;
use std::path::{Path, PathBuf};

use super::backend::OutputError;
use crate::files::{Use, is_store, spoilt_by_stdout, use_of};
use crate::source::codes;

/// Whether a file that exists may be written over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// No: what is there stays.
    Never,
    /// The user said so. What the command reads stays all the same.
    Allowed,
    /// The file itself is what the command changes, so it was read.
    InPlace,
}

impl Replace {
    /// What the user said.
    pub fn where_asked(is_asked: bool) -> Self {
        if is_asked { Self::Allowed } else { Self::Never }
    }
}

/// Who may read a file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Its owner alone: it holds answers or secrets.
    Owner,
    /// Whoever may read new files here, or could read the file that it replaces.
    Usual,
}

/// Where a file goes: a place that was looked at, and may be written.
#[derive(Debug)]
pub struct Place {
    /// As the user named it.
    pub(super) named: PathBuf,
    pub(super) kind: Kind,
}

/// What a place is.
#[derive(Debug)]
pub(super) enum Kind {
    /// A file that a name leads to, through links, and whether one that is there is replaced.
    File { target: PathBuf, replaces: bool },
    /// A device, a pipe or a socket: it is written into and never replaced.
    Stream,
}

/// Links that are followed from one to another.
const LINKS: usize = 40;

impl Place {
    /// Looks at the place that a path names.
    ///
    /// # Errors
    /// Where a file is there that may not be written over, or the path cannot be followed.
    pub fn of(path: &Path, replace: Replace) -> Result<Self, OutputError> {
        let place = |kind| Ok(Self { named: path.to_owned(), kind });
        let target = match followed(path).map_err(|source| OutputError::io(path, source))? {
            Some(target) => target,
            None => {
                refuse_what_is_used(path, path, replace)?;
                return place(Kind::Stream);
            }
        };
        refuse_store(path, &target)?;
        let there = match std::fs::metadata(&target) {
            Ok(there) => there,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return place(Kind::File { target, replaces: false }),
            Err(error) => return Err(OutputError::io(path, error)),
        };
        if there.is_dir() {
            return Err(refused(path, "is a folder", "name a file in it"));
        }
        if !there.is_file() {
            return place(Kind::Stream);
        }
        refuse_what_is_used(path, &target, replace)?;
        match replace {
            Replace::Never => Err(exists(path)),
            Replace::Allowed | Replace::InPlace => place(Kind::File { target, replaces: true }),
        }
    }

    /// Looks at the standard output.
    ///
    /// # Errors
    /// Where it goes into a file that this command reads, or keeps its store in.
    pub fn for_stdout() -> Result<(), OutputError> {
        let Some(spoilt) = spoilt_by_stdout() else { return Ok(()) };
        let message = format!("the standard output goes into {}, which this command reads, and would spoil it", spoilt.display());
        Err(OutputError::Refused { code: &codes::NEVER_WRITTEN_OVER, message, help: "give another path".to_owned() })
    }

    /// Looks at a place that a plugin changes itself, such as a database: what it holds already is its own affair.
    ///
    /// # Errors
    /// Where it is a store, or what this command reads.
    pub fn for_plugin(path: &Path) -> Result<(), OutputError> {
        refuse_store(path, path)?;
        refuse_what_is_used(path, path, Replace::Allowed)
    }
}

/// What a path leads to through links; nothing where it leads to something that is open already, as `/dev/stdout`.
pub(super) fn followed(path: &Path) -> io::Result<Option<PathBuf>> {
    let mut at = path.to_owned();
    for _ in 0..LINKS {
        if ["/proc", "/dev/fd", "/dev/stdout", "/dev/stderr"].iter().any(|open| at.starts_with(open)) {
            return Ok(None);
        }
        match std::fs::symlink_metadata(&at) {
            Ok(there) if there.is_symlink() => {
                let link = std::fs::read_link(&at)?;
                at = at.parent().map_or_else(|| link.clone(), |folder| folder.join(&link));
            }
            Ok(_) => return Ok(Some(at)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Some(at)),
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "its links lead nowhere"))
}

fn refused(path: &Path, why: &str, help: &str) -> OutputError {
    OutputError::Refused { code: &codes::FILE_EXISTS, message: format!("{} {why}", path.display()), help: help.to_owned() }
}

/// A file is there, and nobody said that it may be replaced.
pub fn exists(path: &Path) -> OutputError {
    refused(path, "already exists", "give another path, or say `--force` to replace it")
}

fn refuse_store(named: &Path, target: &Path) -> Result<(), OutputError> {
    if !is_store(target) {
        return Ok(());
    }
    let message = format!("{} is a store or belongs to one, and is never written over", named.display());
    Err(OutputError::Refused { code: &codes::NEVER_WRITTEN_OVER, message, help: "give another path".to_owned() })
}

fn refuse_what_is_used(named: &Path, target: &Path, replace: Replace) -> Result<(), OutputError> {
    let is_regular = std::fs::metadata(target).is_ok_and(|there| there.is_file());
    let why = match (replace, use_of(target)) {
        (Replace::InPlace, _) | (_, None) => return Ok(()),
        _ if !is_regular => return Ok(()),
        (Replace::Never | Replace::Allowed, Some(Use::Read)) => "is read by this command",
        (Replace::Never | Replace::Allowed, Some(Use::Written)) => "was just written by this command",
    };
    let message = format!("{} {why}, and is not written over", named.display());
    Err(OutputError::Refused { code: &codes::NEVER_WRITTEN_OVER, message, help: "give each output a path of its own".to_owned() })
}
