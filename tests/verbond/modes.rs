//! A line measures alike in every mode: on the web, on a terminal, and typed over from paper it has the same places.

use crate::confidential::{Client, held};
use crate::program::{folder, put, run, run_with_input};
use crate::serving::{Server, site};

/// Lines as those of the SRS and the ORS, in tenths; as a visual analogue scale; and in halves that begin at 1. Of each
/// its scale, the ends and the step in attributes of a slider, a place on it, and what is between two places.
const LINES: [(&str, [&str; 3], &str, &str); 3] = [
    ("0 to 10 step 0.1", ["0", "10", "0.1"], "7.3", "7.35"),
    ("0 to 100 step 1", ["0", "100", "1"], "37", "37.5"),
    ("1 to 5 step 0.5", ["1", "5", "0.5"], "3.5", "3.7"),
];

fn measure() -> String {
    let of = |write: &dyn Fn(usize, &str) -> String| -> String {
        LINES.iter().enumerate().map(|(at, (line, ..))| write(at, line)).collect()
    };
    let scales = of(&|at, line| format!("  scale s{at} {{ {line} }}\n"));
    let items = of(&|at, _| format!("  item i{at} on s{at} unscored {{ client \"Line {at}?\" ends \"Low\" \"High\" }}\n"));
    format!(
        "verbond 1\n\ninstrument lines 1.0.0 {{\n  title \"Lines\"\n  licence \"CC0-1.0\"\n  status experimental\n  \
         informants {{ client \"Client\" }}\n{scales}{items}  item n as whole 0 to 3 \"How many?\"\n  score s \"S\" = n\n}}\n"
    )
}

/// The answers to the lines in a file of answers.
fn of_file(path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let (head, row) = (lines.next().unwrap(), lines.next().unwrap());
    let cell = |at: usize| row[head.iter().position(|name| *name == format!("i{at}")).unwrap()].to_owned();
    (0..LINES.len()).map(cell).collect()
}

#[test]
fn a_line_measures_alike_on_the_web_on_a_terminal_and_on_paper() {
    let wanted = LINES.map(|(_, _, place, _)| place.to_owned()).to_vec();
    // What is between two places is refused, and the place is then taken.
    let typed: String = LINES.iter().map(|(_, _, place, between)| format!("{between}\n{place}\n")).collect();
    let folder_of = folder();
    let file = put(&folder_of, "lines.instrument", &measure());
    let path = |name: &str| folder_of.path().join(name).display().to_string();

    let asked = path("asked.csv");
    let ran = run_with_input(&["ask", &file, "--plain", "--case", "c-1", "--output", &asked], &format!("{typed}1\n"));
    assert_eq!(ran.stderr.matches("not one of the answers").count(), LINES.len(), "{}", ran.stderr);
    assert_eq!(of_file(&asked), wanted, "on a terminal");

    let entered = path("entered.csv");
    let sheet = format!("c-1\n1\n2026-11-20\n{typed}1\n\n\n");
    let ran = run_with_input(&["enter", &file, "--informant", "client", "--output", &entered], &sheet);
    assert_eq!(ran.stderr.matches("is no code of").count(), LINES.len(), "{}", ran.stderr);
    assert_eq!(of_file(&entered), wanted, "typed over from paper");

    let (_folder, store, measures) = site();
    std::fs::copy(&file, measures.join("lines.instrument")).unwrap();
    let server = Server::start(&store, &measures);
    let client = Client::begin(&server, &server.open(&server.log_in(), "c-1", &[("measure", "lines@1.0.0 client en")]));
    for (at, (_, [min, max, step], place, between)) in LINES.into_iter().enumerate() {
        let item = format!("i{at}");
        let page = client.page(&format!("/ask?item={item}")).body;
        let slider = format!("type=\"range\" min=\"{min}\" max=\"{max}\" step=\"{step}\"");
        assert!(page.contains(&slider), "{slider}: {page}");
        let refused = client.send(&item, &[("answer", between), ("do", "next")]);
        assert_eq!(refused.code, 200, "{between} is between two places");
        client.answer(&item, place);
    }
    let kept = &held(&store, "c-1")[0].record.answers;
    assert_eq!((0..LINES.len()).map(|at| kept[&format!("i{at}")].clone()).collect::<Vec<_>>(), wanted, "on the web");
}

/// On paper a line is as long whatever it measures, and the margin says what its ends are.
#[test]
fn a_line_on_paper_is_a_hundred_millimetres() {
    let folder = folder();
    let file = put(&folder, "lines.instrument", &measure());
    let page = folder.path().join("paper.html").display().to_string();
    assert_eq!(run(&["print", &file, "--output", &page]).code, 0);
    let page = std::fs::read_to_string(page).unwrap();
    assert_eq!(page.matches("<div class=\"pline\">").count(), LINES.len(), "{page}");
    assert!(page.contains(".pline svg { inline-size: 100mm;"), "{page}");
    for ends in ["0–10: 100 mm", "0–100 mm", "1–5: 100 mm"] {
        assert!(page.contains(ends), "{ends}: {page}");
    }
}
