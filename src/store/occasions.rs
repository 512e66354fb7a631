use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;

use super::access_log::By;
use super::administrations::{has_answers, is_confidential, logged};
use super::closing::{Closed, close};
use super::{Kept, Store, StoreError, of_measure};
use crate::instrument::OccasionName;

/// What makes two administrations the same: the case, the measure in whatever version, who answers, and the occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Code of the case.
    pub case: &'a str,
    /// Id of the measure, without a version.
    pub measure: &'a str,
    /// Name of the informant.
    pub informant: &'a str,
    /// The occasion.
    pub occasion: &'a str,
}

impl Place<'_> {
    /// The error that something is held there.
    pub(super) fn taken(&self) -> StoreError {
        let [case, occasion, informant] = [self.case, self.occasion, self.informant].map(str::to_owned);
        StoreError::There { case, occasion, informant }
    }
}

/// What is held of one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The one that is being answered.
    pub open: Option<Open>,
    /// The one that is finished and counts; there is never more than one.
    pub finished: Option<i64>,
}

/// An administration that is being answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Its number in the store.
    pub id: i64,
    /// The measure, as `alliance-monitor@0.3.0`.
    pub measure: String,
    /// Whether anything is answered.
    pub is_answered: bool,
    /// Whether only the one who answers may see it.
    pub is_confidential: bool,
}

/// Two finished administrations of one place, of which a store of an earlier program held both.
#[derive(Clone, Debug)]
pub struct Duplicate {
    /// The one that counts; nothing where it was closed since.
    pub counts: Option<Kept>,
    /// The other one.
    pub other: Kept,
}

/// A place that an administration is at, as it is read from the store.
pub(super) struct OwnedPlace {
    case: String,
    measure: String,
    informant: String,
    occasion: String,
}

impl OwnedPlace {
    pub(super) fn as_place(&self) -> Place<'_> {
        let measure = crate::instrument::id_of(&self.measure);
        Place { case: &self.case, measure, informant: &self.informant, occasion: &self.occasion }
    }
}

/// The occasion in a column of a row. A store of an earlier program may hold it in another spelling.
pub(super) fn occasion(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(OccasionName::read(&row.get::<_, String>(column)?).into())
}

/// The place of an administration that is not closed.
pub(super) fn place_of(connection: &Connection, id: i64) -> Result<OwnedPlace, StoreError> {
    match place_of_any(connection, id)? {
        (_, Some(_)) => Err(StoreError::Closed(id)),
        (place, None) => Ok(place),
    }
}

/// The place of an administration, with the word for why it was closed if it was.
pub(super) fn place_of_any(connection: &Connection, id: i64) -> Result<(OwnedPlace, Option<String>), StoreError> {
    let read = |row: &Row<'_>| {
        let place = OwnedPlace { case: row.get(0)?, measure: row.get(1)?, informant: row.get(2)?, occasion: occasion(row, 3)? };
        Ok((place, row.get(4)?))
    };
    let found = connection
        .prepare_cached("select case_code, measure, informant, occasion, closed from administration where id = ?1")?
        .query_row([id], read)
        .optional()?;
    found.ok_or(StoreError::Unknown(id))
}

/// What is held of a place.
pub(super) fn held(connection: &Connection, place: &Place<'_>) -> Result<Held, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "select id, measure, finished is not null, confidential, occasion from administration
         where case_code = ?1 and {} and informant = ?3 and closed is null order by id",
        of_measure(2)
    ))?;
    let rows = statement.query_map(params![place.case, place.measure, place.informant], |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?, row.get::<_, bool>(3)?, occasion(row, 4)?))
    })?;
    let (mut held, wanted) = (Held::default(), OccasionName::read(place.occasion));
    for (id, measure, is_finished, is_confidential, occasion) in rows.collect::<Result<Vec<_>, _>>()? {
        if occasion != wanted.as_str() {
            continue;
        }
        if is_finished {
            held.finished = Some(id);
        } else {
            held.open = Some(Open { id, measure, is_answered: has_answers(connection, id)?, is_confidential });
        }
    }
    Ok(held)
}

