use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Cursor, Seek};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::sync_channel;

use super::arguments::{AnswersOf, OnBadChoice};
use super::config::Config;
use super::sorted_cases::{SortedCases, Sorter};
use super::{CliError, reading, report};
use crate::files;
use crate::follow::{Earlier, Follower, Occasion, SiteRules, Undated};
use crate::instrument::{Instrument, KnownIx, KnownKind};
use crate::output::{Repeats, Run, add_repeats};
use crate::responses::{
    Answers, Caller, Columns, Evidence, Faults, Format, GroupBy, ReadError, ReadOptions, ResponseTable, Role, SHOWN, Shape,
};
use crate::score::Plan;
use crate::source::{Diagnostic, Place, SourceFile, codes, did_you_mean};

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
    if let Some(store) = &of.store {
        super::store::note_looked(store, &of.of_store.cases, config)?;
    }
    let (mut sorter, mut without_case, mut undated) = (Sorter::default(), 0, Undated::default());
    let carried = Carried { columns: is_column(instrument, by), words: follower.takes_answers() };
    let Some(mut answers) = opened(instrument, of, carried, config)? else { return Ok(None) };
    if let Some(by) = by {
        follower = follower.by(group_by(instrument, &answers.answers.reader.columns, by)?);
    }
    let mut take = |follower: &Follower<'_>, earlier: Option<&Earlier<'_>>, table: ResponseTable| {
        let mut added = Ok(());
        without_case += follower.administrations(earlier, table, &mut |administration| {
            undated.take(&administration.occasion);
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
        let Some(mut answers) = opened(earlier.instrument(), of, Carried::default(), config)? else { return Ok(None) };
        if !answers.read(&mut |table| take(&follower, Some(earlier), table))? {
            return Ok(None);
        }
    }
    if without_case > 0 {
        anstream::eprintln!("{} have no code of a case and cannot be followed", report::plural(without_case, "administration"));
    }
    let order: Vec<Diagnostic> = undated.note().into_iter().collect();
    report::print(&SourceFile::new(name_of(of), ""), &order, report::Channel::Stderr)?;
    let cases = sorter.sorted();
    let files = earlier.iter().map(|(_, of)| name_of(of)).collect::<Vec<_>>().join(", ");
    if !earlier.is_empty() && !are_once(&cases, instrument, &files)? {
        return Ok(None);
    }
    Ok(Some((follower, cases)))
}

/// Whether no administration comes twice, once in each of two versions; each that does is said.
fn are_once(cases: &SortedCases, instrument: &Instrument, files: &str) -> Result<bool, CliError> {
    let mut faults = Faults::default();
    let version = |occasion: &Occasion| occasion.earlier.as_ref().unwrap_or(&instrument.version).to_string();
    let looked = cases.each(|case| {
        for (one, other) in case.repeats() {
            let (code, occasion) = (&case.code, &one.name);
            let informant = &instrument.informants[one.informant].name;
            let message = format!(
                "the same case, occasion and informant in answers to {} and to {}: case `{code}`, occasion `{occasion}`, {informant}",
                version(one),
                version(other)
            );
            let diagnostic = Diagnostic::new(&codes::SAME_ADMINISTRATION_TWICE, Place::File, message);
            faults.add(diagnostic.help("delete one of the two, or tell them apart by `occasion`"));
        }
        Ok(())
    });
    looked.map_err(|error| CliError::system("the answers", error))?;
    if faults.total() > 0 {
        report::print(&SourceFile::new(files, ""), &faults.shown, report::Channel::Stderr)?;
        report::not_shown(&faults)?;
        anstream::eprintln!("nothing was done");
    }
    Ok(faults.total() == 0)
}

/// Where answers are, as they were named.
fn name_of(of: &AnswersOf) -> String {
    of.answers.as_deref().or(of.store.as_deref()).unwrap_or(Path::new("")).display().to_string()
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
    Ok(GroupBy::Kept(kept(instrument, columns, name)?))
}

/// The position of a column among those that are carried along.
fn kept(instrument: &Instrument, columns: &Columns, name: &str) -> Result<usize, CliError> {
    columns.kept.iter().position(|column| column == name).ok_or_else(|| {
        let facts = instrument.known.iter().filter(|known| matches!(known.kind, KnownKind::OneOf(_)));
        let mut candidates: Vec<&str> = columns.kept.iter().map(String::as_str).collect();
        candidates.extend(facts.map(|known| known.name.as_str()));
        candidates.extend(columns.has(Role::Language).then_some("language"));
        let help = did_you_mean(name, &candidates).unwrap_or_else(|| "there is none that says groups".to_owned());
        CliError::usage(format!("the answers have no column `{name}`"), help)
    })
}

/// What is carried along of answers, beside what is scored.
#[derive(Clone, Copy, Debug, Default)]
pub struct Carried {
    /// Columns that the measure does not know.
    pub columns: bool,
    /// What was said in one's own words.
    pub words: bool,
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
    /// Confidential administrations of a store, whether or not they are among the answers.
    pub confidential: usize,
    /// Rows that are left out, for they repeat an earlier one.
    repeats: HashSet<u64>,
}

/// What answers are read from, as often as needed.
enum Held {
    File(File, Format),
    OfStore(Vec<u8>),
}

impl Held {
    /// What is read again must have a beginning to go back to, which a pipe has not.
    fn of_file(path: &Path, format: Format, again: bool) -> io::Result<Self> {
        let mut file = files::open(path)?;
        if again && !file.metadata()?.is_file() {
            let mut spooled = tempfile::tempfile()?;
            io::copy(&mut file, &mut spooled)?;
            file = spooled;
        }
        Ok(Self::File(file, format))
    }

    /// The answers from their beginning.
    fn answers<'a>(&self, instrument: &'a Instrument, options: &ReadOptions) -> Result<Answers<'a>, ReadError> {
        match self {
            Self::OfStore(csv) => Answers::open(instrument, Box::new(Cursor::new(csv.clone())), Format::Csv, options),
            Self::File(file, format) => {
                let mut file = file.try_clone()?;
                if file.metadata()?.is_file() {
                    file.rewind()?;
                }
                match format {
                    Format::Parquet => Answers::open_parquet(instrument, file, options),
                    Format::Csv | Format::Json | Format::JsonLines | Format::Spreadsheet | Format::Statistics => {
                        Answers::open(instrument, Box::new(file), *format, options)
                    }
                }
            }
        }
    }
}

