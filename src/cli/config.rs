use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Deserialize;

use super::CliError;
use super::arguments::Common;
use super::reading::AnswerSettings;
use super::report::Channel;
use super::site_face::SiteSetting;
use crate::catalogue::Library;
use crate::files;
use crate::follow::{Judging, Rule, Trigger};
use crate::instrument::Instrument;
use crate::output::PluginSetting;
use crate::serve::CodeDigits;

/// What `verbond.toml` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub instruments: Folders,
    pub plugins: Folders,
    /// Where files of interface texts are.
    pub phrases: Folders,
    pub serve: ServeSetting,
    /// How the pages show whose they are.
    pub site: SiteSetting,
    /// How plugins are run, by their names.
    pub plugin: BTreeMap<String, PluginSetting>,
    pub answers: AnswerSettings,
    pub output: Vec<OutputSetting>,
    /// Where administrations are kept.
    pub store: StoreSetting,
    /// When one person is judged by norms.
    pub norms: NormsSetting,
    /// Rules that say when a course shows a sign of a rupture.
    pub rupture: Vec<RuptureSetting>,
    /// Where trusted plugins are pinned; not a setting of a site, which could then trust its own plugins.
    #[serde(skip)]
    pub trust_file: PathBuf,
    /// Where instruments, translations and norms are found by the id of their instrument.
    #[serde(skip)]
    pub library: Library,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Folders {
    /// Folders, from where the file is.
    pub folders: Vec<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServeSetting {
    /// The language of pages where a browser asks for none that there is.
    pub language: Option<String>,
    /// How many digits a code has.
    #[serde(rename = "code-digits")]
    pub code_digits: Option<u8>,
}

impl ServeSetting {
    /// How many digits a code has on this site.
    pub fn code_digits(&self) -> Result<CodeDigits, CliError> {
        let Some(digits) = self.code_digits else { return Ok(CodeDigits::default()) };
        CodeDigits::new(digits).ok_or_else(|| {
            let (least, most) = (CodeDigits::ALL.start(), CodeDigits::ALL.end());
            let help = format!("`code-digits` under `[serve]` is a number from {least} to {most}");
            CliError::usage(format!("a code cannot have {digits} digits"), help)
        })
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StoreSetting {
    /// The file, from where `verbond.toml` is.
    pub file: Option<PathBuf>,
    /// The file with the passphrase that the store is encrypted with, from where `verbond.toml` is.
    #[serde(rename = "key-file")]
    pub key_file: Option<PathBuf>,
    /// Days that an administration is kept, for `verbond store purge`.
    #[serde(rename = "keep-days")]
    pub keep_days: Option<u32>,
    /// Days that a row of the log of access is kept, for `verbond store purge`.
    #[serde(rename = "keep-access-days")]
    pub keep_access_days: Option<u32>,
}

/// Days that things can be kept: up to a hundred years.
pub const KEPT_DAYS: std::ops::RangeInclusive<i64> = 1..=36_500;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct NormsSetting {
    /// Below this reliability no change is judged.
    pub least_reliability: Option<f64>,
    /// Whether simulated norms judge.
    pub judge_by_simulated: bool,
}

impl NormsSetting {
    /// What it comes to, with what nobody decided on as it is by itself.
    pub fn judging(&self) -> Result<Judging, CliError> {
        let usual = Judging::default();
        let least_reliability = self.least_reliability.unwrap_or(usual.least_reliability);
        if !(0.0..=1.0).contains(&least_reliability) {
            let help = format!("a reliability is from 0 to 1; without the setting it is {}", usual.least_reliability);
            return Err(CliError::usage(format!("`least-reliability` cannot be {least_reliability}"), help));
        }
        Ok(Judging { least_reliability, by_simulated: self.judge_by_simulated })
    }
}

/// A rule that says when a course shows a sign of a rupture: one of three, and where it comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuptureSetting {
    pub score: String,
    /// Lower than at the occasion before by more than so many points.
    pub drop_more_than: Option<f64>,
    /// Fell so many times in a row.
    pub drops_in_a_row: Option<usize>,
    /// Reliably lower than the best so far.
    #[serde(default)]
    pub below_best: bool,
    pub source: String,
}

impl RuptureSetting {
    /// The rule for a measure; nothing where the measure has no such score.
    pub fn rule(&self, instrument: &Instrument) -> Result<Option<Rule>, CliError> {
        let triggers = [
            self.drop_more_than.map(Trigger::DropMoreThan),
            self.drops_in_a_row.map(Trigger::DropsInARow),
            self.below_best.then_some(Trigger::BelowBest),
        ];
        let triggers: Vec<Trigger> = triggers.into_iter().flatten().collect();
        let [trigger] = triggers[..] else {
            let help = "say one of `drop-more-than`, `drops-in-a-row`, `below-best = true`".to_owned();
            return Err(CliError::usage(format!("a rule on `{}` looks for {} things", self.score, triggers.len()), help));
        };
        let is_there = instrument.score(&self.score).is_some();
        Ok(is_there.then(|| Rule { score: self.score.clone(), trigger, source: self.source.clone() }))
    }
}

/// An output that is always made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputSetting {
    pub backend: String,
    pub path: Option<PathBuf>,
    /// Whether the file of an earlier run is replaced.
    #[serde(default)]
    pub replace: bool,
    #[serde(default)]
    pub options: BTreeMap<String, toml::Value>,
}

/// The file that is read where it lies in the folder that the program is started in.
const HERE: &str = "verbond.toml";
/// The folder that is searched for instruments where it lies in the folder that the program is started in.
const INSTRUMENTS_HERE: &str = "instruments";
/// Bytes that settings may have.
const SETTINGS_BYTES: usize = 1 << 20;

/// The user's own settings.
fn own_settings() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("verbond").join(HERE))
}

