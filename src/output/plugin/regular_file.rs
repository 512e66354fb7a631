use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Opens a file for reading, if it is one: a pipe, a device or a folder is refused before it can make anybody wait.
///
/// # Errors
/// Where it is not there, cannot be read, or is something else.
pub fn open_regular(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // A pipe that nobody writes to would not open otherwise.
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32);
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("this is not a regular file")) }
}

/// The text of a file that can have no more than so many bytes.
///
/// # Errors
/// As [`open_regular`]; and where it is longer, or not UTF-8.
pub fn read_regular(path: &Path, most: u64) -> io::Result<String> {
    let mut text = String::new();
    open_regular(path)?.take(most + 1).read_to_string(&mut text)?;
    if text.len() as u64 > most {
        return Err(io::Error::other(format!("it has more than {} KiB", most >> 10)));
    }
    Ok(text)
}
