//! The library as others hold it: a measure out of its text, a scorer, and batches.

use std::error::Error;
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, ListBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{ArrayRef, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use verbond::instrument::Instrument;
use verbond::output::Encoder;
use verbond::output::{CsvEncoder, CsvOptions};
use verbond::responses::{Format, OnBad, ReadOptions};
use verbond::source::{Place, SourceFile};
use verbond::{Diagnostic, ParseError, ScoreError, Scored, Scorer};

use crate::example::{BEFORE, score, with};

fn measure() -> Instrument {
    Instrument::parse(with("")).unwrap_or_else(|error| panic!("{}", error.render()))
}

fn scorer() -> Scorer {
    Scorer::new(measure())
}

fn skipping() -> Scorer {
    Scorer::builder(measure()).on_bad(OnBad::Skip).build().unwrap_or_else(|error| panic!("{error}"))
}

/// Answers of clients to the standard example: a case each, with the same answer to all items.
fn batch(rows: &[(&str, i64)]) -> RecordBatch {
    let texts =
        |text: fn(&(&str, i64)) -> String| Arc::new(rows.iter().map(|row| Some(text(row))).collect::<StringArray>()) as ArrayRef;
    let answers = Arc::new(rows.iter().map(|row| row.1).collect::<Int64Array>()) as ArrayRef;
    let items = ["a", "b", "c", "d"].map(|item| (item, Arc::clone(&answers)));
    let who = [("case", texts(|row| row.0.to_owned())), ("informant", texts(|_| "client".to_owned()))];
    RecordBatch::try_from_iter(who.into_iter().chain(items)).unwrap_or_else(|error| panic!("{error}"))
}

fn main_score(scored: &Scored) -> Vec<Option<f64>> {
    scored.batch["main"].as_primitive::<Float64Type>().iter().collect()
}

/// The diagnostics of answers that were refused.
fn refused(result: Result<Scored, ScoreError>) -> Vec<Diagnostic> {
    match result {
        Err(error @ ScoreError::Answers { .. }) => error.diagnostics().to_vec(),
        other => panic!("it was not refused: {other:?}"),
    }
}

fn said(diagnostics: &[Diagnostic]) -> Vec<(&str, Option<u64>)> {
    diagnostics.iter().map(|diagnostic| (diagnostic.code.name, diagnostic.row())).collect()
}

#[test]
fn a_batch_of_any_types_is_scored_into_a_batch() {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("case", Arc::new(StringArray::from(vec!["c1", "c2"]))),
        ("informant", Arc::new(StringArray::from(vec!["client", "worker"]))),
        ("a", Arc::new(Int32Array::from(vec![Some(1), None]))),
        ("b", Arc::new(Float64Array::from(vec![2.0, f64::NAN]))),
        ("c", Arc::new(StringArray::from(vec!["3", "3"]))),
        ("d", Arc::new(Int32Array::from(vec![4, 5]))),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap_or_else(|error| panic!("{error}"));
    let scored = scorer().score(&batch).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(main_score(&scored), [Some(2.5), None]);
    assert_eq!((&scored.rows[..], &scored.rejected[..]), (&[1, 2][..], &[][..]));
    assert!(scored.diagnostics.is_empty(), "{:?}", scored.diagnostics);
}

/// A program can make diagnostics of its own, with places that it counted by letters.
#[test]
fn a_place_within_a_letter_is_shown() {
    let file = SourceFile::from("aéb");
    let shown = |start, end| {
        let span = verbond::source::Span::new(start, end);
        let diagnostic = Diagnostic::new(&verbond::source::codes::UNKNOWN_NAME, span, "not this");
        verbond::source::render(&file, &diagnostic, verbond::source::Style::Plain)
    };
    let marked = |start, end| {
        let text = shown(start, end);
        let mark = text.lines().last().unwrap_or_default();
        (mark.find('^').map(|at| at - mark.find('|').unwrap_or_default()), mark.matches('^').count())
    };
    assert_eq!(marked(1, 3), (Some(3), 1), "{}", shown(1, 3));
    for (start, end) in [(2, 2), (1, 2), (2, 3)] {
        assert_eq!(marked(start, end), (Some(3), 1), "{start}..{end}: {}", shown(start, end));
    }
    assert_eq!(marked(2, 4), (Some(3), 2), "{}", shown(2, 4));
}

#[test]
fn a_table_of_another_measure_is_named_where_it_is_scored() {
    let other = Instrument::parse(include_str!("../data/mood.instrument")).unwrap();
    let measure = measure();
    let table = verbond::responses::ResponseTable::unanswered(&other, 1);
    let scored = std::panic::catch_unwind(|| verbond::score::Plan::new(&measure).score(table));
    let said = scored.unwrap_err().downcast::<String>().unwrap();
    assert_eq!(*said, format!("a table of another measure is scored by the key of {}", measure.reference()));
}

#[test]
fn an_administration_that_comes_twice_is_refused_in_one_batch_and_in_two() {
    let scorer = scorer();
    let twice = refused(scorer.score(&batch(&[("c1", 1), ("c2", 2), ("c1", 3)])));
    assert_eq!(said(&twice), [("V0706", Some(3))]);
    assert_eq!(twice[0].message, "the same case, occasion and informant as row 1");

    // What was refused was not scored, so it may come again.
    assert_eq!(main_score(&scorer.score(&batch(&[("c1", 1), ("c2", 2)])).unwrap()), [Some(1.0), Some(2.0)]);
    let again = refused(scorer.score(&batch(&[("c3", 1), ("c2", 4)])));
    assert_eq!(said(&again), [("V0706", Some(2))]);
    assert_eq!(again[0].message, "the same case, occasion and informant as row 2 of batch 1");
    assert_eq!(main_score(&scorer.score(&batch(&[("c3", 1)])).unwrap()), [Some(1.0)]);
    let text = "case,informant,a,b,c,d\nc4,client,1,1,1,1\nc3,client,1,1,1,1\n";
    let again = refused(scorer.score_text(text, Format::Csv));
    assert_eq!(again[0].message, "the same case, occasion and informant as row 1 of batch 2");

    scorer.forget();
    assert_eq!(main_score(&scorer.score(&batch(&[("c2", 4)])).unwrap()), [Some(4.0)]);
}

#[test]
fn of_two_equal_administrations_the_later_is_left_out_where_rows_may_be() {
    let scorer = skipping();
    let first = scorer.score(&batch(&[("c1", 1), ("c2", 2), ("c1", 3)])).unwrap();
    assert_eq!((main_score(&first), &first.rows[..], &first.rejected[..]), (vec![Some(1.0), Some(2.0)], &[1, 2][..], &[3][..]));
    let second = scorer.score(&batch(&[("c2", 5), ("c3", 3)])).unwrap();
    assert_eq!((main_score(&second), &second.rows[..], &second.rejected[..]), (vec![Some(3.0)], &[2][..], &[1][..]));
    assert_eq!(said(&second.diagnostics), [("V0706", Some(1))]);
}

#[test]
fn a_repeat_is_found_over_blocks_of_one_text() {
    let mut text = "case,informant,a,b,c,d\n".to_owned();
    (0..30_000).for_each(|case| text.push_str(&format!("c{case},client,1,2,{},4\n", case % 5 + 1)));
    let scored = scorer().score_text(&text, Format::Csv).unwrap();
    assert_eq!(scored.batch.num_rows(), 30_000);
    assert_eq!((main_score(&scored)[29_999], scored.rows[29_999]), (Some(3.0), 30_001));
    text.push_str("c7,client,1,2,3,4\n");
    let diagnostics = refused(scorer().score_text(&text, Format::Csv));
    assert_eq!(said(&diagnostics), [("V0706", Some(30_002))]);
    assert_eq!(diagnostics[0].message, "the same case, occasion and informant as row 9");
}

#[test]
fn every_row_that_cannot_be_right_is_told_of() {
    let names: Vec<String> = (0..150).map(|case| format!("c{case}")).collect();
    let rows: Vec<(&str, i64)> = names.iter().map(|name| (name.as_str(), 9)).collect();
    let expected: Vec<u64> = (1..=150).flat_map(|row| [row; 4]).collect();
    let diagnostics = refused(scorer().score(&batch(&rows)));
    assert_eq!(diagnostics.iter().filter_map(Diagnostic::row).collect::<Vec<_>>(), expected);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.code.name == "V0701"));

    let mut text = "case,informant,a,b,c,d\n".to_owned();
    (0..150).for_each(|case| text.push_str(&format!("c{case},client,1,2,x,4\n")));
    let diagnostics = refused(scorer().score_text(&text, Format::Csv));
    assert_eq!(diagnostics.iter().filter_map(Diagnostic::row).collect::<Vec<_>>(), (2..=151).collect::<Vec<_>>());
}

