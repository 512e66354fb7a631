//! Items that are asked as one table, and pages whose order is drawn.

use verbond::Instrument;
use verbond::administer::{Identity, Questionnaire, Record};
use verbond::check::difference;
use verbond::exchange::{ExportOptions, FormFormat, Target};
use verbond::instrument::{InformantIx, ItemIx};
use verbond::source::SourceFile;
use verbond::syntax::format;

use crate::confidential::{Client, held};
use crate::example::{checked, rendered, with};
use crate::occasions::{ask, code};
use crate::program::{folder, put, run};
use crate::serving::{Server, site};

const MEASURE: &str = r#"verbond 1

instrument table 1.0.0 {
  title    "Table"
  licence  "CC0-1.0"
  status   experimental
  cite     "Nobody (2026)"
  language en

  informants {
    client "Client"
  }

  scale often {
    0 "Never"
    1 "Rarely"
    2 "Often"
  }

  item start on often "Start?"

  items on often in a grid {
    a1 "Bad sleep"
    a2 "Worry"
    a3 asked when start >= 1, otherwise 0 "No rest"
  }

  items on often in a grid {
    b1 "No appetite"
    b2 "No wish"
  }

  page "Aches" in random order {
    items on often in a grid {
      c1 "C1"
      c2 "C2"
    }

    items on often {
      d1 "D1"
      d2 "D2"
      d3 "D3"
      d4 "D4"
    }
  }

  score total "Total" = sum of start, a1 to a3, b1, b2, c1, c2, d1 to d4 needs all

  refuse both "Not both at once." when a1 = 2 and a2 = 2
}
"#;

fn table() -> Instrument {
    let (found, diagnostics, file) = checked(MEASURE);
    found.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)))
}

fn names(instrument: &Instrument, items: impl IntoIterator<Item = ItemIx>) -> Vec<&str> {
    items.into_iter().map(|item| instrument.items[item].name.as_str()).collect()
}

fn codes(statements: &str) -> Vec<&'static str> {
    checked(&with(statements)).1.iter().map(|diagnostic| diagnostic.code.name).collect()
}

#[test]
fn rows_share_points_and_do_not_look_at_one_another() {
    let rows = "e unscored \"E\"\nf unscored \"F\"\n";
    assert_eq!(codes(&format!("items on agree in a grid {{ {rows} }}")), [""; 0]);
    assert_eq!(codes(&format!("items as whole 0 to 9 in a grid {{ {rows} }}")), ["V0361"]);
    assert_eq!(codes(&format!("scale l {{ 0 to 10 }}\nitems on l in a grid {{ {rows} }}")), ["V0361"]);
    assert_eq!(codes("items on agree in a grid { e unscored \"E\" f unscored asked when e > 2 \"F\" }"), ["V0362"]);
    assert_eq!(codes("items on agree in a grid { e unscored \"E\" f unscored \"{e|so} F\" }"), ["V0362"]);
    assert_eq!(
        codes("page \"P\" in random order { items on agree { e unscored \"E\" f unscored asked when e > 2 \"F\" } }"),
        ["V0362"]
    );
    assert_eq!(codes("items on agree in a grid { e unscored asked when a > 2 \"E\" f unscored \"{a|so} F\" }"), [""; 0]);
    assert_eq!(codes("items on agree in grid { e unscored \"E\" }"), ["V0101"]);
    assert_eq!(codes("page \"P\" in order { item e on agree unscored \"E\" }"), ["V0101"]);
    for word in ["grid", "random", "order", "a_grid"] {
        assert_eq!(codes(&format!("item {word} on agree unscored \"W\"")), [""; 0], "{word} is no reserved word");
    }
    let laid_out = format(&SourceFile::new("table.instrument", MEASURE)).unwrap();
    assert!(
        laid_out.contains("  items on often in a grid {\n") && laid_out.contains("  page \"Aches\" in random order {\n"),
        "{laid_out}"
    );
    assert_eq!(format(&SourceFile::new("table.instrument", laid_out.as_str())).unwrap(), laid_out);
    assert_eq!(table().grids.iter().map(Vec::len).collect::<Vec<_>>(), [3, 2, 2], "two grids after one another are two");
}

