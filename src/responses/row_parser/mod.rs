mod by_columns;
mod chosen;
mod dealt;
mod other_cells;
mod refused;
mod told;

use xxhash_rust::xxh3::{xxh3_64_with_seed, xxh3_128_with_seed};

use super::cell::{CellContent, UNCOMPUTED, UNLABELLED};
use super::columns::Role;
use super::evidence::{Evidence, SeenCode};
use super::faults::Faults;
use super::key::Key;
use super::options::OnBad;
use super::row_reader::RowReader;
use super::table::{ItemColumn, MissingReason, ResponseTable};
use super::widths::Wider;

use crate::instrument::{Domain, Given, InformantIx, ItemIx};
use crate::source::{Code, Diagnostic, Place, Severity, codes};
use chosen::Chosen;
pub use refused::Refused;
pub(super) use told::ragged;
use told::{how_written, item_fault};

/// Bytes of the code of a case, of an occasion or of a language.
const CODE_BYTES: usize = 1_000;
/// A stretch of answers as far as it is read.
#[derive(Debug, Default)]
pub struct RowParser {
    /// The answers.
    pub table: ResponseTable,
    /// What is wrong with them.
    pub faults: Faults,
    /// What repeats are found by.
    pub keys: Vec<Key>,
    /// Rows as the user counts them.
    pub row_numbers: Vec<u64>,
    /// Rows that were not taken over.
    pub rejected: Vec<u64>,
    /// Names that came up later than the first stretch and that the instrument does not know.
    pub late_unknown: std::collections::BTreeSet<String>,
    /// Cells that became missing because they could not be right.
    pub made_missing: u64,
    /// Rows and records in which nothing stands, as spreadsheets save them; they were passed over.
    pub empty_rows: u64,
    /// What is said of cells that became missing, where all is told.
    pub mended: Vec<Diagnostic>,
    /// What only the answers as a whole show.
    pub evidence: Evidence,
    /// What a row says so far of each set of choices in columns of their own.
    chosen: Vec<Chosen>,
    /// The language of the row, where it decides what a label stands for.
    language: String,
    row_faults: usize,
    cell_faults: usize,
}

impl RowParser {
    /// A stretch of which nothing is read yet, with room for so many rows, and for what they say of so many sets.
    pub(super) fn beginning((table, faults, declared): (ResponseTable, Faults, &[SeenCode]), rows: usize, sets: usize) -> Self {
        let evidence = Evidence::beginning(declared);
        let (keys, row_numbers) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
        Self { table, faults, keys, row_numbers, evidence, chosen: vec![Chosen::default(); sets], ..Self::default() }
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.row_faults = 0;
        self.cell_faults = 0;
        self.chosen.fill(Chosen::default());
        self.table.informants.push(InformantIx(0));
    }