#[test]
fn rows_that_are_left_out_are_told_of() {
    let text = "case,informant,a,b,c,d\nc1,client,1,2,3,4\nc2,client,1,2,9,4\nc3,nobody,1,2,3,4\n,client,1,2,3,4\nc5,client,5,5,5,5\n\
                c6,client,1\nc1,client,2,2,2,2\n";
    let scored = skipping().score_text(text, Format::Csv).unwrap();
    assert_eq!(main_score(&scored), [Some(2.5), Some(5.0)]);
    assert_eq!((&scored.rows[..], &scored.rejected[..]), (&[2, 6][..], &[3, 4, 5, 7, 8][..]));
    let expected = [("V0701", Some(3)), ("V0709", Some(4)), ("V0717", Some(5)), ("V0703", Some(7)), ("V0706", Some(8))];
    assert_eq!(said(&scored.diagnostics), expected);
}

#[test]
fn cells_that_become_missing_are_told_of() {
    let scorer = Scorer::builder(measure()).on_bad(OnBad::Missing).causes(true).answers(true).build().unwrap();
    let scored = scorer.score_text("case,informant,a,b,c,d\nc1,client,1,2,9,3\nc2,client,x,x,1,1\n", Format::Csv).unwrap();
    assert_eq!((main_score(&scored), scored.made_missing), (vec![Some(2.0), None], 3));
    assert_eq!(said(&scored.diagnostics), [("V0701", Some(2)), ("V0702", Some(3)), ("V0702", Some(3))]);
    assert_eq!(scored.diagnostics[0].message, "`9` is not an answer to `c`; it counts as missing");
    assert!(scored.diagnostics.iter().all(|diagnostic| !diagnostic.is_error()));
    assert_eq!(scored.batch["c.missing"].as_string::<i32>().value(0), "not valid");
    // A row that is not whole stays an error.
    let diagnostics = refused(scorer.score_text("case,informant,a,b,c,d\nc3,client,1,2,9\n", Format::Csv));
    assert_eq!(said(&diagnostics), [("V0703", Some(2)), ("V0701", Some(2))]);
}

