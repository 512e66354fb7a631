//! What is kept: nothing acknowledged is lost, whoever edits is found, and what is erased is gone.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use proptest::prelude::*;
use verbond::administer::{CaseCode, Identity, NoCode};
use verbond::store::{Begun, By, Store, StoreError};

use crate::program::{command, folder, put, run};

fn code(text: &str) -> CaseCode {
    CaseCode::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The tests, at a moment.
fn by(at: &str) -> By<'_> {
    By { who: "the tests", at }
}

fn begin(store: &mut Store, case: &str, occasion: u32) -> i64 {
    let identity = Identity { occasion: occasion.to_string(), informant: "client".to_owned(), ..Identity::default() };
    let begun = Begun {
        measure: "alliance-monitor@0.3.0",
        sha256: "00",
        text: "verbond 1",
        case: &code(case),
        identity: &identity,
        known: &BTreeMap::new(),
        at: &format!("2026-01-{:02}T10:00:00Z", occasion + 1),
    };
    store.begin_administration(&begun).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_case_goes_under_a_code() {
    for fine in ["c1", "S-017", "2026.44", "12", "A1b2"] {
        assert!(CaseCode::parse(fine).is_ok(), "{fine}");
    }
    let refused = [
        ("", NoCode::Empty),
        ("Jansen", NoCode::LikeAName),
        ("Jan Jansen 2", NoCode::Letters),
        ("j.jansen@example.org", NoCode::Letters),
        ("123456782", NoCode::LikeACitizen),
        ("19800101123", NoCode::LikeACitizen),
        ("çelik1", NoCode::Letters),
    ];
    for (text, why) in refused {
        assert_eq!(CaseCode::parse(text), Err(why), "{text}");
    }
}

/// What happens to a store, by a number.
fn happen(store: &mut Store, step: u32) -> Result<(), StoreError> {
    let (case, occasion) = (format!("c{}", step % 3), step / 3 % 3);
    match step / 9 % 6 {
        0..=3 => {
            let id = begin(store, &case, occasion);
            let answer = if step.is_multiple_of(5) { String::new() } else { (step % 5).to_string() };
            store.give(id, &format!("q{}", step % 4), &answer, "2026-02-01T10:00:00Z")
        }
        4 => {
            let id = begin(store, &case, occasion);
            store.finish(id, "2026-02-01T10:00:00Z")
        }
        _ if step.is_multiple_of(2) => store.erase(&case, &by("2026-03-01T10:00:00Z")).map(drop),
        _ => store.purge("2026-01-02T00:00:00Z", &by("2026-03-01T10:00:00Z")).map(drop),
    }
}

/// Takes away what keeps a file from being edited; gives what puts it back.
pub fn without_guards(outside: &rusqlite::Connection) -> String {
    let triggers = "select name, sql from sqlite_master where type = 'trigger' order by name";
    let mut statement = outside.prepare(triggers).unwrap_or_else(|error| panic!("{error}"));
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let rows: Vec<(String, String)> = rows.and_then(Iterator::collect).unwrap_or_else(|error| panic!("{error}"));
    assert!(!rows.is_empty());
    let drops: String = rows.iter().map(|(name, _)| format!("drop trigger {name};")).collect();
    let off = "pragma foreign_keys = off; pragma ignore_check_constraints = on;";
    outside.execute_batch(&format!("{drops} {off}")).unwrap_or_else(|error| panic!("{error}"));
    rows.into_iter().map(|(_, sql)| format!("{sql};")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever is done through the program, the audit finds nothing; what was given last is what stands.
    #[test]
    fn what_is_done_rightly_is_found_right(steps in proptest::collection::vec(0_u32..1000, 1..40)) {
        let mut store = Store::in_memory().unwrap_or_else(|error| panic!("{error}"));
        for step in &steps {
            happen(&mut store, *step).unwrap_or_else(|error| panic!("{error}"));
        }
        let audit = store.audit(None).unwrap_or_else(|error| panic!("{error}"));
        prop_assert_eq!(audit.findings, vec![]);
    }

    /// Whoever edits, empties, removes or adds a row behind the back of the program is found.
    #[test]
    fn whoever_edits_is_found(steps in proptest::collection::vec(0_u32..300, 6..20), deed in 0_usize..8, which in 0_u32..100) {
        let folder = folder();
        let path = folder.path().join("s.sqlite");
        let mut store = Store::open(&path).unwrap_or_else(|error| panic!("{error}"));
        for step in &steps {
            happen(&mut store, *step).unwrap_or_else(|error| panic!("{error}"));
        }
        drop(store);
        let outside = rusqlite::Connection::open(&path).unwrap_or_else(|error| panic!("{error}"));
        let guards = without_guards(&outside);
        let rows: u32 = outside.query_row("select count(*) from log where content is not null", [], |row| row.get(0)).unwrap_or(0);
        let row = format!("(select seq from log where content is not null order by seq limit 1 offset {})", which % rows.max(1));
        let deeds = [
            format!("update log set content = replace(content, '2026', '2025') where seq = {row}"),
            format!("update log set content = null, salt = null where seq = {row}"),
            format!("delete from log where seq = {row}"),
            "delete from log where seq = (select max(seq) from log)".to_owned(),
            format!("update log set hash = randomblob(32) where seq = {row}"),
            "update answer set answer = answer || '0'".to_owned(),
            "delete from answer".to_owned(),
            "insert into answer (administration, item, answer, seq) select id, 'forged', '1', 1 from administration".to_owned(),
        ];
        let changed = outside.execute(&deeds[deed], []).unwrap_or_else(|error| panic!("{error}"));
        // An audit that saw only that the guards are gone would see nothing of the deed.
        outside.execute_batch(&guards).unwrap_or_else(|error| panic!("{error}"));
        drop(outside);
        let store = Store::open(&path).unwrap_or_else(|error| panic!("{error}"));
        let findings = store.audit(None).unwrap_or_else(|error| panic!("{error}")).findings;
        prop_assert_eq!(findings.is_empty(), changed == 0, "{}: {:?}", deeds[deed], findings);
    }
}

#[test]
fn the_log_is_only_added_to() {
    let folder = folder();
    let path = folder.path().join("s.sqlite");
    let mut store = Store::open(&path).unwrap_or_else(|error| panic!("{error}"));
    let id = begin(&mut store, "c1", 1);
    store.give(id, "word", "4", "2026-01-01T10:00:00Z").unwrap_or_else(|error| panic!("{error}"));
    let outside = rusqlite::Connection::open(&path).unwrap_or_else(|error| panic!("{error}"));
    for deed in ["update log set content = '{}'", "delete from log", "update log set hash = x'00'"] {
        let refused = outside.execute(deed, []).expect_err("the file itself refuses it");
        assert!(refused.to_string().contains("only added to"), "{refused}");
    }
    store.finish(id, "2026-01-01T10:00:00Z").unwrap_or_else(|error| panic!("{error}"));
    assert!(matches!(store.give(id, "word", "5", "x"), Err(StoreError::Finished(_))), "what is finished is not changed");
    assert!(matches!(store.give(99, "word", "5", "x"), Err(StoreError::Unknown(99))));
    outside.execute_batch("pragma user_version = 99").unwrap_or_else(|error| panic!("{error}"));
    assert!(matches!(Store::open(&path), Err(StoreError::TooNew { found: 99, .. })), "a later version is not touched");
}

/// No trace of what was erased is in the files, not even in what the database leaves lying about.
#[test]
fn what_is_erased_is_gone() {
    let folder = folder();
    let path = folder.path().join("s.sqlite");
    let mut store = Store::open(&path).unwrap_or_else(|error| panic!("{error}"));
    for case in ["secret-1", "stays-1"] {
        let id = begin(&mut store, case, 1);
        store.give(id, "reason", &format!("words of {case}"), "2026-01-01T10:00:00Z").unwrap_or_else(|error| panic!("{error}"));
    }
    let held = store.everything_on("secret-1").unwrap_or_default();
    assert!(held.to_string().contains("words of secret-1") && held["log"].as_array().map(Vec::len) == Some(2), "{held}");
    let erased = store.erase("secret-1", &by("2026-01-02T10:00:00Z")).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((erased.cases, erased.administrations, erased.rows), (1, 1, 2));
    for entry in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        assert!(memmem(&bytes, b"secret-1").is_none(), "{} still holds it", entry.path().display());
    }
    assert_eq!(store.kept(None, None).map(|kept| kept.len()).unwrap_or(0), 1);
    assert_eq!(store.audit(None).map(|audit| audit.findings).unwrap_or_else(|error| panic!("{error}")), []);
}

fn memmem(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

/// Someone who answers one question after another; how many answers were acknowledged is told.
fn answering(store: &Path, case: usize) -> (Child, mpsc::Receiver<usize>) {
    let mut child = command()
        .args(["ask", "alliance-monitor", "--plain", "--case", &format!("c{case}"), "--store"])
        .arg(store)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{error}"));
    let (mut input, output) =
        (child.stdin.take().unwrap_or_else(|| panic!("piped")), child.stderr.take().unwrap_or_else(|| panic!("piped")));
    let (told, hears) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // The next question is shown once the answer before it is on the disk.
            let place = line.split('/').next().and_then(|place| place.trim().parse::<usize>().ok());
            if let Some(place) = place.filter(|_| line.contains('/')) {
                let _ = told.send(place - 1);
                let _ = writeln!(input, "{}", if place == 9 { 50 } else { 4 });
            }
        }
    });
    (child, hears)
}

