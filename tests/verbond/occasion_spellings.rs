//! One occasion in many spellings: files and stores know that it is one.

use std::collections::BTreeMap;

use verbond::administer::{CaseCode, Identity};
use verbond::store::{Begun, Place, Store};

use crate::past::AGREE;
use crate::program::{folder, put, run};

#[test]
fn one_occasion_is_one_however_it_is_written() {
    let folder = folder();
    let store = folder.path().join("s.sqlite").display().to_string();
    let measure = put(&folder, "agree.instrument", AGREE);
    for other in ["01", "1.0", "\u{661}", "+1", "1e0"] {
        let answers = put(&folder, "answers.csv", &format!("case,occasion,a,b\nc-1,1,1,2\nc-1,{other},3,3\n"));
        for command in [
            vec!["store", "--store", &store, "import", &measure, &answers],
            vec!["score", &measure, &answers, "--quiet"],
            vec!["follow", &measure, &answers],
        ] {
            let refused = run(&command);
            assert!(refused.code == 1 && refused.stderr.contains("V0706"), "{other} {command:?}: {}", refused.stderr);
        }
    }
    // Two sides of one occasion come together, whichever of them lacked a cell in its column.
    let full = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
    let mut lines = full.lines();
    let head = lines.next().unwrap();
    let column = |name: &str| head.split(',').position(|it| it == name).unwrap();
    let row = lines.next().unwrap().split(',').collect::<Vec<_>>();
    let with = |informant: &str, occasion: &str| {
        let mut cells = row.clone();
        (cells[column("informant")], cells[column("occasion")]) = (informant, occasion);
        cells.join(",")
    };
    let both = format!("{head}\n{}\n{}\n", with("client", "1.0"), with("worker", "1"));
    let answers = put(&folder, "both.csv", &both);
    let views = run(&["follow", "alliance-monitor", &answers, "--format", "json"]);
    let views: serde_json::Value = serde_json::from_str(&views.stdout).unwrap();
    let threads = views[0]["threads"].as_array().unwrap();
    let occasions = threads.iter().flat_map(|thread| thread["values"].as_array().unwrap());
    let occasions: std::collections::BTreeSet<&str> = occasions.filter_map(|value| value[0].as_str()).collect();
    assert_eq!(occasions.into_iter().collect::<Vec<_>>(), ["1"], "{views}");
    // What is no number stays what it is.
    let words = put(&folder, "words.csv", "case,occasion,a,b\nc-1,baseline,1,2\nc-1,1.5,3,3\nc-1,1.10,3,3\nc-1,1.1,3,3\n");
    let scored = run(&["score", &measure, &words, "--quiet"]);
    let names: Vec<&str> = scored.stdout.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(names, ["baseline", "1.5", "1.10", "1.1"], "{}", scored.stderr);
}

/// A store of an earlier program may hold an occasion in another spelling.
#[test]
fn a_store_knows_an_occasion_in_any_spelling() {
    let folder = folder();
    let path = folder.path().join("s.sqlite");
    let mut store = Store::open(&path).unwrap();
    let identity =
        |occasion: &str| Identity { occasion: occasion.to_owned(), informant: "client".to_owned(), ..Identity::default() };
    let begin = |store: &mut Store, identity: &Identity| {
        let begun = Begun {
            measure: "alliance-monitor@0.3.0",
            sha256: "00",
            text: "verbond 1",
            case: &CaseCode::parse("c-1").unwrap(),
            identity,
            known: &BTreeMap::new(),
            at: "2026-01-01T09:00:00Z",
        };
        store.begin_administration(&begun).unwrap()
    };
    let first = begin(&mut store, &identity("01"));
    assert_eq!(store.administration(first).unwrap().unwrap().record.identity.occasion, "1");
    assert_eq!(begin(&mut store, &identity("1.0")), first, "it goes on with the same");
    drop(store);
    let outside = rusqlite::Connection::open(&path).unwrap();
    outside.execute("update administration set occasion = '01'", []).unwrap();
    drop(outside);
    let mut store = Store::open(&path).unwrap();
    let place = Place { case: "c-1", measure: "alliance-monitor", informant: "client", occasion: "1" };
    assert_eq!(store.held(&place).unwrap().open.map(|open| open.id), Some(first));
    let agenda = verbond::store::Agenda::default();
    assert_eq!(store.occasions("c-1", "alliance-monitor", "client", &agenda).unwrap().next(), "1");
    assert_eq!(begin(&mut store, &identity("+1")), first);
}
