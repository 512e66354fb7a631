//! The web server, on the real program, spoken to as a browser does. `tests/judges/web.sh` opens it in Chromium.

use std::time::{Duration, Instant};

use crate::program::{run, run_with_input};
pub use crate::server::{Answer, Server, site};

#[test]
fn a_client_answers_and_the_officer_sees_it() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let code = server.open(&officer, "c-17", &[]);
    let begun = server.ask("POST", "/", "", &[("code", &format!("{} {}", &code[..3], &code[3..]))]);
    assert_eq!((begun.code, begun.to.as_str()), (303, "/ask"), "{}", begun.body);
    let client = begun.cookie;
    let start = server.ask("GET", "/ask", &client, &[]);
    assert!(start.body.contains("<html lang=\"nl-NL\"") && start.body.contains("Het duurt ongeveer 3 minuten"), "{}", start.body);
    let (form, item) = (start.field("form"), start.field("item"));
    let begun = server.ask("POST", "/ask", &client, &[("form", &form), ("item", &item), ("language", "nl-NL"), ("do", "begin")]);
    assert_eq!(begun.to, "/ask?item=plain&language=nl-NL");
    let mut page = server.ask("GET", &begun.to, &client, &[]);
    assert!(
        page.body.contains("Ik weet wat er van mij wordt verwacht.") && page.body.contains("Vraag 1 van 11"),
        "{}",
        page.body
    );
    let empty = server.ask("POST", "/ask", &client, &[("form", &page.field("form")), ("item", "plain"), ("do", "next")]);
    assert!(empty.body.contains("role=\"alert\""), "an answer is needed: {}", empty.body);
    let arabic = server.ask("GET", "/ask?item=plain&language=ar", &client, &[]);
    assert!(arabic.body.contains("dir=\"rtl\""), "{}", arabic.body);
    let mut asked = Vec::new();
    loop {
        let (form, item) = (page.field("form"), page.field("item"));
        let answer = match item.as_str() {
            "heard" => "50",
            "reason" => "Iets <b>anders</b>",
            "judged" => "5",
            _ => "4",
        };
        let fields =
            [("form", form.as_str()), ("item", item.as_str()), ("language", "nl-NL"), ("answer", answer), ("do", "next")];
        let went = server.ask("POST", "/ask", &client, &fields);
        let again = server.ask("POST", "/ask", &client, &fields);
        assert_eq!((went.code, &went.to), (303, &again.to), "sent twice it does the same");
        asked.push(item);
        if went.to.starts_with("/ask/end") {
            break;
        }
        page = server.ask("GET", &went.to, &client, &[]);
    }
    assert_eq!(asked.len(), 12, "the answer to `judged` brought `reason`: {asked:?}");
    let back = server.ask("GET", "/ask?item=reason", &client, &[]);
    assert!(back.body.contains("Iets &lt;b&gt;anders"), "what was written is there, as text");
    let end = server.ask("GET", "/ask/end", &client, &[]);
    let done = server.ask("POST", "/ask/end", &client, &[("form", &end.field("form")), ("language", "nl-NL")]);
    // The measure compares both sides, so it shows a client what they said: their words, and how the themes lie.
    assert!(done.is_thanks() && done.body.contains("Dank u wel") && done.body.contains("Iets &lt;b&gt;anders"), "{}", done.body);
    assert!(done.body.contains("Vertrouwen") && done.body.contains("aria-label=\"4 van 5\""), "{}", done.body);
    assert!(server.ask("GET", "/thanks?language=nl-NL", "", &[]).body.contains("Dank u wel"));
    assert_eq!(server.ask("GET", "/ask", &client, &[]).code, 400, "the session is over");
    let replayed = server.ask("POST", "/", "", &[("code", &code)]);
    assert!(replayed.cookie.is_empty() && replayed.body.contains("not right"), "a code is good once");
    let case = server.ask("GET", "/office/cases/c-17", &officer, &[]);
    assert!(
        case.body.contains("role=\"img\"") && case.body.contains("Trust") && case.body.contains("simulated"),
        "{}",
        case.body
    );
    let audited = run(&["store", "--store", &store.display().to_string(), "audit"]);
    assert_eq!(audited.code, 0, "{}", audited.stdout);
}