/// Opens a file of answers or those of a store. `None` where something is wrong with its columns, which is then said.
pub fn opened<'a>(
    instrument: &'a Instrument,
    of: &AnswersOf,
    carried: Carried,
    config: &Config,
) -> Result<Option<Opened<'a>>, CliError> {
    let path = of.answers.as_deref().or(of.store.as_deref()).unwrap_or(Path::new(""));
    let name = name_of(of);
    let system = |error| CliError::system(name.clone(), error);
    let file = SourceFile::new(name.clone(), "");
    let on_bad = reading::on_bad(&of.reading, &config.answers)?;
    // A store writes its answers in one way, whatever files of the site are like.
    let (format, site) = match &of.store {
        Some(_) => (Format::Csv, ReadOptions { shape: Some(Shape::Plain), ..ReadOptions::of_program() }),
        None => {
            let from = of.from.from.as_deref();
            let site = reading::options(&of.reading, from, &config.answers, of.languages.clone())?;
            (reading::format_or_csv(path, from, &config.answers)?, site)
        }
    };
    let options = ReadOptions { keep: carried.columns, words: carried.words, on_bad: on_bad.into(), ..site };
    let leaves_out = matches!(on_bad, OnBadChoice::Skip);
    let mut confidential = 0;
    let held = match &of.store {
        Some(store) => {
            let mut store = super::store::existing(store, config)?;
            let Some(kept) = super::store::answers_of((&store, path), instrument, &of.of_store)? else {
                anstream::eprintln!("nothing was done");
                return Ok(None);
            };
            super::store::note_taken(&mut store, instrument, &kept, &of.of_store)?;
            confidential = kept.confidential;
            Held::OfStore(kept.csv)
        }
        None => Held::of_file(path, format, leaves_out).map_err(system)?,
    };
    let open = || match held.answers(instrument, &options) {
        Ok(answers) => Ok(Ok(answers)),
        Err(ReadError::Io(error)) => Err(system(error)),
        Err(ReadError::Fault(diagnostic)) => Ok(Err(diagnostic)),
    };
    let mut answers = match open()? {
        Ok(answers) => answers,
        Err(diagnostic) => {
            refuse(&file, &[*diagnostic])?;
            return Ok(None);
        }
    };
    let diagnostics = std::mem::take(&mut answers.diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        refuse(&file, &diagnostics)?;
        return Ok(None);
    }
    if of.store.is_none() {
        report::print(&file, &reading::worth_saying(diagnostics), report::Channel::Stderr)?;
    }
    let mut opened = Opened { answers, name: name.clone(), file, leaves_out, confidential, repeats: HashSet::new() };
    if leaves_out {
        // Which rows repeat others is known when all were read, and then they are read once more.
        opened.repeats = opened.pass(usize::MAX, &mut |_| Ok(()))?.repeats.into_iter().map(|(row, _)| row).collect();
        if let Ok(again) = open()? {
            opened.answers = again;
        }
    }
    Ok(Some(opened))
}

