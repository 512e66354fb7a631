//! Means and standard deviations of a team stand beside counts of bands: together they tell no hidden count. What could
//! be is gone through here apart from the program, value by value.

use proptest::prelude::*;
use typed_index_collections::TiVec;
use verbond::follow::{Case, Follower, LEAST, Occasion, SiteRules};
use verbond::instrument::{InformantIx, Instrument};

const MEASURE: &str = r#"verbond 1

instrument mood 1.0.0 {
  title   "Mood"
  licence "CC0-1.0"
  status  experimental
  informants { client "Client" }
  item now as whole 0 to 5 "How are things?"
  score mood "Mood" = 1 * now
  bands level of mood { low "Low" from 0  middle "Middle" from 2  high "High" from 4 }
}
"#;

/// Values of the score, two in each band.
const VALUES: [[u64; 2]; 3] = [[0, 1], [2, 3], [4, 5]];

/// What is shown of a team: how many are in each band and have none, all of them, the mean and the SD.
#[derive(Clone, Debug)]
struct Shown {
    cells: [Option<u64>; 4],
    total: Option<u64>,
    mean: Option<f64>,
    sd: Option<f64>,
}

fn shown(instrument: &Instrument, values: &[Option<u64>]) -> Shown {
    let case = |(at, value): (usize, &Option<u64>)| {
        let score = value.map_or(f64::NAN, |value| value as f64);
        let occasion = Occasion {
            name: "1".to_owned(),
            date: None,
            informant: InformantIx(0),
            earlier: None,
            scores: TiVec::from(vec![score]),
            bands: TiVec::from(vec![value.map(|value| (value / 2) as u16)]),
            alerts: TiVec::new(),
            answered: (1, 1),
            answers: TiVec::new(),
            skipped: vec![],
            words: vec![],
        };
        Case { occasions: vec![occasion], ..Case::new(format!("c{at}"), 0) }
    };
    let cases: Vec<Case> = values.iter().enumerate().map(case).collect();
    let report = Follower::new(instrument, None, &SiteRules::default()).team(&cases);
    let table = report.tables.iter().find(|table| table.categories.len() == 4).unwrap_or_else(|| panic!("bands are counted"));
    let (_, cells, total) = table.rows.last().unwrap_or_else(|| panic!("all are counted"));
    let score = report.scores.last().unwrap_or_else(|| panic!("there is a score"));
    let cells = <[Option<u64>; 4]>::try_from(cells.clone()).unwrap_or_else(|_| panic!("four cells"));
    Shown { cells, total: *total, mean: score.mean, sd: score.sd }
}

/// The step that figures of so many cases are rounded to: the least of 1, 2 and 5 times a power of ten that one case
/// cannot move a mean by more than.
fn step(cases: u64) -> f64 {
    let least = 5.0 / cases as f64;
    let steps = (-4..2).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10_f64.powi(power)));
    steps.into_iter().find(|step| *step >= least - 1e-9).unwrap_or(10.0)
}

impl Shown {
    /// Whether a count can be rounded to what is shown.
    fn is_rounded_to(count: u64, shown: Option<u64>) -> bool {
        shown.is_none_or(|shown| count >= LEAST && count.abs_diff(shown) <= 2)
    }

    /// Whether some cases in these bands, and without one, can give what is shown.
    fn can_be(&self, counts: [u64; 4]) -> bool {
        let cases: u64 = counts[..3].iter().sum();
        let are_counts = counts.iter().zip(self.cells).all(|(count, shown)| Self::is_rounded_to(*count, shown));
        if !are_counts || !Self::is_rounded_to(cases + counts[3], self.total) {
            return false;
        }
        let (Some(mean), half) = (self.mean, step(cases.max(1)) / 2.0 + 1e-9) else { return true };
        if cases < LEAST {
            return false;
        }
        let splits = (0..=counts[0])
            .flat_map(|low| (0..=counts[1]).flat_map(move |middle| (0..=counts[2]).map(move |high| [low, middle, high])));
        splits.into_iter().any(|split| {
            let each = |power: u32| -> f64 {
                let bands = VALUES.iter().zip(split).zip(&counts[..3]);
                bands
                    .map(|((values, first), all)| (values[0].pow(power) * first + values[1].pow(power) * (all - first)) as f64)
                    .sum()
            };
            let (n, sum, squares) = (cases as f64, each(1), each(2));
            let sd = ((squares - sum * sum / n).max(0.0) / (n - 1.0)).sqrt();
            (sum / n - mean).abs() <= half && self.sd.is_none_or(|shown| (sd - shown).abs() <= half)
        })
    }

