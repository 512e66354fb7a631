use super::annotation::{Tag, tags};
use super::options::Choice;
use super::redcap::limit;
use super::text::without_markup;
use super::{ImportError, figure};
use crate::exchange::bounds::{FIELDS, FORM_BYTES, TooLarge};
use crate::exchange::redcap::{COLUMNS, STATEMENT};

/// What the API of REDCap calls the columns.
const API: [&str; 18] = [
    "field_name",
    "form_name",
    "section_header",
    "field_type",
    "field_label",
    "select_choices_or_calculations",
    "field_note",
    "text_validation_type_or_show_slider_number",
    "text_validation_min",
    "text_validation_max",
    "identifier",
    "branching_logic",
    "required_field",
    "custom_alignment",
    "question_number",
    "matrix_group_name",
    "matrix_ranking",
    "field_annotation",
];
/// The columns that a dictionary cannot lack: name and type.
const NEEDED: [usize; 2] = [0, 3];

/// A row of the dictionary, in the order of its columns.
pub(super) struct FieldRow(Vec<String>);

impl FieldRow {
    pub(super) fn name(&self) -> &str {
        &self.0[0]
    }

    pub(super) fn form(&self) -> &str {
        &self.0[1]
    }

    pub(super) fn header(&self) -> &str {
        &self.0[2]
    }

    pub(super) fn kind(&self) -> &str {
        &self.0[3]
    }

    /// What people read; its name, where the file has no labels.
    pub(super) fn label(&self) -> &str {
        if self.0[4].is_empty() { self.name() } else { &self.0[4] }
    }

    /// Choices, a calculation, or labels of a slider.
    pub(super) fn listed(&self) -> &str {
        &self.0[5]
    }

    pub(super) fn note(&self) -> &str {
        &self.0[6]
    }

    pub(super) fn validation(&self) -> &str {
        &self.0[7]
    }

    pub(super) fn min(&self) -> &str {
        &self.0[8]
    }

    pub(super) fn max(&self) -> &str {
        &self.0[9]
    }

    pub(super) fn limits(&self) -> (Option<f64>, Option<f64>) {
        (limit(self.min()), limit(self.max()))
    }

    pub(super) fn branching(&self) -> &str {
        &self.0[11]
    }

    fn says_yes(&self, column: usize) -> bool {
        ["y", "yes", "1"].contains(&self.0[column].to_ascii_lowercase().as_str())
    }

    pub(super) fn is_required(&self) -> bool {
        self.says_yes(12)
    }

    /// Whether its answers name a person, as whoever made the form marked it.
    pub(super) fn is_identifier(&self) -> bool {
        self.says_yes(10)
    }

    /// Whether each answer can be given in one row of its matrix only.
    pub(super) fn is_ranked(&self) -> bool {
        self.says_yes(16)
    }

    /// The matrix that it is a row of; empty where it is in none.
    pub(super) fn matrix(&self) -> &str {
        &self.0[15]
    }

    pub(super) fn annotation(&self) -> &str {
        &self.0[17]
    }

    /// The tags of its annotation, before what the language says of it.
    pub(super) fn tags(&self) -> Vec<Tag<'_>> {
        tags(self.annotation().split(STATEMENT).next().unwrap_or_default())
    }

    /// What the language says of it, where the dictionary carries that.
    pub(super) fn statement(&self) -> Option<&str> {
        self.annotation().split_once(STATEMENT).map(|(_, statement)| statement.trim())
    }

    /// Letters that a text may have, by its annotation.
    pub(super) fn most_letters(&self) -> Option<usize> {
        let rest = self.annotation().split_once("@CHARLIMIT")?.1.trim_start().strip_prefix('=')?.trim_start();
        let rest = rest.trim_start_matches(['"', '\'']);
        rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())].parse().ok()
    }

    /// Codes and labels: `1, No | 2, Yes`; a point without words has no label.
    pub(super) fn choices(&self) -> Vec<Choice> {
        let choice = |part: &str| {
            let (code, label) = part.split_once(',').unwrap_or((part, ""));
            let (code, label) = (code.trim().to_owned(), without_markup(label.trim()));
            let label = if label.is_empty() && figure(&code).is_none() { code.clone() } else { label };
            Choice { code, label: vec![label], weight: None }
        };
        // Choices of a dictionary that was written by hand may stand on lines.
        let listed = self.listed();
        let parts: Vec<&str> = if listed.contains('|') { listed.split('|').collect() } else { listed.lines().collect() };
        parts.into_iter().map(choice).filter(|choice| !choice.code.is_empty()).collect()
    }
}

/// Reads the rows of a dictionary: as REDCap writes them, or as its API does; with commas, semicolons or tabs between,
/// in UTF-8 or, where it is none, in Windows-1252.
///
/// # Errors
/// Where it is no dictionary, or a larger one than is read.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<FieldRow>, ImportError> {
    TooLarge::unless_within(bytes, FORM_BYTES)?;
    let text = decoded(bytes);
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: char| first.matches(delimiter).count();
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(|delimiter| (count(*delimiter), *delimiter == ',')).unwrap_or(',');
    let mut csv = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter as u8).from_reader(text.as_bytes());
    let header = csv.headers().map_err(|error| ImportError::Unreadable(error.to_string()))?.clone();
    let place = |at: usize| {
        header.iter().position(|name| [COLUMNS[at], API[at]].iter().any(|known| name.trim().eq_ignore_ascii_case(known)))
    };
    let places: Vec<Option<usize>> = (0..COLUMNS.len()).map(place).collect();
    if let Some(lacking) = NEEDED.into_iter().find(|at| places[*at].is_none()) {
        let columns = format!("a data dictionary has a column \"{}\" (or `{}`)", COLUMNS[lacking], API[lacking]);
        return Err(ImportError::Unreadable(format!("{columns}, and this file has not")));
    }
    let mut fields = Vec::new();
    for record in csv.records() {
        if fields.len() == FIELDS {
            return Err(TooLarge::Fields.into());
        }
        let record = record.map_err(|error| ImportError::Unreadable(error.to_string()))?;
        let cells = places.iter().map(|at| at.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned());
        let row = FieldRow(cells.collect());
        if !row.name().is_empty() {
            fields.push(row);
        }
    }
    Ok(fields)
}

fn decoded(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}
