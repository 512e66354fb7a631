use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::error::CatalogueError;
use super::location::Location;
use super::media::{MediaFault, read_all};
use super::walk::folder_of;
use crate::check::{NamedFile, named_files};
use crate::syntax::parse;

/// A file that is to be written.
#[derive(Debug)]
pub struct Copied {
    /// Where it goes.
    pub path: PathBuf,
    /// What it holds, byte by byte.
    pub bytes: Vec<u8>,
}

/// What a copy of files would write.
#[derive(Debug, Default)]
pub struct CopyPlan {
    /// The files, with the pictures and sounds that they name.
    pub files: Vec<Copied>,
    /// Why pictures and sounds are not among them.
    pub lacking: Vec<MediaFault>,
}

/// What a copy of files into a folder would write. Nothing takes the place of a file that is there.
///
/// # Errors
/// Where a file is there, two files would be one, or a file cannot be read.
pub fn copy_plan(files: &[Location], folder: &Path) -> Result<CopyPlan, CatalogueError> {
    let mut plan = CopyPlan::default();
    let mut taken = HashMap::new();
    for location in files {
        let text = location.read()?.0;
        let named: Vec<NamedFile> = parse(&text).tree.blocks.iter().flat_map(named_files).collect();
        plan.add(&mut taken, folder.join(location.file_name()), text.text().as_bytes().to_vec())?;
        let Some(path) = location.path() else { continue };
        for ((_, file), content) in read_all(Some(folder_of(path)), &named) {
            match content {
                Ok(content) => plan.add(&mut taken, folder.join(file.name()), content.bytes)?,
                Err(fault) => plan.lacking.push(fault),
            }
        }
    }
    Ok(plan)
}

impl CopyPlan {
    /// Adds a file; a picture that several name is one file, where it is the same.
    fn add(&mut self, taken: &mut HashMap<PathBuf, usize>, path: PathBuf, bytes: Vec<u8>) -> Result<(), CatalogueError> {
        if let Some(at) = taken.insert(path.clone(), self.files.len()) {
            taken.insert(path.clone(), at);
            let is_same_picture = self.files[at].bytes == bytes && !super::walk::is_of_the_language(&path);
            return if is_same_picture { Ok(()) } else { Err(CatalogueError::SameName(path)) };
        }
        match path.symlink_metadata() {
            Ok(_) => Err(CatalogueError::Exists(path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.files.push(Copied { path, bytes });
                Ok(())
            }
            Err(error) => Err(CatalogueError::unreadable(path.display(), error)),
        }
    }
}
