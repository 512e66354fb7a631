//! Measures in the words of others.

use verbond::exchange::{FhirPath, measure_for_backends};
use verbond::instrument::ScoreIx;

use crate::program::{folder, run};

fn instrument(path: &str) -> verbond::Instrument {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    verbond::check_text(&verbond::SourceFile::new(path, text)).found.unwrap_or_else(|| panic!("{path} is not sound"))
}

/// Every score of the Alliance Monitor can be said; `tests/judges/fhir.sh` computes with it.
#[test]
fn scores_are_said_in_fhirpath() {
    let instrument = instrument("instruments/alliance-monitor/0.3.0.instrument");
    let fhirpath = FhirPath::of(&instrument);
    let said: Vec<String> = (0..instrument.scores.len())
        .map(|at| format!("{}\n{}", instrument.scores[ScoreIx(at)].key, fhirpath.score(ScoreIx(at)).unwrap_or_default()))
        .collect();
    insta::assert_snapshot!(said.join("\n\n"));
    let measure = measure_for_backends(&instrument, &[], true);
    let json = serde_json::to_string(&measure).unwrap_or_default();
    assert_eq!(serde_json::from_str::<verbond_backend::Measure>(&json).ok(), Some(measure), "it reads back as it is");
}

/// The page holds what a user wrote as text, never as markup, and asks the network for nothing.
#[test]
fn a_page_of_results_is_safe_and_whole() {
    let folder = folder();
    let text = std::fs::read_to_string("instruments/wai-sr/1.0.0.instrument").unwrap_or_default();
    let hostile =
        text.replacen("\"Working Alliance Inventory", "\"<script>alert(1)</script> & \u{202E}Working Alliance Inventory", 1);
    let (measure, answers) = (folder.path().join("m.instrument"), folder.path().join("a.csv"));
    std::fs::write(&measure, hostile.replace('\u{202E}', "")).unwrap_or_else(|error| panic!("{error}"));
    let head = (1..=12).map(|item| format!("q{item}")).collect::<Vec<_>>().join(",");
    std::fs::write(&answers, format!("case,{head}\nc1{}\nc2{}\n", ",3".repeat(12), ",".repeat(12)))
        .unwrap_or_else(|error| panic!("{error}"));
    let page = folder.path().join("s.html");
    let (measure, answers, output) =
        (measure.display().to_string(), answers.display().to_string(), format!("html={}", page.display()));
    let ran = run(&["score", &measure, &answers, "--to", &output]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let html = std::fs::read_to_string(&page).unwrap_or_default();
    assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"));
    assert!(html.contains("&lt;script&gt;alert(1)") && !html.contains("<script"), "{}", &html[..400]);
    assert!(html.contains("1 values from 3.00 to 3.00 on a range of 1 to 5, mean 3.00"), "what a drawing shows stands in words");
    assert!(!html.contains("src=") && !html.contains("href=\"http"), "it asks for nothing");
    let refused = run(&["score", &measure, &answers, "--to", &format!("{output},theme=dark")]);
    assert!(refused.code == 1 && refused.stderr.contains("V0806"), "{}", refused.stderr);
}