impl Config {
    /// Reads the file that was named. Where none was, reads the one in this folder and the user's own: what is written,
    /// loaded and kept is only said by a file that the user chose, never by one that happens to lie where the program
    /// is started.
    pub fn read(common: &Common) -> Result<Self, CliError> {
        if let Some(missing) = common.instruments.iter().find(|folder| !folder.is_dir()) {
            let message = format!("there is no folder {}", missing.display());
            return Err(CliError::usage(message, "`--instruments` names a folder of instruments".to_owned()));
        }
        if let Some(path) = &common.config {
            return Ok(Self::of_file(path)?.with_its_folders(path)?.with(common));
        }
        let own = match own_settings().filter(|path| path.is_file()) {
            Some(path) => Self::of_file(&path)?.with_its_folders(&path)?,
            None => Self::default(),
        };
        let here = Path::new(HERE);
        if !here.is_file() {
            return Ok(own.with(common));
        }
        let here = Self::of_file(here)?;
        here.tell_what_is_followed()?;
        here.tell_what_is_not_followed()?;
        let named: Vec<PathBuf> = common.instruments.iter().map(|folder| files::real(folder)).collect();
        let mut lying = here.instruments.folders.clone();
        lying.retain(|folder| !named.contains(&files::real(folder)));
        let mut config = here.but_places_of(own).with_its_folders(Path::new(HERE))?.with(common);
        config.library.lie_here(lying);
        Ok(config)
    }

    fn of_file(path: &Path) -> Result<Self, CliError> {
        let text = files::text(path, SETTINGS_BYTES).map_err(|error| CliError::unread(path, error))?;
        let mut config: Self = toml::from_str(&text)
            .map_err(|error| CliError::usage(format!("{} cannot be read: {error}", path.display()), None))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        config.instruments.folders.iter_mut().for_each(|inner| *inner = folder.join(&*inner));
        config.plugins.folders.iter_mut().for_each(|inner| *inner = folder.join(&*inner));
        config.phrases.folders.iter_mut().for_each(|inner| *inner = folder.join(&*inner));
        config.site.logo = config.site.logo.map(|file| folder.join(file));
        config.store.file = config.store.file.map(|file| folder.join(file));
        config.store.key_file = config.store.key_file.map(|file| folder.join(file));
        Ok(config)
    }

    /// These settings, where each folder that they name is there: a measure that is missed is taken from elsewhere.
    fn with_its_folders(self, file: &Path) -> Result<Self, CliError> {
        let named = [("instruments", &self.instruments), ("plugins", &self.plugins), ("phrases", &self.phrases)];
        for (table, folders) in named {
            if let Some(missing) = folders.folders.iter().find(|folder| !folder.is_dir()) {
                let message = format!("there is no folder {}", missing.display());
                let help = format!("`[{table}]` of {} names it: make it, or take it out", file.display());
                return Err(CliError::usage(message, help));
            }
        }
        Ok(self)
    }