/// Killed at any moment, while others write too: every answer that was acknowledged is there, and the file is sound.
#[test]
fn a_kill_at_any_moment_loses_nothing() {
    let folder = folder();
    let path = folder.path().join("s.sqlite");
    drop(Store::open(&path).unwrap_or_else(|error| panic!("{error}")));
    for round in 0_usize..5 {
        let mut people: Vec<(usize, Child, mpsc::Receiver<usize>)> = (0..6)
            .map(|person| {
                let case = round * 10 + person;
                let (child, hears) = answering(&path, case);
                (case, child, hears)
            })
            .collect();
        // Once before anybody was heard, later while they answer, however slow the machine is.
        let heard = if round == 0 { None } else { people[0].2.recv_timeout(Duration::from_secs(60)).ok() };
        std::thread::sleep(Duration::from_millis(20 + 70 * round as u64));
        for (_, child, _) in &mut people {
            let _ = child.kill();
            let _ = child.wait();
        }
        let store = Store::open(&path).unwrap_or_else(|error| panic!("{error}"));
        let audit = store.audit(None).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(audit.findings, [], "round {round}");
        for (person, (case, _, hears)) in people.iter().enumerate() {
            let first = heard.filter(|_| person == 0).unwrap_or(0);
            let acknowledged = hears.iter().max().unwrap_or(0).max(first);
            let kept = store.kept(None, Some(&format!("c{case}"))).unwrap_or_else(|error| panic!("{error}"));
            let there = kept.first().map_or(0, |kept| kept.record.answers.len());
            assert!(there >= acknowledged, "round {round}, case {case}: {acknowledged} acknowledged, {there} there");
        }
    }
    let store = Store::open(&path).unwrap_or_else(|error| panic!("{error}"));
    let answers = store.stats().map(|stats| stats.answers).unwrap_or(0);
    assert!(answers > 20, "only {answers} answers were given before all were killed");
}

