use std::fs::File;
use std::io;

use super::{CliError, ExitStatus};
use crate::output::serve_plugin;

/// Runs one plugin for another process, over pipes that the plugin cannot reach.
pub fn run() -> Result<ExitStatus, CliError> {
    #[cfg(unix)]
    crate::output::close_inherited_files();
    let (input, output) = private_pipes().map_err(|error| CliError::system("the pipes of a plugin", error))?;
    serve_plugin(input, output).map_err(|error| CliError::system("the pipes of a plugin", error))?;
    Ok(ExitStatus::Fine)
}

/// The standard input and output under other numbers; where they were there is nothing, so a plugin that prints or
/// reads does no harm.
#[cfg(unix)]
fn private_pipes() -> io::Result<(File, File)> {
    let nowhere = File::options().read(true).write(true).open("/dev/null")?;
    let input = File::from(rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdin(), 3)?);
    let output = File::from(rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdout(), 3)?);
    rustix::stdio::dup2_stdin(&nowhere)?;
    rustix::stdio::dup2_stdout(&nowhere)?;
    Ok((input, output))
}

#[cfg(not(unix))]
fn private_pipes() -> io::Result<(io::Stdin, io::Stdout)> {
    Ok((io::stdin(), io::stdout()))
}
