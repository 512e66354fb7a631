use std::fmt;

use super::wording::read as read_wording;
use crate::instrument::{Instrument, Norms, Version};
use crate::syntax::Parsed;

/// What a later version of an instrument means for a translation of the version before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationOutlook {
    /// Its language.
    pub language: String,
    /// Texts that stay as they are.
    pub kept: usize,
    /// Texts whose source is another now.
    pub stale: usize,
    /// Texts that the later version alone has.
    pub added: usize,
    /// Texts that the later version no longer has.
    pub removed: usize,
}

/// Norms that a later version of an instrument leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NormsLeftBehind {
    /// Their id.
    pub id: String,
    /// The versions of the instrument that they are for.
    pub of_version: Version,
}

/// What becomes of a translation of an earlier version; nothing where the file is no translation that can be read.
pub fn translation_outlook(translation: &Parsed, after: &Instrument) -> Option<TranslationOutlook> {
    let wording = read_wording(translation, after)?;
    let language = wording.language.clone();
    let (_, changes) = wording.brought_to(after);
    let (stale, added, removed) = (changes.stale.len(), changes.added.len(), changes.removed.len());
    Some(TranslationOutlook { language, kept: changes.kept, stale, added, removed })
}

/// Norms that fit an earlier version of an instrument and not a later one.
pub fn norms_left_behind<'a>(
    norms: impl Iterator<Item = &'a Norms>,
    before: &Instrument,
    after: &Instrument,
) -> Vec<NormsLeftBehind> {
    let left = norms.filter(|norms| norms.fit(before) && !norms.fit(after));
    left.map(|norms| NormsLeftBehind { id: norms.id.clone(), of_version: norms.of_version.clone() }).collect()
}

impl fmt::Display for TranslationOutlook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { language, kept, stale, added, removed } = self;
        write!(formatter, "translation {language}: {kept} unchanged, {stale} stale, {added} new, {removed} gone")
    }
}

impl fmt::Display for NormsLeftBehind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "norms {}: of version {}, so they no longer fit", self.id, self.of_version)
    }
}
