//! Pictures and sounds: from files beside a measure onto every face, and into the forms of other programs.

use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use verbond::Instrument;
use verbond::check::{check_translation, difference};
use verbond::exchange::{ExportOptions, FormFormat, Target, Wording, print_wording};
use verbond::source::SourceFile;
use verbond::syntax::{format, parse};

use crate::confidential::Client;
use crate::example::{checked, rendered, with};
use crate::meetings::done;
use crate::occasions::{ask, code};
use crate::program::{folder, put, run, run_with_input};
use crate::serving::{Answer, Server, site};

const MEASURE: &str = r#"verbond 1

instrument glass 1.0.0 {
  title    "Glass"
  licence  "CC0-1.0"
  status   experimental
  cite     "Nobody (2026)"
  language en

  informants {
    client "Client"
    worker "Worker"
  }

  scale full {
    0 "Empty" picture "empty.svg" alt "An empty glass"
    1 "Half"  picture "in/half.png" alt "A glass that is \"half\" full" audio "half.mp3"
    2 picture "full.svg" alt "" counts 3 # the best
  }

  page "Your glass" {
    intro "Look." picture "intro.svg" alt "Three glasses" audio "look.wav"

    # What comes first.
    item now on full "How full now?" picture "now.svg" alt "A glass with a question mark" audio "now.mp3"

    item who as choices family, friend unscored {
      client  "Who helps?"
      worker  "Who helps this client?"
      picture "people.svg" alt "People"
      choice  family "Family" picture "family.svg" alt "A family"
      choice  friend "A friend"
    }

    items on full in a grid {
      morning "Morning" picture "sun.svg" alt "The sun"
      evening "Evening"
    }
  }

  score total "Total" = sum of now, morning, evening needs all
}
"#;

/// A drawing, and files that begin as pictures and sounds do.
const SVG: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><script>alert(1)</script><rect width="4" height="4"/></svg>"#;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

const TRANSLATION: &str = r#"verbond 1

translation nl of glass 1.0 {
  status forward

  scale full {
    0 from "Empty" to "Leeg"
    0 picture from "An empty glass" to "Een leeg glas"
    1 from "Half" to "Half vol"
  }

  page 1 {
    title from "Your glass" to "Uw glas"
    intro from "Look." to "Kijk."
  }

  item now from "How full now?" to "Hoe vol nu?"
  item now picture "nl/nu.svg" from "A glass with a question mark" to "Een glas met een vraagteken"
  item now audio "nl/nu.ogg"

  item who {
    client from "Who helps?" to "Wie helpt?"
    choice family from "Family" to "Familie"
    choice family picture "familie.svg"
    picture from "People" to "Mensen"
  }
}
"#;

fn glass() -> Instrument {
    let (found, diagnostics, file) = checked(MEASURE);
    found.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)))
}

fn codes(statements: &str) -> Vec<&'static str> {
    checked(&with(statements)).1.iter().map(|diagnostic| diagnostic.code.name).collect()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// Every file that the measure and its translation name.
fn put_files(folder: &Path) {
    for name in ["empty", "full", "intro", "now", "people", "family", "sun", "nl/nu", "familie"] {
        write(folder, &format!("{name}.svg"), SVG.replace("4 4", &format!("4 {}", name.len())).as_bytes());
    }
    write(folder, "in/half.png", PNG);
    write(folder, "half.mp3", b"ID3 half");
    write(folder, "now.mp3", b"ID3 now, a longer sound");
    write(folder, "look.wav", b"RIFF\0\0\0\0WAVE");
    write(folder, "nl/nu.ogg", b"OggS nu");
}

