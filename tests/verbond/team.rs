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

/// The cells that are hidden when after each one the whole table is looked through again, which takes the square of its
/// size; it is easier to follow.
fn hidden_one_by_one(counts: &[Vec<u64>], hidden_groups: &[bool]) -> Vec<Vec<bool>> {
    let categories = counts[0].len();
    let mut counts = counts.to_vec();
    counts.push((0..categories).map(|category| counts.iter().map(|row| row[category]).sum()).collect());
    let last = counts.len() - 1;
    let sum_is_hidden: Vec<bool> = hidden_groups.iter().copied().chain([false]).collect();
    let mut hidden: Vec<Vec<bool>> =
        counts.iter().zip(&sum_is_hidden).map(|(row, all)| row.iter().map(|count| *all || *count < LEAST).collect()).collect();
    let told = |cells: &mut dyn Iterator<Item = (u64, bool)>| {
        let (many, cases) =
            cells.filter(|(_, hidden)| *hidden).fold((0, 0), |(many, cases), (count, _)| (many + 1, cases + count));
        many > 0 && (many == 1 || cases < LEAST)
    };
    'again: loop {
        let in_row = |hidden: &mut Vec<Vec<bool>>, row: usize| {
            let open = (0..categories).filter(|column| !hidden[row][*column]).min_by_key(|column| counts[row][*column]);
            open.is_some_and(|column| !std::mem::replace(&mut hidden[row][column], true))
        };
        let in_column = |hidden: &mut Vec<Vec<bool>>, column: usize| {
            let open = (0..=last).filter(|row| !hidden[*row][column]).min_by_key(|row| counts[*row][column]);
            open.is_some_and(|row| !std::mem::replace(&mut hidden[row][column], true))
        };
        for row in 0..=last {
            let mut cells = counts[row].iter().copied().zip(hidden[row].iter().copied());
            if !sum_is_hidden[row] && told(&mut cells) && in_row(&mut hidden, row) {
                continue 'again;
            }
        }
        for column in 0..categories {
            let mut cells = (0..last).map(|row| (counts[row][column], hidden[row][column]));
            let alone = hidden[last][column] && (0..last).all(|row| !hidden[row][column]);
            if (alone || !hidden[last][column] && told(&mut cells)) && in_column(&mut hidden, column) {
                continue 'again;
            }
        }
        for row in 0..=last {
            for column in (0..categories).filter(|column| hidden[row][*column]).collect::<Vec<_>>() {
                let is_edge = |at: usize, to: usize| {
                    (if to == categories { sum_is_hidden[at] } else { hidden[at][to] }) && (at, to) != (row, column)
                };
                let (mut rows, mut columns) = (vec![false; last + 1], vec![false; categories + 1]);
                rows[row] = true;
                let mut grows = true;
                while std::mem::take(&mut grows) {
                    for (at, is_reached) in rows.iter_mut().enumerate() {
                        for to in (0..=categories).filter(|to| is_edge(at, *to)) {
                            grows |= *is_reached != columns[to];
                            *is_reached |= columns[to];
                            columns[to] = *is_reached;
                        }
                    }
                }
                if !columns[column] && (in_row(&mut hidden, row) || in_column(&mut hidden, column)) {
                    continue 'again;
                }
            }
        }
        return hidden;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// The quick way hides the very cells that the slow one does.
    #[test]
    fn as_many_cells_are_hidden_as_one_by_one(
        cells in (1_usize..7).prop_flat_map(|categories| {
            let row = prop_oneof![
                proptest::collection::vec(0_u64..14, categories),
                proptest::collection::vec(4_u64..400, categories),
                proptest::collection::vec(prop_oneof![3 => Just(0_u64), 1 => 0_u64..90], categories),
            ];
            proptest::collection::vec(row, 1..14)
        })
    ) {
        let sizes: Vec<u64> = cells.iter().map(|row| row.iter().sum()).collect();
        prop_assume!(sizes.iter().sum::<u64>() >= LEAST);
        let hidden = hidden_groups(&sizes, &vec![false; sizes.len()]);
        let table = shown(&cells, &hidden);
        let found: Vec<Vec<bool>> =
            table.groups.iter().chain([&table.all]).map(|row| row.iter().map(Option::is_none).collect()).collect();
        prop_assert_eq!(found, hidden_one_by_one(&cells, &hidden));
    }
}

/// Looked through once for every cell that is hidden, this table would take hours.
#[test]
fn a_hundred_thousand_teams_are_no_more_work_each() {
    let cells: Vec<Vec<u64>> =
        (0..100_000_u64).map(|team| (0..4).map(|at| (team * 7 + at * at * 13) % (9 + 31 * at)).collect()).collect();
    let sizes: Vec<u64> = cells.iter().map(|row| row.iter().sum()).collect();
    let table = shown(&cells, &hidden_groups(&sizes, &vec![false; sizes.len()]));
    let hidden = table.groups.iter().flatten().filter(|cell| cell.is_none()).count();
    assert!(hidden > 50_000 && hidden < 400_000, "{hidden}");
    assert!(table.groups.iter().flatten().flatten().all(|count| *count >= LEAST));
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
