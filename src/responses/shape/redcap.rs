//! REDCap: rows of events, instruments and their instances; facts in another row of the same record; a set as a column
//! for each choice (`sym___head`).

use std::collections::HashMap;

use super::{Head, Layout, is_name, is_of_program, names_of};
use crate::instrument::{Instrument, Program};
use crate::responses::grid::{Grid, GridRow};
use crate::responses::labels::yes_or_no;
use crate::responses::options::ReadOptions;
use crate::source::{Diagnostic, Place, Severity, codes};

const EVENTS: [&str; 2] = ["redcap_event_name", "Event Name"];
const INSTANCES: [&str; 2] = ["redcap_repeat_instance", "Repeat Instance"];
const FORMS: [&str; 2] = ["redcap_repeat_instrument", "Repeat Instrument"];

pub(super) fn is(head: Head<'_>) -> bool {
    let is_repeated = [EVENTS, INSTANCES, FORMS].iter().any(|names| head.first(names).is_some());
    let has_form = head.names.iter().any(|name| name.ends_with("_complete"));
    let is_first = |record: &str| head.names.first().is_some_and(|name| name == record);
    // `case` is the first field of the dictionaries that this program writes.
    let is_raw = has_form && (is_first("record_id") || is_first("case"));
    is_repeated || is_raw || (head.has("Complete?") && is_first("Record ID"))
}

pub(super) fn layout(head: Head<'_>, instrument: &Instrument) -> Layout {
    let parts: Vec<String> = [EVENTS, INSTANCES].iter().filter_map(|names| head.first(names)).collect();
    let apart = parts.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join("/");
    let apart = (parts.len() > 1).then_some(apart);
    let is_own = |name: &&String| {
        let of_rows = [EVENTS, INSTANCES, FORMS].iter().any(|names| names.contains(&name.as_str()));
        of_rows
            || name.ends_with("_complete")
            || name.ends_with("_timestamp")
            || ["Complete?", "redcap_data_access_group"].contains(&name.as_str())
    };
    let own = head.names.iter().filter(is_own).cloned().collect();
    let layout = Layout { names: as_measured(head, instrument), apart, own, rearrange: Some(rearrange), ..Layout::default() };
    layout.with("case", head.names.first().cloned())
}

/// The names of the columns, those of the measure as it writes them: REDCap takes small letters alone, and keeps some
/// names for itself. What stands after `___` is the choice of a set.
fn as_measured(head: Head<'_>, instrument: &Instrument) -> Option<Vec<String>> {
    let called = instrument.names_in(Program::RedCap);
    let own = |name: &String| {
        if is_name(instrument, name) && is_of_program(name, head, &called) {
            return Some(format!("{name} of REDCap"));
        }
        let (field, choice) = name.split_once("___").map_or((name.as_str(), None), |(set, choice)| (set, Some(choice)));
        let is_field = |own: &&str| {
            let is_set = instrument.item(own).is_some_and(|at| instrument.items[at].kind.choices().is_some());
            is_name(instrument, own) && *own != field && is_set == choice.is_some()
        };
        if let Some(own) = called.own(field).filter(is_field) {
            let whole = choice.map_or(own.to_owned(), |choice| format!("{own}___{choice}"));
            return (!head.has(&whole) || is_of_program(own, head, &called)).then_some(whole);
        }
        if choice.is_some() || called.own(field).is_some() {
            return None;
        }
        let mut alike = names_of(instrument).filter(|own| own.eq_ignore_ascii_case(name));
        let found = alike.next().filter(|own| !head.has(own))?;
        alike.next().is_none().then(|| found.to_owned())
    };
    let found: Vec<Option<String>> = head.names.iter().map(own).collect();
    let is_any = found.iter().any(Option::is_some);
    is_any.then(|| head.names.iter().zip(found).map(|(name, own)| own.unwrap_or_else(|| name.clone())).collect())
}

