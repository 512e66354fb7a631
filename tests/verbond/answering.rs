//! What people do while they answer on the web: take back, change the language, type as they are used to.

use std::path::Path;

use verbond::store::Kept;

use crate::confidential::{Client, held};
use crate::program::run_with_input;
use crate::serving::{Server, site};

const KINDS: &str = "verbond 1

instrument kinds 1.0.0 {
  title \"Kinds\"
  licence \"CC0-1.0\"
  status experimental
  informants { self \"Self\" }
  known { age whole 12 to 99 }

  item hours as whole 0 to 60 \"How many hours?\"
  item share as decimal 0 to 10 unscored \"How much?\"
  item day as date optional \"When?\"
  item who as choices family, friend, other unscored \"Who helps?\"
  item word as text up to 10 optional \"In your own words?\"

  score most \"Most\" = hours
}
";

fn with_kinds() -> (tempfile::TempDir, std::path::PathBuf, Server, String) {
    let (folder, store, measures) = site();
    std::fs::write(measures.join("kinds.instrument"), KINDS).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    (folder, store, server, officer)
}

fn open(server: &Server, officer: &str, case: &str) -> String {
    server.open(officer, case, &[("measure", "kinds@1.0.0 self en")])
}

fn only(store: &Path, case: &str) -> Kept {
    let mut kept = held(store, case);
    assert_eq!(kept.len(), 1);
    kept.remove(0)
}

fn answer_to(store: &Path, case: &str, item: &str) -> Option<String> {
    only(store, case).record.answers.get(item).cloned()
}

#[test]
fn what_was_given_can_be_taken_back() {
    let (_folder, store, server, officer) = with_kinds();
    let client = Client::begin(&server, &open(&server, &officer, "c-1"));
    for (item, answer) in [("hours", "5"), ("word", "because"), ("who", "family"), ("day", "2026-11-24")] {
        client.answer(item, answer);
        assert_eq!(answer_to(&store, "c-1", item).as_deref(), Some(answer));
    }
    // Skipped, emptied, unticked.
    assert_eq!(client.send("hours", &[("answer", "5"), ("do", "skip")]).code, 303);
    assert_eq!(client.send("word", &[("answer", ""), ("do", "next")]).code, 303);
    assert_eq!(client.send("who", &[("do", "next")]).code, 303);
    assert_eq!(client.send("day", &[("answer", " "), ("do", "next")]).code, 303);
    assert_eq!(only(&store, "c-1").record.answers.len(), 0);
    for item in ["hours", "word", "who", "day"] {
        let page = client.page(&format!("/ask?item={item}")).body;
        let page = page.split("<fieldset").nth(1).unwrap_or_else(|| panic!("{page}"));
        assert!(!page.contains("checked") && !page.contains("because") && !page.contains("value=\"5\""), "{page}");
        let needed = client.send(item, &[("do", "next")]);
        // What may be left open is left open.
        if ["word", "day"].contains(&item) {
            assert_eq!(needed.code, 303, "{item}: {}", needed.body);
            continue;
        }
        assert!(
            needed.body.contains("Give an answer, or skip this question."),
            "nothing was there to take back: {}",
            needed.body
        );
    }
}

#[test]
fn a_line_end_counts_once() {
    let (_folder, store, server, officer) = with_kinds();
    let client = Client::begin(&server, &open(&server, &officer, "c-1"));
    // Ten characters for whoever counts, thirteen bytes for the browser.
    client.answer("word", "a\r\nb\r\nc\r\ndefg");
    assert_eq!(answer_to(&store, "c-1", "word").as_deref(), Some("a\nb\nc\ndefg"));
    let refused = client.send("word", &[("answer", "a\r\nb\r\nc\r\ndefgh"), ("do", "next")]);
    assert!(
        refused.body.contains("This is too long. Use 10 letters or fewer.") && refused.body.contains("defgh"),
        "{}",
        refused.body
    );
}

#[test]
fn digits_of_any_script_are_digits() {
    let (_folder, store, server, officer) = with_kinds();
    let code: String =
        open(&server, &officer, "c-1").chars().filter_map(|digit| char::from_u32(0x660 + digit.to_digit(10)?)).collect();
    let client = Client::begin(&server, &format!("{} {}", &code[..6], &code[6..]));
    for (item, typed, wanted) in [("hours", "٣", "3"), ("share", "٧٫٥", "7.5"), ("day", "٢٠٢٦-١١-٢٤", "2026-11-24")] {
        client.answer(item, typed);
        assert_eq!(answer_to(&store, "c-1", item).as_deref(), Some(wanted));
    }
    // A text stays as it was typed.
    client.answer("word", "٣ مرات");
    assert_eq!(answer_to(&store, "c-1", "word").as_deref(), Some("٣ مرات"));
}

#[test]
fn what_was_typed_stays_when_it_is_refused() {
    let (_folder, _store, server, officer) = with_kinds();
    let client = Client::begin(&server, &open(&server, &officer, "c-1"));
    client.answer("hours", "5");
    let refused = client.send("hours", &[("answer", "seventy"), ("do", "next")]);
    assert!(refused.body.contains("value=\"seventy\""), "{}", refused.body);
    assert!(client.page("/ask?item=hours").body.contains("value=\"5\""), "and what was given before counts");
    let wrong = server.ask("POST", "/", "", &[("code", "123 45x")]);
    assert!(wrong.body.contains("value=\"123 45x\"") && wrong.body.contains("role=\"alert\""), "{}", wrong.body);
    // In the language of whoever answers, whatever the browser speaks.
    let code = server.open(&officer, "c-2", &[]);
    let client = Client::begin(&server, &code);
    let refused = client.send("plain", &[("answer", "99"), ("do", "next"), ("language", "ar")]);
    assert!(refused.body.contains("dir=\"rtl\"") && !refused.body.contains("That is not"), "{}", refused.body);
}

/// Numbers say their limits, and nothing is left to the browser, which speaks its own language.
#[test]
fn what_is_refused_names_the_way_out() {
    let (_folder, _store, server, officer) = with_kinds();
    let client = Client::begin(&server, &open(&server, &officer, "c-1"));
    for (item, typed, way_out) in [
        ("hours", "61", "Type a whole number from 0 to 60, or skip this question."),
        ("share", "lots", "Type a number from 0 to 10, or skip this question."),
        ("day", "yesterday", "This is not a date."),
        ("word", "eleven long", "This is too long. Use 10 letters or fewer."),
        ("who", "aunt", "That is not one of the answers."),
        ("hours", "", "Give an answer, or skip this question."),
    ] {
        let page = client.page(&format!("/ask?item={item}")).body;
        assert!(page.contains("novalidate") && !page.contains(" required") && !page.contains("type=\"number\""), "{page}");
        let refused = client.send(item, &[("answer", typed), ("do", "next")]);
        assert!(refused.body.contains(way_out) && refused.body.contains("role=\"alert\""), "{item}: {}", refused.body);
        assert!(refused.body.contains("aria-describedby=\"wrong\""), "{}", refused.body);
    }
    let page = client.page("/ask?item=hours").body;
    assert!(page.contains("A number from 0 to 60"), "{page}");
    let page = client.page("/ask?item=who").body;
    assert!(page.contains("Choose all that fit") && page.matches("type=\"checkbox\" name=\"answer\"").count() == 3, "{page}");
}

/// Nothing is lost by whoever changes the language, or the letters, before they go on.
#[test]
fn what_is_ticked_stays_when_the_language_changes() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[]));
    let page = client.page("/ask?item=plain").body;
    let arabic = "<button form=\"answers\" name=\"speak\" value=\"ar\"";
    assert!(page.contains(arabic) && !page.contains("hreflang"), "{page}");
    let spoken = client.send("plain", &[("answer", "4"), ("speak", "ar"), ("letters", "usual"), ("letters", "larger")]);
    assert!(spoken.code == 200 && spoken.body.contains("dir=\"rtl\""), "{}", spoken.body);
    assert!(spoken.body.contains("name=\"answer\" value=\"4\" checked"), "{}", spoken.body);
    assert!(spoken.body.contains("class=\"larger\"") && spoken.set("verbond-letters") == "larger", "{}", spoken.head);
    assert!(!spoken.body.contains("role=\"alert\""), "nothing is wrong: {}", spoken.body);
    assert!(only(&store, "c-1").record.answers.is_empty(), "it was not sent yet");
    // The letters go back with whatever is sent next.
    let sent = client.send("plain", &[("answer", "4"), ("language", "ar"), ("do", "next"), ("letters", "usual")]);
    assert_eq!((sent.code, sent.set("verbond-letters").as_str()), (303, ""), "{}", sent.head);
    assert_eq!(only(&store, "c-1").record.identity.language, "ar");
}

