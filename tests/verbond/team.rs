//! Figures of a team: small cells are hidden, and nothing that is hidden can be told from what is shown.

use proptest::prelude::*;
use verbond::follow::{LEAST, ShownCounts, hidden_groups, shown};

use crate::program::{folder, run};

/// A table of counts as it is shown, and what a reader finds by counting who could be where: written apart from the
/// program, by flows, which are whole numbers where sums are.
#[derive(Debug)]
struct Shown {
    /// Cells of the groups; nothing where hidden. None where the sums of all groups stand alone.
    groups: Vec<Vec<Option<u64>>>,
    all: Vec<Option<u64>>,
}

impl Shown {
    fn of(counts: &[Vec<u64>]) -> (Self, ShownCounts) {
        let table = shown(counts);
        let groups = if counts.len() > 1 { table.groups.clone() } else { vec![table.all.clone()] };
        // One group alone is all: what is shown of it is shown once, and its columns have no sums beside them.
        let all = if counts.len() > 1 { table.all.clone() } else { vec![None; table.all.len()] };
        (Self { groups, all }, table)
    }

    /// Whether there are counts with these sums of groups that give what is shown, with one cell fixed.
    fn is_possible(&self, totals: &[u64], fixed: Option<((usize, usize), u64)>) -> bool {
        let (rows, columns) = (self.groups.len(), self.all.len());
        let (mut supply, mut demand): (Vec<i64>, Vec<Option<i64>>) =
            (totals.iter().map(|total| *total as i64).collect(), self.all.iter().map(|sum| sum.map(|sum| sum as i64)).collect());
        let mut is_free = vec![vec![true; columns]; rows];
        for row in 0..rows {
            for column in 0..columns {
                let known = self.groups[row][column].or(fixed.filter(|(at, _)| *at == (row, column)).map(|(_, value)| value));
                let Some(known) = known else { continue };
                is_free[row][column] = false;
                supply[row] -= known as i64;
                demand[column] = demand[column].map(|sum| sum - known as i64);
            }
        }
        if supply.iter().any(|left| *left < 0) || demand.iter().flatten().any(|left| *left < 0) {
            return false;
        }
        // First the columns whose sums are shown are filled, then the others take what is left.
        let mut flow = vec![vec![0; columns]; rows];
        for needed in [true, false] {
            while let Some(column) = (0..columns).find(|column| match demand[*column] {
                Some(left) => needed && left > 0,
                None => !needed,
            } && fill(*column, &is_free, &mut supply, &mut flow))
            {
                demand[column] = demand[column].map(|left| left - 1);
            }
        }
        supply.iter().all(|left| *left == 0) && demand.iter().flatten().all(|left| *left == 0)
    }
}

/// Brings one case into a column, from a row that has one left, by way of cells that give one up.
fn fill(column: usize, is_free: &[Vec<bool>], supply: &mut [i64], flow: &mut [Vec<i64>]) -> bool {
    let (rows, columns) = (is_free.len(), is_free[0].len());
    let mut from: Vec<Option<(usize, usize)>> = vec![None; columns];
    let (mut next, mut met) = (vec![column], vec![false; columns]);
    met[column] = true;
    while let Some(at) = next.pop() {
        for row in (0..rows).filter(|row| is_free[*row][at]) {
            if supply[row] > 0 {
                supply[row] -= 1;
                flow[row][at] += 1;
                let mut at = at;
                while let Some((row, to)) = from[at] {
                    flow[row][at] -= 1;
                    flow[row][to] += 1;
                    at = to;
                }
                return true;
            }
            for other in (0..columns).filter(|other| flow[row][*other] > 0) {
                if !std::mem::replace(&mut met[other], true) {
                    from[other] = Some((row, at));
                    next.push(other);
                }
            }
        }
    }
    false
}

/// Every way that the sums of groups can be, where some are hidden and their sum follows from the others.
fn possible_totals(totals: &[Option<u64>], sum: u64) -> Vec<Vec<u64>> {
    let Some((first, rest)) = totals.split_first() else { return if sum == 0 { vec![vec![]] } else { vec![] } };
    let firsts = first.map_or(0..=sum, |total| total..=total);
    let each = firsts.filter(|first| *first <= sum);
    each.flat_map(|first| {
        let others = possible_totals(rest, sum - first);
        others.into_iter().map(move |others| [vec![first], others].concat())
    })
    .collect()
}

