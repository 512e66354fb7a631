//! What is asked now, in which order, and how far that is.

use std::borrow::Cow;

use super::Questionnaire;
use crate::instrument::{Instrument, ItemIx, Page, RefusalIx};
use crate::score::Plan;

/// A page as it is asked now.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    /// The page of the measure.
    pub page: &'a Page,
    /// Its number from 1 among the pages that have a title; 0 if it has none.
    pub number: usize,
    /// The items that are asked.
    pub items: Vec<ItemIx>,
}

/// How far an administration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Questions that are asked, as things are; what ranks or shares out is one.
    pub asked: usize,
    /// Those of them that were answered, the visible non-answer included.
    pub answered: usize,
    /// Those of them that were answered or passed over.
    pub dealt_with: usize,
}

impl<'a> Questionnaire<'a> {
    /// The pages with what is asked on them; pages on which nothing is asked are left out.
    pub fn sheets(&self) -> Vec<Sheet<'a>> {
        let mut number = 0;
        let mut order = self.order.iter().copied();
        let sheet = |page: &'a Page| {
            number += usize::from(!page.title.is_empty());
            // The order goes from page to page.
            let items = order.by_ref().take(page.items.len()).filter(|item| self.is_asked(*item)).collect();
            Sheet { page, number: if page.title.is_empty() { 0 } else { number }, items }
        };
        self.instrument.pages.iter().map(sheet).filter(|sheet| !sheet.items.is_empty()).collect()
    }

    /// The items that are asked, in order.
    pub fn asked(&self) -> impl Iterator<Item = ItemIx> + '_ {
        self.order.iter().copied().filter(|item| self.is_asked(*item))
    }

    /// The item that is asked after another, or the first.
    pub fn after(&self, item: Option<ItemIx>) -> Option<ItemIx> {
        let asked: Vec<ItemIx> = self.asked().collect();
        self.neighbour(&asked, item, 1)
    }

    /// The item that is asked before another.
    pub fn before(&self, item: ItemIx) -> Option<ItemIx> {
        let asked: Vec<ItemIx> = self.asked().collect();
        self.neighbour(&asked, Some(item), -1)
    }

    fn neighbour(&self, asked: &[ItemIx], item: Option<ItemIx>, step: isize) -> Option<ItemIx> {
        let Some(item) = item else { return asked.first().copied() };
        // An item that is no longer asked still has its place among the others.
        let place = |of: ItemIx| self.order.iter().position(|there| *there == of);
        let at = place(item)?;
        if step > 0 {
            asked.iter().copied().find(|there| place(*there) > Some(at))
        } else {
            asked.iter().rev().copied().find(|there| place(*there) < Some(at))
        }
    }

    /// The first item that is asked and was neither answered nor passed over; or else the last of those that answers
    /// which were kept are refused for.
    pub fn open(&self) -> Option<ItemIx> {
        let refused = self.refused.first().map(|refusal| &self.instrument.refusals[*refusal].items);
        let again = || refused.and_then(|items| items.iter().rfind(|item| self.is_asked(**item)).copied());
        self.asked().find(|item| !self.is_dealt_with(*item)).or_else(again)
    }

    /// What refuses the answers as they are, where nothing more is answered: the first, in the order of the file, with the
    /// last item that it looks at and that is asked.
    pub fn refused_at_the_end(&self) -> Option<(RefusalIx, ItemIx)> {
        if self.instrument.refusals.is_empty() {
            return None;
        }
        let mut refused = Plan::new(self.instrument).refused_of_one(&self.table()).into_iter();
        refused.find_map(|refusal| {
            let items = &self.instrument.refusals[refusal].items;
            Some((refusal, *items.iter().rfind(|item| self.is_asked(**item))?))
        })
    }

    pub(super) fn is_dealt_with(&self, item: ItemIx) -> bool {
        !self.given[item].is_empty() || self.passed[item]
    }

    /// The questions that are asked, in order, each by its first item: what ranks or shares out is one question, however
    /// many numbers answer it.
    pub fn questions(&self) -> impl Iterator<Item = ItemIx> + '_ {
        self.asked().filter(|item| self.numbers_of(*item).first() == Some(item))
    }

    /// The items that answer the question of an item: all that it ranks or shares out, or it alone.
    fn numbers_of(&self, item: ItemIx) -> Cow<'a, [ItemIx]> {
        match self.instrument.member(item) {
            Some((allotment, _)) => Cow::Borrowed(&allotment.items),
            None => Cow::Owned(vec![item]),
        }
    }

    /// Whether the question of an item was answered.
    pub fn is_answered(&self, item: ItemIx) -> bool {
        self.numbers_of(item).iter().any(|item| !self.given[*item].is_empty())
    }

    /// The number of the question of an item among those that are asked, from 1, and how many they are; 0 for one that is
    /// not asked.
    pub fn number_of(&self, item: ItemIx) -> (usize, usize) {
        let questions: Vec<ItemIx> = self.questions().collect();
        let first = self.numbers_of(item).first().copied();
        (questions.iter().position(|question| Some(*question) == first).map_or(0, |at| at + 1), questions.len())
    }

    /// How far it is.
    pub fn standing(&self) -> Progress {
        let questions: Vec<ItemIx> = self.questions().collect();
        let answered = questions.iter().filter(|item| self.is_answered(**item)).count();
        let is_dealt_with = |item: &&ItemIx| self.numbers_of(**item).iter().all(|number| self.is_dealt_with(*number));
        Progress { asked: questions.len(), answered, dealt_with: questions.iter().filter(is_dealt_with).count() }
    }
}

/// All items in the order of asking. Those of a page in random order are drawn by a text, rows of a grid together; without
/// one they are as the file has them.
pub(super) fn order_of(instrument: &Instrument, text: Option<&str>) -> Vec<ItemIx> {
    let mut order = Vec::with_capacity(instrument.items.len());
    for page in &instrument.pages {
        let Some(text) = text.filter(|_| page.is_random) else {
            order.extend(&page.items);
            continue;
        };
        let is_one = |one: &ItemIx, other: &ItemIx| instrument.are_together(*one, *other);
        let mut units: Vec<&[ItemIx]> = page.items.chunk_by(is_one).collect();
        // A number for each that nobody can foresee without the text, so that every order is as likely as any other.
        units.sort_by_cached_key(|unit| {
            let name = unit.first().map_or("", |item| instrument.items[*item].name.as_str());
            xxhash_rust::xxh3::xxh3_64(format!("{text}\n{name}").as_bytes())
        });
        order.extend(units.into_iter().flatten());
    }
    order
}
