//! Days of those who answer one occasion on several: whose day is told, in which order occasions stand, and what is said
//! of where two differ.

use serde_json::{Value, json};

use crate::program::{folder, put, run};

const HEAD: &str = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against,reason";
const LOW: &str = "2,2,2,2,2,2,4,2,25,2,4,";
const MIDDLE: &str = "3,3,3,3,3,3,3,3,50,3,3,";
const HIGH: &str = "4,4,4,4,4,4,2,4,75,4,2,";
const TOP: &str = "5,5,5,5,5,5,1,5,100,5,1,";

/// Answers of one case: occasion, who, day and answers.
fn answers(rows: &[(u32, &str, &str, &str)]) -> String {
    let rows = rows.iter().map(|(occasion, who, day, answers)| format!("h-1,{occasion},{who},{day},{answers}\n"));
    format!("{HEAD}\n{}", rows.collect::<String>())
}

/// What `follow` says of a case as text, as JSON and as a page, and its sheet.
struct Faces {
    text: String,
    json: Value,
    page: String,
    sheet: String,
}

impl Faces {
    fn of(rows: &[(u32, &str, &str, &str)]) -> Self {
        let folder = folder();
        let file = put(&folder, "h.csv", &answers(rows));
        let at = |name: &str| folder.path().join(name).display().to_string();
        let ran = |arguments: &[&str]| {
            let ran = run(arguments);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            ran.stdout
        };
        let (page, sheet) = (at("page.html"), at("sheet.html"));
        ran(&["follow", "alliance-monitor", &file, "--output", &page]);
        ran(&["report", "h-1", "--of", "alliance-monitor", "--answers", &file, "--output", &sheet]);
        let [page, sheet] = [page, sheet].map(|path| std::fs::read_to_string(path).unwrap());
        let json = ran(&["follow", "alliance-monitor", &file, "--format", "json"]);
        Self { text: ran(&["follow", "alliance-monitor", &file]), json: serde_json::from_str(&json).unwrap(), page, sheet }
    }

    fn thread(&self, informant: &str) -> &Value {
        let threads = self.json[0]["threads"].as_array().unwrap();
        threads.iter().find(|thread| thread["informant"] == informant && thread["score"] == "total").unwrap()
    }

    /// Each of the sentences stands on all faces that people read.
    fn all_say(&self, sentences: &[&str]) {
        for sentence in sentences {
            for face in [&self.text, &self.page, &self.sheet] {
                assert!(face.contains(sentence), "{sentence}: {face}");
            }
        }
    }
}

/// The officer's answers of occasion 2 were dated before occasion 1: the client's course stays as it was, and each has
/// their own day.
#[test]
fn a_wrong_date_of_one_informant_turns_no_course_round() {
    let faces =
        Faces::of(&[(1, "client", "2026-01-31", LOW), (2, "client", "2026-03-31", HIGH), (2, "worker", "2026-01-15", HIGH)]);
    assert_eq!(faces.thread("client")["values"], json!([["1", 2.0], ["2", 4.0]]));
    assert_eq!(faces.thread("client")["dates"], json!(["2026-01-31", "2026-03-31"]));
    assert_eq!(faces.thread("worker")["dates"], json!(["2026-01-15"]));
    faces.all_say(&[
        "Client (31 March 2026): Alliance 4.0",
        "Officer (15 January 2026): Alliance 4.0",
        "Client: rose by 2.0 since 31 January 2026",
        "Occasion 2, 15 January 2026 – 31 March 2026: Both see it alike.",
    ]);
    assert!(faces.text.contains("The answers of 15 January 2026 – 31 March 2026"), "{}", faces.text);
    let heading = faces.text.lines().find(|line| line.trim_start().starts_with("Score")).unwrap();
    assert!(heading.split_whitespace().skip(2).take(2).eq(["1", "2"]), "{heading}");
    let heard = "Client, by occasion: 31 January 2026: 2.0; 31 March 2026: 4.0. \
                 Officer, by occasion: 31 January 2026: missing; 15 January 2026: 4.0.";
    for face in [&faces.page, &faces.sheet] {
        assert!(face.contains(heard), "{face}");
        assert!(face.contains(">15 Jan – 31 Mar</text>"), "the chart names both days: {face}");
    }
    // What was before is what was answered at occasion 1.
    let first = &faces.json[0]["answers"][0]["sides"][0];
    assert_eq!((&first["now"], &first["before"]), (&json!("4"), &json!("2")));
}

