use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::ser::{SerializeSeq, Serializer};

use super::arguments::{AnswersOf, Common, FollowCommand, OfStore, OutputFormat};
use super::case_told::tell;
use super::config::Config;
use super::sheet_format::refuse_pdf;
use super::sorted_cases::SortedCases;
use super::{CliError, ExitStatus, cases, norms, reading, report, writing};
use crate::catalogue;
use crate::follow::{CaseView, Confidential, Earlier, Follower, SeenSignal, Unfinished};
use crate::instrument::{Instrument, Norms};
use crate::output::{Readers, course_section, courses_page, status_in};
use crate::phrases::Phrases;
use crate::source::{did_you_mean, printable};
use crate::store::{Store, StoreError};

/// Follows cases over time.
pub fn run(command: &FollowCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    refuse_pdf(command.output.as_deref())?;
    writing::check_places(command.output.as_deref(), common.replace())?;
    look(command, &config, |looked| {
        let Looked { instrument, norms, phrases, views } = looked;
        if let Some(output) = &command.output {
            let (count, attention) = views.counts().map_err(of_answers)?;
            let page = courses_page(instrument, norms, (count, attention), phrases);
            writing::write_by(output, common.replace(), Readers::Owner, |out| {
                out.write_all(page.before.as_bytes())?;
                views.each(|view| out.write_all(course_section(instrument, norms, view, phrases).into_string().as_bytes()))?;
                out.write_all(page.after.as_bytes())
            })?;
            anstream::eprintln!("wrote {}: {}", output.display(), report::plural(count as u64, "case"));
            return Ok(ExitStatus::Fine);
        }
        match command.format {
            OutputFormat::Json => report::write_out(|out| views.json(out))?,
            OutputFormat::Text => {
                let counts = views.counts().map_err(of_answers)?;
                tell_measure(instrument, norms, phrases)?;
                report::say(&phrases.with("cases-attention", [("cases", counts.0.into()), ("attention", counts.1.into())]))?;
                let mut told = Ok(());
                views
                    .each(|view| {
                        if told.is_ok() {
                            told = tell(instrument, view, phrases);
                        }
                        Ok(())
                    })
                    .map_err(of_answers)?;
                told?;
            }
        }
        Ok(ExitStatus::Fine)
    })
}

/// What is found of cases, and what it is said with.
pub struct Looked<'a> {
    pub instrument: &'a Instrument,
    pub norms: Option<&'a Norms>,
    pub phrases: &'a Phrases,
    pub views: &'a Views<'a>,
}

