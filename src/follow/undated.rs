use std::collections::BTreeSet;

use super::case::Occasion;
use crate::instrument::OccasionName;
use crate::source::{Diagnostic, Place, codes};

/// Names of occasions that are remembered: a file with more has codes there, and no occasions.
const REMEMBERED: usize = 200;
/// Names that are shown.
const SHOWN: usize = 12;

/// Occasions whose order only their names tell, for nobody gave them a day.
#[derive(Clone, Debug, Default)]
pub struct Undated {
    names: BTreeSet<String>,
    /// Those that somebody gave a day.
    dated: BTreeSet<String>,
}

impl Undated {
    /// Takes an occasion of a case.
    pub fn take(&mut self, occasion: &Occasion) {
        let names = if occasion.date.is_some() { &mut self.dated } else { &mut self.names };
        if !occasion.name.is_empty() && names.len() < REMEMBERED && !names.contains(&occasion.name) {
            names.insert(occasion.name.clone());
        }
    }

    /// The order that was taken, where words decide it and not numbers.
    pub fn note(&self) -> Option<Diagnostic> {
        let mut names: Vec<OccasionName<'_>> = self.names.difference(&self.dated).map(|name| OccasionName::read(name)).collect();
        names.sort_by(OccasionName::order);
        names.windows(2).find(|pair| matches!(pair, [one, other] if !one.is_told_from(other)))?;
        let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
        let more = if names.len() > SHOWN { ", …" } else { "" };
        let message = format!("these occasions have no day, and stand in the order of their names: {}{more}", shown.join(", "));
        let note = Diagnostic::new(&codes::OCCASIONS_BY_NAME, Place::File, message);
        Some(note.help("for another order add a column `date`, or say them by numbers in `occasion`: 1, 2, 3"))
    }
}
