//! Keys of published measures, as somebody wrote them who had only the articles and the reference.

use rusqlite::Connection;

use crate::program::{folder, put, run};

fn measure(statements: &str) -> String {
    format!(
        "verbond 1\ninstrument p 1.0.0 {{\n  title \"P\"\n  licence \"CC0-1.0\"\n  status experimental\n  \
         informants {{ self \"Self\" }}\n  scale s {{ 0 \"a\" 1 \"b\" 2 \"c\" 3 \"d\" }}\n  \
         items on s {{ q1 \"A\" q2 \"B\" q3 \"C\" q4 \"D\" }}\n  score used \"Used\" = q1 + q2 + q3 + q4\n{statements}\n}}\n"
    )
}

/// Whatever tells the groups of a table apart is computed before what is looked up in it, in whatever order they stand.
#[test]
fn a_table_by_words_is_looked_up_once_they_are_known() {
    let folder = folder();
    let table = "table add by half { under { otherwise -> 0 } over { otherwise -> 2 } }";
    let bands = "score raw \"Raw\" = q1 + q2\nbands half of raw { under \"U\" from 0 over \"O\" from 3 }";
    let category = "category half { over \"O\" when q1 + q2 >= 3 under \"U\" otherwise }";
    let test = "test \"t\" { q1, q2, q3 = 2 q4 = 0 expect adj = 2 }\ntest \"u\" { q1, q2, q3, q4 = 0 expect adj = 0 }";
    let score = "score adj \"Adj\" = look up q3 in add";
    let helper = "score adj \"Adj\" = h + 0\nlet h = look up q3 in add";
    for (at, words) in [bands, category].into_iter().enumerate() {
        for (by, of) in [score, helper].into_iter().enumerate() {
            for (way, statements) in
                [[words, table, of, test], [of, table, words, test], [table, of, words, test]].iter().enumerate()
            {
                let id = format!("p{at}{by}{way}");
                let file = put(
                    &folder,
                    &format!("{id}.instrument"),
                    &measure(&statements.join("\n")).replace("t p 1", &format!("t {id} 1")),
                );
                for command in [
                    vec!["check", &file],
                    vec!["test", &file],
                    vec!["show", &file],
                    vec!["compile", &file, "--to", "sql"],
                    vec!["compile", &file, "--to", "r"],
                    vec!["compile", &file, "--to", "spss"],
                ] {
                    let ran = run(&command);
                    assert_eq!(ran.code, 0, "{command:?}\n{}{}\n{}", ran.stdout, ran.stderr, statements.join("\n"));
                }
            }
        }
    }
}

