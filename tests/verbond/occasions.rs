//! The second meeting does not destroy the first: occasions are proposed, asked about, corrected, and never held twice.

use std::path::Path;

use rusqlite::Connection;
use verbond::store::{Closed, Store, StoreError};

use crate::confidential::{Client, held};
use crate::program::{folder, put, run, run_with_input};
use crate::serving::{Answer, Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";
const WORKER: &str = "alliance-monitor@0.3.0 worker nl-NL";

/// Sends the form that gives a code.
pub fn ask(server: &Server, officer: &str, fields: &[(&str, &str)]) -> Answer {
    let form = server.ask("GET", "/office/cases", officer, &[]).field("form");
    server.ask("POST", "/office/cases", officer, &[&[("form", form.as_str())], fields].concat())
}

/// What is chosen where the same was asked already: the question is asked first, and the choice sent with it.
pub fn choose(server: &Server, officer: &str, fields: &[(&str, &str)], same: &str) -> Answer {
    let about = ask(server, officer, fields).field("about");
    ask(server, officer, &[fields, &[("same", same), ("about", &about)]].concat())
}

pub fn code(answer: &Answer) -> String {
    let code = answer.body.split("class=\"code\">").nth(1).map(|rest| rest.chars().take(6).collect::<String>());
    code.unwrap_or_else(|| panic!("{}", answer.body))
}

/// Asks somebody, who answers one question so and finishes.
fn meet(server: &Server, officer: &str, fields: &[(&str, &str)], answer: &str) {
    let client = Client::begin(server, &code(&ask(server, officer, fields)));
    client.answer("plain", answer);
    client.finished();
}

fn occasions(store: &Path, case: &str) -> Vec<(String, String, Option<Closed>, String)> {
    let of = held(store, case).into_iter().map(|kept| {
        let answer = kept.record.answers.get("plain").cloned().unwrap_or_default();
        (kept.record.identity.informant, kept.record.identity.occasion, kept.closed, answer)
    });
    of.collect()
}

#[test]
fn the_next_occasion_and_today_are_proposed() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let today = jiff::ZonedDateTime::now().date().to_string();
    let page = server.ask("GET", "/office/code", &officer, &[]).body;
    assert!(page.contains(&format!("type=\"date\" name=\"date\" max=\"{today}\" value=\"{today}\"")), "{page}");
    meet(&server, &officer, &[("case", "c-17"), ("measure", CLIENT), ("fact-age", "34")], "1");
    meet(&server, &officer, &[("case", "c-17"), ("measure", WORKER)], "2");
    meet(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)], "3");
    let wanted = [("client", "1", "1"), ("worker", "1", "2"), ("client", "2", "3")];
    let wanted = wanted.map(|(who, occasion, answer)| (who.to_owned(), occasion.to_owned(), None, answer.to_owned()));
    assert_eq!(occasions(&store, "c-17"), wanted, "both sides share a meeting");
    // With the case named, the proposals and what is known of it stand in the form.
    let page = server.ask("GET", "/office/code/c-17", &officer, &[]).body;
    for shown in
        ["Client, next: occasion 3", "Officer, next: occasion 2", "value=\"c-17\"", "value=\"nl-NL\" lang=\"nl-NL\" selected"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(page.contains("name=\"fact-age\" min=\"12\" max=\"99\" step=\"1\" value=\"34\""), "{page}");
    assert!(held(&store, "c-17").iter().all(|kept| kept.record.known["age"] == "34"), "told once");
    // Both can be changed.
    meet(&server, &officer, &[("case", "c-17"), ("measure", CLIENT), ("occasion", "7"), ("date", "2026-01-31")], "4");
    let last = held(&store, "c-17").pop().unwrap().record.identity;
    assert_eq!((last.occasion.as_str(), last.date.as_str()), ("7", "2026-01-31"));
}

