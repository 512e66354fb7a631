//! The standard example that fragments stand in, and how samples are checked.

use verbond::check::{check_instrument, check_norms, check_schedule, check_translation};
use verbond::instrument::Instrument;
use verbond::output::{ResultColumns, Results};
use verbond::responses::{Answers, Format, ReadError, ReadOptions};
use verbond::score::test_diagnostics;
use verbond::source::{Diagnostic, Sample, SampleKind, SourceFile, Style, render};
use verbond::syntax::parse;

/// What stands before a fragment; `docs/language.md` shows it.
pub const BEFORE: &str = r#"verbond 1

instrument example 1.0.0 {
  title   "Example"
  licence "CC0-1.0"
  status  experimental

  informants {
    client "Client"
    worker "Worker"
  }

  known {
    age     whole 12 to 99
    mandate one of probation, parole
  }

  scale agree {
    1    "No"
    2    "A little"
    3    "Partly"
    4    "Mostly"
    5    "Yes"
    none "Does not apply"
  }

  items on agree {
    a "A"
    b "B"
    c "C"
    d "D"
  }

  score main "Main" = mean of a, b, c, d needs 3 of 4
"#;

/// The standard example with statements added.
pub fn with(fragment: &str) -> String {
    format!("{BEFORE}\n{fragment}\n}}\n")
}

/// The standard example by itself.
pub fn instrument() -> Instrument {
    checked(&with("")).0.unwrap_or_else(|| panic!("the standard example is sound"))
}

/// Checks an instrument, tests included.
pub fn checked(text: &str) -> (Option<Instrument>, Vec<Diagnostic>, SourceFile) {
    let file = SourceFile::new("sample.instrument", text);
    let checked = check_instrument(&file, &parse(&file));
    let mut diagnostics = checked.diagnostics;
    diagnostics.extend(checked.found.iter().flat_map(test_diagnostics));
    (checked.found, diagnostics, file)
}

/// What is wrong with a sample, and the text that it stands for.
pub fn diagnostics(sample: &Sample) -> (Vec<Diagnostic>, SourceFile) {
    match sample.kind {
        SampleKind::Fragment => {
            let (_, diagnostics, file) = checked(&with(&sample.text));
            (diagnostics, file)
        }
        SampleKind::Instrument => whole_file(&sample.text),
        SampleKind::Translation => {
            whole_file(&format!("verbond 1\n\ntranslation nl of example 1.0 {{\n  status forward\n{}}}\n", sample.text))
        }
        SampleKind::Norms => whole_file(&format!(
            "verbond 1\n\nnorms demo 1 of example 1.0 {{\n  population \"Nobody\"\n  status simulated\n{}}}\n",
            sample.text
        )),
        SampleKind::Schedule => {
            whole_file(&format!("verbond 1\n\nschedule demo 1.0.0 {{\n  title \"Demo\"\n{}}}\n", sample.text))
        }
        SampleKind::Answers => answers(&sample.text),
        SampleKind::Phrases => {
            let file = SourceFile::new("sample.ftl", sample.text.clone());
            (verbond::phrases::check_phrases(&file), file)
        }
    }
}

/// A file of any kind, with the standard example to refer to.
fn whole_file(text: &str) -> (Vec<Diagnostic>, SourceFile) {
    let file = SourceFile::new("sample", text);
    let parsed = parse(&file);
    let example = instrument();
    let diagnostics = match parsed.tree.blocks.first() {
        Some(verbond::syntax::tree::Block::Translation(_)) => check_translation(&parsed, &[&example]).diagnostics,
        Some(verbond::syntax::tree::Block::Norms(_)) => check_norms(&parsed, &[&example]).diagnostics,
        Some(verbond::syntax::tree::Block::Schedule(_)) => check_schedule(&file, &parsed, &[&example]).diagnostics,
        _ => checked(text).1,
    };
    (diagnostics, file)
}

/// Answers to the standard example.
pub fn answers(text: &str) -> (Vec<Diagnostic>, SourceFile) {
    let file = SourceFile::new("answers.csv", text);
    let outcome = score(&instrument(), text, &ReadOptions::of_program());
    (outcome.diagnostics, file)
}

/// What scoring a CSV text came to.
pub struct Outcome {
    pub diagnostics: Vec<Diagnostic>,
    pub csv: String,
}

/// Scores a CSV text in memory.
pub fn score(instrument: &Instrument, text: &str, options: &ReadOptions) -> Outcome {
    score_as(instrument, text.as_bytes(), Format::Csv, options)
}

/// Scores answers in memory.
pub fn score_as(instrument: &Instrument, bytes: &[u8], format: Format, options: &ReadOptions) -> Outcome {
    use verbond::output::Encoder;
    let input = Box::new(std::io::Cursor::new(bytes.to_vec()));
    let mut answers = match Answers::open(instrument, input, format, options) {
        Ok(answers) => answers,
        Err(ReadError::Fault(diagnostic)) => {
            return Outcome { diagnostics: vec![*diagnostic], csv: String::new() };
        }
        Err(error) => panic!("{error}"),
    };
    let mut diagnostics = answers.diagnostics.clone();
    let results = Results::new(instrument, ResultColumns::of(&answers.reader.columns, false, false));
    let encoder = verbond::output::CsvEncoder::new(&results.schema(), verbond::output::CsvOptions::default());
    let mut csv = String::from_utf8(encoder.head().bytes).unwrap_or_default();
    let plan = verbond::score::Plan::new(instrument);
    let mut new_run = || Ok(Box::new(std::io::Cursor::new(Vec::new())) as Box<dyn verbond::output::Run>);
    let mut repeats = verbond::output::Repeats::new(&mut new_run);
    let (reader, source) = answers.split();
    let read = source.for_each(&mut |block| {
        let mut filled = reader.read(&block);
        diagnostics.append(&mut filled.faults.shown);
        repeats.add(&filled.keys).unwrap_or_else(|error| panic!("{error}"));
        let who = verbond::output::RowIdentity::take(&mut filled.table);
        let batch = results.batch(who, plan.score(filled.table)).unwrap_or_else(|error| panic!("{error}"));
        csv.push_str(&String::from_utf8_lossy(&encoder.encode(&batch).unwrap_or_else(|error| panic!("{error}")).bytes));
        std::ops::ControlFlow::Continue(())
    });
    if let Err(ReadError::Fault(diagnostic)) = read {
        diagnostics.push(*diagnostic);
    }
    let (found, _) = repeats.find(20).unwrap_or_else(|error| panic!("{error}"));
    diagnostics.extend(found.iter().map(|(row, first)| verbond::output::repeat_diagnostic(*row, *first, None)));
    Outcome { diagnostics, csv }
}

/// Diagnostics as a person sees them.
pub fn rendered(file: &SourceFile, diagnostics: &[Diagnostic]) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| format!("{}\n\n", render(file, diagnostic, Style::Plain)))
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// What is said of each fragment in the measure of [`with`], which is one error and no more.
pub fn answered_once(fragments: &[&str]) -> String {
    let mut shown = String::new();
    for fragment in fragments {
        let (_, diagnostics, _) = checked(&with(fragment));
        let said: Vec<String> = diagnostics
            .iter()
            .filter(|it| it.is_error())
            .map(|it| format!("{}: {} | {}", it.code.name, it.message, it.help.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(said.len(), 1, "{fragment}\n{}", said.join("\n"));
        shown.push_str(&format!("{fragment}\n    {}\n\n", said.join("\n")));
    }
    shown
}
