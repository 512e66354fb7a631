//! Points whose codes are words, and choices of which it is an answer that it is none of them.

use verbond::Instrument;
use verbond::administer::{Questionnaire, Typing};
use verbond::check::difference;
use verbond::exchange::Wording;
use verbond::instrument::InformantIx;
use verbond::responses::ReadOptions;
use verbond::source::SourceFile;
use verbond::syntax::format;

use crate::example::{checked, rendered, score, with};
use crate::program::{folder, put, run};

const WORDS: &str = r#"
scale often {
  1      "Never"         counts 0
  2      "Often"         counts 1
  4      "Always"        counts 3
  unsure "I do not know" counts missing
  hardly "Hardly ever"   counts 0.5
}

scale yes_no {
  yes "Yes" counts 1
  no  "No"  counts 0
}

scale place {
  town    "In a town"
  country "In the country"
}

items on often {
  e "E"
  f "F"
}

item help on yes_no asked when e != unsure, otherwise no "Help?"
item home on place asked when help = yes or f = hardly, otherwise country "Home?"
item bad  as whole 1 to 28 reversed asked when home = town, otherwise 40 "Bad?"
item who  as choices family, friend, or none "Who?"

score total  "Total"  = sum of e, f needs any, missing as 0
score code   "Code"   = answer to e
score helped "Helped" = 1 * help
score days   "Days"   = 1 * bad
score signs  "Signs"  = count true of e = unsure, f = unsure, home = town, who is none needs any

category where_to {
  near "Near" when home = town and f != unsure
  far  "Far"  otherwise
}

alert alone "Alone." when who is none
"#;

fn instrument(text: &str) -> Instrument {
    let (instrument, diagnostics, file) = checked(&with(text));
    instrument.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)))
}

/// Worked out by hand. An anchor is read as its code; a number that only the engine knows is no answer.
#[test]
fn words_count_what_they_say_and_are_compared() {
    let answers = "case,e,f,help,home,bad,who\n\
                   c1,1,4,yes,town,3,family;friend\n\
                   c2,unsure,hardly,,country,,none\n\
                   c3,I do not know,Always,yes,town,,;\n\
                   c4,2,unsure,no,,,family\n\
                   c5,4.0,,yes,country,,\n";
    let outcome = score(&instrument(WORDS), answers, &ReadOptions::default());
    insta::assert_snapshot!(outcome.csv);
    for wrong in ["5", "6", "sure", "Unsure"] {
        let outcome = score(&instrument(WORDS), &format!("case,e\nc1,{wrong}\n"), &ReadOptions::default());
        assert!(outcome.diagnostics.iter().any(|diagnostic| diagnostic.is_error()), "{wrong} is no code");
    }
}

