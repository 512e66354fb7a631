//! Answers that a measure refuses: on a page, on a terminal, in files, and in the forms of other programs.

use proptest::prelude::*;
use verbond::Instrument;
use verbond::administer::{NotTaken, Questionnaire, Texts, Typing};
use verbond::check::{VersionStep, check_translation, difference};
use verbond::exchange::{ExportOptions, FormFormat, Target, Wording};
use verbond::instrument::{InformantIx, ItemIx};
use verbond::source::SourceFile;
use verbond::syntax::{format, parse};

use crate::confidential::Client;
use crate::example::{checked, rendered, with};
use crate::occasions::{ask, code};
use crate::program::{folder, put, run, run_with_input};
use crate::serving::{Server, site};

const MEASURE: &str = r#"verbond 1

instrument nights 1.0.0 {
  title    "Nights"
  licence  "CC0-1.0"
  status   experimental
  cite     "Nobody (2026)"
  language en

  informants {
    client "Client"
    worker "Officer"
  }

  item bed   as time "When to bed?"
  item rise  as time "When up?"
  item naps  as whole 0 to 10 "How many naps?"
  item hours as whole 0 to 24 asked when naps > 0, otherwise 0 "How many hours of naps?"
  item own   as text up to 40 optional "In your own words."

  let lost = naps > 3 and hours > 12

  score sleep "Sleep" = hours from bed to rise
  score total "Total" = naps + hours

  refuse same_time "Nobody gets up when they go to bed."  when rise = bed
  refuse too_many  "So many hours do not fit into a day." when lost
  refuse silent    "Say how many, in words at least."     when naps is missing and own is missing
}
"#;

const DUTCH: &str = r#"verbond 1

translation nl of nights 1.0 {
  status forward

  refuse same_time from "Nobody gets up when they go to bed."
                   to   "Niemand staat op wanneer hij naar bed gaat."
}
"#;

fn nights() -> Instrument {
    let (found, diagnostics, file) = checked(MEASURE);
    found.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)))
}

fn codes(statements: &str) -> Vec<&'static str> {
    checked(&with(statements)).1.iter().map(|diagnostic| diagnostic.code.name).collect()
}

/// What is said where an answer is not taken; empty where it is.
fn said(taken: Result<(), NotTaken>) -> String {
    taken.map_or_else(|error| error.to_string(), |()| String::new())
}

#[test]
fn it_is_formed_like_an_alert() {
    assert_eq!(codes("refuse r \"No.\" when a = 1 and b = 5"), [""; 0]);
    assert_eq!(codes("refuse r \"No.\" when age < 18"), ["V0357"]);
    assert_eq!(codes("refuse r \"No.\" when a > 5"), ["V0308"], "what never holds refuses nothing");
    assert_eq!(codes("refuse r \" \" when a = 1"), ["V0403"]);
    assert_eq!(codes("refuse main \"No.\" when a = 1"), ["V0202"]);
    assert_eq!(codes("refuse r \"No.\" when main < 2"), ["V0211"], "scores are known only afterwards");
    assert_eq!(
        codes("let broken = zz + 1\nlet odd = a = 1\nrefuse r \"No.\" when odd"),
        ["V0201"],
        "what is broken is said once"
    );
    assert_eq!(codes("refuse r when a = 1"), ["V0101"]);
    assert_eq!(codes("refuse r \"No.\" if a = 1"), ["V0101"]);
    assert_eq!(codes("item refuse on agree unscored \"Its word is no reserved one.\""), [""; 0]);
    assert_eq!(format(&SourceFile::new("nights.instrument", MEASURE)).unwrap(), MEASURE);
    assert_eq!(format(&SourceFile::new("nl.translation", DUTCH)).unwrap(), DUTCH);
}

