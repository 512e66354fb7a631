use std::collections::{HashMap, HashSet};

use super::exported::unsaid;
use super::formula::Formulas;
use crate::source::Diagnostic;

/// What a program takes as a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameRules {
    /// Words that it keeps for itself.
    pub(super) reserved: &'static [&'static str],
    /// Whether names that differ by capitals alone are the same to it.
    pub(super) ignores_case: bool,
    /// Letters that a name has at the most.
    pub(super) longest: usize,
    /// Whether it takes `_`.
    pub(super) takes_underscores: bool,
}

/// What the names of a measure are called in a program: as they are where the program takes them, each unlike all
/// others.
#[derive(Clone, Debug)]
pub(super) struct Identifiers {
    names: HashMap<String, String>,
}

impl Identifiers {
    pub(super) fn new<'n>(names: impl IntoIterator<Item = &'n str>, rules: NameRules) -> Self {
        let as_seen = |name: &str| if rules.ignores_case { name.to_ascii_lowercase() } else { name.to_owned() };
        let reserved: HashSet<String> = rules.reserved.iter().map(|word| as_seen(word)).collect();
        let mut taken: HashSet<String> = HashSet::new();
        let mut found: HashMap<String, String> = HashMap::new();
        let mut given: Vec<&str> = names.into_iter().collect();
        // What can stay as it is stays, so that nothing else is called by its name.
        let stays = |name: &str| name.len() <= rules.longest && plain(name, rules) == name && !reserved.contains(&as_seen(name));
        given.sort_by_key(|name| !stays(name));
        for name in given {
            if found.contains_key(name) {
                continue;
            }
            let plain = plain(name, rules);
            let mut wanted = cut(&plain, rules.longest).to_owned();
            let mut number = 1;
            while reserved.contains(&as_seen(&wanted)) || taken.contains(&as_seen(&wanted)) {
                number += 1;
                let ending = format!("{}{number}", if rules.takes_underscores { "_" } else { "x" });
                wanted = format!("{}{ending}", cut(&plain, rules.longest.saturating_sub(ending.len())));
            }
            taken.insert(as_seen(&wanted));
            found.insert(name.to_owned(), wanted);
        }
        Self { names: found }
    }

    /// Of everything that a measure names and computes.
    pub(super) fn of_formulas(formulas: &Formulas<'_>, rules: NameRules) -> Self {
        Self::new(formulas.instrument.names().chain(formulas.all_names()), rules)
    }

    /// What a name is called there; a name that nobody gave is called as it is.
    pub(super) fn of<'n>(&'n self, name: &'n str) -> &'n str {
        self.names.get(name).map_or(name, String::as_str)
    }

    /// Says which of some names are called otherwise in a program.
    pub(super) fn diagnostic<'n>(&self, program: &str, names: impl Iterator<Item = &'n str>) -> Option<Diagnostic> {
        let renamed: Vec<String> =
            names.filter(|name| self.of(name) != *name).map(|name| format!("{name} is {}", self.of(name))).collect();
        let message = format!("some names are none that {program} takes, so they are called otherwise");
        (!renamed.is_empty()).then(|| unsaid(message, renamed.join(", ")))
    }
}

fn plain(name: &str, rules: NameRules) -> String {
    if rules.takes_underscores { name.to_owned() } else { name.chars().filter(char::is_ascii_alphanumeric).collect() }
}

/// Names are ASCII, so that each letter is a byte; another one is cut where a letter ends.
fn cut(name: &str, longest: usize) -> &str {
    let end = (0..=longest.min(name.len())).rev().find(|at| name.is_char_boundary(*at));
    &name[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: NameRules = NameRules { reserved: &["by", "TO"], ignores_case: true, longest: 8, takes_underscores: true };

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
        let rules = NameRules { takes_underscores: false, longest: usize::MAX, ..RULES };
        assert_eq!(names(&["a_b", "ab", "a__b"], rules), ["abx2", "ab", "abx3"]);
    }
}
