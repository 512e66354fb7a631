//! Whoever edits what is kept behind the back of the program is found, whatever they edit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;
use verbond::administer::{CaseCode, Identity};
use verbond::instrument::Day;
use verbond::store::{Access, Audit, Begun, By, Closed, Finding, Member, Opening, Pictures, Role, Store, StoreError};

use crate::program::{command, folder, ran, run};
use crate::storing::without_guards;

const AT: &str = "2026-01-01T10:00:00Z";

fn at(moment: &str) -> By<'_> {
    By { who: "the tests", at: moment }
}

fn begin(store: &mut Store, case: &str, occasion: &str) -> i64 {
    let identity = Identity {
        occasion: occasion.to_owned(),
        informant: "client".to_owned(),
        date: "2026-01-01".to_owned(),
        language: "nl".to_owned(),
        ..Identity::default()
    };
    let begun = Begun {
        measure: "alliance-monitor@0.3.0",
        sha256: "00",
        text: "verbond 1",
        case: &CaseCode::parse(case).unwrap(),
        identity: &identity,
        known: &BTreeMap::from([("hours".to_owned(), "3".to_owned())]),
        at: AT,
    };
    store.begin_administration(&begun).unwrap()
}

/// A store in which every table holds something, and of which something was erased.
fn filled(path: &Path) {
    let mut store = Store::open(path).unwrap();
    for (case, occasion) in [("c-1", "1"), ("c-1", "2"), ("c-2", "1"), ("gone-1", "1")] {
        let id = begin(&mut store, case, occasion);
        for (item, answer) in [("word", "4"), ("plain", "2"), ("word", "5")] {
            store.give(id, item, answer, AT).unwrap();
        }
        if occasion == "1" {
            store.make_confidential(id, AT).unwrap();
            store.finish(id, AT).unwrap();
        }
    }
    for pictures in ["aa", "bb"] {
        let shown = Pictures { measure: "alliance-monitor@0.3.0", sha256: "00", pictures };
        store.note_pictures(&shown, AT).unwrap();
    }
    let anna = Member { name: "anna".to_owned(), role: Role::Officer, office: "north".to_owned() };
    store.set_user(&anna, "a hash", &at(AT)).unwrap();
    store.set_user(&Member { name: "bert".to_owned(), ..anna }, "another hash", &at(AT)).unwrap();
    store.note_access(&at(AT), &Access::Looked { case: "c-1" }).unwrap();
    let opening = |case: &str, closed: Option<&str>| Opening {
        case: case.to_owned(),
        opened: Day::iso("2026-01-01").unwrap(),
        closed: closed.and_then(Day::iso),
        schedule: "supervision".to_owned(),
        owner: "anna".to_owned(),
        office: "north".to_owned(),
        known: BTreeMap::from([("age".to_owned(), "34".to_owned())]),
    };
    for (case, closed) in [("c-1", None), ("c-1", Some("2026-02-01")), ("c-2", None), ("gone-1", None)] {
        store.put_opening(&opening(case, closed), &at(AT)).unwrap();
    }
    for (id, note) in [(1, "talked about it"), (2, ""), (4, "gone with the case")] {
        store.see(&[(id, "distrust".to_owned()), (id, "below-best of total".to_owned())], note, &at(AT)).unwrap();
    }
    store.begin_session("a secret", Some("anna"), None, "2099-01-01T00:00:00Z").unwrap();
    store.begin_session("another", None, Some(1), "2099-01-01T00:00:00Z").unwrap();
    store.pause(2, Some("a word")).unwrap();
    store.close(2, Closed::Mistaken, "another person", &at(AT)).unwrap();
    let answered = begin(&mut store, "c-3", "1");
    store.pause(answered, Some("a word")).unwrap();
    store.seat(&[answered, 3]).unwrap();
    assert!(store.issue("123456", answered, "2099-01-01T00:00:00Z", &at(AT)).unwrap());
    store.erase("gone-1", &at(AT)).unwrap();
    assert_eq!(store.audit(None).unwrap().findings, []);
}

fn audited(path: &Path) -> Result<Audit, StoreError> {
    Store::audited(path, None, None)
}

