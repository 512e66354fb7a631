use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::CliError;
use crate::check::{Checked, STEPS, VersionFile, check_instrument, check_norms, check_translation, check_versions};
use crate::files;
use crate::instrument::{Instrument, Norms, Status, Translation, Version};
use crate::score::test_complaints;
use crate::source::{Complaint, Place, Severity, SourceFile, codes, did_you_mean};
use crate::syntax::tree::Block;
use crate::syntax::{Parsed, limits, parse};

/// Endings of the files of the language.
pub const ENDINGS: &[&str] = &["instrument", "translation", "norms"];
/// Files that are not worth a thread.
const FEW: usize = 32;
/// Folders within folders that are looked into.
const DEPTH: usize = 8;

/// Files of the language, read and checked against one another.
#[derive(Default)]
pub struct Catalogue {
    pub files: Vec<Entry>,
    paths: HashSet<PathBuf>,
}

/// A file with what it holds and what is wrong with it.
pub struct Entry {
    pub path: PathBuf,
    pub file: SourceFile,
    /// Of a measure the outline alone.
    pub parsed: Parsed,
    pub complaints: Vec<Complaint>,
    pub holds: Holds,
    /// Only read because other files refer to it.
    pub is_context: bool,
}

/// What a sound file holds.
pub enum Holds {
    Nothing,
    Instrument(Box<Instrument>),
    Translation(Translation),
    Norms(Norms),
}

impl Catalogue {
    /// Reads and checks files, and those in folders. Measures that translations and norms belong to are looked for beside them and in
    /// `context` as well.
    pub fn check(paths: &[PathBuf], context: &[PathBuf]) -> Result<Self, CliError> {
        let mut catalogue = Self::default();
        let asked: Vec<PathBuf> =
            paths.iter().map(|path| files_in(path)).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        catalogue.add_all(&asked, false)?;
        let needs_context = asked.iter().any(|path| path.extension().is_none_or(|ending| ending != "instrument"));
        if needs_context {
            let beside = asked
                .iter()
                .filter_map(|path| path.parent())
                .map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
            let folders: Vec<PathBuf> = beside.map(Path::to_owned).chain(context.iter().cloned()).collect();
            let files = folders.iter().filter_map(|folder| files_in(folder).ok()).flatten();
            let measures: Vec<PathBuf> =
                files.filter(|path| path.extension().is_some_and(|ending| ending == "instrument")).collect();
            catalogue.add_all(&measures, true)?;
        }
        catalogue.judge();
        Ok(catalogue)
    }

    /// One instrument with the translations and norms that lie beside it.
    fn with_its_own(path: &Path) -> Result<Self, CliError> {
        let mut catalogue = Self::default();
        catalogue.add(path, false)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let beside = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut others: Vec<PathBuf> =
            beside.filter(|path| path.extension().is_some_and(|ending| ending == "translation" || ending == "norms")).collect();
        others.sort();
        // What cannot be read belongs to nothing.
        others.iter().for_each(|path| drop(catalogue.add(path, true)));
        catalogue.judge();
        Ok(catalogue.only(0))
    }

    /// The file at a position, and the sound translations and norms of the measure in it.
    fn only(mut self, position: usize) -> Self {
        let mut file = self.files.swap_remove(position);
        file.is_context = false;
        let belongs = |entry: &Entry| match (&entry.holds, file.instrument()) {
            (Holds::Translation(translation), Some(instrument)) => {
                translation.of == instrument.id && translation.version.holds(&instrument.version) && !entry.has_errors()
            }
            (Holds::Norms(norms), Some(instrument)) => {
                norms.of == instrument.id && norms.of_version.holds(&instrument.version) && !entry.has_errors()
            }
            _ => false,
        };
        let mut others: Vec<Entry> = self.files.into_iter().filter(belongs).collect();
        others.iter_mut().for_each(|entry| entry.is_context = true);
        Self { files: std::iter::once(file).chain(others).collect(), ..Self::default() }
    }

    /// The sound norms.
    pub fn norms(&self) -> impl Iterator<Item = &Norms> {
        self.files.iter().filter_map(|entry| match &entry.holds {
            Holds::Norms(norms) => Some(norms),
            _ => None,
        })
    }

    /// The sound translations: of each language the one that is furthest, where there are several.
    pub fn translations(&self) -> impl Iterator<Item = &Translation> {
        let all = || {
            self.files.iter().filter_map(|entry| match &entry.holds {
                Holds::Translation(translation) => Some(translation),
                _ => None,
            })
        };
        let step = |translation: &Translation| STEPS.iter().position(|step| *step == translation.status);
        all().filter(move |translation| {
            let same = |other: &&Translation| (&other.language, &other.of) == (&translation.language, &translation.of);
            let furthest = all().filter(same).max_by_key(|other| (step(other), other.texts.len()));
            furthest.is_some_and(|furthest| std::ptr::eq(furthest, *translation))
        })
    }

    fn add(&mut self, path: &Path, is_context: bool) -> Result<(), CliError> {
        self.add_all(std::slice::from_ref(&path.to_owned()), is_context)
    }

