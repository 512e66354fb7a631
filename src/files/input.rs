use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use super::register::{Use, open, uses};

/// What is read from its beginning, more than once where that can be: a file, or the standard input.
#[derive(Debug)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// The standard input, which can be read once.
    Stdin,
    /// What the standard input held.
    Kept(File),
}

impl Input {
    /// The file of a path; the standard input where that is `-`.
    pub fn named(name: &str) -> Self {
        if name == "-" {
            return Self::Stdin;
        }
        let path = PathBuf::from(name);
        uses(&path, Use::Read);
        Self::File(path)
    }

    /// The same, so that it can be read again.
    ///
    /// # Errors
    /// Where the standard input cannot be read, or there is no room for what it holds.
    pub fn kept(self) -> io::Result<Self> {
        match self {
            Self::Stdin => {
                let mut file = tempfile::tempfile()?;
                io::copy(&mut io::stdin().lock(), &mut file)?;
                Ok(Self::Kept(file))
            }
            Self::File(_) | Self::Kept(_) => Ok(self),
        }
    }

    /// The path, of a file on the disk.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdin | Self::Kept(_) => None,
        }
    }

    /// Opens it at its beginning.
    ///
    /// # Errors
    /// Where it is not there or cannot be read.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::File(path) => Box::new(open(path)?),
            Self::Stdin => Box::new(io::stdin()),
            Self::Kept(file) => {
                let mut again = file.try_clone()?;
                again.rewind()?;
                Box::new(again)
            }
        })
    }
}
