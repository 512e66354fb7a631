use serde_json::Value;

use super::blocks::TextBlock;
use super::csv::ENCODINGS;
use super::mapping::stars;
use super::options::{Caller, ReadOptions};
use super::shape::{Head, Layout, RECORDS, Shape};
use crate::instrument::Instrument;
use crate::source::{Diagnostic, Place, codes};

/// Which program wrote a table, and what follows from that for how it is read.
pub(super) struct Shaped {
    pub layout: Layout,
    /// What was said, and what the program that wrote the answers does where nobody said otherwise.
    pub options: ReadOptions,
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds which program wrote a table, unless somebody said it.
pub(super) fn shaped(head: Head<'_>, instrument: &Instrument, options: &ReadOptions) -> Shaped {
    let said = options.shape.or(options.long.as_ref().map(|_| Shape::Long));
    let shape = said.unwrap_or_else(|| Shape::of_table(head, instrument));
    let mut layout = shape.layout(head, instrument);
    layout.names = layout.names.map(|names| as_said(head, names, options));
    let mut options = options.clone();
    options.own_names = layout.names.as_ref().map_or(vec![], |_| head.names.to_vec());
    options.usual.extend(layout.usual.iter().map(|(name, column)| ((*name).to_owned(), column.clone())));
    if !layout.texts.is_empty() {
        options.texts.clone_from(&layout.texts);
    }
    options.apart = options.apart.or_else(|| layout.apart.clone());
    options.sent = options.sent.or_else(|| layout.sent.clone());
    options.usual_missing.extend(layout.missing.iter().map(|word| (*word).to_owned()));
    options.dates = options.dates.or_else(|| layout.dates.clone());
    options.positions = options.positions.or(layout.positions);
    options.marks_are_numbers |= layout.marks_are_numbers;
    options.other_is_text |= layout.other_is_text;
    options.filter = options.filter.map(|filter| filter.as_written(&|name, value| as_written(&layout, head, (name, value))));
    let told = if said.is_none() { shape_note(shape, options.caller) } else { None };
    let told = told.into_iter().chain(caution(&layout, &options));
    let diagnostics = told.collect();
    Shaped { layout, options, diagnostics }
}

/// How a value of a column is written, where the program writes it as a number or as a word, and the first rows tell
/// which.
fn as_written(layout: &Layout, head: Head<'_>, (name, value): (&str, &str)) -> Option<String> {
    let (_, pairs) = layout.words.iter().find(|(column, _)| *column == name)?;
    let at = head.names.iter().position(|column| column == name)?;
    let cells = || head.rows.iter().skip(layout.header_rows as usize).filter_map(move |row| row.get(at)).map(|cell| cell.trim());
    let (number, word) = pairs.iter().find(|(number, word)| *number == value || word.eq_ignore_ascii_case(value))?;
    let is_word = |cell: &str| pairs.iter().any(|(_, word)| word.eq_ignore_ascii_case(cell));
    if !cells().any(is_word) {
        return cells().any(|cell| pairs.iter().any(|(number, _)| *number == cell)).then(|| (*number).to_owned());
    }
    Some(cells().find(|cell| word.eq_ignore_ascii_case(cell)).unwrap_or(word).to_owned())
}

/// What is said of rows that are no whole answers, where nobody said which rows are read.
fn caution(layout: &Layout, options: &ReadOptions) -> Option<Diagnostic> {
    let (rows, condition) = layout.caution.filter(|_| options.filter.is_none())?;
    let help = format!("{} leaves them out", options.caller.only_rows(condition));
    Some(Diagnostic::new(&codes::FOUND_SHAPE, Place::File, rows).help(help))
}

/// The names that a program gives its columns, but for those that somebody maps as the file has them.
fn as_said(head: Head<'_>, names: Vec<String>, options: &ReadOptions) -> Vec<String> {
    let is_said = |column: &str| options.map.iter().any(|(_, from)| stars(from, column).is_some());
    let one = |(at, name): (usize, String)| match head.names.get(at) {
        Some(own) if !own.is_empty() && is_said(own) => own.clone(),
        Some(_) | None => name,
    };
    names.into_iter().enumerate().map(one).collect()
}

/// The program that wrote records in JSON; none where they are rows as they stand.
pub(super) fn shape_of(first: &TextBlock, names: &[String], instrument: &Instrument, options: &ReadOptions) -> Shape {
    if let Some(said) = options.shape {
        return said;
    }
    let lines = first.bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let records: Vec<Value> = lines.take(RECORDS).map_while(|line| serde_json::from_slice(line).ok()).collect();
    match Shape::of_json(&records, instrument) {
        Shape::Plain => {
            let head = Head { names, rows: &[] };
            let shape = Shape::of_table(head, instrument);
            // Where only the columns have other names, the records are rows.
            let layout = shape.layout(head, instrument);
            if layout.rearrange.is_some() || layout.names.is_some() { shape } else { Shape::Plain }
        }
        found @ (Shape::Long
        | Shape::Castor
        | Shape::Fhir
        | Shape::Formr
        | Shape::GoogleForms
        | Shape::JsPsych
        | Shape::Kobo
        | Shape::LimeSurvey
        | Shape::MicrosoftForms
        | Shape::Odk
        | Shape::PsyToolkit
        | Shape::Qualtrics
        | Shape::R
        | Shape::RedCap
        | Shape::SurveyJs
        | Shape::SurveyMonkey) => found,
    }
}

/// What is said of answers whose program was found.
pub(super) fn shape_note(shape: Shape, caller: Caller) -> Option<Diagnostic> {
    let message = format!("this is read as {}", shape.label());
    (shape != Shape::Plain).then(|| {
        Diagnostic::new(&codes::FOUND_SHAPE, Place::File, message).help(format!("{} reads it as it stands", caller.plain()))
    })
}

/// What is said of a text whose encoding was found.
pub(super) fn encoding_note(caller: Caller) -> Diagnostic {
    let message = "the text is no UTF-8; it is read as windows-1252";
    let note = Diagnostic::new(&codes::FOUND_ENCODING, Place::File, message);
    note.help(format!("if letters are wrong, {}: {ENCODINGS}", caller.encoding()))
}
