use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::error::CatalogueError;
use super::location::Location;

/// A file that is to be written.
#[derive(Debug)]
pub struct Copied {
    /// Where it goes.
    pub path: PathBuf,
    /// What it says, letter by letter.
    pub text: String,
}

/// What a copy of files into a folder would write. Nothing takes the place of a file that is there.
///
/// # Errors
/// Where a file is there, two files would be one, or a file cannot be read.
pub fn copy_plan(files: &[Location], folder: &Path) -> Result<Vec<Copied>, CatalogueError> {
    let mut taken = HashSet::new();
    let plan = files.iter().map(|location| {
        let path = folder.join(location.file_name());
        if !taken.insert(path.clone()) {
            return Err(CatalogueError::SameName(path));
        }
        match path.symlink_metadata() {
            Ok(_) => Err(CatalogueError::Exists(path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Ok(Copied { path, text: location.read()?.0.text().to_owned() })
            }
            Err(error) => Err(CatalogueError::unreadable(path.display(), error)),
        }
    });
    plan.collect()
}
