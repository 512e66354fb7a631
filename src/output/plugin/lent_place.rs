use std::ffi::OsString;
use std::fs::{File, Permissions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::output::backend::OutputError;
use crate::output::destination::allow_reading;
use crate::output::private_folder::remove_folder;
use crate::output::unpublished::{Listed, Undo};
use crate::source::{Code, codes};

/// What databases keep beside their file while they change it: journals of SQLite and of DuckDB. They belong to the
/// file wherever it goes.
const JOURNALS: [&str; 4] = ["-journal", "-wal", "-shm", ".wal"];
/// How long another run that changes the same file is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A file that a plugin changes, and that was there before: it is lent to the plugin, with its journals, in a folder of
/// its own on the same disk, which is all that the plugin gets. It goes back to its place whatever happens to the
/// plugin, and after an end of this program that nobody could foresee, as a failure of power, as soon as the next run
/// uses the place.
#[derive(Debug)]
pub struct LentPlace {
    files: Arc<Mutex<LentFiles>>,
    inner: PathBuf,
    /// Held while the file is lent, so that no other run takes it for left behind.
    _lock: File,
    _listed: Listed,
}

/// Where the files are, and where they belong.
#[derive(Debug)]
struct LentFiles {
    place: PathBuf,
    folder: PathBuf,
    /// The rights that the file had; nothing where there was none.
    rights: Option<Permissions>,
    /// Whether the plugin completed its work. A file that it only began is not kept.
    is_complete: bool,
    is_settled: bool,
}

impl LentPlace {
    /// Takes a file from its place; one that is not there yet will be made.
    ///
    /// # Errors
    /// Where it is no file, another run has it, or nothing can be made in its folder.
    pub fn take(path: &Path) -> Result<Self, OutputError> {
        Self::take_within(path, PATIENCE)
    }

    fn take_within(path: &Path, patience: Duration) -> Result<Self, OutputError> {
        let place = real_place(path).map_err(|source| failed(path, source))?;
        let name = place.file_name().ok_or_else(|| refused(path, "this is not the name of a file"))?;
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(".verbond-lent");
        let folder = place.with_file_name(hidden);
        let inner = folder.join(name);
        let lock = claim(&folder, path, patience)?;
        let mut files = LentFiles { place, folder, rights: None, is_complete: false, is_settled: false };
        if let Err(error) = files.recover(path) {
            // It goes only if nothing is in it.
            let _ = std::fs::remove_dir(&files.folder);
            return Err(error);
        }
        let files = Arc::new(Mutex::new(files));
        let undo = {
            let files = Arc::clone(&files);
            Undo::Run(Box::new(move || give_back(&files)))
        };
        let listed = Listed::new(&inner, undo);
        let lent = Self { files, inner, _lock: lock, _listed: listed };
        lent.files.lock().unwrap_or_else(PoisonError::into_inner).move_in()?;
        Ok(lent)
    }

    /// The file as the plugin finds it.
    pub fn inner(&self) -> &Path {
        &self.inner
    }

    /// Whether there is a file, and nothing else in its place.
    pub fn is_there(&self) -> bool {
        std::fs::symlink_metadata(&self.inner).is_ok_and(|metadata| metadata.is_file())
    }

    /// Whether there was a file before.
    pub fn was_there(&self) -> bool {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).rights.is_some()
    }

    /// Says that the plugin completed its work.
    pub fn complete(&self) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).is_complete = true;
    }

    /// Puts the file back in its place. The process of the plugin has ended.
    ///
    /// # Errors
    /// Where it cannot be moved; it then stays where it is.
    pub fn give_back(&self) -> Result<(), OutputError> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).give_back()
    }
}

impl Drop for LentPlace {
    fn drop(&mut self) {
        give_back(&self.files);
    }
}

/// Puts the files back where there is no other way to say that they cannot be.
fn give_back(files: &Mutex<LentFiles>) {
    if let Err(error) = files.lock().unwrap_or_else(PoisonError::into_inner).give_back() {
        anstream::eprintln!("warning: {error}");
    }
}

impl LentFiles {
    /// The file and its journals: in the folder, and in the place.
    fn pairs(&self) -> impl Iterator<Item = (PathBuf, PathBuf)> {
        let name = self.place.file_name().unwrap_or_default().to_owned();
        let pair = move |ending: &str| {
            let mut name = name.clone();
            name.push(ending);
            (self.folder.join(&name), self.place.with_file_name(&name))
        };
        std::iter::once("").chain(JOURNALS).map(pair)
    }

    /// Puts back what a run that ended hard left behind, and looks what there is.
    fn recover(&mut self, path: &Path) -> Result<(), OutputError> {
        self.move_back()?;
        self.rights = match std::fs::symlink_metadata(&self.place) {
            Ok(there) if there.is_file() => Some(there.permissions()),
            Ok(_) => return Err(refused(path, "this is not a file")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(path, error)),
        };
        Ok(())
    }

    fn move_in(&self) -> Result<(), OutputError> {
        for (inner, outer) in self.pairs() {
            if self.rights.is_some() && is_file(&outer) {
                std::fs::rename(&outer, &inner).map_err(|source| failed(&outer, source))?;
            }
        }
        Ok(())
    }

