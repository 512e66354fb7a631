//! Schedules: found by their file or their id, and newest first.

use std::path::Path;

use super::collection::Catalogue;
use super::entry::Entry;
use super::error::CatalogueError;
use super::find::Reference;
use super::index::Index;
use super::library::Library;
use super::location::Location;
use crate::instrument::{Schedule, Translation};
use crate::source::{Diagnostic, Place, codes};
use crate::syntax::tree::Block;

impl Catalogue {
    /// The schedules of a library, with the measures that they ask for and their translations.
    ///
    /// # Errors
    /// Where something in the library cannot be read.
    pub fn of_schedules(library: &Library) -> Result<Self, CatalogueError> {
        let index = library.index()?;
        let mut files = Vec::new();
        for id in index.schedule_ids() {
            files.extend(index.of(id)?);
        }
        Self::of_locations(&files, library)
    }

    /// The valid schedules.
    pub fn schedules(&self) -> impl Iterator<Item = (&Entry, &Schedule)> {
        self.files.iter().filter_map(|entry| entry.schedule().map(|schedule| (entry, schedule)))
    }

    /// The newest schedule of an id (`supervision`), or of the versions that a reference names (`supervision@1.0`).
    pub fn schedule(&self, reference: &str) -> Option<&Schedule> {
        let named = self.schedules().map(|(_, schedule)| schedule).filter(|schedule| schedule.is_named(reference));
        named.max_by_key(|schedule| &schedule.version)
    }

    /// The valid translations of a schedule.
    pub fn translations_of_schedule<'a>(&'a self, schedule: &'a Schedule) -> impl Iterator<Item = &'a Translation> {
        let is_of = |it: &&Translation| it.of == schedule.id && it.version.holds(&schedule.version);
        self.files.iter().filter_map(Entry::translation).filter(is_of)
    }

    /// Files that say they are one version of a schedule, and are two.
    pub(super) fn schedules_with_two_contents(&self) -> Vec<(usize, Diagnostic)> {
        let mut found = Vec::new();
        let files: Vec<(usize, &Entry, &Schedule)> =
            self.files.iter().enumerate().filter_map(|(at, entry)| Some((at, entry, entry.schedule()?))).collect();
        for (nth, (at, entry, schedule)) in files.iter().enumerate() {
            let other = files[..nth]
                .iter()
                .find(|(.., before)| before.reference() == schedule.reference() && before.sha256 != schedule.sha256);
            let Some((_, before, _)) = other else { continue };
            let place = match entry.parsed.tree.blocks.first() {
                Some(Block::Schedule(tree)) => tree.head.as_ref().map_or(Place::File, |(_, version)| Place::Text(version.span)),
                Some(Block::Instrument(_) | Block::Translation(_) | Block::Norms(_)) | None => Place::File,
            };
            let message = format!("{} says something else in {}", schedule.reference(), before.location);
            let help = "give the one that was changed a version of its own, or delete one";
            found.push((*at, Diagnostic::new(&codes::ONE_SCHEDULE_TWO_CONTENTS, place, message).help(help)));
        }
        found
    }
}

/// Finds one schedule, with the measures that it asks for and its translations: by a path, an id, or an id with a
/// version. `None` where nothing of that name is a schedule.
///
/// # Errors
/// Where what is named cannot be read, or the schedule has no such version.
pub fn find_schedule(reference: &str, library: &Library) -> Result<Option<Catalogue>, CatalogueError> {
    let path = Path::new(reference);
    if path.is_file() {
        let catalogue = if path.extension().is_some_and(|ending| ending == "schedule") {
            Some(Catalogue::of_locations(&[Location::File(path.to_owned())], library)?)
        } else {
            None
        };
        return Ok(catalogue);
    }
    let Some(named) = Reference::in_place_of(path) else { return Ok(None) };
    let index = library.index()?;
    if !is_schedule(&index, named.id()) {
        return Ok(None);
    }
    let files = named.files(&index, library)?;
    Ok(Some(Catalogue::of_locations(&files, library)?))
}

fn is_schedule(index: &Index, id: &str) -> bool {
    index.schedule_ids().contains(id) && !index.ids().contains(id)
}
