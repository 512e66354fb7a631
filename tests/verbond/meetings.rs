//! Whoever works with cases: what there is to do, whose a case is, how it is handed over, and what was answered.

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use serde_json::Value;
use verbond::check::{check_instrument, check_schedule};
use verbond::instrument::{Day, Schedule};
use verbond::source::SourceFile;
use verbond::store::{Awaited, By, CaseOnDay, CaseWork, Facts, Opening, Section, Shown, Store, Work};
use verbond::syntax::parse;

use crate::browser::staff;
use crate::confidential::Client;
use crate::occasions::{ask, code};
use crate::program::{Ran, folder, run};
use crate::serving::{Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";

pub fn of_store(store: &Path, arguments: &[&str]) -> Ran {
    run(&[&["store", "--store", &store.display().to_string()], arguments].concat())
}

pub fn done(store: &Path, arguments: &[&str]) -> String {
    let ran = of_store(store, arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.stdout, ran.stderr);
    ran.stdout
}

/// A schedule of the Alliance Monitor.
fn checked(text: &str) -> Schedule {
    let measure = SourceFile::new("m", std::fs::read_to_string("instruments/alliance-monitor/0.3.0.instrument").unwrap());
    let (measure, file) = (check_instrument(&measure, &parse(&measure)).found.unwrap(), SourceFile::new("s", text));
    check_schedule(&file, &parse(&file), &[&measure]).found.unwrap()
}

/// By hand: of four cases one shows something, one is due, one was asked and waits, and of one there is nothing to do.
#[test]
fn the_worklist_says_what_there_is_to_do() {
    let (_folder, store, measures) = site();
    let schedule = "verbond 1\n\nschedule ours 1.0.0 {\n  title \"Ours\"\n\n  ask alliance-monitor of client {\n    first within 14 days\n    then 28 days after the last\n  }\n}\n";
    std::fs::write(measures.join("ours.schedule"), schedule).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let meet = |case: &str, word: &str| {
        let client = Client::begin(&server, &code(&ask(&server, &officer, &[("case", case), ("measure", CLIENT)])));
        client.answer("word", word);
        client
    };
    for (case, word) in [("c-1", "1"), ("c-2", "4"), ("c-4", "4")] {
        meet(case, word).finish();
    }
    meet("c-3", "4");
    ask(&server, &officer, &[("case", "c-5"), ("measure", CLIENT)]);
    let instruments = measures.display().to_string();
    let opened = |case: &str, on: &str| {
        done(&store, &["open", case, "--on", on, "--schedule", "ours", "--instruments", &instruments]);
    };
    opened("c-2", "2026-01-05");
    opened("c-4", "2026-01-05");
    let kept = Store::open(&store).unwrap();
    let catalogue = run(&["store", "--store", &store.display().to_string(), "audit"]);
    assert_eq!(catalogue.code, 0, "{}", catalogue.stdout);
    let (schedule, shown) = (checked(schedule), Shown::default());
    let at = jiff::Timestamp::now();
    let today = Day::iso(&jiff::ZonedDateTime::now().date().to_string()).unwrap();
    let work = |on: Day, at: &str| -> Vec<Arc<CaseWork>> {
        let mut waiting = kept.waiting(at).unwrap();
        let cases = kept.on_day(None, &Work { on, shown: &|_| Some(&shown), schedule: &|_| Some(&schedule) }).unwrap();
        let mut now = |of_case: &CaseOnDay| of_case.now(waiting.remove(of_case.case()).unwrap_or_default());
        CaseWork::in_order(cases.iter().map(&mut now).collect())
    };
    let sections = |all: &[Arc<CaseWork>]| -> Vec<(String, Section)> {
        all.iter().map(|work| (work.case.clone(), work.section())).collect()
    };
    let now = work(today, &at.to_string());
    let wanted = [
        ("c-3", Section::Waiting),
        ("c-5", Section::Waiting),
        ("c-1", Section::Fine),
        ("c-2", Section::Fine),
        ("c-4", Section::Fine),
    ];
    assert_eq!(sections(&now), wanted.map(|(case, section)| (case.to_owned(), section)));
    let of = |all: &[Arc<CaseWork>], case: &str| CaseWork::clone(all.iter().find(|work| work.case == case).unwrap());
    assert_eq!(of(&now, "c-3").waiting[0].awaited, Awaited::Answering);
    assert!(matches!(of(&now, "c-5").waiting[0].awaited, Awaited::Code { .. }));
    assert_eq!((of(&now, "c-1").owner(), of(&now, "c-2").next.map(|next| next.occasion)), ("anna", Some("2".to_owned())));
    // In 28 days the two that follow a schedule are due; the session and the code are over by then.
    let (later, in_a_month) = (today.later(28).unwrap(), at + jiff::SignedDuration::from_hours(24 * 28));
    let then = work(later, &in_a_month.to_string());
    let wanted = [
        ("c-2", Section::Due),
        ("c-4", Section::Due),
        ("c-3", Section::Waiting),
        ("c-5", Section::Waiting),
        ("c-1", Section::Fine),
    ];
    assert_eq!(sections(&then), wanted.map(|(case, section)| (case.to_owned(), section)));
    assert_eq!(of(&then, "c-3").waiting[0].awaited, Awaited::Stopped { answered: 1 });
    assert_eq!(of(&then, "c-5").waiting[0].awaited, Awaited::Expired);
    assert_eq!(of(&then, "c-2").due[0].by, later);
}

/// Owner, office, day and schedule of a case are said on the command line and on the web alike.
#[test]
fn a_case_is_opened_closed_and_opened_again_on_the_web() {
    let (_folder, store, measures) = site();
    staff(&store, "noor", &["--office", "north"]);
    let schedule = "verbond 1\n\nschedule ours 1.0.0 {\n  title \"Our talks\"\n\n  ask alliance-monitor of client {\n    first within 14 days\n  }\n}\n";
    std::fs::write(measures.join("ours.schedule"), schedule).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let send = |path: &str, fields: &[(&str, &str)]| {
        let form = server.ask("GET", "/office/new", &officer, &[]).field("form");
        server.ask("POST", path, &officer, &[&[("form", form.as_str())], fields].concat())
    };
    let blank = server.ask("GET", "/office/new", &officer, &[]).body;
    assert!(
        blank.contains("Our talks") && !blank.contains("name=\"office\""),
        "an officer opens cases of the own office: {blank}"
    );
    let name = send("/office/new", &[("case", "Jansen"), ("date", "2026-01-05"), ("schedule", "ours")]);
    assert!(name.body.contains("role=\"alert\"") && name.body.contains("value=\"Jansen\""), "{}", name.body);
    let begun = send("/office/new", &[("case", "c-17"), ("date", "2026-01-05"), ("schedule", "ours"), ("office", "north")]);
    assert_eq!(begun.to, "/office/cases/c-17", "{}", begun.body);
    let page = server.ask("GET", "/office/cases/c-17", &officer, &[]).body;
    assert!(
        page.contains("Works with it: anna.") && page.contains("Open since 5 January 2026.") && page.contains("Our talks"),
        "{page}"
    );
    let opening = || Store::open(&store).unwrap().opening("c-17").unwrap().unwrap();
    assert_eq!((opening().owner.as_str(), opening().office.as_str(), opening().schedule.as_str()), ("anna", "", "ours"));
    let early = send("/office/cases/c-17/opening", &[("opening", "close"), ("date", "2026-01-04")]);
    assert!(early.body.contains("opened later") && early.body.contains("2026-01-04"), "what was typed stays: {}", early.body);
    assert_eq!(send("/office/cases/c-17/opening", &[("opening", "close"), ("date", "2026-02-01")]).code, 303);
    assert_eq!(opening().closed.map(|day| day.to_string()).as_deref(), Some("2026-02-01"));
    let asked = ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)]);
    assert!(asked.body.contains("Open it again first"), "nobody is asked in a closed case: {}", asked.body);
    let again = send("/office/cases/c-17/opening", &[("opening", "open"), ("date", "2026-03-01"), ("schedule", "")]);
    assert_eq!(again.code, 303, "{}", again.body);
    assert_eq!((opening().opened.to_string().as_str(), opening().closed, opening().schedule.as_str()), ("2026-03-01", None, ""));
    // Another office cannot open, see or change it.
    let other = server.log_in_as("noor");
    let form = server.ask("GET", "/office/new", &other, &[]).field("form");
    let of_other =
        |path: &str, fields: &[(&str, &str)]| server.ask("POST", path, &other, &[&[("form", form.as_str())], fields].concat());
    let taken = of_other("/office/new", &[("case", "c-17"), ("date", "2026-01-05"), ("schedule", "")]);
    assert!(taken.body.contains("cannot be used here"), "{}", taken.body);
    assert_eq!(of_other("/office/cases/c-17/opening", &[("opening", "close"), ("date", "2026-03-02")]).code, 404);
    assert_eq!(opening().owner, "anna");
    done(&store, &["audit"]);
}

