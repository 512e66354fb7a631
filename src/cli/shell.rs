use std::path::Path;

use clap::CommandFactory;

use super::arguments::{Arguments, Common, CompletionsCommand, ManCommand};
use super::{CliError, ExitStatus, report, writing};
use crate::output::{Readers, Replace};

/// Prints completions for a shell.
pub fn completions(command: &CompletionsCommand) -> Result<ExitStatus, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "verbond", &mut script);
    report::put(&script)?;
    Ok(ExitStatus::Fine)
}

/// Prints the manual page, or writes one page a command into a folder.
pub fn man(command: &ManCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let mut program = Arguments::command().disable_help_subcommand(true);
    match &command.folder {
        Some(folder) => {
            program.build();
            write_pages(program, folder, common.replace())?;
        }
        None => report::put(&page(&clap_mangen::Man::new(program))?)?,
    }
    Ok(ExitStatus::Fine)
}

fn page(page: &clap_mangen::Man) -> Result<Vec<u8>, CliError> {
    let mut text = Vec::new();
    page.render(&mut text).map_err(|error| CliError::system("the manual page", error))?;
    Ok(text)
}

/// The page of a command, and those of its subcommands.
fn write_pages(command: clap::Command, folder: &Path, replace: Replace) -> Result<(), CliError> {
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        write_pages(inner.clone(), folder, replace)?;
    }
    let man = clap_mangen::Man::new(command);
    writing::write(&folder.join(man.get_filename()), page(&man)?, replace, Readers::Usual)
}
