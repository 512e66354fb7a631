//! Pages in Dutch: every page that staff or clients can open, and what is said when something is refused, holds no word
//! of English that is not marked as English.

use std::collections::BTreeSet;

use crate::browser::{Browser, PASSWORD, staff};
use crate::confidential::Client;
use crate::files_on_the_web::{HEAD, look};
use crate::meetings::done;
use crate::serving::{Server, site};

/// Words that English sentences can hardly do without, and that no word of Dutch is written like.
const ENGLISH: [&str; 44] = [
    "the",
    "and",
    "with",
    "this",
    "that",
    "not",
    "are",
    "been",
    "has",
    "have",
    "which",
    "from",
    "than",
    "who",
    "what",
    "when",
    "there",
    "their",
    "for",
    "by",
    "nothing",
    "answer",
    "answers",
    "somebody",
    "nobody",
    "you",
    "your",
    "it",
    "be",
    "cannot",
    "does",
    "another",
    "something",
    "without",
    "already",
    "taken",
    "they",
    "would",
    "should",
    "no",
    "yes",
    "or",
    "its",
    "at",
];
/// Elements that have no end.
const VOID: [&str; 7] = ["input", "meta", "link", "br", "img", "hr", "source"];
/// Attributes that are read out.
const READ: [&str; 4] = ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\""];

/// What a page says in a language: its text, and what is read out of its attributes.
fn said_in(page: &str, language: &str) -> String {
    let mut said = String::new();
    let mut open: Vec<(String, String)> = vec![(String::new(), String::new())];
    for part in page.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let of_parent = open.last().map_or(String::new(), |(_, language)| language.clone());
        if tag.starts_with('/') {
            let at = open.iter().rposition(|(there, _)| *there == name).unwrap_or_else(|| panic!("</{name}>: {page}"));
            open.truncate(at);
        } else if !tag.starts_with('!') {
            let own = tag.split("lang=\"").nth(usize::from(tag.contains(" lang=\""))).filter(|_| tag.contains(" lang=\""));
            let own = own.and_then(|rest| rest.split('"').next()).map_or(of_parent, str::to_owned);
            if own == language {
                let read = READ.iter().filter_map(|attribute| tag.split(attribute).nth(1)?.split('"').next());
                read.for_each(|read| said.push_str(&format!(" {read} ")));
            }
            if !tag.ends_with('/') && !VOID.contains(&name.as_str()) {
                open.push((name, own));
            }
        }
        let is_shown = !open.iter().any(|(name, _)| ["script", "style", "code"].contains(&name.as_str()));
        if is_shown && open.last().is_some_and(|(_, own)| own == language) {
            said.push_str(text);
            said.push('\n');
        }
    }
    said
}

/// The lines of a page in Dutch in which a word is English.
fn english_in(page: &str) -> Vec<String> {
    let said = said_in(page, "nl");
    let is_english = |line: &&str| {
        let words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '-').map(str::to_lowercase);
        words.into_iter().any(|word| ENGLISH.contains(&word.as_str()))
    };
    said.lines().filter(is_english).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn english_is_seen_where_it_is_not_marked() {
    let page = "<html lang=\"nl\"><p>Goed <b lang=\"en\">not</b><img alt=\"by us\"></p><p lang=\"en\">the <i>rest</i></p>\
                <p hreflang=\"en\">met wie<br>this one</p><script>not</script></html>";
    assert_eq!(english_in(page), ["by us", "this one"]);
}

/// Collects what is English on pages, each with its page.
#[derive(Default)]
struct Found {
    english: BTreeSet<String>,
    pages: usize,
}

impl Found {
    fn look(&mut self, page: &str, body: &str) {
        assert!(body.contains("<html lang=\"nl\""), "{page} is in no Dutch: {body}");
        self.pages += 1;
        self.english.extend(english_in(body).into_iter().map(|line| format!("{page}: {line}")));
    }
}

