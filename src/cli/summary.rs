use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};

use super::CliError;
use super::report::{grouped, plural};
use crate::instrument::{Alert, Instrument, Norms, Status};
use crate::output::{RunReport, ScoreSummary, Summary};
use crate::source::printable;

/// A table without lines, with a heading.
pub fn plain_table(heading: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(heading.iter().copied());
    table
}

/// What a run came to, for a person.
pub fn text(instrument: &Instrument, report: &RunReport) -> String {
    let mut text = format!("{}, {}", printable(&instrument.title), instrument.reference());
    if instrument.status != Status::Validated {
        text.push_str(&format!(" ({})", instrument.status.word()));
    }
    text.push('\n');
    if report.summary.informants.iter().all(|part| part.rows == 0) {
        text.push_str("\nno administrations\n");
    }
    for part in report.summary.informants.iter().filter(|part| part.rows > 0) {
        let label = instrument.informant(&part.informant).map_or("", |informant| instrument.informants[informant].label.as_str());
        let share = if part.asked == 0 { 0.0 } else { part.answered as f64 / part.asked as f64 * 100.0 };
        text.push_str(&format!(
            "\n{}: {}, {share:.0}% of what was asked was answered\n\n",
            printable(label),
            plural(part.rows, "administration")
        ));
        text.push_str(&indent(&scores(instrument, &part.scores)));
        for (name, counts) in &part.bands {
            let counts: Vec<String> = counts.iter().map(|(band, count)| format!("{band} {}", grouped(*count))).collect();
            text.push_str(&format!("\n  {name}: {}\n", counts.join(", ")));
        }
        for (alert, count) in alerts(instrument, &part.alerts) {
            let severity = alert.severity.said().map_or(String::new(), |severity| format!(" ({severity})"));
            text.push_str(&format!("  alert {}{severity}: {}  {}\n", alert.name, grouped(count), printable(&alert.sentence)));
        }
    }
    text.push_str(&remarks(report));
    text
}

/// Alerts that were raised with how often, the most grave first.
fn alerts<'i>(instrument: &'i Instrument, counts: &[(String, u64)]) -> Vec<(&'i Alert, u64)> {
    let raised = counts.iter().filter(|(_, count)| *count > 0);
    let model = |name: &String| instrument.alerts.iter().find(|alert| alert.name == *name);
    let mut raised: Vec<(&Alert, u64)> = raised.filter_map(|(name, count)| Some((model(name)?, *count))).collect();
    raised.sort_by_key(|(alert, _)| std::cmp::Reverse(alert.severity));
    raised
}

/// What the scores were set beside.
pub fn norms(norms: &Norms) -> String {
    let warning = if norms.is_simulated() { "; SIMULATED: for trying the program, for nothing else" } else { "" };
    format!("\nnorms {}@{} ({}): {}{warning}\n", norms.id, norms.version, norms.status, printable(&norms.population))
}

fn scores(instrument: &Instrument, scores: &[ScoreSummary]) -> String {
    let mut table = plain_table(&["score", "", "n", "missing", "mean", "SD", "lowest", "highest", "range"]);
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.2}"));
    for (score, model) in scores.iter().zip(&instrument.scores) {
        let mean = (score.n > 0).then_some(score.mean);
        table.add_row([
            score.name.clone(),
            printable(&model.label),
            grouped(score.n),
            grouped(score.missing),
            number(mean),
            number(score.sd()),
            number(score.min),
            number(score.max),
            model.range.to_string(),
        ]);
    }
    for at in 2..=7 {
        if let Some(column) = table.column_mut(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("  {}\n", line.trim())).collect()
}

/// What happened beside the scoring; silence where there is nothing to say.
fn remarks(report: &RunReport) -> String {
    let mut text = String::new();
    let mut say = |count: u64, word: &str, what: &str| {
        if count > 0 {
            text.push_str(&format!("\n{} {what}", plural(count, word)));
        }
    };
    say(report.made_missing, "answer", "could not be right and became missing");
    say(report.rejected.len() as u64, "row", "could not be right and were left out");
    say(report.summary.not_asked_but_answered, "answer", "to items that were not asked, left out (V0716)");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// What a run came to, for a machine.
pub fn json(instrument: &Instrument, report: &RunReport, outputs: &[String]) -> Result<serde_json::Value, CliError> {
    let Summary { informants, not_asked_but_answered } = &report.summary;
    let mut informants = serde_json::to_value(informants).map_err(|error| CliError::system("the summary", error.into()))?;
    for (part, summary) in informants.as_array_mut().into_iter().flatten().zip(&report.summary.informants) {
        for (json, score) in part["scores"].as_array_mut().into_iter().flatten().zip(&summary.scores) {
            json["sd"] = serde_json::json!(score.sd());
            if score.n == 0 {
                json["mean"] = serde_json::Value::Null;
            }
        }
    }
    Ok(serde_json::json!({
        "instrument": instrument.id,
        "version": instrument.version,
        "sha256": instrument.sha256,
        "status": instrument.status,
        "informants": informants,
        "not_asked_but_answered": not_asked_but_answered,
        "made_missing": report.made_missing,
        "empty_rows": report.empty_rows,
        "rejected": report.rejected.len(),
        "outputs": outputs,
    }))
}