#[test]
fn an_order_is_drawn_once_for_each_administration() {
    let instrument = table();
    let order = |case: &str, occasion: &str| {
        let identity = Identity {
            case: case.to_owned(),
            occasion: occasion.to_owned(),
            informant: "client".to_owned(),
            ..Identity::default()
        };
        let record = Record { measure: instrument.reference(), identity, ..Record::default() };
        let asked = record.resumed(&instrument).unwrap();
        names(&instrument, asked.asked()).join(" ")
    };
    assert_eq!(order("c1", "1"), order("c1", "1"));
    // What was shown to somebody years ago can be worked out with the program of today: another order here is a break.
    let shown = [order("c1", "1"), order("c1", "2"), order("k-17", "1")];
    let wanted =
        ["start a1 a2 b1 b2 d1 d2 c1 c2 d4 d3", "start a1 a2 b1 b2 c1 c2 d3 d4 d1 d2", "start a1 a2 b1 b2 d2 c1 c2 d1 d3 d4"];
    assert_eq!(shown, wanted);
    let orders: std::collections::BTreeSet<String> = (0..200).map(|case| order(&format!("c{case}"), "1")).collect();
    assert!(orders.len() > 80, "of 120 orders of five {} came up", orders.len());
    assert_ne!((0..9).map(|occasion| order("c1", &occasion.to_string())).collect::<std::collections::BTreeSet<_>>().len(), 1);
    for order in &orders {
        assert!(order.starts_with("start a1 a2 b1 b2 ") && order.contains("c1 c2"), "{order}");
    }
    // Each place is as likely as any other: 200 draws of five places, with the bounds of a chance in a million.
    let first = |name: &str| orders.iter().filter(|order| order.split(' ').nth(5) == Some(name)).count();
    assert!(["c1", "d1", "d2", "d3", "d4"].iter().all(|name| (5..60).contains(&first(name))), "{orders:?}");
    // Who is not known, as on paper, is asked as the file has it.
    let plain = Questionnaire::new(&instrument, InformantIx(0), vec![]);
    assert_eq!(names(&instrument, plain.asked()).join(" "), "start a1 a2 b1 b2 c1 c2 d1 d2 d3 d4");
    // Every item comes once, whatever the order, going on and back.
    let record = Record {
        measure: instrument.reference(),
        identity: Identity { case: "c7".to_owned(), informant: "client".to_owned(), ..Identity::default() },
        ..Record::default()
    };
    let asked = record.resumed(&instrument).unwrap();
    let mut seen = Vec::new();
    let mut at = asked.after(None);
    while let Some(item) = at {
        seen.push(item);
        at = asked.after(Some(item));
    }
    assert_eq!(seen, asked.asked().collect::<Vec<_>>());
    assert!(seen.windows(2).all(|pair| asked.before(pair[1]) == Some(pair[0])));
    let sheets = asked.sheets();
    assert_eq!(sheets.iter().map(|sheet| sheet.items.len()).collect::<Vec<_>>(), [5, 6]);
    let of_page: Vec<ItemIx> = seen[5..].to_vec();
    assert_eq!(sheets[1].items, of_page, "a page says the order in which it is asked");
}

