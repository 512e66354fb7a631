//! What is confidential is read by nobody but the one who answered, whichever way somebody tries.

use std::path::Path;

use verbond::store::{Closed, Kept, Store};

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
    assert!(page.body.contains("Confidential") && !page.body.contains("<svg"), "{}", page.body);
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
    for word in ["one1", "two2", "three"] {
        assert!(server.ask("POST", "/", "", &[("code", &code), ("word", word)]).cookie.is_empty());
    }
    let code = server.open(&officer, "c-1", &[]);
    assert!(server.ask("POST", "/", "", &[("code", &code), ("word", "four")]).cookie.is_empty());
    let late = server.ask("POST", "/", "", &[("code", &code), ("word", "zonnebloem")]);
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
    assert!(shows_answer(
        &Client::begin(&server, &server.open(&officer, "c-2", &[("same", "continue")])).page("/ask?item=plain")
    ));
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
