use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use super::arguments::{Common, OutputFormat, ScoreCommand};
use super::config::Config;
use super::outputs::{self, OpenError, OutputRequest, PluginRun, PreparedOutput, Setting};
use super::progress::Progress;
use super::report::{self, Channel};
use super::{CliError, ExitStatus, norms, reading, rejects, summary, writing};
use crate::catalogue;
use crate::exchange::measure_for_backends;
use crate::files;
use crate::instrument::{Instrument, Norms, Translation};
use crate::output::{Backend, OutputError, Replace, ResultColumns, Results, RunError, RunReport, RunSettings};
use crate::responses::{Answers, Format, LanguageTexts, OnBad, ReadError, ReadOptions, RowCopier};
use crate::score::Plan;
use crate::source::{Diagnostic, SourceFile, codes};

/// Scores answers.
pub fn run(command: &ScoreCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    let mut found = catalogue::find(&command.instrument, &config.library)?;
    if !norms::take_in(command.norms.as_deref(), &mut found)? {
        return Ok(ExitStatus::Findings);
    }
    let Some((_, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nothing was scored");
        return Ok(ExitStatus::Findings);
    };
    let translations = found.translations().collect();
    let norms = command.norms.as_ref().map(|asked| norms::named(asked, instrument, &found)).transpose()?;
    let job = Job { norms, ..Job::new(command, &config, instrument, translations, common.replace())? };
    job.run()
}

/// Everything that a run of the command needs.
struct Job<'a> {
    command: &'a ScoreCommand,
    config: &'a Config,
    instrument: &'a Instrument,
    norms: Option<&'a Norms>,
    /// The languages that backends are told of.
    translations: Vec<&'a Translation>,
    format: Format,
    options: ReadOptions,
    requests: Vec<OutputRequest>,
    /// Whether files that exist may be replaced.
    replace: Replace,
    stop: Arc<AtomicBool>,
}

