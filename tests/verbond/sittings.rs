//! How somebody comes in and goes on: several measures by one code, links, codes on paper, a kiosk, and pages that are
//! sent twice.

use crate::browser::{Browser, PASSWORD, staff};
use crate::confidential::{Client, held};
use crate::occasions::{ask, code};
use crate::program::run;
use crate::serving::{Answer, Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";

/// A site with two measures.
fn two_measures() -> (tempfile::TempDir, std::path::PathBuf, std::path::PathBuf) {
    let (folder, store, measures) = site();
    std::fs::write(measures.join("talk.instrument"), crate::feedback::MEASURE).unwrap();
    (folder, store, measures)
}

/// Sends a form of staff, and opens what it leads to.
fn sent(server: &Server, officer: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let form = server.ask("GET", "/office/new", officer, &[]).field("form");
    let sent = server.ask("POST", path, officer, &[&[("form", form.as_str())], fields].concat());
    if sent.code == 303 { server.ask("GET", &sent.to, officer, &[]) } else { sent }
}

/// The code on a page, without what sets its digits apart.
fn code_on(page: &Answer) -> String {
    let code = page.body.split("class=\"code\">").nth(1).and_then(|rest| rest.split('<').next());
    code.unwrap_or_else(|| panic!("{}", page.body)).replace(' ', "")
}

fn open_case(server: &Server, officer: &str, case: &str) {
    let fields = [("case", case), ("date", "2026-01-05"), ("schedule", "")];
    assert_eq!(sent(server, officer, "/office/new", &fields).code, 200);
}

#[test]
fn one_code_asks_several_measures_one_after_the_other() {
    let (_folder, store, measures) = two_measures();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    open_case(&server, &officer, "c-17");
    let both = [("measure", "alliance-monitor@0.3.0"), ("measure", "talk@1.0.0"), ("informant", "client"), ("language", "nl-NL")];
    let none =
        sent(&server, &officer, "/office/cases/c-17/invite", &[("informant", "client"), ("language", "nl-NL"), ("way", "code")]);
    assert!(none.body.contains("Choose one at the least."), "{}", none.body);
    let page = sent(&server, &officer, "/office/cases/c-17/invite", &[&both[..], &[("way", "code")]].concat());
    let code = code_on(&page);
    let first = Client::begin(&server, &code);
    first.answer("plain", "4");
    first.answer("why", "4");
    let form = first.page("/ask/end").field("form");
    let finish = || server.ask("POST", "/ask/end", &first.cookie, &[("form", &form)]);
    let (done, again) = (finish(), finish());
    assert_eq!((done.code, again.code), (200, 303), "what somebody said themselves is shown first, once");
    assert!(done.body.contains("href=\"/ask\"") && !done.body.contains("Volgende persoon"), "{}", done.body);
    assert_eq!(again.to, "/ask");
    assert_eq!(done.set("verbond-answering"), again.set("verbond-answering"), "whoever sends it twice goes on all the same");
    // The first session is over; the second is good for the second measure only.
    assert_eq!(first.page("/ask").code, 400);
    let second = Client { server: &server, cookie: done.set("verbond-answering") };
    assert!(second.page("/ask?item=heard").body.contains("How far were you heard?"));
    second.answer("heard", "9");
    assert!(second.finish().body.contains("You were heard."));
    let kept = held(&store, "c-17");
    let finished: Vec<(&str, bool)> = kept.iter().map(|kept| (&*kept.record.measure, kept.counts())).collect();
    assert_eq!(finished, [("alliance-monitor@0.3.0", true), ("talk@1.0.0", true)]);
    assert_eq!(kept[1].record.identity.language, "en", "the language of the measure, where it lacks the one that was chosen");
    assert!(server.ask("POST", "/", "", &[("code", &code)]).cookie.is_empty(), "a code is good once");
    let audited = run(&["store", "--store", &store.display().to_string(), "audit"]);
    assert_eq!(audited.code, 0, "{}", audited.stdout);
}

/// A code for what follows in a sitting is nobody's once whoever answers has come so far.
#[test]
fn what_follows_belongs_to_whoever_finished_the_first() {
    let (_folder, store, measures) = two_measures();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    open_case(&server, &officer, "c-17");
    let both = [("measure", "alliance-monitor@0.3.0"), ("measure", "talk@1.0.0"), ("informant", "client"), ("language", "en")];
    let page = sent(&server, &officer, "/office/cases/c-17/invite", &[&both[..], &[("way", "code")]].concat());
    // The officer has a code of the second one by itself, and begins it.
    let other = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", "talk@1.0.0 client en")])));
    assert_eq!(other.page("/ask?item=heard").code, 200);
    let client = Client::begin(&server, &code_on(&page));
    client.answer("plain", "4");
    let done = client.finish();
    assert_eq!(other.page("/ask?item=heard").code, 400);
    assert_eq!(Client { server: &server, cookie: done.set("verbond-answering") }.page("/ask?item=heard").code, 200);
}

#[test]
fn a_link_is_good_until_all_is_answered_and_kept_nowhere() {
    let (folder, store, measures) = two_measures();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    open_case(&server, &officer, "c-17");
    let both = [("measure", "alliance-monitor@0.3.0"), ("measure", "talk@1.0.0"), ("informant", "client"), ("language", "en")];
    let page = sent(&server, &officer, "/office/cases/c-17/invite", &[&both[..], &[("way", "link")]].concat());
    assert!(page.body.contains("<svg") && page.body.contains("role=\"img\""), "a picture for a telephone: {}", page.body);
    let secret = page.body.split("/a/").nth(1).map(|rest| rest.chars().take(64).collect::<String>()).unwrap();
    assert!(secret.bytes().all(|byte| byte.is_ascii_hexdigit()) && secret.len() == 64, "{secret}");
    let link = format!("/a/{secret}");
    // Opening it begins nothing: programs that look at mail open it too.
    let begin = |browser: &mut Browser<'_>| {
        let form = browser.ask("GET", &link, &[]).field("form");
        browser.ask("POST", "/", &[("form", &form), ("code", &secret)]).to
    };
    let finish = |browser: &mut Browser<'_>| {
        let form = browser.ask("GET", "/ask/end", &[]).field("form");
        assert!([200, 303].contains(&browser.ask("POST", "/ask/end", &[("form", &form)]).code));
    };
    let mut phone = Browser::new(&server);
    assert_eq!(begin(&mut phone), "/ask");
    let page = phone.ask("GET", "/ask?item=plain", &[]);
    let (form, item) = (page.field("form"), page.field("item"));
    assert_eq!(phone.ask("POST", "/ask", &[("form", &form), ("item", &item), ("answer", "4"), ("do", "next")]).code, 303);
    // Another day, on another device, by the same link.
    let mut tablet = Browser::new(&server);
    assert_eq!(begin(&mut tablet), "/ask");
    assert_eq!(phone.ask("GET", "/ask", &[]).code, 400, "the first device is out");
    assert!(tablet.ask("GET", "/ask?item=plain", &[]).body.contains("checked"), "what was answered is there");
    finish(&mut tablet);
    // The link goes on to what is still open, on the first device again.
    assert_eq!(begin(&mut phone), "/ask");
    assert!(phone.ask("GET", "/ask?item=heard", &[]).body.contains("How far were you heard?"));
    assert_eq!(tablet.ask("GET", "/ask", &[]).code, 400);
    finish(&mut phone);
    let over = tablet.ask("GET", &link, &[]);
    assert!(over.body.contains("no longer good"), "{}", over.body);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains(&secret), "the secret is in {}", path.display());
    }
    let wrong = "0".repeat(64);
    assert!(tablet.ask("GET", &format!("/a/{wrong}"), &[]).body.contains("no longer good"));
    assert!(tablet.ask("GET", "/a/1", &[]).body.contains("no longer good"));
}

