use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::arguments::OutputFormat;
use super::config::Config;
use super::outputs::Failure;
use super::{CliError, ExitStatus, report};
use crate::output::{CheckSettings, FoundPlugin, PluginRun, TrustedPlugin, Verdict, Where, check_plugin, checks};
use crate::source::{did_you_mean, printable};

/// What a plugin is tested with.
pub struct Trial<'a> {
    /// Its folder, or its library.
    pub library: &'a Path,
    /// Options as `NAME=VALUE`.
    pub options: &'a [String],
    /// The address that it writes to, if it takes one.
    pub place: Option<&'a str>,
    /// Names of the checks to be run; all where there is none.
    pub only: &'a [String],
    /// MiB of memory that a check may take.
    pub memory: u64,
    /// Seconds that a check may take without a sign of life.
    pub timeout: u64,
}

/// Holds a plugin to what every backend must bear.
pub fn run(trial: &Trial<'_>, format: OutputFormat, config: &Config) -> Result<ExitStatus, CliError> {
    match check(trial, format, config) {
        Ok(verdicts) => tell(&verdicts, format),
        Err(error) => error.tell(format),
    }
}

/// What the author of the plugin wants it tried with.
fn settings(trial: &Trial<'_>) -> Result<CheckSettings, CliError> {
    let option = |option: &String| {
        let (name, value) = option.split_once('=').ok_or_else(|| {
            CliError::usage(format!("`{option}` is no option with a value"), "write it as NAME=VALUE".to_owned())
        })?;
        Ok((name.to_owned(), value.to_owned()))
    };
    if let Some(place) = trial.place.filter(|place| !place.contains("://")) {
        let help = "one that writes files is tested in a folder of its own, and needs no `--place`".to_owned();
        return Err(CliError::usage(format!("`{place}` is no address as `postgresql://user@host/name`"), help));
    }
    if let Some(unknown) = trial.only.iter().find(|name| !checks().iter().any(|check| check.name == name.as_str())) {
        let names: Vec<&str> = checks().iter().map(|check| check.name).collect();
        let help = did_you_mean(unknown, &names).unwrap_or_else(|| format!("there is {}", names.join(", ")));
        return Err(CliError::usage(format!("there is no check `{unknown}`"), help));
    }
    let options = trial.options.iter().map(option).collect::<Result<_, CliError>>()?;
    Ok(CheckSettings { options, place: trial.place.map(str::to_owned), only: trial.only.to_vec() })
}

fn check(trial: &Trial<'_>, format: OutputFormat, config: &Config) -> Result<Vec<Verdict>, Failure> {
    let settings = settings(trial)?;
    let plugin = FoundPlugin::at(trial.library)?;
    plugin.check_abi()?;
    let run = PluginRun {
        in_process: false,
        limit: Some(Duration::from_secs(trial.timeout.max(1))),
        memory: Some(trial.memory.max(64) << 20),
    };
    let Where::Apart(hosting) = config.plugin_site(run).place("")? else {
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
    let verdicts = check_plugin(&plugin, &hosting, &settings, &mut tell)?;
    told?;
    Ok(verdicts)
}

fn tell(verdicts: &[Verdict], format: OutputFormat) -> Result<ExitStatus, CliError> {
    let count = |word: &str| verdicts.iter().filter(|verdict| verdict.verdict == word).count();
    let (passed, failed, skipped) = (count("pass"), count("fail"), count("skip"));
    match format {
        OutputFormat::Text => report::say(&format!("\n{passed} passed, {failed} failed, {skipped} skipped"))?,
        OutputFormat::Json => {
            let json = serde_json::json!({"passed": passed, "failed": failed, "skipped": skipped, "checks": verdicts});
            report::say_json(&json)?;
        }
    }
    Ok(if failed == 0 { ExitStatus::Fine } else { ExitStatus::Findings })
}
