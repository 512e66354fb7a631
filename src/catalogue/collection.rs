use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::broken::{Broken, without_false_absences};
use super::built_in;
use super::entry::{Entry, Holds};
use super::error::CatalogueError;
use super::find::Reference;
use super::head::Head;
use super::index::Index;
use super::library::Library;
use super::location::Location;
use super::parallel::on_all_cores;
use super::walk::{files_in, folder_of, is_of_the_language};
use crate::check::{VersionFile, check_versions};
use crate::instrument::{Instrument, Norms, Schedule};
use crate::source::{Diagnostic, Place, codes, nearest};

/// Files of the language, read and checked against one another.
#[derive(Default)]
pub struct Catalogue {
    /// The files, those that were asked for first.
    pub files: Vec<Entry>,
    locations: HashSet<Location>,
    parsed: usize,
}

impl Catalogue {
    /// Reads and checks files, those in folders, and those of ids (`wai-sr`, `wai-sr@1.0.0`) where no file has that
    /// name. The instruments that translations and norms belong to are looked for around them and in the library.
    ///
    /// # Errors
    /// Where something cannot be read, or there is no file and no instrument of a name.
    pub fn check(names: &[PathBuf], library: &Library) -> Result<Self, CatalogueError> {
        let mut asked = Vec::new();
        for name in names {
            match Reference::in_place_of(name) {
                Some(reference) => asked.extend(reference.files(&library.index()?, library)?),
                None => asked.extend(files_in(name)?.into_iter().map(Location::File)),
            }
        }
        Self::of_locations(&asked, library)
    }

    /// Everything in a library.
    ///
    /// # Errors
    /// Where something in it cannot be read.
    pub fn all(library: &Library) -> Result<Self, CatalogueError> {
        let mut catalogue = Self::default();
        catalogue.add_all(&library.index()?.all(), false)?;
        catalogue.judge();
        Ok(catalogue)
    }

    /// An instrument in all its versions, with what belongs to them.
    ///
    /// # Errors
    /// Where something in the library cannot be read.
    pub fn of(id: &str, library: &Library) -> Result<Self, CatalogueError> {
        Self::of_index(id, &library.index()?)
    }

    /// The same, with what lies around a file of it.
    ///
    /// # Errors
    /// As of [`Catalogue::of`].
    pub fn around(location: &Location, id: &str, library: &Library) -> Result<Self, CatalogueError> {
        let folders: Vec<PathBuf> = location.path().map(|path| folder_of(path).to_owned()).into_iter().collect();
        Self::of_index(id, &library.index_with(&folders)?)
    }

    pub(super) fn of_index(id: &str, index: &Index) -> Result<Self, CatalogueError> {
        let mut catalogue = Self::default();
        catalogue.add_all(&index.of(id)?, false)?;
        catalogue.judge();
        Ok(catalogue)
    }

    pub(super) fn of_locations(asked: &[Location], library: &Library) -> Result<Self, CatalogueError> {
        let mut catalogue = Self::default();
        catalogue.add_all(asked, false)?;
        catalogue.add_context(asked, library)?;
        catalogue.judge();
        Ok(catalogue)
    }

    /// One file of an instrument with the translations and norms of it that lie beside it and are valid.
    pub(super) fn with_its_own(path: &Path) -> Result<Self, CatalogueError> {
        Ok(Self::beside(path)?.only(0))
    }