#[test]
fn nobody_gets_where_they_do_not_belong() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let code = server.open(&officer, "c-1", &[("confidential", "yes")]);
    let client = server.ask("POST", "/", "", &[("code", &code)]).cookie;
    assert_eq!(server.ask("GET", "/office/cases", &client, &[]).code, 403, "a client is no officer");
    assert_eq!(server.ask("GET", "/office/cases", "", &[]).to, "/office/login");
    assert_eq!(server.ask("GET", "/ask", &officer, &[]).code, 400, "an officer does not answer");
    let forged = [("form", "0"), ("item", "plain"), ("answer", "4"), ("do", "next")];
    assert_eq!(server.ask("POST", "/ask", &client, &forged).code, 400, "another page cannot send the form");
    let forged = [("form", "0"), ("case", "c-2"), ("occasion", "1"), ("measure", "alliance-monitor@0.3.0 client nl-NL")];
    assert_eq!(server.ask("POST", "/office/cases", &officer, &forged).code, 400);
    let form = server.ask("GET", "/office/cases", &officer, &[]).field("form");
    let named = [("form", form.as_str()), ("case", "Jan"), ("occasion", "1"), ("measure", "alliance-monitor@0.3.0 client nl-NL")];
    assert!(server.ask("POST", "/office/cases", &officer, &named).body.contains("could be a name"));
    let page = server.ask("GET", "/ask", &client, &[]);
    let wrong =
        [("form", page.field("form")), ("item", "plain".to_owned()), ("answer", "99".to_owned()), ("do", "next".to_owned())];
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(server.ask("POST", "/ask", &client, &wrong).body.contains("role=\"alert\""), "what is no answer is not taken");
    let case = server.ask("GET", "/office/cases/c-1", &officer, &[]);
    assert!(case.body.contains("Confidential") && !case.body.contains("role=\"img\""), "{}", case.body);
    for path in ["/assets/../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/office/cases/..%2f..%2fetc", "/nowhere"] {
        let answer = server.ask("GET", path, &officer, &[]);
        assert!(answer.code == 404 || answer.code == 400, "{path}: {}", answer.code);
        assert!(!answer.body.contains("root:"), "{path}");
    }
    let giant = server.ask("POST", "/", "", &[("code", &"1".repeat(2 << 20))]);
    assert!(giant.code == 413 || giant.code == 0, "a giant form is refused: {}", giant.code);
    let flood = format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X-A: y\r\n".repeat(5000));
    let flooded = server.send(&flood);
    assert!(flooded.code == 431 || flooded.code == 400 || flooded.code == 0, "{}", flooded.code);
    assert!(
        page.head.contains("content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'"),
        "{}",
        page.head
    );
    let codes: Vec<u16> =
        (0..12).map(|number| server.ask("POST", "/", "", &[("code", &format!("00000{number}"))]).code).collect();
    assert_eq!(codes.last(), Some(&429), "codes cannot be tried for ever: {codes:?}");
    let open = run(&["serve", "--listen", "0.0.0.0:0", "--store", &store.display().to_string()]);
    assert!(open.code == 2 && open.stderr.contains("could be read on the way"), "{}", open.stderr);
}

/// A new version shows up within a second or two; a broken file takes nothing away.
#[test]
fn measures_are_picked_up_while_it_runs() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let offers = |what: &str| server.ask("GET", "/office/code", &officer, &[]).body.contains(what);
    assert!(offers("value=\"ar\"") && offers("alliance-monitor@0.3.0 client") && !offers("alliance-monitor@0.4.0"));
    let text = std::fs::read_to_string(measures.join("0.3.0.instrument")).unwrap_or_default();
    let next = text.replacen("alliance-monitor 0.3.0", "alliance-monitor 0.4.0", 1).replacen("follows 0.2.0", "follows 0.3.0", 1);
    let next = next[..next.find("  follows").unwrap_or(0)].to_owned() + &next[next.find("  test").unwrap_or(0)..];
    std::fs::write(measures.join("0.4.0.instrument"), next).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(measures.join("0.3.0.instrument"), "verbond 1\ninstrument alliance-monitor 0.3.0 { broken")
        .unwrap_or_else(|error| panic!("{error}"));
    let begun = Instant::now();
    while !offers("alliance-monitor@0.4.0 client") {
        assert!(begun.elapsed() < Duration::from_secs(15), "the new version does not show up");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(offers("alliance-monitor@0.3.0 client"), "what was sound stays");
}

