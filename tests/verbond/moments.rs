//! Dates and times: what is counted between them, who is asked by them, and how files hold them.

use verbond::administer::{Identity, Questionnaire, Record};
use verbond::instrument::{Day, InformantIx};
use verbond::responses::{Format, ReadOptions};

use verbond::source::Severity;

use crate::example::{answered_once, checked, rendered, score, score_as};
use crate::program::{folder, put, run};

/// A measure of nights, ages and a question for adults.
const NIGHTS: &str = r#"verbond 1

instrument nights 1.0.0 {
  title   "Nights"
  licence "CC0-1.0"
  status  experimental
  informants { client "Client" }
  known { birth date }

  item bed   as time "When to bed?"
  item rise  as time optional "When up?"
  item since as date optional "Since when?"
  item work  as time optional asked when years from birth to date >= 18 and rise != bed "When to work?"
  score sleep  "Hours"  = hours from bed to rise
  score later  "Late"   = minutes from 18:00 to bed
  score age    "Age"    = years from birth to date
  score months "Months" = months from since to date
  score shift  "Shift"  = hours from rise to work
  alert awake "Awake" when rise = bed
  alert told  "Told"  when date is missing or since = 2020-02-29
}
"#;

fn nights() -> verbond::Instrument {
    let (instrument, diagnostics, file) = checked(NIGHTS);
    instrument.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)))
}

#[test]
fn files_hold_times_and_dates_as_people_write_them() {
    let answers = "case,date,birth,bed,rise,since,work\n\
                   c1,2026-11-26,1990-11-27,23:30,07:30,2020-02-29,9:00\n\
                   c2,26-11-2026,27-11-1990,7:05,07:05:00,,\n\
                   c3,,2000-01-01,00:00,23:59:59.000+02:00,2026-11-27,\n\
                   c4,2026-01-01,2026-01-02,12:00,,2026-01-01,\n\
                   c5,2026-01-01,2010-01-02,12:00,13:00,2026-01-01,08:00\n";
    let outcome = score(&nights(), answers, &ReadOptions::default());
    let serious: Vec<&str> =
        outcome.diagnostics.iter().filter(|it| it.severity != Severity::Note).map(|it| it.code.name).collect();
    // Who is not yet eighteen is not asked for work, and the answer of the last row does not count.
    assert_eq!(serious, [""; 0]);
    insta::assert_snapshot!(outcome.csv);
}

/// Excel holds a time as a part of a day, and one with a date as the day and the part.
#[test]
fn workbooks_hold_times_as_cells_of_times() {
    let bytes = std::fs::read("tests/data/answers/times.xlsx").unwrap();
    let outcome = score_as(&nights(), &bytes, Format::Spreadsheet, &ReadOptions::default());
    let serious: Vec<&str> =
        outcome.diagnostics.iter().filter(|it| it.severity != Severity::Note).map(|it| it.code.name).collect();
    // Columns of two items are lacking, and no cell is wrong.
    assert_eq!(serious, ["V0705"]);
    let mut reader = csv::Reader::from_reader(outcome.csv.as_bytes());
    let at = reader.headers().unwrap().iter().position(|head| head == "sleep").unwrap();
    let hours: Vec<f64> = reader.records().map(|row| row.unwrap()[at].parse().unwrap()).collect();
    assert_eq!(hours, [7.5, 8.25, 8.0 + 20.0 / 60.0]);
}

#[test]
fn what_is_no_time_is_told_with_its_cell() {
    for cell in ["24:00", "7.30", "7", "half past", "12:60"] {
        let answers = format!("case,date,bed,rise\nc1,2026-11-26,{cell},07:00\n");
        let outcome = score(&nights(), &answers, &ReadOptions::default());
        let told: Vec<String> = outcome.diagnostics.iter().map(|it| format!("{} {}", it.code.name, it.message)).collect();
        assert!(told.iter().any(|line| *line == format!("V0701 `{cell}` is not a time of day")), "{told:?}");
    }
}

