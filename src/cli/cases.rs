use std::fs::File;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

use super::arguments::AnswersOf;
use super::config::Config;
use super::{CliError, report};
use crate::follow::{Case, Collector, Follower, Rule};
use crate::instrument::Instrument;
use crate::responses::{Answers, Format, ReadError, ReadOptions};
use crate::source::{Complaint, SourceFile, did_you_mean};

/// The rules of the site for signs of a rupture, as far as they are about a measure.
pub fn rules(instrument: &Instrument, config: &Config) -> Result<Vec<Rule>, CliError> {
    let rules = config.rupture.iter().map(|setting| setting.rule(instrument)).collect::<Result<Vec<_>, _>>()?;
    Ok(rules.into_iter().flatten().collect())
}

/// Reads and scores answers, and gathers them into cases, in the groups that a column says. `None` where something is wrong with them, which is then
/// said.
pub fn collected<'a>(
    mut follower: Follower<'a>,
    instrument: &'a Instrument,
    of: &AnswersOf,
    by: Option<&str>,
    config: &Config,
) -> Result<Option<(Follower<'a>, Vec<Case>)>, CliError> {
    let path = of.answers.as_deref().or(of.store.as_deref()).unwrap_or(Path::new(""));
    let name = path.display().to_string();
    let system = |error| CliError::system(name.clone(), error);
    let file = SourceFile::new(name.clone(), "");
    let ending = path.extension().map_or(String::new(), |ending| ending.to_string_lossy().into_owned());
    let format = Format::of_ending(&ending).unwrap_or(Format::Csv);
    let options = ReadOptions {
        missing: config.answers.missing.clone(),
        keep: by.is_some(),
        map: config.answers.map.iter().map(|(name, column)| (name.clone(), column.clone())).collect(),
        ..ReadOptions::default()
    };
    let refused = |complaints: &[Complaint]| {
        report::print(&file, complaints, report::Channel::Stderr);
        anstream::eprintln!("nobody was followed; `verbond score --on-bad missing` shows how to go on without what is wrong");
    };
    let input: Box<dyn Read + Send> = match &of.store {
        Some(store) => Box::new(Cursor::new(super::store::answers_of(&super::store::open(store)?, instrument)?.0)),
        None => Box::new(File::open(path).map_err(system)?),
    };
    let mut answers = match Answers::open(instrument, input, format, &options) {
        Ok(answers) => answers,
        Err(ReadError::Io(error)) => return Err(system(error)),
        Err(ReadError::Fault(complaint)) => {
            refused(&[*complaint]);
            return Ok(None);
        }
    };
    let complaints = std::mem::take(&mut answers.complaints);
    if complaints.iter().any(Complaint::is_error) {
        refused(&complaints);
        return Ok(None);
    }
    if let Some(by) = by {
        let columns = &answers.reader.columns;
        let Some(kept) = columns.kept.iter().position(|column| column == by) else {
            let help = did_you_mean(by, &columns.kept.iter().map(String::as_str).collect::<Vec<_>>());
            return Err(CliError::usage(format!("{name} has no column `{by}`"), help));
        };
        follower = follower.by(kept);
    }
    let mut collector = Collector::default();
    let mut faults: Vec<Complaint> = Vec::new();
    let (reader, source) = answers.split();
    let read = source.for_each(&mut |block| {
        let filled = reader.read(&block);
        faults.extend(filled.faults.shown);
        follower.collect(filled.table, &mut collector);
        ControlFlow::Continue(())
    });
    match read {
        Err(ReadError::Io(error)) => return Err(system(error)),
        Err(ReadError::Fault(complaint)) => faults.push(*complaint),
        Ok(()) => {}
    }
    if !faults.is_empty() {
        refused(&faults);
        return Ok(None);
    }
    if collector.without_case > 0 {
        anstream::eprintln!(
            "{} have no code of a case and cannot be followed",
            report::plural(collector.without_case, "administration")
        );
    }
    Ok(Some((follower, collector.cases())))
}
