//! Any bytes are read as a form or as a translator's workbook without a panic; the first byte chooses which, and
//! whether the rest is a workbook or the sheet of one.
#![no_main]

use std::io::{Cursor, Write};
use std::sync::Once;

use libfuzzer_sys::fuzz_target;
use verbond::exchange::{from_spreadsheet, from_xlsform};
use verbond::responses::is_guarded;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATED: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook around a sheet, so that what is tried is more than the archive.
fn workbook(name: &str, sheet: &[u8]) -> Option<Vec<u8>> {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{RELATED}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book =
        format!("<workbook xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"{name}\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
    let parts = [
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml").into_bytes()),
        ("xl/workbook.xml", book.into_bytes()),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml").into_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.to_vec()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts {
        zip.start_file(name, SimpleFileOptions::default()).ok()?;
        zip.write_all(&contents).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// The fuzzer ends at each panic; one that Verbond catches is none.
fn let_caught_panics_go() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !is_guarded() {
                before(panic);
            }
        }));
    });
}

fuzz_target!(|bytes: &[u8]| {
    let_caught_panics_go();
    let Some((first, bytes)) = bytes.split_first() else { return };
    let sheet = |name: &str| workbook(name, bytes).unwrap_or_default();
    match first % 4 {
        0 => drop(from_xlsform(bytes)),
        1 => drop(from_spreadsheet(bytes)),
        2 => drop(from_xlsform(&sheet("survey"))),
        _ => drop(from_spreadsheet(&sheet("about"))),
    }
});
