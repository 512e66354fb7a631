//! Keys in which much is shared or stands deep: nothing is written or looked at once for each time that it is named.

use std::collections::HashMap;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use verbond::Instrument;
use verbond::check::{VersionStep, difference, scores_beside};
use verbond::exchange::{FhirPath, SqlDialect, SqlOptions, sql};
use verbond::instrument::{Given, ScoreIx};
use verbond::score::Plan;

use crate::example::checked;
use crate::program::{command, folder, put, ran};
use crate::ranges::answers;

fn sound(text: &str) -> Instrument {
    let (instrument, diagnostics, _) = checked(text);
    instrument.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

fn measure(version: &str, rest: &str) -> String {
    format!(
        "verbond 1\ninstrument shared {version} {{\n  title \"Shared\"\n  licence \"CC0-1.0\"\n  status experimental\n  informants {{ self \"Self\" }}\n\
         scale s {{ 0 \"No\" 1 \"Partly\" 2 \"Yes\" }}\n  items on s {{ a \"A\" b \"B\" c \"C\" }}\n{rest}\n}}\n"
    )
}

/// Scores of which each uses the one before twice: written out they would have as many parts as there are atoms in the
/// world.
fn doubled(version: &str, count: usize) -> String {
    let rest: String = (1..count).map(|at| format!("  score s{at} \"S\" = (s{} + s{}) / 2\n", at - 1, at - 1)).collect();
    measure(version, &format!("  score s0 \"S\" = sum of a, b, c needs all\n{rest}"))
}

fn sqlite(instrument: &Instrument) -> String {
    let options = SqlOptions { dialect: SqlDialect::Sqlite, table: "answers".to_owned(), view: None, norms: None };
    String::from_utf8_lossy(&sql(instrument, &options).unwrap_or_else(|error| panic!("{error}")).bytes).into_owned()
}

#[test]
fn scores_that_share_scores_are_looked_at_once() {
    let (before, after) = (sound(&doubled("1.0.0", 1_000)), sound(&doubled("1.1.0", 1_000)));
    let found = difference(&before, &after);
    assert!(found.scores.len() == 1_000 && found.scores.iter().all(|score| score.comparable));
    let half = sqlite(&sound(&doubled("1.0.0", 500))).len();
    let whole = sqlite(&before).len();
    assert!(whole < 3 * half, "twice the scores are {whole} letters, and were {half}");
    let fhirpath = FhirPath::of(&before);
    assert!(fhirpath.score(ScoreIx(4)).is_some(), "a short one is written");
    assert_eq!(fhirpath.score(ScoreIx(999)), None, "one beyond all reason is not");
}

/// A key that begins otherwise far below differs, however it is shared.
#[test]
fn a_difference_far_below_is_found() {
    let other = doubled("1.1.0", 1_000).replace("sum of a, b, c needs all", "sum of a, b, c needs any, prorated");
    let found = difference(&sound(&doubled("1.0.0", 1_000)), &sound(&other));
    assert!(found.scores.iter().all(|score| !score.comparable));
}

const TWO_GROUPS: &str = "  score x \"X\" = if group = alpha then a else 0 - a\n  score y \"Y\" = sum of b, c needs all";

fn groups(version: &str, words: &str, rest: &str) -> Instrument {
    sound(&measure(version, &format!("  known {{ group one of {words} }}\n{rest}")))
}

/// What a word means is the word, not the place where it stands in its list.
#[test]
fn opposite_keys_never_compare_and_reordered_words_always_do() {
    let before = groups("1.0.0", "alpha, beta", TWO_GROUPS);
    let turned = groups("1.0.1", "beta, alpha", &TWO_GROUPS.replace("= alpha", "= beta"));
    let found = difference(&before, &turned);
    assert_eq!(found.scores.iter().map(|score| score.comparable).collect::<Vec<_>>(), [false, true]);
    assert_eq!(found.calls_for, VersionStep::Major);
    assert_eq!(scores_beside(&before, &turned), [None, Some(ScoreIx(1))], "values of both are not set beside each other");
    let reordered = difference(&before, &groups("1.0.1", "beta, alpha", TWO_GROUPS));
    assert!(reordered.scores.iter().all(|score| score.comparable), "{reordered:?}");
    let changes: Vec<&str> = reordered.changes.iter().map(|change| change.what).collect();
    assert_eq!(
        (changes, reordered.calls_for),
        (vec!["in another order"], VersionStep::Patch),
        "whoever fills it in reads them so"
    );
}

#[test]
fn the_same_key_in_other_words_is_the_same() {
    let named = "  score half \"H\" = sum of a, b needs all\n  score y \"Y\" = half * 2 + answer to c";
    let written = "  score y \"Y\" = (sum of b, a needs all) * 2 + c";
    let beside = scores_beside(&sound(&measure("1.0.0", named)), &sound(&measure("1.1.0", written)));
    assert_eq!(
        beside,
        [Some(ScoreIx(1))],
        "a name for a part, the order of a set, and an answer that is not turned change nothing"
    );
    for other in
        ["(sum of b, c needs all) * 2 + c", "(sum of b, a needs any, prorated) * 2 + c", "(sum of b, a needs all) * 2 + b"]
    {
        let other = sound(&measure("1.1.0", &format!("  score y \"Y\" = {other}\n  score z \"Z\" = sum of a, b, c needs all")));
        assert_eq!(scores_beside(&sound(&measure("1.0.0", named)), &other)[0], None);
    }
}

/// Whether an item is asked decides what counts, so a score of it is another one where that changes.
#[test]
fn a_score_of_an_item_that_is_asked_otherwise_is_another() {
    let with = |when: &str| {
        format!("  item d on s asked when a >= {when}, otherwise 0 \"D\"\n  score y \"Y\" = sum of a, b, c, d needs all")
    };
    let (before, after) = (sound(&measure("1.0.0", &with("1"))), sound(&measure("1.1.0", &with("2"))));
    assert_eq!(scores_beside(&before, &after), [None]);
    assert_eq!(scores_beside(&before, &sound(&measure("1.1.0", &with("1")))), [Some(ScoreIx(0))]);
}

/// A client that did not change has no change, whatever the versions are called.
#[test]
fn a_case_across_opposite_keys_has_no_change() {
    let folder = folder();
    let text = |version: &str, words: &str, key: &str| measure(version, &format!("  known {{ group one of {words} }}\n{key}"));
    std::fs::create_dir(folder.path().join("instruments")).unwrap_or_else(|error| panic!("{error}"));
    put(&folder, "instruments/1.0.0.instrument", &text("1.0.0", "alpha, beta", TWO_GROUPS));
    put(&folder, "instruments/1.0.1.instrument", &text("1.0.1", "beta, alpha", &TWO_GROUPS.replace("= alpha", "= beta")));
    let head = "case,occasion,group,a,b,c\n";
    put(&folder, "before.csv", &format!("{head}c1,1,alpha,2,1,1\n"));
    put(&folder, "after.csv", &format!("{head}c1,2,alpha,2,1,1\n"));
    let follow = ["follow", "shared", "after.csv", "--earlier", "shared@1.0.0=before.csv", "--format", "json"];
    let ran = ran(command().args(follow).current_dir(folder.path()).output().unwrap_or_else(|error| panic!("{error}")));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("c1") && !ran.stdout.contains("-4"), "{}", ran.stdout);
}

