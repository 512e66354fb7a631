//! Files of other programs, made to hurt: each ends in a sentence, in little memory and soon. Most are a few kilobytes.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray, StructArray};
use arrow_schema::{DataType, Field, Fields};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use zip::write::SimpleFileOptions;

use crate::program::{Ran, command, folder, put, ran};

/// Runs the program with so many MiB of memory and half a minute of a processor, as it is built for tests. What the
/// clock says depends on what else runs.
fn bounded(arguments: &[&str], mebibytes: u64) -> Ran {
    let program = command();
    let mut shell = std::process::Command::new("bash");
    shell.args(["-c", &format!("ulimit -v {}; ulimit -t 30; exec \"$@\"", mebibytes << 10), "bash"]).arg(program.get_program());
    shell.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env("NO_COLOR", "1").env("HOME", "/nonexistent");
    let begun = Instant::now();
    let ran = ran(shell.output().unwrap_or_else(|error| panic!("{error}")));
    assert!(ran.code >= 0 && begun.elapsed() < Duration::from_secs(300), "{arguments:?} took {:?}", begun.elapsed());
    ran
}

/// What is said, without the folder.
fn said(ran: &Ran, folder: &tempfile::TempDir) -> String {
    let text = format!("exit code {}\n{}{}", ran.code, ran.stdout, ran.stderr);
    text.replace(folder.path().to_str().unwrap_or_default(), "FOLDER")
}

fn refused(ran: &Ran, code: &str, words: &str) {
    assert!(ran.code == 1 && ran.stderr.contains(&format!("[{code}]")), "{}: {}", ran.code, ran.stderr);
    assert!(ran.stderr.contains(words), "{}", ran.stderr);
    assert!(ran.stderr.len() < 4_000, "{} bytes are said", ran.stderr.len());
}

fn put_bytes(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}"));
    path.display().to_string()
}

/// A workbook with one sheet, `survey`, and further parts.
pub fn workbook(sheet: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = "http://schemas.openxmlformats.org/package/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rels = format!(
        "<Relationships xmlns=\"{related}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"survey\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let sheets = format!(
        "<Relationships xmlns=\"{related}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>");
    let fixed = [
        ("_rels/.rels", rels.as_str()),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &sheets),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in fixed.iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap_or_else(|error| panic!("{error}"));
        zip.write_all(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    }
    zip.finish().unwrap_or_else(|error| panic!("{error}")).into_inner()
}

const QUESTION: &str = "<row><c t=\"str\"><v>type</v></c><c t=\"str\"><v>name</v></c><c t=\"str\"><v>label</v></c></row>\
    <row><c t=\"str\"><v>integer</v></c><c t=\"str\"><v>age</v></c><c t=\"str\"><v>Age</v></c></row>";

