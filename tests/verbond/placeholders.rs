//! Questions that show what is known, or was answered before.

use verbond::Instrument;
use verbond::administer::{Questionnaire, Texts, known_facts, known_texts};
use verbond::check::{check_translation, difference};
use verbond::exchange::{ExportOptions, FormFormat, Target};
use verbond::instrument::InformantIx;
use verbond::source::SourceFile;
use verbond::syntax::{format, parse};

use crate::confidential::Client;
use crate::example::{checked, rendered, with};
use crate::occasions::{ask, code};
use crate::program::{folder, put, run, run_with_input};
use crate::serving::{Server, site};

const MEASURE: &str = r#"verbond 1

instrument trust 1.0.0 {
  title    "Trust"
  licence  "CC0-1.0"
  status   experimental
  cite     "Nobody (2026)"
  language en

  informants {
    client "Client"
    worker "Officer"
  }

  known {
    officer  text up to 20
    mandate  one of house_arrest, parole
  }

  scale agree {
    1 "No"
    2 "Partly"
    3 "Yes"
  }

  page "Before" {
    intro "About your {mandate|sentence}."

    item often on agree "Do you meet often?"
    item word  as text up to 30 optional asked when often >= 2 "A word for it:"
  }

  page "Then" {
    intro "You said {word|nothing}."

    items on agree {
      trust "I trust {officer|your officer}, {{always}."
      last {
        client "You said \"{often|nothing}\". Is {word|it} so?"
        worker "Is it so?"
      }
    }
  }

  score total "Total" = sum of often, trust, last needs all
}
"#;

const DUTCH: &str = r#"verbond 1

translation nl of trust 1.0 {
  status forward

  item trust from "I trust {officer|your officer}, {{always}." to "Ik vertrouw {officer|uw begeleider} {{altijd}."
}
"#;

fn trust() -> Instrument {
    let (found, diagnostics, file) = checked(MEASURE);
    found.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)))
}

fn codes(statements: &str) -> Vec<&'static str> {
    checked(&with(statements)).1.iter().map(|diagnostic| diagnostic.code.name).collect()
}

#[test]
fn what_is_shown_is_known_before() {
    let item = |text: &str| codes(&format!("item e on agree unscored \"{text}\"\nitem f as text up to 9 \"F\""));
    for (text, expected) in [
        ("{a|x} {mandate|y} {age|z}", &[][..]),
        ("{{mandate}", &[]),
        ("a } alone", &[]),
        ("{mandat|y}", &["V0201"]),
        ("{f|x}", &["V0359"]),
        ("{e|x}", &["V0359"]),
        ("{main|x}", &["V0210"]),
        ("{mandate}", &["V0358"]),
        ("{mandate", &["V0358"]),
        ("{my mandate|x}", &["V0358"]),
    ] {
        assert_eq!(item(text), expected, "{text}");
    }
    assert_eq!(codes("scale s { 1 \"{a\" 2 \"b\" }\nitem e on s unscored \"E\""), [""; 0], "no answer has placeholders");
    assert_eq!(codes("known { who text up to 20 }\nitem e on agree unscored \"{who|They}\""), [""; 0]);
    assert_eq!(codes("known { who text up to 0 }"), ["V0209"]);
    assert_eq!(codes("known { who text up to 20 }\nscore s \"S\" = if who is missing then 1 else a"), ["V0210"]);
    // An item that is shown is used.
    assert_eq!(codes("item e as whole 0 to 9 \"E\"\nitem f as text up to 9 \"{e|Many}?\""), [""; 0]);
    assert_eq!(format(&SourceFile::new("trust.instrument", MEASURE)).map(|text| text.contains("text up to 20")), Ok(true));
}

#[test]
fn a_question_shows_what_is_known_and_was_answered() {
    let instrument = trust();
    let file = SourceFile::new("nl.translation", DUTCH);
    let dutch = check_translation(&parse(&file), &[&instrument]).found.unwrap();
    let texts = |tag: &str| Texts::in_language(&instrument, &[&dutch], Some(tag)).unwrap();
    let at = |name: &str| instrument.item(name).unwrap();
    let told = ["officer=Mrs {Jansen}", "mandate=house_arrest"];
    assert_eq!(known_facts(&instrument, told).unwrap().into_keys().collect::<Vec<_>>(), ["mandate"]);
    let shown = known_texts(&instrument, told).unwrap();
    assert!(known_texts(&instrument, ["officer=A name of more than twenty letters"]).is_err());
    let mut asked = Questionnaire::new(&instrument, InformantIx(0), vec![0.0]).showing(shown);
    let question = |asked: &Questionnaire<'_>, tag: &str, name: &str| texts(tag).question(asked, at(name)).unwrap().into_owned();
    assert_eq!(texts("en").introduction(&asked, 1).unwrap(), "About your house arrest.");
    assert_eq!(question(&asked, "en", "trust"), "I trust Mrs {Jansen}, {always}.");
    assert_eq!(question(&asked, "nl", "trust"), "Ik vertrouw Mrs {Jansen} {altijd}.");
    assert_eq!(question(&asked, "en", "last"), "You said \"nothing\". Is it so?");
    asked.give(at("often"), "2").unwrap();
    asked.give(at("word"), "calm").unwrap();
    assert_eq!(question(&asked, "nl", "last"), "You said \"Partly\". Is calm so?");
    assert_eq!(texts("en").introduction(&asked, 2).unwrap(), "You said calm.");
    // What is no longer asked is not shown.
    asked.give(at("often"), "1").unwrap();
    assert_eq!(question(&asked, "en", "last"), "You said \"No\". Is it so?");
    let bare = Questionnaire::new(&instrument, InformantIx(0), vec![f64::NAN]);
    assert_eq!(question(&bare, "en", "trust"), "I trust your officer, {always}.");
    let english = texts("en");
    assert_eq!(english.item(&instrument, at("trust"), InformantIx(0)).as_deref(), Some("I trust your officer, {always}."));
}

