//! The command line: one file a command. It reads arguments, calls a module and prints.

mod analyse;
mod arguments;
mod ask;
mod case_report;
mod case_told;
mod cases;
mod check;
mod codebook;
mod config;
mod copy;
mod demo;
mod diff;
mod due;
mod enter;
mod explain;
mod export;
mod fmt;
mod follow;
mod import;
mod list;
mod match_columns;
mod migrate;
mod new;
mod new_schedule;
mod norms;
mod outputs;
mod paper;
mod phrases;
mod plugin;
mod plugin_host;
mod plugin_test;
mod progress;
mod reading;
mod records;
mod rejects;
mod report;
mod schedule;
mod score;
mod serve;
mod sheet_format;
mod shell;
mod show;
mod site_face;
mod sorted_cases;
mod store;
mod summary;
mod team;
mod test;
mod translate;
mod translation_place;
mod translation_update;
mod translator;
mod writing;

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command, OutputFormat};

use crate::catalogue::CatalogueError;
use crate::files::FileError;
#[cfg(feature = "pdf")]
use crate::output::PdfError;
use crate::output::{OutputError, WrittenTwice};
use crate::source::Code;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// All is well.
    Fine,
    /// There is something in the user's input to mend.
    Findings,
    /// Stopped by the user.
    Interrupted,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// It was used in a way that cannot work.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// How to mend it.
        help: Option<String>,
    },
    /// A file would have been written where it may not be, or is not what it was named for.
    #[error("{message}")]
    Refused {
        /// The page that explains it.
        code: &'static Code,
        /// What is wrong.
        message: String,
        /// How to mend it.
        help: String,
    },
    /// The system failed.
    #[error("{what}: {source}")]
    System {
        /// What it was about.
        what: String,
        /// What happened.
        source: std::io::Error,
    },
}

impl From<OutputError> for CliError {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Io { path, source } => Self::System { what: path, source },
            OutputError::Refused { code, message, help } => Self::Refused { code, message, help },
            other => Self::system("the output", std::io::Error::other(other)),
        }
    }
}

impl From<WrittenTwice> for CliError {
    fn from(error: WrittenTwice) -> Self {
        Self::usage(error.to_string(), error.help().to_owned())
    }
}

impl CliError {
    fn usage(message: impl Into<String>, help: impl Into<Option<String>>) -> Self {
        Self::Usage { message: message.into(), help: help.into() }
    }

    fn system(what: impl Into<String>, source: std::io::Error) -> Self {
        Self::System { what: what.into(), source }
    }

    /// A file that is held in memory as a whole was not read.
    fn unread(path: &Path, error: FileError) -> Self {
        let path = path.display().to_string();
        match (error.page(), error) {
            (_, FileError::Io(error)) => Self::system(path, error),
            (Some((code, help)), error) => Self::Refused { code, message: format!("{path}: {error}"), help: help.to_owned() },
            (None, error) => Self::usage(format!("{path}: {error}"), None),
        }
    }

    /// The page that explains it, where there is one.
    fn code(&self) -> Option<&'static Code> {
        match self {
            Self::Refused { code, .. } => Some(code),
            Self::Usage { .. } | Self::System { .. } => None,
        }
    }

    fn help(&self) -> Option<&str> {
        match self {
            Self::Usage { help, .. } => help.as_deref(),
            Self::Refused { help, .. } => Some(help),
            Self::System { .. } => None,
        }
    }

    fn exit_code(&self) -> u8 {
        match self {
            Self::Usage { .. } | Self::Refused { .. } => 2,
            Self::System { source, .. } => match source.kind() {
                // A file that is not there was most likely misspelt, and a folder or an idle pipe is no file.
                ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::InvalidInput => 2,
                _ => 3,
            },
        }
    }
}

#[cfg(feature = "pdf")]
impl From<PdfError> for CliError {
    fn from(error: PdfError) -> Self {
        match error {
            PdfError::NoLetters(_) | PdfError::NoRoom => {
                Self::usage(error.to_string(), "name a file that ends in .html, which a browser prints".to_owned())
            }
            PdfError::Logo(_) => {
                Self::usage(error.to_string(), "see `logo` under `[site]` in verbond.toml: an SVG, PNG, JPEG or WebP".to_owned())
            }
            PdfError::Picture { .. } => Self::usage(
                error.to_string(),
                "save it anew in a program that draws, or name a file that ends in .html, which a browser prints".to_owned(),
            ),
            PdfError::Typesetting(_) => Self::system("the PDF", std::io::Error::other(error)),
        }
    }
}

