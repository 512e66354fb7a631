use serde_json::json;

use super::arguments::{Common, DiffCommand, OutputFormat};
use super::catalogue::{Catalogue, Holds, find};
use super::config::Config;
use super::{CliError, Ending, report};
use crate::check::{Difference, VersionStep, difference};
use crate::exchange::{Wording, read_wording};
use crate::instrument::Instrument;
use crate::source::printable;

/// Says what differs between two versions of a measure, in meaning.
pub fn run(command: &DiffCommand, common: &Common) -> Result<Ending, CliError> {
    let config = Config::read(common)?;
    let folders = &config.instruments.folders;
    let (before, after) = (find(&command.before, folders)?, find(&command.after, folders)?);
    let (Some((_, one)), Some((_, two))) = (report::the_instrument(&before)?, report::the_instrument(&after)?) else {
        anstream::eprintln!("a measure with errors cannot be compared");
        return Ok(Ending::Findings);
    };
    let found = difference(one, two);
    let everything = Catalogue::check(folders, &[])?;
    let translations: Vec<String> = translations(&before, two);
    let norms = norms(&everything, one, two);
    match command.format {
        OutputFormat::Json => {
            let json = json!({"difference": found, "translations": translations, "norms": norms});
            report::say_json(&json)?;
        }
        OutputFormat::Text => tell(&found, &translations, &norms)?,
    }
    Ok(Ending::Fine)
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
        step => format!("this calls for a {} step", step.word()),
    };
    let makes = match found.makes {
        VersionStep::None => "the versions make none".to_owned(),
        step => format!("the versions make a {} one", step.word()),
    };
    report::say(&format!("\n{calls_for}, and {makes}"))?;
    if found.calls_for > found.makes && found.makes != VersionStep::None {
        report::say("that is too small: results of both would be taken for the same")?;
    }
    Ok(())
}

/// What becomes of the translations of the earlier version.
fn translations(before: &Catalogue, after: &Instrument) -> Vec<String> {
    let wording = |entry: &super::catalogue::Entry| -> Option<Wording> {
        matches!(entry.holds, Holds::Translation(_)).then(|| read_wording(&entry.parsed, after)).flatten()
    };
    let told = |wording: Wording| {
        let language = wording.language.clone();
        let (_, changes) = wording.brought_to(after);
        format!(
            "translation {language}: {} unchanged, {} stale, {} new, {} gone",
            changes.kept,
            changes.stale.len(),
            changes.added.len(),
            changes.removed.len()
        )
    };
    before.files.iter().filter_map(wording).map(told).collect()
}

/// Norms that fit the earlier version and not the later one.
fn norms(everything: &Catalogue, before: &Instrument, after: &Instrument) -> Vec<String> {
    everything
        .norms()
        .filter(|norms| {
            norms.of == before.id && norms.of_version.holds(&before.version) && !norms.of_version.holds(&after.version)
        })
        .map(|norms| format!("norms {}: of version {}, so they no longer fit", norms.id, norms.of_version))
        .collect()
}
