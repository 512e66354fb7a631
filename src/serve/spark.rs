use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::phrases::Phrases;
use crate::store::{Course, CourseLine};

/// Width and height of the drawing, and the room that its marks need at each edge.
const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 48.0;
const EDGE: f64 = 7.0;

/// The course of a score as small as a word: who answered first is a solid line that ends in a circle, the second a
/// dashed one that ends in a square. `low` is where the lowest band ends, whose ground is coloured.
pub(super) fn spark(case: &str, course: &Course, low: Option<f64>, called: &dyn Fn(&str) -> String, phrases: &Phrases) -> Markup {
    let occasions = &course.occasions;
    let (least, most) = course.range;
    let x = |at: usize| match occasions.len() {
        0 | 1 => WIDTH / 2.0,
        all => EDGE + (WIDTH - 2.0 * EDGE) * at as f64 / (all - 1) as f64,
    };
    let y = |value: f64| HEIGHT - EDGE - (HEIGHT - 2.0 * EDGE) * (value - least) / (most - least).max(f64::EPSILON);
    let told = [("case", case.into()), ("values", in_words(course, called, phrases).into())];
    // Whoever answered second is drawn first, so that the first lies above.
    let drawn = course.lines.iter().enumerate().rev();
    html! {
        svg.spark viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(phrases.with("course-of", told)) {
            @if let Some(low) = low.filter(|low| (least..=most).contains(low)) {
                rect.b-low x="0" y=(rounded(y(low))) width=(WIDTH) height=(rounded(HEIGHT - y(low))) {}
                path.grid d=(format!("M0 {}H{WIDTH}", rounded(y(low)))) {}
            }
            @for (at, line) in drawn {
                @let kind = ["client", "worker", "third"][at.min(2)];
                @for stretch in stretches(line, occasions) {
                    @let points: Vec<String> = stretch.iter().map(|(at, value)| format!("{},{}", rounded(x(*at)), rounded(y(*value)))).collect();
                    @if points.len() > 1 { polyline class=(format!("l-{kind}")) points=(points.join(" ")) {} }
                }
                @if let Some((at, value)) = stretches(line, occasions).last().and_then(|stretch| stretch.last().copied()) {
                    @if kind == "client" {
                        circle.m-client cx=(rounded(x(at))) cy=(rounded(y(value))) r="4.8" {}
                    } @else {
                        rect class=(format!("m-{kind}")) x=(rounded(x(at) - 4.5)) y=(rounded(y(value) - 4.5)) width="9" height="9" {}
                    }
                }
            }
        }
    }
}

/// The values of a line with their places, parted where one is missing.
fn stretches(line: &CourseLine, occasions: &[String]) -> Vec<Vec<(usize, f64)>> {
    let values: BTreeMap<&str, f64> =
        line.values.iter().filter_map(|(occasion, value)| Some((occasion.as_str(), (*value)?))).collect();
    let mut stretches: Vec<Vec<(usize, f64)>> = vec![vec![]];
    for (at, occasion) in occasions.iter().enumerate() {
        match (values.get(occasion.as_str()), stretches.last_mut()) {
            (Some(value), Some(last)) => last.push((at, *value)),
            (None, Some(last)) if !last.is_empty() => stretches.push(vec![]),
            _ => {}
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

fn in_words(course: &Course, called: &dyn Fn(&str) -> String, phrases: &Phrases) -> String {
    let line = |line: &CourseLine| {
        let value = |(_, value): &(String, Option<f64>)| {
            value.map_or_else(|| phrases.say("missing"), |value| phrases.short_number(value))
        };
        let values: Vec<String> = line.values.iter().map(value).collect();
        format!("{} {}", called(&line.informant), values.join("; "))
    };
    course.lines.iter().map(line).collect::<Vec<_>>().join(". ")
}

/// A tenth is as fine as a screen shows.
fn rounded(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever is missing, everything that is drawn lies in the drawing, and each value is in it once.
        #[test]
        fn all_of_a_course_is_drawn_and_inside(values in proptest::collection::vec(proptest::collection::vec(proptest::option::of(1.0..5.0_f64), 0..12), 1..3)) {
            let lines = values.iter().enumerate().map(|(who, values)| CourseLine {
                informant: who.to_string(),
                values: values.iter().enumerate().map(|(at, value)| ((at + 1).to_string(), *value)).collect(),
                band: None,
                since_last: None,
            });
            let most = values.iter().map(Vec::len).max().unwrap_or(0);
            let all: Vec<String> = (1..=most).map(|occasion| occasion.to_string()).collect();
            let (measure, label, occasions) = ("m@1.0.0".to_owned(), "M".to_owned(), all.clone());
            let course = Course { measure, label, range: (1.0, 5.0), occasions, lines: lines.collect() };
            for line in &course.lines {
                let drawn: Vec<f64> = stretches(line, &all).concat().iter().map(|(_, value)| *value).collect();
                let given: Vec<f64> = line.values.iter().filter_map(|(_, value)| *value).collect();
                prop_assert_eq!(drawn, given);
            }
            let shown = spark("c-1", &course, Some(2.5), &str::to_owned, &Phrases::english()).into_string();
            for point in shown.split("points=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' ')) {
                let (x, y) = point.split_once(',').unwrap();
                let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
                prop_assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y));
            }
        }
    }
}
