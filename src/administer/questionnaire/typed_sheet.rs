//! A sheet of paper that was typed over as a whole.

use super::super::entry_code::EntryCode;
use super::Questionnaire;
use crate::instrument::{ItemIx, Kind, RefusalIx, western_digits};

/// Why what was typed for an item of a sheet is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untaken {
    /// Nothing was typed, nor that it was left open on the paper.
    Nothing,
    /// It is no code of the item.
    NoCode,
    /// The item is not asked, as the other answers are.
    NotAsked,
    /// The measure refuses it beside the other answers.
    Refused(RefusalIx),
}

/// What was typed for an item.
type Typed<'t> = (ItemIx, &'t str);

impl Questionnaire<'_> {
    /// Takes a sheet as it was typed: a code for each item as [`super::super::Typing`] takes it, `.` where it was left
    /// open on the paper. What was given before stays where nothing is typed; where `blank_is_open`, everything else
    /// without a code was left open. Of ranks and shares that are not what they can be together all are left open once
    /// one is said to be.
    ///
    /// Gives what is not taken, in the order of the sheet: first what is no code or is missing, and only without that
    /// what other answers forbid.
    pub fn take_sheet(&mut self, typed: &[Typed<'_>], blank_is_open: bool) -> Vec<(ItemIx, Untaken)> {
        let mut untaken = Vec::new();
        for &(item, text) in typed {
            let why = self.take_typed((item, text), typed, blank_is_open);
            untaken.extend(why.map(|why| (item, why)));
        }
        self.decide();
        self.leave_open(typed);
        // What is not asked need not be typed.
        untaken.retain(|(item, why)| *why != Untaken::Nothing || self.is_asked(*item));
        if !untaken.is_empty() {
            return untaken;
        }
        for &(item, text) in typed {
            let is_answered = matches!(self.code_of((item, text)), EntryCode::Answer(_));
            if is_answered && !self.is_asked(item) {
                untaken.push((item, Untaken::NotAsked));
            } else if let Some(refusal) = self.refused.iter().find(|refusal| self.is_last_of(**refusal, item)) {
                untaken.push((item, Untaken::Refused(*refusal)));
            }
        }
        untaken
    }

    fn code_of<'t>(&self, (item, text): Typed<'t>) -> EntryCode<'t> {
        EntryCode::of(text, self.instrument.items[item].kind.is_text())
    }

    fn take_typed(&mut self, (item, text): Typed<'_>, typed: &[Typed<'_>], blank_is_open: bool) -> Option<Untaken> {
        let kept = match self.code_of((item, text)) {
            EntryCode::Open => {
                (self.given[item], self.passed[item]) = (String::new(), true);
                return None;
            }
            EntryCode::Answer(answer) => self.put(item, &self.as_kept(item, answer)),
            EntryCode::Nothing => match self.share_left_empty(item, typed) {
                Some(share) => self.put(item, share),
                None if self.is_dealt_with(item) => return None,
                None if blank_is_open => {
                    self.passed[item] = true;
                    return None;
                }
                None => return Some(Untaken::Nothing),
            },
        };
        kept.err().map(|_| Untaken::NoCode)
    }

    /// What was typed as it is kept: choices with whatever they stand apart by, days as the boxes on paper have them.
    fn as_kept(&self, item: ItemIx, answer: &str) -> String {
        let model = &self.instrument.items[item];
        match &model.kind {
            Kind::Choices(..) => {
                let names = answer.split([';', ',', ' ']).filter(|name| !name.is_empty());
                names.collect::<Vec<_>>().join(";")
            }
            Kind::Date | Kind::Time => {
                let read = self.read(item, &western_digits(answer)).ok();
                let kept = read.and_then(|given| self.instrument.domain_of(model).write(given));
                kept.unwrap_or_else(|| answer.to_owned())
            }
            Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) => answer.to_owned(),
        }
    }

    /// What a share is that was left empty beside others.
    fn share_left_empty(&self, item: ItemIx, typed: &[Typed<'_>]) -> Option<&'static str> {
        let (allotment, _) = self.instrument.member(item)?;
        let is_given = |it: &Typed<'_>| allotment.items.contains(&it.0) && matches!(self.code_of(*it), EntryCode::Answer(_));
        allotment.deal.left_empty().filter(|_| typed.iter().any(is_given))
    }

    /// Leaves all ranks or shares open that are not what they can be together, where one was left open on the paper.
    fn leave_open(&mut self, typed: &[Typed<'_>]) {
        let instrument = self.instrument;
        let is_open = |item: &ItemIx| typed.iter().any(|it| it.0 == *item && self.code_of(*it) == EntryCode::Open);
        let of_refusal = |refusal: &RefusalIx| Some(&instrument.allotments[instrument.refusals[*refusal].allotment?].items);
        let misdealt: Vec<ItemIx> =
            self.refused.iter().filter_map(of_refusal).filter(|items| items.iter().any(is_open)).flatten().copied().collect();
        if misdealt.is_empty() {
            return;
        }
        for item in misdealt {
            (self.given[item], self.passed[item]) = (String::new(), true);
        }
        self.decide();
    }

    /// Whether an item is the last that is asked of those that something refused looks at.
    fn is_last_of(&self, refusal: RefusalIx, item: ItemIx) -> bool {
        self.instrument.refusals[refusal].items.iter().rfind(|there| self.is_asked(**there)) == Some(&item)
    }
}