fn is_found(path: &Path) -> bool {
    audited(path).map_or(true, |audit| !audit.findings.is_empty())
}

/// The tables of a store, each with its columns.
fn tables(connection: &Connection) -> Vec<(String, Vec<String>)> {
    let names = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let tables = names("select name from sqlite_master where type = 'table' order by name");
    tables.into_iter().map(|table| (table.clone(), names(&format!("select name from pragma_table_info('{table}')")))).collect()
}

/// The rows of a table.
fn rows(connection: &Connection, table: &str, columns: &[String]) -> Vec<Vec<Value>> {
    let mut statement = connection.prepare(&format!("select {} from {table}", columns.join(", "))).unwrap();
    let cells = |row: &rusqlite::Row<'_>| (0..columns.len()).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>();
    statement.query_map([], cells).unwrap().collect::<Result<_, _>>().unwrap()
}

/// The test that finds one row.
fn is_row(columns: &[String]) -> String {
    columns.iter().enumerate().map(|(at, column)| format!("{column} is ?{}", at + 1)).collect::<Vec<_>>().join(" and ")
}

/// Other values that a cell could be given.
fn others(cell: &Value) -> Vec<Value> {
    match cell {
        Value::Null => vec![Value::Text("2026-02-02T10:00:00Z".to_owned())],
        Value::Integer(number) => vec![Value::Integer(number + 1), Value::Integer(number ^ 1), Value::Integer(1), Value::Null],
        Value::Text(text) => {
            vec![
                Value::Text(format!("{text}0")),
                Value::Text(text.replacen('1', "2", 1)),
                Value::Text(String::new()),
                Value::Null,
            ]
        }
        Value::Blob(bytes) => {
            let mut other = bytes.clone();
            other[0] ^= 1;
            vec![Value::Blob(other), Value::Null]
        }
        Value::Real(_) => vec![],
    }
}

/// Columns that the docs say an audit does not cover, as `table.column`.
fn said_uncovered() -> BTreeSet<String> {
    let docs = std::fs::read_to_string("docs/security.md").unwrap();
    let part = docs.split("<!-- not covered -->").nth(1).unwrap();
    part.split('`').skip(1).step_by(2).filter(|name| name.contains('.')).map(str::to_owned).collect()
}

/// Every cell of every table is given other values, one at a time. The cells are generated from the schema, so that a
/// new column cannot be forgotten.
#[test]
fn every_edit_of_a_cell_is_found_or_said_not_to_be() {
    let folder = folder();
    let (path, copy) = (folder.path().join("s.sqlite"), folder.path().join("copy.sqlite"));
    filled(&path);
    let original = std::fs::read(&path).unwrap();
    let read = Connection::open(&path).unwrap();
    let (mut missed, mut edited, mut tried) = (BTreeSet::new(), BTreeSet::new(), 0);
    for (table, columns) in tables(&read) {
        let rows = rows(&read, &table, &columns);
        assert!(!rows.is_empty(), "nothing stands in {table}");
        // The last rows too: what ends a log is looked at in another way.
        let some: Vec<&Vec<Value>> = rows.iter().take(2).chain(rows.iter().rev().take(2)).collect();
        for (row, at) in some.iter().flat_map(|row| (0..columns.len()).map(move |at| (row, at))) {
            for other in others(&row[at]).into_iter().filter(|other| *other != row[at]) {
                std::fs::write(&copy, &original).unwrap();
                let outside = Connection::open(&copy).unwrap();
                let guards = without_guards(&outside);
                let edit = format!("update {table} set {} = ?{} where {}", columns[at], columns.len() + 1, is_row(&columns));
                let values = row.iter().chain([&other]);
                // What the file itself refuses, as two rows of one key, nobody can do.
                let changed = outside.execute(&edit, rusqlite::params_from_iter(values)).unwrap_or(0);
                outside.execute_batch(&guards).unwrap();
                drop(outside);
                let name = format!("{table}.{}", columns[at]);
                if changed == 1 {
                    tried += 1;
                    edited.insert(name.clone());
                    if !is_found(&copy) {
                        missed.insert(name);
                    }
                }
            }
        }
        let all: BTreeSet<String> = columns.iter().map(|column| format!("{table}.{column}")).collect();
        assert!(all.is_subset(&edited), "no edit of {:?} was tried", all.difference(&edited));
    }
    assert!(tried > 200, "only {tried} edits were tried");
    assert_eq!(missed, said_uncovered(), "`docs/security.md` names the columns that are not covered");
}

