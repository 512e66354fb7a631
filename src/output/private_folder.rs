use std::io;
use std::path::{Path, PathBuf};

/// A folder that only this user can enter, for what a plugin writes. It goes away with all that is in it.
#[derive(Debug)]
pub struct PrivateFolder(PathBuf);

impl PrivateFolder {
    /// A new folder inside another.
    ///
    /// # Errors
    /// Where nothing can be made there.
    pub fn inside(parent: &Path, name: &tempfile::Builder<'_, '_>) -> io::Result<Self> {
        // Its mode is 0700, whatever the umask.
        name.tempdir_in(parent).map(|folder| Self(folder.keep()))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        // There is nobody left to tell.
        let _ = remove_folder(&self.0);
    }
}

/// Removes a folder, however deep and whatever the rights of what is inside: a plugin may have made folders that cannot
/// be entered, or that lie deeper in one another than a recursive removal can follow. Nothing may write there any more.
///
/// # Errors
/// Where the system refuses.
pub fn remove_folder(folder: &Path) -> io::Result<()> {
    let mut moved = 0_u64;
    loop {
        let mut has_folders = false;
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                has_folders = true;
                empty_into(&entry.path(), folder, &mut moved)?;
            } else {
                gone(std::fs::remove_file(entry.path()))?;
            }
        }
        if !has_folders {
            return std::fs::remove_dir(folder);
        }
    }
}

/// Removes a folder whose own folders are first moved to the top, so that no path grows long.
fn empty_into(folder: &Path, top: &Path, moved: &mut u64) -> io::Result<()> {
    allow_entering(folder)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            allow_entering(&entry.path())?;
            move_to_top(&entry.path(), top, moved)?;
        } else {
            gone(std::fs::remove_file(entry.path()))?;
        }
    }
    gone(std::fs::remove_dir(folder))
}

fn move_to_top(folder: &Path, top: &Path, moved: &mut u64) -> io::Result<()> {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, NotADirectory};
    loop {
        *moved += 1;
        match std::fs::rename(folder, top.join(format!("{moved}.going"))) {
            // A plugin may have taken the name; there are more.
            Err(error) if matches!(error.kind(), AlreadyExists | DirectoryNotEmpty | NotADirectory) => {}
            other => return gone(other),
        }
    }
}

/// What is gone already needs not be removed.
fn gone(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(unix)]
fn allow_entering(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn allow_entering(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_goes_however_deep_it_is() {
        use std::os::unix::fs::PermissionsExt;
        let around = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let folder = PrivateFolder::inside(around.path(), &tempfile::Builder::new()).unwrap_or_else(|error| panic!("{error}"));
        // Deeper than a process may have files open, and than a path may be long.
        let here = std::env::current_dir().unwrap_or_else(|error| panic!("{error}"));
        let mut deep = folder.path().to_owned();
        for level in 0..40 {
            let many = ["d"; 60].join("/");
            deep = deep.join(many);
            let made = std::fs::create_dir_all(&deep);
            if made.is_err() {
                assert!(level > 10, "{made:?}");
                break;
            }
        }
        for name in ["1.going", "2.going"] {
            std::fs::write(folder.path().join(name), "in the way").unwrap_or_else(|error| panic!("{error}"));
        }
        let shut = folder.path().join("shut/inner");
        std::fs::create_dir_all(&shut).unwrap_or_else(|error| panic!("{error}"));
        for path in [&shut, &folder.path().join("shut")] {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o0)).unwrap_or_else(|error| panic!("{error}"));
        }
        drop(folder);
        assert_eq!(std::fs::read_dir(around.path()).into_iter().flatten().count(), 0);
        assert_eq!(std::env::current_dir().ok(), Some(here));
    }
}
