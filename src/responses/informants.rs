use std::collections::{HashMap, HashSet};

use super::columns::header;
use super::labels::{LanguageTexts, folded};
use super::options::Caller;
use crate::instrument::{InformantIx, Instrument};
use crate::source::{Diagnostic, Severity, codes};

/// Who answered, as cells say it: by the name of the informant, or by what people call them in some language.
#[derive(Clone, Debug, Default)]
pub(super) struct Informants {
    names: HashMap<String, InformantIx>,
    /// By labels, folded; nothing where several are called so.
    labels: HashMap<String, Option<InformantIx>>,
}

impl Informants {
    pub(super) fn of(instrument: &Instrument, languages: &[LanguageTexts]) -> Self {
        let mut informants = Self::default();
        for (at, informant) in instrument.informants.iter_enumerated() {
            informants.names.insert(informant.name.clone(), at);
            let path = format!("informant {}", informant.name);
            let labels = languages.iter().filter_map(|language| language.text(&path));
            for label in labels.chain([informant.name.as_str()]) {
                let known = informants.labels.entry(folded(label)).or_insert(Some(at));
                *known = known.filter(|known| *known == at);
            }
        }
        informants
    }

    /// The informant that a cell names.
    pub(super) fn find(&self, cell: &str) -> Option<InformantIx> {
        self.names.get(cell).copied().or_else(|| self.labels.get(&folded(cell)).copied().flatten())
    }
}

/// Headings that are the wording for some informants alone, and who answered in the rows below them.
#[derive(Clone, Debug)]
pub(super) struct WordedFor {
    informants: Vec<InformantIx>,
    answered: HashSet<InformantIx>,
}

impl WordedFor {
    /// Headings for these informants, below which no row was read yet.
    pub(super) fn unread(informants: Vec<InformantIx>) -> Self {
        Self { informants, answered: HashSet::new() }
    }

    /// Takes who answered in rows.
    pub(super) fn take(&mut self, informants: &[InformantIx]) {
        self.answered.extend(informants);
    }

    /// Adds what a later stretch shows.
    pub(super) fn join(&mut self, later: Self) {
        self.answered.extend(later.answered);
    }

    /// Where none answered of those for whom the headings are, one of the two is wrong.
    pub(super) fn warning(&self, instrument: &Instrument, caller: Caller) -> Option<Diagnostic> {
        let mut others: Vec<InformantIx> = self.answered.iter().copied().collect();
        if others.is_empty() || self.informants.iter().any(|informant| others.contains(informant)) {
            return None;
        }
        others.sort_unstable_by_key(|informant| informant.0);
        let names = |informants: &[InformantIx]| {
            let names = informants.iter().map(|informant| format!("`{}`", instrument.informants[*informant].name));
            names.collect::<Vec<_>>().join(" or ")
        };
        let message = format!(
            "the headings are the wording for {}, and the rows are answers of {}",
            names(&self.informants),
            names(&others)
        );
        let first = self.informants.first().map_or("", |informant| instrument.informants[*informant].name.as_str());
        let help = format!("look who answered; {} says it of all rows", caller.map("informant", first));
        Some(header(&codes::COLUMN_BY_TEXT, "", message).with_severity(Severity::Warning).help(help))
    }
}