/// Leaves out rows of other instruments, tells repeated ones apart, and looks up facts in the other rows of a record.
fn rearrange(mut grid: Grid, instrument: &Instrument, options: &ReadOptions) -> Result<Grid, Box<Diagnostic>> {
    let column = |names: &[&str]| names.iter().find_map(|name| grid.column(name));
    let (event, instance, form) = (column(&EVENTS), column(&INSTANCES), column(&FORMS));
    if event.is_none() && instance.is_none() && form.is_none() {
        return Ok(grid);
    }
    let said: Vec<&str> = options.map.iter().map(|(to, _)| to.as_str()).collect();
    let answers = answer_columns(&grid, instrument, options);
    let facts: Vec<usize> = instrument
        .known
        .iter()
        .filter_map(|known| {
            let column = options.map.iter().find(|(to, _)| *to == known.name).map_or(known.name.as_str(), |(_, from)| from);
            grid.column(column)
        })
        .collect();
    let known = facts_of_records(&grid, &facts);
    let rows = grid.rows.len() as u64;
    if !answers.is_empty() {
        grid.rows.retain(|row| answers.iter().any(|(at, is_choice)| holds_answer(row.cell(Some(*at)), *is_choice)));
    }
    grid.left_out += rows - grid.rows.len() as u64;
    let mut unknown = Vec::new();
    for row in &mut grid.rows {
        let record = row.cell(Some(0)).to_owned();
        for fact in facts.iter().filter(|fact| row.cell(Some(**fact)).is_empty()).copied().collect::<Vec<_>>() {
            match known.get(&(record.clone(), fact)) {
                Some(Ok(value)) => row.cells[fact].clone_from(value),
                Some(Err(values)) => unknown.push((row.number, fact, values.clone())),
                None => {}
            }
        }
    }
    grid.told.extend(contradicted(&unknown, &grid.names));
    if grid.column("occasion").is_none() && !said.contains(&"occasion") {
        grid.names.push("occasion".to_owned());
        for row in &mut grid.rows {
            let parts = [row.cell(event), row.cell(instance)];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let occasion = parts.join("/");
            row.cells.push(occasion);
        }
    }
    Ok(grid)
}

fn holds_answer(cell: &str, is_choice: bool) -> bool {
    // An export writes 0 for each choice of a form that nobody filled.
    if is_choice { yes_or_no(cell) == Some(true) } else { !cell.is_empty() }
}

/// The columns that hold answers to the measure, and whether each is that of one choice.
fn answer_columns(grid: &Grid, instrument: &Instrument, options: &ReadOptions) -> Vec<(usize, bool)> {
    let columns = super::super::columns::Columns::find(grid.names.clone(), instrument, options).0;
    let roles = columns.roles.iter().enumerate();
    roles.filter(|(_, role)| role.item().is_some() || role.set().is_some()).map(|(at, role)| (at, role.set().is_some())).collect()
}

/// What rows do not say themselves, and other rows of their records say in two ways.
fn contradicted(unknown: &[(u64, usize, [String; 2])], names: &[String]) -> Option<Diagnostic> {
    let (row, fact, [one, other]) = unknown.first()?;
    let name = names.get(*fact).map_or("", String::as_str);
    let more = if unknown.len() > 1 { format!("; so it is in {} cells", unknown.len()) } else { String::new() };
    let message = format!("`{name}` is `{one}` and `{other}` in other rows of the record, so here it is unknown{more}");
    let place = Place::Cell { row: *row, column: Some(name.to_owned()), found: None };
    let warning = Diagnostic::new(&codes::IMPOSSIBLE_FACT, place, message).with_severity(Severity::Warning);
    Some(warning.help("correct the rows of the record, or say in each which it is"))
}

/// What is known of each record: the value, where all its rows that say anything say the same, else two that differ.
fn facts_of_records(grid: &Grid, facts: &[usize]) -> HashMap<(String, usize), Result<String, [String; 2]>> {
    let mut found: HashMap<(String, usize), Result<String, [String; 2]>> = HashMap::new();
    let cells = grid
        .rows
        .iter()
        .flat_map(|row: &GridRow| facts.iter().map(move |fact| (row.cell(Some(0)), *fact, row.cell(Some(*fact)))));
    for (record, fact, cell) in cells.filter(|(.., cell)| !cell.is_empty()) {
        let known = found.entry((record.to_owned(), fact)).or_insert_with(|| Ok(cell.to_owned()));
        if let Ok(value) = known
            && value != cell
        {
            *known = Err([std::mem::take(value), cell.to_owned()]);
        }
    }
    found
}