/// Imports a workbook in 300 MiB.
fn import(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> Ran {
    let form = put_bytes(folder, name, bytes);
    let output = folder.path().join(format!("{name}.folder")).display().to_string();
    bounded(&["import", &form, "--output", &output], 300)
}

/// Which of two cells of one place counts, nobody can tell.
#[test]
fn a_cell_that_stands_there_twice_is_refused() {
    let folder = folder();
    for twice in ["<row r=\"2\"><c r=\"A2\" t=\"str\"><v>text</v></c></row>", "<row><c r=\"B1\" t=\"str\"><v>x</v></c></row>"] {
        let ran = import(&folder, "twice.xlsx", &workbook(&format!("{QUESTION}{twice}"), &[]));
        assert!(ran.code == 1 && ran.stderr.contains("stands there twice"), "{} {}", ran.code, ran.stderr);
    }
}

/// A text that is not there would be the first of them, and whatever is no truth would be true.
#[test]
fn a_cell_that_is_not_what_it_says_is_refused() {
    let folder = folder();
    for (sort, value) in [("s", "-1"), ("s", "junk"), ("b", "junk")] {
        let cell = format!("<row><c r=\"A3\" t=\"{sort}\"><v>{value}</v></c></row>");
        let texts = [("xl/sharedStrings.xml", "<sst><si><t>2</t></si></sst>")];
        let ran = import(&folder, "misread.xlsx", &workbook(&format!("{QUESTION}{cell}"), &texts));
        assert!(ran.code == 1 && ran.stderr.contains("cell A3"), "{sort} {value}: {} {}", ran.code, ran.stderr);
    }
}

/// A record that cannot be read names nothing, and that is not what is wrong.
#[test]
fn what_is_no_json_is_told_as_that() {
    let folder = folder();
    let broken = [
        "[{\"case\":\"a\",\"q1\":01}]",
        "[{\"case\":\"a\",\"q1\":1,}",
        "[{\"case\":\"a\",\"q1\":1e400}]",
        "[{\"case\":\"\\ud800\"}]",
    ];
    for (name, text) in broken.iter().flat_map(|text| [("a.json", *text), ("a.jsonl", text.trim_matches(['[', ']']))]) {
        let answers = put_bytes(&folder, name, text.as_bytes());
        let ran = crate::program::run(&["score", "phq-9", &answers]);
        assert!(ran.code == 1 && ran.stderr.contains("V0714"), "{name} {text}: {}", ran.stderr);
        assert!(!ran.stderr.contains("V0712"), "{name} {text}: {}", ran.stderr);
    }
}

/// As many as there can be, and more than there are.
#[test]
fn rows_that_are_passed_over_are_no_more_than_there_are() {
    let folder = folder();
    let measure = put_bytes(&folder, "m.instrument", crate::example::with("").as_bytes());
    let answers = put_bytes(&folder, "a.csv", b"case,informant,a,b,c,d\nc1,client,1,1,1,1\n");
    for rows in ["18446744073709551615", "50"] {
        let ran = crate::program::run(&["score", &measure, &answers, "--quiet", "--skip-rows", rows]);
        assert!(ran.code == 0 || ran.code == 1, "{rows}: {} {}", ran.code, ran.stderr);
    }
}

#[test]
fn a_sheet_is_as_large_as_what_stands_in_it() {
    let folder = folder();
    let far = format!("{QUESTION}<row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>far</v></c></row>");
    let ran = import(&folder, "far.xlsx", &workbook(&far, &[]));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // Blank cells that were formatted, a million of them.
    let blank = format!("{QUESTION}{}", format!("<row>{}</row>", "<c s=\"1\"/>".repeat(250)).repeat(4_000));
    let ran = import(&folder, "blank.xlsx", &workbook(&blank, &[]));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let folder = folder();
    let padded = workbook(QUESTION, &[("xl/sharedStrings.xml", &" ".repeat(200 << 20))]);
    assert!(padded.len() < 1 << 20, "{} bytes", padded.len());
    let ran = import(&folder, "unpacked.xlsx", &padded);
    refused(&ran, "V0905", "unpacks to more than 64 MiB");
    insta::assert_snapshot!("V0905", said(&ran, &folder));
    let blank = format!("{QUESTION}{}", "<c/>".repeat(5_000_000));
    refused(&import(&folder, "blank.xlsx", &workbook(&blank, &[])), "V0905", "more than 4,000,000 elements");
    let texts = "<sst uniqueCount = '99999999999'><si><t>a</t></si></sst>";
    refused(&import(&folder, "claim.xlsx", &workbook(QUESTION, &[("xl/sharedStrings.xml", texts)])), "V0905", "elements");
    let text = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(1 << 20));
    let shared = format!("{QUESTION}<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(10_000));
    refused(&import(&folder, "shared.xlsx", &workbook(&shared, &[("xl/SharedStrings.xml", &text)])), "V0905", "32 MiB together");
    refused(&import(&folder, "parts.xlsx", &b"PK\x01\x02".repeat(20_000)), "V0905", "more than 10,000 files");
}

/// Found by fuzzing: a row far beyond the last.
#[test]
fn a_place_beyond_every_sheet_is_refused_or_passed_over() {
    let folder = folder();
    for place in ["99999999999", "4294967296", "A", "0", "-1", "A99999999999", "ZZZZZZZZ1"] {
        let rows = format!("{QUESTION}<row r=\"{place}\"><c r=\"{place}\" t=\"str\"><v>x</v></c></row>");
        let ran = import(&folder, "place.xlsx", &workbook(&rows, &[]));
        assert!(ran.code == 0 || ran.code == 1 && ran.stderr.contains("[V0903]"), "{place}: {} {}", ran.code, ran.stderr);
        assert!(!ran.stderr.contains("panicked"), "{place}: {}", ran.stderr);
        let _ = std::fs::remove_dir_all(folder.path().join("place.xlsx.folder"));
    }
}

#[test]
fn the_looks_of_a_workbook_are_not_read() {
    let folder = folder();
    let font = format!("<fonts><font><name val=\"{}\"/></font></fonts>", "f".repeat(1 << 20));
    let styles = format!("<styleSheet>{font}<cellXfs>{}</cellXfs></styleSheet>", "<xf fontId=\"0\"/>".repeat(50_000));
    let ran = import(&folder, "fonts.xlsx", &workbook(QUESTION, &[("xl/styles.xml", &styles)]));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    refused(&import(&folder, "old.xls", &[&magic[..], &[0; 4_096]].concat()), "V0903", "its sectors do not make a file");
}

/// A workbook of Excel 97 around the records of its one sheet, `survey`; before them stand those of the workbook.
fn old_workbook(shared: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 5, 0]);
    let end = record(0x000A, &[]);
    let name = |start: u32| [&start.to_le_bytes()[..], &[0, 0, 6, 0], b"survey"].concat();
    let head = begin.len() + record(0x0085, &name(0)).len() + shared.concat().len() + end.len();
    let stream = [begin.clone(), record(0x0085, &name(head as u32)), shared.concat(), end.clone(), begin, sheet.concat(), end];
    let mut stream = stream.concat();
    stream.resize(stream.len().next_multiple_of(512).max(4_096), 0);
    let sectors = stream.len() / 512;
    let tables = (sectors + 2).div_ceil(127) + 1;
    let last = 0xFFFF_FFFE_u32;
    let chain = (tables + 1..tables + sectors).map(|next| next as u32 + 1).chain([last]);
    let following: Vec<u32> = vec![0xFFFF_FFFD; tables].into_iter().chain([last]).chain(chain).collect();
    let mut table: Vec<u8> = following.iter().flat_map(|next| next.to_le_bytes()).collect();
    table.resize(tables * 512, 0xFF);
    let mut header = vec![0; 512];
    header[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    header[24..34].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    for (at, value) in [(44, tables as u32), (48, tables as u32), (56, 4_096), (60, last), (68, last)] {
        header[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    for at in 0..109 {
        let sector = if at < tables { at as u32 } else { u32::MAX };
        header[76 + 4 * at..80 + 4 * at].copy_from_slice(&sector.to_le_bytes());
    }
    let mut directory = vec![0; 512];
    for (at, name, start, size) in [(0, "Root Entry", last, 0), (128, "Workbook", tables as u32 + 1, stream.len() as u32)] {
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        directory[at..at + letters.len()].copy_from_slice(&letters);
        directory[at + 64] = letters.len() as u8 + 2;
        directory[at + 116..at + 120].copy_from_slice(&start.to_le_bytes());
        directory[at + 120..at + 124].copy_from_slice(&size.to_le_bytes());
    }
    [header, table, directory, stream].concat()
}

fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat()
}

/// Texts that cells share: one of so many letters, across records, and the two that a heading and a row need.
fn shared_texts(letters: usize) -> Vec<Vec<u8>> {
    let text = |text: &[u8]| [&(text.len() as u16).to_le_bytes()[..], &[0], text].concat();
    let mut records = vec![[&3_u32.to_le_bytes()[..], &3_u32.to_le_bytes(), &text(b"type"), &text(b"date")].concat()];
    records[0].extend([&(letters as u16).to_le_bytes()[..], &[0]].concat());
    // Where a record ends within a text, the next one says anew how wide its letters are.
    records.extend(vec![b'a'; letters].chunks(8_000).map(|part| [&[0], part].concat()));
    records.iter().enumerate().map(|(at, content)| record(if at == 0 { 0x00FC } else { 0x003C }, content)).collect()
}

fn shared_cell(row: u16, column: u16, text: u32) -> Vec<u8> {
    record(0x00FD, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], &text.to_le_bytes()].concat())
}

