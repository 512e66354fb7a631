use std::collections::HashMap;

use super::columns::header;
use super::grid::{Grid, GridRow};
use super::options::ReadOptions;
use super::shape::Head;
use crate::instrument::Instrument;
use crate::source::{Diagnostic, Place, codes};

/// The columns of answers that have a row each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongForm {
    /// The column that names the item.
    pub item: String,
    /// The column that holds the answer.
    pub value: String,
}

impl Default for LongForm {
    fn default() -> Self {
        Self { item: "item".to_owned(), value: "value".to_owned() }
    }
}

impl LongForm {
    /// Reads `item=COLUMN,value=COLUMN`, of which each may be left out.
    pub fn parse(text: &str) -> Option<Self> {
        let mut form = Self::default();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            match part.split_once('=')? {
                ("item", column) => column.clone_into(&mut form.item),
                ("value", column) => column.clone_into(&mut form.value),
                _ => return None,
            }
        }
        Some(form)
    }
}

/// Whether a table has a row for each answer: no column is an item, and the column `item` names one.
pub(super) fn is(head: Head<'_>, instrument: &Instrument) -> bool {
    let is_item = |name: &str| instrument.items.iter().any(|item| item.name == name);
    let item = head.names.iter().position(|name| name == "item");
    let names_one = |at: usize| head.rows.iter().any(|row| row.get(at).is_some_and(|cell| is_item(cell.trim())));
    head.names.iter().any(|name| name == "value") && item.is_some_and(names_one) && !head.names.iter().any(|name| is_item(name))
}

/// A row for each administration, which is told from others by what is no item and no answer in its rows: case,
/// occasion, informant and date. Other columns are those of its first row.
pub(super) fn rearrange(grid: Grid, instrument: &Instrument, options: &ReadOptions) -> Result<Grid, Box<Diagnostic>> {
    let form = options.long.clone().unwrap_or_default();
    let place = |name: &String| {
        grid.column(name).ok_or_else(|| {
            let message = format!("there is no column `{name}`, so the rows are no answers one by one");
            Box::new(header(&codes::LONG_FORM, name, message).help("name the columns: `--long item=COLUMN,value=COLUMN`"))
        })
    };
    let (item, value) = (place(&form.item)?, place(&form.value)?);
    let column = |name: &str| {
        let said = options.map.iter().chain(&options.usual).find(|(to, _)| to == name).map_or(name, |(_, from)| from);
        grid.column(said)
    };
    let identity: Vec<usize> = ["case", "occasion", "informant", "date"].into_iter().filter_map(column).collect();
    let carried: Vec<usize> = (0..grid.names.len()).filter(|at| *at != item && *at != value).collect();
    let mut names: Vec<String> = carried.iter().map(|at| grid.names[*at].clone()).collect();
    let mut places: HashMap<String, usize> = HashMap::new();
    // Every item has its column, also one that nobody answered.
    for known in &instrument.items {
        let said = options.map.iter().find(|(to, _)| *to == known.name).map_or(&known.name, |(_, from)| from);
        places.entry(said.clone()).or_insert_with(|| {
            names.push(said.clone());
            names.len() - 1
        });
    }
    let mut rows: Vec<GridRow> = Vec::new();
    let mut of_key: HashMap<Vec<String>, usize> = HashMap::new();
    let mut given: HashMap<(usize, usize), u64> = HashMap::new();
    for row in &grid.rows {
        let key: Vec<String> = identity.iter().map(|at| row.cell(Some(*at)).to_owned()).collect();
        let at = *of_key.entry(key).or_insert_with(|| {
            let cells = carried.iter().map(|at| row.cell(Some(*at)).to_owned()).collect();
            rows.push(GridRow { number: row.number, cells });
            rows.len() - 1
        });
        let name = row.cell(Some(item));
        if name.is_empty() {
            continue;
        }
        let column = *places.entry(name.to_owned()).or_insert_with(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        if let Some(first) = given.insert((at, column), row.number) {
            let message = format!("`{name}` is answered twice in one administration, in row {first} too");
            let place = Place::Cell { row: row.number, column: Some(form.item.clone()), found: Some(name.to_owned()) };
            let fault = Diagnostic::new(&codes::LONG_FORM, place, message);
            return Err(Box::new(fault.help("delete one of the two, or tell the administrations apart by `occasion`")));
        }
        let cells = &mut rows[at].cells;
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        row.cell(Some(value)).clone_into(&mut cells[column]);
    }
    rows.iter_mut().for_each(|row| row.cells.resize(names.len(), String::new()));
    Ok(Grid { names, rows, left_out: grid.left_out })
}
