use std::path::{Path, PathBuf};

use verbond_backend::Writes;

#[cfg(unix)]
use super::lent_place::LentPlace;
use crate::output::backend::OutputError;
use crate::output::destination::Destination;
use crate::output::place::{Place, Readers, Replace};

const LEFT_NONE: &str = "it left no file at its path";

/// Where an output of a plugin goes.
pub enum Target {
    /// A file, which is made in a folder of its own and then moved to its place.
    File(Destination),
    /// A file that may be there already, and is changed in a folder of its own.
    #[cfg(unix)]
    Lent(LentPlace),
    /// An address; or a file that the plugin changes where it is, since nothing confines it.
    Open(String),
}

impl Target {
    /// The target of a path that the user gave, for a plugin in a process of its own.
    ///
    /// # Errors
    /// Where it may not be written over, nothing can be made in its folder, or it cannot be lent.
    pub fn apart(writes: Writes, path: &Path, replace: Replace, readers: Readers) -> Result<Self, OutputError> {
        #[cfg(unix)]
        if writes == Writes::Place && !is_address(path) {
            Place::for_plugin(path)?;
            return Ok(Self::Lent(LentPlace::take(path)?));
        }
        Self::here(writes, path, replace, readers)
    }

    /// The target of a path that the user gave, for a plugin in this process.
    ///
    /// # Errors
    /// Where it may not be written over, or nothing can be made in its folder.
    pub fn here(writes: Writes, path: &Path, replace: Replace, readers: Readers) -> Result<Self, OutputError> {
        match writes {
            Writes::File => Destination::folder(path, replace, readers).map(Self::File),
            Writes::Place => {
                if !is_address(path) {
                    Place::for_plugin(path)?;
                }
                Ok(Self::Open(path.display().to_string()))
            }
        }
    }

    /// What the plugin is told to write.
    pub fn path(&self) -> PathBuf {
        match self {
            Self::File(destination) => destination.beside().to_owned(),
            #[cfg(unix)]
            Self::Lent(lent) => lent.inner().to_owned(),
            Self::Open(place) => PathBuf::from(place),
        }
    }

    /// The folder that the plugin gets to itself; an address has none.
    pub fn folder(&self) -> Option<PathBuf> {
        match self {
            Self::File(_) => self.path().parent().map(Path::to_owned),
            #[cfg(unix)]
            Self::Lent(lent) => lent.inner().parent().map(Path::to_owned),
            // Where nothing can be lent, nothing is confined either.
            Self::Open(_) => None,
        }
    }

    /// Whether the plugin, which says that it has finished, left what it should. Its process has ended, so that this
    /// stays true.
    pub fn complete(&self) -> bool {
        match self {
            Self::File(destination) => destination.is_there(),
            #[cfg(unix)]
            Self::Lent(lent) => {
                let is_there = lent.is_there();
                if is_there {
                    lent.complete();
                }
                is_there
            }
            Self::Open(_) => true,
        }
    }

    /// What is wrong where it is not complete.
    pub fn lacking(&self) -> &'static str {
        match self {
            #[cfg(unix)]
            Self::Lent(lent) if lent.was_there() => "it left no file at its path, and removed the one that was there",
            #[cfg(unix)]
            Self::Lent(_) => LEFT_NONE,
            Self::File(_) | Self::Open(_) => LEFT_NONE,
        }
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// Where it cannot be moved.
    pub fn publish(self) -> Result<(), OutputError> {
        match self {
            Self::File(destination) => destination.publish(),
            #[cfg(unix)]
            Self::Lent(lent) => lent.give_back(),
            Self::Open(_) => Ok(()),
        }
    }
}

/// Whether a place is reached by an address and not by a path.
pub fn is_address(place: &Path) -> bool {
    place.to_string_lossy().contains("://")
}
