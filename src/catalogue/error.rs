use std::io;
use std::path::PathBuf;

use crate::source::did_you_mean;

/// Why files of the language could not be had.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A file or folder cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// As the user wrote it, or as it was found.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// What follows the `@` is no version.
    #[error("`{0}` is not a version")]
    NotAVersion(String),
    /// The file is of the language, and holds something else.
    #[error("{path} is {what}, and no instrument")]
    NoInstrumentInIt {
        /// As the user wrote it.
        path: String,
        /// What it is, as `norms`.
        what: &'static str,
    },
    /// Nothing of this name was found.
    #[error("there is no file and no instrument `{reference}`")]
    NoInstrument {
        /// What was asked for.
        reference: String,
        /// The ids that there are, in order.
        known: Vec<String>,
        /// Where it was looked for.
        searched: String,
    },
    /// The instrument was found, but not this version of it.
    #[error("there is no version {reference} among the files")]
    NoVersion {
        /// What was asked for.
        reference: String,
        /// The versions that there are, as `wai-sr@1.0.0`.
        known: Vec<String>,
    },
    /// What is inside the program is not changed.
    #[error("{location} cannot be changed")]
    BuiltIn {
        /// What was to be changed.
        location: String,
    },
    /// A copy would take the place of a file.
    #[error("{} already exists", .0.display())]
    Exists(PathBuf),
    /// Two files would get one name in the copy.
    #[error("two files would be copied to {}", .0.display())]
    SameName(PathBuf),
}

impl CatalogueError {
    /// A failure of the system on a file or folder.
    pub fn unreadable(path: impl ToString, source: io::Error) -> Self {
        Self::Unreadable { path: path.to_string(), source }
    }

    /// How it can be fixed.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Unreadable { .. } => None,
            Self::NoInstrumentInIt { .. } => Some("name the instrument that it belongs to, by its file or its id".to_owned()),
            Self::NotAVersion(_) => Some("write it as wai-sr@1.0.0".to_owned()),
            Self::NoInstrument { reference, known, searched } => {
                let id = crate::instrument::id_of(reference);
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                Some(did_you_mean(id, &known).map_or_else(|| searched.clone(), |near| format!("{near} ({searched})")))
            }
            Self::NoVersion { known, .. } => Some(format!("there is {}", known.join(", "))),
            Self::BuiltIn { .. } => Some("`verbond copy ID` writes an instrument out, to be adapted".to_owned()),
            Self::Exists(_) => Some("give another folder with `--to`; nothing was written".to_owned()),
            Self::SameName(_) => Some("give one of the two another name".to_owned()),
        }
    }
}
