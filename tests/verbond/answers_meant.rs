//! What cells, columns and rows of answers mean, and what is refused since it can mean two things.

use std::path::Path;

use proptest::prelude::*;

use crate::answers::{FOLDER, columns, file, scored};
use crate::program::{folder, put, run, run_with_input};

#[test]
fn migrate_reads_as_score_does() {
    let folder = folder();
    let answers = put(&folder, "a.csv", "id;A1;A2;A3\nc1;5;NA;4\n");
    let m = file("m");
    let migrate = |more: &[&str]| {
        let fixed = ["migrate", &answers, "--from", "mini@1.0.0", "--to", "mini@2.0.0", "--instruments", &m];
        run(&[&fixed[..], more].concat())
    };
    let refused = migrate(&[]);
    assert!(refused.code == 1 && refused.stdout.is_empty() && refused.stderr.contains("V0712"), "{}", refused.stderr);
    let done = migrate(&["--map", "q*=A*", "--map", "case=id", "--missing", "NA"]);
    assert_eq!((done.code, done.stdout.as_str()), (0, "case;q1;q2;q3\nc1;5;;4\n"), "{}", done.stderr);
    let config = put(&folder, "v.toml", "[answers]\nmissing = [\"NA\"]\n[answers.map]\n\"q*\" = \"A*\"\ncase = \"id\"\n");
    assert_eq!(migrate(&["--config", &config]).stdout, done.stdout);
    let twice = put(&folder, "t.csv", "case,q1,q2,q3,q3\nc1,5,1,4,3\n");
    let ran = run(&["migrate", &twice, "--from", "mini@1.0.0", "--to", "mini@2.0.0", "--instruments", &m]);
    assert!(ran.code == 1 && ran.stderr.contains("V0704"), "{}", ran.stderr);
    let json = put(&folder, "j.json", "[{\"case\":\"c1\",\"q1\":5,\"q2\":1,\"q3\":4}]");
    let ran = run(&["migrate", &json, "--from", "mini@1.0.0", "--to", "mini@2.0.0", "--instruments", &m]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "case,q1,q2,q3\nc1,5,1,4\n"), "{}", ran.stderr);
}