/// A code is there after a reload and in another language, for whoever gave it and for nobody else, and a measure is
/// asked in its own languages only.
#[test]
fn a_code_stays_on_the_page_of_its_case() {
    let (_folder, store, measures) = site();
    crate::browser::staff(&store, "bram", &[]);
    let server = Server::start(&store, &measures);
    let (officer, other) = (server.log_in(), server.log_in_as("bram"));
    let given = code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)]));
    let again = code(&ask(&server, &officer, &[("case", "c-18"), ("measure", CLIENT)]));
    let shown = |who: &str, case: &str, more: &str| {
        let headers = format!("Cookie: verbond={who}{more}\r\n");
        let page = server.send_form("GET", &format!("/office/code/{case}"), &headers, &[]).body;
        page.split("class=\"code\">").nth(1).map(|rest| rest[..6].to_owned())
    };
    assert_eq!(shown(&officer, "c-17", ""), Some(given.clone()));
    assert_eq!(shown(&officer, "c-17", "; verbond-language=nl"), Some(given.clone()));
    assert_eq!(shown(&officer, "c-18", ""), Some(again));
    assert_eq!([shown(&other, "c-17", ""), shown(&officer, "c-19", "")], [None, None]);
    let fields = [("case", "c-20"), ("measure", "alliance-monitor@0.3.0 client"), ("language", "tr")];
    let refused = ask(&server, &officer, &fields);
    assert!(refused.body.contains("cannot be asked in that language. Choose one of: English"), "{}", refused.body);
    let fields = [("case", "c-20"), ("measure", "alliance-monitor@0.3.0 client"), ("language", "ar")];
    let client = Client::begin(&server, &code(&ask(&server, &officer, &fields)));
    assert!(client.page("/ask").body.contains("dir=\"rtl\""));
}

#[test]
fn the_same_again_is_asked_about() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let first = [("case", "c-17"), ("measure", CLIENT), ("occasion", "1")];
    let choose = |same| choose(&server, &officer, &first, same);
    let client = Client::begin(&server, &code(&ask(&server, &officer, &first)));
    // Nothing is answered yet: there is nothing to decide.
    let client = {
        drop(client);
        Client::begin(&server, &code(&ask(&server, &officer, &first)))
    };
    client.answer("plain", "1");
    let asked = ask(&server, &officer, &first);
    assert!(asked.body.contains("is answering occasion 1 already"), "{}", asked.body);
    assert!(["continue", "replace", "new"].iter().all(|same| asked.body.contains(&format!("value=\"{same}\""))));
    assert_eq!(occasions(&store, "c-17").len(), 1, "nothing was begun");
    let client = Client::begin(&server, &code(&choose("continue")));
    assert!(client.page("/ask?item=plain").body.contains("checked"));
    client.finish();
    // Finished: it can be replaced, or there is a new one.
    let asked = ask(&server, &officer, &first);
    assert!(asked.body.contains("answered occasion 1 already") && !asked.body.contains("value=\"continue\""), "{}", asked.body);
    assert!(asked.body.contains("A new occasion: 2"));
    let replacing = Client::begin(&server, &code(&choose("replace")));
    let counts = |store: &Path| held(store, "c-17").into_iter().filter(verbond::store::Kept::counts).count();
    assert_eq!(counts(&store), 1, "until it is answered again the first one counts");
    replacing.answer("plain", "5");
    replacing.finish();
    let anew = Client::begin(&server, &code(&choose("new")));
    anew.answer("plain", "3");
    anew.finish();
    let of = |occasion: &str, closed, answer: &str| ("client".to_owned(), occasion.to_owned(), closed, answer.to_owned());
    let wanted = [of("1", Some(Closed::Replaced), "1"), of("1", None, "5"), of("2", None, "3")];
    assert_eq!(occasions(&store, "c-17"), wanted);
    // What goes out is scored again, whole.
    let (path, output) = (store.display().to_string(), store.with_extension("csv").display().to_string());
    assert_eq!(run(&["store", "--store", &path, "export", "alliance-monitor", "--output", &output]).code, 0);
    let scored = run(&["score", "alliance-monitor", &output]);
    assert_eq!(scored.code, 0, "{}", scored.stderr);
    assert_eq!(run(&["store", "--store", &path, "audit"]).code, 0);
}