impl From<CatalogueError> for CliError {
    fn from(error: CatalogueError) -> Self {
        match error {
            CatalogueError::Unreadable { path, source } => Self::system(path, source),
            other => Self::usage(other.to_string(), other.help()),
        }
    }
}

/// Runs the program; the exit code is 0 when all is well, 1 for findings in the user's input, 2 for wrong use, 3 for a
/// failing system.
pub fn main() -> ExitCode {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // A panic that is caught becomes a diagnostic.
        if !crate::responses::is_guarded() {
            usual(panic);
        }
    }));
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(said) => return said_by_clap(&said),
    };
    report::be_verbose(arguments.common.verbose);
    let ending = match &arguments.command {
        Command::Score(command) => score::run(command, &arguments.common),
        Command::Match(command) => match_columns::run(command, &arguments.common),
        Command::Ask(command) => ask::run(command, &arguments.common),
        Command::Follow(command) => follow::run(command, &arguments.common),
        Command::Report(command) => case_report::run(command, &arguments.common),
        Command::Due(command) => due::run(command, &arguments.common),
        Command::Team(command) => team::run(command, &arguments.common),
        Command::Analyse(command) => analyse::run(command, &arguments.common),
        Command::Demo(command) => demo::run(command, &arguments.common),
        Command::Serve(command) => serve::run(command, &arguments.common),
        Command::Store(arguments_of_store) => store::run(arguments_of_store, &arguments.common),
        Command::Print(command) => paper::run(command, &arguments.common),
        Command::Enter(command) => enter::run(command, &arguments.common),
        Command::Check(command) => check::run(command, &arguments.common),
        Command::Test(command) => test::run(command, &arguments.common),
        Command::Fmt(command) => fmt::run(command),
        Command::Show(command) => show::run(command, &arguments.common),
        Command::Diff(command) => diff::run(command, &arguments.common),
        Command::Export(command) => export::run(command, &arguments.common),
        Command::Migrate(command) => migrate::run(command, &arguments.common),
        Command::New(command) => new::run(command, &arguments.common),
        Command::Compile(command) => export::compile(command, &arguments.common),
        Command::Import(command) => import::run(command, &arguments.common),
        Command::List(command) => list::run(command, &arguments.common),
        Command::Copy(command) => copy::run(command, &arguments.common),
        Command::Phrases(command) => phrases::run(command, &arguments.common),
        Command::Translate(command) => translate::run(command, &arguments.common),
        Command::Plugin(command) => plugin::run(command, &arguments.common),
        Command::PluginHost => plugin_host::run(),
        Command::Explain(command) => explain::run(command),
        Command::Completions(command) => shell::completions(command),
        Command::Man(command) => shell::man(command, &arguments.common),
    };
    match ending {
        Ok(ExitStatus::Fine) => ExitCode::SUCCESS,
        Ok(ExitStatus::Findings) => ExitCode::from(1),
        Ok(ExitStatus::Interrupted) => ExitCode::from(130),
        Err(error) => match tell(&error, arguments.command.format()) {
            Ok(()) => ExitCode::from(error.exit_code()),
            // There is nowhere left to tell it.
            Err(_) => ExitCode::from(3),
        },
    }
}

/// Help, the version, or how the arguments are wrong.
fn said_by_clap(said: &clap::Error) -> ExitCode {
    match said.print().and_then(|()| std::io::stdout().flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _nobody_left_to_tell = tell(&CliError::system("<stdout>", error), OutputFormat::Text);
            ExitCode::from(3)
        }
        Ok(()) | Err(_) => ExitCode::from(if said.use_stderr() { 2 } else { 0 }),
    }
}

fn tell(error: &CliError, format: OutputFormat) -> Result<(), CliError> {
    let (message, causes) = (error.to_string(), report::causes(error));
    report::Told { code: error.code(), message: &message, help: error.help(), causes: &causes }.tell(format)
}
