use super::arguments::{CheckCommand, Common, OutputFormat};
use super::catalogue::Catalogue;
use super::config::Config;
use super::report::{self, Channel};
use super::{CliError, Ending};

/// Checks files and says everything that is wrong with them.
pub fn run(command: &CheckCommand, common: &Common) -> Result<Ending, CliError> {
    let catalogue = asked_files(&command.paths, common)?;
    match command.format {
        OutputFormat::Json => {
            report::print_json(
                catalogue.asked().flat_map(|entry| entry.complaints.iter().map(|complaint| (&entry.file, complaint))),
            )?;
        }
        OutputFormat::Text => {
            catalogue.asked().try_for_each(|entry| report::print(&entry.file, &entry.complaints, Channel::Stdout))?;
            let counts = report::counts(catalogue.asked().flat_map(|entry| &entry.complaints));
            let files = report::plural(catalogue.asked().count() as u64, "file");
            report::say(&format!("{files} checked: {}", if counts.is_empty() { "all is well".to_owned() } else { counts }))?;
        }
    }
    Ok(if catalogue.asked().any(super::catalogue::Entry::has_errors) { Ending::Findings } else { Ending::Fine })
}

/// The files that a command asks for, or those in the folders with instruments.
pub fn asked_files(paths: &[std::path::PathBuf], common: &Common) -> Result<Catalogue, CliError> {
    let folders = Config::read(common)?.instruments.folders;
    let paths = if paths.is_empty() { &folders } else { paths };
    if paths.is_empty() {
        return Err(CliError::usage("there is nothing to check", "name a file or a folder".to_owned()));
    }
    Catalogue::check(paths, &folders)
}