/// Whether a hidden cell can be something else than it is, and one with few cases as large as what is shown.
fn is_open(truth: u64, can_be: &dyn Fn(u64) -> bool) -> bool {
    match truth {
        0 => can_be(1),
        1..LEAST => can_be(LEAST),
        _ => can_be(truth + 1) || can_be(truth - 1),
    }
}

/// Fails where a hidden cell of tables of the same cases can be told.
fn check_tables(tables: &[Vec<Vec<u64>>]) -> Result<(), TestCaseError> {
    let shown: Vec<(Shown, ShownCounts)> = tables.iter().map(|counts| Shown::of(counts)).collect();
    let (first, true_totals) = (&shown[0].1, tables[0].iter().map(|row| row.iter().sum()).collect::<Vec<u64>>());
    let Some(total) = first.total else {
        prop_assert!(shown.iter().all(|(_, table)| table.groups.iter().chain([&table.all]).flatten().all(Option::is_none)));
        return Ok(());
    };
    let totals = possible_totals(&first.totals, total);
    for (at, (table, counts)) in shown.iter().enumerate() {
        prop_assert_eq!(&counts.totals, &first.totals, "sums are the same in all tables");
        let others =
            |totals: &[u64]| shown.iter().enumerate().all(|(other, (table, _))| other == at || table.is_possible(totals, None));
        let totals: Vec<&Vec<u64>> = totals.iter().filter(|totals| others(totals)).collect();
        for row in 0..table.groups.len() {
            for column in 0..table.all.len() {
                let truth = tables[at][row][column];
                if let Some(shown) = table.groups[row][column] {
                    prop_assert!(shown == truth && shown >= LEAST, "{shown} is shown for {truth}");
                    continue;
                }
                let can_be = |value: u64| totals.iter().any(|totals| table.is_possible(totals, Some(((row, column), value))));
                prop_assert!(can_be(truth), "the truth is possible");
                let something_else = is_open(truth, &can_be);
                prop_assert!(something_else, "{truth} in row {row}, column {column} is told by {:?} of {tables:?}", shown);
            }
        }
        for (column, sum) in table.all.iter().enumerate().filter(|_| table.groups.len() > 1) {
            let truth: u64 = tables[at].iter().map(|row| row[column]).sum();
            prop_assert!(sum.is_none_or(|sum| sum == truth && sum >= LEAST));
            // The sum of a column is told where no other can be: all rows that are hidden in it add up to one number.
            let can_be = |value: u64| {
                let mut with = table.all.clone();
                with[column] = Some(value);
                let with = Shown { groups: table.groups.clone(), all: with };
                totals.iter().any(|totals| with.is_possible(totals, None))
            };
            let something_else = is_open(truth, &can_be);
            prop_assert!(
                sum.is_some() || something_else,
                "the sum {truth} of column {column} is told by {:?} of {tables:?}",
                shown
            );
        }
    }
    let as_they_are = |totals: &Vec<u64>| *totals == true_totals;
    prop_assert!(totals.iter().any(as_they_are) && (totals.len() > 1 || first.totals.iter().all(Option::is_some)));
    Ok(())
}

