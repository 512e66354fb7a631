use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal};

use super::arguments::{Common, MatchCommand, OutputFormat};
use super::config::Config;
use super::summary::plain_table;
use super::{CliError, ExitStatus, reading, report, writing};
use crate::catalogue;
use crate::files;
use crate::instrument::Instrument;
use crate::output::Readers;
use crate::responses::{Found, Matching, Proposal, ReadError, Shape};
use crate::source::{SourceFile, printable};

/// Proposes what each column of a file of answers is, as settings for a person to review.
pub fn run(command: &MatchCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    let found = catalogue::find(&command.instrument, &config.library)?;
    let Some((_, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nothing was matched");
        return Ok(ExitStatus::Findings);
    };
    if let Some(output) = &command.output {
        writing::check_place(output, common.replace())?;
    }
    let from = command.from.from.as_deref();
    let options = reading::options(&command.reading, from, &config.answers, reading::languages(instrument, &found))?;
    let format = reading::format_or_csv(&command.answers, from, &config.answers)?;
    let name = command.answers.display().to_string();
    let file = files::open(&command.answers).map_err(|error| CliError::system(name.clone(), error))?;
    let mut matching = match Matching::of(instrument, Box::new(file), format, &options) {
        Ok(matching) => matching,
        Err(ReadError::Io(error)) => return Err(CliError::system(name, error)),
        Err(ReadError::Fault(diagnostic)) => {
            report::print(&SourceFile::new(name, ""), &[*diagnostic], report::Channel::Stderr)?;
            return Ok(ExitStatus::Findings);
        }
    };
    report::print(&SourceFile::new(name.clone(), ""), &matching.warnings, report::Channel::Stderr)?;
    if std::io::stdin().is_terminal() && command.format == OutputFormat::Text {
        ask(&mut matching)?;
    }
    match command.format {
        OutputFormat::Json => report::say_json(&as_json(&matching))?,
        OutputFormat::Text => tell(instrument, &matching)?,
    }
    if let Some(output) = &command.output {
        let said: BTreeMap<String, String> = options.map.iter().cloned().collect();
        writing::write(output, settings(&command.instrument, &matching, &said), common.replace(), Readers::Usual)?;
        anstream::eprintln!("wrote {}", output.display());
        if matching.found.iter().all(|proposal| proposal.how.is_sure()) {
            anstream::eprintln!("`verbond score {} {name} --config {}` needs nothing else", command.instrument, output.display());
        }
    }
    let is_whole = matching.found.iter().all(|proposal| proposal.how.is_sure());
    Ok(if is_whole { ExitStatus::Fine } else { ExitStatus::Findings })
}

/// Asks about what is not sure. An empty line takes what is proposed; a dash leaves it open.
fn ask(matching: &mut Matching) -> Result<(), CliError> {
    let mut lines = std::io::stdin().lock().lines();
    let Matching { found, unused, .. } = matching;
    for proposal in found.iter_mut().filter(|proposal| !proposal.how.is_sure()) {
        loop {
            let proposed = proposal.column.as_deref().map_or(String::new(), |column| format!(" [{}]", printable(column)));
            anstream::eprint!("which column is `{}`?{proposed} ", proposal.name);
            let Some(line) = lines.next().transpose().map_err(|error| CliError::system("<stdin>", error))? else { return Ok(()) };
            match line.trim() {
                "" if proposal.column.is_some() => proposal.how = Found::ByName,
                "" | "-" => {}
                column if unused.iter().any(|name| name == column) || proposal.column.as_deref() == Some(column) => {
                    (proposal.column, proposal.how) = (Some(column.to_owned()), Found::ByName);
                }
                other => {
                    anstream::eprintln!("  there is no such column that is free: `{}`", printable(other));
                    continue;
                }
            }
            break;
        }
    }
    Ok(())
}

fn tell(instrument: &Instrument, matching: &Matching) -> Result<(), CliError> {
    if let Some(shape) = matching.shape {
        report::say(&format!("read as {}\n", shape.label()))?;
    }
    let mut table = plain_table(&["name", "column", "how"]);
    for Proposal { name, column, how } in &matching.found {
        table.add_row([name.clone(), printable(column.as_deref().unwrap_or("-")).to_string(), how.words().to_owned()]);
    }
    report::say(&table.to_string())?;
    if !matching.unused.is_empty() {
        let names: Vec<String> = matching.unused.iter().map(|name| printable(name).to_string()).collect();
        report::say(&format!("\nnothing is made of: {}", names.join(", ")))?;
    }
    for scale in &matching.may_count_from_one {
        let message = format!(
            "\nno answer on the scale `{scale}` of {} is 0: if the program counts from 1, say `--count-from 1`",
            instrument.id
        );
        report::say(&message)?;
    }
    let open = matching.found.iter().filter(|proposal| !proposal.how.is_sure()).count() as u64;
    if open > 0 {
        anstream::eprintln!("{} for you to decide", report::plural(open, "name"));
    }
    Ok(())
}

fn as_json(matching: &Matching) -> serde_json::Value {
    let names = matching.found.iter().map(|proposal| {
        serde_json::json!({
            "name": proposal.name,
            "column": proposal.column,
            "how": proposal.how.words(),
            "sure": proposal.how.is_sure(),
        })
    });
    serde_json::json!({
        "from": matching.shape.map(name_of),
        "names": names.collect::<Vec<_>>(),
        "unused": matching.unused,
        "may_count_from_one": matching.may_count_from_one,
    })
}

fn name_of(shape: Shape) -> &'static str {
    Shape::ALL.iter().find(|(_, known)| *known == shape).map_or("plain", |(name, _)| name)
}

/// The settings that make it so. What is not sure is a remark, for a person to decide.
fn settings(instrument: &str, matching: &Matching, said: &BTreeMap<String, String>) -> String {
    let mut text = format!("# Which column is which in answers to {instrument}: look it over.\n[answers]\n");
    if let Some(shape) = matching.shape {
        text.push_str(&format!("from = \"{}\"\n", name_of(shape)));
    }
    for scale in &matching.may_count_from_one {
        text.push_str(&format!("# No answer on the scale {scale} is 0. If the program counts from 1:\n# count-from = 1\n"));
    }
    text.push_str("\n[answers.map]\n");
    for (name, column) in said {
        text.push_str(&format!("{} = {}\n", quoted(name), quoted(column)));
    }
    for Proposal { name, column, how } in &matching.found {
        let line = column.as_ref().map(|column| format!("{} = {}", quoted(name), quoted(column)));
        match (how, line) {
            // The reader takes these by itself, and says so.
            (Found::ByText | Found::ByProgram, _) => {}
            (Found::ByName, _) if column.as_ref() == Some(name) || said.values().any(|known| Some(known) == column.as_ref()) => {}
            (how, Some(line)) if how.is_sure() => text.push_str(&format!("{line}\n")),
            (how, Some(line)) => text.push_str(&format!("# {line}  # {}\n", how.words())),
            (_, None) => text.push_str(&format!("# {} = \"\"  # open\n", quoted(name))),
        }
    }
    text
}

/// A text as TOML writes it, in quotation marks.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
