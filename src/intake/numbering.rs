//! Numbers for the occasions of rows that tell none, as they would be given to whoever was asked on those days.

use std::collections::{BTreeMap, BTreeSet};

use super::OfStore;
use crate::administer::Occasions;
use crate::instrument::{Instrument, OccasionName};
use crate::store::{Agenda, Store, StoreError};

/// Gives each administration whose file tells no occasion the one that it is of: that which is held of its day; else,
/// where somebody answered on several days of the file, the next number of the case for each day, in the order of the
/// days; else the one at which whoever answered is asked next.
pub(super) fn number(store: &Store, instrument: &Instrument, all: &mut [OfStore]) -> Result<(), StoreError> {
    let mut cases: BTreeMap<String, Untold> = BTreeMap::new();
    for one in all.iter().filter(|one| one.record.identity.occasion.is_empty()) {
        cases.entry(one.case.as_str().to_owned()).or_default().see(one);
    }
    let told: Vec<(&str, u32)> = all.iter().filter_map(|one| Some((one.case.as_str(), number_of(one)?))).collect();
    let mut last_told: BTreeMap<&str, u32> = BTreeMap::new();
    for (case, occasion) in told {
        let last = last_told.entry(case).or_default();
        *last = occasion.max(*last);
    }
    for (case, untold) in &mut cases {
        untold.settle(store, instrument, (case, last_told.get(case.as_str()).copied()))?;
    }
    for one in all.iter_mut().filter(|one| one.record.identity.occasion.is_empty()) {
        if let Some(untold) = cases.get(one.case.as_str()) {
            one.record.identity.occasion = untold.of(&one.record.identity.date).to_string();
        }
    }
    Ok(())
}

fn number_of(one: &OfStore) -> Option<u32> {
    OccasionName::read(&one.record.identity.occasion).number()
}

/// What a file has of a case without telling occasions.
#[derive(Default)]
struct Untold {
    days: BTreeSet<String>,
    informants: BTreeSet<String>,
    /// Whether one informant answered more than once.
    is_several: bool,
    /// The occasion of each day.
    numbers: BTreeMap<String, u32>,
}

impl Untold {
    fn see(&mut self, one: &OfStore) {
        let identity = &one.record.identity;
        self.days.insert(identity.date.clone());
        self.is_several |= !self.informants.insert(identity.informant.clone());
    }

    fn settle(
        &mut self,
        store: &Store,
        instrument: &Instrument,
        (case, last_told): (&str, Option<u32>),
    ) -> Result<(), StoreError> {
        let held = store.kept(Some(&instrument.id), Some(case))?;
        for kept in held.iter().filter(|kept| kept.counts() || kept.is_open()) {
            let identity = &kept.record.identity;
            if let Some(number) = OccasionName::read(&identity.occasion).number().filter(|_| self.days.contains(&identity.date)) {
                let of_day = self.numbers.entry(identity.date.clone()).or_default();
                *of_day = number.max(*of_day);
            }
        }
        let mut next = last_told.map_or(1, |last| last.saturating_add(1));
        for informant in &self.informants {
            let occasions = store.occasions(case, &instrument.id, informant, &Agenda::default())?;
            let own = if self.is_several { occasions.new_one() } else { number_in(&occasions) };
            next = own.max(next);
        }
        for day in &self.days {
            if self.numbers.contains_key(day) {
                continue;
            }
            self.numbers.insert(day.clone(), next);
            next = if self.is_several { next.saturating_add(1) } else { next };
        }
        Ok(())
    }

    fn of(&self, day: &str) -> u32 {
        self.numbers.get(day).copied().unwrap_or(1)
    }
}

/// The occasion at which an informant is asked next where no schedule says it, which is a number then.
fn number_in(occasions: &Occasions) -> u32 {
    OccasionName::read(&occasions.next()).number().unwrap_or_else(|| occasions.new_one())
}
