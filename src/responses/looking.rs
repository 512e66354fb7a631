use super::cell::CellContent;
use super::columns::Role;
use super::from_zero::{first_from_zero, split_number};
use super::labels::folded;
use super::matching::{Found, Proposal};
use super::options::ReadOptions;
use super::row_reader::RowReader;
use crate::instrument::{Given, ItemIx};

/// A column that an item could have, by its place, and how that was found.
type Fit = (ItemIx, usize, Found);
/// Columns for several items, found together.
type Fits = Vec<Fit>;

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

/// A table that is looked at, to find what each column could be.
pub(super) struct Looking<'l, 'a> {
    pub reader: &'l RowReader<'a>,
    pub rows: &'l [Vec<String>],
    pub options: &'l ReadOptions,
    /// Columns that the program writes of itself.
    pub own: &'l [String],
    /// Items whose columns have the wording of other items beside their names.
    pub others: &'l [ItemIx],
    /// What each column is, those included that were proposed.
    pub taken: Vec<Role>,
}

impl Looking<'_, '_> {
    fn names(&self) -> &[String] {
        &self.reader.columns.names
    }

    fn free(&self) -> impl Iterator<Item = (usize, &String)> {
        self.names().iter().enumerate().filter(move |(at, _)| self.taken[*at] == Role::Ignored)
    }

