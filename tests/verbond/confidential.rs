//! What is confidential is read by nobody but the one who answered, whichever way somebody tries.

use std::path::Path;

use verbond::store::{Closed, Kept, Store};

use crate::browser::{Browser, PASSWORD};
use crate::occasions::choose;
use crate::program::run;
use crate::serving::{Answer, Server, site};

/// What a store holds on a case.
pub fn held(store: &Path, case: &str) -> Vec<Kept> {
    Store::open(store).unwrap().kept(None, Some(case)).unwrap()
}

/// Somebody who answers.
pub struct Client<'s> {
    pub server: &'s Server,
    pub cookie: String,
}

impl<'s> Client<'s> {
    /// Redeems a code in a browser that has nothing.
    pub fn begin(server: &'s Server, code: &str) -> Self {
        let begun = server.ask("POST", "/", "", &[("code", code)]);
        assert_eq!((begun.code, begun.to.as_str()), (303, "/ask"), "{}", begun.body);
        Self { server, cookie: begun.cookie }
    }

    pub fn page(&self, path: &str) -> Answer {
        self.server.ask("GET", path, &self.cookie, &[])
    }

    /// Sends a form of the page of an item.
    pub fn send(&self, item: &str, more: &[(&str, &str)]) -> Answer {
        let form = self.page(&format!("/ask?item={item}")).field("form");
        let fields = [&[("form", form.as_str()), ("item", item)], more].concat();
        self.server.ask("POST", "/ask", &self.cookie, &fields)
    }

    pub fn answer(&self, item: &str, answer: &str) {
        let sent = self.send(item, &[("answer", answer), ("do", "next")]);
        assert_eq!(sent.code, 303, "{}", sent.body);
    }

    pub fn finish(&self) -> Answer {
        let form = self.page("/ask/end").field("form");
        self.server.ask("POST", "/ask/end", &self.cookie, &[("form", &form)])
    }

    /// Finishes, and is thanked.
    pub fn finished(&self) {
        let done = self.finish();
        assert!(done.is_thanks(), "{} {}{}", done.code, done.to, done.body);
    }

    /// Stops; with a word to go on where there is one.
    pub fn stop(&self, word: Option<&str>) -> Answer {
        let form = self.page("/ask/pause").field("form");
        let what = if word.is_some() { "word" } else { "stop" };
        let fields = [("form", form.as_str()), ("word", word.unwrap_or_default()), ("do", what)];
        self.server.ask("POST", "/ask/pause", &self.cookie, &fields)
    }
}

fn shows_answer(page: &Answer) -> bool {
    page.body.contains("checked")
}

#[test]
fn whoever_redeemed_an_earlier_code_is_out() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    // The officer types the first code himself and keeps the session.
    let kept = Client::begin(&server, &server.open(&officer, "c-1", &[("confidential", "yes")]));
    assert_eq!(kept.page("/ask?item=plain").code, 200);
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[("confidential", "yes")]));
    assert_eq!(kept.page("/ask?item=plain").code, 400, "another code was redeemed since");
    client.answer("plain", "4");
    client.answer("why", "2");
    assert_eq!(kept.page("/ask?item=plain").code, 400);
    assert!(client.finish().to.starts_with("/thanks"));
    for (who, is) in [(&kept, "the officer"), (&client, "the client")] {
        for path in ["/ask", "/ask?item=plain", "/ask/end", "/ask/pause"] {
            assert_eq!(who.page(path).code, 400, "{is} at {path}: what is finished is nobody's");
        }
    }
    assert_eq!(held(&store, "c-1").len(), 1);
}

#[test]
fn a_second_code_never_opens_confidential_answers() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let confidential = [("confidential", "yes")];
    let client = Client::begin(&server, &server.open(&officer, "c-30", &confidential));
    client.answer("plain", "4");
    client.answer("why", "2");
    // A code that is given and not redeemed changes nothing for the client.
    let code = server.open(&officer, "c-30", &[]);
    assert!(shows_answer(&client.page("/ask?item=plain")));
    let second = Client::begin(&server, &code);
    for item in ["plain", "why"] {
        assert!(!shows_answer(&second.page(&format!("/ask?item={item}"))), "{item}");
    }
    assert_eq!(client.page("/ask").code, 400, "what was begun first is closed");
    let kept = held(&store, "c-30");
    let states: Vec<_> = kept.iter().map(|kept| (kept.closed, kept.confidential, kept.record.answers.len())).collect();
    assert_eq!(states, [(Some(Closed::BegunAnew), true, 2), (None, true, 0)], "the old answers are kept, closed");
    // Nor does a case page, or a file that goes out.
    second.answer("plain", "1");
    second.finish();
    let page = server.ask("GET", "/office/cases/c-30", &officer, &[]);
    assert!(page.body.contains("Confidential") && !page.body.contains("role=\"img\""), "{}", page.body);
    let path = store.display().to_string();
    let out = run(&["store", "--store", &path, "export", "alliance-monitor", "--confidential"]);
    assert_eq!(out.stdout.lines().count(), 2, "what was closed does not count: {}", out.stdout);
    assert_eq!(run(&["store", "--store", &path, "audit"]).code, 0);
}

