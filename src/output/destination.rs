use std::collections::BTreeMap;
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatch;
use tempfile::NamedTempFile;

use super::backend::{Backend, Encoder, OutputError};
use super::private_folder::{PrivateFolder, remove_folder};

/// Where an output goes. It is written beside its place and moved there at the end, so that it appears whole or not at all.
#[derive(Debug)]
pub enum Destination {
    /// A file.
    File {
        /// Its place.
        path: PathBuf,
        /// What is written meanwhile.
        beside: NamedTempFile,
        /// Keeps it on the list of what must go if the program is stopped at once.
        listed: Listed,
    },
    /// A file that a plugin makes, in a folder of its own beside the place.
    Folder {
        /// Its place.
        path: PathBuf,
        /// The file in the folder.
        beside: PathBuf,
        /// The folder, which goes away.
        folder: PrivateFolder,
        /// Keeps it on the list of what must go if the program is stopped at once.
        listed: Listed,
    },
    /// The standard output, held back until all is well.
    Stdout(NamedTempFile, Listed),
}

/// Files and folders that are being written and are not in their places yet.
static UNPUBLISHED: Mutex<BTreeMap<PathBuf, Undo>> = Mutex::new(BTreeMap::new());

/// What is to be done to a file that is not in its place yet, where the program is about to end at once.
pub enum Undo {
    /// It goes, as does a folder with all that is in it.
    Remove,
    /// Something else is done.
    Run(Box<dyn FnOnce() + Send>),
}

/// An entry in the list of files that are not in their places yet; it leaves the list when it is dropped.
#[derive(Debug)]
pub struct Listed(PathBuf);

impl Listed {
    /// Puts a path on the list.
    pub fn new(path: &Path, undo: Undo) -> Self {
        UNPUBLISHED.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), undo);
        Self(path.to_owned())
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        UNPUBLISHED.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// Removes everything that is not in its place yet, for a program that is about to end at once.
pub fn discard_unpublished() {
    // What a plugin still writes to could not be removed for good.
    super::plugin::end_all();
    let unpublished = std::mem::take(&mut *UNPUBLISHED.lock().unwrap_or_else(PoisonError::into_inner));
    for (path, undo) in unpublished {
        match undo {
            // There is nobody left to tell.
            Undo::Remove => drop(if path.is_dir() { remove_folder(&path) } else { std::fs::remove_file(path) }),
            Undo::Run(undo) => undo(),
        }
    }
}

impl Destination {
    /// A file at a path.
    ///
    /// # Errors
    /// Where nothing can be written into its folder.
    pub fn file(path: &Path) -> Result<Self, OutputError> {
        let beside = new_file(path).map_err(|source| failed(path, source))?;
        let listed = Listed::new(beside.path(), Undo::Remove);
        Ok(Self::File { path: path.to_owned(), beside, listed })
    }

    /// A file at a path, made by a plugin that may write nowhere else: in a folder of its own, under its own name.
    ///
    /// # Errors
    /// Where nothing can be made in its folder.
    pub fn folder(path: &Path) -> Result<Self, OutputError> {
        let name = path.file_name().ok_or_else(|| failed(path, io::Error::other("this is not the name of a file")))?;
        let place = std::path::absolute(folder_of(path)).map_err(|source| failed(path, source))?;
        let folder = PrivateFolder::inside(&place, &part()).map_err(|source| failed(path, source))?;
        let listed = Listed::new(folder.path(), Undo::Remove);
        Ok(Self::Folder { path: path.to_owned(), beside: folder.path().join(name), folder, listed })
    }

    /// The standard output.
    ///
    /// # Errors
    /// Where there is no room to hold it back.
    pub fn stdout() -> Result<Self, OutputError> {
        let beside = NamedTempFile::new().map_err(|source| failed(Path::new("<stdout>"), source))?;
        let listed = Listed::new(beside.path(), Undo::Remove);
        Ok(Self::Stdout(beside, listed))
    }

    /// The file that is written meanwhile.
    pub fn beside(&self) -> &Path {
        match self {
            Self::File { beside, .. } | Self::Stdout(beside, _) => beside.path(),
            Self::Folder { beside, .. } => beside,
        }
    }

    /// Whether there is a file to put in its place.
    pub fn is_there(&self) -> bool {
        std::fs::symlink_metadata(self.beside()).is_ok_and(|metadata| metadata.is_file())
    }

    /// A name for people.
    pub fn name(&self) -> String {
        match self {
            Self::File { path, .. } | Self::Folder { path, .. } => path.display().to_string(),
            Self::Stdout(..) => "<stdout>".to_owned(),
        }
    }