impl<'a> Job<'a> {
    fn new(
        command: &'a ScoreCommand,
        config: &'a Config,
        instrument: &'a Instrument,
        translations: Vec<&'a Translation>,
        replace: Replace,
    ) -> Result<Self, CliError> {
        let from = command.from.from.as_deref();
        let languages = translations.iter().copied().map(LanguageTexts::from).collect();
        let options = reading::options(&command.reading, from, &config.answers, languages)?;
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stop);
        // Without a handler Ctrl-C still ends the program, and what was there is still there: nothing is in its place
        // yet.
        let _ = ctrlc::set_handler(move || stop_soon(&flag));
        Ok(Self {
            command,
            config,
            instrument,
            norms: None,
            translations,
            format: reading::format(Path::new(&command.answers), from, &config.answers)?,
            options: ReadOptions { keep: command.keep, words: command.answers_too, ..options },
            requests: requests(command, config, replace),
            replace,
            stop,
        })
    }

    fn run(&self) -> Result<ExitStatus, CliError> {
        let rejects = (self.options.on_bad == OnBad::Skip).then(|| self.rejects());
        outputs::refuse_shared_files(
            self.requests.iter().filter_map(|request| request.path.as_deref()).chain(rejects.as_deref()),
        )?;
        if self.command.answers != "-" {
            files::uses(Path::new(&self.command.answers), files::Use::Read);
        }
        rejects.map_or(Ok(()), |path| writing::check_place(path.as_path(), self.replace))?;
        let spooled = self.spool()?;
        let mut leave_out = HashSet::new();
        loop {
            let input = self.input(spooled.as_ref())?;
            let opened = match &self.command.answers {
                path if self.format == Format::Parquet && path != "-" => {
                    let file = files::open(Path::new(path)).map_err(|error| CliError::system(path.clone(), error))?;
                    Answers::open_parquet(self.instrument, file, &self.options)
                }
                _ => Answers::open(self.instrument, input, self.format, &self.options),
            };
            let mut answers = match opened {
                Ok(answers) => answers,
                Err(error) => return self.unreadable(error),
            };
            self.print(&answers.diagnostics)?;
            if answers.diagnostics.iter().any(Diagnostic::is_error) {
                anstream::eprintln!("nothing was written");
                return Ok(ExitStatus::Findings);
            }
            let outputs = match outputs::prepare(&self.requests, self.config, self.plugin_run()) {
                Ok(outputs) => outputs,
                Err(error) => return self.finding(error),
            };
            let (answers_too, causes) = (self.command.answers_too, self.command.causes);
            let wants_answers = outputs.iter().any(PreparedOutput::takes_answers);
            let columns = ResultColumns::of(&answers.reader.columns, answers_too || wants_answers, causes || wants_answers);
            let columns = ResultColumns { written: answers_too, ..columns };
            let results = Results::with_norms(self.instrument, columns, self.norms);
            let wants_fhirpath = outputs.iter().any(PreparedOutput::wants_fhirpath);
            let measure = measure_for_backends(self.instrument, &self.translations, wants_fhirpath);
            let setting = Setting {
                schema: results.schema(),
                measure: &measure,
                answers: answers_too,
                causes,
                columns: &self.command.columns,
                alone: self.requests.len() == 1,
            };
            let mut backends = match outputs::open(outputs, &setting) {
                Ok(backends) => backends,
                Err(error) => return self.finding(error),
            };
            let outcome = self.score(&mut answers, &results, &mut backends, leave_out.clone());
            let copier = answers.copier();
            drop(answers);
            match outcome {
                Ok(report) if self.options.on_bad == OnBad::Skip && !report.repeats.is_empty() => {
                    backends.into_iter().for_each(Backend::abandon);
                    leave_out.extend(report.repeats);
                }
                Ok(report) => return self.end(report, backends, &copier, spooled.as_ref()),
                Err(error) => {
                    backends.into_iter().for_each(Backend::abandon);
                    return self.failed(error);
                }
            }
        }
    }

    fn plugin_run(&self) -> PluginRun {
        PluginRun {
            in_process: self.command.in_process,
            limit: self.command.plugin_timeout.map(|seconds| Duration::from_secs(seconds.max(1))),
            memory: self.command.plugin_memory.map(|mib| mib.max(64) << 20),
        }
    }

    fn finding(&self, error: OpenError) -> Result<ExitStatus, CliError> {
        let ending = error.tell(self.command.format)?;
        anstream::eprintln!("nothing was written");
        Ok(ending)
    }

    /// The standard input can be read once only; where it may be needed again it is kept in a file.
    fn spool(&self) -> Result<Option<File>, CliError> {
        if self.command.answers != "-" || self.options.on_bad != OnBad::Skip {
            return Ok(None);
        }
        let failed = |error| CliError::system("<stdin>", error);
        let mut file = tempfile::tempfile().map_err(failed)?;
        io::copy(&mut io::stdin().lock(), &mut file).map_err(failed)?;
        Ok(Some(file))
    }

    fn input(&self, spooled: Option<&File>) -> Result<Box<dyn Read + Send>, CliError> {
        let name = &self.command.answers;
        let failed = |error| CliError::system(name.clone(), error);
        Ok(match spooled {
            Some(file) => {
                let mut again = file.try_clone().map_err(failed)?;
                again.rewind().map_err(failed)?;
                Box::new(again)
            }
            None if name == "-" => Box::new(io::stdin()),
            None => Box::new(files::open(Path::new(name)).map_err(failed)?),
        })
    }

    fn score(
        &self,
        answers: &mut Answers<'_>,
        results: &Results<'_>,
        backends: &mut [Box<dyn Backend>],
        leave_out: HashSet<u64>,
    ) -> Result<RunReport, RunError> {
        let plan = Plan::new(self.instrument);
        let progress = Arc::new(AtomicU64::new(0));
        let come = Arc::clone(&progress);
        let bar = Progress::begin(move || format!("{} rows scored", report::grouped(come.load(Ordering::Relaxed))));
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let settings = RunSettings {
            on_bad: self.options.on_bad,
            leave_out,
            stop: &self.stop,
            progress: &progress,
            threads,
            caller: self.options.caller,
        };
        let report =
            crate::output::run(answers, &plan, results, backends, &settings, &mut || Ok(Box::new(tempfile::tempfile()?)));
        bar.end();
        report
    }

    fn file(&self) -> SourceFile {
        let name = if self.command.answers == "-" { "<stdin>" } else { &self.command.answers };
        SourceFile::new(name, "")
    }

    fn print(&self, diagnostics: &[Diagnostic]) -> Result<(), CliError> {
        self.print_of(&self.file(), diagnostics)
    }

    fn print_of(&self, file: &SourceFile, diagnostics: &[Diagnostic]) -> Result<(), CliError> {
        match self.command.format {
            OutputFormat::Text => report::print(file, diagnostics, Channel::Stderr),
            OutputFormat::Json => report::print_json_lines(file, diagnostics),
        }
    }

    fn unreadable(&self, error: ReadError) -> Result<ExitStatus, CliError> {
        match error {
            ReadError::Io(error) => Err(CliError::system(self.command.answers.clone(), error)),
            ReadError::Fault(diagnostic) => {
                self.print(&[*diagnostic])?;
                anstream::eprintln!("nothing was written");
                Ok(ExitStatus::Findings)
            }
        }
    }

    fn failed(&self, error: RunError) -> Result<ExitStatus, CliError> {
        match error {
            RunError::Read(error) => self.unreadable(error),
            RunError::Stopped => {
                anstream::eprintln!("stopped; nothing was written");
                Ok(ExitStatus::Interrupted)
            }
            RunError::Temporary(error) => Err(CliError::system("temporary files", error)),
            RunError::Results(error) => Err(CliError::system("results", io::Error::other(error))),
        }
    }

    /// Says what came of it, and puts the outputs in their places if all is well.
    fn end(
        &self,
        mut report: RunReport,
        backends: Vec<Box<dyn Backend>>,
        copier: &RowCopier,
        spooled: Option<&File>,
    ) -> Result<ExitStatus, CliError> {
        let on_bad = self.options.on_bad;
        self.print(&report.faults.shown)?;
        report::not_shown(&report.faults)?;
        if self.command.format == OutputFormat::Text {
            report::passed_over(report.empty_rows);
            report::evidence(&self.file(), &report.evidence, self.instrument)?;
        }
        if !report.late_unknown.is_empty() {
            let names: Vec<&str> = report.late_unknown.iter().take(6).map(String::as_str).collect();
            anstream::eprintln!(
                "note[{}]: later records have names that the instrument does not know: {}; they are left out",
                codes::UNKNOWN_COLUMN.name,
                names.join(", ")
            );
        }
        if on_bad != OnBad::Skip && report.faults.total() > 0 {
            backends.into_iter().for_each(Backend::abandon);
            let advice =
                if on_bad == OnBad::Error { "; `--on-bad missing` or `--on-bad skip` go on without what is wrong" } else { "" };
            anstream::eprintln!("nothing was written{advice}");
            return Ok(ExitStatus::Findings);
        }
        let rejected = self.write_rejects(&report, copier, spooled)?;
        publish(backends, &mut report.failures);
        let written = self.requests.iter().enumerate().filter(|(at, _)| !report.failures.contains_key(at));
        let places: Vec<String> = written
            .filter_map(|(_, request)| Some(format!("{} {}", request.backend, request.path.as_ref()?.display())))
            .collect();
        for (at, request) in self.requests.iter().enumerate() {
            let remarks: Vec<Diagnostic> =
                report.remarks.iter().filter(|(of, _)| *of == at).map(|(_, remark)| remark.clone()).collect();
            self.print_of(&request.file(), &remarks)?;
        }
        let told = self.print_summary(&report, &places, rejected.as_deref());
        self.tell_failures(report.failures, &places).and_then(|ending| told.map(|()| ending))
    }

    /// Tells of every output that failed, and what was kept. A failing system weighs more than a finding, and is told
    /// last.
    fn tell_failures(&self, failures: BTreeMap<usize, OutputError>, kept: &[String]) -> Result<ExitStatus, CliError> {
        let kept = match kept {
            [] => "nothing of this output was kept, and there is no other".to_owned(),
            kept => format!("nothing of this output was kept; whole are: {}", kept.join(", ")),
        };
        let mut ending = Ok(ExitStatus::Fine);
        for error in failures.into_values() {
            match OpenError::from(error).and(&kept).tell(self.command.format) {
                Ok(finding) if ending.is_ok() => ending = Ok(finding),
                Ok(_) => {}
                Err(error) => ending = Err(error),
            }
        }
        ending
    }

    /// Where rejected rows go.
    fn rejects(&self) -> PathBuf {
        self.command.rejects.clone().unwrap_or_else(|| rejects::default_path(&self.command.answers, self.format))
    }

    fn write_rejects(&self, report: &RunReport, copier: &RowCopier, spooled: Option<&File>) -> Result<Option<PathBuf>, CliError> {
        if self.options.on_bad != OnBad::Skip || report.rejected.is_empty() {
            return Ok(None);
        }
        let path = self.rejects();
        let rows = report.rejected.iter().copied().collect();
        rejects::write(self.input(spooled)?, copier, &rows, (path.as_path(), self.replace))?;
        Ok(Some(path))
    }

    fn print_summary(&self, report: &RunReport, places: &[String], rejected: Option<&Path>) -> Result<(), CliError> {
        let pipe = self.requests.iter().any(OutputRequest::is_stdout);
        if self.command.quiet {
            return Ok(());
        }
        let text = match self.command.format {
            OutputFormat::Json => report::json(&summary::json(self.instrument, report, places)?)?,
            OutputFormat::Text => {
                let mut text = summary::text(self.instrument, report);
                if let Some(norms) = self.norms {
                    text.push_str(&summary::norms(norms));
                }
                for place in places {
                    text.push_str(&format!("\nwrote {place}"));
                }
                if let Some(path) = rejected {
                    text.push_str(&format!("\nwrote rejects {}", path.display()));
                }
                text
            }
        };
        if pipe { Channel::Stderr.line(&text) } else { report::say(&text) }
    }
}

