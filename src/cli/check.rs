use super::arguments::{CheckCommand, Common, OutputFormat};
use super::config::Config;
use super::report::{self, Channel};
use super::{CliError, ExitStatus};
use crate::catalogue::Catalogue;
use crate::source::{Diagnostic, Severity};

/// Checks files and says everything that is wrong with them.
pub fn run(command: &CheckCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let catalogue = asked_files(&command.paths, common)?;
    match command.format {
        OutputFormat::Json => {
            report::print_json(
                catalogue.asked().flat_map(|entry| entry.diagnostics.iter().map(|diagnostic| (&entry.file, diagnostic))),
            )?;
        }
        OutputFormat::Text => {
            catalogue.asked().try_for_each(|entry| report::print(&entry.file, &entry.diagnostics, Channel::Stdout))?;
            let counts = report::counts(catalogue.asked().flat_map(|entry| &entry.diagnostics));
            let files = report::plural(catalogue.asked().count() as u64, "file");
            report::say(&format!("{files} checked: {}", if counts.is_empty() { "all is well".to_owned() } else { counts }))?;
        }
    }
    let refused = |diagnostic: &Diagnostic| match diagnostic.severity {
        Severity::Error => true,
        Severity::Warning => command.deny_warnings,
        Severity::Note => false,
    };
    let is_refused = catalogue.asked().flat_map(|entry| &entry.diagnostics).any(refused);
    Ok(if is_refused { ExitStatus::Findings } else { ExitStatus::Fine })
}

/// The files and instruments that a command asks for, or what is in the folders of the site and the user.
pub fn asked_files(paths: &[std::path::PathBuf], common: &Common) -> Result<Catalogue, CliError> {
    let library = Config::read(common)?.library;
    let own = library.own_folders();
    let paths = if paths.is_empty() { &own } else { paths };
    if paths.is_empty() {
        return Err(CliError::usage("there is nothing to check", "name a file, a folder or the id of an instrument".to_owned()));
    }
    let catalogue = Catalogue::check(paths, &library)?;
    if catalogue.asked().next().is_none() {
        let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        let message = format!("there is no file of an instrument, a translation, norms or a schedule in {}", named.join(", "));
        return Err(CliError::usage(message, "check the path".to_owned()));
    }
    Ok(catalogue)
}