fn refuse(file: &SourceFile, diagnostics: &[Diagnostic]) -> Result<(), CliError> {
    report::print(file, diagnostics, report::Channel::Stderr)?;
    refused();
    Ok(())
}

fn refused() {
    anstream::eprintln!("nothing was done; `--on-bad missing` or `--on-bad skip` go on without what is wrong");
}

/// What was found in answers that were read from their beginning to their end.
struct Pass {
    faults: Faults,
    /// Rows that repeat an earlier one, each with that: the first of them, and how many there are.
    repeats: Vec<(u64, u64)>,
    repeat_count: u64,
    empty_rows: u64,
    evidence: Evidence,
}

impl Opened<'_> {
    /// Reads all answers, a stretch at a time. `false` where something is wrong with them, which is then said; that an
    /// administration comes twice is known at the end only.
    ///
    /// # Errors
    /// Where the answers cannot be read, or what takes them fails.
    pub fn read(&mut self, take: &mut dyn FnMut(ResponseTable) -> Result<(), CliError>) -> Result<bool, CliError> {
        let Pass { mut faults, repeats, repeat_count, empty_rows, evidence } = self.pass(SHOWN, take)?;
        add_repeats(&mut faults, &repeats, repeat_count, self.answers.reader.told_apart_by());
        report::passed_over(empty_rows);
        report::evidence(&self.file, &evidence, self.answers.reader.instrument())?;
        evidence.fault(Caller::Program).into_iter().for_each(|fault| faults.add(fault));
        match self.repeats.len() as u64 {
            0 => {}
            1 => anstream::eprintln!("note: 1 row repeats an earlier one and was left out"),
            count => anstream::eprintln!("note: {} repeat earlier ones and were left out", report::plural(count, "row")),
        }
        if faults.total() > 0 {
            report::print(&self.file, &faults.shown, report::Channel::Stderr)?;
            report::not_shown(&faults)?;
            refused();
        }
        Ok(faults.total() == 0)
    }

    fn pass(&mut self, most: usize, take: &mut dyn FnMut(ResponseTable) -> Result<(), CliError>) -> Result<Pass, CliError> {
        let (mut faults, mut empty_rows, mut evidence) = (Faults::default(), 0, Evidence::default());
        let mut new_run = || Ok(Box::new(tempfile::tempfile()?) as Box<dyn Run>);
        let mut found = Repeats::new(&mut new_run);
        let temporary = |error| CliError::system("temporary files", error);
        let (leaves_out, repeats) = (self.leaves_out, &self.repeats);
        let (reader, source) = self.answers.split();
        let plan = Plan::new(reader.rows().instrument());
        // One thread reads while this one works on what was read.
        let (read, taken) = std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel(WAITING);
            let reading = scope.spawn(move || {
                source.for_each(&mut |block| {
                    let mut filled = reader.read(&block);
                    plan.refuse(reader.rows(), &mut filled);
                    match sender.send(filled) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(_) => ControlFlow::Break(()),
                    }
                })
            });
            let taken = receiver.iter().try_for_each(|mut filled| {
                if !repeats.is_empty() {
                    filled.leave_out(repeats);
                }
                if !leaves_out {
                    faults.append(filled.faults);
                }
                empty_rows += filled.empty_rows;
                evidence.join(filled.evidence);
                found.add(&filled.keys).map_err(temporary)?;
                take(filled.table)
            });
            // Whoever reads ends when nobody takes any more.
            drop(receiver);
            let failed = |_| Err(ReadError::Io(io::Error::other("the thread that reads failed")));
            (reading.join().unwrap_or_else(failed), taken)
        });
        taken?;
        match read {
            Err(ReadError::Io(error)) => return Err(CliError::system(self.name.clone(), error)),
            Err(ReadError::Fault(diagnostic)) => faults.add(*diagnostic),
            Ok(()) => {}
        }
        let (repeats, repeat_count) = found.find(most).map_err(temporary)?;
        Ok(Pass { faults, repeats, repeat_count, empty_rows, evidence })
    }
}
