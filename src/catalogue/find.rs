use std::path::Path;

use super::collection::Catalogue;
use super::entry::Entry;
use super::error::CatalogueError;
use super::index::Index;
use super::library::Library;
use super::location::Location;
use super::walk::files_in;
use crate::instrument::{Instrument, Status, Version};
use crate::syntax::tree::Block;

/// An instrument as it is named: `wai-sr`, or `wai-sr@1.0.0`.
#[derive(Clone, Debug)]
pub struct Reference {
    text: String,
    id: String,
    version: Option<Version>,
}

impl Reference {
    fn parse(text: &str) -> Result<Self, CatalogueError> {
        let (id, version) = match text.split_once('@') {
            Some((id, version)) => {
                let parsed = version.parse().map_err(|()| CatalogueError::NotAVersion(version.to_owned()))?;
                (id, Some(parsed))
            }
            None => (text, None),
        };
        Ok(Self { text: text.to_owned(), id: id.to_owned(), version })
    }

    /// What is named where no file has that name and it looks like an id.
    pub(super) fn in_place_of(name: &Path) -> Option<Self> {
        let text = name.to_str()?;
        let is_id = text.split('@').next().is_some_and(|id| {
            id.starts_with(|c: char| c.is_ascii_alphabetic())
                && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        });
        if name.exists() || !is_id { None } else { Self::parse(text).ok() }
    }

    /// The files of the instrument, of one version where one is named, with what belongs to it.
    pub(super) fn files(&self, index: &Index, library: &Library) -> Result<Vec<Location>, CatalogueError> {
        let found = index.of_version(&self.id, self.version.as_ref())?;
        if found.is_empty() { Err(self.not_among(index, library)) } else { Ok(found) }
    }

    /// The id that is named.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    fn names(&self, entry: &Entry) -> bool {
        let head = match entry.parsed.tree.blocks.first() {
            Some(Block::Instrument(tree)) => tree.head.as_ref(),
            Some(Block::Translation(_) | Block::Norms(_) | Block::Schedule(_)) | None => None,
        };
        head.is_some_and(|(id, version)| {
            let version = || version.text.parse().ok();
            id.text == self.id && self.version.as_ref().is_none_or(|wanted| version().is_some_and(|full| wanted.holds(&full)))
        })
    }

    fn not_among(&self, index: &Index, library: &Library) -> CatalogueError {
        let known = index.versions(&self.id);
        let reference = self.text.clone();
        if known.is_empty() {
            let known = index.ids().into_iter().map(str::to_owned).collect();
            CatalogueError::NoInstrument { reference, known, searched: library.searched() }
        } else {
            CatalogueError::NoVersion { reference, known }
        }
    }
}

/// Finds one instrument, with its valid translations and norms: by a path, by a folder, by an id, or by an id with a
/// version.
///
/// # Errors
/// Where there is none, or something cannot be read.
pub fn find(reference: &str, library: &Library) -> Result<Catalogue, CatalogueError> {
    let path = Path::new(reference);
    if path.is_file() {
        let found = Catalogue::with_its_own(path)?;
        // A broken instrument is told of by what is wrong with it.
        let other = found.asked().find_map(|entry| match entry.parsed.tree.blocks.first()? {
            Block::Instrument(_) => None,
            Block::Translation(_) => Some("a translation"),
            Block::Norms(_) => Some("norms"),
            Block::Schedule(_) => Some("a schedule"),
        });
        return match other {
            Some(what) => Err(CatalogueError::NoInstrumentInIt { path: reference.to_owned(), what }),
            None => Ok(found),
        };
    }
    if path.is_dir() {
        let files: Vec<Location> = files_in(path)?.into_iter().map(Location::File).collect();
        let catalogue = Catalogue::of_locations(&files, &Library::default())?;
        let is_instrument = |entry: &Entry| matches!(entry.parsed.tree.blocks.first(), Some(Block::Instrument(_)));
        if let Some(found) = best(catalogue, is_instrument) {
            return Ok(found);
        }
    }
    find_by_id(reference, library)
}

/// Finds one instrument by an id, or an id with a version, whatever files are here.
///
/// # Errors
/// As of [`find`].
pub fn find_by_id(reference: &str, library: &Library) -> Result<Catalogue, CatalogueError> {
    let reference = Reference::parse(reference)?;
    let index = library.index()?;
    let catalogue = Catalogue::of_index(&reference.id, &index)?;
    let mut found = best(catalogue, |entry| reference.names(entry)).ok_or_else(|| reference.not_among(&index, library))?;
    for entry in &mut found.files {
        entry.merely_lies = library.merely_lies(&entry.location);
    }
    Ok(found)
}

/// The newest that is neither experimental nor retired; if all are, the newest. A broken file is never taken in place
/// of a valid one.
fn best(catalogue: Catalogue, is_wanted: impl Fn(&Entry) -> bool) -> Option<Catalogue> {
    let rank = |at: &usize| {
        let instrument = catalogue.files[*at].instrument();
        let is_usable = instrument.is_some_and(|instrument| match instrument.status {
            Status::Experimental | Status::Retired => false,
            Status::Piloted | Status::Validated => true,
        });
        (instrument.is_some(), is_usable, instrument.map(|instrument: &Instrument| instrument.version.clone()))
    };
    let best = (0..catalogue.files.len()).filter(|at| is_wanted(&catalogue.files[*at])).max_by_key(rank)?;
    Some(catalogue.only(best))
}
