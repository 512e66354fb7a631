use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use serde::Serialize;
use serde_json::{Value, json};

use super::chain::{Log, empty_rows, writing};
use super::measure_texts::text_hash;
use super::{Store, StoreError};

/// Who does something, and when.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// The name of a member of staff, or whoever sits at the machine of the store.
    pub who: &'a str,
    /// Now, as RFC 3339 writes it.
    pub at: &'a str,
}

/// Who is named in the log of access where a name was given that nobody has: there may be a password in its place.
pub const NOBODY: &str = "a name that nobody has";

/// What can happen that the log of access holds a row on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// Somebody logged in on the web.
    LoggedIn,
    /// Somebody gave a wrong password on the web.
    FailedToLogIn,
    /// Somebody looked at a case.
    Looked,
    /// Somebody wanted to open a case that is with another office.
    RefusedCase,
    /// Somebody gave a code, with which a case was asked.
    GaveCode,
    /// Somebody typed a questionnaire over from paper.
    Entered,
    /// Somebody took a file of answers in on the web.
    TookIn,
    /// Somebody gave a case over to another person, or to another office.
    HandedOver,
    /// Somebody took answers out of the store.
    Exported,
    /// Somebody took out whose cases are, when they were opened, and which signals were seen.
    ExportedCases,
    /// Somebody copied the whole store.
    CopiedStore,
    /// Somebody was given access, or another role, office or password.
    GaveAccess,
    /// The access of somebody was taken away.
    TookAccess,
    /// Somebody changed their own password on the web.
    ChangedPassword,
    /// Somebody who was logged in gave a wrong password where they wanted to change it.
    FailedToChangePassword,
    /// Somebody looked at the log of access on the web.
    LookedAtLog,
    /// Rows of the log of access were erased.
    PurgedLog,
    /// A case was erased.
    Erased,
    /// What was kept long enough was erased.
    Purged,
}

impl Happening {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::LoggedIn,
        Self::FailedToLogIn,
        Self::Looked,
        Self::RefusedCase,
        Self::GaveCode,
        Self::Entered,
        Self::TookIn,
        Self::HandedOver,
        Self::Exported,
        Self::ExportedCases,
        Self::CopiedStore,
        Self::GaveAccess,
        Self::TookAccess,
        Self::ChangedPassword,
        Self::FailedToChangePassword,
        Self::LookedAtLog,
        Self::PurgedLog,
        Self::Erased,
        Self::Purged,
    ];

    /// Its words in the log.
    pub fn words(self) -> &'static str {
        match self {
            Self::LoggedIn => "logged in",
            Self::FailedToLogIn => "failed to log in",
            Self::Looked => "looked at a case",
            Self::RefusedCase => "was refused a case",
            Self::GaveCode => "gave a code",
            Self::Entered => "typed a questionnaire over",
            Self::TookIn => "took answers in",
            Self::HandedOver => "handed a case over",
            Self::Exported => "exported",
            Self::ExportedCases => "exported what is held of cases",
            Self::CopiedStore => "copied the store",
            Self::GaveAccess => "gave access",
            Self::TookAccess => "took access away",
            Self::ChangedPassword => "changed the password",
            Self::FailedToChangePassword => "failed to change the password",
            Self::LookedAtLog => "looked at the log of access",
            Self::PurgedLog => "purged the log of access",
            Self::Erased => "erased",
            Self::Purged => "purged",
        }
    }

    /// What some words in the log say.
    pub fn of_words(words: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|happening| happening.words() == words)
    }
}

/// Something that is written into the log of access by itself; what else happens is written with what it changes.
#[derive(Clone, Copy, Debug)]
pub enum Access<'a> {
    /// Logged in on the web.
    LoggedIn,
    /// Gave a wrong password on the web.
    Failed,
    /// Gave a wrong password to change it.
    FailedToChangePassword,
    /// Looked at a case.
    Looked {
        /// Its code.
        case: &'a str,
    },
    /// Wanted to open a case that is with another office.
    RefusedCase {
        /// Its code.
        case: &'a str,
    },
    /// Took answers to a measure out of the store.
    Exported {
        /// Which, as `alliance-monitor@0.3.0`.
        measure: &'a str,
        /// How many administrations.
        administrations: usize,
        /// How many of them are confidential.
        confidential: usize,
    },
    /// Took a file of answers to a measure in on the web.
    TookIn {
        /// Which, as `alliance-monitor@0.3.0`.
        measure: &'a str,
        /// How many administrations.
        administrations: usize,
        /// Of how many cases.
        cases: usize,
    },
    /// Took out whose cases are, when they were opened, and which signals were seen.
    ExportedCases {
        /// How many cases.
        cases: usize,
    },
    /// Copied the whole store.
    BackedUp,
    /// Looked at the log of access on the web.
    LookedAtLog,
}

impl Access<'_> {
    fn content(&self) -> Value {
        let (happening, mut content) = match self {
            Self::LoggedIn => (Happening::LoggedIn, json!({})),
            Self::Failed => (Happening::FailedToLogIn, json!({})),
            Self::FailedToChangePassword => (Happening::FailedToChangePassword, json!({})),
            Self::Looked { case } => (Happening::Looked, json!({"case": case})),
            Self::RefusedCase { case } => (Happening::RefusedCase, json!({"case": case})),
            Self::Exported { measure, administrations, confidential } => {
                let content = json!({"measure": measure, "administrations": administrations, "confidential": confidential});
                (Happening::Exported, content)
            }
            Self::TookIn { measure, administrations, cases } => {
                let content = json!({"measure": measure, "administrations": administrations, "cases": cases});
                (Happening::TookIn, content)
            }
            Self::ExportedCases { cases } => (Happening::ExportedCases, json!({"cases": cases})),
            Self::BackedUp => (Happening::CopiedStore, json!({})),
            Self::LookedAtLog => (Happening::LookedAtLog, json!({})),
        };
        content["what"] = json!(happening.words());
        content
    }
}

