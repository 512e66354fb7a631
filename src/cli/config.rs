use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Deserialize;

use super::arguments::Common;
use super::{CliError, catalogue};

/// What `verbond.toml` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub instruments: Folders,
    pub plugins: Folders,
    /// How plugins are run, by their names.
    pub plugin: BTreeMap<String, PluginSetting>,
    pub answers: AnswerSettings,
    pub output: Vec<OutputSetting>,
    /// Where trusted plugins are pinned; not a setting of a site, which could then trust its own plugins.
    #[serde(skip)]
    pub trust_file: PathBuf,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Folders {
    /// Folders, from where the file is.
    pub folders: Vec<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AnswerSettings {
    /// Cells that mean "no answer".
    pub missing: Vec<String>,
    /// Name in the instrument, and the column of the answers.
    pub map: BTreeMap<String, String>,
    /// Delimiter of CSV.
    pub delimiter: Option<String>,
    /// Encoding of the text.
    pub encoding: Option<String>,
}

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

/// An output that is always made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputSetting {
    pub backend: String,
    pub path: Option<PathBuf>,
    #[serde(default)]
    pub options: BTreeMap<String, toml::Value>,
}

impl Config {
    /// Reads the file that was named, or the one in this folder. What it says of plugins counts only if the file was named: nothing is ever
    /// loaded, or trusted further, because of the folder that one happens to be in.
    pub fn read(common: &Common) -> Result<Self, CliError> {
        let here = PathBuf::from("verbond.toml");
        let (path, named) = match &common.config {
            Some(path) => (path.clone(), true),
            None if here.is_file() => (here, false),
            None => return Ok(Self::default().with(common)),
        };
        let text = std::fs::read_to_string(&path).map_err(|error| CliError::system(path.display().to_string(), error))?;
        let mut config: Self = toml::from_str(&text)
            .map_err(|error| CliError::usage(format!("{} cannot be read: {error}", path.display()), None))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        config.instruments.folders.iter_mut().for_each(|inner| *inner = folder.join(&*inner));
        config.plugins.folders.iter_mut().for_each(|inner| *inner = folder.join(&*inner));
        if !named {
            config.plugins.folders.clear();
            config.plugin.clear();
        }
        Ok(config.with(common))
    }

    /// Adds what the arguments name, the folder `instruments` here, and the user's own folders.
    fn with(mut self, common: &Common) -> Self {
        self.instruments.folders.splice(0..0, common.instruments.iter().cloned());
        self.plugins.folders.splice(0..0, common.plugin_folders.iter().cloned());
        if common.instruments.is_empty() {
            self.instruments.folders.push(PathBuf::from("instruments"));
        }
        if let Ok(base) = etcetera::choose_base_strategy() {
            let own = base.data_dir().join("verbond");
            self.instruments.folders.push(own.join("instruments"));
            self.plugins.folders.push(own.join("plugins"));
            self.trust_file = base.config_dir().join("verbond").join("trusted-plugins.toml");
        }
        if let Some(path) = &common.trust_file {
            self.trust_file.clone_from(path);
        }
        self.instruments.folders.retain(|folder| folder.is_dir());
        let mut seen = Vec::new();
        self.instruments.folders.retain(|folder| {
            let real = catalogue::real(folder);
            let is_new = !seen.contains(&real);
            seen.push(real);
            is_new
        });
        self
    }
}
