use super::error::CatalogueError;
use super::location::Location;
use crate::check::{
    Checked, NamedFile, VersionFile, check_instrument, check_norms, check_schedule, check_schedule_translation,
    check_translation, named_files,
};
use crate::instrument::{Instrument, Norms, Schedule, Translation};
use crate::score::test_diagnostics;
use crate::source::{Diagnostic, SourceFile};
use crate::syntax::tree::{Block, ScheduleStatement, Word};
use crate::syntax::{Parsed, parse};

/// A file with what it holds and what is wrong with it.
pub struct Entry {
    /// Where it is.
    pub location: Location,
    /// Its text.
    pub file: SourceFile,
    /// Of an instrument the outline alone.
    pub parsed: Parsed,
    /// The pictures and sounds that it names.
    pub(super) named: Vec<NamedFile>,
    /// Everything that is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// What it holds, as far as it could be used.
    pub holds: Holds,
    /// Only read because other files refer to it.
    pub is_context: bool,
    /// Found by its id in a folder that nobody named, since it lies in the folder that the program is started in.
    pub merely_lies: bool,
}

/// What a valid file holds.
pub enum Holds {
    /// Nothing that can be used.
    Nothing,
    /// An instrument.
    Instrument(Box<Instrument>),
    /// A translation.
    Translation(Translation),
    /// Norms.
    Norms(Norms),
    /// A schedule.
    Schedule(Box<Schedule>),
}

impl Entry {
    /// Reads a file, and checks it by itself.
    pub(super) fn read(location: &Location, is_context: bool) -> Result<Self, CatalogueError> {
        let (file, diagnostic) = location.read()?;
        let parsed = parse(&file);
        let location = location.clone();
        let named = parsed.tree.blocks.first().map_or(vec![], named_files);
        let mut entry =
            Self { location, file, parsed, named, diagnostics: vec![], holds: Holds::Nothing, is_context, merely_lies: false };
        match diagnostic {
            Some(diagnostic) => entry.diagnostics.push(diagnostic),
            None => {
                if let Some(Block::Instrument(_)) = entry.parsed.tree.blocks.first() {
                    let Checked { found, diagnostics } = check_instrument(&entry.file, &entry.parsed);
                    entry.diagnostics = diagnostics;
                    entry.diagnostics.extend(found.iter().flat_map(test_diagnostics));
                    entry.holds = found.map_or(Holds::Nothing, |instrument| Holds::Instrument(Box::new(instrument)));
                    entry.parsed.tree.keep_outline();
                }
            }
        }
        Ok(entry)
    }

    /// The instrument in it.
    pub fn instrument(&self) -> Option<&Instrument> {
        match &self.holds {
            Holds::Instrument(instrument) => Some(instrument),
            Holds::Nothing | Holds::Translation(_) | Holds::Norms(_) | Holds::Schedule(_) => None,
        }
    }

    /// The translation in it.
    pub fn translation(&self) -> Option<&Translation> {
        match &self.holds {
            Holds::Translation(translation) => Some(translation),
            Holds::Nothing | Holds::Instrument(_) | Holds::Norms(_) | Holds::Schedule(_) => None,
        }
    }

    /// The norms in it.
    pub fn norms(&self) -> Option<&Norms> {
        match &self.holds {
            Holds::Norms(norms) => Some(norms),
            Holds::Nothing | Holds::Instrument(_) | Holds::Translation(_) | Holds::Schedule(_) => None,
        }
    }

    /// The schedule in it.
    pub fn schedule(&self) -> Option<&Schedule> {
        match &self.holds {
            Holds::Schedule(schedule) => Some(schedule),
            Holds::Nothing | Holds::Instrument(_) | Holds::Translation(_) | Holds::Norms(_) => None,
        }
    }

    /// Whether it is a translation or norms of an instrument, in the version of that.
    pub fn belongs_to(&self, instrument: &Instrument) -> bool {
        match &self.holds {
            Holds::Translation(translation) => translation.fits(instrument),
            Holds::Norms(norms) => norms.fit(instrument),
            Holds::Nothing | Holds::Instrument(_) | Holds::Schedule(_) => false,
        }
    }

