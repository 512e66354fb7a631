use std::path::Path;

use verbond_backend::CodebookLine;

use super::{CliError, report, writing};
use crate::output::{Readers, Replace};

/// How a codebook is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Csv,
    Json,
}

fn form(path: &Path) -> Result<Form, CliError> {
    match path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Ok(Form::Csv),
        Some("json") => Ok(Form::Json),
        Some(_) | None => {
            let message = format!("the name `{}` does not say what form the codebook has", path.display());
            Err(CliError::usage(message, "end it with `.csv` or `.json`".to_owned()))
        }
    }
}

/// Says at once, before long work, that a codebook cannot be written.
pub fn check_place(path: &Path, replace: Replace) -> Result<(), CliError> {
    form(path)?;
    writing::check_place(path, replace)
}

/// Writes a codebook.
pub fn write(path: &Path, lines: &[CodebookLine], replace: Replace) -> Result<(), CliError> {
    let text = match form(path)? {
        Form::Json => report::json(&lines)?.into_bytes(),
        Form::Csv => in_csv(lines).map_err(|error| CliError::system(path.display().to_string(), error.into()))?,
    };
    writing::write(path, text, replace, Readers::Usual)
}

fn in_csv(lines: &[CodebookLine]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(CodebookLine::HEAD)?;
    lines.iter().try_for_each(|line| writer.write_record(line.cells()))?;
    writer.into_inner().map_err(|error| error.into_error().into())
}
