use std::path::PathBuf;

use verbond_backend::OptionFault;
use verbond_backend::session::TableFault;

use super::exposure::Exposure;
use crate::output::backend::OutputError;
use crate::source::{Code, codes, did_you_mean};

/// Why a plugin cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PluginError {
    /// Its description cannot be used.
    #[error("{}: {message}", path.display())]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// Its library cannot be loaded.
    #[error("{}: {message}", path.display())]
    Library {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// It was built for another boundary, or its table of functions cannot be used.
    #[error("plugin `{name}`: {fault}")]
    Table {
        /// Its name.
        name: String,
        /// What is wrong with it.
        fault: TableFault,
    },
    /// Its library calls itself otherwise.
    #[error("plugin `{name}`: its library calls itself `{found}`")]
    OtherName {
        /// Its name.
        name: String,
        /// What the library says.
        found: String,
    },
    /// It wants more rights than it was trusted with.
    #[error("plugin `{name}` has changed since it was trusted: its `plugin.toml` now asks for {asks}")]
    MoreRights {
        /// Its name.
        name: String,
        /// What it asks for and was not trusted with.
        asks: String,
    },
    /// It writes to a place, and its description does not say so.
    #[error("plugin `{name}` changes what is there already, as a database, and its `plugin.toml` does not say so")]
    UnsaidPlace {
        /// Its name.
        name: String,
    },
    /// A signature, or the key that it is checked with, cannot be used.
    #[error("plugin `{name}`: {message}")]
    Signature {
        /// Its name.
        name: String,
        /// What is wrong with it.
        message: String,
    },
    /// It has no such option, or the option takes something else.
    #[error("backend `{name}`: {fault}")]
    Option {
        /// Its name.
        name: String,
        /// What is wrong.
        fault: Box<OptionFault>,
        /// The options there are.
        known: Vec<String>,
    },
    /// Nobody said that it may be loaded.
    #[error("plugin `{name}` is not trusted, so it was not loaded; the SHA-256 of its library is {sha256}")]
    Untrusted {
        /// Its name.
        name: String,
        /// SHA-256 of its library.
        sha256: String,
    },
    /// Its library is another one than was trusted.
    #[error("plugin `{name}` has changed since it was trusted: its library was {pinned} and is now {sha256}")]
    Changed {
        /// Its name.
        name: String,
        /// SHA-256 of the library that was trusted.
        pinned: String,
        /// SHA-256 of the library that is there.
        sha256: String,
    },
    /// Others could change what is trusted.
    #[error("{what}: {exposure}")]
    Exposed {
        /// What is trusted: a plugin or the trust file.
        what: String,
        /// Who could change it, and how.
        exposure: Exposure,
    },
    /// The list of trusted plugins cannot be used.
    #[error("{}: {message}", path.display())]
    TrustFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// Its process told what went wrong.
    #[error("{message}")]
    Reported {
        /// The name of the code.
        code: String,
        /// What is wrong.
        message: String,
        /// How to mend it.
        help: Option<String>,
    },
    /// It refused to begin.
    #[error(transparent)]
    Output(#[from] OutputError),
}

impl PluginError {
    /// The page that explains it.
    pub fn code(&self) -> &'static Code {
        match self {
            Self::Manifest { .. } => &codes::UNUSABLE_PLUGIN_DESCRIPTION,
            Self::Library { .. } => &codes::UNLOADABLE_LIBRARY,
            Self::Table { .. } | Self::OtherName { .. } => &codes::OTHER_ABI,
            Self::Option { .. } => &codes::UNKNOWN_BACKEND_OPTION,
            Self::Untrusted { .. } => &codes::UNTRUSTED_PLUGIN,
            Self::Changed { .. } | Self::MoreRights { .. } => &codes::PLUGIN_CHANGED,
            Self::Exposed { .. } | Self::TrustFile { .. } => &codes::UNSAFE_PLACE,
            Self::Signature { .. } => &codes::UNUSABLE_SIGNATURE,
            Self::UnsaidPlace { .. } => &codes::PLACE_NOT_DECLARED,
            Self::Reported { code, .. } => codes::find(code).unwrap_or(&codes::BACKEND_FAILED),
            Self::Output(error) => error.code().unwrap_or(&codes::BACKEND_FAILED),
        }
    }

    /// How to mend it, where that can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Option { fault, known, .. } => option_help(fault, known),
            Self::Reported { help, .. } => help.clone(),
            Self::Untrusted { name, .. } => Some(format!("if you know where it comes from: `verbond plugin trust {name}`")),
            Self::Changed { name, .. } | Self::MoreRights { name, .. } => {
                Some(format!("if you changed it yourself: `verbond plugin trust {name}`"))
            }
            Self::Output(error) => error.help(),
            Self::Exposed { exposure, .. } => Some(exposure.help()),
            Self::UnsaidPlace { .. } => {
                Some("its author adds `place = true` to `plugin.toml`, and you trust it again".to_owned())
            }
            Self::Manifest { .. }
            | Self::Library { .. }
            | Self::Table { .. }
            | Self::OtherName { .. }
            | Self::Signature { .. }
            | Self::TrustFile { .. } => None,
        }
    }
}

/// What to do about an option that does not fit.
pub fn option_help(fault: &OptionFault, known: &[String]) -> Option<String> {
    let near = |word: &str, known: &[String]| did_you_mean(word, &known.iter().map(String::as_str).collect::<Vec<_>>());
    match fault {
        OptionFault::Unknown(_) if known.is_empty() => Some("it has no options".to_owned()),
        OptionFault::Unknown(name) => near(name, known).or_else(|| Some(format!("there is {}", known.join(", ")))),
        OptionFault::Unfit { given, choices, .. } => near(given, choices),
    }
}