/// Tables of the same cases: the sums of groups are the same in each.
fn tables() -> impl Strategy<Value = Vec<Vec<Vec<u64>>>> {
    let count = prop_oneof![3 => 0_u64..4, 2 => 4_u64..12, 1 => Just(0)];
    (1_usize..5, 2_usize..5, 1_usize..3).prop_flat_map(move |(groups, categories, others)| {
        let counts = proptest::collection::vec(proptest::collection::vec(count.clone(), categories), groups);
        (counts, proptest::collection::vec(0_usize..7, others)).prop_map(|(counts, turns)| {
            // Another table has the cases of each group in other categories.
            let turned = |by: &usize| -> Vec<Vec<u64>> {
                let turn = |(at, row): (usize, &Vec<u64>)| {
                    let mut row = row.clone();
                    let length = row.len();
                    row.rotate_left((by + at * by) % length);
                    if *by % 2 == 1 {
                        row[0] += std::mem::take(&mut row[length - 1]);
                    }
                    row
                };
                counts.iter().enumerate().map(turn).collect()
            };
            let turned: Vec<_> = turns.iter().map(turned).collect();
            [vec![counts], turned].concat()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Whoever counts who could be where, across tables of the same cases, finds several answers for each hidden cell.
    #[test]
    fn nothing_hidden_can_be_told(tables in tables()) {
        // More hidden sums would take long to go through.
        let sizes: Vec<u64> = tables[0].iter().map(|row| row.iter().sum()).collect();
        let hidden: Vec<u64> = sizes.iter().zip(hidden_groups(&sizes, &vec![false; sizes.len()])).filter(|(_, is)| *is).map(|(size, _)| *size).collect();
        prop_assume!(hidden.len() < 3 || hidden.iter().sum::<u64>() < 30);
        check_tables(&tables)?;
    }

    /// Also whoever knows how the program decides, and counts only what it would show in the same way.
    #[test]
    fn nothing_hidden_is_told_by_how_it_was_decided(counts in proptest::collection::vec(prop_oneof![2 => 0_u64..6, 1 => 6_u64..40], 2..5)) {
        let as_shown = |counts: &Vec<u64>| shown(std::slice::from_ref(counts)).rounded();
        let table = as_shown(&counts);
        let moved = |(one, by): (usize, i64), (other, back): (usize, i64)| {
            let mut moved: Vec<i64> = counts.iter().map(|count| *count as i64).collect();
            moved[one] += by;
            moved[other] += back;
            moved.into_iter().map(|count| u64::try_from(count).ok()).collect::<Option<Vec<u64>>>()
        };
        for cell in (0..counts.len()).filter(|at| table.all[*at].is_none()) {
            let mut others = (-5..=5).filter(|by| *by != 0).flat_map(|by| {
                (0..counts.len()).filter(|other| *other != cell).flat_map(move |other| (-6..=6).map(move |back| ((cell, by), (other, back))))
            });
            let mut swapped = (0..counts.len()).filter(|other| counts[*other] != counts[cell]).map(|other| {
                let mut swapped = counts.clone();
                swapped.swap(cell, other);
                swapped
            });
            prop_assert!(
                swapped.any(|counts| as_shown(&counts) == table)
                    || others.any(|(one, other)| moved(one, other).is_some_and(|counts| as_shown(&counts) == table)),
                "{} of {counts:?} is told by {:?}", counts[cell], table.all
            );
        }
    }

    /// One case more moves a count that is shown by one step of five at the most, and in one of five counts at all.
    #[test]
    fn one_case_more_is_seen_of_few_counts(count in LEAST..10_000) {
        let alone = |count: u64| shown(&[vec![count]]).rounded().total;
        let (before, after) = (alone(count), alone(count + 1));
        prop_assert_eq!(before.zip(after).map(|(before, after)| after - before), Some(if count % LEAST == 2 { LEAST } else { 0 }));
        prop_assert!(before.is_some_and(|before| before % LEAST == 0 && before.abs_diff(count) <= 2));
    }
}

/// The independent count is right where everything can be gone through.
#[test]
fn flows_find_what_counting_finds() {
    for shown in 0..64_u64 {
        let cells = [[1, 2], [2, 0], [0, 3]];
        let is_shown = |at: usize| shown >> at & 1 == 1;
        let groups: Vec<Vec<Option<u64>>> =
            (0..3).map(|row| (0..2).map(|column| is_shown(row * 2 + column).then_some(cells[row][column])).collect()).collect();
        let totals: Vec<u64> = cells.iter().map(|row| row.iter().sum()).collect();
        for all in [vec![Some(3), Some(5)], vec![None, None], vec![Some(3), None]] {
            let table = Shown { groups: groups.clone(), all: all.clone() };
            for value in 0..4 {
                let counted = (0..4_u64.pow(3)).any(|code| {
                    let firsts = [code % 4, code / 4 % 4, code / 16];
                    let rows: Option<Vec<[u64; 2]>> =
                        firsts.iter().zip(&totals).map(|(first, total)| Some([*first, total.checked_sub(*first)?])).collect();
                    rows.is_some_and(|rows| {
                        let fits = |row: usize, column: usize| groups[row][column].is_none_or(|shown| shown == rows[row][column]);
                        let sum = |column: usize| rows.iter().map(|row| row[column]).sum::<u64>();
                        (0..3).all(|row| fits(row, 0) && fits(row, 1))
                            && (0..2).all(|column| all[column].is_none_or(|shown| shown == sum(column)))
                            && rows[0][0] == value
                    })
                });
                let fixed = groups[0][0].is_none().then_some(((0, 0), value));
                if fixed.is_some() {
                    assert_eq!(table.is_possible(&totals, fixed), counted, "{groups:?} {all:?} {value}");
                }
            }
        }
    }
}

/// Six hidden cells in a ring, two of them zero: their sums alone told all six, since nothing is below zero.
#[test]
fn a_ring_of_hidden_cells_does_not_tell_them() {
    let ring = vec![vec![0, 9, 20], vec![20, 7, 0], vec![6, 20, 8]];
    check_tables(&[ring]).unwrap_or_else(|error| panic!("{error}"));
    // One team of 61: with 0, 53 and 8 the last was hidden beside the first, and either can be anything up to 8.
    check_tables(&[vec![vec![0, 53, 8]]]).unwrap_or_else(|error| panic!("{error}"));
    let table = shown(&[vec![0, 53, 8]]).rounded();
    assert_eq!((table.all, table.total), (vec![None, Some(55), None], Some(60)));
}

/// Looked through once for every cell that is hidden, this table would take hours.
#[test]
fn a_hundred_thousand_teams_are_no_more_work_each() {
    let cells: Vec<Vec<u64>> =
        (0..100_000_u64).map(|team| (0..4).map(|at| (team * 7 + at * at * 13) % (9 + 31 * at)).collect()).collect();
    let table = shown(&cells);
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

/// JSON and exports hold the same figures as pages: hidden ones are in neither, and counts are multiples of five.
fn the_faces_agree(answers: &str, data: &str) {
    let ran = run(&["team", "alliance-monitor", answers, "--by", "office", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    let mut in_json: Vec<String> = Vec::new();
    for table in report["tables"].as_array().into_iter().flatten() {
        for row in table["rows"].as_array().into_iter().flatten() {
            let cells = row[1].as_array().into_iter().flatten().chain([&row[2]]);
            in_json.extend(cells.map(|cell| {
                cell.as_u64().map_or(String::new(), |count| {
                    assert!(count >= LEAST && count % LEAST == 0, "{count} in {row}");
                    count.to_string()
                })
            }));
        }
    }
    let of_counts = data.lines().skip(1).filter(|line| !line.contains(",mean,") && !line.contains(",SD,"));
    // The value stands before the instrument, its version and its fingerprint.
    let in_data: Vec<&str> = of_counts.filter_map(|line| line.rsplit(',').nth(3)).collect();
    assert!(in_json.len() > 20 && in_json.iter().any(String::is_empty) && in_json.iter().any(|cell| !cell.is_empty()));
    assert_eq!(in_json, in_data);
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
    the_faces_agree(&answers, &data);
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

/// A known fact tells groups as a column does, and as `analyse --by` takes it; a number does not, for each would be a
/// group.
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

/// `nl` and `nl-NL` are one language, whoever wrote it so; easy words are another way of asking.
#[test]
fn a_country_makes_no_group_of_its_own() {
    let folder = folder();
    let by = |tags: [&str; 2]| {
        let text = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
        let with_language = text.lines().enumerate().map(|(at, line)| {
            // By case: S001, S002 and so on.
            let tag = if at == 0 { "language" } else { tags[usize::from(line.as_bytes()[3] % 2)] };
            format!("{line},{tag}\n")
        });
        let path = crate::program::put(&folder, "by.csv", &with_language.collect::<String>());
        let ran = run(&["team", "alliance-monitor", &path, "--by", "language"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let (both, one) = (by(["nl", "nl-NL"]), by(["nl", "nl"]));
    assert!(!both.contains("nl-NL"), "{both}");
    assert_eq!(both, one);
    assert_ne!(by(["nl", "nl-NL-x-easy"]), one);
}

/// Answers of so many clients in each month of 2026, by the number of the month: those of simulated cases.
fn by_month(counts: &[(u32, usize)]) -> String {
    let mut lines = include_str!("../data/alliance-monitor.csv").lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let at = |name: &str| head.iter().position(|there| *there == name).unwrap_or_default();
    let (case, occasion, informant, date) = (at("case"), at("occasion"), at("informant"), at("date"));
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let mut clients = rows.iter().filter(|row| row[informant] == "client" && row[occasion] == "1").cycle();
    let mut text = format!("{}\n", head.join(","));
    for (month, count) in counts {
        for number in 0..*count {
            let mut row: Vec<String> = clients.next().into_iter().flatten().map(|cell| (*cell).to_owned()).collect();
            (row[case], row[date]) = (format!("k-{month}-{number}"), format!("2026-{month:02}-15"));
            text.push_str(&format!("{}\n", row.join(",")));
        }
    }
    text
}

/// A month before the first of all is known to be empty, and shown so. Where anybody answered before the first that may
/// be shown, no month before it is told from another; nor is a month after the last that may be shown, which would be
/// known to be one to four. By hand, from the counts of each month.
#[test]
fn months_that_are_known_to_be_empty_are_shown_so() {
    let folder = folder();
    let months = |counts: &[(u32, usize)], page: Option<&str>| -> Vec<Option<u64>> {
        let answers = crate::program::put(&folder, "months.csv", &by_month(counts));
        let mut arguments = vec!["team", "alliance-monitor", &answers];
        if let Some(page) = page {
            let ran = run(&[&arguments[..], &["--output", page]].concat());
            assert_eq!(ran.code, 0, "{}", ran.stderr);
        }
        arguments.extend(["--format", "json"]);
        let ran = run(&arguments);
        let report: serde_json::Value =
            serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
        let of_month = |month: &serde_json::Value| month["sides"][0]["answered"].as_u64();
        report["months"].as_array().into_iter().flatten().map(of_month).collect()
    };
    let page = folder.path().join("months.html").display().to_string();
    // From June to November; nobody answered before September, and October stays hidden, though nobody did then.
    assert_eq!(months(&[(9, 41), (11, 28)], Some(&page)), [Some(0), Some(0), Some(0), Some(40), None, Some(30)]);
    let shown = std::fs::read_to_string(&page).unwrap_or_default();
    assert!(shown.contains("Jun: 0; Jul: 0; Aug: 0; Sept: about 40; Oct: not shown; Nov: about 30"), "{shown}");
    assert!(shown.contains("Jun 2026: not filled in") && shown.contains("Oct 2026: not shown"), "{shown}");
    let means = shown.split("-means-c-wide-t\">").nth(1).and_then(|rest| rest.split("</svg>").next()).unwrap_or_default();
    assert_eq!(means.matches("tick gone").count(), 1, "a cross for October, and none for the months before: {means}");
    // Two in July, or two in January, long before: no month before September is told from another.
    for early in [7, 1] {
        assert_eq!(months(&[(early, 2), (9, 41), (11, 28)], None), [None, None, None, Some(40), None, Some(30)], "{early}");
    }
    // A last month of two is not there, as it is not where nobody answered in it.
    assert_eq!(months(&[(9, 6), (10, 6), (11, 2)], None), months(&[(9, 6), (10, 6)], None));
    assert_eq!(months(&[(9, 2), (11, 3)], None), [], "nothing may be shown");
}

/// A rounded count says at the figure that it is about that, on the page and on the terminal; none is none.
#[test]
fn a_rounded_count_says_so_where_it_stands() {
    let folder = folder();
    let answers = crate::program::put(&folder, "months.csv", &by_month(&[(9, 41), (11, 28)]));
    let page = folder.path().join("team.html").display().to_string();
    let told = run(&["team", "alliance-monitor", &answers]).stdout;
    assert_eq!(run(&["team", "alliance-monitor", &answers, "--output", &page]).code, 0);
    let page = std::fs::read_to_string(page).unwrap_or_default();
    // 69 cases are about 70.
    let of =
        |face: &str| face.lines().find_map(|line| Some(line.split_once("of about 70 cases need attention now")?.0.to_owned()));
    let first = of(&told).unwrap_or_else(|| panic!("{told}"));
    assert!(first.starts_with("Signals: about "), "{told}");
    let count = first.trim_start_matches("Signals: about ").trim();
    assert!(
        page.contains(&format!("<p class=\"big\">about {count} <small>of about 70 cases need attention now</small></p>")),
        "{page}"
    );
    assert!(
        page.contains("<td class=\"number\">≈ 70</td>") && page.contains(&format!("<td class=\"number\">≈ {count}</td>")),
        "{page}"
    );
    let row = told.lines().find(|line| line.trim_start().starts_with("all") && line.contains("≈ 70"));
    assert!(row.is_some() && told.contains("≈ says that a count is rounded."), "{told}");
    // Counts over columns have the sign, too.
    assert!(page.contains(">≈ 40</text>") && page.contains(">≈ 30</text>") && !page.contains(">40</text>"), "{page}");
}

/// What a file calls its groups is printed, and never obeyed.
#[test]
fn names_of_groups_do_not_reach_the_terminal_as_they_are() {
    let folder = crate::program::folder();
    let measure = crate::program::put(&folder, "m.instrument", &crate::example::with(""));
    let rows: String = (0..40).map(|at| format!("c{at},client,1,1,1,1,\u{1b}[31mred{}\n", at % 2)).collect();
    let answers = crate::program::put(&folder, "a.csv", &format!("case,informant,a,b,c,d,office\n{rows}"));
    let ran = crate::program::run(&["team", &measure, &answers, "--by", "office"]);
    assert!(ran.code == 0 && ran.stdout.contains("\\u{1b}[31mred"), "{} {}", ran.stdout, ran.stderr);
    assert!(!ran.stdout.contains('\u{1b}'), "{}", ran.stdout);
}
