use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use verbond_backend::{Measure, OptionFault, Takes};

use super::arguments::OutputFormat;
use super::config::Config;
use super::{CliError, ExitStatus, report};
use crate::catalogue;
use crate::output::{
    AnswerForm, Backend, Confined, CsvEncoder, CsvOptions, Destination, Encoder, FailedBackend, Hosting, HtmlBackend,
    JsonEncoder, NotFound, OutputError, PluginError, PreparedPlugin, Readers, Replace, TextBackend, TrustFile, View, Where,
    find_plugin, not_a_table, view,
};
use crate::source::{Code, Diagnostic, SourceFile, codes, did_you_mean};

/// The backends that are part of the program.
pub const BUILT_IN: &[&str] = &["csv", "html", "json", "jsonl"];

/// An output as it was asked for.
#[derive(Clone, Debug)]
pub struct OutputRequest {
    pub backend: String,
    /// Where it goes; the standard output if there is no path.
    pub path: Option<PathBuf>,
    pub options: Vec<(String, String)>,
    /// Whether a file that exists may be replaced.
    pub replace: Replace,
}

impl OutputRequest {
    /// Reads `BACKEND`, `BACKEND=PATH` or `BACKEND=PATH,OPTION=VALUE`.
    pub fn parse(text: &str, replace: Replace) -> Self {
        let (backend, rest) = text.split_once('=').unwrap_or((text, ""));
        let mut parts: Vec<&str> = rest.split(',').collect();
        let mut options = Vec::new();
        // Only what looks like an option is one: a path may hold commas.
        while parts.len() > 1 {
            let (name, value) = match parts.last().and_then(|part| part.split_once('=')) {
                Some(option) => option,
                None if backend == "csv" && parts.last() == Some(&"guard") => ("guard", "true"),
                None => break,
            };
            options.insert(0, (name.to_owned(), value.to_owned()));
            parts.pop();
        }
        let path = parts.join(",");
        Self { backend: backend.to_owned(), path: (!path.is_empty() && path != "-").then(|| path.into()), options, replace }
    }

    /// The file, as people are told of it.
    pub fn file(&self) -> SourceFile {
        SourceFile::new(self.path.as_ref().map_or("<stdout>".to_owned(), |path| path.display().to_string()), "")
    }

    pub fn is_stdout(&self) -> bool {
        self.path.is_none()
    }
}

/// How plugins are run, unless `verbond.toml` says otherwise of one.
#[derive(Clone, Copy, Debug)]
pub struct PluginRun {
    /// In this process, without protection from their faults.
    pub in_process: bool,
    /// How long one call may take without a sign of life; nothing if the user did not say.
    pub limit: Option<Duration>,
    /// Bytes of memory they may have; nothing if the user did not say.
    pub memory: Option<u64>,
}

/// Seconds that one call to a plugin may take without a sign of life.
pub const LIMIT: u64 = 60;
/// MiB of memory that a plugin may have.
pub const MEMORY: u64 = 4096;

impl PluginRun {
    /// Where a plugin of this name runs.
    pub fn place(self, name: &str, config: &Config) -> Result<Where, CliError> {
        let site = config.plugin.get(name).copied().unwrap_or_default();
        if self.in_process || site.in_process {
            return Ok(Where::InProcess);
        }
        let program = std::env::current_exe().map_err(|error| CliError::system("this program", error))?;
        let limit = self.limit.unwrap_or_else(|| Duration::from_secs(site.timeout.unwrap_or(LIMIT).max(1)));
        let memory = self.memory.unwrap_or_else(|| site.memory.unwrap_or(MEMORY).max(64) << 20);
        Ok(Where::Apart(Hosting { program, limit, memory }))
    }
}

/// An output whose backend is known and was told its options, but does not know the columns yet.
pub struct PreparedOutput {
    request: OutputRequest,
    route: Route,
}

enum Route {
    Csv(CsvOptions),
    Json,
    JsonLines,
    Html,
    Plugin(Box<PreparedPlugin>),
    /// A plugin that is at fault, and why; the other outputs go on without it.
    Failed(OutputError),
}