    /// Reads and checks files that are not there yet, many at a time.
    fn add_all(&mut self, paths: &[PathBuf], is_context: bool) -> Result<(), CliError> {
        let there = &self.paths;
        let read_part = |part: &[PathBuf]| -> Vec<(PathBuf, Result<Entry, CliError>)> {
            let new = part.iter().map(|path| (real(path), path)).filter(|(real, _)| !there.contains(real));
            new.map(|(real, path)| (real, Entry::read(path, is_context))).collect()
        };
        let read_all = || {
            let threads = std::thread::available_parallelism().map_or(1, usize::from);
            let share = paths.len().div_ceil(threads).max(FEW);
            std::thread::scope(|scope| {
                let threads: Vec<_> = paths.chunks(share).map(|part| scope.spawn(|| read_part(part))).collect();
                threads.into_iter().filter_map(|thread| thread.join().ok()).flatten().collect()
            })
        };
        let read = if paths.len() <= FEW { read_part(paths) } else { read_all() };
        for (real, entry) in read {
            if self.paths.insert(real) {
                self.files.push(entry?);
            }
        }
        Ok(())
    }

    /// Checks what concerns several files.
    fn judge(&mut self) {
        self.leave_out_others_copies();
        let positions: Vec<usize> = (0..self.files.len()).filter(|at| self.files[*at].instrument().is_some()).collect();
        let versions: Vec<VersionFile<'_>> = positions.iter().filter_map(|at| self.files[*at].version_file()).collect();
        let between_versions: Vec<(usize, Complaint)> = check_versions(&versions);
        let instruments: Vec<&Instrument> = self.instruments().map(|(_, instrument)| instrument).collect();
        let unread = self.files.iter().enumerate().filter(|(_, entry)| entry.complaints.is_empty());
        let judged: Vec<_> = unread.filter_map(|(at, entry)| Some((at, entry.against(&instruments)?))).collect();
        for (at, complaint) in between_versions {
            self.files[positions[at]].complaints.push(complaint);
        }
        for (at, (holds, complaints)) in judged {
            self.files[at].holds = holds;
            self.files[at].complaints.extend(complaints);
        }
    }

    /// What belongs to a version that was asked for is not judged by another file of that version which lies elsewhere.
    fn leave_out_others_copies(&mut self) {
        let asked: HashSet<String> = self.asked().filter_map(|entry| entry.instrument().map(Instrument::reference)).collect();
        self.files.retain(|entry| !entry.is_context || entry.instrument().is_none_or(|of| !asked.contains(&of.reference())));
    }

    /// The sound instruments.
    pub fn instruments(&self) -> impl Iterator<Item = (&Entry, &Instrument)> {
        self.files.iter().filter_map(|entry| entry.instrument().map(|instrument| (entry, instrument)))
    }

    /// The files that were asked for.
    pub fn asked(&self) -> impl Iterator<Item = &Entry> {
        self.files.iter().filter(|entry| !entry.is_context)
    }
}

impl Entry {
    fn read(path: &Path, is_context: bool) -> Result<Self, CliError> {
        let (file, complaint) = read(path)?;
        let parsed = parse(&file);
        let mut entry = Self { path: path.to_owned(), file, parsed, complaints: vec![], holds: Holds::Nothing, is_context };
        match complaint {
            Some(complaint) => entry.complaints.push(complaint),
            None => {
                if let Some(Block::Instrument(_)) = entry.parsed.tree.blocks.first() {
                    let Checked { found, complaints } = check_instrument(&entry.file, &entry.parsed);
                    entry.complaints = complaints;
                    entry.complaints.extend(found.iter().flat_map(test_complaints));
                    entry.holds = found.map_or(Holds::Nothing, |instrument| Holds::Instrument(Box::new(instrument)));
                    entry.parsed.tree.keep_outline();
                }
            }
        }
        Ok(entry)
    }

    pub fn instrument(&self) -> Option<&Instrument> {
        match &self.holds {
            Holds::Instrument(instrument) => Some(instrument),
            _ => None,
        }
    }

    /// What a file that is no instrument holds, checked against the measures there are; `None` for an instrument.
    fn against(&self, instruments: &[&Instrument]) -> Option<(Holds, Vec<Complaint>)> {
        match self.parsed.tree.blocks.first() {
            Some(Block::Translation(_)) => {
                let checked = check_translation(&self.parsed, instruments);
                Some((checked.found.map_or(Holds::Nothing, Holds::Translation), checked.complaints))
            }
            Some(Block::Norms(_)) => {
                let checked = check_norms(&self.parsed, instruments);
                Some((checked.found.map_or(Holds::Nothing, Holds::Norms), checked.complaints))
            }
            Some(Block::Instrument(_)) => None,
            None => Some((Holds::Nothing, check_instrument(&self.file, &self.parsed).complaints)),
        }
    }

    fn version_file(&self) -> Option<VersionFile<'_>> {
        match (self.instrument(), self.parsed.tree.blocks.first()) {
            (Some(instrument), Some(Block::Instrument(tree))) => Some((instrument, tree)),
            _ => None,
        }
    }

    pub fn has_errors(&self) -> bool {
        self.complaints.iter().any(Complaint::is_error)
    }
}

