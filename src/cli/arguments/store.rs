use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{OutputFormat, ReadFrom, Reading};

#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// Take a file of answers in; all of it or nothing
    Import {
        /// The measure: a file, an id, or an id with a version
        instrument: String,
        /// A file of answers (.csv, .tsv, .json, .jsonl, .parquet, .xlsx, .ods, .sav, .dta)
        answers: PathBuf,
        #[command(flatten)]
        from: ReadFrom,
        #[command(flatten)]
        reading: Box<Reading>,
    },
    /// Write the finished administrations of a measure as a file of answers
    Export {
        /// The measure: a file, an id, or an id with a version
        instrument: String,
        /// Take confidential administrations along, which is logged
        #[arg(long)]
        confidential: bool,
        /// Where it goes [default: the standard output]
        #[arg(long, short, value_name = "FILE.csv")]
        output: Option<PathBuf>,
    },
    /// Print the text of a measure as the store kept it when it was answered
    Text {
        /// The version, as alliance-monitor@0.3.0
        #[arg(value_name = "ID@VERSION")]
        instrument: String,
        /// Where it goes [default: the standard output]
        #[arg(long, short, value_name = "FILE.instrument")]
        output: Option<PathBuf>,
    },
    /// Open a case, from which day its schedule counts, or give it a schedule; opened again, its days are counted anew
    Open {
        /// Its code
        code: String,
        /// The day, as 2026-11-24 [default: that of its first administration, or today]
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The schedule that it follows, as supervision or supervision@1.0 [default: the one it follows]
        #[arg(long, value_name = "ID")]
        schedule: Option<String>,
        /// Who works with it, by the name to log in with; only where it was nobody's
        #[arg(long, value_name = "NAME")]
        owner: Option<String>,
        /// The office that it is with; only where it was opened by nobody before [default: that of the owner]
        #[arg(long)]
        office: Option<String>,
    },
    /// Ask somebody in a case: give a code for one measure or several in one sitting, or make a link
    Code(CodeArguments),
    /// Give a case to another person or another office, with all that was asked of it; both logs say it
    HandOver(HandOverArguments),
    /// Say what is known of a case, or tell it: what is asked from now on knows it, and so does what was asked before
    /// and did not
    Fact(FactArguments),
    /// Close a case: nothing of it is due any more, and codes and links for it are good no more
    Close {
        /// Its code
        code: String,
        /// The day, as 2026-11-24 [default: today]
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Write out whose cases are, when they were opened, what they follow, and which signals were seen (JSON)
    ExportCases {
        /// Where it goes [default: the standard output]
        #[arg(long, short, value_name = "FILE.json")]
        output: Option<PathBuf>,
    },
    /// Take in what `export-cases` wrote, once the answers are there; all of it or nothing
    ImportCases {
        /// The file
        file: PathBuf,
    },
    /// Say that you saw the alerts and signs of a rupture that a case shows now; the log keeps who saw them
    Seen {
        /// Its code
        code: String,
        /// What you did about it, or anything else that is worth noting
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Print what was answered in a case, in the words of the measures; what is confidential is left out
    Answers(ToldArguments),
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
        /// Days that a row of the log of access is kept [default: `keep-access-days` of verbond.toml]
        #[arg(long, value_name = "DAYS")]
        access_older_than: Option<u32>,
        /// Do it; without this, say what would go
        #[arg(long)]
        yes: bool,
    },
    /// Give somebody access to the web pages, or another password, or take access away; the password is asked for
    Staff {
        /// The name to log in with
        #[arg(required_unless_present = "list")]
        name: Option<String>,
        /// What they may do: officer (cases), coordinator (cases and figures of the team), methodologist (figures of
        /// all teams), administrator [default: officer; of whoever has access, what it is]
        #[arg(long)]
        role: Option<String>,
        /// The office whose cases they work with [default: none; of whoever has access, what it is]
        #[arg(long)]
        office: Option<String>,
        /// Say who has access
        #[arg(long, conflicts_with_all = ["name", "role", "office", "remove"])]
        list: bool,
        /// Take their access away, and end what they are logged in to
        #[arg(long, conflicts_with_all = ["role", "office"])]
        remove: bool,
    },
    /// Say who logged in, failed to, looked at which case, exported and erased
    Log {
        /// On one case, by its code
        #[arg(long, value_name = "CODE")]
        case: Option<String>,
        /// By one person, by the name to log in with
        #[arg(long, value_name = "NAME")]
        who: Option<String>,
        /// For people or for machines
        #[arg(long, value_enum, default_value_t)]
        format: OutputFormat,
    },
    /// Correct when an administration was, or take it out of the figures; the log keeps what stood, who corrected it
    /// and why
    Correct(CorrectArguments),
    /// List occasions that a store of an earlier version held twice; of each only one counts
    Duplicates {
        /// Ask which of the two counts
        #[arg(long)]
        settle: bool,
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
    /// Verify that nobody edited what was kept; nothing is written
    Audit {
        /// A head that an earlier audit printed: it must still be in the log
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
        /// For people or for machines
        #[arg(long, value_enum, default_value_t)]
        format: OutputFormat,
    },
}

impl StoreCommand {
    /// The form in which it was asked to say things.
    pub fn format(&self) -> OutputFormat {
        match self {
            Self::Stats { format }
            | Self::Audit { format, .. }
            | Self::Log { format, .. }
            | Self::Answers(ToldArguments { format, .. }) => *format,
            Self::Import { .. }
            | Self::Export { .. }
            | Self::Open { .. }
            | Self::Close { .. }
            | Self::Seen { .. }
            | Self::HandOver(_)
            | Self::Fact(_)
            | Self::Code(_)
            | Self::ExportCases { .. }
            | Self::ImportCases { .. }
            | Self::Case { .. }
            | Self::Erase { .. }
            | Self::Purge { .. }
            | Self::Staff { .. }
            | Self::Text { .. }
            | Self::Correct(_)
            | Self::Duplicates { .. }
            | Self::Backup { .. }
            | Self::Encrypt { .. } => OutputFormat::Text,
        }
    }
}

#[derive(Debug, Args)]
pub struct ToldArguments {
    /// The code of the case
    pub code: String,
    /// Only to one measure, by its id or as id@version
    #[arg(long, value_name = "ID")]
    pub measure: Option<String>,
    /// Only at one occasion
    #[arg(long)]
    pub occasion: Option<String>,
    /// Only of one informant, by name
    #[arg(long, value_name = "NAME")]
    pub informant: Option<String>,
    /// In the words of a language, as nl [default: that of the measure]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
pub struct CodeArguments {
    /// The code of the case
    pub code: String,
    /// The measures, in the order of asking: an id, or an id with a version
    #[arg(required = true, num_args = 1..=20, value_name = "ID")]
    pub measures: Vec<String>,
    /// Who answers, by name [default: the first informant of the first measure]
    #[arg(long, value_name = "NAME")]
    pub informant: Option<String>,
    /// In which language, as nl-NL [default: that of each measure]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Which occasion of each measure [default: the next one, which is the one that is due]
    #[arg(long, value_name = "NUMBER")]
    pub occasion: Option<String>,
    /// The day that is written for it, as 2026-11-24 [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// Only whoever answers may see the answers
    #[arg(long)]
    pub confidential: bool,
    /// Make a link instead, which is good as long as the schedule of the case says
    #[arg(long)]
    pub link: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond store fact c-17                               (what is known of it)
  verbond store fact c-17 mandate=parole
  verbond store fact c-17 age=34 --ever                 (it was never otherwise: what was told before was wrong)")]
pub struct FactArguments {
    /// The code of the case
    pub code: String,
    /// What is known, as a measure names it; says what is known where there is none
    #[arg(value_name = "NAME=VALUE")]
    pub known: Vec<String>,
    /// It was never otherwise: what was told before with what was asked is put right too
    #[arg(long, requires = "known")]
    pub ever: bool,
}

#[derive(Debug, Args)]
pub struct HandOverArguments {
    /// The code of the case
    pub code: String,
    /// To whom, by the name to log in with [default: nobody in person]
    #[arg(long, value_name = "NAME", required_unless_present = "office")]
    pub to: Option<String>,
    /// To which office [default: that of the person]
    #[arg(long)]
    pub office: Option<String>,
    /// Why; the log keeps it
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct CorrectArguments {
    /// Its number, which `verbond store case` says
    #[arg(value_name = "NUMBER")]
    pub administration: i64,
    /// Which occasion it was
    #[arg(long)]
    pub occasion: Option<String>,
    /// Which day it was, as 2026-11-24
    #[arg(long)]
    pub date: Option<String>,
    /// It should not have been: it counts no more, and its answers are kept; what it replaced does not count again by
    /// itself
    #[arg(long, conflicts_with_all = ["occasion", "date"], required_unless_present_any = ["occasion", "date", "cancel", "count_again"])]
    pub close: bool,
    /// Let it count again, where it was taken out or replaced and nothing else is held of its occasion
    #[arg(long, conflicts_with_all = ["occasion", "date", "close"])]
    pub count_again: bool,
    /// Cancel the code or the link that was given for it; what nobody began to answer counts as asked no more
    #[arg(long, conflicts_with_all = ["occasion", "date", "close", "count_again"])]
    pub cancel: bool,
    /// Why
    #[arg(long, value_name = "TEXT", required = true)]
    pub reason: String,
}
