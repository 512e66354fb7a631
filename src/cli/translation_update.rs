//! Bringing translations in line with the newest version of their measure.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::arguments::OutputFormat;
use super::config::Config;
use super::translate::{Pair, pairs, write};
use super::{CliError, ExitStatus, report, translation_place};
use crate::catalogue::Catalogue;
use crate::exchange::{Changes, Wording};
use crate::instrument::Instrument;
use crate::output::Replace;
use crate::source::Diagnostic;

/// What becomes of a file.
enum Outcome {
    /// It is in line with its measure.
    InLine,
    /// It is written anew in its own place.
    InPlace(Wording),
    /// It is released, so what is in line goes into a file beside it.
    Beside(PathBuf, Wording),
    /// It is released, and the file beside it is there already.
    ThereAlready(PathBuf),
    /// It is released for this very version of the measure, whose texts are others now.
    SameVersion,
}

/// Brings translations in line with the newest version of their measure. What is released is never changed: a file
/// beside it is written.
pub fn run(files: &[PathBuf], check: bool, format: OutputFormat, config: &Config) -> Result<ExitStatus, CliError> {
    let catalogue = Catalogue::check(files, &config.library)?;
    let mut ending = ExitStatus::Fine;
    let mut json = Vec::new();
    let found = pairs(catalogue.asked(), &catalogue, true);
    if found.is_empty() {
        let help = "name translation files whose measure is among the instruments".to_owned();
        return Err(CliError::usage("there is no translation to bring in line", help));
    }
    for Pair { entry, instrument, wording } in found {
        if entry.parsed.diagnostics.iter().any(Diagnostic::is_error) {
            report::print(&entry.file, &entry.parsed.diagnostics, report::Channel::Stderr)?;
            anstream::eprintln!("{} cannot be read, so it was left as it is", entry.location);
            ending = ExitStatus::Findings;
            continue;
        }
        let path = entry.location.to_be_written()?.to_owned();
        let (outcome, changes) = outcome(&path, wording, instrument);
        let replace = match &outcome {
            Outcome::InPlace(_) => Replace::InPlace,
            Outcome::InLine | Outcome::SameVersion | Outcome::ThereAlready(_) | Outcome::Beside(..) => Replace::Never,
        };
        let (to, changed) = match &outcome {
            Outcome::InLine | Outcome::SameVersion => (None, None),
            Outcome::ThereAlready(place) => (Some(place), None),
            Outcome::InPlace(wording) => (Some(&path), Some(wording)),
            Outcome::Beside(place, wording) => (Some(place), Some(wording)),
        };
        if let (Some(place), Some(wording), false) = (to, changed, check) {
            write(wording, place, replace)?;
        }
        if changed.is_some() && check || matches!(outcome, Outcome::SameVersion) {
            ending = ExitStatus::Findings;
        }
        match format {
            OutputFormat::Text => tell(&path, instrument, &outcome, &changes, check)?,
            OutputFormat::Json => json.push(json!({"path": path, "to": to, "measure": instrument.reference(),
                "changed": changed.is_some(), "changes": changes})),
        }
    }
    if format == OutputFormat::Json {
        report::say_json(&json)?;
    }
    Ok(ending)
}

fn outcome(path: &Path, before: Wording, instrument: &Instrument) -> (Outcome, Changes) {
    let (mut wording, changes) = before.clone().brought_to(instrument);
    let outcome = match (wording == before, before.is_released()) {
        (true, _) => Outcome::InLine,
        (false, false) => Outcome::InPlace(wording),
        (false, true) => {
            // A word that was mended stays within the version that a translation names, so the new file names all of
            // it.
            let full = instrument.version.to_string();
            if wording.version == before.version && before.version == full {
                return (Outcome::SameVersion, changes);
            }
            if wording.version == before.version {
                wording.version = full;
            }
            if !(changes.stale.is_empty() && changes.added.is_empty()) {
                wording.reopen();
            }
            let place = translation_place::of_later_version(path, &before.version, &wording);
            if place.exists() { Outcome::ThereAlready(place) } else { Outcome::Beside(place, wording) }
        }
    };
    (outcome, changes)
}

fn tell(path: &Path, instrument: &Instrument, outcome: &Outcome, changes: &Changes, check: bool) -> Result<(), CliError> {
    let (path, measure) = (path.display(), instrument.reference());
    let said = match (outcome, check) {
        (Outcome::InLine, _) => format!("{path} is in line with {measure}"),
        (Outcome::InPlace(_), true) => format!("{path} would be brought in line with {measure}"),
        (Outcome::InPlace(_), false) => format!("{path} was brought in line with {measure}"),
        (Outcome::Beside(place, _), true) => {
            format!("{path} is released and would stay as it is; {} would be written, in line with {measure}", place.display())
        }
        (Outcome::Beside(place, _), false) => {
            format!("{path} is released and stays as it is; {} was written, in line with {measure}", place.display())
        }
        (Outcome::ThereAlready(place), _) => {
            format!("{path} is released and stays as it is; {} is there already for {measure}", place.display())
        }
        (Outcome::SameVersion, _) => {
            format!("{path} is released and stays as it is; {measure} has other texts now, so give the measure a new version")
        }
    };
    report::say(&said)?;
    if matches!(outcome, Outcome::ThereAlready(_)) {
        return Ok(());
    }
    let list = |what: &str, paths: &[String]| {
        if paths.is_empty() { Ok(()) } else { report::say(&format!("  {what}: {}", paths.join(", "))) }
    };
    report::say(&format!("  unchanged: {}", changes.kept))?;
    list("stale", &changes.stale)?;
    list("new", &changes.added)?;
    let renamed: Vec<String> = changes.renamed.iter().map(|(before, after)| format!("{before} is now {after}")).collect();
    list("renamed", &renamed)?;
    list("gone, kept as a comment", &changes.removed)?;
    if let Outcome::Beside(_, wording) = outcome {
        let status = wording.status().unwrap_or("forward");
        let why =
            if wording.is_released() { "as no text of it has to be worked on" } else { "as texts of it have to be worked on" };
        report::say(&format!("  its status is `{status}`, {why}"))?;
    }
    Ok(())
}
