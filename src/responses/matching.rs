use super::cell::CellContent;
use super::columns::{Columns, Role};
use super::found::{Shaped, shaped};
use super::from_zero::{first_from_zero, split_number};
use super::grid::Grid;
use super::labels::folded;
use super::options::ReadOptions;
use super::row_reader::RowReader;
use super::shape::{Head, Shape};
use crate::instrument::{Given, Instrument, ItemIx};
use crate::source::Diagnostic;

/// What the columns of a file could be, for a person to review.
#[derive(Clone, Debug, PartialEq)]
pub struct Matching {
    /// The program that wrote the file, where it is known.
    pub shape: Option<Shape>,
    /// What each name of the measure is found in, in the order of the measure.
    pub found: Vec<Proposal>,
    /// Columns that nothing is made of.
    pub unused: Vec<String>,
    /// Scales that begin at 0, and of which the file has no 0.
    pub may_count_from_one: Vec<String>,
}

/// The column of a name of the measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The name in the measure.
    pub name: String,
    /// Where it is, as `--map` says it; nothing where no column fits.
    pub column: Option<String>,
    /// How it was found.
    pub how: Found,
}

/// How a column was found, and so how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It has the name.
    ByName,
    /// It is the wording of the item, or a set of choices: the reader takes it by itself.
    ByText,
    /// The program that wrote the file calls it so.
    ByProgram,
    /// Its name is the same but for capitals.
    ByCapitals,
    /// Its name is numbered as the item is, and its values are answers to it.
    ByNumber,
    /// Its values are answers, and it is the next that nothing else is made of.
    ByValues,
    /// Its name is one that codes of cases have, and no value comes twice.
    ByLook,
    /// No column fits.
    Open,
}

impl Found {
    /// Whether nobody needs to look at it before it is used.
    pub fn is_sure(self) -> bool {
        match self {
            Self::ByName | Self::ByText | Self::ByProgram | Self::ByCapitals | Self::ByNumber => true,
            Self::ByValues | Self::ByLook | Self::Open => false,
        }
    }

    /// How it was found, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::ByName => "by its name",
            Self::ByText => "by its texts",
            Self::ByProgram => "as the program names it",
            Self::ByCapitals => "by its name, but for capitals",
            Self::ByNumber => "by its number and its values",
            Self::ByValues => "perhaps, by its values",
            Self::ByLook => "perhaps, by its name",
            Self::Open => "open",
        }
    }
}

/// Rows that are looked at to find which program wrote a table.
const LOOKED_AT: usize = 20;

/// Names that columns with codes of cases have in many programs.
const CASES: [&str; 11] = [
    "id",
    "code",
    "client",
    "clientid",
    "participant",
    "participant_id",
    "respondent",
    "subject",
    "pid",
    "record_id",
    "your code",
];

/// Looks at a table, or at its beginning.
///
/// # Errors
/// Where it is not what the program writes that it is said to come from.
pub(super) fn matched(mut grid: Grid, instrument: &Instrument, options: &ReadOptions) -> Result<Matching, Box<Diagnostic>> {
    let rows: Vec<Vec<String>> = grid.rows.iter().take(LOOKED_AT).map(|row| row.cells.clone()).collect();
    let head = Head { names: &grid.names, rows: &rows };
    let shape = options.shape.unwrap_or_else(|| Shape::of_table(head, instrument));
    let Shaped { layout, options, .. } = shaped(head, instrument, options);
    let skipped = usize::try_from(layout.header_rows.max(options.skip_rows)).unwrap_or(usize::MAX).min(grid.rows.len());
    grid.rows.drain(..skipped);
    grid.names = layout.names.unwrap_or(grid.names);
    if let Some(rearrange) = layout.rearrange.filter(|_| !grid.is_arranged) {
        grid = rearrange(grid, instrument, &options)?;
    }
    let options = ReadOptions { positional: std::mem::take(&mut grid.positional), ..options };
    let rows: Vec<Vec<String>> = grid.rows.into_iter().map(|row| row.cells).collect();
    let (columns, _) = Columns::find(grid.names, instrument, &options);
    let (reader, _) = RowReader::new(instrument, columns, options.notation(false), &options);
    let mut looking = Looking { taken: reader.columns.roles.clone(), reader: &reader, rows: &rows, options: &options };
    let facts = ["case", "occasion", "informant", "date", "language"].map(str::to_owned).into_iter();
    let facts = facts.chain(instrument.known.iter().map(|known| known.name.clone()));
    let mut found: Vec<Proposal> = facts.map(|name| looking.fact(name)).collect();
    found.extend(looking.items());
    // Only what a measure cannot do without is open.
    found.retain(|proposal| proposal.column.is_some() || looking.is_needed(&proposal.name));
    let names = reader.columns.names.iter().zip(&looking.taken);
    let unused = names.filter(|(_, role)| **role == Role::Ignored).map(|(name, _)| name.clone()).collect();
    let shape = Some(shape).filter(|shape| *shape != Shape::Plain);
    Ok(Matching { shape, may_count_from_one: looking.may_count_from_one(), found, unused })
}

