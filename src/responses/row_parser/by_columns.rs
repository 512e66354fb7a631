use super::super::arrow::Cells;
use super::super::cell::{CellContent, CellReader};
use super::super::columns::Role;
use super::super::row_reader::RowReader;
use super::super::table::{ItemColumn, MissingReason};
use super::super::text_column::TextColumn;
use super::{CODE_BYTES, Chosen, RowParser};
use crate::instrument::{Day, Domain, Given, InformantIx, ItemIx, KnownIx, Language};

/// Different cells of a column whose meaning is kept, so that each is read once.
const KEPT_MEANINGS: usize = 32;

impl RowParser {
    /// Reads a stretch a column at a time. Nothing where a cell cannot be right, or rows must be looked at as a whole:
    /// then the stretch is read a row at a time, which tells what is wrong and does what is to be done about it.
    pub(in super::super) fn by_columns(
        reader: &RowReader<'_>,
        (rows, first_row): (usize, u64),
        columns: Vec<(Role, Cells<'_>)>,
    ) -> Option<Self> {
        if reader.whole_rows.is_some() || !reader.knows_decimals {
            return None;
        }
        let mut filled = reader.begin(0);
        filled.table.informants = vec![InformantIx(0); rows];
        let mut sets = vec![vec![Chosen::default(); rows]; reader.sets.len()];
        for (role, cells) in columns {
            match role {
                Role::Item(item) => filled.item_column(reader, item, cells)?,
                Role::Known(known) => filled.known_column(reader, known, &cells)?,
                Role::Choice(item, choice) => {
                    let at = reader.sets.iter().position(|set| *set == item)?;
                    choice_column(reader, (item, choice), &cells.into_texts(), &mut sets[at])?;
                }
                Role::Case => filled.table.identity.case = codes(cells.into_texts(), is_case)?,
                Role::Occasion => {
                    let texts = undeclared(reader, cells.into_texts())?;
                    filled.table.identity.occasion = codes(texts, |_| true)?;
                }
                Role::Language => {
                    let texts = undeclared(reader, cells.into_texts())?;
                    let mut last = String::new();
                    filled.table.identity.language = codes(texts, |tag| {
                        let is_known = tag == last || tag.is_empty() || Language::parse(tag).is_some();
                        tag.clone_into(&mut last);
                        is_known
                    })?;
                }
                Role::Informant => filled.informant_column(reader, &cells.into_texts())?,
                Role::Date => filled.table.identity.date = date_column(reader, cells)?,
                Role::Kept(position) => filled.table.kept[position] = cells.into_texts(),
                // Rows tell what is wrong with each of them.
                Role::Together(_) | Role::NoneOf(_) => return None,
                Role::Part | Role::Ignored => {}
            }
        }
        let is_asked = |item: &ItemIx| filled.table.informants.iter().any(|who| reader.instrument.items[*item].is_for(*who));
        if reader.lacking_of_some.iter().any(is_asked) {
            return None;
        }
        filled.end_columns(reader, (rows, first_row), &sets);
        Some(filled)
    }

    fn end_columns(&mut self, reader: &RowReader<'_>, (rows, first_row): (usize, u64), sets: &[Vec<Chosen>]) {
        for item in &reader.absent_items {
            self.table.items[*item] = ItemColumn { values: vec![f64::NAN; rows], causes: vec![MissingReason::Unanswered; rows] };
        }
        for (item, of_set) in reader.sets.iter().zip(sets) {
            of_set.iter().for_each(|chosen| chosen.put_in(&mut self.table.items[*item]));
        }
        for known in &reader.absent_known {
            self.table.known[*known] = vec![f64::NAN; rows];
        }
        let numbers = first_row..first_row + rows as u64;
        if !reader.has_case {
            numbers.clone().for_each(|row| self.table.identity.case.push(&row.to_string()));
        }
        // Words stand in the order of the rows; they were read a column at a time.
        self.table.words.sort_by_key(|(row, ..)| *row);
        self.table.rows = rows;
        self.take_informants();
        self.row_numbers = numbers.collect();
        if reader.has_case {
            self.keys = (0..rows).map(|at| self.key_of(reader, at, first_row + at as u64)).collect();
        }
    }

    fn item_column(&mut self, reader: &RowReader<'_>, item: ItemIx, cells: Cells<'_>) -> Option<()> {
        let of = &reader.items[item];
        let column = match cells {
            Cells::Numbers(mut values, texts) => {
                let mut causes = vec![MissingReason::Answered; values.len()];
                for (at, (value, cause)) in values.iter_mut().zip(&mut causes).enumerate() {
                    if value.is_nan() {
                        *cause = MissingReason::Unanswered;
                    } else if !of.is_answer(*value) {
                        let cell = Cells::text_of(texts, at);
                        (*value, *cause) = self.taken(of.read(&cell, &reader.notation, "").ok()?);
                    }
                }
                ItemColumn { values, causes }
            }
            Cells::Days(days) => {
                let values = day_values(&days)?;
                let causes =
                    days.iter().map(|day| if day.is_some() { MissingReason::Answered } else { MissingReason::Unanswered });
                ItemColumn { causes: causes.collect(), values }
            }
            Cells::Texts(texts) => self.text_column(reader, item, &texts)?,
        };
        self.table.items[item] = column;
        Some(())
    }

    fn text_column(&mut self, reader: &RowReader<'_>, item: ItemIx, texts: &TextColumn) -> Option<ItemColumn> {
        let of = &reader.items[item];
        let mut column = ItemColumn { values: Vec::with_capacity(texts.len()), causes: Vec::with_capacity(texts.len()) };
        let mut meanings = Meanings { of, reader, seen: vec![] };
        for (at, cell) in texts.iter().enumerate() {
            let (value, cause) = match cell.as_bytes() {
                [] => (f64::NAN, MissingReason::Unanswered),
                [byte] if let Some(value) = of.digit(*byte) => (value, MissingReason::Answered),
                _ => self.taken(meanings.of(cell)?),
            };
            if reader.keeps_words && of.is_text() && cause == MissingReason::Answered {
                self.table.words.push((at, item, cell.trim().to_owned()));
            }
            column.values.push(value);
            column.causes.push(cause);
        }
        Some(column)
    }

    /// What an item has for what a cell says.
    fn taken(&mut self, content: CellContent) -> (f64, MissingReason) {
        match content {
            CellContent::Given(Given::Value(value)) => (value, MissingReason::Answered),
            CellContent::Given(Given::Missing) => (f64::NAN, MissingReason::Unanswered),
            CellContent::Given(Given::None) => (f64::NAN, MissingReason::None),
            CellContent::DeclaredMissing(at) => {
                self.evidence.declared(at);
                (f64::NAN, MissingReason::Declared)
            }
        }
    }

    fn known_column(&mut self, reader: &RowReader<'_>, known: KnownIx, cells: &Cells<'_>) -> Option<()> {
        let of = &reader.known[known];
        let mut meanings = Meanings { of, reader, seen: vec![] };
        let evidence = &mut self.evidence;
        let mut value = |content: CellContent| match content {
            CellContent::Given(given) => given.value().unwrap_or(f64::NAN),
            CellContent::DeclaredMissing(at) => {
                evidence.declared(at);
                f64::NAN
            }
        };
        self.table.known[known] = match cells {
            Cells::Numbers(values, texts) => {
                let mut one = |(at, number): (usize, &f64)| {
                    if number.is_nan() || of.is_answer(*number) {
                        return Some(*number);
                    }
                    of.read(&Cells::text_of(texts, at), &reader.notation, "").ok().map(&mut value)
                };
                values.iter().enumerate().map(&mut one).collect::<Option<_>>()?
            }
            Cells::Days(days) => day_values(days)?,
            Cells::Texts(texts) => texts.iter().map(|cell| meanings.of(cell).map(&mut value)).collect::<Option<_>>()?,
        };
        Some(())
    }

    fn informant_column(&mut self, reader: &RowReader<'_>, texts: &TextColumn) -> Option<()> {
        let is_one = reader.instrument.informants.len() == 1;
        let one = |text: &str| match text.trim() {
            "" if is_one => Some(InformantIx(0)),
            text => reader.informants.find(text),
        };
        self.table.informants = texts.iter().map(one).collect::<Option<_>>()?;
        Some(())
    }
}

/// What the cells of a column mean, of which most are alike.
struct Meanings<'m, 'a> {
    of: &'m CellReader<'a>,
    reader: &'m RowReader<'a>,
    seen: Vec<(&'m str, CellContent)>,
}

impl<'m> Meanings<'m, '_> {
    /// What a cell says; nothing where it cannot be right.
    fn of(&mut self, cell: &'m str) -> Option<CellContent> {
        if let Some((_, content)) = self.seen.iter().find(|(text, _)| *text == cell) {
            return Some(*content);
        }
        if matches!(self.of.domain(), Domain::Date) && is_of_rows(self.reader, cell) {
            return None;
        }
        let content = self.of.read(cell, &self.reader.notation, "").ok()?;
        // Texts are as good as never alike.
        if self.seen.len() < KEPT_MEANINGS && !self.of.is_text() {
            self.seen.push((cell, content));
        }
        Some(content)
    }
}

/// Days as the numbers that they are; nothing where one is none that can be answered.
fn day_values(days: &[Option<i32>]) -> Option<Vec<f64>> {
    let one = |day: &Option<i32>| match day {
        Some(day) => Day::is_typed(*day).then(|| f64::from(*day)),
        None => Some(f64::NAN),
    };
    days.iter().map(one).collect()
}

/// Whether a date shows which way round it is written: rows tell whether others show the other way.
fn is_of_rows(reader: &RowReader<'_>, cell: &str) -> bool {
    reader.notation.is_day_first(cell.trim()).is_some()
}

fn date_column(reader: &RowReader<'_>, cells: Cells<'_>) -> Option<Vec<Option<i32>>> {
    if let Cells::Days(days) = cells {
        return days.iter().flatten().all(|day| Day::is_typed(*day)).then_some(days);
    }
    let one = |cell: &str| match cell.trim() {
        "" => Some(None),
        cell if is_of_rows(reader, cell) || reader.is_missing(cell) => None,
        cell => reader.notation.day(cell).map(|day| Some(Day::count(day))),
    };
    cells.into_texts().iter().map(one).collect()
}

fn choice_column(
    reader: &RowReader<'_>,
    (item, choice): (ItemIx, usize),
    texts: &TextColumn,
    of_rows: &mut [Chosen],
) -> Option<()> {
    for (cell, chosen) in texts.iter().zip(of_rows) {
        let cell = cell.trim();
        if is_declared(reader, item, cell) {
            return None;
        }
        if !cell.is_empty() {
            chosen.take(reader.items[item].is_chosen(cell, choice)?, Some(choice));
        }
    }
    Some(())
}

fn is_case(code: &str) -> bool {
    !code.is_empty() && !code.contains('@')
}

/// Texts of which none is a code for "no answer": rows take note of those.
fn undeclared(reader: &RowReader<'_>, texts: TextColumn) -> Option<TextColumn> {
    let is_any = texts.iter().any(|text| reader.declared_at(text.trim()).is_some());
    (!is_any).then_some(texts)
}

/// Whether the column of a choice holds a code for "no answer": rows take note of those.
fn is_declared(reader: &RowReader<'_>, set: ItemIx, cell: &str) -> bool {
    reader.declared_at(cell).or_else(|| reader.items[set].declared_at(cell, &reader.notation)).is_some()
}

/// A column of codes without blanks around them; nothing where one of them cannot be right.
fn codes(texts: TextColumn, mut is_right: impl FnMut(&str) -> bool) -> Option<TextColumn> {
    let mut is_trimmed = true;
    for text in texts.iter() {
        let code = text.trim();
        is_trimmed &= code.len() == text.len();
        if code.len() > CODE_BYTES || !is_right(code) {
            return None;
        }
    }
    Some(if is_trimmed { texts } else { texts.iter().map(str::trim).collect() })
}
