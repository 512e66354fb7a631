//! What a case does not tell is called what it is: not finished, confidential, or no change.

use crate::confidential::Client;
use crate::occasions::{ask, code};
use crate::program::{folder, put, run};
use crate::serving::{Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client en";
const WORKER: &str = "alliance-monitor@0.3.0 worker en";

#[test]
fn what_is_not_finished_and_what_is_confidential_is_called_so() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let begin = |measure: &str, more: &[(&str, &str)]| {
        let client =
            Client::begin(&server, &code(&ask(&server, &officer, &[&[("case", "c-17"), ("measure", measure)], more].concat())));
        client.answer("plain", "4");
        client
    };
    begin(CLIENT, &[]).finished();
    begin(WORKER, &[]).finished();
    begin(WORKER, &[]).finished();
    let case = |path: &str| server.ask("GET", &format!("/office/cases/c-17{path}"), &officer, &[]).body;
    let followed = || run(&["follow", "alliance-monitor", "--store", &store.display().to_string(), "--language", "en"]).stdout;
    let open = "not filled in";
    assert!(case("").contains(open) && !case("").contains("not finished"), "nobody began: {}", case(""));
    let client = begin(CLIENT, &[]);
    for told in [case(""), case("/report"), followed()] {
        assert!(told.contains("not finished"), "{told}");
    }
    assert!(!case("").contains(open), "{}", case(""));
    client.finished();
    assert!(!case("").contains("not finished") && !followed().contains("not finished"), "{}", case(""));
    // At the third the client answers for nobody's eyes: that stands where an answer would.
    begin(WORKER, &[]).finished();
    begin(CLIENT, &[("confidential", "yes")]).finished();
    let told = case("");
    let answers = told.split("class=\"asked\"").nth(1).unwrap_or_default();
    assert!(answers.contains(">confidential<") && !answers.contains(open), "{answers}");
}

/// A signal says whose it is and of which occasion, on the page of the case and on the sheet.
#[test]
fn a_signal_says_whose_it_is_and_of_which_occasion() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)])));
    for (item, answer) in [("word", "1"), ("relied", "1"), ("open", "1"), ("judged", "5")] {
        client.answer(item, answer);
    }
    client.finished();
    for path in ["", "/report"] {
        let told = server.ask("GET", &format!("/office/cases/c-17{path}"), &officer, &[]).body;
        assert!(told.contains("(Client, occasion 1"), "{path}: {told}");
    }
}

/// A change that no figure shows is none, unless it is beyond chance.
#[test]
fn a_change_that_no_figure_shows_is_none() {
    let folder = folder();
    let measure = "verbond 1\n\ninstrument near 1.0.0 {\n  title \"Near\"\n  licence \"CC0-1.0\"\n  status experimental\n  \
                   informants { client \"Client\" }\n  item q as decimal 0 to 10 \"Q\"\n  score s \"S\" = 1 * q\n}\n";
    let measure = put(&folder, "near.instrument", measure);
    let told = |second: &str| {
        let answers =
            put(&folder, "answers.csv", &format!("case,occasion,date,q\nc1,1,2026-10-01,5\nc1,2,2026-11-01,{second}\n"));
        run(&["follow", &measure, &answers]).stdout
    };
    assert!(told("5.04").contains("the same as on") && !told("5.04").contains("rose by"), "{}", told("5.04"));
    assert!(told("5.06").contains("rose by 0.1"), "{}", told("5.06"));
    assert!(told("4.94").contains("fell by 0.1"), "{}", told("4.94"));
}