#[test]
fn errors_have_their_causes() {
    let error: ParseError = Instrument::parse(SourceFile::new("sample", with("score two \"Two\" = a + e"))).unwrap_err();
    assert_eq!(error.to_string(), format!("sample has an error, the first in line {}", BEFORE.lines().count() + 2));
    let cause = error.source().and_then(|cause| cause.downcast_ref::<Diagnostic>()).unwrap_or_else(|| panic!("no cause"));
    assert_eq!((cause.code.name, error.diagnostics().len()), ("V0201", 1));
    assert!(error.render().contains("score two \"Two\" = a + e"), "{}", error.render());

    let error = scorer().score(&batch(&[("c1", 9)])).unwrap_err();
    assert_eq!(error.to_string(), "the answers have 4 errors, so none were scored");
    let cause = error.source().and_then(|cause| cause.downcast_ref::<Diagnostic>()).unwrap_or_else(|| panic!("no cause"));
    assert_eq!(
        cause.to_string(),
        "error[V0701] in row 1, column a: `9` is not an answer to `a` (it can be 1, 2, 3, 4, 5, `none`, or nothing)"
    );

    let error = ScoreError::Results(ArrowError::ComputeError("too long".to_owned()));
    assert!(error.diagnostics().is_empty());
    assert!(error.source().is_some_and(|cause| cause.to_string().contains("too long")));
    let error = ScoreError::Read(std::io::Error::other("gone"));
    assert!(error.source().is_some_and(|cause| cause.to_string() == "gone"));
}

