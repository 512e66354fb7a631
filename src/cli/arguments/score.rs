use std::path::PathBuf;

use clap::Args;

use super::{OutputFormat, ReadFrom, Reading};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond score alliance-monitor answers.csv
  verbond score wai-sr@1.0.0 answers.csv --to csv=scores.csv --to parquet=scores.parquet
  verbond score wai-sr export.csv --map 'q*=WAI_*' --missing NA,-99 > scores.csv")]
pub struct ScoreCommand {
    /// A file, a folder, an id, or an id with a version: wai-sr@1.0.0
    pub instrument: String,
    /// A file of answers (.csv, .tsv, .json, .jsonl, .parquet, .xlsx, .ods, .sav, .dta), or - for the standard input
    pub answers: String,
    /// An output: BACKEND or BACKEND=PATH, with options after a comma; may be given several times
    #[arg(long = "to", value_name = "BACKEND[=PATH]")]
    pub outputs: Vec<String>,
    #[command(flatten)]
    pub from: ReadFrom,
    #[command(flatten)]
    pub reading: Reading,
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
    /// Write a codebook of the columns here, .csv or .json: what each is, and what its values mean
    #[arg(long, value_name = "PATH")]
    pub codebook: Option<PathBuf>,
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
