mod order;
mod typed_sheet;

use std::borrow::Cow;
use std::collections::BTreeMap;

use typed_index_collections::TiVec;

use super::plain_text::without_controls;
use super::texts::Texts;
use crate::instrument::{
    Choice, Day, Given, InformantIx, Instrument, ItemIx, Kind, KnownIx, NONE, Notation, RefusalIx, Unfit, western_digits,
};
use crate::responses::{MissingReason, ResponseTable};
use crate::score::{Plan, Scored};
use order::order_of;
pub use order::{Progress, Sheet};
pub use typed_sheet::Untaken;

/// One administration while it is being answered: what one informant is asked now, and what was given.
///
/// An answer is never forgotten. If a later change means that an item is no longer asked, its answer stays, does not
/// count, and is there again if the item is asked once more.
#[derive(Clone, Debug)]
pub struct Questionnaire<'a> {
    instrument: &'a Instrument,
    informant: InformantIx,
    known: TiVec<KnownIx, f64>,
    /// Texts that are only shown, by their names.
    shown: BTreeMap<String, String>,
    /// When it was begun, where that is known.
    date: Option<Day>,
    /// All items in the order in which they are asked.
    order: Vec<ItemIx>,
    /// What was given, as a file of answers has it; empty where nothing was.
    given: TiVec<ItemIx, String>,
    /// Items that were shown and left.
    passed: TiVec<ItemIx, bool>,
    standing: TiVec<ItemIx, MissingReason>,
    /// What refuses the answers as they are, of which all that is looked at was dealt with.
    refused: Vec<RefusalIx>,
    /// Whether whoever answers may write a comma before decimals.
    takes_comma: bool,
}

/// An item, what was given to it, and whether it was passed over, before a change.
type Before = (ItemIx, String, bool);

/// Why what was given is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// It is no answer to the item.
    #[error("`{given}` is no answer here: it can be {allowed}")]
    NotAnAnswer {
        /// What was given.
        given: String,
        /// What can be, in words.
        allowed: String,
    },
    /// The measure refuses it beside the other answers.
    #[error("{sentence}")]
    Refused {
        /// What refuses it.
        refusal: RefusalIx,
        /// The sentence in the language of the measure.
        sentence: String,
    },
}

impl<'a> Questionnaire<'a> {
    /// Begins an administration. `known` are the facts that are known of the case, at their positions; NaN where one is
    /// not.
    pub fn new(instrument: &'a Instrument, informant: InformantIx, known: Vec<f64>) -> Self {
        let mut begun = Self::blank(instrument, informant, known);
        begun.decide();
        begun
    }

    /// The same administration, begun on a day, which conditions may look at.
    #[must_use]
    pub fn begun_on(mut self, date: Option<Day>) -> Self {
        self.date = date;
        self.decide();
        self
    }

    /// The same, where pages in random order have the order that is drawn by a text: that of one administration, which has
    /// the same order whenever it is gone on with.
    #[must_use]
    pub fn drawn_by(self, text: &str) -> Self {
        Self { order: order_of(self.instrument, Some(text)), ..self }
    }

    /// The items that are asked together with one: the rows of its grid, or members of its allotment, that are asked, in
    /// their order; it alone where it is in none.
    pub fn together(&self, item: ItemIx) -> Vec<ItemIx> {
        if self.instrument.are_together(item, item) {
            self.asked().filter(|other| self.instrument.are_together(item, *other)).collect()
        } else {
            vec![item]
        }
    }

    /// One of which it is not decided yet what is asked.
    fn blank(instrument: &'a Instrument, informant: InformantIx, known: Vec<f64>) -> Self {
        let items = instrument.items.len();
        let mut blank = Self {
            instrument,
            informant,
            known: known.into(),
            shown: BTreeMap::new(),
            date: None,
            order: order_of(instrument, None),
            given: vec![String::new(); items].into(),
            passed: vec![false; items].into(),
            standing: TiVec::new(),
            refused: vec![],
            takes_comma: false,
        };
        blank.known.resize(instrument.known.len(), f64::NAN);
        blank
    }

    /// The same for somebody whose language writes a comma before decimals, or does not: with it `7,5` is 7.5. A point
    /// is understood in every language.
    #[must_use]
    pub fn with_decimal_comma(self, takes_comma: bool) -> Self {
        Self { takes_comma, ..self }
    }

    /// The same, where texts are known that questions show ([`super::known_texts`]). They are kept nowhere.
    #[must_use]
    pub fn showing(self, texts: BTreeMap<String, String>) -> Self {
        Self { shown: texts, ..self }
    }