#[test]
fn each_text_has_one_picture_and_one_sound_of_a_file_beside_the_measure() {
    let item = |beside: &str| codes(&format!("item e on agree unscored \"E\" {beside}"));
    assert_eq!(item("picture \"e.svg\" alt \"E\" audio \"e.mp3\""), [""; 0]);
    assert_eq!(item("audio \"e.mp3\" picture \"in/a b.JPEG\" alt \"\""), [""; 0]);
    assert_eq!(item("picture \"e.svg\""), ["V0418"]);
    for name in ["/e.svg", "../e.svg", "in/../../e.svg", "", "https://example.org/e.svg", "in\\\\e.svg", "C:e.svg"] {
        assert_eq!(item(&format!("picture \"{name}\" alt \"E\"")), ["V0419"], "{name}");
    }
    for name in ["e", "e.mp3", "e.html", "e.svg.exe"] {
        assert_eq!(item(&format!("picture \"{name}\" alt \"E\"")), ["V0420"], "{name}");
    }
    assert_eq!(item("audio \"e.svg\""), ["V0420"]);
    assert_eq!(item("picture \"e.svg\" alt \"E\" picture \"f.svg\" alt \"F\""), [said_twice()]);
    assert_eq!(codes("intro \"I\" picture \"e.svg\" alt \"E\""), ["V0423"]);
    assert_eq!(codes("page \"P\" { intro \"I\" picture \"e.svg\" alt \"E\" item e on agree unscored \"E\" }"), [""; 0]);
    // One mistake in a run is one mistake.
    assert_eq!(codes("item e1 to e9 on agree unscored \"E\" picture \"e.svg\""), ["V0418"]);
    assert_eq!(codes("item alt on agree unscored \"A\""), [""; 0], "`alt` is no reserved word");
}

/// The code of a statement that stands there twice.
fn said_twice() -> &'static str {
    codes("language en\nlanguage en")[0]
}

#[test]
fn the_layout_keeps_comments_and_says_the_same() {
    let laid_out = format(&SourceFile::new("glass.instrument", MEASURE)).unwrap();
    insta::assert_snapshot!(laid_out);
    assert_eq!(format(&SourceFile::new("glass.instrument", laid_out.as_str())).unwrap(), laid_out);
    assert_eq!(checked(&laid_out).0.unwrap().sha256, glass().sha256);
    let of_translation = format(&SourceFile::new("nl.translation", TRANSLATION)).unwrap();
    insta::assert_snapshot!(of_translation);
    assert_eq!(format(&SourceFile::new("nl.translation", of_translation.as_str())).unwrap(), of_translation);
}

#[test]
fn another_picture_is_another_wording() {
    let told = |from: &str, to: &str| {
        let after = checked(&MEASURE.replace("1.0.0", "1.0.1").replacen(from, to, 1));
        let after = after.0.unwrap_or_else(|| panic!("{}", rendered(&after.2, &after.1)));
        let found = difference(&glass(), &after);
        assert!(found.scores.iter().all(|score| score.comparable), "no score changes");
        found.changes.iter().map(|it| format!("{} {} {} {}", it.of, it.name, it.what, it.calls_for.word())).collect::<Vec<_>>()
    };
    assert_eq!(told("\"empty.svg\"", "\"dry.svg\""), ["scale full 0 picture or sound changed patch"]);
    assert_eq!(told(" audio \"now.mp3\"", ""), ["item now picture or sound changed patch"]);
    assert_eq!(told("\"A family\"", "\"Two people\""), ["item who choice family picture or sound changed patch"]);
    assert_eq!(told("\"intro.svg\"", "\"begin.svg\""), ["page Your glass picture or sound changed patch"]);
}

