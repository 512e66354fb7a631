use rusqlite::{Connection, TransactionBehavior};
use serde_json::json;

use super::StoreError;
use super::access_log::{Happening, staff_content};
use super::administrations::{log_confidential, log_office, put_in_office};
use super::chain::{Log, writing};
use super::closing::{Closed, close};
use super::openings::CASE;
use crate::phrases::BY_THE_PROGRAM;

/// What is done to a store besides SQL.
type Work = fn(&Connection) -> Result<(), StoreError>;

/// A step of the schema.
struct Step {
    sql: &'static str,
    /// What SQL alone cannot do.
    after: Option<Work>,
}

const fn sql(sql: &'static str) -> Step {
    Step { sql, after: None }
}

/// Each step of the schema, in order; a store remembers how many it has had.
const STEPS: &[Step] = &[
    sql("
create table log (
  seq          integer primary key,
  content      text,
  salt         blob,
  content_hash blob not null,
  hash         blob not null,
  check ((content is null) = (salt is null))
);
create trigger log_is_not_changed before update on log
when new.seq is not old.seq or new.content_hash is not old.content_hash or new.hash is not old.hash
  or (new.content is not null and new.content is not old.content) or (new.salt is not null and new.salt is not old.salt)
begin select raise(abort, 'the log is only added to'); end;
create trigger log_is_not_shortened before delete on log
begin select raise(abort, 'the log is only added to'); end;
create table head (only_one integer primary key check (only_one = 1), seq integer not null, hash blob not null);
create table administration (
  id        integer primary key,
  case_code text not null,
  measure   text not null,
  sha256    text not null,
  informant text not null,
  occasion  text not null,
  date      text not null,
  language  text not null,
  known     text not null,
  begun     text not null,
  finished  text
);
create index administration_of_case on administration (case_code);
create table answer (
  administration integer not null references administration (id) on delete cascade,
  item           text not null,
  answer         text not null,
  seq            integer not null references log (seq),
  primary key (administration, item)
) without rowid;
create table log_of_administration (
  administration integer not null references administration (id) on delete cascade,
  seq            integer not null references log (seq),
  primary key (administration, seq)
) without rowid;
"),
    sql("
alter table administration add column confidential integer not null default 0;
create table staff (name text primary key, role text not null, password text not null) without rowid;
create table session (
  secret         blob primary key,
  staff          text references staff (name) on delete cascade,
  administration integer references administration (id) on delete cascade,
  expires        text not null
) without rowid;
create table ticket (
  code           blob primary key,
  administration integer not null references administration (id) on delete cascade,
  expires        text not null
) without rowid;
"),
    sql("
alter table administration add column office text not null default '';
alter table staff add column office text not null default '';
"),
    Step {
        sql: "
drop index administration_of_case;
create index administration_of_case on administration (case_code, measure, informant, occasion);
create table measure_text (
  sha256  text primary key,
  measure text not null,
  text    text not null,
  seq     integer not null references log (seq)
) without rowid;
alter table ticket add column issued text not null default '';
create table access_log (
  seq          integer primary key,
  content      text,
  salt         blob,
  content_hash blob not null,
  hash         blob not null,
  check ((content is null) = (salt is null))
);
create trigger access_log_is_not_changed before update on access_log
when new.seq is not old.seq or new.content_hash is not old.content_hash or new.hash is not old.hash
  or (new.content is not null and new.content is not old.content) or (new.salt is not null and new.salt is not old.salt)
begin select raise(abort, 'the log is only added to'); end;
create trigger access_log_is_not_shortened before delete on access_log
begin select raise(abort, 'the log is only added to'); end;
create table access_head (only_one integer primary key check (only_one = 1), seq integer not null, hash blob not null);
",
        after: Some(log_what_was_not_logged),
    },
    // When cases were opened and closed, and which schedule each follows. What is due is computed from it, and stored
    // nowhere.
    sql("
create table case_opening (
  case_code text primary key,
  opened    text not null,
  closed    text,
  schedule  text not null
) without rowid;
"),
    Step {
        sql: "
alter table administration add column closed text;
alter table session add column locked integer not null default 0;
create table pause (
  administration integer primary key references administration (id) on delete cascade,
  word           blob not null,
  wrong          integer not null
);
create index ticket_of_administration on ticket (administration);
create index session_of_administration on session (administration);
",
        after: Some(close_what_is_held_twice),
    },
    sql("
create unique index one_of_an_occasion
on administration (case_code, substr(measure, 1, instr(measure, '@') - 1), informant, occasion)
where finished is not null and closed is null;
"),
    // Whose a case is; which signals somebody saw, by the administration that shows them; codes that live as long as
    // what they are given for is asked, and what is asked in one sitting after what.
    Step {
        sql: "
alter table case_opening add column owner text not null default '';
alter table case_opening add column office text not null default '';
create table signal_seen (
  administration integer not null references administration (id) on delete cascade,
  signal         text not null,
  who            text not null,
  at             text not null,
  note           text not null,
  primary key (administration, signal)
) without rowid;
alter table ticket add column is_link integer not null default 0;
create table sitting (
  administration integer primary key references administration (id) on delete cascade,
  following      integer not null references administration (id) on delete cascade
);
",
        after: Some(give_cases_their_office),
    },
    // What is known of a case itself; cases found whatever their capitals.
    Step {
        sql: "
alter table case_opening add column known text not null default '{}';
create index administration_whatever_capitals on administration (case_code collate nocase);
create index case_whatever_capitals on case_opening (case_code collate nocase);
",
        after: Some(put_with_their_cases),
    },
    // What waits is found among all that is finished.
    sql("
create index unfinished_of_case on administration (case_code) where finished is null and closed is null;
"),
    // A measure names the files of its pictures and sounds: whether those hold what they held is seen by this.
    sql("
create table measure_pictures (
  seq      integer primary key references log (seq),
  measure  text not null,
  sha256   text not null,
  pictures text not null,
  at       text not null
);
create index pictures_of_text on measure_pictures (sha256);
"),
];

/// The version of the schema of now.
pub(super) fn known() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Brings a store to the schema of now.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known() {
        return Err(StoreError::TooNew { found, known: known() });
    }
    if found == known() {
        return Ok(());
    }
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(step.sql)?;
        if let Some(after) = step.after {
            after(&transaction)?;
        }
    }
    transaction.pragma_update(None, "user_version", known())?;
    transaction.commit()?;
    Ok(())
}

/// What a table, an index or a trigger is: its kind, its name, the table that it belongs to, and its text.
pub(super) type Defined = (String, String, String, Option<String>);

/// Everything that is defined in a store.
pub(super) fn defined(connection: &Connection) -> Result<Vec<Defined>, StoreError> {
    let mut statement = connection.prepare("select type, name, tbl_name, sql from sqlite_master order by type, name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Everything that should be defined in a store of now.
pub(super) fn expected() -> Result<Vec<Defined>, StoreError> {
    let mut fresh = Connection::open_in_memory()?;
    migrate(&mut fresh)?;
    defined(&fresh)
}

/// Until the fourth step the logs held nothing on offices, on confidential administrations and on staff: from here on
/// they do.
fn log_what_was_not_logged(connection: &Connection) -> Result<(), StoreError> {
    let at: String = connection.query_row("select strftime('%Y-%m-%dT%H:%M:%fZ', 'now')", [], |row| row.get(0))?;
    let mut statement =
        connection.prepare("select id, office, confidential from administration where office <> '' or confidential <> 0")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?)))?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    writing(connection, Log::Answers, |chain| {
        for (id, office, is_confidential) in &rows {
            if !office.is_empty() {
                log_office(chain, *id, office, &at)?;
            }
            if *is_confidential {
                log_confidential(chain, *id, &at)?;
            }
        }
        Ok(())
    })?;
    let mut statement = connection.prepare("select name, role, office, password from staff order by name")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    writing(connection, Log::Access, |chain| {
        for (name, role, office, password) in &rows {
            let mut content = staff_content(Happening::GaveAccess, [name, role, office], password);
            content["at"] = json!(at);
            content["who"] = json!(BY_THE_PROGRAM);
            chain.append(&content)?;
        }
        Ok(())
    })
}

/// Until the fifth step two finished administrations of one occasion could stand beside each other. The one that was
/// finished last counts; whoever looks after the store decides (`verbond store duplicates`).
fn close_what_is_held_twice(connection: &Connection) -> Result<(), StoreError> {
    let at: String = connection.query_row("select strftime('%Y-%m-%dT%H:%M:%fZ', 'now')", [], |row| row.get(0))?;
    let mut statement = connection.prepare(
        "select id from (
           select id, row_number() over (
             partition by case_code, substr(measure, 1, instr(measure, '@') - 1), informant, occasion order by finished desc, id desc
           ) as which from administration where finished is not null
         ) where which > 1 order by id",
    )?;
    let held_twice = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    writing(connection, Log::Answers, |chain| {
        held_twice.iter().try_for_each(|id| close(chain, *id, Closed::HeldTwice, None, &at))
    })
}

/// Until the eighth step a case that was opened was of no office of its own: it is with the one that asked it last.
fn give_cases_their_office(connection: &Connection) -> Result<(), StoreError> {
    let at: String = connection.query_row("select strftime('%Y-%m-%dT%H:%M:%fZ', 'now')", [], |row| row.get(0))?;
    let mut statement = connection.prepare(
        "select case_code, opened, closed, schedule, (select office from administration
           where administration.case_code = case_opening.case_code order by id desc limit 1) as last
         from case_opening where last <> '' order by case_code",
    )?;
    let rows = statement.query_map([], |row| {
        let closed: Option<String> = row.get(2)?;
        let texts: [String; 4] = [row.get(0)?, row.get(1)?, row.get(3)?, row.get(4)?];
        Ok((texts, closed))
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    // What stands is written out here: the store of a later program may hold more of a case than there is at this step.
    writing(connection, Log::Answers, |chain| {
        for ([case, opened, schedule, office], closed) in rows {
            connection.execute("update case_opening set office = ?2 where case_code = ?1", [&case, &office])?;
            chain.append(&json!({"what": CASE, "at": at, "who": BY_THE_PROGRAM, "case": case,
                "opened": opened, "closed": closed, "schedule": schedule, "owner": "", "office": office}))?;
        }
        Ok(())
    })
}

/// Until the ninth step what came from a terminal or a file of answers could be with another office than its case,
/// where whoever works with the case did not see it. It is with its case now: where that was opened, in the office of
/// that, or else in the one that was said last.
fn put_with_their_cases(connection: &Connection) -> Result<(), StoreError> {
    let at: String = connection.query_row("select strftime('%Y-%m-%dT%H:%M:%fZ', 'now')", [], |row| row.get(0))?;
    let openings = "select case_code, opened, closed, schedule, owner, said from case_opening
        join (select case_code, office as said, max(id) from administration where office <> '' group by case_code) using (case_code)
        where office = '' order by case_code";
    let mut statement = connection.prepare(openings)?;
    let rows = statement.query_map([], |row| {
        let closed: Option<String> = row.get(2)?;
        let texts: [String; 5] = [row.get(0)?, row.get(1)?, row.get(3)?, row.get(4)?, row.get(5)?];
        Ok((texts, closed))
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    writing(connection, Log::Answers, |chain| {
        for ([case, opened, schedule, owner, office], closed) in rows {
            connection.execute("update case_opening set office = ?2 where case_code = ?1", [&case, &office])?;
            chain.append(&json!({"what": CASE, "at": at, "who": BY_THE_PROGRAM, "case": case, "opened": opened,
                "closed": closed, "schedule": schedule, "owner": owner, "office": office, "known": "{}"}))?;
        }
        Ok(())
    })?;
    let mut statement = connection.prepare(
        "select id, wanted from (
           select administration.id, administration.office, coalesce(case_opening.office, (
               select said.office from administration as said
               where said.case_code = administration.case_code and said.office <> '' order by said.id desc limit 1), '') as wanted
           from administration left join case_opening using (case_code)
         ) where office <> wanted order by id",
    )?;
    let wrong = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let wrong = wrong.collect::<Result<Vec<(i64, String)>, _>>()?;
    writing(connection, Log::Answers, |chain| wrong.iter().try_for_each(|(id, office)| put_in_office(chain, *id, office, &at)))
}
