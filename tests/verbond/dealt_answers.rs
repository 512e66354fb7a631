//! Ranks and shares as other programs write them: under the name of the question, as an object, a list, or a column for
//! each by another name.

use rust_xlsxwriter::Workbook;

use crate::program::{Ran, folder, put, run};

const MEASURE: &str = "verbond 1\n\ninstrument m 1.0.0 {\n  title \"M\"\n  licence \"CC0-1.0\"\n  status experimental
  informants { self \"Self\" }\n  scale s { 0 \"No\" 1 \"Yes\" }\n  item home on s unscored \"A home?\"
  item pts as shares of 100 among home, work { self \"Where?\" choice work \"At work\" }
  item o as ranking of work, friends, family \"What comes first?\"
  score at_home \"Home\" = share of home in pts\n  score family \"Family\" = rank of family in o\n}\n";

fn score(name: &str, answers: &str, more: &[&str]) -> Ran {
    let folder = folder();
    let (measure, answers) = (put(&folder, "m.instrument", MEASURE), put(&folder, name, answers));
    run(&[&["score", &measure, &answers, "--to", "csv", "--quiet", "--columns", "case,at_home,family"], more].concat())
}

const EXPECTED: &str = "case,at_home,family\na,70,2\n";

#[test]
fn an_object_and_a_list_are_read_from_json() {
    let objects = "{\"case\": \"a\", \"home\": 1, \"pts\": {\"home\": 70, \"work\": 30}, \"o\": {\"family\": 2, \"work\": 1, \"friends\": 3}}";
    let list =
        "{\"case\": \"a\", \"home\": 1, \"pts\": {\"home\": 70, \"At work\": 30}, \"o\": [\"work\", \"family\", \"friends\"]}";
    for record in [objects, list] {
        for (name, text) in [("a.json", format!("[{record}]")), ("a.jsonl", format!("{record}\n")), ("a.json", record.to_owned())]
        {
            let ran = score(name, &text, &[]);
            assert_eq!((ran.code, ran.stdout.as_str()), (0, EXPECTED), "{text}: {}", ran.stderr);
        }
        // Behind the first stretch of a long file too.
        let first = "{\"case\": \"x\", \"home\": 1, \"pts_home\": 50, \"pts_work\": 50, \"o_work\": 1, \"o_friends\": 2, \"o_family\": 3}";
        let both = score("a.jsonl", &format!("{first}\n{record}\n"), &[]);
        assert!(both.code == 1 && both.stderr.contains("V0704") && both.stderr.contains("`pts` holds all"), "{}", both.stderr);
        let long = score("a.jsonl", &format!("{}{record}\n", format!("{first}\n").repeat(12_000)), &["--on-bad", "skip"]);
        assert!(long.stderr.contains("`pts` holds all ranks or shares, and in the records before"), "{}", long.stderr);
    }
}

#[test]
fn what_an_object_cannot_be_is_told() {
    for (pts, told) in [
        ("{\"home\": 70, \"wrk\": 30}", "names `wrk`, which is none of them"),
        ("{\"home\": 70, \"home\": 30}", "names `home` twice"),
        ("{\"home\": 70, \"work\": 31}", "the shares add up to 100"),
        ("{\"home\": 70.5, \"work\": 29.5}", "not an answer to `pts_home`"),
        ("70", "it does not say of each what it gets"),
    ] {
        let text = format!("[{{\"case\": \"a\", \"home\": 1, \"pts\": {pts}, \"o\": [\"work\", \"family\", \"friends\"]}}]");
        let ran = score("a.json", &text, &[]);
        assert!(ran.code == 1 && ran.stderr.contains(told) && ran.stderr.contains("pts"), "{told}: {}", ran.stderr);
    }
    let csv = "case,home,pts,o\na,1,\"{\"\"home\"\": 70, \"\"work\"\": 30}\",work;family;friends\nb,1,70,work;family\n";
    let ran = score("a.csv", csv, &[]);
    let told = ran.stderr.lines().filter(|line| !line.starts_with("-->")).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!("ranks_and_shares_in_one_cell", told);
}

#[test]
fn columns_by_other_names_are_found_and_said() {
    let ranks = ["o.work", "o/friends", "o[family]"];
    for shares in [["pts.home", "pts.work"], ["pts[home]", "pts[work]"], ["pts/home", "pts/At work"], ["pts_1", "pts_2"]] {
        let text = format!("case,home,{},{}\na,1,70,30,1,3,2\n", shares.join(","), ranks.join(","));
        let ran = score("a.csv", &text, &[]);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, EXPECTED), "{text}: {}", ran.stderr);
        assert!(ran.stderr.contains("V0725") && ran.stderr.contains(&format!("`pts` is `{}`", shares[0])), "{}", ran.stderr);
    }
    let mapped = "case,home,Q_1,Q_2,R_work,R_friends,R_family\na,1,70,30,1,3,2\n";
    let ran = score("a.csv", mapped, &["--map", "pts=Q", "--map", "o_*=R_*"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, EXPECTED), "{}", ran.stderr);
    let lacking = score("a.csv", "case,home,pts.home,pts.job,o_work,o_friends,o_family\na,1,70,30,1,3,2\n", &[]);
    assert!(lacking.code == 1 && lacking.stderr.contains("V0708"), "{}", lacking.stderr);
    assert!(lacking.stderr.contains("--map pts_home=pts.home"), "{}", lacking.stderr);
}