/// SQLite, which gives up where brackets stand deep, computes what the engine computes.
#[test]
fn chains_of_conditions_are_computed_by_sqlite() {
    for path in ["tests/data/chains.instrument", "tests/data/reserved.instrument"] {
        let instrument = sound(&std::fs::read_to_string(path).unwrap_or_default());
        let bytes: Vec<u8> = (0..250_u8).map(|byte| byte.wrapping_mul(37) ^ (byte >> 3)).collect();
        let table = answers(&instrument, 300, &bytes);
        let found = in_sqlite(&instrument, &table);
        let scored = Plan::new(&instrument).score(table);
        for (at, score) in instrument.scores.iter().enumerate() {
            for (row, value) in scored.scores[ScoreIx(at)].iter().enumerate() {
                let there = found[row][&score.name];
                let same = value.is_nan() && there.is_none() || there.is_some_and(|there| (there - value).abs() < 1e-9);
                assert!(same, "{path}, row {row}, {}: {value} here, {there:?} in SQLite", score.name);
            }
        }
    }
}

/// Every score of every row, as SQLite computes it.
fn in_sqlite(instrument: &Instrument, table: &verbond::responses::ResponseTable) -> Vec<HashMap<String, Option<f64>>> {
    let base = Connection::open_in_memory().unwrap_or_else(|error| panic!("{error}"));
    let known = instrument.known.iter().map(|known| &known.name);
    let names: Vec<&String> = instrument.items.iter().map(|item| &item.name).chain(known).collect();
    let columns: Vec<String> = names.iter().map(|name| format!("\"{name}\" text")).collect();
    let create = format!("create table answers (\"case\" text, occasion text, informant text, {})", columns.join(", "));
    base.execute(&create, []).unwrap_or_else(|error| panic!("{error}"));
    for row in 0..table.rows {
        let items = instrument.items.iter().zip(&table.items).map(|(item, column)| {
            let value = column.values[row];
            let given = if value.is_nan() { Given::Missing } else { Given::Value(value) };
            instrument.domain_of(item).write(given).unwrap_or_else(|| panic!("{value} of {}", item.name))
        });
        let known = instrument.known.iter().zip(&table.known).map(|(known, column)| known.kind.in_words(column[row]));
        let cells: Vec<String> = items.chain(known).map(|cell| format!("'{cell}'")).collect();
        let insert = format!("insert into answers values ('{row}', '1', '', {})", cells.join(", "));
        base.execute(&insert, []).unwrap_or_else(|error| panic!("{error}"));
    }
    let mut statement =
        base.prepare(sqlite(instrument).trim_end().trim_end_matches(';')).unwrap_or_else(|error| panic!("{error}"));
    let scores: Vec<String> = instrument.scores.iter().map(|score| score.name.clone()).collect();
    let rows = statement.query_map([], |row| {
        let of = |name: &String| {
            Ok((
                name.clone(),
                match row.get_ref(name.as_str())? {
                    ValueRef::Real(value) => Some(value),
                    ValueRef::Integer(value) => Some(value as f64),
                    _ => None,
                },
            ))
        };
        scores.iter().map(of).collect()
    });
    rows.and_then(Iterator::collect).unwrap_or_else(|error| panic!("{error}"))
}
