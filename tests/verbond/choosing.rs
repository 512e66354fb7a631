//! What staff choose and correct on the web holds for what they were asked about, and for nothing else.

use verbond::store::Closed;

use crate::confidential::{Client, held};
use crate::occasions::{ask, choose, code};
use crate::program::run;
use crate::serving::{Answer, Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";
const WORKER: &str = "alliance-monitor@0.3.0 worker nl-NL";

/// Asks somebody, who answers one question and finishes.
fn finish(server: &Server, officer: &str, fields: &[(&str, &str)]) {
    let client = Client::begin(server, &code(&ask(server, officer, fields)));
    client.answer("plain", "1");
    client.finished();
}

fn is_asked(answer: &Answer) -> bool {
    answer.body.contains("answered occasion")
        && !answer.body.contains("class=\"code\">")
        && !answer.body.contains("checked required")
}

#[test]
fn a_choice_holds_for_what_it_was_asked_about() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let of = |case, measure, occasion| [("case", case), ("measure", measure), ("occasion", occasion)];
    let first = of("c-17", CLIENT, "1");
    let others = [of("c-18", CLIENT, "1"), of("c-17", WORKER, "1"), of("c-17", CLIENT, "2")];
    for fields in [&first].into_iter().chain(&others) {
        finish(&server, &officer, fields);
    }
    let about = ask(&server, &officer, &first).field("about");
    for same in ["replace", "new", "continue"] {
        for fields in &others {
            let chosen = ask(&server, &officer, &[&fields[..], &[("same", same), ("about", &about)]].concat());
            assert!(is_asked(&chosen), "{same} of another: {}", chosen.body);
        }
        for about in ["", "0", &about[1..]] {
            let chosen = ask(&server, &officer, &[&first[..], &[("same", same), ("about", about)]].concat());
            assert!(is_asked(&chosen), "{same} without being asked: {}", chosen.body);
        }
        // What another session was asked is no answer of this one.
        let other = server.log_in();
        let chosen = ask(&server, &other, &[&first[..], &[("same", same), ("about", &about)]].concat());
        assert!(is_asked(&chosen), "{same} of another session: {}", chosen.body);
    }
    assert_eq!(held(&store, "c-17").len() + held(&store, "c-18").len(), 4, "nothing was begun");
    // Where nothing is held a choice means nothing.
    let unasked = of("c-19", CLIENT, "5");
    code(&ask(&server, &officer, &[&unasked[..], &[("same", "new"), ("about", &about)]].concat()));
    assert_eq!(held(&store, "c-19")[0].record.identity.occasion, "5");
    // What was asked is obeyed, once.
    let replaced = choose(&server, &officer, &first, "replace");
    let client = Client::begin(&server, &code(&replaced));
    client.answer("plain", "5");
    client.finish();
    let again = ask(&server, &officer, &[&first[..], &[("same", "replace"), ("about", &about)]].concat());
    assert!(is_asked(&again), "it was another one that was to be replaced: {}", again.body);
}

#[test]
fn a_cancelled_code_asks_nobody() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let page = || server.ask("GET", "/office/cases/c-17", &officer, &[]).body;
    let cancel = |administration: &str| {
        let form = server.ask("GET", "/office/cases", &officer, &[]).field("form");
        let fields = [("form", form.as_str()), ("administration", administration), ("do", "cancel"), ("reason", "not there")];
        server.ask("POST", "/office/cases/c-17", &officer, &fields)
    };
    let waits = || server.part("waiting", &officer) == ["c-17"];
    let first = [("case", "c-17"), ("measure", CLIENT), ("occasion", "1")];
    let given = code(&ask(&server, &officer, &first));
    assert!(page().contains("code not used yet"), "{}", page());
    assert!(waits());
    assert_eq!(cancel("1").code, 303);
    assert!(!page().contains("code not used yet") && page().contains("the code was cancelled"), "{}", page());
    assert!(!waits());
    assert_eq!(held(&store, "c-17")[0].closed, Some(Closed::Cancelled));
    assert!(server.ask("POST", "/", "", &[("code", &given)]).body.contains("not right"));
    // Whoever is answering goes on; the code that they came by is used, and there is none to cancel.
    let client = Client::begin(&server, &code(&ask(&server, &officer, &first)));
    let none = cancel("2");
    assert!(none.code == 200 && none.body.contains("There is no code that could be cancelled."), "{}", none.body);
    assert_eq!(client.page("/ask").code, 200);
    // A second code of what is being answered is cancelled by itself.
    let second = code(&ask(&server, &officer, &first));
    assert_eq!(cancel("2").code, 303);
    assert!(server.ask("POST", "/", "", &[("code", &second)]).body.contains("not right"));
    client.answer("plain", "1");
    assert!(page().contains("being answered"));
    assert_eq!(run(&["store", "--store", &store.display().to_string(), "audit"]).code, 0);
}

#[test]
fn occasions_are_numbers_and_reasons_can_be_read() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    for occasion in ["0", "two", "-1", "1.5"] {
        let refused = ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT), ("occasion", occasion)]);
        assert!(refused.body.contains("The occasion is a number, 1 or more."), "{occasion}: {}", refused.body);
    }
    finish(&server, &officer, &[("case", "c-17"), ("measure", CLIENT), ("occasion", "1")]);
    let form = server.ask("GET", "/office/cases", &officer, &[]).field("form");
    let correct = |occasion: &str, reason: &str| {
        let of =
            [("form", form.as_str()), ("administration", "1"), ("do", "correct"), ("occasion", occasion), ("reason", reason)];
        server.ask("POST", "/office/cases/c-17", &officer, &of)
    };
    let path = store.display().to_string();
    let typed = |occasion: &str, reason: &str| {
        run(&["store", "--store", &path, "correct", "1", &format!("--occasion={occasion}"), "--reason", reason])
    };
    for occasion in ["0", "two", "-1"] {
        assert!(correct(occasion, "slip").body.contains("The occasion is a number, 1 or more."), "{occasion}");
        let refused = typed(occasion, "slip");
        assert!(refused.code == 2 && refused.stderr.contains("the occasion is a number"), "{occasion}: {}", refused.stderr);
    }
    for nothing in ["\u{200B}", "\u{FEFF}\u{2060}", "\u{1B}", " \u{3164} "] {
        assert!(correct("2", nothing).body.contains("Say why."), "{nothing:?}");
        assert_eq!(typed("2", nothing).code, 2, "{nothing:?}");
    }
    assert_eq!(held(&store, "c-17")[0].record.identity.occasion, "1");
    assert_eq!(correct("2", "\u{1B}[2Ja slip\u{7}").code, 303);
    assert_eq!(typed("٣", "an\u{1B}other\nslip").code, 0);
    assert_eq!(held(&store, "c-17")[0].record.identity.occasion, "3");
    let log = run(&["store", "--store", &path, "case", "c-17"]).stdout;
    assert!(log.contains("\"[2Ja slip\"") && log.contains("\"another slip\"") && !log.contains("u001b"), "{log}");
    // Nor do control characters stand in what somebody writes in their own words.
    let client = Client::begin(&server, &server.open(&officer, "c-18", &[]));
    client.answer("judged", "5");
    client.answer("reason", "een\u{1B}[31m\r\nreden\u{0}");
    let written = held(&store, "c-18")[0].record.answers["reason"].clone();
    assert_eq!(written, "een[31m\nreden");
}
