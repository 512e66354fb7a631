//! One accessible page for a set of scores: tables and charts, no network, no script. It is built in and not a plugin,
//! since it draws with what the pages of a case and of a team are drawn with.

mod analysis;
mod case;
mod chart;
mod charts;
mod collect;
mod courses;
mod data_address;
mod icons;
mod page;
mod paper;
mod team;
mod whole;

pub use analysis::analysis_page;
pub use case::{Heading, Report, answer_to, case_section, reports_page};
pub use courses::{CoursesPage, course_section, courses_page, norms_line, status_in};
pub use paper::{PaperForm, paper_page};
pub use team::{team_page, team_section};
pub use whole::{FIGURES, TOKENS};

use std::fs::File;
use std::io::Write;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use verbond_backend::{Column, Measure};

use super::backend::{Backend, Encoded, Encoder, OutputError};
use super::destination::Destination;
use crate::source::Diagnostic;
use collect::Collected;

/// A page that is being gathered.
pub struct HtmlBackend {
    destination: Destination,
    measure: Measure,
    columns: Vec<Column>,
    collected: Collected,
}

impl HtmlBackend {
    /// A page at a destination.
    ///
    /// # Errors
    /// Where the columns are not those of results.
    pub fn open(destination: Destination, measure: Measure, schema: &Schema) -> Result<Self, OutputError> {
        let columns = Column::all_of(schema).map_err(|error| refused("open", error))?;
        let collected = Collected::new(&measure, &columns);
        Ok(Self { destination, measure, columns, collected })
    }
}

fn refused(step: &'static str, error: verbond_backend::Error) -> OutputError {
    OutputError::Backend { backend: "html".to_owned(), step, message: error.message }
}

impl Backend for HtmlBackend {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), OutputError> {
        self.collected.add(&self.measure, &self.columns, batch).map_err(|error| refused("write", error))
    }

    fn finish(&mut self) -> Result<Vec<Diagnostic>, OutputError> {
        let page = page::page(&self.measure, &self.columns, &self.collected).into_string();
        let written = File::create(self.destination.beside()).and_then(|mut file| file.write_all(page.as_bytes()));
        written.map_err(|source| OutputError::Io { path: self.destination.name(), source })?;
        Ok(Vec::new())
    }

    fn publish(self: Box<Self>) -> Result<(), OutputError> {
        self.destination.publish()
    }

    fn abandon(self: Box<Self>) {}

    fn encoder(&self) -> Option<Arc<dyn Encoder>> {
        None
    }

    fn write_encoded(&mut self, _: Encoded) -> Result<(), OutputError> {
        Err(OutputError::takes_batches("html"))
    }
}
