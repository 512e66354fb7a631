//! What the things that a measure names are called in programs that do not take every name.

use std::collections::{HashMap, HashSet};

use super::{Choice, InstrumentContent};

/// The letters of a name that a program takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// All that the language takes.
    All,
    /// Letters and digits alone.
    WithoutUnderscores,
    /// Small letters, digits, and a single `_` between them.
    Small,
}

/// What a program takes as a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameRules {
    /// Words that it keeps for itself.
    pub(crate) reserved: &'static [&'static str],
    /// Whether names that differ by capitals alone are the same to it.
    pub(crate) ignores_case: bool,
    /// Letters that a name has at the most.
    pub(crate) longest: usize,
    /// Which letters it takes.
    pub(crate) letters: Letters,
}

/// A program whose forms are written and whose answers are read, and that does not take every name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// LimeSurvey.
    LimeSurvey,
    /// REDCap.
    RedCap,
    /// What pyxform makes forms for: ODK, KoboToolbox.
    XlsForm,
}

/// The columns that every form has beside those of the measure.
const OF_FORMS: [&str; 5] = ["case", "occasion", "date", "informant", "language"];

/// Codes of questions: letters and digits, twenty at the most, and none of the words that its expressions have
/// (`application/models/Question.php` of LimeSurvey 6).
const LIMESURVEY: NameRules = NameRules {
    reserved: &["LANG", "SID", "SAVEDID", "TOKEN", "QID", "GID", "SGQ", "self", "that", "this", "time"],
    ignores_case: true,
    longest: 20,
    letters: Letters::WithoutUnderscores,
};

/// Codes of what stands below a question: of the choices of a set, and of the rows of an array.
const BELOW_QUESTION: NameRules = NameRules { reserved: &["time"], ..LIMESURVEY };

/// Fields that REDCap adds to its exports by itself.
const REDCAP: NameRules = NameRules {
    reserved: &[
        "redcap_event_name",
        "redcap_data_access_group",
        "redcap_repeat_instrument",
        "redcap_repeat_instance",
        "redcap_survey_identifier",
        "redcap_survey_timestamp",
        "redcap_survey_return_code",
        "redcap_csrf_token",
        "hidden_edit_flag",
    ],
    ignores_case: true,
    longest: 100,
    letters: Letters::Small,
};

/// pyxform puts a group of this name of its own into each form.
const XLSFORM: NameRules = NameRules { reserved: &["meta"], ignores_case: true, longest: usize::MAX, letters: Letters::All };

impl Program {
    fn rules(self) -> NameRules {
        match self {
            Self::LimeSurvey => LIMESURVEY,
            Self::RedCap => REDCAP,
            Self::XlsForm => XLSFORM,
        }
    }
}

impl InstrumentContent {
    /// What the things that the measure names are called in a program: the same whoever asks, so that answers find the
    /// items to whose questions they were given.
    pub(crate) fn names_in(&self, program: Program) -> Identifiers {
        let mut names = Identifiers::empty(program.rules());
        match program {
            Program::RedCap => ["complete", "timestamp", "return_code"]
                .iter()
                .for_each(|ending| names.keep_free(&format!("{}_{ending}", self.form_in_redcap()))),
            Program::LimeSurvey | Program::XlsForm => {}
        }
        names.and(OF_FORMS).and(self.names())
    }

    /// What the form of the measure is called in REDCap.
    pub(crate) fn form_in_redcap(&self) -> String {
        self.id.replace('-', "_").to_ascii_lowercase()
    }
}

/// What the choices of a set are called in LimeSurvey.
pub(crate) fn choices_in_limesurvey(choices: &[Choice]) -> Identifiers {
    Identifiers::new(choices.iter().map(|choice| choice.name.as_str()), BELOW_QUESTION)
}

/// What names are called in a program: as they are where the program takes them, each unlike all others.
#[derive(Clone, Debug)]
pub(crate) struct Identifiers {
    rules: NameRules,
    names: HashMap<String, String>,
    /// What is called so there, capitals aside where the program does not tell them apart; nothing where the program
    /// has something of its own of that name.
    taken: HashMap<String, Option<String>>,
}

impl Identifiers {
    fn empty(rules: NameRules) -> Self {
        Self { rules, names: HashMap::new(), taken: HashMap::new() }
    }

