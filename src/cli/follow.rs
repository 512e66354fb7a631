use std::fs::File;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

use super::arguments::{Common, FollowCommand, OutputFormat};
use super::config::Config;
use super::summary::plain_table;
use super::{CliError, Ending, catalogue, report, score};
use crate::follow::{Case, CaseView, Change, Collector, Follower, Rule};
use crate::instrument::Instrument;
use crate::output::courses_page;
use crate::responses::{Answers, Format, ReadError, ReadOptions};
use crate::source::{Complaint, SourceFile, did_you_mean, printable};

/// Follows cases over time.
pub fn run(command: &FollowCommand, common: &Common) -> Result<Ending, CliError> {
    let config = Config::read(common)?;
    let found = catalogue::find(&command.instrument, &config.instruments.folders)?;
    let Some((_, instrument)) = report::the_instrument(&found).filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nobody was followed");
        return Ok(Ending::Findings);
    };
    let norms = command.norms.as_ref().map(|asked| score::the_norms(asked, instrument, &found)).transpose()?;
    let rules: Vec<Rule> = config
        .rupture
        .iter()
        .map(|setting| setting.rule(instrument))
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect();
    let follower = Follower::new(instrument, norms, &rules);
    let Some(collector) = collected(&follower, instrument, command, &config)? else { return Ok(Ending::Findings) };
    if collector.without_case > 0 {
        anstream::eprintln!(
            "{} have no code of a case and cannot be followed",
            report::plural(collector.without_case, "administration")
        );
    }
    let cases = asked_for(collector.cases(), &command.cases)?;
    let views: Vec<CaseView> =
        cases.iter().map(|case| follower.view(case)).filter(|view| !command.attention || view.needs_attention()).collect();
    if let Some(output) = &command.output {
        super::fmt::write_whole(output, courses_page(instrument, norms, &views))?;
        anstream::eprintln!("wrote {}: {}", output.display(), report::plural(views.len() as u64, "case"));
        return Ok(Ending::Fine);
    }
    match command.format {
        OutputFormat::Json => report::say(&serde_json::to_string_pretty(&views).unwrap_or_default()),
        OutputFormat::Text => tell(instrument, norms, &views),
    }
    Ok(Ending::Fine)
}

fn asked_for(cases: Vec<Case>, wanted: &[String]) -> Result<Vec<Case>, CliError> {
    if wanted.is_empty() {
        return Ok(cases);
    }
    let known: Vec<&str> = cases.iter().map(|case| case.code.as_str()).collect();
    if let Some(missing) = wanted.iter().find(|code| !known.contains(&code.as_str())) {
        return Err(CliError::usage(format!("there is no case `{missing}` among the answers"), did_you_mean(missing, &known)));
    }
    Ok(cases.into_iter().filter(|case| wanted.contains(&case.code)).collect())
}

