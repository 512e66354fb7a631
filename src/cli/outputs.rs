use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use arrow_schema::SchemaRef;

use super::config::Config;
use super::{CliError, Ending, report};
use crate::instrument::Instrument;
use crate::output::{
    Backend, ChildBackend, ChildSettings, CsvEncoder, Destination, Encoder, JsonEncoder, PluginBackend, TextBackend, TrustFile,
    find_plugins, load_plugin,
};
use crate::source::{did_you_mean, printable};

/// The backends that are part of the program.
pub const BUILT_IN: &[&str] = &["csv", "json", "jsonl"];

/// An output as it was asked for.
#[derive(Clone, Debug)]
pub struct OutputRequest {
    pub backend: String,
    /// Where it goes; the standard output if there is no path.
    pub path: Option<PathBuf>,
    pub options: Vec<(String, String)>,
}

impl OutputRequest {
    /// Reads `BACKEND`, `BACKEND=PATH` or `BACKEND=PATH,OPTION=VALUE`.
    pub fn parse(text: &str) -> Self {
        let (backend, rest) = text.split_once('=').unwrap_or((text, ""));
        let mut parts: Vec<&str> = rest.split(',').collect();
        let mut options = Vec::new();
        // Only what looks like an option is one: a path may hold commas.
        while parts.len() > 1 {
            let Some((name, value)) = parts.last().and_then(|part| part.split_once('=')) else {
                break;
            };
            options.insert(0, (name.to_owned(), value.to_owned()));
            parts.pop();
        }
        let path = parts.join(",");
        Self { backend: backend.to_owned(), path: (!path.is_empty() && path != "-").then(|| path.into()), options }
    }

    pub fn is_stdout(&self) -> bool {
        self.path.is_none()
    }
}

/// How plugins are run.
#[derive(Clone, Copy, Debug)]
pub struct Hosting {
    /// In this process, without protection from their faults.
    pub in_process: bool,
    /// How long one call may take.
    pub limit: Duration,
}

impl Hosting {
    /// This program, as it runs one plugin for another process.
    fn program(self) -> Result<Command, CliError> {
        let this = std::env::current_exe().map_err(|error| CliError::system("this program", error))?;
        let mut program = Command::new(this);
        program.arg("plugin-host");
        Ok(program)
    }
}

/// What every output of a run is opened with.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub config: &'a Config,
    pub instrument: &'a Instrument,
    pub schema: &'a SchemaRef,
    pub hosting: Hosting,
}

/// Opens the outputs of a run.
pub fn open(requests: &[OutputRequest], setting: Setting<'_>) -> Result<Vec<Box<dyn Backend>>, OpenError> {
    let to_stdout = requests.iter().filter(|request| request.is_stdout()).count();
    if to_stdout > 1 {
        return Err(CliError::usage(
            "two outputs cannot share the standard output",
            "give each a path: `--to csv=scores.csv`".to_owned(),
        )
        .into());
    }
    requests.iter().map(|request| open_one(request, setting)).collect()
}

/// Why an output could not be opened: wrong use, or a finding with a code.
pub enum OpenError {
    Cli(CliError),
    Finding { code: &'static str, message: String, help: Option<String> },
}

impl OpenError {
    /// Tells a finding to the user; wrong use and a failing system go up.
    pub fn tell(self) -> Result<Ending, CliError> {
        match self {
            Self::Cli(error) => Err(error),
            Self::Finding { code, message, help } => {
                let style = report::ERROR;
                anstream::eprintln!("{}error[{code}]{}: {}", style.render(), style.render_reset(), printable(&message));
                if let Some(help) = help {
                    anstream::eprintln!("help: {}", printable(&help));
                }
                Ok(Ending::Findings)
            }
        }
    }
}

impl From<CliError> for OpenError {
    fn from(error: CliError) -> Self {
        Self::Cli(error)
    }
}

impl From<crate::output::OutputError> for OpenError {
    fn from(error: crate::output::OutputError) -> Self {
        match (error.code(), error) {
            (_, crate::output::OutputError::Io { path, source }) => Self::Cli(CliError::system(path, source)),
            (code, other) => {
                let help = matches!(other, crate::output::OutputError::Hung { .. })
                    .then(|| "if it is slow but honest: `--plugin-timeout 600`".to_owned());
                Self::Finding { code: code.map_or("V0805", |code| code.name), message: other.to_string(), help }
            }
        }
    }
}

impl From<crate::output::PluginError> for OpenError {
    fn from(error: crate::output::PluginError) -> Self {
        match error {
            crate::output::PluginError::Output(error) => error.into(),
            other => Self::Finding { code: other.code().name, message: other.to_string(), help: other.help() },
        }
    }
}

fn open_one(request: &OutputRequest, setting: Setting<'_>) -> Result<Box<dyn Backend>, OpenError> {
    let schema = setting.schema;
    let destination = || match &request.path {
        Some(path) => Destination::file(path),
        None => Destination::stdout(),
    };
    let encoder: Arc<dyn Encoder> = match request.backend.as_str() {
        "csv" => Arc::new(CsvEncoder::new(schema)),
        "json" => Arc::new(JsonEncoder::array(schema)),
        "jsonl" => Arc::new(JsonEncoder::lines(schema)),
        other => return open_plugin(other, request, setting),
    };
    if let Some((name, _)) = request.options.first() {
        let message = format!("backend `{}` has no option `{name}`", request.backend);
        return Err(OpenError::Finding {
            code: crate::source::codes::V0806.name,
            message,
            help: Some("it has no options".to_owned()),
        });
    }
    Ok(Box::new(TextBackend::open(destination()?, encoder)?))
}

fn open_plugin(name: &str, request: &OutputRequest, setting: Setting<'_>) -> Result<Box<dyn Backend>, OpenError> {
    let Setting { config, instrument, schema, hosting } = setting;
    let mut known: Vec<String> = BUILT_IN.iter().map(|name| (*name).to_owned()).collect();
    for plugin in find_plugins(&config.plugins.folders) {
        let plugin = plugin?;
        if plugin.manifest.name == name {
            let Some(path) = &request.path else {
                return Err(CliError::usage(
                    format!("backend `{name}` writes a file"),
                    format!("give it a path: `--to {name}=scores.{name}`"),
                )
                .into());
            };
            let json = serde_json::to_string(instrument).unwrap_or_default();
            let (trust, destination) = (TrustFile::read(&config.trust_file)?, Destination::file(path)?);
            if hosting.in_process {
                let loaded = load_plugin(&plugin, &trust)?;
                let beside = destination.beside().to_owned();
                return Ok(Box::new(PluginBackend::open(loaded, &json, &request.options, schema, &beside, Some(destination))?));
            }
            let settings =
                ChildSettings { program: hosting.program()?, limit: hosting.limit, instrument: &json, options: &request.options };
            return Ok(Box::new(ChildBackend::open(&plugin, &trust, settings, schema, destination)?));
        }
        known.push(plugin.manifest.name);
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let looked: Vec<String> = config.plugins.folders.iter().map(|folder| folder.display().to_string()).collect();
    let place = format!(
        "plugins are looked for in {}; `--plugin-dir` adds a folder",
        if looked.is_empty() { "no folder".to_owned() } else { looked.join(", ") }
    );
    let help = did_you_mean(name, &known).map_or_else(|| place.clone(), |near| format!("{near}\n{place}"));
    Err(OpenError::Finding {
        code: crate::source::codes::V0801.name,
        message: format!("there is no backend `{name}`"),
        help: Some(help),
    })
}