impl PreparedOutput {
    /// The name of its backend.
    pub fn name(&self) -> &str {
        &self.request.backend
    }

    /// Whether it wants the answers to the items.
    pub fn takes_answers(&self) -> bool {
        matches!(&self.route, Route::Plugin(plugin) if plugin.description().takes == Takes::Answers)
    }

    /// Whether it wants scores and conditions as FHIRPath.
    pub fn wants_fhirpath(&self) -> bool {
        matches!(&self.route, Route::Plugin(plugin) if plugin.description().fhirpath)
    }
}

/// Finds the backends of outputs, and judges what they are told.
pub fn prepare(requests: &[OutputRequest], config: &Config, plugins: PluginRun) -> Result<Vec<PreparedOutput>, OpenError> {
    let to_stdout = requests.iter().filter(|request| request.is_stdout()).count();
    if to_stdout > 1 {
        return Err(CliError::usage(
            "two outputs cannot share the standard output",
            "give each a path: `--to csv=scores.csv`".to_owned(),
        )
        .into());
    }
    requests.iter().map(|request| prepare_one(request, config, plugins)).collect()
}

fn prepare_one(request: &OutputRequest, config: &Config, plugins: PluginRun) -> Result<PreparedOutput, OpenError> {
    let route = match request.backend.as_str() {
        "csv" => Route::Csv(CsvOptions::of(&request.options).map_err(|fault| {
            let known = CsvOptions::NAMES.map(str::to_owned).to_vec();
            PluginError::Option { name: request.backend.clone(), fault: Box::new(fault), known }
        })?),
        "json" => Route::Json,
        "jsonl" => Route::JsonLines,
        "html" => Route::Html,
        other => match prepare_plugin(other, request, config, plugins) {
            Ok(plugin) => Route::Plugin(Box::new(plugin)),
            Err(error) => Route::Failed(error.fault_of_plugin()?),
        },
    };
    let takes_options = matches!(route, Route::Csv(_) | Route::Plugin(_) | Route::Failed(_));
    if let (false, Some((name, _))) = (takes_options, request.options.first()) {
        let fault = Box::new(OptionFault::Unknown(name.clone()));
        return Err(PluginError::Option { name: request.backend.clone(), fault, known: vec![] }.into());
    }
    Ok(PreparedOutput { request: request.clone(), route })
}

fn prepare_plugin(name: &str, request: &OutputRequest, config: &Config, plugins: PluginRun) -> Result<PreparedPlugin, OpenError> {
    let missed = match find_plugin(&config.plugins.folders, name) {
        Ok(plugin) => {
            if request.path.is_none() {
                let help = format!("give it a path: `--to {name}=scores.{name}`");
                return Err(CliError::usage(format!("backend `{name}` writes a file"), help).into());
            }
            let trust = TrustFile::read(&config.trust_file)?;
            return Ok(PreparedPlugin::new(plugin, &trust, plugins.place(name, config)?, &request.options)?);
        }
        Err(NotFound { broken: Some(error), .. }) => return Err(error.into()),
        Err(missed) => missed,
    };
    let known = BUILT_IN.iter().map(|name| (*name).to_owned()).chain(missed.known);
    let known: Vec<String> = known.collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let looked: Vec<String> = config.plugins.folders.iter().map(|folder| folder.display().to_string()).collect();
    let place = format!(
        "plugins are looked for in {}; `--plugin-dir` adds a folder",
        if looked.is_empty() { "no folder".to_owned() } else { looked.join(", ") }
    );
    let help = did_you_mean(name, &known).map_or_else(|| place.clone(), |near| format!("{near}\n{place}"));
    Err(OpenError::finding(&codes::NO_SUCH_BACKEND, format!("there is no backend `{name}`"), Some(help)))
}