/// Reads and scores the answers. `None` where something is wrong with them, which is then said.
fn collected(
    follower: &Follower<'_>,
    instrument: &Instrument,
    command: &FollowCommand,
    config: &Config,
) -> Result<Option<Collector>, CliError> {
    let path = command.answers.as_deref().or(command.store.as_deref()).unwrap_or(Path::new(""));
    let name = path.display().to_string();
    let system = |error| CliError::system(name.clone(), error);
    let file = SourceFile::new(name.clone(), "");
    let ending = path.extension().map_or(String::new(), |ending| ending.to_string_lossy().into_owned());
    let format = Format::of_ending(&ending).unwrap_or(Format::Csv);
    let options = ReadOptions {
        missing: config.answers.missing.clone(),
        map: config.answers.map.iter().map(|(name, column)| (name.clone(), column.clone())).collect(),
        ..ReadOptions::default()
    };
    let refused = |complaints: &[Complaint]| {
        report::print(&file, complaints, report::Channel::Stderr);
        anstream::eprintln!("nobody was followed; `verbond score --on-bad missing` shows how to go on without what is wrong");
    };
    let input: Box<dyn Read + Send> = match &command.store {
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
    Ok(Some(collector))
}

fn tell(instrument: &Instrument, norms: Option<&crate::instrument::Norms>, views: &[CaseView]) {
    let attention = views.iter().filter(|view| view.needs_attention()).count();
    report::say(&format!("{}, {} ({})", printable(&instrument.title), instrument.reference(), instrument.status.word()));
    if let Some(norms) = norms {
        report::say(&format!("norms {} {} ({}): {}", norms.id, norms.version, norms.status, printable(&norms.population)));
    }
    report::say(&format!("{}, {attention} with an alert or a sign of a rupture now", report::plural(views.len() as u64, "case")));
    for view in views {
        report::say(&format!("\ncase {}", printable(&view.case)));
        let occasions = view.occasions();
        let heading: Vec<&str> = ["score", "who"]
            .into_iter()
            .chain(occasions.iter().map(String::as_str))
            .chain(["band", "since the first", "since the one before"])
            .collect();
        let mut table = plain_table(&heading);
        for thread in &view.threads {
            let values = occasions.iter().map(|occasion| {
                let value = thread.values.iter().find(|(there, _)| there == occasion);
                value.map_or(String::new(), |(_, value)| value.map_or("–".to_owned(), |value| format!("{value:.2}")))
            });
            let change = |change: &Option<Change>| change.as_ref().map_or(String::new(), short);
            let row = [thread.label.clone(), thread.informant.clone()].into_iter().chain(values);
            table.add_row(row.chain([
                thread.band.clone().unwrap_or_default(),
                change(&thread.since_first),
                change(&thread.since_last),
            ]));
        }
        report::say(&table.trim_fmt());
        notes(view).iter().for_each(|line| report::say(&format!("  {}", printable(line))));
    }
}

/// A change in a cell: how much, and a mark where it is more than chance explains.
fn short(change: &Change) -> String {
    use crate::follow::Verdict;
    let mark = match change.verdict {
        Verdict::Told(reliable) if reliable.is_reliable => " *",
        Verdict::Told(_) => "",
        Verdict::Untold(_) => " ?",
    };
    format!("{:+.2}{mark}", change.to - change.from)
}

/// What there is to say of a case, a line each.
fn notes(view: &CaseView) -> Vec<String> {
    let mut lines = Vec::new();
    for thread in &view.threads {
        let changes = [("since the first", &thread.since_first), ("since the one before", &thread.since_last)];
        for (since, change) in changes {
            if let Some(change) =
                change.filter(|change| matches!(change.verdict, crate::follow::Verdict::Told(reliable) if reliable.is_reliable))
            {
                lines.push(format!("{} ({}) is {} {since}", thread.label, thread.informant, change.words()));
            }
        }
    }
    let untold = view.threads.iter().filter_map(|thread| thread.since_first.or(thread.since_last).map(|change| (thread, change)));
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for (thread, change) in untold.filter(|(_, change)| matches!(change.verdict, crate::follow::Verdict::Untold(_))) {
        let label = format!("{} ({})", thread.label, thread.informant);
        match reasons.iter_mut().find(|(why, _)| *why == change.words()) {
            Some((_, labels)) => labels.push(label),
            None => reasons.push((change.words(), vec![label])),
        }
    }
    lines.extend(reasons.into_iter().map(|(why, labels)| format!("? {why}: {}", labels.join(", "))));
    let cautions = view.threads.iter().filter_map(|thread| Some((thread, thread.since_last?.caution()?)));
    lines.extend(cautions.map(|(thread, caution)| format!("! {caution}: {} ({})", thread.label, thread.informant)));
    if let Some(first) = view.gaps.first() {
        let gaps: Vec<String> = view.gaps.iter().map(|gap| format!("{} {:+.2}", gap.score, gap.difference)).collect();
        lines.push(format!("{} less {} at occasion {}: {}", first.first.0, first.second.0, first.occasion, gaps.join(", ")));
    }
    lines.extend(view.alerts.iter().map(|raised| format!("alert ({}): {}", raised.informant, raised.sentence)));
    lines.extend(
        view.signs
            .iter()
            .map(|sign| format!("sign of a rupture ({}): {} {} [{}]", sign.informant, sign.score, sign.words, sign.source)),
    );
    lines
}