#[test]
fn the_browser_of_the_client_goes_on() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[("confidential", "yes")]));
    client.answer("plain", "4");
    let code = server.open(&officer, "c-1", &[]);
    let again = server.ask("POST", "/", &client.cookie, &[("code", &code)]);
    let again = Client { server: &server, cookie: again.cookie };
    assert!(again.cookie != client.cookie && shows_answer(&again.page("/ask?item=plain")));
    assert_eq!(held(&store, "c-1").len(), 1);
}

#[test]
fn a_word_that_the_client_chose_goes_on_and_cannot_be_guessed() {
    let (_folder, store, measures) = site();
    // Behind TLS each guess comes from another address, so that the word is all that holds.
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[("confidential", "yes")]));
    client.answer("plain", "4");
    let stop = client.send("why", &[("do", "stop")]);
    assert!(stop.to.starts_with("/ask/pause"), "{}", stop.to);
    assert!(client.stop(Some("ab")).body.contains("role=\"alert\""), "too short");
    let stopped = client.stop(Some("Zonnebloem"));
    assert!(stopped.to.starts_with("/stopped") && stopped.head.contains("verbond-answering=;"), "{}", stopped.head);
    assert_eq!(client.page("/ask").code, 400, "the browser stopped");
    let code = server.open(&officer, "c-1", &[]);
    let asked = server.ask("POST", "/", "", &[("code", &code)]);
    assert!(asked.cookie.is_empty() && asked.body.contains("name=\"word\"") && !shows_answer(&asked), "{}", asked.body);
    let wrong = server.ask("POST", "/", "", &[("code", &code), ("word", "roos")]);
    assert!(wrong.cookie.is_empty() && wrong.body.contains("not the word"), "{}", wrong.body);
    let right = server.ask("POST", "/", "", &[("code", &code), ("word", " zonnebloem ")]);
    let client = Client { server: &server, cookie: right.cookie };
    assert!(shows_answer(&client.page("/ask?item=plain")), "capitals and blanks do not matter");
    client.stop(None);
    // Five wrong words in all, over however many codes, and the word is gone.
    let code = server.open(&officer, "c-1", &[]);
    for word in ["two2", "three"] {
        assert!(server.ask("POST", "/", "", &[("code", &code), ("word", word)]).cookie.is_empty());
    }
    let code = server.open(&officer, "c-1", &[]);
    assert!(server.ask("POST", "/", "", &[("code", &code), ("word", "four")]).cookie.is_empty());
    let fifth = server.ask("POST", "/", "", &[("code", &code), ("word", "five")]);
    assert!(fifth.body.contains("The word is gone") && !fifth.body.contains("name=\"word\""), "{}", fifth.body);
    // The right word comes too late; nothing is begun anew, or closed, before they say so.
    for late in [vec![("code", code.as_str()), ("word", "zonnebloem")], vec![("code", code.as_str())]] {
        let late = server.ask("POST", "/", "", &late);
        assert!(late.cookie.is_empty() && late.body.contains("The word is gone"), "{}", late.body);
    }
    assert_eq!(held(&store, "c-1").len(), 1);
    let late = server.ask("POST", "/", "", &[("code", &code), ("anew", "yes")]);
    let late = Client { server: &server, cookie: late.cookie };
    assert!(!shows_answer(&late.page("/ask?item=plain")), "the right word comes too late");
    assert_eq!(held(&store, "c-1")[0].closed, Some(Closed::BegunAnew));
}

