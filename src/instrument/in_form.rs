//! What a form of another program calls the items of a measure that came in from it, as notes of its items keep it: so
//! answers to that form find the items.

use std::borrow::Cow;

use super::Item;

const IN_FORM: &str = "` in the form.";
const LINK: &str = "linkId ";
const CODES: &str = ", code ";
const ANSWERS: &str = "What it is in the form: ";
const IS: &str = " is ";
const BETWEEN: &str = ", ";
const MARK: char = '`';
const MARKED_IS: &str = "` is ";

/// The note of an item that has another name in its form.
pub fn note_of_name(form_name: &str) -> String {
    format!("`{form_name}{IN_FORM}")
}

/// The note of an item of a FHIR Questionnaire: its `linkId`, and its codes, each a system with a code.
pub fn note_of_link(link: &str, codes: &[(String, String)]) -> String {
    let codes: Vec<String> = codes.iter().map(|(system, code)| format!("{system} {code}")).collect();
    let codes = if codes.is_empty() { String::new() } else { format!("{CODES}{}", codes.join(", ")) };
    format!("{LINK}{link}{codes}")
}

/// The note of answers that have other codes in the form: each code, and what it is in the measure.
pub fn note_of_answers<'a>(answers: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let told: Vec<String> = answers.into_iter().map(|(code, value)| format!("{}{IS}{value}", marked(code))).collect();
    format!("{ANSWERS}{}", told.join(", "))
}

/// A code as a note holds it: between marks, where its end could not be told without them.
fn marked(code: &str) -> Cow<'_, str> {
    let is_plain = !code.contains(BETWEEN) && !code.contains(IS) && !code.starts_with(MARK);
    if is_plain { Cow::Borrowed(code) } else { Cow::Owned(format!("{MARK}{code}{MARK}")) }
}

/// Codes with what they are in the measure, as a note holds them.
fn answers_in(told: &str) -> Vec<(&str, &str)> {
    let (mut found, mut rest) = (Vec::new(), told);
    while !rest.is_empty() {
        let marked = rest.strip_prefix(MARK).and_then(|inner| inner.split_once(MARKED_IS));
        let (code, behind) = marked.map_or((None, rest), |(code, behind)| (Some(code), behind));
        let (one, more) = behind.split_once(BETWEEN).unwrap_or((behind, ""));
        found.extend(code.map(|code| (code, one)).or_else(|| one.rsplit_once(IS)));
        rest = more;
    }
    found
}

impl Item {
    /// What it is called in the form that it came in from: its name there, its `linkId`, its codes.
    pub fn names_in_form(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for note in &self.notes {
            if let Some(name) = note.strip_prefix('`').and_then(|note| note.strip_suffix(IN_FORM)) {
                names.push(name);
            }
            if let Some(rest) = note.strip_prefix(LINK) {
                let (link, codes) = rest.split_once(CODES).unwrap_or((rest, ""));
                let codes = codes.split(", ").filter_map(|code| code.rsplit_once(' ')).map(|(_, code)| code);
                names.extend(std::iter::once(link).chain(codes.filter(|code| !code.is_empty())));
            }
        }
        names
    }

    /// The codes of answers in the form that it came in from, each with what it is in the measure.
    pub fn answers_in_form(&self) -> impl Iterator<Item = (&str, &str)> {
        let told = self.notes.iter().filter_map(|note| note.strip_prefix(ANSWERS));
        told.flat_map(answers_in)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Wording};
    use super::*;

    #[test]
    fn what_a_note_keeps_is_found_again() {
        let code = |system: &str, code: &str| (system.to_owned(), code.to_owned());
        let item = Item {
            name: "q".to_owned(),
            kind: Kind::Date,
            reversed: false,
            optional: false,
            asked_when: None,
            asked_key: None,
            otherwise: None,
            asked_of: vec![],
            wording: Wording::default(),
            grid: None,
            member_of: None,
            ends: None,
            notes: vec![
                note_of_name("1.1"),
                note_of_link("/44250-9", &[code("http://loinc.org", "44250-9"), code("", "x y")]),
                note_of_link("3", &[]),
                note_of_answers([("LA6568-5", "0"), ("Good, or bad", "2"), ("this is it", "3"), ("what it is", "none")]),
                "Adapted from an older form.".to_owned(),
            ],
        };
        assert_eq!(item.names_in_form(), ["1.1", "/44250-9", "44250-9", "y", "3"]);
        assert_eq!(
            item.answers_in_form().collect::<Vec<_>>(),
            [("LA6568-5", "0"), ("Good, or bad", "2"), ("this is it", "3"), ("what it is", "none")]
        );
    }
}
