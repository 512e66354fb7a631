//! Asking: every path ends, a changed answer decides anew, and what is no longer asked is kept and does not count.

use proptest::prelude::*;
use verbond::Instrument;
use verbond::administer::{Identity, Questionnaire, Record, Texts};
use verbond::instrument::{InformantIx, ItemIx, Kind, Translation};

use crate::example::checked;
use crate::measures::files;
use crate::program::{folder, put, run, run_with_input};

fn everything() -> Instrument {
    let text = std::fs::read_to_string("tests/data/everything.instrument").unwrap_or_else(|error| panic!("{error}"));
    checked(&text).0.unwrap_or_else(|| panic!("sound"))
}

fn monitor() -> Instrument {
    checked(include_str!("../../instruments/alliance-monitor/0.3.0.instrument")).0.unwrap_or_else(|| panic!("sound"))
}

/// An answer to an item, drawn by a number.
fn answer(instrument: &Instrument, item: ItemIx, draw: u32) -> String {
    let model = &instrument.items[item];
    match &model.kind {
        Kind::Scale(scale) => {
            let codes = instrument.scales[*scale].codes(1000).unwrap_or_default();
            codes[draw as usize % codes.len()].clone()
        }
        Kind::Whole(low, high) | Kind::Decimal(low, high) => (low + f64::from(draw % ((high - low) as u32 + 1))).to_string(),
        Kind::Text(_) => "words".to_owned(),
        Kind::Date => "2026-01-31".to_owned(),
        Kind::Time => "23:30".to_owned(),
        Kind::Choices(choices, _) => choices[draw as usize % choices.len()].name.clone(),
    }
}

proptest! {
    /// Whatever is answered, passed over or changed on the way, there comes an end, and no item is asked twice without
    /// going back.
    #[test]
    fn every_path_ends(draws in proptest::collection::vec(any::<u32>(), 8..64), informant in 0_usize..2) {
        let instrument = everything();
        let mut asked = Questionnaire::new(&instrument, InformantIx(informant), vec![30.0, 1.0, f64::from(draws[0] % 3)]);
        let mut draws = draws.iter().cycle();
        let mut at = asked.after(None);
        let mut steps = 0;
        while let Some(item) = at {
            prop_assert!(asked.is_asked(item), "what is shown is asked");
            let draw = *draws.next().unwrap_or(&0);
            if draw % 5 == 0 {
                prop_assert_eq!(asked.pass(item), Ok(()));
            } else {
                let given = answer(&instrument, item, draw / 5);
                prop_assert_eq!(asked.give(item, &given).map_err(|error| error.to_string()), Ok(()));
            }
            at = asked.after(Some(item));
            steps += 1;
            prop_assert!(steps <= instrument.items.len(), "it goes on for ever");
        }
        prop_assert_eq!(asked.open(), None, "nothing that was asked was left untouched: each item is decided by those before it");
        let standing = asked.standing();
        prop_assert_eq!(standing.dealt_with, standing.asked);
    }

    /// Going back and changing an answer gives what answering so in the first place gives.
    #[test]
    fn the_way_does_not_matter(draws in proptest::collection::vec((0_usize..16, any::<u32>()), 1..60)) {
        let instrument = everything();
        let begin = || Questionnaire::new(&instrument, InformantIx(1), vec![30.0, 1.0, 1.0]);
        let (mut wandering, mut last) = (begin(), std::collections::BTreeMap::new());
        for (at, draw) in &draws {
            let item = ItemIx(at % instrument.items.len());
            let given = if draw % 7 == 0 { String::new() } else { answer(&instrument, item, *draw) };
            let _ = wandering.give(item, &given);
            last.insert(item, given);
        }
        let mut straight = begin();
        for (item, given) in &last {
            let _ = straight.give(*item, given);
        }
        prop_assert_eq!(wandering.asked().collect::<Vec<_>>(), straight.asked().collect::<Vec<_>>());
        let (one, other) = (wandering.scored(), straight.scored());
        let same = |one: &[Vec<f64>], other: &[Vec<f64>]| one.iter().flatten().zip(other.iter().flatten()).all(|(a, b)| a == b || a.is_nan() && b.is_nan());
        prop_assert!(same(one.scores.as_ref(), other.scores.as_ref()));
        // Kept and gone on with, it is the same again.
        let record = Record::of(&wandering, Identity { informant: "worker".to_owned(), ..Identity::default() }, [("age", "30"), ("weight", "1"), ("mandate", "parole")].map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        let resumed = record.resumed(&instrument).unwrap_or_else(|| panic!("it goes on"));
        prop_assert_eq!(resumed.asked().collect::<Vec<_>>(), straight.asked().collect::<Vec<_>>());
        prop_assert!(same(resumed.scored().scores.as_ref(), other.scores.as_ref()));
    }
}

#[test]
fn what_is_no_longer_asked_is_kept_and_does_not_count() {
    let instrument = monitor();
    let mut asked = Questionnaire::new(&instrument, InformantIx(0), vec![]);
    let item = |name: &str| instrument.item(name).unwrap_or_else(|| panic!("{name} is there"));
    assert!(!asked.is_asked(item("reason")));
    asked.give(item("judged"), "5").unwrap_or_else(|error| panic!("{error}"));
    assert!(asked.is_asked(item("reason")), "the answer brings the question");
    asked.give(item("reason"), "They were late.").unwrap_or_else(|error| panic!("{error}"));
    asked.give(item("judged"), "2").unwrap_or_else(|error| panic!("{error}"));
    assert!(!asked.is_asked(item("reason")));
    assert_eq!(asked.given(item("reason")), "They were late.", "what was written is not lost");
    let row = Record::of(&asked, Identity::default(), Default::default()).row(&asked);
    assert!(!row.contains(&"They were late.".to_owned()), "and does not count");
    asked.give(item("judged"), "4").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((asked.is_asked(item("reason")), asked.given(item("reason"))), (true, "They were late."));
    let refused = asked.give(item("judged"), "9").expect_err("there is no 9");
    assert!(refused.to_string().contains("5 Completely"), "{refused}");
    assert_eq!(asked.given(item("judged")), "4", "a wrong answer changes nothing");
}

fn translations(instrument: &Instrument) -> Vec<Translation> {
    let files = files().into_iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "translation"));
    let one = |(path, text): (std::path::PathBuf, String)| {
        let parsed = verbond::syntax::parse(&verbond::SourceFile::new(path.display().to_string(), text));
        verbond::check::check_translation(&parsed, &[instrument]).found
    };
    files.filter_map(one).collect()
}

