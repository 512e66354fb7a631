use super::arguments::{Common, OutputFormat, TeamCommand};
use super::config::Config;
use super::summary::plain_table;
use super::{CliError, Ending, cases, catalogue, report, score};
use crate::follow::{Follower, LEAST, TeamReport};
use crate::output::team_page;
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
    if let Some(data) = &command.data {
        super::fmt::write_whole(data, data_of(&team)?)?;
        anstream::eprintln!("wrote {}", data.display());
    }
    if let Some(output) = &command.output {
        super::fmt::write_whole(output, team_page(instrument, norms, &team))?;
        anstream::eprintln!("wrote {}", output.display());
    }
    if command.data.is_none() && command.output.is_none() {
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

fn data_of(team: &TeamReport) -> Result<Vec<u8>, CliError> {
    let broken = |error: csv::Error| CliError::system("the figures", std::io::Error::other(error));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["informant", "what", "group", "figure", "value"]).map_err(broken)?;
    team.rows().iter().try_for_each(|row| writer.write_record(row)).map_err(broken)?;
    writer.into_inner().map_err(|error| CliError::system("the figures", std::io::Error::other(error.to_string())))
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
