//! Cases over time: reliable change and what became of whoever answered, gaps, alerts, signs of a rupture.

use proptest::prelude::*;
use verbond::follow::{Judging, NoVerdict, Outcome, Reliable, Verdict, Yardstick};
use verbond::instrument::{CutOff, Figures, FunctionalSide, NormEntry, ScoreIx};

use crate::program::{folder, put, run};

fn figures(sd: f64, reliability: f64) -> NormEntry {
    NormEntry::Figures(ScoreIx(0), Figures { sd: Some(sd), reliability: Some(reliability), ..Figures::default() })
}

fn functional(side: FunctionalSide, at: f64) -> NormEntry {
    NormEntry::CutOff(CutOff { score: ScoreIx(0), at, functional: Some(side), sentence: None })
}

fn judged(entries: &[NormEntry], from: f64, to: f64) -> Result<Reliable, NoVerdict> {
    match Yardstick::of(entries, Judging::default())?.judge(from, to) {
        Verdict::Told(reliable) => Ok(reliable),
        Verdict::Unknown(why) => Err(why),
    }
}

/// Jacobson & Truax (1991, page 14) work an example out: SD 10, test-retest reliability .80, scores of 32.5 and 47.5
/// give an index of 2.37.
#[test]
fn reliable_change_is_that_of_its_authors() -> Result<(), NoVerdict> {
    let found = judged(&[figures(10.0, 0.8)], 32.5, 47.5)?;
    assert!(found.index.is_some_and(|index| (index - 2.37).abs() < 0.005), "{found:?}");
    // 1.96 sqrt(2) 10 sqrt(0.2) = 12.396
    assert!(found.is_reliable && (found.least - 12.396).abs() < 0.001 && found.outcome.is_none(), "{found:?}");
    let no_reliability = NormEntry::Figures(ScoreIx(0), Figures { sd: Some(1.0), ..Figures::default() });
    assert_eq!(judged(&[no_reliability], 1.0, 2.0), Err(NoVerdict::NoReliability));
    assert_eq!(judged(&[figures(0.0, 0.9)], 1.0, 2.0), Err(NoVerdict::NoSpread));
    // Their cut-off between the two populations of the example is 50: 47.5 is better, and not yet across.
    let with_cut_off = [figures(10.0, 0.8), functional(FunctionalSide::Above, 50.0)];
    let outcome = |from, to| judged(&with_cut_off, from, to).map(|found| found.outcome);
    assert_eq!(outcome(32.5, 47.5)?, Some(Outcome::Improved));
    assert_eq!(outcome(32.5, 50.0)?, Some(Outcome::Recovered), "the cut-off itself is above");
    assert_eq!(outcome(45.0, 52.0)?, Some(Outcome::Unchanged), "across, and not reliable");
    assert_eq!(outcome(70.0, 55.0)?, Some(Outcome::Deteriorated));
    assert_eq!(outcome(52.0, 70.0)?, Some(Outcome::Improved), "who did well before cannot recover");
    Ok(())
}

/// A published figure takes the place of what standard deviation and reliability give: 14 or more.
#[test]
fn a_published_change_is_reliable_from_itself_on() -> Result<(), NoVerdict> {
    let entries = [figures(10.0, 0.9), NormEntry::ReliableChange(ScoreIx(0), 14.0), functional(FunctionalSide::Below, 64.0)];
    let outcome = |from, to| judged(&entries, from, to).map(|found| (found.is_reliable, found.outcome, found.index, found.least));
    assert_eq!(outcome(80.0, 66.0)?, (true, Some(Outcome::Improved), None, 14.0));
    // 1.96 sqrt(2) 10 sqrt(0.1) = 8.8: by the figures 13 would be reliable.
    assert_eq!(outcome(80.0, 67.0)?, (false, Some(Outcome::Unchanged), None, 14.0));
    assert_eq!(outcome(80.0, 64.0)?.1, Some(Outcome::Improved), "64 itself lies above");
    assert_eq!(outcome(80.0, 63.0)?.1, Some(Outcome::Recovered));
    assert_eq!(outcome(50.0, 64.0)?.1, Some(Outcome::Deteriorated));
    // Rounding in the last digits is forgiven, as everywhere.
    let tenth = [NormEntry::ReliableChange(ScoreIx(0), 0.3)];
    assert!(judged(&tenth, 0.1 + 0.2, 0.0)?.is_reliable && judged(&tenth, 0.6, 0.9)?.is_reliable);
    Ok(())
}

