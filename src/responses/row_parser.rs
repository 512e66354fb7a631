use xxhash_rust::xxh3::{xxh3_64_with_seed, xxh3_128_with_seed};

use super::cell::CellReader;
use super::columns::{Columns, Role};
use super::faults::Faults;
use super::key::Key;
use super::options::{Caller, OnBad};
use super::table::{ItemColumn, MissingReason, ResponseTable};
use super::text_column::TextColumn;
use typed_index_collections::TiVec;

use crate::instrument::{Day, Domain, Given, InformantIx, Instrument, ItemIx, KnownIx, Notation, Unfit};
use crate::source::{Code, Diagnostic, Place, Severity, codes, did_you_mean};

/// Bytes of the code of a case, of an occasion or of a language.
const CODE_BYTES: usize = 1_000;
/// Letters of a cell that are shown.
const SHOWN: usize = 80;

/// Reads rows of cells: made once, used by every thread.
#[derive(Debug)]
pub struct RowReader<'a> {
    instrument: &'a Instrument,
    /// What the columns are.
    pub columns: Columns,
    notation: Notation,
    on_bad: OnBad,
    caller: Caller,
    tells_all: bool,
    keeps_words: bool,
    items: TiVec<ItemIx, CellReader<'a>>,
    known: TiVec<KnownIx, CellReader<'a>>,
    absent_items: Vec<ItemIx>,
    absent_known: Vec<KnownIx>,
    has_case: bool,
    has_occasion: bool,
}

impl<'a> RowReader<'a> {
    /// Prepares to read rows with these columns.
    pub fn new(instrument: &'a Instrument, columns: Columns, notation: Notation, on_bad: OnBad) -> Self {
        let present = columns.present();
        let absent_items = (0..instrument.items.len()).map(ItemIx).filter(|item| !present.contains(&Role::Item(*item))).collect();
        let absent_known =
            (0..instrument.known.len()).map(KnownIx).filter(|known| !present.contains(&Role::Known(*known))).collect();
        Self {
            instrument,
            items: instrument
                .items
                .iter()
                .map(|item| CellReader::of_item(instrument, item).without_digits(&notation.missing))
                .collect(),
            known: instrument.known.iter().map(CellReader::of_known).collect(),
            absent_items,
            absent_known,
            has_case: columns.has(Role::Case),
            has_occasion: columns.has(Role::Occasion),
            columns,
            notation,
            on_bad,
            caller: Caller::default(),
            tells_all: false,
            keeps_words: false,
        }
    }

    /// The same for a caller, in whose words help is given.
    #[must_use]
    pub fn told_to(mut self, caller: Caller) -> Self {
        self.caller = caller;
        self
    }

    /// Has answers in one's own words kept as they are, if so.
    #[must_use]
    pub fn keeping_words(mut self, keeps_words: bool) -> Self {
        self.keeps_words = keeps_words;
        self
    }

    /// Has every diagnostic kept, those about cells that become missing included.
    pub fn tell_all(&mut self) {
        self.tells_all = true;
    }

    /// Who is told what is wrong.
    pub(super) fn caller(&self) -> Caller {
        self.caller
    }

    /// The measure that is answered.
    pub fn instrument(&self) -> &'a Instrument {
        self.instrument
    }

    /// An empty stretch to fill, with room for so many rows.
    pub fn begin(&self, rows: usize) -> RowParser {
        let mut table = ResponseTable::unanswered(self.instrument, 0);
        table.kept = vec![TextColumn::default(); self.columns.kept.len()];
        table.informants.reserve(rows);
        for column in &mut table.items {
            column.values.reserve(rows);
            column.causes.reserve(rows);
        }
        let (keys, row_numbers) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
        let faults = if self.tells_all { Faults::all() } else { Faults::default() };
        RowParser { table, faults, keys, row_numbers, ..RowParser::default() }
    }

    /// Whether the answers of a column can be taken as numbers: it is that of an item with numbers for answers, and
    /// none stands for no answer.
    pub(super) fn takes_numbers(&self, role: Role) -> bool {
        role.item().is_some_and(|item| self.items[item].domain().takes_numbers()) && self.notation.missing.is_empty()
    }

    /// Whether rows that cannot be right are left out, and the others read on.
    pub(super) fn skips(&self) -> bool {
        self.on_bad == OnBad::Skip
    }

    /// A cell as it is kept: empty where it means no answer, and an answer as [`Domain::write`] has it, whichever way
    /// it was written.
    pub(super) fn as_kept(&self, role: Role, cell: &str) -> String {
        let cell = cell.trim();
        let domain = match role {
            Role::Item(item) => Some(self.items[item].domain()),
            Role::Known(known) => Some(self.known[known].domain()),
            Role::Date => Some(Domain::Date),
            Role::Case | Role::Occasion | Role::Informant | Role::Language | Role::Kept(_) | Role::Ignored => None,
        };
        let written = domain.and_then(|domain| domain.write(domain.read(cell, &self.notation).ok()?));
        written.unwrap_or_else(|| if self.notation.is_missing(cell) { String::new() } else { cell.to_owned() })
    }

    /// An error in a cell of a column.
    pub fn error(&self, code: &'static Code, row: u64, role: Role, found: &str, message: String) -> Diagnostic {
        let position = self.columns.roles.iter().position(|known| *known == role);
        let column = position.map(|at| self.columns.names[at].clone());
        let found = Some(found.chars().take(SHOWN).collect());
        Diagnostic::new(code, Place::Cell { row, column, found }, message)
    }
}

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
    /// Rows of CSV in which nothing stands, as spreadsheets save them; they were passed over.
    pub empty_rows: u64,
    /// What is said of cells that became missing, where all is told.
    pub mended: Vec<Diagnostic>,
    row_faults: usize,
    cell_faults: usize,
}

