use std::collections::BTreeSet;
use std::path::Path;

use super::super::arguments::{OfStore, ReadFrom, Reading};
use super::super::config::Config;
use super::super::{CliError, ExitStatus, reading, records, report, writing};
use super::{by, existing, failed, openings, past};
use crate::administer::Record;
use crate::catalogue;
use crate::instrument::{Instrument, Version};
use crate::intake::{BEGUN, Beforehand, CONFIDENTIAL, NotTakenIn, OFFICE, column_of_store, take_in};
use crate::output::{Formulas, Readers, Replace};
use crate::source::{Diagnostic, SourceFile, printable};
use crate::store::{Access, Kept, Store};

/// A valid measure, and the text of its file. What is wrong with one is said.
fn valid(reference: &str, config: &Config) -> Result<Option<(Instrument, String)>, CliError> {
    let found = catalogue::find(reference, &config.library)?;
    let valid = report::the_instrument(&found)?
        .filter(|(entry, _)| !entry.has_errors())
        .map(|(entry, instrument)| (instrument.clone(), entry.file.text().to_owned()));
    if valid.is_none() {
        anstream::eprintln!("the instrument has errors");
    }
    Ok(valid)
}

/// Takes a file of answers in. Without a column that says when an administration began, its retention begins now.
pub fn import(
    store: &mut Store,
    reference: &str,
    path: &Path,
    (reading, from): (&Reading, &ReadFrom),
    config: &Config,
) -> Result<ExitStatus, CliError> {
    let Some((instrument, text)) = valid(reference, config)? else { return Ok(ExitStatus::Findings) };
    let languages = reading::languages(&instrument, &catalogue::find(reference, &config.library)?);
    let from = from.from.as_deref();
    let options = reading::options(reading, from, &config.answers, languages)?;
    let format = reading::format_or_csv(path, from, &config.answers)?;
    let name = path.display().to_string();
    let at = super::now();
    let Some(mut rows) = records::of_store(&instrument, (path, format), &options, (&at, openings::today()?))? else {
        anstream::eprintln!("nothing was taken in");
        return Ok(ExitStatus::Findings);
    };
    let before = Beforehand::of(store, &instrument, &mut rows).map_err(failed)?;
    if !before.held.is_empty() || !before.refused.is_empty() {
        say_beforehand(&name, &before);
        return Ok(ExitStatus::Findings);
    }
    let early = match take_in(store, (&instrument, &text), &rows, &at).map_err(failed)? {
        Ok(early) => early,
        Err(why) => {
            anstream::eprintln!("{name}: {}", printable(&why.to_string()));
            let help = why.help().map_or_else(String::new, |help| format!("help: {help}; "));
            anstream::eprintln!("{help}nothing was taken in");
            return Ok(ExitStatus::Findings);
        }
    };
    for (office, cases) in &before.unseen {
        let count = report::plural(*cases, "new case");
        let whose = if office.is_empty() {
            "of no office".to_owned()
        } else {
            format!("of `{}`, whose staff is nobody", printable(office))
        };
        anstream::eprintln!(
            "note: {count} {whose}: administrators alone see what is there; `verbond store hand-over` gives it to an office"
        );
    }
    if early > 0 {
        let count = report::plural(early, "administration");
        anstream::eprintln!("note: {count} of days before the case was opened, which the schedule of the case does not count");
    }
    report::say(&format!("took in {}", report::plural(rows.len() as u64, "administration")))?;
    Ok(ExitStatus::Fine)
}

/// Rows that are named of those that cannot be taken in beside what a store holds.
const NAMED: usize = 20;