/// A path as the system knows it, for telling whether two are the same.
pub fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// A file itself, or the files of the language in a folder, in order.
pub fn files_in(path: &Path) -> Result<Vec<PathBuf>, CliError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    collect(path, DEPTH, &mut found).map_err(|error| CliError::system(path.display().to_string(), error))?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() || kind.is_symlink() && path.is_dir() {
            if depth > 0 && path.file_name().is_some_and(|name| name != "target") {
                collect(&path, depth - 1, found)?;
            }
        } else if path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known)) {
            found.push(path);
        }
    }
    Ok(())
}

/// Reads a text. One that is no UTF-8 or far too long becomes a complaint.
pub fn read(path: &Path) -> Result<(SourceFile, Option<Complaint>), CliError> {
    let name = path.display().to_string();
    let failed = |error| CliError::system(name.clone(), error);
    let length = std::fs::metadata(path).map_err(failed)?.len();
    if length > limits::FILE_BYTES as u64 {
        let message = format!("the file has {length} bytes, and {} are allowed", limits::FILE_BYTES);
        let complaint =
            Complaint::at(&codes::V0109, Severity::Error, Place::File, message).help("check that it is the right file");
        return Ok((SourceFile::new(name, ""), Some(complaint)));
    }
    let bytes = files::bytes(path).map_err(failed)?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => (SourceFile::new(name, text), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message =
                format!("the file is not UTF-8: the byte 0x{:02X} at position {at} cannot be read", error.as_bytes()[at]);
            let complaint =
                Complaint::at(&codes::V0113, Severity::Error, Place::File, message).help("save it as UTF-8 in your editor");
            (SourceFile::new(name, ""), Some(complaint))
        }
    })
}

/// The files of folders that name an id, or all of them where none does: only they can hold the measure, or something of it, and a library of
/// measures is not checked as a whole each time one is used.
fn naming(id: &str, folders: &[PathBuf]) -> Result<Catalogue, CliError> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders {
        files.extend(files_in(folder)?);
    }
    let names = |path: &PathBuf| std::fs::read(path).is_ok_and(|text| memchr::memmem::find(&text, id.as_bytes()).is_some());
    files.retain(names);
    if files.is_empty() { Catalogue::check(folders, &[]) } else { Catalogue::check(&files, &[]) }
}

/// Finds one instrument: by a path, by a folder, by an id, or by an id with a version.
pub fn find(reference: &str, folders: &[PathBuf]) -> Result<Catalogue, CliError> {
    let path = Path::new(reference);
    if path.is_file() {
        return Catalogue::with_its_own(path);
    }
    let (id, version) = match reference.split_once('@') {
        Some((id, version)) => {
            let parsed: Version = version
                .parse()
                .map_err(|()| CliError::usage(format!("`{version}` is not a version"), "write it as wai-sr@1.0.0".to_owned()))?;
            (id, Some(parsed))
        }
        None => (reference, None),
    };
    let catalogue = if path.is_dir() { Catalogue::check(&[path.to_owned()], &[])? } else { naming(id, folders)? };
    let wanted = |entry: &Entry| {
        let head = match entry.parsed.tree.blocks.first() {
            Some(Block::Instrument(tree)) => tree.head.as_ref(),
            _ => None,
        };
        let Some((found, found_version)) = head else {
            return false;
        };
        let fits = version.as_ref().is_none_or(|version| found_version.text.parse().is_ok_and(|full| version.holds(&full)));
        (path.is_dir() || found.text == id) && fits
    };
    let fitting: Vec<usize> = (0..catalogue.files.len()).filter(|at| wanted(&catalogue.files[*at])).collect();
    // The newest that is not experimental; if all are, the newest. A broken file is never taken instead of a sound one.
    let rank = |at: &usize| {
        let instrument = catalogue.files[*at].instrument();
        let is_sound = instrument.is_some();
        let is_usable = instrument.is_some_and(|instrument| !matches!(instrument.status, Status::Experimental | Status::Retired));
        (is_sound, is_usable, instrument.map(|instrument| instrument.version.clone()))
    };
    let Some(best) = fitting.into_iter().max_by_key(rank) else {
        let mut known: Vec<String> = catalogue.instruments().map(|(_, instrument)| instrument.id.clone()).collect();
        known.sort();
        known.dedup();
        let versions: Vec<String> =
            catalogue.instruments().filter(|(_, there)| there.id == id).map(|(_, there)| there.reference()).collect();
        if !versions.is_empty() {
            let message = format!("there is no version {reference} among the files");
            return Err(CliError::usage(message, format!("there is {}", versions.join(", "))));
        }
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let looked: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
        let place = if looked.is_empty() {
            "no folder with instruments was found".to_owned()
        } else {
            format!("looked in {}", looked.join(", "))
        };
        let help = did_you_mean(id, &known).map_or(place.clone(), |near| format!("{near} ({place})"));
        return Err(CliError::usage(format!("there is no file and no instrument `{reference}`"), help));
    };
    Ok(catalogue.only(best))
}
