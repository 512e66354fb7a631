//! What a store holds where administrations of a file would stand, seen before any of them is taken in.

use std::collections::{BTreeMap, BTreeSet};

use super::numbering::number;
use super::taking::is_before_opening;
use super::{NotTakenIn, OfStore};
use crate::instrument::{Instrument, OccasionName};
use crate::store::{Agenda, Held, OnHeld, Place, Role, Store, StoreError};

/// What becomes of a row of which the same is held already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is left out, and what is held stays as it is.
    Skip,
    /// What is being answered is gone on with.
    Continue,
    /// It counts, and what is held is kept as replaced.
    Replace,
    /// It is of another occasion, which nobody was asked at.
    New,
}

impl Choice {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Skip, Self::Continue, Self::Replace, Self::New];

    /// Its word in a form.
    pub fn word(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Continue => "continue",
            Self::Replace => "replace",
            Self::New => "new",
        }
    }

    /// The one of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }
}

/// A row of which the same is held already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRow {
    /// Its row in the file.
    pub row: u64,
    /// The case.
    pub case: String,
    /// Who answered, by name.
    pub informant: String,
    /// The occasion.
    pub occasion: String,
    /// What is held.
    pub held: Held,
    /// Whether that is being answered, and can be finished with the row.
    pub is_open: bool,
    /// Whether that was answered for nobody's eyes, so that no file goes on with it or takes its place.
    pub is_hidden: bool,
    /// An occasion that nobody was asked at.
    pub new: u32,
}

impl HeldRow {
    /// Why it is not taken in where nothing is chosen.
    pub fn there(&self) -> NotTakenIn {
        let [case, occasion, informant] = [&self.case, &self.occasion, &self.informant].map(String::clone);
        NotTakenIn::There { case, occasion, informant }
    }

    /// Whether this can become of it.
    pub fn allows(&self, choice: Choice) -> bool {
        match choice {
            Choice::Skip | Choice::New => true,
            Choice::Continue => self.is_open,
            Choice::Replace => !self.is_hidden,
        }
    }
}

/// What a store says of administrations before they are taken in.
#[derive(Clone, Debug, Default)]
pub struct Beforehand {
    /// Rows of which the same is held already, in the order of the file.
    pub held: Vec<HeldRow>,
    /// Rows that cannot be taken in beside what the store holds, with why.
    pub refused: Vec<(u64, NotTakenIn)>,
    /// How many are of days before their case was opened, which its schedule does not count.
    pub early: u64,
    /// Offices that new cases would be with and that nobody works for who is no administrator, each with how many cases;
    /// the empty one is none. Nobody but administrators would see them.
    pub unseen: Vec<(String, u64)>,
}

impl Beforehand {
    /// Sets administrations beside what a store holds, and numbers the occasions that their file does not tell.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn of(store: &Store, instrument: &Instrument, administrations: &mut [OfStore]) -> Result<Self, StoreError> {
        number(store, instrument, administrations)?;
        let administrations = &*administrations;
        let mut before = Self::default();
        let mut cases = Cases::default();
        for one in administrations {
            if let Some(why) = cases.refusal(store, one)? {
                before.refused.push((one.row, why));
            }
            before.held.extend(held_of(store, instrument, one)?);
            before.early += u64::from(is_before_opening(store, one)?);
        }
        before.number_anew(store, instrument, administrations)?;
        before.unseen = cases.unseen(store)?;
        Ok(before)
    }

    /// Gives each occasion that is held a number that is free, in the order of the occasions of its case.
    fn number_anew(&mut self, store: &Store, instrument: &Instrument, administrations: &[OfStore]) -> Result<(), StoreError> {
        let number = |occasion: &str| OccasionName::read(occasion).number();
        let places: BTreeSet<(String, Option<u32>, String)> =
            self.held.iter().map(|held| (held.case.clone(), number(&held.occasion), held.occasion.clone())).collect();
        let mut last: BTreeMap<&str, u32> = BTreeMap::new();
        for identity in administrations.iter().map(|one| &one.record.identity) {
            let last = last.entry(&identity.case).or_default();
            *last = number(&identity.occasion).unwrap_or_default().max(*last);
        }
        let mut new: BTreeMap<(String, String), u32> = BTreeMap::new();
        let mut of_store: BTreeSet<&str> = BTreeSet::new();
        for (case, _, occasion) in &places {
            let last = last.entry(case).or_default();
            if of_store.insert(case) {
                let occasions = store.occasions(case, &instrument.id, "", &Agenda::default())?;
                *last = occasions.all.unwrap_or_default().max(*last);
            }
            *last = last.saturating_add(1);
            new.insert((case.clone(), occasion.clone()), *last);
        }
        for held in &mut self.held {
            held.new = new.get(&(held.case.clone(), held.occasion.clone())).copied().unwrap_or(held.new);
        }
        Ok(())
    }

    /// Does what was chosen with the rows of which the same is held: gives those that are taken in.
    ///
    /// # Errors
    /// All of them as they were, where nothing was chosen of some row that can become of it.
    pub fn decide(&self, mut all: Vec<OfStore>, choice: impl Fn(u64) -> Option<Choice>) -> Result<Vec<OfStore>, Vec<OfStore>> {
        let mut chosen: BTreeMap<u64, (Choice, u32)> = BTreeMap::new();
        for held in &self.held {
            let Some(choice) = choice(held.row).filter(|choice| held.allows(*choice)) else { return Err(all) };
            chosen.insert(held.row, (choice, held.new));
        }
        all.retain(|one| !matches!(chosen.get(&one.row), Some((Choice::Skip, _))));
        for one in &mut all {
            match chosen.get(&one.row) {
                None | Some((Choice::Skip, _)) => {}
                Some((Choice::Continue, _)) => one.on_held = OnHeld::Continue,
                Some((Choice::Replace, _)) => one.on_held = OnHeld::Replace,
                Some((Choice::New, new)) => one.record.identity.occasion = new.to_string(),
            }
        }
        Ok(all)
    }
}

