use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::arguments::OutputFormat;
use super::config::Config;
use super::outputs::{OpenError, PluginRun};
use super::{CliError, Ending, report};
use crate::output::{FoundPlugin, TrustedPlugin, Verdict, Where, check_plugin};
use crate::source::printable;

/// Holds a plugin to what every backend must bear.
pub fn run(library: &Path, options: &[String], timeout: u64, format: OutputFormat, config: &Config) -> Result<Ending, CliError> {
    match check(library, options, timeout, format, config) {
        Ok(verdicts) => tell(&verdicts, format),
        Err(error) => error.tell(format),
    }
}

fn check(
    library: &Path,
    options: &[String],
    timeout: u64,
    format: OutputFormat,
    config: &Config,
) -> Result<Vec<Verdict>, OpenError> {
    let options: Vec<(String, String)> = options
        .iter()
        .map(|option| {
            let (name, value) = option.split_once('=').ok_or_else(|| {
                CliError::usage(format!("`{option}` is no option with a value"), "write it as NAME=VALUE".to_owned())
            })?;
            Ok((name.to_owned(), value.to_owned()))
        })
        .collect::<Result<_, CliError>>()?;
    let plugin = FoundPlugin::at(library)?;
    plugin.judge_abi()?;
    let run = PluginRun { in_process: false, limit: Some(Duration::from_secs(timeout.max(1))), memory: None };
    let Where::Apart(hosting) = run.place("", config)? else {
        return Err(CliError::usage("a plugin is tested in a process of its own", None).into());
    };
    let plugin = Arc::new(TrustedPlugin::on_word_of_its_author(plugin)?);
    let shows = format == OutputFormat::Text;
    let mut told = Ok(());
    let mut tell = |verdict: &Verdict| {
        if shows && told.is_ok() {
            let why = if verdict.why.is_empty() { String::new() } else { format!("\n      {}", printable(&verdict.why)) };
            told = report::say(&format!("{}  {:<21}  {}{why}", verdict.verdict, verdict.name, verdict.about));
        }
    };
    if shows && std::io::stderr().is_terminal() {
        anstream::eprintln!("testing {} in confined processes of its own\n", plugin.library().display());
    }
    let verdicts = check_plugin(&plugin, &hosting, &options, &mut tell)?;
    told?;
    Ok(verdicts)
}

fn tell(verdicts: &[Verdict], format: OutputFormat) -> Result<Ending, CliError> {
    let count = |word: &str| verdicts.iter().filter(|verdict| verdict.verdict == word).count();
    let (passed, failed, skipped) = (count("pass"), count("fail"), count("skip"));
    match format {
        OutputFormat::Text => report::say(&format!("\n{passed} passed, {failed} failed, {skipped} skipped"))?,
        OutputFormat::Json => {
            let json = serde_json::json!({"passed": passed, "failed": failed, "skipped": skipped, "checks": verdicts});
            report::say_json(&json)?;
        }
    }
    Ok(if failed == 0 { Ending::Fine } else { Ending::Findings })
}