/// A site in which everything has happened: a case with two occasions of both sides, signals, paper, a code, one that is
/// confidential, one that was taken out, a schedule, and things that were done on the command line.
fn lived_in(server: &Server, store: &std::path::Path, measures: &std::path::Path) {
    let officer = server.log_in();
    for (occasion, who, answers) in [
        ("1", "client", [("word", "4"), ("open", "4")]),
        ("1", "worker", [("word", "4"), ("open", "4")]),
        ("2", "client", [("word", "1"), ("open", "1")]),
    ] {
        let measure = format!("alliance-monitor@0.3.0 {who} nl-NL");
        let client = Client::begin(server, &server.open(&officer, "c-17", &[("occasion", occasion), ("measure", &measure)]));
        for (item, answer) in answers {
            client.answer(item, answer);
        }
        client.finished();
    }
    let hidden = [("occasion", "3"), ("confidential", "yes")];
    Client::begin(server, &server.open(&officer, "c-17", &hidden)).answer("word", "3");
    server.open(&officer, "c-18", &[]);
    let instruments = measures.display().to_string();
    done(store, &["seen", "c-17", "--note", "Besproken", "--instruments", &instruments]);
    done(store, &["open", "c-19", "--on", "2026-01-05", "--schedule", "ours", "--owner", "anna", "--instruments", &instruments]);
    // A case that follows a schedule which is not there any more.
    let gone = measures.join("gone.schedule");
    std::fs::write(&gone, OURS.replace("schedule ours", "schedule gone")).unwrap();
    done(store, &["open", "c-20", "--on", "2026-01-05", "--schedule", "gone", "--instruments", &instruments]);
    std::fs::remove_file(gone).unwrap();
}

const OURS: &str = "verbond 1\n\nschedule ours 1.0.0 {\n  title \"Elke vier weken\"\n  language nl\n\n  ask alliance-monitor of client, worker {\n    \
                    first within 14 days\n    then 28 days after the last\n  }\n}\n";

#[test]
fn pages_in_dutch_hold_no_english() {
    let (_folder, store, measures) = site();
    staff(&store, "ada", &["--role", "administrator"]);
    staff(&store, "bea", &["--role", "coordinator", "--office", "Noord"]);
    std::fs::write(measures.join("ours.schedule"), OURS).unwrap();
    let server = Server::start(&store, &measures);
    lived_in(&server, &store, &measures);
    let mut found = Found::default();
    of_staff(&server, &mut found);
    of_files(&server, &mut found);
    of_clients(&server, &mut found);
    assert!(found.pages > 45, "{}", found.pages);
    assert!(found.english.is_empty(), "{:#?}", found.english);
}

/// A page, or the one to which it leads.
fn followed(browser: &mut Browser<'_>, path: &str) -> crate::serving::Answer {
    let page = browser.ask("GET", path, &[]);
    if page.code == 303 { browser.ask("GET", &page.to, &[]) } else { page }
}

