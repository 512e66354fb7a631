use std::path::{Path, PathBuf};

use super::built_in;
use super::error::CatalogueError;
use super::index::{Index, Indexed};
use super::location::Location;
use super::parallel::on_all_cores;
use super::walk::{files_around, files_in};
use crate::files;

/// Where files come from. What comes first takes the place of what comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Folders that were named, by an argument or by the configuration.
    Site,
    /// The data folder of the user.
    User,
    /// The data folders of the system.
    System,
    /// Inside the program.
    BuiltIn,
}

impl Layer {
    /// Whether files came there with a program, and not by the hand of who uses them.
    pub(super) fn is_shipped(self) -> bool {
        match self {
            Self::Site | Self::User => false,
            Self::System | Self::BuiltIn => true,
        }
    }
}

/// Places where instruments, translations and norms are found by the id of their instrument.
#[derive(Clone, Debug, Default)]
pub struct Library {
    folders: Vec<(Layer, PathBuf)>,
    /// Those that nobody named: they lie in the folder that the program is started in.
    lying: Vec<PathBuf>,
    has_built_in: bool,
}

impl Library {
    /// The folders of the site, of the user and of the system that are there, and what is inside the program.
    pub fn new(site: &[PathBuf], user: &[PathBuf], system: &[PathBuf]) -> Self {
        let mut library = Self { folders: vec![], lying: vec![], has_built_in: true };
        let layers = [(Layer::Site, site), (Layer::User, user), (Layer::System, system)];
        let mut seen = Vec::new();
        for (layer, folder) in layers.into_iter().flat_map(|(layer, folders)| folders.iter().map(move |folder| (layer, folder))) {
            let place = files::real(folder);
            if folder.is_dir() && !seen.contains(&place) {
                library.folders.push((layer, folder.clone()));
                seen.push(place);
            }
        }
        library
    }

    /// Says which of its folders nobody named.
    pub fn lie_here(&mut self, folders: impl IntoIterator<Item = PathBuf>) {
        self.lying.extend(folders);
    }

    /// Whether a file is in a folder that nobody named.
    pub(super) fn merely_lies(&self, location: &Location) -> bool {
        location.path().is_some_and(|path| self.lying.iter().any(|folder| path.starts_with(folder)))
    }

    /// What is inside the program alone.
    pub fn built_in() -> Self {
        Self::new(&[], &[], &[])
    }

    /// All folders, in the order in which they count.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(|(_, folder)| folder.as_path())
    }

    /// The folders that somebody keeps here: those of the site and of the user.
    pub fn own_folders(&self) -> Vec<PathBuf> {
        self.folders.iter().filter(|(layer, _)| !layer.is_shipped()).map(|(_, folder)| folder.clone()).collect()
    }

    /// The folder of a file, where somebody keeps it here and it did not come with a program.
    pub fn own_folder<'l>(&self, location: &'l Location) -> Option<&'l Path> {
        let path = location.path()?;
        let came = |(layer, folder): &(Layer, PathBuf)| layer.is_shipped() && path.starts_with(folder);
        if self.folders.iter().any(came) { None } else { path.parent() }
    }

    /// Where a file comes from, for a person: the folder that it was found in, or `built in`.
    pub fn origin(&self, location: &Location) -> String {
        match location {
            Location::BuiltIn(_) => "built in".to_owned(),
            Location::File(path) => {
                let folder = self.folders().find(|folder| path.starts_with(folder));
                folder.or(path.parent()).unwrap_or(path).display().to_string()
            }
        }
    }

    /// Where is looked, for a person.
    pub fn searched(&self) -> String {
        let folders: Vec<String> = self.folders().map(|folder| folder.display().to_string()).collect();
        match (folders.as_slice(), self.has_built_in) {
            ([], true) => "looked among the instruments built in".to_owned(),
            ([], false) => "no folder with instruments was found".to_owned(),
            (folders, true) => format!("looked in {}, and among the instruments built in", folders.join(", ")),
            (folders, false) => format!("looked in {}", folders.join(", ")),
        }
    }

    /// The heads of all files, those that others take the place of left out.
    ///
    /// # Errors
    /// Where a folder or a file cannot be read.
    pub fn index(&self) -> Result<Index, CatalogueError> {
        self.index_with(&[])
    }

    /// The same with folders that come before all others, as far as these can be read.
    pub(super) fn index_with(&self, around: &[PathBuf]) -> Result<Index, CatalogueError> {
        let mut places: Vec<(Layer, Location)> = Vec::new();
        for folder in around {
            places.extend(files_around(folder).into_iter().map(|path| (Layer::Site, Location::File(path))));
        }
        for (layer, folder) in &self.folders {
            places.extend(files_in(folder)?.into_iter().map(|path| (*layer, Location::File(path))));
        }
        if self.has_built_in {
            places.extend(built_in::files().into_iter().map(|file| (Layer::BuiltIn, Location::BuiltIn(file))));
        }
        let heads = on_all_cores(&places, |(_, location)| location.head());
        let mut files = Vec::new();
        for ((layer, location), head) in places.into_iter().zip(heads) {
            match head {
                Ok(head) => files.push(Indexed { location, layer, head }),
                // It went away between two looks, or is a link to nothing.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(CatalogueError::unreadable(location, error)),
            }
        }
        Ok(Index::of_visible(files))
    }
}
