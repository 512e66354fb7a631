use super::arguments::ExplainCommand;
use super::{CliError, Ending, report};
use crate::source::{codes, did_you_mean};

/// Prints the page of a code, or the list of all.
pub fn run(command: &ExplainCommand) -> Result<Ending, CliError> {
    let Some(name) = &command.code else {
        codes::all().try_for_each(|code| report::say(&format!("{}  {}", code.name, code.title)))?;
        return Ok(Ending::Fine);
    };
    let Some(code) = codes::find(name) else {
        let names: Vec<&str> = codes::all().map(|code| code.name).collect();
        return Err(CliError::usage(format!("there is no code `{name}`"), did_you_mean(name, &names)));
    };
    report::say(code.document().trim_end())?;
    Ok(Ending::Fine)
}
