use std::collections::HashSet;

use super::columns::{Columns, Role, header};
use super::labels::yes_or_no;
use super::mapping::stars;
use super::options::{Caller, ReadOptions};
use crate::instrument::{Domain, Given, Instrument, Notation};
use crate::source::{Diagnostic, codes, did_you_mean};

/// Codes that were declared to mean "no answer": of every column, or of some names of the measure.
pub(super) struct Declared<'o> {
    said: Vec<Said<'o>>,
}

/// A code as somebody said it.
struct Said<'o> {
    /// All of it: `99`, `weeks=99`.
    text: &'o str,
    word: &'o str,
    /// The items and facts of which it was said; nothing where it was said of every column.
    of: Option<HashSet<Role>>,
    /// Whether it was said of these answers, so that it is news where none has it.
    is_news: bool,
}

/// A code that means "no answer" in a column.
#[derive(Clone, Debug)]
pub(super) struct DeclaredWord {
    /// Its place among all that were said.
    pub at: usize,
    pub word: String,
}

impl<'o> Declared<'o> {
    /// Reads `WORD`, `NAME=WORD` and `*=WORD`, where a name is one of the measure or of a column that holds one. The
    /// diagnostics say which names fit nothing.
    pub(super) fn new(instrument: &Instrument, columns: &Columns, options: &'o ReadOptions) -> (Self, Vec<Diagnostic>) {
        let (mut said, mut told) = (vec![], vec![]);
        let asked = options.missing.iter().map(|text| (text.as_str(), true));
        for (text, is_news) in asked.chain(options.usual_missing.iter().map(|text| (text.as_str(), false))) {
            match text.split_once('=').filter(|(pattern, _)| !pattern.is_empty()) {
                Some((pattern, word)) => match named(pattern, instrument, columns) {
                    of if of.is_empty() => told.push(fits_nothing((pattern, word), instrument, options.caller)),
                    of => said.push(Said { text, word, of: Some(of), is_news }),
                },
                None => said.push(Said { text, word: text, of: None, is_news }),
            }
        }
        (Self { said }, told)
    }

    /// All that was said, and whether it is news where no answer has it.
    pub(super) fn said(&self) -> impl Iterator<Item = (&'o str, bool)> {
        self.said.iter().map(|said| (said.text, said.is_news))
    }

    /// Codes that mean "no answer" in every column.
    pub(super) fn everywhere(&self) -> Vec<DeclaredWord> {
        let general = self.said.iter().enumerate().filter(|(_, said)| said.of.is_none());
        general.map(|(at, said)| DeclaredWord { at, word: said.word.to_owned() }).collect()
    }

    /// Codes that mean "no answer" in the column of an item or a fact. One that is declared of every column, and could be
    /// an answer here, is none of them.
    pub(super) fn of(&self, role: Role, domain: Domain<'_>, notation: &Notation) -> Vec<DeclaredWord> {
        let is_meant = |said: &Said<'_>| match &said.of {
            Some(roles) => roles.contains(&role),
            None => !is_answer(said.word, domain, notation),
        };
        let meant = self.said.iter().enumerate().filter(|(_, said)| is_meant(said));
        meant.map(|(at, said)| DeclaredWord { at, word: said.word.to_owned() }).collect()
    }

    /// A code of every column that could be an answer is not taken either way: somebody has to say which it is.
    pub(super) fn conflicts(
        &self,
        instrument: &Instrument,
        columns: &Columns,
        notation: &Notation,
        options: &ReadOptions,
    ) -> Vec<Diagnostic> {
        let present = columns.present();
        let items = instrument.items.iter_enumerated().map(|(at, item)| (Role::Item(at), &item.name, instrument.domain_of(item)));
        let facts = instrument.known.iter_enumerated().map(|(at, known)| (Role::Known(at), &known.name, known.domain()));
        let there = items.chain(facts).filter(|(role, ..)| present.contains(role));
        let in_columns: HashSet<Role> = columns.roles.iter().filter_map(|role| role.set().map(Role::Item)).collect();
        let conflict = |(role, name, domain): (Role, &String, Domain<'_>), said: &Said<'_>| {
            // The column of a choice says yes or no.
            let is_mark = in_columns.contains(&role) && yes_or_no(said.word).is_some();
            let is_own = |other: &Said<'_>| other.word == said.word && other.of.as_ref().is_some_and(|of| of.contains(&role));
            let is_open = (is_mark || is_answer(said.word, domain, notation)) && !self.said.iter().any(is_own);
            is_open.then(|| {
                let what = if matches!(role, Role::Known(_)) { "a value of" } else { "an answer to" };
                let message = format!("`{}` is to mean that there is no answer, and it is {what} `{name}`", said.word);
                let help = format!(
                    "{} takes it for no answer there too; or name the items for which it is none",
                    options.caller.missing(name, said.word)
                );
                header(&codes::MISSING_IS_AN_ANSWER, name, message).help(help)
            })
        };
        let general = || self.said.iter().filter(|said| said.of.is_none());
        there.flat_map(|of| general().filter_map(move |said| conflict(of, said))).collect()
    }
}