/// The pages of staff, each as it stands and as it refuses what was sent.
fn of_staff(server: &Server, found: &mut Found) {
    let mut ada = Browser::new(server);
    ada.ask("GET", "/language/nl", &[]);
    let refused = ada.log_in("ada", "wrong");
    found.look("login refused", &refused.body);
    ada.log_in("ada", PASSWORD);
    let measure = "alliance-monitor@0.3.0 client";
    let sheet = format!("/office/cases/c-17/paper?measure={}&language=nl-NL", crate::server::percent(measure));
    for path in [
        "/office/cases",
        "/office/cases?part=look",
        "/office/cases?find=zzz",
        "/office/cases/c-17",
        "/office/cases/c-18",
        "/office/cases/c-19",
        "/office/cases/c-17/report",
        "/office/cases/c-17/answers/1",
        "/office/cases/c-17/invite",
        "/office/cases/c-17/paper",
        &sheet,
        "/office/new",
        "/office/code",
        "/office/code/c-17",
        "/office/codes",
        "/office/due",
        "/office/team",
        "/office/log",
        "/office/log?who=zzz",
        "/office/import",
        "/office/password",
        "/office/login",
        "/",
        "/office/nowhere",
        "/a/gone",
    ] {
        let page = followed(&mut ada, path);
        found.look(path, &page.body);
    }
    for (of, to, fields) in [
        ("/office/code", "/office/cases", &[("case", "jansen"), ("measure", measure), ("language", "nl-NL")][..]),
        ("/office/code", "/office/cases", &[("case", "C-17"), ("measure", measure), ("language", "nl-NL")]),
        ("/office/code", "/office/cases", &[("case", "c-17"), ("measure", measure), ("language", "pl")]),
        ("/office/code", "/office/cases", &[("case", "c-17"), ("measure", measure), ("language", "nl-NL"), ("occasion", "x")]),
        ("/office/code", "/office/cases", &[("case", "c-17"), ("measure", measure), ("language", "nl-NL"), ("date", "x")]),
        ("/office/code", "/office/cases", &[("case", "c-17"), ("measure", measure), ("language", "nl-NL"), ("occasion", "1")]),
        ("/office/code", "/office/cases", &[("case", "c-17"), ("measure", measure), ("language", "nl-NL"), ("occasion", "9")]),
        ("/office/new", "/office/new", &[("case", "jan@example.org")]),
        ("/office/codes", "/office/codes", &[("cases", ""), ("measure", measure)]),
        ("/office/password", "/office/password", &[("old", "x"), ("new", "y"), ("again", "y")]),
        ("/office/password", "/office/password", &[("old", PASSWORD), ("new", "aaaaaaaaaaaa"), ("again", "aaaaaaaaaaaa")]),
        ("/office/cases/c-17", "/office/cases/c-17", &[("administration", "1"), ("do", "correct"), ("reason", "")]),
        (
            "/office/cases/c-17",
            "/office/cases/c-17",
            &[("administration", "1"), ("do", "correct"), ("reason", "r"), ("occasion", "2")],
        ),
        ("/office/cases/c-19", "/office/cases/c-19/opening", &[("do", "close"), ("date", "1999-01-01")]),
        ("/office/cases/c-19", "/office/cases/c-19/opening", &[("do", "hand-over"), ("to", ""), ("reason", "")]),
        ("/office/cases/c-17/invite", "/office/cases/c-17/invite", &[("informant", "client"), ("do", "link")]),
        ("/office/code", "/office/cases", &[("case", "c-17")]),
    ] {
        let token = ada.ask("GET", of, &[]).field("form");
        let page = ada.ask("POST", to, &[&[("form", token.as_str())], fields].concat());
        let page = if page.code == 303 { ada.ask("GET", &page.to, &[]) } else { page };
        found.look(&format!("{to} {fields:?}"), &page.body);
    }
    let token = ada.ask("GET", &sheet, &[]).field("form");
    let typed = [
        ("form", token.as_str()),
        ("case", "c-17"),
        ("measure", measure),
        ("language", "nl-NL"),
        ("do", "keep"),
        ("answer-word", "9"),
        ("answer-heard", "700"),
        ("occasion", "1"),
    ];
    let page = ada.ask("POST", "/office/cases/c-17/paper", &typed);
    found.look("paper refused", &page.body);
    let mut bea = Browser::new(server);
    bea.ask("GET", "/language/nl", &[]);
    bea.log_in("bea", PASSWORD);
    for path in ["/office/cases", "/office/team", "/office/import", "/office/log", "/kiosk"] {
        let page = followed(&mut bea, path);
        found.look(&format!("{path} of a coordinator"), &page.body);
    }
}