/// Everyday: the officer answers two days after the client.
#[test]
fn each_informant_is_told_with_the_own_day() {
    let faces =
        Faces::of(&[(1, "client", "2026-08-10", MIDDLE), (1, "worker", "2026-08-12", MIDDLE), (2, "client", "2026-09-10", HIGH)]);
    faces.all_say(&[
        "Client: Alliance 4.0",
        "Officer (12 August 2026): Alliance 3.0",
        "Client: rose by 1.0 since 10 August 2026",
    ]);
    assert!(faces.page.contains("since 10 August 2026"), "{}", faces.page);
    assert!(faces.page.contains("<small>10 August 2026 – 12 August 2026</small>"), "{}", faces.page);
}

/// What is told of where two differ is of an occasion that is named, whatever one of them said since.
#[test]
fn where_two_differ_names_its_occasion() {
    let alike = [
        (1, "client", "2026-08-10", MIDDLE),
        (1, "worker", "2026-08-10", MIDDLE),
        (2, "client", "2026-09-10", MIDDLE),
        (3, "client", "2026-10-10", TOP),
    ];
    let faces = Faces::of(&alike);
    faces.all_say(&["Client: Alliance 5.0", "Occasion 1, 10 August 2026: Both see it alike."]);
    let later = [&alike[..], &[(2, "worker", "2026-09-10", TOP)]].concat();
    let faces = Faces::of(&later);
    faces.all_say(&["Officer (10 September 2026): Alliance 5.0", "Occasion 2, 10 September 2026: Officer is 2.0 higher."]);
    assert!(!faces.text.contains("Furthest apart"), "at the last occasion one alone answered: {}", faces.text);
    // Without dates there is its number.
    let faces = Faces::of(&[(1, "client", "", LOW), (1, "worker", "", HIGH)]);
    faces.all_say(&["Occasion 1: Officer is 2.0 higher."]);
}

/// A question that was answered the time before and skipped at the last occasion stands there as not answered; one that
/// was not asked does not.
#[test]
fn a_skipped_question_stands_there_as_not_answered() {
    let skipped = "4,4,4,,4,4,2,4,75,4,2,";
    let faces = Faces::of(&[(1, "client", "2026-08-10", MIDDLE), (2, "client", "2026-09-10", skipped)]);
    let answers = faces.json[0]["answers"].as_array().unwrap();
    let found = answers.iter().find(|answered| answered["item"] == "kept").unwrap();
    assert_eq!(found["sides"], json!([{"informant": "client", "now": null, "skipped": true, "before": "3"}]));
    assert!(answers.iter().all(|answered| answered["item"] != "reason"), "it was not asked");
    assert!(faces.page.contains("not answered</span>"), "{}", faces.page);
    // Where nothing changed but that, it is among the first.
    let faces = Faces::of(&[(1, "client", "2026-08-10", HIGH), (2, "client", "2026-09-10", "4,,4,4,4,4,2,4,75,4,2,")]);
    assert!(faces.text.contains("not answered  4"), "{}", faces.text);
    assert!(faces.sheet.contains("<td class=\"number\">not answered</td>"), "{}", faces.sheet);
}

/// What is confidential was answered: it is never called missing, on no face.
#[test]
fn what_is_confidential_is_not_missing() {
    let folder = folder();
    let rows = answers(&[
        (1, "client", "2026-08-10", HIGH),
        (1, "worker", "2026-08-10", HIGH),
        (2, "client", "2026-10-18", LOW),
        (2, "worker", "2026-10-18", HIGH),
    ]);
    let marked: Vec<String> = rows
        .lines()
        .map(|row| match row {
            head if head.starts_with("case") => format!("{head},confidential"),
            row => format!("{row},{}", if row.contains("2,client") { "yes" } else { "no" }),
        })
        .collect();
    let file = put(&folder, "h.csv", &format!("{}\n", marked.join("\n")));
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (store, page) = (at("s.sqlite"), at("page.html"));
    assert_eq!(run(&["store", "--store", &store, "import", "alliance-monitor", &file]).code, 0);
    let followed = run(&["follow", "alliance-monitor", "--store", &store, "--output", &page]);
    assert_eq!(followed.code, 0, "{}", followed.stderr);
    let page = std::fs::read_to_string(page).unwrap();
    let sheet = run(&["report", "h-1", "--store", &store]).stdout;
    for face in [&page, &sheet] {
        assert!(face.contains("10 August 2026: 4.0; 18 October 2026: confidential. Officer"), "{face}");
        assert!(!face.contains(": missing") && !face.contains("not filled in"), "{face}");
    }
    assert!(page.contains("<small>confidential</small>"), "{page}");
    let told = run(&["follow", "alliance-monitor", "--store", &store]).stdout;
    let row = told.lines().find(|line| line.trim_start().starts_with("Alliance") && line.contains("Client")).unwrap();
    assert!(row.contains("4.0  confidential"), "{told}");
}