/// Whoever else comes by the link reads nothing of what is confidential, and can still come by it after that.
#[test]
fn a_link_opens_no_confidential_answers() {
    let (_folder, store, measures) = two_measures();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    open_case(&server, &officer, "c-17");
    let asked =
        [("measure", "talk@1.0.0"), ("informant", "client"), ("language", "en"), ("confidential", "yes"), ("way", "link")];
    let page = sent(&server, &officer, "/office/cases/c-17/invite", &asked);
    let secret = page.body.split("/a/").nth(1).map(|rest| rest.chars().take(64).collect::<String>()).unwrap();
    let begin = |browser: &mut Browser<'_>| {
        let form = browser.ask("GET", &format!("/a/{secret}"), &[]).field("form");
        browser.ask("POST", "/", &[("form", &form), ("code", &secret)])
    };
    let mut client = Browser::new(&server);
    assert_eq!(begin(&mut client).to, "/ask");
    let page = client.ask("GET", "/ask?item=heard", &[]);
    let (form, item) = (page.field("form"), page.field("item"));
    assert_eq!(client.ask("POST", "/ask", &[("form", &form), ("item", &item), ("answer", "7"), ("do", "next")]).code, 303);
    // Whoever comes after it was begun anew is told so first.
    for is_told in [false, true] {
        let mut other = Browser::new(&server);
        let mut begun = begin(&mut other);
        if is_told {
            assert!(begun.body.contains("Somebody began this anew"), "{}", begun.body);
            let form = begun.field("form");
            begun = other.ask("POST", "/", &[("form", &form), ("code", &secret), ("anew", "yes")]);
        }
        assert_eq!(begun.to, "/ask");
        assert!(!other.ask("GET", "/ask?item=heard", &[]).body.contains("value=\"7\""), "another begins anew");
    }
    let answers: Vec<usize> = held(&store, "c-17").iter().map(|kept| kept.record.answers.len()).collect();
    assert_eq!(answers, [1, 0], "the old answers are kept, closed");
}

