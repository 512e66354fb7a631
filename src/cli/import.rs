use std::path::{Path, PathBuf};

use super::arguments::{Common, FormKind, ImportCommand, OutputFormat};
use super::{CliError, ExitStatus, report, writing};
use crate::exchange::{FORM_BYTES, Imported, WORKBOOK_BYTES, from_fhir, from_redcap, from_xlsform};
use crate::files;
use crate::output::{Readers, Replace};
use crate::source::{Diagnostic, SourceFile};

/// Makes a measure of a form.
pub fn run(command: &ImportCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let name = command.form.display().to_string();
    let kind = command.from.or_else(|| of_ending(&command.form)).ok_or_else(|| {
        CliError::usage(
            format!("the ending of {name} does not say what it is"),
            "say `--from xlsform`, `redcap` or `fhir`".to_owned(),
        )
    })?;
    let failed = |error| CliError::system(name.clone(), error);
    let most = match kind {
        FormKind::Xlsform => WORKBOOK_BYTES,
        FormKind::Redcap | FormKind::Fhir => FORM_BYTES,
    };
    let bytes = files::bytes_just_above(&command.form, most).map_err(failed)?;
    let file = SourceFile::new(name, "");
    let imported = match kind {
        FormKind::Xlsform => from_xlsform(&bytes),
        FormKind::Redcap => from_redcap(&bytes),
        FormKind::Fhir => from_fhir(&bytes),
    };
    match imported {
        Ok(imported) => write(&imported, command, common.replace(), &file),
        Err(error) => {
            tell(&file, &[error.diagnostic()], command.format)?;
            Ok(ExitStatus::Findings)
        }
    }
}

fn of_ending(path: &Path) -> Option<FormKind> {
    match path.extension()?.to_str()? {
        "xlsx" => Some(FormKind::Xlsform),
        "csv" => Some(FormKind::Redcap),
        "json" => Some(FormKind::Fhir),
        _ => None,
    }
}

fn tell(file: &SourceFile, diagnostics: &[Diagnostic], format: OutputFormat) -> Result<(), CliError> {
    match format {
        OutputFormat::Text => report::print(file, diagnostics, report::Channel::Stderr),
        OutputFormat::Json => report::print_json_lines(file, diagnostics),
    }
}

fn write(imported: &Imported, command: &ImportCommand, replace: Replace, file: &SourceFile) -> Result<ExitStatus, CliError> {
    let folder = command.output.clone().unwrap_or_else(|| PathBuf::from(&imported.id));
    let series = imported.version.rsplit_once('.').map_or(imported.version.as_str(), |(series, _)| series);
    let mut files = vec![(folder.join(format!("{}.instrument", imported.version)), &imported.instrument)];
    files.extend(imported.translations.iter().map(|(tag, text)| (folder.join(format!("{series}.{tag}.translation")), text)));
    files.iter().try_for_each(|(path, _)| writing::check_place(path, replace))?;
    std::fs::create_dir_all(&folder).map_err(|error| CliError::system(folder.display().to_string(), error))?;
    tell(file, &imported.diagnostics, command.format)?;
    for (path, text) in files {
        writing::write(&path, text, replace, Readers::Usual)?;
        report::say(&format!("wrote {}", path.display()))?;
    }
    if command.format == OutputFormat::Text {
        report::say(&format!("now `verbond check {}`, and read it beside the form", folder.display()))?;
    }
    Ok(ExitStatus::Fine)
}
