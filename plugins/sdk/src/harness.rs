//! Runs a backend in a unit test: through the same boundary as Verbond does, but without a library to load.
//!
//! ```
//! use verbond_backend::{harness, sample::{Filling, Sample}};
//! # use verbond_backend::{Description, Error, Job, NoOptions, Row, RowBackend, Rows};
//! # use std::io::Write;
//! # struct Lines(std::fs::File);
//! # impl RowBackend for Lines {
//! #     type Options = NoOptions;
//! #     fn describe() -> Description { Description::new("lines", "1.0.0") }
//! #     fn open(job: Job<NoOptions>) -> Result<Self, Error> { Ok(Self(std::fs::File::create(job.path)?)) }
//! #     fn row(&mut self, row: &Row<'_>) -> Result<(), Error> { Ok(writeln!(self.0, "{}", row.text("case"))?) }
//! #     fn finish(self) -> Result<(), Error> { Ok(()) }
//! # }
//! let written = harness::run::<Rows<Lines>>(&Sample::new(2, Filling::Complete), &[])?;
//! assert_eq!(written, b"c1\nc1\n");
//! # Ok::<(), Error>(())
//! ```

use std::path::Path;

use crate::export::table;
use crate::sample::Sample;
use crate::session::{Functions, Opening};
use crate::{Alive, Backend, Error};

/// Opens a backend with options, hands it a sample, finishes it and returns the bytes of its file.
///
/// # Errors
/// What the backend says; or what is wrong with the options, as Verbond would say it.
pub fn run<B: Backend>(sample: &Sample, options: &[(&str, &str)]) -> Result<Vec<u8>, Error> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("written");
    run_at::<B>(&path, sample, options)?;
    Ok(std::fs::read(&path)?)
}

/// The same into a file, or a place, of your own.
///
/// # Errors
/// As [`run`].
pub fn run_at<B: Backend>(path: &Path, sample: &Sample, options: &[(&str, &str)]) -> Result<(), Error> {
    let table = table::<B>();
    // SAFETY: the table is whole, and its functions are part of this program.
    #[allow(unsafe_code, reason = "the boundary, without a library")]
    let functions = unsafe { Functions::read(&raw const table) }?;
    let given: Vec<(String, String)> = options.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let options = functions.describe()?.options_json(&given)?;
    let measure = serde_json::to_string(&sample.measure)?;
    let path = path.to_str().ok_or_else(|| Error::new("the path is not UTF-8"))?;
    let opening = Opening { measure: &measure, options: &options, path, schema: &sample.schema, alive: Alive::default() };
    let mut session = functions.open(opening)?;
    sample.batches.iter().try_for_each(|batch| session.write(batch))?;
    session.finish()
}