/// Below the least reliability there is no verdict, by a published figure neither.
#[test]
fn what_is_not_reliable_enough_is_not_judged() {
    let too_low = NoVerdict::LowReliability { reliability: 0.65, least: 0.7 };
    assert_eq!(judged(&[figures(1.0, 0.65)], 1.0, 5.0), Err(too_low));
    assert_eq!(judged(&[figures(1.0, 0.65), NormEntry::ReliableChange(ScoreIx(0), 2.0)], 1.0, 5.0), Err(too_low));
    assert!(judged(&[figures(1.0, 0.7)], 1.0, 5.0).is_ok(), "the bound itself carries a verdict");
    let judging = Judging { least_reliability: 0.6, by_simulated: false };
    assert!(Yardstick::of(&[figures(1.0, 0.65)], judging).is_ok());
}

proptest! {
    /// A change and the change back weigh the same, and a change is reliable exactly beyond the least one that is.
    #[test]
    fn reliable_change_has_its_laws(from in -50.0..50.0, to in -50.0..50.0, sd in 0.1..20.0, reliability in 0.7..1.0) {
        let entries = [figures(sd, reliability)];
        let (Ok(there), Ok(back)) = (judged(&entries, from, to), judged(&entries, to, from)) else {
            return Err(TestCaseError::fail("it can be told"));
        };
        let (Some(index), Some(index_back)) = (there.index, back.index) else { return Err(TestCaseError::fail("there is an index")) };
        prop_assert!((index + index_back).abs() < 1e-9 || index.is_infinite());
        prop_assert_eq!(there.is_reliable, back.is_reliable);
        let distance = (to - from).abs();
        if (distance - there.least).abs() > 1e-9 {
            prop_assert_eq!(there.is_reliable, distance > there.least);
        }
    }

    /// Outcomes of one side are those of the other with the score turned around; better and worse are each other's way
    /// back.
    #[test]
    fn outcomes_have_their_laws(from in 0..100_i32, to in 0..100_i32, at in 1..100_i32, least in 1..40_i32) {
        let (from, to, at, least) = (f64::from(from), f64::from(to), f64::from(at), f64::from(least));
        let outcome = |side, at: f64, from: f64, to: f64| {
            judged(&[NormEntry::ReliableChange(ScoreIx(0), least), functional(side, at)], from, to).ok().and_then(|found| found.outcome)
        };
        let (there, back) = (outcome(FunctionalSide::Above, at, from, to), outcome(FunctionalSide::Above, at, to, from));
        // Whole numbers below the cut-off are those at or above it less a half, turned around.
        prop_assert_eq!(there, outcome(FunctionalSide::Below, 0.5 - at, -from, -to));
        let is_better = matches!(there, Some(Outcome::Recovered | Outcome::Improved));
        prop_assert_eq!(is_better, back == Some(Outcome::Deteriorated));
        prop_assert_eq!(there == Some(Outcome::Unchanged), back == Some(Outcome::Unchanged));
        prop_assert_eq!(there == Some(Outcome::Recovered), to - from >= least && from < at && to >= at);
    }
}

const HEAD: &str = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against";

/// A client who loses trust at the fourth occasion, and an officer who does not see it.
fn crack() -> String {
    let mut text = format!("{HEAD}\n");
    for (occasion, level) in [(1, 4), (2, 5), (3, 4), (4, 2)] {
        let kind = vec![level.to_string(); 6].join(",");
        text.push_str(&format!(
            "c7,{occasion},client,2026-0{occasion}-15,{kind},{},{level},{},{level},{}\n",
            6 - level,
            level * 20,
            6 - level
        ));
        text.push_str(&format!("c7,{occasion},worker,2026-0{occasion}-16,4,4,4,4,4,4,2,4,80,4,2\n"));
    }
    text.push_str("c8,1,client,2026-01-20,3,3,3,3,3,3,3,3,50,3,3\n");
    text
}