#[test]
fn words_are_found_in_the_nearest_language() {
    let instrument = monitor();
    let all = translations(&instrument);
    let all: Vec<&Translation> = all.iter().collect();
    let title = |tag: Option<&str>| {
        Texts::in_language(&instrument, &all, tag)
            .map(|texts| (texts.language.to_string(), texts.of("score trust").unwrap_or_default().to_owned()))
    };
    assert_eq!(title(None), Some(("en".to_owned(), "Trust".to_owned())));
    assert_eq!(title(Some("nl")), Some(("nl-NL".to_owned(), "Vertrouwen".to_owned())));
    assert_eq!(title(Some("ja")), None);
    // A language that has not everything falls back on those that stand in for it, and at last on that of the measure.
    let without = |tag: &str, paths: &[&str]| {
        let (_, text) = files().into_iter().find(|(path, _)| path.ends_with(format!("0.3.{tag}.translation"))).unwrap();
        let is_left_out = |line: &&str| paths.iter().any(|path| line.trim_start().starts_with(&format!("{path} ")));
        let left: Vec<&str> = text.lines().filter(|line| !is_left_out(line)).collect();
        assert_eq!(left.len() + paths.len(), text.lines().count());
        let parsed = verbond::syntax::parse(&verbond::SourceFile::from(left.join("\n")));
        verbond::check::check_translation(&parsed, &[&instrument]).found.unwrap()
    };
    let easy = without("nl-NL-x-easy", &["score trust", "score clarity"]);
    let dutch = without("nl-NL", &["score clarity"]);
    let texts = Texts::in_language(&instrument, &[&easy, &dutch], Some("nl-NL-x-easy")).unwrap_or_else(|| panic!("it is there"));
    assert_eq!((texts.of("score trust"), texts.of("score clarity")), (Some("Vertrouwen"), Some("Clarity")));
}

#[test]
fn a_person_is_asked_line_by_line_and_goes_on_later() {
    let folder = folder();
    let answers = folder.path().join("answers.csv").display().to_string();
    let asked = |input: &str| {
        run_with_input(&["ask", "alliance-monitor", "--language", "nl", "--case", "c1", "--plain", "--output", &answers], input)
    };
    let stopped = asked("4\n3\n7\nb\n2\nq\n");
    assert_eq!(stopped.code, 130, "{}", stopped.stderr);
    insta::assert_snapshot!(stopped.stderr);
    assert!(!std::path::Path::new(&answers).exists(), "nothing is an answer before it is done");
    let done = asked("5\ns\n4\n4\n4\n4\n50\n5\n4\nIets\n5\n");
    assert_eq!(done.code, 0, "{}", done.stderr);
    let text = std::fs::read_to_string(&answers).unwrap_or_default();
    let row = text.lines().nth(1).unwrap_or_default();
    assert!(row.starts_with("c1,1,client,") && row.ends_with(",nl-NL,,,,4,2,5,,4,4,4,4,50,5,4,Iets"), "{text}");
    let left: Vec<String> = std::fs::read_dir(folder.path())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(left, ["answers.csv"], "what was unfinished is gone");
    let scored = run(&["score", "alliance-monitor", &answers, "--quiet", "--to", "csv"]);
    assert!(scored.code == 0 && scored.stdout.contains("c1,1,client"), "{}", scored.stderr);
}

