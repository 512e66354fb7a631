//! Rows as an author of a backend sees them, through the boundary.

#![allow(missing_docs, reason = "tests")]

use std::io::Write;

use serde::Deserialize;
use verbond_backend::sample::{Filling, Sample};
use verbond_backend::{Description, Error, Job, OptionFault, OptionType, Role, Row, RowBackend, Rows, Value, harness};

/// Writes what it reads in several ways, so that a test sees it.
struct Reader(std::fs::File);

#[derive(Deserialize)]
struct Options {
    prefix: String,
    times: f64,
    loud: bool,
    extra: Option<String>,
}

/// A few columns as a type of one's own; the others are left out.
#[derive(Debug, Deserialize)]
struct Mine {
    case: String,
    trust: Option<f64>,
    distrust: Option<bool>,
    date: Option<String>,
    asked: Option<u32>,
}

impl RowBackend for Reader {
    type Options = Options;

    fn describe() -> Description {
        Description::new("reader", "1.0.0")
            .option("prefix", OptionType::Text, "-", "What a line begins with.")
            .option("times", OptionType::Number, "1", "How often.")
            .option("loud", OptionType::Switch, "false", "Whether it shouts.")
            .option("extra", OptionType::Text, "", "Nothing, unless it is given.")
            .choice("colour", &["red", "green"], "A colour.")
    }

    fn open(job: Job<Options>) -> Result<Self, Error> {
        let mut file = std::fs::File::create(job.path)?;
        let Options { prefix, times, loud, extra } = job.options;
        let dutch = job.measure.in_language("nl").map(|measure| measure.title);
        writeln!(file, "{prefix} {times} {loud} {extra:?} {} {dutch:?}", job.measure.title)?;
        Ok(Self(file))
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let mine: Mine = row.read()?;
        assert_eq!((mine.case.as_str(), mine.trust), (row.text("case"), row.number("trust")));
        assert_eq!(mine.distrust.unwrap_or(false), row.is_true("distrust"));
        assert_eq!(mine.asked.map(f64::from), row.number("asked"));
        assert_eq!(mine.date.unwrap_or_default(), row.value("date").to_string());
        assert_eq!(row.value("no such column"), Value::Missing);
        let scores: Vec<String> = row.of_role(Role::Score).map(|cell| format!("{}={}", cell.column.label, cell.value)).collect();
        Ok(writeln!(self.0, "{} {} {}", row.text("case"), row.value("date"), scores.join(" "))?)
    }

    fn finish(self) -> Result<(), Error> {
        Ok(())
    }
}

#[test]
fn rows_are_read_by_name_by_role_and_as_a_type() -> Result<(), Error> {
    let sample = Sample::batched(&[2, 3], Filling::Ordinary);
    let written = harness::run::<Rows<Reader>>(&sample, &[("prefix", "+"), ("loud", "true")])?;
    let expected = "+ 1 true None Sample Some(\"Voorbeeld\")\n\
        c1 2024-10-04 Trust=\n\
        c1  Trust=1.5\n\
        c2 2024-10-06 Trust=2\n\
        c2 2024-10-07 Trust=2.5\n\
        c3 2024-10-08 Trust=3\n";
    assert_eq!(String::from_utf8_lossy(&written), expected);
    Ok(())
}

#[test]
fn options_are_judged() {
    let given = |pairs: &[(&str, &str)]| {
        let pairs: Vec<(String, String)> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Reader::describe().options_json(&pairs)
    };
    assert_eq!(given(&[]).as_deref(), Ok(r#"{"prefix":"-","times":1.0,"loud":false,"colour":"red"}"#));
    assert_eq!(given(&[("time", "2")]), Err(OptionFault::Unknown("time".to_owned())));
    for (name, value) in [("times", "many"), ("times", "NaN"), ("loud", "yes"), ("colour", "blue")] {
        assert!(matches!(given(&[(name, value)]), Err(OptionFault::Unfit { .. })), "{name}={value}");
    }
    let said = given(&[("colour", "blue")]).map_err(|fault| fault.to_string());
    assert_eq!(said, Err("the option `colour` takes `red` or `green`, not `blue`".to_owned()));
}

/// A type that wants a column which is missing says so in words.
#[test]
fn a_row_that_does_not_fit_says_why() {
    struct Strict;
    #[derive(Debug, Deserialize)]
    struct Wants {
        #[serde(rename = "nowhere")]
        _nowhere: f64,
    }
    impl RowBackend for Strict {
        type Options = verbond_backend::NoOptions;
        fn describe() -> Description {
            Description::new("strict", "1.0.0")
        }
        fn open(_: Job<Self::Options>) -> Result<Self, Error> {
            Ok(Self)
        }
        fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
            row.read::<Wants>().map(drop)
        }
        fn finish(self) -> Result<(), Error> {
            Ok(())
        }
    }
    let refused = harness::run::<Rows<Strict>>(&Sample::new(1, Filling::Complete), &[]);
    assert_eq!(refused.map_err(|error| error.message), Err("missing field `nowhere`".to_owned()));
}
