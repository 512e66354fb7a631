use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::responses::OnBad;

use super::OutputFormat;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond score alliance-monitor answers.csv
  verbond score wai-sr@1.0.0 answers.csv --to csv=scores.csv --to parquet=scores.parquet
  verbond score wai-sr export.csv --map 'q*=WAI_*' --missing NA,-99 > scores.csv")]
pub struct ScoreCommand {
    /// A file, a folder, an id, or an id with a version: wai-sr@1.0.0
    pub instrument: String,
    /// A file of answers (.csv, .json, .jsonl, .parquet), or - for the standard input
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
    /// Set scores beside norms, by their id or their file: z, T, percentile, interval, cut-off
    #[arg(long, value_name = "ID|FILE")]
    pub norms: Option<String>,
    /// Add a column for each item with its answer
    #[arg(long = "answers")]
    pub answers_too: bool,
    /// Add a column for each item that says why its answer is missing
    #[arg(long)]
    pub causes: bool,
    /// Write these columns alone, in this order, separated by commas [default: all]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub columns: Vec<String>,
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
    /// The form of the summary, and of diagnostics (one JSON object a line on the standard error)
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

impl From<OnBadChoice> for OnBad {
    fn from(choice: OnBadChoice) -> Self {
        match choice {
            OnBadChoice::Error => Self::Error,
            OnBadChoice::Missing => Self::Missing,
            OnBadChoice::Skip => Self::Skip,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum AnswerFormat {
    Csv,
    Json,
    Jsonl,
    Parquet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DecimalSign {
    Comma,
    Point,
}