    /// Whether a cell can be a number, whatever the others are.
    fn cell_can_be(&self, cell: usize, value: u64, most: u64) -> bool {
        let others: Vec<usize> = (0..4).filter(|at| *at != cell).collect();
        let choices =
            |at: usize| -> Vec<u64> { (0..=most).filter(|count| Self::is_rounded_to(*count, self.cells[at])).collect() };
        let [first, second, third] = [choices(others[0]), choices(others[1]), choices(others[2])];
        first.iter().any(|first| {
            second.iter().any(|second| {
                third.iter().any(|third| {
                    let mut counts = [0; 4];
                    counts[cell] = value;
                    [*first, *second, *third].into_iter().zip(&others).for_each(|(count, at)| counts[*at] = count);
                    self.can_be(counts)
                })
            })
        })
    }
}

fn counts_of(values: &[Option<u64>]) -> [u64; 4] {
    let mut counts = [0; 4];
    values.iter().for_each(|value| counts[value.map_or(3, |value| (value / 2) as usize)] += 1);
    counts
}

/// Fails where a hidden count is told: zero is told where it can be nothing else, a few where they cannot be as many as
/// are shown, and more where they can be neither one less nor one more.
fn check(instrument: &Instrument, values: &[Option<u64>]) -> Result<(), TestCaseError> {
    let (shown, counts) = (shown(instrument, values), counts_of(values));
    let most = values.len() as u64 + 4;
    prop_assert!(shown.can_be(counts), "the truth is possible: {shown:?} of {counts:?}");
    for (cell, truth) in counts.into_iter().enumerate().filter(|(cell, _)| shown.cells[*cell].is_none()) {
        let can_be = |value: u64| shown.cell_can_be(cell, value, most);
        let is_open = match truth {
            0 => can_be(1),
            1..LEAST => can_be(LEAST),
            _ => can_be(truth + 1) || can_be(truth - 1),
        };
        prop_assert!(is_open, "{truth} in cell {cell} is told by {shown:?} of {values:?}");
    }
    Ok(())
}

/// Teams with many at one end, or in one band, as they are, beside those that are spread.
fn teams() -> impl Strategy<Value = Vec<Option<u64>>> {
    let near = |middle: u64| prop_oneof![6 => Just(middle), 2 => middle.saturating_sub(1)..=(middle + 1).min(5), 1 => 0_u64..6];
    (0_u64..6, 5_usize..17).prop_flat_map(move |(middle, size)| {
        let value = prop_oneof![12 => near(middle).prop_map(Some), 1 => Just(None)];
        proptest::collection::vec(value, size)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_mean_beside_hidden_counts_does_not_tell_them(values in teams()) {
        check(&crate::example::checked(MEASURE).0.unwrap(), &values)?;
    }
}

/// All at one end: the mean alone said that the other bands are empty.
#[test]
fn teams_at_an_end_are_not_told() {
    let instrument = crate::example::checked(MEASURE).0.unwrap();
    for values in [vec![Some(0); 12], vec![Some(5); 20], [vec![Some(0); 10], vec![Some(2); 2]].concat(), vec![Some(3); 9]] {
        check(&instrument, &values).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// Few, with one or two in each band: figures that are each possible for every band, but not beside the sum.
#[test]
fn small_teams_are_not_told() {
    let instrument = crate::example::checked(MEASURE).0.unwrap();
    for values in [[2, 5, 5, 2, 2, 0], [2, 3, 5, 2, 3, 0], [0, 0, 0, 5, 5, 5]] {
        check(&instrument, &values.map(Some)).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// What is held back is not everything: a team that is spread shows both.
#[test]
fn teams_that_are_spread_show_their_mean() {
    let instrument = crate::example::checked(MEASURE).0.unwrap();
    // Means and squares: 0 to 5 add up to 15 and 55, so ten of each have 2.5 and sqrt((550 - 375) / 59) = 1.72; the step
    // is 5 / 60, so 0.1.
    let values: Vec<Option<u64>> = (0..60).map(|at| Some(at % 6)).collect();
    let shown = shown(&instrument, &values);
    assert_eq!((shown.mean, shown.sd), (Some(2.5), Some(1.7)));
}
