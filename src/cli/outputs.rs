use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use arrow_array::RecordBatch;

use super::arguments::OutputFormat;
use super::config::Config;
use super::{CliError, ExitStatus, report};
use crate::output::{
    Contents, HandedOver, OpenError, OutputError, PluginError, PluginRun, PluginSite, PreparedOutput, Remarks, WrittenTwice,
    discard_unpublished,
};
use crate::source::{Code, codes};

impl Config {
    /// Where plugins are found and trusted on this site, and how this run has them run.
    pub fn plugin_site(&self, run: PluginRun) -> PluginSite<'_> {
        PluginSite { folders: &self.plugins.folders, trust_file: &self.trust_file, settings: &self.plugin, run }
    }
}

/// Opens outputs, hands a table to each where there is one, and lets all of them appear once all are whole.
pub fn hand_over(
    prepared: Vec<PreparedOutput>,
    contents: &Contents<'_>,
    table: Option<&RecordBatch>,
) -> Result<Vec<Remarks>, OpenError> {
    // A signal must not leave a file of the user with a plugin. Where there is a handler already, that one does it.
    let _ = ctrlc::set_handler(stop_at_once);
    let HandedOver { remarks, unconfined } = crate::output::hand_over(prepared, contents, table)?;
    tell_unconfined(unconfined);
    Ok(remarks)
}

/// Tells, once, that the system cannot confine plugins.
pub fn tell_unconfined(words: Option<&str>) {
    if let Some(words) = words {
        anstream::eprintln!("note: {words}");
    }
}

/// Ends the program, and leaves what was there as it was.
fn stop_at_once() {
    match discard_unpublished().as_slice() {
        [] => anstream::eprintln!("stopped; nothing was written"),
        published => anstream::eprintln!("stopped; written was only {}", published.join(", ")),
    }
    std::process::exit(130);
}

/// Asks a run to stop. One that waits for input or for a plugin cannot hear it, and is ended.
pub fn stop_soon(flag: &AtomicBool) {
    flag.store(true, Ordering::Relaxed);
    std::thread::sleep(Duration::from_millis(500));
    stop_at_once();
}

/// Why a command about outputs ended early: wrong use, a failing system, or a finding with a code.
pub enum Failure {
    Cli(CliError),
    Finding { code: &'static Code, message: String, help: Option<String>, causes: Vec<String> },
}

impl Failure {
    /// A finding.
    pub fn finding(code: &'static Code, message: impl Into<String>, help: impl Into<Option<String>>) -> Self {
        Self::Finding { code, message: message.into(), help: help.into(), causes: vec![] }
    }

    /// Tells a finding to the user; wrong use and a failing system go up.
    pub fn tell(self, format: OutputFormat) -> Result<ExitStatus, CliError> {
        match self {
            Self::Cli(error) => Err(error),
            Self::Finding { code, message, help, causes } => {
                report::Told { code: Some(code), message: &message, help: help.as_deref(), causes: &causes }.tell(format)?;
                Ok(ExitStatus::Findings)
            }
        }
    }

    /// Adds to how it can be mended.
    pub fn and(mut self, more: &str) -> Self {
        if let Self::Finding { help, .. } = &mut self {
            *help = Some(help.take().map_or_else(|| more.to_owned(), |help| format!("{help}\n{more}")));
        }
        self
    }
}

impl From<CliError> for Failure {
    fn from(error: CliError) -> Self {
        Self::Cli(error)
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        match (error.code(), error) {
            (_, error @ (OutputError::Io { .. } | OutputError::Refused { .. })) => Self::Cli(error.into()),
            (code, other) => Self::Finding {
                code: code.unwrap_or(&codes::BACKEND_FAILED),
                message: other.to_string(),
                help: other.help(),
                causes: report::causes(&other),
            },
        }
    }
}

impl From<PluginError> for Failure {
    fn from(error: PluginError) -> Self {
        match error {
            PluginError::Output(error) => error.into(),
            other => Self::Finding {
                code: other.code(),
                message: other.to_string(),
                help: other.help(),
                causes: report::causes(&other),
            },
        }
    }
}

impl From<WrittenTwice> for Failure {
    fn from(error: WrittenTwice) -> Self {
        Self::Cli(error.into())
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        let message = error.to_string();
        match error {
            OpenError::Request { message, help } => Self::Cli(CliError::usage(message, help)),
            OpenError::NoSuchBackend { help, .. } => Self::finding(&codes::NO_SUCH_BACKEND, message, help),
            OpenError::Output(error) => error.into(),
            OpenError::Plugin(error) => error.into(),
        }
    }
}
