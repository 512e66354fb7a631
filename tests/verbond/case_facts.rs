//! What is known of a case is known wherever the case is asked, shown or taken out, and can be put right.

use std::path::Path;

use crate::confidential::held;
use crate::meetings::{done, of_store};
use crate::occasions::ask;
use crate::program::{put, run_with_input};
use crate::serving::{Answer, Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";

/// The facts of the administrations of a case, as the store gives them.
fn facts(store: &Path, case: &str) -> Vec<(Option<String>, Option<String>)> {
    let of = |kept: verbond::store::Kept| {
        let known = kept.record.known;
        (known.get("age").cloned(), known.get("mandate").cloned())
    };
    held(store, case).into_iter().map(of).collect()
}

fn told(age: &str, mandate: &str) -> (Option<String>, Option<String>) {
    (Some(age.to_owned()), Some(mandate.to_owned()))
}

/// Tells on the page of the case `k-1` what is known of it.
pub fn tell(server: &Server, officer: &str, fields: &[(&str, &str)]) -> Answer {
    let form = server.ask("GET", "/office/new", officer, &[]).field("form");
    let fields = [&[("form", form.as_str()), ("opening", "facts")], fields].concat();
    server.ask("POST", "/office/cases/k-1/facts", officer, &fields)
}

fn on_a_terminal(store: &Path, more: &[&str]) -> crate::program::Ran {
    let store = store.display().to_string();
    let of = ["ask", "alliance-monitor", "--plain", "--case", "k-1", "--store", &store];
    run_with_input(&[&of[..], more].concat(), &"4\n".repeat(20))
}

/// Told once on the web, the facts are there on the terminal, for paper that is typed over, and in what goes out.
#[test]
fn facts_are_told_once_for_all_doors() {
    let (folder, store, measures) = site();
    let file = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against\n\
                k-1,8,client,2026-03-02,3,3,3,3,3,3,3,3,50,3,3\n";
    let typed = put(&folder, "typed.csv", file);
    done(&store, &["import", "alliance-monitor", &typed]);
    done(&store, &["open", "k-1", "--owner", "anna"]);
    assert_eq!(done(&store, &["fact", "k-1"]), "nothing is known of k-1\n");
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    ask(&server, &anna, &[("case", "k-1"), ("measure", CLIENT), ("fact-age", "34"), ("fact-mandate", "parole")]);
    assert_eq!(on_a_terminal(&store, &["--occasion", "10"]).code, 0);
    assert_eq!(facts(&store, "k-1"), [told("34", "parole"), told("34", "parole"), told("34", "parole")]);
    let out = done(&store, &["export", "alliance-monitor"]);
    let head: Vec<&str> = out.lines().next().unwrap().split(',').collect();
    let at = ["age", "mandate"].map(|name| head.iter().position(|there| *there == name).unwrap());
    let rows: Vec<[&str; 2]> =
        out.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>()).map(|row| at.map(|at| row[at])).collect();
    assert_eq!(rows, [["34", "parole"], ["34", "parole"]], "{out}");
    assert_eq!(done(&store, &["fact", "k-1"]), "age=34\nmandate=parole\n");
    done(&store, &["audit"]);
}

/// From now on a fact is another one, or it was never otherwise: on the command line and on the web alike.
#[test]
fn facts_change_and_are_corrected() {
    let (_folder, store, measures) = site();
    assert_eq!(on_a_terminal(&store, &["--known", "age=34", "--known", "mandate=probation"]).code, 0);
    done(&store, &["open", "k-1", "--owner", "anna"]);
    assert_eq!(done(&store, &["fact", "k-1", "mandate=parole"]), "age=34\nmandate=parole\n");
    assert_eq!(on_a_terminal(&store, &[]).code, 0);
    assert_eq!(facts(&store, "k-1"), [told("34", "probation"), told("34", "parole")], "what was is kept");
    assert_eq!(done(&store, &["fact", "k-1", "age=4e1", "--ever"]), "age=40\nmandate=parole\n");
    assert_eq!(facts(&store, "k-1"), [told("40", "probation"), told("40", "parole")], "it was never otherwise");
    // What is told as somebody is asked is newer than what was told of the case.
    assert_eq!(on_a_terminal(&store, &["--known", "mandate=other"]).code, 0);
    assert_eq!(done(&store, &["fact", "k-1"]), "age=40\nmandate=other\n");
    for (fact, said) in [
        ("age=old", "it is"),
        ("mandate=jail", "`mandate` cannot be `jail`"),
        ("agee=4", "did you mean `age`?"),
        ("age", "`NAME=VALUE`"),
    ] {
        let wrong = of_store(&store, &["fact", "k-1", fact]);
        assert!(wrong.code == 2 && wrong.stderr.contains(said), "{fact}: {}", wrong.stderr);
    }
    assert_eq!(of_store(&store, &["fact", "k-9", "age=4"]).code, 1);
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    let page = server.ask("GET", "/office/cases/k-1", &anna, &[]);
    assert!(page.body.contains("Known: age 40, mandate other."), "{}", page.body);
    let tell = |fields: &[(&str, &str)]| tell(&server, &anna, fields);
    let refused = tell(&[("fact-age", "7"), ("fact-mandate", "other")]);
    assert!(refused.body.contains("age is a number from 12 to 99") && refused.body.contains("value=\"7\""), "{}", refused.body);
    assert_eq!(tell(&[("fact-age", "41"), ("fact-mandate", "other"), ("ever", "yes")]).code, 303);
    assert_eq!(tell(&[("fact-age", "41"), ("fact-mandate", "parole")]).code, 303);
    assert_eq!(facts(&store, "k-1"), [told("41", "other"), told("41", "other"), told("41", "other")]);
    assert_eq!(done(&store, &["fact", "k-1"]), "age=41\nmandate=parole\n");
    done(&store, &["audit"]);
}

/// What was told of a case goes out and comes back with it, and is gone when the case is.
#[test]
fn facts_go_with_their_case() {
    let (folder, store, _) = site();
    let other = folder.path().join("other.sqlite");
    done(&store, &["open", "k-1"]);
    done(&store, &["fact", "k-1", "age=34"]);
    let file = folder.path().join("cases.json").display().to_string();
    done(&store, &["export-cases", "--output", &file]);
    done(&other, &["import-cases", &file]);
    assert_eq!(done(&other, &["fact", "k-1"]), "age=34\n");
    assert_eq!(on_a_terminal(&other, &[]).code, 0);
    assert_eq!(facts(&other, "k-1"), [(Some("34".to_owned()), None)]);
    done(&other, &["erase", "k-1", "--yes"]);
    assert_eq!(of_store(&other, &["fact", "k-1"]).code, 1);
    done(&other, &["audit"]);
}