    /// One file of an instrument, with the translations and norms of its id that lie beside it as context.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn beside(path: &Path) -> Result<Self, CatalogueError> {
        let mut catalogue = Self::default();
        catalogue.add_all(&[Location::File(path.to_owned())], false)?;
        let id = catalogue.instruments().next().map(|(_, instrument)| instrument.id.clone());
        if let Some(id) = id {
            let beside = std::fs::read_dir(folder_of(path)).into_iter().flatten().flatten().map(|entry| entry.path());
            let mut others: Vec<Location> = beside.filter(|path| is_of_the_language(path)).map(Location::File).collect();
            others.sort_by(|one, other| one.path().cmp(&other.path()));
            let heads = on_all_cores(&others, Location::head);
            // What lies beside it and cannot be read belongs to nothing.
            let is_of = |head: &Head| !head.is_instrument() && head.instrument() == id;
            let own = others.into_iter().zip(heads).filter(|(_, head)| matches!(head, Ok(Some(head)) if is_of(head)));
            own.for_each(|(location, _)| drop(catalogue.add_all(&[location], true)));
        }
        catalogue.judge();
        Ok(catalogue)
    }

    /// Reads norms from a file that lies anywhere, checks them against the instruments that there are, and gives their
    /// entry.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn add_norms(&mut self, path: &Path) -> Result<&Entry, CatalogueError> {
        let mut entry = Entry::read(&Location::File(path.to_owned()), true)?;
        let instruments: Vec<&Instrument> = self.instruments().map(|(_, instrument)| instrument).collect();
        if entry.diagnostics.is_empty()
            && let Some((holds, diagnostics)) = entry.against(&instruments, &[])
        {
            (entry.holds, entry.diagnostics) = (holds, diagnostics);
        }
        self.files.push(entry);
        Ok(&self.files[self.files.len() - 1])
    }

    /// The instruments of the ids that translations and norms name: around them, and in the library. Where there is
    /// none of an id, those that it was most likely meant to be are read, so that they can be named.
    fn add_context(&mut self, asked: &[Location], library: &Library) -> Result<(), CatalogueError> {
        let referred = |files: &[Entry]| -> BTreeSet<String> {
            files.iter().flat_map(|entry| entry.refers_to()).map(str::to_owned).collect()
        };
        let ids = referred(&self.files);
        if ids.is_empty() {
            return Ok(());
        }
        let mut around: Vec<PathBuf> = asked.iter().filter_map(|location| Some(folder_of(location.path()?).to_owned())).collect();
        around.sort();
        around.dedup();
        let index = library.index_with(&around)?;
        let known: BTreeSet<&str> = index.ids().into_iter().chain(index.schedule_ids()).collect();
        let meant = |id: &String| {
            if known.contains(id.as_str()) { Some(id.clone()) } else { nearest(id, known.iter().copied()).map(str::to_owned) }
        };
        self.add_all(&index.instruments_of(&ids.iter().filter_map(meant).collect())?, true)?;
        // A schedule that a translation belongs to asks for measures itself.
        let further: BTreeSet<String> = referred(&self.files).difference(&ids).filter_map(meant).collect();
        self.add_all(&index.instruments_of(&further)?, true)
    }

    /// The file at a position, and the valid translations and norms of the instrument in it.
    pub(super) fn only(mut self, position: usize) -> Self {
        let mut file = self.files.swap_remove(position);
        file.is_context = false;
        let belongs =
            |entry: &Entry| file.instrument().is_some_and(|instrument| entry.belongs_to(instrument)) && !entry.has_errors();
        let mut others: Vec<Entry> = self.files.into_iter().filter(belongs).collect();
        others.iter_mut().for_each(|entry| entry.is_context = true);
        Self { files: std::iter::once(file).chain(others).collect(), locations: HashSet::new(), parsed: self.parsed }
    }

    /// The valid norms.
    pub fn norms(&self) -> impl Iterator<Item = &Norms> {
        self.files.iter().filter_map(Entry::norms)
    }

    /// How many files were parsed for this; of all others only the heads were read.
    pub fn parsed(&self) -> usize {
        self.parsed
    }

    /// Reads and checks files that are not there yet, many at a time.
    fn add_all(&mut self, locations: &[Location], is_context: bool) -> Result<(), CatalogueError> {
        let mut new: Vec<&Location> = Vec::new();
        for location in locations {
            if self.locations.insert(location.real()) {
                new.push(location);
            }
        }
        self.parsed += new.len();
        for entry in on_all_cores(&new, |location| Entry::read(location, is_context)) {
            self.files.push(entry?);
        }
        Ok(())
    }

    /// Checks what concerns several files.
    fn judge(&mut self) {
        self.leave_out_others_copies();
        let positions: Vec<usize> = (0..self.files.len()).filter(|at| self.files[*at].instrument().is_some()).collect();
        let versions: Vec<VersionFile<'_>> = positions.iter().filter_map(|at| self.files[*at].version_file()).collect();
        let between_versions: Vec<(usize, Diagnostic)> = check_versions(&versions);
        let instruments: Vec<&Instrument> = self.instruments().map(|(_, instrument)| instrument).collect();
        // What is unreadable as a text is not checked any further.
        let read = |entry: &Entry| entry.diagnostics.is_empty();
        let unusable = self.files.iter().filter(|entry| entry.has_errors());
        let mut broken: Vec<Broken> = unusable.filter_map(Broken::of).collect();
        let schedules = self.files.iter().enumerate().filter(|(_, entry)| read(entry) && entry.is_schedule());
        let mut judged: Vec<_> =
            schedules.filter_map(|(at, entry)| Some((at, against(entry, &instruments, &[], &broken)?))).collect();
        let mut found: Vec<&Schedule> = Vec::new();
        for (at, (holds, _)) in &judged {
            match holds {
                Holds::Schedule(schedule) => found.push(schedule),
                Holds::Nothing | Holds::Instrument(_) | Holds::Translation(_) | Holds::Norms(_) => {
                    broken.extend(Broken::of(&self.files[*at]));
                }
            }
        }
        let others = self.files.iter().enumerate().filter(|(_, entry)| read(entry) && !entry.is_schedule());
        let of_others: Vec<_> =
            others.filter_map(|(at, entry)| Some((at, against(entry, &instruments, &found, &broken)?))).collect();
        judged.extend(of_others);
        let beside_ours = self.beside_built_in();
        for (at, diagnostic) in between_versions {
            self.files[positions[at]].diagnostics.push(diagnostic);
        }
        for (at, (holds, diagnostics)) in judged {
            self.files[at].holds = holds;
            self.files[at].diagnostics.extend(diagnostics);
        }
        for (at, diagnostic) in self.schedules_with_two_contents() {
            self.files[at].diagnostics.push(diagnostic);
        }
        for (at, diagnostic) in self.undecided_languages() {
            self.files[at].diagnostics.push(diagnostic);
        }
        for (at, diagnostic) in beside_ours {
            let diagnostics = &mut self.files[at].diagnostics;
            // That another file here has the version with other contents is the same mistake.
            if diagnostics.iter().all(|there| there.code != &codes::ONE_VERSION_TWO_CONTENTS) {
                diagnostics.push(diagnostic);
            }
        }
        for entry in self.files.iter_mut().filter(|entry| !entry.is_context) {
            let of_media = entry.media_diagnostics();
            entry.diagnostics.extend(of_media);
        }
    }

    /// Files that say they are a version which comes with the program, and are another.
    fn beside_built_in(&self) -> Vec<(usize, Diagnostic)> {
        let on_disk = |entry: &Entry| !entry.is_context && entry.location.path().is_some();
        let ours = self.files.iter().enumerate().filter(|(_, entry)| on_disk(entry));
        let differs = |(at, (instrument, tree)): (usize, VersionFile<'_>)| {
            let is_other = built_in::fingerprint(&instrument.id, &instrument.version)? != instrument.sha256;
            let place = tree.head.as_ref().map_or(Place::File, |(_, version)| Place::Text(version.span));
            let message = format!("`{}` comes with the program, and this file has other contents", instrument.reference());
            let diagnostic = Diagnostic::new(&codes::BUILT_IN_VERSION_CHANGED, place, message);
            is_other.then(|| (at, diagnostic.help("give what you changed a version of its own")))
        };
        ours.filter_map(|(at, entry)| Some((at, entry.version_file()?))).filter_map(differs).collect()
    }

    /// What belongs to a version that was asked for is not judged by another file of that version which lies elsewhere.
    fn leave_out_others_copies(&mut self) {
        let asked: HashSet<String> = self.asked().filter_map(|entry| entry.instrument().map(|of| of.reference())).collect();
        self.files.retain(|entry| !entry.is_context || entry.instrument().is_none_or(|of| !asked.contains(&of.reference())));
    }

    /// The valid instruments.
    pub fn instruments(&self) -> impl Iterator<Item = (&Entry, &Instrument)> {
        self.files.iter().filter_map(|entry| entry.instrument().map(|instrument| (entry, instrument)))
    }

    /// The files that were asked for.
    pub fn asked(&self) -> impl Iterator<Item = &Entry> {
        self.files.iter().filter(|entry| !entry.is_context)
    }
}

/// What a file that is no instrument holds, checked against what there is; `None` for an instrument.
fn against(
    entry: &Entry,
    instruments: &[&Instrument],
    schedules: &[&Schedule],
    broken: &[Broken],
) -> Option<(Holds, Vec<Diagnostic>)> {
    let (holds, diagnostics) = entry.against(instruments, schedules)?;
    Some((holds, without_false_absences(entry, diagnostics, broken)))
}
