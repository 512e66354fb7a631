use serde_json::json;

use super::arguments::{Common, DiffCommand, OutputFormat};
use super::config::Config;
use super::{CliError, ExitStatus, report, schedule};
use crate::catalogue::{Catalogue, find};
use crate::check::{Difference, VersionStep, difference};
use crate::exchange::{norms_left_behind, translation_outlook};
use crate::source::printable;

/// Says what differs between two versions of a measure or a schedule, in meaning.
pub fn run(command: &DiffCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    if let Some(found) = schedule::difference(&command.before, &command.after, &config)? {
        let found = match found {
            Ok(found) => found,
            Err(status) => return Ok(status),
        };
        match command.format {
            OutputFormat::Json => report::say_json(&json!({"difference": found}))?,
            OutputFormat::Text => tell(&found, &[], &[])?,
        }
        return Ok(ExitStatus::Fine);
    }
    let library = &config.library;
    let (before, after) = (find(&command.before, library)?, find(&command.after, library)?);
    let (Some((_, one)), Some((_, two))) = (report::the_instrument(&before)?, report::the_instrument(&after)?) else {
        anstream::eprintln!("a measure with errors cannot be compared");
        return Ok(ExitStatus::Findings);
    };
    let found = difference(one, two);
    let everything = Catalogue::of(&one.id, library)?;
    let of_before = before.files.iter().filter(|entry| entry.translation().is_some());
    let outlook = of_before.filter_map(|entry| translation_outlook(&entry.parsed, two));
    let translations: Vec<String> = outlook.map(|outlook| outlook.to_string()).collect();
    let norms: Vec<String> = norms_left_behind(everything.norms(), one, two).iter().map(ToString::to_string).collect();
    match command.format {
        OutputFormat::Json => {
            let json = json!({"difference": found, "translations": translations, "norms": norms});
            report::say_json(&json)?;
        }
        OutputFormat::Text => tell(&found, &translations, &norms)?,
    }
    Ok(ExitStatus::Fine)
}

fn tell(found: &Difference, translations: &[String], norms: &[String]) -> Result<(), CliError> {
    report::say(&format!("{} to {}", found.before, found.after))?;
    if found.changes.is_empty() {
        report::say("\nnothing differs in meaning")?;
    }
    for change in &found.changes {
        report::say(&format!("\n{:<5}  {} {}: {}", change.calls_for.word(), change.of, change.name, change.what))?;
        for (sign, text) in [("-", &change.before), ("+", &change.after)] {
            if let Some(text) = text.as_ref().filter(|text| !text.is_empty()) {
                report::say(&format!("         {sign} {}", printable(text)))?;
            }
        }
    }
    report::say("")?;
    for score in &found.scores {
        let verdict = if score.comparable { "compares" } else { "does not compare" };
        report::say(&format!("{} {verdict}: {}", score.name, score.why))?;
    }
    for line in translations.iter().chain(norms) {
        report::say(line)?;
    }
    let calls_for = match found.calls_for {
        VersionStep::None => "nothing calls for a step".to_owned(),
        step @ (VersionStep::Patch | VersionStep::Minor | VersionStep::Major) => format!("this calls for a {} step", step.word()),
    };
    let makes = match found.makes {
        VersionStep::None => "the versions make none".to_owned(),
        step @ (VersionStep::Patch | VersionStep::Minor | VersionStep::Major) => {
            format!("the versions make a {} one", step.word())
        }
    };
    report::say(&format!("\n{calls_for}, and {makes}"))?;
    if found.calls_for > found.makes && found.makes != VersionStep::None {
        let why = if found.scores.is_empty() { "" } else { ": results of both would be taken for the same" };
        report::say(&format!("that is too small{why}"))?;
    }
    Ok(())
}