/// Two outputs cannot be one file.
pub fn refuse_shared_files<'p>(paths: impl Iterator<Item = &'p Path>) -> Result<(), CliError> {
    let mut taken: Vec<PathBuf> = Vec::new();
    for path in paths {
        // What is not there yet has no real path; its folder has.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let place = path.file_name().map_or_else(|| path.to_owned(), |name| catalogue::real(folder).join(name));
        // What can be written into twice, as `/dev/null`, is no file that one output takes from another.
        let is_stream = std::fs::metadata(path).is_ok_and(|there| !there.is_file());
        if !is_stream && (taken.contains(&place) || taken.contains(&catalogue::real(path))) {
            let message = format!("{} would be written twice", path.display());
            return Err(CliError::usage(message, "give each output a path of its own".to_owned()));
        }
        taken.push(place);
    }
    Ok(())
}

/// What the readers of an output should know of it.
pub type Remarks = (SourceFile, Vec<Diagnostic>);

/// Opens outputs, hands a table to each where there is one, and lets all of them appear once all are whole. What their
/// readers should know of each comes back.
pub fn hand_over(
    prepared: Vec<PreparedOutput>,
    setting: &Setting<'_>,
    table: Option<&RecordBatch>,
) -> Result<Vec<Remarks>, OpenError> {
    let files: Vec<SourceFile> = prepared.iter().map(|output| output.request.file()).collect();
    // A signal must not leave a file of the user with a plugin. Where there is a handler already, that one does it.
    let _ = ctrlc::set_handler(stop_at_once);
    let mut backends = open(prepared, setting)?;
    let mut remarks = Vec::new();
    for (backend, file) in backends.iter_mut().zip(files) {
        if let Some(table) = table {
            match backend.encoder() {
                Some(encoder) => backend.write_encoded(encoder.encode(table)?)?,
                None => backend.write(table)?,
            }
        }
        remarks.push((file, backend.finish()?));
    }
    backends.into_iter().try_for_each(Backend::publish)?;
    Ok(remarks)
}

/// Ends the program, and leaves what was there as it was.
pub fn stop_at_once() {
    crate::output::discard_unpublished();
    anstream::eprintln!("stopped; nothing was written");
    std::process::exit(130);
}

/// What every output of a run is opened with.
pub struct Setting<'a> {
    /// The columns of what is written.
    pub schema: SchemaRef,
    /// The measure as backends are told of it.
    pub measure: &'a Measure,
    /// Whether the user wants answers, and causes of missing ones, in every output.
    pub answers: bool,
    pub causes: bool,
    /// Names of the columns that the user wants alone, in their order; all where there is none.
    pub columns: &'a [String],
    /// Whether this is the only output, so that there is nothing to go on with where it fails.
    pub alone: bool,
}

impl Setting<'_> {
    /// The positions of the columns that an output has.
    fn columns_of(&self, output: &PreparedOutput) -> Result<Vec<usize>, CliError> {
        let answers = output.takes_answers();
        let form = match (&output.route, self.answers || answers) {
            (_, false) => AnswerForm::Absent,
            // Programs that hold numbers are handed numbers.
            (Route::Plugin(_) | Route::Html | Route::Failed(_), true) => AnswerForm::Numbers,
            (Route::Csv(_) | Route::Json | Route::JsonLines, true) => AnswerForm::Written,
        };
        let all = view(&self.schema, form, self.causes || answers);
        if self.columns.is_empty() {
            return Ok(all);
        }
        let named = |at: &usize| self.schema.field(*at).name().as_str();
        let chosen = self.columns.iter().map(|name| {
            all.iter().copied().find(|at| named(at) == name).ok_or_else(|| {
                let names: Vec<&str> = all.iter().map(named).collect();
                let help = did_you_mean(name, &names).unwrap_or_default();
                CliError::usage(format!("the results have no column `{name}`"), help)
            })
        });
        let chosen: Vec<usize> = chosen.collect::<Result<_, CliError>>()?;
        if let Some(twice) = (1..chosen.len()).find(|at| chosen[..*at].contains(&chosen[*at])) {
            let message = format!("the column `{}` is named twice", self.columns[twice]);
            return Err(CliError::usage(message, "name each column once".to_owned()));
        }
        Ok(chosen)
    }
}