/// Looks at the cases that a command asks for, and hands them on. What is wrong with the answers is said.
pub fn look(
    command: &FollowCommand,
    config: &Config,
    with: impl FnOnce(Looked<'_>) -> Result<ExitStatus, CliError>,
) -> Result<ExitStatus, CliError> {
    let mut found = catalogue::find(&command.instrument, &config.library)?;
    if !norms::take_in(command.norms.as_deref(), &mut found)? {
        return Ok(ExitStatus::Findings);
    }
    let Some((_, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nobody was followed");
        return Ok(ExitStatus::Findings);
    };
    let (worded, phrases) = config.in_language(instrument, &found, command.language.as_deref())?;
    let (original, instrument) = (instrument, &worded);
    let norms = command.norms.as_ref().map(|asked| norms::named(asked, instrument, &found)).transpose()?;
    let rules = cases::rules(instrument, config)?;
    let follower = Follower::new(instrument, norms, &rules).with_answers().speaking(&phrases);
    let of_store = OfStore { cases: command.cases.clone(), shows_confidential: command.confidential };
    let before = earlier_versions((command, &of_store), instrument, config)?;
    let earlier: Vec<(Earlier<'_>, &AnswersOf)> =
        before.iter().map(|(before, of)| (Earlier::new(before, instrument), of)).collect();
    let languages = reading::languages(original, &found);
    let of = AnswersOf { of_store, languages, ..command.of.clone() };
    let Some((follower, cases)) = cases::collected(follower, instrument, (&of, &earlier), None, config)? else {
        return Ok(ExitStatus::Findings);
    };
    let marked = confidential(command, instrument, config)?;
    let begun = begun(command, instrument, config)?;
    let seen = seen(command, instrument, config)?;
    are_there(&cases, &marked, command, config)?;
    super::store::say_left_out(marked.values().map(Vec::len).sum(), command.confidential);
    let reworded = reworded(command, before.iter().map(|(before, _)| before).chain([original]), config)?;
    let (marked, begun, seen, reworded) = (&marked, &begun, &seen, &reworded);
    let views = Views { follower: &follower, cases: &cases, marked, begun, seen, reworded, command };
    with(Looked { instrument, norms, phrases: &phrases, views: &views })
}

/// That answers cannot be read.
pub fn of_answers(error: io::Error) -> CliError {
    CliError::system("the answers", error)
}

/// The cases that were asked for, as those who work with them look at them. Each is looked at anew, so that not all are
/// held at once.
pub struct Views<'a> {
    follower: &'a Follower<'a>,
    cases: &'a SortedCases,
    marked: &'a Marked,
    begun: &'a Begun,
    seen: &'a Seen,
    /// Cases that answered under other words of the same version.
    reworded: &'a BTreeSet<String>,
    command: &'a FollowCommand,
}

impl Views<'_> {
    /// Hands over each, by the codes of the cases.
    pub fn each(&self, mut take: impl FnMut(&CaseView) -> io::Result<()>) -> io::Result<()> {
        let FollowCommand { cases: wanted, attention, .. } = self.command;
        self.cases.each(|case| {
            if !wanted.is_empty() && !wanted.contains(&case.code) {
                return Ok(());
            }
            let confidential = self.marked.get(&case.code).cloned().unwrap_or_default();
            let is_reworded = self.reworded.contains(&case.code);
            let begun = self.begun.get(&case.code).cloned().unwrap_or_default();
            let seen = self.seen.get(&case.code).map_or(&[][..], Vec::as_slice);
            let view = self.follower.view(&case).marked(confidential).begun(begun).seen(seen).reworded(is_reworded);
            if *attention && !view.needs_attention() { Ok(()) } else { take(&view) }
        })
    }

    /// How many there are, and how many of them need attention.
    fn counts(&self) -> io::Result<(usize, usize)> {
        let mut counts = (0, 0);
        self.each(|view| {
            counts = (counts.0 + 1, counts.1 + usize::from(view.needs_attention()));
            Ok(())
        })?;
        Ok(counts)
    }

    /// All of them as one JSON array, each written as soon as it was looked at.
    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = serde_json::Serializer::pretty(&mut *out);
        let mut all = writer.serialize_seq(None)?;
        self.each(|view| Ok(all.serialize_element(view)?))?;
        all.end()?;
        out.write_all(b"\n")
    }
}

/// Earlier versions with their answers: those that were named, and those of a store.
fn earlier_versions(
    (command, of_store): (&FollowCommand, &OfStore),
    instrument: &Instrument,
    config: &Config,
) -> Result<Vec<(Instrument, AnswersOf)>, CliError> {
    let mut named: Vec<(String, AnswersOf)> = Vec::new();
    for text in &command.earlier {
        let (reference, path) = text.split_once('=').ok_or_else(|| {
            let help = format!("write `--earlier {}@0.1.0=OLD.csv`", instrument.id);
            CliError::usage(format!("`--earlier {text}` lacks an `=`"), help)
        })?;
        let of = AnswersOf { answers: Some(path.into()), store: None, of_store: OfStore::default(), ..command.of.clone() };
        named.push((reference.to_owned(), of));
    }
    if let Some(store) = &command.of.store {
        let of = || AnswersOf { answers: None, store: Some(store.clone()), of_store: of_store.clone(), ..command.of.clone() };
        let versions = super::store::versions_in(store, instrument, &of_store.cases, config)?;
        named.extend(versions.into_iter().map(|reference| (reference, of())));
    }
    let mut versions = Vec::new();
    for (reference, of) in named {
        let found = catalogue::find(&reference, &config.library)?;
        let before = found.instruments().map(|(_, before)| before).find(|before| before.reference() == reference);
        let before = before.ok_or_else(|| {
            let help = "name it as `--earlier ID@VERSION=FILE`, and keep its file in the folder of instruments".to_owned();
            CliError::usage(format!("there is no sound version `{reference}`"), help)
        })?;
        if before.id != instrument.id || before.version >= instrument.version {
            let message = format!("{reference} is no earlier version of {}", instrument.reference());
            return Err(CliError::usage(message, None));
        }
        versions.push((before.clone(), of));
    }
    Ok(versions)
}

/// What is confidential, by the codes of the cases.
type Marked = BTreeMap<String, Vec<Confidential>>;