#[test]
fn whoever_has_no_word_begins_anew() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[("confidential", "yes")]));
    client.answer("plain", "4");
    client.stop(Some("zonnebloem"));
    let code = server.open(&officer, "c-1", &[]);
    let anew = server.ask("POST", "/", "", &[("code", &code), ("anew", "yes")]);
    let anew = Client { server: &server, cookie: anew.cookie };
    assert!(!shows_answer(&anew.page("/ask?item=plain")));
    assert_eq!(held(&store, "c-1").len(), 2);
    // What is open to the officer anyway is gone on with, by any code.
    let open = Client::begin(&server, &server.open(&officer, "c-2", &[]));
    open.answer("plain", "4");
    assert!(open.stop(None).to.starts_with("/stopped"));
    let of_c2 = [("case", "c-2"), ("occasion", "1"), ("measure", "alliance-monitor@0.3.0 client nl-NL")];
    let again = crate::occasions::code(&choose(&server, &officer, &of_c2, "continue"));
    assert!(shows_answer(&Client::begin(&server, &again).page("/ask?item=plain")));
}

#[test]
fn the_command_line_opens_no_confidential_answers_either() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[("confidential", "yes")]));
    client.answer("plain", "4");
    let (path, measures) = (store.display().to_string(), measures.display().to_string());
    let of = ["ask", "alliance-monitor", "--case", "c-1", "--occasion", "1", "--informant", "client", "--plain"];
    let more = ["--store", &path, "--instruments", &measures];
    let asked = crate::program::run_with_input(&[&of[..], &more].concat(), "q\n");
    assert!(asked.code != 0 && !asked.stderr.contains("(4)"), "{}", asked.stderr);
    let kept = held(&store, "c-1");
    assert_eq!(
        kept.iter().map(|kept| (kept.closed, kept.confidential)).collect::<Vec<_>>(),
        [(Some(Closed::BegunAnew), true), (None, true)]
    );
}

#[test]
fn a_client_on_the_device_of_an_officer_leaves_no_way_to_the_cases() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let code = server.open(&officer, "c-1", &[]);
    let begun = server.ask_as("POST", "/", (&officer, ""), &[("code", &code)]);
    assert_eq!(begun.to, "/ask");
    let both = (officer.as_str(), begun.cookie.as_str());
    let cases = |cookies| server.ask_as("GET", "/office/cases", cookies, &[]);
    assert_eq!(server.ask_as("GET", "/ask", both, &[]).code, 200);
    assert_eq!(cases(both).to, "/office/login", "midway the cases are locked");
    let end = server.ask_as("GET", "/ask/end", both, &[]);
    let done = server.ask_as("POST", "/ask/end", both, &[("form", &end.field("form"))]);
    assert!(done.to.starts_with("/thanks") && !done.head.contains("verbond=;"), "{}", done.head);
    assert_eq!(cases((&officer, "")).to, "/office/login", "and after the end, until the password was given");
    let back = server.ask_as("GET", "/office/login", (&officer, ""), &[]);
    assert!(back.body.contains("value=\"anna\"") && back.body.contains("Give your password"), "{}", back.body);
    let let_in =
        server.ask_as("POST", "/office/login", (&officer, ""), &[("name", "anna"), ("password", "correct horse battery")]);
    assert_eq!(cases((&let_in.cookie, "")).code, 200);
}

/// Anna is logged in, a code is redeemed in her browser, and the client goes away after two questions. With her
/// password she comes back to her cases, and not to what was answered.
#[test]
fn a_password_of_staff_ends_what_was_answered_confidentially_in_that_browser() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let confidential = [("confidential", "yes")];
    for (case, more, is_hidden) in [("c-1", &confidential[..], true), ("c-2", &[], false)] {
        let code = server.open(&officer, case, more);
        let mut tablet = Browser::new(&server);
        tablet.log_in("anna", PASSWORD);
        assert_eq!(tablet.send("/", &[("code", &code)]).to, "/ask");
        let form = tablet.ask("GET", "/ask?item=plain", &[]).field("form");
        for item in ["plain", "why"] {
            let fields = [("form", form.as_str()), ("item", item), ("answer", "4"), ("do", "next")];
            assert_eq!(tablet.ask("POST", "/ask", &fields).code, 303);
        }
        let client = tablet.cookies.clone();
        assert_eq!(tablet.log_in("anna", PASSWORD).to, "/office/cases");
        assert_eq!(tablet.names().contains(&"verbond-answering"), !is_hidden);
        // Whoever kept the cookie has nothing by it either.
        let kept = client.iter().find(|(name, _)| name == "verbond-answering").unwrap().clone();
        tablet.cookies.retain(|(name, _)| name != "verbond-answering");
        tablet.cookies.push(kept);
        for path in ["/ask?item=plain", "/ask", "/ask/end", "/ask/pause"] {
            assert_eq!(tablet.ask("GET", path, &[]).code, if is_hidden { 400 } else { 200 }, "{case}: {path}");
        }
        if is_hidden {
            // A new code goes on neither.
            let code = server.open(&officer, case, more);
            assert_eq!(tablet.send("/", &[("code", &code)]).to, "/ask");
            assert!(!shows_answer(&tablet.ask("GET", "/ask?item=plain", &[])));
        }
    }
}

