//! Answers in Parquet: the same scores as from CSV, whatever type a column has, and the same diagnostics.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{LargeListBuilder, ListBuilder, StringBuilder};
use arrow_array::types::Int8Type;
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, RecordBatch, StringArray,
};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::file::properties::WriterProperties;

use proptest::prelude::*;
use verbond::responses::{Format, ReadOptions};

use crate::program::{folder, put, run};

fn write(path: &Path, batch: &RecordBatch, compression: Compression) {
    let file = File::create(path).unwrap_or_else(|error| panic!("{error}"));
    let properties = WriterProperties::builder().set_compression(compression).build();
    let written = ArrowWriter::try_new(file, batch.schema(), Some(properties)).and_then(|mut writer| {
        writer.write(batch)?;
        writer.close()
    });
    assert!(written.is_ok(), "{written:?}");
}

/// The simulated answers as columns: of four items in four types, whole numbers elsewhere; twenty copies, so that there
/// is more than one stretch.
fn answers(times: usize) -> (RecordBatch, String) {
    let text = include_str!("../data/alliance-monitor.csv");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let once: Vec<Vec<String>> = lines.map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let mut rows = Vec::new();
    for copy in 0..times {
        rows.extend(once.iter().map(|row| [vec![format!("{}-{copy}", row[0])], row[1..].to_vec()].concat()));
    }
    let column = |at: usize| rows.iter().map(move |row| row[at].as_str());
    let given = |at: usize| column(at).map(|cell| (!cell.is_empty()).then_some(cell));
    let array = |at: usize, name: &str| -> ArrayRef {
        match name {
            "date" => {
                let days = |cell: &str| {
                    let day = cell.parse::<jiff::civil::Date>().ok()?;
                    jiff::civil::date(1970, 1, 1).until(day).ok().map(|span| span.get_days())
                };
                Arc::new(column(at).map(days).collect::<Date32Array>())
            }
            "plain" => Arc::new(column(at).map(|cell| cell.parse().unwrap_or(f64::NAN)).map(Some).collect::<Float64Array>()),
            "why" => Arc::new(given(at).map(|cell| cell.unwrap_or("")).collect::<DictionaryArray<Int8Type>>()),
            "case" | "informant" | "mandate" | "laugh" => Arc::new(given(at).collect::<StringArray>()),
            _ => Arc::new(given(at).map(|cell| cell.and_then(|cell| cell.parse::<i64>().ok())).collect::<Int64Array>()),
        }
    };
    let columns = header.iter().enumerate().map(|(at, name)| (*name, array(at, name)));
    let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true)));
    let csv: Vec<String> = std::iter::once(header.join(",")).chain(rows.iter().map(|row| row.join(","))).collect();
    (batch.unwrap_or_else(|error| panic!("{error}")), csv.join("\n") + "\n")
}