/// What is logged of somebody who may log in from now on by what is said here. The password, which is hashed already,
/// is hashed once more.
pub(super) fn staff_content(happening: Happening, [name, role, office]: [&str; 3], password: &str) -> Value {
    json!({"what": happening.words(), "name": name, "role": role, "office": office, "password": text_hash(password)})
}

/// Adds a row to the log of access, within the transaction that is open.
pub(super) fn append(connection: &Connection, by: &By<'_>, mut content: Value) -> Result<(), StoreError> {
    content["at"] = json!(by.at);
    content["who"] = json!(by.who);
    writing(connection, Log::Access, |chain| chain.append(&content).map(drop))
}

/// A row of the log of access.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AccessRow {
    /// Its number.
    pub row: i64,
    /// When, as RFC 3339 writes it.
    pub at: String,
    /// Who.
    pub who: String,
    /// What.
    pub what: String,
    /// The code of the case that it was about.
    pub case: Option<String>,
    /// What else it says, as `measure` or `administrations`.
    pub details: BTreeMap<String, Value>,
}

/// Which rows of the log of access are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccessQuery<'a> {
    /// Those on a case.
    pub case: Option<&'a str>,
    /// Those of somebody.
    pub who: Option<&'a str>,
    /// Those before a row.
    pub before: Option<i64>,
}

impl AccessRow {
    fn read(row: i64, content: &str) -> Result<Self, StoreError> {
        let unreadable = || StoreError::Unreadable(format!("row {row} of the log of access; `verbond store audit` says more"));
        Self::of(row, content).ok_or_else(unreadable)
    }

    fn of(row: i64, content: &str) -> Option<Self> {
        let Value::Object(mut content) = serde_json::from_str(content).ok()? else { return None };
        // What an audit needs of a password says nothing to a reader.
        content.remove("password");
        let mut text = |name: &str| content.remove(name).and_then(|value| value.as_str().map(str::to_owned));
        let (at, who, what, case) = (text("at")?, text("who")?, text("what")?, text("case"));
        Some(Self { row, at, who, what, case, details: content.into_iter().collect() })
    }
}

impl Store {
    /// Adds a row to the log of access.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn note_access(&mut self, by: &By<'_>, access: &Access<'_>) -> Result<(), StoreError> {
        self.write(|connection| append(connection, by, access.content()))
    }

    /// The rows of the log of access that are not erased: of a case, of somebody, or all.
    ///
    /// # Errors
    /// Where the database fails, or a row cannot be read.
    pub fn access_log(&self, case: Option<&str>, who: Option<&str>) -> Result<Vec<AccessRow>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("select seq, content from access_log where content is not null order by seq")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (seq, content): (i64, String) = (row.get(0)?, row.get(1)?);
            let row = AccessRow::read(seq, &content)?;
            if case.is_none_or(|case| row.case.as_deref() == Some(case)) && who.is_none_or(|who| row.who == who) {
                found.push(row);
            }
        }
        Ok(found)
    }

    /// The latest rows of the log of access that are not erased, the last one first: so many at the most.
    ///
    /// # Errors
    /// Where the database fails, or a row cannot be read.
    pub fn latest_access(&self, asked: &AccessQuery<'_>, most: u32) -> Result<Vec<AccessRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "select seq, content from access_log
             where content is not null and (?1 is null or seq < ?1)
               and (?2 is null or (json_valid(content) and json_extract(content, '$.case') = ?2))
               and (?3 is null or (json_valid(content) and json_extract(content, '$.who') = ?3))
             order by seq desc limit ?4",
        )?;
        let mut rows = statement.query(params![asked.before, asked.case, asked.who, most])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(AccessRow::read(row.get(0)?, &row.get::<_, String>(1)?)?);
        }
        Ok(found)
    }

    /// Erases rows of the log of access that were written before a moment. What says who may log in today stays. Gives
    /// how many went.
    ///
    /// # Errors
    /// Where the clock was set back, or the database fails.
    pub fn purge_access(&mut self, before: &str, by: &By<'_>) -> Result<usize, StoreError> {
        self.trusts(by.at)?;
        self.write(|connection| {
            let rows = access_before(connection, before)?;
            empty_rows(connection, Log::Access, &rows)?;
            if !rows.is_empty() {
                append(connection, by, json!({"what": Happening::PurgedLog.words(), "rows": rows}))?;
            }
            Ok(rows.len())
        })
    }

    /// How many rows [`Store::purge_access`] would erase.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn access_rows_before(&self, before: &str) -> Result<usize, StoreError> {
        Ok(access_before(&self.connection, before)?.len())
    }
}

/// Rows of the log of access before a moment that may go: not those which say that rows were erased, and not the last
/// on each member of staff.
fn access_before(connection: &Connection, before: &str) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select seq from access_log
         where json_valid(content) and json_extract(content, '$.at') < ?1 and json_extract(content, '$.rows') is null
           and not (json_extract(content, '$.what') in (?2, ?3) and seq in
             (select max(seq) from access_log where json_valid(content) and json_extract(content, '$.name') in (select name from staff)
              group by json_extract(content, '$.name')))
         order by seq",
    )?;
    let of_staff = [Happening::GaveAccess, Happening::ChangedPassword].map(Happening::words);
    Ok(statement.query_map([before, of_staff[0], of_staff[1]], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Rows of the log of access on a case.
pub(super) fn rows_of_case(connection: &Connection, case: &str) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection
        .prepare_cached("select seq from access_log where json_valid(content) and json_extract(content, '$.case') = ?1")?;
    Ok(statement.query_map([case], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
