use std::collections::{BTreeMap, BTreeSet};

use rusqlite::OptionalExtension;
use serde::Serialize;
use serde_json::Value;

use super::chain::{chained, content_hash};
use super::{Store, StoreError};

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// Rows of the log that were looked at.
    pub rows: usize,
    /// Those of them that were erased as the log itself says.
    pub erased: usize,
    /// The hash of the last row, in hexadecimal: written down elsewhere, it shows later that nothing before it was changed.
    pub head: String,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// Something that nobody should have been able to do through the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Finding {
    /// A row says something else than it said when it was written.
    Edited {
        /// Its number.
        row: i64,
    },
    /// Rows are gone, or were put in between.
    Broken {
        /// Where the chain does not go on.
        row: i64,
    },
    /// A row was emptied, and no erasure says so.
    Emptied {
        /// Its number.
        row: i64,
    },
    /// The end of the log is not where it was.
    Shortened {
        /// The last row there should be.
        row: i64,
    },
    /// An answer stands otherwise than the log says it was last given.
    Differs {
        /// The administration.
        administration: i64,
        /// The item.
        item: String,
    },
}

impl Finding {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Edited { row } => format!("row {row} of the log was edited after it was written"),
            Self::Broken { row } => format!("the chain breaks at row {row}: rows before it are gone, or were put in"),
            Self::Emptied { row } => format!("row {row} of the log was emptied, and no erasure says so"),
            Self::Shortened { row } => format!("the log should go on to row {row}"),
            Self::Differs { administration, item } => {
                format!("the answer to `{item}` in administration {administration} is not the one that was given last")
            }
        }
    }
}

impl Store {
    /// Verifies the chain of the log, and that the answers are those that it says were given.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn audit(&self) -> Result<Audit, StoreError> {
        let mut audit = Audit::default();
        let (mut before, mut last): (Vec<u8>, i64) = (Vec::new(), 0);
        let (mut emptied, mut said_erased) = (Vec::new(), BTreeSet::new());
        let mut given: BTreeMap<(i64, String), String> = BTreeMap::new();
        let mut statement = self.connection.prepare("select seq, content, salt, content_hash, hash from log order by seq")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            let (content, salt): (Option<String>, Option<Vec<u8>>) = (row.get(1)?, row.get(2)?);
            let (said, hash): (Vec<u8>, Vec<u8>) = (row.get(3)?, row.get(4)?);
            audit.rows += 1;
            if seq != last + 1 || chained(&before, seq, &said).as_slice() != hash {
                audit.findings.push(Finding::Broken { row: seq });
            }
            match (content, salt) {
                (Some(content), Some(salt)) => {
                    if content_hash(&content, &salt).as_slice() != said {
                        audit.findings.push(Finding::Edited { row: seq });
                    }
                    note(&content, &mut given, &mut said_erased);
                }
                _ => emptied.push(seq),
            }
            (before, last) = (hash, seq);
        }
        audit.erased = emptied.len();
        let unsaid = emptied.into_iter().filter(|row| !said_erased.contains(row));
        audit.findings.extend(unsaid.map(|row| Finding::Emptied { row }));
        let head: Option<(i64, Vec<u8>)> =
            self.connection.query_row("select seq, hash from head", [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        if let Some((seq, hash)) = head.filter(|(seq, hash)| (*seq, hash) != (last, &before)) {
            audit.findings.push(if seq > last { Finding::Shortened { row: seq } } else { Finding::Broken { row: last } });
            drop(hash);
        }
        audit.head = crate::syntax::hexadecimal(&before);
        self.compare(&given, &mut audit.findings)?;
        Ok(audit)
    }

    /// Compares the answers as they stand with those that the log says were given last.
    fn compare(&self, given: &BTreeMap<(i64, String), String>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare("select administration, item, answer from answer")?;
        let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
        let standing = rows.collect::<Result<BTreeMap<(i64, String), String>, _>>()?;
        let mut ids = self.connection.prepare("select id from administration")?;
        let ids = ids.query_map([], |row| row.get::<_, i64>(0))?.collect::<Result<BTreeSet<i64>, _>>()?;
        let expected = given.iter().filter(|((id, _), answer)| ids.contains(id) && !answer.is_empty());
        let expected: BTreeMap<&(i64, String), &String> = expected.collect();
        let differs =
            expected.iter().filter(|(key, answer)| standing.get(**key) != Some(**answer)).map(|(key, _)| (*key).clone());
        let extra = standing.keys().filter(|key| !expected.contains_key(key)).cloned();
        findings.extend(differs.chain(extra).map(|(administration, item)| Finding::Differs { administration, item }));
        Ok(())
    }
}

/// Takes down what a row says of answers and erasures.
fn note(content: &str, given: &mut BTreeMap<(i64, String), String>, erased: &mut BTreeSet<i64>) {
    let Ok(content) = serde_json::from_str::<Value>(content) else { return };
    match content["what"].as_str() {
        Some("answered") => {
            if let (Some(id), Some(item)) = (content["administration"].as_i64(), content["item"].as_str()) {
                given.insert((id, item.to_owned()), content["answer"].as_str().unwrap_or_default().to_owned());
            }
        }
        Some("erased" | "purged") => erased.extend(content["rows"].as_array().into_iter().flatten().filter_map(Value::as_i64)),
        _ => {}
    }
}
