use std::collections::HashMap;
use std::sync::Arc;

use typed_index_collections::TiVec;

use super::cell::CellReader;
use super::columns::{Columns, Role, lacking_of_some};
use super::dealt_cell::DealtReader;
use super::declared::{Declared, DeclaredWord};
use super::evidence::SeenCode;
use super::faults::Faults;
use super::filter::Filter;
use super::informants::{Informants, WordedFor};
use super::labels::{Labels, languages_of};
use super::options::{Caller, OnBad, Positions, ReadOptions};
use super::row_parser::RowParser;
use super::table::{MissingReason, ResponseTable};
use super::template::Template;
use super::text_column::TextColumn;
use crate::instrument::{AllotmentIx, Day, Domain, Given, Instrument, ItemIx, KnownIx, Notation, ScaleIx, ScaleSteps};
use crate::source::{Code, Diagnostic, Place};

/// Letters of a cell that are shown.
pub(super) const SHOWN: usize = 80;

/// Reads rows of cells: made once, used by every thread.
#[derive(Debug)]
pub struct RowReader<'a> {
    pub(super) instrument: &'a Instrument,
    /// What the columns are.
    pub columns: Columns,
    pub(super) notation: Notation,
    /// Codes for "no answer" in every column.
    missing: Vec<DeclaredWord>,
    /// All codes for "no answer" that were said, of which no cell has one yet.
    declared: Vec<SeenCode>,
    pub(super) on_bad: OnBad,
    pub(super) caller: Caller,
    pub(super) tells_all: bool,
    pub(super) items: TiVec<ItemIx, CellReader<'a>>,
    pub(super) known: TiVec<KnownIx, CellReader<'a>>,
    pub(super) absent_items: Vec<ItemIx>,
    /// Those of them that some informants are asked, and have to be: rows of these cannot be right.
    pub(super) lacking_of_some: Vec<ItemIx>,
    pub(super) absent_known: Vec<KnownIx>,
    /// Sets of choices in columns of their own.
    pub(super) sets: Vec<ItemIx>,
    /// Questions that rank or share out, with one column for all.
    pub(super) together: Vec<DealtReader>,
    pub(super) informants: Informants,
    pub(super) has_case: bool,
    pub(super) has_occasion: bool,
    /// Whether somebody said what separates decimals, or nothing but a point can.
    pub(super) knows_decimals: bool,
    /// What takes a whole row at a time; most answers need none of it.
    pub(super) whole_rows: Option<WholeRows>,
    /// Scales that begin at 0, of which other programs count the points from 1.
    counted_from_zero: Vec<(ScaleIx, Vec<ItemIx>)>,
    pub(super) keeps_words: bool,
    /// Whether any number but 0 in the column of a choice says that it was chosen.
    pub(super) marks_are_numbers: bool,
    /// Whether any text in the column of the choice `other` says that it was chosen.
    pub(super) other_is_text: bool,
    /// How to say what tells administrations apart, where nobody said so and the program that wrote them does.
    apart: Option<String>,
}

/// What takes all cells of a row: which rows are read, values that are put together, a language that decides what a
/// label stands for.
#[derive(Debug)]
pub(super) struct WholeRows {
    /// Where the columns are that are named.
    places: HashMap<String, usize>,
    filter: Option<Filter>,
    /// Where the column is that says when the answers were sent.
    sent: Option<usize>,
    pub(super) templates: Vec<(Role, Template)>,
    pub(super) language: Option<usize>,
}

impl WholeRows {
    /// The text of a column in a row; empty where there is none.
    pub(super) fn cell<'c>(&self, cells: &[&'c str], name: &str) -> &'c str {
        self.places.get(name).and_then(|at| cells.get(*at)).copied().unwrap_or("")
    }

    /// Whether a row is that of somebody who only looked: it was never sent, and holds no answers.
    pub(super) fn is_unsent(&self, reader: &RowReader<'_>, cells: &[&str]) -> bool {
        let is_blank = |cell: &str| reader.is_missing(cell.trim());
        let mut answers =
            reader.columns.roles.iter().zip(cells).filter(|(role, _)| role.item().is_some() || role.set().is_some());
        self.sent.and_then(|at| cells.get(at)).is_some_and(|sent| is_blank(sent)) && answers.all(|(_, cell)| is_blank(cell))
    }

    /// Whether a row is read.
    pub(super) fn takes(&self, reader: &RowReader<'_>, cells: &[&str]) -> bool {
        let holds = |filter: &Filter| filter.holds(&|name| self.cell(cells, name), &|cell| reader.is_missing(cell));
        self.filter.as_ref().is_none_or(holds)
    }
}

