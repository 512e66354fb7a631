use crate::output::backend::OutputError;
use crate::output::plugin::PluginError;
use crate::source::{Code, codes};

/// Why an output could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It was asked for in a way that cannot work.
    #[error("{message}")]
    Request {
        /// What is wrong.
        message: String,
        /// How to mend it, where that can be said.
        help: Option<String>,
    },
    /// Nobody has a backend of this name.
    #[error("there is no backend `{name}`")]
    NoSuchBackend {
        /// The name.
        name: String,
        /// One of a name that is near, and where plugins are looked for.
        help: String,
    },
    /// The output itself failed.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Its plugin cannot be used.
    #[error(transparent)]
    Plugin(#[from] PluginError),
}

impl OpenError {
    pub(super) fn request(message: impl Into<String>, help: impl Into<Option<String>>) -> Self {
        Self::Request { message: message.into(), help: help.into() }
    }

    /// The error as that of an output, where a plugin is at fault, so that other outputs can go on without it; what the
    /// user has to mend first stays what it is.
    ///
    /// # Errors
    /// Where no plugin is at fault.
    pub(super) fn fault_of_plugin(self) -> Result<OutputError, Self> {
        let is_fault = |code: &'static Code| {
            [&codes::UNLOADABLE_LIBRARY, &codes::OTHER_ABI, &codes::BACKEND_FAILED, &codes::BACKEND_CRASHED, &codes::BACKEND_HUNG]
                .contains(&code)
        };
        match self {
            Self::Plugin(PluginError::Output(error)) | Self::Output(error) if error.code().is_some_and(is_fault) => Ok(error),
            Self::Plugin(error) if is_fault(error.code()) => {
                Ok(OutputError::Reported { code: error.code(), message: error.to_string(), help: error.help() })
            }
            other @ (Self::Request { .. } | Self::NoSuchBackend { .. } | Self::Output(_) | Self::Plugin(_)) => Err(other),
        }
    }
}
