use std::path::PathBuf;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use serde::de::DeserializeOwned;

use crate::Description;

/// What a backend is asked to do.
#[derive(Debug)]
pub struct Job<Options> {
    /// The checked instrument.
    pub instrument: serde_json::Value,
    /// The options, as the backend declared them.
    pub options: Options,
    /// The file to write. Verbond moves it to its place when all went well.
    pub path: PathBuf,
    /// The columns of every batch, with their labels and roles as metadata.
    pub schema: SchemaRef,
}

/// An output backend: it is opened, written to, and finished or abandoned.
pub trait Backend: Sized + Send {
    /// Its options; they come with their defaults filled in.
    type Options: DeserializeOwned;

    /// Who this is.
    fn describe() -> Description;

    /// Begins.
    ///
    /// # Errors
    /// Whatever keeps it from beginning, in words for the person who runs the program.
    fn open(job: Job<Self::Options>) -> Result<Self, Error>;

    /// Takes a batch of rows.
    ///
    /// # Errors
    /// Whatever keeps it from going on. The session is then abandoned.
    fn write(&mut self, batch: &RecordBatch) -> Result<(), Error>;

    /// Completes the file.
    ///
    /// # Errors
    /// Whatever keeps it from ending well. What was written is then removed.
    fn finish(self) -> Result<(), Error>;

    /// Ends without a result; what was written is removed by Verbond.
    fn abandon(self) {}
}

/// Why a backend cannot go on; any error becomes one with `?`.
#[derive(Debug)]
pub struct Error {
    /// The backend's own number.
    pub code: i32,
    /// In words for the person who runs the program.
    pub message: String,
}

impl Error {
    /// An error in words.
    pub fn new(message: impl Into<String>) -> Self {
        Self { code: 1, message: message.into() }
    }
}

impl<E: std::error::Error> From<E> for Error {
    fn from(error: E) -> Self {
        Self::new(error.to_string())
    }
}
