//! What is known of a case has labels in languages: on every face people read them, and in every file stands the name.

use verbond::Instrument;
use verbond::administer::{Questionnaire, Texts};
use verbond::instrument::{InformantIx, Translation};

use crate::case_facts::tell;
use crate::example::{checked, rendered, with};
use crate::meetings::done;
use crate::program::{folder, put, run};
use crate::serving::{Server, site};

const MEASURE: &str = r#"verbond 1

instrument court 1.0.0 {
  title    "Court"
  licence  "CC0-1.0"
  status   experimental
  language en

  informants {
    client "Client"
  }

  known {
    age      "Age"                 whole 18 to 99
    mandate  "Kind of supervision" one of probation "Probation", house_arrest "At home", early_release
    moved    date
    officer  "Your officer"        text up to 40
  }

  scale agree {
    1 "No"
    2 "Yes"
  }

  item trust on agree "Does {officer|your officer} help in {mandate|this}?"
  item calm  on agree "Are you calm?"

  score total "Total" = if mandate = house_arrest then age else trust + calm
}
"#;

const DUTCH: &str = r#"verbond 1

translation nl of court 1.0 {
  status forward

  title from "Court" to "Rechtbank"

  informant client from "Client" to "Cliënt"

  known age     from "Age"                 to "Leeftijd"
  known mandate from "Kind of supervision" to "Soort toezicht"

  known mandate {
    probation     from "Probation"     to "Proeftijd"
    house_arrest  from "At home"       to "Thuis"
    early_release from "early release" to "Eerder vrij"
  }

  known moved   from "moved"        to "Verhuisd"
  known officer from "Your officer" to "Uw toezichthouder"

  scale agree {
    1 from "No"  to "Nee"
    2 from "Yes" to "Ja"
  }

  item trust from "Does {officer|your officer} help in {mandate|this}?"
             to   "Helpt {officer|uw toezichthouder} bij {mandate|dit}?"

  item calm from "Are you calm?" to "Bent u rustig?"

  score total from "Total" to "Totaal"
}
"#;

fn court() -> Instrument {
    let (found, diagnostics, file) = checked(MEASURE);
    assert_eq!(rendered(&file, &diagnostics), "");
    found.unwrap()
}

fn dutch(instrument: &Instrument) -> Translation {
    let file = verbond::SourceFile::new("nl.translation", DUTCH);
    let checked = verbond::check::check_translation(&verbond::syntax::parse(&file), &[instrument]);
    assert_eq!(rendered(&file, &checked.diagnostics), "");
    checked.found.unwrap()
}

/// Both files are in the one true layout, and lose nothing in it.
#[test]
fn labels_are_laid_out() {
    for text in [MEASURE, DUTCH] {
        let file = verbond::SourceFile::new("court", text);
        assert_eq!(verbond::syntax::format(&file).unwrap(), text);
    }
}

/// A label is wording: it changes no score and no meaning, and what it was is told.
#[test]
fn a_label_is_wording() {
    let before = court();
    let (after, ..) =
        checked(&MEASURE.replace("\"Age\"", "").replace("\"At home\"", "\"In the house\"").replace("1.0.0", "1.0.1"));
    let found = verbond::check::difference(&before, &after.unwrap());
    assert_eq!(found.calls_for, verbond::check::VersionStep::Patch);
    let told: Vec<String> = found.changes.iter().map(|change| format!("{} {} {}", change.of, change.name, change.what)).collect();
    assert_eq!(told, ["known age label changed", "known mandate house_arrest label changed"]);
}

#[test]
fn labels_that_are_alike_or_without_need_are_told() {
    let codes = |known: &str| -> Vec<&str> { checked(&with(known)).1.iter().map(|it| it.code.name).collect() };
    for (known, expected) in [
        ("known { court \"Court\" one of low, high }", &[][..]),
        ("known { court \"Court\" one of low \"One\", high \"one \" }", &["V1030"]),
        ("known { court one of low \"high\", high }", &["V1030"]),
        ("known { court \"Court\" date  other \"court\" date }", &["V1030"]),
        ("known { court \"mandate\" date }", &["V1030"]),
        // A word stands in a file of answers by its name or by its label.
        ("known { court one of low \"High\", high \"Steep\" }", &["V1030"]),
        ("known { court one of m \"Man\", x \"M\" }", &["V1030"]),
        ("known { court_day \"court day\" date }", &["V1031"]),
        ("known { court one of low \"low\", high }", &["V1031"]),
        ("known { court one of low, low }", &["V0202"]),
        ("known { court \" \" date }", &["V0403"]),
        ("known { note_of \"note of\" text up to 9 }", &["V1031"]),
    ] {
        assert_eq!(codes(known), expected, "{known}");
    }
}

