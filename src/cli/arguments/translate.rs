use std::path::PathBuf;

use clap::Subcommand;

use super::OutputFormat;

#[derive(Debug, Subcommand)]
pub enum TranslateCommand {
    /// Begin a translation: a file with every text of the measure or the schedule, to be filled in
    New {
        /// A file, a folder, an id, or an id with a version
        instrument: String,
        /// The language, as nl-NL; nl-NL-x-easy for easy language
        language: String,
        /// Where it goes [default: beside the measure or the schedule]
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
    /// Put several forward translations of one language beside each other: what they agree on is taken, the rest is
    /// left open to choose
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

impl TranslateCommand {
    /// The form in which it was asked to say things.
    pub fn format(&self) -> OutputFormat {
        match self {
            Self::Status { format, .. }
            | Self::Reconcile { format, .. }
            | Self::Receive { format, .. }
            | Self::Update { format, .. } => *format,
            Self::New { .. } | Self::Send { .. } => OutputFormat::Text,
        }
    }
}