    /// The ids that the file refers to: those of its references, and its own where it is a schedule, which no instrument
    /// may have.
    pub(super) fn refers_to(&self) -> Vec<&str> {
        let own = match self.parsed.tree.blocks.first() {
            Some(Block::Schedule(tree)) => tree.head.as_ref().map(|(id, _)| id.text.as_str()),
            Some(Block::Instrument(_) | Block::Translation(_) | Block::Norms(_)) | None => None,
        };
        self.references().into_iter().map(|(of, _)| of.text.as_str()).chain(own).collect()
    }

    /// What the file refers to, each with the version where one is named: the instrument or the schedule that a
    /// translation or norms belong to, the instruments that a schedule asks for.
    pub(super) fn references(&self) -> Vec<(&Word, Option<&Word>)> {
        match self.parsed.tree.blocks.first() {
            Some(Block::Instrument(_)) | None => vec![],
            Some(Block::Translation(tree)) => tree.head.iter().map(|(_, of, version)| (of, Some(version))).collect(),
            Some(Block::Norms(tree)) => tree.head.iter().map(|(_, _, of, version)| (of, Some(version))).collect(),
            Some(Block::Schedule(tree)) => {
                let asked = tree.statements.iter().filter_map(|statement| match statement {
                    ScheduleStatement::Ask(ask) => Some((&ask.measure, ask.version.as_ref())),
                    ScheduleStatement::Title(_)
                    | ScheduleStatement::About(_)
                    | ScheduleStatement::Language(_)
                    | ScheduleStatement::Note(_)
                    | ScheduleStatement::Remind(_) => None,
                });
                asked.collect()
            }
        }
    }

    /// Whether it is to be a schedule, sound or not.
    pub fn is_schedule(&self) -> bool {
        matches!(self.parsed.tree.blocks.first(), Some(Block::Schedule(_)))
    }

    /// What a file that is no instrument holds, checked against the instruments and schedules that there are; `None`
    /// for an instrument.
    pub(super) fn against(&self, instruments: &[&Instrument], schedules: &[&Schedule]) -> Option<(Holds, Vec<Diagnostic>)> {
        match self.parsed.tree.blocks.first() {
            Some(Block::Translation(tree)) => {
                let of = tree.head.as_ref().map_or("", |(_, of, _)| of.text.as_str());
                let is_of_schedule = schedules.iter().any(|schedule| schedule.id == of);
                let checked = if is_of_schedule && !instruments.iter().any(|instrument| instrument.id == of) {
                    check_schedule_translation(&self.parsed, schedules)
                } else {
                    check_translation(&self.parsed, instruments)
                };
                Some((checked.found.map_or(Holds::Nothing, Holds::Translation), checked.diagnostics))
            }
            Some(Block::Norms(_)) => {
                let checked = check_norms(&self.parsed, instruments);
                Some((checked.found.map_or(Holds::Nothing, Holds::Norms), checked.diagnostics))
            }
            Some(Block::Schedule(_)) => {
                let checked = check_schedule(&self.file, &self.parsed, instruments);
                Some((checked.found.map_or(Holds::Nothing, |schedule| Holds::Schedule(Box::new(schedule))), checked.diagnostics))
            }
            Some(Block::Instrument(_)) => None,
            None => Some((Holds::Nothing, check_instrument(&self.file, &self.parsed).diagnostics)),
        }
    }

    pub(super) fn version_file(&self) -> Option<VersionFile<'_>> {
        match (self.instrument(), self.parsed.tree.blocks.first()) {
            (Some(instrument), Some(Block::Instrument(tree))) => Some((instrument, tree)),
            (_, Some(Block::Instrument(_) | Block::Translation(_) | Block::Norms(_) | Block::Schedule(_)) | None) => None,
        }
    }

    /// Whether anything in it has to be fixed before it can be used.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}