#[test]
fn parquet_is_scored_as_csv_is() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (batch, csv) = answers(60);
    std::fs::write(folder.path().join("answers.csv"), csv).unwrap_or_else(|error| panic!("{error}"));
    let scored = |answers: &str| {
        let ran = run(&["score", "alliance-monitor", answers, "--quiet", "--norms", "demo", "--causes", "--to", "csv"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let expected = scored(&path("answers.csv"));
    assert_eq!(expected.lines().count(), 360 * 60 + 1);
    let compressions = [
        ("plain", Compression::UNCOMPRESSED),
        ("snappy", Compression::SNAPPY),
        ("lz4", Compression::LZ4_RAW),
        ("zstd", Compression::ZSTD(ZstdLevel::default())),
        ("gzip", Compression::GZIP(GzipLevel::default())),
    ];
    for (name, compression) in compressions {
        let file = format!("{name}.parquet");
        write(&folder.path().join(&file), &batch, compression);
        assert!(scored(&path(&file)) == expected, "{name}");
    }
    let analysed = |answers: &str| run(&["analyse", "alliance-monitor", answers, "--format", "json"]).stdout;
    assert!(analysed(&path("zstd.parquet")) == analysed(&path("answers.csv")));
}

#[test]
fn what_is_wrong_in_parquet_is_said() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(folder.path().join("no.parquet"), "case,plain\n").unwrap_or_else(|error| panic!("{error}"));
    let none = run(&["score", "alliance-monitor", &path("no.parquet"), "--to", "csv"]);
    assert!(none.code == 1 && none.stderr.contains("V0714") && none.stderr.contains("not a Parquet file"), "{}", none.stderr);

    let (batch, _) = answers(1);
    let replaced = |name: &str, array: ArrayRef| {
        let schema = batch.schema();
        let columns = schema.fields().iter().zip(batch.columns()).map(|(field, column)| {
            (field.name().clone(), if field.name() == name { Arc::clone(&array) } else { Arc::clone(column) }, true)
        });
        RecordBatch::try_from_iter_with_nullable(columns.collect::<Vec<_>>()).unwrap_or_else(|error| panic!("{error}"))
    };
    let yes = replaced("kept", Arc::new(BooleanArray::from(vec![true; batch.num_rows()])));
    write(&folder.path().join("yes.parquet"), &yes, Compression::SNAPPY);
    let truths = run(&["score", "alliance-monitor", &path("yes.parquet"), "--to", "csv"]);
    assert!(
        truths.code == 1 && truths.stderr.contains("row 2, column kept") && truths.stderr.contains("`true`"),
        "true is no point of a scale, not even the point 1: {}",
        truths.stderr
    );
    let bytes = replaced("kept", Arc::new(BinaryArray::from(vec![&b"3"[..]; batch.num_rows()])));
    write(&folder.path().join("bytes.parquet"), &bytes, Compression::SNAPPY);
    let unfit = run(&["score", "alliance-monitor", &path("bytes.parquet"), "--to", "csv"]);
    assert!(
        unfit.code == 1 && unfit.stderr.contains("column kept") && unfit.stderr.contains("neither numbers"),
        "{}",
        unfit.stderr
    );

    let nine =
        replaced("kept", Arc::new(Int64Array::from_iter_values((0..batch.num_rows()).map(|row| if row == 6 { 9 } else { 3 }))));
    write(&folder.path().join("nine.parquet"), &nine, Compression::SNAPPY);
    let wrong = run(&["score", "alliance-monitor", &path("nine.parquet"), "--to", "csv"]);
    assert!(wrong.code == 1 && wrong.stderr.contains("row 7, column kept"), "{}", wrong.stderr);
    let skipped = run(&["score", "alliance-monitor", &path("nine.parquet"), "--on-bad", "skip", "--to", "csv", "--quiet"]);
    let rejects = std::fs::read_to_string(folder.path().join("nine.rejects.csv")).unwrap_or_default();
    assert!(skipped.code == 0 && rejects.lines().count() == 2 && rejects.contains(",9,"), "{} {rejects}", skipped.stderr);
    let skipped_rows = skipped.stdout.lines().count();
    assert_eq!(skipped_rows, batch.num_rows());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A Parquet file with bytes changed or cut off is read or refused.
    #[test]
    fn a_broken_file_is_survived(changes in proptest::collection::vec((any::<u32>(), any::<u8>()), 1..6), cut in 0_usize..400) {
        let (batch, _) = answers(1);
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap_or_else(|error| panic!("{error}"));
        prop_assert!(writer.write(&batch).is_ok() && writer.close().is_ok());
        for (at, to) in changes {
            let at = at as usize % bytes.len();
            bytes[at] = to;
        }
        bytes.truncate(bytes.len() - if cut < 300 { 0 } else { cut });
        let (instrument, ..) = crate::example::checked(include_str!("../../instruments/alliance-monitor/0.3.0.instrument"));
        let instrument = instrument.unwrap_or_else(|| panic!("sound"));
        let _ = crate::example::score_as(&instrument, &bytes, Format::Parquet, &ReadOptions::default());
    }
}

/// A file that remembers which of its bytes were asked for.
#[derive(Clone)]
struct Watched {
    bytes: bytes::Bytes,
    starts: Arc<std::sync::Mutex<Vec<u64>>>,
}

impl parquet::file::reader::Length for Watched {
    fn len(&self) -> u64 {
        self.bytes.len() as u64
    }
}

impl parquet::file::reader::ChunkReader for Watched {
    type T = <bytes::Bytes as parquet::file::reader::ChunkReader>::T;

    fn get_read(&self, start: u64) -> parquet::errors::Result<Self::T> {
        self.starts.lock().unwrap().push(start);
        self.bytes.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<bytes::Bytes> {
        self.starts.lock().unwrap().push(start);
        self.bytes.get_bytes(start, length)
    }
}

/// What nobody asks for is not read: each column of a measure once, and nothing of sixty others.
#[test]
fn columns_that_are_not_used_are_not_decoded() {
    let text = std::fs::read_to_string("tests/data/mood.instrument").unwrap();
    let instrument = verbond::Instrument::parse(text).unwrap();
    let rows = 20_000;
    let number = |value: i64| -> ArrayRef { Arc::new(Int64Array::from(vec![value; rows])) };
    let case: ArrayRef = Arc::new((0..rows).map(|at| Some(format!("c{at}"))).collect::<StringArray>());
    let mut columns = vec![("case".to_owned(), case), ("calm".to_owned(), number(1)), ("glum".to_owned(), number(0))];
    columns.extend((0..60).map(|at| (format!("unused_{at}"), number(at))));
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let folder = folder();
    let path = folder.path().join("wide.parquet");
    write(&path, &batch, Compression::SNAPPY);
    let bytes = bytes::Bytes::from(std::fs::read(&path).unwrap());
    let metadata = parquet::file::metadata::ParquetMetaDataReader::new().parse_and_finish(&bytes).unwrap();
    let unused: Vec<std::ops::Range<u64>> = metadata
        .row_groups()
        .iter()
        .flat_map(|group| group.columns())
        .filter(|chunk| chunk.column_path().string().starts_with("unused"))
        .map(|chunk| chunk.byte_range())
        .map(|(start, length)| start..start + length)
        .collect();
    assert_eq!(unused.len(), 60);
    let watched = Watched { bytes, starts: Arc::default() };
    let starts = Arc::clone(&watched.starts);
    let mut answers = verbond::responses::Answers::open_parquet(&instrument, watched, &ReadOptions::default()).unwrap();
    let (reader, source) = answers.split();
    let mut read = 0;
    source
        .for_each(&mut |block| {
            read += reader.read(&block).table.rows;
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(read, rows);
    let starts = starts.lock().unwrap();
    let touched = starts.iter().filter(|start| unused.iter().any(|range| range.contains(start))).count();
    assert!(starts.len() > 3 && touched == 0, "{touched} of {} readings were of columns that nobody uses", starts.len());
}

/// A set of choices may be a list, whichever kind of list a program writes; one of millions is refused before it is
/// unpacked.
#[test]
fn lists_in_parquet_are_sets_of_choices() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let measure = "verbond 1\n\ninstrument sets 1.0.0 {\n  title \"Sets\"\n  licence \"CC0-1.0\"\n  status experimental
  informants { self \"Self\" }\n  item who as choices head, back, feet optional \"Who?\"
  score heads \"Heads\" = if who includes head then 1 else 0\n  score parts \"Parts\" = number of who\n}\n";
    let measure = put(&folder, "sets.instrument", measure);
    let scored = |answers: &str| run(&["score", &measure, answers, "--to", "csv", "--columns", "case,heads,parts", "--quiet"]);
    let of_row = |row: usize| match row % 4 {
        0 => Some(vec![Some("head"), Some("feet")]),
        1 => None,
        2 => Some(vec![]),
        _ => Some(vec![Some("back")]),
    };
    let rows = 20_000;
    let cases = Arc::new(StringArray::from_iter_values((0..rows).map(|row| format!("c{row}")))) as ArrayRef;
    let mut small = ListBuilder::new(StringBuilder::new());
    let mut large = LargeListBuilder::new(StringBuilder::new());
    for row in 0..rows {
        small.append_option(of_row(row));
        large.append_option(of_row(row));
    }
    let kinds: [(&str, ArrayRef); 2] = [("list", Arc::new(small.finish())), ("large", Arc::new(large.finish()))];
    for (name, lists) in kinds {
        let columns = [("case", Arc::clone(&cases)), ("who", Arc::clone(&lists)), ("unused", lists)];
        let batch = RecordBatch::try_from_iter(columns).unwrap_or_else(|error| panic!("{error}"));
        write(&folder.path().join(name), &batch, Compression::SNAPPY);
        std::fs::rename(path(name), path(&format!("{name}.parquet"))).unwrap_or_else(|error| panic!("{error}"));
        let ran = scored(&path(&format!("{name}.parquet")));
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        let found: Vec<&str> = ran.stdout.lines().skip(1).collect();
        assert_eq!(found.len(), rows, "{name}");
        assert_eq!(found[..4], ["c0,1,2", "c1,,", "c2,0,0", "c3,0,1"], "{name}");
        assert_eq!(found[rows - 2], format!("c{},0,0", rows - 2), "{name}");
    }
    let mut one = ListBuilder::new(StringBuilder::new());
    one.append_value(std::iter::repeat_n(Some("head"), 6_000_000));
    let columns = [("case", Arc::new(StringArray::from(vec!["c1"])) as ArrayRef), ("who", Arc::new(one.finish()) as ArrayRef)];
    let batch = RecordBatch::try_from_iter(columns).unwrap_or_else(|error| panic!("{error}"));
    write(&folder.path().join("hostile.parquet"), &batch, Compression::SNAPPY);
    let bytes = std::fs::metadata(path("hostile.parquet")).map_or(0, |file| file.len());
    assert!(bytes < 100_000, "{bytes} bytes");
    let ran = scored(&path("hostile.parquet"));
    assert!(ran.code == 1 && ran.stderr.contains("unpacks to more than"), "{}: {}", ran.code, ran.stderr);
}