#[test]
fn an_old_workbook_is_as_large_as_what_stands_in_it() {
    let folder = folder();
    let form = [shared_cell(0, 0, 0), shared_cell(65_535, 0, 1), shared_cell(65_535, 255, 2)];
    let ran = import(&folder, "far.xls", &old_workbook(&shared_texts(60_000), &form));
    assert_eq!(ran.code, 0, "the last row and column of a sheet take no memory for those before: {}", ran.stderr);
    let heading = vec![shared_cell(0, 0, 0), shared_cell(1, 0, 1)];
    let many = (2..1_000).map(|row| shared_cell(row, 0, 2));
    let sheet: Vec<Vec<u8>> = heading.into_iter().chain(many).collect();
    let ran = import(&folder, "shared.xls", &old_workbook(&shared_texts(60_000), &sheet));
    refused(&ran, "V0905", "32 MiB together");
    let locked = old_workbook(&[record(0x002F, &[0; 6])], &form);
    refused(&import(&folder, "locked.xls", &locked), "V0903", "takes a password");
    let before_97 = old_workbook(&[record(0x0809, &[0, 5, 5, 0])], &form);
    refused(&import(&folder, "before.xls", &before_97), "V0903", "an Excel of before 97");
}

const DICTIONARY: &str = "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\",\
    Field Note,Text Validation Type OR Show Slider Number,Text Validation Min,Text Validation Max,Identifier?,\
    Branching Logic (Show field only if...),Required Field?\n";

