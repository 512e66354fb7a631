use std::path::{Path, PathBuf};

use serde_json::json;

use super::arguments::OutputFormat;
use super::config::Config;
use super::translate::{Pair, pairs, write};
use super::{CliError, ExitStatus, report, writing};
use crate::catalogue::Catalogue;
use crate::exchange::{
    Received, Reconciliation, Sheet, SheetError, SideBySide, TRANSLATION_BYTES, TooLarge, WORKBOOK_BYTES, from_po,
    from_spreadsheet, from_xliff, print_wording, to_po, to_spreadsheet, to_xliff,
};
use crate::files;
use crate::output::{Readers, Replace};
use crate::source::{Diagnostic, Place, SourceFile, printable};

/// The forms that translators work in.
#[derive(Clone, Copy)]
enum Form {
    Xliff,
    Po,
    Spreadsheet,
}

impl Form {
    fn of(path: &Path) -> Result<Self, CliError> {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("xlf" | "xliff") => Ok(Self::Xliff),
            Some("po") => Ok(Self::Po),
            Some("xlsx") => Ok(Self::Spreadsheet),
            _ => {
                let help = "end it with .xlf (XLIFF 2.1), .po (gettext) or .xlsx".to_owned();
                Err(CliError::usage(format!("the ending of {} is none of a translator's file", path.display()), help))
            }
        }
    }

    /// Bytes that are read of a file of this form.
    fn most_bytes(self) -> usize {
        match self {
            Self::Xliff | Self::Po => TRANSLATION_BYTES,
            Self::Spreadsheet => WORKBOOK_BYTES,
        }
    }

    fn write(self, sheet: &Sheet) -> Result<Vec<u8>, SheetError> {
        match self {
            Self::Xliff => to_xliff(sheet).map(String::into_bytes),
            Self::Po => Ok(to_po(sheet).into_bytes()),
            Self::Spreadsheet => to_spreadsheet(sheet),
        }
    }

    fn read(self, bytes: Vec<u8>) -> Result<Sheet, SheetError> {
        let text = |bytes: Vec<u8>| {
            TooLarge::unless_within(&bytes, TRANSLATION_BYTES)?;
            String::from_utf8(bytes).map_err(|_| SheetError::Broken("it is not UTF-8".to_owned()))
        };
        match self {
            Self::Xliff => from_xliff(&text(bytes)?),
            Self::Po => from_po(&text(bytes)?),
            Self::Spreadsheet => from_spreadsheet(&bytes),
        }
    }
}

/// The measure that a translation file belongs to, with the file. An error where there is none.
fn the_pair<'a>(catalogue: &'a Catalogue, file: &Path) -> Result<Pair<'a>, CliError> {
    pairs(catalogue.asked(), catalogue, false).into_iter().next().ok_or_else(|| {
        let help = "name a translation file that `verbond check` accepts, and whose measure is among the instruments".to_owned();
        CliError::usage(format!("{} is no translation of a measure that is there", file.display()), help)
    })
}

/// Writes a translation in a form that translators work in.
pub fn send(file: &Path, output: &Path, (config, replace): (&Config, Replace)) -> Result<ExitStatus, CliError> {
    let form = Form::of(output)?;
    let catalogue = Catalogue::check(&[file.to_owned()], &config.library)?;
    let pair = the_pair(&catalogue, file)?;
    let sheet = pair.wording.sheet(&pair.instrument.language.to_string());
    let bytes = form.write(&sheet).map_err(|error| {
        CliError::usage(format!("{} cannot be written as {}: {error}", file.display(), output.display()), None)
    })?;
    writing::write(output, bytes, replace, Readers::Usual)?;
    let (done, stale, missing) = pair.wording.counts();
    report::say(&format!("wrote {}: {done} done, {stale} stale, {missing} missing", output.display()))?;
    Ok(ExitStatus::Fine)
}

/// Takes what a translator gave back.
pub fn receive(file: &Path, returned: &Path, check: bool, format: OutputFormat, config: &Config) -> Result<ExitStatus, CliError> {
    let form = Form::of(returned)?;
    let catalogue = Catalogue::check(&[file.to_owned()], &config.library)?;
    let pair = the_pair(&catalogue, file)?;
    let bytes = files::bytes_just_above(returned, form.most_bytes());
    let bytes = bytes.map_err(|error| CliError::system(returned.display().to_string(), error))?;
    let sheet = match form.read(bytes) {
        Ok(sheet) => sheet,
        Err(error) => return refuse(returned, &error.diagnostic(), format),
    };
    if sheet.language != pair.wording.language {
        let message =
            format!("it is a translation into {}, and {} is one into {}", sheet.language, file.display(), pair.wording.language);
        return refuse(returned, &SheetError::Broken(message).diagnostic(), format);
    }
    let before = pair.wording.clone();
    let (wording, received) = pair.wording.with(sheet);
    if wording != before {
        let text = match print_wording(&wording) {
            Ok(text) => text,
            // What came back cannot stand in a file of the language, as where a text is longer than any may be.
            Err(diagnostics) => {
                let refused = diagnostics.into_iter().next().map(|why| Diagnostic::new(why.code, Place::File, why.message));
                let refused = refused.unwrap_or_else(|| SheetError::Broken("it cannot be laid out".to_owned()).diagnostic());
                return refuse(returned, &refused, format);
            }
        };
        if !check {
            writing::write(pair.entry.location.to_be_written()?, &text, Replace::InPlace, Readers::Usual)?;
        }
    }
    match format {
        OutputFormat::Json => report::say_json(&json!({"path": file, "received": received}))?,
        OutputFormat::Text => tell(file, &received, check)?,
    }
    Ok(if received.unknown.is_empty() && received.outdated.is_empty() { ExitStatus::Fine } else { ExitStatus::Findings })
}

