use super::error::CatalogueError;
use super::location::Location;
use crate::check::{Checked, VersionFile, check_instrument, check_norms, check_translation};
use crate::instrument::{Instrument, Norms, Translation};
use crate::score::test_diagnostics;
use crate::source::{Diagnostic, SourceFile};
use crate::syntax::tree::Block;
use crate::syntax::{Parsed, parse};

/// A file with what it holds and what is wrong with it.
pub struct Entry {
    /// Where it is.
    pub location: Location,
    /// Its text.
    pub file: SourceFile,
    /// Of an instrument the outline alone.
    pub parsed: Parsed,
    /// Everything that is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// What it holds, as far as it could be used.
    pub holds: Holds,
    /// Only read because other files refer to it.
    pub is_context: bool,
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
}

impl Entry {
    /// Reads a file, and checks it by itself.
    pub(super) fn read(location: &Location, is_context: bool) -> Result<Self, CatalogueError> {
        let (file, diagnostic) = location.read()?;
        let parsed = parse(&file);
        let location = location.clone();
        let mut entry = Self { location, file, parsed, diagnostics: vec![], holds: Holds::Nothing, is_context };
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
            Holds::Nothing | Holds::Translation(_) | Holds::Norms(_) => None,
        }
    }

    /// The translation in it.
    pub fn translation(&self) -> Option<&Translation> {
        match &self.holds {
            Holds::Translation(translation) => Some(translation),
            Holds::Nothing | Holds::Instrument(_) | Holds::Norms(_) => None,
        }
    }

    /// The norms in it.
    pub fn norms(&self) -> Option<&Norms> {
        match &self.holds {
            Holds::Norms(norms) => Some(norms),
            Holds::Nothing | Holds::Instrument(_) | Holds::Translation(_) => None,
        }
    }

    /// Whether it is a translation or norms of an instrument, in the version of that.
    pub fn belongs_to(&self, instrument: &Instrument) -> bool {
        match &self.holds {
            Holds::Translation(translation) => translation.fits(instrument),
            Holds::Norms(norms) => norms.fit(instrument),
            Holds::Nothing | Holds::Instrument(_) => false,
        }
    }

    /// The id of the instrument that a translation or norms belong to, as the head says it.
    pub(super) fn refers_to(&self) -> Option<&str> {
        match self.parsed.tree.blocks.first()? {
            Block::Instrument(_) => None,
            Block::Translation(tree) => tree.head.as_ref().map(|(_, of, _)| of.text.as_str()),
            Block::Norms(tree) => tree.head.as_ref().map(|(_, _, of, _)| of.text.as_str()),
        }
    }

    /// What a file that is no instrument holds, checked against the instruments that there are; `None` for an instrument.
    pub(super) fn against(&self, instruments: &[&Instrument]) -> Option<(Holds, Vec<Diagnostic>)> {
        match self.parsed.tree.blocks.first() {
            Some(Block::Translation(_)) => {
                let checked = check_translation(&self.parsed, instruments);
                Some((checked.found.map_or(Holds::Nothing, Holds::Translation), checked.diagnostics))
            }
            Some(Block::Norms(_)) => {
                let checked = check_norms(&self.parsed, instruments);
                Some((checked.found.map_or(Holds::Nothing, Holds::Norms), checked.diagnostics))
            }
            Some(Block::Instrument(_)) => None,
            None => Some((Holds::Nothing, check_instrument(&self.file, &self.parsed).diagnostics)),
        }
    }

    pub(super) fn version_file(&self) -> Option<VersionFile<'_>> {
        match (self.instrument(), self.parsed.tree.blocks.first()) {
            (Some(instrument), Some(Block::Instrument(tree))) => Some((instrument, tree)),
            (_, Some(Block::Instrument(_) | Block::Translation(_) | Block::Norms(_)) | None) => None,
        }
    }

    /// Whether anything in it has to be fixed before it can be used.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}
