//! Alerts and signs of a rupture wait until somebody has seen them.

use std::path::Path;

use serde_json::Value;
use verbond::store::Store;

use crate::browser::staff;
use crate::confidential::Client;
use crate::meetings::{done, of_store};
use crate::occasions::{ask, code};
use crate::program::{Ran, folder, run};
use crate::serving::{Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";

fn due(store: &Path, more: &[&str]) -> Ran {
    run(&[&["due", "--store", &store.display().to_string()], more].concat())
}

fn signals(store: &Path) -> Vec<Value> {
    let told: Value = serde_json::from_str(&due(store, &["--case", "demo-1", "--format", "json"]).stdout).unwrap();
    told["signals"].as_array().unwrap().iter().map(|told| told["signal"].clone()).collect()
}

#[test]
fn a_signal_is_seen_once_and_stays_seen() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    done(&store, &["import", "alliance-monitor", "src/cli/demo/demo.csv"]);
    let before = due(&store, &[]);
    assert!(
        before.stdout.starts_with("Nobody has seen this yet") && before.stdout.contains("demo-1: Promises"),
        "{}",
        before.stdout
    );
    let unseen = signals(&store);
    assert!(!unseen.is_empty() && unseen.iter().all(|signal| signal["seen"].is_null()), "{unseen:?}");
    let said = done(&store, &["seen", "demo-1", "--note", "phoned\u{1b}[2J at\nnoon"]);
    assert_eq!(said.lines().count(), unseen.len(), "{said}");
    assert!(said.starts_with("seen: demo-1: Promises"), "{said}");
    assert!(!due(&store, &[]).stdout.contains("Promises"));
    let seen = signals(&store);
    assert!(seen.iter().all(|signal| signal["seen"]["note"] == "phoned[2J at noon"), "in one line that can be read: {seen:?}");
    assert!(done(&store, &["seen", "demo-1"]).contains("nothing that nobody has seen"));
    assert_eq!(of_store(&store, &["seen", "demo-7"]).code, 1, "nothing is held on it");
    // Whom it concerns is told, the store says that nobody edited it, and it goes with the case.
    let told: Value = serde_json::from_str(&done(&store, &["case", "demo-1"])).unwrap();
    assert_eq!(told["seen"].as_array().map(Vec::len), Some(seen.len()));
    assert!(told["log"].to_string().contains("\"what\":\"seen\""));
    done(&store, &["audit"]);
    done(&store, &["erase", "demo-1", "--yes"]);
    let bytes = std::fs::read(&store).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("at noon"), "the note is still in the file");
    done(&store, &["audit"]);
}

/// An alert of a later occasion is another one, though it says the same.
#[test]
fn what_a_later_occasion_shows_is_to_be_seen_again() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let meet = |word: &str| {
        let client = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)])));
        for item in ["plain", "why", "word", "kept", "relied", "open", "laugh", "goals", "against"] {
            client.answer(item, if item == "word" { word } else { "4" });
        }
        client.finish();
    };
    let page = || server.ask("GET", "/office/cases/c-17", &officer, &[]);
    let mark = || {
        let page = page();
        let (form, signal) = (page.field("form"), page.field("signal"));
        let fields = [("form", form.as_str()), ("signal", signal.as_str()), ("note", "asked which promise")];
        let marked = server.ask("POST", "/office/cases/c-17/seen", &officer, &fields);
        assert_eq!((marked.code, marked.to.as_str()), (303, "/office/cases/c-17"), "{}", marked.body);
    };
    meet("1");
    assert!(page().body.contains("id=\"signals\""), "{}", page().body);
    mark();
    assert!(!page().body.contains("id=\"signals\"") && page().body.contains("asked which promise"), "{}", page().body);
    meet("2");
    assert!(page().body.contains("id=\"signals\"") && !page().body.contains("asked which promise"), "{}", page().body);
    mark();
    let seen = Store::open(&store).unwrap().seen(Some("c-17")).unwrap();
    let seen: Vec<(i64, &str, &str)> = seen.iter().map(|seen| (seen.administration, &*seen.signal, &*seen.who)).collect();
    assert_eq!(seen, [(1, "broken", "anna"), (2, "broken", "anna")]);
}

/// Only what a case shows now can be marked, and only by whoever may see it.
#[test]
fn nobody_marks_what_they_do_not_see() {
    let (_folder, store, measures) = site();
    staff(&store, "noor", &["--office", "north"]);
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)])));
    client.answer("word", "1");
    client.finish();
    let hidden = [("case", "c-18"), ("measure", CLIENT), ("confidential", "yes")];
    let client = Client::begin(&server, &code(&ask(&server, &officer, &hidden)));
    client.answer("word", "1");
    client.finish();
    let confidential = server.ask("GET", "/office/cases/c-18", &officer, &[]).body;
    assert!(!confidential.contains("id=\"signals\""), "what is confidential shows nothing: {confidential}");
    let form = server.ask("GET", "/office/cases", &officer, &[]).field("form");
    let mark = |who: &str, form: &str, case: &str, signal: &str| {
        let fields = [("form", form), ("signal", signal)];
        server.ask("POST", &format!("/office/cases/{case}/seen"), who, &fields).code
    };
    assert_eq!(mark(&officer, "another", "c-17", "1 broken"), 400);
    assert_eq!(mark("", &form, "c-17", "1 broken"), 303, "to the page where one logs in");
    let other = server.log_in_as("noor");
    let of_other = server.ask("GET", "/office/cases", &other, &[]).field("form");
    assert_eq!(mark(&other, &of_other, "c-17", "1 broken"), 404);
    for (case, signal) in [("c-17", "1 distrust"), ("c-17", "2 broken"), ("c-18", "2 broken")] {
        assert_eq!(mark(&officer, &form, case, signal), 303);
    }
    assert_eq!(Store::open(&store).unwrap().seen(None).unwrap(), []);
    assert_eq!(mark(&officer, &form, "c-17", "1 broken"), 303);
    assert_eq!(Store::open(&store).unwrap().seen(None).unwrap().len(), 1);
}
