//! Cases over time: change and what chance explains of it, gaps, alerts, signs of a rupture.

use proptest::prelude::*;
use verbond::follow::{NoVerdict, Verdict, reliable_change};
use verbond::instrument::Figures;

use crate::program::{folder, put, run};

fn figures(sd: f64, reliability: f64) -> Figures {
    Figures { sd: Some(sd), reliability: Some(reliability), ..Figures::default() }
}

/// Jacobson & Truax (1991, page 14) work an example out: SD 10, test-retest reliability .80, scores of 32.5 and 47.5 give an index of 2.37.
#[test]
fn reliable_change_is_that_of_its_authors() {
    let Verdict::Told(found) = reliable_change(32.5, 47.5, &figures(10.0, 0.8)) else { panic!("it can be told") };
    assert!((found.index - 2.37).abs() < 0.005, "{found:?}");
    assert!(found.is_reliable && found.low_reliability.is_none());
    assert_eq!(
        reliable_change(1.0, 2.0, &Figures { sd: Some(1.0), ..Figures::default() }),
        Verdict::Unknown(NoVerdict::NoReliability)
    );
    assert_eq!(reliable_change(1.0, 2.0, &figures(0.0, 0.9)), Verdict::Unknown(NoVerdict::NoSpread));
    let Verdict::Told(low) = reliable_change(1.0, 1.1, &figures(1.0, 0.59)) else { panic!("it can be told") };
    assert_eq!(low.low_reliability, Some(0.59), "the published reliability of a scale that was too low is warned of");
}

proptest! {
    /// A change and the change back weigh the same, and a change is reliable exactly beyond the least one that is.
    #[test]
    fn reliable_change_has_its_laws(from in -50.0..50.0, to in -50.0..50.0, sd in 0.1..20.0, reliability in 0.0..1.0) {
        let (Verdict::Told(there), Verdict::Told(back)) = (reliable_change(from, to, &figures(sd, reliability)), reliable_change(to, from, &figures(sd, reliability))) else {
            return Err(TestCaseError::fail("it can be told"));
        };
        prop_assert!((there.index + back.index).abs() < 1e-9 || there.index.is_infinite());
        prop_assert_eq!(there.is_reliable, back.is_reliable);
        let distance = (to - from).abs();
        if (distance - there.least).abs() > 1e-9 {
            prop_assert_eq!(there.is_reliable, distance > there.least);
        }
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
    let config = put("verbond.toml", rules);
    let followed =
        run(&["follow", "alliance-monitor", &answers, "--norms", "demo", "--config", &config, "--instruments", "instruments"]);
    assert_eq!(followed.code, 0, "{}", followed.stderr);
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
            && html.contains("<desc>Client, by occasion: 1: 4.00; 2: 5.00; 3: 4.00; 4: 2.00. Officer")
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

/// The crack of before, but the first occasion was asked in the version before: what compares goes on across the change, which is marked, and what
/// does not begins anew.
#[test]
fn a_case_is_followed_across_versions() {
    let folder = folder();
    let put = |name: &str, text: &str| put(&folder, name, text);
    let answers = put("answers.csv", &crack());
    let before = "case,occasion,informant,date,plain,word,judged,relied,against,heard\nc7,0,client,2025-12-15,5,5,5,5,4,90\nc7,0,worker,2025-12-16,4,4,2,4,2,80\n";
    let before = put("before.csv", before);
    let earlier = format!("alliance-monitor@0.2.0={before}");
    let follow = |more: &[&str]| {
        let all = [&["follow", "alliance-monitor", &answers, "--norms", "demo", "--case", "c7", "--earlier"], more].concat();
        run(&[&all[..], &["--instruments", "instruments"]].concat())
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
    assert!(page.contains("class=\"version\"") && page.contains("from occasion 1 on version 0.3.0 is answered"), "{page}");
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
