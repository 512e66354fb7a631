use std::collections::{HashMap, HashSet};

use super::columns::header;
use super::grid::{Grid, GridRow};
use super::labels::{folded, languages_of, wordings};
use super::mapping::stars;
use super::options::ReadOptions;
use super::shape::Head;
use crate::instrument::{Choice, Instrument, Item};
use crate::source::{Diagnostic, Place, codes, nearest};

/// Names times items from which on near ones are not looked for: it would take longer than the scoring.
const LOOKED_AT: usize = 1_000_000;
/// Letters of words that are too short to be told from their neighbours.
const SHORT: usize = 3;
/// Names that are shown of those that are none.
const SHOWN: usize = 6;

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
/// occasion, informant and the day. Other columns are those of its first row.
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
    let identity: Vec<usize> = ["case", "occasion", "informant"].into_iter().filter_map(column).collect();
    let date = column("date");
    let notation = options.notation(false);
    // Each answer may have a moment of its own; the administration has its day.
    let day = |cell: &str| notation.day(cell).map_or_else(|| cell.to_owned(), |day| day.to_string());
    let carried: Vec<usize> = (0..grid.names.len()).filter(|at| *at != item && *at != value).collect();
    let mut names: Vec<String> = carried.iter().map(|at| grid.names[*at].clone()).collect();
    let mut places: HashMap<String, usize> = HashMap::new();
    let asked = Asked::of((&grid, item), instrument, options)?;
    // Every item has its column, also one that nobody answered; one that is called by its wording has that as its
    // heading.
    for known in instrument.items.iter().filter(|known| !asked.by_wording.contains(known.name.as_str())) {
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
        let key: Vec<String> =
            identity.iter().map(|at| row.cell(Some(*at)).to_owned()).chain(date.map(|at| day(row.cell(Some(at))))).collect();
        let at = *of_key.entry(key).or_insert_with(|| {
            let cells = carried.iter().map(|at| row.cell(Some(*at)).to_owned()).collect();
            rows.push(GridRow { number: row.number, cells });
            rows.len() - 1
        });
        let name = row.cell(Some(item));
        if name.is_empty() {
            continue;
        }
        let name = asked.columns.get(name).map_or(name, String::as_str);
        let column = *places.entry(name.to_owned()).or_insert_with(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        let (answer, cells) = (row.cell(Some(value)), &mut rows[at].cells);
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(first) = given.insert((at, column), row.number) {
            // Of a set each row may hold one choice.
            if asked.sets.contains(name) && !answer.is_empty() && !cells[column].split(';').any(|choice| choice == answer) {
                cells[column].push(';');
                cells[column].push_str(answer);
                continue;
            }
            let message = format!("`{name}` is answered twice in one administration, in row {first} too");
            let place = Place::Cell { row: row.number, column: Some(form.item.clone()), found: Some(name.to_owned()) };
            let fault = Diagnostic::new(&codes::LONG_FORM, place, message);
            return Err(Box::new(fault.help("delete one of the two, or tell the administrations apart by `occasion`")));
        }
        answer.clone_into(&mut cells[column]);
    }
    rows.iter_mut().for_each(|row| row.cells.resize(names.len(), String::new()));
    Ok(Grid { names, rows, left_out: grid.left_out, ..Grid::default() })
}

/// What the rows call the items.
struct Asked<'i> {
    /// Items that are called by their wording.
    by_wording: HashSet<&'i str>,
    /// The columns of sets of choices.
    sets: HashSet<String>,
    /// The columns of items by what rows call them that name them by their wording.
    columns: HashMap<String, String>,
}

