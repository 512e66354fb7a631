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

#[derive(Debug, Args)]
pub struct Common {
    /// Settings of this site [default: verbond.toml, where there is one]
    #[arg(long, value_name = "FILE", global = true)]
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
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Score answers with an instrument
    Score(ScoreCommand),
    /// Check instruments, translations and norms
    Check(CheckCommand),
    /// Run the tests inside instruments
    Test(TestCommand),
    /// Put files into the one true layout
    Fmt(FmtCommand),
    /// Print a measure for a person
    Show(ShowCommand),
    /// Say what differs between two versions of a measure, in meaning
    Diff(DiffCommand),
    /// Hand a measure to another program: as a form, or as a script that scores
    Export(ExportCommand),
    /// Make a measure of a form of another program
    Import(ImportCommand),
    /// List the measures, or the backends, that are found
    List(ListCommand),
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
#[command(after_help = "Examples:
  verbond score alliance-monitor answers.csv
  verbond score wai-sr@1.0.0 answers.csv --to csv=scores.csv --to parquet=scores.parquet
  verbond score wai-sr export.csv --map 'q*=WAI_*' --missing NA,-99 > scores.csv")]
pub struct ScoreCommand {
    /// A file, a folder, an id, or an id with a version: wai-sr@1.0.0
    pub instrument: String,
    /// A file of answers (.csv, .json, .jsonl), or - for the standard input
    pub answers: String,
    /// An output: BACKEND or BACKEND=PATH, with options after a comma; may be given several times
    #[arg(long = "to", value_name = "BACKEND[=PATH]")]
    pub outputs: Vec<String>,
    /// The form of the answers, where the file name does not say
    #[arg(long, value_enum)]
    pub from: Option<AnswerFormat>,
    /// Which column is which: ITEM=COLUMN; one * on each side stands for the same
    #[arg(long = "map", value_name = "NAME=COLUMN")]
    pub map: Vec<String>,
    /// Cells that mean "no answer", separated by commas
    #[arg(long, value_name = "WORDS", value_delimiter = ',', allow_hyphen_values = true)]
    pub missing: Vec<String>,
    /// Delimiter of CSV: one character, or `tab` [default: found]
    #[arg(long)]
    pub delimiter: Option<String>,
    /// What separates decimals [default: found]
    #[arg(long, value_enum)]
    pub decimal: Option<DecimalSign>,
    /// Encoding of the answers, as windows-1252 [default: UTF-8, or UTF-16 with a byte order mark]
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Carry columns along that the instrument does not know
    #[arg(long)]
    pub keep: bool,
    /// Set scores beside norms, by their id: z, T, percentile, interval, cut-off
    #[arg(long, value_name = "ID")]
    pub norms: Option<String>,
    /// Add a column for each item with its answer
    #[arg(long = "answers")]
    pub answers_too: bool,
    /// Add a column for each item that says why its answer is missing
    #[arg(long)]
    pub causes: bool,
    /// What to do with answers that cannot be right
    #[arg(long, value_enum, default_value_t)]
    pub on_bad: OnBadChoice,
    /// Where rows go with `--on-bad skip` [default: beside the answers]
    #[arg(long, value_name = "PATH")]
    pub rejects: Option<PathBuf>,
    /// Run plugins inside this process: faster, but a plugin that crashes takes everything with it
    #[arg(long)]
    pub in_process: bool,
    /// Seconds that one call to a plugin may take without a sign of life [default: 60]
    #[arg(long, value_name = "SECONDS")]
    pub plugin_timeout: Option<u64>,
    /// Memory that a plugin may have, in MiB [default: 4096]
    #[arg(long, value_name = "MIB")]
    pub plugin_memory: Option<u64>,
    /// The form of the summary, and of complaints (one JSON object a line on the standard error)
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
    /// No summary
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum OnBadChoice {
    /// Write nothing and show what is wrong
    #[default]
    Error,
    /// The cell becomes missing
    Missing,
    /// The row goes to a file of rejects
    Skip,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum AnswerFormat {
    Csv,
    Json,
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DecimalSign {
    Comma,
    Point,
}

#[derive(Debug, Args)]
pub struct CheckCommand {
    /// Files or folders [default: the folders with instruments]
    pub paths: Vec<PathBuf>,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
pub struct TestCommand {
    /// Files or folders [default: the folders with instruments]
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
#[command(after_help = "Examples:
  verbond export alliance-monitor --to xlsform=form.xlsx
  verbond export alliance-monitor --to redcap=dictionary.csv,informant=worker,language=nl
  verbond export wai-sr --to r=wai-sr.R --to spss-syntax=wai-sr.sps
  verbond export wai-sr --to fhir=questionnaire.json,only=questionnaire   (with the plugin)
`verbond export --list` lists what there is.")]
pub struct ExportCommand {
    /// A file, a folder, an id, or an id with a version
    #[arg(required_unless_present = "list")]
    pub instrument: Option<String>,
    /// A program: NAME=PATH, with options after a comma, or NAME for the standard output; may be given several times
    #[arg(long = "to", value_name = "NAME[=PATH]", required_unless_present = "list")]
    pub outputs: Vec<String>,
    /// List the programs
    #[arg(long)]
    pub list: bool,
    /// The form of complaints (one JSON object a line on the standard error)
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond import form.xlsx
  verbond import dictionary.csv --output measures/ours
  verbond import questionnaire.json --from fhir")]
pub struct ImportCommand {
    /// The form
    pub form: PathBuf,
    /// What it is [default: by its ending, .xlsx, .csv, .json]
    #[arg(long, value_enum)]
    pub from: Option<FormKind>,
    /// The folder that the measure and its translations go into [default: one named after the measure]
    #[arg(long, short, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// The form of complaints (one JSON object a line on the standard error)
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// A kind of form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormKind {
    /// A spreadsheet of ODK, KoboToolbox, SurveyCTO
    Xlsform,
    /// A data dictionary of REDCap
    Redcap,
    /// A Questionnaire of FHIR, R4 or R5
    Fhir,
}

#[derive(Debug, Args)]
pub struct ListCommand {
    /// List the backends instead
    #[arg(long)]
    pub backends: bool,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Subcommand)]
pub enum TranslateCommand {
    /// Begin a translation: a file with every text of the measure, to be filled in
    New {
        /// A file, a folder, an id, or an id with a version
        instrument: String,
        /// The language, as nl-NL; nl-NL-x-easy for easy language
        language: String,
        /// Where it goes [default: beside the measure]
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Say for each language what is done, stale and missing, and the step it has reached
    Status {
        /// An id, or a folder [default: all]
        instrument: Option<String>,
        /// For people or for machines
        #[arg(long, value_enum, default_value_t)]
        format: OutputFormat,
    },
    /// Put several forward translations of one language beside each other: what they agree on is taken, the rest is left open to choose
    Reconcile {
        /// Translation files of one language, two at least
        #[arg(required = true, num_args = 2..)]
        files: Vec<PathBuf>,
        /// Where the reconciled translation goes; without it, only what differs is shown
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// For people or for machines
        #[arg(long, value_enum, default_value_t)]
        format: OutputFormat,
    },
    /// Write a translation for a translator: XLIFF 2.1 (.xlf), gettext (.po) or a spreadsheet (.xlsx)
    Send {
        /// A translation file
        file: PathBuf,
        /// Where it goes; its ending says what it is
        output: PathBuf,
    },
    /// Take what a translator gave back into a translation; nothing that is not in it is lost
    Receive {
        /// A translation file
        file: PathBuf,
        /// What came back: .xlf, .xliff, .po or .xlsx
        returned: PathBuf,
        /// Change nothing; say what would change
        #[arg(long)]
        check: bool,
        /// For people or for machines
        #[arg(long, value_enum, default_value_t)]
        format: OutputFormat,
    },
    /// Bring translations in line with the newest version of their measure; nothing that was translated is lost
    Update {
        /// Files or folders
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Change nothing; say what would change
        #[arg(long)]
        check: bool,
        /// For people or for machines
        #[arg(long, value_enum, default_value_t)]
        format: OutputFormat,
    },
}

#[derive(Debug, Subcommand)]
pub enum PluginCommand {
    /// List the plugins, and how far they are trusted
    List {
        /// For people or for machines
        #[arg(long, value_enum, default_value_t)]
        format: OutputFormat,
    },
    /// Tell about one plugin: what it may do, and its options, if it is trusted
    Info {
        /// Its name
        name: String,
        /// For people or for machines
        #[arg(long, value_enum, default_value_t)]
        format: OutputFormat,
    },
    /// Trust a plugin: pin its library as it is now
    Trust {
        /// Its name
        name: String,
        /// Trust later libraries too, if they are signed with this minisign key
        #[arg(long, value_name = "PUBLIC KEY")]
        key: Option<String>,
    },
    /// Trust a plugin no longer
    Untrust {
        /// Its name
        name: String,
    },
    /// Print the folders that are searched, and the file that pins trusted plugins
    Path,
    /// Begin a plugin of your own, in a new folder of its name
    New {
        /// Its name: letters a-z, digits and -
        name: String,
        /// The language
        #[arg(long = "lang", value_enum, default_value_t)]
        language: PluginLanguage,
    },
    /// Hold a plugin to what every backend must bear; it need not be trusted for that
    Test {
        /// Its folder, or its library
        library: PathBuf,
        /// An option to try it with: NAME=VALUE; may be given several times
        #[arg(long = "option", value_name = "NAME=VALUE")]
        options: Vec<String>,
        /// Seconds that one check may take without a sign of life
        #[arg(long, value_name = "SECONDS", default_value_t = 60)]
        timeout: u64,
        /// For people or for machines
        #[arg(long, value_enum, default_value_t)]
        format: OutputFormat,
    },
}

/// A language that a plugin can be begun in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PluginLanguage {
    /// With the crate `verbond-backend`
    #[default]
    Rust,
    /// With the header alone
    C,
}

#[derive(Debug, Args)]
pub struct ExplainCommand {
    /// The code, or nothing to list all codes
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
