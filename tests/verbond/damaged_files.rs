//! Files of answers that lost their end, were packed again, or hold far too much in a cell.

use crate::program::{folder, run};

const MINI: &str = "tests/data/answers/mini.instrument";

/// A file of statistics, changed.
fn changed(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = std::fs::read(format!("tests/data/answers/{name}")).unwrap();
    change(&mut bytes);
    bytes
}

fn scored(name: &str, bytes: &[u8]) -> crate::program::Ran {
    let folder = folder();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    run(&["score", MINI, &path.display().to_string(), "--map", "date=when", "--to", "csv", "--quiet"])
}

/// The header of each of these says that there are three cases.
#[test]
fn a_statistics_file_that_lost_cases_is_refused() {
    const CASES_AT: usize = 80;
    let counted = |name: &str, cases: i32| {
        changed(name, |bytes| {
            assert_eq!(bytes[CASES_AT..CASES_AT + 4], 3_i32.to_le_bytes());
            bytes[CASES_AT..CASES_AT + 4].copy_from_slice(&cases.to_le_bytes());
        })
    };
    let case_bytes = 81 * 8;
    let mut lost = vec![("cut after a case".to_owned(), changed("spss.sav", |bytes| bytes.truncate(bytes.len() - case_bytes)))];
    for name in ["spss.sav", "spss-plain.sav", "spss.zsav"] {
        lost.extend([2, 100, 0].map(|cases| (format!("{name} of {cases}"), counted(name, cases))));
    }
    for (why, bytes) in lost {
        let ran = scored("a.sav", &bytes);
        assert!(ran.code == 1 && ran.stderr.contains("V0732") && ran.stdout.is_empty(), "{why}: {} {}", ran.code, ran.stderr);
    }
    let said = scored("a.sav", &counted("spss.sav", 100)).stderr;
    assert!(said.contains("it says that it has 100 cases, and 3 are there"), "{said}");
    for name in ["spss.sav", "spss-plain.sav", "spss.zsav"] {
        let unknown = scored("a.sav", &counted(name, -1));
        assert!(unknown.code == 0 && unknown.stdout.lines().count() == 4, "{name}: {}", unknown.stderr);
    }
    // Half an element at the end of a file that says nothing is no end either.
    let mut half = counted("spss.sav", -1);
    half.truncate(half.len() - case_bytes + 4);
    assert!(scored("a.sav", &half).stderr.contains("V0732"));
    for name in ["stata.dta", "stata-13.dta"] {
        for cases in [2_u8, 1, 0] {
            let bytes = changed(name, |bytes| {
                let at = memchr::memmem::find(bytes, b"<N>").unwrap() + 3;
                assert_eq!(bytes[at], 3);
                bytes[at] = cases;
            });
            let ran = scored("a.dta", &bytes);
            assert!(ran.code == 1 && ran.stderr.contains("V0732"), "{name} of {cases}: {} {}", ran.code, ran.stderr);
        }
    }
}

#[test]
fn a_workbook_that_was_packed_again_is_read() {
    use std::io::{Read, Write};
    let whole = std::fs::read("tests/data/answers/libreoffice.ods").unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(whole)).unwrap();
    let mut again = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        let packed = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        again.start_file(part.name().unwrap().to_string(), packed).unwrap();
        again.write_all(&text).unwrap();
    }
    let bytes = again.finish().unwrap().into_inner();
    assert!(memchr::memmem::find(&bytes, b"application/vnd.oasis").is_none(), "the test would show nothing");
    let folder = folder();
    let path = folder.path().join("again.ods");
    std::fs::write(&path, bytes).unwrap();
    let ran = run(&["score", MINI, &path.display().to_string(), "--to", "csv", "--quiet"]);
    assert!(ran.code == 0 && ran.stdout.lines().count() == 3, "{} {}", ran.stdout, ran.stderr);
}

/// A Parquet file of 13 KB can hold one megabyte in each of its rows.
#[test]
fn a_text_far_too_long_is_not_counted() {
    use verbond::instrument::{Domain, Given, Unfit};
    let (long, begun) = ("ä".repeat(1 << 20), std::time::Instant::now());
    for _ in 0..20_000 {
        assert_eq!(Domain::Text(500).text(&long), Err(Unfit::TooLong));
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{:?}", begun.elapsed());
    // The most bytes that so many letters have, and lines that end as Windows ends them.
    for fits in ["\u{1F600}".repeat(500), "\r\n".repeat(500), "x".repeat(500)] {
        assert_eq!(Domain::Text(500).text(&fits), Ok(Given::Value(500.0)));
        assert_eq!(Domain::Text(499).text(&fits), Err(Unfit::TooLong));
    }
}
