//! The FHIR backend of Verbond: one Bundle with the Questionnaire, a QuestionnaireResponse for each administration, and
//! an Observation for each score and each alert that is raised.

mod observation;
mod questionnaire;
mod response;

use std::fs::File;
use std::io::{BufWriter, Write};

use serde::Deserialize;
use serde_json::{Value as Json, json};
use verbond_backend::{Column, Description, Error, Job, Measure, OptionType, Row, RowBackend, Rows, Takes, export_backend};

/// The release of FHIR that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Release {
    /// 4.0.1
    R4,
    /// 5.0.0
    R5,
}

/// A bundle being written.
pub struct Fhir {
    file: BufWriter<File>,
    names: Names,
    measure: Measure,
    columns: Vec<Column>,
    has_entries: bool,
    only: Only,
}

/// What can be told to it.
#[derive(Debug, Deserialize)]
pub struct Options {
    release: Release,
    base: String,
    labels: Option<String>,
    only: Only,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Only {
    /// A bundle of everything.
    Bundle,
    /// The questionnaire alone, as a resource of its own.
    Questionnaire,
}

/// How things are called, so that others can refer to them.
#[derive(Clone, Debug)]
pub struct Names {
    /// The release, in which some things are called otherwise.
    pub release: Release,
    base: String,
}

impl Names {
    /// The name of a thing of a kind.
    pub fn of(&self, kind: &str, name: &str) -> String {
        let between = if self.base.starts_with("urn:") { ':' } else { '/' };
        format!("{}{between}{kind}{between}{name}", self.base)
    }

    /// A code of one of the measure's own systems.
    pub fn coding(&self, system: &str, code: &str, display: &str) -> Json {
        let mut coding = json!({"system": self.of("CodeSystem", system), "code": code});
        if !display.is_empty() {
            coding["display"] = json!(display);
        }
        coding
    }
}

impl RowBackend for Fhir {
    type Options = Options;

    fn describe() -> Description {
        Description::new("fhir", env!("CARGO_PKG_VERSION"))
            .extension("json")
            .takes(Takes::Answers)
            .with_fhirpath()
            .choice("release", &["R4", "R5"], "The release of FHIR.")
            .option(
                "base",
                OptionType::Text,
                "urn:verbond",
                "What the names of measures, cases and codes begin with: an address or a URN.",
            )
            .choice("only", &["bundle", "questionnaire"], "A bundle of everything, or the questionnaire alone.")
            .option("labels", OptionType::Text, "", "The language of the texts, as `nl`; that of the measure if it is not given.")
    }

    fn open(job: Job<Options>) -> Result<Self, Error> {
        let measure = job.measure.with_labels(job.options.labels.as_deref())?;
        let base = job.options.base.trim_end_matches(['/', ':']).to_owned();
        if base.is_empty() || base.chars().any(char::is_whitespace) {
            return Err(Error::new(format!("`{}` cannot begin a name", job.options.base)));
        }
        let file = BufWriter::new(File::create(&job.path)?);
        let names = Names { release: job.options.release, base };
        let only = job.options.only;
        let mut fhir = Self { file, names, measure, columns: job.columns, has_entries: false, only };
        let questionnaire = questionnaire::in_all_languages(&fhir.names, &fhir.measure);
        if only == Only::Questionnaire {
            serde_json::to_writer_pretty(&mut fhir.file, &questionnaire)?;
            return Ok(fhir);
        }
        writeln!(fhir.file, "{{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [")?;
        let name = format!("{}|{}", questionnaire::url(&fhir.names, &fhir.measure), fhir.measure.version);
        fhir.add(&unique(&name), &questionnaire)?;
        Ok(fhir)
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        if self.only == Only::Questionnaire {
            return Ok(());
        }
        let response = response::response(&self.names, &self.measure, row);
        let name = unique(&format!("{}/{}", self.measure.reference(), response::identity(row)));
        self.add(&name, &response)?;
        for (what, observation) in observation::observations(&self.names, &self.measure, &self.columns, row, &name) {
            self.add(&unique(&format!("{name}/{what}")), &observation)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Error> {
        self.file.write_all(if self.only == Only::Questionnaire { b"\n".as_slice() } else { b"\n]}\n" })?;
        Ok(self.file.into_inner()?.sync_all()?)
    }
}

impl Fhir {
    fn add(&mut self, name: &str, resource: &Json) -> Result<(), Error> {
        if self.has_entries {
            self.file.write_all(b",\n")?;
        }
        self.has_entries = true;
        Ok(serde_json::to_writer(&mut self.file, &json!({"fullUrl": name, "resource": resource}))?)
    }
}

/// A name that is always the same for the same thing.
fn unique(name: &str) -> String {
    format!("urn:uuid:{}", uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, name.as_bytes()))
}

export_backend!(Rows<Fhir>);
