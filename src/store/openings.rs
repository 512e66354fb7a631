use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};

use super::access_log::By;
use super::chain::{Log, writing};
use super::{Store, StoreError};
use crate::follow::{CaseDue, Finished, OpenCase, due};
use crate::instrument::{Day, Schedule};

/// What a row of the log says of a case that was opened, closed, or given a schedule.
pub(super) const CASE: &str = "case";

/// When a case was opened and closed, and which schedule it follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its code.
    pub case: String,
    /// The day from which days are counted.
    pub opened: Day,
    /// The day on which it was closed; `None` while it is open.
    pub closed: Option<Day>,
    /// The schedule, as `supervision` or `supervision@1.0`; empty where it follows none.
    pub schedule: String,
}

/// An open case that follows a schedule, with all that it takes to say what is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowedCase {
    /// When it was opened, and its schedule.
    pub opening: Opening,
    /// The offices that it was asked in; none where nobody was asked yet.
    pub offices: BTreeSet<String>,
    /// What is known of it, as last told.
    pub facts: BTreeMap<String, String>,
    /// What was finished.
    pub finished: Vec<Finished>,
}

impl Opening {
    /// As it is told to whom it concerns.
    pub(super) fn told(&self) -> Value {
        let closed = self.closed.map(|day| day.to_string());
        json!({"opened": self.opened.to_string(), "closed": closed, "schedule": self.schedule})
    }
}

impl FollowedCase {
    /// What is due on a day.
    pub fn due(&self, schedule: &Schedule, on: Day) -> CaseDue {
        due(schedule, &OpenCase { opened: self.opening.opened, facts: &self.facts, finished: &self.finished }, on)
    }
}

impl Store {
    /// When a case was opened and closed, and which schedule it follows; `None` where nobody said.
    ///
    /// # Errors
    /// Where the database fails, or holds no day where one should be.
    pub fn opening(&self, case: &str) -> Result<Option<Opening>, StoreError> {
        let sql = "select case_code, opened, closed, schedule from case_opening where case_code = ?1";
        let found = self.connection.prepare_cached(sql)?.query_row([case], cells).optional()?;
        found.map(opening).transpose()
    }

    /// Opens or closes a case, or gives it a schedule: what stands from now on.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn put_opening(&mut self, opening: &Opening, by: &By<'_>) -> Result<(), StoreError> {
        let (opened, closed) = (opening.opened.to_string(), opening.closed.map(|day| day.to_string()));
        let content = json!({"what": CASE, "at": by.at, "who": by.who, "case": opening.case, "opened": opened,
            "closed": closed, "schedule": opening.schedule});
        self.write(|connection| {
            writing(connection, Log::Answers, |chain| chain.append(&content).map(drop))?;
            let upsert = "insert into case_opening (case_code, opened, closed, schedule) values (?1, ?2, ?3, ?4)
                on conflict (case_code) do update set opened = excluded.opened, closed = excluded.closed, schedule = excluded.schedule";
            connection.prepare_cached(upsert)?.execute(params![opening.case, opened, closed, opening.schedule])?;
            Ok(())
        })
    }

    /// The day of the first administration of a case; `None` where nobody was asked.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn first_day(&self, case: &str) -> Result<Option<Day>, StoreError> {
        let mut statement = self.connection.prepare_cached("select date, begun from administration where case_code = ?1")?;
        let rows = statement.query_map([case], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(rows.iter().filter_map(|(date, begun)| day_of(date, begun)).min())
    }

    /// The open cases that follow a schedule, by their codes.
    ///
    /// # Errors
    /// Where the database fails, or something in it cannot be read.
    pub fn followed(&self) -> Result<Vec<FollowedCase>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "select opening.case_code, opened, opening.closed, schedule, measure, informant, occasion, date, known, finished, office
             from case_opening as opening left join administration
               on administration.case_code = opening.case_code and administration.closed is null
             where opening.closed is null and schedule <> '' order by opening.case_code, administration.id",
        )?;
        let mut rows = statement.query([])?;
        let mut found: Vec<FollowedCase> = Vec::new();
        while let Some(row) = rows.next()? {
            let opening = opening(cells(row)?)?;
            if found.last().is_none_or(|last| last.opening.case != opening.case) {
                found.push(FollowedCase { opening, offices: BTreeSet::new(), facts: BTreeMap::new(), finished: vec![] });
            }
            if let (Some(last), Some(measure)) = (found.last_mut(), row.get::<_, Option<String>>(4)?) {
                last.take(&measure, row)?;
            }
        }
        Ok(found)
    }
}

impl FollowedCase {
    /// Takes an administration down.
    fn take(&mut self, measure: &str, row: &Row<'_>) -> Result<(), StoreError> {
        self.offices.insert(row.get(10)?);
        let known: String = row.get(8)?;
        let unreadable = |what: &str| StoreError::Unreadable(format!("{what} of case {}", self.opening.case));
        let known: BTreeMap<String, String> = serde_json::from_str(&known).map_err(|_| unreadable("what is known"))?;
        self.facts.extend(known);
        let Some(finished) = row.get::<_, Option<String>>(9)? else { return Ok(()) };
        let (id, version) = measure.split_once('@').ok_or_else(|| unreadable("the measure"))?;
        let day = day_of(&row.get::<_, String>(7)?, &finished).ok_or_else(|| unreadable("the day"))?;
        self.finished.push(Finished {
            measure: id.to_owned(),
            version: version.parse().map_err(|()| unreadable("the version"))?,
            informant: row.get(5)?,
            occasion: row.get(6)?,
            day,
        });
        Ok(())
    }
}

/// The day of an administration: that which was written for it, or else that of a moment.
fn day_of(date: &str, moment: &str) -> Option<Day> {
    Day::iso(date).or_else(|| Day::read(moment))
}

type Cells = (String, String, Option<String>, String);

fn cells(row: &Row<'_>) -> rusqlite::Result<Cells> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn opening((case, opened, closed, schedule): Cells) -> Result<Opening, StoreError> {
    let day = |text: &str| Day::iso(text).ok_or_else(|| StoreError::Unreadable(format!("the opening of case {case}")));
    let (opened, closed) = (day(&opened)?, closed.as_deref().map(day).transpose()?);
    Ok(Opening { case, opened, closed, schedule })
}

/// The rows of the log of answers that say when some cases were opened and closed, with what they say.
pub(super) fn rows_of_openings(connection: &Connection, cases: &HashSet<&str>) -> Result<Vec<(i64, Value)>, StoreError> {
    let sql =
        "select seq, content from log where content is not null and json_valid(content) and json_extract(content, '$.what') = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([CASE], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (seq, content) = row?;
        let content: Value = serde_json::from_str(&content).map_err(|error| StoreError::Unreadable(error.to_string()))?;
        if content["case"].as_str().is_some_and(|case| cases.contains(case)) {
            found.push((seq, content));
        }
    }
    Ok(found)
}
