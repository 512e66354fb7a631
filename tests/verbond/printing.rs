//! Paper and reports go into a file as HTML or as PDF by its ending, from one description of what stands on them.

use serde_json::Value;
use verbond::Instrument;
use verbond::administer::{MediaContents, Texts};
use verbond::output::{Letterhead, PaperForm, PaperSheets, PaperSize, paper_page};
use verbond::phrases::PhraseBook;

use crate::program::{folder, put, run};

/// Everything, with pictures and sounds beside a point, an item and an item of a grid; their files are nowhere.
fn everything() -> Instrument {
    let text = std::fs::read_to_string("tests/data/everything.instrument").unwrap_or_else(|error| panic!("{error}"));
    let beside = "picture \"beside.svg\" alt \"What it shows\" audio \"beside.mp3\"";
    let text = ["\"No\"\n", "\"Why?\"\n", "\"I\"\n"].iter().fold(text, |text, words| {
        assert!(text.contains(words), "{words}");
        text.replacen(words, &format!("{} {beside}\n", words.trim_end()), 1)
    });
    Instrument::parse(text.as_str()).unwrap_or_else(|error| panic!("{error}"))
}

/// Everything on paper, for each who answers, in both sizes of letters and of sheets.
fn forms() -> Vec<PaperSheets> {
    let instrument = everything();
    let texts = Texts::in_language(&instrument, &[], None).unwrap_or_else(|| panic!("it has a language of its own"));
    let phrases = PhraseBook::built_in().in_language(&texts.language);
    let letterhead = Letterhead { colour: Some("#004400".to_owned()), ..Letterhead::named("Service & Co") };
    let media = MediaContents::default();
    let mut forms = Vec::new();
    for informant in instrument.informants.keys() {
        for is_large in [false, true] {
            for paper in [PaperSize::A4, PaperSize::Letter] {
                let (instrument, texts, media, phrases, letterhead) = (&instrument, &texts, &media, &phrases, &letterhead);
                let form = PaperForm { instrument, informant, texts, media, phrases, is_large, letterhead, paper };
                forms.push(form.sheets());
            }
        }
    }
    forms
}