    /// Says what of a file that nobody named changes which rows are read and what comes of them.
    fn tell_what_is_followed(&self) -> Result<(), CliError> {
        let answers = self.answers != AnswerSettings::default();
        let norms = self.norms.least_reliability.is_some() || self.norms.judge_by_simulated;
        let named = [(answers, "`[answers]`"), (norms, "`[norms]`"), (!self.rupture.is_empty(), "`[[rupture]]`")];
        let Some((words, are)) = listed(&named) else { return Ok(()) };
        Channel::Stderr.line(&format!("note: {words} of ./{HERE} {are} followed, for the file lies here"))
    }

    /// Says what a file that nobody named would have had written, loaded or kept.
    fn tell_what_is_not_followed(&self) -> Result<(), CliError> {
        let store = self.store.file.is_some() || self.store.key_file.is_some() || self.store.keep_days.is_some();
        let plugins = !self.plugins.folders.is_empty() || !self.plugin.is_empty();
        let skips = self.answers.leaves_rows_out();
        let named = [
            (!self.output.is_empty(), "`[[output]]`"),
            (plugins, "`[plugins]`"),
            (store, "`[store]`"),
            (skips, "`on-bad = \"skip\"`"),
        ];
        let Some((words, are)) = listed(&named) else { return Ok(()) };
        Channel::Stderr
            .line(&format!("note: {words} of ./{HERE} {are} not followed, for nobody named the file: say `--config {HERE}`"))
    }

    /// These settings, with what is written, loaded and kept as the user's own say.
    fn but_places_of(mut self, own: Self) -> Self {
        self.instruments.folders.extend(own.instruments.folders);
        self.phrases.folders.extend(own.phrases.folders);
        self.serve.language = self.serve.language.or(own.serve.language);
        self.norms.least_reliability = self.norms.least_reliability.or(own.norms.least_reliability);
        self.norms.judge_by_simulated |= own.norms.judge_by_simulated;
        self.site = if self.site == SiteSetting::default() { own.site } else { self.site };
        self.serve.code_digits = self.serve.code_digits.or(own.serve.code_digits);
        // Rows that are left out are written beside the answers.
        if self.answers.leaves_rows_out() {
            self.answers.on_bad = own.answers.on_bad;
        }
        let rupture = if self.rupture.is_empty() { own.rupture } else { self.rupture };
        Self { rupture, plugins: own.plugins, plugin: own.plugin, output: own.output, store: own.store, ..self }
    }

    /// Adds what the arguments name, the folder `instruments` here, and the folders of the user and of the system.
    fn with(mut self, common: &Common) -> Self {
        self.instruments.folders.splice(0..0, common.instruments.iter().cloned());
        self.plugins.folders.splice(0..0, common.plugin_folders.iter().cloned());
        if common.instruments.is_empty() {
            self.instruments.folders.push(PathBuf::from(INSTRUMENTS_HERE));
        }
        let mut of_user = None;
        if let Ok(base) = etcetera::choose_base_strategy() {
            let own = base.data_dir().join("verbond");
            of_user = Some(own.join("instruments"));
            self.plugins.folders.push(own.join("plugins"));
            self.trust_file = base.config_dir().join("verbond").join("trusted-plugins.toml");
        }
        if let Some(path) = &common.trust_file {
            self.trust_file.clone_from(path);
        }
        self.library = Library::new(&self.instruments.folders, of_user.as_slice(), &system_folders());
        if common.instruments.is_empty() {
            self.library.lie_here([PathBuf::from(INSTRUMENTS_HERE)]);
        }
        self
    }

    /// Where a file of an instrument goes that has no folder of its own here: into the first folder that is searched.
    pub fn folder_for(&self, id: &str) -> PathBuf {
        self.instruments.folders.first().map_or_else(|| PathBuf::from(id), |folder| folder.join(id))
    }
}

/// The parts of a file that say something, one after another, and the verb for as many; nothing where none does.
fn listed(parts: &[(bool, &str)]) -> Option<(String, &'static str)> {
    let named: Vec<&str> = parts.iter().filter_map(|(is_named, word)| is_named.then_some(*word)).collect();
    let are = if named.len() == 1 { "is" } else { "are" };
    (!named.is_empty()).then(|| (named.join(", "), are))
}

/// The folders for all users of the machine, as the XDG Base Directory Specification says where they are.
fn system_folders() -> Vec<PathBuf> {
    let said = std::env::var_os("XDG_DATA_DIRS").filter(|said| !said.is_empty());
    let folders = said.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    std::env::split_paths(&folders)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join("verbond/instruments"))
        .collect()
}