fn refuse(path: &Path, diagnostic: &Diagnostic, format: OutputFormat) -> Result<ExitStatus, CliError> {
    let file = SourceFile::new(path.display().to_string(), "");
    let said = std::slice::from_ref(diagnostic);
    match format {
        OutputFormat::Text => report::print(&file, said, report::Channel::Stderr)?,
        OutputFormat::Json => report::print_json_lines(&file, said)?,
    }
    Ok(ExitStatus::Findings)
}

fn tell(file: &Path, received: &Received, check: bool) -> Result<(), CliError> {
    let would = if check { "would take" } else { "took" };
    let changed = report::plural(received.changed.len() as u64, "change");
    report::say(&format!("{} {would} {changed}, {} unchanged", file.display(), received.unchanged))?;
    let list = |what: &str, paths: &[String]| {
        if paths.is_empty() { Ok(()) } else { report::say(&format!("  {what}: {}", paths.join(", "))) }
    };
    list("changed", &received.changed)?;
    list("confirmed", &received.confirmed)?;
    list("not in the measure, left out", &received.unknown)?;
    list("translated from a source that is another now", &received.outdated)
}

/// Puts forward translations beside each other.
pub fn reconcile(
    files: &[PathBuf],
    output: Option<&Path>,
    format: OutputFormat,
    (config, replace): (&Config, Replace),
) -> Result<ExitStatus, CliError> {
    let catalogue = Catalogue::check(files, &config.library)?;
    let mut found = Vec::new();
    for file in files {
        let asked = catalogue.asked().filter(|entry| entry.location.path() == Some(file));
        let pair = pairs(asked, &catalogue, false).into_iter().next();
        let pair = pair.ok_or_else(|| {
            let help = "name translation files that `verbond check` accepts".to_owned();
            CliError::usage(format!("{} is no translation of a measure that is there", file.display()), help)
        })?;
        found.push((name_of(file, files), pair.wording));
    }
    let (name, first) = found.remove(0);
    if let Some((other, there)) = found.iter().find(|(_, there)| (&there.language, &there.of) != (&first.language, &first.of)) {
        let message = format!("{name} is {} of {}, and {other} is {} of {}", first.language, first.of, there.language, there.of);
        return Err(CliError::usage(message, "only translations of one measure into one language can be reconciled".to_owned()));
    }
    let (wording, reconciliation) = first.reconciled(&name, &found);
    if let Some(output) = output {
        write(&wording, output, replace)?;
    }
    match format {
        OutputFormat::Json => report::say_json(&reconciliation)?,
        OutputFormat::Text => show(&reconciliation, output)?,
    }
    Ok(ExitStatus::Fine)
}

/// What people call a file: its name without the ending, and with its folder where another one is called so too.
fn name_of(file: &Path, files: &[PathBuf]) -> String {
    let alike = files.iter().filter(|other| other.file_stem() == file.file_stem()).count();
    let name = if alike > 1 { Some(file.as_os_str()) } else { file.file_stem() };
    name.map_or(String::new(), |name| name.to_string_lossy().into_owned())
}

fn show(found: &Reconciliation, output: Option<&Path>) -> Result<(), CliError> {
    let beside = |text: &SideBySide| {
        report::say(&format!("{}\n    {}", text.path, printable(&text.source)))?;
        for (name, translation) in &text.translations {
            report::say(&format!("  {name}: {}", printable(translation)))?;
        }
        Ok::<(), CliError>(())
    };
    found.differing.iter().try_for_each(beside)?;
    if !found.one_side.is_empty() {
        report::say("From one side only, and taken:")?;
        found.one_side.iter().try_for_each(beside)?;
    }
    let differing = report::plural(found.differing.len() as u64, "text");
    report::say(&format!(
        "{differing} to choose, {} agreed, {} from one side only, {} translated by nobody",
        found.agreed,
        found.one_side.len(),
        found.missing.len()
    ))?;
    if let Some(output) = output {
        let help = "choose there, or in what `verbond translate send` makes of it, then say `status reconciled`";
        report::say(&format!("wrote {}; {help}", output.display()))?;
    }
    Ok(())
}
