//! Files for a store that tell no occasion: their days find the meetings that are held, and count on from them.

use std::path::Path;

use crate::confidential::held;
use crate::meetings::done;
use crate::past::AGREE;
use crate::program::{Ran, folder, put, run, run_with_input};

/// What `store import` says of rows of a case, an informant and a day each.
fn import(folder: &tempfile::TempDir, store: &Path, rows: &[(&str, &str, &str)]) -> Ran {
    let both = AGREE.replacen("client \"Client\"", "client \"Client\" worker \"Officer\"", 1);
    let measure = put(folder, "agree.instrument", &both);
    let lines: String = rows.iter().map(|(case, informant, date)| format!("{case},{informant},{date},3,3\n")).collect();
    let answers = put(folder, "a.csv", &format!("case,informant,date,a,b\n{lines}"));
    run(&["store", "--store", &store.display().to_string(), "import", &measure, &answers])
}

/// The meetings that are held of a case.
fn meetings(store: &Path, case: &str) -> Vec<(String, String, String)> {
    let told = held(store, case).into_iter().map(|kept| {
        let identity = kept.record.identity;
        (identity.occasion, identity.informant, identity.date)
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}

fn expected(all: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    all.iter().map(|(occasion, informant, date)| ((*occasion).to_owned(), (*informant).to_owned(), (*date).to_owned())).collect()
}

#[test]
fn a_file_of_each_month_counts_on() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    assert_eq!(import(&folder, &store, &[("y-1", "client", "2026-03-01")]).code, 0);
    assert_eq!(import(&folder, &store, &[("y-1", "client", "2026-05-01")]).code, 0);
    let two = [("y-1", "client", "2026-07-01"), ("y-1", "client", "2026-06-01")];
    assert_eq!(import(&folder, &store, &two).code, 0);
    let all = [
        ("1", "client", "2026-03-01"),
        ("2", "client", "2026-05-01"),
        ("3", "client", "2026-06-01"),
        ("4", "client", "2026-07-01"),
    ];
    assert_eq!(meetings(&store, "y-1"), expected(&all));
    // The same meeting once more is found by its day, and no column has a day for its name.
    for rows in [&two[..], &[("y-1", "client", "2026-05-01")]] {
        let again = import(&folder, &store, rows);
        assert!(again.code == 1 && again.stderr.contains("is held already"), "{}", again.stderr);
    }
    assert_eq!(meetings(&store, "y-1"), expected(&all));
}

/// The officer answers a day later, in a file of their own or in the same one.
#[test]
fn two_sides_of_a_meeting_meet() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    assert_eq!(import(&folder, &store, &[("z-1", "client", "2026-01-20")]).code, 0);
    assert_eq!(import(&folder, &store, &[("z-1", "worker", "2026-01-21")]).code, 0);
    let both = [("z-1", "client", "2026-02-20"), ("z-1", "worker", "2026-02-22")];
    assert_eq!(import(&folder, &store, &both).code, 0);
    let all = [
        ("1", "client", "2026-01-20"),
        ("1", "worker", "2026-01-21"),
        ("2", "client", "2026-02-20"),
        ("2", "worker", "2026-02-22"),
    ];
    assert_eq!(meetings(&store, "z-1"), expected(&all));
    // Without a day nothing tells a second meeting from the first.
    assert_eq!(import(&folder, &store, &[("z-2", "client", "")]).code, 0);
    assert_eq!(meetings(&store, "z-2"), expected(&[("1", "client", "")]));
}

/// Cases of an office that nobody is of would be seen by nobody.
#[test]
fn cases_that_no_office_sees_are_told() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    let path = store.display().to_string();
    let unsaid = import(&folder, &store, &[("o-1", "client", "2026-03-01")]);
    assert!(unsaid.code == 0 && !unsaid.stderr.contains("office"), "nobody logs in there: {}", unsaid.stderr);
    let staff = ["store", "--store", &path, "staff", "anna", "--office", "north"];
    assert_eq!(run_with_input(&staff, "correct horse battery\n").code, 0);
    let told = import(&folder, &store, &[("o-2", "client", "2026-03-01"), ("o-3", "client", "2026-03-01")]);
    assert!(told.code == 0 && told.stderr.contains("2 new cases of no office"), "{}", told.stderr);
    done(&store, &["open", "o-4", "--office", "north"]);
    let known = import(&folder, &store, &[("o-4", "client", "2026-03-01")]);
    assert!(known.code == 0 && !known.stderr.contains("office"), "{}", known.stderr);
}