fn question(name: &str, branching: &str) -> String {
    format!("{name},f,,text,Q,,,integer,0,10,,{branching},y\n")
}

fn calculation(name: &str, formula: &str) -> String {
    format!("{name},f,,calc,C,{formula},,,,,,,\n")
}

/// Two thousand questions, and hundreds of calculations that a measure cannot hold, one by one or all of a chain.
#[test]
fn refused_calculations_take_a_few_checks_and_not_one_each() {
    let folder = folder();
    let mut form = DICTIONARY.to_owned();
    (0..2_000).for_each(|at| form.push_str(&question(&format!("q{at}"), "")));
    (0..300).for_each(|at| form.push_str(&calculation(&format!("broken{at}"), "[q1] / 0")));
    form.push_str(&calculation("chain0", "[q1] / 0"));
    (1..300).for_each(|at| form.push_str(&calculation(&format!("chain{at}"), &format!("[chain{}] + 1", at - 1))));
    form.push_str(&calculation("sound", "[q1] + [q2]"));
    let form = put(&folder, "form.csv", &form);
    let output = folder.path().join("out").display().to_string();
    let ran = bounded(&["import", &form, "--output", &output], 500);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let measure = std::fs::read_to_string(folder.path().join("out/1.0.0.instrument")).unwrap_or_default();
    assert!(measure.contains("score sound") && !measure.contains("score broken"), "the sound one stays alone");
    assert!(ran.stderr.contains("the calculation of `chain299`") && ran.stderr.contains("which was left out"), "each is told");
    let told = ran.stderr.matches("[V0902]").count();
    assert!(told >= 600, "{told} are told");
}

