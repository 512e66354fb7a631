use std::path::Path;

use serde_json::json;

use super::arguments::{Common, MigrateCommand, OutputFormat};
use super::config::Config;
use super::{CliError, ExitStatus, reading, report, writing};
use crate::catalogue::{Catalogue, find};
use crate::check::difference;
use crate::files;
use crate::instrument::Instrument;
use crate::output::Readers;
use crate::responses::{Answers, Format, Migrated, MigratedFile, Migration, OnBad, ReadError, ReadOptions};
use crate::source::{Diagnostic, SourceFile};

/// Carries answers to a version over to a later one.
pub fn run(command: &MigrateCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    let library = &config.library;
    let (before, after) = (find(&command.from, library)?, find(&command.to, library)?);
    let (Some((_, from)), Some((_, to))) = (report::the_instrument(&before)?, report::the_instrument(&after)?) else {
        anstream::eprintln!("a measure with errors cannot be migrated");
        return Ok(ExitStatus::Findings);
    };
    let everything = Catalogue::of(&to.id, library)?;
    let road = road(from, to, &everything);
    let migration = Migration::along(&road).map_err(|error| {
        CliError::usage(error.to_string(), "a later version says in `follows` what was renamed, dropped and added".to_owned())
    })?;
    let from_name = command.answers_from.as_deref();
    let options = reading::options(&command.reading, from_name, &config.answers, reading::languages(from, &before))?;
    let options = ReadOptions { keep: true, words: true, ..options };
    let format = reading::format_or_csv(&command.answers, from_name, &config.answers)?;
    let Some((text, told)) = migrated((&command.answers, format), from, &migration, &options)? else {
        anstream::eprintln!("nothing was written");
        return Ok(ExitStatus::Findings);
    };
    match &command.output {
        Some(output) => writing::write(output, &text, common.replace(), Readers::Owner)?,
        None => report::put(&text)?,
    }
    let scores: Vec<(String, bool, String)> =
        difference(from, to).scores.into_iter().map(|score| (score.name, score.comparable, score.why)).collect();
    match command.format {
        OutputFormat::Json => {
            let scores: Vec<_> = scores
                .iter()
                .map(|(name, comparable, why)| json!({"score": name, "comparable": comparable, "why": why}))
                .collect();
            anstream::eprintln!(
                "{}",
                json!({"from": from.reference(), "to": to.reference(), "migrated": told, "scores": scores})
            );
        }
        OutputFormat::Text => {
            report::passed_over(told.empty_rows);
            tell(from, to, &told, &scores);
        }
    }
    Ok(if told.left_out.is_empty() && told.not_valid.is_empty() { ExitStatus::Fine } else { ExitStatus::Findings })
}

/// The versions from one to another, each the one that the next says it follows, as far as they are there.
fn road<'a>(from: &'a Instrument, to: &'a Instrument, everything: &'a Catalogue) -> Vec<&'a Instrument> {
    let mut road = vec![to];
    while let Some(follows) = road.last().and_then(|version| version.follows.as_ref()) {
        if follows.version == from.version {
            break;
        }
        let mut versions = everything.instruments().map(|(_, there)| there);
        let earlier = versions.find(|there| there.id == to.id && there.version == follows.version);
        match earlier.filter(|earlier| road.iter().all(|there| there.version != earlier.version)) {
            Some(earlier) => road.push(earlier),
            None => break,
        }
    }
    road.push(from);
    road.reverse();
    road
}

/// The answers as the later version takes them. What is wrong with the file is said; `None` then.
fn migrated(
    (path, format): (&Path, Format),
    from: &Instrument,
    migration: &Migration<'_>,
    options: &ReadOptions,
) -> Result<Option<(Vec<u8>, Migrated)>, CliError> {
    let name = path.display().to_string();
    let source = SourceFile::new(name.clone(), "");
    let file = files::open(path).map_err(|error| CliError::system(name.clone(), error))?;
    let refuse = |diagnostics: &[Diagnostic]| report::print(&source, diagnostics, report::Channel::Stderr);
    let read = Answers::open(from, Box::new(file), format, options).and_then(|mut answers| {
        let diagnostics = std::mem::take(&mut answers.diagnostics);
        // What is carried along is not left out, and rows without a case are carried along too.
        let is_wrong = diagnostics.iter().any(Diagnostic::is_error);
        let file = if is_wrong { None } else { Some(migration.file(&mut answers)?) };
        Ok((diagnostics, file))
    });
    match read {
        Ok((diagnostics, file)) => {
            refuse(&diagnostics)?;
            let Some(MigratedFile { text, told, faults }) = file else { return Ok(None) };
            let is_refused = faults.total() > 0 && options.on_bad != OnBad::Skip;
            if is_refused {
                refuse(&faults.shown)?;
                report::not_shown(&faults)?;
            }
            Ok((!is_refused).then_some((text, told)))
        }
        Err(ReadError::Io(error)) => Err(CliError::system(name, error)),
        Err(ReadError::Fault(diagnostic)) => {
            refuse(&[*diagnostic])?;
            Ok(None)
        }
    }
}

fn tell(from: &Instrument, to: &Instrument, told: &Migrated, scores: &[(String, bool, String)]) {
    anstream::eprintln!(
        "{} of {} became answers to {}",
        report::plural(told.rows, "administration"),
        from.reference(),
        to.reference()
    );
    let list = |what: &str, names: Vec<String>| {
        if !names.is_empty() {
            anstream::eprintln!("  {what}: {}", names.join(", "));
        }
    };
    list("renamed", told.renamed.iter().map(|(before, after)| format!("{before} is now {after}")).collect());
    list("left out, for the later version has no such item or asks it otherwise", told.left_out.clone());
    list("never asked, so unanswered", told.added.clone());
    list(
        "answers that are none in the later version, so unanswered",
        told.not_valid.iter().map(|(item, count)| format!("{count} of {item}")).collect(),
    );
    if told.rejected > 0 {
        anstream::eprintln!("  left out, for they cannot be right: {}", report::plural(told.rejected, "row"));
    }
    for (name, comparable, why) in scores {
        anstream::eprintln!("  {name} {}: {why}", if *comparable { "compares" } else { "does not compare" });
    }
}
