use arrow_array::ArrayRef;

use super::super::arrow::Cells;
use super::super::cell::{CellContent, CellReader};
use super::super::columns::Role;
use super::super::options::OnBad;
use super::super::row_reader::RowReader;
use super::super::table::{ItemColumn, MissingReason};
use super::super::text_column::TextColumn;
use super::other_cells::is_chosen;
use super::{CODE_BYTES, Chosen, RowParser};
use crate::instrument::{Day, Domain, Given, InformantIx, ItemIx, KnownIx, Language, OccasionName};

/// Different cells of a column whose meaning is kept, so that each is read once.
const KEPT_MEANINGS: usize = 32;
/// Below this a double is one number; of greater whole numbers several have the same double.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl RowParser {
    /// Reads a stretch a column at a time. Nothing where something is wrong that has to be told, or rows must be looked at
    /// as a whole: then the stretch is read a row at a time, which tells what is wrong and does what is to be done about it.
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
                    filled.choice_column(reader, (role, item, choice), &cells.into_texts(), &mut sets[at])?;
                }
                Role::Case => filled.table.identity.case = codes(cells.into_texts(), is_case)?,
                Role::Occasion => {
                    let texts = undeclared(reader, cells.into_texts())?;
                    filled.table.identity.occasion = spelt(&codes(texts, |_| true)?);
                }
                Role::Language => filled.language_column(reader, cells.into_texts())?,
                Role::Informant => filled.informant_column(reader, &cells.into_texts())?,
                Role::Date => filled.table.identity.date = filled.date_column(reader, cells)?,
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
            Cells::Numbers(mut values, numbers) => {
                let mut causes = vec![MissingReason::Answered; values.len()];
                let mut meanings = Meanings::new(of, reader);
                for (at, (value, cause)) in values.iter_mut().zip(&mut causes).enumerate() {
                    if value.is_nan() {
                        *cause = MissingReason::Unanswered;
                    } else if !of.is_answer(*value) {
                        (*value, *cause) = self.taken(reader, meanings.of_number(*value, (numbers, at)))?;
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
        let mut meanings = Meanings::new(of, reader);
        for (at, cell) in texts.iter().enumerate() {
            let (value, cause) = match cell.as_bytes() {
                [] => (f64::NAN, MissingReason::Unanswered),
                [byte] if let Some(value) = of.digit(*byte) => (value, MissingReason::Answered),
                _ => self.taken(reader, meanings.of_text(cell))?,
            };
            if reader.keeps_words && of.is_text() && cause == MissingReason::Answered {
                self.table.words.push((at, item, cell.trim().to_owned()));
            }
            column.values.push(value);
            column.causes.push(cause);
        }
        Some(column)
    }

    /// What a column has for what a cell says; nothing where rows must tell of it.
    fn taken(&mut self, reader: &RowReader<'_>, meaning: Meaning) -> Option<(f64, MissingReason)> {
        Some(match meaning {
            Meaning::Content(CellContent::Given(Given::Value(value))) => (value, MissingReason::Answered),
            Meaning::Content(CellContent::Given(Given::Missing)) => (f64::NAN, MissingReason::Unanswered),
            Meaning::Content(CellContent::Given(Given::None)) => (f64::NAN, MissingReason::None),
            Meaning::Content(CellContent::DeclaredMissing(at)) => {
                self.evidence.declared(at);
                (f64::NAN, MissingReason::Declared)
            }
            Meaning::Wrong => {
                self.wrong_cell(reader)?;
                (f64::NAN, MissingReason::NotValid)
            }
            Meaning::OfRows => return None,
        })
    }

    /// Takes that a cell cannot be right, where it counts as missing and nothing is told of it; nothing where rows must
    /// tell.
    fn wrong_cell(&mut self, reader: &RowReader<'_>) -> Option<()> {
        let is_silent = reader.on_bad == OnBad::Missing && !reader.tells_all;
        self.made_missing += u64::from(is_silent);
        is_silent.then_some(())
    }

    fn known_column(&mut self, reader: &RowReader<'_>, known: KnownIx, cells: &Cells<'_>) -> Option<()> {
        let of = &reader.known[known];
        let values: Vec<f64> = match cells {
            Cells::Numbers(numbers, column) => {
                let mut meanings = Meanings::new(of, reader);
                let value = |(at, number): (usize, &f64)| {
                    if number.is_nan() || of.is_answer(*number) {
                        return Some(*number);
                    }
                    self.taken(reader, meanings.of_number(*number, (column, at))).map(|(value, _)| value)
                };
                numbers.iter().enumerate().map(value).collect::<Option<_>>()?
            }
            Cells::Days(days) => day_values(days)?,
            Cells::Texts(texts) => {
                let mut meanings = Meanings::new(of, reader);
                let values = texts.iter().map(|cell| self.taken(reader, meanings.of_text(cell)).map(|(value, _)| value));
                values.collect::<Option<_>>()?
            }
        };
        self.table.known[known] = values;
        Some(())
    }

    fn choice_column(
        &mut self,
        reader: &RowReader<'_>,
        (role, item, choice): (Role, ItemIx, usize),
        texts: &TextColumn,
        of_rows: &mut [Chosen],
    ) -> Option<()> {
        for (cell, chosen) in texts.iter().zip(of_rows) {
            let cell = cell.trim();
            if is_declared(reader, item, cell) {
                return None;
            }
            if cell.is_empty() {
                continue;
            }
            match is_chosen(reader, role, (item, Some(choice)), cell) {
                Some(is_chosen) => chosen.take(is_chosen, Some(choice)),
                None => {
                    self.wrong_cell(reader)?;
                    chosen.is_wrong = true;
                }
            }
        }
        Some(())
    }

    fn language_column(&mut self, reader: &RowReader<'_>, texts: TextColumn) -> Option<()> {
        let tags = codes(undeclared(reader, texts)?, |_| true)?;
        let mut last = "";
        for tag in tags.iter() {
            if tag != last && !tag.is_empty() && Language::parse(tag).is_none() {
                self.wrong_cell(reader)?;
            } else {
                last = tag;
            }
        }
        self.table.identity.language = tags;
        Some(())
    }

    fn date_column(&mut self, reader: &RowReader<'_>, cells: Cells<'_>) -> Option<Vec<Option<i32>>> {
        if let Cells::Days(days) = cells {
            return days.iter().flatten().all(|day| Day::is_typed(*day)).then_some(days);
        }
        let mut one = |cell: &str| match cell.trim() {
            "" => Some(None),
            cell if is_of_rows(reader, cell) || reader.is_missing(cell) => None,
            cell => match reader.notation.day(cell) {
                Some(day) => Some(Some(Day::count(day))),
                None => self.wrong_cell(reader).map(|()| None),
            },
        };
        cells.into_texts().iter().map(&mut one).collect()
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

/// What a cell says.
#[derive(Clone, Copy)]
enum Meaning {
    Content(CellContent),
    /// It cannot be right.
    Wrong,
    /// Rows tell what it is: a date that shows which way round it is written.
    OfRows,
}

/// What the cells of a column mean, of which most are alike.
struct Meanings<'m, 'a, C> {
    of: &'m CellReader<'a>,
    reader: &'m RowReader<'a>,
    seen: Vec<(C, Meaning)>,
}

impl<'m, 'a, C: Copy + PartialEq> Meanings<'m, 'a, C> {
    fn new(of: &'m CellReader<'a>, reader: &'m RowReader<'a>) -> Self {
        Self { of, reader, seen: vec![] }
    }

    fn read(&self, text: &str) -> Meaning {
        if matches!(self.of.domain(), Domain::Date) && is_of_rows(self.reader, text) {
            return Meaning::OfRows;
        }
        self.of.read(text, &self.reader.notation, "").map_or(Meaning::Wrong, Meaning::Content)
    }

    /// What a cell says, by what tells it from others that are written otherwise.
    fn of<T: AsRef<str>>(&mut self, cell: C, text: impl FnOnce() -> T) -> Meaning {
        if let Some((_, meaning)) = self.seen.iter().find(|(seen, _)| *seen == cell) {
            return *meaning;
        }
        let meaning = self.read(text().as_ref());
        // Texts are as good as never alike.
        if self.seen.len() < KEPT_MEANINGS && !self.of.is_text() {
            self.seen.push((cell, meaning));
        }
        meaning
    }
}

impl<'m> Meanings<'m, '_, &'m str> {
    fn of_text(&mut self, cell: &'m str) -> Meaning {
        self.of(cell, || cell)
    }
}

impl Meanings<'_, '_, u64> {
    /// What a number says that stands in a row of a column, which says it as a text would.
    fn of_number(&mut self, number: f64, (column, row): (&ArrayRef, usize)) -> Meaning {
        let text = || Cells::text_of(column, row);
        if number.abs() < EXACT { self.of(number.to_bits(), text) } else { self.read(&text()) }
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

fn is_case(code: &str) -> bool {
    !code.is_empty() && !code.bytes().any(|byte| byte == b'@')
}

/// Occasions in their one spelling.
fn spelt(written: &TextColumn) -> TextColumn {
    let mut seen: Vec<(&str, OccasionName<'_>)> = vec![];
    let mut spelt = TextColumn::default();
    for text in written.iter() {
        if let Some((_, name)) = seen.iter().find(|(seen, _)| *seen == text) {
            spelt.push(name.as_str());
            continue;
        }
        let name = OccasionName::read(text);
        spelt.push(name.as_str());
        if seen.len() < KEPT_MEANINGS {
            seen.push((text, name));
        }
    }
    spelt
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
        let code = if is_bare(text) { text } else { text.trim() };
        is_trimmed &= code.len() == text.len();
        if code.len() > CODE_BYTES || !is_right(code) {
            return None;
        }
    }
    Some(if is_trimmed { texts } else { texts.iter().map(str::trim).collect() })
}

/// Whether the first and the last sign of a text show at once that there are no blanks around it.
fn is_bare(text: &str) -> bool {
    let ends = text.as_bytes().first().zip(text.as_bytes().last());
    ends.is_some_and(|(first, last)| first.is_ascii_graphic() && last.is_ascii_graphic())
}