#[test]
fn results_hold_the_code() {
    let folder = folder();
    let measure = put(&folder, "example.instrument", &with(WORDS));
    let answers = put(
        &folder,
        "a.csv",
        "case,informant,a,b,c,d,e,f,help,home,bad,who\nc1,client,,,,,hardly,2,yes,In a town,,none\nc2,client,,,,,unsure,4,,,,family\n",
    );
    // What was not asked counts as something, and was not answered.
    let columns = "case,e,f,help,home,who,where_to";
    let ran = run(&["score", &measure, &answers, "--answers", "--columns", columns, "--to", "csv", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.stdout, format!("{columns}\nc1,hardly,2,yes,town,none,near\nc2,unsure,4,,,family,far\n"));
}

#[test]
fn paper_is_typed_by_its_codes() {
    let instrument = instrument(WORDS);
    let mut typing = Typing::new(Questionnaire::new(&instrument, InformantIx(0), vec![]));
    for line in [". . . .", "unsure hardly", "town", "7", "none"] {
        typing.line(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    }
    assert!(typing.next().is_none());
    let item = |name: &str| instrument.item(name).unwrap_or_else(|| panic!("{name}"));
    let given = ["e", "f", "help", "home", "bad", "who"].map(|name| typing.questionnaire().given(item(name)).to_owned());
    assert_eq!(given, ["unsure", "hardly", "", "town", "7", "none"]);
    assert_eq!(typing.codes(item("e")), ["1", "2", "4", "unsure", "hardly"]);
    assert_eq!(typing.codes(item("who")), ["family", "friend", "-"]);
}

#[test]
fn points_are_translated_by_their_codes() {
    let instrument = instrument(WORDS);
    let blank = Wording::blank(&instrument, "nl");
    let paths: Vec<&str> =
        blank.entries.iter().map(|entry| entry.path.as_str()).filter(|path| path.contains("scale o")).collect();
    assert_eq!(paths, ["scale often 1", "scale often 2", "scale often 4", "scale often unsure", "scale often hardly"]);
    let folder = folder();
    let measure = put(&folder, "example.instrument", &with(WORDS));
    assert_eq!(run(&["translate", "new", &measure, "nl"]).code, 0);
    let file = folder.path().join("1.0.nl.translation");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{error}"));
    assert!(text.contains("unsure from \"I do not know\""), "{text}");
    std::fs::write(&file, text.replace("to \"\"", "to \"Woorden\"")).unwrap_or_else(|error| panic!("{error}"));
    let ran = run(&["check", &folder.path().display().to_string()]);
    assert!(ran.code == 0 && !ran.stderr.contains("error"), "{}", ran.stderr);
}

/// A word is what its file says, wherever it stands in its scale.
#[test]
fn a_difference_is_told_by_codes() {
    let told = |from: &str, to: &str| {
        let found = difference(&instrument(WORDS), &instrument(&WORDS.replacen(from, to, 1)));
        found.changes.iter().map(|it| format!("{} {} {}", it.of, it.name, it.what)).collect::<Vec<_>>()
    };
    let turned = "  country \"In the country\"\n  town    \"In a town\"";
    let scores = |told: &[String]| told.iter().filter(|line| line.starts_with("score") || line.starts_with("category")).count();
    assert_eq!(scores(&told("  town    \"In a town\"\n  country \"In the country\"", turned)), 0);
    assert!(scores(&told("counts 0.5", "counts 0.75")) > 0);
    assert!(told("otherwise country", "otherwise town").contains(&"item home asked otherwise".to_owned()));
    assert!(scores(&told("e = unsure, f", "e = hardly, f")) > 0);
}

#[test]
fn the_layout_is_one() {
    let once = format(&SourceFile::new("example.instrument", with(WORDS))).unwrap_or_else(|_| panic!("it can be read"));
    let twice = format(&SourceFile::new("example.instrument", once.clone())).unwrap_or_else(|_| panic!("it can be read"));
    assert_eq!(once, twice);
    assert!(once.contains("  unsure \"I do not know\" counts missing\n"), "{once}");
}

/// Forms ask with the codes, and beside choices whether it is none of them.
#[test]
fn forms_and_scripts_have_the_codes() {
    let folder = folder();
    let measure = put(&folder, "example.instrument", &with(WORDS));
    for (to, file, found) in [
        ("redcap", "r.csv", "unsure, I do not know"),
        ("surveyjs", "s.json", "\"unsure\""),
        ("limesurvey", "l.txt", "hardly"),
        ("r", "r.R", ".codes(.column(\"e\"), c(\"unsure\", \"hardly\"), c(1, 2, 4))"),
        ("python", "p.py", "codes(\"home\", [\"town\", \"country\"], [], [])"),
        ("sql", "q.sql", "in ('unsure', 'hardly')"),
        ("spss-syntax", "s.sps", "'hardly'"),
        ("stata", "s.do", "e == \"unsure\""),
    ] {
        let path = folder.path().join(file).display().to_string();
        let ran = run(&["export", &measure, "--to", &format!("{to}={path}")]);
        assert_eq!(ran.code, 0, "{to}: {}", ran.stderr);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{error}"));
        assert!(text.contains(found), "{to} has no {found}: {text}");
        let is_form = ["redcap", "surveyjs", "limesurvey"].contains(&to);
        assert_eq!(text.contains("None of these"), is_form, "{to}: {text}");
    }
}

const TYPED: [&str; 17] = [
    "scale s { 1 \"A\" 2 \"B\" maybe \"C\" }\nitem e on s unscored \"E\"",
    "scale s { yes \"Y\" counts 1 no \"N\" }\nitem e on s unscored \"E\"",
    "scale s { yes \"Y\" yes \"N\" }\nitem e on s unscored \"E\"",
    "scale s { yes, no }\nitem e on s unscored \"E\"",
    "item e on place \"E\"\nscore second \"S\" = 1 * e",
    "item e on place reversed \"E\"\nalert x \"X\" when e = town",
    "item e on place \"E\"\nalert x \"X\" when e = twn",
    "item e on place \"E\"\nalert x \"X\" when e >= town",
    "item e on place \"E\"\nalert x \"X\" when e = 1",
    "item e on place \"E\"\nitem f on agree unscored asked when a = 4, otherwise never \"F\"\nalert x \"X\" when e = town",
    "item e on yes_no \"E\"\nscore second \"S\" = answer to e",
    "item e on yes_no \"E\"\nitem f on agree unscored asked when e >= 1 \"F\"",
    "item e on yes_no \"E\"\nscore second \"S\" = 1 * e\nalert x \"X\" when e is none",
    "item e as choices x, y, none unscored \"E\"",
    "item e as choices x, y or none unscored \"E\"",
    "item e as choices x, y, or none \"E\"\nalert x \"X\" when e = none",
    "item e as choices x, y, other \"E\"\nscore second \"S\" = sum of a, number of e among x, other, b needs all",
];

#[test]
fn near_misses_are_answered_once() {
    let scales = "scale place { town \"T\" country \"C\" }\nscale yes_no { yes \"Y\" counts 1 no \"N\" counts 0 }\n";
    let shown: String = TYPED
        .iter()
        .map(|typed| {
            let (_, diagnostics, _) = checked(&with(&format!("{scales}{typed}")));
            let serious = diagnostics.iter().filter(|diagnostic| diagnostic.code.name != "V0212");
            let told = serious.map(|it| format!("    {}: {} | {}", it.code.name, it.message, it.help.as_deref().unwrap_or("")));
            format!("{typed}\n{}\n\n", told.collect::<Vec<_>>().join("\n"))
        })
        .collect();
    insta::assert_snapshot!(shown);
}

/// The second tour is accepted as it stands, its tests hold, and what the formatter makes of it stays as it is.
#[test]
fn the_second_tour_holds() {
    let text = std::fs::read_to_string("tests/data/tour-2.instrument").unwrap_or_else(|error| panic!("{error}"));
    let (found, diagnostics, file) = checked(&text);
    let serious: Vec<_> = diagnostics.into_iter().filter(|it| it.severity != verbond::source::Severity::Note).collect();
    assert!(found.is_some() && serious.is_empty(), "{}", rendered(&file, &serious));
    assert_eq!(found.map(|found| found.tests.len()), Some(3));
    let once = format(&file).unwrap_or_else(|_| panic!("it can be read"));
    let again = format(&SourceFile::new("tour.instrument", once.clone())).unwrap_or_else(|_| panic!("it can be read"));
    assert_eq!(once, again);
}