#[test]
fn what_a_form_says_cannot_break_the_measure_around_it() {
    let folder = folder();
    let mut form = format!("{},Field Annotation\n", DICTIONARY.trim_end());
    for (name, statement) in
        [("a", "score a = 1 * q } instrument b 1.0.0 {"), ("b", "score b = (((1 * q"), ("c", "score c = 2 * q")]
    {
        writeln!(form, "{name},f,,calc,C,1{}\"VERBOND: {statement}\"", ",".repeat(12)).expect("there is room");
    }
    form.push_str("q,f,,text,Q,,,integer,0,10,,,y,,,,,\n");
    let form = put(&folder, "form.csv", &form.replace("Field?,Field", "Field?,A,B,C,D,Field"));
    let output = folder.path().join("out").display().to_string();
    let ran = bounded(&["import", &form, "--output", &output], 300);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn forms_hold_no_more_than_a_measure_may() {
    let folder = folder();
    let imported = |name: &str, text: &str| {
        let output = folder.path().join("out").display().to_string();
        bounded(&["import", &put(&folder, name, text), "--output", &output], 500)
    };
    let fields = DICTIONARY.to_owned() + &"q\n".repeat(30_000);
    refused(&imported("fields.csv", &fields), "V0905", "more than 20,000 fields");
    let questions = DICTIONARY.to_owned() + &question("q", "").repeat(12_000);
    refused(&imported("questions.csv", &questions), "V0905", "more than 10,000 questions");
    refused(&imported("large.csv", &" ".repeat(20 << 20)), "V0905", "larger than 16 MiB");
    refused(&imported("values.json", &format!("[{}0]", "0,".repeat(2_000_000))), "V0905", "more than 1,000,000 values");
    refused(&imported("deep.json", &"[".repeat(100_000)), "V0903", "recursion limit");
    let item = "{\"linkId\":\"a\",\"type\":\"date\",\"linkId\":\"b\"}";
    let twice = imported("twice.json", &format!("{{\"resourceType\":\"Questionnaire\",\"item\":[{item}]}}"));
    refused(&twice, "V0906", "`linkId` stands twice");
    insta::assert_snapshot!("V0906", said(&twice, &folder));
    let languages: String = (0..200).map(|at| format!("<c t=\"str\"><v>label::L{at} (l{at})</v></c>")).collect();
    let many =
        workbook(&format!("<row><c t=\"str\"><v>type</v></c>{languages}</row><row><c t=\"str\"><v>date</v></c></row>"), &[]);
    refused(&import(&folder, "languages.xlsx", &many), "V0905", "more than 100 languages");
}

#[test]
fn what_comes_back_from_a_translator_is_bounded() {
    let folder = folder();
    let measure = include_str!("../../instruments/alliance-monitor/0.3.0.instrument");
    let translation = include_str!("../../instruments/alliance-monitor/0.3.nl-NL.translation");
    put(&folder, "0.3.0.instrument", measure);
    let file = put(&folder, "0.3.nl-NL.translation", translation);
    let received = |name: &str, bytes: &[u8]| bounded(&["translate", "receive", &file, &put_bytes(&folder, name, bytes)], 400);
    let po = "msgid \"\"\nmsgstr \"\"\n\"Language: nl-NL\\n\"\n";
    refused(&received("lines.po", format!("{po}{}", "#\n".repeat(1_000_000)).as_bytes()), "V0905", "more than 200,000 lines");
    refused(&received("returns.po", format!("{po}{}", "#\r".repeat(1_000_000)).as_bytes()), "V0905", "more than 200,000 lines");
    refused(&received("large.po", &vec![b' '; 9 << 20]), "V0905", "larger than 8 MiB");
    let text = "\nmsgctxt \"about\"\nmsgid \"a\"\nmsgstr \"b\"\n";
    refused(&received("twice.po", format!("{po}{text}{text}").as_bytes()), "V0906", "`about` stands in it twice");
    let head = "<xliff version=\"2.1\" srcLang=\"en\" trgLang=\"nl-NL\"><file>";
    let laughs = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let expanded = format!("{laughs}{head}<unit name=\"about\"><segment><source>&b;</source></segment></unit></file></xliff>");
    refused(&received("laughs.xlf", expanded.as_bytes()), "V0903", "no entity `&b;`");
    let units = format!("{head}{}</file></xliff>", "<unit/>".repeat(1_000_000));
    refused(&received("units.xlf", units.as_bytes()), "V0905", "more than 100,000 texts");
    let deep = format!("{head}{}", "<g>".repeat(2_000_000));
    refused(&received("deep.xlf", deep.as_bytes()), "V0903", "it ends before its `xliff` element does");
    assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), translation, "nothing was taken");
}