#[test]
fn a_crack_shows_the_day_it_shows() {
    let folder = folder();
    let put = |name: &str, text: &str| put(&folder, name, text);
    let answers = put("answers.csv", &crack());
    let rules = "[[rupture]]\nscore = \"trust\"\ndrop-more-than = 1.0\nsource = \"decided by the team, 2026\"\n\n\
                 [[rupture]]\nscore = \"total\"\ndrops-in-a-row = 2\nsource = \"decided by the team, 2026\"\n\n\
                 [[rupture]]\nscore = \"total\"\nbelow-best = true\nsource = \"Jacobson & Truax (1991)\"\n";
    let config = put("verbond.toml", &format!("[norms]\njudge-by-simulated = true\n\n{rules}"));
    let follow = |config: &str| {
        run(&["follow", "alliance-monitor", &answers, "--norms", "demo", "--config", config, "--instruments", "instruments"])
    };
    let followed = follow(&config);
    assert_eq!(followed.code, 0, "{}", followed.stderr);
    // By simulated norms nobody is judged unless the site says so, and a rule that asks for a verdict sees nothing.
    let unjudged = follow(&put("unjudged.toml", rules)).stdout;
    assert!(unjudged.contains("? the norms are simulated, and nobody is judged by those: Clarity (Client), "), "{unjudged}");
    assert!(followed.stdout.contains("reliably lower than the best") && !unjudged.contains("reliably"), "{unjudged}");
    let wrong = follow(&put("wrong.toml", "[norms]\nleast-reliability = 7\n"));
    assert!(wrong.code == 2 && wrong.stderr.contains("`least-reliability` cannot be 7"), "{}", wrong.stderr);
    insta::assert_snapshot!(format!("{}\n---\n{}", followed.stdout, followed.stderr));
    let json = run(&["follow", "alliance-monitor", &answers, "--case", "c7", "--format", "json"]);
    let views: serde_json::Value = serde_json::from_str(&json.stdout).unwrap_or_default();
    assert_eq!(views.as_array().map(Vec::len), Some(1));
    assert_eq!(
        views[0]["threads"][2]["since_last"]["verdict"]["unknown"], "no_norms",
        "without norms there is no verdict, and it says so"
    );
    let page = folder.path().join("courses.html").display().to_string();
    let ran = run(&["follow", "alliance-monitor", &answers, "--norms", "demo", "--output", &page]);
    let html = std::fs::read_to_string(&page).unwrap_or_default();
    assert!(
        ran.code == 0
            && html.contains(
                "Client, by occasion: 15 January 2026: 4.0; 15 February 2026: 5.0; 15 March 2026: 4.0; 15 April 2026: 2.1. Officer"
            )
            && !html.contains("<script"),
        "{}",
        ran.stderr
    );
    let unknown = run(&["follow", "alliance-monitor", &answers, "--case", "c9"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("no case `c9`"), "{}", unknown.stderr);
    let broken = put("broken.csv", &crack().replacen(",4,", ",44,", 1));
    let refused = run(&["follow", "alliance-monitor", &broken]);
    assert!(refused.code == 1 && refused.stderr.contains("V07"), "{}", refused.stderr);
}

/// The crack of before, but the first occasion was asked in the version before: what compares goes on across the
/// change, which is marked, and what does not begins anew.
#[test]
fn a_case_is_followed_across_versions() {
    let folder = folder();
    let put = |name: &str, text: &str| put(&folder, name, text);
    let answers = put("answers.csv", &crack());
    let before = "case,occasion,informant,date,plain,word,judged,relied,against,heard\nc7,0,client,2025-12-15,5,5,5,5,4,90\nc7,0,worker,2025-12-16,4,4,2,4,2,80\n";
    let before = put("before.csv", before);
    let earlier = format!("alliance-monitor@0.2.0={before}");
    let config = put("verbond.toml", "[norms]\njudge-by-simulated = true\n");
    let follow = |more: &[&str]| {
        let all = [&["follow", "alliance-monitor", &answers, "--norms", "demo", "--case", "c7", "--earlier"], more].concat();
        run(&[&all[..], &["--instruments", "instruments", "--config", &config]].concat())
    };
    let told = follow(&[&earlier]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    insta::assert_snapshot!(told.stdout);
    let json = follow(&[&earlier, "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let thread = |score: &str| {
        let threads = json[0]["threads"].as_array().into_iter().flatten();
        threads.clone().find(|thread| thread["informant"] == "client" && thread["score"] == score).cloned().unwrap_or_default()
    };
    assert_eq!(thread("hearing")["values"][0], serde_json::json!(["0", 4.6]), "the same key on the same answers");
    assert_eq!(thread("trust")["values"][0], serde_json::json!(["0", null]), "another key");
    assert_eq!(json[0]["versions"], serde_json::json!([{"occasion": "1", "from": "0.2.0", "to": "0.3.0"}]));
    let page = folder.path().join("page.html").display().to_string();
    assert_eq!(follow(&[&earlier, "--output", &page]).code, 0);
    let page = std::fs::read_to_string(page).unwrap_or_default();
    assert!(
        page.contains("<path class=\"version\"")
            && page.contains(">version 0.3.0</text>")
            && page.contains("from occasion 1 on version 0.3.0 is answered"),
        "{page}"
    );
    for (wrong, words) in [
        ("alliance-monitor@0.2.0", "lacks an `=`"),
        (&earlier.replace("0.2.0", "0.3.0"), "is no earlier version of alliance-monitor@0.3.0"),
        (&earlier.replace("0.2.0", "0.1.7"), "0.1.7"),
    ] {
        let ran = follow(&[wrong]);
        assert!(ran.code == 2 && ran.stderr.contains(words), "{wrong}: {} {}", ran.code, ran.stderr);
    }
}

/// Administrations of a case may stand anywhere, and cases come by their codes whatever came first; JSON goes out byte
/// for byte, as one array.
#[test]
fn cases_come_in_order_wherever_their_answers_stand() {
    let folder = folder();
    let text = include_str!("../data/alliance-monitor.csv");
    let (head, rows) = text.split_once('\n').unwrap_or_default();
    let rows: Vec<&str> = rows.lines().collect();
    let reversed: String = rows.iter().rev().map(|row| format!("{row}\n")).collect();
    let (there, back) = (put(&folder, "there.csv", text), put(&folder, "back.csv", &format!("{head}\n{reversed}")));
    for format in ["json", "text"] {
        let followed = |answers: &str| {
            let ran = run(&["follow", "alliance-monitor", answers, "--norms", "demo", "--format", format]);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            ran.stdout
        };
        assert_eq!(followed(&there), followed(&back));
    }
    let ran = run(&["follow", "alliance-monitor", &there, "--format", "json"]);
    let views: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
    let cases: Vec<&str> = views.as_array().into_iter().flatten().filter_map(|view| view["case"].as_str()).collect();
    assert!(cases.len() > 10 && cases.is_sorted(), "{cases:?}");
    let is_laid_out = ran.stdout.starts_with("[\n  {\n    \"case\": \"") && ran.stdout.ends_with("\n  }\n]\n");
    assert!(is_laid_out && ran.stdout.matches("\n  },\n  {\n").count() == cases.len() - 1, "{} cases", cases.len());
    let none = put(&folder, "none.csv", &format!("{head}\n"));
    let ran = run(&["follow", "alliance-monitor", &none, "--format", "json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "[]\n"), "{}", ran.stderr);
    let ran = run(&["follow", "alliance-monitor", &there, "--case", "nobody"]);
    assert!(ran.code == 2 && ran.stderr.contains("there is no case `nobody` among the answers"), "{}", ran.stderr);
}

const MOOD: &str = r#"verbond 1

instrument mood 1.0.0 {
  title   "Mood"
  licence "CC0-1.0"
  status  experimental
  cite    "Nobody (2026)"
  informants { client "Client" }
  item now as whole 0 to 100 "How bad is it?"
  score mood "Mood" = 1 * now
  score half "Half" = mood / 2
  bands level of mood { fine "Fine" from 0 bad "Bad" from 64 }
  alert high  "Somewhat high."     mild   when mood >= 50
  alert worse "Worse than that."          when mood >= 60
  alert grave "Talk to them today." severe when mood >= 65
}
"#;

const MOOD_NORMS: &str = r#"verbond 1

norms place 2026.1 of mood 1.0 {
  population "Nobody"
  status     published

  for client {
    mood mean 50 sd 10 reliability 0.9 n 200
    reliable change mood 14
    cut-off mood 64 functional below "Ask."
    half mean 25 sd 5 reliability 0.65 n 200
  }
}
"#;

/// The measure, its norms and answers: so many cases of each kind, from and to what.
fn moods(folder: &tempfile::TempDir) -> [String; 3] {
    let mut answers = "case,occasion,informant,now\n".to_owned();
    for (kind, (cases, from, to)) in [(10, 80, 63), (15, 80, 64), (20, 80, 70), (6, 50, 66)].into_iter().enumerate() {
        for case in 0..cases {
            answers.push_str(&format!("k{kind}-{case},1,client,{from}\nk{kind}-{case},2,client,{to}\n"));
        }
    }
    [("1.0.0.instrument", MOOD), ("place.norms", MOOD_NORMS), ("answers.csv", &answers)]
        .map(|(name, text)| put(folder, name, text))
}

/// One answer to one question on every face: recovered, improved, unchanged, deteriorated by the published figure and
/// the functional side; and of a score below .70 none, with the reason.
#[test]
fn what_became_of_a_case_is_told_on_every_face() {
    let folder = folder();
    let [measure, norms, answers] = moods(&folder);
    let asked = ["follow", &measure, &answers, "--norms", &norms];
    let of_each = ["--case", "k0-0", "--case", "k1-0", "--case", "k2-0", "--case", "k3-0"];
    let told = run(&[&asked[..], &of_each].concat());
    assert_eq!(told.code, 0, "{}", told.stderr);
    insta::assert_snapshot!(told.stdout);
    let json = run(&[&asked[..], &of_each, &["--format", "json"]].concat()).stdout;
    let views: serde_json::Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    for (at, outcome) in ["recovered", "improved", "unchanged", "deteriorated"].into_iter().enumerate() {
        let verdict = |score: usize| views[at]["threads"][score]["since_first"]["verdict"].clone();
        let (index, is_reliable) = (serde_json::Value::Null, outcome != "unchanged");
        let expected =
            serde_json::json!({"told": {"index": index, "is_reliable": is_reliable, "least": 14.0, "outcome": outcome}});
        assert_eq!(verdict(0), expected, "{outcome}");
        let expected = serde_json::json!({"unknown": {"low_reliability": {"reliability": 0.65, "least": 0.7}}});
        assert_eq!(verdict(1), expected);
    }
    // Alerts come by severity.
    let alerts: Vec<_> =
        views[3]["alerts"].as_array().into_iter().flatten().map(|alert| [&alert["alert"], &alert["severity"]]).collect();
    assert_eq!(alerts, [["grave", "severe"], ["worse", "ordinary"], ["high", "mild"]]);
    let page = folder.path().join("page.html").display().to_string();
    assert_eq!(run(&[&asked[..], &of_each, &["--output", &page]].concat()).code, 0);
    let page = std::fs::read_to_string(page).unwrap_or_default();
    let reason = "the reliability of this score is 0.65, below 0.7: too low to judge the change of one person: Half (Client)";
    assert!(page.contains("−17: recovered: reliably lower (by more than measurement error)") && page.contains(reason), "{page}");
    assert!(page.contains("Talk to them today. <span class=\"quiet\">(Client, occasion 2; severe)</span>"), "{page}");
    // The checker says the same of the file.
    let checked = run(&["check", &norms]);
    assert!(checked.stderr.contains("V0506") || checked.stdout.contains("V0506"), "{}{}", checked.stdout, checked.stderr);
    // A site that has decided on less judges.
    let config = put(&folder, "verbond.toml", "[norms]\nleast-reliability = 0.6\n");
    let lenient = run(&[&asked[..], &of_each, &["--config", &config]].concat()).stdout;
    assert!(!lenient.contains("too low") && lenient.contains("Half (Client) since the first: reliably lower"), "{lenient}");
    a_team_tells_the_same(&measure, &norms, &answers, reason);
}

fn a_team_tells_the_same(measure: &str, norms: &str, answers: &str, reason: &str) {
    let team = |more: &[&str]| {
        let ran = run(&[&["team", measure, answers, "--norms", norms], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let json: serde_json::Value = serde_json::from_str(&team(&["--format", "json"])).unwrap_or_default();
    let changes: Vec<&serde_json::Value> =
        json["tables"].as_array().into_iter().flatten().filter(|table| table["categories"][0] == "recovered").collect();
    // 10, 15, 20, 6 and nobody of whom it is not known: the last two hide each other; 51 cases are 50 to fives.
    assert_eq!(changes.len(), 1, "of the other score nothing is known");
    assert_eq!(
        changes[0]["categories"],
        serde_json::json!(["recovered", "improved", "unchanged", "deteriorated", "cannot be told"])
    );
    assert_eq!(changes[0]["rows"], serde_json::json!([["all", [10, 15, 20, null, null], 50]]));
    assert_eq!(json["reasons"], serde_json::json!([format!("? {reason}")]));
    let text = team(&[]);
    assert!(text.contains(reason) && text.contains("recovered"), "{text}");
    let csv = team(&["--to", "csv"]);
    assert!(csv.contains(",recovered,10.0,") || csv.contains(",recovered,10,"), "{csv}");
}

/// Severity is in the words of the language wherever an alert is.
#[test]
fn an_alert_says_how_grave_it_is() {
    let folder = folder();
    let [measure, ..] = moods(&folder);
    let shown = run(&["show", &measure]).stdout;
    let change = "(published): Nobody; reliable change mood 14; cut-off mood 64 functional below";
    assert!(shown.contains(change), "{shown}");
    assert!(shown.contains("alert grave (severe): Talk to them today.") && shown.contains("alert worse: Worse"), "{shown}");
    assert_eq!(run(&["fmt", &measure]).code, 0);
    let laid_out = std::fs::read_to_string(&measure).unwrap_or_default();
    assert!(laid_out.contains("  alert grave \"Talk to them today.\" severe when mood >= 65\n"), "{laid_out}");
    let later = MOOD.replace("1.0.0", "1.1.0").replace("mild   when", "severe when");
    let later = put(&folder, "1.1.0.instrument", &later);
    let diff = run(&["diff", &measure, &later]).stdout;
    assert!(diff.contains("other severity") && diff.contains("mild") && diff.contains("severe"), "{diff}");
    let wrong = put(&folder, "wrong.instrument", &MOOD.replace("severe when", "sever when"));
    let refused = run(&["check", &wrong]);
    let said = format!("{}{}", refused.stdout, refused.stderr);
    assert!(refused.code == 1 && said.contains("`severe when`"), "{said}");
}

/// An answer of each informant of the Alliance Monitor, all alike.
const ALIKE: &str = "4,4,4,4,4,4,2,4,80,4,2";

/// The columns of a case: of its table on a terminal, and of its table and its chart on a page.
fn columns(answers: &str, path: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let told = run(&["follow", "alliance-monitor", answers]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let heading = told.stdout.lines().find(|line| line.trim_start().starts_with("Score")).unwrap_or_default();
    let text = heading.split_whitespace().skip(2).take_while(|word| *word != "Band").map(str::to_owned).collect();
    assert_eq!(run(&["follow", "alliance-monitor", answers, "--output", path]).code, 0);
    let page = std::fs::read_to_string(path).unwrap_or_default();
    let _ = std::fs::remove_file(path);
    let after = |text: &str, mark: &str| -> Vec<String> {
        text.split(mark).skip(1).filter_map(|rest| Some(rest.split_once('<')?.0.to_owned())).collect()
    };
    let table = after(&page, "<th class=\"number\" scope=\"col\">");
    let chart = page.split_once("<svg class=\"wide\"").and_then(|(_, rest)| rest.split_once("</svg>")).unwrap_or_default().0;
    (text, table, after(chart, "text-anchor=\"middle\" direction=\"ltr\">"))
}

/// Where one side alone answered at an occasion, its place is that of its number, with dates and without.
#[test]
fn occasions_stand_in_the_order_of_time_whoever_answered() {
    let folder = folder();
    let page = folder.path().join("page.html").display().to_string();
    let (client, worker) = ("client", "worker");
    let cases: [&[(u32, &str)]; 5] = [
        &[(1, client), (2, worker)],
        &[(2, client), (1, worker)],
        &[(1, client), (2, worker), (3, client), (4, worker)],
        &[(1, client), (1, worker), (2, client), (3, worker)],
        &[(10, worker), (9, client), (1, worker)],
    ];
    for answered in cases {
        for is_dated in [true, false] {
            let date = |occasion: u32| if is_dated { format!("2026-09-{:02}", 2 * occasion) } else { String::new() };
            let row = |(occasion, who): &(u32, &str)| format!("c1,{occasion},{who},{},{ALIKE}\n", date(*occasion));
            let mut expected: Vec<u32> = answered.iter().map(|(occasion, _)| *occasion).collect();
            expected.sort_unstable();
            expected.dedup();
            let expected: Vec<String> = expected.iter().map(u32::to_string).collect();
            let rows: String = answered.iter().map(row).collect();
            let found = columns(&put(&folder, "answers.csv", &format!("{HEAD}\n{rows}")), &page);
            // Dates stand under the chart, with the year once.
            let dated = |occasion: &String| format!("{} Sept", 2 * occasion.parse::<u32>().unwrap_or(0));
            let on_axis =
                if is_dated { expected.iter().map(dated).chain(["2026".to_owned()]).collect() } else { expected.clone() };
            assert_eq!(found, (expected.clone(), expected, on_axis), "{rows}");
        }
    }
    // Numbers weigh more than dates.
    let rows = format!("c1,1,client,2026-09-09,{ALIKE}\nc1,2,worker,2026-09-05,{ALIKE}\n");
    let found = columns(&put(&folder, "answers.csv", &format!("{HEAD}\n{rows}")), &page);
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(found, (words(&["1", "2"]), words(&["1", "2"]), words(&["9 Sept", "5 Sept", "2026"])));
}

/// The same administration in answers to two versions would be a change that nobody made.
#[test]
fn an_administration_of_two_versions_is_refused() {
    let folder = folder();
    let answers = put(&folder, "answers.csv", &crack());
    let head = "case,occasion,informant,date,plain,word,judged,relied,against,heard";
    for (occasion, code) in [(0, 0), (1, 1)] {
        let before = format!("{head}\nc7,{occasion},client,2025-12-15,5,5,5,5,4,90\n");
        let earlier = format!("alliance-monitor@0.2.0={}", put(&folder, "before.csv", &before));
        let ran = run(&["follow", "alliance-monitor", &answers, "--earlier", &earlier, "--instruments", "instruments"]);
        assert_eq!(ran.code, code, "{}", ran.stderr);
        let words = "error[V0706]";
        assert_eq!(
            ran.stderr.contains(words) && ran.stderr.contains("case `c7`, occasion `1`, client"),
            code == 1,
            "{}",
            ran.stderr
        );
        assert_eq!(ran.stdout.is_empty(), code == 1);
    }
}