#[test]
fn check_says_what_lacks_on_the_disk() {
    let folder = folder();
    let measure = put(&folder, "glass.instrument", MEASURE);
    let translation = put(&folder, "nl.translation", TRANSLATION);
    put_files(folder.path());
    let fine = run(&["check", "--deny-warnings", &measure, &translation]);
    assert_eq!(fine.code, 0, "{}", fine.stdout);
    let at = |name: &str| folder.path().join(name);
    std::fs::remove_file(at("sun.svg")).unwrap();
    std::fs::rename(at("people.svg"), at("People.SVG")).unwrap();
    std::fs::write(at("empty.svg"), vec![b' '; 3 << 20]).unwrap();
    std::fs::write(at("in/half.png"), "no picture").unwrap();
    std::fs::remove_file(at("nl/nu.ogg")).unwrap();
    #[cfg(unix)]
    {
        std::fs::remove_file(at("full.svg")).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", at("full.svg")).unwrap();
    }
    let found = run(&["check", &measure, &translation]);
    assert_eq!(found.code, 0, "answers are scored without pictures: {}", found.stdout);
    let said = found.stdout.replace(&folder.path().display().to_string(), "FOLDER");
    #[cfg(unix)]
    insta::assert_snapshot!(said);
    assert_eq!(run(&["check", "--deny-warnings", &measure]).code, 1);
    assert_eq!(run(&["score", &measure, "tests/data/alliance-monitor.csv"]).code, 1, "of other columns");
    // A text alone lies in no folder.
    let alone = run_with_input(&["fmt", "--check", "-"], &format(&SourceFile::new("a", MEASURE)).unwrap());
    assert_eq!(alone.code, 0, "{}", alone.stderr);
}

#[test]
fn it_is_shown_to_a_person_and_to_programs() {
    let folder = folder();
    let measure = put(&folder, "glass.instrument", MEASURE);
    put_files(folder.path());
    let shown = run(&["show", &measure]).stdout;
    let part = shown.split("Response scales").nth(1).unwrap_or_default().split("Scores").next().unwrap_or_default();
    insta::assert_snapshot!(part);
    let json: serde_json::Value = serde_json::from_str(&run(&["show", "--format", "json", &measure]).stdout).unwrap();
    assert_eq!(json["media"]["item now"]["picture"]["file"], "now.svg", "{json:#}");
    assert_eq!(json["media"]["scale full 1"]["audio"], "half.mp3");
    assert!(run(&["show", "--format", "json", "alliance-monitor"]).stdout.find("\"media\"").is_none());
}

#[test]
fn paper_holds_the_pictures_and_names_the_sounds() {
    let folder = folder();
    let measure = put(&folder, "glass.instrument", MEASURE);
    put(&folder, "nl.translation", TRANSLATION);
    put_files(folder.path());
    let paper = run(&["print", &measure, "--language", "nl"]);
    assert_eq!((paper.code, paper.stderr.contains("not printed")), (0, false), "{}", paper.stderr);
    assert!(paper.stdout.contains("img-src data:"), "{}", paper.stdout);
    let pictures = paper.stdout.matches("src=\"data:image/svg+xml;base64,PHN2Zy").count();
    assert!(pictures >= 8, "{pictures}: {}", paper.stdout);
    assert!(paper.stdout.contains("src=\"data:image/png;base64,iVBORw0KGgog"), "{}", paper.stdout);
    assert!(paper.stdout.contains("alt=\"Een glas met een vraagteken\""), "{}", paper.stdout);
    assert!(paper.stdout.contains("nl/nu.ogg, half.mp3") && paper.stdout.contains("look.wav"), "{}", paper.stdout);
    // The picture of the translation, and not that of the measure.
    let large = run(&["print", &measure, "--large"]).stdout;
    assert!(large.contains("alt=\"A family\""), "{large}");
    std::fs::remove_file(folder.path().join("now.svg")).unwrap();
    let without = run(&["print", &measure]);
    assert!(without.stderr.contains("`now.svg` is not there"), "{}", without.stderr);
    assert!(without.stdout.contains("[A glass with a question mark]"), "{}", without.stdout);
}

#[test]
fn a_terminal_says_what_pictures_show() {
    let folder = folder();
    let measure = put(&folder, "glass.instrument", MEASURE);
    put(&folder, "nl.translation", TRANSLATION);
    let asked = run_with_input(&["ask", &measure, "--plain", "--case", "c-1", "--language", "nl"], "q\n");
    for part in [
        "[Een glas met een vraagteken] Hoe vol nu? [geluid: nl/nu.ogg]",
        "[Een leeg glas] Leeg",
        "[Three glasses] Kijk. [geluid: look.wav]",
    ] {
        assert!(asked.stderr.contains(part), "{part}: {}", asked.stderr);
    }
}

