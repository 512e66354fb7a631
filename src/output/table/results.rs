use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, RecordBatch, StringArray, UInt32Array};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use typed_index_collections::TiVec;

use verbond_backend::{CONSTANT, LABEL, ROLE, Role};

use super::constants::ConstantColumns;
use super::normed::NormColumns;
use super::{facts, written};
use crate::instrument::{Instrument, ItemIx, KnownIx, Norms, Output, ScoreIx};
use crate::responses::{Columns, Identity, ItemColumn, MissingReason, ResponseTable, Role as AnswerRole, TextColumn};
use crate::score::Scored;
use crate::source::{Diagnostic, Place, codes};

/// Which columns results have besides those that they always have.
#[derive(Clone, Debug, Default)]
pub struct ResultColumns {
    /// Whether the language of answering is known.
    pub language: bool,
    /// Names of columns that are carried along.
    pub kept: Vec<String>,
    /// Whether each item has a column with its answer, and each fact of the case one.
    pub answers: bool,
    /// Whether each item has a column that says why its answer is missing.
    pub causes: bool,
    /// Whether answers also have columns as a file of answers has them ([`AnswerForm::Written`]).
    pub written: bool,
}

/// How an output has the answers to items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerForm {
    /// Not at all.
    Absent,
    /// As the engine holds them: a number for each, also for texts, dates and sets.
    Numbers,
    /// As a file of answers has them, so that they score to the same again: texts, dates, names of choices, `none`.
    Written,
}

impl ResultColumns {
    /// Those that follow from the columns of the answers.
    pub fn of(columns: &Columns, answers: bool, causes: bool) -> Self {
        Self { language: columns.has(AnswerRole::Language), kept: columns.kept.clone(), answers, causes, written: false }
    }
}

/// Turns scored tables into record batches with one schema.
///
/// Columns: `case`, `occasion`, `informant`, `date`, `language` where known; scores and bands in the order of the file;
/// alerts; `answered`, `asked`; what norms say; facts of the case, `ITEM` and `ITEM.missing` on request; columns carried along;
/// `instrument`, `version`, `sha256`.
#[derive(Debug)]
pub struct Results<'a> {
    instrument: &'a Instrument,
    columns: ResultColumns,
    schema: SchemaRef,
    constants: ConstantColumns,
    norms: Option<NormColumns<'a>>,
}

/// Who and when of rows that were scored, kept while the answers are being scored.
#[derive(Debug)]
pub struct RowIdentity {
    identity: Identity,
    informants: Vec<crate::instrument::InformantIx>,
    kept: Vec<TextColumn>,
    /// What was said in one's own words, with its row.
    words: Vec<(usize, ItemIx, String)>,
    known: TiVec<KnownIx, Vec<f64>>,
    /// Positions of the groups of norms that the rows belong to, where there are norms.
    groups: Vec<Option<u16>>,
    rows: usize,
}

impl RowIdentity {
    /// Takes who and when out of a table; the answers stay.
    pub fn take(table: &mut ResponseTable) -> Self {
        Self {
            groups: vec![],
            words: std::mem::take(&mut table.words),
            known: table.known.clone(),
            identity: Self::taken(&mut table.identity),
            informants: table.informants.clone(),
            kept: std::mem::take(&mut table.kept),
            rows: table.rows,
        }
    }

    /// The days stay as well: a key may look at them.
    fn taken(identity: &mut Identity) -> Identity {
        let days = Identity { date: identity.date.clone(), ..Identity::default() };
        std::mem::replace(identity, days)
    }
}

impl<'a> Results<'a> {
    /// Fixes the schema.
    pub fn new(instrument: &'a Instrument, columns: ResultColumns) -> Self {
        Self::with_norms(instrument, columns, None)
    }

    /// Fixes the schema, with columns that set scores beside norms.
    pub fn with_norms(instrument: &'a Instrument, columns: ResultColumns, norms: Option<&'a Norms>) -> Self {
        let norms = norms.map(|norms| NormColumns::new(instrument, norms));
        let mut fields = vec![
            field("case", DataType::Utf8, "Case", Role::Case),
            field("occasion", DataType::Utf8, "Occasion", Role::Case),
            field("informant", DataType::Utf8, "Informant", Role::Case),
            field("date", DataType::Date32, "Date", Role::Case),
        ];
        if columns.language {
            fields.push(field("language", DataType::Utf8, "Language", Role::Case));
        }
        for output in &instrument.outputs {
            fields.push(match output {
                Output::Score(score) => {
                    let score = &instrument.scores[*score];
                    field(&score.name, DataType::Float64, &score.label, Role::Score)
                }
                Output::Bands(bands) => {
                    let bands = &instrument.bands[*bands];
                    field(&bands.name, DataType::Utf8, instrument.label_of(bands), Role::Band)
                }
            });
        }
        fields.extend(instrument.alerts.iter().map(|alert| field(&alert.name, DataType::Boolean, &alert.sentence, Role::Alert)));
        fields.push(field("answered", DataType::UInt32, "Items answered", Role::Count));
        fields.push(field("asked", DataType::UInt32, "Items asked", Role::Count));
        fields.extend(norms.iter().flat_map(|norms| norms.fields(instrument)));
        if columns.answers {
            fields.extend(facts::fields(instrument));
        }
        for item in &instrument.items {
            fields.extend(written::field(instrument, item, &columns));
            if columns.answers {
                fields.push(field(
                    &item.name,
                    DataType::Float64,
                    item.wording.common_plain().as_deref().unwrap_or(&item.name),
                    Role::Item,
                ));
            }
            if columns.causes {
                let label = format!("Why {} is missing", item.name);
                fields.push(field(&format!("{}.missing", item.name), DataType::Utf8, &label, Role::MissingReason));
            }
        }
        let kept = carried_names(fields.iter().map(|field| field.name().as_str()), &columns.kept);
        fields.extend(kept.iter().zip(&columns.kept).map(|(name, said)| field(name, DataType::Utf8, said, Role::Kept)));
        let schema = schema_of(instrument, norms.as_ref().map(NormColumns::reference), fields);
        let constants = ConstantColumns::of(&schema);
        Self { instrument, columns, schema, constants, norms }
    }

