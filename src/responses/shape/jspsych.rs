//! jsPsych: a record for each trial, whose response holds the answers of a page. Of the plugins it comes with,
//! `survey-likert` writes the positions of points, from 0; the others write what the author of the form had them write.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{Head, Layout, is_name};
use crate::instrument::Instrument;
use crate::responses::filter::Filter;
use crate::responses::grid::{Grid, GridRow};
use crate::responses::json_table::{TableOfRecords, cell_of};
use crate::responses::mapping::stars;
use crate::responses::options::ReadOptions;
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

/// The plugin whose values are positions.
const OF_POSITIONS: &str = "survey-likert";

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
    Layout { rearrange: Some(rearrange), ..Layout::default() }
}

/// A row for each administration, of the trials of a file in CSV.
fn rearrange(grid: Grid, instrument: &Instrument, options: &ReadOptions) -> Result<Grid, Box<Diagnostic>> {
    if grid.is_arranged || grid.column("trial_type").is_none() {
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
        runs[at].index = index.or(runs[at].index);
        if is_left_out(trial, options) {
            runs[at].lacks_trials = true;
            continue;
        }
        runs[at].take(trial, number, (instrument, options))?;
    }
    let (mut table, mut left_out) = (TableOfRecords::default(), 0);
    let positional = positional(&runs)?;
    for run in joined(runs) {
        let Run { number, identity, facts, answers, lacks_trials, .. } = run;
        if lacks_trials && answers.is_empty() {
            left_out += 1;
            continue;
        }
        let answers: Vec<(String, String)> = answers.into_iter().map(|answer| (answer.name, answer.value)).collect();
        // What was asked counts before what the experiment kept of it.
        let facts = facts.into_iter().filter(|(name, _)| !answers.iter().any(|(asked, _)| asked == name)).collect::<Vec<_>>();
        table.add(number, identity.into_iter().chain(facts).chain(answers));
    }
    Ok(Grid { left_out, positional, is_arranged: true, ..table.finish() })
}

/// Whether a condition leaves a trial out, as far as the trial has all that it looks at.
fn is_left_out(trial: &Value, options: &ReadOptions) -> bool {
    let Some(filter) = &options.filter else { return false };
    let text = |name: &str| Some((name.to_owned(), trial.get(name).and_then(cell_of)?));
    let columns = filter.columns();
    let texts: HashMap<String, String> = columns.iter().filter_map(|name| text(name)).collect();
    let is_missing = |text: &str| options.missing.iter().any(|word| word == text);
    let has_all = columns.iter().all(|name| texts.contains_key(*name));
    has_all && !filter.holds(&|name| texts.get(name).map_or("", String::as_str), &is_missing)
}

/// The questions whose answers are positions.
///
/// # Errors
/// Where a question was answered by a position in one trial and by a value in another.
fn positional(runs: &[Run]) -> Result<HashSet<String>, Box<Diagnostic>> {
    let (mut positions, mut values) = (HashSet::new(), HashSet::new());
    for answer in runs.iter().flat_map(|run| &run.answers).filter(|answer| !answer.value.is_empty()) {
        let alike = if answer.is_position { &mut positions } else { &mut values };
        alike.insert(answer.name.clone());
    }
    let Some(both) = positions.intersection(&values).min() else { return Ok(positions) };
    let message = format!("`{both}` is answered by positions in trials of `{OF_POSITIONS}`, and by values in others");
    let help = "read the trials of one kind: `trial_type = \"survey-likert\"` is a condition on rows";
    Err(Box::new(Diagnostic::new(&codes::LONG_FORM, Place::Column(both.clone()), message).help(help)))
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
    answers: Vec<Answer>,
    /// Whether a condition left trials of it out.
    lacks_trials: bool,
}

/// The answer to a question.
struct Answer {
    name: String,
    value: String,
    is_position: bool,
    /// The trial in which it was given, as people call it.
    trial: String,
}

impl Run {
    fn take(
        &mut self,
        trial: &Value,
        number: u64,
        (instrument, options): (&Instrument, &ReadOptions),
    ) -> Result<(), Box<Diagnostic>> {
        let is_position = trial.get("trial_type").and_then(Value::as_str) == Some(OF_POSITIONS);
        let called = self.index.map_or_else(|| format!("record {number}"), |index| format!("trial {index}"));
        let before = self.answers.len();
        for (name, value) in response(trial) {
            if let Some(first) = self.answers[..before].iter().find(|answer| answer.name == name)
                && is_of_measure(&name, instrument, options)
            {
                return Err(Box::new(asked_twice((&name, number), [&first.trial, &called], self.index, options)));
            }
            // Pages whose questions have no names of their own all begin with Q0; each is another question then.
            let mut own = name.clone();
            let mut page = 2;
            while self.answers.iter().any(|answer| answer.name == own) {
                own = format!("{name}.{page}");
                page += 1;
            }
            self.answers.push(Answer { name: own, value, is_position, trial: called.clone() });
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
            && !later.answers.iter().any(|answer| self.answers.iter().any(|known| known.name == answer.name))
    }
}

/// Whether a question is one of the measure: by its name, or by a line with a star, which tells no page from another.
fn is_of_measure(name: &str, instrument: &Instrument, options: &ReadOptions) -> bool {
    is_name(instrument, name) || options.map.iter().any(|(_, from)| from.contains('*') && stars(from, name).is_some())
}

/// What is said of a question of the measure that two trials of one administration ask.
fn asked_twice((name, row): (&str, u64), trials: [&str; 2], index: Option<f64>, options: &ReadOptions) -> Diagnostic {
    let [first, again] = trials;
    let message =
        format!("`{name}` is answered in {first} and in {again} of one administration, and nobody can tell which is meant");
    let place = Place::Cell { row, column: Some(name.to_owned()), found: None };
    let condition = format!("trial_index = {}", index.unwrap_or_default());
    let help = format!("say which trials are read: {}, or by a value that the trials keep", options.caller.only_rows(&condition));
    Diagnostic::new(&codes::LONG_FORM, place, message).help(help)
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
    is_asked_for || is_known
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