/// Rows that are deleted, rows that are added, and tables that are emptied.
#[test]
fn rows_that_go_or_come_are_found() {
    let folder = folder();
    let (path, copy) = (folder.path().join("s.sqlite"), folder.path().join("copy.sqlite"));
    filled(&path);
    let original = std::fs::read(&path).unwrap();
    let read = Connection::open(&path).unwrap();
    let uncovered = said_uncovered();
    let after = |deed: &dyn Fn(&Connection)| {
        std::fs::write(&copy, &original).unwrap();
        let outside = Connection::open(&copy).unwrap();
        let guards = without_guards(&outside);
        deed(&outside);
        outside.execute_batch(&guards).unwrap();
        drop(outside);
        is_found(&copy)
    };
    for (table, columns) in tables(&read) {
        // Whoever is logged in, the codes that were given, and the words to go on, are of the hour.
        if columns.iter().all(|column| uncovered.contains(&format!("{table}.{column}"))) {
            continue;
        }
        let empty = |outside: &Connection| {
            outside.execute(&format!("delete from {table}"), []).unwrap();
        };
        assert!(after(&empty), "{table} was emptied");
        let rows = rows(&read, &table, &columns);
        for row in &rows {
            let delete = format!("delete from {table} where {}", is_row(&columns));
            let deed = |outside: &Connection| {
                assert_eq!(outside.execute(&delete, rusqlite::params_from_iter(row)).unwrap(), 1, "{table}");
            };
            assert!(after(&deed), "{row:?} of {table} was deleted");
        }
        // The last administration is open: of what is finished the file itself refuses a second one.
        let mut added = rows[rows.len() - 1].clone();
        added[0] = match &added[0] {
            Value::Integer(number) => Value::Integer(number + 1000),
            Value::Text(text) => Value::Text(format!("{text}0")),
            other => panic!("{table} is found by {other:?}"),
        };
        let places: Vec<String> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
        let insert = format!("insert into {table} values ({})", places.join(", "));
        let add = |outside: &Connection| {
            outside.execute(&insert, rusqlite::params_from_iter(&added)).unwrap();
        };
        assert!(after(&add), "{table} grew");
    }
}

