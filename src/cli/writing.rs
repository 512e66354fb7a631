use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::CliError;
use super::arguments::Common;
use crate::output::{Destination, Place, Readers, Replace, refuse_shared_files};

impl Common {
    /// Whether files that exist may be written over.
    pub fn replace(&self) -> Replace {
        Replace::where_asked(self.force)
    }
}

/// Writes a file beside its place and moves it there, so that it is never half written.
pub fn write(path: &Path, text: impl AsRef<[u8]>, replace: Replace, readers: Readers) -> Result<(), CliError> {
    write_by(path, replace, readers, |out| out.write_all(text.as_ref()))
}

/// Writes a file bit by bit beside its place and moves it there, so that it is never half written.
pub fn write_by(
    path: &Path,
    replace: Replace,
    readers: Readers,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CliError> {
    let failed = |error| CliError::system(path.display().to_string(), error);
    let destination = Destination::file(path, replace, readers)?;
    let mut out = BufWriter::new(std::fs::File::create(destination.beside()).map_err(failed)?);
    write(&mut out).and_then(|()| out.flush()).map_err(failed)?;
    Ok(destination.publish()?)
}

/// Says at once that files may not be written, if there are to be any, or that two would be one: before anything is done that a log holds.
pub fn check_places<'p>(paths: impl IntoIterator<Item = &'p Path>, replace: Replace) -> Result<(), CliError> {
    let paths: Vec<&Path> = paths.into_iter().collect();
    refuse_shared_files(paths.iter().copied())?;
    paths.into_iter().try_for_each(|path| check_place(path, replace))
}

/// Says at once, before long work, that a file may not be written.
pub fn check_place(path: &Path, replace: Replace) -> Result<(), CliError> {
    Ok(Place::of(path, replace).map(drop)?)
}
