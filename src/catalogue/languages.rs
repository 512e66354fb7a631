//! Which of the translations of a catalogue count.

use super::collection::Catalogue;
use super::entry::Entry;
use crate::check::{rank, rivals};
use crate::instrument::{Instrument, Language, Translation};
use crate::source::{Diagnostic, Place, codes};

impl Catalogue {
    /// The sound translations of a catalogue of one measure: of each language the one that is furthest, where there
    /// are several.
    pub fn translations(&self) -> impl Iterator<Item = &Translation> {
        self.furthest(|_| true).map(|(_, translation)| translation)
    }

    /// The sound translations of a measure among others, chosen likewise.
    pub fn translations_of<'a>(&'a self, instrument: &'a Instrument) -> impl Iterator<Item = &'a Translation> {
        self.furthest(move |of| of.fits(instrument)).map(|(_, translation)| translation)
    }

    /// Of the translations that count, the one that is furthest in each language, with its file.
    fn furthest<'a>(
        &'a self,
        counts: impl Fn(&Translation) -> bool + Copy + 'a,
    ) -> impl Iterator<Item = (&'a Entry, &'a Translation)> {
        let all = move || self.files.iter().filter_map(Entry::translation).filter(move |translation| counts(translation));
        let with_file = self.files.iter().filter_map(|entry| Some((entry, entry.translation()?)));
        with_file.filter(move |(_, translation)| counts(translation)).filter(move |(_, translation)| {
            let same = |other: &&Translation| (&other.language, &other.of) == (&translation.language, &translation.of);
            all().filter(same).max_by_key(|other| rank(other)).is_some_and(|furthest| std::ptr::eq(furthest, *translation))
        })
    }

    /// In a catalogue of one measure, the file that the words of a language come from, and those of that language
    /// which are passed over.
    pub fn chosen(&self, language: &Language) -> Option<(&Entry, Vec<&Entry>)> {
        let (chosen, _) = self.furthest(|_| true).find(|(_, translation)| translation.language == *language)?;
        let of_language = |entry: &&Entry| entry.translation().is_some_and(|there| there.language == *language);
        Some((chosen, self.files.iter().filter(of_language).filter(|entry| !std::ptr::eq(*entry, chosen)).collect()))
    }

    /// In a catalogue of one measure, what is wrong with a language that several files hold of which none is further
    /// than the others.
    pub fn undecided(&self, languages: &[Language]) -> Option<(&Entry, &Diagnostic)> {
        self.files.iter().filter(|entry| entry.translation().is_some_and(|it| languages.contains(&it.language))).find_map(
            |entry| {
                Some((
                    entry,
                    entry.diagnostics.iter().find(|diagnostic| diagnostic.code == &codes::TRANSLATIONS_OF_ONE_LANGUAGE)?,
                ))
            },
        )
    }

    /// For each language of a measure that several files hold, and none of them is further than the others, what is
    /// wrong, at the first of them.
    pub(super) fn undecided_languages(&self) -> Vec<(usize, Diagnostic)> {
        let files = self.files.iter().enumerate();
        let (places, there): (Vec<usize>, Vec<_>) =
            files.filter_map(|(at, entry)| Some((at, (entry.translation()?, entry.parsed.fingerprint.as_str())))).unzip();
        let diagnostic = |group: Vec<usize>| {
            let (translation, at) = (there[group[0]].0, places[group[0]]);
            let names: Vec<String> = group.iter().map(|at| self.files[places[*at]].location.file_name()).collect();
            let message = format!(
                "{} files translate `{}` {} into {}, and none is further than the others: {}",
                group.len(),
                translation.of,
                translation.version,
                translation.language,
                names.join(", ")
            );
            let place = self.files[at].parsed.tree.blocks.first().map_or(Place::File, |block| Place::Text(block.keyword()));
            let help =
                "make one of them (`verbond translate reconcile`), raise the `status` of the one that counts, or move the others";
            (at, Diagnostic::new(&codes::TRANSLATIONS_OF_ONE_LANGUAGE, place, message).help(help))
        };
        rivals(&there).into_iter().map(diagnostic).collect()
    }
}
