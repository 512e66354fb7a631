use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::OutputFormat;

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
        /// Where one writes that takes an address, as `postgresql://user@host/name`: to a database that may be spoilt
        #[arg(long, value_name = "URL")]
        place: Option<String>,
        /// Only the check of this name; may be given several times
        #[arg(long = "only", value_name = "CHECK")]
        only: Vec<String>,
        /// MiB of memory that one check may take
        #[arg(long, value_name = "MIB", default_value_t = 2048)]
        memory: u64,
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

impl PluginCommand {
    /// The form in which it was asked to say things.
    pub fn format(&self) -> OutputFormat {
        match self {
            Self::List { format } | Self::Info { format, .. } | Self::Test { format, .. } => *format,
            Self::Trust { .. } | Self::Untrust { .. } | Self::Path | Self::New { .. } => OutputFormat::Text,
        }
    }
}
