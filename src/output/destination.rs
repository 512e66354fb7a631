use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use arrow_array::RecordBatch;
use tempfile::{NamedTempFile, TempPath};

use super::backend::{Backend, Encoded, Encoder, OutputError};
use super::formulas::Formulas;
use super::place::{Kind, Place, Readers, Replace, exists};
use super::private_folder::PrivateFolder;
use super::unpublished::{Listed, publish};
use crate::files::{PRIVATE, Use, uses};
use crate::source::Diagnostic;

/// Where an output goes. It is written beside its place and moved there at the end, so that it appears whole or not at
/// all. Meanwhile nobody else may read it.
#[derive(Debug)]
pub enum Destination {
    /// A file.
    File {
        /// Its place.
        place: Place,
        /// Who may read it there.
        readers: Readers,
        /// What is written meanwhile.
        beside: NamedTempFile,
        /// Keeps it on the list of what must go if the program is stopped at once.
        listed: Listed,
    },
    /// A file that a plugin makes, in a folder of its own beside the place.
    Folder {
        /// Its place.
        place: Place,
        /// Who may read it there.
        readers: Readers,
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

/// Why nothing can be made beside a place: most often its folder is not there.
fn not_made(path: &Path, place: &Place, source: io::Error) -> OutputError {
    match &place.kind {
        Kind::File { target, .. } if !folder_of(target).exists() => {
            let sentence = format!("there is no folder {}; make it first, or give another path", folder_of(target).display());
            OutputError::io(path, io::Error::new(io::ErrorKind::NotFound, sentence))
        }
        Kind::File { .. } | Kind::Stream => OutputError::io(path, source),
    }
}

impl Destination {
    /// A file at a path.
    ///
    /// # Errors
    /// Where a file is there that may not be written over, or nothing can be written into its folder.
    pub fn file(path: &Path, replace: Replace, readers: Readers) -> Result<Self, OutputError> {
        let place = Place::of(path, replace)?;
        let make = || match &place.kind {
            Kind::File { target, .. } => part().tempfile_in(folder_of(target)),
            Kind::Stream => part().tempfile(),
        };
        let made = Listed::making(make, |beside| beside.path().to_owned());
        let (beside, listed) = made.map_err(|source| not_made(path, &place, source))?;
        Ok(Self::File { place, readers, beside, listed })
    }

    /// A file at a path, made by a plugin that may write nowhere else: in a folder of its own, under its own name.
    ///
    /// # Errors
    /// Where a file is there that may not be written over, or nothing can be made in its folder.
    pub fn folder(path: &Path, replace: Replace, readers: Readers) -> Result<Self, OutputError> {
        let nameless = || OutputError::io(path, io::Error::other("this is not the name of a file"));
        let name = path.file_name().ok_or_else(nameless)?;
        let place = Place::of(path, replace)?;
        let folder = match &place.kind {
            Kind::File { target, .. } => std::path::absolute(folder_of(target)),
            Kind::Stream => Ok(std::env::temp_dir()),
        };
        let made = Listed::making(|| folder.and_then(private_folder_in), |folder| folder.path().to_owned());
        let (folder, listed) = made.map_err(|source| not_made(path, &place, source))?;
        Ok(Self::Folder { place, readers, beside: folder.path().join(name), folder, listed })
    }

    /// The standard output.
    ///
    /// # Errors
    /// Where there is no room to hold it back.
    pub fn stdout() -> Result<Self, OutputError> {
        let made = Listed::making(|| part().tempfile(), |beside| beside.path().to_owned());
        let (beside, listed) = made.map_err(|source| OutputError::io(Path::new(STDOUT), source))?;
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
            Self::File { place, .. } | Self::Folder { place, .. } => place.named.display().to_string(),
            Self::Stdout(..) => STDOUT.to_owned(),
        }
    }

    /// Puts what was written in its place.
    ///
    /// # Errors
    /// Where it cannot be moved, or somebody else has made a file there meanwhile.
    pub fn publish(self) -> Result<(), OutputError> {
        match self {
            Self::File { place, readers, beside, listed: _listed } => {
                let (file, path) = beside.into_parts();
                put_in_place(&place, readers, &file, path)
            }
            Self::Folder { place, readers, beside, folder: _folder, listed: _listed } => {
                let file = std::fs::File::open(&beside).map_err(|source| OutputError::io(&place.named, source))?;
                let path = TempPath::try_from_path(beside).map_err(|source| OutputError::io(&place.named, source))?;
                put_in_place(&place, readers, &file, path)
            }
            Self::Stdout(beside, _listed) => {
                Place::for_stdout()?;
                publish(STDOUT, || Ok(()))
                    .and_then(|()| copy_into(beside.into_file(), &mut io::stdout().lock()))
                    .map_err(|source| OutputError::io(Path::new(STDOUT), source))
            }
        }
    }
}

/// The standard output, as people are told of it.
const STDOUT: &str = "<stdout>";

/// A file or a folder that is not in its place yet, which nobody but its owner may read: a file is made so by
/// `tempfile`.
fn part() -> tempfile::Builder<'static, 'static> {
    let mut name = tempfile::Builder::new();
    name.prefix(".verbond-").suffix(".part");
    name
}

fn private_folder_in(folder: PathBuf) -> io::Result<PrivateFolder> {
    let mut name = part();
    #[cfg(unix)]
    name.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    PrivateFolder::inside(&folder, &name)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn put_in_place(place: &Place, readers: Readers, file: &std::fs::File, beside: TempPath) -> Result<(), OutputError> {
    let io = |source| OutputError::io(&place.named, source);
    let named = place.named.display().to_string();
    match &place.kind {
        Kind::Stream => {
            let mut into = std::fs::File::options().write(true).open(&place.named).map_err(io)?;
            let from = std::fs::File::open(&beside).map_err(io)?;
            // Whoever reads it may be slow, and the program can be ended meanwhile.
            publish(&named, || Ok(())).and_then(|()| copy_into(from, &mut into)).map_err(io)
        }
        Kind::File { target, replaces } => {
            give_rights(file, target, readers).map_err(io)?;
            let put = || {
                let moved = if *replaces { beside.persist(target) } else { beside.persist_noclobber(target) };
                moved.map_err(|failed| failed.error)
            };
            publish(&named, put)
                .map_err(|error| if error.kind() == io::ErrorKind::AlreadyExists { exists(&place.named) } else { io(error) })?;
            uses(target, Use::Written);
            Ok(())
        }
    }
}

/// A result that others may read has the rights of the file that it replaces, or those that new files have.
#[cfg(unix)]
fn give_rights(file: &std::fs::File, target: &Path, readers: Readers) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = match (readers, std::fs::metadata(target)) {
        (Readers::Owner, _) => PRIVATE,
        (Readers::Usual, Ok(there)) => there.permissions().mode() & 0o7777,
        (Readers::Usual, Err(_)) => 0o666 & !rights_withheld()?,
    };
    file.set_permissions(std::fs::Permissions::from_mode(mode))
}

/// The process's umask, read from a file made in the ordinary way.
#[cfg(unix)]
fn rights_withheld() -> io::Result<u32> {
    use std::os::unix::fs::PermissionsExt;
    static KNOWN: OnceLock<u32> = OnceLock::new();
    if let Some(known) = KNOWN.get() {
        return Ok(*known);
    }
    let folder = tempfile::tempdir()?;
    let probe = std::fs::File::create(folder.path().join("probe"))?;
    let withheld = 0o666 & !probe.metadata()?.permissions().mode();
    Ok(*KNOWN.get_or_init(|| withheld))
}

#[cfg(not(unix))]
fn give_rights(file: &std::fs::File, target: &Path, _: Readers) -> io::Result<()> {
    std::fs::metadata(target).map_or(Ok(()), |there| file.set_permissions(there.permissions()))
}

/// Gives what a plugin made, which may be private, the rights of a result.
pub(super) fn allow_reading(file: &std::fs::File, target: &Path) -> io::Result<()> {
    give_rights(file, target, Readers::Usual)
}

fn copy_into(mut from: std::fs::File, into: &mut dyn Write) -> io::Result<()> {
    from.rewind()?;
    match io::copy(&mut from, into).and_then(|_| into.flush()) {
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
    formulas: Formulas,
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
        let file = file.map_err(|source| OutputError::io(Path::new(&destination.name()), source))?;
        let mut writer = BufWriter::with_capacity(1 << 18, file);
        let head = encoder.head();
        writer.write_all(&head.bytes).map_err(|source| OutputError::io(Path::new(&destination.name()), source))?;
        let mut formulas = Formulas::default();
        formulas.add(&head);
        Ok(Self { destination, writer, encoder, begun: false, formulas })
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), OutputError> {
        self.writer.write_all(bytes).map_err(|source| OutputError::io(Path::new(&self.destination.name()), source))
    }
}

impl Backend for TextBackend {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), OutputError> {
        self.write_encoded(self.encoder.encode(batch)?)
    }

    fn write_encoded(&mut self, encoded: Encoded) -> Result<(), OutputError> {
        if encoded.bytes.is_empty() {
            return Ok(());
        }
        self.formulas.add(&encoded);
        if self.begun {
            self.put(self.encoder.clone().between())?;
        }
        self.begun = true;
        self.put(&encoded.bytes)
    }

    fn finish(&mut self) -> Result<Vec<Diagnostic>, OutputError> {
        self.put(self.encoder.clone().tail())?;
        self.writer.flush().map_err(|source| OutputError::io(Path::new(&self.destination.name()), source))?;
        let help = "`--to csv=FILE,guard` writes an apostrophe before them; `xlsx` writes texts as texts";
        Ok(self.formulas.diagnostics(help))
    }

    fn publish(self: Box<Self>) -> Result<(), OutputError> {
        self.destination.publish()
    }

    fn abandon(self: Box<Self>) {}

    fn encoder(&self) -> Option<Arc<dyn Encoder>> {
        Some(Arc::clone(&self.encoder))
    }
}