    /// Columns that may hold answers.
    fn candidates(&self) -> impl Iterator<Item = (usize, &String)> {
        self.free().filter(|(_, name)| !self.own.contains(name))
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

    pub(super) fn fact(&mut self, name: String) -> Proposal {
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

    pub(super) fn items(&mut self) -> Vec<Proposal> {
        let items: Vec<ItemIx> = self.reader.instrument().items.keys().collect();
        let mut found: Vec<(ItemIx, Proposal)> = Vec::new();
        let mut lacking = Vec::new();
        for item in items {
            let name = self.reader.instrument().items[item].name.clone();
            let of_set = self.reader.columns.roles.iter().any(|role| role.set() == Some(item));
            match self.reader.column_of(Role::Item(item)) {
                Some(column) => {
                    let is_said = self.options.map.iter().any(|(_, from)| from == column);
                    let how = match column == name {
                        true if self.others.contains(&item) && !is_said => Found::WordedAsAnother,
                        is_name if is_name || is_said => Found::ByName,
                        _ => Found::ByText,
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
        for (item, column, how) in self.numbered(&lacking) {
            let name = self.reader.instrument().items[item].name.clone();
            found.push((item, self.take(column, name, how)));
        }
        // Nobody guesses what need not be there: of dates alone every program has some of its own.
        lacking.retain(|item| !found.iter().any(|(known, _)| known == item));
        let needed = lacking.iter().copied().filter(|item| self.is_needed(&self.reader.instrument().items[*item].name));
        for (item, column) in self.by_values(&needed.collect::<Vec<_>>()) {
            let name = self.reader.instrument().items[item].name.clone();
            found.push((item, self.take(column, name, Found::ByValues)));
        }
        lacking.retain(|item| !found.iter().any(|(known, _)| known == item));
        let open =
            |item: ItemIx| Proposal { name: self.reader.instrument().items[item].name.clone(), column: None, how: Found::Open };
        found.extend(lacking.into_iter().map(|item| (item, open(item))));
        found.sort_by_key(|(item, _)| *item);
        found.into_iter().map(|(_, proposal)| proposal).collect()
    }

    /// Columns with one beginning and the numbers that the items have; nothing where several beginnings fit.
    fn numbered(&self, lacking: &[ItemIx]) -> Fits {
        let items = &self.reader.instrument().items;
        let mut heads: Vec<&str> =
            lacking.iter().filter_map(|item| split_number(&items[*item].name)).map(|(head, _)| head).collect();
        heads.sort_unstable();
        heads.dedup();
        let mut found: Fits = Vec::new();
        for head in heads {
            let of_head = self.numbered_as(head, lacking);
            // Columns that items of two beginnings fit tell neither.
            let is_taken = |column: usize| found.iter().any(|(_, known, _)| *known == column);
            if of_head.iter().any(|(_, column, _)| is_taken(*column)) {
                found.retain(|(_, known, _)| !of_head.iter().any(|(_, column, _)| column == known));
            } else {
                found.extend(of_head);
            }
        }
        found
    }

    /// The same for items of one beginning.
    fn numbered_as(&self, own: &str, lacking: &[ItemIx]) -> Fits {
        let items = &self.reader.instrument().items;
        let number = |item: ItemIx| split_number(&items[item].name).filter(|(head, _)| *head == own).map(|(_, number)| number);
        let last = items.keys().filter_map(number).max().unwrap_or_default();
        let candidates = self.candidates().filter(|(_, name)| !self.counts_from_zero(name));
        let columns: Vec<(usize, &str, u32)> = candidates.filter_map(|(at, name)| numbered_name(at, name)).collect();
        let mut heads: Vec<&str> = columns.iter().map(|(_, head, _)| *head).collect();
        heads.sort_unstable();
        heads.dedup();
        let under = |head: &str| -> Option<Fits> {
            let of_head = || columns.iter().filter(|(_, known, _)| *known == head);
            // Numbers that go on show another measure.
            let is_whole = of_head().all(|(.., number)| *number <= last);
            let column = |item: ItemIx, wanted: u32| Some((item, of_head().find(|(.., number)| *number == wanted)?.0));
            let found: Vec<(ItemIx, usize)> = lacking
                .iter()
                .filter_map(|item| Some((*item, number(*item)?)))
                .map(|(item, number)| column(item, number))
                .collect::<Option<_>>()?;
            let fitting = found.iter().filter(|(item, at)| self.fits(*at, *item)).count();
            let how = if is_whole && fitting == found.len() { Found::ByNumber } else { Found::ByNumberAlone };
            (fitting > 0).then(|| found.into_iter().map(|(item, at)| (item, at, how)).collect())
        };
        let fitting: Vec<(&str, Fits)> = heads.into_iter().filter_map(|head| Some((head, under(head)?))).collect();
        self.likeliest(fitting)
    }

    /// Of several beginnings that which is the only sure one, or is called as the measure; nothing where that decides
    /// nothing.
    fn likeliest(&self, fitting: Vec<(&str, Fits)>) -> Fits {
        let letters = |text: &str| text.chars().filter(|sign| sign.is_alphabetic()).collect::<String>().to_lowercase();
        let id = letters(&self.reader.instrument().id);
        let is_sure = |columns: &[Fit]| columns.iter().all(|(.., how)| how.is_sure());
        let is_called = |head: &str| !id.is_empty() && letters(head).contains(&id);
        let only = |is_it: &dyn Fn(&str, &[Fit]) -> bool| {
            let mut those = fitting.iter().filter(|(head, columns)| is_it(head, columns));
            those.next().filter(|_| those.next().is_none()).map(|(_, columns)| columns.clone())
        };
        let found = only(&|_, columns| is_sure(columns)).or_else(|| only(&|head, columns| is_sure(columns) && is_called(head)));
        let found = found.or_else(|| only(&|head, _| is_called(head))).or_else(|| only(&|_, _| true));
        found.unwrap_or_default()
    }

    /// Columns for items that nothing else tells of: those that hold answers of a kind, where there are as many of them as
    /// there are such items, in all or next to each other.
    fn by_values(&self, items: &[ItemIx]) -> Vec<(ItemIx, usize)> {
        let mut found: Vec<(ItemIx, usize)> = Vec::new();
        for (first, alike) in self.by_kind(items) {
            let is_taken = |column: usize| found.iter().any(|(_, known)| *known == column);
            let fitting: Vec<usize> =
                self.candidates().map(|(at, _)| at).filter(|at| !is_taken(*at) && self.fits(*at, first)).collect();
            let mut runs = fitting.chunk_by(|one, next| one + 1 == *next).filter(|run| run.len() == alike.len());
            let run = runs.next().filter(|_| runs.next().is_none());
            let columns = if fitting.len() == alike.len() { Some(&fitting[..]) } else { run };
            found.extend(alike.into_iter().zip(columns.unwrap_or_default().iter().copied()).collect::<Vec<_>>());
        }
        found
    }

    /// Items by what can be answered to them, each kind with its first item.
    fn by_kind(&self, items: &[ItemIx]) -> Vec<(ItemIx, Vec<ItemIx>)> {
        let all = &self.reader.instrument().items;
        let mut kinds: Vec<(ItemIx, Vec<ItemIx>)> = Vec::new();
        for item in items {
            let is_alike =
                |first: &ItemIx| all[*item].kind.scale().is_some() && all[*first].kind.scale() == all[*item].kind.scale();
            match kinds.iter_mut().find(|(first, _)| is_alike(first)) {
                Some((_, alike)) => alike.push(*item),
                None => kinds.push((*item, vec![*item])),
            }
        }
        kinds
    }

    /// Whether a column holds answers to an item, and nothing else.
    fn fits(&self, column: usize, item: ItemIx) -> bool {
        let item = &self.reader.items[item];
        let is_text = matches!(item.domain(), crate::instrument::Domain::Text(_));
        let mut cells = self.cells(column).peekable();
        // Any column fits a text, and an empty one fits everything.
        !is_text && cells.peek().is_some() && cells.all(|cell| item.read(cell, &self.reader.notation, "").is_ok())
    }

    pub(super) fn is_needed(&self, name: &str) -> bool {
        let instrument = self.reader.instrument();
        let item = instrument.item(name).map(|item| &instrument.items[item]);
        name == "case"
            || (name == "informant" && instrument.informants.len() > 1)
            || item.is_some_and(|item| !item.optional || !item.kind.is_unscored())
    }

    pub(super) fn may_count_from_one(&self) -> Vec<String> {
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

/// The place of a column, what its name begins with, and the number that it ends with: `phq[SQ001]` ends with 1.
fn numbered_name(at: usize, name: &str) -> Option<(usize, &str, u32)> {
    split_number(name.trim_end_matches([']', ')'])).map(|(head, number)| (at, head, number))
}