#[test]
fn a_phrase_of_braces_does_not_end_the_program() {
    let folder = folder();
    for (at, deep) in ["{", "{ A(", "{ $n ->\n *[o] {", "{\n"].iter().enumerate() {
        let text = format!("next = {}\n", deep.repeat(20_000));
        put(&folder, "nl.ftl", &text);
        let config = put(&folder, "verbond.toml", "[phrases]\nfolders = [\".\"]\n");
        let ran = bounded(&["phrases", "--config", &config], 300);
        refused(&ran, "V0415", "nested more than 100 deep");
        assert!(at > 0 || ran.stdout.contains("nl"), "the other languages are listed");
    }
}

const ITEMS: [&str; 12] = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "q11", "q12"];

/// Answers to the WAI-SR in Parquet, all the same, with one column of texts.
fn parquet(folder: &tempfile::TempDir, name: &str, (column, texts): (&str, ArrayRef), page: usize) -> String {
    let rows = texts.len();
    let items = ITEMS.iter().map(|name| (*name, Arc::new(Int64Array::from(vec![3; rows])) as ArrayRef));
    let case: Vec<String> = (0..rows).map(|row| format!("c{row}")).collect();
    let case = (column != "case").then(|| ("case", Arc::new(StringArray::from(case)) as ArrayRef));
    let columns = items.chain(case).chain(std::iter::once((column, texts)));
    let batch = RecordBatch::try_from_iter(columns).unwrap_or_else(|error| panic!("{error}"));
    let level = ZstdLevel::try_new(3).unwrap_or_else(|error| panic!("{error}"));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_dictionary_page_size_limit(page)
        .set_data_page_size_limit(page)
        .set_dictionary_enabled(page < 64 << 20)
        .set_write_batch_size(64)
        .build();
    let path = folder.path().join(name);
    let file = std::fs::File::create(&path).unwrap_or_else(|error| panic!("{error}"));
    let written = ArrowWriter::try_new(file, batch.schema(), Some(properties)).and_then(|mut writer| {
        writer.write(&batch)?;
        writer.close()
    });
    assert!(written.is_ok(), "{written:?}");
    path.display().to_string()
}

fn size(path: &str) -> u64 {
    std::fs::metadata(Path::new(path)).map(|there| there.len()).unwrap_or_default()
}

#[test]
fn one_long_text_in_many_rows_stands_in_memory_once() {
    let folder = folder();
    let long = "x".repeat(1 << 20);
    let texts = Arc::new(StringArray::from(vec![long.as_str(); 1_000]));
    let cases = parquet(&folder, "cases.parquet", ("case", texts), 4 << 20);
    assert!(size(&cases) < 200_000, "{} bytes", size(&cases));
    let ran = bounded(&["score", "wai-sr", &cases, "--quiet", "--to", "csv=/dev/null"], 600);
    assert!(ran.code == 1 && ran.stderr.contains("error[V0724]"), "{}", ran.stderr);
    assert!(ran.stderr.contains("1048576 bytes, and a code has 1000"), "{}", ran.stderr);
    insta::assert_snapshot!("V0724", said(&ran, &folder).lines().take(8).collect::<Vec<_>>().join("\n"));
    let texts = Arc::new(StringArray::from(vec![long.as_str(); 500]));
    let notes = parquet(&folder, "notes.parquet", ("note", texts), 4 << 20);
    let kept = bounded(&["score", "wai-sr", &notes, "--keep", "--quiet", "--to", "csv=/dev/null"], 600);
    assert_eq!(kept.code, 0, "{}", kept.stderr);
    // What nobody asks for is not even unpacked.
    let ignored = bounded(&["score", "wai-sr", &notes, "--quiet", "--to", "csv=/dev/null"], 300);
    assert_eq!(ignored.code, 0, "{}", ignored.stderr);
}