/// A case goes to another person and office with all that was asked of it, by whoever may, and both logs say so.
#[test]
fn a_case_is_handed_over_by_whoever_may() {
    let (_folder, store, measures) = site();
    for (name, more) in [("bram", &[][..]), ("cora", &["--role", "coordinator"]), ("noor", &["--office", "north"])] {
        staff(&store, name, more);
    }
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    let client = Client::begin(&server, &code(&ask(&server, &anna, &[("case", "c-17"), ("measure", CLIENT)])));
    client.answer("word", "4");
    client.finish();
    let give = |who: &str, to: &str| {
        let form = server.ask("GET", "/office/cases", who, &[]).field("form");
        let fields = [("form", form.as_str()), ("opening", "hand-over"), ("to", to), ("reason", "leave")];
        server.ask("POST", "/office/cases/c-17/opening", who, &fields)
    };
    let opening = || Store::open(&store).unwrap().opening("c-17").unwrap().unwrap();
    assert_eq!(opening().owner, "anna", "whoever asks a case first works with it");
    let bram = server.log_in_as("bram");
    assert!(!server.ask("GET", "/office/cases/c-17", &bram, &[]).body.contains("Hand it over"), "it is not his");
    assert_eq!(give(&bram, "person bram").code, 403);
    let nobody = give(&anna, "person nobody");
    assert!(nobody.body.contains("Say to whom."), "{}", nobody.body);
    assert_eq!(give(&anna, "person bram").to, "/office/cases/c-17");
    assert_eq!(give(&anna, "person anna").code, 403, "it is not hers any more");
    let cora = server.log_in_as("cora");
    assert_eq!(give(&cora, "person noor").to, "/office/cases", "who gave it away does not see it any more");
    assert_eq!((opening().owner.as_str(), opening().office.as_str()), ("noor", "north"));
    for who in [&anna, &bram, &cora] {
        assert_eq!(server.ask("GET", "/office/cases/c-17", who, &[]).code, 404);
    }
    let noor = server.log_in_as("noor");
    let page = server.ask("GET", "/office/cases/c-17", &noor, &[]).body;
    assert!(page.contains("Works with it: noor.") && page.contains("<svg"), "she sees what was answered before: {page}");
    // On the command line it is given back, to somebody who sees cases of that office.
    let wrong = of_store(&store, &["hand-over", "c-17", "--to", "bram", "--office", "north", "--reason", "x"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("bram does not see cases of `north`"), "{}", wrong.stderr);
    let near = of_store(&store, &["hand-over", "c-17", "--to", "bran", "--reason", "x"]);
    assert!(near.code == 2 && near.stderr.contains("did you mean `bram`?"), "{}", near.stderr);
    let already = of_store(&store, &["open", "c-17", "--owner", "bram"]);
    assert!(already.code == 2 && already.stderr.contains("hand-over"), "{}", already.stderr);
    assert_eq!(done(&store, &["hand-over", "c-17", "--to", "bram", "--reason", "back again"]), "c-17 is bram's\n");
    assert_eq!(server.ask("GET", "/office/cases/c-17", &noor, &[]).code, 404);
    assert_eq!(server.ask("GET", "/office/cases/c-17", &bram, &[]).code, 200);
    let log = done(&store, &["log", "--case", "c-17"]);
    let handed: Vec<&str> = log.lines().filter(|line| line.contains("handed a case over")).collect();
    assert!(handed.len() == 3 && handed[1].contains("cora") && handed[1].contains("noor"), "{log}");
    assert_eq!(of_store(&store, &["hand-over", "c-99", "--to", "bram", "--reason", "x"]).code, 1);
    done(&store, &["audit"]);
}

/// Whose cases are and what was seen goes into another store by a file of its own.
#[test]
fn what_is_held_of_cases_goes_out_and_comes_back() {
    let folder = folder();
    let (store, other) = (folder.path().join("s.sqlite"), folder.path().join("other.sqlite"));
    done(&store, &["import", "alliance-monitor", "src/cli/demo/demo.csv"]);
    staff(&store, "anna", &["--office", "north"]);
    done(&store, &["hand-over", "demo-1", "--to", "anna", "--reason", "x"]);
    done(&store, &["open", "c-2", "--on", "2026-02-01", "--owner", "anna"]);
    done(&store, &["close", "c-2", "--on", "2026-03-01"]);
    done(&store, &["seen", "demo-1", "--note", "talked about it"]);
    let file = folder.path().join("cases.json").display().to_string();
    let answers = folder.path().join("answers.csv").display().to_string();
    done(&store, &["export-cases", "--output", &file]);
    done(&store, &["export", "alliance-monitor", "--output", &answers]);
    staff(&other, "anna", &["--office", "north"]);
    let early = of_store(&other, &["import-cases", &file]);
    assert!(early.code == 1 && early.stderr.contains("import its answers first"), "{}", early.stderr);
    assert_eq!(Store::open(&other).unwrap().openings().unwrap(), [], "all of it or nothing");
    done(&other, &["import", "alliance-monitor", &answers]);
    assert_eq!(done(&other, &["import-cases", &file]), "took in 2 cases and 1 seen signal\n");
    let again = of_store(&other, &["import-cases", &file]);
    assert_eq!(again.stdout, "took in 0 cases and 0 seen signals\n", "what is there is not taken in twice");
    assert_eq!(again.stderr, "2 cases there already, as the file says\n");
    let [one, two] = [&store, &other].map(|path| Store::open(path).unwrap());
    assert_eq!(one.case_states().unwrap(), two.case_states().unwrap());
    assert_eq!(one.case_states().unwrap().cases.len(), 2);
    assert!(!one.case_states().unwrap().seen.is_empty());
    drop((one, two));
    done(&other, &["hand-over", "demo-1", "--office", "south", "--reason", "x"]);
    let differs = of_store(&other, &["import-cases", &file]);
    assert!(differs.code == 1 && differs.stderr.contains("case demo-1 is opened in this store already"), "{}", differs.stderr);
    for store in [&store, &other] {
        done(store, &["audit"]);
    }
    let broken = crate::program::put(&folder, "broken.json", "{\"cases\": 1}");
    assert_eq!(of_store(&other, &["import-cases", &broken]).code, 1);
}

/// A case that was opened before cases had an office of their own is with the one that asked it last.
#[test]
fn cases_of_an_earlier_store_are_with_the_office_that_asked_them() {
    let folder = folder();
    let path = folder.path().join("s.sqlite");
    let earlier = Connection::open(&path).unwrap();
    earlier.execute_batch(include_str!("../data/store-7.sql")).unwrap();
    // Case c-4 was answered on a terminal, beside its office; c-5, which nobody opened, in two.
    let rows = [(1, "c-1", "south"), (2, "c-1", "north"), (3, "c-2", ""), (4, "c-4", "north"), (5, "c-4", "")];
    for (id, case, office) in rows.into_iter().chain([(6, "c-5", "south"), (7, "c-5", "")]) {
        let row =
            "insert into administration values (?1, ?2, 'alliance-monitor@0.3.0', '00', 'client', ?1, '2026-01-01', 'nl', '{}',
            '2026-01-01T10:00:00Z', '2026-01-01T10:01:00Z', 0, ?3, null)";
        earlier.execute(row, rusqlite::params![id, case, office]).unwrap();
    }
    for case in ["c-1", "c-2", "c-3", "c-4"] {
        earlier.execute("insert into case_opening values (?1, '2026-01-01', null, 'ours')", [case]).unwrap();
    }
    drop(earlier);
    let offices: Vec<(String, String)> =
        Store::open(&path).unwrap().openings().unwrap().into_iter().map(|opening| (opening.case, opening.office)).collect();
    let wanted = [("c-1", "north"), ("c-2", ""), ("c-3", ""), ("c-4", "north")];
    assert_eq!(offices, wanted.map(|(case, office)| (case.to_owned(), office.to_owned())));
    let kept = Store::open(&path).unwrap().kept(None, None).unwrap();
    let kept: Vec<(&str, &str)> = kept.iter().map(|kept| (kept.record.identity.case.as_str(), kept.office.as_str())).collect();
    let wanted = [("c-1", "north"), ("c-1", "north"), ("c-2", ""), ("c-4", "north"), ("c-4", "north")];
    assert_eq!(kept, [&wanted[..], &[("c-5", "south"), ("c-5", "south")]].concat(), "all that was asked is with its case");
    let findings = Store::audited(&path, None, None).unwrap().findings;
    let of_cases: Vec<String> = findings
        .iter()
        .map(|finding| finding.words())
        .filter(|words| words.contains("`c-1`") || words.contains("`c-4`"))
        .collect();
    assert_eq!(of_cases, [""; 0], "the log holds what the step wrote");
}