    /// What a placeholder shows: a text or a fact that is known, or the answer to an item that is asked, in words.
    pub(super) fn shown(&self, name: &str, texts: &Texts) -> Option<String> {
        if let Some(text) = self.shown.get(name) {
            return Some(text.clone());
        }
        if let Some(at) = self.instrument.known.position(|known| known.name == name) {
            let known = &self.instrument.known[at];
            let value = known.kind.in_words(self.known[at]);
            let words = texts.of(&known.word_path(&value)).map_or(value, str::to_owned);
            return Some(words).filter(|words| !words.is_empty());
        }
        let item = self.instrument.item(name).filter(|item| self.is_asked(*item))?;
        let given = self.given(item);
        if given.is_empty() || given == NONE {
            return None;
        }
        let Some(options) = self.options(item) else { return Some(given.to_owned()) };
        let label = |answer: &str| {
            let (_, path) = options.iter().find(|(there, _)| there == answer)?;
            Some(texts.of(path).unwrap_or(answer).to_owned())
        };
        let labels: Vec<String> = given.split(';').filter_map(label).collect();
        (!labels.is_empty()).then(|| labels.join(", "))
    }

    /// Answers that were kept, as a table of one row; what is no answer to its item is left out. Nobody is asked, so
    /// nothing is decided.
    pub(super) fn table_of<'t>(
        instrument: &'a Instrument,
        informant: InformantIx,
        known: Vec<f64>,
        kept: impl IntoIterator<Item = (ItemIx, &'t str)>,
    ) -> ResponseTable {
        let mut filled = Self::blank(instrument, informant, known);
        for (item, answer) in kept {
            let _ = filled.put(item, answer);
        }
        filled.table()
    }

