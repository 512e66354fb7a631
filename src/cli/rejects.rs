use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::CliError;
use crate::output::{Destination, Readers, Replace};
use crate::responses::{Format, Input, ReadError, RowCopier};

/// Where rejected rows go, unless the user says.
pub fn default_path(answers: &str, format: Format) -> PathBuf {
    let ending =
        if matches!(format, Format::Csv | Format::Parquet | Format::Spreadsheet | Format::Statistics) { "csv" } else { "jsonl" };
    match answers {
        "-" => PathBuf::from(format!("rejects.{ending}")),
        path => Path::new(path).with_extension(format!("rejects.{ending}")),
    }
}

/// Copies rejected rows, as they stand, with the header.
pub fn write(
    input: Input<'_>,
    copier: &RowCopier,
    rows: &HashSet<u64>,
    (path, replace): (&Path, Replace),
) -> Result<(), CliError> {
    let failed = |error: std::io::Error| CliError::system(path.display().to_string(), error);
    let destination = Destination::file(path, replace, Readers::Owner)?;
    let file = std::fs::OpenOptions::new().write(true).open(destination.beside()).map_err(failed)?;
    let mut writer = std::io::BufWriter::new(file);
    copier.copy(input, rows, &mut writer).map_err(|error| match error {
        ReadError::Io(error) => failed(error),
        ReadError::Fault(diagnostic) => failed(std::io::Error::other(diagnostic.message)),
    })?;
    writer.into_inner().map_err(|error| failed(error.into_error()))?;
    Ok(destination.publish()?)
}