impl<'i> Asked<'i> {
    /// Looks at the column that names the items.
    ///
    /// # Errors
    /// Where no row names one, so that nothing would be scored.
    fn of((grid, item): (&Grid, usize), instrument: &'i Instrument, options: &ReadOptions) -> Result<Self, Box<Diagnostic>> {
        let names: HashSet<&str> = grid.rows.iter().map(|row| row.cell(Some(item))).filter(|name| !name.is_empty()).collect();
        let mut by_text: HashMap<String, Vec<&str>> = HashMap::new();
        for name in &names {
            by_text.entry(folded(name)).or_default().push(name);
        }
        let languages = languages_of(instrument, &options.languages);
        let (mut by_wording, mut by_name, mut sets) = (HashSet::new(), 0, HashSet::new());
        let mut called: HashMap<&str, Vec<String>> = HashMap::new();
        for known in &instrument.items {
            let said = options.map.iter().filter(|(to, from)| stars(to, &known.name).is_some() && names.contains(from.as_str()));
            let own = names.get(known.name.as_str()).map(|name| (*name).to_owned()).or(said.map(|(_, from)| from.clone()).next());
            let texts = wordings(instrument, known, &languages).into_iter().filter_map(|text| by_text.get(&folded(text)));
            let mut texts: Vec<&str> = texts.flatten().copied().collect();
            texts.sort_unstable();
            by_name += usize::from(own.is_some());
            let Some(column) = own.clone().or(texts.first().map(|name| (*name).to_owned())) else { continue };
            if own.is_none() {
                by_wording.insert(known.name.as_str());
            }
            if known.kind.choices().is_some() {
                sets.insert(column.clone());
            }
            texts.dedup();
            texts.into_iter().for_each(|text| called.entry(text).or_default().push(column.clone()));
        }
        // A wording of two items says of neither which it is.
        let one = |(text, columns): (&str, Vec<String>)| match &columns[..] {
            [column] => Some((text.to_owned(), column.clone())),
            _ => None,
        };
        let columns = called.into_iter().filter_map(one).collect();
        if let Some(fault) = almost_an_item((grid, item), &names, instrument, options) {
            return Err(Box::new(fault));
        }
        // By stars, a name can be said in more ways than are looked at here.
        let is_by_stars = options.map.iter().any(|(_, from)| from.contains('*'));
        if by_name == 0 && by_wording.is_empty() && !is_by_stars && !names.is_empty() {
            let mut shown: Vec<&str> = names.into_iter().collect();
            shown.sort_unstable();
            let shown: Vec<String> = shown.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
            let message = format!("no row names an item of the measure: they name {}", shown.join(", "));
            let items: Vec<&str> = instrument.items.iter().map(|item| item.name.as_str()).take(SHOWN).collect();
            let help = format!("the items are {} …; {} says what each is called", items.join(", "), options.caller.mapping());
            return Err(Box::new(header(&codes::LONG_FORM, &grid.names[item], message).help(help)));
        }
        Ok(Self { by_wording, sets, columns })
    }
}

/// A name that is no item, and almost that of one which no row names: its answers would be left out.
fn almost_an_item(
    (grid, item): (&Grid, usize),
    names: &HashSet<&str>,
    instrument: &Instrument,
    options: &ReadOptions,
) -> Option<Diagnostic> {
    let is_item = |name: &str| instrument.item(name).is_some();
    let is_said = |name: &str| options.map.iter().any(|(_, from)| stars(from, name).is_some());
    let texts = languages_of(instrument, &options.languages);
    let wordings: HashSet<String> =
        instrument.items.iter().flat_map(|known| wordings(instrument, known, &texts)).map(folded).collect();
    let others = names.iter().copied().filter(|name| !is_item(name) && !is_said(name) && !wordings.contains(&folded(name)));
    let mut others: Vec<&str> = others.collect();
    others.sort_unstable();
    let looked_at = if others.len() * instrument.items.len() > LOOKED_AT { &[][..] } else { &others[..] };
    let items = || instrument.items.iter().map(|known| known.name.as_str());
    // Only a slip in a longer word is one: `q10` and `g1` are other questions than `q1`.
    let is_slip = |name: &str, near: &str| {
        let is_word = name.chars().count() > SHORT && !name.bytes().any(|byte| byte.is_ascii_digit());
        is_word || (name.eq_ignore_ascii_case(near) && !names.contains(near))
    };
    let set_of = |name: &str| {
        let is_set = |known: &&Item| known.kind.choices().is_some_and(|choices| is_choice(name, &known.name, choices));
        instrument.items.iter().find(is_set).map(|known| known.name.as_str())
    };
    let slip = looked_at.iter().find_map(|name| Some((*name, nearest(name, items()).filter(|near| is_slip(name, near))?)));
    let (name, near) = slip.or_else(|| others.iter().find_map(|name| Some((*name, set_of(name)?))))?;
    let row = grid.rows.iter().find(|row| row.cell(Some(item)) == name).map_or(1, |row| row.number);
    let place = Place::Cell { row, column: Some(grid.names[item].clone()), found: Some(name.to_owned()) };
    let message = format!("`{name}` is no item, and there is an item `{near}`");
    let help = match (set_of(name), names.contains(near)) {
        (Some(set), _) => format!("say the choices of `{set}` in one row, with `;` between them"),
        (None, true) => "correct it".to_owned(),
        (None, false) => format!("correct it, or say {}", options.caller.map(near, name)),
    };
    Some(Diagnostic::new(&codes::ALMOST_AN_ITEM, place, message).help(help))
}

/// Whether a name is that of one choice of a set, as of a column: `sym___head`, `sym[head]`.
fn is_choice(name: &str, set: &str, choices: &[Choice]) -> bool {
    let rest = name.strip_prefix(set).filter(|rest| rest.starts_with(['_', '[', '/', '#', '.', '-', ':']));
    let inner = rest.map(|rest| rest.trim_start_matches(['_', '[', '/', '#', '.', '-', ':']).trim_end_matches(']'));
    inner.is_some_and(|inner| choices.iter().any(|choice| choice.name == inner))
}