struct Looking<'l, 'a> {
    reader: &'l RowReader<'a>,
    rows: &'l [Vec<String>],
    options: &'l ReadOptions,
    /// What each column is, those included that were proposed.
    taken: Vec<Role>,
}

impl Looking<'_, '_> {
    fn names(&self) -> &[String] {
        &self.reader.columns.names
    }

    fn free(&self) -> impl Iterator<Item = (usize, &String)> {
        self.names().iter().enumerate().filter(move |(at, _)| self.taken[*at] == Role::Ignored)
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    fn take(&mut self, column: usize, name: String, how: Found) -> Proposal {
        self.taken[column] = Role::Part;
        Proposal { name, column: Some(self.names()[column].clone()), how }
    }

    fn but_for_capitals(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        self.free().find(|(_, column)| folded(column) == name && !self.counts_from_zero(column)).map(|(at, _)| at)
    }

    /// Whether a column is one of several that are counted from 0, where the items are counted from 1.
    fn counts_from_zero(&self, column: &str) -> bool {
        let items = self.reader.instrument().items.iter().map(|item| item.name.as_str());
        let has_zero = self.reader.instrument().items.iter().filter_map(|item| split_number(&item.name)).any(|(_, at)| at == 0);
        !has_zero && first_from_zero(column, self.names(), items).is_some()
    }

    fn fact(&mut self, name: String) -> Proposal {
        let role = match name.as_str() {
            "case" => Role::Case,
            "occasion" => Role::Occasion,
            "informant" => Role::Informant,
            "date" => Role::Date,
            "language" => Role::Language,
            known => {
                let at = self.reader.instrument().known.iter_enumerated().find(|(_, own)| own.name == known);
                at.map_or(Role::Ignored, |(at, _)| Role::Known(at))
            }
        };
        if let Some(column) = self.reader.column_of(role).filter(|_| role != Role::Ignored) {
            let is_said = self.options.usual.iter().any(|(to, from)| *to == name && from == column);
            let how = if column == name || !is_said { Found::ByName } else { Found::ByProgram };
            return Proposal { name, column: Some(column.to_owned()), how };
        }
        if let Some(at) = self.but_for_capitals(&name) {
            return self.take(at, name, Found::ByCapitals);
        }
        let is_unique = |at: usize| {
            let mut seen = std::collections::HashSet::new();
            self.cells(at).all(|cell| seen.insert(cell))
        };
        let by_look =
            self.free().find(|(at, column)| CASES.contains(&folded(column).as_str()) && is_unique(*at)).map(|(at, _)| at);
        match by_look.filter(|_| role == Role::Case) {
            Some(at) => self.take(at, name, Found::ByLook),
            None => Proposal { name, column: None, how: Found::Open },
        }
    }

    fn items(&mut self) -> Vec<Proposal> {
        let items: Vec<ItemIx> = self.reader.instrument().items.keys().collect();
        let mut found: Vec<(ItemIx, Proposal)> = Vec::new();
        let mut lacking = Vec::new();
        for item in items {
            let name = self.reader.instrument().items[item].name.clone();
            let of_set = self.reader.columns.roles.iter().any(|role| role.set() == Some(item));
            match self.reader.column_of(Role::Item(item)) {
                Some(column) => {
                    let how = if column == name || self.options.map.iter().any(|(_, from)| from == column) {
                        Found::ByName
                    } else {
                        Found::ByText
                    };
                    found.push((item, Proposal { column: Some(column.to_owned()), name, how }));
                }
                None if of_set => {
                    found.push((item, Proposal { name, column: Some("a column for each choice".to_owned()), how: Found::ByText }))
                }
                None => match self.but_for_capitals(&name) {
                    Some(at) => found.push((item, self.take(at, name, Found::ByCapitals))),
                    None => lacking.push(item),
                },
            }
        }
        let numbered = self.numbered(&lacking);
        for item in lacking {
            let name = self.reader.instrument().items[item].name.clone();
            let by_number = numbered.iter().find(|(known, _)| *known == item).map(|(_, column)| *column);
            // Nobody guesses what need not be there: of dates alone every program has some of its own.
            let next = self.free().find(|(at, _)| self.fits(*at, item)).map(|(at, _)| at).filter(|_| self.is_needed(&name));
            let proposal = match (by_number, next) {
                (Some(column), _) => self.take(column, name, Found::ByNumber),
                (None, Some(column)) => self.take(column, name, Found::ByValues),
                (None, None) => Proposal { name, column: None, how: Found::Open },
            };
            found.push((item, proposal));
        }
        found.sort_by_key(|(item, _)| *item);
        found.into_iter().map(|(_, proposal)| proposal).collect()
    }

    /// Columns with one beginning and the numbers that the items have, all of whose values are answers; nothing where
    /// two beginnings fit.
    fn numbered(&self, lacking: &[ItemIx]) -> Vec<(ItemIx, usize)> {
        let split = |name: &str| split_number(name).map(|(head, number)| (head.to_owned(), number));
        let mut heads: Vec<String> = {
            let free = self.free().filter(|(_, name)| !self.counts_from_zero(name));
            free.filter_map(|(_, name)| split(name)).map(|(head, _)| head).collect()
        };
        heads.sort();
        heads.dedup();
        let under = |head: &String| -> Option<Vec<(ItemIx, usize)>> {
            let column = |item: &ItemIx| {
                let (_, number) = split(&self.reader.instrument().items[*item].name)?;
                let is_it =
                    |(_, name): &(usize, &String)| split(name).is_some_and(|(own, there)| own == *head && there == number);
                let (at, _) = self.free().find(is_it)?;
                self.fits(at, *item).then_some((*item, at))
            };
            lacking.iter().map(column).collect()
        };
        let mut fitting = heads.iter().filter_map(under).filter(|columns| !columns.is_empty());
        match (fitting.next(), fitting.next()) {
            (Some(columns), None) => columns,
            (_, _) => vec![],
        }
    }

    /// Whether a column holds answers to an item, and nothing else.
    fn fits(&self, column: usize, item: ItemIx) -> bool {
        let item = &self.reader.items[item];
        let is_text = matches!(item.domain(), crate::instrument::Domain::Text(_));
        let mut cells = self.cells(column).peekable();
        // Any column fits a text, and an empty one fits everything.
        !is_text && cells.peek().is_some() && cells.all(|cell| item.read(cell, &self.reader.notation, "").is_ok())
    }

    fn is_needed(&self, name: &str) -> bool {
        let instrument = self.reader.instrument();
        let item = instrument.item(name).map(|item| &instrument.items[item]);
        name == "case"
            || (name == "informant" && instrument.informants.len() > 1)
            || item.is_some_and(|item| !item.optional || !item.kind.is_unscored())
    }

    fn may_count_from_one(&self) -> Vec<String> {
        let instrument = self.reader.instrument();
        // An anchor is the lowest point as its number is.
        let has_zero = |items: &Vec<ItemIx>| {
            let columns = self.reader.columns.roles.iter().enumerate();
            let mut of_scale = columns.filter_map(|(at, role)| Some((at, role.item().filter(|item| items.contains(item))?)));
            of_scale.any(|(at, item)| {
                let lowest = CellContent::Given(Given::Value(0.0));
                let cells = &self.reader.items[item];
                self.cells(at).any(|cell| cells.read(cell, &self.reader.notation, "") == Ok(lowest))
            })
        };
        let has_answers = |items: &Vec<ItemIx>| items.iter().any(|item| self.reader.columns.has(Role::Item(*item)));
        let shifted = self.reader.counted_from_zero().iter().filter(|(_, items)| has_answers(items) && !has_zero(items));
        shifted.map(|(scale, _)| instrument.scales[*scale].name.clone()).collect()
    }
}
