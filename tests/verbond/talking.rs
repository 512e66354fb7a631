//! Cases as they are talked over: what is said first, three answers, the client's own words and answers, and the sheet
//! on which all of it is kept.

use crate::program::{folder, put, run};

const HEAD: &str = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against,reason";

/// A client who is let down at the second occasion and says why, and an officer who sees less of it.
fn let_down() -> String {
    let rows = [
        "c-17,1,client,2026-10-07,4,4,4,4,4,4,2,3,70,3,2,",
        "c-17,1,worker,2026-10-07,4,4,5,3,4,4,2,3,65,3,2,",
        "c-17,2,client,2026-11-24,4,3,2,4,2,3,4,none,35,3,4,My work is far away.",
        "c-17,2,worker,2026-11-24,4,4,5,3,4,4,2,3,65,3,2,Nobody asked me this.",
    ];
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

/// Text between two marks.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(found, _)| found)
}

#[test]
fn a_case_is_told_in_the_same_words_on_every_face() {
    let folder = folder();
    let answers = put(&folder, "answers.csv", &let_down());
    let told = run(&["follow", "alliance-monitor", &answers, "--norms", "demo"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    insta::assert_snapshot!(told.stdout);
    let path = folder.path().join("page.html").display().to_string();
    let ran = run(&["follow", "alliance-monitor", &answers, "--norms", "demo", "--output", &path]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = std::fs::read_to_string(path).unwrap_or_default();
    // The page has each of the sentences, and in the same order.
    let lines = [
        "Talk about this first",
        "Promises are not felt to be kept",
        "Where are we?",
        "What changed?",
        "Where do we differ?",
        "The answers of 24 November 2026",
        "My work is far away.",
        "The largest change or difference comes first.",
        "My officer does what was promised.",
        "All scores in a table",
    ];
    for face in [&told.stdout, &page] {
        // The question that is furthest apart stands in the third answer too.
        let places: Vec<Option<usize>> =
            lines.iter().map(|line| face.rfind(line).filter(|_| !line.starts_with("My officer"))).collect();
        let places: Vec<usize> = places.into_iter().flatten().collect();
        assert!(places.len() == lines.len() - 1 && places.is_sorted(), "{places:?} in {face}");
    }
    let page_answers = between(&page, "<ol class=\"asked\">", "</ol>");
    assert!(
        page_answers.find("My officer does what was promised.") < page_answers.find("I feel judged by my officer."),
        "{page_answers}"
    );
    assert!(page.contains("Turned around: a high answer lowers the score.") && page.contains("Does not apply to us"), "{page}");
    // What was said to a question that was not asked is nobody's answer.
    assert!(!page.contains("Nobody asked me this") && !told.stdout.contains("Nobody asked me this"));
    // The unasked words are left out of JSON as well, and the others are there.
    let json = run(&["follow", "alliance-monitor", &answers, "--format", "json"]).stdout;
    let views: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
    assert_eq!(views[0]["words"].as_array().map(Vec::len), Some(1), "{json}");
    assert_eq!(views[0]["words"][0]["text"], "My work is far away.");
    assert_eq!(views[0]["answers"][0]["item"], "word");
    assert_eq!(views[0]["answers"][0]["sides"][0]["before"], "4");
}

/// Of an alert that is raised, a gap and a change, the words are those of the language.
#[test]
fn a_case_is_told_in_the_words_of_a_language() {
    let folder = folder();
    let answers = put(&folder, "answers.csv", &let_down());
    let told = run(&["follow", "alliance-monitor", &answers, "--norms", "demo", "--language", "nl"]).stdout;
    for words in [
        "Waar staan we? Cliënt: Alliantie 2,6 op een schaal van 1 tot 5 – Vraagt aandacht.",
        "Cliënt: gedaald met 1,2 sinds 7 oktober 2026, of dat meer dan toeval is, is niet bekend.",
        "Reclasseringswerker zit 1,2 hoger.",
        "Het verst uiteen: ‘Mijn reclasseringswerker doet wat is beloofd.’ (Cliënt 2, Reclasseringswerker 5)",
    ] {
        assert!(told.to_lowercase().contains(&words.to_lowercase()), "{words}: {told}");
    }
}

/// Where one side did not answer at the last occasion, how far the two are apart is of an earlier one, and says so.
#[test]
fn a_difference_of_an_earlier_meeting_says_when() {
    let folder = folder();
    let both = let_down();
    let alone: Vec<&str> = both.lines().take(4).collect();
    let answers = [("alone.csv", format!("{}\n", alone.join("\n"))), ("both.csv", both.clone())];
    let [alone, both] = answers.map(|(name, text)| {
        let told = run(&["follow", "alliance-monitor", &put(&folder, name, &text), "--norms", "demo"]);
        told.stdout.lines().find(|line| line.contains("Where do we differ?")).unwrap_or_default().to_owned()
    });
    assert!(alone.contains("Occasion 1, 7 October 2026: Both see it alike."), "{alone}");
    assert!(both.contains("Occasion 2, 24 November 2026: Officer is 1.2 higher."), "{both}");
}

#[test]
fn a_report_holds_all_answers_from_a_file_or_a_store() {
    let folder = folder();
    let answers = put(&folder, "answers.csv", &let_down());
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (page, store) = (at("c-17.html"), at("site.sqlite"));
    let ran = run(&["report", "c-17", "--of", "alliance-monitor", "--answers", &answers, "--norms", "demo", "--output", &page]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let of_file = std::fs::read_to_string(&page).unwrap_or_default();
    let sheets: Vec<&str> = of_file.split("<article class=\"a4 report\">").skip(1).collect();
    let questions = |of: &str| of.matches("<th scope=\"row\">").count();
    let [first, second] = sheets[..] else { panic!("{} sheets: {of_file}", sheets.len()) };
    assert_eq!(questions(first) + questions(second), 11, "each question of both stands once: {of_file}");
    let behind = format!("{} answers more on the next sheet.", questions(second));
    assert!(questions(first) > 5 && first.contains(&behind), "{behind}: {first}");
    assert!(second.contains("Case c-17 · Alliance Monitor") && second.contains("Holds personal data"), "{second}");
    for words in ["Case c-17", "Where are we?", "What we agree", "My work is far away.", "for trial only", "Holds personal data"]
    {
        assert!(of_file.contains(words), "{words}: {of_file}");
    }
    assert!(!of_file.contains("<script") && of_file.contains("default-src 'none'"), "{of_file}");
    // What is there is not written over.
    let again = run(&["report", "c-17", "--of", "alliance-monitor", "--answers", &answers, "--output", &page]);
    assert_eq!(again.code, 2, "{}", again.stderr);
    let took_in = run(&["store", "--store", &store, "import", "alliance-monitor", &answers]);
    assert_eq!(took_in.code, 0, "{}", took_in.stderr);
    let ran = run(&["report", "c-17", "--store", &store, "--norms", "demo"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.stdout, of_file, "the same of a store");
    for (wrong, words) in [
        (&["report", "c-99", "--store", &store][..], "no finished answers of a case `c-99`"),
        (&["report", "c-99", "--of", "alliance-monitor", "--answers", &answers], "no case `c-99`"),
        (&["report", "c-17", "--answers", &answers], "--of"),
    ] {
        let refused = run(wrong);
        assert!(refused.code == 2 && refused.stderr.contains(words), "{} {}", refused.code, refused.stderr);
    }
}

/// What was answered confidentially is on no face, and nothing is told of it by what stands beside it: not even where
/// whoever runs the program has it shown.
#[test]
fn confidential_words_and_answers_are_never_shown() {
    let folder = folder();
    let rows: Vec<String> = let_down()
        .lines()
        .map(|row| match row {
            head if head.starts_with("case") => format!("{head},confidential"),
            row => format!("{row},{}", if row.contains("2,client") { "yes" } else { "no" }),
        })
        .collect();
    let answers = put(&folder, "answers.csv", &format!("{}\n", rows.join("\n")));
    let store = folder.path().join("site.sqlite").display().to_string();
    let took_in = run(&["store", "--store", &store, "import", "alliance-monitor", &answers]);
    assert_eq!(took_in.code, 0, "{}", took_in.stderr);
    let followed = ["follow", "alliance-monitor", "--store", &store, "--norms", "demo"];
    for face in [&[][..], &["--format", "json"], &["--confidential"], &["--confidential", "--format", "json"]] {
        let ran = run(&[&followed[..], face].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(!ran.stdout.contains("My work is far away"), "{face:?}: {}", ran.stdout);
    }
    let shown = run(&[&followed[..], &["--confidential"]].concat()).stdout;
    assert!(!shown.contains("The largest change or difference"), "{shown}");
    let report = run(&["report", "c-17", "--store", &store]).stdout;
    assert!(report.contains("a4 report") && !report.contains("My work is far away"), "{report}");
}