/// Whoever is asked by the day of answering is asked by the day on which they began.
#[test]
fn conditions_look_at_the_day_of_answering() {
    let instrument = nights();
    let asks = |date: &str, birth: &str| {
        let known = [("birth".to_owned(), birth.to_owned())].into();
        let identity = Identity { informant: "client".to_owned(), date: date.to_owned(), ..Identity::default() };
        let record = Record { measure: instrument.reference(), identity, known, ..Record::default() };
        let mut asked = record.resumed(&instrument).unwrap_or_else(|| panic!("it is of this measure"));
        for (item, answer) in [("bed", "23:30"), ("rise", "٠٧:٠٠")] {
            let item = instrument.item(item).unwrap_or_else(|| panic!("{item}"));
            asked.give(item, answer).unwrap_or_else(|error| panic!("{error}"));
        }
        asked.is_asked(instrument.item("work").unwrap_or_else(|| panic!("work")))
    };
    assert!(asks("2026-11-26", "2008-11-26"));
    assert!(!asks("2026-11-26", "2008-11-27"), "they are eighteen tomorrow");
    assert!(!asks("", "1990-01-01"), "where no day is known it cannot be said");
    let mut asked =
        Questionnaire::new(&instrument, InformantIx(0), vec![f64::from(Day::iso("1990-01-01").map_or(0, Day::count))]);
    let rise = instrument.item("rise").unwrap_or_else(|| panic!("rise"));
    for wrong in ["24:00", "morning", "7"] {
        assert!(asked.give(rise, wrong).is_err(), "{wrong}");
    }
    let asked = asked.begun_on(Day::iso("2026-11-26"));
    assert_eq!(asked.given(rise), "");
}

const TYPED: [&str; 15] = [
    "item bed as time \"B\"\nscore s \"S\" = bed + 1",
    "item bed as time \"B\"\nscore s \"S\" = if bed > 23:00 then 1 else 0",
    "item bed as time \"B\"\nscore s \"S\" = if bed = 4 then 1 else 0",
    "item bed as time \"B\"\nitem day as date \"D\"\nscore s \"S\" = if bed = day then 1 else 0",
    "item bed as time \"B\"\nscore s \"S\" = hours from bed to 24:00",
    "item bed as time \"B\"\nscore s \"S\" = days from bed to 23:00",
    "item day as date \"D\"\nscore s \"S\" = hours from day to date",
    "item day as date \"D\"\nscore s \"S\" = date - day",
    "item day as date \"D\"\nscore s \"S\" = if day < date then 1 else 0",
    "item day as date \"D\"\nscore s \"S\" = days from day to 2026-02-30",
    "score s \"S\" = 1000-10-10",
    "score s \"S\" = years from age to date",
    "score s \"S\" = years from main to date",
    "score s \"S\" = years from brith to date",
    "known {\n  date whole 0 to 9\n}",
];

/// One mistake gives one diagnostic, which says what to write.
#[test]
fn near_misses_are_answered() {
    insta::assert_snapshot!(answered_once(&TYPED));
}

/// The same measure in the words of other programs: every form asks for a time, and each script computes with it.
#[test]
fn every_export_says_times_and_dates() {
    let folder = folder();
    let measure = put(&folder, "nights.instrument", NIGHTS);
    for (target, expected) in [
        ("xlsform", ""),
        ("surveyjs", "\"inputType\": \"time\""),
        ("redcap", ",time,"),
        ("limesurvey", "([01][0-9]|2[0-3])"),
        ("r", ".time(.column(\"bed\"))"),
        ("python", "date(\"date\")"),
        ("spss-syntax", "NUMBER(SUBSTR(bed, 1, 2), F2)"),
        ("stata", "real(substr(date, 1, 4))"),
        ("sql", "cast(substr(\"birth\", 1, 4) as double)"),
    ] {
        let out = folder.path().join(target).display().to_string();
        let ran = run(&["export", &measure, "--to", &format!("{target}={out}")]);
        assert_eq!(ran.code, 0, "{target}: {}", ran.stderr);
        let bytes = std::fs::read(&out).unwrap_or_else(|error| panic!("{error}"));
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains(expected), "{target}: {text}");
    }
}

/// A time is one word, however it is laid out.
#[test]
fn times_stay_together() {
    let folder = folder();
    let file = put(&folder, "nights.instrument", NIGHTS);
    run(&["fmt", &file]);
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{error}"));
    assert!(text.contains("minutes from 18:00 to bed"), "{text}");
    assert_eq!(run(&["fmt", "--check", &file]).code, 0);
    assert_eq!(run(&["check", &file]).code, 0);
}

/// A form of another program that asks for a time becomes an item as time.
#[test]
fn forms_bring_times() {
    let folder = folder();
    let measure = put(&folder, "nights.instrument", NIGHTS);
    for (target, ending) in [("xlsform", "xlsx"), ("redcap", "csv")] {
        let form = folder.path().join(format!("form.{ending}")).display().to_string();
        let back = folder.path().join(target).display().to_string();
        assert_eq!(run(&["export", &measure, "--to", &format!("{target}={form}")]).code, 0);
        let ran = run(&["import", &form, "--output", &back]);
        let back = folder.path().join(target).join("1.0.0.instrument");
        let text = std::fs::read_to_string(back).unwrap_or_else(|error| panic!("{error}: {}{}", ran.stdout, ran.stderr));
        assert!(text.contains("item bed"), "{target}: {text}");
        assert!(text.contains("as time"), "{target}: {text}");
    }
}
