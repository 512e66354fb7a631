use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::register::{Use, uses};
use crate::source::{Code, codes};

/// Why a file that is held in memory as a whole was not read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is not there, or cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is longer than any of its kind, or has no end.
    #[error("the file has {}, and {most} are allowed", bytes_of(*length, *most))]
    TooLarge {
        /// Bytes that it has; nothing where it is no file on the disk.
        length: Option<u64>,
        /// Bytes that it may have.
        most: usize,
    },
    /// It is no text in UTF-8.
    #[error("the file is not UTF-8: the byte 0x{byte:02X} at position {at} cannot be read")]
    NotUtf8 {
        /// The first byte that cannot be read.
        byte: u8,
        /// Bytes before it.
        at: usize,
    },
}

fn bytes_of(length: Option<u64>, most: usize) -> String {
    length.map_or_else(|| format!("more than {most} bytes"), |length| format!("{length} bytes"))
}

impl FileError {
    /// The page that explains it, and how to mend it; nothing where the system failed.
    pub fn page(&self) -> Option<(&'static Code, &'static str)> {
        match self {
            Self::Io(_) => None,
            Self::TooLarge { .. } => Some((&codes::FILE_TOO_LARGE, "check that it is the right file")),
            Self::NotUtf8 { .. } => Some((&codes::NOT_UTF8, "save it as UTF-8 in your editor")),
        }
    }
}

/// What a file holds that may have so many bytes.
///
/// # Errors
/// Where it is not there, cannot be read, is a pipe that nobody writes into, or has more bytes.
pub fn bytes(path: &Path, most: usize) -> Result<Vec<u8>, FileError> {
    let bytes = bytes_just_above(path, most)?;
    if bytes.len() <= most {
        return Ok(bytes);
    }
    // A device has no length, and no end.
    let length = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|there| there.len());
    Err(FileError::TooLarge { length, most })
}

/// The text of a file that may have so many bytes.
///
/// # Errors
/// As [`bytes()`]; and where it is not UTF-8.
pub fn text(path: &Path, most: usize) -> Result<String, FileError> {
    String::from_utf8(bytes(path, most)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        FileError::NotUtf8 { byte: error.as_bytes()[at], at }
    })
}

/// What a file holds, and no more of it than one byte above a bound, so that whoever knows the bound sees that it is
/// met.
///
/// # Errors
/// Where it is not there, cannot be read, or is a pipe that nobody writes into.
pub fn bytes_just_above(path: &Path, bound: usize) -> io::Result<Vec<u8>> {
    uses(path, Use::Read);
    let mut bytes = Vec::new();
    open_at_once(path)?.take(bound as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a file without waiting for anybody to write into it. What a shell hands over in place of a file, as
/// `<(pass show key)`, is a pipe that somebody writes into.
///
/// # Errors
/// Where it is not there, cannot be read, or is a pipe that nobody writes into.
#[cfg(unix)]
pub fn open_at_once(path: &Path) -> io::Result<Box<dyn Read>> {
    use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};

    // A pipe that nobody writes into would not open otherwise.
    let mut file = File::options().read(true).custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32).open(path)?;
    if !file.metadata()?.file_type().is_fifo() {
        return Ok(Box::new(file));
    }
    let mut first = [0];
    match file.read(&mut first) {
        Ok(0) => Err(io::Error::new(io::ErrorKind::InvalidInput, "this is a pipe that nobody writes into")),
        Ok(_) => waiting(file).map(|file| Box::new(io::Cursor::new(first).chain(file)) as Box<dyn Read>),
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => waiting(file).map(|file| Box::new(file) as Box<dyn Read>),
        Err(error) => Err(error),
    }
}

/// The same file, read as far as its writer goes.
#[cfg(unix)]
fn waiting(file: File) -> io::Result<File> {
    rustix::io::ioctl_fionbio(&file, false)?;
    Ok(file)
}

/// Opens a file.
///
/// # Errors
/// Where it is not there or cannot be read.
#[cfg(not(unix))]
pub fn open_at_once(path: &Path) -> io::Result<Box<dyn Read>> {
    Ok(Box::new(File::open(path)?))
}