#[test]
fn parquet_that_unpacks_to_too_much_is_refused() {
    let folder = folder();
    let long = "x".repeat(1 << 20);
    let texts = Arc::new(StringArray::from(vec![long.as_str(); 100]));
    let page = parquet(&folder, "page.parquet", ("note", texts), 1 << 30);
    assert!(size(&page) < 200_000, "{} bytes", size(&page));
    let ran = bounded(&["score", "wai-sr", &page, "--keep", "--quiet", "--to", "csv=/dev/null"], 600);
    refused(&ran, "V0723", "a page of the Parquet file unpacks to more than 64 MiB");
    insta::assert_snapshot!("V0723", said(&ran, &folder));
    let mut nested: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    for _ in 0..40 {
        let field = Field::new("s", nested.data_type().clone(), false);
        nested = Arc::new(StructArray::new(Fields::from(vec![field]), vec![nested], None));
    }
    assert!(matches!(nested.data_type(), DataType::Struct(_)));
    let nested = parquet(&folder, "nested.parquet", ("note", nested), 1 << 20);
    refused(&bounded(&["score", "wai-sr", &nested, "--to", "csv"], 300), "V0723", "nested more than 32 deep");
    let footer = [b"PAR1".to_vec(), vec![0x19; 40], 0xFFFF_FF00_u32.to_le_bytes().to_vec(), b"PAR1".to_vec()].concat();
    let footer = put_bytes(&folder, "footer.parquet", &footer);
    refused(&bounded(&["score", "wai-sr", &footer, "--to", "csv"], 300), "V0723", "longer than 16 MiB");
}

#[test]
fn json_that_repeats_a_name_or_does_not_end_is_refused() {
    let folder = folder();
    let scored = |name: &str, text: &str| bounded(&["score", "wai-sr", &put(&folder, name, text), "--to", "csv"], 400);
    let answers: String = ITEMS.iter().map(|item| format!(",\"{item}\":3")).collect();
    let twice = format!("{{\"case\":\"c1\"{answers},\"q1\":5}}");
    let lines = scored("twice.jsonl", &format!("{twice}\n{{\"case\":\"c2\"{answers}}}\n"));
    refused(&lines, "V0722", "`q1` stands in the record twice");
    insta::assert_snapshot!("V0722", said(&lines, &folder));
    refused(&scored("twice.json", &format!("[{twice}]")), "V0722", "`q1` stands in the record twice");
    let unknown = format!("{{\"case\":\"c1\"{answers},\"x\":1,\"x\":1}}\n");
    refused(&scored("unknown.jsonl", &unknown), "V0722", "`x` stands in the record twice");
    let open = format!("[{{\"case\":\"c1\"{answers}}},{{\"case\":\"{}", "x".repeat(40 << 20));
    refused(&scored("open.json", &open), "V0713", "the record that begins in row 2 is longer than 16 MiB");
    refused(&scored("deep.json", &"[".repeat(1_000_000)), "V0714", "EOF while parsing a list");
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let deep = format!("[{{\"case\":\"c1\"{answers}}},{{\"case\":\"c2\"{answers},\"x\":{deep}}}]");
    refused(&scored("deeper.json", &deep), "V0714", "recursion limit");
}