/// The words of a description, in its order.
fn words_of(described: &Value, words: &mut Vec<String>) {
    match described {
        Value::String(text) => words.extend(text.split_whitespace().map(str::to_owned)),
        Value::Array(parts) => parts.iter().for_each(|part| words_of(part, words)),
        Value::Object(members) => {
            for (name, member) in members {
                match name.as_str() {
                    "language" | "paper" | "colour" | "logo" => {}
                    "number" => words.push(member.to_string()),
                    "picture" => words_of_picture(member, words),
                    _ => words_of(member, words),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What stands in the place of a picture.
fn words_of_picture(described: &Value, words: &mut Vec<String>) {
    if let Some(alt) = described["alt"].as_str().filter(|alt| !alt.is_empty() && described["file"].is_null()) {
        words.extend(format!("[{alt}]").split_whitespace().map(str::to_owned));
    }
}

/// The words that a page shows, in its order.
fn words_shown(page: &str) -> Vec<String> {
    let body = page.split_once("<body>").map_or("", |(_, body)| body);
    let mut text = String::new();
    for part in body.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, shown)| shown));
        text.push(' ');
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    let text = entities.iter().fold(text, |text, (entity, letter)| text.replace(entity, letter));
    text.split_whitespace().map(str::to_owned).collect()
}

/// HTML says what the description says, all of it, in its order, and nothing else: so does whatever else is written
/// from the description.
#[test]
fn a_page_says_what_is_described_and_nothing_else() {
    for sheets in forms() {
        let described = serde_json::to_value(&sheets).unwrap_or_default();
        let mut words = Vec::new();
        words_of(&described, &mut words);
        assert!(words.len() > 100, "{words:?}");
        assert_eq!(words_shown(&paper_page(&sheets)), words);
    }
}

/// A sheet of Letter is less tall: fewer questions stand on it, and still none alone.
#[test]
fn letter_paper_has_sheets_of_its_own() {
    let page = |paper: &str| run(&["print", "alliance-monitor", "--large", "--paper", paper]);
    let (a4, letter) = (page("a4"), page("letter"));
    assert!(a4.code == 0 && !a4.stdout.contains("size: letter"), "{}", a4.stderr);
    assert!(letter.code == 0 && letter.stdout.contains("@page { size: letter; }"), "{}", letter.stderr);
    for sheet in letter.stdout.split("<div class=\"a4 form").skip(1) {
        assert!(sheet.matches("<fieldset class=\"q\">").count() > 1, "{sheet}");
    }
    let refused = run(&["print", "alliance-monitor", "--paper", "a5"]);
    assert!(refused.code == 2 && refused.stderr.contains("a4, letter"), "{}", refused.stderr);
}

/// Name, colour and logo of the service stand at the top; the logo is in the page itself.
#[test]
fn paper_shows_whose_it_is() {
    let folder = folder();
    put(
        &folder,
        "logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"><rect width=\"2\" height=\"1\"/></svg>",
    );
    let site = |brand: &str| {
        let text = format!("[site]\nname = \"Zuid & Co\"\nlogo = \"logo.svg\"\nbrand = \"{brand}\"\n");
        let config = put(&folder, "verbond.toml", &text);
        run(&["print", "alliance-monitor", "--config", &config])
    };
    let dark = site("#224400");
    assert_eq!(dark.code, 0, "{}", dark.stderr);
    let brand = "<p class=\"brand\"><img class=\"logo\" src=\"data:image/svg+xml;base64,PHN2Zy";
    assert!(dark.stdout.contains(brand) && dark.stdout.contains("Zuid &amp; Co</p>"), "{}", dark.stdout);
    assert!(dark.stdout.contains(":root { --service: #224400; }"), "{}", dark.stdout);
    // A colour that cannot be read on white is none for headings.
    assert!(!site("#ffee00").stdout.contains("--service: #ffee00"));
}

/// A file that is called PDF holds one, or is not written.
#[test]
fn a_page_of_html_is_not_called_pdf() {
    let folder = folder();
    let answers = "tests/data/alliance-monitor.csv";
    let at = |name: &str| folder.path().join(name).display().to_string();
    for command in ["follow", "team"] {
        let output = at(&format!("{command}.PDF"));
        let refused = run(&[command, "alliance-monitor", answers, "--output", &output]);
        let said = format!("write {}", at(&format!("{command}.html")));
        assert!(refused.code == 2 && refused.stderr.contains(&said), "{command}: {}", refused.stderr);
    }
    assert_eq!(std::fs::read_dir(folder.path()).map_or(0, Iterator::count), 0, "nothing was written");
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_program_without_pdf_says_how_to_get_it() {
    let folder = folder();
    let output = folder.path().join("client.pdf").display().to_string();
    let html = output.replace(".pdf", ".html");
    for arguments in [&["print", "alliance-monitor"][..], &["report", "c-17", "--store", "site.sqlite"]] {
        let refused = run(&[arguments, &["--output", &output]].concat());
        let said = format!(
            "error: {output} cannot be written: this program was built without PDF\n\
             help: write {html}, which a browser prints or saves as PDF; or build the program with PDF: \
             `cargo install --path . --features pdf`\n"
        );
        assert_eq!((refused.code, refused.stderr), (2, said), "{arguments:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).map_or(0, Iterator::count), 0, "nothing was written");
}

#[cfg(feature = "pdf")]
mod pdf {
    use super::*;
    use crate::program::Ran;

    /// Bytes of a PDF that the program wrote.
    fn written(arguments: &[&str]) -> Vec<u8> {
        let folder = folder();
        let output = folder.path().join("out.pdf").display().to_string();
        let Ran { code, stderr, .. } = run(&[arguments, &["--output", &output]].concat());
        assert_eq!(code, 0, "{arguments:?}: {stderr}");
        std::fs::read(&output).unwrap_or_else(|error| panic!("{error}"))
    }

    fn has(bytes: &[u8], text: &str) -> bool {
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    }

    /// The same words make the same bytes; what is written says its language, is tagged, and claims PDF/UA-1.
    #[test]
    fn a_pdf_is_the_same_each_time_and_can_be_read_aloud() {
        for (language, lang) in [("nl-NL", "(nl-NL)"), ("ar", "(ar)")] {
            let arguments = ["print", "alliance-monitor", "--language", language];
            let pdf = written(&arguments);
            assert!(pdf.starts_with(b"%PDF-1.7") && has(&pdf, lang) && has(&pdf, "/MarkInfo"), "{language}");
            assert!(has(&pdf, "<pdfuaid:part>1</pdfuaid:part>"), "{language}");
            assert!(pdf == written(&arguments), "{language}: other bytes");
        }
        let folder = folder();
        let text = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap_or_default();
        let case = text.lines().nth(1).and_then(|row| row.split(',').next()).unwrap_or_default().to_owned();
        let answers = put(&folder, "answers.csv", &text);
        let report =
            ["report", &case, "--of", "alliance-monitor", "--answers", &answers, "--norms", "demo", "--date", "2026-11-24"];
        assert!(written(&report) == written(&report), "other bytes");
    }

    #[test]
    fn a_pdf_takes_no_place_of_another_file() {
        let folder = folder();
        let output = put(&folder, "there.pdf", "mine");
        let refused = run(&["print", "alliance-monitor", "--output", &output]);
        assert!(refused.code == 2 && refused.stderr.contains("--force"), "{}", refused.stderr);
        assert_eq!(std::fs::read_to_string(&output).unwrap_or_default(), "mine");
        assert_eq!(run(&["print", "alliance-monitor", "--output", &output, "--force"]).code, 0);
    }

    /// What the fonts cannot draw is said before anything is written, and so is a logo that is none.
    #[test]
    fn what_cannot_be_drawn_is_said() {
        let folder = folder();
        let text = std::fs::read_to_string("tests/data/mood.instrument").unwrap_or_default();
        let title = text.lines().find(|line| line.trim_start().starts_with("title")).unwrap_or_default();
        let measure = put(&folder, "1.0.0.instrument", &text.replace(title, "  title \"心情 mood\""));
        let output = folder.path().join("out.pdf").display().to_string();
        let refused = run(&["print", &measure, "--output", &output]);
        let said = "the fonts for PDF have no letters for `心`, `情`\nhelp: name a file that ends in .html";
        assert!(refused.code == 2 && refused.stderr.contains(said), "{}", refused.stderr);
        put(&folder, "logo.png", "no picture");
        let config = put(&folder, "verbond.toml", "[site]\nlogo = \"logo.png\"\n");
        let refused = run(&["print", "alliance-monitor", "--config", &config, "--output", &output]);
        assert!(refused.code == 2 && refused.stderr.contains("the logo cannot be drawn"), "{}", refused.stderr);
        assert!(!std::path::Path::new(&output).exists());
    }

    /// Pictures of every kind are drawn, and told to whoever hears the paper; one that is none is said, and one that is
    /// not there stands in brackets, as on the page of HTML.
    #[test]
    fn a_pdf_has_the_pictures_of_the_measure() {
        const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"><rect width=\"4\" height=\"2\"/></svg>";
        const GIF: &[u8] =
            b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
        let folder = folder();
        let text = std::fs::read_to_string("tests/data/mood.instrument").unwrap_or_default();
        let item = "  item glass as choices full, empty unscored {\n    self \"Which?\"\n    picture \"glass.svg\" alt \"Glass\"\n    \
                    choice full \"Full\" picture \"full.gif\" alt \"Brimming\"\n    choice empty \"Empty\"\n  }\n";
        let at = text.rfind('}').unwrap_or_default();
        let measure = put(&folder, "1.0.0.instrument", &format!("{}\n{item}}}\n", &text[..at]));
        let output = folder.path().join("out.pdf").display().to_string();
        let print = || run(&["print", &measure, "--output", &output, "--force"]);
        let bytes = || std::fs::read(&output).unwrap_or_default();
        std::fs::write(folder.path().join("full.gif"), GIF).unwrap_or_else(|error| panic!("{error}"));
        let without = print();
        assert!(without.code == 0 && without.stderr.contains("`glass.svg` is not there"), "{}", without.stderr);
        let lacking = bytes();
        assert!(has(&lacking, "/Subtype/Image") && has(&lacking, "(Brimming)") && !has(&lacking, "(Glass)"));
        put(&folder, "glass.svg", SVG);
        let with = print();
        assert!(with.code == 0 && has(&bytes(), "(Glass)") && has(&bytes(), "(Brimming)"), "{}", with.stderr);
        assert!(has(&bytes(), "<pdfuaid:part>1</pdfuaid:part>"));
        put(&folder, "glass.svg", "<svg> and no more");
        let refused = print();
        let said = "the picture `glass.svg` cannot be drawn";
        assert!(refused.code == 2 && refused.stderr.contains(said) && refused.stderr.contains(".html"), "{}", refused.stderr);
    }
}
