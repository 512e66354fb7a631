use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};

use super::access_log::By;
use super::administrations::put_in_office;
use super::chain::Chain;
use super::clock::day_here;
use super::facts::{Facts, in_cell, of_cell};
use super::resuming::end_asking;
use super::twins::refuse_twin;
use super::{Store, StoreError};
use crate::follow::{CaseDue, Finished, OpenCase, due};
use crate::instrument::{Day, Schedule};

/// What a row of the log says of a case that was opened, closed, or given a schedule.
pub(super) const CASE: &str = "case";

/// When a case was opened and closed, which schedule it follows, whose it is, and what is known of it.
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
    /// Who works with it, by the name to log in with; empty where it is nobody's.
    pub owner: String,
    /// The office that it is with, and all that was asked of it; empty where there is only one.
    pub office: String,
    /// What was told of the case itself, and not with what was asked.
    pub known: Facts,
}

/// An open case that follows a schedule, with all that it takes to say what is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowedCase {
    /// When it was opened, and its schedule.
    pub opening: Opening,
    /// What is known of it, as last told.
    pub facts: Facts,
    /// What was finished.
    pub finished: Vec<Finished>,
}

impl Opening {
    /// As it is told to whom it concerns.
    pub(crate) fn told(&self) -> Value {
        let closed = self.closed.map(|day| day.to_string());
        json!({"opened": self.opened.to_string(), "closed": closed, "schedule": self.schedule, "owner": self.owner,
            "office": self.office, "known": self.known})
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
        opening_of(&self.connection, case)
    }

    /// The openings of all cases of which somebody said when, by their codes.
    ///
    /// # Errors
    /// Where the database fails, or holds no day where one should be.
    pub fn openings(&self) -> Result<Vec<Opening>, StoreError> {
        let sql = format!("select {CELLS} from case_opening as opening order by opening.case_code");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], cells)?;
        rows.map(|row| opening(row?)).collect()
    }

    /// The office that a case is with: that of its opening, or else that in which it was asked last; `None` where
    /// nothing is held on it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn office_of(&self, case: &str) -> Result<Option<String>, StoreError> {
        office_of(&self.connection, case)
    }

    /// Opens or closes a case, or gives it a schedule: what stands from now on. All that was asked of it goes to its
    /// office. In one that is closed nobody is asked: codes and links are good no more.
    ///
    /// # Errors
    /// Where it would be a second case of a code but for its capitals, or the database fails.
    pub fn put_opening(&mut self, opening: &Opening, by: &By<'_>) -> Result<(), StoreError> {
        self.logging(|chain| put_opening(chain, opening, by))
    }

    /// How a case stands, as it was opened; one that was asked before anybody opened it is open since its first
    /// administration, and nobody's. `None` where nothing is held on it.
    ///
    /// # Errors
    /// Where the database fails, or holds no day where one should be.
    pub fn standing(&self, case: &str, today: Day) -> Result<Option<Opening>, StoreError> {
        let is_held = office_of(&self.connection, case)?.is_some();
        if is_held { standing(&self.connection, case, today).map(Some) } else { Ok(None) }
    }

    /// Whether anybody is asked in a case, of a day as 2026-11-24.
    ///
    /// # Errors
    /// Where the case is closed, or follows a schedule and was not open yet on that day, or the database fails.
    pub fn may_ask(&self, case: &str, date: &str) -> Result<(), StoreError> {
        may_ask(&self.connection, case, date)
    }

    /// Opens a case for somebody who asks it, unless it was opened before.
    ///
    /// # Errors
    /// As of [`Store::put_opening`].
    pub fn open_for(&mut self, opening: &Opening, by: &By<'_>) -> Result<(), StoreError> {
        self.logging(|chain| match opening_of(chain.connection, &opening.case)? {
            Some(_) => Ok(()),
            None => put_opening(chain, opening, by),
        })
    }

    /// The open cases that follow a schedule, by their codes.
    ///
    /// # Errors
    /// Where the database fails, or something in it cannot be read.
    pub fn followed(&self) -> Result<Vec<FollowedCase>, StoreError> {
        self.followed_of(None)
    }

    /// A case, where it is open and follows a schedule.
    ///
    /// # Errors
    /// Where the database fails, or something in it cannot be read.
    pub fn followed_case(&self, case: &str) -> Result<Option<FollowedCase>, StoreError> {
        Ok(self.followed_of(Some(case))?.pop())
    }

    pub(super) fn followed_of(&self, case: Option<&str>) -> Result<Vec<FollowedCase>, StoreError> {
        let only = if case.is_some() { "and opening.case_code = ?1" } else { "" };
        let mut statement = self.connection.prepare_cached(&format!(
            "select {CELLS}, measure, informant, occasion, date, administration.known, finished
             from case_opening as opening left join administration
               on administration.case_code = opening.case_code and administration.closed is null
             where opening.closed is null and schedule <> '' {only} order by opening.case_code, administration.id"
        ))?;
        let mut rows = statement.query(rusqlite::params_from_iter(case))?;
        let mut found: Vec<FollowedCase> = Vec::new();
        while let Some(row) = rows.next()? {
            let opening = opening(cells(row)?)?;
            if found.last().is_none_or(|last| last.opening.case != opening.case) {
                found.push(FollowedCase { opening, facts: Facts::new(), finished: vec![] });
            }
            if let (Some(last), Some(measure)) = (found.last_mut(), row.get::<_, Option<String>>(7)?) {
                last.take(&measure, row)?;
            }
        }
        // What was told of the case itself comes last.
        found.iter_mut().for_each(|followed| followed.facts.extend(followed.opening.known.clone()));
        Ok(found)
    }
}

