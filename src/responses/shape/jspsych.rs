//! jsPsych: a record for each trial, whose response holds the answers of a page; points of a Likert item are counted
//! from 0.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Head, Layout, is_name};
use crate::instrument::Instrument;
use crate::responses::filter::Filter;
use crate::responses::grid::{Grid, GridRow};
use crate::responses::json_table::{TableOfRecords, cell_of};
use crate::responses::mapping::stars;
use crate::responses::options::{Positions, ReadOptions};
use crate::responses::template::Template;
use crate::source::{Diagnostic, Place, codes};

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

/// Names under which they keep which time it is that a person takes part.
const OCCASIONS: [&str; 4] = ["occasion", "session", "session_id", "run_id"];

/// What jsPsych itself writes of each trial.
const OWN: [&str; 8] =
    ["rt", "stimulus", "response", "responses", "trial_type", "trial_index", "time_elapsed", "internal_node_id"];

pub(super) fn is(head: Head<'_>) -> bool {
    head.has("trial_type") && head.has("trial_index") && head.has("response")
}

pub(super) fn is_json(record: &Value) -> bool {
    record.get("trial_type").is_some() && record.get("trial_index").is_some()
}

pub(super) fn layout() -> Layout {
    Layout { positions: Some(Positions::FromZero), rearrange: Some(rearrange), ..Layout::default() }
}

/// A row for each administration, of the trials of a file in CSV.
fn rearrange(grid: Grid, instrument: &Instrument, options: &ReadOptions) -> Result<Grid, Box<Diagnostic>> {
    if grid.column("trial_type").is_none() {
        return Ok(grid);
    }
    let record = |row: &GridRow| {
        let cells = grid.names.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
        Value::Object(cells.map(|(name, cell)| (name.clone(), Value::String(cell.clone()))).collect::<Map<_, _>>())
    };
    table(&grid.rows.iter().map(record).collect::<Vec<_>>(), instrument, options)
}

/// A row for each administration, of its trials: those of one person on one occasion, as far as the trials are counted
/// on, or no question comes twice.
pub(super) fn table(trials: &[Value], instrument: &Instrument, options: &ReadOptions) -> Result<Grid, Box<Diagnostic>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut latest: HashMap<(String, String), usize> = HashMap::new();
    let said = |to: &str| options.map.iter().find(|(name, _)| name == to).map(|(_, from)| from.as_str());
    for (number, trial) in (1..).zip(trials) {
        let who = first_of(trial, said("case"), &PEOPLE);
        let others: Vec<&str> =
            OCCASIONS.iter().copied().filter(|name| who.as_ref().is_none_or(|(taken, _)| taken != name)).collect();
        let when = first_of(trial, said("occasion"), &others);
        let text = |of: &Option<(String, String)>| of.as_ref().map_or(String::new(), |(_, text)| text.clone());
        let key = (text(&who), text(&when));
        let index = trial.get("trial_index").and_then(cell_of).and_then(|index| index.trim().parse::<f64>().ok());
        let goes_on = |run: &Run| index.zip(run.index).is_none_or(|(index, before)| index > before);
        let at = match latest.get(&key).copied().filter(|at| runs.get(*at).is_some_and(goes_on)) {
            Some(at) => at,
            None => {
                let names = [(who, "case"), (when, "occasion")].into_iter();
                let identity = names.filter_map(|(found, own)| {
                    let (name, text) = found?;
                    Some((if said(own) == Some(name.as_str()) { name } else { own.to_owned() }, text))
                });
                runs.push(Run { number, identity: identity.collect(), ..Run::default() });
                latest.insert(key, runs.len() - 1);
                runs.len() - 1
            }
        };
        runs[at].take(trial, number, index, (instrument, options))?;
    }
    let mut table = TableOfRecords::default();
    for run in joined(runs) {
        let Run { number, identity, facts, answers, .. } = run;
        // What was asked counts before what the experiment kept of it.
        let facts = facts.into_iter().filter(|(name, _)| !answers.iter().any(|(asked, _)| asked == name)).collect::<Vec<_>>();
        table.add(number, identity.into_iter().chain(facts).chain(answers));
    }
    Ok(table.finish())
}

