use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    BooleanArray, Date32Array, Float64Array, Int32Array, LargeListArray, ListArray, StringArray, TimestampMillisecondArray,
};
use proptest::prelude::*;

use super::*;
use crate::responses::OnBad;

/// A measure with an item of each kind that a column of its own type can hold.
const TEXT: &str = "verbond 1\n\ninstrument kinds 1.0.0 {\n  title \"Kinds\"\n  licence \"CC0-1.0\"\n  status experimental\n
  informants { self \"Self\" other \"Other\" }\n  known { age whole 12 to 99 born date }\n
  scale agree { 0 \"No\" 1 \"Perhaps\" 2 \"Yes\" none \"Not for me\" }\n
  item q on agree \"Q\"\n  item w as decimal 0 to 10 \"W\"\n  item day as date optional \"Day\"\n  item bed as time optional unscored \"Bed\"
  item who as choices head, back optional unscored \"Who\"\n  item why as text up to 40 optional unscored \"Why\"\n
  score s \"S\" = q + w\n}\n";

/// The columns of some rows; a cell now and then cannot be right.
fn batch(rows: &[[u8; 8]], wrong: bool) -> RecordBatch {
    let at = |cell: u8, texts: &[&'static str]| texts[usize::from(cell) % texts.len()];
    let texts = |column: usize, texts: &'static [&'static str]| -> ArrayRef {
        Arc::new(rows.iter().map(|row| Some(at(row[column], texts)).filter(|text| !text.is_empty())).collect::<StringArray>())
    };
    let case = rows.iter().enumerate().map(|(number, row)| Some(format!("{}c{number}", at(row[0], &["", " ", ""]))));
    let numbers = rows.iter().map(|row| (row[2] % 5 != 0).then_some(f64::from(row[2] % if wrong { 44 } else { 40 }) / 4.0));
    let ages = rows.iter().map(|row| (row[3] % 7 != 0).then_some(i32::from(row[3] % 80) + 12));
    let columns: [(&str, ArrayRef); 13] = [
        ("case", Arc::new(case.collect::<StringArray>())),
        ("occasion", texts(3, &["1", "01", " 1", "", "T2", "1.0"])),
        ("informant", texts(0, &["self", "other"])),
        ("date", Arc::new(rows.iter().map(|row| (row[1] % 3 != 0).then_some(i32::from(row[1]) * 90)).collect::<Date32Array>())),
        ("language", texts(1, if wrong { &["en", "", "no such"] } else { &["en", "", "nl-NL"] })),
        ("age", Arc::new(ages.collect::<Int32Array>())),
        ("born", texts(4, &["1990-01-02", "", "1980-05-05"])),
        ("q", texts(5, if wrong { &["0", "none", "Yes", "", "99", "7"] } else { &["0", "none", "Yes", "", "99", " 2 "] })),
        ("w", Arc::new(numbers.collect::<Float64Array>())),
        (
            "day",
            Arc::new(
                rows.iter()
                    .map(|row| (row[6] % 4 != 0).then_some(i64::from(row[6]) * 86_400_007))
                    .collect::<TimestampMillisecondArray>(),
            ),
        ),
        ("bed", texts(6, &["23:30", "", "7:05"])),
        ("who___head", Arc::new(rows.iter().map(|row| (row[7] % 3 != 0).then_some(row[7] % 2 == 0)).collect::<BooleanArray>())),
        ("who___back", texts(7, &["1", "0", ""])),
    ];
    let why = ("why", texts(2, &["because", "", " of; it "]));
    let columns = columns.into_iter().chain([why]).map(|(name, column)| (name, column, true));
    RecordBatch::try_from_iter_with_nullable(columns).unwrap_or_else(|error| panic!("{error}"))
}

fn told(filled: &RowParser) -> String {
    let RowParser { table, keys, row_numbers, rejected, made_missing, evidence, .. } = filled;
    let keys: Vec<u128> = keys.iter().copied().map(super::super::key::Key::bits).collect();
    format!("{table:?}\n{keys:?}\n{row_numbers:?}\n{rejected:?}\n{made_missing}\n{evidence:?}")
}

proptest! {
    /// A stretch that is read a column at a time is what it is a row at a time; one with a fault that is told is never read
    /// so.
    #[test]
    fn columns_say_what_rows_say(
        rows in proptest::collection::vec(any::<[u8; 8]>(), 0..40),
        wrong in any::<bool>(),
        case in any::<bool>(),
        on_bad in prop_oneof![Just(OnBad::Skip), Just(OnBad::Missing)],
    ) {
        let instrument = Instrument::parse(TEXT).unwrap_or_else(|error| panic!("{}", error.render()));
        let mut batch = batch(&rows, wrong);
        if !case {
            batch = batch.project(&(1..batch.num_columns()).collect::<Vec<_>>()).unwrap_or_else(|error| panic!("{error}"));
        }
        let missing = vec!["q=99".to_owned()];
        let options = ReadOptions { missing, words: true, on_bad, ..ReadOptions::default() };
        let (reader, _) = batch_reader(&instrument, &batch.schema(), &options).unwrap_or_else(|found| panic!("{found:?}"));
        let by_rows = by_rows(&reader, &batch, 1);
        match RowParser::by_columns(&reader, (batch.num_rows(), 1), cells_of(&reader, &batch)) {
            Some(filled) => {
                prop_assert_eq!(by_rows.faults.total(), 0);
                prop_assert_eq!(told(&filled.complete(&reader)), told(&by_rows));
            }
            None => prop_assert!(by_rows.faults.total() > 0, "nothing was wrong"),
        }
    }
}

#[test]
fn a_column_of_lists_of_lists_says_how_it_is_handed_over() {
    let instrument = Instrument::parse(TEXT).unwrap_or_else(|error| panic!("{}", error.render()));
    let schema = batch(&[[1; 8]], false).schema();
    let list = DataType::new_list(DataType::new_list(DataType::Utf8, true), true);
    let named = schema.fields().iter().map(|field| field.as_ref().clone()).filter(|field| !field.name().starts_with("who"));
    let fields: Vec<Field> = named.chain([Field::new("who", list, true)]).collect();
    let told = match batch_reader(&instrument, &Schema::new(fields), &ReadOptions::default()) {
        Ok(_) => panic!("a column of lists of lists is read"),
        Err(told) => told,
    };
    let told = told.iter().find(|diagnostic| diagnostic.is_error()).unwrap_or_else(|| panic!("{told:?}"));
    assert_eq!(told.message, "this column holds lists of more than texts and numbers, which are not read");
    assert!(told.help.as_deref().is_some_and(|help| help.contains("lists of texts")), "{told:?}");
}

/// A list is a set of choices: nothing in it is none chosen, and no list is not answered.
#[test]
fn lists_are_sets_of_choices() {
    let numbers = |rows: [Option<Vec<Option<i64>>>; 4]| rows;
    let rows = numbers([Some(vec![Some(1), Some(3)]), None, Some(vec![]), Some(vec![None, Some(2)])]);
    let wanted = ["1;3", "", ";", "2"];
    let list: ArrayRef = Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>(rows.clone()));
    let large: ArrayRef = Arc::new(LargeListArray::from_iter_primitive::<Int64Type, _, _>(rows));
    let mut words = ListBuilder::new(StringBuilder::new());
    words.append_value([Some("1"), Some("3")]);
    words.append_null();
    words.append_value([None::<&str>; 0]);
    words.append_value([None, Some("2")]);
    let words: ArrayRef = Arc::new(words.finish());
    for column in [list, large, words] {
        let found = texts(&column).unwrap_or_else(|| panic!("{} is read", column.data_type()));
        assert_eq!(found.iter().collect::<Vec<_>>(), wanted, "{}", column.data_type());
        let part = texts(&column.slice(2, 2)).unwrap_or_else(|| panic!("a part is read"));
        assert_eq!(part.iter().collect::<Vec<_>>(), wanted[2..], "a part of {}", column.data_type());
    }
}

/// Databases give numbers of fixed places, and times of day have types of their own.
#[test]
fn decimals_and_times_are_read_as_they_are_written() {
    let decimals =
        |scale: i8| arrow_array::Decimal128Array::from(vec![Some(30), None, Some(-5)]).with_precision_and_scale(9, scale);
    let day = 86_400_i64;
    let columns: [(ArrayRef, [&str; 3]); 5] = [
        (Arc::new(decimals(1).unwrap_or_else(|error| panic!("{error}"))), ["3.0", "", "-0.5"]),
        (Arc::new(decimals(0).unwrap_or_else(|error| panic!("{error}"))), ["30", "", "-5"]),
        (Arc::new(arrow_array::Time32SecondArray::from(vec![Some(27_000), None, Some(0)])), ["07:30", "", "00:00"]),
        (
            Arc::new(arrow_array::Time64MicrosecondArray::from(vec![Some(27_005_000_000), None, Some((day - 60) * 1_000_000)])),
            ["07:30:05", "", "23:59"],
        ),
        (Arc::new(arrow_array::Float64Array::from(vec![Some(3.0), None, Some(f64::NAN)])), ["3", "", ""]),
    ];
    for (column, wanted) in columns {
        let texts = texts(&column).unwrap_or_else(|| panic!("{} is read", column.data_type()));
        assert_eq!([0, 1, 2].map(|row| texts.get(row).to_owned()), wanted.map(str::to_owned), "{}", column.data_type());
    }
}
