//! Ranks or shares in one cell: an object with a number for each (`{"home": 7, "work": 3}`), or, of ranks, who is ranked
//! in which order (`work;home`).

use super::json_record::{JsonCell, for_each_field};
use super::labels::{Alike, Labels, LanguageTexts};
use crate::instrument::{AllotmentIx, Deal, Instrument, ItemIx};

/// Reads the cells of a question that ranks or shares out, where it has one column for all.
#[derive(Debug)]
pub(super) struct DealtReader {
    /// The question.
    pub allotment: AllotmentIx,
    /// The items of its members.
    pub items: Vec<ItemIx>,
    labels: Labels,
    is_ranking: bool,
}

/// Why a cell says nothing of the members.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum DealtFault {
    /// It is neither an object nor, of ranks, an order.
    #[error("does not say of each what it gets")]
    Unlike,
    /// It names what is no member.
    #[error("names `{0}`, which is none of them")]
    Unknown(String),
    /// It names a member twice.
    #[error("names `{0}` twice")]
    Twice(String),
    /// A place is empty, and a later one is not.
    #[error("leaves a place empty before the last")]
    Gap,
    /// It is a label of two members.
    #[error("has a word that stands for two of them")]
    Alike,
}

impl From<Alike> for DealtFault {
    fn from(Alike: Alike) -> Self {
        Self::Alike
    }
}

impl DealtReader {
    pub(super) fn of(instrument: &Instrument, at: AllotmentIx, languages: &[LanguageTexts]) -> Self {
        let allotment = &instrument.allotments[at];
        let is_ranking = match allotment.deal {
            Deal::Ranks => true,
            Deal::Shares(_) => false,
        };
        Self {
            allotment: at,
            items: allotment.items.clone(),
            labels: Labels::of_members(instrument, allotment, languages),
            is_ranking,
        }
    }

    /// What a cell says of each member, at the positions of the members; nothing where it does not name one.
    ///
    /// # Errors
    /// Why it says nothing.
    pub(super) fn read(&self, cell: &str) -> Result<Vec<String>, DealtFault> {
        let mut parts = vec![String::new(); self.items.len()];
        let cell = cell.trim();
        if cell.starts_with('{') {
            self.object(cell, &mut parts)?;
        } else if self.is_ranking {
            self.order(cell, &mut parts)?;
        } else if !cell.trim_matches(';').is_empty() {
            return Err(DealtFault::Unlike);
        }
        Ok(parts)
    }

    fn object(&self, cell: &str, parts: &mut [String]) -> Result<(), DealtFault> {
        let (mut fault, mut named) = (None, vec![false; parts.len()]);
        let read = for_each_field(cell.as_bytes(), &mut |name, value| {
            let at = (0..parts.len()).find(|at| self.labels.is_of_choice(&name, *at));
            match (at, value) {
                (None, _) => drop(fault.get_or_insert(DealtFault::Unknown(name.into_owned()))),
                (Some(at), _) if std::mem::replace(&mut named[at], true) => {
                    fault.get_or_insert(DealtFault::Twice(name.into_owned()));
                }
                (Some(at), JsonCell::Text(text)) => parts[at] = text,
                (Some(_), JsonCell::Object(_) | JsonCell::Nested) => drop(fault.get_or_insert(DealtFault::Unlike)),
            }
        });
        read.map_err(|_| DealtFault::Unlike)?;
        fault.map_or(Ok(()), Err)
    }

    /// The first has rank 1. Who is not named has none.
    fn order(&self, cell: &str, parts: &mut [String]) -> Result<(), DealtFault> {
        let listed = cell.trim_end_matches(';');
        if listed.split(';').any(|place| place.trim().is_empty()) && !listed.is_empty() {
            return Err(DealtFault::Gap);
        }
        let first = |rest: String| DealtFault::Unknown(rest.split(';').next().unwrap_or_default().to_owned());
        let order = self.labels.in_order(listed)?.map_err(first)?;
        for (rank, at) in (1..).zip(order) {
            let part: &mut String = &mut parts[at];
            if !part.is_empty() {
                return Err(DealtFault::Twice(self.labels.name_of(at).to_owned()));
            }
            *part = rank.to_string();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::Choice;

    fn reader(is_ranking: bool) -> DealtReader {
        let members: Vec<Choice> = [("home", "At home"), ("work", "Work, or school"), ("rest", "Rest")]
            .map(|(name, label)| Choice { name: name.to_owned(), label: Some(label.to_owned()) })
            .into();
        let labels = Labels::of_choices(("pts", &members), &[], &[LanguageTexts::of_choices("pts", &members)]);
        DealtReader { allotment: AllotmentIx(0), items: (0..3).map(ItemIx).collect(), labels, is_ranking }
    }

    #[test]
    fn an_object_says_it_of_each_and_a_list_is_an_order() {
        let parts = |home: &str, work: &str, rest: &str| Ok(vec![home.to_owned(), work.to_owned(), rest.to_owned()]);
        let (ranks, shares) = (reader(true), reader(false));
        assert_eq!(shares.read("{\"home\": 7, \"At home\": 1}"), Err(DealtFault::Twice("At home".to_owned())));
        assert_eq!(shares.read("{\"home\": 7, \"work, or school\": 3}"), parts("7", "3", ""));
        assert_eq!(shares.read("{\"hom\": 7}"), Err(DealtFault::Unknown("hom".to_owned())));
        assert_eq!(shares.read("{\"home\": {}}"), Err(DealtFault::Unlike));
        assert_eq!(shares.read("home;work"), Err(DealtFault::Unlike));
        assert_eq!([ranks.read(""), shares.read(";")], [parts("", "", ""), parts("", "", "")]);
        for cell in ["work;rest;home", "work rest home", "Work, or school;Rest;At home", "work,rest,home;"] {
            assert_eq!(ranks.read(cell), parts("3", "1", "2"), "{cell}");
        }
        assert_eq!(ranks.read("work;;"), parts("", "1", ""));
        assert_eq!(ranks.read("work;;home"), Err(DealtFault::Gap));
        assert_eq!(ranks.read("work;work"), Err(DealtFault::Twice("work".to_owned())));
        assert_eq!(ranks.read("2;1;3"), Err(DealtFault::Unknown("2".to_owned())), "ranks, or an order: nobody knows");
        assert_eq!(ranks.read("{\"home\": 2, \"work\": 1}"), parts("2", "1", ""));
    }
}
