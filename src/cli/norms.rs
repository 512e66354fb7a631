//! The norms that a command names: by their id, or by their file.

use std::path::Path;

use super::{CliError, report};
use crate::catalogue::{Catalogue, Entry, Holds};
use crate::instrument::{Instrument, Norms};
use crate::source::{Diagnostic, did_you_mean};

/// The file that norms were named by; nothing where there are norms of that id.
fn file<'p>(asked: &'p str, found: &Catalogue) -> Option<&'p Path> {
    let is_id = || found.norms().any(|norms| norms.id == asked);
    Some(Path::new(asked)).filter(|path| path.is_file() && !is_id())
}

/// Reads the norms that were named by their file into the catalogue of their measure. `false` where something is
/// wrong with them, which is then said.
pub fn take_in(asked: Option<&str>, found: &mut Catalogue) -> Result<bool, CliError> {
    // What is wrong with the measure is said first, and not that the norms belong to none.
    if found.files.first().is_some_and(Entry::has_errors) {
        return Ok(true);
    }
    let Some(path) = asked.and_then(|asked| file(asked, found)) else { return Ok(true) };
    let entry = found.add_norms(path)?;
    let errors: Vec<Diagnostic> = entry.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).cloned().collect();
    report::print(&entry.file, &errors, report::Channel::Stderr)?;
    if !errors.is_empty() {
        anstream::eprintln!("the norms have errors, so nothing was done");
        return Ok(false);
    }
    match entry.holds {
        Holds::Norms(_) => Ok(true),
        Holds::Nothing | Holds::Instrument(_) | Holds::Translation(_) | Holds::Schedule(_) => {
            let help = "name a file that holds `norms ID VERSION of MEASURE VERSION { … }`, or the id of norms".to_owned();
            Err(CliError::usage(format!("{} holds no norms", path.display()), help))
        }
    }
}

/// The norms of an id, of an id and a version, or of a file that was taken in, for an instrument.
pub fn named<'a>(asked: &str, instrument: &Instrument, found: &'a Catalogue) -> Result<&'a Norms, CliError> {
    if let Some(path) = file(asked, found)
        && let Some(norms) =
            found.files.iter().find(|entry| entry.location.path() == Some(path) && !entry.has_errors()).and_then(Entry::norms)
    {
        return Ok(norms);
    }
    let (id, version) = asked.split_once('@').unwrap_or((asked, ""));
    let fits = |norms: &&Norms| norms.id == id && (version.is_empty() || norms.version.to_string() == version);
    found.norms().filter(fits).max_by_key(|norms| &norms.version).ok_or_else(|| {
        let known: Vec<&str> = found.norms().map(|norms| norms.id.as_str()).collect();
        let there = if known.is_empty() { "there are none for it".to_owned() } else { format!("there is {}", known.join(", ")) };
        let help = did_you_mean(id, &known).unwrap_or(there);
        CliError::usage(format!("there are no norms `{asked}` for {}", instrument.reference()), help)
    })
}