#[test]
fn a_store_is_looked_after_from_the_command_line() {
    let folder = folder();
    let store = folder.path().join("s.sqlite").display().to_string();
    let of = |arguments: &[&str]| run(&[&["store", "--store", store.as_str()], arguments].concat());
    let none = of(&["stats"]);
    assert!(none.code == 2 && none.stderr.contains("there is no store"), "{}", none.stderr);
    let taken = of(&["import", "alliance-monitor", "tests/data/alliance-monitor.csv"]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    let again = of(&["import", "alliance-monitor", "tests/data/alliance-monitor.csv"]);
    assert!(
        again.code == 1 && again.stderr.contains("is held already") && again.stderr.contains("nothing was taken in"),
        "{}",
        again.stderr
    );
    let named = folder.path().join("named.csv");
    let full = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap_or_default();
    let other: Vec<String> = full.lines().take(3).map(|line| line.replace("S001", "Jansen")).collect();
    std::fs::write(&named, other.join("\n")).unwrap_or_else(|error| panic!("{error}"));
    let named = of(&["import", "alliance-monitor", &named.display().to_string()]);
    assert!(
        named.code == 1 && named.stderr.contains("row 2, column case") && named.stderr.contains("this could be a name"),
        "{}",
        named.stderr
    );
    let stats = of(&["stats"]);
    assert!(stats.stdout.contains("60 cases, 360 administrations, 360 finished"), "{}", stats.stdout);
    let output = folder.path().join("out.csv").display().to_string();
    assert_eq!(of(&["export", "alliance-monitor", "--output", &output]).code, 0);
    let scored = |answers: &str| run(&["score", "alliance-monitor", answers, "--quiet", "--to", "csv"]).stdout;
    let sorted = |text: String| {
        let mut lines: Vec<String> = text.lines().map(|line| line.replace(",en,", ",")).collect();
        lines.sort();
        lines
    };
    let (before, after) = (sorted(scored("tests/data/alliance-monitor.csv")), sorted(scored(&output)));
    assert_eq!(before.len(), after.len(), "every administration comes back");
    let followed = run(&["follow", "alliance-monitor", "--store", &store, "--case", "S001"]);
    assert!(followed.code == 0 && followed.stdout.contains("Case S001"), "{}", followed.stderr);
    assert!(of(&["erase", "S001"]).stdout.contains("6 administrations of S001 would be erased"));
    assert!(of(&["erase", "S001", "--yes"]).stdout.contains("erased 6 administrations"));
    assert_eq!(of(&["case", "S001"]).stdout.matches("S001").count(), 1, "only the code that was asked for is printed");
    assert!(of(&["purge", "--older-than", "30"]).stdout.contains("0 administrations"));
    let untold = of(&["purge"]);
    assert!(untold.code == 2 && untold.stderr.contains("keep-days"), "{}", untold.stderr);
    let copy = folder.path().join("copy.sqlite").display().to_string();
    assert_eq!(of(&["backup", &copy]).code, 0);
    let audited = run(&["store", "--store", &copy, "audit"]);
    assert!(audited.code == 0 && audited.stdout.contains("nobody edited what was kept"), "{}", audited.stdout);
    let outside = rusqlite::Connection::open(&copy).unwrap_or_else(|error| panic!("{error}"));
    outside.execute("update answer set answer = '1' where item = 'word'", []).unwrap_or_else(|error| panic!("{error}"));
    let found = run(&["store", "--store", &copy, "audit"]);
    assert!(
        found.code == 1 && found.stdout.contains("`answer` of answer") && found.stdout.contains("is not what the log says"),
        "{}",
        found.stdout
    );
}

/// What a spreadsheet of another country writes is taken in, and what is wrong in it is said as `score` says it.
#[test]
fn a_store_takes_in_what_spreadsheets_write() {
    let folder = folder();
    let config = put(
        &folder,
        "verbond.toml",
        "[store]\nfile = \"s.sqlite\"\n[answers]\nmissing = [\"-99\"]\nencoding = \"windows-1252\"\n",
    );
    let measure = put(
        &folder,
        "week.instrument",
        "verbond 1\n\ninstrument week 1.0.0 {\n  title \"Week\"\n  licence \"CC0-1.0\"\n  status experimental\n  informants { self \"Self\" }\n  item hours as decimal 0 to 24 \"Hours?\"\n  item words as text up to 40 optional \"Words?\"\n  score most \"Most\" = hours\n}\n",
    );
    let of = |command: &[&str]| run(&[&["store", "--config", config.as_str()], command].concat());
    let written =
        b"sep=;\r\ncase;occasion;date;hours;words\r\nc1;1;24-11-2026;7,5;\"caf\xE9; and more\"\r\nc2;1;2026-11-24;-99;\r\n";
    let sheet = folder.path().join("sheet.csv");
    std::fs::write(&sheet, written).unwrap_or_else(|error| panic!("{error}"));
    let taken = of(&["import", &measure, &sheet.display().to_string()]);
    assert!(taken.code == 0 && taken.stdout.contains("took in 2 administrations"), "{}{}", taken.stdout, taken.stderr);
    let kept = of(&["case", "c1"]).stdout;
    assert!(kept.contains("\"7.5\"") && kept.contains("café; and more") && kept.contains("2026-11-24"), "{kept}");
    let faulty = put(&folder, "faulty.csv", "case;occasion;date;hours;words\nc3;1;2026-13-24;25;\nJan;1;;1;\nc4;1;;1\n");
    let refused = of(&["import", &measure, &faulty]);
    assert_eq!(refused.code, 1);
    let nobodys = of(&["import", &measure, &put(&folder, "nobodys.csv", "occasion;date;hours;words\n1;;1;\n")]);
    assert!(nobodys.code == 1 && nobodys.stderr.contains("there is no column `case`"), "{}", nobodys.stderr);
    insta::assert_snapshot!("import_refused", refused.stderr.replace(&faulty, "faulty.csv"));
}

/// With a key nothing of what was answered can be read from any file of the store or of its backup, and without it, or
/// with another, nothing at all.
#[cfg(feature = "encryption")]
#[test]
fn a_store_is_encrypted_where_there_is_a_key() {
    let folder = folder();
    let put = |name: &str, text: &str| put(&folder, name, text);
    put("right.key", "long and kept elsewhere\n");
    put("wrong.key", "short\n");
    put("no.key", "\n");
    let config = |key: &str| put(&format!("{key}.toml"), &format!("[store]\nfile = \"kept.sqlite\"\nkey-file = \"{key}.key\"\n"));
    let (right, wrong, none) = (config("right"), config("wrong"), config("no"));
    let plain = put("plain.toml", "[store]\nfile = \"kept.sqlite\"\n");
    let store = |config: &str, command: &[&str]| run(&[&["store", "--config", config], command].concat());
    let filled = store(&right, &["import", "alliance-monitor", "tests/data/alliance-monitor.csv"]);
    assert_eq!(filled.code, 0, "{}", filled.stderr);
    let backup = folder.path().join("backup.sqlite");
    assert_eq!(store(&right, &["backup", &backup.display().to_string()]).code, 0);
    let files: Vec<_> = std::fs::read_dir(folder.path()).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    let kept: Vec<_> = files.iter().filter(|path| path.to_string_lossy().contains(".sqlite")).collect();
    assert!(kept.len() > 1, "{kept:?}");
    for path in kept {
        let bytes = std::fs::read(path).unwrap_or_default();
        let shows = |text: &str| memchr::memmem::find(&bytes, text.as_bytes()).is_some();
        assert!(!shows("SQLite format 3") && !shows("alliance-monitor") && !shows("S001"), "{}", path.display());
    }
    assert!(store(&right, &["audit"]).stdout.contains("nobody edited"), "{}", store(&right, &["audit"]).stdout);
    for (config, words) in
        [(&wrong, "cannot be read with this key"), (&plain, "cannot be read with this key"), (&none, "no key in its first line")]
    {
        let refused = store(config, &["stats"]);
        assert!(refused.code == 2 && refused.stderr.contains(words), "{} {}", refused.code, refused.stderr);
    }
    let followed = run(&[
        "follow",
        "alliance-monitor",
        "--store",
        &folder.path().join("kept.sqlite").display().to_string(),
        "--config",
        &right,
    ]);
    assert!(followed.code == 0 && followed.stdout.contains("Case S001"), "{}", followed.stderr);
}

/// A store that is there is encrypted as it is, its log goes on, and the key can be changed; never while somebody else
/// has it open.
#[cfg(feature = "encryption")]
#[test]
fn a_store_that_is_there_is_encrypted() {
    let folder = folder();
    let put = |name: &str, text: &str| put(&folder, name, text);
    let (one, other) = (put("one.key", "long and kept elsewhere\n"), put("other.key", "longer and kept elsewhere\n"));
    let plain = put("plain.toml", "[store]\nfile = \"kept.sqlite\"\n");
    let with = |key: &str| put(&format!("{key}.toml"), &format!("[store]\nfile = \"kept.sqlite\"\nkey-file = \"{key}.key\"\n"));
    let (with_one, with_other) = (with("one"), with("other"));
    let store = |config: &str, command: &[&str]| run(&[&["store", "--config", config], command].concat());
    assert_eq!(store(&plain, &["import", "alliance-monitor", "tests/data/alliance-monitor.csv"]).code, 0);
    let audited = store(&plain, &["audit"]).stdout;
    let path = folder.path().join("kept.sqlite");
    let in_use = rusqlite::Connection::open(&path).unwrap_or_else(|error| panic!("{error}"));
    in_use.query_row("select count(*) from log", [], |_| Ok(())).unwrap_or_else(|error| panic!("{error}"));
    let refused = store(&plain, &["encrypt", "--key-file", &one]);
    assert!(refused.code == 2 && refused.stderr.contains("in use"), "{}", refused.stderr);
    drop(in_use);
    let encrypted = store(&plain, &["encrypt", "--key-file", &one]);
    assert_eq!(encrypted.code, 0, "{}", encrypted.stderr);
    let bytes = std::fs::read(&path).unwrap_or_default();
    assert!(memchr::memmem::find(&bytes, b"alliance-monitor").is_none());
    assert_eq!(store(&with_one, &["audit"]).stdout, audited);
    assert_eq!(store(&plain, &["stats"]).code, 2);
    let again = store(&with_one, &["encrypt", "--key-file", &other]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert_eq!((store(&with_other, &["audit"]).stdout, store(&with_one, &["stats"]).code), (audited, 2));
    let left: Vec<_> = std::fs::read_dir(folder.path()).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".verbond")), "{left:?}");
}

/// A program that cannot encrypt says so, and leaves nothing in the open under a key.
#[cfg(not(feature = "encryption"))]
#[test]
fn a_key_is_refused_by_a_program_without_encryption() {
    let folder = folder();
    let key = put(&folder, "site.key", "long and kept elsewhere\n");
    let config = put(&folder, "site.toml", "[store]\nfile = \"kept.sqlite\"\nkey-file = \"site.key\"\n");
    let filled = run(&["store", "--config", &config, "import", "alliance-monitor", "tests/data/alliance-monitor.csv"]);
    assert!(filled.code == 2 && filled.stderr.contains("--features encryption"), "{} {}", filled.code, filled.stderr);
    let store = folder.path().join("plain.sqlite").display().to_string();
    let plain = run(&["store", "--store", &store, "import", "alliance-monitor", "tests/data/alliance-monitor.csv"]);
    assert_eq!(plain.code, 0, "{}", plain.stderr);
    let refused = run(&["store", "--store", &store, "encrypt", "--key-file", &key]);
    assert!(refused.code == 2 && refused.stderr.contains("--features encryption"), "{} {}", refused.code, refused.stderr);
}