/// What a page shows under a name of a picture: the address of the nearest `src` before its `alt`.
fn source_of(page: &str, alt: &str) -> String {
    let before = page.split(&format!("alt=\"{alt}\"")).next().unwrap_or_default();
    before.rsplit("src=\"").next().and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

fn get(server: &Server, path: &str, headers: &str) -> Answer {
    server.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{headers}Connection: close\r\n\r\n", server.address))
}

#[test]
fn the_web_shows_what_the_measure_names_and_nothing_else() {
    let (_folder, store, measures) = site();
    std::fs::write(measures.join("glass.instrument"), MEASURE).unwrap();
    std::fs::write(measures.join("nl.translation"), TRANSLATION).unwrap();
    std::fs::write(measures.join("secret.svg"), SVG).unwrap();
    put_files(&measures);
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client =
        Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", "glass@1.0.0 client nl")])));
    let start = client.page("/ask?language=nl");
    assert!(start.head.contains("media-src 'self'") && start.head.contains("script-src 'self'"), "{}", start.head);
    assert!(source_of(&start.body, "Three glasses").starts_with("/media/"), "{}", start.body);
    let page = client.page("/ask?item=now&language=nl").body;
    let own = source_of(&page, "Een glas met een vraagteken");
    let picture = get(&server, &own, "");
    assert_eq!((picture.code, picture.body.contains("viewBox=\"0 0 4 5\"")), (200, true), "the file of the translation");
    // It runs no script, wherever it is opened.
    for header in ["content-type: image/svg+xml", "sandbox", "default-src 'none'", "nosniff", "immutable"] {
        assert!(picture.head.contains(header), "{header}: {}", picture.head);
    }
    assert!(!picture.head.contains("script-src"), "{}", picture.head);
    assert!(source_of(&page, "Een leeg glas").starts_with("/media/") && page.contains("alt=\"\""), "{page}");
    // A sound has its controls outside the answer, and comes in parts.
    let players = page.matches("<audio ").count();
    assert_eq!(players, 2, "of the question and of one answer: {page}");
    assert!(!page.split("<label").skip(1).any(|label| label.split("</label>").next().unwrap_or("").contains("<audio")), "{page}");
    let sound = page.split("<audio ").nth(1).and_then(|rest| rest.split("src=\"").nth(1)?.split('"').next()).unwrap_or_default();
    let whole = get(&server, sound, "");
    assert!(whole.body == "OggS nu" && whole.head.contains("audio/ogg") && whole.head.contains("accept-ranges: bytes"));
    let part = get(&server, sound, "Range: bytes=0-3\r\n");
    assert_eq!((part.code, part.body.as_str()), (206, "OggS"));
    assert!(part.head.contains("content-range: bytes 0-3/7"), "{}", part.head);
    assert_eq!(get(&server, sound, "Range: bytes=70-\r\n").code, 416);
    // Rows of a grid have theirs, and so have choices.
    assert!(client.page("/ask?item=morning").body.contains("alt=\"The sun\""));
    assert!(client.page("/ask?item=who").body.contains("alt=\"A family\""));
    // Nothing else of the disk, or of the folder.
    for path in
        ["/media/secret.svg", "/media/..%2Fsecret.svg", "/media/glass.instrument", "/media/", "/media/%00", "/media/in/half.png"]
    {
        assert_eq!(get(&server, path, "").code, 404, "{path}");
    }
}

/// Whoever is being asked goes on with the picture that they began with, and a mended one comes in by itself.
#[test]
fn a_picture_that_goes_away_stays_for_whoever_is_asked() {
    let (_folder, store, measures) = site();
    std::fs::write(measures.join("glass.instrument"), MEASURE).unwrap();
    put_files(&measures);
    std::fs::remove_file(measures.join("sun.svg")).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client =
        Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", "glass@1.0.0 client en")])));
    assert!(client.page("/ask?item=morning").body.contains("[The sun]"), "what it shows is said in its place");
    let now = source_of(&client.page("/ask?item=now").body, "A glass with a question mark");
    assert_eq!(get(&server, &now, "").code, 200);
    std::fs::remove_file(measures.join("now.svg")).unwrap();
    std::fs::write(measures.join("sun.svg"), SVG).unwrap();
    let begun = Instant::now();
    while !client.page("/ask?item=morning").body.contains("alt=\"The sun\"") {
        assert!(begun.elapsed() < Duration::from_secs(15), "the new picture does not show up");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(source_of(&client.page("/ask?item=now").body, "A glass with a question mark"), now);
    assert_eq!(get(&server, &now, "").code, 200, "what went away is still shown");
}

/// Whoever answered before a picture was changed under its old name, saw another one: whoever looks at the case is told,
/// also after the server began anew.
#[test]
fn a_picture_that_was_changed_is_told_of_whoever_answered_before() {
    let (_folder, store, measures) = site();
    std::fs::write(measures.join("glass.instrument"), MEASURE).unwrap();
    put_files(&measures);
    let answered = |server: &Server, case: &str| {
        let officer = server.log_in();
        let client =
            Client::begin(server, &code(&ask(server, &officer, &[("case", case), ("measure", "glass@1.0.0 client en")])));
        client.answer("now", "1");
        client.finished();
    };
    let told = |server: &Server, case: &str| {
        let officer = server.log_in();
        let page = server.ask("GET", &format!("/office/cases/{case}"), &officer, &[]).body;
        page.contains("The words or the pictures of this questionnaire were changed")
    };
    let server = Server::start(&store, &measures);
    answered(&server, "c-1");
    assert!(!told(&server, "c-1"));
    drop(server);
    let server = Server::start(&store, &measures);
    assert!(!told(&server, "c-1"), "the files are what they were");
    drop(server);
    std::fs::write(measures.join("now.svg"), SVG.replace("4 4", "9 9")).unwrap();
    let server = Server::start(&store, &measures);
    assert!(told(&server, "c-1"));
    answered(&server, "c-2");
    assert!(!told(&server, "c-2"), "of whoever answered since, nothing is told");
    let instruments = measures.display().to_string();
    let followed = |case: &str| {
        let store = store.display().to_string();
        run(&["follow", "glass", "--store", &store, "--case", case, "--instruments", &instruments]).stdout
    };
    assert!(followed("c-1").contains("words or the pictures") && !followed("c-2").contains("words or the pictures"));
    done(&store, &["audit"]);
}

/// A glass that fills needs no file; one that lies beside the measure takes its place.
#[test]
fn a_glass_that_fills_is_drawn_where_no_file_is() {
    let (_folder, store, measures) = site();
    let measure = MEASURE.replace("empty.svg", "glass-0-of-2.svg").replace("in/half.png", "glass-1-of-2.svg");
    std::fs::write(measures.join("glass.instrument"), &measure).unwrap();
    put_files(&measures);
    let path = measures.join("glass.instrument").display().to_string();
    let checked = run(&["check", "--deny-warnings", &path]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client =
        Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", "glass@1.0.0 client en")])));
    let drawn = |alt: &str| get(&server, &source_of(&client.page("/ask?item=now").body, alt), "").body;
    let (empty, half) = (drawn("An empty glass"), drawn("A glass that is &quot;half&quot; full"));
    assert!(empty.contains("<svg") && !empty.contains("#3a7ca5") && half.contains("#3a7ca5"), "{empty} {half}");
    let paper = run(&["print", &path]);
    assert!(!paper.stderr.contains("not there") && paper.stdout.contains("alt=\"An empty glass\""), "{}", paper.stderr);
    write(&measures, "glass-0-of-2.svg", SVG.as_bytes());
    let own = run(&["print", &path]).stdout;
    assert!(own != paper.stdout, "the file beside the measure takes its place");
    let alone = folder();
    let other = put(&alone, "other.instrument", &measure.replace("glass-0-of-2.svg", "glass-3-of-2.svg"));
    assert!(run(&["check", &other]).stdout.contains("V0421"));
}

#[test]
fn translations_are_begun_and_brought_along_with_their_files() {
    let folder = folder();
    let measure = put(&folder, "glass.instrument", MEASURE);
    let begun = folder.path().join("de.translation").display().to_string();
    assert_eq!(run(&["translate", "new", &measure, "de", "--output", &begun]).code, 0);
    let text = std::fs::read_to_string(&begun).unwrap();
    insta::assert_snapshot!(text);
    let translation = put(&folder, "nl.translation", TRANSLATION);
    let later = MEASURE.replace("1.0.0", "1.1.0").replace("item now ", "item today ").replace("of now,", "of today,").replacen(
        "  score total",
        "  follows 1.0.0 {\n    renamed now to today\n  }\n\n  score total",
        1,
    );
    let later = later.replace(" picture \"family.svg\" alt \"A family\"", "");
    put(&folder, "later.instrument", &later);
    let updated = run(&["translate", "update", &translation]);
    assert_eq!(updated.code, 0, "{}{}", updated.stdout, updated.stderr);
    let text = std::fs::read_to_string(&translation).unwrap();
    for line in [
        "item today picture \"nl/nu.svg\"",
        "item today audio \"nl/nu.ogg\"",
        "# no longer in the measure: item who choice family picture \"familie.svg\"",
        "Een glas met een vraagteken",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    // What pictures show goes to a translator like any other text.
    for ending in ["xliff", "po", "xlsx"] {
        let sheet = folder.path().join(format!("nl.{ending}")).display().to_string();
        let sent = run(&["translate", "send", &translation, &sheet]);
        assert_eq!(sent.code, 0, "{}", sent.stderr);
        if ending != "xlsx" {
            let sheet = std::fs::read_to_string(&sheet).unwrap();
            assert!(sheet.contains("item who picture") && sheet.contains("Mensen"), "{sheet}");
        }
        let received = run(&["translate", "receive", &translation, &sheet, "--check"]);
        assert_eq!(received.code, 0, "{}{}", received.stdout, received.stderr);
    }
    let nothing = TRANSLATION.replace("item now audio", "item who audio");
    let nothing = put(&folder, "wrong.translation", &nothing.replace("translation nl", "translation fr"));
    let said = run(&["check", &measure, &nothing]).stdout;
    assert!(said.contains("V0406") && said.contains("the measure has no `item who audio`"), "{said}");
}

#[test]
fn a_copy_takes_the_files_along() {
    let folder = folder();
    let measures = folder.path().join("measures");
    std::fs::create_dir(&measures).unwrap();
    std::fs::write(measures.join("glass.instrument"), MEASURE).unwrap();
    std::fs::write(measures.join("nl.translation"), TRANSLATION).unwrap();
    put_files(&measures);
    std::fs::remove_file(measures.join("sun.svg")).unwrap();
    let to = folder.path().join("copy");
    let (from, to_text) = (measures.display().to_string(), to.display().to_string());
    let copied = run(&["copy", "glass", "--instruments", &from, "--to", &to_text]);
    assert_eq!(copied.code, 0, "{}", copied.stderr);
    assert!(copied.stderr.contains("not copied: `sun.svg` is not there"), "{}", copied.stderr);
    for name in ["in/half.png", "nl/nu.ogg", "familie.svg", "half.mp3", "glass.instrument"] {
        assert_eq!(std::fs::read(to.join(name)).unwrap(), std::fs::read(measures.join(name)).unwrap(), "{name}");
    }
}

#[test]
fn forms_of_other_programs_name_the_files_or_are_told_of_as_without() {
    let instrument = glass();
    let exported = |target: Target| target.export(&instrument, &[], &ExportOptions::default()).unwrap();
    let told = |target: Target| {
        let found = exported(target).diagnostics;
        found.iter().map(|it| format!("{} {}", it.message, it.help.as_deref().unwrap_or_default())).collect::<Vec<_>>().join("\n")
    };
    for target in [Target::Redcap, Target::Limesurvey] {
        assert!(told(target).contains("pictures and sounds are left out: item morning, item now"), "{}", told(target));
    }
    assert!(told(Target::Xlsform).contains("put them beside it: empty.svg, family.svg, full.svg"), "{}", told(Target::Xlsform));
    let model = String::from_utf8_lossy(&exported(Target::Surveyjs).bytes).into_owned();
    assert!(model.contains("\"imageLink\": \"now.svg\"") && model.contains("\"altText\": \"People\""), "{model}");
    assert!(told(Target::Surveyjs).contains("left out: item morning"), "{}", told(Target::Surveyjs));
    // ODK gives the pictures back, with what they show.
    let imported = FormFormat::Xlsform.import(&exported(Target::Xlsform).bytes).unwrap();
    let (back, diagnostics, file) = checked(&imported[0].instrument);
    let back = back.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)));
    assert_eq!(back.media, instrument.media, "{}", imported[0].instrument);
    // SurveyJS has those of questions that stand alone, and of introductions.
    let surveyjs = &FormFormat::Surveyjs.import(&exported(Target::Surveyjs).bytes).unwrap()[0];
    let (back, diagnostics, file) = checked(&surveyjs.instrument);
    let back = back.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)));
    for path in ["item now", "item who", "page 1 intro"] {
        assert_eq!(back.media.get(path), instrument.media.get(path), "{path}\n{}", surveyjs.instrument);
    }
    let lost: Vec<&str> = imported[0].diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert!(lost.iter().any(|message| message.contains("their files are not in it")), "{lost:?}");
}

