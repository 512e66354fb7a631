//! The conformance kit: what every backend must bear, a check a function, each in a process of its own.

mod checks;
mod comparing;
mod layouts;
mod leaks;
mod trial;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use trial::Trial;

use super::confinement::Confinement;
use super::error::PluginError;
use super::frame::{CheckFrame, Kind, Reply};
use super::isolated::load;
use super::process::{Hosting, PluginProcess};
use super::trust::TrustedPlugin;
use crate::output::private_folder::PrivateFolder;

/// A check: its name, what it holds a backend to, and how.
pub struct Check {
    /// Its name, which stays.
    pub name: &'static str,
    /// What a backend must do, a sentence.
    pub about: &'static str,
    run: fn(&Trial) -> Outcome,
}

/// What the author of a backend wants it tried with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckSettings {
    /// Options and their values.
    pub options: Vec<(String, String)>,
    /// The address of something to write to, as a server; a file in a folder of its own where there is none.
    pub place: Option<String>,
    /// Names of the checks that are run after the first; all where there is none.
    pub only: Vec<String>,
}

impl CheckSettings {
    fn is_wanted(&self, check: &Check) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == check.name)
    }
}

/// What a check came to: nothing to say, or why not.
pub type Outcome = Result<(), Trouble>;

/// Why a check did not pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// The backend does not do what it must.
    Failed(String),
    /// The check does not concern this backend.
    Skipped(String),
}

impl From<verbond_backend::Error> for Trouble {
    fn from(error: verbond_backend::Error) -> Self {
        Self::Failed(error.message)
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// A check with what it came to.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// Name of the check.
    pub name: &'static str,
    /// What it holds a backend to.
    pub about: &'static str,
    /// `pass`, `fail` or `skip`.
    pub verdict: &'static str,
    /// Why it failed or was skipped; empty if it passed.
    pub why: String,
}

/// All checks, in order.
pub fn checks() -> &'static [Check] {
    checks::ALL
}

/// The first check of all: that there is something to check.
const LOADS: Check = Check {
    name: "loads",
    about: "Its library loads, exports `verbond_backend_v1`, and its table of functions is of this boundary and whole.",
    run: |_| Ok(()),
};

/// Checks a plugin, and tells each verdict as it comes. Each check runs in a process of its own, confined as at work.
///
/// # Errors
/// Where the system cannot begin a process or make a folder.
pub fn check_plugin(
    plugin: &Arc<TrustedPlugin>,
    hosting: &Hosting,
    settings: &CheckSettings,
    tell: &mut dyn FnMut(&Verdict),
) -> Result<Vec<Verdict>, PluginError> {
    let mut verdicts = vec![];
    let mut has_loaded = true;
    for check in std::iter::once(&LOADS).chain(checks::ALL.iter().filter(|check| settings.is_wanted(check))) {
        let outcome = if has_loaded {
            run_apart(check, plugin, hosting, settings)?
        } else {
            Err(Trouble::Skipped("it does not load".to_owned()))
        };
        has_loaded &= check.name != LOADS.name || outcome.is_ok();
        let (verdict, why) = match outcome {
            Ok(()) => ("pass", String::new()),
            Err(Trouble::Failed(why)) => ("fail", why),
            Err(Trouble::Skipped(why)) => ("skip", why),
        };
        let verdict = Verdict { name: check.name, about: check.about, verdict, why };
        tell(&verdict);
        verdicts.push(verdict);
    }
    Ok(verdicts)
}

/// The C library keeps freed memory for the thread that freed it, and counts it as used, unless it is told not to.
const COUNTED: &[(&str, &str)] = &[("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0")];

fn run_apart(check: &Check, plugin: &TrustedPlugin, hosting: &Hosting, settings: &CheckSettings) -> Result<Outcome, PluginError> {
    let failed = |error: std::io::Error| PluginError::Library { path: plugin.library(), message: error.to_string() };
    let folder =
        PrivateFolder::inside(&std::env::temp_dir(), tempfile::Builder::new().prefix("verbond-check-")).map_err(failed)?;
    let may_change = vec![folder.path().to_owned()];
    let confinement = Confinement { may_change, memory: hosting.memory, ..plugin.confinement() };
    let mut process = PluginProcess::begin(plugin, hosting, Some(folder.path()), COUNTED)?;
    let run = || -> Result<Outcome, PluginError> {
        load(&mut process, plugin, confinement)?;
        if check.name == LOADS.name {
            return Ok(Ok(()));
        }
        let frame = CheckFrame {
            check: check.name.to_owned(),
            folder: folder.path().to_owned(),
            manifest: plugin.manifest_version(),
            says_place: plugin.says_place(),
            settings: settings.clone(),
        };
        let frame = serde_json::to_vec(&frame).map_err(|error| process.failed("check", &error.to_string()))?;
        match process.ask("check", Kind::Check, frame)? {
            Reply::Checked(outcome) => Ok(outcome),
            Reply::Loaded { .. } | Reply::Done | Reply::Failed { .. } | Reply::Alive => {
                Err(process.failed("check", "its process gave another answer than it was asked for"))
            }
        }
    };
    // Whatever befalls the process is a verdict on the plugin.
    let outcome = run();
    process.end();
    Ok(outcome.unwrap_or_else(|error| Err(Trouble::Failed(error.to_string()))))
}

/// Runs one check in this process, which is confined.
pub fn run_here(name: &str, trial: &Trial) -> Outcome {
    let check = checks::ALL.iter().find(|check| check.name == name);
    check.map_or_else(|| Err(Trouble::Skipped(format!("there is no check `{name}`"))), |check| (check.run)(trial))
}