#[test]
fn a_question_shows_what_a_fact_is_called() {
    let instrument = court();
    let dutch = dutch(&instrument);
    let trust = instrument.item("trust").unwrap();
    let question = |tag: &str, mandate: f64| {
        let texts = Texts::in_language(&instrument, &[&dutch], Some(tag)).unwrap();
        let asked = Questionnaire::new(&instrument, InformantIx(0), vec![f64::NAN, mandate]);
        texts.question(&asked, trust).unwrap().into_owned()
    };
    assert_eq!(question("en", 1.0), "Does your officer help in At home?");
    assert_eq!(question("en", 2.0), "Does your officer help in early release?");
    assert_eq!(question("nl", 1.0), "Helpt uw toezichthouder bij Thuis?");
    assert_eq!(question("nl", f64::NAN), "Helpt uw toezichthouder bij dit?");
}

/// What a translation lacks of it is listed with the rest, and names that stand for labels are listed too.
#[test]
fn labels_are_translated_as_all_texts_are() {
    let folder = folder();
    let measure = put(&folder, "1.0.0.instrument", MEASURE);
    let place = folder.path().display().to_string();
    let ran = run(&["translate", "new", &measure, "nl", "--instruments", &place]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let file = folder.path().join("1.0.nl.translation");
    let text = std::fs::read_to_string(&file).unwrap();
    let begun =
        "  known mandate {\n    probation     from \"Probation\"     to \"\"\n    house_arrest  from \"At home\"       to \"\"\n";
    assert!(text.contains("known age     from \"Age\"                 to \"\"") && text.contains(begun), "{text}");
    let wrong =
        DUTCH.replace("    house_arrest  from \"At home\"", "    house         from \"At home\"").replace("\"Age\"", "\"Old\"");
    std::fs::write(&file, wrong).unwrap();
    let ran = run(&["check", &place]);
    for told in ["no text `known mandate house`", "V0404", "the first is `known mandate house_arrest`"] {
        assert!(format!("{}{}", ran.stdout, ran.stderr).contains(told), "{told}: {}{}", ran.stdout, ran.stderr);
    }
}

/// Forms ask for facts by their labels, in every language that they have, and bring all of it back.
#[test]
fn forms_have_labels_and_bring_them_back() {
    let folder = folder();
    let measures = folder.path().join("measures");
    std::fs::create_dir(&measures).unwrap();
    let measure = measures.join("1.0.0.instrument").display().to_string();
    std::fs::write(&measure, MEASURE).unwrap();
    std::fs::write(measures.join("1.0.nl.translation"), DUTCH).unwrap();
    for (program, name) in [("surveyjs", "f.json"), ("xlsform", "f.xlsx"), ("limesurvey", "f.txt"), ("redcap", "f.csv")] {
        let form = folder.path().join(name).display().to_string();
        let ran = run(&["export", &measure, "--to", &format!("{program}={form}")]);
        assert_eq!(ran.code, 0, "{program}: {}", ran.stderr);
        if program != "xlsform" {
            let text = std::fs::read_to_string(&form).unwrap();
            let both = if program == "redcap" { ["Kind of supervision", "At home"] } else { ["Soort toezicht", "Thuis"] };
            assert!(both.iter().all(|label| text.contains(label)), "{program}: {text}");
        }
        let back = folder.path().join(program);
        let ran = run(&["import", &form, "--output", &back.display().to_string()]);
        assert_eq!(ran.code, 0, "{program}: {}", ran.stderr);
        let read = |name: &str| std::fs::read_to_string(back.join(name)).unwrap();
        let known = "mandate  \"Kind of supervision\" one of probation \"Probation\", house_arrest \"At home\", early_release";
        assert!(read("1.0.0.instrument").contains(known), "{program}: {}", read("1.0.0.instrument"));
        if program != "redcap" {
            let texts = read("1.0.nl.translation");
            for label in ["\"Leeftijd\"", "\"Soort toezicht\"", "\"Thuis\"", "\"Eerder vrij\"", "\"Verhuisd\""] {
                assert!(texts.contains(&format!("to {label}")), "{program} {label}: {texts}");
            }
        }
    }
}

/// Files of answers name the word, or say it as people read it in any language of the measure.
#[test]
fn answers_say_a_word_by_its_name_or_its_label() {
    let folder = folder();
    put(&folder, "1.0.nl.translation", DUTCH);
    let measure = put(&folder, "1.0.0.instrument", MEASURE);
    let rows = ["house_arrest", "At home", "thuis", "early release", "Eerder vrij"];
    let rows: String = rows.iter().enumerate().map(|(at, word)| format!("c-{at},{},{word},1,2\n", 20 + at)).collect();
    let answers = put(&folder, "answers.csv", &format!("case,age,mandate,trust,calm\n{rows}"));
    let ran = run(&["score", &measure, &answers]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let head: Vec<&str> = ran.stdout.lines().next().unwrap().split(',').collect();
    let total = head.iter().position(|name| *name == "total").unwrap();
    let totals: Vec<&str> = ran.stdout.lines().skip(1).map(|row| row.split(',').nth(total).unwrap()).collect();
    assert_eq!(totals, ["20", "21", "22", "3", "3"], "{}", ran.stdout);
    let wrong = put(&folder, "wrong.csv", "case,age,mandate,trust,calm\nc-1,20,At work,1,2\n");
    assert_eq!(run(&["score", &measure, &wrong]).code, 1);
}

#[test]
fn a_measure_is_shown_with_its_labels() {
    let folder = folder();
    let ran = run(&["show", &put(&folder, "1.0.0.instrument", MEASURE)]);
    for line in [
        "known      age \"Age\": whole, 18 to 99",
        "known      mandate \"Kind of supervision\": probation \"Probation\", house_arrest \"At home\", early_release",
        "known      moved: date",
        "known      officer \"Your officer\": a text of 40 characters, only shown",
    ] {
        assert!(ran.stdout.lines().any(|shown| shown == line), "{line}\n{}", ran.stdout);
    }
}

/// Staff read the labels of their language in fields, on the page of a case and where something is refused; what is kept
/// is the word.
#[test]
fn staff_read_labels_in_their_language() {
    let (_folder, store, measures) = site();
    done(&store, &["open", "k-1", "--owner", "anna"]);
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    let dutch = format!("Cookie: verbond={anna}; verbond-language=nl\r\n");
    let page = server.send_form("GET", "/office/code/k-1", &dutch, &[]).body;
    for part in
        [">Leeftijd</label>", ">Soort toezicht</label>", "<option value=\"parole\">Voorwaardelijke invrijheidstelling</option>"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains(">mandate<") && !page.contains(">probation<"), "{page}");
    assert_eq!(tell(&server, &anna, &[("fact-age", "34"), ("fact-mandate", "parole")]).code, 303);
    assert_eq!(done(&store, &["fact", "k-1"]), "age=34\nmandate=parole\n");
    let page = server.send_form("GET", "/office/cases/k-1", &dutch, &[]).body;
    let known = "Bekend: Leeftijd 34, Soort toezicht Voorwaardelijke invrijheidstelling.";
    assert!(page.contains(known), "{page}");
    let form = server.send_form("GET", "/office/new", &dutch, &[]).field("form");
    let wrong = [("form", form.as_str()), ("opening", "facts"), ("fact-mandate", "jail")];
    let page = server.send_form("POST", "/office/cases/k-1/facts", &dutch, &wrong).body;
    assert!(
        page.contains("Soort toezicht is een van: Reclasseringstoezicht, Voorwaardelijke invrijheidstelling, Anders"),
        "{page}"
    );
}

/// The page that gives a code asks only what the chosen measure knows. What was typed stays where another is chosen, and
/// is told of the case by no measure that does not know it.
#[test]
fn a_code_is_asked_for_with_the_facts_of_its_measure() {
    let (_folder, store, measures) = site();
    let other = MEASURE.replace("instrument court", "instrument zeal").replace("moved    date", "sworn \"Sworn in\" date");
    std::fs::write(measures.join("zeal.instrument"), other).unwrap();
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    let (monitor, zeal) = ("alliance-monitor@0.3.0 client", "zeal@1.0.0 client");
    let field = |page: &str, name: &str| -> String {
        let before = page.split(&format!("name=\"fact-{name}\"")).next().unwrap();
        before.rsplit("<div class=\"field\"").next().unwrap().split('>').next().unwrap().to_owned()
    };
    let is_asked =
        |page: &str, name: &str| page.contains(&format!("name=\"fact-{name}\"")) && !field(page, name).contains("hidden");
    let page = server.ask("GET", "/office/code", &anna, &[]);
    assert!(is_asked(&page.body, "age") && is_asked(&page.body, "mandate") && !is_asked(&page.body, "sworn"), "{}", page.body);
    let form = page.field("form");
    let typed = [("form", form.as_str()), ("case", "k-1"), ("language", "en"), ("fact-age", "34"), ("fact-sworn", "2026-01-05")];
    let choose = |measure: &str, more: &[(&str, &str)]| {
        server.ask("POST", "/office/cases", &anna, &[&typed[..], &[("measure", measure)], more].concat())
    };
    let chosen = choose(zeal, &[("do", "choose")]);
    assert!(chosen.code == 200 && is_asked(&chosen.body, "age") && is_asked(&chosen.body, "sworn"), "{}", chosen.body);
    assert!(
        chosen.body.contains("value=\"k-1\"") && chosen.body.contains(&format!("value=\"{zeal}\" selected")),
        "{}",
        chosen.body
    );
    assert!(!chosen.body.contains("class=\"code\""), "nobody was asked yet: {}", chosen.body);
    let back = choose(monitor, &[("do", "choose")]);
    assert!(!is_asked(&back.body, "sworn") && back.body.contains("value=\"2026-01-05\""), "it is kept: {}", back.body);
    assert!(choose(monitor, &[]).body.contains("class=\"code\""));
    assert_eq!(done(&store, &["fact", "k-1"]), "age=34\n", "what the measure does not know is not told");
    assert!(choose(zeal, &[]).body.contains("class=\"code\""));
    assert_eq!(done(&store, &["fact", "k-1"]), "age=34\nsworn=2026-01-05\n");
}
