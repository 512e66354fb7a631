use super::columns::{Columns, Role};
use super::found::{Shaped, shaped};
use super::grid::Grid;
use super::labels::languages_of;
use super::looking::Looking;
use super::options::ReadOptions;
use super::row_reader::RowReader;
use super::shape::{Head, Shape};
use crate::instrument::{Instrument, ItemIx};
use crate::source::{Diagnostic, Severity};

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
    /// What scoring would warn of.
    pub warnings: Vec<Diagnostic>,
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
    /// It has the name, and beside it the wording of another item.
    WordedAsAnother,
    /// Its name is numbered as the item is; but some values are no answers, or the numbers go on behind those of the items.
    ByNumberAlone,
    /// Its values are answers, and so are those of as many other columns as there are such items.
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
            Self::WordedAsAnother | Self::ByNumberAlone | Self::ByValues | Self::ByLook | Self::Open => false,
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
            Self::WordedAsAnother => "by its name, with the wording of another item",
            Self::ByNumberAlone => "perhaps, by its number",
            Self::ByValues => "perhaps, by its values",
            Self::ByLook => "perhaps, by its name",
            Self::Open => "open",
        }
    }
}

/// Rows that are looked at to find which program wrote a table.
const LOOKED_AT: usize = 20;

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
    let options = grid.options(&options);
    let rows: Vec<Vec<String>> = grid.rows.into_iter().map(|row| row.cells).collect();
    let (columns, told) = Columns::find(grid.names, instrument, &options);
    let warnings = told.into_iter().filter(|told| told.severity == Severity::Warning).collect();
    let others = columns.worded_as_others(instrument, &options.texts, &languages_of(instrument, &options.languages));
    let others: Vec<ItemIx> = others.into_iter().map(|(_, item, _)| item).collect();
    let (reader, _) = RowReader::new(instrument, columns, options.notation(false), &options);
    let taken = reader.columns.roles.clone();
    let mut looking = Looking { taken, reader: &reader, rows: &rows, options: &options, own: &layout.own, others: &others };
    let facts = ["case", "occasion", "informant", "date", "language"].map(str::to_owned).into_iter();
    let facts = facts.chain(instrument.known.iter().map(|known| known.name.clone()));
    let mut found: Vec<Proposal> = facts.map(|name| looking.fact(name)).collect();
    found.extend(looking.items());
    // Only what a measure cannot do without is open.
    found.retain(|proposal| proposal.column.is_some() || looking.is_needed(&proposal.name));
    let names = reader.columns.names.iter().zip(&looking.taken);
    let unused = names.filter(|(_, role)| **role == Role::Ignored).map(|(name, _)| name.clone()).collect();
    let shape = Some(shape).filter(|shape| *shape != Shape::Plain);
    Ok(Matching { shape, may_count_from_one: looking.may_count_from_one(), found, unused, warnings })
}