/// Files of answers, with everything that can be wrong with one.
fn of_files(server: &Server, found: &mut Found) {
    let ada = format!("{}; verbond-language=nl", server.log_in_as("ada"));
    let rest = ",4,4,1,4,4,4,2,4,75,4,2,";
    for (name, text) in [
        ("leeg.csv", String::new()),
        ("x.xlsx", "no workbook".to_owned()),
        ("x.parquet", "PAR1".to_owned()),
        ("x.json", "{".to_owned()),
        ("kop.csv", "1,2,3\n4,5,6\n".to_owned()),
        ("twee.csv", format!("{HEAD},plain\n")),
        ("rijen.csv", format!("{HEAD}\nk-1,1,client,2026-01-05,4\n")),
        ("kolom.csv", format!("{HEAD},kleur\nk-1,1,client,2026-01-05{rest},rood\n")),
        ("wie.csv", format!("{HEAD}\nk-1,1,aunt,2026-01-05{rest}\n")),
        (
            "fout.csv",
            format!(
                "{HEAD},begun,confidential,language\nJansen,1,client,2026-01-05{rest},,no,nl\nk-1,1,client,2026-01-05,9,x{rest},,no,nl\n\
                 k-2,een,client,2999-01-05{rest},gisteren,misschien,Dutch!\nk-3,1,client,31-31-2026{rest},,no,nl\n,1,client,2026-01-05{rest},,no,nl\n\
                 k-4,1,client,2026-01-05{rest},,no,nl\nk-4,1,client,2026-01-05{rest},,no,nl\n"
            ),
        ),
        (
            "er-al.csv",
            format!(
                "{HEAD},office\nc-17,1,client,2026-01-05{rest},\nc-17,3,client,2026-03-05{rest},\nk-9,1,client,2026-01-05{rest},Zuid\n"
            ),
        ),
        ("tweeling.csv", format!("{HEAD}\nC-17,1,client,2026-01-05{rest}\n")),
        ("kantoor.csv", format!("{HEAD},office\nc-19,1,client,2020-01-05{rest},Zuid\n")),
    ] {
        let form = server.ask("GET", "/office/import", &ada, &[]).field("form");
        let page = crate::files_on_the_web::upload(server, &ada, (name, text.as_bytes()), &form);
        found.look(name, &page.body);
    }
    let looked = look(server, &ada, "er-al.csv", &[&format!("c-17,1,client,2026-01-05{rest}")]);
    let form = server.ask("GET", "/office/import", &ada, &[]).field("form");
    let asked = server.ask("POST", "/office/import/take", &ada, &[("form", &form), ("file", &looked.field("file"))]);
    found.look("asked once more", &asked.body);
    let gone = server.ask("POST", "/office/import/take", &ada, &[("form", &form), ("file", "x")]);
    found.look("gone", &gone.body);
}

/// What whoever answers sees, from the code to the thanks.
fn of_clients(server: &Server, found: &mut Found) {
    let officer = server.log_in();
    let mut client = Browser::new(server);
    client.ask("GET", "/language/nl", &[]);
    let wrong = client.send("/", &[("code", "000000")]);
    found.look("wrong code", &wrong.body);
    let code = server.open(&officer, "c-30", &[("confidential", "yes")]);
    client.send("/", &[("code", &code)]);
    // The measure is asked in nl-NL, which is Dutch too.
    let page = |client: &mut Browser<'_>, path: &str| client.ask("GET", path, &[]).body.replace("lang=\"nl-NL\"", "lang=\"nl\"");
    for path in ["/ask", "/ask?item=plain", "/ask?item=heard", "/ask?item=goals", "/ask?item=reason", "/ask/end", "/ask/pause"] {
        let body = page(&mut client, path);
        found.look(path, &body);
    }
    let token = client.ask("GET", "/ask?item=plain", &[]).field("form");
    let refused = client.ask("POST", "/ask", &[("form", token.as_str()), ("item", "plain"), ("do", "next")]);
    found.look("no answer", &refused.body.replace("lang=\"nl-NL\"", "lang=\"nl\""));
    let old = client.ask("POST", "/ask", &[("form", "x"), ("item", "plain")]);
    found.look("an old page", &old.body);
    let token = client.ask("GET", "/ask/end", &[]).field("form");
    let thanks = client.ask("POST", "/ask/end", &[("form", token.as_str())]);
    let thanks = if thanks.code == 303 { client.ask("GET", &thanks.to, &[]) } else { thanks };
    found.look("thanks", &thanks.body.replace("lang=\"nl-NL\"", "lang=\"nl\""));
}
