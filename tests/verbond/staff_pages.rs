//! What whoever works with cases reads on their pages, and whoever answers on theirs: promises that hold of them, choices
//! that find something, words beside numbers, and the way from a signal to its answer.

use crate::browser::Browser;
use crate::confidential::Client;
use crate::meetings::done;
use crate::occasions::{ask, code};
use crate::program::{put, run};
use crate::serving::{Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";
const OFFICER: &str = "alliance-monitor@0.3.0 worker nl-NL";
const OURS: &str = "verbond 1\n\nschedule ours 1.0.0 {\n  title \"Every four weeks\"\n\n  ask alliance-monitor of client, worker {\n    \
                    first within 14 days\n    then 28 days after the last\n  }\n}\n";

/// The client is promised one thing about who sees the answers, and whoever works with the client another.
#[test]
fn whoever_works_with_a_client_is_promised_something_else() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let begun = |measure: &str, more: &[(&str, &str)]| {
        let fields = [&[("case", "c-17"), ("measure", measure)], more].concat();
        Client::begin(&server, &code(&ask(&server, &officer, &fields)))
    };
    let of_client = begun(CLIENT, &[]);
    let (own, beside) = ("Wie met u werkt, ziet uw antwoorden", "Wie met dit dossier werkt, ziet uw antwoorden");
    let page = of_client.page("/ask").body;
    assert!(page.contains(own) && page.contains("U kunt er daarna samen over praten.") && !page.contains(beside), "{page}");
    let of_officer = begun(OFFICER, &[]);
    for path in ["/ask", "/ask/end"] {
        let page = of_officer.page(path).body;
        assert!(page.contains(beside) && !page.contains(own), "{path}: {page}");
    }
    let page = of_officer.page("/ask").body;
    assert!(page.contains("Ze staan naast de antwoorden van: Cliënt.") && !page.contains("daarna samen over praten"), "{page}");
    // What is confidential is promised to both alike.
    let hidden = begun(OFFICER, &[("occasion", "2"), ("confidential", "yes")]).page("/ask").body;
    assert!(hidden.contains("Alleen u ziet uw antwoorden") && !hidden.contains(beside), "{hidden}");
}

/// A line at 88 of 100 is 4.52 of 5, which is said in words as it is drawn: between two, in four boxes and a half.
#[test]
fn own_answers_are_said_as_they_are_drawn() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)])));
    client.answer("heard", "88");
    let thanks = client.finish().body;
    assert!(thanks.contains("tussen ‘Meestal wel’ en ‘Ja, helemaal’") || thanks.contains("tussen ‘"), "{thanks}");
    let boxes = thanks.split("class=\"steps\"").nth(1).and_then(|rest| rest.split("</span>").next()).unwrap_or_default();
    assert!(boxes.contains("aria-label=\"4,5 van 5\""), "{boxes}");
    assert_eq!((boxes.matches("class=\"on\"").count(), boxes.matches("class=\"half\"").count()), (4, 1), "{boxes}");
}

/// What may be left open is left open by going on as by skipping it, whether or not something stood there, and the page
/// says that it may.
#[test]
fn an_empty_answer_that_may_be_open_goes_on() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)])));
    client.answer("goals", "2");
    client.answer("against", "5");
    assert!(client.page("/ask?item=reason").body.contains("Dit mag u open laten."));
    assert!(!client.page("/ask?item=plain").body.contains("Dit mag u open laten."));
    for (typed, what) in [("", "next"), ("Te ver weg", "next"), ("", "next"), ("", "skip")] {
        let sent = client.send("reason", &[("answer", typed), ("do", what)]);
        assert_eq!(sent.code, 303, "{typed} {what}: {}", sent.body);
    }
    let kept = crate::confidential::held(&store, "c-17");
    assert!(!kept[0].record.answers.contains_key("reason"), "{:?}", kept[0].record.answers);
    // What may not be left open is asked for.
    assert!(client.send("plain", &[("answer", ""), ("do", "next")]).body.contains("Geef een antwoord"));
}