#[test]
fn a_translation_shows_what_its_source_shows() {
    let instrument = trust();
    let told = |to: &str| {
        let text = DUTCH.replace("{officer|uw begeleider}", to);
        let file = SourceFile::new("nl.translation", text);
        let checked = check_translation(&parse(&file), &[&instrument]);
        if to.contains("oficer") {
            insta::assert_snapshot!("V0360", rendered(&file, &checked.diagnostics));
        }
        let serious = checked.diagnostics.iter().filter(|it| it.severity != verbond::source::Severity::Note);
        serious.map(|it| format!("{} {}", it.code.name, it.is_error())).collect::<Vec<_>>()
    };
    assert_eq!(told("{officer|uw begeleider}"), [""; 0]);
    assert_eq!(told("{oficer|uw begeleider}"), ["V0360 true"]);
    assert_eq!(told("uw begeleider"), ["V0360 false"]);
    assert_eq!(told("{officer}"), ["V0358 true"]);
    let later = checked(&MEASURE.replace("1.0.0", "1.0.1").replace("{word|it}", "{word|this}")).0.unwrap();
    let changes = difference(&instrument, &later).changes;
    assert_eq!(changes.iter().map(|it| format!("{} {}", it.name, it.what)).collect::<Vec<_>>(), ["last reworded"]);
}

#[test]
fn a_text_of_a_case_is_shown_on_a_terminal_and_kept_nowhere() {
    let folder = folder();
    let measure = put(&folder, "trust.instrument", MEASURE);
    let output = folder.path().join("out.csv").display().to_string();
    let arguments = [
        "ask",
        &measure,
        "--case",
        "c1",
        "--plain",
        "--output",
        &output,
        "--known",
        "officer=Mrs Jansen",
        "--known",
        "mandate=parole",
    ];
    let ran = run_with_input(&arguments, "2\ncalm\n3\n3\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("I trust Mrs Jansen, {always}.") && ran.stderr.contains("You said calm."), "{}", ran.stderr);
    let kept = std::fs::read_to_string(output).unwrap();
    assert!(kept.contains("parole") && !kept.contains("Jansen") && !kept.contains("officer"), "{kept}");
    let paper = folder.path().join("paper.html").display().to_string();
    assert_eq!(run(&["print", &measure, "--output", &paper]).code, 0);
    let paper = std::fs::read_to_string(paper).unwrap();
    assert!(paper.contains("I trust your officer, {always}.") && !paper.contains("officer|"), "{paper}");
}

#[test]
fn a_page_shows_what_was_answered_and_never_as_markup() {
    let (_folder, store, measures) = site();
    std::fs::write(measures.join("trust.instrument"), MEASURE).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client =
        Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", "trust@1.0.0 client en")])));
    client.answer("often", "3");
    client.answer("word", "<b>calm</b>");
    let page = client.page("/ask?item=last").body;
    assert!(page.contains("You said &quot;Yes&quot;. Is &lt;b&gt;calm&lt;/b&gt; so?"), "{page}");
}

#[test]
fn forms_of_other_programs_show_what_stands_for_it() {
    let instrument = trust();
    let form = Target::Surveyjs.export(&instrument, &[], &ExportOptions::default()).unwrap();
    let told: Vec<&str> = form.diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert!(told.iter().any(|message| message.contains("show no answers")), "{told:?}");
    let text = String::from_utf8(form.bytes.clone()).unwrap();
    assert!(text.contains("I trust your officer, {always}.") && !text.contains("officer|"), "{text}");
    // A brace that comes in is a brace.
    let imported = FormFormat::Surveyjs.import(&form.bytes).unwrap();
    assert!(imported[0].instrument.contains("I trust your officer, {{always}."), "{}", imported[0].instrument);
}