#[test]
fn whoever_answers_is_told_who_sees_it() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let hidden = "Vertrouwelijk: wie met deze zaak werkt";
    let shown = "Wie met u werkt, ziet uw antwoorden";
    for (case, more, said, not_said) in [("c-1", &[("confidential", "yes")][..], hidden, shown), ("c-2", &[], shown, hidden)] {
        let client = Client::begin(&server, &server.open(&officer, case, more));
        for path in ["/ask", "/ask/end"] {
            let page = client.page(path).body;
            assert!(page.contains(said) && !page.contains(not_said), "{case}: {path}: {page}");
        }
        let arabic = client.page("/ask?language=ar").body;
        assert_eq!(arabic.contains("من يعمل معك يرى إجاباتك"), case == "c-2", "{arabic}");
        client.answer("plain", "4");
        assert!(!client.page("/ask").body.contains(said), "once at the beginning is enough");
    }
}

#[test]
fn what_is_said_after_stopping_is_true() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let said = |answer: &Answer| server.ask("GET", &answer.to, "", &[]).body;
    let (kept, anew) =
        ("Uw antwoorden zijn bewaard. U kunt later verdergaan.", "Zonder woord begint u de volgende keer opnieuw.");
    let open = Client::begin(&server, &server.open(&officer, "c-2", &[]));
    open.answer("plain", "4");
    assert!(said(&open.stop(None)).contains(kept));
    let confidential = [("confidential", "yes")];
    let client = Client::begin(&server, &server.open(&officer, "c-1", &confidential));
    client.answer("plain", "4");
    assert!(client.page("/ask/pause").body.contains(anew));
    let stopped = said(&client.stop(None));
    assert!(stopped.contains(anew) && !stopped.contains(kept), "{stopped}");
    let client = Client::begin(&server, &server.open(&officer, "c-1", &confidential));
    client.answer("plain", "4");
    let stopped = said(&client.stop(Some("zonnebloem")));
    assert!(stopped.contains(kept) && !stopped.contains(anew), "{stopped}");
    // The word stays where they stop without another one.
    let code = server.open(&officer, "c-1", &[]);
    let back = server.ask("POST", "/", "", &[("code", &code), ("word", "zonnebloem")]);
    let back = Client { server: &server, cookie: back.cookie };
    let page = back.page("/ask/pause").body;
    assert!(page.contains("Zonder nieuw woord blijft het woord gelden") && !page.contains(anew), "{page}");
    assert!(said(&back.stop(None)).contains(kept));
}

#[test]
fn whoever_comes_with_a_word_after_it_was_begun_anew_is_told() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[("confidential", "yes")]));
    client.answer("plain", "4");
    client.stop(Some("zonnebloem"));
    let code = server.open(&officer, "c-1", &[]);
    let other = server.ask("POST", "/", "", &[("code", &code), ("anew", "yes")]);
    let other = Client { server: &server, cookie: other.cookie };
    for is_answered in [false, true] {
        if is_answered {
            other.answer("plain", "1");
        }
        let code = server.open(&officer, "c-1", &[]);
        for word in ["", "zonnebloem"] {
            let told = server.ask("POST", "/", "", &[("code", &code), ("word", word)]);
            assert!(told.cookie.is_empty() && told.body.contains("Somebody began this anew"), "{}", told.body);
        }
    }
    let states = || held(&store, "c-1").iter().map(|kept| kept.closed).collect::<Vec<_>>();
    assert_eq!(states(), [Some(Closed::BegunAnew), None], "nothing is closed before they say so");
    let code = server.open(&officer, "c-1", &[]);
    assert!(!server.ask("POST", "/", "", &[("code", &code), ("anew", "yes")]).cookie.is_empty());
    assert_eq!(states(), [Some(Closed::BegunAnew), Some(Closed::BegunAnew), None]);
    assert_eq!(run(&["store", "--store", &store.display().to_string(), "audit"]).code, 0);
}
