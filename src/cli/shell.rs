use clap::CommandFactory;

use super::arguments::{Arguments, CompletionsCommand, ManCommand};
use super::{CliError, Ending};

/// Prints completions for a shell.
pub fn completions(command: &CompletionsCommand) -> Result<Ending, CliError> {
    clap_complete::generate(command.shell, &mut Arguments::command(), "verbond", &mut std::io::stdout());
    Ok(Ending::Fine)
}

/// Prints the manual page, or writes one page a command into a folder.
pub fn man(command: &ManCommand) -> Result<Ending, CliError> {
    let result = match &command.folder {
        Some(folder) => clap_mangen::generate_to(Arguments::command(), folder),
        None => clap_mangen::Man::new(Arguments::command()).render(&mut std::io::stdout()),
    };
    result.map(|()| Ending::Fine).map_err(|error| CliError::system("the manual page", error))
}