/// By hand: an occasion that nobody answered stays due, so the link is over on the day after the schedule ends, which
/// is the twenty-first; where no schedule is followed it is thirty days.
#[test]
fn a_link_lives_as_long_as_the_schedule_says() {
    let (_folder, store, measures) = two_measures();
    let schedule = "verbond 1\n\nschedule ours 1.0.0 {\n  title \"Ours\"\n\n  ask talk of client {\n    first within 7 days\n    then 7 days after the last\n    until day 20\n  }\n}\n";
    std::fs::write(measures.join("ours.schedule"), schedule).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let today = jiff::ZonedDateTime::now().date();
    let day = |days: i64| today.saturating_add(jiff::Span::new().days(days));
    for (case, schedule, days) in [("c-1", "ours", 21), ("c-2", "", 30)] {
        let fields = [("case", case), ("date", &day(0).to_string()), ("schedule", schedule)];
        assert_eq!(sent(&server, &officer, "/office/new", &fields).code, 200);
        let asked = [("measure", "talk@1.0.0"), ("informant", "client"), ("language", "en"), ("way", "link")];
        let page = sent(&server, &officer, &format!("/office/cases/{case}/invite"), &asked);
        assert!(page.body.contains(&format!("before {}", day(days).strftime("%-d %B %Y"))), "{case}: {}", page.body);
    }
}

#[test]
fn codes_are_printed_once_for_whoever_may_ask() {
    let (_folder, store, measures) = site();
    staff(&store, "noor", &["--office", "north"]);
    let server = Server::start(&store, &measures);
    let (officer, other) = (server.log_in(), server.log_in_as("noor"));
    open_case(&server, &other, "n-1");
    let today = jiff::ZonedDateTime::now().date().to_string();
    let fields = |cases: &'static str| {
        [("cases", cases), ("measure", "alliance-monitor@0.3.0"), ("informant", "client"), ("language", "nl-NL"), ("until", "")]
    };
    let list = |cases: &'static str, until: &str| {
        let mut fields = fields(cases).to_vec();
        fields[4].1 = until;
        sent(&server, &officer, "/office/codes", &fields)
    };
    assert!(list("Jansen", &today).body.contains("Jansen: this could be a name"));
    assert!(list("c-1", "2020-01-01").body.contains("The last day is today"));
    let form = server.ask("GET", "/office/new", &officer, &[]).field("form");
    let mut posted = fields("c-1\r\nc-2, c-1\r\nn-1").to_vec();
    posted[4].1 = &today;
    posted.push(("form", &form));
    let made = server.ask("POST", "/office/codes", &officer, &posted);
    let (page, again) = (server.ask("GET", &made.to, &officer, &[]), server.ask("GET", &made.to, &officer, &[]));
    assert_eq!(page.body, again.body, "a page that is loaded anew makes no other codes");
    assert_eq!(server.ask("GET", &made.to, &other, &[]).code, 404, "and is nobody else's");
    let codes: Vec<String> =
        page.body.split("class=\"code\" dir=\"ltr\">").skip(1).map(|rest| rest.chars().take(14).collect()).collect();
    let codes: Vec<String> = codes.iter().map(|code| code.replace(' ', "")).collect();
    assert!(codes.len() == 2 && codes.iter().all(|code| code.len() == 12), "{codes:?} {}", page.body);
    assert!(page.body.contains("cannot be used here"), "a case of another office: {}", page.body);
    let client = Client::begin(&server, &codes[1]);
    client.answer("plain", "4");
    client.finish();
    assert_eq!(held(&store, "c-2").iter().filter(|kept| kept.counts()).count(), 1);
    assert!(server.ask("POST", "/", "", &[("code", &codes[1])]).cookie.is_empty(), "each is good once");
}

