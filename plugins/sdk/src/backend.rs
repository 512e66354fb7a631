use std::path::PathBuf;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::column::Column;
use crate::{Description, Measure, abi};

/// What a backend is asked to do.
#[derive(Clone, Debug)]
pub struct Job<Options> {
    /// The measure that was scored.
    pub measure: Measure,
    /// The options, as the backend declared them.
    pub options: Options,
    /// The file to write, which Verbond moves to its place when all went well; or the place, as the description has it.
    pub path: PathBuf,
    /// The columns of every row.
    pub columns: Vec<Column>,
    /// The columns as Arrow has them, with labels and roles as metadata.
    pub schema: SchemaRef,
    /// To be told in the middle of long work.
    pub alive: Alive,
}

/// Tells Verbond that a call which takes long goes on; without a sign of life it is ended after the time that the user
/// allows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alive(pub(crate) Option<abi::AliveCall>);

impl Alive {
    /// Gives a sign of life. It costs next to nothing, and may be given from any thread.
    pub fn tell(self) {
        if let Some(call) = self.0 {
            call();
        }
    }
}

/// The options of a backend that has none.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct NoOptions {}

/// An output backend that takes Arrow batches: it is opened, written to, and finished or abandoned.
///
/// One that would rather have a row at a time implements [`RowBackend`](crate::RowBackend).
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The words of an error, and of what caused it.
    fn from(error: E) -> Self {
        let mut message = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            let words = inner.to_string();
            if !message.contains(&words) {
                message.push_str(": ");
                message.push_str(&words);
            }
            cause = inner.source();
        }
        Self::new(message)
    }
}