#[test]
fn an_error_empties_no_field() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let typed = [
        ("case", "c-17"),
        ("measure", CLIENT),
        ("occasion", "4"),
        ("date", "2026-01-31"),
        ("fact-age", "34"),
        ("fact-mandate", "parole"),
        ("confidential", "yes"),
    ];
    for (wrong, value, words) in [
        ("case", "Jansen", "could be a name"),
        ("occasion", "four", "The occasion is a number"),
        ("date", "2999-01-01", "The date is a day that has been"),
        ("date", "yesterday", "The date is a day that has been"),
        ("fact-age", "200", "age is a number from 12 to 99"),
        ("fact-mandate", "none", "mandate is one of: probation, parole, other"),
    ] {
        let fields: Vec<(&str, &str)> =
            typed.iter().map(|(name, right)| (*name, if *name == wrong { value } else { right })).collect();
        let page = ask(&server, &officer, &fields).body;
        assert!(page.contains(words), "{wrong}: {page}");
        for (name, value) in fields.iter().filter(|(name, _)| !["measure", "confidential", "fact-mandate"].contains(name)) {
            let field = page.split(&format!("name=\"{name}\"")).nth(1).and_then(|rest| rest.split('>').next()).unwrap();
            assert!(field.contains(&format!("value=\"{value}\"")), "{wrong}: {name} is {field}");
        }
        assert!(page.contains("value=\"alliance-monitor@0.3.0 client\" selected"), "{page}");
        assert!(page.contains("value=\"nl-NL\" lang=\"nl-NL\" selected"), "{page}");
        assert!(page.contains("value=\"yes\" checked"), "{page}");
        assert!(wrong == "fact-mandate" || page.contains("value=\"parole\" selected"), "{page}");
    }
    assert!(held(&store, "c-17").is_empty());
}

#[test]
fn a_wrong_entry_is_corrected_and_a_code_cancelled() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    for (occasion, answer) in [("1", "1"), ("2", "2")] {
        meet(&server, &officer, &[("case", "c-17"), ("measure", CLIENT), ("occasion", occasion)], answer);
    }
    let page = server.ask("GET", "/office/cases/c-17", &officer, &[]);
    assert!(page.body.contains("Client, occasion 1, ") && page.body.contains(": answered"), "{}", page.body);
    let form = page.field("form");
    let correct = |fields: &[(&str, &str)]| {
        server.ask("POST", "/office/cases/c-17", &officer, &[&[("form", form.as_str())], fields].concat())
    };
    let wrong = [("administration", "2"), ("do", "correct"), ("date", "2026-01-31"), ("occasion", "3")];
    let refused = correct(&wrong);
    assert!(refused.body.contains("Say why.") && refused.body.contains("value=\"2026-01-31\""), "{}", refused.body);
    let taken = correct(&[("administration", "2"), ("do", "correct"), ("occasion", "1"), ("reason", "slip")]);
    assert!(taken.body.contains("of occasion 1 already") && taken.body.contains("value=\"slip\""), "{}", taken.body);
    assert_eq!(correct(&[&wrong[..], &[("reason", "it was in January")]].concat()).code, 303);
    let kept = held(&store, "c-17").pop().unwrap().record.identity;
    assert_eq!((kept.occasion.as_str(), kept.date.as_str()), ("3", "2026-01-31"));
    assert_eq!(correct(&[("administration", "1"), ("do", "close"), ("reason", "another client")]).code, 303);
    assert_eq!(held(&store, "c-17")[0].closed, Some(Closed::Mistaken));
    assert_eq!(correct(&[("administration", "1"), ("do", "close"), ("reason", "again")]).code, 404, "it is closed");
    assert_eq!(correct(&[("administration", "9"), ("do", "close"), ("reason", "x")]).code, 404);
    let other = server.ask(
        "POST",
        "/office/cases/c-18",
        &officer,
        &[("form", &form), ("administration", "2"), ("do", "close"), ("reason", "x")],
    );
    assert_eq!(other.code, 404, "it is of another case");
    let path = store.display().to_string();
    let log = run(&["store", "--store", &path, "case", "c-17"]).stdout;
    for said in ["it was in January", "another client", "\"by\": \"anna\"", "2026-01-31"] {
        assert!(log.contains(said), "{said}: {log}");
    }
    // A code that was given for the wrong person opens nothing once it is cancelled.
    let given = code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT), ("occasion", "5")]));
    assert_eq!(correct(&[("administration", "3"), ("do", "cancel"), ("reason", "not there")]).code, 303);
    assert!(server.ask("POST", "/", "", &[("code", &given)]).body.contains("not right"));
    assert_eq!(run(&["store", "--store", &path, "audit"]).code, 0);
    // The same on the command line.
    let of = |more: &[&str]| run(&[&["store", "--store", &path][..], more].concat());
    assert_eq!(of(&["correct", "2", "--occasion", "2", "--reason", "back"]).code, 0);
    assert_eq!(of(&["correct", "2", "--close", "--reason", "nobody came"]).code, 0);
    assert_eq!(of(&["correct", "2", "--occasion", "3", "--reason", "x"]).code, 1, "it is closed");
    assert_eq!(of(&["correct", "3", "--occasion", "2", "--reason", "x"]).code, 1, "its code was cancelled");
    assert_eq!(of(&["correct", "2", "--reason", "x"]).code, 2, "what is to be corrected?");
    assert_eq!(of(&["correct", "2", "--date", "31-01-2026", "--reason", "x"]).code, 2);
    assert_eq!(of(&["audit"]).code, 0);
}