/// LimeSurvey has a column for each place, which holds who is in it.
#[test]
fn the_places_of_a_ranking_are_turned_into_ranks() {
    let text = "case,home,pts_home,pts_work,o[1],o[2],o[3]\na,1,70,30,work,family,friends\n";
    let ran = score("a.csv", text, &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, EXPECTED), "{}", ran.stderr);
    assert!(ran.stderr.contains("a ranking in a column for each place") && ran.stderr.contains("`o[1]`"), "{}", ran.stderr);
    let numbers = score("a.csv", &text.replace("work,family,friends", "1,2,3"), &[]);
    assert!(numbers.code == 1 && numbers.stderr.contains("names `1`, which is none of them"), "{}", numbers.stderr);
    let partly = score("a.csv", &text.replace("work,family,friends", "work,,friends"), &[]);
    assert!(partly.code == 1 && partly.stderr.contains("leaves a place empty before the last"), "{}", partly.stderr);
}

/// An XLSForm of these cells.
fn xlsform(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The same ranking in three programs, and what each of them exports of the same person.
#[test]
fn rankings_of_other_programs_come_in_with_their_answers() {
    let folder = folder();
    let surveyjs = "{\"title\": \"T\", \"pages\": [{\"elements\": [{\"type\": \"ranking\", \"name\": \"first\", \"title\": \"What comes first?\",
        \"isRequired\": true, \"choices\": [{\"value\": \"work\", \"text\": \"My work\"}, {\"value\": 2, \"text\": \"Friends\"}, \"family\"]}]}]}";
    let survey: &[&[&str]] = &[&["type", "name", "label", "required"], &["rank a", "first", "What comes first?", "yes"]];
    let choices: &[&[&str]] =
        &[&["list_name", "name", "label"], &["a", "work", "My work"], &["a", "2", "Friends"], &["a", "family", "family"]];
    let xlsform = xlsform(&[("survey", survey), ("choices", choices)]);
    let lime = "class\ttype/scale\tname\trelevance\ttext\tlanguage\tmandatory\nS\t\tlanguage\t\ten\t\t\nG\tG1\tOne\t1\t\ten\t\n\
        Q\tR\tfirst\t1\tWhat comes first?\ten\tY\nA\t0\twork\t\tMy work\ten\t\nA\t0\t2\t\tFriends\ten\t\nA\t0\tfamily\t\tfamily\ten\t\n";
    let header = "id,submitdate,lastpage,startlanguage";
    let forms = [
        (
            "f.json",
            surveyjs.as_bytes().to_vec(),
            "a.json",
            "[{\"case\": \"c\", \"first\": [\"family\", 2, \"work\"]}]".to_owned(),
        ),
        ("f.xlsx", xlsform, "a.csv", "SubmissionDate,KEY,g-first\n2026-01-01,c,family 2 work\n".to_owned()),
        (
            "f.txt",
            lime.as_bytes().to_vec(),
            "a.csv",
            format!("{header},first[1],first[2],first[3]\n1,2026-01-01,1,en,family,2,work\n"),
        ),
        (
            "f.txt",
            lime.as_bytes().to_vec(),
            "b.csv",
            format!("{header},first[1],first[2],first[3]\n1,2026-01-01,1,en,family,Friends,My work\n"),
        ),
    ];
    for (name, form, answers, text) in forms {
        let path = folder.path().join(name);
        std::fs::write(&path, form).unwrap();
        let back = folder.path().join("back").display().to_string();
        let _ = std::fs::remove_dir_all(&back);
        let ran = run(&["import", &path.display().to_string(), "--output", &back]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        let file = std::fs::read_dir(&back).unwrap().next().unwrap().unwrap().path();
        let measure = std::fs::read_to_string(&file).unwrap();
        assert!(measure.contains("as ranking of work, q_2, family unscored"), "{name}: {measure}");
        assert!(
            measure.contains("choice work \"My work\"") || measure.contains("choice work   \"My work\""),
            "{name}: {measure}"
        );
        assert!(!ran.stderr.contains("first"), "{name}: nothing is lost of it: {}", ran.stderr);
        let answers = put(&folder, answers, &text);
        let ran = run(&[
            "score",
            &file.display().to_string(),
            &answers,
            "--answers",
            "--to",
            "csv",
            "--columns",
            "first_work,first_q_2,first_family",
        ]);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, "first_work,first_q_2,first_family\n3,2,1\n"), "{name}: {}", ran.stderr);
    }
}

#[test]
fn a_ranking_of_some_only_is_named() {
    let folder = folder();
    let form = "{\"title\": \"T\", \"elements\": [{\"type\": \"ranking\", \"name\": \"first\", \"selectToRankEnabled\": true, \"choices\": [\"a\", \"b\"]}]}";
    let back = folder.path().join("back").display().to_string();
    let ran = run(&["import", &put(&folder, "f.json", form), "--output", &back]);
    assert!(
        ran.code == 0 && ran.stderr.contains("takes a ranking of some only") && ran.stderr.contains("`first`"),
        "{}",
        ran.stderr
    );
}
