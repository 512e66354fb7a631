use std::collections::BTreeSet;

use super::super::arguments::FactArguments;
use super::super::config::Config;
use super::super::{CliError, ExitStatus, report, serve};
use super::{by, failed, openings};
use crate::administer::kept_fact;
use crate::instrument::Known;
use crate::serve::Shelf;
use crate::source::{did_you_mean, printable};
use crate::store::{Access, Facts, Since, Store};

/// Says what is known of a case, or tells it.
pub fn tell(store: &mut Store, command: &FactArguments, config: &Config) -> Result<ExitStatus, CliError> {
    let FactArguments { code, known, ever } = command;
    if store.office_of(code).map_err(failed)?.is_none() {
        return openings::not_held(store, code, "nothing is known of it");
    }
    if !known.is_empty() {
        let shelf = serve::stocked(Shelf::default(), &config.library, store)?;
        let told = known.iter().map(|told| fact(&shelf, told)).collect::<Result<Facts, _>>()?;
        let since = if *ever { Since::Ever } else { Since::Now };
        store.tell_facts(code, &told, since, openings::today()?, &by().as_by()).map_err(failed)?;
    }
    store.note_access(&by().as_by(), &Access::Looked { case: code }).map_err(failed)?;
    let known = store.facts_of(code).map_err(failed)?;
    if known.is_empty() {
        report::say(&format!("nothing is known of {}", printable(code)))?;
    }
    known.iter().try_for_each(|(name, value)| report::say(&printable(&format!("{name}={value}"))))?;
    Ok(ExitStatus::Fine)
}

/// A fact as it is kept, by the first measure that knows it and takes it.
fn fact(shelf: &Shelf, told: &str) -> Result<(String, String), CliError> {
    let (name, value) = told.split_once('=').ok_or_else(|| {
        let message = format!("`{}` does not say what is known", printable(told));
        CliError::usage(message, "a fact is written `NAME=VALUE`".to_owned())
    })?;
    let all: Vec<&Known> = shelf.measures().iter().flat_map(|measure| &measure.instrument.known).collect();
    let same: Vec<&Known> = all.iter().copied().filter(|known| known.name == name).collect();
    let Some(first) = same.first() else {
        if shelf.measures().iter().flat_map(|measure| &measure.instrument.known_texts).any(|known| known.name == name) {
            let help = "it is told where somebody is asked: `verbond ask --known 'NAME=TEXT'`".to_owned();
            return Err(CliError::usage(format!("`{name}` is a text, and a store keeps no texts of facts"), help));
        }
        let names: BTreeSet<&str> = all.iter().map(|known| known.name.as_str()).collect();
        let names: Vec<&str> = names.into_iter().collect();
        return Err(CliError::usage(format!("no measure knows a fact `{}`", printable(name)), did_you_mean(name, &names)));
    };
    let kept = same.iter().find_map(|known| kept_fact(known, value));
    let unfit = || {
        let message = format!("`{name}` cannot be `{}`", printable(value));
        CliError::usage(message, format!("it is {}", first.domain().in_words()))
    };
    Ok((name.to_owned(), kept.ok_or_else(unfit)?))
}