/// The client and the officer talk about what both said; of what is confidential nothing comes back on the screen.
#[test]
fn confidential_answers_are_not_shown_once_more() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    for (case, more, is_shown) in [("c-1", &[][..], true), ("c-2", &[("confidential", "yes")], false)] {
        let client = Client::begin(&server, &server.open(&officer, case, more));
        for item in ["plain", "why", "word", "kept", "goals"] {
            client.answer(item, "2");
        }
        client.answer("against", "4");
        client.answer("reason", "Too far away");
        let done = client.finish();
        assert!(done.is_thanks(), "{}", done.body);
        let page = if done.to.is_empty() { done.body } else { server.ask("GET", &done.to, "", &[]).body };
        let (words, picture) = (page.contains("Too far away"), page.matches("class=\"steps\"").count());
        assert_eq!((words, picture), if is_shown { (true, 3) } else { (false, 0) }, "{case}: {page}");
    }
}

/// What is open stands at the end, each with its way back; a line end of what is said stays.
#[test]
fn the_end_says_what_is_open() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[]));
    client.answer("plain", "4");
    client.answer("laugh", "2");
    let end = client.page("/ask/end").body;
    assert!(end.contains("U hebt 2 van de 11 vragen beantwoord."), "{end}");
    assert_eq!(end.matches("<li><a href=\"/ask?item=").count(), 9, "{end}");
    assert!(end.contains("/ask?item=word&amp;language=nl-NL\"><span>3. "), "{end}");
    assert!(!end.contains("item=plain"), "{end}");
}

