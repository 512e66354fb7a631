use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::sync_channel;

use super::arguments::{AnswersOf, OnBadChoice};
use super::config::Config;
use super::{CliError, report};
use crate::files;
use crate::follow::{Case, Collector, Earlier, Follower, Rule};
use crate::instrument::Instrument;
use crate::responses::{Answers, Columns, Faults, Format, ReadError, ReadOptions, ResponseTable};
use crate::source::{Complaint, SourceFile, did_you_mean};

/// The rules of the site for signs of a rupture, as far as they are about a measure.
pub fn rules(instrument: &Instrument, config: &Config) -> Result<Vec<Rule>, CliError> {
    let rules = config.rupture.iter().map(|setting| setting.rule(instrument)).collect::<Result<Vec<_>, _>>()?;
    Ok(rules.into_iter().flatten().collect())
}

/// Reads and scores answers, those to earlier versions too, and gathers them into cases, in the groups that a column says. `None` where
/// something is wrong with them, which is then said.
pub fn collected<'a>(
    mut follower: Follower<'a>,
    instrument: &'a Instrument,
    (of, earlier): (&AnswersOf, &[(Earlier<'_>, &AnswersOf)]),
    by: Option<&str>,
    config: &Config,
) -> Result<Option<(Follower<'a>, Vec<Case>)>, CliError> {
    let mut collector = Collector::default();
    let Some(mut answers) = opened(instrument, of, by.is_some(), config)? else { return Ok(None) };
    if let Some(by) = by {
        follower = follower.by(kept(&answers.answers.reader.columns, by)?);
    }
    if !answers.read(&mut |table| follower.collect(table, &mut collector))? {
        return Ok(None);
    }
    for (earlier, of) in earlier {
        let Some(mut answers) = opened(earlier.instrument(), of, false, config)? else { return Ok(None) };
        if !answers.read(&mut |table| follower.collect_earlier(earlier, table, &mut collector))? {
            return Ok(None);
        }
    }
    if collector.without_case > 0 {
        anstream::eprintln!(
            "{} have no code of a case and cannot be followed",
            report::plural(collector.without_case, "administration")
        );
    }
    Ok(Some((follower, collector.cases())))
}

/// The position of a column among those that are carried along.
pub fn kept(columns: &Columns, name: &str) -> Result<usize, CliError> {
    columns.kept.iter().position(|column| column == name).ok_or_else(|| {
        let known: Vec<&str> = columns.kept.iter().map(String::as_str).collect();
        let there = if known.is_empty() {
            "there is none besides those of the measure".to_owned()
        } else {
            format!("there is {}", known.join(", "))
        };
        CliError::usage(format!("the answers have no column `{name}`"), did_you_mean(name, &known).unwrap_or(there))
    })
}

/// Stretches that were read and wait to be worked on.
const WAITING: usize = 4;

/// Answers whose columns are known.
pub struct Opened<'a> {
    /// The answers.
    pub answers: Answers<'a>,
    name: String,
    file: SourceFile,
    leaves_out: bool,
}

/// Opens a file of answers or those of a store. `None` where something is wrong with its columns, which is then said.
pub fn opened<'a>(
    instrument: &'a Instrument,
    of: &AnswersOf,
    keep: bool,
    config: &Config,
) -> Result<Option<Opened<'a>>, CliError> {
    let path = of.answers.as_deref().or(of.store.as_deref()).unwrap_or(Path::new(""));
    let name = path.display().to_string();
    let system = |error| CliError::system(name.clone(), error);
    let file = SourceFile::new(name.clone(), "");
    let ending = path.extension().map_or(String::new(), |ending| ending.to_string_lossy().into_owned());
    let format = Format::of_ending(&ending).unwrap_or(Format::Csv);
    // A store writes its answers in one way, whatever files of the site are like.
    let site = if of.store.is_some() { ReadOptions::default() } else { config.answers.options()? };
    let options = ReadOptions { keep, on_bad: of.on_bad.into(), ..site };
    let opened = match &of.store {
        Some(store) => {
            let kept = super::store::answers_of(&super::store::open(store, config)?, instrument)?.0;
            Answers::open(instrument, Box::new(Cursor::new(kept)), Format::Csv, &options)
        }
        None => {
            let file = files::open(path).map_err(system)?;
            match format {
                Format::Parquet => Answers::open_parquet(instrument, file, &options),
                format => Answers::open(instrument, Box::new(file), format, &options),
            }
        }
    };
    let mut answers = match opened {
        Ok(answers) => answers,
        Err(ReadError::Io(error)) => return Err(system(error)),
        Err(ReadError::Fault(complaint)) => {
            refuse(&file, &[*complaint])?;
            return Ok(None);
        }
    };
    let complaints = std::mem::take(&mut answers.complaints);
    if complaints.iter().any(Complaint::is_error) {
        refuse(&file, &complaints)?;
        return Ok(None);
    }
    Ok(Some(Opened { answers, name, file, leaves_out: matches!(of.on_bad, OnBadChoice::Skip) }))
}

fn refuse(file: &SourceFile, complaints: &[Complaint]) -> Result<(), CliError> {
    report::print(file, complaints, report::Channel::Stderr)?;
    refused();
    Ok(())
}

fn refused() {
    anstream::eprintln!("nothing was done; `--on-bad missing` goes on without what is wrong");
}

impl Opened<'_> {
    /// Reads all answers, a stretch at a time. `false` where something is wrong with them, which is then said.
    pub fn read(&mut self, take: &mut dyn FnMut(ResponseTable)) -> Result<bool, CliError> {
        let mut faults = Faults::default();
        let leaves_out = self.leaves_out;
        let (reader, source) = self.answers.split();
        // One thread reads while this one works on what was read.
        let read = std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel(WAITING);
            let reading = scope.spawn(move || {
                source.for_each(&mut |block| match sender.send(reader.read(&block)) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                })
            });
            for filled in receiver {
                if !leaves_out {
                    faults.append(filled.faults);
                }
                take(filled.table);
            }
            reading.join().unwrap_or_else(|_| Err(ReadError::Io(std::io::Error::other("the thread that reads failed"))))
        });
        match read {
            Err(ReadError::Io(error)) => return Err(CliError::system(self.name.clone(), error)),
            Err(ReadError::Fault(complaint)) => faults.add(*complaint),
            Ok(()) => {}
        }
        if faults.total() > 0 {
            report::print(&self.file, &faults.shown, report::Channel::Stderr)?;
            report::not_shown(&faults)?;
            refused();
        }
        Ok(faults.total() == 0)
    }
}