#[test]
fn each_caller_is_told_in_its_own_words() {
    let text = "case,informant,a,b,c,dd\nc1,client,1,2,3,4\n";
    let by_library = refused(scorer().score_text(text, Format::Csv));
    assert_eq!(by_library[0].help.as_deref(), Some("rename it, or say `.map(\"d\", \"dd\")`"));
    let by_program = score(&measure(), text, &ReadOptions::of_program()).diagnostics;
    assert_eq!(by_program[0].help.as_deref(), Some("rename it, or say `--map d=dd`"));

    let wrong = [
        ("case,informant,a\nc1,client,1\n", Format::Csv),
        ("case,informant,q\nc1,client,1\n", Format::Csv),
        ("case,informant,a,b,c,d,e\nc1,client,1,2,3,4,5\n", Format::Csv),
        ("{\"case\": 1}", Format::Json),
    ];
    for (text, format) in wrong {
        let options = ReadOptions { map: vec![("z".to_owned(), "Q4".to_owned())], ..ReadOptions::default() };
        let scorer = Scorer::builder(measure()).read_options(options).build().unwrap();
        for diagnostic in refused(scorer.score_text(text, format)) {
            let words = format!("{diagnostic}");
            assert!(!words.contains("--"), "{words}");
        }
    }
    // Bytes of two encodings are none of either; those of one alone are found, and a note says which.
    let mixed = b"case,informant,a,b,c,d\nc\xC3\xA9\xE9,client,1,2,3,4\n";
    let broken = refused(scorer().score_text(mixed, Format::Csv));
    assert!(broken.iter().any(|diagnostic| diagnostic.code.name == "V0711"), "{broken:?}");
    let windows = b"case,informant,a,b,c,d\nc\xE9,client,1,2,3,4\n";
    let found = scorer().score_text(windows, Format::Csv).unwrap();
    assert_eq!(said(&found.diagnostics), [("V0734", None)]);
    assert!(broken.iter().chain(&found.diagnostics).all(|diagnostic| !diagnostic.to_string().contains("--")), "{broken:?}");
}

#[test]
fn a_column_of_another_type_matters_only_where_it_is_wanted() {
    let lists = || {
        let mut lists = ListBuilder::new(ListBuilder::new(Int64Builder::new()));
        lists.values().append_value([Some(1)]);
        lists.append(true);
        Arc::new(lists.finish()) as ArrayRef
    };
    let rows = batch(&[("c1", 3)]);
    let with_lists = |name: &str| {
        let schema = rows.schema();
        let columns = schema.fields().iter().map(|field| field.name().clone()).zip(rows.columns().iter().cloned());
        let columns: Vec<(String, ArrayRef)> =
            columns.filter(|(known, _)| known != name).chain([(name.to_owned(), lists())]).collect();
        RecordBatch::try_from_iter(columns).unwrap()
    };
    let scored = scorer().score(&with_lists("extra")).unwrap();
    assert_eq!(main_score(&scored), [Some(3.0)]);
    assert_eq!(said(&scored.diagnostics), [("V0707", None)]);
    let diagnostics = refused(scorer().score(&with_lists("d")));
    assert_eq!(said(&diagnostics), [("V0702", None)]);
    assert_eq!(diagnostics[0].place, Place::Column("d".to_owned()));
}

#[test]
fn columns_are_mapped_kept_and_set_beside_norms() {
    let norms = "verbond 1\n\nnorms demo 1 of example 1.0 {\n  population \"Nobody\"\n  status simulated\n  for client {\n    main mean 3 sd 1 reliability 0.8 n 100\n  }\n}\n";
    let builder = || Scorer::builder(measure()).map("*", "WAI_*").map("case", "case").map("informant", "informant");
    let scorer = builder().keep(true).missing("99").norms(norms).build().unwrap_or_else(|error| panic!("{}", error.render()));
    let scored =
        scorer.score_text("case,informant,WAI_a,WAI_b,WAI_c,WAI_d,site\nc1,client,4,4,4,99,north\n", Format::Csv).unwrap();
    assert_eq!(main_score(&scored), [Some(4.0)]);
    assert_eq!(scored.batch["main.z"].as_primitive::<Float64Type>().value(0), 1.0);
    assert_eq!(scored.batch["site"].as_string::<i32>().value(0), "north");
    let error = builder().norms(norms.replace("of example", "of exemple")).build().unwrap_err();
    assert_eq!(error.diagnostics()[0].code.name, "V0501");
}