impl FollowedCase {
    /// Takes an administration down.
    fn take(&mut self, measure: &str, row: &Row<'_>) -> Result<(), StoreError> {
        self.facts.extend(of_cell(&row.get::<_, String>(11)?, &self.opening.case)?);
        let unreadable = |what: &str| StoreError::Unreadable(format!("{what} of case {}", self.opening.case));
        let Some(finished) = row.get::<_, Option<String>>(12)? else { return Ok(()) };
        let (id, version) = measure.split_once('@').ok_or_else(|| unreadable("the measure"))?;
        let day = day_of(&row.get::<_, String>(10)?, &finished).ok_or_else(|| unreadable("the day"))?;
        self.finished.push(Finished {
            measure: id.to_owned(),
            version: version.parse().map_err(|()| unreadable("the version"))?,
            informant: row.get(8)?,
            occasion: super::occasions::occasion(row, 9)?,
            day,
        });
        Ok(())
    }
}

/// The day of an administration: that which was written for it, or else that of a moment.
pub(super) fn day_of(date: &str, moment: &str) -> Option<Day> {
    Day::iso(date).or_else(|| day_here(moment))
}

/// The columns of an opening, as [`cells`] reads them.
const CELLS: &str = "opening.case_code, opened, opening.closed, schedule, owner, opening.office, opening.known";

type Cells = (String, String, Option<String>, String, String, String, String);

fn cells(row: &Row<'_>) -> rusqlite::Result<Cells> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?))
}

fn opening((case, opened, closed, schedule, owner, office, known): Cells) -> Result<Opening, StoreError> {
    let day = |text: &str| Day::iso(text).ok_or_else(|| StoreError::Unreadable(format!("the opening of case {case}")));
    let (opened, closed) = (day(&opened)?, closed.as_deref().map(day).transpose()?);
    let known = of_cell(&known, &case)?;
    Ok(Opening { case, opened, closed, schedule, owner, office, known })
}

/// When a case was opened and closed, and whose it is.
pub(super) fn opening_of(connection: &Connection, case: &str) -> Result<Option<Opening>, StoreError> {
    let sql = format!("select {CELLS} from case_opening as opening where opening.case_code = ?1");
    let found = connection.prepare_cached(&sql)?.query_row([case], cells).optional()?;
    found.map(opening).transpose()
}

