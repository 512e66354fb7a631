use std::fmt::Write;

use crate::analyse::{Analysis, ScaleAnalysis};
use crate::instrument::Instrument;
use crate::source::SourceFile;
use crate::syntax::format;

/// What an analysis found as a file of norms, in the one true layout: means, standard deviations, reliabilities (alpha)
/// and numbers of people. They are `provisional`.
pub fn norms_of(instrument: &Instrument, analysis: &Analysis, id: &str, version: &str, population: &str) -> String {
    let mut text = format!(
        "verbond 1\n\n# Written by `verbond analyse`, of the first administration of each case by each informant.\n# Reliabilities are Cronbach's alpha. Look them over before anybody is judged by them.\nnorms {id} {version} of {} {} {{\n  population {}\n  status provisional\n",
        instrument.id,
        instrument.version,
        quoted(population),
    );
    for informant in &analysis.informants {
        let scales: Vec<String> = informant.scales.iter().filter_map(figures).collect();
        if !scales.is_empty() {
            // Writing into a string does not fail.
            let _ = write!(text, "\n  for {} {{\n{}  }}\n", informant.informant, scales.concat());
        }
    }
    text.push_str("}\n");
    // What cannot be laid out is left as it is, for the checker to say why.
    format(&SourceFile::new("norms", text.as_str())).unwrap_or(text)
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
