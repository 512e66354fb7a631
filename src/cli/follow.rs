use super::arguments::{AnswersOf, Common, FollowCommand, OutputFormat};
use super::config::Config;
use super::summary::plain_table;
use super::{CliError, Ending, cases, catalogue, report, score};
use crate::follow::{Case, CaseView, Change, Earlier, Follower};
use crate::instrument::Instrument;
use crate::output::courses_page;
use crate::source::{did_you_mean, printable};

/// Follows cases over time.
pub fn run(command: &FollowCommand, common: &Common) -> Result<Ending, CliError> {
    let config = Config::read(common)?;
    let found = catalogue::find(&command.instrument, &config.instruments.folders)?;
    let Some((_, instrument)) = report::the_instrument(&found).filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nobody was followed");
        return Ok(Ending::Findings);
    };
    let norms = command.norms.as_ref().map(|asked| score::the_norms(asked, instrument, &found)).transpose()?;
    let rules = cases::rules(instrument, &config)?;
    let follower = Follower::new(instrument, norms, &rules);
    let before = earlier_versions(command, instrument, &config)?;
    let earlier: Vec<(Earlier<'_>, &AnswersOf)> =
        before.iter().map(|(before, of)| (Earlier::new(before, instrument), of)).collect();
    let Some((follower, cases)) = cases::collected(follower, instrument, (&command.of, &earlier), None, &config)? else {
        return Ok(Ending::Findings);
    };
    let cases = asked_for(cases, &command.cases)?;
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

/// Earlier versions with their answers: those that were named, and those of a store.
fn earlier_versions(
    command: &FollowCommand,
    instrument: &Instrument,
    config: &Config,
) -> Result<Vec<(Instrument, AnswersOf)>, CliError> {
    let mut named: Vec<(String, AnswersOf)> = Vec::new();
    for text in &command.earlier {
        let (reference, path) = text.split_once('=').ok_or_else(|| {
            let help = format!("write `--earlier {}@0.1.0=OLD.csv`", instrument.id);
            CliError::usage(format!("`--earlier {text}` lacks an `=`"), help)
        })?;
        named.push((reference.to_owned(), AnswersOf { answers: Some(path.into()), store: None, on_bad: command.of.on_bad }));
    }
    if let Some(store) = &command.of.store {
        let of = || AnswersOf { answers: None, store: Some(store.clone()), on_bad: command.of.on_bad };
        named.extend(super::store::versions_in(store, instrument, config)?.into_iter().map(|reference| (reference, of())));
    }
    let mut versions = Vec::new();
    for (reference, of) in named {
        let found = catalogue::find(&reference, &config.instruments.folders)?;
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
    lines.extend(view.versions.iter().map(|change| format!("{}; scores that do not compare are left out", change.words())));
    lines.extend(view.alerts.iter().map(|raised| format!("alert ({}): {}", raised.informant, raised.sentence)));
    lines.extend(
        view.signs
            .iter()
            .map(|sign| format!("sign of a rupture ({}): {} {} [{}]", sign.informant, sign.score, sign.words, sign.source)),
    );
    lines
}