/// A list asks one occasion of all its cases where one is named; who answered it already is told of.
#[test]
fn a_list_of_codes_asks_a_given_occasion() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let today = jiff::ZonedDateTime::now().date().to_string();
    let list = |cases: &str, occasion: &str| {
        let fields = [
            ("cases", cases),
            ("measure", "alliance-monitor@0.3.0"),
            ("informant", "client"),
            ("language", "nl-NL"),
            ("occasion", occasion),
            ("until", &today),
        ];
        sent(&server, &officer, "/office/codes", &fields)
    };
    let wrong = list("c-1\nc-2", "three");
    assert!(wrong.body.contains("The occasion is a number") && wrong.body.contains("value=\"three\""), "{}", wrong.body);
    let made = list("c-1\nc-2", "3");
    assert!(made.body.contains("Occasion: 3") && made.body.matches("class=\"code\"").count() == 2, "{}", made.body);
    let occasions =
        |case: &str| -> Vec<String> { held(&store, case).into_iter().map(|kept| kept.record.identity.occasion).collect() };
    assert_eq!((occasions("c-1"), occasions("c-2")), (vec!["3".to_owned()], vec!["3".to_owned()]));
    let first: String = made.body.split("class=\"code\" dir=\"ltr\">").nth(1).unwrap().chars().take(14).collect();
    let client = Client::begin(&server, &first.replace(' ', ""));
    client.answer("plain", "4");
    client.finish();
    let again = list("c-1\nc-2", "3");
    assert!(
        again.body.contains("occasion 3 is answered already") && again.body.matches("class=\"code\"").count() == 1,
        "{}",
        again.body
    );
    list("c-1", "");
    assert_eq!(occasions("c-1"), ["3", "4"], "without one it is the next");
}

/// A kiosk leads nowhere but to the questions, and comes back by itself.
#[test]
fn a_kiosk_knows_only_the_field_for_a_code() {
    let (_folder, store, measures) = two_measures();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let mut kiosk = Browser::new(&server);
    assert!(kiosk.ask("GET", "/", &[]).body.contains("/office/login"));
    assert_eq!(kiosk.ask("GET", "/kiosk", &[]).to, "/");
    let first = kiosk.ask("GET", "/", &[]);
    assert!(!first.body.contains("/office"), "{}", first.body);
    let wrong = kiosk.send("/", &[("code", "000000")]);
    assert!(wrong.body.contains("role=\"alert\"") && !wrong.body.contains("/office"), "{}", wrong.body);
    assert!(!first.head.contains("refresh"), "who types a code is not interrupted: {}", first.head);
    let given = code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)]));
    assert_eq!(kiosk.send("/", &[("code", &given)]).to, "/ask");
    let page = kiosk.ask("GET", "/ask?item=plain", &[]);
    let fields =
        [("form", page.field("form")), ("item", "plain".to_owned()), ("answer", "4".to_owned()), ("do", "next".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(kiosk.ask("POST", "/ask", &fields).code, 303);
    let end = kiosk.ask("GET", "/ask/end", &[]);
    assert!(!end.head.contains("refresh"), "{}", end.head);
    let form = end.field("form");
    let done = kiosk.ask("POST", "/ask/end", &[("form", &form)]);
    let last = if done.code == 303 { kiosk.ask("GET", &done.to, &[]) } else { done };
    assert!(last.head.contains("refresh: 120; url=/\r\n"), "{}", last.head);
    let elsewhere = server.ask("GET", "/thanks", "", &[]);
    assert!(!elsewhere.head.contains("refresh:"), "only in a kiosk: {}", elsewhere.head);
    // An officer who answered on it comes back by their password only.
    let mut own = Browser::new(&server);
    own.ask("GET", "/kiosk", &[]);
    assert_eq!(own.log_in("anna", PASSWORD).to, "/office/cases");
    let given = code(&ask(&server, &officer, &[("case", "c-18"), ("measure", "alliance-monitor@0.3.0 worker nl-NL")]));
    assert_eq!(own.send("/", &[("code", &given)]).to, "/ask");
    assert_eq!(own.ask("GET", "/office/cases", &[]).to, "/office/login");
}

/// Over a bad line a browser sends the last page twice: what was kept is kept, and whoever sent it is thanked.
#[test]
fn a_last_page_that_is_sent_twice_is_answered_twice() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)])));
    client.answer("plain", "4");
    let form = client.page("/ask/end").field("form");
    let finish = |form: &str| server.ask("POST", "/ask/end", &client.cookie, &[("form", form), ("language", "nl-NL")]);
    assert!([200, 303].contains(&finish(&form).code));
    let again = finish(&form);
    assert_eq!((again.code, again.to.as_str()), (303, "/thanks?language=nl-NL"), "{}", again.body);
    assert_eq!(finish("another").code, 400, "what no page of this session sent is refused");
    assert_eq!(server.ask("POST", "/ask/end", "", &[("form", &form)]).code, 400, "and what another browser sends");
    assert_eq!(held(&store, "c-17").len(), 1);
    // Who stopped, and did not finish, is not thanked for finishing.
    let client = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-18"), ("measure", CLIENT)])));
    client.answer("plain", "4");
    let form = client.page("/ask/end").field("form");
    client.stop(None);
    assert_eq!(server.ask("POST", "/ask/end", &client.cookie, &[("form", &form)]).code, 400);
}

