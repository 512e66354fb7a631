//! Texts made to hurt: each gets a diagnostic with its code, quickly, and without steering the terminal.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use verbond::source::{SourceFile, Style, render};
use verbond::syntax::{format, parse};

use crate::example::{checked, with};

/// Checks a text and returns its codes; it may neither take long nor print an escape.
fn codes_of(text: &str) -> Vec<&'static str> {
    let begun = Instant::now();
    let (_, diagnostics, file) = checked(text);
    for diagnostic in &diagnostics {
        let shown = render(&file, diagnostic, Style::Plain);
        assert!(shown.len() < 20_000, "a diagnostic of {} bytes", shown.len());
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "a control character is printed: {shown:?}");
        assert!(!shown.contains('\u{202E}'), "a direction control is printed");
    }
    assert!(begun.elapsed() < Duration::from_secs(60), "it took {:?}", begun.elapsed());
    diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect()
}

#[test]
fn ten_megabytes_of_nonsense() {
    assert_eq!(codes_of(&"nonsense {(\" ".repeat(800_000)), ["V0109"]);
}

#[test]
fn two_megabytes_of_nonsense() {
    assert!(codes_of(&"nonsense 12 , = ".repeat(131_000)).contains(&"V0101"));
}

#[test]
fn a_hundred_thousand_openings() {
    for (opening, code) in
        [("{", "V0108"), ("(", "V0108"), ("not ", "V0108"), ("if ", "V0108"), ("-", "V0108"), ("if not (", "V0108")]
    {
        let many = opening.repeat(100_000);
        assert!(codes_of(&with(&format!("score s = {many}"))).contains(&code), "{opening}");
        assert!(codes_of(&format!("verbond 1\n{many}")).iter().any(|found| *found == code || *found == "V0102"), "{opening}");
    }
}

#[test]
fn a_hundred_thousand_closings() {
    assert!(codes_of(&format!("verbond 1\n{}", "}".repeat(100_000))).contains(&"V0102"));
}

#[test]
fn a_chain_of_operators_and_a_chain_of_scores() {
    assert!(codes_of(&with(&format!("score s = a{}", " + a".repeat(100_000)))).contains(&"V0108"));
    let chain: String = (1..5_000).map(|at| format!("score s{at} \"S\" = s{} + 0\n", at + 1)).collect();
    assert!(codes_of(&with(&format!("{chain}score s5000 \"S\" = 1 * a"))).is_empty());
}

/// Found by fuzzing: braces in texts that are not closed once made the parser try every way of pairing them.
#[test]
fn braces_in_open_texts() {
    let lines = "\"{ \n“ } {\n".repeat(40);
    assert!(codes_of(&format!("verbond 1\ninstrument x 1.0.0 {{\n{lines}}}\n")).contains(&"V0103"));
    assert!(codes_of(&format!("verbond 1\n{lines}")).contains(&"V0103"));
    let comments = "a { \"x # }\n".repeat(40);
    assert!(codes_of(&format!("verbond 1\ninstrument x 1.0.0 {{\n{comments}}}\n")).contains(&"V0103"));
}

/// Long lists of everything: no work may grow with the square of a file.
#[test]
fn long_lists_of_everything() {
    let list = |count: usize, entry: &dyn Fn(usize) -> String| (0..count).map(entry).collect::<String>();
    let texts = [
        with(&format!("table t {{\n{}}}", list(180_000, &|at| format!("{at}->1\n")))),
        with(&format!("bands l of main {{\n{}}}", list(90_000, &|at| format!("b{at} \"B\" from 2\n")))),
        with(&format!("item e as choices {} \"E\"", (0..250_000).map(|at| format!("c{at}")).collect::<Vec<_>>().join(","))),
        with(&list(45_000, &|at| format!("alert z{at} \"Z\" when nobody{at} > 1\n"))),
        with(&list(80_000, &|at| format!("scale s{at} {{ 1 2 }}\n"))),
        with(&list(60_000, &|at| format!("score s{at} = 1 * a\n"))),
        with(&format!(
            "item q1 to q9000 on agree unscored \"Q\"\n{}",
            list(30_000, &|at| format!("score s{at} = mean of q1 to q9000 needs all\n"))
        )),
        with(&format!(
            "item q1 to q9000 on agree unscored \"Q\"\n{}",
            list(30_000, &|at| format!("test \"{at}\" {{ a=1 expect main=missing }}\n"))
        )),
        with(&format!(
            "item q1 to q9000 on agree unscored \"Q\"\ntest \"t\" {{\n{}expect main = 1 }}",
            "q1 to q9000 = 1\n".repeat(80_000)
        )),
        with(&format!("follows 0.1.0 {{ {} }}", list(100_000, &|at| format!("added n{at}\n")))),
        format!(
            "verbond 1\ninstrument x 1.0.0 {{ informants {{\n{}}}\nitem q1 to q9999 as date \"Q\" }}",
            list(200_000, &|at| format!("i{at}\n"))
        ),
        with(&format!("known {{\n{}}}", list(80_000, &|at| format!("k{at} whole 1 to 2\n")))),
        with(&"é ".repeat(500_000)),
        with(&"score é\n".repeat(150_000)),
        with(&"note \"\\q\"\n".repeat(120_000)),
    ];
    for (at, text) in texts.iter().enumerate() {
        eprintln!("text {at}: {} bytes", text.len());
        assert!(text.len() < verbond::syntax::limits::FILE_BYTES, "text {at} would only meet the limit on files");
        let begun = Instant::now();
        let _ = codes_of(text);
        eprintln!("text {at}: {:?}", begun.elapsed());
    }
}

