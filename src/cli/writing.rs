use std::path::Path;

use super::CliError;
use super::arguments::Common;
use crate::output::{Destination, Place, Readers, Replace};

impl Common {
    /// Whether files that exist may be written over.
    pub fn replace(&self) -> Replace {
        Replace::where_asked(self.force)
    }
}

/// Writes a file beside its place and moves it there, so that it is never half written.
pub fn write(path: &Path, text: impl AsRef<[u8]>, replace: Replace, readers: Readers) -> Result<(), CliError> {
    let destination = Destination::file(path, replace, readers)?;
    std::fs::write(destination.beside(), text).map_err(|error| CliError::system(path.display().to_string(), error))?;
    Ok(destination.publish()?)
}

/// Says at once, before long work, that a file may not be written.
pub fn check_place(path: &Path, replace: Replace) -> Result<(), CliError> {
    Ok(Place::of(path, replace).map(drop)?)
}
