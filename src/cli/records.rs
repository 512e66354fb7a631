use std::path::Path;

use super::{CliError, report};
use crate::administer::{CaseCode, Record};
use crate::files;
use crate::instrument::{Day, Instrument};
use crate::intake::{self, Found, OfStore};
use crate::responses::{Format, ReadOptions};
use crate::source::SourceFile;

type Records = Vec<(CaseCode, Record)>;

/// Bytes of a file of answers that are held in memory, as for a store: some millions of rows.
pub const ANSWERS_BYTES: usize = 256 << 20;

/// The administrations of a file of answers, each under the code of its case. What is wrong in the file is said;
/// `None` where anything is.
pub fn of_file(
    instrument: &Instrument,
    (path, format): (&Path, Format),
    options: &ReadOptions,
) -> Result<Option<Records>, CliError> {
    let found = intake::of_file(instrument, (bytes(path)?, format), options).map_err(|error| system(path, error))?;
    told(instrument, path, found)
}

/// The same as a store takes them in; `now` and `today` as of [`intake::of_store`].
pub fn of_store(
    instrument: &Instrument,
    (path, format): (&Path, Format),
    options: &ReadOptions,
    at: (&str, Day),
) -> Result<Option<Vec<OfStore>>, CliError> {
    let found = intake::of_store(instrument, (bytes(path)?, format), options, at).map_err(|error| system(path, error))?;
    told(instrument, path, found)
}

fn bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    files::bytes(path, ANSWERS_BYTES).map_err(|error| CliError::unread(path, error))
}

fn system(path: &Path, error: std::io::Error) -> CliError {
    CliError::system(path.display().to_string(), error)
}

/// Says what was found in a file, and gives its administrations.
fn told<T>(instrument: &Instrument, path: &Path, found: Found<T>) -> Result<Option<Vec<T>>, CliError> {
    let file = SourceFile::new(path.display().to_string(), "");
    report::print(&file, &found.of_file, report::Channel::Stderr)?;
    report::passed_over(found.empty_rows);
    report::evidence(&file, &found.evidence, instrument)?;
    if found.administrations.is_none() {
        report::print(&file, &found.faults.shown, report::Channel::Stderr)?;
        report::not_shown(&found.faults)?;
    } else if found.left_out > 0 {
        let rows = report::plural(found.left_out, "row");
        report::Channel::Stderr.line(&format!("note: {rows} left out that cannot be right"))?;
    }
    Ok(found.administrations)
}