/// What may stand beside a text, or nothing.
fn beside() -> impl Strategy<Value = String> {
    let picture = prop::sample::select(vec![
        "",
        " picture \"a.svg\" alt \"A\"",
        " picture \"in/b c.png\" alt \"\"",
        " picture \"d.gif\" alt \"\\\"D\\\"\"",
    ]);
    let audio = prop::sample::select(vec!["", " audio \"a.mp3\"", " audio \"in/b.ogg\""]);
    (picture, audio, any::<bool>())
        .prop_map(|(picture, audio, first)| if first { format!("{picture}{audio}") } else { format!("{audio}{picture}") })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Wherever they stand, they are understood, laid out without a change, and what is begun as a translation has a place
    /// for what each picture shows.
    #[test]
    fn wherever_they_stand_they_come_through(places in proptest::collection::vec(beside(), 9)) {
        let [point, bare, word, one, first, second, choice, intro, member] = <[String; 9]>::try_from(places).unwrap();
        let text = with(&format!(
            "scale s {{ 0 \"No\"{point} 1{bare} yes \"Yes\"{word} counts 2 }}\nitem e on s unscored \"E\"{one}\n\
             item f as choices x, y unscored {{ client \"F\"{first} worker \"G\" choice x \"X\"{choice} choice y \"Y\" note \"N\" }}\n\
             page \"P\" {{ intro {{ client \"I\"{intro} worker \"J\" }} item g as ranking of k, l unscored {{ {second} client \"H\" worker \"H\" choice k \"K\"{member} }} }}"
        ));
        let (found, diagnostics, file) = checked(&text);
        let found = found.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)));
        let laid_out = format(&file).unwrap();
        let again = SourceFile::new("again", laid_out.as_str());
        prop_assert_eq!(format(&again).unwrap(), laid_out.clone());
        prop_assert_eq!(&checked(&laid_out).0.unwrap().media, &found.media);
        prop_assert_eq!(difference(&found, &found).changes.len(), 0);
        let blank = print_wording(&Wording::blank(&found, "nl")).unwrap();
        let translation = SourceFile::new("nl", blank.replace("to \"\"", "to \"X\""));
        let read = check_translation(&parse(&translation), &[&found]);
        prop_assert!(read.diagnostics.iter().all(|it| !it.is_error()), "{}", rendered(&translation, &read.diagnostics));
        let translated = read.found.unwrap();
        prop_assert!(translated.lacking.is_empty(), "{:?}\n{blank}", translated.lacking);
        let shown = found.media.values().filter(|media| media.picture.as_ref().is_some_and(|picture| !picture.alt.is_empty()));
        prop_assert_eq!(translated.texts.iter().filter(|(path, _)| path.ends_with(" picture")).count(), shown.count());
    }
}