/// Whether any of what is held was answered, or is being answered, for nobody's eyes.
pub(super) fn is_hidden(connection: &Connection, held: &Held) -> Result<bool, StoreError> {
    let of_open = held.open.as_ref().is_some_and(|open| open.is_confidential);
    Ok(of_open || held.finished.map_or(Ok(false), |id| is_confidential(connection, id))?)
}

impl Store {
    /// What is held of a place.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn held(&self, place: &Place<'_>) -> Result<Held, StoreError> {
        held(&self.connection, place)
    }

    /// Whether any of what is held was answered, or is being answered, for nobody's eyes.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn is_hidden(&self, held: &Held) -> Result<bool, StoreError> {
        is_hidden(&self.connection, held)
    }

    /// The finished administrations of one place that a store of an earlier program held beside each other and nobody
    /// decided on yet: of one occasion, or of one that was spelled in two ways, such as `1` and `01`.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn duplicates(&self) -> Result<Vec<Duplicate>, StoreError> {
        let others = self.select("closed = ?1", params![Closed::HeldTwice.word()])?;
        let duplicate = |other: Kept| {
            let measure = crate::instrument::id_of(&other.record.measure);
            let identity = &other.record.identity;
            let place = Place { case: &identity.case, measure, informant: &identity.informant, occasion: &identity.occasion };
            let counts = self.held(&place)?.finished.map(|id| self.administration(id)).transpose()?.flatten();
            Ok(Duplicate { counts, other })
        };
        let mut duplicates = others.into_iter().map(duplicate).collect::<Result<Vec<_>, StoreError>>()?;
        duplicates.extend(self.spelled_twice()?);
        Ok(duplicates)
    }

    /// Those that all count, since the file takes `1` and `01` for two occasions.
    fn spelled_twice(&self) -> Result<Vec<Duplicate>, StoreError> {
        let mut statement = self.connection.prepare(
            "select case_code, measure, informant, occasion, id from administration
             where finished is not null and closed is null order by id desc",
        )?;
        let rows = statement.query_map([], |row| {
            let measure = crate::instrument::id_of(&row.get::<_, String>(1)?).to_owned();
            Ok(((row.get::<_, String>(0)?, measure, row.get::<_, String>(2)?, occasion(row, 3)?), row.get::<_, i64>(4)?))
        })?;
        let (mut last, mut duplicates) = (HashMap::new(), Vec::new());
        for row in rows {
            let (place, id) = row?;
            match last.entry(place) {
                Entry::Vacant(first) => drop(first.insert(id)),
                Entry::Occupied(last) => {
                    let other = self.administration(id)?.ok_or(StoreError::Unknown(id))?;
                    duplicates.push(Duplicate { counts: self.administration(*last.get())?, other });
                }
            }
        }
        Ok(duplicates)
    }

    /// Decides which of two that were held twice counts: `keep`; the other one is kept as replaced.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn settle(&mut self, duplicate: &Duplicate, keeps_other: bool, by: &By<'_>) -> Result<(), StoreError> {
        let (other, counts) = (duplicate.other.id, duplicate.counts.as_ref().map(|kept| kept.id));
        let said = Some((by.who, "held twice"));
        self.logging(|chain| {
            if !keeps_other {
                return close(chain, other, Closed::Replaced, said, by.at);
            }
            if let Some(counts) = counts {
                close(chain, counts, Closed::Replaced, said, by.at)?;
            }
            if duplicate.other.counts() {
                return Ok(());
            }
            chain.connection.execute("update administration set closed = null where id = ?1", [other])?;
            let content = json!({"what": "reopened", "at": by.at, "administration": other, "by": by.who});
            logged(chain, other, &content).map(drop)
        })
    }
}