/// Asks the run to stop. One that waits for input or for a plugin cannot hear it, and is ended.
fn stop_soon(flag: &AtomicBool) {
    flag.store(true, Ordering::Relaxed);
    std::thread::sleep(Duration::from_millis(500));
    outputs::stop_at_once();
}

/// Puts the outputs that are whole in their places: one that fails never spoils another.
fn publish(backends: Vec<Box<dyn Backend>>, failures: &mut BTreeMap<usize, OutputError>) {
    for (at, backend) in backends.into_iter().enumerate() {
        match failures.entry(at) {
            Entry::Occupied(_) => backend.abandon(),
            Entry::Vacant(whole) => {
                if let Err(error) = backend.publish() {
                    whole.insert(error);
                }
            }
        }
    }
}

/// The outputs that were asked for; without any, the summary on a terminal and CSV into a pipe.
fn requests(command: &ScoreCommand, config: &Config, replace: Replace) -> Vec<OutputRequest> {
    let configured = config.output.iter().map(|output| OutputRequest {
        backend: output.backend.clone(),
        path: output.path.clone(),
        options: output.options.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
        replace: if output.replace { Replace::Allowed } else { replace },
    });
    let mut requests: Vec<OutputRequest> = command.outputs.iter().map(|text| OutputRequest::parse(text, replace)).collect();
    if requests.is_empty() {
        requests.extend(configured);
    }
    if requests.is_empty() && !report::stdout_is_terminal() && command.format == OutputFormat::Text {
        requests.push(OutputRequest { backend: "csv".to_owned(), path: None, options: vec![], replace });
    }
    requests
}

/// A value of an option, as it would be written on the command line.
fn plain(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
