use super::entry_code::{EntryCode, NO_NUMBER, OPEN};
use super::questionnaire::{NotTaken, Questionnaire};
use crate::instrument::{self, ItemIx};

/// A filled-in questionnaire on paper that is being typed over, by the codes that are printed beside the answers.
///
/// One line holds one answer or many: `4`, `4 3 5`, or `435` where each code is one character. `.` is left open on the
/// paper, `-` the visible non-answer, `<` goes back by one.
#[derive(Debug)]
pub struct Typing<'a> {
    questionnaire: Questionnaire<'a>,
    at: Option<ItemIx>,
}

/// What was typed cannot be taken.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NoAnswerCode {
    /// It is no code of the item that was next.
    #[error("`{typed}` is no code of {item}{}", if .codes.is_empty() { String::new() } else { format!(": {}", .codes.join(" ")) })]
    OfItem {
        /// What was typed.
        typed: String,
        /// Name of the item.
        item: String,
        /// The codes that it has, where they are few enough to list.
        codes: Vec<String>,
    },
    /// The measure refuses it beside the other answers: the sentence in its language.
    #[error("{0}")]
    Refused(String),
    /// Every item has its answer.
    #[error("`{0}` is too many: every item has its answer")]
    TooMany(String),
}

/// Back by one.
const BACK: &str = "<";

impl<'a> Typing<'a> {
    /// Begins with the first item that is asked.
    pub fn new(questionnaire: Questionnaire<'a>) -> Self {
        let at = questionnaire.after(None);
        Self { questionnaire, at }
    }

    /// The item whose answer is typed next; `None` once all were.
    pub fn next(&self) -> Option<ItemIx> {
        self.at
    }

    /// What was typed so far.
    pub fn questionnaire(&self) -> &Questionnaire<'a> {
        &self.questionnaire
    }

    /// The codes of an item, where they are few enough to list.
    pub fn codes(&self, item: ItemIx) -> Vec<String> {
        let options = self.questionnaire.options(item).unwrap_or_default();
        options.into_iter().map(|(answer, _)| if answer == instrument::NONE { NO_NUMBER[0].to_owned() } else { answer }).collect()
    }

    /// Takes a line. What came before something that is no code stays.
    ///
    /// # Errors
    /// What is no code of the item that was next.
    pub fn line(&mut self, line: &str) -> Result<(), NoAnswerCode> {
        let mut rest = line.trim();
        while !rest.is_empty() {
            let token = match self.at {
                Some(item) if self.is_text(item) && ![BACK, OPEN].contains(&rest) => rest,
                _ => rest.split_whitespace().next().unwrap_or(rest),
            };
            self.token(token)?;
            rest = rest[token.len()..].trim_start();
        }
        Ok(())
    }

    fn is_text(&self, item: ItemIx) -> bool {
        self.questionnaire.instrument().items[item].kind.is_text()
    }

    fn token(&mut self, token: &str) -> Result<(), NoAnswerCode> {
        if !self.at.is_some_and(|item| self.has_short_codes(item)) {
            return self.one(token);
        }
        token.chars().try_for_each(|code| match self.at.filter(|item| !self.has_short_codes(*item)) {
            // A run of codes must not spill into an answer that is no code.
            Some(item) => Err(self.no_code(item, &code.to_string())),
            None => self.one(&code.to_string()),
        })
    }

    /// Whether an item has codes of one character, which can be typed in a run.
    fn has_short_codes(&self, item: ItemIx) -> bool {
        let is_on_scale = self.questionnaire.instrument().items[item].kind.scale().is_some();
        let codes = self.codes(item);
        is_on_scale && !codes.is_empty() && codes.iter().all(|code| code.chars().count() == 1)
    }

    fn no_code(&self, item: ItemIx, typed: &str) -> NoAnswerCode {
        let name = self.questionnaire.instrument().items[item].name.clone();
        NoAnswerCode::OfItem { typed: typed.to_owned(), item: name, codes: self.codes(item) }
    }

    fn one(&mut self, code: &str) -> Result<(), NoAnswerCode> {
        if code == BACK {
            let before = match self.at {
                Some(item) => self.questionnaire.before(item),
                None => self.questionnaire.asked().last(),
            };
            self.at = before.or(self.at);
            return Ok(());
        }
        let Some(item) = self.at else {
            return Err(NoAnswerCode::TooMany(code.to_owned()));
        };
        let taken = match EntryCode::of(code, self.is_text(item)) {
            EntryCode::Open => self.open(item),
            EntryCode::Answer(given) => self.questionnaire.give(item, given).map(|()| item),
            // A line without a code is none.
            EntryCode::Nothing => return Ok(()),
        };
        let last = taken.map_err(|error| match error {
            NotTaken::NotAnAnswer { .. } => self.no_code(item, code),
            NotTaken::Refused { sentence, .. } => NoAnswerCode::Refused(sentence),
        })?;
        self.at = self.questionnaire.after(Some(last));
        Ok(())
    }

    /// Leaves an item open, and says which was left open last. Paper takes ranks that stand twice and shares that do not
    /// add up: then none of them is an answer, and all are left open.
    fn open(&mut self, item: ItemIx) -> Result<ItemIx, NotTaken> {
        let Err(refused) = self.questionnaire.pass(item) else { return Ok(item) };
        let (true, Some((allotment, _))) =
            (is_misdealt(&self.questionnaire, &refused), self.questionnaire.instrument().member(item))
        else {
            return Err(refused);
        };
        let all: Vec<(ItemIx, &str)> = allotment.items.iter().map(|member| (*member, "")).collect();
        self.questionnaire.give_together(&all).map_err(|(_, error)| error)?;
        Ok(allotment.items.last().copied().unwrap_or(item))
    }
}

/// Whether something is refused because of what ranks or shares are together.
fn is_misdealt(questionnaire: &Questionnaire<'_>, why: &NotTaken) -> bool {
    match why {
        NotTaken::Refused { refusal, .. } => questionnaire.instrument().refusals[*refusal].allotment.is_some(),
        NotTaken::NotAnAnswer { .. } => false,
    }
}