impl<'a> RowReader<'a> {
    /// Prepares to read rows with these columns. The diagnostics say which codes could be answers, too.
    pub fn new(
        instrument: &'a Instrument,
        columns: Columns,
        notation: Notation,
        options: &ReadOptions,
    ) -> (Self, Vec<Diagnostic>) {
        let present = columns.present();
        let absent_items: Vec<ItemIx> = instrument.items.keys().filter(|item| !present.contains(&Role::Item(*item))).collect();
        let absent_known = instrument.known.keys().filter(|known| !present.contains(&Role::Known(*known))).collect();
        let mut sets: Vec<ItemIx> = columns.roles.iter().filter_map(|role| role.set()).collect();
        sets.dedup();
        sets.sort_unstable();
        sets.dedup();
        let (declared, mut conflicts) = Declared::new(instrument, &columns, options);
        conflicts.extend(declared.conflicts(instrument, &columns, &notation, options));
        let items = item_readers((instrument, &columns), &declared, &notation, options);
        let languages = languages_of(instrument, &options.languages);
        let mut together: Vec<AllotmentIx> = present.iter().filter_map(|role| role.together()).collect();
        together.sort_unstable();
        let known = instrument.known.iter_enumerated().map(|(at, known)| {
            let labels = Arc::new(Labels::of_known(known, &languages));
            let words = declared.of(Role::Known(at), known.domain(), &notation);
            let reader = CellReader::of_known(known).with_labels(labels);
            reader.with_declared(words, &notation).with_positions(options.positions)
        });
        let known: TiVec<KnownIx, CellReader<'_>> = known.collect();
        let reader = Self {
            instrument,
            whole_rows: whole_rows(&columns, (&items, &known), options),
            known,
            lacking_of_some: lacking_of_some(instrument, &absent_items),
            absent_items,
            absent_known,
            sets,
            together: together.into_iter().map(|at| DealtReader::of(instrument, at, &languages)).collect(),
            informants: Informants::of(instrument, &languages),
            has_case: columns.has(Role::Case),
            has_occasion: columns.has(Role::Occasion),
            knows_decimals: options.decimal_comma.is_some() || !notation.decimal_comma,
            // Where somebody said how points are counted, nobody wonders.
            counted_from_zero: if options.positions == Some(Positions::FromOne) { vec![] } else { counted_from_zero(instrument) },
            keeps_words: options.words,
            marks_are_numbers: options.marks_are_numbers,
            other_is_text: options.other_is_text,
            apart: apart(options),
            missing: declared.everywhere(),
            declared: declared.said().map(|(text, is_news)| SeenCode::unseen(text, is_news)).collect(),
            items,
            columns,
            notation,
            on_bad: options.on_bad,
            caller: options.caller,
            tells_all: false,
        };
        (reader, conflicts)
    }

    /// Has every diagnostic kept, those about cells that become missing included.
    pub fn tell_all(&mut self) {
        self.tells_all = true;
    }

    /// Who is told what is wrong.
    pub(super) fn caller(&self) -> Caller {
        self.caller
    }

    /// How to say what tells administrations apart, where the program that wrote them does so by several columns.
    pub fn told_apart_by(&self) -> Option<&str> {
        self.apart.as_deref()
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
        let faults = if self.tells_all { Faults::all() } else { Faults::default() };
        let mut parser = RowParser::beginning((table, faults, &self.declared), rows, self.sets.len());
        parser.evidence.worded =
            (!self.columns.worded_for.is_empty()).then(|| WordedFor::unread(self.columns.worded_for.clone()));
        parser
    }

    /// Whether the answers of a column can be taken as numbers: it is that of something that is one.
    pub(super) fn takes_numbers(&self, role: Role) -> bool {
        self.whole_rows.is_none() && self.holds_decimals(role)
    }

    /// Whether a column of days can be taken as they are: it is that of a date, and no day is declared to be none.
    pub(super) fn takes_days(&self, role: Role) -> bool {
        let takes = |cells: &CellReader<'_>| matches!(cells.domain(), Domain::Date) && !cells.has_declared();
        let is_of_date = match role {
            Role::Date => self.missing.is_empty(),
            Role::Item(item) => takes(&self.items[item]),
            Role::Known(known) => takes(&self.known[known]),
            Role::Case | Role::Occasion | Role::Informant | Role::Language => false,
            Role::Choice(..) | Role::NoneOf(_) | Role::Together(_) | Role::Kept(_) | Role::Part | Role::Ignored => false,
        };
        self.whole_rows.is_none() && is_of_date
    }