#[test]
fn nobody_is_asked_without_words_or_under_a_name() {
    let without = run(&["ask", "wai-sr", "--case", "c1", "--plain"]);
    assert!(without.code == 1 && without.stderr.contains("V0904"), "{}", without.stderr);
    let named = run(&["ask", "alliance-monitor", "--case", "Jan Jansen", "--plain"]);
    assert!(named.code == 2 && named.stderr.contains("never under a name"), "{}", named.stderr);
    let printed = run(&["print", "alliance-monitor", "--language", "ar", "--informant", "worker"]);
    assert!(
        printed.code == 0 && printed.stdout.contains("dir=\"rtl\"") && !printed.stdout.contains("<script"),
        "{}",
        printed.stderr
    );
}

/// Paper says in words when a question is asked, by the numbers and answers that stand on it, and what is entered
/// stands in the margin.
#[test]
fn paper_is_for_clients_to_read() {
    let printed = |arguments: &[&str]| {
        let ran = run(&[&["print", "alliance-monitor"], arguments].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let page = printed(&[]);
    let only_if = "Only if you chose ‘Mostly’ or ‘Completely’ at question 7 or 11.";
    assert!(page.contains(only_if) && !page.contains("judged &gt;= 4"), "{page}");
    for words in [
        "How to fill this in",
        "Example: you choose ‘Mostly’",
        "Put a stroke on the line.",
        "You may leave this open.",
        "That was all.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(page.contains("<table class=\"grid\">") && page.contains("<span class=\"no\">12</span>"), "{page}");
    // Easy words come one question at a time.
    let easy = printed(&["--language", "nl-NL-x-easy"]);
    assert!(!easy.contains("<table class=\"grid\">") && easy.matches("<fieldset class=\"q\">").count() == 12, "{easy}");
    // In large letters it takes both sides of one sheet; a day is written in three parts.
    assert_eq!(easy.matches("<div class=\"a4 form").count(), 2, "{easy}");
    assert!(
        easy.contains(
            "<div class=\"parts\"><div class=\"bx\"><i></i><i></i></div><div class=\"bx\"><i></i><i></i></div><div class=\"bx\">"
        ),
        "{easy}"
    );
    assert!(printed(&["--large"]).matches("<fieldset class=\"q\">").count() == 12);
    for language in ["en", "nl", "nl-NL-x-easy", "de", "fr", "tr", "pl", "ar"] {
        for informant in ["client", "worker"] {
            for more in [&[][..], &["--large"]] {
                let page = printed(&[&["--language", language, "--informant", informant], more].concat());
                for sheet in page.split("<div class=\"a4 form").skip(1) {
                    let questions =
                        sheet.matches("<fieldset class=\"q\">").count() + sheet.matches("<tr><th scope=\"row\">").count();
                    assert!(questions > 1, "{language}, {informant}, {more:?}: a sheet of {questions} questions");
                }
            }
        }
    }
}

/// Whatever a condition is made of: what can be said in numbers and answers of the paper is, and the rest is left to
/// whoever hands it out.
#[test]
fn conditions_are_said_in_words_on_paper() {
    let folder = folder();
    let measure = |condition: &str| {
        format!(
            r#"verbond 1

instrument paper 1.0.0 {{
  title   "Paper"
  licence "CC0-1.0"
  status  experimental
  cite    "Nobody (2026)"
  informants {{ client "Client" }}
  known {{ mandate one of probation, parole }}
  scale agree {{ 1 "No" 2 "Somewhat" 3 "Yes" }}
  items on agree {{
    plain "Is it plain?"
    turned reversed "Is it turned?"
  }}
  item hours as whole 0 to 80 "How many hours?"
  item helped as choices family, work "What helped?"
  item more on agree asked when {condition} "And then?"
  score whole_sum "Sum" = plain + turned + hours + number of helped
}}
"#
        )
    };
    for (condition, words) in [
        ("plain >= 2", "Only if you chose ‘Somewhat’ or ‘Yes’ at question 1."),
        ("not plain >= 2", "Only if you chose ‘No’ at question 1."),
        // A condition is about what was given, before reversal.
        ("turned = 3", "Only if you chose ‘Yes’ at question 2."),
        ("plain = 3 or turned = 3", "Only if you chose ‘Yes’ at question 1 or 2."),
        ("hours > 8", "Only if your answer to question 3 is above 8."),
        ("8 >= hours", "Only if your answer to question 3 is 8 or less."),
        ("helped includes work", "Only if you chose ‘work’ at question 4."),
        ("not helped includes work", "Only if you did not choose ‘work’ at question 4."),
        ("plain = 3 and hours < 5", "Only if you chose ‘Yes’ at question 1 and your answer to question 3 is below 5."),
        ("hours is missing", "Only if you left question 3 open."),
        ("mandate = parole", "Only if whoever gave you this paper asks for it."),
        ("plain + turned >= 4", "Only if whoever gave you this paper asks for it."),
    ] {
        let file = put(&folder, "1.0.0.instrument", &measure(condition));
        let printed = run(&["print", &file]);
        assert!(printed.code == 0 && printed.stdout.contains(words), "{condition}: {} {}", printed.stderr, printed.stdout);
    }
}