/// The list of cases offers the measures that a case of the list has, and those alone.
#[test]
fn the_list_offers_measures_that_a_case_has() {
    let (folder, store, measures) = site();
    let other = "verbond 1\n\ninstrument mood 1.0.0 {\n  title \"Mood now\"\n  licence \"CC0-1.0\"\n  status experimental\n  \
                 informants { client \"Client\" }\n  item q as whole 0 to 10 \"How?\"\n  score s \"S\" = 1 * q\n}\n";
    std::fs::write(measures.join("mood.instrument"), other).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let offered = |query: &str| {
        let page = server.ask("GET", &format!("/office/cases{query}"), &officer, &[]).body;
        let list = page.split("name=\"measure\"").nth(1).and_then(|rest| rest.split("</select>").next()).unwrap_or_default();
        list.split("<option value=\"").skip(2).filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(offered(""), [""; 0], "there is no case");
    let client = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)])));
    client.answer("plain", "4");
    assert_eq!(offered(""), ["alliance-monitor"], "it is being answered");
    client.finished();
    assert_eq!(offered(""), ["alliance-monitor"]);
    assert_eq!(offered("?measure=mood"), ["alliance-monitor", "mood"], "what was chosen stays");
    // Of two that one case answered both find it, the one that was answered first too.
    let answers = put(&folder, "mood.csv", "case,occasion,informant,date,q\nc-17,1,client,2020-01-01,3\n");
    done(&store, &["import", "mood", &answers, "--instruments", &measures.display().to_string()]);
    assert_eq!(offered(""), ["alliance-monitor", "mood"]);
    for measure in ["alliance-monitor", "mood"] {
        let page = server.ask("GET", &format!("/office/cases?measure={measure}"), &officer, &[]).body;
        assert!(page.contains("href=\"/office/cases/c-17\""), "{measure}: {page}");
    }
}

/// On a narrow screen the list of measures is cut off: the number of the next meeting stands under it.
#[test]
fn the_page_of_codes_says_which_meeting_is_next() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    assert!(!server.ask("GET", "/office/code", &officer, &[]).body.contains("Next: "), "no case is named yet");
    for occasion in ["1", "2"] {
        let fields = [("case", "c-17"), ("measure", CLIENT), ("occasion", occasion)];
        Client::begin(&server, &code(&ask(&server, &officer, &fields))).finished();
    }
    let page = server.ask("GET", "/office/code/c-17", &officer, &[]).body;
    let told = "Next: Alliance Monitor – Occasion 3: Client; Occasion 2: Officer.";
    assert!(page.contains(told), "{page}");
}

/// The header of a case says what it follows and when it is asked next; in a list with a signal nobody reads that there
/// is nothing to do.
#[test]
fn a_case_says_what_it_follows_and_when_it_is_asked_next() {
    let (_folder, store, measures) = site();
    std::fs::write(measures.join("ours.schedule"), OURS).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let head = |code: &str| {
        let page = server.ask("GET", &format!("/office/cases/{code}"), &officer, &[]).body;
        page.split("<div class=\"head\">")
            .nth(1)
            .and_then(|rest| rest.split("<div class=\"buttons\">").next())
            .unwrap()
            .to_owned()
    };
    let instruments = measures.display().to_string();
    for (case, day) in [("c-1", "2026-01-05"), ("c-2", "2026-01-05")] {
        let client = Client::begin(&server, &code(&ask(&server, &officer, &[("case", case), ("measure", CLIENT)])));
        client.answer("word", "1");
        client.finished();
        done(&store, &["open", case, "--on", day, "--schedule", "ours", "--instruments", &instruments]);
    }
    // The client answered today: the officer has been due since 19 January, and nothing else is said.
    assert!(head("c-1").contains("Every four weeks · Occasion 1: Officer (Alliance Monitor), by 19 Jan"), "{}", head("c-1"));
    let desk = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-1"), ("measure", OFFICER)])));
    desk.answer("word", "4");
    desk.finished();
    assert!(head("c-1").contains("Every four weeks · Next: occasion 2, by "), "{}", head("c-1"));
    done(&store, &["close", "c-1"]);
    assert!(!head("c-1").contains("Every four weeks"), "nobody is asked in a closed case: {}", head("c-1"));
    done(&store, &["close", "c-2"]);
    let due = server.ask("GET", "/office/due?language=nl", &officer, &[]).body;
    assert!(due.contains("id=\"signals\"") && due.contains("Nobody is to be asked now."), "{due}");
    let mut dutch = Browser::new(&server);
    dutch.log_in("anna", crate::browser::PASSWORD);
    for words in ["Er is niets te doen", "Nie ma nic do zrobienia", "Yapılacak bir şey yok", "Rien n’est à faire"] {
        let texts = ["nl", "pl", "tr", "fr"].map(|tag| std::fs::read_to_string(format!("src/phrases/{tag}.ftl")).unwrap());
        assert!(texts.iter().all(|text| !text.contains(words)), "{words}");
    }
}

