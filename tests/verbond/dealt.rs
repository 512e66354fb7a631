//! Questions that are answered with a number for each of several: ranks, and shares of a whole.

use verbond::administer::{Questionnaire, Typing};
use verbond::check::difference;
use verbond::instrument::InformantIx;
use verbond::source::Severity;

use crate::confidential::{Client, held};
use crate::example::{checked, rendered, with};
use crate::occasions::{ask, code};
use crate::program::{folder, put, run};
use crate::serving::{Server, site};

const MEASURE: &str = include_str!("../data/dealt.instrument");

const ANSWERS: &str = "case,informant,busy,first_work,first_friends,first_family,hours_sleep,hours_work,hours_rest,why
a,client,1,1,2,3,8,8,8,
b,client,1,1,1,3,4,20,,
c,client,1,1,2,3,8,8,,
d,client,0,3,2,1,,,,
e,worker,1,3,2,,,,,
";

/// The codes of what is wrong with statements of the standard measure.
fn codes(statements: &str) -> Vec<&'static str> {
    let (_, diagnostics, _) = checked(&with(statements));
    diagnostics.iter().filter(|it| it.severity != Severity::Note).map(|it| it.code.name).collect()
}

#[test]
fn it_is_read_and_stays_as_it_is_written() {
    let (found, diagnostics, file) = checked(MEASURE);
    assert!(found.is_some() && diagnostics.is_empty(), "{}", rendered(&file, &diagnostics));
    let once = verbond::syntax::format(&file).unwrap_or_else(|_| panic!("it can be read"));
    let again = verbond::syntax::format(&verbond::source::SourceFile::new("again.instrument", once.clone()));
    assert_eq!(again.ok(), Some(once));
}