/// The first of some values that a trial has, with its name: of what somebody said, else of what experiments call it.
fn first_of(trial: &Value, said: Option<&str>, usual: &[&str]) -> Option<(String, String)> {
    let names = said.into_iter().chain(usual.iter().copied());
    let value = |name: &str| trial.get(name).and_then(cell_of).filter(|text| !text.trim().is_empty());
    names.into_iter().find_map(|name| Some((name.to_owned(), value(name)?)))
}

/// Trials that are counted on from one to the next.
#[derive(Default)]
struct Run {
    /// The record with which it begins.
    number: u64,
    /// The number of its latest trial.
    index: Option<f64>,
    identity: Vec<(String, String)>,
    /// What stands beside the answers of its trials.
    facts: Vec<(String, String)>,
    answers: Vec<(String, String)>,
}

impl Run {
    fn take(
        &mut self,
        trial: &Value,
        number: u64,
        index: Option<f64>,
        (instrument, options): (&Instrument, &ReadOptions),
    ) -> Result<(), Box<Diagnostic>> {
        self.index = index.or(self.index);
        for (name, value) in response(trial) {
            // Pages whose questions have no names of their own all begin with Q0; each is another question then.
            let mut own = name.clone();
            let mut page = 2;
            while self.answers.iter().any(|(known, _)| *known == own) {
                own = format!("{name}.{page}");
                page += 1;
            }
            self.answers.push((own, value));
        }
        let fields = trial.as_object().into_iter().flatten();
        for (name, value) in fields.filter(|(name, _)| is_wanted(name, instrument, options)) {
            let Some(text) = cell_of(value).filter(|text| !text.trim().is_empty()) else { continue };
            if self.identity.iter().any(|(known, _)| known == name) {
                continue;
            }
            match self.facts.iter().find(|(known, _)| known == name) {
                None => self.facts.push((name.clone(), text)),
                Some((_, before)) if *before != text && instrument.known.iter().any(|known| known.name == *name) => {
                    let message = format!("`{name}` is `{text}` here and `{before}` in another trial of the same administration");
                    let place = Place::Cell { row: number, column: Some(name.clone()), found: Some(text) };
                    return Err(Box::new(Diagnostic::new(&codes::IMPOSSIBLE_FACT, place, message).help("keep one of the two")));
                }
                // Of other values, as of a moment of each trial, the first counts.
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// Whether a later run of the same person asks nothing again.
    fn is_continued_by(&self, later: &Self) -> bool {
        !self.identity.is_empty()
            && self.identity == later.identity
            && !later.answers.iter().any(|(name, _)| self.answers.iter().any(|(known, _)| known == name))
    }
}

/// Whether the value of each trial is one that the measure knows, or that somebody asked for.
fn is_wanted(name: &str, instrument: &Instrument, options: &ReadOptions) -> bool {
    let is_mapped = |from: &str| match Template::parse(from) {
        Some(template) => template.columns().any(|column| column == name),
        None => stars(from, name).is_some(),
    };
    let is_asked_for = options.map.iter().any(|(_, from)| is_mapped(from))
        || options.filter.iter().flat_map(Filter::columns).any(|column| column == name);
    let is_known = !OWN.contains(&name) && (options.keep || is_name(instrument, name));
    // By this a table of trials is told from one of administrations.
    name != "trial_type" && (is_asked_for || is_known)
}

/// Runs as administrations: an experiment may be cut into parts that each count from 0.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    for run in runs {
        match all.iter_mut().rev().find(|before| before.identity == run.identity).filter(|before| before.is_continued_by(&run)) {
            Some(before) => {
                before.answers.extend(run.answers);
                let new = run.facts.into_iter().filter(|(name, _)| !before.facts.iter().any(|(known, _)| known == name));
                let new: Vec<_> = new.collect();
                before.facts.extend(new);
            }
            None => all.push(run),
        }
    }
    all
}

/// What a trial answered, by the names of the questions. In CSV, and in versions before 7, it is JSON within a text.
fn response(trial: &Value) -> Vec<(String, String)> {
    let found = trial.get("response").or_else(|| trial.get("responses"));
    let parsed = found.and_then(Value::as_str).and_then(|text| serde_json::from_str::<Value>(text).ok());
    let fields = parsed.as_ref().or(found).and_then(Value::as_object);
    fields.into_iter().flatten().filter_map(|(name, value)| Some((name.clone(), cell_of(value)?))).collect()
}