#[test]
fn the_language_that_was_answered_in_is_kept() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[]));
    let language = || only(&store, "c-1").record.identity.language;
    assert_eq!(language(), "nl-NL");
    client.page("/ask?item=plain&language=ar");
    assert_eq!(language(), "nl-NL", "who looks does not answer");
    client.send("plain", &[("answer", "4"), ("do", "next"), ("language", "ar")]);
    assert_eq!(language(), "ar");
    let form = client.page("/ask/end").field("form");
    server.ask("POST", "/ask/end", &client.cookie, &[("form", &form), ("language", "en")]);
    assert_eq!(language(), "en");
}

/// A code by mistake in one language, another one in the right one and with what is known.
#[test]
fn a_second_code_has_its_own_language_and_facts() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    server.open(&officer, "c-1", &[]);
    let second = [("measure", "alliance-monitor@0.3.0 client ar"), ("fact-age", "34"), ("fact-mandate", "parole")];
    let client = Client::begin(&server, &server.open(&officer, "c-1", &second));
    assert!(client.page("/ask").body.contains("dir=\"rtl\""));
    let kept = only(&store, "c-1").record;
    assert_eq!(
        (kept.identity.language.as_str(), kept.known["age"].as_str(), kept.known["mandate"].as_str()),
        ("ar", "34", "parole")
    );
    // What is known and not told again stays.
    server.open(&officer, "c-1", &[("fact-age", "35")]);
    let kept = only(&store, "c-1").record;
    assert_eq!(
        (kept.identity.language.as_str(), kept.known["age"].as_str(), kept.known["mandate"].as_str()),
        ("nl-NL", "35", "parole")
    );
    let audited = crate::program::run(&["store", "--store", &store.display().to_string(), "audit"]);
    assert_eq!(audited.code, 0, "{}", audited.stdout);
}

/// The same on a terminal, line by line.
#[test]
fn a_terminal_takes_back_and_reads_any_digit() {
    let (folder, store, measures) = site();
    std::fs::write(measures.join("kinds.instrument"), KINDS).unwrap();
    let (path, measures) = (store.display().to_string(), measures.display().to_string());
    let of = ["ask", "kinds", "--plain", "--case", "c-1", "--store", &path, "--instruments", &measures];
    let asked = |more: &[&str], typed: &str| run_with_input(&[&of[..], more].concat(), typed);
    // Three is given, gone back to, and skipped.
    let first = asked(&["--known", "age=34"], "٣\n٧٫٥\nb\nb\ns\nq\n");
    assert_eq!(first.stderr.matches("not one of the answers").count(), 0, "{}", first.stderr);
    let kept = only(&store, "c-1");
    assert_eq!(kept.record.answers.into_iter().collect::<Vec<_>>(), [("share".to_owned(), "7.5".to_owned())]);
    // Whoever goes on tells what is known anew.
    asked(&["--known", "age=35"], "q\n");
    assert_eq!(only(&store, "c-1").record.known["age"], "35");
    let output = folder.path().join("answers.csv").display().to_string();
    let of = ["ask", "kinds", "--plain", "--case", "c-1", "--output", &output, "--instruments", &measures];
    for (age, typed) in [("34", "5\nq\n"), ("36", "1\ns\n1\ns\n")] {
        run_with_input(&[&of[..], &["--known", &format!("age={age}")]].concat(), typed);
    }
    let text = std::fs::read_to_string(&output).unwrap();
    assert!(text.lines().nth(1).unwrap().contains(",36,5,1,"), "{text}");
}
