//! SurveyMonkey: two rows of header, the questions and what stands below them; months before days. Expanded, a question
//! with one answer has a column for each anchor.

use super::{Head, Layout};
use crate::instrument::{DateNotation, Given, Instrument};
use crate::responses::grid::Grid;
use crate::responses::labels::{Labels, folded, languages_of, wordings};
use crate::responses::options::ReadOptions;
use crate::source::Diagnostic;

const CASES: [&str; 3] = ["Respondent ID", "RespondentID", "respondent_id"];
/// What it writes of each respondent itself.
const OWN: [&str; 8] =
    ["Collector ID", "CollectorID", "Start Date", "StartDate", "End Date", "EndDate", "IP Address", "Custom Data 1"];
/// What stands between a question and what is below it, in the name that is made of both.
const BELOW: &str = " - ";

pub(super) fn is(head: Head<'_>) -> bool {
    let is_second = head.rows.first().and_then(|row| row.first()).is_some_and(|cell| cell.trim().is_empty());
    head.names.first().is_some_and(|name| CASES.contains(&name.as_str())) && is_second
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    let below = head.rows.first().map_or(&[][..], Vec::as_slice);
    let below = |at: usize| below.get(at).map_or("", |cell| cell.trim());
    let is_named = |at: usize| head.names.get(at).is_some_and(|name| !name.trim().is_empty());
    let mut question = String::new();
    let (mut names, mut texts) = (Vec::new(), Vec::new());
    for (at, name) in head.names.iter().enumerate() {
        if is_named(at) {
            name.trim().clone_into(&mut question);
        }
        let both = if below(at).is_empty() { question.clone() } else { format!("{question}{BELOW}{}", below(at)) };
        // Below a question with one column stands what it is answered with, as `Response` or `Date / Time`.
        let is_alone = is_named(at) && (at + 1 == head.names.len() || is_named(at + 1));
        let is_general = ["", "Response", "Open-Ended Response"].contains(&below(at));
        names.push(if is_alone || is_general { question.clone() } else { both.clone() });
        texts.push(both);
    }
    let dates = Some(DateNotation::MonthFirst);
    let layout = Layout { names: Some(names), texts, header_rows: 1, dates, marks_are_numbers: true, ..Layout::default() };
    let layout = Layout { rearrange: Some(rearrange), own: OWN.map(str::to_owned).to_vec(), ..layout };
    layout.with("case", head.first(&CASES)).with("date", head.first(&["End Date", "EndDate", "date_modified"]))
}

/// Puts a question with a column for each anchor of a scale into one column, which holds the anchor above the cell that is
/// not empty.
fn rearrange(mut grid: Grid, instrument: &Instrument, options: &ReadOptions) -> Result<Grid, Box<Diagnostic>> {
    for Expanded { question, columns } in expanded(&options.texts, instrument, options) {
        let Some((first, _)) = columns.first().cloned() else { continue };
        for row in &mut grid.rows {
            let chosen = columns.iter().filter(|(column, _)| !row.cell(Some(*column)).is_empty());
            // Of several nobody knows which was meant, and whoever reads the cell will say so.
            let answer = chosen.map(|(_, anchor)| anchor.as_str()).collect::<Vec<_>>().join(";");
            if let Some(cell) = row.cells.get_mut(first) {
                *cell = answer;
            }
        }
        grid.names[first] = question;
        grid.dropped.extend(columns.into_iter().skip(1).map(|(column, _)| column));
    }
    Ok(grid.without_dropped())
}

/// A question whose columns stand for the anchors of one scale.
struct Expanded {
    question: String,
    /// Columns with their anchors.
    columns: Vec<(usize, String)>,
}

/// The texts are those of both rows of the header.
fn expanded(texts: &[String], instrument: &Instrument, options: &ReadOptions) -> Vec<Expanded> {
    let languages = languages_of(instrument, &options.languages);
    let sets = instrument.items.iter().filter(|item| item.kind.choices().is_some());
    let sets: Vec<String> = sets.flat_map(|item| wordings(instrument, item, &languages)).map(folded).collect();
    let mut found: Vec<Expanded> = Vec::new();
    for labels in &Labels::of_scales(instrument, &languages) {
        let mut at = 0;
        while at < texts.len() {
            let question = questions(&texts[at]).filter(|question| !sets.contains(&folded(question))).find_map(|question| {
                let columns = run_of(&texts[at..], question, labels);
                (columns.len() > 1).then(|| (question.to_owned(), columns))
            });
            let Some((question, columns)) = question else {
                at += 1;
                continue;
            };
            let columns: Vec<(usize, String)> = (at..).zip(columns).collect();
            at += columns.len();
            // Scales may have the same anchors.
            if !found.iter().any(|known| known.question == question) {
                found.push(Expanded { question, columns });
            }
        }
    }
    found
}

/// What can be the question in a name that is made of a question and what is below it.
fn questions(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices(BELOW).map(|(at, _)| &name[..at])
}

/// The anchors of a scale that the first columns have below a question, each another one.
fn run_of(names: &[String], question: &str, labels: &Labels) -> Vec<String> {
    let mut seen: Vec<Given> = Vec::new();
    let anchor = |name: &String| {
        let anchor = name.strip_prefix(question)?.strip_prefix(BELOW)?;
        let meaning = labels.find(anchor, "").ok().flatten().filter(|meaning| !seen.contains(meaning))?;
        seen.push(meaning);
        Some(anchor.to_owned())
    };
    names.iter().map_while(anchor).collect()
}
