//! Paper that staff type over on the web: every kind of answer, what cannot be right, what is held already, and twice.

use std::path::{Path, PathBuf};

use verbond::store::{Closed, Kept};

use crate::confidential::{Client, held};
use crate::meetings::done;
use crate::occasions::{ask, code};
use crate::program::run;
use crate::server::percent;
use crate::serving::{Answer, Server, site};

const MEASURE: &str = r#"verbond 1

instrument sheet 1.0.0 {
  title    "A sheet"
  licence  "CC0-1.0"
  status   experimental
  language en

  informants {
    client "Client"
    worker "Officer"
  }

  known {
    age "Age" whole 12 to 99
  }

  scale agreement {
    1    "No"
    2    "Partly"
    3    "Yes"
    none "Does not apply"
  }

  scale line {
    0 to 10 step 0.5
  }

  page "The week" {
    items on agreement in a grid {
      calm "Were you calm?"
      safe "Were you safe?"
    }

    item why as text up to 40 optional asked when safe = 1 "Why not?"
    item helps on agreement only for worker "Does it help?"
  }

  page "The rest" {
    item near on line unscored {
      client "How near was it?"
      worker "How near was it?"
      ends   "Far" "Near"
    }
    item hours as decimal 0 to 60 unscored "How many hours?"
    item day   as date unscored "Since when?"
    item bed   as time unscored "When to bed?"
    item rise  as time unscored "When up?"
    item who   as choices family, friend, or none unscored "Who helps you?"
    item first as ranking of work, home unscored "What comes first?"
    item ten   as shares of 10 among body, mind unscored "Where does it weigh?"
    item grown on agreement asked when age >= 18 "Do you vote?"
  }

  score total "Total" = calm + safe

  refuse same_time "Nobody gets up when they go to bed." when rise = bed
}
"#;

const PAGE: &str = "/office/cases/k-1/paper";
const CLIENT: &str = "sheet@1.0.0 client";

/// What stands on a sheet, by the names of the items.
const SHEET: [(&str, &str); 14] = [
    ("calm", "3"),
    ("safe", "-"),
    ("why", ""),
    ("near", "7.5"),
    ("hours", "1.5"),
    ("day", "2026-01-05"),
    ("bed", "23:00"),
    ("rise", "07:30"),
    ("who", "friend family"),
    ("first_work", "2"),
    ("first_home", "1"),
    ("ten_body", "10"),
    ("ten_mind", ""),
    ("grown", ""),
];

/// A site with the measure, a case that is opened, and a server.
fn office() -> (tempfile::TempDir, PathBuf, Server) {
    let (folder, store, measures) = site();
    std::fs::write(measures.join("sheet.instrument"), MEASURE).unwrap();
    done(&store, &["open", "k-1", "--owner", "anna"]);
    done(&store, &["fact", "k-1", "age=15", "--instruments", &measures.display().to_string()]);
    let server = Server::start(&store, &measures);
    (folder, store, server)
}

