mod ask;
mod due;
mod exchange;
mod follow;
mod match_columns;
mod paper;
mod plugin;
mod reading;
mod score;
mod store;
mod translate;

pub use ask::{AskCommand, EnterCommand, PrintCommand};
pub use due::DueCommand;
pub use exchange::{CompileCommand, ExportCommand, FormKind, ImportCommand, MigrateCommand, NewCommand, ScriptLanguage};
pub use follow::{AnalyseCommand, AnswersOf, FollowCommand, OfStore, ReportCommand, TeamCommand};
pub use match_columns::MatchCommand;
pub use paper::Paper;
pub use plugin::{PluginCommand, PluginLanguage};
pub use reading::{DecimalSign, OnBadChoice, ReadFrom, Reading};
pub use score::ScoreCommand;
pub use store::{CodeArguments, CorrectArguments, FactArguments, HandOverArguments, StoreCommand, ToldArguments};
pub use translate::TranslateCommand;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Questionnaires as text: checked, scored, followed, handed on.
#[derive(Debug, Parser)]
#[command(version, about, long_about = None, propagate_version = true, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Clone, Debug, Args)]
pub struct Common {
    /// Settings of this site [default: your own; of a verbond.toml here what writes, loads or keeps nothing]
    #[arg(long, value_name = "FILE", global = true, env = "VERBOND_CONFIG")]
    pub config: Option<PathBuf>,
    /// A folder with instruments; may be given several times
    #[arg(long = "instruments", value_name = "FOLDER", global = true)]
    pub instruments: Vec<PathBuf>,
    /// A folder with plugins; may be given several times
    #[arg(long = "plugin-dir", value_name = "FOLDER", global = true)]
    pub plugin_folders: Vec<PathBuf>,
    /// The file that pins trusted plugins [default: in your own settings]
    #[arg(long, value_name = "FILE", global = true)]
    pub trust_file: Option<PathBuf>,
    /// Replace output files that exist; what a command reads, and stores, are never written over
    #[arg(long, global = true)]
    pub force: bool,
    /// Say of an error what lies behind it
    #[arg(long, global = true)]
    pub verbose: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Score answers with an instrument
    Score(ScoreCommand),
    /// Propose what each column of a file of answers is, as settings for you to look over
    Match(MatchCommand),
    /// Ask a person: the questions one after another, on this terminal
    Ask(AskCommand),
    /// Follow cases over time: reliable change, gaps between informants, signs of a rupture
    Follow(FollowCommand),
    /// Put a case on a sheet of A4: its course, what changed, its answers, and room for what is agreed
    Report(ReportCommand),
    /// List who is to answer what by when, as the schedules of cases say it
    Due(DueCommand),
    /// Give the figures of a team: scores, bands, change; small cells are hidden
    Team(TeamCommand),
    /// Say what answers say about a measure: items, reliability, structure, agreement, groups beside each other
    Analyse(AnalyseCommand),
    /// Show in a minute what this is for: simulated cases on web pages, in a folder of their own
    Demo(DemoCommand),
    /// Serve the web pages: people answer on a phone or a tablet, officers look at their cases
    Serve(ServeCommand),
    /// Look after what is kept: take in, hand out, erase, verify
    Store(StoreArguments),
    /// Print a questionnaire on paper, as a page that a browser prints
    Print(PrintCommand),
    /// Type questionnaires on paper over, and set two files of the same sheets beside each other
    Enter(EnterCommand),
    /// Check instruments, translations, norms and schedules
    Check(CheckCommand),
    /// Run the tests inside instruments
    Test(TestCommand),
    /// Put files into the one true layout
    Fmt(FmtCommand),
    /// Print a measure for a person, or a schedule as a calendar
    Show(ShowCommand),
    /// Say what differs between two versions of a measure or a schedule, in meaning
    Diff(DiffCommand),
    /// Hand a measure to another program: as a form, or as a script that scores
    Export(ExportCommand),
    /// Carry answers to a version of a measure over to a later one, as far as it says what became of each item
    Migrate(MigrateCommand),
    /// Begin a measure or a schedule: answer a few questions, and get a file that is sound
    New(NewCommand),
    /// Write the scoring of a measure as a script: SQL, R, Python, SPSS, Stata
    Compile(CompileCommand),
    /// Make a measure of a form of another program
    Import(ImportCommand),
    /// List the measures, the schedules or the backends that are found, and where each comes from
    List(ListCommand),
    /// Write an instrument out, with its translations and norms, to adapt it
    Copy(CopyCommand),
    /// Say in which languages the pages and the terminal speak, or print what they say in one
    Phrases(PhrasesCommand),
    /// Look after translations: begin one, see how far they are, bring one in line with its measure
    #[command(subcommand)]
    Translate(TranslateCommand),
    /// Look after the plugins: what there is, and which of them may be loaded
    #[command(subcommand)]
    Plugin(PluginCommand),
    /// Run one plugin for another process
    #[command(hide = true)]
    PluginHost,
    /// Explain a code such as V0303
    Explain(ExplainCommand),
    /// Print completions for a shell
    Completions(CompletionsCommand),
    /// Print the manual page
    Man(ManCommand),
}