/// What staff do on the web is done on the command line too.
#[test]
fn codes_and_links_are_given_and_cancelled_on_the_command_line() {
    let (_folder, store, measures) = two_measures();
    let (path, instruments) = (store.display().to_string(), measures.display().to_string());
    let of = |more: &[&str]| run(&[&["store", "--store", &path, "--instruments", &instruments], more].concat());
    let server = Server::start(&store, &measures);
    let given = of(&["code", "c-17", "talk", "alliance-monitor", "--informant", "client", "--language", "nl-NL"]);
    assert_eq!(given.code, 0, "{}", given.stderr);
    let code = given.stdout.trim();
    assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
    let client = Client::begin(&server, code);
    assert!(client.page("/ask?item=heard").body.contains("How far were you heard?"), "in the order that was said");
    client.answer("heard", "3");
    let next = Client { server: &server, cookie: client.finish().set("verbond-answering") };
    assert!(next.page("/ask?item=plain").body.contains("Ik weet wat er van mij wordt verwacht."));
    let link = of(&["code", "c-18", "talk", "--link"]);
    assert!(link.code == 0 && link.stdout.starts_with("/a/") && link.stdout.trim().len() == 67, "{}{}", link.stdout, link.stderr);
    let address = link.stdout.trim().to_owned();
    let shown = || server.ask("GET", &address, "", &[]).body;
    assert!(!shown().contains("no longer good"), "{}", shown());
    assert_eq!(of(&["correct", "3", "--cancel", "--reason", "not there"]).stdout, "the code of administration 3 is cancelled\n");
    assert!(shown().contains("no longer good"));
    assert_eq!(of(&["correct", "3", "--cancel", "--reason", "not there"]).code, 1);
    assert_eq!(of(&["correct", "3", "--cancel"]).code, 2, "a code is cancelled with a reason too");
    assert_eq!(of(&["correct", "1", "--occasion", "2"]).code, 2, "a correction needs a reason");
    let near = of(&["code", "c-17", "tolk"]);
    assert!(near.code == 2 && near.stderr.contains("did you mean `talk`?"), "{}", near.stderr);
    assert_eq!(of(&["code", "c-17", "talk", "--informant", "nobody"]).code, 2);
    assert_eq!(of(&["close", "c-17"]).code, 0);
    let closed = of(&["code", "c-17", "talk"]);
    assert!(closed.code == 1 && closed.stderr.contains("is closed"), "{}", closed.stderr);
    assert_eq!(of(&["audit"]).code, 0);
}

