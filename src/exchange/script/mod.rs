//! Scripts that score: a measure in the words of statistics programs and databases, over a table with a row for each
//! administration.

mod allowed;
mod python;
mod r;
mod spss;
mod sql;
mod sql_answers;
mod sql_dialect;
mod stata;

pub use python::python;
pub use r::r;
pub use spss::spss;
pub use sql::{SqlOptions, sql, view_of};
pub use sql_dialect::SqlDialect;
pub use stata::stata;

use crate::instrument::{Instrument, Known, Norms};
use crate::output::NormColumns;

/// The column of the day on which was answered.
const DATE: &str = "date";

/// What every script says of itself, a line each, without the sign of a comment.
fn heading(instrument: &Instrument, norms: Option<&Norms>) -> Vec<String> {
    let mut lines = vec![
        format!(
            "{} ({}, {}), key of SHA-256 {}",
            instrument.title,
            instrument.reference(),
            instrument.status.word(),
            &instrument.sha256[..16]
        ),
        format!("Licence: {}", instrument.licence),
    ];
    lines.extend(instrument.sources.iter().map(|source| format!("Source: {}", source.citation)));
    if let Some(norms) = norms {
        lines.push(format!("Beside the norms {}: {}", NormColumns::new(instrument, norms).reference(), norms.population));
        lines.push(
            "norm_group_at is the group of a row, by its place among the groups; _distance and _tail are steps to the percentile by the normal \
             distribution (Hart 1968, algorithm 5666)."
                .to_owned(),
        );
    }
    lines.extend(facts_by_name(instrument));
    lines.push("Written by Verbond from the measure's file; change the file, not this script.".to_owned());
    lines.into_iter().map(|line| line.replace(['\n', '\r'], " ")).collect()
}

/// How facts stand in the table, where people call them otherwise.
fn facts_by_name(instrument: &Instrument) -> Option<String> {
    let has_labels = |known: &&Known| known.has_words() || !known.word_labels.is_empty();
    let one = |known: &Known| match known.kind.words() {
        [] => known.name.clone(),
        words => format!("{} ({})", known.name, words.join(", ")),
    };
    let facts: Vec<String> = instrument.known.iter().filter(has_labels).map(one).collect();
    (!facts.is_empty())
        .then(|| format!("Facts stand under their names, and so do their words; a label counts as missing: {}", facts.join(", ")))
}

/// The items that a table of answers needs columns for, by those who are asked them; of nobody where that is everybody.
fn needed_columns(instrument: &Instrument) -> Vec<(Vec<&str>, Vec<&str>)> {
    let needed = instrument.items_with_columns();
    let mut found: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    for (_, item) in instrument.items.iter_enumerated().filter(|(at, _)| needed[*at]) {
        let asked = instrument.informants.iter_enumerated().filter(|(at, _)| !item.is_for_all() && item.is_for(*at));
        let who: Vec<&str> = asked.map(|(_, informant)| informant.name.as_str()).collect();
        match found.iter_mut().find(|(others, _)| *others == who) {
            Some((_, names)) => names.push(&item.name),
            None => found.push((who, vec![&item.name])),
        }
    }
    found
}

/// The measure's id as the name of a function or a view.
fn identifier(instrument: &Instrument) -> String {
    instrument.id.replace('-', "_").to_ascii_lowercase()
}
