use std::path::PathBuf;

use clap::Args;

use super::{OutputFormat, ReadFrom, Reading};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond match wai-sr export.csv                          (what each column could be)
  verbond match wai-sr export.csv --output answers.toml    (settings, for you to look over)
  verbond score wai-sr export.csv --config answers.toml
On a terminal it asks about what is not sure; elsewhere that is a remark in the settings, and the exit code is 1.")]
pub struct MatchCommand {
    /// A file, a folder, an id, or an id with a version
    pub instrument: String,
    /// A file of answers (.csv, .tsv, .json, .jsonl, .parquet, .xlsx, .ods, .sav, .dta)
    pub answers: PathBuf,
    /// Where the settings go [default: nowhere]
    #[arg(long, short, value_name = "FILE.toml")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub from: ReadFrom,
    #[command(flatten)]
    pub reading: Reading,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}