/// One thousand two hundred and fifty, or one and a quarter: nobody knows, unless another number shows it.
#[test]
fn a_number_that_can_be_two_is_refused_unless_somebody_says_which() {
    let folder = folder();
    let measure = "verbond 1\n\ninstrument m 1.0.0 {\n  title \"M\"\n  licence \"CC0-1.0\"\n  status experimental
  informants { self \"Self\" }\n  known { income decimal 0 to 100000 }
  item w as decimal 0 to 5000 \"W\"\n  item v as decimal 0 to 10 \"V\"\n  score s \"S\" = w + v\n}\n";
    let measure = put(&folder, "m.instrument", measure);
    let score = |text: &str, more: &[&str]| {
        let file = put(&folder, "a.csv", text);
        run(&[&["score", &measure, &file, "--to", "csv", "--quiet", "--columns", "s"], more].concat())
    };
    for (text, number) in
        [("case;w;v\nc1;1.250;0\n", "1.250"), ("case;w;v\nc1;1,250;0\n", "1,250"), ("case;w;v;income\nc1;1;0;12.000\n", "12.000")]
    {
        let ran = score(text, &[]);
        let said = format!("`{number}` can be");
        assert!(ran.code == 1 && ran.stderr.contains("V0702") && ran.stderr.contains(&said), "{}", ran.stderr);
        assert!(ran.stderr.contains("--decimal comma") && ran.stdout.is_empty(), "{}", ran.stderr);
    }
    assert!(score("case;w;v\nc1;1.250;0\n", &["--decimal", "point"]).stdout.ends_with("1.25\n"));
    assert!(score("case;w;v\nc1;1,250;0\n", &["--decimal", "comma"]).stdout.ends_with("1.25\n"));
    for text in ["case;w;v\nc1;1.250;0\nc2;2.5;0\n", "case;w;v\nc1;0;1.250\n", "case;w;v\nc1;0.250;1\n", "case,w,v\nc1,1.250,0\n"]
    {
        let ran = score(text, &[]);
        assert_eq!(ran.code, 0, "{text}: {}", ran.stderr);
        assert!(ran.stdout.lines().nth(1).is_some_and(|row| row.ends_with("1.25")), "{text}: {}", ran.stdout);
    }
}

#[test]
fn decimals_are_separated_in_one_way() {
    let folder = folder();
    let both = put(&folder, "d.csv", "case;w;v\nc1;1,5;0\nc2;1.234;0\n");
    let ran = scored("dec", &both, &[]);
    assert!(ran.code == 1 && ran.stderr.contains("V0702") && ran.stderr.contains("row 3, column w"), "{}", ran.stderr);
    let said = scored("dec", &both, &["--decimal", "comma"]);
    assert!(said.code == 1 && said.stderr.contains("`1.234` is not a number"), "{}", said.stderr);
    let points = put(&folder, "p.csv", "case;w;v\nc1;1.5;0\nc2;1.234;0\n");
    assert_eq!(columns(&scored("dec", &points, &[]), &["s"]), ["1.5", "1.234"]);
    for command in ["follow", "analyse"] {
        let ran = run(&[command, &file("dec.instrument"), &both]);
        assert!(ran.code == 1 && ran.stderr.contains("V0702"), "{command}: {}", ran.stderr);
    }
}

#[test]
fn columns_are_mapped_by_several_stars_by_number_and_put_together() {
    let folder = folder();
    let head: Vec<String> = (1..=6).map(|at| format!("B_{at}")).chain((7..=12).map(|at| format!("C_{at}"))).collect();
    let text = format!("id,{}\nc1,1,1,1,1,1,1,1,1,1,5,5,5\n", head.join(","));
    let answers = put(&folder, "b.csv", &text);
    let ran = scored("twelve", &answers, &["--map", "case=id", "--map", "q*=B_*", "--map", "q*=C_*"]);
    assert_eq!(columns(&ran, &["case", "total"]), ["c1 2"]);
    let half = scored("twelve", &answers, &["--map", "case=id", "--map", "q*=B_*"]);
    assert!(half.code == 1 && half.stderr.contains("q7"), "{}", half.stderr);
    let mini = put(&folder, "m.csv", "id,x,y,a,b,c\nc1,base,1,4,2,5\nc1,base,2,1,5,2\n");
    let together = ["--map", "case=id", "--map", "occasion={x}/{y}", "--map", "q1=#4", "--map", "q2=#5", "--map", "q3=c"];
    assert_eq!(columns(&scored("mini", &mini, &together), &["occasion"]), ["base/1", "base/2"]);
    let both = scored("mini", &mini, &["--map", "q1=a", "--map", "q2=a", "--map", "q3=c"]);
    assert!(both.code == 1 && both.stderr.contains("`--map q1=a` and `--map q2=a`"), "{}", both.stderr);
    let capitals = put(&folder, "c.csv", "Case,Date,q1,q2,q3\nc1,2021-01-01,4,2,5\nc1,2021-02-01,1,5,2\n");
    for command in ["score", "follow", "team", "analyse"] {
        let ran = run(&[command, &file("mini.instrument"), &capitals]);
        assert!(ran.code == 1 && ran.stderr.matches("V0708").count() == 2, "{command}: {}", ran.stderr);
    }
}

#[test]
fn an_anchor_is_its_point_in_any_language_of_the_measure() {
    let folder = folder();
    let answers = put(&folder, "a.csv", "case,q1,q2,q3\nc1, agree ,DISAGREE,Strongly  agree\n");
    assert_eq!(columns(&scored("mini", &answers, &[]), &["total"]), ["4.333333333333333"]);
    let wrong = put(&folder, "w.csv", "case,q1,q2,q3\nc1,Agreed,2,3\n");
    let ran = scored("mini", &wrong, &[]);
    assert!(ran.code == 1 && ran.stderr.contains("V0702") && ran.stderr.contains("`Agreed`"), "{}", ran.stderr);
    let measure = std::fs::read_to_string(file("mini.instrument")).unwrap();
    put(&folder, "mini.instrument", &measure.replace("Neutral", "Same").replace("2 \"Disagree\"", "2 \"same\""));
    let alike = put(&folder, "s.csv", "case,q1,q2,q3\nc1,Same,2,3\n");
    let ran = run(&["score", &folder.path().join("mini.instrument").display().to_string(), &alike]);
    assert!(ran.code == 1 && ran.stderr.contains("stands for several answers"), "{}", ran.stderr);
    // The words of a translation, which an easy version of Dutch has.
    let text = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
    let mut rows = text.lines();
    let (head, row) = (rows.next().unwrap(), rows.next().unwrap());
    let plain = head.split(',').position(|name| name == "plain").unwrap();
    let words = ["Nee, helemaal niet", "Een beetje", "Soms wel, soms niet", "Meestal wel", "Ja, helemaal"];
    let total = |cell: &str| {
        let mut cells: Vec<&str> = row.split(',').collect();
        cells[plain] = cell;
        let answers = put(&folder, "nl.csv", &format!("{head}\n{}\n", cells.join(",")));
        columns(&run(&["score", "alliance-monitor@0.3.0", &answers, "--to", "csv", "--quiet"]), &["clarity", "total"])
    };
    let totals: Vec<Vec<String>> = (1..=5).map(|point: u8| total(&point.to_string())).collect();
    assert!(totals.windows(2).all(|pair| pair[0] != pair[1]), "{totals:?}");
    assert_eq!(words.map(|word| total(&format!("\"{word}\""))).to_vec(), totals);
}

#[test]
fn a_set_in_columns_of_its_own_tells_none_from_not_answered() {
    let folder = folder();
    let text = "case,q1,q2,q3,sym___head,sym___back,sym___belly\nc1,4,2,5,1,1,0\nc2,4,2,5,0,0,0\nc3,4,2,5,,,\n";
    let ran = scored("sym", &put(&folder, "s.csv", text), &[]);
    assert_eq!(columns(&ran, &["pains"]), ["2", "0", ""]);
    assert!(ran.stderr.contains("V0725") && ran.stderr.contains("`sym___head`"), "{}", ran.stderr);
    let wrong = scored("sym", &put(&folder, "w.csv", &text.replace("1,1,0", "1,7,0")), &[]);
    assert!(wrong.code == 1 && wrong.stderr.contains("V0701") && wrong.stderr.contains("column sym___back"), "{}", wrong.stderr);
    let json =
        "[{\"case\":\"c1\",\"q1\":4,\"q2\":2,\"q3\":5,\"sym\":[]},{\"case\":\"c2\",\"q1\":4,\"q2\":2,\"q3\":5,\"sym\":null}]";
    assert_eq!(columns(&scored("sym", &put(&folder, "s.json", json), &[]), &["pains"]), ["0", ""]);
}

#[test]
fn dates_that_could_be_either_are_asked_about() {
    let folder = folder();
    let answers = put(&folder, "d.csv", "case,date,q1,q2,q3\nc1,3/5/2026 10:00:00,4,2,5\nc2,3/23/2026 10:00:00,4,2,5\n");
    let ran = scored("mini", &answers, &[]);
    assert!(
        ran.code == 1 && ran.stderr.matches("V0710").count() == 1 && ran.stderr.contains("--date-format mdy"),
        "{}",
        ran.stderr
    );
    let said = scored("mini", &answers, &["--date-format", "mdy"]);
    assert_eq!(columns(&said, &["date"]), ["2026-03-05", "2026-03-23"]);
    assert_eq!(columns(&scored("mini", &answers, &["--date-format", "%m/%d/%Y"]), &["date"]), ["2026-03-05", "2026-03-23"]);
    assert_eq!(scored("mini", &answers, &["--date-format", "later"]).code, 2);
}

#[test]
fn a_code_for_no_answer_that_is_an_answer_is_asked_about() {
    let folder = folder();
    let answers = put(&folder, "a.csv", "case,w,v\nc1,99,-9.0\nc2,1,2\n");
    let ran = scored("dec", &answers, &["--missing", "99,-9"]);
    assert!(ran.code == 1 && ran.stderr.contains("V0727") && ran.stderr.contains("--missing 'w=99'"), "{}", ran.stderr);
    let said = scored("dec", &answers, &["--missing", "w=99,v=99,-9", "--causes"]);
    assert_eq!(columns(&said, &["w.missing", "v.missing"]), ["declared missing declared missing", " "]);
    assert_eq!(columns(&scored("dec", &answers, &["--missing", "*=99,-9"]), &["s"]), ["", "3"]);
}

#[test]
fn json_keeps_what_comes_up_late_and_leaves_alone_what_nobody_asks_for() {
    let mut text = String::new();
    for at in 0..30_000 {
        let late = if at >= 29_000 { ",\"date\":\"2021-01-01\",\"occasion\":2" } else { "" };
        text.push_str(&format!("{{\"case\":\"c{at}\",\"q1\":1,\"q2\":2,\"q3\":3{late}}}\n"));
    }
    let folder = folder();
    let lines = scored("mini", &put(&folder, "l.jsonl", &text), &[]);
    let array = format!("[{}]", text.trim_end().replace('\n', ","));
    for ran in [lines, scored("mini", &put(&folder, "a.json", &array), &[])] {
        let found = columns(&ran, &["occasion", "date"]);
        assert_eq!((found[0].as_str(), found[29_999].as_str()), (" ", "2 2021-01-01"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("V0707"), "{}", ran.stderr);
    }
    let nested = "[{\"case\":\"c1\",\"q1\":4,\"q2\":2,\"q3\":5,\"files\":[{\"a\":1}],\"state\":{}}]";
    assert_eq!(columns(&scored("mini", &put(&folder, "n.json", nested), &[]), &["total"]), ["4.333333333333333"]);
    let twice = scored("mini", &put(&folder, "t.json", "[{\"case\":\"c1\",\"q1\":1,\"q1\":5,\"q2\":3,\"q3\":3}]"), &[]);
    assert!(twice.code == 1 && twice.stderr.contains("V0722"), "{}", twice.stderr);
    let deep = "[{\"case\":\"c1\",\"mini\":{\"q1\":1,\"q1\":5,\"q2\":3,\"q3\":3}}]";
    let twice = scored("mini", &put(&folder, "d.json", deep), &[]);
    assert!(twice.code == 1 && twice.stderr.contains("V0722"), "{}", twice.stderr);
}

#[test]
fn points_that_may_be_counted_from_1_are_noted() {
    let row = |case: &str, points: [u8; 9]| format!("{case},{}\n", points.map(|point| point.to_string()).join(","));
    let folder = folder();
    let measure = run(&["show", "phq-9", "--format", "json"]).stdout;
    let shown: serde_json::Value = serde_json::from_str(&measure).unwrap();
    let names: Vec<String> =
        shown["items"].as_array().unwrap().iter().filter_map(|item| Some(item["name"].as_str()?.to_owned())).take(9).collect();
    let header = format!("case,{}\n", names.join(","));
    let shifted = put(&folder, "s.csv", &format!("{header}{}", row("c1", [1, 2, 3, 1, 2, 3, 1, 2, 3])));
    let ran = run(&["score", "phq-9", &shifted, "--to", "csv", "--quiet"]);
    assert!(ran.stderr.contains("V0729") && ran.stderr.contains("one too high"), "{}", ran.stderr);
    let plain = put(&folder, "p.csv", &format!("{header}{}", row("c1", [0, 2, 3, 1, 2, 3, 1, 2, 3])));
    assert!(!run(&["score", "phq-9", &plain, "--to", "csv", "--quiet"]).stderr.contains("V0729"));
}

#[test]
fn what_is_written_of_answers_scores_to_the_same_again() {
    let folder = folder();
    let answers = put(&folder, "a.csv", "case,q1,why,day,sym\nc1,none,\"I; moved\",2021-03-05,head;back\nc2,1,,,;\n");
    let ran = scored("txt", &answers, &["--answers"]);
    assert_eq!(columns(&ran, &["q1", "why", "day", "sym"]), ["none I; moved 2021-03-05 head;back", "1   ;"]);
    let again = scored("txt", &put(&folder, "b.csv", &ran.stdout), &["--answers"]);
    assert_eq!(again.stdout, ran.stdout, "{}", again.stderr);
    let json = run(&["score", &file("txt.instrument"), &answers, "--answers", "--to", "json", "--quiet"]);
    let again =
        run(&["score", &file("txt.instrument"), &put(&folder, "b.json", &json.stdout), "--answers", "--to", "json", "--quiet"]);
    assert!(json.stdout.contains("I; moved") && again.stdout == json.stdout, "{}{}", json.stdout, again.stderr);
}

#[test]
fn what_is_carried_along_never_takes_the_place_of_a_score() {
    let folder = folder();
    let answers = put(&folder, "k.csv", "case,q1,q2,q3,total,version\nc1,5,1,5,1,v9\n");
    let ran = scored("mini", &answers, &["--keep"]);
    assert_eq!(columns(&ran, &["total", "version", "answers:total", "answers:version"]), ["5 1.0.0 1 v9"]);
    let chosen = scored("mini", &answers, &["--keep", "--columns", "version"]);
    assert_eq!(chosen.stdout, "version\n1.0.0\n");
}

#[test]
fn match_proposes_settings_that_every_command_reads() {
    let folder = folder();
    let answers = put(&folder, "e.csv", "Code,Date,WAI_1,WAI_2,WAI_3\nk1,2026-03-05,4,2,5\nk2,2026-03-06,1,5,2\n");
    let config = folder.path().join("answers.toml").display().to_string();
    let ran = run(&["match", &file("mini.instrument"), &answers, "--output", &config]);
    assert_eq!(ran.code, 1, "{}{}", ran.stdout, ran.stderr);
    let text = std::fs::read_to_string(&config).unwrap();
    assert!(text.contains("q1 = \"WAI_1\"") || text.contains("\"q1\" = \"WAI_1\""), "{text}");
    assert!(text.contains("# \"case\" = \"Code\""), "what is not sure is a remark: {text}");
    let decided = put(&folder, "decided.toml", &text.replace("# \"case\"", "\"case\""));
    let scored = run(&["score", &file("mini.instrument"), &answers, "--config", &decided, "--to", "csv", "--quiet"]);
    assert_eq!(
        columns(&scored, &["case", "date", "total"]),
        ["k1 2026-03-05 4.333333333333333", "k2 2026-03-06 1.3333333333333333"]
    );
    let known = run(&["match", &file("sym.instrument"), &file("limesurvey.csv"), "--format", "json"]);
    assert_eq!(known.code, 0, "{}{}", known.stdout, known.stderr);
    let told: serde_json::Value = serde_json::from_str(&known.stdout).unwrap();
    assert_eq!(told["from"], "limesurvey");
}

#[test]
fn rejects_of_a_table_are_rows_of_it() {
    let folder = folder();
    let rejects = folder.path().join("r.csv").display().to_string();
    let text = std::fs::read_to_string(file("redcap.csv")).unwrap().replace("1,5,2", "1,9,2");
    let answers = put(&folder, "r-in.csv", &text);
    let ran = scored("sym", &answers, &["--on-bad", "skip", "--rejects", &rejects]);
    assert_eq!(columns(&ran, &["occasion"]), ["base_arm_1/1", "fu_arm_1/1"]);
    let rejected = std::fs::read_to_string(&rejects).unwrap();
    assert!(rejected.lines().count() == 2 && rejected.contains("base_arm_1/2"), "{rejected}");
}

#[test]
fn answers_on_the_standard_input_are_known_too() {
    let text = std::fs::read_to_string(file("limesurvey.csv")).unwrap();
    let ran = run_with_input(&["score", &file("sym.instrument"), "-", "--to", "csv", "--quiet"], &text);
    assert_eq!(columns(&ran, &["case"]), ["1", "2"]);
    assert!(Path::new(FOLDER).is_dir());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    /// However the rows of a long file are mixed, it scores as the wide one does.
    #[test]
    fn long_is_wide(points in proptest::collection::vec(proptest::array::uniform3(1_u8..6), 1..6), seed in any::<u64>()) {
        let folder = folder();
        let mut wide = "case,q1,q2,q3\n".to_owned();
        let mut rows = Vec::new();
        for (at, row) in points.iter().enumerate() {
            wide.push_str(&format!("c{at},{},{},{}\n", row[0], row[1], row[2]));
            rows.extend((0..3).map(|item| format!("c{at},q{},{}\n", item + 1, row[item])));
        }
        // The first row of each case decides its place, so only the rest is mixed.
        let mix = seed as usize % 3;
        for chunk in rows.chunks_mut(3) {
            chunk.rotate_left(mix);
        }
        let long = format!("case,item,value\n{}", rows.concat());
        let (wide, long) = (put(&folder, "w.csv", &wide), put(&folder, "l.csv", &long));
        prop_assert_eq!(scored("mini", &wide, &[]).stdout, scored("mini", &long, &[]).stdout);
    }
}