/// What is looked up in a table by its own bands is computed from itself.
#[test]
fn a_table_by_what_it_makes_goes_in_a_circle() {
    let folder = folder();
    let statements = "score adj \"Adj\" = look up q3 in add\nbands half of adj { under \"U\" from 0 over \"O\" from 2 }\n\
                      table add by half { under { otherwise -> 0 } over { otherwise -> 2 } }";
    let ran = run(&["check", &put(&folder, "p.instrument", &measure(statements))]);
    assert!(
        ran.code == 1 && ran.stderr.contains("is computed from itself") || ran.stdout.contains("is computed from itself"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
}

/// A helper in a condition for asking looks at the items that tell the groups of its table apart.
#[test]
fn a_condition_waits_for_what_a_table_is_by() {
    let folder = folder();
    let statements = "let h = look up q1 in add\ntable add by q4 { 0 to 1 { otherwise -> 0 } 2 to 3 { otherwise -> 2 } }\n\
                      item late on s asked when h > 1, otherwise 0 \"L\"\nscore x \"X\" = 1 * late";
    let ran = run(&["check", &put(&folder, "p.instrument", &measure(statements))]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let early = statements.replace("by q4", "by after").replace("score x", "item after on s unscored \"F\"\nscore x");
    let ran = run(&["check", &put(&folder, "p.instrument", &measure(&early))]);
    assert_eq!(ran.code, 1, "what is asked later cannot decide: {}{}", ran.stdout, ran.stderr);
}

/// The view of SQLite over a table of texts, a row of columns each.
fn in_sqlite(
    measure: &str,
    names: &[&str],
    rows: &[Vec<&str>],
    wanted: &str,
) -> Result<Vec<Vec<Option<String>>>, rusqlite::Error> {
    let folder = folder();
    let ran = run(&["compile", &put(&folder, "p.instrument", measure), "--to", "sql", "--dialect", "sqlite"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let base = Connection::open_in_memory().unwrap();
    let columns: Vec<String> = names.iter().map(|name| format!("\"{name}\" text")).collect();
    base.execute(&format!("create table answers (\"case\" text, occasion text, informant text, {})", columns.join(", ")), [])
        .unwrap();
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| format!("'{cell}'")).collect();
        base.execute(&format!("insert into answers values ('c{at}', '1', '', {})", cells.join(", ")), []).unwrap();
    }
    base.execute_batch(&ran.stdout)?;
    let mut found = base.prepare(&format!("select {wanted} from p_scores order by \"case\""))?;
    let count = found.column_count();
    let text = |value: rusqlite::types::Value| match value {
        rusqlite::types::Value::Null => None,
        rusqlite::types::Value::Integer(value) => Some(value.to_string()),
        rusqlite::types::Value::Real(value) => Some(value.to_string()),
        rusqlite::types::Value::Text(value) => Some(value),
        rusqlite::types::Value::Blob(_) => None,
    };
    let rows = found.query_map([], |row| (0..count).map(|at| row.get(at).map(text)).collect())?;
    rows.collect()
}

#[test]
fn sqlite_knows_the_calendar() {
    let text = measure("item since as date \"S\" item until as date \"U\"\nscore d \"D\" = days from since to until");
    let names = ["q1", "q2", "q3", "q4", "since", "until"];
    let days = [
        "2026-02-28",
        "2026-02-29",
        "2026-02-30",
        "2026-02-31",
        "2026-03-01",
        "2026-04-31",
        "2028-02-29",
        "2100-02-29",
        "now",
        "2461100",
    ];
    let rows: Vec<Vec<&str>> = days.iter().map(|day| vec!["1", "1", "1", "1", "2026-02-01", *day]).collect();
    let found = in_sqlite(&text, &names, &rows, "d, \"until.missing\"").unwrap();
    let right: Vec<bool> = found.iter().map(|row| row[0].is_some()).collect();
    assert_eq!(right, [true, false, false, false, true, false, true, false, false, false]);
    assert!(found.iter().all(|row| row[0].is_some() == (row[1].as_deref() == Some(""))), "{found:?}");
}

/// Texts are numbers there where they are for `verbond score`.
#[test]
fn sqlite_reads_numbers_as_the_program_does() {
    let spelt = [
        "1", "01", "0001", "+1", "-1", "1.", "1.0", "01.50", ".5", "-.5", "+.5", "1e1", "1E+1", "10e-1", "01e1", "1.e1", ".1e1",
        "1e", "e1", ".", "+", "-", "+-1", "--1", "1-", "1.2.3", "0x1", "1_0", "1 0", "1,5", "inf", "nan", "Infinity", "true",
        "[1]", "1e999", "1.e", "..1", "1..",
    ];
    let text = measure("item n as decimal -20 to 20 \"N\"\nscore x \"X\" = 1 * n");
    let names = ["q1", "q2", "q3", "q4", "n"];
    let rows: Vec<Vec<&str>> = spelt.iter().map(|cell| vec!["1", "01", "1", "1", *cell]).collect();
    let found = in_sqlite(&text, &names, &rows, "x, used").unwrap();
    let folder = folder();
    let csv: String = spelt.iter().enumerate().map(|(at, cell)| format!("c{at:02},1,1,1,1,\"{cell}\"\n")).collect();
    let answers = put(&folder, "a.csv", &format!("case,q1,q2,q3,q4,n\n{csv}"));
    let file = put(&folder, "p.instrument", &text);
    let ran = run(&["score", &file, &answers, "--on-bad", "missing", "--to", "csv=-", "--quiet"]);
    let mut read = csv::Reader::from_reader(ran.stdout.as_bytes());
    let at = read.headers().unwrap().iter().position(|name| name == "x").unwrap();
    let expected: Vec<Option<f64>> = read.records().map(|row| row.unwrap()[at].parse().ok()).collect();
    assert_eq!(expected.len(), spelt.len(), "{}", ran.stderr);
    // Cases are sorted as texts there.
    let mut order: Vec<usize> = (0..spelt.len()).collect();
    order.sort_by_key(|at| format!("c{at}"));
    for (row, at) in found.iter().zip(order) {
        let value: Option<f64> = row[0].as_ref().map(|value| value.parse().unwrap());
        assert_eq!(value, expected[at], "`{}`", spelt[at]);
        assert_eq!(row[1].as_deref(), Some("4"), "`01` is 1");
    }
}

/// A column that is not there is no answer that is not valid.
#[test]
fn a_script_without_a_column_says_so() {
    let text = measure("item next on s \"N\"\nscore m \"M\" = mean of q1, next, q2 needs 2 of 3");
    let error = in_sqlite(&text, &["q1", "q2", "q3", "q4"], &[vec!["1", "1", "1", "1"]], "m").unwrap_err();
    assert!(error.to_string().contains("next"), "{error}");
    let folder = folder();
    let file = put(&folder, "p.instrument", &text);
    let script = |to: &str| run(&["compile", &file, "--to", to]).stdout;
    assert!(script("r").contains(".demand(c(\"q1\", \"q2\", \"q3\", \"q4\", \"next\"))"), "{}", script("r"));
    assert!(
        script("python").contains("demand(there, [\"q1\", \"q2\", \"q3\", \"q4\", \"next\"], frame)"),
        "{}",
        script("python")
    );
}

#[test]
fn spss_counts_no_strings_as_numbers() {
    let folder = folder();
    let text = measure(
        "item ch as choices x, y, z \"C\"\nscore m \"M\" = mean of (number of ch), q1, q2 needs 2 of 3\nscore n \"N\" = max of q1, q2, q3 needs 2 of 3",
    );
    let syntax = run(&["compile", &put(&folder, "p.instrument", &text), "--to", "spss"]).stdout;
    assert!(!syntax.contains("NVALID(ch") && syntax.contains("NVALID(q1, q2, q3)"), "{syntax}");
}

/// Figures that are refused, or warned of, only where they have no bound.
#[test]
fn divisors_and_exponents_are_judged_by_what_they_are_made_of() {
    let folder = folder();
    let told = |statements: &str| {
        let ran = run(&["check", &put(&folder, "p.instrument", &measure(statements)), "--format", "json"]);
        let codes = ["V0313", "V0319"].into_iter().filter(|code| format!("{}{}", ran.stdout, ran.stderr).contains(code));
        codes.collect::<Vec<_>>()
    };
    let d = "let d = sd of q1 to q4 needs all\n";
    assert_eq!(told(&format!("{d}score z \"Z\" = if d = 0 then missing else (q1 - 1) / d")), [""; 0]);
    assert_eq!(told(&format!("{d}score z \"Z\" = (q1 - 1) / d")), ["V0313"]);
    let sizes = "item h as decimal 0 to 3 \"H\"\nitem w as decimal 0 to 300 \"W\"\n";
    assert_eq!(told(&format!("{sizes}score b \"B\" = if h = 0 then missing else w / h ^ 2")), ["V0319"]);
    assert_eq!(told(&format!("{sizes}score b \"B\" = if h ^ 2 < 0.01 then missing else w / h ^ 2")), [""; 0]);
    let change = "item c as decimal -3 to 3 \"C\"\n";
    assert_eq!(told(&format!("{change}score b \"B\" = if c = 0 then missing else q1 / c")), ["V0319"]);
    assert_eq!(told(&format!("{change}score b \"B\" = if abs(c) < 0.01 then missing else q1 / c")), [""; 0]);
    let points = "item points as whole 0 to 41 \"P\"\n";
    assert_eq!(told(&format!("{points}score s \"S\" = 100 * 0.983 ^ exp(0.9 * points)")), [""; 0]);
    assert_eq!(told(&format!("{points}score s \"S\" = 2 ^ exp(0.9 * points)")), ["V0319"]);
}

#[test]
fn runs_may_have_leading_zeros() {
    let folder = folder();
    let text = measure(
        "items on s { r08 to r11 \"R\" }\nscore x \"X\" = sum of r08 to r11 needs all\ntest \"t\" { r08 to r11 = 2 expect x = 8 }",
    );
    let ran = run(&["test", &put(&folder, "p.instrument", &text)]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn a_difference_names_the_table_and_the_helper() {
    let folder = folder();
    let statements =
        "table t { 0 -> 1 1 -> 2 2 -> 3 3 -> 4 }\nlet h = q1 + q2\nscore x \"X\" = (look up q1 in t) + 1\nscore y \"Y\" = h + 1";
    let old = put(&folder, "a.instrument", &measure(statements));
    let changed = statements.replace("1 -> 2 ", "1 -> 20 ").replace("q1 + q2", "q1 - q2");
    let new = put(&folder, "b.instrument", &measure(&changed).replace("p 1.0.0", "p 2.0.0"));
    let ran = run(&["diff", &old, &new]);
    insta::assert_snapshot!(ran.stdout.replace(&folder.path().display().to_string(), ""));
}

/// Slips, each in a measure of its own, and what is said of them.
#[test]
fn slips_in_formulas_are_told() {
    let folder = folder();
    let statements = [
        "score x \"X\" = mean of q1 to q4 * 10 needs all",
        "bands l of used { low \"Low\" from 0 high \"High\" from 5 }\nalert y \"Y\" when l = \"High\"",
        "category c { x \"X\" when q1 is not missing y \"Y\" otherwise }",
        "category c of highest of used, two, ties both \"Both\"\nscore two \"Two\" = 2 * q1",
        "score x \"X\" = round(q1, 1)",
        "score x \"X\" = round q1 / 3",
        "score x \"X\" = q1 ** 2",
        "score x \"X\" = SUM OF q1, q2",
        "score x \"X\" = count of q1 to q4 >= 2",
        "score x \"X\" = any of q1 to q4 >= 3",
        "score x \"X\" = sum of 2 * q1, q2 needs all",
        "score x \"X\" = sum of q1, q2 reversed needs all",
        "known { sex one of male, female }\nscore x \"X\" = if sex = \"male\" then 1 else 2",
        "known { birth date }\nscore x \"X\" = years from birth",
        "score x \"X\" = mean of q1 to q4 allows 1 missing",
        "score x \"X\" = sum of r1 to r03 needs all",
        "item b on s asked when q1 = 1 \"B\"\nscore x \"X\" = 50 * b",
        "category c { x \"Same\" when q1 = 1 y \"Same\" otherwise }",
    ];
    let mut shown = String::new();
    for statement in statements {
        let ran = run(&["check", &put(&folder, "p.instrument", &measure(statement))]);
        let lines = format!("{}{}", ran.stdout, ran.stderr);
        let said = lines
            .lines()
            .filter(|line| ["error", "warning", "help", "note"].iter().any(|word| line.trim_start().starts_with(word)));
        shown.push_str(&format!(
            "{statement}\n{}\n\n",
            said.map(|line| format!("    {}", line.trim())).collect::<Vec<_>>().join("\n")
        ));
    }
    insta::assert_snapshot!(shown);
}
