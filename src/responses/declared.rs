use super::columns::{Columns, Role, header};
use super::mapping::stars;
use super::options::ReadOptions;
use crate::instrument::{Domain, Given, Instrument, Notation};
use crate::source::{Diagnostic, codes};

/// Codes that were declared to mean "no answer": of every column, or of some names of the measure.
pub(super) struct Declared<'o> {
    everywhere: Vec<&'o str>,
    of_names: Vec<(&'o str, &'o str)>,
}

impl<'o> Declared<'o> {
    /// Reads `WORD`, `NAME=WORD` and `*=WORD`. What stands before an `=` and is no name of the measure belongs to the
    /// word.
    pub(super) fn new(instrument: &Instrument, options: &'o ReadOptions) -> Self {
        let (mut everywhere, mut of_names) = (vec![], vec![]);
        for said in &options.missing {
            let names = || instrument.items.iter().map(|item| &item.name).chain(instrument.known.iter().map(|known| &known.name));
            match said.split_once('=').filter(|(pattern, _)| names().any(|name| stars(pattern, name).is_some())) {
                Some(of_name) => of_names.push(of_name),
                None => everywhere.push(said.as_str()),
            }
        }
        Self { everywhere, of_names }
    }

    /// Codes that mean "no answer" in every column.
    pub(super) fn everywhere(&self) -> Vec<String> {
        self.everywhere.iter().map(|word| (*word).to_owned()).collect()
    }

    /// Codes that mean "no answer" in the column of a name of the measure. One that is declared of every column, and
    /// could be an answer here, is none of them.
    pub(super) fn of(&self, name: &str, domain: Domain<'_>, notation: &Notation) -> Vec<String> {
        let general = self.everywhere.iter().filter(|word| !is_answer(word, domain, notation));
        general.copied().chain(self.own(name)).map(str::to_owned).collect()
    }

    fn own(&self, name: &str) -> impl Iterator<Item = &'o str> {
        self.of_names.iter().filter(move |(pattern, _)| stars(pattern, name).is_some()).map(|(_, word)| *word)
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
        let conflict = |(at, word): (crate::instrument::ItemIx, &&str)| {
            let item = &instrument.items[at];
            let is_open = is_answer(word, instrument.domain_of(item), notation) && !self.own(&item.name).any(|own| own == *word);
            is_open.then(|| {
                let message = format!("`{word}` is to mean that there is no answer, and it is an answer to `{}`", item.name);
                let help = format!(
                    "{} takes it for no answer there too; or name the items for which it is none",
                    options.caller.missing(&item.name, word)
                );
                header(&codes::MISSING_IS_AN_ANSWER, &item.name, message).help(help)
            })
        };
        let items = instrument.items.keys().filter(|at| present.contains(&Role::Item(*at)));
        items.flat_map(|at| self.everywhere.iter().map(move |word| (at, word))).filter_map(conflict).collect()
    }
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