#[test]
fn a_page_asks_the_rows_of_a_grid_together() {
    let (_folder, store, measures) = site();
    std::fs::write(measures.join("table.instrument"), MEASURE).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client =
        Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", "table@1.0.0 client en")])));
    client.answer("start", "1");
    let page = client.page("/ask?item=a2").body;
    assert_eq!(page.matches("role=\"radiogroup\"").count(), 3, "{page}");
    for part in ["name=\"answer-a1\"", "name=\"answer-a3\"", "Bad sleep", "Often"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("answer-b1"), "another grid has a page of its own");
    // A row without an answer is asked again, and nothing is kept.
    let again = client.send("a1", &[("answer-a1", "2"), ("answer-a2", "1"), ("do", "next")]);
    assert_eq!(again.code, 200);
    assert!(again.body.contains("role=\"alert\"") || again.body.contains("class=\"alert"), "{}", again.body);
    assert_eq!(again.body.matches("checked").count(), 2, "what was chosen is still chosen: {}", again.body);
    assert!(!held(&store, "c-17")[0].record.answers.contains_key("a1"));
    let refused = client.send("a1", &[("answer-a1", "2"), ("answer-a2", "2"), ("answer-a3", "0"), ("do", "next")]);
    assert!(refused.body.contains("Not both at once."), "{}", refused.body);
    let wrong = client.send("a1", &[("answer-a1", "7"), ("answer-a2", "1"), ("answer-a3", "0"), ("do", "next")]);
    assert_eq!(wrong.code, 200);
    let done = client.send("a1", &[("answer-a1", "2"), ("answer-a2", "1"), ("answer-a3", "0"), ("do", "next")]);
    assert_eq!((done.code, done.to.contains("item=b1")), (303, true), "{}", done.to);
    // Skipping leaves open what has no answer, and keeps what has one.
    let skipped = client.send("b1", &[("answer-b2", "1"), ("do", "skip")]);
    assert_eq!(skipped.code, 303);
    let back = client.send("b1", &[("do", "back")]);
    assert!(back.to.contains("item=a3") || back.to.contains("item=a1"), "{}", back.to);
    let answers = held(&store, "c-17")[0].record.answers.clone();
    let given: Vec<(&str, &str)> = answers.iter().map(|(name, answer)| (name.as_str(), answer.as_str())).collect();
    assert_eq!(given, [("a1", "2"), ("a2", "1"), ("a3", "0"), ("b2", "1"), ("start", "1")]);
}

#[test]
fn it_is_shown_and_its_changes_are_told() {
    let folder = folder();
    let shown = run(&["show", &put(&folder, "table.instrument", MEASURE)]);
    assert!(shown.stdout.contains("in a grid") && shown.stdout.contains("Aches (in random order)"), "{}", shown.stdout);
    let told = |from: &str, to: &str| {
        let after = checked(&MEASURE.replace("1.0.0", "1.1.0").replacen(from, to, 1)).0.unwrap();
        let changes = difference(&table(), &after).changes;
        changes.iter().map(|it| format!("{} {} {}", it.name, it.what, it.calls_for.word())).collect::<Vec<_>>()
    };
    assert_eq!(told("\"Aches\" in random order", "\"Aches\""), ["Aches in another order minor"]);
    let flat = told("often in a grid {\n    b1", "often {\n    b1");
    assert_eq!(flat, ["b1 shown otherwise patch", "b2 shown otherwise patch"]);
}

#[test]
fn forms_of_other_programs_have_their_own_tables() {
    let instrument = table();
    let exported = |target: Target| target.export(&instrument, &[], &ExportOptions::default()).unwrap();
    let told = |target: Target| exported(target).diagnostics.iter().map(|it| it.message.clone()).collect::<Vec<_>>().join("\n");
    for (target, format) in [
        (Target::Xlsform, FormFormat::Xlsform),
        (Target::Redcap, FormFormat::Redcap),
        (Target::Surveyjs, FormFormat::Surveyjs),
        (Target::Limesurvey, FormFormat::Limesurvey),
    ] {
        let imported = format.import(&exported(target).bytes).unwrap_or_else(|error| panic!("{}: {error}", target.name()));
        let (back, diagnostics, file) = checked(&imported[0].instrument);
        let back = back.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)));
        let grids = |of: &Instrument| of.grids.iter().map(|rows| names(of, rows.iter().copied()).join(" ")).collect::<Vec<_>>();
        assert_eq!(grids(&back), grids(&instrument), "{}", target.name());
        let conditions = |of: &Instrument| of.items.iter().map(|item| item.asked_key.clone()).collect::<Vec<_>>();
        assert_eq!(conditions(&back), conditions(&instrument), "{}", target.name());
        let has_order = [Target::Surveyjs, Target::Limesurvey].contains(&target);
        assert_eq!(told(target).contains("random order"), !has_order, "{}", told(target));
        assert!(!told(target).contains("grid"), "{}", told(target));
    }
    let survey = exported(Target::Surveyjs);
    assert!(String::from_utf8_lossy(&survey.bytes).contains("\"questionsOrder\": \"random\""));
    let model = String::from_utf8_lossy(&survey.bytes).into_owned();
    assert_eq!(model.matches("\"type\": \"matrix\"").count(), 3, "{model}");
    assert!(model.contains("{grid_1.a1}") && model.contains("\"isAllRowRequired\": true"), "{model}");
    let structure = exported(Target::Limesurvey).bytes;
    let structure = String::from_utf8_lossy(&structure).into_owned();
    assert!(structure.contains("random_group") && structure.contains("grid1_a1.NAOK"), "{structure}");
    assert_eq!(structure.matches("\tQ\tF\tgrid").count(), 3, "{structure}");
    let back = FormFormat::Surveyjs.import(&survey.bytes).unwrap();
    assert!(back[0].instrument.contains("page \"Aches\" in random order {"), "{}", back[0].instrument);
}