impl Command {
    /// The form in which the command was asked to say things.
    pub fn format(&self) -> OutputFormat {
        match self {
            Self::Score(command) => command.format,
            Self::Match(command) => command.format,
            Self::Follow(command) => command.format,
            Self::Due(command) => command.format,
            Self::Team(command) => command.format,
            Self::Analyse(command) => command.format,
            Self::Store(arguments) => arguments.command.format(),
            Self::Enter(command) => command.format,
            Self::Check(command) => command.format,
            Self::Test(command) => command.format,
            Self::Show(command) => command.format,
            Self::Diff(command) => command.format,
            Self::Export(command) => command.format,
            Self::Migrate(command) => command.format,
            Self::Import(command) => command.format,
            Self::List(command) => command.format,
            Self::Phrases(command) => command.format,
            Self::Translate(command) => command.format(),
            Self::Plugin(command) => command.format(),
            Self::Ask(_)
            | Self::Copy(_)
            | Self::Demo(_)
            | Self::Serve(_)
            | Self::Report(_)
            | Self::Print(_)
            | Self::Fmt(_)
            | Self::New(_)
            | Self::Compile(_)
            | Self::PluginHost
            | Self::Explain(_)
            | Self::Completions(_)
            | Self::Man(_) => OutputFormat::Text,
        }
    }
}

#[derive(Debug, Args)]
pub struct DemoCommand {
    /// The folder that it is made in [default: verbond-demo]
    #[arg(long, value_name = "FOLDER", default_value = "verbond-demo")]
    pub folder: PathBuf,
    /// Where it listens
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: std::net::SocketAddr,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond store staff anna --store site.sqlite      (asks for a password)
  verbond serve --store site.sqlite                 (http://127.0.0.1:8080)")]
pub struct ServeCommand {
    /// The store [default: that of verbond.toml, or verbond.sqlite]
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
    /// Where it listens
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: std::net::SocketAddr,
    /// Something before it speaks TLS with the browsers: only then may it listen to other machines
    #[arg(long)]
    pub behind_tls: bool,
    /// The language of pages where a browser asks for none that there is [default: that of verbond.toml, or en]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
}

#[derive(Debug, Args)]
pub struct StoreArguments {
    /// The store [default: that of verbond.toml, or verbond.sqlite]
    #[arg(long, value_name = "FILE", global = true)]
    pub store: Option<PathBuf>,
    #[command(subcommand)]
    pub command: StoreCommand,
}

/// For people or for machines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For people
    #[default]
    Text,
    /// For machines
    Json,
}

#[derive(Debug, Args)]
pub struct CheckCommand {
    /// Files, folders or ids [default: your folders with instruments]
    pub paths: Vec<PathBuf>,
    /// End with 1 where there are warnings, as where there are errors; notes are none
    #[arg(long)]
    pub deny_warnings: bool,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
pub struct TestCommand {
    /// Files, folders or ids [default: your folders with instruments]
    pub paths: Vec<PathBuf>,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
pub struct FmtCommand {
    /// Files or folders, or - to read the standard input and write the standard output
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Change nothing; say which files would change
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, Args)]
pub struct ShowCommand {
    /// A file, a folder, an id, or an id with a version
    pub instrument: String,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
pub struct DiffCommand {
    /// The earlier one: a file, or an id with a version
    pub before: String,
    /// The later one
    pub after: String,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
pub struct ListCommand {
    /// List the backends instead
    #[arg(long)]
    pub backends: bool,
    /// List the schedules instead
    #[arg(long, conflicts_with = "backends")]
    pub schedules: bool,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond copy wai-sr                                   (into the folder wai-sr)
  verbond copy alliance-monitor@0.3.0 --to instruments/ours")]
pub struct CopyCommand {
    /// The id of the instrument or the schedule, or its id and version
    pub instrument: String,
    /// The folder that the files go into [default: one named after it]
    #[arg(long, value_name = "FOLDER")]
    pub to: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond phrases so > phrases/so.ftl     (begins a file for Somali; verbond.toml names the folder)
  verbond phrases                         (lists the languages, and what is wrong with files of this site)")]
pub struct PhrasesCommand {
    /// The language whose phrases are printed, as nl
    pub language: Option<String>,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
pub struct ExplainCommand {
    /// The code, as V0506 or 506, or nothing to list all codes
    pub code: Option<String>,
}

#[derive(Debug, Args)]
pub struct CompletionsCommand {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct ManCommand {
    /// Write one page a command into this folder instead
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}
