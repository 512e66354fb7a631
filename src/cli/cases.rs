use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::sync_channel;

use super::arguments::{AnswersOf, OnBadChoice};
use super::config::Config;
use super::sorted_cases::{SortedCases, Sorter};
use super::{CliError, report};
use crate::files;
use crate::follow::{Earlier, Follower, SiteRules};
use crate::instrument::{Instrument, KnownIx, KnownKind};
use crate::responses::{Answers, Columns, Faults, Format, GroupBy, ReadError, ReadOptions, ResponseTable, Role};
use crate::source::{Diagnostic, SourceFile, did_you_mean};

/// The rules of the site, those for signs of a rupture as far as they are about an instrument.
pub fn rules(instrument: &Instrument, config: &Config) -> Result<SiteRules, CliError> {
    let ruptures = config.rupture.iter().map(|setting| setting.rule(instrument)).collect::<Result<Vec<_>, _>>()?;
    Ok(SiteRules { ruptures: ruptures.into_iter().flatten().collect(), judging: config.norms.judging()? })
}

/// Reads and scores answers, those to earlier versions too, and gathers them into cases, in the groups that `by` says.
/// `None` where something is wrong with them, which is then said.
pub fn collected<'a>(
    mut follower: Follower<'a>,
    instrument: &'a Instrument,
    (of, earlier): (&AnswersOf, &[(Earlier<'_>, &AnswersOf)]),
    by: Option<&str>,
    config: &Config,
) -> Result<Option<(Follower<'a>, SortedCases)>, CliError> {
    let (mut sorter, mut without_case) = (Sorter::default(), 0);
    let Some(mut answers) = opened(instrument, of, is_column(instrument, by), config)? else { return Ok(None) };
    if let Some(by) = by {
        follower = follower.by(group_by(instrument, &answers.answers.reader.columns, by)?);
    }
    let mut take = |follower: &Follower<'_>, earlier: Option<&Earlier<'_>>, table: ResponseTable| {
        let mut added = Ok(());
        without_case += follower.administrations(earlier, table, &mut |administration| {
            if added.is_ok() {
                added = sorter.add(&administration);
            }
        });
        added.map_err(|error| CliError::system("the answers", error))
    };
    if !answers.read(&mut |table| take(&follower, None, table))? {
        return Ok(None);
    }
    for (earlier, of) in earlier {
        let Some(mut answers) = opened(earlier.instrument(), of, false, config)? else { return Ok(None) };
        if !answers.read(&mut |table| take(&follower, Some(earlier), table))? {
            return Ok(None);
        }
    }
    if without_case > 0 {
        anstream::eprintln!("{} have no code of a case and cannot be followed", report::plural(without_case, "administration"));
    }
    Ok(Some((follower, sorter.sorted())))
}

/// Whether groups are told by a column of the file, which must then be carried along, and by nothing that the measure
/// knows.
pub fn is_column(instrument: &Instrument, by: Option<&str>) -> bool {
    by.is_some_and(|by| by != "language" && !instrument.known.iter().any(|known| known.name == by))
}

/// What says the groups that a name stands for: a known fact with words, `language`, or a column that is carried along.
pub fn group_by(instrument: &Instrument, columns: &Columns, name: &str) -> Result<GroupBy, CliError> {
    if let Some(at) = instrument.known.iter().position(|known| known.name == name) {
        if !matches!(instrument.known[KnownIx(at)].kind, KnownKind::OneOf(_)) {
            let help = "put it into groups in a column of its own, as `young` and `old`".to_owned();
            return Err(CliError::usage(format!("`{name}` is a number, and each would be a group"), help));
        }
        return Ok(GroupBy::Known(at));
    }
    if name == "language" {
        return if columns.has(Role::Language) {
            Ok(GroupBy::Language)
        } else {
            Err(CliError::usage("the answers do not say in which language they were given".to_owned(), None))
        };
    }
    Ok(GroupBy::Kept(kept(columns, name)?))
}

/// The position of a column among those that are carried along.
fn kept(columns: &Columns, name: &str) -> Result<usize, CliError> {
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
    let site = if of.store.is_some() { ReadOptions::of_program() } else { config.answers.options()? };
    let options = ReadOptions { keep, on_bad: of.on_bad.into(), ..site };
    let opened = match &of.store {
        Some(store) => {
            let kept = super::store::existing(store, config)?;
            let Some(kept) = super::store::answers_of((&kept, path), instrument, &of.of_store)? else {
                anstream::eprintln!("nothing was done");
                return Ok(None);
            };
            Answers::open(instrument, Box::new(Cursor::new(kept.csv)), Format::Csv, &options)
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
        Err(ReadError::Fault(diagnostic)) => {
            refuse(&file, &[*diagnostic])?;
            return Ok(None);
        }
    };
    let diagnostics = std::mem::take(&mut answers.diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        refuse(&file, &diagnostics)?;
        return Ok(None);
    }
    Ok(Some(Opened { answers, name, file, leaves_out: matches!(of.on_bad, OnBadChoice::Skip) }))
}

fn refuse(file: &SourceFile, diagnostics: &[Diagnostic]) -> Result<(), CliError> {
    report::print(file, diagnostics, report::Channel::Stderr)?;
    refused();
    Ok(())
}

fn refused() {
    anstream::eprintln!("nothing was done; `--on-bad missing` goes on without what is wrong");
}

impl Opened<'_> {
    /// Reads all answers, a stretch at a time. `false` where something is wrong with them, which is then said.
    ///
    /// # Errors
    /// Where the answers cannot be read, or what takes them fails.
    pub fn read(&mut self, take: &mut dyn FnMut(ResponseTable) -> Result<(), CliError>) -> Result<bool, CliError> {
        let mut faults = Faults::default();
        let leaves_out = self.leaves_out;
        let (reader, source) = self.answers.split();
        // One thread reads while this one works on what was read.
        let (read, taken) = std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel(WAITING);
            let reading = scope.spawn(move || {
                source.for_each(&mut |block| match sender.send(reader.read(&block)) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                })
            });
            let taken = receiver.iter().try_for_each(|filled| {
                if !leaves_out {
                    faults.append(filled.faults);
                }
                take(filled.table)
            });
            // Whoever reads ends when nobody takes any more.
            drop(receiver);
            let failed = |_| Err(ReadError::Io(std::io::Error::other("the thread that reads failed")));
            (reading.join().unwrap_or_else(failed), taken)
        });
        taken?;
        match read {
            Err(ReadError::Io(error)) => return Err(CliError::system(self.name.clone(), error)),
            Err(ReadError::Fault(diagnostic)) => faults.add(*diagnostic),
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