/// What is held of the place of an administration, where anything is. Its new number is found when all are known.
fn held_of(store: &Store, instrument: &Instrument, one: &OfStore) -> Result<Option<HeldRow>, StoreError> {
    let identity = &one.record.identity;
    let (case, informant, occasion) = (one.case.as_str(), &identity.informant, &identity.occasion);
    let held = store.held(&Place { case, measure: &instrument.id, informant, occasion })?;
    if held == Held::default() {
        return Ok(None);
    }
    let is_hidden = store.is_hidden(&held)?;
    let is_open = held.open.as_ref().is_some_and(|open| open.can_be_finished_with(&instrument.reference()));
    Ok(Some(HeldRow {
        row: one.row,
        case: case.to_owned(),
        informant: informant.clone(),
        occasion: occasion.clone(),
        held,
        is_open: is_open && !is_hidden,
        is_hidden,
        new: 0,
    }))
}

/// The cases of a file so far, by which it is seen which of them cannot stand beside one another or beside those held.
#[derive(Default)]
struct Cases {
    /// Codes by their small letters, the first of each.
    codes: BTreeMap<String, String>,
    /// The office that each case is with, as the store or the file says; empty for none yet.
    offices: BTreeMap<String, Option<String>>,
}

impl Cases {
    /// Offices of new cases of which nobody is; none where only administrators work here.
    fn unseen(&self, store: &Store) -> Result<Vec<(String, u64)>, StoreError> {
        let staff = store.users()?.into_iter().filter(|member| member.role != Role::Administrator);
        let offices: BTreeSet<String> = staff.map(|member| member.office).collect();
        let mut unseen: BTreeMap<String, u64> = BTreeMap::new();
        for (case, office) in self.offices.iter().filter(|_| !offices.is_empty()) {
            let office = office.as_deref().unwrap_or_default();
            if !offices.contains(office) && store.office_of(case)?.is_none() {
                *unseen.entry(office.to_owned()).or_default() += 1;
            }
        }
        Ok(unseen.into_iter().collect())
    }

    /// Why an administration cannot be taken in.
    fn refusal(&mut self, store: &Store, one: &OfStore) -> Result<Option<NotTakenIn>, StoreError> {
        let (case, said) = (one.case.as_str(), one.office.as_str());
        if !self.offices.contains_key(case) {
            let office = store.office_of(case)?;
            let first = self.codes.entry(case.to_ascii_lowercase()).or_insert_with(|| case.to_owned());
            let of_file = (office.is_none() && first != case).then(|| first.clone());
            let twin = store.twin_of(case)?.or(of_file);
            let is_settled = store.opening(case)?.is_some() || office.as_ref().is_some_and(|office| !office.is_empty());
            self.offices.insert(case.to_owned(), office.filter(|_| is_settled));
            if let Some(twin) = twin {
                return Ok(Some(NotTakenIn::Twin { case: case.to_owned(), twin }));
            }
        }
        if said.is_empty() {
            return Ok(None);
        }
        let office = self.offices.entry(case.to_owned()).or_default();
        match office {
            Some(office) if office == said => Ok(None),
            Some(office) => {
                Ok(Some(NotTakenIn::OtherOffice { case: case.to_owned(), office: office.clone(), said: said.to_owned() }))
            }
            None => {
                *office = Some(said.to_owned());
                Ok(None)
            }
        }
    }
}