    /// Whether rows that cannot be right are left out, and the others read on.
    pub(super) fn skips(&self) -> bool {
        self.on_bad == OnBad::Skip
    }

    /// Whether a cell means that nothing is said, whatever its column.
    pub(super) fn is_missing(&self, cell: &str) -> bool {
        cell.is_empty() || self.declared_at(cell).is_some()
    }

    /// Which of the codes that mean "no answer" in every column a cell is.
    pub(super) fn declared_at(&self, cell: &str) -> Option<usize> {
        self.missing.iter().find(|declared| declared.word == cell).map(|declared| declared.at)
    }

    /// Scales that begin at 0 with their items.
    pub(super) fn counted_from_zero(&self) -> &[(ScaleIx, Vec<ItemIx>)] {
        &self.counted_from_zero
    }

    /// What a row of a table that was read says under a role, as a file of answers has it: an answer as
    /// [`crate::instrument::Domain::write`] has it, whichever way it was written; empty where there is none.
    pub fn written(&self, table: &ResponseTable, row: usize, role: Role) -> String {
        let identity = &table.identity;
        match role {
            Role::Case => identity.case.get(row).to_owned(),
            Role::Occasion => identity.occasion.get(row).to_owned(),
            Role::Language => identity.language.get(row).to_owned(),
            Role::Informant => {
                table.informants.get(row).map_or(String::new(), |informant| self.instrument.informants[*informant].name.clone())
            }
            Role::Date => identity.date.get(row).copied().flatten().map_or(String::new(), Day::written),
            Role::Known(known) => self.instrument.known[known].kind.in_words(table.known[known][row]),
            Role::Kept(position) => table.kept.get(position).map_or(String::new(), |column| column.get(row).to_owned()),
            Role::Item(item) => self.written_answer(table, row, item),
            Role::Choice(..) | Role::NoneOf(_) | Role::Together(_) | Role::Part | Role::Ignored => String::new(),
        }
    }

    /// Whether a column holds numbers that may have decimals.
    pub(super) fn holds_decimals(&self, role: Role) -> bool {
        let domain = match role {
            Role::Item(item) => self.items[item].domain(),
            Role::Known(known) => self.known[known].domain(),
            Role::Case | Role::Occasion | Role::Informant | Role::Date | Role::Language => return false,
            Role::Choice(..) | Role::NoneOf(_) | Role::Together(_) | Role::Kept(_) | Role::Part | Role::Ignored => return false,
        };
        domain.takes_numbers()
    }

    /// Whether a number can stand in a column.
    pub(super) fn is_answer(&self, role: Role, number: f64) -> bool {
        match role {
            Role::Item(item) => self.items[item].is_answer(number),
            Role::Known(known) => self.known[known].is_answer(number),
            Role::Case | Role::Occasion | Role::Informant | Role::Date | Role::Language => false,
            Role::Choice(..) | Role::NoneOf(_) | Role::Together(_) | Role::Kept(_) | Role::Part | Role::Ignored => false,
        }
    }

    fn written_answer(&self, table: &ResponseTable, row: usize, item: ItemIx) -> String {
        if self.items[item].is_text() {
            let of_row = table.words.partition_point(|(there, ..)| *there < row);
            let mut words = table.words[of_row..].iter().take_while(|(there, ..)| *there == row);
            return words.find(|(_, known, _)| *known == item).map_or(String::new(), |(.., text)| text.clone());
        }
        let column = &table.items[item];
        let given = match column.causes[row] {
            MissingReason::Answered => Given::Value(column.values[row]),
            MissingReason::None => Given::None,
            MissingReason::Unanswered | MissingReason::NotAsked | MissingReason::NotValid | MissingReason::Declared => {
                Given::Missing
            }
        };
        self.items[item].domain().write(given).unwrap_or_default()
    }

    /// An error in a cell of a column.
    pub fn error(&self, code: &'static Code, row: u64, role: Role, found: &str, message: String) -> Diagnostic {
        let column = self.column_of(role).map(str::to_owned);
        let found = Some(found.chars().take(SHOWN).collect());
        Diagnostic::new(code, Place::Cell { row, column, found }, message)
    }

