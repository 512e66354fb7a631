use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value as Cell;
use serde_json::Value;

use super::super::access_log::Happening;
use super::super::chain::Log;
use super::super::openings::CASE;
use super::super::pictures::PICTURES;
use super::super::signals::SEEN;

/// A table whose rows the logs tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    Administration,
    Answer,
    CaseOpening,
    LogOfAdministration,
    MeasurePictures,
    MeasureText,
    SignalSeen,
    Staff,
}

impl Table {
    pub(super) const ALL: [Self; 8] = [
        Self::Administration,
        Self::Answer,
        Self::CaseOpening,
        Self::LogOfAdministration,
        Self::MeasurePictures,
        Self::MeasureText,
        Self::SignalSeen,
        Self::Staff,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Administration => "administration",
            Self::Answer => "answer",
            Self::CaseOpening => "case_opening",
            Self::LogOfAdministration => "log_of_administration",
            Self::MeasurePictures => "measure_pictures",
            Self::MeasureText => "measure_text",
            Self::SignalSeen => "signal_seen",
            Self::Staff => "staff",
        }
    }

    /// What a row is found by.
    pub(super) fn key(self) -> &'static [&'static str] {
        match self {
            Self::Administration => &["id"],
            Self::Answer => &["administration", "item"],
            Self::CaseOpening => &["case_code"],
            Self::LogOfAdministration => &["administration", "seq"],
            Self::MeasurePictures => &["seq"],
            Self::MeasureText => &["sha256"],
            Self::SignalSeen => &["administration", "signal"],
            Self::Staff => &["name"],
        }
    }

    /// What else a row holds.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Administration => &[
                "case_code",
                "measure",
                "sha256",
                "informant",
                "occasion",
                "date",
                "language",
                "known",
                "begun",
                "finished",
                "confidential",
                "office",
                "closed",
            ],
            Self::Answer => &["answer", "seq"],
            Self::CaseOpening => &["opened", "closed", "schedule", "owner", "office", "known"],
            Self::LogOfAdministration => &[],
            Self::MeasurePictures => &["measure", "sha256", "pictures", "at"],
            // The text and the password stand in the log by their hashes.
            Self::MeasureText => &["measure", "text", "seq"],
            Self::SignalSeen => &["who", "at", "note"],
            Self::Staff => &["role", "password", "office"],
        }
    }
}

/// A part of what a row is found by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Number(i64),
    Text(String),
    /// What no row that the program wrote is found by.
    Other(String),
}

impl Part {
    pub(super) fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Integer(number) => Self::Number(*number),
            Cell::Text(text) => Self::Text(text.clone()),
            Cell::Null | Cell::Real(_) | Cell::Blob(_) => Self::Other(format!("{cell:?}")),
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => format!("`{text}`"),
            Self::Other(words) => words.clone(),
        }
    }
}

/// What a row is found by.
pub(super) type Key = Vec<Part>;

/// A key as people read it.
pub(super) fn in_words(key: &Key) -> String {
    key.iter().map(Part::words).collect::<Vec<_>>().join(", ")
}

/// What the logs say stands in the tables, and which of their rows they say were erased.
#[derive(Default)]
pub(super) struct Told {
    pub(super) rows: BTreeMap<Table, BTreeMap<Key, Vec<Cell>>>,
    pub(super) erased: BTreeSet<i64>,
}

impl Told {
    /// Takes down what a row of a log says. A row that is not readable was edited, which its hash tells.
    pub(super) fn take(&mut self, log: Log, seq: i64, content: &str) {
        let Ok(content) = serde_json::from_str::<Value>(content) else { return };
        let what = content["what"].as_str().unwrap_or_default();
        // Rows say that others were erased whatever else they say.
        if let Some(rows) = content["rows"].as_array() {
            self.erased.extend(rows.iter().filter_map(Value::as_i64));
        }
        match log {
            Log::Answers => self.of_answers(what, seq, &content),
            Log::Access => self.of_access(what, &content),
        }
    }

