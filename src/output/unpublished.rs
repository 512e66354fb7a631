use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::private_folder::remove_folder;

/// What is to be done to a file that is not in its place yet, where the program is about to end at once.
pub enum Undo {
    /// It goes, as does a folder with all that is in it.
    Remove,
    /// Something else is done.
    Run(Box<dyn FnOnce() + Send>),
}

/// Files and folders that are being written and are not in their places yet.
struct Unpublished(Mutex<Files>);

struct Files {
    undo: BTreeMap<PathBuf, Undo>,
    /// What is in its place by now, as the user named it.
    published: Vec<String>,
    is_over: bool,
}

static UNPUBLISHED: Unpublished = Unpublished::new();

impl Unpublished {
    const fn new() -> Self {
        Self(Mutex::new(Files { undo: BTreeMap::new(), published: Vec::new(), is_over: false }))
    }

    /// The list, as long as the program goes on. Where it is about to end at once, whoever asks does not come back: a
    /// run that goes on meanwhile, and finds its plugin killed, would still put its other outputs in their places.
    fn files(&self) -> MutexGuard<'_, Files> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !files.is_over {
            return files;
        }
        drop(files);
        loop {
            std::thread::park();
        }
    }

    fn make<T>(&self, make: impl FnOnce() -> io::Result<T>, path: impl FnOnce(&T) -> PathBuf) -> io::Result<(T, PathBuf)> {
        let mut files = self.files();
        let made = make()?;
        let path = path(&made);
        files.undo.insert(path.clone(), Undo::Remove);
        Ok((made, path))
    }

    fn publish(&self, name: &str, put: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        let mut files = self.files();
        put()?;
        files.published.push(name.to_owned());
        Ok(())
    }

    fn end(&self) -> (BTreeMap<PathBuf, Undo>, Vec<String>) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.is_over = true;
        (std::mem::take(&mut files.undo), std::mem::take(&mut files.published))
    }
}

/// An entry in the list of files that are not in their places yet; it leaves the list when it is dropped.
#[derive(Debug)]
pub struct Listed(PathBuf);

impl Listed {
    /// Puts a path on the list.
    pub fn new(path: &Path, undo: Undo) -> Self {
        UNPUBLISHED.files().undo.insert(path.to_owned(), undo);
        Self(path.to_owned())
    }

    /// Makes a file or a folder that is on the list from its first moment, and goes if the program ends at once.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn making<T>(make: impl FnOnce() -> io::Result<T>, path: impl FnOnce(&T) -> PathBuf) -> io::Result<(T, Self)> {
        UNPUBLISHED.make(make, path).map(|(made, path)| (made, Self(path)))
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        UNPUBLISHED.files().undo.remove(&self.0);
    }
}

/// Puts something in its place, unless the program is about to end at once. It must be quick: nobody can end the program
/// meanwhile.
///
/// # Errors
/// Where it cannot be put there.
pub fn publish(name: &str, put: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    UNPUBLISHED.publish(name, put)
}

/// Removes everything that is not in its place yet, for a program that is about to end at once: nothing is put in its
/// place from now on. Gives what is there already, as the user named it.
pub fn discard_unpublished() -> Vec<String> {
    let (undo, published) = UNPUBLISHED.end();
    // What a plugin still writes to could not be removed for good.
    super::plugin::end_all();
    for (path, undo) in undo {
        match undo {
            // There is nobody left to tell.
            Undo::Remove => drop(if path.is_dir() { remove_folder(&path) } else { std::fs::remove_file(path) }),
            Undo::Run(undo) => undo(),
        }
    }
    published
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{RecvTimeoutError, channel};
    use std::time::Duration;

    use super::*;

    /// A run does not hear of its end at once: it may find its plugin gone, and go on with its other outputs.
    #[test]
    fn nothing_appears_once_the_program_is_about_to_end() {
        static LIST: Unpublished = Unpublished::new();
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let put = |name: &str| std::fs::write(folder.path().join(name), "whole");
        assert!(LIST.publish("early", || put("early")).is_ok());
        assert_eq!(LIST.end().1, ["early"]);
        let (say, heard) = channel();
        let late = folder.path().join("late");
        std::thread::spawn(move || say.send(LIST.publish("late", || std::fs::write(late, "whole")).is_ok()));
        assert_eq!(heard.recv_timeout(Duration::from_millis(200)), Err(RecvTimeoutError::Timeout));
        let there: Vec<_> =
            std::fs::read_dir(folder.path()).into_iter().flatten().flatten().map(|file| file.file_name()).collect();
        assert_eq!(there, ["early"]);
    }
}