/// Says of each row why it cannot be taken in beside what a store holds.
fn say_beforehand(name: &str, before: &Beforehand) {
    let held = before.held.iter().map(|held| (held.row, held.there()));
    let all: Vec<(u64, NotTakenIn)> = held.chain(before.refused.iter().cloned()).collect();
    for (row, why) in all.iter().take(NAMED) {
        anstream::eprintln!("{name}, row {row}: {}", printable(&why.to_string()));
    }
    if let Some(more) = all.len().checked_sub(NAMED).filter(|more| *more > 0) {
        anstream::eprintln!("{} more like these", report::plural(more as u64, "row"));
    }
    let helps: BTreeSet<&str> = all.iter().filter_map(|(_, why)| why.help()).collect();
    helps.iter().for_each(|help| anstream::eprintln!("help: {help}"));
    anstream::eprintln!("nothing was taken in");
}

/// Finished administrations of a version of a measure, as a file of answers.
pub struct Answers {
    /// The file, in CSV, with the columns that a store adds.
    pub csv: Vec<u8>,
    /// Texts in it that a spreadsheet would take for formulas.
    pub formulas: Formulas,
    /// Administrations to other versions, which are not among them.
    pub others: usize,
    /// Confidential ones, which are among them only where that was asked for.
    pub confidential: usize,
    /// All that are among them.
    pub count: usize,
}

/// What a store holds of a version of a measure, by the measure of today. What is wrong with that is said; `None` where
/// it scores otherwise.
pub fn answers_of((store, path): (&Store, &Path), instrument: &Instrument, asked: &OfStore) -> Result<Option<Answers>, CliError> {
    let diagnostics = past::diagnostics(store, instrument).map_err(failed)?;
    report::print(&SourceFile::new(path.display().to_string(), ""), &diagnostics, report::Channel::Stderr)?;
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(None);
    }
    let id = Some(instrument.id.as_str());
    let kept = match &asked.cases[..] {
        [] => store.kept(id, None).map_err(failed)?,
        cases => {
            let of_cases = cases.iter().map(|case| store.kept(id, Some(case))).collect::<Result<Vec<_>, _>>();
            of_cases.map_err(failed)?.into_iter().flatten().collect()
        }
    };
    let finished = kept.iter().filter(|kept| kept.counts());
    let (of_version, others): (Vec<&Kept>, Vec<&Kept>) = finished.partition(|kept| kept.record.measure == instrument.reference());
    let confidential = of_version.iter().filter(|kept| kept.confidential).count();
    let seen = of_version.into_iter().filter(|kept| asked.shows_confidential || !kept.confidential);
    let seen: Vec<&Kept> = seen.collect();
    let rows = seen.iter().map(|kept| {
        let confidential = if kept.confidential { "yes" } else { "no" };
        (&kept.record, vec![kept.begun.as_str(), confidential, kept.office.as_str()])
    });
    let columns = [BEGUN, CONFIDENTIAL, OFFICE].map(|name| column_of_store(instrument, name));
    let (csv, formulas) = file_of(instrument, &columns, rows)?;
    Ok(Some(Answers { csv, formulas, others: others.len(), confidential, count: seen.len() }))
}

/// Earlier versions of a measure of which a store holds finished administrations, as `id@version`; of some cases, where
/// they are named.
pub fn versions_in(path: &Path, instrument: &Instrument, cases: &[String], config: &Config) -> Result<Vec<String>, CliError> {
    let store = existing(path, config)?;
    let answered = |case: Option<&str>| store.versions_answered(&instrument.id, case).map_err(failed);
    let versions = match cases {
        [] => answered(None)?,
        cases => cases.iter().map(|case| answered(Some(case))).collect::<Result<Vec<_>, _>>()?.concat(),
    };
    let versions: std::collections::BTreeSet<String> = versions.into_iter().collect();
    let is_earlier = |reference: &String| {
        let version = reference.split_once('@').and_then(|(_, version)| version.parse::<Version>().ok());
        version.is_some_and(|version| version < instrument.version)
    };
    Ok(versions.into_iter().filter(is_earlier).collect())
}

