use arrow_array::RecordBatch;
use verbond_backend::Measure;

use super::arguments::{Common, OutputFormat, TeamCommand};
use super::config::Config;
use super::outputs::{self, OpenError, OutputRequest, PluginRun, Setting};
use super::summary::plain_table;
use super::{CliError, Ending, cases, catalogue, report, score};
use crate::exchange::measure_for_backends;
use crate::follow::{Follower, LEAST, TeamReport};
use crate::output::{Backend, team_page, team_table};
use crate::source::printable;

/// Gives the figures of a team.
pub fn run(command: &TeamCommand, common: &Common) -> Result<Ending, CliError> {
    let config = Config::read(common)?;
    let found = catalogue::find(&command.instrument, &config.instruments.folders)?;
    let Some((_, instrument)) = report::the_instrument(&found).filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so there are no figures");
        return Ok(Ending::Findings);
    };
    let norms = command.norms.as_ref().map(|asked| score::the_norms(asked, instrument, &found)).transpose()?;
    let rules = cases::rules(instrument, &config)?;
    let follower = Follower::new(instrument, norms, &rules);
    let collected = cases::collected(follower, instrument, (&command.of, &[]), command.by.as_deref(), &config)?;
    let Some((follower, cases)) = collected else { return Ok(Ending::Findings) };
    let team = follower.team(&cases);
    if !command.to.is_empty() {
        let measure = measure_for_backends(instrument, &found.translations().collect::<Vec<_>>());
        let table = team_table(instrument, norms, &team)
            .map_err(|error| CliError::system("the figures", std::io::Error::other(error)))?;
        if let Err(error) = write(&table, &command.to, &measure, &config) {
            return error.tell(command.format);
        }
    }
    if let Some(output) = &command.output {
        super::fmt::write_whole(output, team_page(instrument, norms, &team))?;
        anstream::eprintln!("wrote {}", output.display());
    }
    if command.to.is_empty() && command.output.is_none() {
        match command.format {
            OutputFormat::Json => report::say(&serde_json::to_string_pretty(&team).unwrap_or_default()),
            OutputFormat::Text => {
                report::say(&format!(
                    "{}, {} ({})",
                    printable(&instrument.title),
                    instrument.reference(),
                    instrument.status.word()
                ));
                if let Some(norms) = norms {
                    report::say(&format!(
                        "norms {} {} ({}): {}",
                        norms.id,
                        norms.version,
                        norms.status,
                        printable(&norms.population)
                    ));
                }
                tell(&team);
            }
        }
    }
    Ok(Ending::Fine)
}

/// Hands the figures to backends.
fn write(table: &RecordBatch, to: &[String], measure: &Measure, config: &Config) -> Result<(), OpenError> {
    let requests: Vec<OutputRequest> = to.iter().map(|text| OutputRequest::parse(text)).collect();
    if requests.iter().any(|request| request.backend == "html") {
        return Err(
            CliError::usage("`html` is a page of scores".to_owned(), "`--output FILE.html` writes the page".to_owned()).into()
        );
    }
    let prepared = outputs::prepare(&requests, config, PluginRun { in_process: false, limit: None, memory: None })?;
    if let Some(taker) = prepared.iter().find(|output| output.takes_answers()) {
        let message = format!("backend `{}` takes answers, and figures of a team hold none", taker.name());
        return Err(CliError::usage(message, "name one that takes scores, as csv, parquet or xlsx".to_owned()).into());
    }
    let setting = Setting { schema: table.schema(), measure, answers: true, causes: true, alone: true };
    let mut backends = outputs::open(prepared, &setting)?;
    for backend in &mut backends {
        match backend.encoder() {
            Some(encoder) => backend.write_encoded(encoder.encode(table))?,
            None => backend.write(table)?,
        }
        backend.finish()?;
    }
    backends.into_iter().try_for_each(Backend::publish)?;
    requests.iter().filter_map(|request| Some((&request.backend, request.path.as_ref()?))).for_each(|(backend, path)| {
        anstream::eprintln!("wrote {backend} {}", path.display());
    });
    Ok(())
}

fn tell(team: &TeamReport) {
    let count = |count: &Option<u64>| count.map_or("–".to_owned(), |count| count.to_string());
    let number = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.2}"));
    report::say(&format!("– figures of fewer than {LEAST} cases, and those from which they could be told"));
    report::say("\nscores at the last occasion");
    let mut table = plain_table(&["score", "who", "group", "mean", "SD"]);
    for score in &team.scores {
        let (label, who, group) = (score.label.clone(), score.informant.clone(), score.group.clone());
        table.add_row([label, who, group, number(score.mean), number(score.sd)]);
    }
    report::say(&table.trim_fmt());
    for counts in &team.tables {
        let of = if counts.informant.is_empty() { String::new() } else { format!(", {}", counts.informant) };
        report::say(&format!("\n{}{of}", printable(&counts.title)));
        let heading: Vec<&str> =
            ["group"].into_iter().chain(counts.categories.iter().map(String::as_str)).chain(["cases"]).collect();
        let mut table = plain_table(&heading);
        for (group, cells, total) in &counts.rows {
            table.add_row([group.clone()].into_iter().chain(cells.iter().map(count)).chain([count(total)]));
        }
        report::say(&table.trim_fmt());
    }
}
