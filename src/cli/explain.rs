use super::arguments::ExplainCommand;
use super::{CliError, ExitStatus, report};
use crate::source::{codes, did_you_mean};

/// Prints the page of a code, or the list of all.
pub fn run(command: &ExplainCommand) -> Result<ExitStatus, CliError> {
    let Some(name) = &command.code else {
        codes::all().try_for_each(|code| report::say(&format!("{}  {}", code.name, code.title)))?;
        return Ok(ExitStatus::Fine);
    };
    let Some(code) = codes::find(name).or_else(|| codes::find(&full_name(name)?)) else {
        let names: Vec<&str> = codes::all().map(|code| code.name).collect();
        let help = did_you_mean(&full_name(name).unwrap_or_else(|| name.clone()), &names);
        return Err(CliError::usage(format!("there is no code `{name}`"), help));
    };
    report::say(code.document().trim_end())?;
    Ok(ExitStatus::Fine)
}

/// A code as it is written, of one as people type it: `506`, `0506` or `v506` is `V0506`.
fn full_name(typed: &str) -> Option<String> {
    let digits = typed.trim_start_matches(['V', 'v']);
    digits.parse::<u16>().ok().map(|number| format!("V{number:04}"))
}