    /// The name of the column of a role, or how its value is put together.
    pub(super) fn column_of(&self, role: Role) -> Option<&str> {
        let column = self.columns.roles.iter().position(|known| *known == role).map(|at| self.columns.names[at].as_str());
        let together = role.item().and_then(|item| self.together.iter().find(|of| of.items.contains(&item)));
        if let Some(of) = together {
            return self.column_of(Role::Together(of.allotment));
        }
        column.or_else(|| self.columns.templates.iter().find(|(known, ..)| *known == role).map(|(_, text, _)| text.as_str()))
    }
}

/// How to say what tells administrations apart, where somebody said another thing than the program that wrote them
/// does.
fn apart(options: &ReadOptions) -> Option<String> {
    let apart = options.apart.as_deref()?;
    let is_otherwise = options.map.iter().any(|(to, from)| to == "occasion" && from != apart);
    is_otherwise.then(|| options.caller.map("occasion", apart))
}

/// The readers of all items; those of one scale share its labels.
fn item_readers<'a>(
    (instrument, columns): (&'a Instrument, &Columns),
    declared: &Declared<'_>,
    notation: &Notation,
    options: &ReadOptions,
) -> TiVec<ItemIx, CellReader<'a>> {
    let languages = languages_of(instrument, &options.languages);
    let mut of_scales: HashMap<ScaleIx, Arc<Labels>> = HashMap::new();
    let by_position = |at: ItemIx| {
        let column = columns.roles.iter().position(|role| *role == Role::Item(at)).and_then(|at| columns.names.get(at));
        column.is_some_and(|column| options.positional.contains(column))
    };
    let reader = |(at, item): (ItemIx, &'a crate::instrument::Item)| {
        let labels = || Arc::new(Labels::of_item(instrument, item, &languages));
        let labels = match item.kind.scale() {
            Some(scale) => Arc::clone(of_scales.entry(scale).or_insert_with(labels)),
            None => labels(),
        };
        let words = declared.of(Role::Item(at), instrument.domain_of(item), notation);
        let reader = CellReader::of_item(instrument, item).with_labels(labels).with_declared(words, notation);
        let is_position = !options.positional.is_empty() && by_position(at);
        reader.with_positions(options.positions.or(is_position.then_some(Positions::FromZero)))
    };
    instrument.items.iter_enumerated().map(reader).collect()
}

fn whole_rows(
    columns: &Columns,
    (items, known): (&TiVec<ItemIx, CellReader<'_>>, &TiVec<KnownIx, CellReader<'_>>),
    options: &ReadOptions,
) -> Option<WholeRows> {
    let language = columns.roles.iter().position(|role| *role == Role::Language);
    let language = language.filter(|_| items.iter().chain(known).any(CellReader::needs_language));
    if options.filter.is_none() && columns.templates.is_empty() && language.is_none() && options.sent.is_none() {
        return None;
    }
    let parts = options.filter.iter().flat_map(Filter::columns);
    let parts = parts.chain(columns.templates.iter().flat_map(|(.., template)| template.columns()));
    let place = |name: &str| Some((name.to_owned(), columns.place_of(name)?));
    Some(WholeRows {
        places: parts.filter_map(place).collect(),
        filter: options.filter.clone(),
        sent: options.sent.as_deref().and_then(|name| columns.place_of(name)),
        templates: columns.templates.iter().map(|(role, _, template)| (*role, template.clone())).collect(),
        language,
    })
}

/// Scales whose points are 0, 1, 2 and so on, with the items that are answered on them.
fn counted_from_zero(instrument: &Instrument) -> Vec<(ScaleIx, Vec<ItemIx>)> {
    let counts = |steps: &ScaleSteps| match steps {
        ScaleSteps::Points(points) => {
            points.iter().enumerate().all(|(at, point)| point.word.is_none() && point.value == at as f64)
        }
        ScaleSteps::Line { .. } => false,
    };
    let scales = instrument
        .scales
        .iter_enumerated()
        .filter(|(_, scale)| counts(&scale.steps) && scale.range().is_some_and(|range| range.max > 1.0));
    let items = |scale: ScaleIx| {
        let of_scale = instrument.items.iter_enumerated().filter(move |(_, item)| item.kind.scale() == Some(scale));
        of_scale.map(|(at, _)| at).collect::<Vec<_>>()
    };
    scales.map(|(at, _)| (at, items(at))).filter(|(_, items)| !items.is_empty()).collect()
}
