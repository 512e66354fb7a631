use std::collections::HashMap;

use super::expression::{Field, translated};
use super::names::{Names, id_of};
use super::sketch::{Computed, ItemSketch, PageSketch, ScaleSketch, Sketch, left_out};
use super::{ImportError, Imported, figure, unknown_head};
use crate::exchange::bounds::{FIELDS, FORM_BYTES, TooLarge};
use crate::exchange::redcap::{COLUMNS, NONE, STATEMENT};
use crate::exchange::statements::{self, HELPER};

/// Limits of a number whose field has none.
const WITHIN: (f64, f64) = (0.0, 1_000_000.0);

/// A measure out of a data dictionary of REDCap.
///
/// # Errors
/// Where the file is no dictionary, or holds no fields that a measure can have.
pub fn from_redcap(bytes: &[u8]) -> Result<Imported, ImportError> {
    TooLarge::unless_within(bytes, FORM_BYTES)?;
    let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
    let header = csv.headers().map_err(|error| ImportError::Unreadable(error.to_string()))?.clone();
    let place = |column: &str| header.iter().position(|name| name.trim() == column);
    let places: Vec<Option<usize>> = COLUMNS.iter().map(|column| place(column)).collect();
    for needed in [0, 3, 4, 5] {
        if places[needed].is_none() {
            return Err(ImportError::Unreadable(format!(
                "a data dictionary has a column \"{}\", and this file has not",
                COLUMNS[needed]
            )));
        }
    }
    let mut fields = Vec::new();
    for record in csv.records() {
        if fields.len() == FIELDS {
            return Err(TooLarge::Fields.into());
        }
        let record = record.map_err(|error| ImportError::Unreadable(error.to_string()))?;
        let cells = places.iter().map(|at| at.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned());
        fields.push(FieldRow(cells.collect()));
    }
    let mut reader = DictionaryReader { names: Names::default(), fields: HashMap::new(), sketch: Sketch::default() };
    reader.begin(fields.first());
    fields.iter().for_each(|field| reader.field(field));
    fields.iter().for_each(|field| reader.logic(field));
    reader.sketch.assemble()
}

/// A row of the dictionary, in the order of its columns.
struct FieldRow(Vec<String>);

impl FieldRow {
    fn name(&self) -> &str {
        &self.0[0]
    }

    fn kind(&self) -> &str {
        &self.0[3]
    }

    fn choices(&self) -> &str {
        &self.0[5]
    }

    /// What the language says of it, where the dictionary carries that.
    fn statement(&self) -> Option<&str> {
        self.0[17].split_once(STATEMENT).map(|(_, statement)| statement.trim())
    }

    /// Codes and labels: `1, No | 2, Yes`.
    fn listed(&self) -> Vec<(String, String)> {
        let choice = |part: &str| {
            let (code, label) = part.split_once(',').unwrap_or((part, part));
            (code.trim().to_owned(), label.trim().to_owned())
        };
        self.choices().split('|').map(choice).filter(|(code, _)| !code.is_empty()).collect()
    }
}

struct DictionaryReader {
    names: Names,
    fields: HashMap<String, Field>,
    sketch: Sketch,
}

impl DictionaryReader {
    fn begin(&mut self, first: Option<&FieldRow>) {
        let form = first.map_or("form", |field| field.0[1].as_str());
        self.sketch.id = id_of(form);
        "1.0.0".clone_into(&mut self.sketch.version);
        self.sketch.languages = vec!["en".to_owned()];
        self.sketch.title = vec![form.replace('_', " ")];
        self.sketch.head = unknown_head("a REDCap data dictionary");
        self.sketch.pages.push(PageSketch::default());
    }

    fn field(&mut self, field: &FieldRow) {
        let header = &field.0[2];
        if !header.is_empty() {
            self.sketch.pages.push(PageSketch { title: vec![header.clone()], ..PageSketch::default() });
        }
        if ["case", "occasion", "date", "record_id"].contains(&field.name()) {
            return;
        }
        if let Some(known) = field.statement().and_then(statements::known_entry) {
            let own = self.names.give(field.name());
            self.sketch.known.push(known);
            let of = if field.kind() == "dropdown" { Field::Words(own) } else { Field::Number(own) };
            self.fields.insert(field.name().to_owned(), of);
            return;
        }
        match field.kind() {
            "descriptive" => self.intro(field),
            "calc" => {}
            "radio" | "dropdown" | "checkbox" | "yesno" | "truefalse" | "slider" | "notes" => self.question(field),
            "text" if !field.0[17].contains("@CALCTEXT") => self.question(field),
            "text" => {}
            other => {
                let message = format!("`{}` is of the type `{other}`, which no item of a measure is", field.name());
                self.sketch.diagnostics.push(left_out(message, "it was left out"));
            }
        }
    }

    fn intro(&mut self, field: &FieldRow) {
        match self.sketch.pages.last_mut() {
            Some(page) if page.items.is_empty() && page.intro.is_empty() => page.intro = vec![field.0[4].clone()],
            _ => {
                let message =
                    format!("the text `{}` stands among questions, and a measure has texts before them only", field.name());
                self.sketch.diagnostics.push(left_out(message, "it was left out"));
            }
        }
    }

