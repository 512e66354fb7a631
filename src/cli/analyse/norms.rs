use std::fmt::Write;
use std::path::Path;

use super::super::{CliError, fmt};
use crate::analyse::{Analysis, ScaleAnalysis};
use crate::instrument::Instrument;

/// Writes what was found as norms that the checker takes.
pub fn write(path: &Path, instrument: &Instrument, analysis: &Analysis, population: Option<&str>) -> Result<(), CliError> {
    let stem = path.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
    let id: String =
        stem.rsplit('.').next().unwrap_or_default().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let today = jiff::ZonedDateTime::now().date();
    let population = population.unwrap_or("Say here whom these answers are of, and how they were found");
    let mut text = format!(
        "verbond 1\n\n# Written by `verbond analyse`. Reliabilities are Cronbach's alpha. Look them over before anybody is judged by them.\nnorms {} {}.{} of {} {} {{\n  population {}\n  status provisional\n",
        if id.is_empty() { "found" } else { &id },
        today.year(),
        today.month(),
        instrument.id,
        instrument.version,
        quoted(population),
    );
    for informant in &analysis.informants {
        let scales: Vec<String> = informant.scales.iter().filter_map(figures).collect();
        if !scales.is_empty() {
            let _ = write!(text, "\n  for {} {{\n{}  }}\n", informant.informant, scales.concat());
        }
    }
    text.push_str("}\n");
    fmt::write_whole(path, text)?;
    anstream::eprintln!("wrote {}; `verbond fmt` puts it in columns, `verbond check` looks it over", path.display());
    Ok(())
}

/// A line of figures, to four digits; nothing of a score that nobody has.
fn figures(scale: &ScaleAnalysis) -> Option<String> {
    let (mean, sd) = (scale.mean.get()?, scale.sd.get().filter(|sd| *sd > 0.0)?);
    let reliability = scale.reliability.as_ref().and_then(|reliability| reliability.alpha.get());
    let reliability = reliability.filter(|alpha| (0.0..=1.0).contains(alpha));
    let reliability = reliability.map_or(String::new(), |alpha| format!(" reliability {alpha:.4}"));
    Some(format!("    {} mean {mean:.4} sd {sd:.4}{reliability} n {}\n", scale.score, scale.n))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r'], " "))
}
