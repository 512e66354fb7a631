use std::collections::BTreeSet;
use std::io::BufRead;

use super::super::arguments::CorrectArguments;
use super::super::{CliError, ExitStatus, report};
use super::{by, failed, openings};
use crate::administer;
use crate::instrument::OccasionName;
use crate::source::printable;
use crate::store::{Closed, Correction, Duplicate, Kept, Store, StoreError};

/// Corrects when an administration was, or takes it out of the figures.
pub fn correct(store: &mut Store, command: &CorrectArguments) -> Result<ExitStatus, CliError> {
    let CorrectArguments { administration, occasion, date, close, count_again, cancel, reason } = command;
    let Some(reason) = &administer::reason(reason) else {
        return Err(CliError::usage("there is no reason".to_owned(), "say why with `--reason`: the log keeps it".to_owned()));
    };
    if *cancel {
        return cancel_code(store, *administration, reason);
    }
    let date = date.as_deref().map(openings::past).transpose()?.map(|day| day.to_string());
    let occasion = occasion.as_deref().map(numbered).transpose()?.map(|occasion| occasion.to_string());
    let replaced = if *close { store.replaced_by(*administration) } else { Ok(None) };
    let done = if *close {
        store.close(*administration, Closed::Mistaken, reason, &by().as_by())
    } else if *count_again {
        store.count_again(*administration, reason, &by().as_by())
    } else {
        let correction = Correction { occasion: occasion.as_deref(), date: date.as_deref(), reason };
        store.correct(*administration, &correction, &by().as_by())
    };
    match done {
        Ok(()) => {
            let what = match (close, count_again) {
                (true, _) => "does not count any more; its answers are kept",
                (_, true) => "counts again",
                (false, false) => "is corrected",
            };
            report::say(&format!("administration {administration} {what}"))?;
            if let Some(replaced) = replaced.map_err(failed)? {
                anstream::eprintln!(
                    "nothing counts of that occasion now; `verbond store correct {replaced} --count-again` brings back what stood before"
                );
            }
            Ok(ExitStatus::Fine)
        }
        Err(error @ (StoreError::There { .. } | StoreError::Unknown(_) | StoreError::Closed(_) | StoreError::NotTakenOut(_))) => {
            anstream::eprintln!("{}; nothing was changed", printable(&error.to_string()));
            Ok(ExitStatus::Findings)
        }
        Err(error) => Err(failed(error)),
    }
}

/// The number of an occasion as the command line takes it.
pub fn numbered(typed: &str) -> Result<u32, CliError> {
    OccasionName::read(typed)
        .number()
        .ok_or_else(|| CliError::usage(format!("`{typed}` is no occasion"), "the occasion is a number, 1 or more".to_owned()))
}

/// Cancels the code or the link of an administration.
fn cancel_code(store: &mut Store, administration: i64, reason: &str) -> Result<ExitStatus, CliError> {
    if store.cancel_codes(administration, reason, &by().as_by()).map_err(failed)? {
        report::say(&format!("the code of administration {administration} is cancelled"))?;
        return Ok(ExitStatus::Fine);
    }
    anstream::eprintln!("administration {administration} has no code that is good; nothing was changed");
    Ok(ExitStatus::Findings)
}

/// Lists occasions that a store of an earlier program held twice, and asks which of the two counts where that is
/// wanted.
pub fn duplicates(store: &mut Store, settles: bool) -> Result<ExitStatus, CliError> {
    let mut lines = std::io::stdin().lock().lines();
    let mut asked = BTreeSet::new();
    let open = loop {
        // Each decision changes what counts, so that what is held three times is looked at anew.
        let duplicates = store.duplicates().map_err(failed)?;
        let place = |it: &Duplicate| (it.counts.as_ref().map(|counts| counts.id), it.other.id);
        let Some(duplicate) = duplicates.iter().find(|it| !asked.contains(&place(it))) else { break duplicates.len() };
        asked.insert(place(duplicate));
        report::say(&printable(&words(duplicate)))?;
        if let Some(keeps_other) = if settles { ask(&mut lines)? } else { None } {
            store.settle(duplicate, keeps_other, &by().as_by()).map_err(failed)?;
        }
    };
    if asked.is_empty() {
        report::say("no occasion is held twice")?;
    }
    if open == 0 {
        return Ok(ExitStatus::Fine);
    }
    let help = if settles { "" } else { "; `--settle` asks which of the two counts" };
    anstream::eprintln!("{} not decided{help}", report::plural(open as u64, "occasion"));
    Ok(ExitStatus::Findings)
}

/// Whether the second one is to count; nothing where that is left for later.
fn ask(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> Result<Option<bool>, CliError> {
    loop {
        anstream::eprint!("  which counts? 1 or 2, Enter leaves it for later: ");
        let Some(line) = lines.next() else { return Ok(None) };
        match line.map_err(|error| CliError::system("<stdin>", error))?.trim() {
            "1" => return Ok(Some(false)),
            "2" => return Ok(Some(true)),
            "" => return Ok(None),
            _ => {}
        }
    }
}

fn words(duplicate: &Duplicate) -> String {
    let Duplicate { counts, other } = duplicate;
    let identity = &other.record.identity;
    let one = |kept: &Kept| {
        let finished = kept.finished.as_deref().unwrap_or("not finished");
        format!("administration {}, {}, finished {finished}, {}", kept.id, kept.record.measure, answers(kept))
    };
    let first = counts.as_ref().map_or_else(|| "nothing counts".to_owned(), one);
    format!(
        "{} of {}, occasion {}, is held twice:\n  1  {first} (counts now)\n  2  {}",
        identity.informant,
        identity.case,
        identity.occasion,
        one(other)
    )
}

/// How much was answered; what was answered confidentially is nobody's to read here.
fn answers(kept: &Kept) -> String {
    let count = report::plural(kept.record.answers.len() as u64, "answer");
    if kept.confidential { format!("{count}, confidential") } else { count }
}
