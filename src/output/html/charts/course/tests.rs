use proptest::prelude::*;

use super::*;

fn dated(days: &[i32]) -> Vec<Place> {
    let label =
        |day: &i32| Place { day: Some(*day), label: format!("{} Jun", day % 28 + 1), year: (2026 + day / 365).to_string() };
    days.iter().map(label).collect()
}

fn line(name: &str, values: &[f64]) -> Line {
    let values: Vec<Option<f64>> = values.iter().map(|value| (!value.is_nan()).then_some(*value)).collect();
    let written = values.last().copied().flatten().map_or(String::new(), |value| format!("{value:.1}"));
    Line { name: name.to_owned(), values, begins: 0, written, moved: None }
}

fn alliance(days: &[i32], lines: Vec<Line>) -> Course {
    let shade = |(from, to, label, tone): (f64, f64, &str, Tone)| Shade { from, to, label: label.to_owned(), tone };
    Course {
        range: (1.0, 5.0),
        places: dated(days),
        lines,
        shades: [(1.0, 2.75, "Needs attention", Tone::Low), (2.75, 4.0, "Working", Tone::Mid), (4.0, 5.0, "Strong", Tone::High)]
            .map(shade)
            .to_vec(),
        cuts: vec![Cut { at: 2.75, label: "cut-off 2.75".to_owned() }],
        decimal_sign: ".".to_owned(),
        ..Course::default()
    }
}

fn moved(line: Line, from: usize, is_up: bool) -> Line {
    let words = vec!["−2.6 since 2 Sep:".to_owned(), "more than chance".to_owned()];
    Line { moved: Some(Moved { from, is_up, words }), ..line }
}

/// No two labels overlap, all stay inside the drawing, and none is too small to read.
fn judged(course: &Course) -> Result<(), TestCaseError> {
    for width in [860.0, 580.0, 310.0] {
        let layout = course.laid_out(width, FIELD);
        let whole = Bounds { left: 0.0, top: 0.0, right: layout.size.0, bottom: layout.size.1 };
        for (at, label) in layout.labels.iter().enumerate() {
            let bounds = label.bounds();
            let is_inside = bounds.left >= whole.left
                && bounds.right <= whole.right
                && bounds.top >= whole.top
                && bounds.bottom <= whole.bottom;
            prop_assert!(is_inside, "{width}: {label:?} leaves {whole:?}");
            prop_assert!(label.size >= 12.0, "{label:?}");
            for other in &layout.labels[at + 1..] {
                prop_assert!(!bounds.overlaps(&other.bounds()), "{width}: {label:?} and {other:?}");
            }
        }
        let field = &layout.field;
        prop_assert!(field.right - field.left >= width * 0.45, "{width}: the field is {field:?}");
        prop_assert!(layout.xs.iter().all(|x| *x > field.left && *x < field.right) && layout.xs.is_sorted());
    }
    Ok(())
}

/// The specimens of the design: where a drawing is most likely to go wrong.
#[test]
fn charts_hold_at_their_limits() -> Result<(), TestCaseError> {
    let nan = f64::NAN;
    let (three, four) = ([0, 28, 56], [0, 28, 56, 91]);
    let pair = |client: &[f64], worker: &[f64]| vec![line("Client", client), line("Officer", worker)];
    let specimens = [
        ("one measurement", alliance(&[0], pair(&[2.2], &[3.4]))),
        ("one informant only", alliance(&three, vec![line("Client", &[2.4, 2.9, 3.3])])),
        ("both at the top, equal", alliance(&three, pair(&[4.0, 4.5, 5.0], &[4.2, 4.6, 5.0]))),
        ("both at the bottom, equal", alliance(&three, pair(&[2.0, 1.5, 1.0], &[2.2, 1.4, 1.0]))),
        ("equal in the middle", alliance(&three, pair(&[3.0, 3.2, 3.4], &[3.6, 3.5, 3.4]))),
        ("missing at the end", alliance(&three, pair(&[3.0, 3.4, nan], &[3.0, 3.2, 3.4]))),
        ("nobody at the end", alliance(&three, pair(&[3.0, 3.4, nan], &[3.0, 3.2, nan]))),
        (
            "client over officer, risen",
            alliance(&four, vec![moved(line("Client", &[2.0, 2.4, 2.6, 3.9]), 2, true), line("Officer", &[3.0, 3.0, 3.0, 3.2])]),
        ),
        (
            "fallen to the bottom",
            alliance(&four, vec![moved(line("Client", &[3.0, 3.4, 3.8, 1.2]), 2, false), line("Officer", &[3.0, 3.2, 3.4, 3.5])]),
        ),
    ];
    // A label at the right edge, of which the computed end lay a rounding beyond it.
    let mut at_the_edge = Course { shades: vec![], cuts: vec![], ..alliance(&three, pair(&[3.0, 3.2, 3.4], &[3.6, 3.5, 3.4])) };
    at_the_edge.places[2].label = "اتاااتت تااا".to_owned();
    judged(&at_the_edge)?;
    for (name, course) in &specimens {
        judged(course).map_err(|error| TestCaseError::fail(format!("{name}: {error}")))?;
    }
    Ok(())
}

