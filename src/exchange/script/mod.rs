//! Scripts that score: a measure in the words of statistics programs and databases, over a table with a row for each administration.

mod allowed;
mod python;
mod r;
mod spss;
mod sql;
mod stata;

pub use python::python;
pub use r::r;
pub use spss::spss;
pub use sql::{SqlDialect, SqlOptions, sql, view_of};
pub use stata::stata;

use crate::instrument::{Instrument, Norms};
use crate::output::NormColumns;

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
    lines.extend(
        norms.map(|norms| format!("Beside the norms {}, {}", NormColumns::new(instrument, norms).reference(), norms.population)),
    );
    lines.push("Written by Verbond from the measure's file; change the file, not this script.".to_owned());
    lines.into_iter().map(|line| line.replace(['\n', '\r'], " ")).collect()
}

/// The measure's id as the name of a function or a view.
fn identifier(instrument: &Instrument) -> String {
    instrument.id.replace('-', "_").to_ascii_lowercase()
}
