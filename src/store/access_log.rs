use std::collections::BTreeMap;

use rusqlite::Connection;
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

/// Something that the log of access holds.
#[derive(Clone, Copy, Debug)]
pub enum Access<'a> {
    /// Logged in on the web.
    LoggedIn,
    /// Gave a wrong password on the web.
    Failed,
    /// Looked at a case.
    Looked {
        /// Its code.
        case: &'a str,
    },
    /// Gave a code, with which a case was asked.
    GaveCode {
        /// Its code.
        case: &'a str,
        /// The administration.
        administration: i64,
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
    /// Copied the whole store.
    BackedUp,
}

impl Access<'_> {
    fn content(&self) -> Value {
        match self {
            Self::LoggedIn => json!({"what": "logged in"}),
            Self::Failed => json!({"what": "failed to log in"}),
            Self::Looked { case } => json!({"what": "looked at a case", "case": case}),
            Self::GaveCode { case, administration } => {
                json!({"what": "gave a code", "case": case, "administration": administration})
            }
            Self::Exported { measure, administrations, confidential } => json!({"what": "exported", "measure": measure,
                "administrations": administrations, "confidential": confidential}),
            Self::BackedUp => json!({"what": "copied the store"}),
        }
    }
}

/// What is logged of somebody who is given access. The password, which is hashed already, is hashed once more.
pub(super) fn staff_content(name: &str, role: &str, office: &str, password: &str) -> Value {
    json!({"what": STAFF, "name": name, "role": role, "office": office, "password": text_hash(password)})
}

/// What a row says where somebody was given access, and where it was taken away.
pub(super) const STAFF: &str = "gave access";
pub(super) const REMOVED: &str = "took access away";

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

impl AccessRow {
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
            let row = AccessRow::of(seq, &content).ok_or_else(|| {
                StoreError::Unreadable(format!("row {seq} of the log of access; `verbond store audit` says more"))
            })?;
            if case.is_none_or(|case| row.case.as_deref() == Some(case)) && who.is_none_or(|who| row.who == who) {
                found.push(row);
            }
        }
        Ok(found)
    }

    /// Erases rows of the log of access that were written before a moment. What says who may log in today stays. Gives how many went.
    ///
    /// # Errors
    /// Where the clock was set back, or the database fails.
    pub fn purge_access(&mut self, before: &str, by: &By<'_>) -> Result<usize, StoreError> {
        self.trusts(by.at)?;
        self.write(|connection| {
            let rows = access_before(connection, before)?;
            empty_rows(connection, Log::Access, &rows)?;
            if !rows.is_empty() {
                append(connection, by, json!({"what": "purged the log of access", "rows": rows}))?;
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

/// Rows of the log of access before a moment that may go: not those which say that rows were erased, and not the last on each member of staff.
fn access_before(connection: &Connection, before: &str) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select seq from access_log
         where json_valid(content) and json_extract(content, '$.at') < ?1 and json_extract(content, '$.rows') is null
           and not (json_extract(content, '$.what') = ?2 and seq in
             (select max(seq) from access_log where json_valid(content) and json_extract(content, '$.name') in (select name from staff)
              group by json_extract(content, '$.name')))
         order by seq",
    )?;
    Ok(statement.query_map([before, STAFF], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Rows of the log of access on a case.
pub(super) fn rows_of_case(connection: &Connection, case: &str) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection
        .prepare_cached("select seq from access_log where json_valid(content) and json_extract(content, '$.case') = ?1")?;
    Ok(statement.query_map([case], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
