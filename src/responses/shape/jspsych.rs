//! jsPsych: a record for each trial, whose response holds the answers of a page; points of a Likert item are counted
//! from 0.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Head, Layout};
use crate::instrument::Instrument;
use crate::responses::grid::Grid;
use crate::responses::json_table::{TableOfRecords, cell_of};
use crate::responses::options::{Positions, ReadOptions};
use crate::source::Diagnostic;

/// Names under which experiments keep who took part.
const PEOPLE: [&str; 10] = [
    "case",
    "subject_id",
    "subject",
    "participant_id",
    "participant",
    "PROLIFIC_PID",
    "prolific_pid",
    "workerId",
    "run_id",
    "session_id",
];

pub(super) fn is(head: Head<'_>) -> bool {
    head.has("trial_type") && head.has("trial_index") && head.has("response")
}

pub(super) fn is_json(record: &Value) -> bool {
    record.get("trial_type").is_some() && record.get("trial_index").is_some()
}

pub(super) fn layout() -> Layout {
    Layout { positions: Some(Positions::FromZero), rearrange: Some(rearrange), ..Layout::default() }
}

/// A row for each person, of the trials of a file in CSV.
fn rearrange(grid: Grid, _: &Instrument, _: &ReadOptions) -> Result<Grid, Box<Diagnostic>> {
    if grid.column("trial_type").is_none() {
        return Ok(grid);
    }
    let record = |row: &super::super::grid::GridRow| {
        let cells = grid.names.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
        Value::Object(cells.map(|(name, cell)| (name.clone(), Value::String(cell.clone()))).collect::<Map<_, _>>())
    };
    Ok(table(&grid.rows.iter().map(record).collect::<Vec<_>>()))
}

/// A row for each person, of their trials.
pub(super) fn table(trials: &[Value]) -> Grid {
    let mut order: Vec<(String, u64)> = Vec::new();
    let mut people: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for (number, trial) in (1..).zip(trials) {
        let name = PEOPLE.iter().find_map(|name| Some((*name, cell_of(trial.get(*name)?)?)));
        let person = name.as_ref().map_or(String::new(), |(_, person)| person.clone());
        let fields = people.entry(person.clone()).or_insert_with(|| {
            order.push((person, number));
            name.map(|(_, person)| ("case".to_owned(), person)).into_iter().collect()
        });
        for (name, value) in response(trial) {
            // Pages whose questions have no names of their own all begin with Q0; each is another question then.
            let mut own = name.clone();
            let mut page = 2;
            while fields.iter().any(|(known, _)| *known == own) {
                own = format!("{name}.{page}");
                page += 1;
            }
            fields.push((own, value));
        }
    }
    let mut table = TableOfRecords::default();
    for (person, number) in order {
        table.add(number, people.remove(&person).unwrap_or_default());
    }
    table.finish()
}

/// What a trial answered, by the names of the questions. In CSV, and in versions before 7, it is JSON within a text.
fn response(trial: &Value) -> Vec<(String, String)> {
    let found = trial.get("response").or_else(|| trial.get("responses"));
    let parsed = found.and_then(Value::as_str).and_then(|text| serde_json::from_str::<Value>(text).ok());
    let fields = parsed.as_ref().or(found).and_then(Value::as_object);
    fields.into_iter().flatten().filter_map(|(name, value)| Some((name.clone(), cell_of(value)?))).collect()
}