    /// The columns of every batch.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// The columns that are carried along under another name than the answers have them, for results have that name
    /// already; nothing where there is none.
    pub fn renamed(&self) -> Option<Diagnostic> {
        let carried = self.schema.fields().iter().filter(|field| is_carried(field));
        let pairs = self.columns.kept.iter().zip(carried.map(|field| field.name()));
        let renamed: Vec<String> =
            pairs.filter(|(said, name)| said != name).map(|(said, name)| format!("`{said}` is `{name}`")).collect();
        let message =
            format!("results have such columns of their own, so those of the answers have others: {}", renamed.join("; "));
        (!renamed.is_empty()).then(|| Diagnostic::new(&codes::CARRIED_UNDER_ANOTHER_NAME, Place::File, message))
    }

    /// Who and when of a table, and the groups of norms that its rows belong to; the answers stay.
    pub fn identity(&self, table: &mut ResponseTable) -> RowIdentity {
        let groups = self.norms.as_ref().map_or(vec![], |norms| norms.plan().groups(table));
        RowIdentity { groups, ..RowIdentity::take(table) }
    }

    /// A batch of results.
    ///
    /// # Errors
    /// Where the columns differ in length, which no caller can bring about through the public functions.
    pub fn batch(&self, who: RowIdentity, scored: Scored) -> Result<RecordBatch, ArrowError> {
        let RowIdentity { identity, informants, kept, words, known, groups, rows } = who;
        let names: Vec<&str> = self.instrument.informants.iter().map(|informant| informant.name.as_str()).collect();
        let mut arrays: Vec<ArrayRef> = vec![
            Arc::new(identity.case.into_array(false)),
            texts_or_missing(identity.occasion, rows),
            Arc::new(StringArray::from_iter_values(informants.iter().map(|informant| names[informant.0]))),
            if identity.date.is_empty() {
                Arc::new(Date32Array::new_null(rows))
            } else {
                Arc::new(Date32Array::from(identity.date))
            },
        ];
        if self.columns.language {
            arrays.push(texts_or_missing(identity.language, rows));
        }
        let normed = self.norms.as_ref().map_or(vec![], |norms| norms.arrays(&scored.scores, &known, &groups));
        let mut scores: TiVec<ScoreIx, Option<Vec<f64>>> = scored.scores.into_iter().map(Some).collect();
        for output in &self.instrument.outputs {
            arrays.push(match output {
                Output::Score(score) => doubles(scores[*score].take().unwrap_or_default()),
                Output::Bands(bands) => {
                    let model = &self.instrument.bands[*bands].bands;
                    let band = |position: &Option<u16>| position.map(|position| model[usize::from(position)].name.as_str());
                    Arc::new(scored.bands[*bands].iter().map(band).collect::<StringArray>())
                }
            });
        }
        arrays.extend(scored.alerts.into_iter().map(|column| Arc::new(BooleanArray::from(column)) as ArrayRef));
        arrays.push(Arc::new(UInt32Array::from(scored.answered)));
        arrays.push(Arc::new(UInt32Array::from(scored.asked)));
        arrays.extend(normed);
        if self.columns.answers {
            arrays.extend(facts::columns(self.instrument, known));
        }
        for (at, column) in scored.answers.iter_enumerated() {
            arrays.extend(written::answers(self.instrument, &self.columns, (at, column), &words));
            if self.columns.answers {
                arrays.push(given(column));
            }
            if self.columns.causes {
                arrays.push(causes(column));
            }
        }
        arrays.extend(kept.into_iter().map(|column| Arc::new(column.into_array(false)) as ArrayRef));
        arrays.extend(self.constants.columns(rows));
        RecordBatch::try_new(self.schema(), arrays)
    }
}