impl RowParser {
    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.row_faults = 0;
        self.cell_faults = 0;
        self.table.informants.push(InformantIx(0));
    }

    /// Reads a whole row of cells; a number of cells other than that of the columns is a fault.
    pub fn row<'c>(&mut self, reader: &RowReader<'_>, row: u64, cells: impl Iterator<Item = &'c str>) {
        self.begin_row();
        let mut count = 0;
        for cell in cells {
            if let Some(role) = reader.columns.roles.get(count) {
                self.cell(reader, row, *role, cell);
            }
            count += 1;
        }
        if count != reader.columns.roles.len() {
            self.ragged(reader, row, count);
        }
        self.end_row(reader, row);
    }

    /// Takes a row that could not be cut into cells.
    pub fn unreadable_row(&mut self, row: u64, diagnostic: Diagnostic) {
        self.faults.add(diagnostic);
        self.rejected.push(row);
    }

    fn ragged(&mut self, reader: &RowReader<'_>, row: u64, count: usize) {
        let columns = reader.columns.roles.len();
        let message = format!("the row has {count} cells, and the header has {columns}");
        let diagnostic = Diagnostic::new(&codes::RAGGED_ROW, Place::Cell { row, column: None, found: None }, message);
        self.row_faults += 1;
        self.faults.add(diagnostic.help("often a delimiter inside a text is not quoted"));
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
        let reading = reader.items[item].read(cell, &reader.notation);
        let cause = match reading {
            Ok(Given::Value(value)) => {
                if reader.keeps_words && reader.instrument.items[item].kind.is_text() {
                    self.table.words.push((self.table.rows, item, cell.trim().to_owned()));
                }
                return self.table.items[item].answered(value);
            }
            Ok(Given::Missing) => MissingReason::Unanswered,
            Ok(Given::None) => MissingReason::None,
            Err(fault) => {
                let name = &reader.instrument.items[item].name;
                self.bad_cell(reader, row, Role::Item(item), cell, |shown| {
                    let (code, message) = item_fault(fault, shown, name);
                    (code, message, reader.items[item].possible())
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
        let shown: String = cell.trim().chars().take(40).collect();
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

    fn other_cell(&mut self, reader: &RowReader<'_>, row: u64, role: Role, cell: &str) {
        let text = cell.trim();
        match role {
            Role::Case => self.case(reader, row, text),
            Role::Occasion => {
                let text = self.as_code(reader, row, role, text);
                self.table.identity.occasion.push(text);
            }
            Role::Language => {
                let text = self.as_code(reader, row, role, text);
                self.table.identity.language.push(text);
            }
            Role::Kept(position) => self.table.kept[position].push(cell),
            Role::Informant => {
                let found = reader.instrument.informant(text);
                if let (Some(informant), Some(last)) = (found, self.table.informants.last_mut()) {
                    *last = informant;
                    return;
                }
                let names: Vec<&str> = reader.instrument.informants.iter().map(|informant| informant.name.as_str()).collect();
                let shown: String = text.chars().take(SHOWN).collect();
                let diagnostic =
                    reader.error(&codes::UNKNOWN_INFORMANT, row, role, cell, format!("there is no informant `{shown}`"));
                self.row_faults += 1;
                self.faults.add(diagnostic.maybe_help(did_you_mean(&shown, &names)));
            }
            Role::Date => {
                let date = if reader.notation.is_missing(text) { None } else { Day::read(text).map(Day::count) };
                if date.is_none() && !reader.notation.is_missing(text) {
                    self.bad_cell(reader, row, role, cell, |shown| {
                        (&codes::NOT_A_DATE, format!("`{shown}` is not a date"), "a date such as 2026-11-24".to_owned())
                    });
                }
                self.table.identity.date.push(date);
            }
            Role::Known(known) => {
                let value = match reader.known[known].read(cell, &reader.notation) {
                    Ok(given) => given.value().unwrap_or(f64::NAN),
                    Err(_) => {
                        self.bad_cell(reader, row, role, cell, |shown| {
                            let message = format!("`{shown}` is not a possible `{}`", reader.instrument.known[known].name);
                            (&codes::IMPOSSIBLE_FACT, message, reader.known[known].possible())
                        });
                        f64::NAN
                    }
                };
                self.table.known[known].push(value);
            }
            Role::Item(_) | Role::Ignored => {}
        }
    }

    /// A code, of which there is none where it is longer than one may be: each row of a file of a few kilobytes can
    /// hold the same megabyte.
    fn as_code<'t>(&mut self, reader: &RowReader<'_>, row: u64, role: Role, text: &'t str) -> &'t str {
        if text.len() <= CODE_BYTES {
            return text;
        }
        self.row_faults += 1;
        let message = format!("this has {} bytes, and a code has {CODE_BYTES} at the most", text.len());
        let diagnostic = reader.error(&codes::CODE_TOO_LONG, row, role, text, message);
        self.faults
            .add(diagnostic.help(format!("check that this column holds codes; {} says which one does", reader.caller.mapping())));
        ""
    }

    fn case(&mut self, reader: &RowReader<'_>, row: u64, text: &str) {
        if text.len() > CODE_BYTES {
            let text = self.as_code(reader, row, Role::Case, text);
            self.table.identity.case.push(text);
            return;
        }
        if text.is_empty() {
            self.row_faults += 1;
            let diagnostic = reader.error(&codes::NO_CASE, row, Role::Case, text, "the row has no case".to_owned());
            self.faults.add(diagnostic.help("fill in the code of the case"));
        } else if text.contains('@') {
            self.row_faults += 1;
            let message = "this case code looks like an e-mail address".to_owned();
            let diagnostic = reader.error(&codes::PERSONAL_CASE_CODE, row, Role::Case, text, message);
            self.faults.add(diagnostic.help("use a code, and keep the list of people elsewhere"));
        }
        self.table.identity.case.push(text);
    }

    pub(super) fn end_row(&mut self, reader: &RowReader<'_>, row: u64) {
        for item in &reader.absent_items {
            self.table.items[*item].missing(MissingReason::Unanswered);
        }
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
            self.add_key(reader, row);
        }
    }

    /// The stretch as it is when all its rows are read.
    pub(super) fn complete(mut self, reader: &RowReader<'_>) -> Self {
        self.table.items.iter_mut().for_each(ItemColumn::complete);
        for (name, role) in reader.columns.names.iter().zip(&reader.columns.roles) {
            let identity = &self.table.identity;
            let texts = match role {
                Role::Case => &identity.case,
                Role::Occasion => &identity.occasion,
                Role::Language => &identity.language,
                Role::Kept(position) => &self.table.kept[*position],
                Role::Informant | Role::Date | Role::Item(_) | Role::Known(_) | Role::Ignored => continue,
            };
            if !texts.is_whole() {
                self.without_room(name);
            }
        }
        self
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

    fn add_key(&mut self, reader: &RowReader<'_>, row: u64) {
        let identity = &self.table.identity;
        // Without an occasion the date tells administrations apart.
        let date = if reader.has_occasion { None } else { identity.date.last().copied().flatten() };
        let informant = self.table.informants.last().map_or(0, |informant| informant.0);
        let day = u64::from(date.unwrap_or(i32::MIN).cast_unsigned());
        let when = xxh3_64_with_seed(identity.occasion.last().as_bytes(), day << 32 | informant as u64);
        self.keys.push(Key::new(xxh3_128_with_seed(identity.case.last().as_bytes(), when), row));
    }
}

/// The code and the words for what is no answer to an item.
fn item_fault(fault: Unfit, shown: &str, name: &str) -> (&'static Code, String) {
    match fault {
        Unfit::OffScale | Unfit::NotAChoice => (&codes::NOT_AN_ANSWER, format!("`{shown}` is not an answer to `{name}`")),
        Unfit::TooLong => (&codes::NOT_AN_ANSWER, format!("this text is too long for an answer to `{name}`")),
        Unfit::NotANumber => (&codes::NOT_A_NUMBER, format!("`{shown}` is not a number")),
        Unfit::NotATime => (&codes::NOT_AN_ANSWER, format!("`{shown}` is not a time of day")),
        Unfit::NotADate => (&codes::NOT_A_DATE, format!("`{shown}` is not a date")),
    }
}
