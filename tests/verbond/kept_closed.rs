//! What is confidential, and codes that let somebody in: neither is opened by a side door.

use std::path::Path;

use crate::browser::staff;
use crate::confidential::{Client, held};
use crate::meetings::{done, of_store};
use crate::occasions::{ask, code};
use crate::past::AGREE;
use crate::program::{folder, put, run};
use crate::serving::{Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";

/// An analysis has no least number: of one administration its counts are the answers.
#[test]
fn an_analysis_leaves_out_what_is_confidential() {
    let folder = folder();
    let store = folder.path().join("s.sqlite").display().to_string();
    let measure = put(&folder, "agree.instrument", AGREE);
    let answers = put(&folder, "answers.csv", "case,occasion,a,b,confidential\nc-1,1,3,1,yes\n");
    let taken = run(&["store", "--store", &store, "import", &measure, &answers]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    let analysed = |more: &[&str]| run(&[&["analyse", &measure, "--store", &store, "--format", "json"], more].concat());
    let (hidden, shown) = (analysed(&[]), analysed(&["--confidential"]));
    assert!(hidden.stderr.contains("1 confidential administration left out"), "{}", hidden.stderr);
    assert!(!shown.stderr.contains("left out"), "{}", shown.stderr);
    let counted = |ran: &crate::program::Ran| {
        let analysis: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        analysis["informants"].as_array().unwrap().iter().map(|of| of["rows"].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!((counted(&hidden), counted(&shown)), (0, 1));
    let log = done(Path::new(&store), &["log"]);
    assert!(log.contains("confidential 0") && log.contains("confidential 1"), "{log}");
}

#[test]
fn an_empty_cell_opens_nothing_that_was_confidential() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    let measure = put(&folder, "agree.instrument", AGREE);
    let lost = put(&folder, "lost.csv", "case,occasion,a,b,confidential\nc-1,1,3,1,yes\nc-2,1,3,1,\n");
    let refused = of_store(&store, &["import", &measure, &lost]);
    assert!(refused.code == 1 && refused.stderr.contains("V0731"), "{} {}", refused.code, refused.stderr);
    assert!(held(&store, "c-1").is_empty(), "all of it or nothing");
    let none = put(&folder, "none.csv", "case,occasion,a,b\nc-2,1,3,1\n");
    done(&store, &["import", &measure, &none]);
    assert!(!held(&store, "c-2")[0].confidential);
}

#[test]
fn a_report_of_what_is_confidential_is_refused() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    let measure = put(&folder, "agree.instrument", AGREE);
    let answers = put(&folder, "answers.csv", "case,occasion,a,b,confidential\nc-4,1,3,1,yes\n");
    done(&store, &["import", &measure, &answers]);
    let output = folder.path().join("c-4.html").display().to_string();
    let path = store.display().to_string();
    let refused = run(&["report", "c-4", "--of", &measure, "--store", &path, "--output", &output]);
    assert!(
        refused.code == 2 && refused.stderr.contains("all that the case `c-4` answered is confidential"),
        "{}",
        refused.stderr
    );
    assert!(!Path::new(&output).exists());
}

/// No word was chosen: whoever comes back is told all the same that somebody began anew.
#[test]
fn whoever_comes_back_is_told_that_it_was_begun_anew() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[("confidential", "yes")]));
    client.answer("plain", "4");
    let other = Client::begin(&server, &server.open(&officer, "c-1", &[]));
    let come = |more: &[(&str, &str)]| {
        let code = server.open(&officer, "c-1", &[]);
        server.ask("POST", "/", "", &[&[("code", code.as_str())], more].concat())
    };
    for is_answered in [false, true] {
        if is_answered {
            other.answer("plain", "1");
        }
        let told = come(&[]);
        assert!(told.cookie.is_empty() && told.body.contains("Somebody began this anew"), "{}", told.body);
    }
    assert_eq!(come(&[("anew", "yes")]).to, "/ask", "and may begin anew themselves");
    // What is open to whoever works with the case is gone on with, and nobody is told anything.
    let open = Client::begin(&server, &server.open(&officer, "c-2", &[]));
    open.answer("plain", "4");
    let again = [("case", "c-2"), ("occasion", "1"), ("measure", CLIENT)];
    let again = code(&crate::occasions::choose(&server, &officer, &again, "continue"));
    assert_eq!(server.ask("POST", "/", "", &[("code", &again)]).to, "/ask");
    done(&store, &["audit"]);
}

/// Whoever gave a code before the case went to another office has no way to it any more.
#[test]
fn a_code_does_not_outlive_what_it_was_for() {
    let (_folder, store, measures) = site();
    staff(&store, "noor", &["--office", "north"]);
    staff(&store, "bram", &[]);
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    let page = |who: &str, case: &str| server.ask("GET", &format!("/office/code/{case}"), who, &[]).body;
    let redeemed = |given: &str| server.ask("POST", "/", "", &[("code", given)]);
    // A code that was redeemed is good no more, and stands nowhere as one that is.
    let used = code(&ask(&server, &anna, &[("case", "c-1"), ("measure", CLIENT)]));
    assert!(page(&anna, "c-1").contains("class=\"code\""));
    Client::begin(&server, &used).finished();
    assert!(!page(&anna, "c-1").contains("class=\"code\""));
    // Within the office it stays good; in another one it does not.
    for (to, stays) in [("person bram", true), ("person noor", false)] {
        let case = if stays { "c-2" } else { "c-3" };
        let given = code(&ask(&server, &anna, &[("case", case), ("measure", CLIENT)]));
        let form = server.ask("GET", "/office/cases", &anna, &[]).field("form");
        let hand_over = |reason: &str| {
            let fields = [("form", form.as_str()), ("opening", "hand-over"), ("to", to), ("reason", reason)];
            server.ask("POST", &format!("/office/cases/{case}/opening"), &anna, &fields)
        };
        for nothing in ["", "  ", "\u{200B}"] {
            let asked = hand_over(nothing);
            assert!(asked.code == 200 && asked.body.contains("Say why."), "{} {}", asked.code, asked.body);
        }
        assert_eq!(hand_over("leave").code, 303);
        assert_eq!(page(&anna, case).contains("class=\"code\""), stays, "{case}");
        assert_eq!(redeemed(&given).code == 303, stays, "{case}");
    }
    // On the command line too there is a reason.
    let without = of_store(&store, &["hand-over", "c-2", "--to", "anna"]);
    assert!(without.code == 2 && without.stderr.contains("--reason"), "{}", without.stderr);
    let blank = of_store(&store, &["hand-over", "c-2", "--to", "anna", "--reason", " "]);
    assert!(blank.code == 2 && blank.stderr.contains("there is no reason"), "{}", blank.stderr);
    done(&store, &["audit"]);
}
