//! What is known of a case, such as an age: told with what is asked, or of the case itself, and used wherever the case
//! is asked, shown or taken out.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::Connection;
use serde_json::json;

use super::administrations::put;
use super::chain::Chain;
use super::kept::Kept;
use super::openings::{Opening, opening_of, put_opening, standing};
use super::{By, Store, StoreError};
use crate::instrument::Day;

/// What is known of a case, by the names of the facts.
pub type Facts = BTreeMap<String, String>;

/// From when a fact holds that is told of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// From now on; what was asked before keeps what was told then.
    Now,
    /// It was never otherwise: what was told before was wrong.
    Ever,
}

/// What was told with an administration, by its number.
type Told = (i64, Facts);

impl Store {
    /// What is known of a case, as it was last told.
    ///
    /// # Errors
    /// Where the database fails, or something in it cannot be read.
    pub fn facts_of(&self, case: &str) -> Result<Facts, StoreError> {
        facts_of(&self.connection, case)
    }

    /// Tells what is known of a case. One that nobody opened is opened so, as by [`Store::hand_over`].
    ///
    /// # Errors
    /// Where the database fails, or something in it cannot be read.
    pub fn tell_facts(&mut self, case: &str, told: &Facts, since: Since, today: Day, by: &By<'_>) -> Result<(), StoreError> {
        self.logging(|chain| {
            let before = standing(chain.connection, case, today)?;
            let mut known = before.known.clone();
            known.extend(told.clone());
            put_opening(chain, &Opening { known, ..before }, by)?;
            match since {
                Since::Now => Ok(()),
                Since::Ever => correct(chain, case, told, by),
            }
        })
    }
}

/// Puts right what was told otherwise with what was asked before.
fn correct(chain: &mut Chain<'_>, case: &str, told: &Facts, by: &By<'_>) -> Result<(), StoreError> {
    for (id, mut facts) in told_with(chain.connection, case)? {
        for (name, value) in told {
            if let Entry::Occupied(mut there) = facts.entry(name.clone()) {
                there.insert(value.clone());
            }
        }
        put(chain, id, &[("known", &in_cell(&facts))], (by.at, Some(by.who)))?;
    }
    Ok(())
}

/// Facts as a cell of the store holds them.
pub(super) fn in_cell(facts: &Facts) -> String {
    json!(facts).to_string()
}

/// Facts as they stand in a cell.
pub(super) fn of_cell(cell: &str, case: &str) -> Result<Facts, StoreError> {
    serde_json::from_str(cell).map_err(|_| StoreError::Unreadable(format!("what is known of case {case}")))
}

/// What is known of a case, as it was last told.
pub(super) fn facts_of(connection: &Connection, case: &str) -> Result<Facts, StoreError> {
    of_case(connection, case, &told_with(connection, case)?)
}

/// What was told of a case itself comes last: what is told anew as it is asked takes its place ([`is_told`]).
fn of_case(connection: &Connection, case: &str, told: &[Told]) -> Result<Facts, StoreError> {
    let mut facts: Facts = told.iter().flat_map(|(_, facts)| facts.clone()).collect();
    facts.extend(opening_of(connection, case)?.map(|opening| opening.known).unwrap_or_default());
    Ok(facts)
}

/// What was told with the administrations of a case that were not taken out, in their order.
fn told_with(connection: &Connection, case: &str) -> Result<Vec<Told>, StoreError> {
    let mut statement =
        connection.prepare_cached("select id, known from administration where case_code = ?1 and closed is null order by id")?;
    let rows = statement.query_map([case], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().map(|(id, cell)| Ok((id, of_cell(&cell, case)?))).collect()
}

/// Something was told of a case as it was asked: what was told of the case itself and differs is out of date.
pub(super) fn is_told(chain: &mut Chain<'_>, case: &str, told: &Facts, at: &str) -> Result<(), StoreError> {
    let Some(opening) = opening_of(chain.connection, case)? else { return Ok(()) };
    let mut known = opening.known.clone();
    for (name, value) in told {
        if let Some(there) = known.get_mut(name) {
            there.clone_from(value);
        }
    }
    if known == opening.known {
        return Ok(());
    }
    put_opening(chain, &Opening { known, ..opening }, &By { who: "with what was asked", at })
}

/// Fills in what was not told with an administration and is known of its case: as it was last told before, or else
/// first told after.
pub(super) fn fill_in(connection: &Connection, kept: &mut [Kept]) -> Result<(), StoreError> {
    let mut cases: BTreeMap<String, (Vec<Told>, Facts)> = BTreeMap::new();
    for kept in kept {
        let (told, known) = match cases.entry(kept.record.identity.case.clone()) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(free) => {
                let told = told_with(connection, free.key())?;
                let known = of_case(connection, free.key(), &told)?;
                free.insert((told, known))
            }
        };
        for (name, last) in known.iter() {
            if kept.record.known.contains_key(name) {
                continue;
            }
            let before = told.iter().rev().filter(|(id, _)| *id < kept.id).find_map(|(_, facts)| facts.get(name));
            let after = || told.iter().filter(|(id, _)| *id > kept.id).find_map(|(_, facts)| facts.get(name));
            let value = before.or_else(after).unwrap_or(last);
            kept.record.known.insert(name.clone(), value.clone());
        }
    }
    Ok(())
}