#[test]
fn a_terminal_proposes_the_next_occasion_too() {
    let (_folder, store, measures) = site();
    let (path, folder) = (store.display().to_string(), measures.display().to_string());
    let of = ["ask", "alliance-monitor", "--plain", "--case", "c-17", "--store", &path, "--instruments", &folder];
    let all = "4\n".repeat(20);
    let asked = |more: &[&str]| run_with_input(&[&of[..], more].concat(), &all);
    for _ in 0..2 {
        assert_eq!(asked(&[]).code, 0);
    }
    let again = asked(&["--occasion", "2"]);
    assert!(again.code == 2 && again.stderr.contains("answered occasion 2 already"), "{}", again.stderr);
    assert_eq!(asked(&["--occasion", "2", "--replace", "--date", "2026-01-31"]).code, 0);
    let counts: Vec<(String, Option<Closed>)> =
        occasions(&store, "c-17").into_iter().map(|(_, occasion, closed, _)| (occasion, closed)).collect();
    assert_eq!(counts, [("1".to_owned(), None), ("2".to_owned(), Some(Closed::Replaced)), ("2".to_owned(), None)]);
    assert_eq!(held(&store, "c-17")[2].record.identity.date, "2026-01-31");
}

/// The schema of stores before one occasion could be held once only.
const THIRD: &str = include_str!("../data/store-3.sql");

