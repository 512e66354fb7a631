//! One case, one office, one code: whatever door something came in by, it is with its case; and in a closed case nobody
//! is asked.

use std::path::Path;

use verbond::store::{Closed, Store};

use crate::browser::staff;
use crate::confidential::{Client, held};
use crate::meetings::{done, of_store};
use crate::occasions::{ask, code};
use crate::program::{put, run, run_with_input};
use crate::serving::{Answer, Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";
const ROWS: &str = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against,reason";

/// Asks on a terminal, all questions answered alike.
fn on_a_terminal(store: &Path, measures: &Path, case: &str, more: &[&str], answer: &str) -> crate::program::Ran {
    let (store, measures) = (store.display().to_string(), measures.display().to_string());
    let of = ["ask", "alliance-monitor", "--plain", "--case", case, "--store", &store, "--instruments", &measures];
    run_with_input(&[&of[..], more].concat(), &format!("{answer}\n").repeat(20))
}

fn sent(server: &Server, who: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let form = server.ask("GET", "/office/new", who, &[]).field("form");
    let sent = server.ask("POST", path, who, &[&[("form", form.as_str())], fields].concat());
    if sent.code == 303 { server.ask("GET", &sent.to, who, &[]) } else { sent }
}

/// Answers from a terminal, answers that replace others, and paper that was typed over are seen by whoever works with
/// the case, and by no other office.
#[test]
fn what_came_in_by_any_door_is_with_its_case() {
    let (folder, store, measures) = site();
    staff(&store, "noor", &["--office", "north"]);
    // A case that was asked on a terminal first is nobody's, and is opened for whoever works with it.
    assert_eq!(on_a_terminal(&store, &measures, "q-2", &[], "4").code, 0);
    for case in ["q-1", "q-2"] {
        done(&store, &["open", case, "--owner", "noor"]);
    }
    assert_eq!(on_a_terminal(&store, &measures, "q-1", &[], "1").code, 0);
    assert_eq!(on_a_terminal(&store, &measures, "q-1", &["--occasion", "1", "--replace"], "2").code, 0);
    let row = |case: &str, more: &str| format!("{case},3,client,2026-03-02,3,3,3,3,3,3,3,3,50,3,3,{more}\n");
    let typed = put(&folder, "typed.csv", &format!("{ROWS}\n{}", row("q-1", "")));
    done(&store, &["import", "alliance-monitor", &typed]);
    let offices: Vec<(String, String)> =
        ["q-1", "q-2"].iter().flat_map(|case| held(&store, case)).map(|kept| (kept.record.identity.case, kept.office)).collect();
    let wanted = ["q-1", "q-1", "q-1", "q-2"].map(|case| (case.to_owned(), "north".to_owned()));
    assert_eq!(offices, wanted);
    let elsewhere = put(&folder, "elsewhere.csv", &format!("{ROWS},office\n{}", row("q-2", ",south")));
    let refused = of_store(&store, &["import", "alliance-monitor", &elsewhere]);
    assert!(refused.code == 1 && refused.stderr.contains("case q-2 is with the office `north`"), "{}", refused.stderr);
    let server = Server::start(&store, &measures);
    let noor = server.log_in_as("noor");
    let page = server.ask("GET", "/office/cases/q-1", &noor, &[]).body;
    assert!(page.contains("<svg") && !page.contains("Nothing has been answered"), "{page}");
    let read = |who: &str, id: i64| server.ask("GET", &format!("/office/cases/q-1/answers/{id}"), who, &[]).code;
    let ids: Vec<i64> = held(&store, "q-1").iter().map(|kept| kept.id).collect();
    assert_eq!(ids.iter().map(|id| read(&noor, *id)).collect::<Vec<_>>(), [200, 200, 200]);
    let anna = server.log_in();
    assert_eq!(read(&anna, ids[0]), 404);
    // With the case goes all that was asked of it, and what is asked later.
    done(&store, &["hand-over", "q-1", "--to", "anna", "--reason", "moved"]);
    assert_eq!(on_a_terminal(&store, &measures, "q-1", &[], "5").code, 0);
    assert!(held(&store, "q-1").iter().all(|kept| kept.office.is_empty()));
    assert_eq!((read(&noor, ids[0]), read(&anna, ids[0])), (404, 200));
    done(&store, &["audit"]);
}

/// A file says the office of cases that are new, and what an opening says of a case holds for what was asked before.
#[test]
fn a_new_case_is_with_the_office_that_a_file_says() {
    let (folder, store, _) = site();
    staff(&store, "noor", &["--office", "north"]);
    let rows = "c-1,1,client,2026-03-02,3,3,3,3,3,3,3,3,50,3,3,,\nc-1,2,client,2026-03-09,3,3,3,3,3,3,3,3,50,3,3,,north\n";
    let file = put(&folder, "a.csv", &format!("{ROWS},office\n{rows}"));
    done(&store, &["import", "alliance-monitor", &file]);
    assert!(held(&store, "c-1").iter().all(|kept| kept.office == "north"));
    let cases = put(
        &folder,
        "cases.json",
        r#"{"cases": [{"case": "c-1", "opened": "2026-03-01", "closed": null, "schedule": "", "owner": "anna", "office": ""}], "seen": []}"#,
    );
    done(&store, &["import-cases", &cases]);
    assert!(held(&store, "c-1").iter().all(|kept| kept.office.is_empty()), "an administration is with its case");
}

/// A code that differs from that of a case in capitals only opens no second one, by whatever door.
#[test]
fn capitals_make_no_second_case_at_any_door() {
    let (folder, store, measures) = site();
    staff(&store, "noor", &["--office", "north"]);
    done(&store, &["open", "k-1", "--owner", "anna"]);
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    let said = "There is a case k-1 already";
    let fields = [("case", "K-1"), ("date", "2026-01-05"), ("schedule", "")];
    let page = sent(&server, &anna, "/office/new", &fields).body;
    assert!(page.contains(said), "{page}");
    let until = verbond::store::today().unwrap().to_string();
    let list = [
        ("cases", "K-1\nk-2\nK-2"),
        ("measure", "alliance-monitor@0.3.0"),
        ("informant", "client"),
        ("language", "nl-NL"),
        ("until", &until),
    ];
    let page = sent(&server, &anna, "/office/codes", &list).body;
    assert!(page.contains(said) && page.contains("There is a case k-2 already"), "{page}");
    // Whoever may not see the other case is not told of it.
    let noor = server.log_in_as("noor");
    let hidden = sent(&server, &noor, "/office/new", &fields).body;
    assert!(hidden.contains("cannot be used here") && !hidden.contains(said), "{hidden}");
    let opened = of_store(&store, &["open", "K-1"]);
    assert!(opened.code == 2 && opened.stderr.contains("there is a case `k-1`"), "{}", opened.stderr);
    let given = of_store(&store, &["code", "K-1", "alliance-monitor"]);
    assert!(given.code == 1 && given.stderr.contains("there is a case `k-1`"), "{}", given.stderr);
    let asked = on_a_terminal(&store, &measures, "K-1", &[], "4");
    assert!(asked.code == 2 && asked.stderr.contains("there is a case `k-1`"), "{}", asked.stderr);
    let state = |case: &str| {
        format!(r#"{{"case": "{case}", "opened": "2026-01-01", "closed": null, "schedule": "", "owner": "", "office": ""}}"#)
    };
    let cases = put(
        &folder,
        "cases.json",
        &format!(r#"{{"cases": [{}, {}, {}], "seen": []}}"#, state("K-1"), state("n-1"), state("N-1")),
    );
    let taken = of_store(&store, &["import-cases", &cases]);
    assert!(taken.code == 1 && taken.stderr.contains("`k-1`") && taken.stderr.contains("`n-1`"), "{}", taken.stderr);
    // A case that was only opened is one too.
    let file = put(&folder, "a.csv", &format!("{ROWS}\nK-1,1,client,2026-03-02,3,3,3,3,3,3,3,3,50,3,3,\n"));
    let taken = of_store(&store, &["import", "alliance-monitor", &file]);
    assert!(taken.code == 1 && taken.stderr.contains("K-1 differs from k-1"), "{}", taken.stderr);
    // In a file of answers the same holds.
    let answers = folder.path().join("out.csv").display().to_string();
    let to_file = |case: &str| {
        let of = ["ask", "alliance-monitor", "--plain", "--case", case, "--output", &answers];
        run_with_input(&of, &"4\n".repeat(20))
    };
    assert_eq!(to_file("k-9").code, 0);
    let twin = to_file("K-9");
    assert!(twin.code == 2 && twin.stderr.contains("there is a case `k-9`"), "{}", twin.stderr);
    let all: Vec<String> = Store::open(&store).unwrap().openings().unwrap().into_iter().map(|opening| opening.case).collect();
    assert_eq!(all, ["k-1", "k-2"]);
}

/// Closing a case takes back what was asked in it; who is answering may finish, and what that shows is to be seen.
#[test]
fn in_a_closed_case_nobody_is_asked() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    let unused = code(&ask(&server, &anna, &[("case", "q-1"), ("measure", CLIENT)]));
    let begun = Client::begin(&server, &code(&ask(&server, &anna, &[("case", "y-1"), ("measure", CLIENT)])));
    begun.answer("word", "1");
    let link = done(&store, &["code", "z-1", "alliance-monitor", "--link"]);
    for case in ["q-1", "y-1", "z-1"] {
        done(&store, &["close", case]);
    }
    let late = server.ask("POST", "/", "", &[("code", &unused)]);
    assert!(late.code == 200 && late.to.is_empty(), "an old code opens nothing: {} {}", late.code, late.to);
    assert!(server.ask("GET", link.trim(), "", &[]).body.contains("no longer good"), "and an old link neither");
    assert_eq!(held(&store, "q-1")[0].closed, Some(Closed::Cancelled), "nobody is asked any more");
    let asked = on_a_terminal(&store, &measures, "q-1", &["--occasion", "2"], "4");
    assert!(asked.code == 2 && asked.stderr.contains("case q-1 is closed"), "{}", asked.stderr);
    assert!(!asked.stderr.contains("I know what is expected") && held(&store, "q-1").len() == 1, "{}", asked.stderr);
    assert_eq!(server.part("closed", &anna), ["q-1", "y-1", "z-1"]);
    // What was begun before comes in, with very low trust, and stands first.
    begun.finish();
    assert_eq!(server.part("look", &anna), ["y-1"]);
    let (path, instruments) = (store.display().to_string(), measures.display().to_string());
    let due = run(&["due", "--store", &path, "--instruments", &instruments]).stdout;
    assert!(due.contains("y-1: "), "{due}");
    done(&store, &["seen", "y-1", "--instruments", &measures.display().to_string()]);
    assert_eq!((server.part("look", &anna).len(), server.part("closed", &anna).len()), (0, 3));
    done(&store, &["audit"]);
}

/// What replaced others is taken out, and those count again: by hand, since one may be as wrong as the other.
#[test]
fn what_was_taken_out_of_the_count_can_come_back() {
    let (_folder, store, measures) = site();
    for (more, answer) in [(&[][..], "4"), (&["--occasion", "1", "--replace"], "2")] {
        assert_eq!(on_a_terminal(&store, &measures, "c-1", more, answer).code, 0);
    }
    done(&store, &["open", "c-1", "--owner", "anna"]);
    let counts = || -> Vec<i64> { held(&store, "c-1").iter().filter(|kept| kept.counts()).map(|kept| kept.id).collect() };
    assert_eq!(counts(), [2]);
    let early = of_store(&store, &["correct", "1", "--count-again", "--reason", "x"]);
    assert!(early.code == 1 && early.stderr.contains("held already"), "{}", early.stderr);
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    let page = server.ask("GET", "/office/cases/c-1", &anna, &[]).body;
    assert!(page.contains("does not count again by itself"), "it is said before: {page}");
    assert!(!page.contains("Let it count again"), "{page}");
    let out = of_store(&store, &["correct", "2", "--close", "--reason", "another person"]);
    assert_eq!(out.code, 0);
    assert!(out.stderr.contains("`verbond store correct 1 --count-again`"), "{}", out.stderr);
    assert_eq!(counts(), [0_i64; 0]);
    let change = |fields: &[(&str, &str)]| sent(&server, &anna, "/office/cases/c-1", fields).body;
    assert!(server.ask("GET", "/office/cases/c-1", &anna, &[]).body.contains("Let it count again"));
    let no_reason = change(&[("administration", "1"), ("do", "again"), ("reason", "")]);
    assert!(no_reason.contains("Say why.") && counts().is_empty(), "{no_reason}");
    change(&[("administration", "1"), ("do", "again"), ("reason", "it was right")]);
    assert_eq!(counts(), [1]);
    let twice = of_store(&store, &["correct", "1", "--count-again", "--reason", "x"]);
    assert!(twice.code == 1 && twice.stderr.contains("cannot be made to count again"), "{}", twice.stderr);
    let told = done(&store, &["case", "c-1"]);
    assert!(told.contains("\"reason\": \"it was right\"") && told.contains("\"by\": \"anna\""), "{told}");
    done(&store, &["audit"]);
}

/// A code is cancelled on the web with a reason, as anything else is corrected.
#[test]
fn a_code_is_cancelled_with_a_reason() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    ask(&server, &anna, &[("case", "c-1"), ("measure", CLIENT)]);
    let cancel = |reason: &str| {
        sent(&server, &anna, "/office/cases/c-1", &[("administration", "1"), ("do", "cancel"), ("reason", reason)]).body
    };
    assert!(cancel(" ").contains("Say why."));
    assert_eq!(held(&store, "c-1")[0].closed, None);
    cancel("did not come");
    assert_eq!(held(&store, "c-1")[0].closed, Some(Closed::Cancelled));
    assert!(done(&store, &["case", "c-1"]).contains("did not come"));
}

/// Whose a case is said to be works with it here, and its schedule is there; what is wrong is said, all of it.
#[test]
fn cases_that_are_taken_in_have_an_owner_and_a_schedule() {
    let (folder, store, _) = site();
    staff(&store, "noor", &["--office", "north"]);
    staff(&store, "mia", &["--role", "methodologist"]);
    let state = |case: &str, schedule: &str, owner: &str| {
        format!(
            r#"{{"case": "{case}", "opened": "2026-01-01", "closed": null, "schedule": "{schedule}", "owner": "{owner}", "office": ""}}"#
        )
    };
    let wrong =
        [state("c-1", "nosuch", "nobodyhere"), state("c-2", "", "noor"), state("c-3", "", "mia"), state("c-4", "", "anna")];
    let file = put(&folder, "cases.json", &format!(r#"{{"cases": [{}], "seen": []}}"#, wrong.join(", ")));
    let refused = of_store(&store, &["import-cases", &file]);
    assert_eq!(refused.code, 1);
    for said in ["case c-1 is `nobodyhere`'s", "c-1 follows `nosuch`", "case c-2 is `noor`'s", "case c-3 is `mia`'s"] {
        assert!(refused.stderr.contains(said), "{said}: {}", refused.stderr);
    }
    assert!(!refused.stderr.contains("c-4"), "{}", refused.stderr);
    assert_eq!(Store::open(&store).unwrap().openings().unwrap(), [], "all of it or nothing");
}