#[test]
fn a_million_items() {
    assert!(codes_of(&with(&"item x on agree\n".repeat(100_000))).contains(&"V0402"));
    let many: String = (0..100_000).map(|at| format!("i{at}\n")).collect();
    assert!(codes_of(&with(&format!("items on agree {{\n{many}}}"))).contains(&"V0205"));
    assert_eq!(codes_of(&with("item q1 to q999999999 on agree unscored \"Q\"")), ["V0205"]);
    assert_eq!(codes_of(&with("item q1 to q99999999999999999999999 on agree unscored \"Q\"")), ["V0204"]);
}

#[test]
fn a_word_of_a_megabyte() {
    assert!(codes_of(&with(&format!("score {} = 1 * a", "w".repeat(1 << 20)))).contains(&"V0110"));
    assert!(codes_of(&with(&format!("note \"{}\" \"", "w".repeat(1 << 20)))).contains(&"V0103"));
}

#[test]
fn escapes_and_bidirectional_controls_are_shown_as_numbers() {
    let codes = codes_of(&with("note \"\u{1b}[31mred\u{202e}\" \u{7}"));
    assert!(codes.contains(&"V0104"), "{codes:?}");
    insta::assert_snapshot!(crate::example::rendered(
        &SourceFile::new("hostile.instrument", "verbond 1\n# \u{1b}[31mred\u{202e}\n"),
        &parse(&SourceFile::new("x", "verbond 1\n# \u{1b}[31mred\u{202e}\n")).diagnostics
    ));
}

#[test]
fn several_broken_statements_are_all_reported() {
    let text = include_str!("../data/broken.instrument");
    let (_, diagnostics, file) = checked(text);
    insta::assert_snapshot!(format!("{text}---\n{}", crate::example::rendered(&file, &diagnostics)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// No text makes the checker or the formatter panic.
    #[test]
    fn any_text_is_survived(text in "(verbond 1\n)?(instrument x 1.0.0 \\{)?([a-z]{1,8}|[{}()\"#,=<>+*/%.-]|[0-9]{1,3}|score|item|mean of|needs|on|\n| |“|é|\u{202e}){0,80}") {
        let _ = codes_of(&text);
        let _ = format(&SourceFile::new("text", text));
    }

    /// No answers make the readers panic, and a row is either scored or complained of.
    #[test]
    fn any_answers_are_survived(
        rows in proptest::collection::vec("(c[0-9]|é|\u{1b}|)[,;\t|](client|worker|x|)[,;](([0-9]|none|NA|\"|\"\"|-1|1e9|0,5|nan|inf|=1\\+1)[,;]){0,5}\"?", 0..12),
        tail in proptest::collection::vec(any::<u8>(), 0..60),
        kind in 0_usize..4,
    ) {
        use verbond::responses::{Format, ReadOptions};
        let format = [Format::Csv, Format::Json, Format::JsonLines, Format::Parquet][kind];
        let text = match format {
            Format::Csv => format!("case,informant,a,b,c,d\n{}\n", rows.join("\n")),
            Format::Json => format!("[{{\"case\":\"c\",\"informant\":\"client\",\"a\":{}}}]", rows.join(",")),
            Format::Parquet => format!("PAR1{}PAR1", rows.join("")),
            _ => rows.iter().map(|row| format!("{{\"case\":{row:?},\"a\":1}}\n")).collect(),
        };
        let mut bytes = text.into_bytes();
        bytes.extend(tail);
        let outcome = crate::example::score_as(&crate::example::instrument(), &bytes, format, &ReadOptions::default());
        for diagnostic in &outcome.diagnostics {
            let shown = render(&SourceFile::new("answers", ""), diagnostic, Style::Plain);
            prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{:?}", shown);
        }
    }

    /// A sound text with a stretch cut out, doubled or replaced is judged without a panic.
    #[test]
    fn damaged_measures_are_survived(which in 0_usize..16, from in any::<prop::sample::Index>(), length in 0_usize..200, put in "[a-z{}(\"=,0-9 ]{0,6}") {
        let all = crate::measures::files();
        let text = &all[which % all.len()].1;
        let characters: Vec<char> = text.chars().collect();
        let start = from.index(characters.len());
        let end = (start + length).min(characters.len());
        let damaged: String = characters[..start].iter().chain(put.chars().collect::<Vec<_>>().iter()).chain(&characters[end..]).collect();
        let _ = codes_of(&damaged);
        let _ = format(&SourceFile::new("text", damaged));
    }
}