    fn question(&mut self, field: &FieldRow) {
        if !self.sketch.room.question() {
            return;
        }
        let name = self.names.give(field.name());
        let mut item = ItemSketch { name: name.clone(), text: vec![field.0[4].clone()], ..ItemSketch::default() };
        let limits = || (figure(&field.0[8]), figure(&field.0[9]));
        let of = match field.kind() {
            "radio" | "dropdown" => self.scale(&mut item, field.name(), field.listed()),
            "yesno" => {
                self.scale(&mut item, "yes_no", vec![("1".to_owned(), "Yes".to_owned()), ("0".to_owned(), "No".to_owned())])
            }
            "truefalse" => self.scale(
                &mut item,
                "true_false",
                vec![("1".to_owned(), "True".to_owned()), ("0".to_owned(), "False".to_owned())],
            ),
            "checkbox" => {
                let mut names = Names::default();
                let mut codes = HashMap::new();
                for (code, label) in field.listed() {
                    let choice = names.give(&code);
                    item.choices.push((choice.clone(), vec![label]));
                    codes.insert(code, choice);
                }
                let choices: Vec<&str> = item.choices.iter().map(|(name, _)| name.as_str()).collect();
                item.kind = format!("as choices {}", choices.join(", "));
                Field::Choices(name, codes)
            }
            "slider" => {
                let (low, high) = limits();
                let line = Some((low.unwrap_or(0.0), high.unwrap_or(100.0), 1.0));
                item.kind = format!(
                    "on {}",
                    self.sketch.scale("line", ScaleSketch { name: String::new(), points: vec![], none: None, line })
                );
                let labels: Vec<&str> = field.choices().split('|').map(str::trim).collect();
                if let [low, .., high] = labels[..] {
                    item.ends = vec![(low.to_owned(), high.to_owned())];
                }
                Field::Number(name)
            }
            _ => self.entry(&mut item, field, limits()),
        };
        let is_required = field.0[12].eq_ignore_ascii_case("y");
        match field.statement() {
            Some(statement) => {
                (item.flags, item.asked) = statements::flags_and_asked(statement);
            }
            None if !is_required => "optional".clone_into(&mut item.flags),
            None => {}
        }
        self.fields.insert(field.name().to_owned(), of);
        if let Some(page) = self.sketch.pages.last_mut() {
            page.items.push(item);
        }
    }

    fn entry(&mut self, item: &mut ItemSketch, field: &FieldRow, (low, high): (Option<f64>, Option<f64>)) -> Field {
        let validation = field.0[7].as_str();
        let name = item.name.clone();
        if validation.starts_with("date") {
            item.kind = "as date".to_owned();
            return Field::Text(name);
        }
        if validation.starts_with("time") {
            item.kind = "as time".to_owned();
            return Field::Text(name);
        }
        let kind = match validation {
            "integer" => "whole",
            "number" => "decimal",
            _ => {
                item.kind = "as text up to 500".to_owned();
                return Field::Text(name);
            }
        };
        if low.is_none() || high.is_none() {
            let message = format!("the number `{}` has no limits, and every number of a measure has", field.name());
            let help = format!("it was given {} to {}; narrow it", low.unwrap_or(WITHIN.0), high.unwrap_or(WITHIN.1));
            self.sketch.diagnostics.push(left_out(message, help));
        }
        item.kind = format!("as {kind} {} to {}", low.unwrap_or(WITHIN.0), high.unwrap_or(WITHIN.1));
        Field::Number(name)
    }

    fn scale(&mut self, item: &mut ItemSketch, wanted: &str, listed: Vec<(String, String)>) -> Field {
        let is_numbered = listed.iter().all(|(code, _)| code == NONE || figure(code).is_some());
        let mut numbers = HashMap::new();
        let (mut points, mut none) = (Vec::new(), None);
        for (at, (code, label)) in listed.into_iter().enumerate() {
            if code == NONE {
                none = Some(vec![label]);
                continue;
            }
            let value = figure(&code).filter(|_| is_numbered).unwrap_or(at as f64 + 1.0);
            points.push((value, vec![label]));
            numbers.insert(code, value);
        }
        points.sort_by(|one, other| one.0.total_cmp(&other.0));
        if !is_numbered {
            let message = format!("the codes of `{}` are no numbers, and the points of a scale are", item.name);
            self.sketch.diagnostics.push(left_out(message, "they were numbered in their order"));
        }
        let wanted = Names::default().give(&format!("{wanted}_scale"));
        item.kind = format!("on {}", self.sketch.scale(&wanted, ScaleSketch { name: String::new(), points, none, line: None }));
        Field::Coded(item.name.clone(), numbers)
    }

    /// Branching and calculations, once all fields are known.
    fn logic(&mut self, field: &FieldRow) {
        let branching = &field.0[11];
        if !branching.is_empty() && field.statement().is_none() {
            let own = self.fields.get(field.name()).map(|field| field.name().to_owned());
            match (translated(branching, &self.fields), own) {
                (Some(asked), Some(own)) => {
                    if let Some(item) = self.sketch.items().find(|item| item.name == own) {
                        item.asked = Some(asked);
                    }
                }
                _ => self.sketch.not_understood(field.name(), branching),
            }
        }
        let is_computed = field.kind() == "calc" || field.0[17].contains("@CALCTEXT");
        if !is_computed || field.0[17].starts_with(HELPER) {
            return;
        }
        let place = format!("the calculation of `{}`", field.name());
        match (field.statement(), translated(field.choices(), &self.fields)) {
            (Some(statement), _) => self.sketch.computed.push(Computed { place, statement: statement.to_owned() }),
            (None, Some(expression)) => {
                let own = self.names.give(field.name());
                let label = crate::exchange::wording::quoted(&field.0[4]);
                self.fields.insert(field.name().to_owned(), Field::Number(own.clone()));
                self.sketch.computed.push(Computed { place, statement: format!("score {own} {label} = {expression}") });
            }
            (None, None) => {
                let message = format!("{place} (`{}`) was not understood", field.choices());
                self.sketch.diagnostics.push(left_out(message, "write the score by hand"));
            }
        }
    }
}