/// Administrations as a file of answers, with more columns where there are any; and what in it a spreadsheet would take
/// for formulas.
pub fn file_of<'r>(
    instrument: &Instrument,
    more: &[String],
    rows: impl Iterator<Item = (&'r Record, Vec<&'r str>)>,
) -> Result<(Vec<u8>, Formulas), CliError> {
    let broken = |error: csv::Error| CliError::system("the answers", std::io::Error::other(error));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let columns: Vec<String> = Record::columns(instrument).into_iter().chain(more.iter().cloned()).collect();
    writer.write_record(&columns).map_err(broken)?;
    let mut formulas = Formulas::default();
    formulas.look_at([]);
    for (record, cells) in rows {
        if let Some(asked) = record.resumed(instrument) {
            let row = record.row(&asked);
            let row: Vec<&str> = row.iter().map(String::as_str).chain(cells).collect();
            formulas.look_at(columns.iter().map(String::as_str).zip(row.iter().copied()));
            writer.write_record(row).map_err(broken)?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| CliError::system("the answers", error.into_error()))?;
    Ok((bytes, formulas))
}

/// Writes the finished administrations of a measure as a file of answers, and logs that they went out.
pub fn export(
    (store, path): (&mut Store, &Path),
    reference: &str,
    (output, replace): (Option<&Path>, Replace),
    shows_confidential: bool,
    config: &Config,
) -> Result<ExitStatus, CliError> {
    let Some((instrument, _)) = valid(reference, config)? else { return Ok(ExitStatus::Findings) };
    writing::check_places(output, replace)?;
    let asked = OfStore { cases: vec![], shows_confidential };
    let Some(answers) = answers_of((store, path), &instrument, &asked)? else {
        anstream::eprintln!("nothing was written");
        return Ok(ExitStatus::Findings);
    };
    let measure = instrument.reference();
    let confidential = if shows_confidential { answers.confidential } else { 0 };
    let access = Access::Exported { measure: &measure, administrations: answers.count, confidential };
    store.note_access(&by().as_by(), &access).map_err(failed)?;
    match output {
        Some(output) => writing::write(output, &answers.csv, replace, Readers::Owner)?,
        None => report::put(&answers.csv)?,
    }
    say_formulas(output, &answers.formulas)?;
    if answers.others > 0 {
        anstream::eprintln!(
            "{} to other versions of it were left out; name the version to export them",
            report::plural(answers.others as u64, "administration")
        );
    }
    say_left_out(answers.confidential, shows_confidential);
    Ok(ExitStatus::Fine)
}

/// Logs that answers to a version of a measure were taken out to be followed, counted or analysed. Where cases are
/// named and nothing is confidential, [`note_looked`] says more.
pub fn note_taken(store: &mut Store, instrument: &Instrument, answers: &Answers, asked: &OfStore) -> Result<(), CliError> {
    let confidential = if asked.shows_confidential { answers.confidential } else { 0 };
    if !asked.cases.is_empty() && confidential == 0 {
        return Ok(());
    }
    let measure = instrument.reference();
    let access = Access::Exported { measure: &measure, administrations: answers.count, confidential };
    store.note_access(&by().as_by(), &access).map_err(failed)
}

/// Logs that cases of a store were looked at.
pub fn note_looked(path: &Path, cases: &[String], config: &Config) -> Result<(), CliError> {
    if cases.is_empty() {
        return Ok(());
    }
    let mut store = existing(path, config)?;
    let by = by();
    cases.iter().try_for_each(|case| store.note_access(&by.as_by(), &Access::Looked { case }).map_err(failed))
}

/// Warns of what a spreadsheet that opens a file of answers would calculate.
pub fn say_formulas(output: Option<&Path>, formulas: &Formulas) -> Result<(), CliError> {
    let name = output.map_or("<stdout>".to_owned(), |path| path.display().to_string());
    let help = "in a spreadsheet, import the file with these columns as text; do not open it with a double click";
    report::print(&SourceFile::new(name, ""), &formulas.diagnostics(help), report::Channel::Stderr)
}

/// Says that confidential administrations were left out.
pub fn say_left_out(confidential: usize, shows_confidential: bool) {
    if confidential > 0 && !shows_confidential {
        anstream::eprintln!(
            "{} left out; `--confidential` takes them along, which is logged",
            report::plural(confidential as u64, "confidential administration")
        );
    }
}
