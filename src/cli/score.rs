use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use super::arguments::{Common, OutputFormat, ScoreCommand};
use super::config::Config;
use super::outputs::{self, Failure};
use super::progress::Progress;
use super::report::{self, Channel};
use super::{CliError, ExitStatus, codebook, norms, reading, rejects, summary, writing};
use crate::catalogue;
use crate::exchange::measure_for_backends;
use crate::files::Input;
use crate::instrument::{Instrument, Norms, Translation};
use crate::output::{
    Backend, OutputError, OutputRequest, PluginRun, Replace, RunError, RunReport, ScoredOutputs, Scoring, ScoringError, publish,
    refuse_shared_files,
};
use crate::responses::{Format, LanguageTexts, OnBad, ReadError, ReadOptions, RowCopier};
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
    job.run(Input::named(&command.answers))
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
        let _ = ctrlc::set_handler(move || outputs::stop_soon(&flag));
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

    fn run(self, input: Input) -> Result<ExitStatus, CliError> {
        let rejects = (self.options.on_bad == OnBad::Skip).then(|| self.rejects());
        let paths = self.requests.iter().filter_map(|request| request.path.as_deref()).chain(rejects.as_deref());
        let paths = paths.chain(self.command.codebook.as_deref());
        if let Err(error) = refuse_shared_files(paths) {
            return Failure::from(error).tell(self.command.format);
        }
        rejects.map_or(Ok(()), |path| writing::check_place(path.as_path(), self.replace))?;
        self.command.codebook.as_deref().map_or(Ok(()), |path| codebook::check_place(path, self.replace))?;
        let input = if self.options.on_bad == OnBad::Skip {
            // Where rows are left out, the answers may be read again.
            input.kept().map_err(|error| CliError::system("<stdin>", error))?
        } else {
            input
        };
        let progress = Arc::new(AtomicU64::new(0));
        let scoring = Scoring {
            instrument: self.instrument,
            norms: self.norms,
            input: &input,
            format: self.format,
            options: &self.options,
            requests: &self.requests,
            site: self.config.plugin_site(self.plugin_run()),
            measure: &|fhirpath| measure_for_backends(self.instrument, &self.translations, fhirpath),
            answers: self.command.answers_too,
            causes: self.command.causes,
            columns: &self.command.columns,
            stop: &self.stop,
            progress: &progress,
        };
        let answers = match scoring.answers() {
            Ok(answers) => answers,
            Err(error) => return self.unreadable(error),
        };
        self.print(&answers.diagnostics)?;
        if answers.diagnostics.iter().any(Diagnostic::is_error) {
            anstream::eprintln!("nothing was written");
            return Ok(ExitStatus::Findings);
        }
        let come = Arc::clone(&progress);
        let bar = Progress::begin(move || format!("{} rows scored", report::grouped(come.load(Ordering::Relaxed))));
        let scored = scoring.run(answers);
        bar.end();
        match scored {
            Ok(scored) => self.end(scored, &input),
            Err(ScoringError::Open(error)) => {
                let ending = Failure::from(error).tell(self.command.format)?;
                anstream::eprintln!("nothing was written");
                Ok(ending)
            }
            Err(ScoringError::Run(error)) => self.failed(error),
        }
    }

    fn plugin_run(&self) -> PluginRun {
        PluginRun {
            in_process: self.command.in_process,
            limit: self.command.plugin_timeout.map(|seconds| Duration::from_secs(seconds.max(1))),
            memory: self.command.plugin_memory.map(|mib| mib.max(64) << 20),
        }
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
    fn end(&self, scored: ScoredOutputs, input: &Input) -> Result<ExitStatus, CliError> {
        let ScoredOutputs { mut report, backends, copier, unconfined, renamed, codebook } = scored;
        outputs::tell_unconfined(unconfined);
        self.print(renamed.as_slice())?;
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
        let rejected = self.write_rejects(&report, &copier, input)?;
        if let Some(path) = &self.command.codebook {
            codebook::write(path, &codebook, self.replace)?;
        }
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
            match Failure::from(error).and(&kept).tell(self.command.format) {
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

    fn write_rejects(&self, report: &RunReport, copier: &RowCopier, input: &Input) -> Result<Option<PathBuf>, CliError> {
        if self.options.on_bad != OnBad::Skip || report.rejected.is_empty() {
            return Ok(None);
        }
        let path = self.rejects();
        let rows = report.rejected.iter().copied().collect();
        let again = input.open().map_err(|error| CliError::system(self.command.answers.clone(), error))?;
        rejects::write(again, copier, &rows, (path.as_path(), self.replace))?;
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
                if let Some(path) = &self.command.codebook {
                    text.push_str(&format!("\nwrote codebook {}", path.display()));
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
