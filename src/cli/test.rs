use serde_json::json;

use super::arguments::{Common, OutputFormat, TestCommand};
use super::check::asked_files;
use super::report::{self, Channel};
use super::{CliError, ExitStatus};
use crate::score::{TestOutcome, run_tests};
use crate::source::codes;

/// Runs the tests inside instruments, and shows what was expected beside what came out.
pub fn run(command: &TestCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let catalogue = asked_files(&command.paths, common)?;
    let mut failed = false;
    let mut json = Vec::new();
    let (mut good, mut bad) = (0, 0);
    for entry in catalogue.asked() {
        let broken: Vec<_> = entry
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error() && diagnostic.code != &codes::TEST_FAILED)
            .cloned()
            .collect();
        failed |= !broken.is_empty();
        if command.format == OutputFormat::Text {
            report::print(&entry.file, &broken, Channel::Stdout)?;
        }
        let Some(instrument) = entry.instrument() else {
            continue;
        };
        let outcomes = run_tests(instrument);
        if command.format == OutputFormat::Text && !outcomes.is_empty() {
            report::say(&instrument.reference())?;
        }
        for outcome in &outcomes {
            if outcome.failures.is_empty() {
                good += 1
            } else {
                bad += 1
            }
            match command.format {
                OutputFormat::Text => show(outcome, &entry.file)?,
                OutputFormat::Json => json.push(as_json(&instrument.reference(), outcome)),
            }
        }
    }
    match command.format {
        OutputFormat::Json => report::say_json(&json)?,
        OutputFormat::Text => report::say(&format!("{}: {good} hold, {bad} fail", report::plural(good + bad, "test")))?,
    }
    Ok(if failed || bad > 0 { ExitStatus::Findings } else { ExitStatus::Fine })
}

fn show(outcome: &TestOutcome, file: &crate::source::SourceFile) -> Result<(), CliError> {
    let mark = if outcome.failures.is_empty() { "holds" } else { "FAILS" };
    report::say(&format!("  {mark}  {}", crate::source::printable(&outcome.name)))?;
    for failure in &outcome.failures {
        let place = file.position(failure.span.start);
        report::say(&format!(
            "         {}: expected {}, found {}  ({}:{})",
            failure.what,
            failure.expected,
            failure.found,
            file.name(),
            place.line
        ))?;
    }
    Ok(())
}

fn as_json(reference: &str, outcome: &TestOutcome) -> serde_json::Value {
    let failures: Vec<_> = outcome
        .failures
        .iter()
        .map(|failure| json!({"what": failure.what, "expected": failure.expected, "found": failure.found}))
        .collect();
    json!({"instrument": reference, "test": outcome.name, "holds": failures.is_empty(), "failures": failures})
}