    fn move_back(&self) -> Result<(), OutputError> {
        for (inner, outer) in self.pairs() {
            // A folder, a pipe or a link is no file of a database.
            if !is_file(&inner) {
                continue;
            }
            if std::fs::symlink_metadata(&outer).is_ok() {
                return Err(stands_in_the_way(&inner, &outer));
            }
            std::fs::rename(&inner, &outer).map_err(|source| failed(&outer, source))?;
        }
        Ok(())
    }

    fn give_back(&mut self) -> Result<(), OutputError> {
        if std::mem::replace(&mut self.is_settled, true) {
            return Ok(());
        }
        let inner = self.folder.join(self.place.file_name().unwrap_or_default());
        if self.is_complete || self.rights.is_some() {
            if is_file(&inner) {
                // What a plugin made it with does not count: neither rights for others nor those to run it as its
                // owner.
                let file = File::open(&inner).map_err(|source| failed(&inner, source))?;
                let set = match &self.rights {
                    Some(rights) => file.set_permissions(rights.clone()),
                    None => allow_reading(&file, &self.place),
                };
                set.map_err(|source| failed(&self.place, source))?;
            }
            self.move_back()?;
        }
        remove_folder(&self.folder).map_err(|source| failed(&self.folder, source))
    }
}

fn is_file(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// Where a file really is: links are followed, so that what is lent lies on the same disk.
fn real_place(path: &Path) -> io::Result<PathBuf> {
    if std::fs::symlink_metadata(path).is_ok() {
        return path.canonicalize();
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or_else(|| io::Error::other("this is not the name of a file"))?;
    Ok(folder.canonicalize()?.join(name))
}

/// Makes the folder, or takes the one that was left behind, and locks it.
fn claim(folder: &Path, path: &Path, patience: Duration) -> Result<File, OutputError> {
    let begun = Instant::now();
    loop {
        match make_private(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(path, error)),
            _ => {}
        }
        let there = match std::fs::symlink_metadata(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other.map_err(|source| failed(folder, source))?,
        };
        if !is_own_folder(&there) {
            return Err(refused(path, &format!("{} is in the way: it is no folder that only you can enter", folder.display())));
        }
        let lock = match File::open(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other.map_err(|source| failed(folder, source))?,
        };
        match lock.try_lock() {
            // The one who had it may have removed it, and somebody else made another.
            Ok(()) if is_same(&lock, folder) => return Ok(lock),
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) if begun.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(50));
            }
            Err(std::fs::TryLockError::WouldBlock) => return Err(taken(path, patience)),
            Err(std::fs::TryLockError::Error(source)) => return Err(failed(folder, source)),
        }
    }
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().mode(0o700).create(folder)
}

#[cfg(unix)]
fn is_own_folder(there: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    there.is_dir() && there.uid() == rustix::process::geteuid().as_raw() && there.mode() & 0o077 == 0
}

#[cfg(unix)]
fn is_same(lock: &File, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let numbers = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    lock.metadata().map(numbers).ok() == std::fs::symlink_metadata(folder).map(numbers).ok()
}

fn failed(path: &Path, source: io::Error) -> OutputError {
    OutputError::Io { path: path.display().to_string(), source }
}

fn told(code: &'static Code, message: String, help: String) -> OutputError {
    OutputError::Reported { code, message, help: Some(help) }
}

fn refused(path: &Path, why: &str) -> OutputError {
    told(
        &codes::PLACE_CANNOT_BE_LENT,
        format!("{}: {why}", path.display()),
        "give a file, or the name of one to be made".to_owned(),
    )
}

fn taken(path: &Path, patience: Duration) -> OutputError {
    let message = format!("{}: another run of verbond has been writing to it for {} s", path.display(), patience.as_secs());
    told(&codes::PLACE_IN_USE, message, "wait until it has ended".to_owned())
}

fn stands_in_the_way(inner: &Path, outer: &Path) -> OutputError {
    let (inner, outer) = (inner.display(), outer.display());
    let message = format!("{outer} was lent to a plugin in {inner}, and there is another file in its place now");
    told(
        &codes::PLACE_CANNOT_BE_LENT,
        message,
        format!("look which of the two you need, and move the other away; then {inner} to {outer}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_lent_to_one_run_at_a_time() {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let place = folder.path().join("cases.db");
        std::fs::write(&place, "whole").unwrap_or_else(|error| panic!("{error}"));
        let first = LentPlace::take(&place).unwrap_or_else(|error| panic!("{error}"));
        let second = LentPlace::take_within(&place, Duration::from_millis(120));
        assert!(second.is_err_and(|error| error.code() == Some(&codes::PLACE_IN_USE)));
        let waiting = {
            let place = place.clone();
            std::thread::spawn(move || LentPlace::take(&place).map(|lent| std::fs::read_to_string(lent.inner())))
        };
        std::thread::sleep(Duration::from_millis(120));
        drop(first);
        let read = waiting.join().unwrap_or_else(|_| panic!("the thread failed")).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read.ok().as_deref(), Some("whole"));
        assert_eq!(std::fs::read_to_string(&place).ok().as_deref(), Some("whole"));
        assert_eq!(std::fs::read_dir(folder.path()).into_iter().flatten().count(), 1);
    }
}
