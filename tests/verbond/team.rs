//! Figures of a team: small cells are hidden, and nothing that is hidden can be told from what is shown.

use proptest::prelude::*;
use verbond::follow::{LEAST, hidden_groups, shown};

use crate::program::{folder, run};

/// Whether an unknown is the same in every solution of the equations: by elimination over the numbers modulo a large prime.
fn told(equations: &[Vec<i64>], unknowns: usize) -> Vec<bool> {
    const PRIME: i64 = 2_147_483_647;
    fn power(mut base: i64, mut exponent: i64) -> i64 {
        let mut result = 1;
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = result * base % PRIME;
            }
            (base, exponent) = (base * base % PRIME, exponent >> 1);
        }
        result
    }
    let mut rows: Vec<Vec<i64>> = equations.to_vec();
    let mut pivot = 0;
    for column in 0..unknowns {
        let Some(found) = (pivot..rows.len()).find(|row| rows[*row][column].rem_euclid(PRIME) != 0) else { continue };
        rows.swap(pivot, found);
        let inverse = power(rows[pivot][column].rem_euclid(PRIME), PRIME - 2);
        let scaled: Vec<i64> = rows[pivot].iter().map(|cell| cell.rem_euclid(PRIME) * inverse % PRIME).collect();
        for (at, row) in rows.iter_mut().enumerate() {
            let factor = row[column].rem_euclid(PRIME);
            if at != pivot && factor != 0 {
                row.iter_mut()
                    .zip(&scaled)
                    .for_each(|(cell, by)| *cell = (cell.rem_euclid(PRIME) - factor * by % PRIME).rem_euclid(PRIME));
            }
        }
        rows[pivot] = scaled;
        pivot += 1;
    }
    (0..unknowns)
        .map(|unknown| {
            rows.iter().any(|row| row[unknown] != 0 && row.iter().enumerate().all(|(at, cell)| at == unknown || *cell == 0))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_hidden_can_be_told(
        (categories, cells) in (1_usize..6).prop_flat_map(|categories| {
            (Just(categories), proptest::collection::vec(proptest::collection::vec(0_u64..14, categories), 1..6))
        })
    ) {
        let sizes: Vec<u64> = cells.iter().map(|row| row.iter().sum()).collect();
        let hidden = hidden_groups(&sizes, &vec![false; sizes.len()]);
        let table = shown(&cells, &hidden);
        // Every cell with its sums: the last row are all groups, the last column the sums of rows.
        let mut all: Vec<Vec<Option<u64>>> = table.groups.iter().zip(&table.totals).map(|(row, total)| row.iter().copied().chain([*total]).collect()).collect();
        all.push(table.all.iter().copied().chain([table.total]).collect());
        let (rows, columns) = (all.len(), categories + 1);
        let truth = |row: usize, column: usize| -> u64 {
            let of = |row: &Vec<u64>| if column == categories { row.iter().sum() } else { row[column] };
            if row == cells.len() { cells.iter().map(of).sum() } else { of(&cells[row]) }
        };
        let mut unknowns = vec![vec![None; columns]; rows];
        let mut count = 0;
        for row in 0..rows {
            for column in 0..columns {
                match all[row][column] {
                    Some(value) => {
                        prop_assert_eq!(value, truth(row, column), "what is shown is right");
                        prop_assert!(value >= LEAST, "{value} is too small to be shown");
                    }
                    None => {
                        unknowns[row][column] = Some(count);
                        count += 1;
                    }
                }
            }
        }
        let mut equations = Vec::new();
        let mut equation = |cells: Vec<((usize, usize), i64)>| {
            let mut row = vec![0; count];
            let hidden: Vec<_> = cells.iter().filter_map(|((at, column), sign)| Some((unknowns[*at][*column]?, *sign, truth(*at, *column)))).collect();
            hidden.iter().for_each(|(unknown, sign, _)| row[*unknown] = *sign);
            equations.push(row);
        };
        for row in 0..rows {
            equation((0..columns).map(|column| ((row, column), if column == categories { -1 } else { 1 })).collect());
        }
        for column in 0..columns {
            equation((0..rows).map(|row| ((row, column), if row == cells.len() { -1 } else { 1 })).collect());
        }
        let found = told(&equations, count);
        prop_assert!(!found.contains(&true), "{:?} is shown of {:?}", all, cells);
        // Groups that are hidden are together as many as may be shown, or everything is hidden.
        let together: u64 = (0..cells.len()).filter(|row| table.totals[*row].is_none()).map(|row| sizes[row]).sum();
        prop_assert!(together == 0 || together >= LEAST || table.total.is_none());
    }
}

/// The simulated cases, each in one of three offices, the last of which is small.
fn answers_by_office(path: &std::path::Path) {
    let text = include_str!("../data/alliance-monitor.csv");
    let mut lines = text.lines();
    let mut with = format!("{},office\n", lines.next().unwrap_or_default());
    for line in lines {
        let case = line.split(',').next().unwrap_or_default();
        let number: usize = case.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
        let office = match number {
            0..=3 => "small",
            number if number % 2 == 0 => "north",
            _ => "south",
        };
        with.push_str(&format!("{line},{office}\n"));
    }
    std::fs::write(path, with).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_team_is_shown_without_its_small_cells() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).display().to_string();
    answers_by_office(&folder.path().join("answers.csv"));
    let answers = path("answers.csv");
    let ran = run(&["team", "alliance-monitor", &answers, "--by", "office", "--norms", "demo"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    insta::assert_snapshot!(ran.stdout);
    let (page, data) = (path("team.html"), path("team.csv"));
    let ran = run(&["team", "alliance-monitor", &answers, "--by", "office", "--output", &page, "--to", &format!("csv={data}")]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let (page, data) = (std::fs::read_to_string(page).unwrap_or_default(), std::fs::read_to_string(data).unwrap_or_default());
    assert!(page.contains("Figures of fewer than 5 cases are not shown") && !page.contains("<script"));
    assert!(data.starts_with("informant,what,group,figure,value,instrument,version,sha256\n"), "{data}");
    assert!(data.contains(",small,all,,alliance-monitor,0.3.0,"), "{data}");
    let ran = run(&["team", "alliance-monitor", &answers, "--by", "office", "--norms", "demo", "--to", "jsonl"]);
    let first: serde_json::Value = serde_json::from_str(ran.stdout.lines().next().unwrap_or_default()).unwrap_or_default();
    assert!(first["norms"].as_str().is_some_and(|norms| norms.contains("(simulated)")) && first["value"].is_number(), "{first}");
    for (to, words) in [("html=x.html", "`--output FILE.html`"), ("cvs=x.csv", "did you mean `csv`")] {
        let ran = run(&["team", "alliance-monitor", &answers, "--to", to]);
        assert!(ran.code > 0 && ran.stderr.contains(words), "{to}: {}", ran.stderr);
    }
    let ran = run(&["team", "alliance-monitor", &answers, "--by", "ofice"]);
    assert!(ran.code == 2 && ran.stderr.contains("did you mean `office`"), "{}", ran.stderr);
}

/// A known fact tells groups as a column does, and as `analyse --by` takes it; a number does not, for each would be a group.
#[test]
fn a_team_is_told_apart_by_what_is_known() {
    let folder = folder();
    let path = folder.path().join("answers.csv");
    let text = include_str!("../data/alliance-monitor.csv");
    // The same words in a column that the measure does not know.
    let mandate = text.lines().next().unwrap_or_default().split(',').position(|name| name == "mandate").unwrap_or_default();
    let with_column = text.lines().enumerate().map(|(at, line)| {
        let told = line.split(',').nth(mandate).unwrap_or_default();
        format!("{line},{}\n", if at == 0 { "column" } else { told })
    });
    std::fs::write(&path, with_column.collect::<String>()).unwrap_or_else(|error| panic!("{error}"));
    let answers = path.display().to_string();
    let by = |name: &str| run(&["team", "alliance-monitor", &answers, "--by", name]);
    let (known, column) = (by("mandate"), by("column"));
    assert_eq!(known.code, 0, "{}", known.stderr);
    assert!(known.stdout.contains("probation") && known.stdout.contains("parole"), "{}", known.stdout);
    assert_eq!(known.stdout, column.stdout);
    let refused = by("age");
    assert!(refused.code == 2 && refused.stderr.contains("`age` is a number, and each would be a group"), "{}", refused.stderr);
    let refused = by("language");
    assert!(refused.code == 2 && refused.stderr.contains("do not say in which language"), "{}", refused.stderr);
}
