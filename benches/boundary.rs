//! What the plugin boundary costs: 1,000,000 rows of 20 columns into a backend that does nothing, in this process and
//! in one of its own, beside writing the same rows as CSV; first the boundary alone, then whole runs of the program.
//! `cargo bench --bench boundary`.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a bench that cannot go on fails")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use verbond::output::{
    Backend, CsvEncoder, CsvOptions, Destination, FoundPlugin, Hosting, PreparedPlugin, Readers, Replace, TextBackend, TrustFile,
    Where,
};

const ROWS: usize = 1_000_000;
const ROUNDS: usize = 5;
const MANIFEST: &str = "name = \"bad\"\nversion = \"1\"\nabi = 1\nlibrary = \"bad\"\nlicence = \"MIT\"\nauthor = \"Nobody\"\n";

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let plugin = null_plugin(folder.path());
    let trusted = folder.path().join("trusted.toml");
    TrustFile::read(&trusted).unwrap().pin(&FoundPlugin::at(&plugin).unwrap(), None).unwrap();
    println!("{ROWS} rows of 20 columns, middle of {ROUNDS} rounds\n\nthe boundary alone, on one thread, by rows of a batch");
    for size in [1024, 4096, 16_384, 65_536] {
        let (schema, batch) = batch(size);
        let times = ROWS.div_ceil(size);
        let open = |place: Where| -> Box<dyn Backend> {
            let trust = TrustFile::read(&trusted).unwrap();
            let prepared = PreparedPlugin::new(FoundPlugin::at(&plugin).unwrap(), &trust, place, &[])
                .unwrap_or_else(|error| panic!("{error}"));
            prepared
                .open("{}", &schema, (folder.path().join("out").as_path(), Replace::Allowed, Readers::Usual))
                .unwrap_or_else(|error| panic!("{error}"))
                .0
        };
        let hosting = Hosting { program: env!("CARGO_BIN_EXE_verbond").into(), limit: Duration::from_secs(60), memory: 4 << 30 };
        let in_process = measured(|| fill(open(Where::InProcess), &batch, times));
        let isolated = measured(|| fill(open(Where::Apart(hosting.clone())), &batch, times));
        let csv = measured(|| {
            let destination = Destination::file(&folder.path().join("out.csv"), Replace::Allowed, Readers::Usual).unwrap();
            fill(
                Box::new(TextBackend::open(destination, Arc::new(CsvEncoder::new(&schema, CsvOptions::default()))).unwrap()),
                &batch,
                times,
            );
        });
        println!("  {size:>6}  in-process {}  isolated {}  CSV {}", rate(in_process), rate(isolated), rate(csv));
    }
    println!("\nwhole runs of `verbond score wai-sr`");
    let answers = answers(folder.path());
    let run = |to: &str, more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbond"));
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["score", "wai-sr", "--quiet", "--trust-file"]).arg(&trusted);
        command.arg(&answers).arg("--plugin-dir").arg(&plugin).args(["--to", to]).args(more);
        measured(|| assert!(command.status().unwrap().success()))
    };
    let out = |name: &str| folder.path().join(name).display().to_string();
    let in_process = run(&format!("bad={}", out("x")), &["--in-process"]);
    let isolated = run(&format!("bad={}", out("x")), &[]);
    let csv = run(&format!("csv={}", out("s.csv")), &[]);
    println!("  in-process {}  isolated {}  CSV {}", rate(in_process), rate(isolated), rate(csv));
    println!("  isolated is {:.2} times in-process, and {:.2} times CSV", ratio(in_process, isolated), ratio(csv, isolated));
}

fn ratio(of: Duration, to: Duration) -> f64 {
    of.as_secs_f64() / to.as_secs_f64()
}

fn rate(took: Duration) -> String {
    format!("{:>6.2} s, {:>6.1} million rows/s", took.as_secs_f64(), ROWS as f64 / took.as_secs_f64() / 1e6)
}

fn measured(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

fn fill(mut backend: Box<dyn Backend>, batch: &RecordBatch, times: usize) {
    for _ in 0..times {
        backend.write(batch).unwrap_or_else(|error| panic!("{error}"));
    }
    backend.finish().unwrap_or_else(|error| panic!("{error}"));
}

/// The faulty backend of the tests, without a fault: it releases what it is given.
fn null_plugin(folder: &Path) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = folder.join("bad");
    std::fs::create_dir(&place).unwrap();
    std::fs::write(place.join("plugin.toml"), MANIFEST).unwrap();
    let source = std::fs::read_to_string(root.join("tests/data/faulty/faulty.c")).unwrap();
    std::fs::write(folder.join("null.c"), format!("#define _DEFAULT_SOURCE\n{source}")).unwrap();
    let library = place.join(format!("{}bad{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX));
    let mut compiler = Command::new("cc");
    compiler.args(["-O2", "-shared", "-fPIC", "-I"]).arg(root.join("plugins/sdk/include")).arg(folder.join("null.c"));
    assert!(compiler.arg("-o").arg(library).status().unwrap().success());
    place
}

/// Two texts, 14 scores, a band, and the three columns that say where scores come from.
fn batch(rows: usize) -> (SchemaRef, RecordBatch) {
    let mut fields = vec![Field::new("case", DataType::Utf8, false), Field::new("informant", DataType::Utf8, true)];
    fields.extend((0..14).map(|number| Field::new(format!("score{number}"), DataType::Float64, true)));
    fields.push(Field::new("band", DataType::Utf8, true));
    for (name, value) in [("instrument", "wai-sr"), ("version", "1.0.0"), ("sha256", &"0123456789abcdef".repeat(4))] {
        let metadata = HashMap::from([("verbond:constant".to_owned(), value.to_owned())]);
        fields.push(Field::new(name, DataType::Utf8, false).with_metadata(metadata));
    }
    let text = |make: &dyn Fn(usize) -> String| Arc::new(StringArray::from_iter_values((0..rows).map(make))) as ArrayRef;
    let mut columns = vec![text(&|row| format!("c{row}")), text(&|row| ["client", "worker"][row % 2].to_owned())];
    for number in 0..14 {
        let score = |row: usize| (!(row + number).is_multiple_of(20)).then(|| 1.0 + ((row * 7 + number * 13) % 49) as f64 / 12.0);
        columns.push(Arc::new((0..rows).map(score).collect::<Float64Array>()));
    }
    columns.push(text(&|row| ["weak", "fair", "strong"][row % 3].to_owned()));
    columns.extend(["wai-sr", "1.0.0", &"0123456789abcdef".repeat(4)].map(|value| text(&|_| value.to_owned())));
    let schema = Arc::new(Schema::new(fields));
    (Arc::clone(&schema), RecordBatch::try_new(schema, columns).unwrap())
}

fn answers(folder: &Path) -> PathBuf {
    use std::fmt::Write;
    let mut text = String::from("case,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12\n");
    for row in 0..ROWS {
        write!(text, "c{row}").unwrap();
        (0..12).for_each(|item| write!(text, ",{}", 1 + (row * 7 + item * 11) % 5).unwrap());
        text.push('\n');
    }
    let path = folder.join("answers.csv");
    std::fs::write(&path, text).unwrap();
    path
}