/// Sends a sheet, in which some of what is typed is another thing.
fn send(server: &Server, officer: &str, other: &[(&str, &str)], more: &[(&str, &str)]) -> Answer {
    let blank = server.ask("GET", &format!("{PAGE}?measure={}&language=en", percent(CLIENT)), officer, &[]);
    let [form, sheet] = ["form", "sheet"].map(|name| blank.field(name));
    let own = [("form", form.as_str()), ("sheet", &sheet), ("case", "k-1"), ("measure", CLIENT), ("language", "en")];
    let is_said = |name: &str| more.iter().any(|(said, _)| *said == name);
    let mut fields: Vec<(String, String)> = own
        .iter()
        .filter(|(name, _)| !is_said(name))
        .chain(more)
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    if !is_said("do") {
        fields.push(("do".to_owned(), "keep".to_owned()));
    }
    for (item, typed) in SHEET {
        let typed = other.iter().find(|(name, _)| *name == item).map_or(typed, |(_, typed)| typed);
        fields.push((format!("answer-{item}"), typed.to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    server.ask("POST", PAGE, officer, &fields)
}

fn answers(kept: &Kept) -> Vec<(&str, &str)> {
    kept.record.answers.iter().map(|(item, answer)| (item.as_str(), answer.as_str())).collect()
}

/// What is said beside the field of an item; empty where nothing is.
fn beside(page: &Answer, item: &str) -> String {
    let said = page.body.split(&format!("id=\"wrong-{item}\">")).nth(1);
    said.and_then(|rest| rest.split("</svg>").nth(1)?.split("</p>").next()).unwrap_or_default().to_owned()
}

/// The value of the field of an item that is no text.
fn typed(page: &Answer, item: &str) -> String {
    let field = page.body.split(&format!("name=\"answer-{item}\"")).nth(1).and_then(|rest| rest.split('>').next()).unwrap();
    field.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

fn log_of(store: &Path) -> String {
    run(&["store", "--store", &store.display().to_string(), "log"]).stdout
}

#[test]
fn a_sheet_has_the_numbers_and_the_codes_of_the_paper() {
    let (folder, _store, server) = office();
    let officer = server.log_in();
    let page = server.ask("GET", "/office/cases/k-1", &officer, &[]).body;
    assert!(page.contains(&format!("href=\"{PAGE}\"")) && page.contains("Enter from paper"), "{page}");
    let choice = server.ask("GET", PAGE, &officer, &[]).body;
    assert!(choice.contains("<option value=\"sheet@1.0.0 client\">A sheet 1.0.0, Client</option>"), "{choice}");
    let sheet = server.ask("GET", &format!("{PAGE}?measure={}&language=en", percent(CLIENT)), &officer, &[]).body;
    let measure = folder.path().join("measures/sheet.instrument").display().to_string();
    let paper = run(&["print", &measure, "--informant", "client", "--large"]).stdout;
    for (number, question, codes) in [
        (1, "Were you calm?", "calm · 1 2 3 –"),
        (3, "Why not?", "why · ≤ 40"),
        (4, "How near was it?", "near · 0–10: 100 mm"),
        (5, "How many hours?", "hours · 0–60"),
        (6, "Since when?", "day · 2026-11-24"),
        (7, "When to bed?", "bed · 14:30"),
        (9, "Who helps you?", "who · family friend none"),
        (10, "What comes first?", "first_work · 1–2"),
        (11, "Where does it weigh?", "ten_mind · 0–10"),
        (12, "Do you vote?", "grown · 1 2 3 –"),
    ] {
        let on_web = format!("<span class=\"no\">{number}</span> <span lang=\"en\">{question}</span>");
        assert!(sheet.contains(&on_web) && sheet.contains(codes), "{question}: {sheet}");
        let on_paper = format!("<span class=\"no\">{number}</span><span class=\"qtext\">{question}</span>");
        assert!(paper.contains(&on_paper), "{question}: {paper}");
        let margin = codes.split(" · ").nth(1).unwrap();
        assert!(paper.contains(&format!("<br>{margin}</small>")), "{codes}: {paper}");
    }
    assert!(!sheet.contains("Does it help?"), "the officer is asked that: {sheet}");
    assert!(sheet.contains("<h2 lang=\"en\">The rest</h2>"), "{sheet}");
    assert!(sheet.contains("name=\"fact-age\"") && sheet.contains("value=\"15\""), "{sheet}");
}

#[test]
fn every_kind_of_answer_is_typed_over() {
    let (_folder, store, server) = office();
    let officer = server.log_in();
    let typed = [("why", "."), ("day", "05-01-2026"), ("rise", "7:30")];
    let kept = send(&server, &officer, &typed, &[("date", "2026-02-03"), ("occasion", "2")]);
    assert_eq!((kept.code, kept.to.as_str()), (303, "/office/cases/k-1#administrations"), "{}", kept.body);
    let kept = held(&store, "k-1").pop().unwrap();
    assert!(kept.counts() && !kept.confidential, "{kept:?}");
    let identity = &kept.record.identity;
    let whose = [&identity.occasion, &identity.informant, &identity.date, &identity.language].map(String::as_str);
    assert_eq!(whose, ["2", "client", "2026-02-03", "en"]);
    let wanted = [
        ("bed", "23:00"),
        ("calm", "3"),
        ("day", "2026-01-05"),
        ("first_home", "1"),
        ("first_work", "2"),
        ("hours", "1.5"),
        ("near", "7.5"),
        ("rise", "07:30"),
        ("safe", "none"),
        ("ten_body", "10"),
        ("ten_mind", "0"),
        ("who", "friend;family"),
    ];
    assert_eq!(answers(&kept), wanted, "what is not asked need not be typed");
    assert!(log_of(&store).contains("typed a questionnaire over"), "{}", log_of(&store));
    let case = done(&store, &["case", "k-1"]);
    assert!(case.contains("\"what\": \"entered\"") && case.contains("\"who\": \"anna\""), "{case}");
    done(&store, &["audit"]);
}

#[test]
fn what_cannot_be_right_is_said_beside_its_question_and_nothing_is_lost() {
    let (_folder, store, server) = office();
    let officer = server.log_in();
    let wrong = [
        ("calm", "4"),
        ("near", "7.3"),
        ("hours", "61"),
        ("day", "31-02-2026"),
        ("bed", "25:00"),
        ("who", "aunt"),
        ("first_work", "3"),
        ("rise", ""),
    ];
    let page = send(&server, &officer, &wrong, &[("occasion", "3")]);
    assert_eq!(page.code, 200);
    for (item, is) in wrong {
        assert_eq!(typed(&page, item), is);
        let said = if is.is_empty() { "was left open on the paper" } else { "is no code here" };
        assert!(beside(&page, item).contains(said), "{item}: {}", beside(&page, item));
    }
    assert!(page.body.contains("Nothing was kept yet: 8 fields are marked."), "{}", page.body);
    assert_eq!((typed(&page, "safe").as_str(), beside(&page, "safe").as_str()), ("-", ""));
    assert!(page.body.contains("name=\"occasion\" maxlength=\"6\" value=\"3\""), "{}", page.body);
    // Enter without a script looks at what is there, and asks for nothing that is still to come.
    let page = send(&server, &officer, &[("near", "x"), ("rise", "")], &[("do", "look")]);
    assert!(beside(&page, "near").contains("is no code") && beside(&page, "rise").is_empty(), "{}", page.body);
    for (field, value, words) in [
        ("date", "2999-01-01", "a day that has been"),
        ("occasion", "x", "The occasion is a number"),
        ("fact-age", "7", "from 12 to 99"),
    ] {
        let page = send(&server, &officer, &[], &[(field, value)]);
        assert!(page.body.contains(words) && typed(&page, "hours") == "1.5", "{field}: {}", page.body);
    }
    // What the paper says though it cannot be is left open.
    let refused = [("rise", "23:00"), ("first_work", "1")];
    let page = send(&server, &officer, &refused, &[]);
    assert!(beside(&page, "rise").starts_with("Nobody gets up when they go to bed. Correct it."), "{}", beside(&page, "rise"));
    assert!(beside(&page, "first_home").contains("leave it open: type a dot (.)"), "{}", beside(&page, "first_home"));
    assert!(held(&store, "k-1").is_empty());
    let kept = send(&server, &officer, &[("rise", "."), ("first_work", "1"), ("first_home", ".")], &[]);
    assert_eq!(kept.code, 303, "{}", kept.body);
    let kept = held(&store, "k-1").pop().unwrap();
    let given = answers(&kept);
    assert!(
        given.contains(&("bed", "23:00")) && !given.iter().any(|(item, _)| ["rise", "first_work"].contains(item)),
        "{given:?}"
    );
}

#[test]
fn what_is_not_asked_is_told() {
    let (_folder, store, server) = office();
    let officer = server.log_in();
    let page = send(&server, &officer, &[("why", "he never listens"), ("grown", "2")], &[]);
    for item in ["why", "grown"] {
        assert!(beside(&page, item).contains("this question is not asked"), "{item}: {}", page.body);
    }
    assert!(page.body.contains("he never listens"), "{}", page.body);
    // Once it is known that somebody is grown up, and nothing is safe, both are asked.
    let page = send(&server, &officer, &[("safe", "1")], &[("fact-age", "34")]);
    assert!(["why", "grown"].iter().all(|item| beside(&page, item).contains("was left open on the paper")), "{}", page.body);
    let kept = send(&server, &officer, &[("safe", "1"), ("why", "he never - listens")], &[("fact-age", "34"), ("blank", "open")]);
    assert_eq!(kept.code, 303, "{}", kept.body);
    let kept = held(&store, "k-1").pop().unwrap();
    assert_eq!(kept.record.answers.get("why").map(String::as_str), Some("he never - listens"));
    assert!(!kept.record.answers.contains_key("grown") && kept.record.known["age"] == "34", "{kept:?}");
    // What was looked at says what is not asked.
    let page = send(&server, &officer, &[("hours", "x")], &[]);
    assert_eq!(page.body.matches("class=\"tag\">not asked").count(), 1, "why, and not whether they vote: {}", page.body);
}

#[test]
fn an_occasion_that_is_held_is_asked_about() {
    let (_folder, store, server) = office();
    let officer = server.log_in();
    let first = [("why", "."), ("grown", "")];
    assert_eq!(send(&server, &officer, &first, &[("occasion", "1")]).code, 303);
    let asked = send(&server, &officer, &[("calm", "1")], &[("occasion", "1")]);
    assert!(asked.body.contains("answered occasion 1 already") && !asked.body.contains("value=\"continue\""), "{}", asked.body);
    assert!(asked.body.contains("Put this paper in its place") && typed(&asked, "calm") == "1", "{}", asked.body);
    let about = asked.field("about");
    let again = send(&server, &officer, &[("calm", "1")], &[("occasion", "1"), ("about", &about), ("same", "replace")]);
    assert_eq!(again.code, 303, "{}", again.body);
    let asked = send(&server, &officer, &[("calm", "2")], &[("occasion", "1")]);
    let about = asked.field("about");
    // A choice is kept while something else is put right.
    let wrong = send(&server, &officer, &[("calm", "9")], &[("occasion", "1"), ("about", &about), ("same", "new")]);
    assert!(beside(&wrong, "calm").contains("is no code") && wrong.field("same") == "new", "{}", wrong.body);
    let anew = send(&server, &officer, &[("calm", "2")], &[("occasion", "1"), ("about", &wrong.field("about")), ("same", "new")]);
    assert_eq!(anew.code, 303, "{}", anew.body);
    let of: Vec<(String, Option<Closed>, String)> = held(&store, "k-1")
        .into_iter()
        .map(|kept| (kept.record.identity.occasion, kept.closed, kept.record.answers["calm"].clone()))
        .collect();
    let wanted = [("1", Some(Closed::Replaced), "3"), ("1", None, "1"), ("2", None, "2")];
    assert_eq!(of, wanted.map(|(occasion, closed, calm)| (occasion.to_owned(), closed, calm.to_owned())));
}

/// Who answered on a screen as far as they came goes on with what stands on paper; a code that nobody used is over.
#[test]
fn paper_goes_on_with_what_was_begun() {
    let (_folder, store, server) = office();
    let officer = server.log_in();
    let asking = [("case", "k-1"), ("measure", "sheet@1.0.0 client en"), ("occasion", "1")];
    let unused = code(&ask(&server, &officer, &asking));
    assert_eq!(send(&server, &officer, &[("why", ".")], &[("occasion", "1")]).code, 303, "nothing was answered yet");
    assert!(server.ask("POST", "/", "", &[("code", &unused)]).body.contains("not right"));
    assert_eq!(held(&store, "k-1").len(), 1);
    let asking = [("case", "k-1"), ("measure", "sheet@1.0.0 client en"), ("occasion", "2")];
    let client = Client::begin(&server, &code(&ask(&server, &officer, &asking)));
    let sent = client.send("calm", &[("answer-calm", "2"), ("answer-safe", "2"), ("do", "next")]);
    assert_eq!(sent.code, 303, "{}", sent.body);
    let typed_over = [("calm", ""), ("safe", "3")];
    let asked = send(&server, &officer, &typed_over, &[("occasion", "2")]);
    assert!(
        asked.body.contains("is answering occasion 2 already") && asked.body.contains("value=\"continue\""),
        "{}",
        asked.body
    );
    let about = asked.field("about");
    let kept = send(&server, &officer, &typed_over, &[("occasion", "2"), ("about", &about), ("same", "continue")]);
    assert_eq!(kept.code, 303, "{}", kept.body);
    let kept = held(&store, "k-1").pop().unwrap();
    assert!(kept.counts(), "{kept:?}");
    assert_eq!([&kept.record.answers["calm"], &kept.record.answers["safe"]], ["2", "3"], "what was empty stays");
    assert_eq!(client.page("/ask?item=calm").code, 400, "whoever answered it is out");
}

#[test]
fn no_paper_takes_the_place_of_what_is_confidential() {
    let (_folder, store, server) = office();
    let officer = server.log_in();
    for (occasion, is_finished) in [("1", false), ("7", true)] {
        let asking = [("case", "k-1"), ("measure", "sheet@1.0.0 client en"), ("occasion", occasion), ("confidential", "yes")];
        let client = Client::begin(&server, &code(&ask(&server, &officer, &asking)));
        client.answer("near", "3");
        if is_finished {
            client.finished();
        }
        let asked = send(&server, &officer, &[("why", ".")], &[("occasion", occasion)]);
        assert!(asked.body.contains("confidentially. Paper neither goes on with that"), "{}", asked.body);
        assert!(!asked.body.contains("value=\"replace\"") && !asked.body.contains("value=\"continue\""), "{}", asked.body);
        let about = asked.field("about");
        for same in ["replace", "continue"] {
            let page = send(&server, &officer, &[("why", ".")], &[("occasion", occasion), ("about", &about), ("same", same)]);
            assert!(page.code == 200 && page.body.contains("Paper neither goes on"), "{same}: {}", page.body);
        }
        let anew = send(&server, &officer, &[("why", ".")], &[("occasion", occasion), ("about", &about), ("same", "new")]);
        assert_eq!(anew.code, 303, "{}", anew.body);
    }
    let kept = held(&store, "k-1");
    let confidential: Vec<&Kept> = kept.iter().filter(|kept| kept.confidential).collect();
    assert_eq!(confidential.len(), 2);
    assert!(confidential.iter().all(|kept| kept.closed.is_none() && kept.record.answers.len() == 1), "{kept:?}");
}

#[test]
fn a_sheet_is_typed_twice_where_that_is_wanted() {
    let (_folder, store, server) = office();
    let officer = server.log_in();
    let first = send(&server, &officer, &[("why", "."), ("calm", "2")], &[("twice", "yes"), ("occasion", "1")]);
    assert!(first.code == 200 && first.body.contains("Now type the same paper once more."), "{}", first.body);
    assert_eq!((typed(&first, "calm").as_str(), first.field("first-calm").as_str()), ("", "2"));
    assert!(held(&store, "k-1").is_empty());
    let kept_from_first: Vec<(String, String)> =
        SHEET.iter().map(|(item, _)| (format!("first-{item}"), first.field(&format!("first-{item}")))).collect();
    let second = |other: &[(&str, &str)], hand: &str| {
        let mut more: Vec<(&str, &str)> = kept_from_first.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        more.extend([("twice", "yes"), ("hand", hand), ("occasion", "1")]);
        send(&server, &officer, other, &more)
    };
    let differs = second(&[("why", "."), ("calm", "3"), ("who", "family, friend")], "second");
    assert!(differs.body.contains("The two times differ") && beside(&differs, "calm") == "The first time: 2", "{}", differs.body);
    assert_eq!(differs.field("hand"), "settling");
    assert_eq!(second(&[("why", "."), ("calm", "2")], "second").code, 303, "both are the same");
    assert_eq!(held(&store, "k-1").pop().unwrap().record.answers["calm"], "2");
}

#[test]
fn only_whoever_works_with_the_case_types_it_over() {
    let (_folder, store, measures) = site();
    std::fs::write(measures.join("sheet.instrument"), MEASURE).unwrap();
    done(&store, &["open", "k-1", "--owner", "anna"]);
    crate::browser::staff(&store, "noor", &["--office", "north"]);
    crate::browser::staff(&store, "max", &["--role", "methodologist"]);
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    for (name, code) in [("noor", 404), ("max", 403)] {
        let other = server.log_in_as(name);
        assert_eq!(server.ask("GET", PAGE, &other, &[]).code, code, "{name}");
        let form = server.ask("GET", "/office/password", &other, &[]).field("form");
        let fields = [("form", form.as_str()), ("case", "k-1"), ("measure", CLIENT), ("language", "en"), ("do", "keep")];
        assert_ne!(server.ask("POST", PAGE, &other, &fields).code, 303, "{name}");
    }
    let fields = [("form", "x"), ("case", "k-1"), ("measure", CLIENT), ("language", "en"), ("do", "keep"), ("blank", "open")];
    assert_eq!(server.ask("POST", PAGE, &officer, &fields).code, 400, "no page of theirs sent it");
    done(&store, &["close", "k-1"]);
    let page = server.ask("GET", "/office/cases/k-1", &officer, &[]).body;
    assert!(!page.contains("Enter from paper"), "{page}");
    let refused = send(&server, &officer, &[("why", ".")], &[]);
    assert!(refused.body.contains("This case is closed") && typed(&refused, "hours") == "1.5", "{}", refused.body);
    assert!(held(&store, "k-1").is_empty());
}

/// A double click, or the page before once more: no occasion is named, so that each would be the next one.
#[test]
fn a_sheet_that_is_sent_twice_is_kept_once() {
    let (_folder, store, server) = office();
    let officer = server.log_in();
    let blank = server.ask("GET", &format!("{PAGE}?measure={}&language=en", percent(CLIENT)), &officer, &[]);
    let sheet = blank.field("sheet");
    let count = || held(&store, "k-1").len();
    // One that is not kept, for a code that there is not, is sent again as it was mended.
    let refused = send(&server, &officer, &[("calm", "9")], &[("sheet", &sheet)]);
    assert_eq!((refused.code, count()), (200, 0), "{}", refused.body);
    assert_eq!(refused.field("sheet"), sheet);
    let at_once: Vec<_> = std::thread::scope(|scope| {
        let sent: Vec<_> = (0..5).map(|_| scope.spawn(|| send(&server, &officer, &[], &[("sheet", &sheet)]).code)).collect();
        sent.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!((at_once, count()), (vec![303; 5], 1));
    assert_eq!((send(&server, &officer, &[], &[]).code, count()), (303, 2), "another sheet is another meeting");
}
