use std::io::Read;
use std::path::Path;

use super::arguments::FmtCommand;
use super::report::{self, Channel};
use super::{CliError, ExitStatus, writing};
use crate::catalogue;
use crate::output::{Readers, Replace};
use crate::source::SourceFile;
use crate::syntax::format;

/// Puts files into the one true layout.
pub fn run(command: &FmtCommand) -> Result<ExitStatus, CliError> {
    if command.paths.iter().any(|path| path == Path::new("-")) {
        return standard_input(command);
    }
    let mut ending = ExitStatus::Fine;
    let (mut files, mut changed) = (0, 0);
    for path in command.paths.iter().map(|path| catalogue::files_in(path)).collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
        files += 1;
        let (file, diagnostic) = catalogue::read(&path)?;
        let diagnostics = diagnostic.map_or_else(|| format(&file), |diagnostic| Err(vec![diagnostic]));
        match diagnostics {
            Err(diagnostics) => {
                report::print(&file, &diagnostics, Channel::Stderr)?;
                ending = ExitStatus::Findings;
            }
            Ok(text) if text == file.text() => {}
            Ok(text) => {
                changed += 1;
                if command.check {
                    report::say(&format!("{} would change", path.display()))?;
                    ending = ExitStatus::Findings;
                } else {
                    writing::write(&path, &text, Replace::InPlace, Readers::Usual)?;
                    report::say(&format!("{} changed", path.display()))?;
                }
            }
        }
    }
    let what = if command.check { "would change" } else { "changed" };
    anstream::eprintln!("{}: {changed} {what}", report::plural(files, "file"));
    Ok(ending)
}

fn standard_input(command: &FmtCommand) -> Result<ExitStatus, CliError> {
    let mut text = String::new();
    let limit = crate::syntax::limits::FILE_BYTES as u64 + 1;
    std::io::stdin().take(limit).read_to_string(&mut text).map_err(|error| CliError::system("<stdin>", error))?;
    let file = SourceFile::new("<stdin>", text);
    match format(&file) {
        Err(diagnostics) => {
            report::print(&file, &diagnostics, Channel::Stderr)?;
            Ok(ExitStatus::Findings)
        }
        Ok(formatted) if command.check => Ok(if formatted == file.text() { ExitStatus::Fine } else { ExitStatus::Findings }),
        Ok(formatted) => {
            report::put(formatted.as_bytes())?;
            Ok(ExitStatus::Fine)
        }
    }
}