/// A table of the other program is required as a whole, or not at all.
#[test]
fn a_grid_of_rows_that_may_be_left_out_beside_others_becomes_several_tables() {
    let text = MEASURE.replace("a2 \"Worry\"", "a2 optional \"Worry\"").replace("needs all", "needs any, prorated");
    let (found, diagnostics, file) = checked(&text);
    let instrument = found.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)));
    for target in [Target::Surveyjs, Target::Limesurvey] {
        let exported = target.export(&instrument, &[], &ExportOptions::default()).unwrap();
        let told: Vec<&str> = exported.diagnostics.iter().map(|it| it.message.as_str()).collect();
        assert!(told.iter().any(|message| message.contains("became several")), "{}: {told:?}", target.name());
    }
}

/// What others export as tables comes in as grids, with the conditions of rows.
#[test]
fn tables_of_other_programs_come_in_as_grids() {
    let rows = [
        "class\ttype/scale\tname\trelevance\ttext\tlanguage\tmandatory",
        "S\t\tlanguage\t\ten\t\t",
        "SL\t\tsurveyls_title\t\tMood\ten\t",
        "G\tG1\tOne\t1\t\ten\t",
        "Q\tF\tmood\t1\tHow often?\ten\tY",
        "SQ\t0\tglum\t1\tGlum\ten\t",
        "SQ\t0\tcalm\t1\tCalm\ten\t",
        "A\t0\t1\t0\tNever\ten\t",
        "A\t0\t2\t0\tAlways\ten\t",
        "Q\tB\tten\t1\tHow much?\ten\tN",
        "SQ\t0\tone\t1\tOne\ten\t",
        "SQ\t0\ttwo\tmood_glum.NAOK == 2\tTwo\ten\t",
    ];
    let model = r#"{"title": "Mood", "elements": [{"type": "matrix", "name": "m", "title": "How often?", "eachRowRequired": true,
        "columns": [{"value": 1, "text": "Never"}, {"value": 2, "text": "Always"}],
        "rows": [{"value": "glum", "text": "Glum"}, {"value": "calm", "text": "Calm"}]},
        {"type": "matrix", "name": "n", "columns": [1, 2], "rows": ["one", {"value": "two", "visibleIf": "{m.glum} = 2"}]}]}"#;
    for (format, form, first, last) in [
        (FormFormat::Limesurvey, rows.join("\n"), "mood_glum mood_calm", ("ten_two", "mood_glum = 2")),
        (FormFormat::Surveyjs, model.to_owned(), "m_glum m_calm", ("n_two", "m_glum = 2")),
    ] {
        let imported = format.import(form.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        let (found, diagnostics, file) = checked(&imported[0].instrument);
        let found = found.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)));
        let grids: Vec<String> = found.grids.iter().map(|rows| names(&found, rows.iter().copied()).join(" ")).collect();
        assert_eq!(grids, [first], "{}", imported[0].instrument);
        let asked = found.items.iter().find(|item| item.name == last.0).and_then(|item| item.asked_key.as_deref());
        assert_eq!(asked.map(|key| key.trim_matches(['(', ')'])), Some(last.1), "{}", imported[0].instrument);
    }
}