/// What 1 and 5 say stands over the answers, on the page and on the sheet; the alert leads to the answer that raised it,
/// and an old one to the answers of its meeting.
#[test]
fn the_ends_of_a_scale_have_their_words_and_an_alert_leads_to_its_answer() {
    let (folder, store, measures) = site();
    let head = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against,reason";
    let rows = ["c-17,1,client,2026-10-09,4,4,1,4,4,4,2,4,75,4,2,", "c-17,2,worker,2026-11-06,4,4,4,4,4,4,2,4,75,4,2,"];
    let import = |name: &str, rows: &[&str]| {
        let answers = put(&folder, name, &format!("{head}\n{}\n", rows.join("\n")));
        done(&store, &["import", "alliance-monitor", &answers]);
        answers
    };
    let answers = import("first.csv", &rows[..1]);
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let page = || server.ask("GET", "/office/cases/c-17", &officer, &[]).body;
    let of_first = page();
    let to = "#case-c-17-alliance-monitor-q-word";
    assert!(of_first.contains(&format!("<a href=\"{to}\">To the answer</a>")), "{of_first}");
    assert!(of_first.contains(&format!("id=\"{}\"", &to[1..])), "{of_first}");
    let sheet = server.ask("GET", "/office/cases/c-17/report", &officer, &[]).body;
    for face in [&of_first, &sheet] {
        let ends = "<div class=\"scale-ends\"><span><b>1</b> Not at all</span><span><b>5</b> Completely</span></div>";
        assert!(face.contains(ends), "{face}");
    }
    // A line has words of its own at its ends.
    let line = of_first.split("-q-heard\"").nth(1).unwrap_or_default();
    assert!(line.split("</li>").next().unwrap_or_default().contains("<b>100</b>"), "{line}");
    let file = folder.path().join("page.html").display().to_string();
    assert_eq!(run(&["follow", "alliance-monitor", &answers, "--output", &file]).code, 0);
    assert!(std::fs::read_to_string(file).unwrap().contains(&format!("href=\"{to}\"")));
    import("second.csv", &rows[1..]);
    let of_second = page();
    let old = "<a href=\"/office/cases/c-17/answers/1\">To the answers</a>";
    assert!(of_second.contains(old) && !of_second.contains("To the answer<"), "{of_second}");
    assert_eq!(server.ask("GET", "/office/cases/c-17/answers/1", &officer, &[]).code, 200);
}

/// What is due is told in a language, in the words of the measures; without one in English and by their names.
#[test]
fn what_is_due_is_told_in_a_language() {
    let (folder, store, measures) = site();
    std::fs::write(measures.join("ours.schedule"), OURS).unwrap();
    let answers = put(
        &folder,
        "answers.csv",
        "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against,reason\n\
         c-1,1,client,2026-01-19,4,4,1,4,4,4,2,4,75,4,2,\n",
    );
    let (path, instruments) = (store.display().to_string(), measures.display().to_string());
    done(&store, &["import", "alliance-monitor", &answers]);
    done(&store, &["open", "c-1", "--on", "2026-01-05", "--schedule", "ours", "--instruments", &instruments]);
    let due = |more: &[&str]| {
        let ran = run(&[&["due", "--store", &path, "--instruments", &instruments, "--on", "2026-01-20"], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let english = due(&[]);
    assert!(
        english.contains("Nobody has seen this yet") && english.contains("(Client, occasion 1, 19 January 2026)"),
        "{english}"
    );
    assert!(
        english.contains("alliance-monitor") && english.contains("worker") && english.contains("due, 1 day past"),
        "{english}"
    );
    let dutch = due(&["--language", "nl"]);
    for words in [
        "Dit heeft nog niemand gezien",
        "Beloften lijken niet te worden nagekomen",
        "(Cliënt, meting 1, 19 januari 2026)",
        "Vragenlijst",
        "Alliantiemonitor",
        "Reclasseringswerker",
        "aan de beurt, sinds 1 dag",
    ] {
        assert!(dutch.contains(words), "{words}: {dutch}");
    }
    assert!(!dutch.contains("worker") && !dutch.contains("Nobody"), "{dutch}");
    assert!(due(&["--language", "nl", "--case", "c-9"]).contains("op 20 januari 2026 hoeft niemand iets gevraagd te worden"));
    let wrong = run(&["due", "--store", &path, "--language", "!"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("is no language"), "{}", wrong.stderr);
}
