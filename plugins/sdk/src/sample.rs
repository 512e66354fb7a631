//! Results to try a backend with: every type and role of a column, missing values, and texts that are awkward.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, RecordBatch, StringArray, UInt32Array};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::Error;
use crate::measure::{Answers, Band, Bands, Item, Labelled, Measure, Point, Score, Source, Translation};
use crate::role::{CONSTANT, LABEL, ROLE, Role};

/// Results of a small measure, `sample@1.0.0`: three items, a score with bands, an alert; client and officer.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The measure.
    pub measure: Measure,
    /// The columns.
    pub schema: SchemaRef,
    /// The rows.
    pub batches: Vec<RecordBatch>,
}

/// How a sample is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// A few values are missing.
    Ordinary,
    /// Nothing is missing.
    Complete,
    /// Everything that can be missing is.
    Missing,
    /// Texts in several scripts and directions, with quotation marks, line ends and signs of formats.
    AwkwardTexts,
    /// Numbers at the edges of what a double holds, and dates from the first year to the last.
    ExtremeNumbers,
    /// A text of a million characters.
    LongTexts,
}

/// Texts that formats stumble over.
const AWKWARD: [&str; 12] = [
    "",
    " leading and trailing ",
    "comma, \"quote\" and 'apostrophe'",
    "two\nlines\r\nand a\ttab",
    "<b>&amp;</b> ]]> {} [] \\ /",
    "=1+1",
    "שלום עולם",
    "مرحبا، كيف الحال؟",
    "Zoë Æther naïveté e\u{301}",
    "日本語 한국어 ไทย",
    "👩🏽‍🚀 emoji, and a zero\u{200B}width",
    "null",
];

impl Sample {
    /// A sample with so many rows in one batch.
    pub fn new(rows: usize, filling: Filling) -> Self {
        Self::batched(&[rows], filling)
    }

    /// A sample with several batches of so many rows each.
    pub fn batched(rows: &[usize], filling: Filling) -> Self {
        let schema = Arc::new(Schema::new_with_metadata(
            fields(),
            HashMap::from([("verbond:instrument".to_owned(), "sample@1.0.0".to_owned())]),
        ));
        let mut first = 0;
        let batch = |rows: &usize| {
            let batch = batch(&schema, first..first + rows, filling);
            first += rows;
            batch
        };
        let batches = rows.iter().map(batch).collect();
        Self { measure: measure(), schema, batches }
    }

