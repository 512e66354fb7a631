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
    use std::os::fd::AsFd;
    let input = std::io::stdin().as_fd().try_clone_to_owned().map(std::fs::File::from);
    match (input.and_then(|input| input.metadata()), std::fs::metadata(path)) {
        (Ok(input), Ok(file)) => is_one(path, &input, path, &file),
        _ => false,
    }
}

/// Whether a path leads to the file that the standard input is read from; not known here.
#[cfg(not(unix))]
pub fn is_stdin(_: &Path) -> bool {
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