#[test]
fn everybody_sees_what_their_role_and_office_may() {
    let (_folder, store, measures) = site();
    let file = store.display().to_string();
    for (name, role, office) in
        [("noor", "officer", "north"), ("sil", "coordinator", "south"), ("mo", "methodologist", ""), ("ada", "administrator", "")]
    {
        let ran = run_with_input(
            &["store", "--store", &file, "staff", name, "--role", role, "--office", office],
            "correct horse battery\n",
        );
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let wrong = run_with_input(&["store", "--store", &file, "staff", "x", "--role", "boss"], "correct horse battery\n");
    assert!(wrong.code == 2 && wrong.stderr.contains("officer, coordinator, methodologist, administrator"), "{}", wrong.stderr);
    let server = Server::start(&store, &measures);
    let [noor, sil, mo, ada] = ["noor", "sil", "mo", "ada"].map(|name| server.log_in_as(name));
    server.open(&noor, "c-1", &[("fact-age", "34"), ("fact-mandate", "parole")]);
    let told = server.ask("GET", "/office/cases", &noor, &[]);
    assert!(told.body.contains("c-1") && !told.body.contains("/office/team"), "{}", told.body);
    let code = |path: &str, who: &str| server.ask("GET", path, who, &[]).code;
    assert_eq!([&noor, &sil, &mo, &ada].map(|who| code("/office/cases/c-1", who)), [200, 404, 403, 200]);
    assert_eq!([&noor, &sil, &mo, &ada].map(|who| code("/office/team", who)), [403, 200, 200, 200]);
    assert_eq!(server.ask("GET", "/office/cases", &mo, &[]).to, "/office/team", "a methodologist sees no case");
    assert!(!server.ask("GET", "/office/cases", &sil, &[]).body.contains("c-1"));
    let page = server.ask("GET", "/office/cases", &sil, &[]);
    let taken = server.ask(
        "POST",
        "/office/cases",
        &sil,
        &[("form", &page.field("form")), ("case", "c-1"), ("occasion", "2"), ("measure", "alliance-monitor@0.3.0 client en")],
    );
    assert!(taken.body.contains("cannot be used here"), "{}", taken.body);
    let wrong = server.ask(
        "POST",
        "/office/cases",
        &noor,
        &[
            ("form", &told.field("form")),
            ("case", "c-1"),
            ("occasion", "2"),
            ("measure", "alliance-monitor@0.3.0 client en"),
            ("fact-age", "200"),
        ],
    );
    assert!(wrong.body.contains("age is a number from 12 to 99."), "{}", wrong.body);
    server.open(&ada, "c-1", &[("occasion", "2")]);
    assert_eq!(code("/office/cases/c-1", &noor), 200, "whoever sees all offices leaves a case where it is");
    let held = run(&["store", "--store", &file, "case", "c-1"]);
    let held: serde_json::Value = serde_json::from_str(&held.stdout).unwrap_or_default();
    for which in 0..2 {
        assert_eq!(held["administrations"][which]["record"]["known"]["age"], "34", "what is known goes with the case");
        assert_eq!(held["administrations"][which]["office"], "north");
    }
}

/// Staff read in the language that they chose, or that their browser asks for; the choice leads back to this server
/// only.
#[test]
fn pages_are_in_the_language_of_whoever_reads() {
    let (_folder, store, measures) = site();
    let server = Server::start_with(&store, &measures, &["--language", "fr"]);
    let get = |path: &str, more: &str| {
        server.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{more}Connection: close\r\n\r\n", server.address))
    };
    assert!(get("/", "").body.contains("Bienvenue"));
    assert!(get("/", "Accept-Language: xx, nl-BE;q=0.9, en;q=0.5\r\n").body.contains("Welkom"));
    assert!(get("/", "Accept-Language: nl\r\nCookie: verbond-language=de\r\n").body.contains("Willkommen"));
    assert!(get("/nowhere", "Accept-Language: nl\r\n").body.contains("Hier is niets."));
    let chosen = get("/language/nl?to=/office/login", "");
    assert!(chosen.head.contains("set-cookie: verbond-language=nl;"), "{}", chosen.head);
    assert_eq!(chosen.to, "/office/login");
    for elsewhere in ["//evil.example", "https://evil.example", "/%5Cevil.example", "/%0d%0aSet-Cookie:x"] {
        assert_eq!(get(&format!("/language/nl?to={elsewhere}"), "").to, "/", "{elsewhere}");
    }
    let officer = server.log_in();
    let dutch = format!("Cookie: verbond={officer}; verbond-language=nl\r\n");
    let cases = get("/office/code", &dutch);
    assert!(cases.body.contains("<html lang=\"nl\"") && cases.body.contains("Alliantiemonitor 0.3.0, Cliënt"), "{}", cases.body);
    server.open(&officer, "c-017", &[]);
    let case = get("/office/cases/c-017", &dutch);
    assert!(case.body.contains("Er is nog niets beantwoord."), "{}", case.body);
    assert!(get("/office/team", &dutch).body.contains("Dit mag u niet zien."));
}

/// The list of cases says which of them show something now, the same as `follow --attention` says, also of what comes
/// in while the server runs.
#[test]
fn a_crack_shows_in_the_list_of_cases() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let (store, measures) = (store.display().to_string(), measures.display().to_string());
    let shown = || -> Vec<String> {
        let mut codes = server.part("look", &officer);
        codes.sort();
        codes
    };
    let followed = || -> Vec<String> {
        let of = ["follow", "alliance-monitor", "--store", &store, "--instruments", &measures];
        let ran = run(&[&of[..], &["--norms", "demo", "--attention", "--format", "json"]].concat());
        let views: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
        let codes = views.as_array().into_iter().flatten().filter_map(|view| Some(view["case"].as_str()?.to_owned()));
        codes.collect()
    };
    assert!(shown().is_empty());
    for answers in ["tests/data/alliance-monitor.csv", "src/cli/demo/demo.csv"] {
        let taken = run(&["store", "--store", &store, "--instruments", &measures, "import", "alliance-monitor", answers]);
        assert_eq!(taken.code, 0, "{}", taken.stderr);
        let mut wanted = followed();
        wanted.sort();
        assert!(wanted.len() > 5, "{wanted:?}");
        assert_eq!(shown(), wanted);
    }
    assert!(shown().contains(&"demo-1".to_owned()));
    // What is confidential shows nothing: the officer may not see it.
    let code = server.open(&officer, "demo-9", &[("confidential", "yes")]);
    let client = server.ask("POST", "/", "", &[("code", &code)]).cookie;
    let page = server.ask("GET", "/ask", &client, &[]);
    let fields =
        [("form", page.field("form")), ("item", "plain".to_owned()), ("answer", "1".to_owned()), ("do", "next".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    server.ask("POST", "/ask", &client, &fields);
    let end = server.ask("GET", "/ask/end", &client, &[]);
    server.ask("POST", "/ask/end", &client, &[("form", &end.field("form"))]);
    assert!(!shown().contains(&"demo-9".to_owned()));
    // Each says why, shows its course, and leads to what is to be done. Whoever saw it says so, and it is no longer first.
    let page = server.ask("GET", "/office/cases?find=demo-1", &officer, &[]);
    let row = page.body.split("<li class=\"case-row\">").nth(1).unwrap_or_default().to_owned();
    for part in [
        "Promises are not felt to be kept",
        "Client, occasion",
        "<svg class=\"spark\"",
        "View: demo-1\"",
        "/office/cases/demo-1/seen",
    ] {
        assert!(row.contains(part), "{part}: {row}");
    }
    let signal = row.split("name=\"signal\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>();
    let form = page.field("form");
    let mut fields = vec![("form", form.as_str()), ("to", "list"), ("note", "Talked it over")];
    fields.extend(signal.iter().map(|signal| ("signal", *signal)));
    assert_eq!(server.ask("POST", "/office/cases/demo-1/seen", &officer, &fields).to, "/office/cases");
    assert!(!shown().contains(&"demo-1".to_owned()) && server.part("fine", &officer).contains(&"demo-1".to_owned()));
    // What is looked for is found by code, by owner and by measure.
    let finds = |query: &str| {
        server.ask("GET", &format!("/office/cases?{query}"), &officer, &[]).body.matches("<li class=\"case-row\">").count()
    };
    assert_eq!((finds("find=demo-1&whose=nobody"), finds("find=demo-1&measure=alliance-monitor")), (1, 1));
    assert_eq!((finds("find=demo-1&whose=me"), finds("find=demo-1&measure=other"), finds("find=xyz")), (0, 0, 0));
}

/// A file whose key changed under a version that was answered is not served: the past is scored by the text of then,
/// and staff are told.
#[test]
fn a_key_that_changed_within_its_version_is_not_served() {
    use crate::past::{AGREE, REKEYED};
    let (folder, store, measures) = site();
    let (measure, path) = (measures.join("agree.instrument"), store.display().to_string());
    std::fs::write(&measure, AGREE).unwrap();
    let answers = crate::program::put(&folder, "answers.csv", "case,occasion,a,b\nc-1,1,1,2\n");
    let taken = run(&["store", "--store", &path, "import", &measure.display().to_string(), &answers]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    let changed = AGREE.replacen(REKEYED[0], REKEYED[1], 1);
    let words = "agree@1.0.0: its file was changed so that it scores otherwise";
    let shows = |server: &Server, officer: &str| {
        let case = server.ask("GET", "/office/cases/c-1", officer, &[]).body;
        (case.contains("1.50"), server.ask("GET", "/office/cases", officer, &[]).body.contains(words))
    };
    // It is changed while the server runs, put back, and changed before the server starts.
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    assert_eq!(shows(&server, &officer), (true, false));
    std::fs::write(&measure, &changed).unwrap();
    let until = |wanted: (bool, bool)| {
        let begun = Instant::now();
        while shows(&server, &officer) != wanted {
            assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", shows(&server, &officer));
            std::thread::sleep(Duration::from_millis(200));
        }
    };
    until((true, true));
    std::fs::write(&measure, AGREE).unwrap();
    until((true, false));
    drop(server);
    std::fs::write(&measure, &changed).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    assert_eq!(shows(&server, &officer), (true, true));
    // Under a version of its own it is served beside the other.
    std::fs::write(measures.join("agree-2.instrument"), changed.replacen("agree 1.0.0", "agree 2.0.0", 1)).unwrap();
    std::fs::write(&measure, AGREE).unwrap();
    let begun = Instant::now();
    while !server.ask("GET", "/office/code", &officer, &[]).body.contains("agree@2.0.0") {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(shows(&server, &officer), (true, false));
}

/// The log of access holds who logged in, who failed to, who gave a code and who looked at which case.
#[test]
fn the_log_of_access_says_what_staff_did_on_the_web() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    server.open(&officer, "c-17", &[]);
    server.ask("GET", "/office/cases/c-17", &officer, &[]);
    for name in ["anna", "my password in the wrong field"] {
        server.ask("POST", "/office/login", "", &[("name", name), ("password", "wrong")]);
    }
    let log = run(&["store", "--store", &store.display().to_string(), "log"]).stdout;
    let said: Vec<&str> = log.lines().filter_map(|line| line.split_once("Z  ").map(|(_, said)| said)).collect();
    let wanted = [
        "anna  logged in",
        "anna  gave a code  c-17  administration 1",
        "anna  looked at a case  c-17",
        "anna  failed to log in",
        "a name that nobody has  failed to log in",
    ];
    assert_eq!(said[1..], wanted, "{log}");
    assert!(!log.contains("my password"), "{log}");
    let audited = run(&["store", "--store", &store.display().to_string(), "audit"]);
    assert_eq!(audited.code, 0, "{}", audited.stdout);
}

/// The day so many days from today, as ISO 8601 writes it.
fn from_today(days: i32) -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_else(|error| panic!("{error}"));
    let today = i32::try_from(since.as_secs() / 86_400).unwrap_or_else(|error| panic!("{error}"));
    verbond::instrument::Day::counted(today + days).unwrap_or_else(|| panic!("a day")).to_string()
}

/// A schedule that is put into the folder while the server runs counts, and so does a change of it; a broken one takes
/// nothing away.
#[test]
fn staff_see_what_is_due_by_a_schedule_that_came_while_the_server_runs() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let due = || server.ask("GET", "/office/due", &officer, &[]).body;
    assert_eq!(server.ask("GET", "/office/due", "", &[]).to, "/office/login");
    assert!(due().contains("Nobody is to be asked now."), "{}", due());
    let schedule = measures.join("ours.schedule");
    let write = |version: &str, late: u32| {
        let text = format!(
            "verbond 1\n\nschedule ours {version} {{\n  title \"Ours\"\n\n  ask alliance-monitor of client, worker {{\n    first within 14 days\n    \
             then 28 days after the last\n    late after {late} days\n  }}\n\n  ask alliance-monitor 0.2 of client when mandate = parole {{\n    first \
             within 7 days\n  }}\n\n  remind worker 16 days after\n}}\n"
        );
        // Two entries of one measure are not sound.
        let text = if late == 0 { text } else { text.replace("alliance-monitor 0.2 of client", "other of client") };
        std::fs::write(&schedule, text).unwrap_or_else(|error| panic!("{error}"));
    };
    let other = std::fs::read_to_string(measures.join("0.3.0.instrument")).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(measures.join("other.instrument"), other.replace("instrument alliance-monitor", "instrument other"))
        .unwrap_or_else(|error| panic!("{error}"));
    write("1.0.0", 7);
    let folder = measures.display().to_string();
    let opened = run(&[
        "store",
        "open",
        "c-17",
        "--on",
        &from_today(-30),
        "--schedule",
        "ours",
        "--store",
        &store.display().to_string(),
        "--instruments",
        &folder,
    ]);
    assert_eq!(opened.code, 0, "{}", opened.stderr);
    let until = |words: &str| {
        let begun = Instant::now();
        while !due().contains(words) {
            assert!(begun.elapsed() < Duration::from_secs(20), "no `{words}`: {}", due());
            std::thread::sleep(Duration::from_millis(100));
        }
        due()
    };
    // Opened 30 days ago: due 16 days ago, and late since 9 days; the officer is reminded today.
    let page = until("late");
    assert!(page.contains(">c-17</a>") && page.contains(&from_today(-16)), "{page}");
    assert!(page.contains("<td>Alliance Monitor</td><td>Client</td><td>1</td>"), "{page}");
    assert!(page.contains("late, reminded today") && page.contains("mandate of the case is not known"), "{page}");
    write("1.1.0", 300);
    assert!(!until("asked now").contains("<td>late"));
    write("1.2.0", 0);
    let told = || server.said().matches("ours.schedule has errors, and nothing of it is used").count();
    let begun = Instant::now();
    while told() == 0 {
        assert!(begun.elapsed() < Duration::from_secs(20), "whoever runs the server is told of it: {}", server.said());
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(due().contains("asked now"), "a broken file takes nothing away: {}", due());
    // Another file that changes brings no second word on this one.
    std::fs::write(measures.join("note.norms"), "verbond 1\n").unwrap_or_else(|error| panic!("{error}"));
    let other = || server.said().matches("note.norms has errors").count();
    while other() == 0 {
        assert!(begun.elapsed() < Duration::from_secs(40), "{}", server.said());
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(told(), 1, "once");
    let closed = run(&["store", "close", "c-17", "--store", &store.display().to_string()]);
    assert_eq!(closed.code, 0, "{}", closed.stderr);
    assert!(due().contains("Nobody is to be asked now."), "{}", due());
}

/// What the measure has to say to whoever answered stands on the page that ends it, and under no address.
#[test]
fn whoever_answered_reads_what_it_means() {
    let (_folder, store, measures) = site();
    for (name, text) in [("talk.instrument", crate::feedback::MEASURE), ("talk.nl.translation", crate::feedback::DUTCH)] {
        std::fs::write(measures.join(name), text).unwrap_or_else(|error| panic!("{error}"));
    }
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let answered = |case: &str, who: &str, language: &str| {
        let code = server.open(&officer, case, &[("measure", &format!("talk@1.0.0 {who} {language}"))]);
        let client = server.ask("POST", "/", "", &[("code", &code)]).cookie;
        let form = server.ask("GET", "/ask", &client, &[]).field("form");
        let fields = [("form", form.as_str()), ("item", "heard"), ("language", language), ("answer", "9"), ("do", "next")];
        assert!(server.ask("POST", "/ask", &client, &fields).to.starts_with("/ask/end"));
        let form = server.ask("GET", "/ask/end", &client, &[]).field("form");
        let end = [("form", form.as_str()), ("language", language)];
        let done = server.ask("POST", "/ask/end", &client, &end);
        let again = server.ask("POST", "/ask/end", &client, &end);
        assert_ne!(again.code, 200, "whoever sends it again, or goes back, reads nothing");
        done
    };
    let dutch = answered("c-1", "client", "nl");
    assert_eq!(dutch.code, 200, "{}", dutch.body);
    assert!(dutch.body.contains("Er is naar u geluisterd.") && dutch.body.contains("Dank u wel"), "{}", dutch.body);
    assert!(dutch.head.contains("no-store"), "{}", dutch.head);
    assert!(answered("c-2", "client", "en").body.contains("You were heard."));
    assert!(answered("c-3", "worker", "en").to.starts_with("/thanks"), "who is told nothing is thanked");
}