/// The day of the first administration of a case.
pub(super) fn first_day(connection: &Connection, case: &str) -> Result<Option<Day>, StoreError> {
    let mut statement = connection.prepare_cached("select date, begun from administration where case_code = ?1")?;
    let rows = statement.query_map([case], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(rows.iter().filter_map(|(date, begun)| day_of(date, begun)).min())
}

/// How a case stands that was opened, or that was asked before anybody opened it: then it is open since its first
/// administration, or since `today`, with the office that asked it last, and nobody's.
pub(super) fn standing(connection: &Connection, case: &str, today: Day) -> Result<Opening, StoreError> {
    if let Some(opening) = opening_of(connection, case)? {
        return Ok(opening);
    }
    Ok(Opening {
        case: case.to_owned(),
        opened: first_day(connection, case)?.unwrap_or(today),
        closed: None,
        schedule: String::new(),
        owner: String::new(),
        office: office_of(connection, case)?.unwrap_or_default(),
        known: Facts::new(),
    })
}

/// The office that a case is with.
pub(super) fn office_of(connection: &Connection, case: &str) -> Result<Option<String>, StoreError> {
    let sql = "select office from case_opening where case_code = ?1
        union all select * from (select office from administration where case_code = ?1 order by id desc limit 1) limit 1";
    Ok(connection.prepare_cached(sql)?.query_row([case], |row| row.get(0)).optional()?)
}

/// Says when a case was opened and closed, what it follows and whose it is: what stands from now on.
pub(super) fn put_opening(chain: &mut Chain<'_>, opening: &Opening, by: &By<'_>) -> Result<(), StoreError> {
    let connection = chain.connection;
    let Opening { case, schedule, owner, office, .. } = opening;
    if office_of(connection, case)?.is_none() {
        refuse_twin(connection, case)?;
    }
    let known = in_cell(&opening.known);
    let mut content = opening.told();
    content["what"] = json!(CASE);
    content["at"] = json!(by.at);
    content["who"] = json!(by.who);
    content["case"] = json!(case);
    content["known"] = json!(known);
    chain.append(&content)?;
    let (opened, closed) = (opening.opened.to_string(), opening.closed.map(|day| day.to_string()));
    let upsert = "insert into case_opening (case_code, opened, closed, schedule, owner, office, known)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (case_code) do update set opened = excluded.opened, closed = excluded.closed,
          schedule = excluded.schedule, owner = excluded.owner, office = excluded.office,
          known = excluded.known";
    connection.prepare_cached(upsert)?.execute(params![case, opened, closed, schedule, owner, office, known])?;
    put_all_in(chain, case, office, by.at)?;
    if opening.closed.is_some() { end_asking(chain, case, by) } else { Ok(()) }
}

/// Puts all that was asked of a case into an office.
fn put_all_in(chain: &mut Chain<'_>, case: &str, office: &str, at: &str) -> Result<(), StoreError> {
    let mut statement =
        chain.connection.prepare_cached("select id from administration where case_code = ?1 and office <> ?2 order by id")?;
    let of_case = statement.query_map([case, office], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    of_case.into_iter().try_for_each(|id| put_in_office(chain, id, office, at))
}

/// Puts a case that nobody opened, and that is with no office yet, into the one that is said to be its own; refuses any
/// other than that which it is with. Empty says nothing.
pub(super) fn settle_in(chain: &mut Chain<'_>, case: &str, said: &str, at: &str) -> Result<(), StoreError> {
    let office = office_of(chain.connection, case)?.unwrap_or_default();
    if said.is_empty() || office == said {
        return Ok(());
    }
    if office.is_empty() && opening_of(chain.connection, case)?.is_none() {
        return put_all_in(chain, case, said, at);
    }
    Err(StoreError::OtherOffice { case: case.to_owned(), office, said: said.to_owned() })
}

/// Refuses what nobody is asked: in a closed case, or of a day on which it was not open yet.
pub(super) fn may_ask(connection: &Connection, case: &str, date: &str) -> Result<(), StoreError> {
    let Some(opening) = opening_of(connection, case)? else { return Ok(()) };
    if opening.closed.is_some() {
        return Err(StoreError::CaseClosed(opening.case));
    }
    refuse_before_opening(&opening, date)
}

/// Refuses a day on which a case that follows a schedule was not open yet: for the schedule it would count for nothing.
pub(super) fn refuse_before_opening(opening: &Opening, date: &str) -> Result<(), StoreError> {
    match Day::iso(date).filter(|day| !opening.schedule.is_empty() && *day < opening.opened) {
        Some(day) => Err(StoreError::BeforeOpening { case: opening.case.clone(), opened: opening.opened, day }),
        None => Ok(()),
    }
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
