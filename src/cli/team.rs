use arrow_array::RecordBatch;
use verbond_backend::Measure;

use super::arguments::{AnswersOf, Common, OfStore, OutputFormat, TeamCommand};
use super::config::Config;
use super::follow::tell_measure;
use super::outputs::{self, Failure};
use super::sheet_format::refuse_pdf;
use super::summary::plain_table;
use super::{CliError, ExitStatus, cases, norms, reading, report, writing};
use crate::catalogue;
use crate::exchange::measure_for_backends;
use crate::follow::{Follower, LEAST, TeamCounts, TeamReport, count_in_figures};
use crate::instrument::Instrument;
use crate::output::{Contents, OutputRequest, PluginRun, Readers, Replace, prepare, refuse_shared_files, team_page, team_table};
use crate::phrases::Phrases;
use crate::source::printable;

/// Gives the figures of a team.
pub fn run(command: &TeamCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    refuse_pdf(command.output.as_deref())?;
    writing::check_places(command.output.as_deref(), common.replace())?;
    let mut found = catalogue::find(&command.instrument, &config.library)?;
    if !norms::take_in(command.norms.as_deref(), &mut found)? {
        return Ok(ExitStatus::Findings);
    }
    let Some((_, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so there are no figures");
        return Ok(ExitStatus::Findings);
    };
    let (worded, phrases) = config.in_language(instrument, &found, command.language.as_deref())?;
    let (original, instrument) = (instrument, &worded);
    let of_store = OfStore { cases: vec![], shows_confidential: true };
    let of = AnswersOf { of_store, languages: reading::languages(original, &found), ..command.of.clone() };
    let norms = command.norms.as_ref().map(|asked| norms::named(asked, instrument, &found)).transpose()?;
    let rules = cases::rules(instrument, &config)?;
    let follower = Follower::new(instrument, norms, &rules).speaking(&phrases);
    let collected = cases::collected(follower, instrument, (&of, &[]), command.by.as_deref(), &config)?;
    let Some((follower, cases)) = collected else { return Ok(ExitStatus::Findings) };
    let mut counts = TeamCounts::default();
    let counted = cases.each(|case| {
        counts.add(&follower, &case);
        Ok(())
    });
    counted.map_err(|error| CliError::system("the answers", error))?;
    let team = counts.report(&follower);
    if !command.to.is_empty() {
        let measure = measure_for_backends(instrument, &found.translations().collect::<Vec<_>>(), false);
        let table = team_table(instrument, norms, &team)
            .map_err(|error| CliError::system("the figures", std::io::Error::other(error)))?;
        if let Err(error) = write(&table, command, &measure, &config, common.replace()) {
            return error.tell(command.format);
        }
    }
    let by = instrument.known.iter().find(|known| Some(known.name.as_str()) == command.by.as_deref());
    let called = |group: &str| by.map_or_else(|| group.to_owned(), |known| known.value_called(group).into_owned());
    let shown = team.clone().with_groups_called(&called);
    let printed = team.clone().with_groups_called(&|group| printable(&called(group)));
    if let Some(output) = &command.output {
        writing::write(output, team_page(instrument, norms, &shown, &phrases), common.replace(), Readers::Usual)?;
        anstream::eprintln!("wrote {}", output.display());
    }
    if command.to.is_empty() && command.output.is_none() {
        match command.format {
            OutputFormat::Json => report::say_json(&team)?,
            OutputFormat::Text => {
                tell_measure(instrument, norms, &phrases)?;
                tell(instrument, &printed, &phrases)?;
            }
        }
    }
    Ok(ExitStatus::Fine)
}

/// Hands the figures to backends.
fn write(
    table: &RecordBatch,
    command: &TeamCommand,
    measure: &Measure,
    config: &Config,
    replace: Replace,
) -> Result<(), Failure> {
    let requests: Vec<OutputRequest> = command.to.iter().map(|text| OutputRequest::parse(text, replace)).collect();
    refuse_shared_files(requests.iter().filter_map(|request| request.path.as_deref()).chain(command.output.as_deref()))?;
    if requests.iter().any(|request| request.backend == "html") {
        return Err(
            CliError::usage("`html` is a page of scores".to_owned(), "`--output FILE.html` writes the page".to_owned()).into()
        );
    }
    let prepared = prepare(&requests, &config.plugin_site(PluginRun::default()))?;
    if let Some(taker) = prepared.iter().find(|output| output.takes_answers()) {
        let message = format!("backend `{}` takes answers, and figures of a team hold none", taker.name());
        return Err(CliError::usage(message, "name one that takes scores, as csv, parquet or xlsx".to_owned()).into());
    }
    let contents = Contents { schema: table.schema(), measure, answers: true, causes: true, columns: &[], alone: true };
    for (file, remarks) in outputs::hand_over(prepared, &contents, Some(table))? {
        report::print(&file, &remarks, report::Channel::Stderr)?;
    }
    requests.iter().filter_map(|request| Some((&request.backend, request.path.as_ref()?))).for_each(|(backend, path)| {
        anstream::eprintln!("wrote {backend} {}", path.display());
    });
    Ok(())
}

fn tell(instrument: &Instrument, team: &TeamReport, phrases: &Phrases) -> Result<(), CliError> {
    let number = |value: Option<f64>| phrases.figure(value);
    for fact in team.facts(instrument, phrases) {
        let told = [fact.about, format!("{} {}", fact.number, fact.counted), fact.beside];
        report::say(&format!("{}: {}. {}", printable(&told[0]), printable(told[1].trim_end()), printable(&told[2])))?;
    }
    let rounded = phrases.say("count-rounded");
    report::say(&format!("–: {} {rounded}", phrases.with("small-hidden", [("least", LEAST.into())])))?;
    team.reasons.iter().try_for_each(|reason| report::say(&printable(reason)))?;
    report::say(&format!("\n{}", phrases.say("scores-at-last")))?;
    let heads = ["score", "who", "group", "mean", "sd"].map(|id| phrases.say(id));
    let mut table = plain_table(&heads.each_ref().map(String::as_str));
    for score in &team.scores {
        let (label, who, group) = (score.label.clone(), instrument.called(&score.informant).to_owned(), score.group.clone());
        table.add_row([label, who, group, number(score.mean), number(score.sd)]);
    }
    report::say(&table.trim_fmt())?;
    let [group, cases] = ["group", "cases"].map(|id| phrases.say(id));
    for counts in &team.tables {
        let of = if counts.informant.is_empty() { String::new() } else { format!(", {}", instrument.called(&counts.informant)) };
        report::say(&format!("\n{}{of}", printable(&counts.title)))?;
        let categories = counts.categories.iter().map(String::as_str);
        let heading: Vec<&str> = [group.as_str()].into_iter().chain(categories).chain([cases.as_str()]).collect();
        let mut table = plain_table(&heading);
        for (group, cells, total) in &counts.rows {
            table.add_row(
                [group.clone()]
                    .into_iter()
                    .chain(cells.iter().map(|cell| count_in_figures(*cell)))
                    .chain([count_in_figures(*total)]),
            );
        }
        report::say(&table.trim_fmt())?;
    }
    Ok(())
}