/// The items and facts that a name stands for: their own, that of a question whose columns they are, or that of the
/// column that holds them.
fn named(pattern: &str, instrument: &Instrument, columns: &Columns) -> HashSet<Role> {
    let fits = |name: &str| stars(pattern, name).is_some();
    let items = instrument.items.iter_enumerated().filter(|(_, item)| fits(&item.name)).map(|(at, _)| Role::Item(at));
    let facts = instrument.known.iter_enumerated().filter(|(_, known)| fits(&known.name)).map(|(at, _)| Role::Known(at));
    let dealt = instrument.allotments.iter().filter(|allotment| fits(&allotment.name));
    let dealt = dealt.flat_map(|allotment| allotment.items.iter().map(|item| Role::Item(*item)));
    let of_measure: HashSet<Role> = items.chain(facts).chain(dealt).collect();
    if !of_measure.is_empty() {
        return of_measure;
    }
    let named = columns.names.iter().zip(&columns.roles).filter(|(name, _)| fits(name)).map(|(_, role)| role.whole());
    let of_column = |role: Role| match role.together() {
        Some(allotment) => instrument.allotments[allotment].items.iter().map(|item| Role::Item(*item)).collect(),
        None => vec![role],
    };
    named.flat_map(of_column).filter(|role| matches!(role, Role::Item(_) | Role::Known(_))).collect()
}

/// What is said of a name that is neither an item nor a fact.
fn fits_nothing((pattern, word): (&str, &str), instrument: &Instrument, caller: Caller) -> Diagnostic {
    let of_set = instrument.items.iter().find(|item| {
        let choice = pattern.strip_prefix(item.name.as_str()).and_then(|rest| rest.strip_prefix('_'));
        let choices = item.kind.choices().unwrap_or_default();
        choice.is_some_and(|choice| choices.iter().any(|known| known.name == choice))
    });
    let said = format!("`{pattern}={word}`");
    if let Some(set) = of_set {
        let message = format!("{said}: `{pattern}` is a choice of `{}`, and a code is said of all of it", set.name);
        let help = format!("say {}", caller.missing(&set.name, word));
        return header(&codes::MAPPING_FITS_NOTHING, "", message).help(help);
    }
    let names = instrument.items.iter().map(|item| item.name.as_str()).chain(instrument.known.iter().map(|it| it.name.as_str()));
    let names: Vec<&str> = names.chain(instrument.allotments.iter().map(|allotment| allotment.name.as_str())).collect();
    let near = did_you_mean(pattern, &names).map_or(String::new(), |near| format!("{near}; "));
    let message = format!("{said}: neither an item nor a fact is called `{pattern}`");
    let help = format!("{near}a cell that holds {said} itself is {}", caller.missing("*", &format!("{pattern}={word}")));
    header(&codes::MAPPING_FITS_NOTHING, "", message).help(help)
}

fn is_answer(word: &str, domain: Domain<'_>, notation: &Notation) -> bool {
    match domain {
        // Any word could be a text, and nobody declares one in vain.
        Domain::Text(_) => false,
        Domain::Scale(_)
        | Domain::Whole(..)
        | Domain::Decimal(..)
        | Domain::Date
        | Domain::Time
        | Domain::Choices(..)
        | Domain::OneOf(_) => {
            matches!(domain.read(word, notation), Ok(Given::Value(_) | Given::None))
        }
    }
}
