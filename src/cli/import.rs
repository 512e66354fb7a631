use std::path::{Path, PathBuf};

use super::arguments::{Common, FormKind, ImportCommand, OutputFormat};
use super::{CliError, ExitStatus, report, writing};
use crate::exchange::{FormFormat, Imported, WORKBOOK_BYTES};
use crate::files;
use crate::output::{Readers, Replace};
use crate::source::{Diagnostic, SourceFile};

/// Makes measures of a form.
pub fn run(command: &ImportCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let name = command.form.display().to_string();
    let most = command.from.map_or(WORKBOOK_BYTES, |kind| format_of(kind).most_bytes());
    let bytes = files::bytes_just_above(&command.form, most).map_err(|error| CliError::system(name.clone(), error))?;
    let ending = command.form.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let found = match command.from {
        Some(kind) => Ok(Some(format_of(kind))),
        None => FormFormat::of_file(ending, &bytes),
    };
    let file = SourceFile::new(name.clone(), "");
    let imported = match found {
        Ok(Some(format)) => format.import(&bytes),
        Ok(None) => {
            let message = format!("the ending of {name} does not say what it is");
            return Err(CliError::usage(
                message,
                "say `--from xlsform`, `redcap`, `fhir`, `limesurvey` or `surveyjs`".to_owned(),
            ));
        }
        Err(error) => Err(error),
    };
    match imported {
        Ok(imported) => write(&imported, command, common.replace(), &file),
        Err(error) => {
            tell(&file, &[error.diagnostic()], command.format)?;
            Ok(ExitStatus::Findings)
        }
    }
}

fn format_of(kind: FormKind) -> FormFormat {
    match kind {
        FormKind::Xlsform => FormFormat::Xlsform,
        FormKind::Redcap => FormFormat::Redcap,
        FormKind::Fhir => FormFormat::Fhir,
        FormKind::Limesurvey => FormFormat::Limesurvey,
        FormKind::Surveyjs => FormFormat::Surveyjs,
    }
}

fn tell(file: &SourceFile, diagnostics: &[Diagnostic], format: OutputFormat) -> Result<(), CliError> {
    match format {
        OutputFormat::Text => report::print(file, diagnostics, report::Channel::Stderr),
        OutputFormat::Json => report::print_json_lines(file, diagnostics),
    }
}

/// The folder of a measure: the one that was named, unless several have to stand in it.
fn folder_of(measure: &Imported, command: &ImportCommand, is_alone: bool) -> PathBuf {
    match (&command.output, is_alone) {
        (Some(folder), true) => folder.clone(),
        (Some(folder), false) => folder.join(&measure.id),
        (None, _) => PathBuf::from(&measure.id),
    }
}

fn files_of<'m>(measure: &'m Imported, folder: &Path) -> Vec<(PathBuf, &'m String)> {
    let series = measure.version.rsplit_once('.').map_or(measure.version.as_str(), |(series, _)| series);
    let translations = measure.translations.iter();
    let translations = translations.map(|(tag, text)| (folder.join(format!("{series}.{tag}.translation")), text));
    let own = folder.join(format!("{}.instrument", measure.version));
    std::iter::once((own, &measure.instrument)).chain(translations).collect()
}

/// All measures of a form are written, or none.
fn write(measures: &[Imported], command: &ImportCommand, replace: Replace, file: &SourceFile) -> Result<ExitStatus, CliError> {
    let folders: Vec<PathBuf> = measures.iter().map(|measure| folder_of(measure, command, measures.len() == 1)).collect();
    let files: Vec<Vec<(PathBuf, &String)>> =
        measures.iter().zip(&folders).map(|(measure, folder)| files_of(measure, folder)).collect();
    files.iter().flatten().try_for_each(|(path, _)| writing::check_place(path, replace))?;
    for ((measure, folder), files) in measures.iter().zip(&folders).zip(files) {
        std::fs::create_dir_all(folder).map_err(|error| CliError::system(folder.display().to_string(), error))?;
        tell(file, &measure.diagnostics, command.format)?;
        for (path, text) in files {
            writing::write(&path, text, replace, Readers::Usual)?;
            report::say(&format!("wrote {}", path.display()))?;
        }
        if command.format == OutputFormat::Text {
            report::say(&format!("now `verbond check {}`, and read it beside the form", folder.display()))?;
        }
    }
    Ok(ExitStatus::Fine)
}