    pub(crate) fn new<'n>(names: impl IntoIterator<Item = &'n str>, rules: NameRules) -> Self {
        Self::empty(rules).and(names)
    }

    /// Calls nothing by a name that the program gives to something of its own.
    fn keep_free(&mut self, name: &str) {
        self.taken.insert(as_seen(name, self.rules), None);
    }

    /// The same with further names, none of which is called as one of those before.
    #[must_use]
    pub(crate) fn and<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        let rules = self.rules;
        let reserved: HashSet<String> = rules.reserved.iter().map(|word| as_seen(word, rules)).collect();
        let mut given: Vec<&str> = names.into_iter().collect();
        // What can stay as it is stays, so that nothing else is called by its name.
        let stays =
            |name: &str| name.len() <= rules.longest && plain(name, rules) == name && !reserved.contains(&as_seen(name, rules));
        given.sort_by_key(|name| !stays(name));
        for name in given {
            if self.names.contains_key(name) {
                continue;
            }
            let plain = plain(name, rules);
            let mut wanted = cut(&plain, rules.longest).to_owned();
            let mut number = 1;
            while reserved.contains(&as_seen(&wanted, rules)) || self.taken.contains_key(&as_seen(&wanted, rules)) {
                number += 1;
                let ending = match rules.letters {
                    Letters::All | Letters::Small => format!("_{number}"),
                    Letters::WithoutUnderscores => format!("x{number}"),
                };
                let head = cut(&plain, rules.longest.saturating_sub(ending.len())).trim_end_matches('_');
                wanted = format!("{head}{ending}");
            }
            self.taken.insert(as_seen(&wanted, rules), Some(name.to_owned()));
            self.names.insert(name.to_owned(), wanted);
        }
        self
    }

    /// What a name is called there; a name that nobody gave is called as it is.
    pub(crate) fn of<'n>(&'n self, name: &'n str) -> &'n str {
        self.names.get(name).map_or(name, String::as_str)
    }

    /// The name that is called so there.
    pub(crate) fn own(&self, called: &str) -> Option<&str> {
        self.taken.get(&as_seen(called, self.rules))?.as_deref()
    }

    /// Which of some names are called otherwise, each with what it is called.
    pub(crate) fn renamed<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<String> {
        names.filter(|name| self.of(name) != *name).map(|name| format!("{name} is {}", self.of(name))).collect()
    }
}

fn as_seen(name: &str, rules: NameRules) -> String {
    if rules.ignores_case { name.to_ascii_lowercase() } else { name.to_owned() }
}

fn plain(name: &str, rules: NameRules) -> String {
    match rules.letters {
        Letters::All => name.to_owned(),
        Letters::WithoutUnderscores => name.chars().filter(char::is_ascii_alphanumeric).collect(),
        Letters::Small => {
            let name = name.to_ascii_lowercase();
            name.split('_').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
        }
    }
}

/// Names are ASCII, so that each letter is a byte; another one is cut where a letter ends.
fn cut(name: &str, longest: usize) -> &str {
    let end = (0..=longest.min(name.len())).rev().find(|at| name.is_char_boundary(*at));
    &name[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: NameRules = NameRules { reserved: &["by", "TO"], ignores_case: true, longest: 8, letters: Letters::All };

    fn names(given: &[&str], rules: NameRules) -> Vec<String> {
        let found = Identifiers::new(given.iter().copied(), rules);
        given.iter().map(|name| found.of(name).to_owned()).collect()
    }

    #[test]
    fn a_reserved_word_is_called_otherwise_and_never_as_another_name() {
        assert_eq!(names(&["BY", "by_2", "to", "a"], RULES), ["BY_3", "by_2", "to_2", "a"]);
    }

    #[test]
    fn long_names_are_cut_and_told_apart() {
        assert_eq!(names(&["abcdefghij", "abcdefghik", "abcdefgh"], RULES), ["abcdef_2", "abcdef_3", "abcdefgh"]);
    }

    #[test]
    fn underscores_go_where_a_program_does_not_take_them() {
        let rules = NameRules { letters: Letters::WithoutUnderscores, longest: usize::MAX, ..RULES };
        assert_eq!(names(&["a_b", "ab", "a__b"], rules), ["abx2", "ab", "abx3"]);
    }

    #[test]
    fn redcap_takes_small_letters_and_single_underscores() {
        let rules = NameRules { letters: Letters::Small, longest: 12, ..RULES };
        assert_eq!(names(&["a__b", "A_B", "a_b_", "Long_name_of_it"], rules), ["a_b", "a_b_2", "a_b_3", "long_name_of"]);
    }

    #[test]
    fn what_comes_later_takes_no_name_of_what_was_there() {
        let rules = NameRules { letters: Letters::WithoutUnderscores, ..RULES };
        let found = Identifiers::new(["a_b"], rules).and(["ab"]);
        assert_eq!((found.of("a_b"), found.of("ab"), found.own("AB")), ("ab", "abx2", Some("a_b")));
    }
}