/// What columns that are carried along are called: never as what was computed, whatever its capitals, for many programs
/// take `Total` and `total` for one; nor as another of them.
fn carried_names<'n>(computed: impl Iterator<Item = &'n str>, kept: &[String]) -> Vec<String> {
    let sources = ["instrument", "version", "sha256", "norms"].into_iter();
    let mut taken: HashSet<String> = computed.chain(sources).map(str::to_lowercase).collect();
    // A name that can stay stays, so that none of the others is called by it.
    let mut given: Vec<Option<String>> =
        kept.iter().map(|name| taken.insert(name.to_lowercase()).then(|| name.clone())).collect();
    for (name, given) in kept.iter().zip(&mut given) {
        let mut other = name.clone();
        while given.is_none() {
            other = format!("answers:{other}");
            *given = taken.insert(other.to_lowercase()).then(|| other.clone());
        }
    }
    given.into_iter().flatten().collect()
}

/// Whether a column is one that was carried along.
fn is_carried(field: &Field) -> bool {
    field.metadata().get(ROLE).map(String::as_str) == Some(Role::Kept.word())
}

/// Positions of the columns of a table that an output has if it takes these.
pub fn view(schema: &Schema, answers: AnswerForm, causes: bool) -> Vec<usize> {
    let written = written::names(schema);
    let is_wanted = |at: &usize| {
        let field = schema.field(*at);
        let role = field.metadata().get(ROLE).map(String::as_str);
        let is_written = written::is(field);
        let is_answer = [Role::Item, Role::Known].iter().any(|of| role == Some(of.word()));
        let fits = match answers {
            AnswerForm::Absent => !is_answer && !is_written,
            AnswerForm::Numbers => !is_written,
            AnswerForm::Written => is_written || role != Some(Role::Item.word()) || !written.contains(field.name()),
        };
        fits && (causes || role != Some(Role::MissingReason.word()))
    };
    (0..schema.fields().len()).filter(is_wanted).collect()
}

/// The schema of a table: its fields, then where it comes from, which is the same in every row.
pub(super) fn schema_of(instrument: &Instrument, norms: Option<String>, mut fields: Vec<Field>) -> SchemaRef {
    let sources = [
        ("instrument", Some(instrument.id.clone())),
        ("version", Some(instrument.version.to_string())),
        ("sha256", Some(instrument.sha256.clone())),
        ("norms", norms),
    ];
    for (name, value) in sources {
        if let Some(value) = value {
            let mut field = field(name, DataType::Utf8, name, Role::Source).with_nullable(false);
            field.metadata_mut().insert(CONSTANT.to_owned(), value);
            fields.push(field);
        }
    }
    let metadata = HashMap::from([
        ("verbond:instrument".to_owned(), instrument.reference()),
        ("verbond:sha256".to_owned(), instrument.sha256.clone()),
    ]);
    Arc::new(Schema::new_with_metadata(fields, metadata))
}

pub(super) fn field(name: &str, kind: DataType, label: &str, role: Role) -> Field {
    let metadata = HashMap::from([(LABEL.to_owned(), label.to_owned()), (ROLE.to_owned(), role.word().to_owned())]);
    Field::new(name, kind, name != "case").with_metadata(metadata)
}

fn texts_or_missing(column: TextColumn, rows: usize) -> ArrayRef {
    if column.is_empty() { Arc::new(StringArray::new_null(rows)) } else { Arc::new(column.into_array(true)) }
}

/// A column of scores; NaN becomes missing.
pub(super) fn doubles(values: Vec<f64>) -> ArrayRef {
    let there = NullBuffer::new(BooleanBuffer::collect_bool(values.len(), |row| !values[row].is_nan()));
    let there = (there.null_count() > 0).then_some(there);
    Arc::new(Float64Array::new(ScalarBuffer::from(values), there))
}

/// Answers as they were given.
fn given(column: &ItemColumn) -> ArrayRef {
    let given =
        column.values.iter().zip(&column.causes).map(|(value, cause)| (*cause == MissingReason::Answered).then_some(*value));
    Arc::new(given.collect::<Float64Array>())
}

fn causes(column: &ItemColumn) -> ArrayRef {
    let word = |cause: &MissingReason| Some(cause.word()).filter(|word| !word.is_empty());
    Arc::new(column.causes.iter().map(word).collect::<StringArray>())
}

#[cfg(test)]
mod tests {
    use super::carried_names;

    #[test]
    fn what_is_carried_along_has_a_name_of_its_own() {
        let names = |kept: &[&str]| {
            let kept: Vec<String> = kept.iter().map(|name| (*name).to_owned()).collect();
            carried_names(["case", "total", "q1"].into_iter(), &kept)
        };
        assert_eq!(names(&["ward", "total", "version"]), ["ward", "answers:total", "answers:version"]);
        assert_eq!(names(&["total", "answers:total"]), ["answers:answers:total", "answers:total"]);
        assert_eq!(names(&["Total", "NORMS", "Ward", "ward"]), ["answers:Total", "answers:NORMS", "Ward", "answers:ward"]);
    }
}
