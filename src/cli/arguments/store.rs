use std::path::PathBuf;

use clap::Subcommand;

use super::OutputFormat;

#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// Take a file of answers in; all of it or nothing
    Import {
        /// The measure: a file, an id, or an id with a version
        instrument: String,
        /// A CSV file of answers, whose columns have the names of the items
        answers: PathBuf,
    },
    /// Write the finished administrations of a measure as a file of answers
    Export {
        /// The measure: a file, an id, or an id with a version
        instrument: String,
        /// Where it goes [default: the standard output]
        #[arg(long, short, value_name = "FILE.csv")]
        output: Option<PathBuf>,
    },
    /// Print everything that is held on a case, for whom it concerns (JSON)
    Case {
        /// Its code
        code: String,
    },
    /// Erase everything that is held on a case; only how much it was stays
    Erase {
        /// Its code
        code: String,
        /// Do it; without this, say what would go
        #[arg(long)]
        yes: bool,
    },
    /// Erase administrations whose time is over; only how many they were stays
    Purge {
        /// Days that an administration is kept [default: `keep-days` of verbond.toml]
        #[arg(long, value_name = "DAYS")]
        older_than: Option<u32>,
        /// Do it; without this, say what would go
        #[arg(long)]
        yes: bool,
    },
    /// Give somebody access to the web pages, or another password; it is read from the standard input
    Staff {
        /// The name to log in with
        name: String,
        /// What they may do: officer (cases), coordinator (cases and figures of the team), methodologist (figures of all teams), administrator
        #[arg(long, default_value = "officer")]
        role: String,
        /// The office whose cases they work with
        #[arg(long, default_value = "")]
        office: String,
    },
    /// Copy the store into a new file, as it is at one moment
    Backup {
        /// The file
        file: PathBuf,
    },
    /// Encrypt a store that is there with a key, or with another key; its log goes on
    Encrypt {
        /// The file with the new passphrase in its first line
        #[arg(long, value_name = "FILE")]
        key_file: PathBuf,
    },
    /// Say what the store holds, in numbers
    Stats {
        /// For people or for machines
        #[arg(long, value_enum, default_value_t)]
        format: OutputFormat,
    },
    /// Verify that nobody edited what was kept
    Audit {
        /// For people or for machines
        #[arg(long, value_enum, default_value_t)]
        format: OutputFormat,
    },
}

impl StoreCommand {
    /// The form in which it was asked to say things.
    pub fn format(&self) -> OutputFormat {
        match self {
            Self::Stats { format } | Self::Audit { format } => *format,
            Self::Import { .. }
            | Self::Export { .. }
            | Self::Case { .. }
            | Self::Erase { .. }
            | Self::Purge { .. }
            | Self::Staff { .. }
            | Self::Backup { .. }
            | Self::Encrypt { .. } => OutputFormat::Text,
        }
    }
}