/// A measure whose questions are not distributed with it is asked by no door: nobody could answer `q1`.
#[test]
fn a_measure_without_words_is_asked_by_no_door() {
    let (_folder, store, measures) = site();
    let path = store.display().to_string();
    std::fs::copy("instruments/core-10/1.0.0.instrument", measures.join("core-10.instrument")).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    open_case(&server, &officer, "c-17");
    let today = verbond::store::today().unwrap().to_string();
    let reference = "core-10@1.0.0";
    let of_case = [("measure", reference), ("informant", "client"), ("language", "en"), ("date", ""), ("until", &today)];
    for (page, more) in [
        ("/office/cases/c-17/invite", &[("way", "code")][..]),
        ("/office/cases/c-17/invite", &[("way", "link")]),
        ("/office/codes", &[("cases", "c-17")]),
    ] {
        let blank = server.ask("GET", page, &officer, &[]).body;
        assert!(blank.contains("alliance-monitor@0.3.0") && !blank.contains("core-10"), "it is not offered: {blank}");
        let refused = sent(&server, &officer, page, &[&of_case[..], more].concat());
        assert!(refused.body.contains("cannot be asked: its questions are not distributed"), "{page}: {}", refused.body);
    }
    let instruments = measures.display().to_string();
    for link in [&[][..], &["--link"]] {
        let of = ["store", "--store", &path, "--instruments", &instruments, "code", "c-17", "alliance-monitor", "core-10"];
        let alone = ["store", "--store", &path, "--instruments", &instruments, "code", "c-17", "core-10"];
        let refused = run(&[&alone[..], link].concat());
        assert!(refused.code == 1 && refused.stderr.contains("V0904"), "{}{}", refused.stdout, refused.stderr);
        assert_ne!(run(&[&of[..], link].concat()).code, 0);
    }
    assert_eq!(held(&store, "c-17").len(), 0, "nobody was asked");
}

/// What was to be answered in a sitting whose code is replaced by a link follows there, and can be reached by it; of a
/// sitting that is cancelled nothing is left.
#[test]
fn a_sitting_leaves_nothing_behind() {
    let (_folder, store, measures) = two_measures();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let both = [("measure", "alliance-monitor@0.3.0"), ("measure", "talk@1.0.0"), ("informant", "client"), ("language", "nl-NL")];
    for case in ["c-17", "c-18", "c-19"] {
        open_case(&server, &officer, case);
    }
    let invite = |case: &str, fields: &[(&str, &str)]| sent(&server, &officer, &format!("/office/cases/{case}/invite"), fields);
    let link_on = |page: &Answer| page.body.split("/a/").nth(1).unwrap_or_else(|| panic!("{}", page.body))[..64].to_owned();
    // By hand: the first of two by a link; the second follows it.
    invite("c-17", &[&both[..], &[("way", "code")]].concat());
    let first = [("measure", "alliance-monitor@0.3.0"), ("informant", "client"), ("language", "nl-NL"), ("way", "link")];
    let link = link_on(&invite("c-17", &first));
    let client = Client::begin(&server, &link);
    client.answer("plain", "4");
    let next = Client { server: &server, cookie: client.finish().set("verbond-answering") };
    assert!(next.page("/ask?item=heard").body.contains("How far were you heard?"), "what was asked before follows");
    next.answer("heard", "3");
    next.finish();
    assert!(held(&store, "c-17").iter().all(|kept| kept.finished.is_some()));
    // The second of two by a link; the code goes on without it.
    let code = code_on(&invite("c-18", &[&both[..], &[("way", "code")]].concat()));
    let second = [("measure", "talk@1.0.0"), ("informant", "client"), ("language", "nl-NL"), ("way", "link")];
    let link = link_on(&invite("c-18", &second));
    let client = Client::begin(&server, &code);
    client.answer("plain", "4");
    client.finished();
    let client = Client::begin(&server, &link);
    client.answer("heard", "3");
    client.finish();
    assert!(held(&store, "c-18").iter().all(|kept| kept.finished.is_some()));
    // A code that is cancelled takes all of its sitting back.
    invite("c-19", &[&both[..], &[("way", "code")]].concat());
    let number = held(&store, "c-19")[0].id.to_string();
    sent(&server, &officer, "/office/cases/c-19", &[("administration", &number), ("do", "cancel"), ("reason", "did not come")]);
    let closed: Vec<_> = held(&store, "c-19").iter().map(|kept| kept.closed).collect();
    assert_eq!(closed, [Some(verbond::store::Closed::Cancelled); 2]);
    assert_eq!(server.part("waiting", &officer), [""; 0]);
}

/// Who answers is named in the language of the page, though another measure has only English words.
#[test]
fn who_answers_is_named_in_the_language_of_the_page() {
    let (_folder, store, measures) = two_measures();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    open_case(&server, &officer, "c-17");
    for page in ["/office/cases/c-17/invite", "/office/codes"] {
        let cookies = format!("Cookie: verbond={officer}; verbond-language=nl\r\nAccept-Language: nl\r\n");
        let shown = server.send_form("GET", page, &cookies, &[]).body;
        assert!(shown.contains("lang=\"nl") && shown.contains(">Cliënt<") && !shown.contains(">Client<"), "{shown}");
    }
}
