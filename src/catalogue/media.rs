//! The files of pictures and sounds, beside the files that name them.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::collection::Catalogue;
use super::drawn_pictures::drawn;
use super::entry::Entry;
use super::walk::folder_of;
use crate::administer::{MediaContent, MediaContents, MediaPlace};
use crate::check::NamedFile;
use crate::files::{self, FileError};
use crate::instrument::{Instrument, MediaFile, MediaUse, Translation};
use crate::source::{Diagnostic, codes};
use crate::syntax::limits;

/// Why a picture or a sound is neither shown nor played.
#[derive(Debug, thiserror::Error)]
pub enum MediaFault {
    /// No such file is there.
    #[error("`{0}` is not there")]
    Missing(String),
    /// One is there whose name has other capitals.
    #[error("`{name}` is not there, and `{found}` is")]
    OtherCapitals {
        /// The name that was said.
        name: String,
        /// That of the file.
        found: String,
    },
    /// It cannot be read.
    #[error("`{0}` cannot be read: {1}")]
    Unreadable(String, io::Error),
    /// A link leads out of the folder.
    #[error("`{0}` leads out of the folder")]
    Outside(String),
    /// It is larger than what is shown and played may be.
    #[error("`{name}` has more than {most} bytes")]
    TooLarge {
        /// Its name.
        name: String,
        /// Bytes that it may have.
        most: usize,
    },
    /// All that one file of the language names is larger than it may be together.
    #[error("`{name}` and the pictures and sounds before it have more than {} bytes together", limits::MEDIA_BYTES)]
    AllTooLarge {
        /// The name of the first that is too much.
        name: String,
    },
    /// It holds something else than its name says.
    #[error("`{0}` holds something else than its name says")]
    OtherKind(String),
}

impl MediaFault {
    /// What is said of it where it is named.
    fn diagnostic(&self, (span, file): &NamedFile) -> Diagnostic {
        let (code, help) = match self {
            Self::Missing(_) | Self::Unreadable(..) => {
                (&codes::MEDIA_MISSING, "put the file beside this one, or correct its name")
            }
            Self::OtherCapitals { .. } => (&codes::MEDIA_MISSING, "write the name as the file has it: capitals count"),
            Self::Outside(_) => (&codes::MEDIA_OUTSIDE, "put the file itself there, in place of the link"),
            Self::TooLarge { .. } | Self::AllTooLarge { .. } => (&codes::MEDIA_TOO_LARGE, smaller(file.kind().used_as())),
            Self::OtherKind(_) => (&codes::MEDIA_KIND, "save it as what its name says"),
        };
        // A measure is scored without its pictures: what lacks on a disk is no fault of the key.
        Diagnostic::new(code, *span, self.to_string()).with_severity(crate::source::Severity::Warning).help(help)
    }
}

fn smaller(of: MediaUse) -> &'static str {
    match of {
        MediaUse::Picture => "save it with fewer dots, or as `.svg`",
        MediaUse::Audio => "make it shorter, or save it as `.mp3`",
    }
}

fn most(of: MediaUse) -> usize {
    match of {
        MediaUse::Picture => limits::PICTURE_BYTES,
        MediaUse::Audio => limits::AUDIO_BYTES,
    }
}

/// What a file beside others holds, or what the program draws in its place where none is there.
fn read(folder: Option<&Path>, file: &MediaFile) -> Result<MediaContent, MediaFault> {
    let missing = || Err(MediaFault::Missing(file.name().to_owned()));
    match (folder.map_or_else(missing, |folder| read_file(folder, file)), drawn(file.name())) {
        (Err(MediaFault::Missing(_)), Some(bytes)) => Ok(MediaContent { kind: file.kind(), bytes }),
        (read, _) => read,
    }
}

/// What a file beside others holds: one in their folder, whatever links lead to it, of the kind that its name says.
fn read_file(folder: &Path, file: &MediaFile) -> Result<MediaContent, MediaFault> {
    let name = || file.name().to_owned();
    let path = found(folder, file)?;
    let most = most(file.kind().used_as());
    let bytes = files::bytes(&path, most).map_err(|error| match error {
        FileError::Io(error) => MediaFault::Unreadable(name(), error),
        FileError::TooLarge { .. } | FileError::NotUtf8 { .. } => MediaFault::TooLarge { name: name(), most },
    })?;
    if !file.kind().begins(&bytes) {
        return Err(MediaFault::OtherKind(name()));
    }
    Ok(MediaContent { kind: file.kind(), bytes })
}