/// What was begun and is not finished, by the codes of the cases.
type Begun = BTreeMap<String, Vec<Unfinished>>;

/// Signals that somebody saw, by the codes of the cases.
type Seen = BTreeMap<String, Vec<SeenSignal>>;

/// What is confidential in a store, each under its case.
fn confidential(command: &FollowCommand, instrument: &Instrument, config: &Config) -> Result<Marked, CliError> {
    let mut marked = Marked::new();
    for [case, informant, occasion] in of_store(command, config, |store, case| store.confidential(&instrument.id, case))? {
        marked.entry(case).or_default().push(Confidential { informant, occasion });
    }
    Ok(marked)
}

/// What was begun in a store and is not finished, each under its case.
fn begun(command: &FollowCommand, instrument: &Instrument, config: &Config) -> Result<Begun, CliError> {
    let mut begun = Begun::new();
    for [case, informant, occasion] in of_store(command, config, |store, case| store.begun(&instrument.id, case))? {
        begun.entry(case).or_default().push(Unfinished { informant, occasion });
    }
    Ok(begun)
}

/// The signals in a store that somebody saw, each under its case.
fn seen(command: &FollowCommand, instrument: &Instrument, config: &Config) -> Result<Seen, CliError> {
    let mut seen = Seen::new();
    for (case, signal) in of_store(command, config, |store, case| store.seen_of(&instrument.id, case))? {
        seen.entry(case).or_default().push(signal);
    }
    Ok(seen)
}

/// What a store gives: of all cases, or of those that are asked for.
fn of_store<T>(
    command: &FollowCommand,
    config: &Config,
    read: impl Fn(&Store, Option<&str>) -> Result<Vec<T>, StoreError>,
) -> Result<Vec<T>, CliError> {
    let Some(path) = &command.of.store else { return Ok(vec![]) };
    let store = super::store::existing(path, config)?;
    let all = match &command.cases[..] {
        [] => read(&store, None),
        cases => cases
            .iter()
            .map(|case| read(&store, Some(case)))
            .collect::<Result<Vec<_>, _>>()
            .map(|all| all.into_iter().flatten().collect()),
    };
    all.map_err(super::store::failed)
}

/// The cases of a store that answered some of these versions under other words.
fn reworded<'a>(
    command: &FollowCommand,
    versions: impl Iterator<Item = &'a Instrument>,
    config: &Config,
) -> Result<BTreeSet<String>, CliError> {
    let Some(path) = &command.of.store else { return Ok(BTreeSet::new()) };
    let store = super::store::existing(path, config)?;
    let mut all = BTreeSet::new();
    for version in versions {
        all.append(&mut store.cases_reworded(version).map_err(super::store::failed)?);
    }
    Ok(all)
}

/// Fails where a case that was asked for is not among the answers.
fn are_there(cases: &SortedCases, marked: &Marked, command: &FollowCommand, config: &Config) -> Result<(), CliError> {
    let wanted = &command.cases;
    let mut missing: BTreeSet<&String> = wanted.iter().filter(|code| !marked.contains_key(*code)).collect();
    let all = |take: &mut dyn FnMut(String)| {
        cases.each(|case| {
            take(case.code);
            Ok(())
        })
    };
    if !wanted.is_empty() {
        all(&mut |code| {
            missing.remove(&code);
        })
        .map_err(of_answers)?;
    }
    let Some(missing) = wanted.iter().find(|code| missing.contains(code)) else { return Ok(()) };
    let mut known = Vec::new();
    match &command.of.store {
        // Of a store only the cases that were asked for were read.
        Some(store) => known = super::store::existing(store, config)?.case_codes().map_err(super::store::failed)?,
        None => all(&mut |code| known.push(code)).map_err(of_answers)?,
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Err(CliError::usage(format!("there is no case `{missing}` among the answers"), did_you_mean(missing, &known)))
}

/// Says which measure and which norms there are figures of.
pub fn tell_measure(instrument: &Instrument, norms: Option<&Norms>, phrases: &Phrases) -> Result<(), CliError> {
    let status = status_in(instrument.status, phrases);
    report::say(&format!("{}, {} ({status})", printable(&instrument.title), instrument.reference()))?;
    if let Some(norms) = norms {
        let population = printable(&norms.population);
        report::say(&format!("{} {} {} ({}): {population}", phrases.say("norms"), norms.id, norms.version, norms.status))?;
    }
    Ok(())
}