#[test]
fn whoever_answers_is_asked_again() {
    let instrument = nights();
    let at = |name: &str| instrument.item(name).unwrap();
    let mut asked = Questionnaire::new(&instrument, InformantIx(0), vec![]);
    assert_eq!(said(asked.give(at("bed"), "23:30")), "");
    assert_eq!(said(asked.give(at("rise"), "23:30")), "Nobody gets up when they go to bed.");
    assert_eq!((asked.given(at("rise")), asked.open()), ("", Some(at("rise"))), "it is as it was");
    assert_eq!(said(asked.give(at("rise"), "07:30")), "");
    // The other of the two is refused for the same.
    assert_eq!(said(asked.give(at("bed"), "07:30")), "Nobody gets up when they go to bed.");
    assert_eq!(asked.given(at("bed")), "23:30");
    // Helpers are looked through.
    assert_eq!(said(asked.give(at("naps"), "4")), "");
    assert_eq!(said(asked.give(at("hours"), "13")), "So many hours do not fit into a day.");
    assert_eq!(said(asked.give(at("hours"), "12")), "");
    // That something is missing is judged once all that is looked at was answered or passed over.
    assert_eq!(said(asked.pass(at("naps"))), "");
    assert_eq!(said(asked.pass(at("own"))), "Say how many, in words at least.");
    assert_eq!(said(asked.give(at("own"), "many")), "");
    assert_eq!(asked.open(), None);
    assert_eq!(said(asked.pass(at("own"))), "Say how many, in words at least.");
    assert_eq!(asked.given(at("own")), "many");
}

proptest! {
    /// Whatever is given, passed over and changed, whoever has dealt with all that is asked has answers that are not
    /// refused; and where something is refused nothing changes.
    #[test]
    fn what_is_whole_is_not_refused(draws in proptest::collection::vec((0_usize..5, 0_usize..4), 1..40)) {
        let instrument = nights();
        let plan = verbond::score::Plan::new(&instrument);
        let mut asked = Questionnaire::new(&instrument, InformantIx(0), vec![]);
        let answers = [["23:30", "07:30", "00:00", ""], ["23:30", "07:30", "00:00", ""], ["0", "4", "9", ""], ["0", "12", "24", ""], ["few", "many", "x", ""]];
        for (item, draw) in draws {
            let answer = answers[item][draw];
            let before: Vec<String> = instrument.items.keys().map(|at| asked.given(at).to_owned()).collect();
            let taken = if answer.is_empty() { asked.pass(ItemIx(item)) } else { asked.give(ItemIx(item), answer) };
            if taken.is_err() {
                let after: Vec<String> = instrument.items.keys().map(|at| asked.given(at).to_owned()).collect();
                prop_assert_eq!(before, after);
            }
            if asked.open().is_none() {
                let record = verbond::administer::Record::of(
                    &asked,
                    verbond::administer::Identity { informant: "client".to_owned(), ..Default::default() },
                    Default::default(),
                );
                let table = record.table(&instrument).unwrap();
                prop_assert_eq!(plan.refused_of_one(&table), vec![]);
            }
        }
    }
}

#[test]
fn whoever_types_paper_over_is_told() {
    let instrument = nights();
    let mut typing = Typing::new(Questionnaire::new(&instrument, InformantIx(0), vec![]));
    assert_eq!(typing.line("23:30"), Ok(()));
    let told = typing.line("23:30").expect_err("both are the same");
    assert_eq!(told.to_string(), "Nobody gets up when they go to bed.");
    assert_eq!(typing.line("."), Ok(()), "what cannot be right is left open");
}

const ANSWERS: &str = "case,informant,bed,rise,naps,hours,own\n\
                       fine,client,23:30,07:30,0,,\n\
                       same,client,23:30,23:30,4,2,\n\
                       lost,client,23:00,07:00,4,20,\n\
                       not-asked,client,23:00,07:00,0,20,\n\
                       silent,client,,,,,\n";

