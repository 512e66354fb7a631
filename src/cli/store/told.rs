use serde_json::json;

use super::super::arguments::{OutputFormat, ToldArguments};
use super::super::config::Config;
use super::super::{CliError, ExitStatus, phrases, report, serve};
use super::{by, failed, openings};
use crate::instrument::{Language, OccasionName, id_of};
use crate::serve::{Shelf, Told, Words};
use crate::source::printable;
use crate::store::{Access, Kept, Store};

/// Prints what was answered in a case, in the words of the measures. What is confidential is left out, and said to be.
pub fn told(store: &mut Store, command: &ToldArguments, config: &Config) -> Result<ExitStatus, CliError> {
    let ToldArguments { code, measure, occasion, informant, language, format } = command;
    let kept = store.kept(None, Some(code)).map_err(failed)?;
    if kept.is_empty() {
        return openings::not_held(store, code, "nothing is shown");
    }
    let is_wanted = |kept: &&Kept| {
        let identity = &kept.record.identity;
        kept.counts()
            && measure.as_deref().is_none_or(|measure| [id_of(&kept.record.measure), &kept.record.measure].contains(&measure))
            && occasion.as_ref().is_none_or(|occasion| identity.occasion == OccasionName::read(occasion).as_str())
            && informant.as_ref().is_none_or(|informant| identity.informant == *informant)
    };
    let (readable, hidden): (Vec<&Kept>, Vec<&Kept>) = kept.iter().filter(is_wanted).partition(|kept| kept.is_readable());
    let shelf = serve::stocked(Shelf::default(), &config.library, store)?;
    store.note_access(&by().as_by(), &Access::Looked { case: code }).map_err(failed)?;
    let asked = language.as_deref().map(phrases::parsed).transpose()?;
    let book = config.phrase_book()?;
    let (mut all, mut unknown) = (Vec::new(), Vec::new());
    for kept in &readable {
        let Some(measure) = shelf.of(&kept.record.measure) else {
            unknown.push(&kept.record.measure);
            continue;
        };
        let language = asked.clone().unwrap_or_else(|| measure.instrument.language.clone());
        let then = store.measure_of(kept).map_err(failed)?;
        let said = measure.told(kept, then.as_ref(), &language, &book.in_language(&language));
        all.push((*kept, language, said.unwrap_or(Told { words: Words::Same, answers: vec![] })));
    }
    match format {
        OutputFormat::Json => {
            let as_json = |(kept, language, told): &(&Kept, Language, Told)| {
                let identity = &kept.record.identity;
                json!({"administration": kept.id, "measure": kept.record.measure, "informant": identity.informant,
                    "occasion": identity.occasion, "date": identity.date, "language": language.to_string(),
                    "words": told.words.word(), "answers": told.answers})
            };
            report::say_json(&all.iter().map(as_json).collect::<Vec<_>>())?;
        }
        OutputFormat::Text => {
            for (kept, language, told) in &all {
                let identity = &kept.record.identity;
                report::say(&printable(&format!(
                    "{} of {}, occasion {}, {} ({}, administration {})",
                    identity.informant, identity.case, identity.occasion, identity.date, kept.record.measure, kept.id
                )))?;
                if let Some(phrase) = told.words.phrase() {
                    report::say(&format!("  ({})", book.in_language(language).say(phrase)))?;
                }
                for answer in &told.answers {
                    let words = answer.answer.as_deref().unwrap_or("(nothing)").replace('\n', "\n      ");
                    report::say(&format!("  {}\n    {}", printable(&answer.question), printable(&words)))?;
                }
            }
        }
    }
    if all.is_empty() {
        anstream::eprintln!("nothing of {} that may be shown was answered so", printable(code));
    }
    if !hidden.is_empty() {
        anstream::eprintln!("{} left out", report::plural(hidden.len() as u64, "confidential administration"));
    }
    for measure in &unknown {
        anstream::eprintln!("{} is not among the measures: `--instruments` names its folder", printable(measure));
    }
    Ok(if unknown.is_empty() { ExitStatus::Fine } else { ExitStatus::Findings })
}