    /// Puts what was written in its place.
    ///
    /// # Errors
    /// Where it cannot be moved.
    pub fn publish(self) -> Result<(), OutputError> {
        match self {
            Self::File { path, beside, listed: _listed } => {
                take_rights(beside.as_file(), &path).map_err(|source| failed(&path, source))?;
                beside.persist(&path).map(drop).map_err(|error| failed(&path, error.error))
            }
            Self::Folder { path, beside, folder: _folder, listed: _listed } => {
                let move_there = || {
                    allow_reading(&std::fs::File::open(&beside)?, &path)?;
                    std::fs::rename(&beside, &path)
                };
                move_there().map_err(|source| failed(&path, source))
            }
            Self::Stdout(beside, _listed) => copy_out(beside).map_err(|source| failed(Path::new("<stdout>"), source)),
        }
    }
}

/// What is not in its place yet.
fn part() -> tempfile::Builder<'static, 'static> {
    let mut name = tempfile::Builder::new();
    name.prefix(".verbond-").suffix(".part");
    name
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn failed(path: &Path, source: io::Error) -> OutputError {
    OutputError::Io { path: path.display().to_string(), source }
}

/// A file beside its place, which nobody may read who may not read what is there, and which has the rights of new files where nothing is there.
#[cfg(unix)]
fn new_file(path: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let rights = std::fs::metadata(path).map_or(0o666, |there| there.permissions().mode() & 0o777 | 0o600);
    part().permissions(std::fs::Permissions::from_mode(rights)).tempfile_in(folder_of(path))
}

#[cfg(not(unix))]
fn new_file(path: &Path) -> io::Result<NamedTempFile> {
    part().tempfile_in(folder_of(path))
}

/// Gives a result the rights of the file that it replaces.
fn take_rights(beside: &std::fs::File, path: &Path) -> io::Result<()> {
    std::fs::metadata(path).map_or(Ok(()), |there| beside.set_permissions(there.permissions()))
}

/// What a plugin made may be private; a result gets the rights of the file it replaces, or those that new files have.
#[cfg(unix)]
pub(super) fn allow_reading(beside: &std::fs::File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    if path.exists() {
        return take_rights(beside, path);
    }
    beside.set_permissions(std::fs::Permissions::from_mode(0o666 & !rights_withheld()?))
}

/// The process's umask, read from a file made in the ordinary way.
#[cfg(unix)]
fn rights_withheld() -> io::Result<u32> {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir()?;
    let probe = std::fs::File::create(folder.path().join("probe"))?;
    Ok(0o666 & !probe.metadata()?.permissions().mode())
}

#[cfg(not(unix))]
pub(super) fn allow_reading(_: &std::fs::File, _: &Path) -> io::Result<()> {
    Ok(())
}

fn copy_out(beside: NamedTempFile) -> io::Result<()> {
    let mut file = beside.into_file();
    file.rewind()?;
    let mut out = io::stdout().lock();
    match io::copy(&mut file, &mut out).and_then(|_| out.flush()) {
        // Whoever reads, as `head`, may stop when it has enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// An output that is text: CSV, JSON, JSON Lines.
pub struct TextBackend {
    destination: Destination,
    writer: BufWriter<std::fs::File>,
    encoder: Arc<dyn Encoder>,
    begun: bool,
}

impl TextBackend {
    /// Begins a text at a destination.
    ///
    /// # Errors
    /// Where nothing can be written there.
    pub fn open(destination: Destination, encoder: Arc<dyn Encoder>) -> Result<Self, OutputError> {
        let file = match &destination {
            Destination::File { beside, .. } | Destination::Stdout(beside, _) => beside.reopen(),
            Destination::Folder { beside, .. } => std::fs::File::create(beside),
        };
        let file = file.map_err(|source| failed(destination.beside(), source))?;
        let mut writer = BufWriter::with_capacity(1 << 18, file);
        writer.write_all(&encoder.head()).map_err(|source| failed(destination.beside(), source))?;
        Ok(Self { destination, writer, encoder, begun: false })
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), OutputError> {
        self.writer.write_all(bytes).map_err(|source| OutputError::Io { path: self.destination.name(), source })
    }
}

impl Backend for TextBackend {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), OutputError> {
        let text = self.encoder.encode(batch);
        self.write_encoded(text)
    }

    fn write_encoded(&mut self, text: Vec<u8>) -> Result<(), OutputError> {
        if text.is_empty() {
            return Ok(());
        }
        if self.begun {
            self.put(self.encoder.clone().between())?;
        }
        self.begun = true;
        self.put(&text)
    }

    fn finish(&mut self) -> Result<(), OutputError> {
        self.put(self.encoder.clone().tail())?;
        self.writer.flush().map_err(|source| OutputError::Io { path: self.destination.name(), source })
    }

    fn publish(self: Box<Self>) -> Result<(), OutputError> {
        self.destination.publish()
    }

    fn abandon(self: Box<Self>) {}

    fn encoder(&self) -> Option<Arc<dyn Encoder>> {
        Some(Arc::clone(&self.encoder))
    }
}
