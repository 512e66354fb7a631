use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// A path as the system knows it, for telling whether two are the same.
pub fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Whether two paths lead to one file, through whatever links.
pub fn is_same(one: &Path, other: &Path) -> bool {
    match (std::fs::metadata(one), std::fs::metadata(other)) {
        (Ok(first), Ok(second)) => is_one(one, &first, other, &second),
        _ => false,
    }
}

/// Whether a path leads to the file that the standard input is read from.
#[cfg(unix)]
pub fn is_stdin(path: &Path) -> bool {
    is_open_at(&std::io::stdin(), path)
}

/// Whether a path leads to the file that the standard output goes into.
#[cfg(unix)]
pub fn is_stdout(path: &Path) -> bool {
    is_open_at(&std::io::stdout(), path)
}

/// Whether the standard output goes into a file, and not to a terminal, a pipe or a device.
#[cfg(unix)]
pub fn stdout_is_file() -> bool {
    metadata_of(&std::io::stdout()).is_ok_and(|there| there.is_file())
}

#[cfg(unix)]
fn is_open_at(open: &impl std::os::fd::AsFd, path: &Path) -> bool {
    match (metadata_of(open), std::fs::metadata(path)) {
        (Ok(open), Ok(file)) => is_one(path, &open, path, &file),
        _ => false,
    }
}

#[cfg(unix)]
fn metadata_of(open: &impl std::os::fd::AsFd) -> std::io::Result<Metadata> {
    std::fs::File::from(open.as_fd().try_clone_to_owned()?).metadata()
}

/// Whether a path leads to the file that the standard input is read from; not known here.
#[cfg(not(unix))]
pub fn is_stdin(_: &Path) -> bool {
    false
}

/// Whether a path leads to the file that the standard output goes into; not known here.
#[cfg(not(unix))]
pub fn is_stdout(_: &Path) -> bool {
    false
}

/// Whether the standard output goes into a file; not known here.
#[cfg(not(unix))]
pub fn stdout_is_file() -> bool {
    false
}

#[cfg(unix)]
fn is_one(_: &Path, first: &Metadata, _: &Path, second: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (first.dev(), first.ino()) == (second.dev(), second.ino())
}

#[cfg(not(unix))]
fn is_one(one: &Path, _: &Metadata, other: &Path, _: &Metadata) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