    /// The same rows without the columns for which this does not hold.
    ///
    /// # Errors
    /// None where the columns fit the rows, as those of a sample do.
    pub fn only(mut self, keep: impl Fn(Role) -> bool) -> Result<Self, Error> {
        let role = |field: &Field| Role::of(field.metadata().get(ROLE).map_or("", String::as_str));
        let kept: Vec<usize> = (0..self.schema.fields().len()).filter(|at| keep(role(self.schema.field(*at)))).collect();
        self.batches = self.batches.iter().map(|batch| batch.project(&kept)).collect::<Result<_, _>>()?;
        self.schema = Arc::new(self.schema.project(&kept)?);
        Ok(self)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

fn field(name: &str, kind: DataType, label: &str, role: Role) -> Field {
    let metadata = HashMap::from([(LABEL.to_owned(), label.to_owned()), (ROLE.to_owned(), role.word().to_owned())]);
    Field::new(name, kind, name != "case").with_metadata(metadata)
}

fn constant(name: &str, value: &str) -> Field {
    let mut field = field(name, DataType::Utf8, name, Role::Source).with_nullable(false);
    field.metadata_mut().insert(CONSTANT.to_owned(), value.to_owned());
    field
}

fn fields() -> Vec<Field> {
    let mut fields = vec![
        field("case", DataType::Utf8, "Case", Role::Case),
        field("occasion", DataType::Utf8, "Occasion", Role::Case),
        field("informant", DataType::Utf8, "Informant", Role::Case),
        field("date", DataType::Date32, "Date", Role::Case),
        field("trust", DataType::Float64, "Trust", Role::Score),
        field("level", DataType::Utf8, "Trust", Role::Band),
        field("distrust", DataType::Boolean, "Trust is low: talk about it first.", Role::Alert),
        field("answered", DataType::UInt32, "Items answered", Role::Count),
        field("asked", DataType::UInt32, "Items asked", Role::Count),
    ];
    for item in ITEMS {
        fields.push(field(item, DataType::Float64, item, Role::Item));
        fields.push(field(&format!("{item}.missing"), DataType::Utf8, &format!("Why {item} is missing"), Role::MissingReason));
    }
    fields.push(field("remark", DataType::Utf8, "remark", Role::Kept));
    fields.push(constant("instrument", "sample"));
    fields.push(constant("version", "1.0.0"));
    fields.push(constant("sha256", &"0123456789abcdef".repeat(4)));
    fields
}

const ITEMS: [&str; 3] = ["word", "open", "judged"];

fn batch(schema: &SchemaRef, rows: std::ops::Range<usize>, filling: Filling) -> RecordBatch {
    let column = |field: &Arc<Field>| -> ArrayRef {
        let is_missing = |row: usize| match filling {
            Filling::Missing => field.is_nullable(),
            Filling::Ordinary => field.is_nullable() && (row + field.name().len()).is_multiple_of(5),
            _ => false,
        };
        match field.data_type() {
            DataType::Float64 => {
                Arc::new(rows.clone().map(|row| (!is_missing(row)).then(|| number(row, filling))).collect::<Float64Array>())
            }
            DataType::UInt32 => Arc::new(rows.clone().map(|row| (!is_missing(row)).then_some(3)).collect::<UInt32Array>()),
            DataType::Boolean => {
                Arc::new(rows.clone().map(|row| (!is_missing(row)).then_some(row.is_multiple_of(4))).collect::<BooleanArray>())
            }
            DataType::Date32 => {
                Arc::new(rows.clone().map(|row| (!is_missing(row)).then(|| date(row, filling))).collect::<Date32Array>())
            }
            _ => {
                let texts = rows.clone().map(|row| (!is_missing(row)).then(|| text(field, row, filling)));
                Arc::new(texts.collect::<StringArray>())
            }
        }
    };
    let columns = schema.fields().iter().map(column).collect();
    // The columns are made from the schema, so they fit it.
    RecordBatch::try_new(Arc::clone(schema), columns).unwrap_or_else(|_| RecordBatch::new_empty(Arc::clone(schema)))
}

fn number(row: usize, filling: Filling) -> f64 {
    const EDGES: [f64; 8] = [f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, -0.0, 0.1, 1e15 + 0.3, 1.0 / 3.0];
    match filling {
        Filling::ExtremeNumbers => EDGES[row % EDGES.len()],
        _ => 1.0 + (row % 5) as f64 / 2.0,
    }
}

fn date(row: usize, filling: Filling) -> i32 {
    /// 0001-01-01, 1582-10-15, 1970-01-01, 9999-12-31.
    const EDGES: [i32; 4] = [-719_162, -141_427, 0, 2_932_896];
    match filling {
        Filling::ExtremeNumbers => EDGES[row % EDGES.len()],
        _ => 20_000 + (row % 400) as i32,
    }
}

fn text(field: &Field, row: usize, filling: Filling) -> String {
    if let Some(constant) = field.metadata().get(CONSTANT) {
        return constant.clone();
    }
    match field.name().as_str() {
        // Who and when tell the rows apart, also where the latter are missing.
        "case" if filling == Filling::Missing => format!("c{}", row + 1),
        "case" => format!("c{}", row / 2 + 1),
        "informant" => ["client", "worker"][row % 2].to_owned(),
        "level" => ["weak", "fair"][row % 2].to_owned(),
        name if name.ends_with(".missing") => ["unanswered", "none", "not asked", "not valid"][row % 4].to_owned(),
        "remark" if filling == Filling::AwkwardTexts => AWKWARD[row % AWKWARD.len()].to_owned(),
        "remark" if filling == Filling::LongTexts => "long ".repeat(200_000),
        _ => format!("t{}", row % 6 + 1),
    }
}

fn labelled(name: &str, label: &str) -> Labelled {
    Labelled { name: name.to_owned(), label: label.to_owned() }
}

fn measure() -> Measure {
    let points = [(1.0, "Not at all"), (2.0, "Partly"), (3.0, "Completely")];
    let point = |(value, label): (f64, &str)| Point { value, word: String::new(), label: label.to_owned() };
    let item = |name: &str, text: &str| Item {
        name: name.to_owned(),
        answers: Answers::Points { scale: "agreement".to_owned(), points: points.into_iter().map(point).collect() },
        reversed: name == "judged",
        wording: ["client", "worker"].map(|informant| (informant.to_owned(), text.to_owned())).into(),
        none: Some("Does not apply".to_owned()),
        ..Item::default()
    };
    let dutch = [("title", "Voorbeeld"), ("score trust", "Vertrouwen"), ("scale agreement 1", "Helemaal niet")];
    Measure {
        id: "sample".to_owned(),
        version: "1.0.0".to_owned(),
        sha256: "0123456789abcdef".repeat(4),
        title: "Sample".to_owned(),
        licence: "CC0-1.0".to_owned(),
        status: "experimental".to_owned(),
        language: "en".to_owned(),
        sources: vec![Source { citation: "Nobody, N. (2026). A sample.".to_owned(), ..Source::default() }],
        informants: vec![labelled("client", "Client"), labelled("worker", "Officer")],
        items: vec![item("word", "Promises are kept."), item("open", "We are open."), item("judged", "There is judging.")],
        scores: vec![Score {
            name: "trust".to_owned(),
            label: "Trust".to_owned(),
            key: "mean of word, open, judged needs 2 of 3".to_owned(),
            min: 1.0,
            max: 3.0,
            statement: "score trust \"Trust\" = mean of word, open needs 1 of 2".to_owned(),
            fhirpath: None,
        }],
        bands: vec![Bands {
            name: "level".to_owned(),
            of: "trust".to_owned(),
            bands: vec![
                Band { name: "weak".to_owned(), label: "Needs attention".to_owned(), from: 1.0, above: false },
                Band { name: "fair".to_owned(), label: "Working".to_owned(), from: 2.0, above: false },
            ],
        }],
        alerts: vec![labelled("distrust", "Trust is low: talk about it first.")],
        translations: vec![Translation {
            language: "nl-NL".to_owned(),
            status: "forward".to_owned(),
            texts: dutch.map(|(path, text)| (path.to_owned(), text.to_owned())).into(),
        }],
        ..Measure::default()
    }
}