/// Opens outputs. A system that cannot confine plugins is told of once.
pub fn open(outputs: Vec<PreparedOutput>, setting: &Setting<'_>) -> Result<Vec<Box<dyn Backend>>, OpenError> {
    let mut unconfined = None;
    let opened: Result<Vec<Box<dyn Backend>>, OpenError> = outputs
        .into_iter()
        .map(|output| {
            let columns = setting.columns_of(&output)?;
            let (backend, confined) = open_one(output, &columns, setting)?;
            unconfined = unconfined.or(confined.and_then(Confined::words));
            let sees_all = columns.iter().copied().eq(0..setting.schema.fields().len());
            Ok(if sees_all { backend } else { Box::new(View::new(backend, columns)) })
        })
        .collect();
    if let Some(words) = unconfined {
        anstream::eprintln!("note: {words}");
    }
    opened
}

/// An output that failed before it began: the others go on, if there are others.
fn failed(error: OutputError, setting: &Setting<'_>) -> Result<Opened, OpenError> {
    if setting.alone { Err(error.into()) } else { Ok((Box::new(FailedBackend::new(error)), None)) }
}

type Opened = (Box<dyn Backend>, Option<Confined>);

fn open_one(output: PreparedOutput, columns: &[usize], setting: &Setting<'_>) -> Result<Opened, OpenError> {
    let PreparedOutput { request, route } = output;
    let schema = setting.schema.project(columns).map_err(not_a_table)?;
    let path = request.path.as_deref();
    // Answers are for fewer eyes than scores.
    let takes_answers = matches!(&route, Route::Plugin(plugin) if plugin.description().takes == Takes::Answers);
    let has_answers = setting.answers || takes_answers;
    let readers = if has_answers { Readers::Owner } else { Readers::Usual };
    let destination = || path.map_or_else(Destination::stdout, |path| Destination::file(path, request.replace, readers));
    let encoder: Arc<dyn Encoder> = match route {
        Route::Csv(options) => Arc::new(CsvEncoder::new(&schema, options)),
        Route::Json => Arc::new(JsonEncoder::array(&schema)),
        Route::JsonLines => Arc::new(JsonEncoder::lines(&schema)),
        Route::Html => return Ok((Box::new(HtmlBackend::open(destination()?, setting.measure.clone(), &schema)?), None)),
        Route::Plugin(plugin) => {
            let measure =
                serde_json::to_string(setting.measure).map_err(|error| CliError::system("the measure", error.into()))?;
            let opened = plugin.open(&measure, &schema, (path.unwrap_or(Path::new("")), request.replace, readers));
            return opened.or_else(|error| failed(OpenError::from(error).fault_of_plugin()?, setting));
        }
        Route::Failed(error) => return failed(error, setting),
    };
    Ok((Box::new(TextBackend::open(destination()?, encoder)?), None))
}

/// Why an output could not be opened: wrong use, or a finding with a code.
pub enum OpenError {
    Cli(CliError),
    Finding { code: &'static Code, message: String, help: Option<String>, causes: Vec<String> },
}

impl OpenError {
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

    /// What is the fault of a plugin; what the user has to mend first goes up.
    fn fault_of_plugin(self) -> Result<OutputError, Self> {
        let faults = [
            &codes::UNLOADABLE_LIBRARY,
            &codes::OTHER_ABI,
            &codes::BACKEND_FAILED,
            &codes::BACKEND_CRASHED,
            &codes::BACKEND_HUNG,
        ];
        match self {
            Self::Finding { code, message, help, causes: _ } if faults.contains(&code) => {
                Ok(OutputError::Reported { code, message, help })
            }
            other => Err(other),
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

impl From<CliError> for OpenError {
    fn from(error: CliError) -> Self {
        Self::Cli(error)
    }
}

impl From<OutputError> for OpenError {
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

impl From<PluginError> for OpenError {
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