#[test]
fn a_file_gets_a_complaint_per_row() {
    let folder = folder();
    let measure = put(&folder, "nights.instrument", MEASURE);
    let answers = put(&folder, "answers.csv", ANSWERS);
    let ran = run(&["score", &measure, &answers]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let name = answers.rsplit('/').next().unwrap_or_default();
    insta::assert_snapshot!("refused_rows", ran.stderr.replace(&answers, name));
    let missing = run(&["score", &measure, &answers, "--on-bad", "missing", "--answers", "--causes"]);
    assert_eq!(missing.code, 0, "{}", missing.stderr);
    insta::assert_snapshot!(
        "refused_count_as_missing",
        missing
            .stdout
            .lines()
            .map(|line| {
                let (row, _) = line.split_once(",nights,1.0.0,").unwrap_or((line, ""));
                format!("{row}\n")
            })
            .collect::<String>()
    );
    let rejects = folder.path().join("rejects.csv");
    let skipped = run(&["score", &measure, &answers, "--on-bad", "skip", "--rejects", &rejects.display().to_string()]);
    assert_eq!(skipped.code, 0, "{}", skipped.stderr);
    let cases: Vec<&str> = skipped.stdout.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(cases, ["fine", "not-asked"], "{}", skipped.stderr);
    let rejected = std::fs::read_to_string(rejects).unwrap();
    assert_eq!(rejected.lines().count(), 4, "{rejected}");
}

#[test]
fn a_program_and_a_store_are_told_too() {
    let scorer = verbond::Scorer::new(nights());
    let told = scorer.score_text(ANSWERS, verbond::responses::Format::Csv).expect_err("three rows are refused");
    assert!(format!("{told:?}").contains("Nobody gets up when they go to bed."), "{told:?}");
    let folder = folder();
    let measure = put(&folder, "nights.instrument", MEASURE);
    let answers = put(
        &folder,
        "answers.csv",
        &ANSWERS
            .replace("case,informant", "case,occasion,informant")
            .replace(",client", ",1,client")
            .replace("fine", "c-1")
            .replace("same", "c-2")
            .replace("lost", "c-3")
            .replace("not-asked", "c-4")
            .replace("silent", "c-5"),
    );
    let followed = run(&["follow", &measure, &answers]);
    assert!(followed.code == 1 && followed.stderr.contains("V0356"), "{} {}", followed.code, followed.stderr);
}

#[test]
fn a_person_on_a_terminal_reads_the_sentence_in_their_language() {
    let folder = folder();
    let measure = put(&folder, "nights.instrument", MEASURE);
    put(&folder, "nl.translation", DUTCH);
    let output = folder.path().join("out.csv").display().to_string();
    let ran = run_with_input(
        &["ask", &measure, "--language", "nl", "--case", "c1", "--plain", "--output", &output],
        "23:30\n23:30\nb\n22:15\n23:30\n0\ns\n",
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("Niemand staat op wanneer hij naar bed gaat.").count(), 1, "{}", ran.stderr);
    let row = std::fs::read_to_string(output).unwrap();
    assert!(row.lines().nth(1).is_some_and(|row| row.contains("22:15,23:30,0,")), "{row}");
}

#[test]
fn a_person_on_a_page_reads_the_sentence_in_their_language() {
    let (_folder, store, measures) = site();
    std::fs::write(measures.join("nights.instrument"), MEASURE).unwrap();
    std::fs::write(measures.join("nights.nl.translation"), DUTCH).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client =
        Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", "nights@1.0.0 client nl")])));
    client.answer("bed", "23:30");
    let again = client.send("rise", &[("answer", "23:30"), ("do", "next")]);
    assert_eq!(again.code, 200);
    assert!(again.body.contains("Niemand staat op wanneer hij naar bed gaat."), "{}", again.body);
    assert!(again.body.contains("value=\"23:30\""), "what was typed is still there: {}", again.body);
    client.answer("rise", "07:30");
    client.send("naps", &[("do", "skip")]);
    // What is left out is judged at the end, where somebody may still go back to what was skipped.
    assert_eq!(client.send("own", &[("do", "skip")]).code, 303);
    let end = client.page("/ask/end").body;
    assert!(end.contains("Say how many, in words at least.") && end.contains("item=own"), "{end}");
    let again = client.finish();
    assert!(again.code == 200 && again.body.contains("Say how many, in words at least."), "{} {}", again.code, again.body);
    client.answer("own", "few");
    client.finished();
}

#[test]
fn versions_and_translations_know_it() {
    let (before, text) = (nights(), MEASURE.replace("1.0.0", "1.1.0"));
    let changed = |from: &str, to: &str| {
        let after = checked(&text.replace(from, to)).0.unwrap_or_else(|| panic!("{to}"));
        let found = difference(&before, &after);
        let told = found.changes.iter().map(|change| format!("{} {} {}", change.of, change.name, change.what));
        (told.collect::<Vec<_>>().join(", "), found.calls_for)
    };
    assert_eq!(
        changed("when rise = bed", "when rise = bed or naps = 9"),
        ("refuse same_time refused otherwise".to_owned(), VersionStep::Minor)
    );
    assert_eq!(changed("So many hours do", "So many hours would"), ("refuse too_many reworded".to_owned(), VersionStep::Patch));
    assert_eq!(
        changed("refuse silent", "refuse mute"),
        ("refuse silent dropped, refuse mute added".to_owned(), VersionStep::Minor)
    );
    let blank = Wording::blank(&before, "nl");
    let paths = blank.entries.iter().map(|entry| entry.path.as_str()).filter(|path| path.starts_with("refuse"));
    assert_eq!(paths.collect::<Vec<_>>(), ["refuse same_time", "refuse too_many", "refuse silent"]);
    let file = SourceFile::new("nl.translation", DUTCH);
    let dutch = check_translation(&parse(&file), &[&before]).found.unwrap();
    let texts = Texts::in_language(&before, &[&dutch], Some("nl")).unwrap();
    assert!(texts.lacking(&before, InformantIx(0)).contains(&"refuse too_many"));
    let folder = folder();
    let shown = run(&["show", &put(&folder, "nights.instrument", MEASURE)]);
    assert!(
        shown.stdout.contains("  refuses same_time: Nobody gets up when they go to bed.\n    when rise = bed\n"),
        "{}",
        shown.stdout
    );
}

/// What goes out as a form comes in again, and is told of where a form cannot say it.
#[test]
fn forms_of_other_programs_refuse_it() {
    let instrument = nights();
    let file = SourceFile::new("nl.translation", DUTCH);
    let dutch = check_translation(&parse(&file), &[&instrument]).found.unwrap();
    let exported = |target: Target| target.export(&instrument, &[&dutch], &ExportOptions::default()).unwrap();
    for (target, format) in [
        (Target::Xlsform, FormFormat::Xlsform),
        (Target::Surveyjs, FormFormat::Surveyjs),
        (Target::Limesurvey, FormFormat::Limesurvey),
        (Target::Redcap, FormFormat::Redcap),
    ] {
        let form = exported(target);
        let imported = format.import(&form.bytes).unwrap_or_else(|error| panic!("{}: {error}", target.name()));
        let (back, diagnostics, file) = checked(&imported[0].instrument);
        let back = back.unwrap_or_else(|| panic!("{}: {}", target.name(), rendered(&file, &diagnostics)));
        let keys = |of: &Instrument| {
            of.refusals.iter().map(|it| (it.name.clone(), it.sentence.clone(), it.key.clone())).collect::<Vec<_>>()
        };
        assert_eq!(keys(&back), keys(&instrument), "{}", target.name());
    }
    let survey = String::from_utf8(exported(Target::Surveyjs).bytes).unwrap();
    insta::assert_snapshot!(
        "refused_in_surveyjs",
        serde_json::from_str::<serde_json::Value>(&survey)
            .map(|survey| {
                let elements = survey["pages"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .flat_map(|page| page["elements"].as_array().into_iter().flatten().cloned().collect::<Vec<_>>());
                elements
                    .filter(|element| !element["validators"].is_null())
                    .map(|element| format!("{}: {}\n", element["name"], element["validators"]))
                    .collect::<String>()
            })
            .unwrap()
    );
    for target in [Target::Redcap, Target::R, Target::Sql] {
        let told: Vec<String> = exported(target).diagnostics.iter().map(|it| it.message.clone()).collect();
        assert!(told.iter().any(|message| message.contains("refuse")), "{}: {told:?}", target.name());
    }
}