/// A store of an earlier program, in which one occasion was held twice.
fn with_duplicates(folder: &tempfile::TempDir) -> std::path::PathBuf {
    let (now, store) = (folder.path().join("now.sqlite"), folder.path().join("s.sqlite"));
    let answers = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
    let some: Vec<&str> = answers.lines().take(4).collect();
    let some = put(folder, "some.csv", &some.join("\n"));
    let taken = run(&["store", "--store", &now.display().to_string(), "import", "alliance-monitor", &some]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    let outside = Connection::open(&store).unwrap();
    outside.execute_batch(THIRD).unwrap();
    outside.execute("attach ?1 as now", [now.display().to_string()]).unwrap();
    for table in ["administration", "log", "head", "answer", "log_of_administration"] {
        let mut columns = outside.prepare(&format!("select name from pragma_table_info('{table}', 'main')")).unwrap();
        let columns: Vec<String> = columns.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        let columns = columns.join(", ");
        let copy = format!("insert into main.{table} ({columns}) select {columns} from now.{table}");
        assert!(outside.execute(&copy, []).unwrap() > 0, "{table}");
    }
    outside
        .execute(
            "update main.administration set (case_code, informant, occasion) =
               (select case_code, informant, occasion from main.administration where id = 1) where id = 2",
            [],
        )
        .unwrap();
    store
}

#[test]
fn what_was_held_twice_is_shown_and_decided() {
    for (answer, counting) in [("1\n", 2), ("2\n", 1)] {
        let folder = folder();
        let store = with_duplicates(&folder);
        let path = store.display().to_string();
        let of = |more: &[&str], typed: &str| run_with_input(&[&["store", "--store", &path][..], more].concat(), typed);
        let listed = of(&["duplicates"], "");
        assert!(listed.code == 1 && listed.stdout.contains("is held twice"), "{} {}", listed.stdout, listed.stderr);
        assert!(
            listed.stdout.contains("1  administration 2,") && listed.stdout.contains("2  administration 1,"),
            "{}",
            listed.stdout
        );
        let out = run(&["store", "--store", &path, "export", "alliance-monitor"]);
        assert_eq!(out.stdout.lines().count(), 3, "only one of the two counts: {}", out.stdout);
        let later = of(&["duplicates", "--settle"], "\n");
        assert!(later.code == 1 && later.stderr.contains("1 occasion not decided"), "{}", later.stderr);
        assert_eq!(of(&["duplicates", "--settle"], answer).code, 0);
        assert_eq!(of(&["duplicates"], "").code, 0);
        let kept = Store::open(&store).unwrap().kept(None, None).unwrap();
        let counts: Vec<i64> = kept.iter().filter(|kept| kept.counts()).map(|kept| kept.id).collect();
        assert_eq!(counts, [counting, 3]);
    }
}

/// An earlier program took `1` and `01` for two occasions; `follow` takes them for one, and refuses both.
#[test]
fn what_was_spelled_in_two_ways_is_shown_and_decided() {
    for (answer, counting) in [("1\n", 2), ("2\n", 1)] {
        let folder = folder();
        let store = folder.path().join("s.sqlite");
        let path = store.display().to_string();
        let of = |more: &[&str], typed: &str| run_with_input(&[&["store", "--store", &path][..], more].concat(), typed);
        let answers = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
        let some: Vec<&str> = answers.lines().take(4).collect();
        let some = put(&folder, "some.csv", &some.join("\n"));
        assert_eq!(of(&["import", "alliance-monitor", &some], "").code, 0);
        Connection::open(&store)
            .unwrap()
            .execute(
                "update administration set (case_code, informant, occasion) =
                   (select case_code, informant, '0' || occasion from administration where id = 1) where id = 2",
                [],
            )
            .unwrap();
        let follow = ["follow", "alliance-monitor", "--store", &path];
        let refused = run(&follow);
        assert!(refused.code == 1 && refused.stderr.contains("V0706"), "{}", refused.stderr);
        let listed = of(&["duplicates"], "");
        assert!(listed.code == 1 && listed.stdout.contains("is held twice"), "{} {}", listed.stdout, listed.stderr);
        assert_eq!(of(&["duplicates", "--settle"], answer).code, 0);
        assert_eq!(of(&["duplicates"], "").code, 0);
        let kept = Store::open(&store).unwrap().kept(None, None).unwrap();
        let counts: Vec<i64> = kept.iter().filter(|kept| kept.counts()).map(|kept| kept.id).collect();
        assert_eq!(counts, [counting, 3]);
        assert_eq!(run(&follow).code, 0);
    }
}

/// Of what is spelled in three ways each decision changes what the next one is about: one counts at the end.
#[test]
fn what_was_spelled_in_three_ways_is_decided_one_by_one() {
    for answers in ["1\n1\n", "1\n2\n", "2\n1\n", "2\n2\n"] {
        let folder = folder();
        let path = folder.path().join("s.sqlite").display().to_string();
        let of = |more: &[&str], typed: &str| run_with_input(&[&["store", "--store", &path][..], more].concat(), typed);
        let all = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
        let some = put(&folder, "some.csv", &all.lines().take(4).collect::<Vec<_>>().join("\n"));
        assert_eq!(of(&["import", "alliance-monitor", &some], "").code, 0);
        let spelled = "update administration set (case_code, informant, occasion) =
            (select case_code, informant, substr('00', 1, administration.id - 1) || occasion from administration as first where id = 1)
            where id > 1";
        Connection::open(&path).unwrap().execute(spelled, []).unwrap();
        let settled = of(&["duplicates", "--settle"], answers);
        assert_eq!(settled.code, 0, "{answers:?}: {}{}", settled.stdout, settled.stderr);
        assert_eq!(of(&["duplicates"], "").code, 0);
        let kept = Store::open(Path::new(&path)).unwrap().kept(None, None).unwrap();
        assert_eq!(kept.iter().filter(|kept| kept.counts()).count(), 1, "{answers:?}");
        assert_eq!(run(&["follow", "alliance-monitor", "--store", &path]).code, 0);
    }
}

/// The file itself refuses a second one, whoever writes.
#[test]
fn two_finished_of_one_occasion_cannot_stand_beside_each_other() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    let path = store.display().to_string();
    let taken = run(&["store", "--store", &path, "import", "alliance-monitor", "tests/data/alliance-monitor.csv"]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    let outside = Connection::open(&store).unwrap();
    let copied = "insert into administration (case_code, measure, sha256, informant, occasion, date, language, known, begun, finished)
        select case_code, measure, sha256, informant, occasion, date, language, known, begun, finished from administration where id = 1";
    let refused = outside.execute(copied, []).unwrap_err();
    assert!(refused.to_string().contains("one_of_an_occasion"), "{refused}");
    // Also of another version of the measure; only what is open may be there.
    let other = copied.replacen("select case_code, measure,", "select case_code, 'alliance-monitor@0.2.0',", 1);
    assert!(outside.execute(&other, []).is_err());
    assert_eq!(outside.execute(&copied.replace("begun, finished from", "begun, null from"), []).unwrap(), 1);
    drop(outside);
    let again = run(&["store", "--store", &path, "import", "alliance-monitor", "tests/data/alliance-monitor.csv"]);
    assert!(again.code == 1 && again.stderr.contains("is held already"), "{}", again.stderr);
    let mut store = Store::open(&store).unwrap();
    let by = verbond::store::By { who: "the tests", at: "2030-01-01T10:00:00Z" };
    let place = store.administration(2).unwrap().unwrap().record.identity.occasion;
    let first = store.administration(1).unwrap().unwrap().record.identity;
    let second = store.administration(2).unwrap().unwrap().record.identity;
    if first.case == second.case && first.informant == second.informant {
        let correction = verbond::store::Correction { occasion: Some(&place), date: None, reason: "x" };
        assert!(matches!(store.correct(1, &correction, &by), Err(StoreError::There { .. })));
    }
}

#[test]
fn occasions_of_one_day_stand_in_their_order() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    for occasion in ["7", "3"] {
        let client = Client::begin(
            &server,
            &code(&ask(&server, &officer, &[("case", "c-8"), ("measure", CLIENT), ("occasion", occasion)])),
        );
        for item in ["plain", "why", "word", "kept"] {
            client.answer(item, if occasion == "7" { "5" } else { "2" });
        }
        client.finish();
    }
    let (path, measures) = (store.display().to_string(), measures.display().to_string());
    let followed = run(&["follow", "alliance-monitor", "--store", &path, "--instruments", &measures, "--format", "json"]);
    let views: serde_json::Value = serde_json::from_str(&followed.stdout).unwrap();
    let values = views[0]["threads"][0]["values"].as_array().unwrap();
    let order: Vec<&str> = values.iter().filter_map(|value| value[0].as_str()).collect();
    assert_eq!(order, ["3", "7"], "the later one was answered first: {followed}", followed = followed.stdout);
}
