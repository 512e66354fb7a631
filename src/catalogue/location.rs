use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::CatalogueError;
use super::head::{Beginning, Head};
use super::walk;
use crate::files;
use crate::source::{Diagnostic, SourceFile};
use crate::syntax::limits;

/// Where a file of the language is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// On the disk.
    File(PathBuf),
    /// Inside the program.
    BuiltIn(BuiltIn),
}

/// A file inside the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BuiltIn {
    pub(super) path: &'static str,
    pub(super) text: &'static str,
}

/// Bytes of a file in which its head is looked for first; few files have longer comments before it.
const FIRST_BYTES: usize = 1024;

impl Location {
    /// The path, of a file on the disk.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::BuiltIn(_) => None,
        }
    }

    /// The path of a file that may be written anew.
    ///
    /// # Errors
    /// Where it is inside the program.
    pub fn to_be_written(&self) -> Result<&Path, CatalogueError> {
        self.path().ok_or_else(|| CatalogueError::BuiltIn { location: self.to_string() })
    }

    /// The name of the file, without its folder.
    pub fn file_name(&self) -> String {
        let path = match self {
            Self::File(path) => path,
            Self::BuiltIn(file) => Path::new(file.path),
        };
        path.file_name().map_or_else(|| self.to_string(), |name| name.to_string_lossy().into_owned())
    }

    /// The text, with what is wrong with it as a text.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn read(&self) -> Result<(SourceFile, Option<Diagnostic>), CatalogueError> {
        match self {
            Self::File(path) => walk::read(path),
            Self::BuiltIn(file) => Ok((SourceFile::new(self.to_string(), file.text), None)),
        }
    }

    /// The head, from as little of the file as will do; nothing where only a parse can tell what the file is.
    pub(super) fn head(&self) -> io::Result<Option<Head>> {
        let beginning = match self {
            Self::File(path) => head_of_file(path)?,
            Self::BuiltIn(file) => Head::find(file.text.as_bytes()),
        };
        Ok(match beginning {
            Beginning::Head(head) => Some(head),
            Beginning::TooShort | Beginning::Unknown => None,
        })
    }

    /// Whether a word stands anywhere in the file.
    pub(super) fn mentions(&self, word: &str) -> io::Result<bool> {
        let names = |text: &[u8]| memchr::memmem::find(text, word.as_bytes()).is_some();
        match self {
            Self::File(path) => {
                let mut text = Vec::new();
                files::open_at_once(path)?.take(limits::FILE_BYTES as u64 + 1).read_to_end(&mut text)?;
                Ok(names(&text))
            }
            Self::BuiltIn(file) => Ok(names(file.text.as_bytes())),
        }
    }

    /// The same place for all names of one file.
    pub(super) fn real(&self) -> Self {
        match self {
            Self::File(path) => Self::File(files::real(path)),
            Self::BuiltIn(file) => Self::BuiltIn(*file),
        }
    }
}

/// What a file of the language is, by its head or by the ending of its name; nothing where it is none.
pub fn kind_of_file(path: &Path) -> Option<&'static str> {
    let kind = match head_of_file(path) {
        Ok(Beginning::Head(Head::Instrument { .. })) => "an instrument",
        Ok(Beginning::Head(Head::Schedule { .. })) => "a schedule",
        Ok(Beginning::Head(Head::Translation { .. })) => "a translation",
        Ok(Beginning::Head(Head::Norms { .. })) => "norms",
        Ok(Beginning::TooShort | Beginning::Unknown) | Err(_) if walk::is_of_the_language(path) => {
            "by its name an instrument, a translation, norms or a schedule"
        }
        Ok(Beginning::TooShort | Beginning::Unknown) | Err(_) => return None,
    };
    Some(kind)
}

fn head_of_file(path: &Path) -> io::Result<Beginning> {
    let mut file = files::open_at_once(path)?;
    let mut text = [0; FIRST_BYTES];
    let mut length = 0;
    while length < FIRST_BYTES {
        match file.read(&mut text[length..])? {
            0 => return Ok(Head::find(&text[..length])),
            more => length += more,
        }
    }
    match Head::find(&text) {
        Beginning::TooShort => {
            let mut whole = text.to_vec();
            file.take(limits::FILE_BYTES as u64).read_to_end(&mut whole)?;
            Ok(Head::find(&whole))
        }
        found @ (Beginning::Head(_) | Beginning::Unknown) => Ok(found),
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(formatter, "{}", path.display()),
            Self::BuiltIn(file) => write!(formatter, "built in: {}", file.path),
        }
    }
}