/// Where a file is, as the system knows it.
fn found(folder: &Path, file: &MediaFile) -> Result<PathBuf, MediaFault> {
    let name = || file.name().to_owned();
    let in_folder = |error: io::Error| MediaFault::Unreadable(name(), error);
    let real_folder = folder.canonicalize().map_err(in_folder)?;
    let path = match folder.join(file.name()).canonicalize() {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(match with_other_capitals(folder, file) {
                Some(found) => MediaFault::OtherCapitals { name: name(), found },
                None => MediaFault::Missing(name()),
            });
        }
        Err(error) => return Err(in_folder(error)),
    };
    let Ok(inside) = path.strip_prefix(&real_folder) else { return Err(MediaFault::Outside(name())) };
    // Some systems find a file under whatever capitals, and say here how its name is written.
    let written = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    if written != file.name() && written.to_lowercase() == file.name().to_lowercase() {
        return Err(MediaFault::OtherCapitals { name: name(), found: written });
    }
    Ok(path)
}

/// The name of a file that differs in capitals alone, folder by folder.
fn with_other_capitals(folder: &Path, file: &MediaFile) -> Option<String> {
    let mut at = folder.to_owned();
    let mut found = Vec::new();
    for part in file.name().split('/') {
        let names = std::fs::read_dir(&at).ok()?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let named: Vec<String> = names.filter(|name| name.to_lowercase() == part.to_lowercase()).collect();
        let name = named.iter().find(|name| *name == part).or(named.first())?;
        at.push(name);
        found.push(name.clone());
    }
    Some(found.join("/"))
}

/// A picture or a sound where it is named first, and what its file holds.
pub(super) type ReadMedia<'e> = (&'e NamedFile, Result<MediaContent, MediaFault>);

impl Entry {
    /// What the files hold that this one names as pictures and sounds, each once. Beside a text that lies in no folder
    /// there is only what the program draws.
    pub(super) fn read_media(&self) -> Vec<ReadMedia<'_>> {
        let folder = self.location.path().map(folder_of);
        let mut read = read_all(folder, &self.named);
        read.retain(|(_, content)| folder.is_some() || content.is_ok());
        read
    }

    /// What is wrong with these files.
    pub(super) fn media_diagnostics(&self) -> Vec<Diagnostic> {
        let read = self.read_media().into_iter();
        read.filter_map(|(named, content)| content.err().map(|fault| fault.diagnostic(named))).collect()
    }
}

/// What files beside others hold, each once.
pub(super) fn read_all<'e>(folder: Option<&Path>, named: &'e [NamedFile]) -> Vec<ReadMedia<'e>> {
    let (mut seen, mut room, mut all) = (BTreeSet::new(), limits::MEDIA_BYTES, Vec::new());
    for one in named.iter().filter(|(_, file)| seen.insert(file)) {
        let content = read(folder, &one.1).and_then(|content| match room.checked_sub(content.bytes.len()) {
            Some(left) => {
                room = left;
                Ok(content)
            }
            None => Err(MediaFault::AllTooLarge { name: one.1.name().to_owned() }),
        });
        all.push((one, content));
    }
    all
}

impl Catalogue {
    /// What the files of a measure and of translations of it hold, as far as they can be read, and why not where they
    /// cannot.
    pub fn media_of(&self, instrument: &Instrument, translations: &[&Translation]) -> (MediaContents, Vec<MediaFault>) {
        let (mut contents, mut faults) = (MediaContents::default(), Vec::new());
        for entry in self.files.iter().filter(|entry| !entry.named.is_empty()) {
            let is_of = |of: &&Translation| entry.translation().is_some_and(|own| std::ptr::eq(own, *of));
            let translation = match (entry.instrument(), translations.iter().find(|of| is_of(of))) {
                (Some(own), _) if own.sha256 == instrument.sha256 => None,
                (None, Some(translation)) => Some(translation.language.to_string()),
                _ => continue,
            };
            for ((_, file), content) in entry.read_media() {
                match content {
                    Ok(content) => {
                        contents.put(MediaPlace { translation: translation.clone(), file: file.clone() }, content);
                    }
                    Err(fault) => faults.push(fault),
                }
            }
        }
        (contents, faults)
    }

    /// The paths of all files that valid files of the language name as pictures and sounds, whether they are there or not.
    pub fn media_paths(&self) -> Vec<PathBuf> {
        let of_entry = |entry: &Entry| -> Vec<PathBuf> {
            let folder = entry.location.path().map(folder_of);
            let named = entry.named.iter();
            folder.map_or(vec![], |folder| named.map(|(_, file)| folder.join(file.name())).collect())
        };
        self.files.iter().flat_map(of_entry).collect()
    }
}