    fn of_answers(&mut self, what: &str, seq: i64, content: &Value) {
        let text = |name: &str| Cell::Text(content[name].as_str().unwrap_or_default().to_owned());
        if what == "text" {
            let row = vec![text("measure"), text("text_sha256"), Cell::Integer(seq)];
            self.table(Table::MeasureText).insert(vec![Part::of(&text("sha256"))], row);
        }
        if what == PICTURES {
            let row = ["measure", "sha256", "pictures", "at"].map(text).to_vec();
            self.table(Table::MeasurePictures).insert(vec![Part::Number(seq)], row);
        }
        if what == CASE {
            // Until the ninth step of the schema nothing was known of a case itself.
            let known = Cell::Text(content["known"].as_str().unwrap_or("{}").to_owned());
            let closed = content["closed"].as_str().map_or(Cell::Null, |day| Cell::Text(day.to_owned()));
            let row = vec![text("opened"), closed, text("schedule"), text("owner"), text("office"), known];
            self.table(Table::CaseOpening).insert(vec![Part::of(&text("case"))], row);
        }
        let Some(id) = content["administration"].as_i64() else { return };
        self.table(Table::LogOfAdministration).insert(vec![Part::Number(id), Part::Number(seq)], vec![]);
        let key = vec![Part::Number(id)];
        match what {
            "begun" => {
                let of_log = ["case", "measure", "sha256", "informant", "occasion", "date", "language", "known", "at"];
                let row =
                    of_log.map(text).into_iter().chain([Cell::Null, Cell::Integer(0), Cell::Text(String::new()), Cell::Null]);
                self.table(Table::Administration).insert(key, row.collect());
            }
            "finished" => self.set(key, "finished", text("at")),
            "confidential" => self.set(key, "confidential", Cell::Integer(1)),
            "office" => self.set(key, "office", text("office")),
            "closed" => self.set(key, "closed", text("why")),
            "reopened" => self.set(key, "closed", Cell::Null),
            "changed" => {
                for column in ["occasion", "date", "language", "known"].into_iter().filter(|column| content[*column].is_string())
                {
                    self.set(key.clone(), column, text(column));
                }
            }
            SEEN => {
                let key = vec![Part::Number(id), Part::of(&text("signal"))];
                self.table(Table::SignalSeen).insert(key, ["who", "at", "note"].map(text).to_vec());
            }
            "answered" => {
                let key = vec![Part::Number(id), Part::of(&text("item"))];
                let answer = text("answer");
                if answer == Cell::Text(String::new()) {
                    self.table(Table::Answer).remove(&key);
                } else {
                    self.table(Table::Answer).insert(key, vec![answer, Cell::Integer(seq)]);
                }
            }
            _ => {}
        }
    }

    fn of_access(&mut self, what: &str, content: &Value) {
        let text = |name: &str| Cell::Text(content[name].as_str().unwrap_or_default().to_owned());
        let key = vec![Part::of(&text("name"))];
        match Happening::of_words(what) {
            Some(Happening::GaveAccess | Happening::ChangedPassword) => {
                self.table(Table::Staff).insert(key, ["role", "password", "office"].map(text).to_vec());
            }
            Some(Happening::TookAccess) => {
                self.table(Table::Staff).remove(&key);
            }
            Some(
                Happening::LoggedIn
                | Happening::FailedToLogIn
                | Happening::Looked
                | Happening::RefusedCase
                | Happening::GaveCode
                | Happening::Entered
                | Happening::TookIn
                | Happening::HandedOver
                | Happening::Exported
                | Happening::ExportedCases
                | Happening::CopiedStore
                | Happening::FailedToChangePassword
                | Happening::LookedAtLog
                | Happening::PurgedLog
                | Happening::Erased
                | Happening::Purged,
            )
            | None => {}
        }
    }

    fn table(&mut self, table: Table) -> &mut BTreeMap<Key, Vec<Cell>> {
        self.rows.entry(table).or_default()
    }

    fn set(&mut self, key: Key, column: &str, cell: Cell) {
        let at = Table::Administration.columns().iter().position(|there| *there == column);
        if let (Some(row), Some(at)) = (self.table(Table::Administration).get_mut(&key), at) {
            row[at] = cell;
        }
    }
}
