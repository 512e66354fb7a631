use std::collections::{HashMap, HashSet};

use crate::syntax::{is_reserved, meant_flag};

/// Names that results have already.
const TAKEN: &[&str] =
    &["case", "occasion", "informant", "date", "language", "answered", "asked", "instrument", "version", "sha256"];

/// What stands before a name that the language would not take as it is.
const PREFIX: &str = "q_";

/// Gives names that the language takes, each unlike all others.
#[derive(Default)]
pub(super) struct Names {
    given: HashSet<String>,
    /// How often a name was wanted.
    wanted: HashMap<String, usize>,
}

impl Names {
    /// Gives a name to an item: none that is read as a flag of the item before it, as the marks of reversal are (`r`,
    /// `rev`, `recoded`). Our own forms have only names that the language took.
    pub(super) fn give_item(&mut self, wanted: &str, is_ours: bool) -> String {
        let name = spelt(wanted);
        let is_mark = !is_ours && meant_flag(&name).is_some_and(|meant| meant.is_certain);
        self.give(&if is_mark { format!("{PREFIX}{name}") } else { name })
    }

    pub(super) fn give(&mut self, wanted: &str) -> String {
        let mut name = spelt(wanted);
        let times = self.wanted.entry(name.to_ascii_lowercase()).or_default();
        *times += 1;
        // Twenty thousand that want one name each get a number, and not a stroke more than the one before.
        if *times > 2 {
            name = format!("{name}_{times}");
        }
        while is_reserved(&name)
            || TAKEN.contains(&name.to_ascii_lowercase().as_str())
            || self.given.contains(&name.to_ascii_lowercase())
        {
            name.push('_');
        }
        self.given.insert(name.to_ascii_lowercase());
        name
    }
}

/// A name in the letters that the language takes.
fn spelt(wanted: &str) -> String {
    let name: String = wanted.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(48).collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("{PREFIX}{name}") }
}

/// An id as the language takes it.
pub(super) fn id_of(text: &str) -> String {
    let id: String = text.to_ascii_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let parts: Vec<&str> = id.split('-').filter(|part| !part.is_empty()).collect();
    let id = parts.join("-");
    if id.starts_with(|c: char| c.is_ascii_alphabetic()) { id } else { format!("measure-{id}").trim_end_matches('-').to_owned() }
}

/// A version of three numbers.
pub(super) fn version_of(text: &str) -> String {
    let numbers: Vec<&str> = text.split('.').collect();
    let is_full = numbers.len() == 3 && numbers.iter().all(|number| number.parse::<u32>().is_ok());
    if is_full { text.to_owned() } else { "1.0.0".to_owned() }
}

/// Ids of measures that come of one file.
#[derive(Default)]
pub(super) struct Ids {
    given: HashSet<String>,
    /// The number that was tried last for an id.
    tried: HashMap<String, usize>,
}

impl Ids {
    /// Gives a measure an id that none before it has.
    pub(super) fn tell_apart(&mut self, measure: &mut super::Imported) {
        let wanted = measure.id.clone();
        if self.given.insert(wanted.clone()) {
            return;
        }
        // Thousands that want one id each try where the one before found its own.
        let number = self.tried.entry(wanted.clone()).or_insert(1);
        let other = loop {
            *number += 1;
            let other = format!("{wanted}-{number}");
            if self.given.insert(other.clone()) {
                break other;
            }
        };
        measure.instrument = measure.instrument.replacen(&format!("instrument {wanted} "), &format!("instrument {other} "), 1);
        for (_, translation) in &mut measure.translations {
            *translation = translation.replacen(&format!(" of {wanted} "), &format!(" of {other} "), 1);
        }
        measure.id = other;
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;
    use crate::exchange::import::Imported;

    /// Where a time grows with the square of the forms of one id, this takes minutes.
    #[test]
    fn many_ids_that_are_alike_are_told_apart() {
        let measure = || Imported {
            id: "f".to_owned(),
            version: "1.0.0".to_owned(),
            instrument: "instrument f 1.0.0 {}".to_owned(),
            translations: vec![("nl".to_owned(), "translation nl of f 1.0 {}".to_owned())],
            diagnostics: vec![],
        };
        let mut ids = Ids::default();
        let mut last = measure();
        for _ in 0..30_000 {
            last = measure();
            ids.tell_apart(&mut last);
        }
        assert_eq!(last.id, "f-30000");
        assert_eq!(last.instrument, "instrument f-30000 1.0.0 {}");
        assert_eq!(last.translations[0].1, "translation nl of f-30000 1.0 {}");
    }
}