/// What was found by an attack: each said that nobody had edited anything.
#[test]
fn what_an_attack_did_is_found() {
    let folder = folder();
    let (path, copy) = (folder.path().join("s.sqlite"), folder.path().join("copy.sqlite"));
    filled(&path);
    let differs = |column: &'static str| Finding::Differs { table: "administration", row: "1".to_owned(), column };
    let row = |what: fn(&'static str, String) -> Finding, id: &str| what("administration", id.to_owned());
    let missing = |table, row| Finding::Missing { table, row };
    let deeds: [(&str, Finding); 8] = [
        ("update administration set case_code = 'c-9' where id = 1", differs("case_code")),
        ("update administration set occasion = '7' where id = 1", differs("occasion")),
        ("update administration set informant = 'worker' where id = 1", differs("informant")),
        ("update administration set confidential = 0 where id = 1", differs("confidential")),
        ("update administration set office = 'south' where id = 1", differs("office")),
        ("update administration set finished = null where id = 1", differs("finished")),
        ("delete from administration where id = 2", row(missing, "2")),
        ("delete from head", Finding::Headless { log: verbond::store::Log::Answers }),
    ];
    for (deed, expected) in deeds {
        std::fs::copy(&path, &copy).unwrap();
        let outside = Connection::open(&copy).unwrap();
        outside.execute_batch(deed).unwrap();
        drop(outside);
        let findings = audited(&copy).unwrap().findings;
        assert!(findings.contains(&expected), "{deed}: {findings:?}");
    }
}

/// All that a store holds.
fn dump(path: &Path) -> Vec<(String, Vec<Vec<Value>>)> {
    let read = Connection::open(path).unwrap();
    let mut all: Vec<(String, Vec<Vec<Value>>)> =
        tables(&read).into_iter().map(|(table, columns)| (table.clone(), rows(&read, &table, &columns))).collect();
    let columns = ["type", "name", "tbl_name", "sql"].map(str::to_owned);
    all.push(("sqlite_master".to_owned(), rows(&read, "sqlite_master", &columns)));
    all
}

/// A bit that is flipped anywhere in the file is found, or changes nothing that is kept.
#[test]
fn a_flipped_bit_is_found_or_without_effect() {
    let folder = folder();
    let (path, copy) = (folder.path().join("s.sqlite"), folder.path().join("copy.sqlite"));
    filled(&path);
    // Sessions, codes and words to go on are not covered, which the docs say.
    Connection::open(&path).unwrap().execute_batch("delete from session; delete from ticket; delete from pause; vacuum").unwrap();
    let (original, kept) = (std::fs::read(&path).unwrap(), dump(&path));
    assert!(!is_found(&path));
    let (mut state, mut found) = (0x9E37_79B9_7F4A_7C15_u64, 0);
    for _ in 0..1000 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let (at, bit) = (state as usize % original.len(), state >> 61);
        let mut bytes = original.clone();
        bytes[at] ^= 1 << bit;
        std::fs::write(&copy, &bytes).unwrap();
        if is_found(&copy) {
            found += 1;
        } else {
            assert_eq!(dump(&copy), kept, "bit {bit} of byte {at} was flipped, and not found");
        }
    }
    assert!(found > 100, "only {found} were found");
}

/// The names of the files of a folder, with what they hold.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap())).collect()
}

/// The program where no file may grow beyond so many bytes, as on a disk that is full.
#[cfg(unix)]
fn run_on_full_disk(blocks: u32, arguments: &[&str]) -> crate::program::Ran {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    let program = command();
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &script, "sh"]).arg(program.get_program()).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    ran(shell.env("NO_COLOR", "1").env("HOME", "/nonexistent").output().unwrap())
}

