use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use super::error::OpenError;
use crate::output::backend::OutputError;
use crate::output::plugin::{Hosting, PreparedPlugin, TrustFile, Where, find_plugin};
use crate::source::did_you_mean;

/// How a plugin is run on this site.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct PluginSetting {
    /// In the process of the program itself.
    pub in_process: bool,
    /// Seconds that one call may take without a sign of life.
    pub timeout: Option<u64>,
    /// MiB of memory that it may have.
    pub memory: Option<u64>,
}

/// How plugins are run, unless the settings of the site say otherwise of one.
#[derive(Clone, Copy, Debug, Default)]
pub struct PluginRun {
    /// In this process, without protection from their faults.
    pub in_process: bool,
    /// How long one call may take without a sign of life; nothing if the user did not say.
    pub limit: Option<Duration>,
    /// Bytes of memory they may have; nothing if the user did not say.
    pub memory: Option<u64>,
}

/// Seconds that one call to a plugin may take without a sign of life.
const PLUGIN_SECONDS: u64 = 60;
/// MiB of memory that a plugin may have.
const PLUGIN_MEMORY: u64 = 4096;

/// Where plugins are found and trusted, and how they are run.
#[derive(Clone, Copy, Debug)]
pub struct PluginSite<'a> {
    /// Folders with a folder for each plugin.
    pub folders: &'a [PathBuf],
    /// Where trusted plugins are pinned.
    pub trust_file: &'a Path,
    /// What the site says of single plugins, by their names.
    pub settings: &'a BTreeMap<String, PluginSetting>,
    /// What this run says of all.
    pub run: PluginRun,
}

impl PluginSite<'_> {
    /// Where a plugin of this name runs.
    ///
    /// # Errors
    /// Where the system does not say where this program lies, which runs plugins in processes of its own.
    pub fn place(&self, name: &str) -> Result<Where, OutputError> {
        let setting = self.settings.get(name).copied().unwrap_or_default();
        if self.run.in_process || setting.in_process {
            return Ok(Where::InProcess);
        }
        let program = std::env::current_exe().map_err(|source| OutputError::Io { path: "this program".to_owned(), source })?;
        let seconds = setting.timeout.unwrap_or(PLUGIN_SECONDS).max(1);
        let limit = self.run.limit.unwrap_or_else(|| Duration::from_secs(seconds));
        let memory = self.run.memory.unwrap_or_else(|| setting.memory.unwrap_or(PLUGIN_MEMORY).max(64) << 20);
        Ok(Where::Apart(Hosting { program, limit, memory }))
    }

    /// The plugin of an output that goes to a path, told its options.
    pub(super) fn prepared(
        &self,
        name: &str,
        path: Option<&Path>,
        options: &[(String, String)],
        built_in: &[&str],
    ) -> Result<PreparedPlugin, OpenError> {
        let missed = match find_plugin(self.folders, name) {
            Ok(plugin) => {
                if path.is_none() {
                    let help = format!("give it a path: `--to {name}=scores.{name}`");
                    return Err(OpenError::request(format!("backend `{name}` writes a file"), help));
                }
                let trust = TrustFile::read(self.trust_file)?;
                return Ok(PreparedPlugin::new(plugin, &trust, self.place(name)?, options)?);
            }
            Err(mut missed) => match missed.broken.take() {
                Some(error) => return Err(error.into()),
                None => missed,
            },
        };
        let known: Vec<&str> = built_in.iter().copied().chain(missed.known.iter().map(String::as_str)).collect();
        let looked: Vec<String> = self.folders.iter().map(|folder| folder.display().to_string()).collect();
        let place = format!(
            "plugins are looked for in {}; `--plugin-dir` adds a folder",
            if looked.is_empty() { "no folder".to_owned() } else { looked.join(", ") }
        );
        let help = did_you_mean(name, &known).map_or_else(|| place.clone(), |near| format!("{near}\n{place}"));
        Err(OpenError::NoSuchBackend { name: name.to_owned(), help })
    }
}
