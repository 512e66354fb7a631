//! Words of a measure that were changed within its version: what was said stays what it was, and that is said.

use crate::confidential::held;
use crate::past::AGREE;
use crate::program::{folder, put, run};
use crate::serving::{Server, site};

/// A measure whose anchors were turned round within its version, with a store that was answered before.
fn turned_round() -> (tempfile::TempDir, String, String) {
    let folder = folder();
    let store = folder.path().join("s.sqlite").display().to_string();
    let measure = put(&folder, "agree.instrument", AGREE);
    let answers = put(&folder, "answers.csv", "case,occasion,a,b\nc-1,1,1,2\nc-1,2,3,3\n");
    let taken = run(&["store", "--store", &store, "import", &measure, &answers]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    let turned =
        AGREE.replacen("1 \"No\"", "1 \"XX\"", 1).replacen("3 \"Yes\"", "3 \"No\"", 1).replacen("1 \"XX\"", "1 \"Yes\"", 1);
    std::fs::write(&measure, turned).unwrap();
    (folder, store, measure)
}

#[test]
fn words_that_were_turned_round_do_not_turn_what_was_said() {
    let (folder, store, measure) = turned_round();
    let here = folder.path().display().to_string();
    let told = |more: &[&str]| {
        let told = run(&[&["store", "--store", &store, "answers", "c-1", "--instruments", &here], more].concat());
        assert_eq!(told.code, 0, "{}", told.stderr);
        told.stdout
    };
    let text = told(&["--occasion", "01"]);
    assert!(text.contains("1 – No") && !text.contains("1 – Yes"), "{text}");
    assert!(text.contains("Told in the words in which it was asked"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&told(&["--format", "json"])).unwrap();
    assert_eq!((&json[0]["words"], &json[0]["answers"][0]["answer"]), (&"then".into(), &"1 – No".into()), "{json}");
    // The figures of a case hold words of now, and say so wherever they stand.
    let said = "The words or the pictures of this questionnaire were changed";
    let followed = run(&["follow", &measure, "--store", &store]);
    assert!(followed.code == 0 && followed.stdout.contains(said), "{} {}", followed.stdout, followed.stderr);
    for command in [vec!["follow", &measure], vec!["report", "c-1", "--of", &measure]] {
        let page = folder.path().join("page.html").display().to_string();
        let made = run(&[&command[..], &["--store", &store, "--output", &page, "--force"]].concat());
        assert_eq!(made.code, 0, "{}", made.stderr);
        let page = std::fs::read_to_string(&page).unwrap();
        assert!(page.contains(said), "{command:?}");
    }
    // A store of an earlier program kept no text: then the words are those of now, and that is said.
    let outside = rusqlite::Connection::open(&store).unwrap();
    outside.execute_batch("delete from measure_text").unwrap();
    drop(outside);
    assert!(told(&[]).contains(said));
    // Where nothing was changed nothing is said.
    std::fs::write(&measure, AGREE).unwrap();
    let same = told(&[]);
    assert!(same.contains("1 – No") && !same.contains("words"), "{same}");
    assert!(!run(&["follow", &measure, "--store", &store]).stdout.contains(said));
}

#[test]
fn pages_of_staff_say_where_words_were_changed() {
    let (_folder, store, measures) = site();
    let (measure, path) = (measures.join("agree.instrument"), store.display().to_string());
    std::fs::write(&measure, AGREE).unwrap();
    let answers = crate::program::put(&_folder, "answers.csv", "case,occasion,a,b,office\nc-1,1,1,2,\n");
    let taken = run(&["store", "--store", &path, "import", &measure.display().to_string(), &answers]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    std::fs::write(&measure, AGREE.replacen("1 \"No\"", "1 \"Yes\"", 1).replacen("3 \"Yes\"", "3 \"No\"", 1)).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let page = |path: &str| server.ask("GET", path, &officer, &[]).body;
    let number = held(&store, "c-1")[0].id;
    let answers = page(&format!("/office/cases/c-1/answers/{number}"));
    assert!(answers.contains("1 – No") && answers.contains("Told in the words in which it was asked"), "{answers}");
    for path in ["/office/cases/c-1", "/office/cases/c-1/report"] {
        let page = page(path);
        assert!(page.contains("The words or the pictures of this questionnaire were changed"), "{path}: {page}");
    }
}