    /// The measure.
    pub fn instrument(&self) -> &'a Instrument {
        self.instrument
    }

    /// Who answers.
    pub fn informant(&self) -> InformantIx {
        self.informant
    }

    /// Gives an answer, as a file of answers has it: a number, `none`, a text, a date, or choices with `;` between
    /// them. An empty one takes the answer back.
    ///
    /// # Errors
    /// Where it is no answer to the item, or the measure refuses it beside the other answers; what was given before
    /// stays.
    pub fn give(&mut self, item: ItemIx, answer: &str) -> Result<(), NotTaken> {
        let before = self.as_it_is(item);
        self.put(item, answer)?;
        self.settle(vec![before])
    }

    /// Gives answers to items that are asked together, all of them or none: what is refused is judged once all are there.
    /// An empty answer passes its item over.
    ///
    /// # Errors
    /// The item and why, as of [`Questionnaire::give`]; what was given before stays.
    pub fn give_together(&mut self, answers: &[(ItemIx, &str)]) -> Result<(), (ItemIx, NotTaken)> {
        let Some((last, _)) = answers.last() else { return Ok(()) };
        let before: Vec<Before> = answers.iter().map(|(item, _)| self.as_it_is(*item)).collect();
        for (item, answer) in answers {
            if let Err(error) = self.put(*item, answer) {
                self.take_back(before);
                return Err((*item, error));
            }
            self.passed[*item] |= answer.trim().is_empty();
        }
        self.settle(before).map_err(|error| (*last, error))
    }

    /// Gives answers that were kept, and decides once what is asked. What is no answer to its item is left out, and
    /// asked again.
    pub fn give_kept<'t>(&mut self, kept: impl IntoIterator<Item = (ItemIx, &'t str)>) {
        for (item, answer) in kept {
            let _ = self.put(item, answer);
        }
        self.decide();
    }

    /// The same of items that were passed over.
    pub(super) fn pass_kept(&mut self, items: impl IntoIterator<Item = ItemIx>) {
        items.into_iter().for_each(|item| self.passed[item] = true);
    }

    fn as_it_is(&self, item: ItemIx) -> Before {
        (item, self.given[item].clone(), self.passed[item])
    }

    fn take_back(&mut self, before: Vec<Before>) {
        for (item, given, passed) in before {
            (self.given[item], self.passed[item]) = (given, passed);
        }
    }

    /// Decides anew after a change to some items, which is taken back where the measure refuses it: because of these
    /// items, or because of others that were not refused before.
    fn settle(&mut self, before: Vec<Before>) -> Result<(), NotTaken> {
        let refused = std::mem::take(&mut self.refused);
        self.decide();
        let is_new = |refusal: &&RefusalIx| {
            let items = &self.instrument.refusals[**refusal].items;
            before.iter().any(|(item, ..)| items.contains(item)) || !refused.contains(*refusal)
        };
        let Some(refusal) = self.refused.iter().find(is_new).copied() else { return Ok(()) };
        self.take_back(before);
        self.decide();
        Err(NotTaken::Refused { refusal, sentence: self.instrument.refusals[refusal].sentence.clone() })
    }

    fn put(&mut self, item: ItemIx, answer: &str) -> Result<(), NotTaken> {
        let typed = as_typed(&self.instrument.items[item].kind, answer, self.takes_comma);
        let answer = typed.trim();
        match self.read(item, answer) {
            Ok(_) => {
                answer.clone_into(&mut self.given[item]);
                self.passed[item] &= answer.is_empty();
                Ok(())
            }
            Err(_) => {
                let allowed = self.instrument.answers_in_words(&self.instrument.items[item]);
                Err(NotTaken::NotAnAnswer { given: answer.chars().take(60).collect(), allowed })
            }
        }
    }

    /// Passes an item over: it was shown, and is left without an answer. What was given to it before is taken back.
    ///
    /// # Errors
    /// Where the measure refuses that it is left out beside the other answers; what was given before stays.
    pub fn pass(&mut self, item: ItemIx) -> Result<(), NotTaken> {
        let before = self.as_it_is(item);
        self.given[item].clear();
        self.passed[item] = true;
        if before.1.is_empty() && self.instrument.refusals.is_empty() {
            return Ok(());
        }
        self.settle(vec![before])
    }

    /// What was given to an item; empty where nothing was. It is there also while the item is not asked.
    pub fn given(&self, item: ItemIx) -> &str {
        &self.given[item]
    }

    /// Whether an item is asked, as things are.
    pub fn is_asked(&self, item: ItemIx) -> bool {
        self.standing[item] != MissingReason::NotAsked
    }

    /// Whether an item was passed over.
    pub fn is_passed(&self, item: ItemIx) -> bool {
        self.passed[item]
    }

    /// What was given, as it counts, scored.
    pub fn scored(&self) -> Scored {
        Plan::new(self.instrument).score(self.table())
    }

    fn read(&self, item: ItemIx, answer: &str) -> Result<Given, Unfit> {
        self.instrument.domain_of(&self.instrument.items[item]).read(answer, &Notation::default())
    }

    pub(super) fn table(&self) -> ResponseTable {
        let mut table = ResponseTable::unanswered(self.instrument, 1);
        table.informants[0] = self.informant;
        table.identity.date = vec![self.date.map(Day::count)];
        for (at, answer) in self.given.iter_enumerated() {
            let column = &mut table.items[at];
            match self.read(at, answer) {
                Ok(Given::Value(value)) => {
                    (column.values[0], column.causes[0]) = (value, MissingReason::Answered);
                    if self.instrument.items[at].kind.is_text() {
                        table.words.push((0, at, answer.clone()));
                    }
                }
                Ok(Given::None) => column.causes[0] = MissingReason::None,
                // Nothing else than answers is put; one that was never given is unanswered.
                Ok(Given::Missing) | Err(_) => {}
            }
        }
        for (column, value) in table.known.iter_mut().zip(&self.known) {
            column[0] = *value;
        }
        table
    }

    /// Decides anew which items are asked, by the engine that scores them, and what is refused: that is judged once all
    /// that it looks at was answered or passed over.
    fn decide(&mut self) {
        self.standing = self.scored().answers.iter().map(|column| column.causes[0]).collect();
        if self.instrument.refusals.is_empty() {
            return;
        }
        let refused = Plan::new(self.instrument).refused_of_one(&self.table());
        let is_whole = |refusal: &RefusalIx| {
            let mut items = self.instrument.refusals[*refusal].items.iter();
            items.all(|item| !self.is_asked(*item) || self.is_dealt_with(*item))
        };
        self.refused = refused.into_iter().filter(is_whole).collect();
    }

    /// What can be answered to an item, in few enough answers to show them all: the answer as a file has it, and the
    /// path of its text.
    pub fn options(&self, item: ItemIx) -> Option<Vec<(String, String)>> {
        let model = &self.instrument.items[item];
        match &model.kind {
            Kind::Scale(scale) => {
                let scale = &self.instrument.scales[*scale];
                let mut options: Vec<(String, String)> = scale
                    .points()?
                    .iter()
                    .map(|point| (point.code().into_owned(), format!("scale {} {}", scale.name, point.code())))
                    .collect();
                options.extend(scale.none.as_ref().map(|_| (NONE.to_owned(), format!("scale {} none", scale.name))));
                Some(options)
            }
            Kind::Choices(choices, or_none) => {
                let option = |choice: &Choice| (choice.name.clone(), format!("item {} choice {}", model.name, choice.name));
                // The measure has no words of its own for it.
                let none = or_none.then(|| (NONE.to_owned(), format!("item {} none", model.name)));
                Some(choices.iter().map(option).chain(none).collect())
            }
            Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time => None,
        }
    }
}

/// What somebody typed as a file of answers has it: digits of any script are those of a number, a comma before decimals
/// is a point where the language has one, and a line of a text ends with one character, however the browser sends it.
fn as_typed<'t>(kind: &Kind, typed: &'t str, takes_comma: bool) -> Cow<'t, str> {
    match kind {
        Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) => {
            let western = western_digits(typed);
            let notation = Notation { decimal_comma: takes_comma, ..Notation::default() };
            let is_comma = takes_comma && western.contains(',') && notation.number(western.trim()).is_some();
            if is_comma { Cow::Owned(western.replace(',', ".")) } else { western }
        }
        Kind::Date | Kind::Time => western_digits(typed),
        Kind::Text(_) if typed.contains('\r') => {
            Cow::Owned(without_controls(&typed.replace("\r\n", "\n").replace('\r', "\n")).into_owned())
        }
        Kind::Text(_) => without_controls(typed),
        Kind::Choices(..) => Cow::Borrowed(typed),
    }
}