#[test]
fn what_it_cannot_be_is_told_once() {
    let cases: [(&str, &[&str]); 14] = [
        ("item e as shares of 10 among f unscored \"E\"", &["V0363"]),
        ("item e as shares of 0 among f, g unscored \"E\"", &["V0363"]),
        ("item e as ranking of f, g reversed unscored \"E\"", &["V0363"]),
        ("item e as ranking of f, f unscored \"E\"", &["V0202"]),
        ("item e as ranking of f, g \"E\"", &["V0301"]),
        ("item e_f on agree unscored \"E\" item e as ranking of f, g unscored \"E\"", &["V0202"]),
        ("item e as ranking of f, g \"E\" score s \"S\" = e", &["V0307"]),
        ("item e as ranking of f, g \"E\" score s \"S\" = share of f in e", &["V0210"]),
        ("item e as ranking of f, g \"E\" score s \"S\" = rank of h in e", &["V0201"]),
        ("item e as ranking of f, g \"E\" score s \"S\" = rank of f in a", &["V0210"]),
        ("item e as ranking of f, g asked when a = 1 \"E\" score s \"S\" = rank of f in e", &["V0314"]),
        ("item e as ranking of f, g \"E\" score s \"S\" = e_f", &["V0307"]),
        ("item e as shares of 9 among f, g \"E\" score s \"S\" = sum of e_f, a needs all", &["V0307"]),
        ("item e as ranking of f, g unscored { client \"E\" worker \"E\" choice h \"H\" }", &["V0201"]),
    ];
    let wrong: Vec<_> = cases
        .iter()
        .map(|(statements, expected)| (statements, codes(statements), expected))
        .filter(|(_, found, expected)| found != *expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What ranks and shares can be beside one another decides whether a condition can hold.
#[test]
fn conditions_know_that_no_rank_comes_twice_and_what_shares_add_up_to() {
    let of = |kind: &str, condition: &str| codes(&format!("item e as {kind} \"E\" alert x \"X\" when {condition}"));
    let never = [
        ("shares of 10 among f, g, h", "share of f in e > 6 and share of g in e > 6"),
        ("shares of 10 among f, g", "share of f in e < 5 and share of g in e < 5"),
        ("shares of 10 among f, g, h", "share of f in e < 3 and share of g in e < 3 and share of h in e < 3"),
        ("shares of 10 among f, g, h", "share of f in e > 6 and not share of g in e < 4"),
        ("ranking of f, g, h", "rank of f in e = 1 and rank of g in e = 1"),
        ("ranking of f, g, h", "rank of f in e = rank of g in e"),
        ("ranking of f, g, h", "rank of f in e > 2 and rank of g in e > 2"),
        ("ranking of f, g", "rank of f in e = 1 or rank of g in e = 1"),
    ];
    let wrong: Vec<_> = never.iter().filter(|(kind, condition)| of(kind, condition) != ["V0308"]).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let sometimes = [
        ("shares of 10 among f, g, h", "share of f in e > 6 and share of g in e >= 3"),
        ("shares of 10 among f, g, h", "share of f in e > 5 and share of g in e > 2 and share of h in e > 0"),
        ("shares of 10 among f, g, h", "share of f in e < 4 and share of g in e < 4 and share of h in e < 5"),
        ("shares of 7 among f, g", "share of f in e < 4 and share of g in e < 5"),
        ("ranking of f, g, h", "rank of f in e > 1 and rank of g in e > 1"),
        ("ranking of f, g, h", "rank of f in e = 1 or rank of g in e = 1"),
    ];
    let wrong: Vec<_> = sometimes.iter().filter(|(kind, condition)| !of(kind, condition).is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let first =
        "item e as ranking of f, g, h \"E\" category top { f \"F\" when rank of f in e = 1  g \"G\" when rank of g in e = 1
        h \"H\" when rank of h in e = 1 }";
    assert_eq!(codes(first), Vec::<&str>::new(), "one of them is the first");
}

#[test]
fn files_hold_a_column_for_each_and_what_does_not_add_up_is_refused() {
    let folder = folder();
    let (measure, answers) = (put(&folder, "dealt.instrument", MEASURE), put(&folder, "a.csv", ANSWERS));
    let refused = run(&["score", &measure, &answers, "--to", "csv"]);
    assert_eq!(refused.code, 1);
    assert_eq!(refused.stderr.matches("error[V0356]").count(), 3, "{}", refused.stderr);
    for said in [
        "`first` refuses these answers (first_work is 1, first_friends is 1, first_family is 3): each rank from 1 to 3",
        "`hours` refuses these answers (hours_sleep is 8, hours_work is 8): the shares add up to 24",
        "`first` refuses these answers (first_work is 3, first_friends is 2)",
    ] {
        assert!(refused.stderr.contains(said), "{said}\n{}", refused.stderr);
    }
    let columns = ["--to", "csv", "--columns", "case,family,work,little_sleep"];
    let ran = run(&[&["score", &measure, &answers, "--on-bad", "missing"][..], &columns].concat());
    // A share that was left empty is 0 once others were given: 4 and 20 are a day.
    let expected = "case,family,work,little_sleep\na,3,8,false\nb,,20,true\nc,3,0,\nd,1,0,\ne,,0,\n";
    assert_eq!(ran.stdout, expected, "{}", ran.stderr);
}

/// Both are given at once, and judged at once: from one whole to another no answer stands alone.
#[test]
fn a_page_asks_for_all_of_them_together() {
    let (_folder, store, measures) = site();
    std::fs::write(measures.join("dealt.instrument"), MEASURE).unwrap_or_else(|error| panic!("{error}"));
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client =
        Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", "dealt@1.0.0 client en")])));
    client.answer("busy", "1");
    let page = client.page("/ask?item=first_work").body;
    for part in ["name=\"answer-first_work\"", "name=\"answer-first_family\"", "What comes first? 1 is what matters most."] {
        assert_eq!(page.matches(part).count(), 1, "{part}: {page}");
    }
    // Three numbers answer one question.
    assert!(page.contains("Question 2 of 3"), "{page}");
    assert!(page.contains("Give each number from 1 to 3 once.") && !page.contains("answer-hours"), "{page}");
    let ranks = |work, friends, family| {
        let answers =
            [("answer-first_work", work), ("answer-first_friends", friends), ("answer-first_family", family), ("do", "next")];
        client.send("first_work", &answers)
    };
    for (work, friends, family) in [("1", "1", "2"), ("1", "2", ""), ("1", "2", "4"), ("", "", "")] {
        let again = ranks(work, friends, family);
        assert_eq!(again.code, 200, "{work} {friends} {family}");
        assert!(again.body.contains("role=\"alert\"") || again.body.contains("class=\"alert"), "{}", again.body);
    }
    assert!(!held(&store, "c-17")[0].record.answers.contains_key("first_work"));
    assert_eq!(ranks("1", "2", "3").code, 303);
    let turned = ranks("3", "2", "1");
    assert_eq!((turned.code, turned.to.contains("item=hours_sleep")), (303, true), "{}", turned.to);
    let hours = client.send("hours_sleep", &[("answer-hours_sleep", "4"), ("answer-hours_work", "20"), ("do", "next")]);
    assert_eq!(hours.code, 303, "{}", hours.body);
    let end = client.page("/ask/end").body;
    assert!(end.contains("You answered 3 of 3 questions."), "{end}");
    let answers = held(&store, "c-17")[0].record.answers.clone();
    let given: Vec<(&str, &str)> = answers.iter().map(|(name, answer)| (name.as_str(), answer.as_str())).collect();
    let expected = [
        ("busy", "1"),
        ("first_family", "1"),
        ("first_friends", "2"),
        ("first_work", "3"),
        ("hours_rest", "0"),
        ("hours_sleep", "4"),
        ("hours_work", "20"),
    ];
    assert_eq!(given, expected);
}

#[test]
fn translations_have_the_question_and_its_choices() {
    let folder = folder();
    let measure = put(&folder, "dealt.instrument", MEASURE);
    let file = folder.path().join("dealt.nl.translation").display().to_string();
    assert_eq!(run(&["translate", "new", &measure, "nl", "--output", &file]).code, 0);
    let begun = std::fs::read_to_string(&file).unwrap_or_default();
    for line in ["choice rest ", "from \"All the rest\"", "item first {", "choice friends from \"friends\""] {
        assert!(begun.contains(line), "{line}: {begun}");
    }
    let line =
        |line: &str| line.replace("to \"\"", if line.contains("All the rest") { "to \"Al het andere\"" } else { "to \"X\"" });
    let told = begun.lines().map(line).collect::<Vec<_>>().join("\n");
    std::fs::write(&file, told).unwrap_or_else(|error| panic!("{error}"));
    let page = folder.path().join("p.html").display().to_string();
    let printed = run(&["print", &measure, "--language", "nl", "--output", &page]);
    assert_eq!(printed.code, 0, "{}", printed.stderr);
    let page = std::fs::read_to_string(&page).unwrap_or_default();
    assert!(page.contains("Al het andere") && page.contains("De getallen zijn samen 24."), "{page}");
}

#[test]
fn forms_of_other_programs_ask_for_each_and_refuse_the_same() {
    let folder = folder();
    let measure = put(&folder, "dealt.instrument", MEASURE);
    let file = folder.path().join("form.json").display().to_string();
    let ran = run(&["export", &measure, "--to", &format!("surveyjs={file},informant=client")]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let form = std::fs::read_to_string(&file).unwrap_or_default();
    for part in ["How do you spend a day? – All the rest", "The numbers must add up to 24.", "\"hours_rest\""] {
        assert!(form.contains(part), "{part}: {form}");
    }
}

/// The numbers of a question come back as the question, with its keys, refusals and names, in all languages.
#[test]
fn forms_of_other_programs_bring_it_back() {
    let folder = folder();
    let (measure, answers) = (put(&folder, "dealt.instrument", MEASURE), put(&folder, "a.csv", ANSWERS));
    let rows = ["--on-bad", "missing", "--to", "csv", "--columns", "case,family,work,little_sleep"];
    let expected = run(&[&["score", &measure, &answers][..], &rows].concat());
    for (program, file) in [("surveyjs", "f.json"), ("xlsform", "f.xlsx"), ("redcap", "f.csv"), ("limesurvey", "f.txt")] {
        let (form, back) = (folder.path().join(file).display().to_string(), folder.path().join(program).display().to_string());
        let ran = run(&["export", &measure, "--to", &format!("{program}={form},informant=client")]);
        assert_eq!(ran.code, 0, "{program}: {}", ran.stderr);
        let ran = run(&["import", &form, "--output", &back]);
        assert_eq!(ran.code, 0, "{program}: {}", ran.stderr);
        assert!(!ran.stderr.contains("V0902"), "{program}: {}", ran.stderr);
        let text = std::fs::read_to_string(format!("{back}/1.0.0.instrument")).unwrap_or_default();
        for part in ["as ranking of work, friends, family", "as shares of 24 among sleep, work, rest", "\"All the rest\""] {
            assert_eq!(text.matches(part).count(), 1, "{program}: {part}\n{text}");
        }
        assert!(text.contains("\"How do you spend a day?\"") && !text.contains("refuse "), "{program}: {text}");
        // The form is one for clients.
        let of_clients = put(&folder, "clients.csv", &ANSWERS.replace("e,worker", "e,client"));
        let again = run(&[&["score", &format!("{back}/1.0.0.instrument"), &of_clients][..], &rows].concat());
        assert_eq!(again.stdout, expected.stdout, "{program}: {}", again.stderr);
    }
}

#[test]
fn another_whole_is_another_measure() {
    let (one, ..) = checked(MEASURE);
    let (other, ..) = checked(
        &MEASURE
            .replace("shares of 24", "shares of 12")
            .replace("sleep 4, work 20", "sleep 4, work 8")
            .replace("work = 20", "work = 8"),
    );
    let (Some(one), Some(other)) = (one, other) else { panic!("both are sound") };
    let told = format!("{:?}", difference(&one, &other));
    // Of the question it is told once, and not of each of its numbers.
    assert!(told.contains("shares of 12 among") && !told.contains("hours_sleep"), "{told}");
    assert!(!told.contains("first"), "{told}");
}

/// Where one of the numbers cannot be right nobody knows what the others are, and none of them counts.
#[test]
fn one_that_cannot_be_right_takes_the_others_along() {
    let folder = folder();
    let measure = put(&folder, "dealt.instrument", MEASURE);
    let rows = "case,informant,busy,first_work,first_friends,first_family,hours_sleep,hours_work,hours_rest,why
a,client,1,1,2,3,150,24,,
b,client,1,x,2,3,x,24,,
c,client,1,1,2,3,-99,24,,
d,client,1,1,2,3,,24,,
";
    let file = put(&folder, "a.csv", rows);
    let columns = ["case,family,work,hours_rest", "case,family,work,answered"];
    let [ran, counted] = columns.map(|columns| {
        run(&[
            "score",
            &measure,
            &file,
            "--on-bad",
            "missing",
            "--missing",
            "-99",
            "--answers",
            "--to",
            "csv",
            "--columns",
            columns,
        ])
    });
    let expected = "case,family,work,hours_rest\na,3,0,\nb,,0,\nc,3,0,\nd,3,24,0\n";
    assert_eq!(ran.stdout, expected, "{}", ran.stderr);
    // A share that was left empty beside the whole is 0, and answered.
    assert_eq!(counted.stdout, "case,family,work,answered\na,3,0,4\nb,,0,1\nc,3,0,4\nd,3,24,7\n", "{}", counted.stderr);
}

/// Its numbers are one answer: a later version has them where they mean what they meant, under whatever name.
#[test]
fn a_later_version_has_the_answers_where_they_mean_the_same() {
    let folder = folder();
    let answers = put(&folder, "a.csv", &ANSWERS.lines().take(2).map(|line| format!("{line}\n")).collect::<String>());
    let follows = |claims: &str| format!("instrument dealt 2.0.0 {{\n  follows 1.0.0 {{ {claims} }}\n");
    let later = |claims: &str| MEASURE.replace("instrument dealt 1.0.0 {", &follows(claims));
    let without_tests = |text: String| {
        let end = text.find("  test \"by hand\"").unwrap_or(text.len());
        format!("{}}}\n", &text[..end])
    };
    let renamed = later("renamed first to rank_of_all")
        .replace("item first as", "item rank_of_all as")
        .replace(" in first", " in rank_of_all");
    let more = later("added first_pets").replace("work, friends, family", "work, friends, family, pets");
    let twice = later("").replace("shares of 24", "shares of 48");
    let cases = [
        (renamed, vec!["rank_of_all_work: 1", "rank_of_all_family: 3", "hours_sleep: 8"]),
        (more, vec!["first_work: ", "first_pets: ", "hours_sleep: 8"]),
        (twice, vec!["first_work: 1", "hours_sleep: ", "hours_rest: "]),
    ];
    for (at, (text, expected)) in cases.into_iter().enumerate() {
        let versions = crate::program::folder();
        put(&versions, "1.instrument", MEASURE);
        let new = put(&versions, "2.instrument", &without_tests(text));
        let out = folder.path().join(format!("out-{at}.csv")).display().to_string();
        let place = versions.path().display().to_string();
        let road = ["--from", "dealt@1.0.0", "--to", "dealt@2.0.0", "--output", &out];
        let ran = run(&[&["--instruments", &place, "migrate", &answers][..], &road].concat());
        assert_eq!(ran.code, i32::from(at > 0), "what is left out is told: {at}: {}", ran.stderr);
        let text = std::fs::read_to_string(&out).unwrap_or_default();
        let cells: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        let told: Vec<String> = cells[0].iter().zip(&cells[1]).map(|(name, cell)| format!("{name}: {cell}")).collect();
        for part in expected {
            assert!(told.iter().any(|cell| cell == part), "{at}: {part} in {told:?}");
        }
        let scored = run(&["score", &new, &out]);
        assert_eq!(scored.code, 0, "{at}: {}", scored.stderr);
    }
}

/// On paper a condition is one of what is written there.
#[test]
fn paper_says_conditions_on_ranks_and_shares_in_words() {
    let folder = folder();
    for (condition, words) in [
        (
            "rank of work in first = 1 and hours is asked",
            "Only if your answer to question 2 (‘work’) is 1 and you chose ‘Yes’ at question 1.",
        ),
        ("share of rest in hours > 5", "Only if your answer to question 3 (‘All the rest’) is above 5."),
        ("not 5 < share of rest in hours", "Only if your answer to question 3 (‘All the rest’) is 5 or less."),
        ("first is missing", "Only if you left question 2 open."),
    ] {
        let measure = MEASURE.replace("rank of work in first = 1 and hours is asked", condition);
        let (before, _) = measure.split_once("  test \"by hand\"").unwrap_or_else(|| panic!("it has tests"));
        let printed = run(&["print", &put(&folder, "1.0.0.instrument", &format!("{before}}}\n"))]);
        assert!(printed.code == 0 && printed.stdout.contains(words), "{condition}: {} {}", printed.stderr, printed.stdout);
    }
}

/// Paper holds what it holds: what is wrong together is left open, and the typing goes on behind it.
#[test]
fn paper_that_is_wrong_can_be_typed_over() {
    let (Some(measure), ..) = checked(MEASURE) else { panic!("it is sound") };
    let typed = |lines: &[&str]| {
        let asked = Questionnaire::new(&measure, InformantIx(0), vec![]);
        let mut typing = Typing::new(asked);
        let told: Vec<bool> = lines.iter().map(|line| typing.line(line).is_ok()).collect();
        let given = |name: &str| measure.item(name).map_or("?", |item| typing.questionnaire().given(item)).to_owned();
        let next = typing.next().map_or("", |item| measure.items[item].name.as_str()).to_owned();
        (told, ["first_work", "first_family", "hours_sleep", "hours_work"].map(given), next)
    };
    let none = String::new;
    // Twice the first place; then hours that are no day.
    let (told, given, next) = typed(&["1", "1 1 2", ".", "20 20 0", "."]);
    assert_eq!((told, next.as_str()), (vec![true, false, true, false, true], ""));
    assert_eq!(given, [none(), none(), none(), none()]);
    // A share that was left empty beside the whole is none to be taken back.
    let (told, given, next) = typed(&["1", "1 2 3", "4 20 ."]);
    assert_eq!((told, next.as_str()), (vec![true, true, true], "why"));
    assert_eq!(given, ["1", "3", "4", "20"].map(str::to_owned));
}
