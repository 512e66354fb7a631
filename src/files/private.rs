use std::io;
use std::path::Path;

/// Rights of a file that holds answers or secrets: its owner may read and write it, and nobody else.
pub const PRIVATE: u32 = 0o600;

/// Makes an empty file that nobody else may read, whatever the umask, where there is none. What is there stays as it
/// is.
///
/// # Errors
/// Where no file can be made there.
pub fn make_private(path: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, PRIVATE);
    match options.open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