/// What somebody wrote in their own words reaches whoever works with the case, and nobody else.
#[test]
fn answers_are_read_in_words_by_whoever_may() {
    let (_folder, store, measures) = site();
    staff(&store, "noor", &["--office", "north"]);
    staff(&store, "mieke", &["--role", "methodologist"]);
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let given = [("plain", "4"), ("kept", "none"), ("judged", "5"), ("heard", "50"), ("reason", "My work\r\nis <far> away")];
    for (case, more) in [("c-17", &[][..]), ("c-18", &[("confidential", "yes")]), ("c-19", &[])] {
        let fields = [&[("case", case), ("measure", CLIENT)], more].concat();
        let client = Client::begin(&server, &code(&ask(&server, &officer, &fields)));
        given.iter().for_each(|(item, answer)| client.answer(item, answer));
        // What somebody is still answering is not read by others.
        if case != "c-19" {
            client.finish();
        }
    }
    let case = server.ask("GET", "/office/cases/c-17", &officer, &[]).body;
    assert!(case.contains("href=\"/office/cases/c-17/answers/1\""), "{case}");
    let page = server.ask("GET", "/office/cases/c-17/answers/1", &officer, &[]);
    for words in [
        "<dt>I know what is expected of me.</dt><dd>4 – Mostly</dd>",
        "<dd>Does not apply to us</dd>",
        "<dd>50</dd>",
        "<blockquote>My work<br>is &lt;far&gt; away<br></blockquote>",
        "<dd class=\"quiet\">Nothing was answered.</dd>",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let hidden = server.ask("GET", "/office/cases/c-18", &officer, &[]).body;
    assert!(!hidden.contains("/answers/"), "{hidden}");
    let status = |path: &str, who: &str| server.ask("GET", path, who, &[]).code;
    let (noor, mieke) = (server.log_in_as("noor"), server.log_in_as("mieke"));
    for (path, who, expected) in [
        ("/office/cases/c-18/answers/2", &officer, 404),
        ("/office/cases/c-19/answers/3", &officer, 404),
        ("/office/cases/c-18/answers/1", &officer, 404),
        ("/office/cases/c-17/answers/1", &noor, 404),
        ("/office/cases/c-17/answers/1", &mieke, 403),
    ] {
        assert_eq!(status(path, who), expected, "{path}");
    }
    let dutch = run(&[
        "store",
        "answers",
        "c-17",
        "--language",
        "nl",
        "--store",
        &store.display().to_string(),
        "--instruments",
        &measures.display().to_string(),
    ]);
    assert!(dutch.code == 0 && dutch.stdout.starts_with("client of c-17, occasion 1"), "{}{}", dutch.stdout, dutch.stderr);
    assert!(dutch.stdout.contains("Ik weet wat er van mij wordt verwacht.\n    4 – Grotendeels"), "{}", dutch.stdout);
    let instruments = measures.display().to_string();
    let of = |more: &[&str]| of_store(&store, &[more, &["--instruments", &instruments]].concat());
    let json: Value = serde_json::from_str(&of(&["answers", "c-17", "--format", "json"]).stdout).unwrap();
    assert_eq!(json[0]["answers"][0]["answer"], "4 – Mostly");
    assert_eq!(json[0]["answers"].as_array().unwrap().last().unwrap()["is_own_words"], true);
    let hidden = of(&["answers", "c-18"]);
    assert!(
        !hidden.stdout.contains("far") && hidden.stderr.contains("1 confidential administration left out"),
        "{}",
        hidden.stderr
    );
    assert_eq!(of(&["answers", "c-17", "--occasion", "2"]).stdout, "");
    assert_eq!(of(&["answers", "c-99"]).code, 1);
    assert!(done(&store, &["log", "--case", "c-17"]).contains("anna  looked at a case  c-17"));
}

/// What is due of many cases stands on pages, and follows at once what is opened and closed.
#[test]
fn what_is_due_of_many_cases_stands_on_pages() {
    let (_folder, store, measures) = site();
    let schedule = "verbond 1\n\nschedule ours 1.0.0 {\n  title \"Ours\"\n\n  ask alliance-monitor of client {\n    first within 14 days\n  }\n}\n";
    std::fs::write(measures.join("ours.schedule"), schedule).unwrap();
    let mut kept = Store::open(&store).unwrap();
    let mut put = |case: &str, closed: Option<Day>| {
        let case = case.to_owned();
        let (opened, schedule) = (Day::iso("2026-01-05").unwrap(), "ours".to_owned());
        let opening =
            Opening { case, opened, closed, schedule, owner: String::new(), office: String::new(), known: Facts::new() };
        kept.put_opening(&opening, &By { who: "anna", at: "2026-01-05T10:00:00Z" }).unwrap();
    };
    (1..=401).for_each(|number| put(&format!("k-{number:03}"), None));
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let due = |page: &str| server.ask("GET", &format!("/office/due{page}"), &officer, &[]).body;
    let rows = |body: &str| body.matches("<th scope=\"row\">").count();
    let first = due("");
    assert_eq!((rows(&first), first.contains("Page 1 of 3"), first.contains("/office/due?page=2")), (200, true, true), "{first}");
    let last = due("?page=3");
    assert_eq!((rows(&last), last.contains("k-401"), last.contains("Following")), (1, true, false), "{last}");
    assert_eq!(due("?page=99"), last);
    put("k-402", None);
    assert!(due("?page=3").contains("k-402"));
    put("k-401", Some(Day::iso("2026-02-05").unwrap()));
    assert!(!due("?page=3").contains("k-401"));
    let list = server.ask("GET", "/office/cases?part=due&page=9", &officer, &[]).body;
    assert!(list.contains("k-402") && list.contains("Page 9 of 9, 401 cases"), "{list}");
}