    /// Reads a whole row of cells; a number of cells other than that of the columns is a fault.
    pub fn row<'c>(&mut self, reader: &RowReader<'_>, row: u64, cells: impl Iterator<Item = &'c str>) {
        if reader.whole_rows.is_some() {
            return self.whole_row(reader, row, &cells.collect::<Vec<_>>());
        }
        self.begin_row();
        let columns = reader.columns.roles.len();
        let (mut count, mut is_beyond, mut first) = (0, false, "");
        for cell in cells {
            match reader.columns.roles.get(count) {
                Some(role) => self.cell(reader, row, *role, cell),
                None => is_beyond |= !cell.trim().is_empty(),
            }
            if count == 0 {
                first = cell;
            }
            count += 1;
        }
        if count < columns || is_beyond {
            self.ragged(reader, row, count);
        } else {
            self.take_width(reader, (row, count), first);
        }
        self.end_row(reader, row);
    }

    /// Reads a row of which all cells must be known before one is read.
    pub(super) fn whole_row(&mut self, reader: &RowReader<'_>, row: u64, cells: &[&str]) {
        let Some(whole) = &reader.whole_rows else { return };
        if !whole.takes(reader, cells) {
            self.evidence.filtered_rows += 1;
            return;
        }
        if whole.is_unsent(reader, cells) {
            self.evidence.unsent_rows += 1;
            return;
        }
        self.language = whole.language.and_then(|at| cells.get(at)).map_or(String::new(), |cell| cell.trim().to_owned());
        self.begin_row();
        for (role, cell) in reader.columns.roles.iter().zip(cells) {
            self.cell(reader, row, *role, cell);
        }
        for (role, template) in &whole.templates {
            self.cell(reader, row, *role, &template.filled(|name| whole.cell(cells, name)));
        }
        let width = reader.columns.roles.len();
        let beyond = cells.iter().skip(width).filter(|cell| !cell.trim().is_empty()).count();
        if cells.len() < width || beyond > 0 {
            self.ragged(reader, row, cells.len());
        } else {
            self.take_width(reader, (row, cells.len()), cells.first().copied().unwrap_or_default());
        }
        self.end_row(reader, row);
    }

    /// Takes a row that could not be cut into cells.
    pub fn unreadable_row(&mut self, row: u64, diagnostic: Diagnostic) {
        self.faults.add(diagnostic);
        self.rejected.push(row);
    }

    /// Takes how many cells a row has, of which those beyond the header are empty.
    #[inline]
    fn take_width(&mut self, reader: &RowReader<'_>, (row, cells): (u64, usize), first: &str) {
        let columns = reader.columns.roles.len();
        if cells == columns {
            return self.evidence.widths.exact(row);
        }
        let counted = first.trim().parse::<u64>().is_ok_and(|number| number + 1 == row);
        let is_numbered = counted && reader.columns.roles.first() != Some(&Role::Case);
        self.evidence.widths.wider(Wider { row, cells, columns, is_numbered });
    }

    fn ragged(&mut self, reader: &RowReader<'_>, row: u64, count: usize) {
        self.row_faults += 1;
        self.faults.add(ragged(row, (count, reader.columns.roles.len())));
        for role in reader.columns.roles.iter().skip(count) {
            self.cell(reader, row, *role, "");
        }
    }

    /// Reads a cell. Most are an answer of one digit, which is worth a way of its own.
    #[inline(always)]
    pub(super) fn cell(&mut self, reader: &RowReader<'_>, row: u64, role: Role, cell: &str) {
        match (role, cell.as_bytes()) {
            (Role::Item(item), [byte]) if let Some(value) = reader.items[item].digit(*byte) => {
                self.table.items[item].answered(value);
            }
            (Role::Item(item), []) => self.unanswered(item),
            (Role::Item(item), _) => self.item_cell(reader, row, item, cell),
            _ => self.other_cell(reader, row, role, cell),
        }
    }

    /// Takes that an item was left out.
    pub(super) fn unanswered(&mut self, item: ItemIx) {
        self.table.items[item].missing(MissingReason::Unanswered);
    }

    /// Takes a number as the answer to an item, if it is one.
    #[inline]
    pub(super) fn number(&mut self, reader: &RowReader<'_>, item: ItemIx, value: f64) -> bool {
        let is_answer = reader.items[item].is_answer(value);
        if is_answer {
            self.table.items[item].answered(value);
        }
        is_answer
    }

    #[cold]
    fn item_cell(&mut self, reader: &RowReader<'_>, row: u64, item: ItemIx, cell: &str) {
        let reading = reader.items[item].read(cell, &reader.notation, &self.language);
        let cause = match reading {
            Ok(CellContent::Given(Given::Value(value))) => {
                self.table.items[item].answered(value);
                if reader.keeps_words && reader.items[item].is_text() {
                    self.table.words.push((self.table.rows, item, cell.trim().to_owned()));
                }
                if matches!(reader.items[item].domain(), Domain::Date) {
                    self.seen_date(reader, row, Role::Item(item), cell.trim());
                }
                if !reader.knows_decimals {
                    self.seen_number(reader, row, Role::Item(item), cell.trim());
                }
                return;
            }
            Ok(CellContent::Given(Given::Missing)) => MissingReason::Unanswered,
            Ok(CellContent::Given(Given::None)) => MissingReason::None,
            Ok(CellContent::DeclaredMissing(at)) => {
                self.evidence.declared(at);
                MissingReason::Declared
            }
            Err(fault) => {
                let name = &reader.instrument.items[item].name;
                self.bad_cell(reader, row, Role::Item(item), cell, |shown| {
                    let (code, message) = item_fault(fault, shown, name);
                    (code, message, how_written(reader, fault, cell, reader.items[item].possible()))
                });
                MissingReason::NotValid
            }
        };
        self.table.items[item].missing(cause);
    }

    /// Takes that a cell cannot be right. `say` tells its code, what is wrong with what is shown of it, and what it can
    /// be.
    fn bad_cell(
        &mut self,
        reader: &RowReader<'_>,
        row: u64,
        role: Role,
        cell: &str,
        say: impl FnOnce(&str) -> (&'static Code, String, String),
    ) {
        self.cell_faults += 1;
        let counts_as_missing = reader.on_bad == OnBad::Missing;
        if counts_as_missing {
            self.made_missing += 1;
            if !reader.tells_all {
                return;
            }
        }
        let cell = cell.trim().trim_start_matches([UNLABELLED, UNCOMPUTED]);
        let shown: String = cell.chars().take(40).collect();
        let (code, message, possible) = say(&shown);
        let mut diagnostic = reader.error(code, row, role, cell, message).help(format!("it can be {possible}"));
        if counts_as_missing {
            diagnostic.severity = Severity::Warning;
            diagnostic.message.push_str("; it counts as missing");
            self.mended.push(diagnostic);
        } else {
            self.faults.add(diagnostic);
        }
    }

    pub(super) fn end_row(&mut self, reader: &RowReader<'_>, row: u64) {
        for item in &reader.absent_items {
            self.table.items[*item].missing(MissingReason::Unanswered);
        }
        if self.row_faults == 0 {
            self.find_lacking(reader, row);
        }
        self.end_sets(reader, row);
        for known in &reader.absent_known {
            self.table.known[*known].push(f64::NAN);
        }
        if !reader.has_case {
            self.table.identity.case.push(&row.to_string());
        }
        if self.row_faults > 0 || (self.cell_faults > 0 && reader.on_bad != OnBad::Missing) {
            self.rejected.push(row);
            self.table.truncate();
            return;
        }
        self.table.rows += 1;
        self.row_numbers.push(row);
        if reader.has_case {
            self.keys.push(self.key_of(reader, self.table.rows - 1, row));
        }
    }

    /// Refuses a row of somebody who is asked an item of which the file has no column.
    fn find_lacking(&mut self, reader: &RowReader<'_>, row: u64) {
        let Some(informant) = self.table.informants.last().copied() else { return };
        let is_asked = |item: &&ItemIx| reader.instrument.items[**item].is_for(informant);
        let Some(item) = reader.lacking_of_some.iter().find(is_asked) else { return };
        let (name, who) = (&reader.instrument.items[*item].name, &reader.instrument.informants[informant].name);
        let message = format!("there is no column `{name}`, which `{who}` is asked");
        let help = format!("add it, or say which column it is: {}", reader.caller.map(name, "COLUMN"));
        let place = Place::Cell { row, column: Some(name.clone()), found: None };
        self.row_faults += 1;
        self.faults.add(Diagnostic::new(&codes::ITEM_WITHOUT_COLUMN, place, message).help(help));
    }

    /// The stretch as it is when all its rows are read.
    pub(super) fn complete(mut self, reader: &RowReader<'_>) -> Self {
        self.table.items.iter_mut().for_each(ItemColumn::complete);
        self.look_for_zeros(reader);
        self.take_informants();
        for (name, role) in reader.columns.names.iter().zip(&reader.columns.roles) {
            let identity = &self.table.identity;
            let texts = match role {
                Role::Case => &identity.case,
                Role::Occasion => &identity.occasion,
                Role::Language => &identity.language,
                Role::Kept(position) => &self.table.kept[*position],
                Role::Informant | Role::Date | Role::Item(_) | Role::Known(_) | Role::Choice(..) | Role::NoneOf(_) => continue,
                Role::Together(_) | Role::Part | Role::Ignored => continue,
            };
            if !texts.is_whole() {
                self.without_room(name);
            }
        }
        self
    }

    /// Takes who answered, where the headings are for some informants alone.
    fn take_informants(&mut self) {
        if let Some(worded) = &mut self.evidence.worded {
            worded.take(&self.table.informants);
        }
    }

    /// Looks whether the lowest point of scales that begin at 0 was chosen.
    fn look_for_zeros(&mut self, reader: &RowReader<'_>) {
        for (scale, items) in reader.counted_from_zero() {
            let columns = || items.iter().map(|item| &self.table.items[*item].values);
            let has_lowest = columns().any(|values| values.contains(&0.0));
            let answers = if has_lowest { 0 } else { columns().flatten().filter(|value| !value.is_nan()).count() as u64 };
            let seen = self.evidence.scale(*scale);
            seen.has_lowest |= has_lowest;
            seen.answers += answers;
        }
    }

    /// Takes that the texts of a column had no room, so that none of the rows can be told from another.
    pub(super) fn without_room(&mut self, column: &str) {
        let message = "the texts of this column are more than 2 GiB in one stretch";
        let diagnostic = Diagnostic::new(&codes::COLUMN_FULL, Place::Column(column.to_owned()), message);
        self.faults.add(diagnostic.help("hand over fewer rows at a time"));
        let all = self.row_numbers.iter().copied().collect();
        let gone = self.leave_out(&all);
        self.rejected.extend(gone);
    }

    /// Takes out rows by their numbers, and returns those that were there.
    pub fn leave_out(&mut self, rows: &std::collections::HashSet<u64>) -> Vec<u64> {
        let out: Vec<bool> = self.row_numbers.iter().map(|row| rows.contains(row)).collect();
        if !out.contains(&true) {
            return Vec::new();
        }
        self.table.leave_out(&out);
        self.keys.retain(|key| !rows.contains(&key.row()));
        let gone: Vec<u64> = self.row_numbers.iter().copied().filter(|row| rows.contains(row)).collect();
        self.row_numbers.retain(|row| !rows.contains(row));
        gone
    }

    /// What the administration at a position of the stretch is told from others by.
    fn key_of(&self, reader: &RowReader<'_>, at: usize, row: u64) -> Key {
        let identity = &self.table.identity;
        // Without an occasion the date tells administrations apart.
        let occasion = identity.occasion.get(at);
        let has_occasion = reader.has_occasion && !occasion.is_empty();
        let date = if has_occasion { None } else { identity.date.get(at).copied().flatten() };
        let informant = self.table.informants.get(at).map_or(0, |informant| informant.0);
        let day = u64::from(date.unwrap_or(i32::MIN).cast_unsigned());
        let when = xxh3_64_with_seed(occasion.as_bytes(), day << 32 | informant as u64);
        Key::new(xxh3_128_with_seed(identity.case.get(at).as_bytes(), when), row)
    }
}
