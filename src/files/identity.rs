use std::fs::Metadata;
use std::path::Path;

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
    use std::os::unix::fs::MetadataExt;
    let Ok(file) = std::fs::metadata(path) else { return false };
    rustix::fs::fstat(rustix::stdio::stdin())
        .is_ok_and(|stdin| (u128::from(stdin.st_dev), u128::from(stdin.st_ino)) == (file.dev().into(), file.ino().into()))
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