#[test]
fn threads_share_a_scorer() {
    let scorer = scorer();
    let scored: usize = std::thread::scope(|scope| {
        let work = |thread: usize| {
            let scorer = &scorer;
            move || {
                let score = |at: usize| scorer.score(&batch(&[(&format!("c{thread}-{at}"), 2)])).unwrap().batch.num_rows();
                (0..50).map(score).sum::<usize>()
            }
        };
        let threads: Vec<_> = (0..4).map(|thread| scope.spawn(work(thread))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(scored, 200);
    assert_eq!(said(&refused(scorer.score(&batch(&[("c3-49", 2)])))), [("V0706", Some(1))]);
}

#[test]
fn a_scorer_gives_what_the_program_gives() {
    let text = include_str!("../data/alliance-monitor.csv");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/instruments/alliance-monitor");
    let newest = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "instrument"))
        .max()
        .unwrap();
    let measure =
        Instrument::parse(std::fs::read_to_string(newest).unwrap()).unwrap_or_else(|error| panic!("{}", error.render()));
    let by_program = score(&measure, text, &ReadOptions::of_program());
    let scored = Scorer::new(measure).score_text(text, Format::Csv).unwrap_or_else(|error| panic!("{:?}", error.diagnostics()));
    let encoder = CsvEncoder::new(&scored.batch.schema(), CsvOptions::default());
    let by_library = [encoder.head().bytes, encoder.encode(&scored.batch).unwrap().bytes].concat();
    assert!(scored.batch.num_rows() > 10);
    assert_eq!(String::from_utf8(by_library).unwrap(), by_program.csv);
}

/// Columns are told apart by their places, so a batch that has them in another order would be scored wrongly.
#[test]
fn batches_have_the_columns_of_their_table() {
    let right = batch(&[("c1", 2), ("c2", 4)]);
    let swapped = right.project(&[0, 1, 3, 2, 4, 5]).unwrap_or_else(|error| panic!("{error}"));
    let fewer = right.project(&[0, 1, 2, 3, 4]).unwrap_or_else(|error| panic!("{error}"));
    let table = |second: &RecordBatch| scorer().score_batches(&right.schema(), &[batch(&[("c3", 1)]), second.clone()]);
    assert_eq!(table(&batch(&[("c1", 2)])).map(|scored| scored.rows).unwrap_or_else(|error| panic!("{error}")), [1, 2]);
    let told = |second: &RecordBatch| match table(second) {
        Err(error @ ScoreError::Batches(_)) => error.source().map(ToString::to_string).unwrap_or_default(),
        other => panic!("it was taken: {other:?}"),
    };
    assert_eq!(told(&swapped), "Schema error: column `b` (Int64) stands where the schema has `a` (Int64)");
    assert_eq!(told(&fewer), "Schema error: 5 columns, where the schema has 6");
}

#[test]
fn what_is_said_of_the_layout_of_a_file_is_refused_with_a_batch() {
    let long = ReadOptions { long: Some(verbond::responses::LongForm::default()), ..ReadOptions::default() };
    let skipping = ReadOptions { skip_rows: 1, ..ReadOptions::default() };
    let delimited = ReadOptions { delimiter: Some(b';'), ..ReadOptions::default() };
    for (options, setting) in [(long, "long"), (skipping, "skip_rows"), (delimited, "delimiter")] {
        let scorer = Scorer::builder(measure()).read_options(options).build().unwrap_or_else(|error| panic!("{error}"));
        match scorer.score(&batch(&[("c1", 1)])) {
            Err(ScoreError::OfFilesAlone(named)) => assert_eq!(named, setting),
            other => panic!("it was not refused: {other:?}"),
        }
    }
}