/// A month is four times as wide as a week, however many occasions there are.
#[test]
fn time_is_to_scale() {
    let xs = alliance(&[0, 7, 35, 63], vec![]).laid_out(860.0, FIELD).xs;
    let steps: Vec<f64> = xs.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!((steps[1] / steps[0] - 4.0).abs() < 1e-9 && (steps[1] - steps[2]).abs() < 1e-9, "{steps:?}");
    // Without a day for each they stand at equal distances.
    let mut undated = alliance(&[0, 7, 35], vec![]);
    undated.places[1].day = None;
    let xs = undated.laid_out(860.0, FIELD).xs;
    assert!((xs[1] - xs[0] - (xs[2] - xs[1])).abs() < 1e-9, "{xs:?}");
    // Of two years each is told once.
    let years = alliance(&[0, 100, 400, 500], vec![]).laid_out(860.0, FIELD).labels;
    assert_eq!(years.iter().filter(|label| label.text == "2026").count(), 1);
    assert_eq!(years.iter().filter(|label| label.text == "2027").count(), 1);
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z]{1,14}( [a-z]{1,12}){0,2}", "[ابتثجحخ]{2,9}( [ابتثج]{2,9})?", "[漢字仮名]{1,6}"]
}

proptest! {
    /// Whatever the measure, the values and the words are.
    #[test]
    fn no_two_labels_overlap(
        bounds in proptest::collection::btree_set(1..59_i32, 0..6),
        names in proptest::collection::vec(word(), 7),
        who in proptest::collection::vec(word(), 3),
        gaps in proptest::collection::vec(0..80_i32, 1..30),
        values in proptest::collection::vec(proptest::collection::vec(proptest::option::weighted(0.8, 0..=60_i32), 30), 1..4),
        is_dated in any::<bool>(),
        versions in proptest::collection::btree_set(1..30_usize, 0..3),
        is_moved in any::<[bool; 3]>(),
    ) {
        let mut day = 20_000;
        let places: Vec<Place> = gaps.iter().enumerate().map(|(at, gap)| {
            day += gap;
            Place {
                day: is_dated.then_some(day),
                label: if is_dated { format!("{} Sept", day % 28 + 1) } else { names[at % 7].clone() },
                year: if is_dated { (1970 + day / 365).to_string() } else { String::new() },
            }
        }).collect();
        let lines = values.iter().zip(&who).enumerate().map(|(at, (values, name))| {
            let values: Vec<Option<f64>> = values[..places.len()].iter().map(|value| value.map(f64::from)).collect();
            let words = vec!["−12.5 since 17 September:".to_owned(), names[at].clone()];
            let moved = (is_moved[at] && places.len() > 1).then_some(Moved { from: 0, is_up: at == 1, words });
            Line { name: name.clone(), written: "12.5".to_owned(), values, begins: 0, moved }
        });
        let edges: Vec<f64> = std::iter::once(0.0).chain(bounds.iter().map(|bound| f64::from(*bound))).chain([60.0]).collect();
        let shades = edges.windows(2).zip(&names).map(|(pair, name)| {
            Shade { from: pair[0], to: pair[1], label: name.clone(), tone: Tone::Mid }
        });
        let course = Course {
            range: (0.0, 60.0),
            lines: lines.collect(),
            shades: if bounds.is_empty() { vec![] } else { shades.collect() },
            cuts: bounds.iter().take(2).map(|bound| Cut { at: f64::from(*bound), label: format!("cut-off {bound}") }).collect(),
            versions: versions.iter().filter(|at| **at < places.len()).map(|at| (*at, format!("version 0.{at}.0"))).collect(),
            decimal_sign: ",".to_owned(),
            places,
            ..Course::default()
        };
        judged(&course)?;
    }

    /// Both ends of the range have a line, and lines are far enough apart for their numbers.
    #[test]
    fn ticks_are_apart(low in -100..100_i32, width in 1..1000_i32, parts in 1..20_i32) {
        let (low, high) = (f64::from(low) / f64::from(parts), f64::from(low + width) / f64::from(parts));
        let ticks = super::value_ticks((low, high), 232.0);
        prop_assert_eq!((ticks[0], ticks[ticks.len() - 1]), (low, high));
        for pair in ticks.windows(2) {
            prop_assert!((pair[1] - pair[0]) / (high - low) * 232.0 > 17.0, "{ticks:?}");
        }
    }
}