/// An audit writes nothing: not on a full disk, not beside a copy without its journal's index, not where others write.
#[cfg(unix)]
#[test]
fn an_audit_writes_nothing() {
    let folder = folder();
    let path = folder.path().join("s.sqlite");
    filled(&path);
    let audit = |path: &Path| run_on_full_disk(0, &["store", "--store", &path.display().to_string(), "audit"]);
    let before = files(folder.path());
    let closed = audit(&path);
    assert!(closed.code == 0 && closed.stdout.contains("nobody edited what was kept"), "{}{}", closed.stdout, closed.stderr);
    assert_eq!(files(folder.path()), before, "an audit changed a file, or made one");
    // Somebody writes meanwhile, and what they wrote is only in the journal.
    let mut writes = Store::open(&path).unwrap();
    let id = begin(&mut writes, "c-3", "1");
    writes.give(id, "word", "1", AT).unwrap();
    let rows = writes.audit(None).unwrap().rows;
    let said = format!("{rows} rows of the log");
    let shared = audit(&path);
    assert!(shared.code == 0 && shared.stdout.contains(&said), "{}{}", shared.stdout, shared.stderr);
    // A copy as a crash or a snapshot of the disk leaves it: the journal is there, and its index may not be.
    let copy = crate::program::folder();
    for name in ["s.sqlite", "s.sqlite-wal"] {
        std::fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    let before = files(copy.path());
    let crashed = audit(&copy.path().join("s.sqlite"));
    assert!(crashed.code == 0 && crashed.stdout.contains(&said), "{}{}", crashed.stdout, crashed.stderr);
    let after: BTreeMap<String, Vec<u8>> = files(copy.path()).into_iter().filter(|(_, bytes)| !bytes.is_empty()).collect();
    assert_eq!(after, before);
}

/// A head that was written down earlier lies on the chain, unless somebody wrote a new one.
#[test]
fn a_head_that_was_written_down_shows_a_new_chain() {
    let folder = folder();
    let path = folder.path().join("s.sqlite");
    filled(&path);
    let head = audited(&path).unwrap();
    let mut store = Store::open(&path).unwrap();
    begin(&mut store, "c-3", "1");
    drop(store);
    let audit = |path: &Path, head: &str| run(&["store", "--store", &path.display().to_string(), "audit", "--head", head]);
    for head in [&head.head, &head.access_head] {
        let fine = audit(&path, head);
        assert_eq!(fine.code, 0, "{}{}", fine.stdout, fine.stderr);
    }
    let forged = folder.path().join("forged.sqlite");
    filled(&forged);
    let found = audit(&forged, &head.head);
    assert!(found.code == 1 && found.stdout.contains("is of no row"), "{}{}", found.stdout, found.stderr);
    let no_head = audit(&path, "12ab");
    assert!(no_head.code == 2 && no_head.stderr.contains("is no head of a log"), "{}", no_head.stderr);
}

/// A file that is empty, or that another program made, is no store, and stays what it is.
#[test]
fn an_empty_file_is_no_store() {
    let folder = folder();
    let (empty, other) = (folder.path().join("empty.sqlite"), folder.path().join("other.sqlite"));
    std::fs::write(&empty, "").unwrap();
    Connection::open(&other).unwrap().execute_batch("create table log (seq); create table mine (x)").unwrap();
    let before = files(folder.path());
    for path in [&empty, &other].map(|path| path.display().to_string()) {
        for of in [&["audit"][..], &["stats"], &["case", "c-1"], &["erase", "c-1"], &["export", "alliance-monitor"], &["log"]] {
            let refused = run(&[&["store", "--store", path.as_str()], of].concat());
            assert!(
                refused.code == 2 && refused.stderr.contains("this is no store"),
                "{of:?}: {}{}",
                refused.stdout,
                refused.stderr
            );
        }
        let refused = run(&["follow", "alliance-monitor", "--store", &path]);
        assert!(refused.code == 2 && refused.stderr.contains("this is no store"), "{}", refused.stderr);
    }
    let nowhere = folder.path().join("nowhere.sqlite").display().to_string();
    let refused = run(&["follow", "alliance-monitor", "--store", &nowhere]);
    assert!(refused.code == 2 && refused.stderr.contains("there is no store"), "{}", refused.stderr);
    assert_eq!(files(folder.path()), before, "a file was changed or made");
}

/// A backup that fails half-way leaves nothing, and none is written over a file.
#[cfg(unix)]
#[test]
fn a_failed_backup_leaves_nothing() {
    let folder = folder();
    let path = folder.path().join("s.sqlite").display().to_string();
    assert_eq!(run(&["store", "--store", &path, "import", "alliance-monitor", "tests/data/alliance-monitor.csv"]).code, 0);
    let target = crate::program::folder();
    let backup = target.path().join("b.sqlite");
    let of = ["store", "--store", &path, "backup", &backup.display().to_string()];
    let failed = run_on_full_disk(400, &of);
    assert!(failed.code == 3 && failed.stderr.contains("b.sqlite"), "{} {}", failed.code, failed.stderr);
    assert_eq!(files(target.path()).len(), 0, "something is left of it");
    let made = run(&of);
    assert_eq!(made.code, 0, "{}", made.stderr);
    assert_eq!(files(target.path()).keys().collect::<Vec<_>>(), ["b.sqlite"]);
    assert_eq!(audited(&backup).unwrap().findings, []);
    assert_eq!(run(&of).code, 2, "it is there already");
}

/// The schema of stores before the logs held offices, confidential administrations and staff.
const THIRD: &str = include_str!("../data/store-3.sql");

/// A store that an earlier program made is brought to the schema of now as it is opened; all in it is covered from then
/// on.
#[test]
fn a_store_of_an_earlier_program_is_brought_to_now() {
    let folder = folder();
    let path = folder.path().join("s.sqlite");
    let earlier = Connection::open(&path).unwrap();
    earlier.execute_batch(THIRD).unwrap();
    let mut hash: Vec<u8> = Vec::new();
    let log = [
        r#"{"what":"begun","at":"2026-01-01T10:00:00Z","administration":1,"case":"c-1","measure":"alliance-monitor@0.3.0","sha256":"00","informant":"client","occasion":"1","date":"2026-01-01","language":"nl","known":"{}"}"#,
        r#"{"what":"answered","at":"2026-01-01T10:00:00Z","administration":1,"item":"word","answer":"4"}"#,
        r#"{"what":"finished","at":"2026-01-01T10:01:00Z","administration":1}"#,
    ];
    for (at, content) in log.iter().enumerate() {
        use sha2::{Digest, Sha256};
        let (seq, salt) = (at as i64 + 1, [7_u8; 32]);
        let of_content = Sha256::digest([&salt[..], content.as_bytes()].concat());
        hash = Sha256::digest([&hash[..], &seq.to_be_bytes()[..], of_content.as_slice()].concat()).to_vec();
        let row = rusqlite::params![seq, content, salt.as_slice(), of_content.as_slice(), hash];
        earlier.execute("insert into log values (?1, ?2, ?3, ?4, ?5)", row).unwrap();
        if at == 0 {
            let rows = "insert into administration values (1, 'c-1', 'alliance-monitor@0.3.0', '00', 'client', '1', '2026-01-01', 'nl', '{}',
                '2026-01-01T10:00:00Z', '2026-01-01T10:01:00Z', 1, 'north')";
            earlier.execute(rows, []).unwrap();
        }
        earlier.execute("insert into log_of_administration values (1, ?1)", [seq]).unwrap();
    }
    earlier.execute("insert into answer values (1, 'word', '4', 2)", []).unwrap();
    earlier.execute("insert into head values (1, 3, ?1)", [&hash]).unwrap();
    earlier.execute("insert into staff values ('anna', 'officer', 'a hash', 'north')", []).unwrap();
    drop(earlier);
    assert!(matches!(audited(&path), Err(StoreError::TooOld { found: 3, .. })), "it is not changed unasked");
    let old_head: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let name = path.display().to_string();
    let of = |arguments: &[&str]| run(&[&["store", "--store", name.as_str()], arguments].concat());
    let fine = of(&["audit", "--head", &old_head]);
    assert!(fine.code == 0 && fine.stdout.contains("5 rows of the log"), "{}{}", fine.stdout, fine.stderr);
    let store = Store::open(&path).unwrap();
    let kept = store.kept(None, Some("c-1")).unwrap();
    assert!(kept[0].confidential && kept[0].office == "north", "{kept:?}");
    drop(store);
    for edit in [
        "update administration set confidential = 0",
        "update administration set office = ''",
        "update staff set role = 'administrator'",
    ] {
        let copy = folder.path().join("copy.sqlite");
        std::fs::copy(&path, &copy).unwrap();
        Connection::open(&copy).unwrap().execute_batch(edit).unwrap();
        assert!(is_found(&copy), "{edit}");
    }
}

/// One case among many is found by an index: an import of many occasions of one case grows with their number, and one
/// case is followed at once.
#[test]
fn a_case_is_found_by_an_index() {
    let folder = folder();
    let path = folder.path().join("s.sqlite");
    filled(&path);
    let read = Connection::open(&path).unwrap();
    let plan = |sql: &str| -> String {
        let mut statement = read.prepare(&format!("explain query plan {sql}")).unwrap();
        let lines = statement.query_map([], |row| row.get::<_, String>(3)).unwrap().collect::<Result<Vec<_>, _>>();
        lines.unwrap().join("; ")
    };
    let held =
        plan("select 1 from administration where case_code = 'c' and measure = 'm' and informant = 'i' and occasion = 'o'");
    assert!(held.contains("(case_code=? AND measure=? AND informant=? AND occasion=?)"), "{held}");
    let followed = plan("select id from administration where measure >= 'm@' and measure < 'mA' and case_code = 'c' order by id");
    assert!(followed.contains("(case_code=? AND measure>? AND measure<?)"), "{followed}");
}
