use maud::{Markup, html};

use super::{rounded, side};

const WIDTH: f64 = 288.0;
const EDGE: f64 = 14.0;
/// From one lane to the next.
const LANE: f64 = 18.0;
/// Numbers under the lanes, at the most; of more only the ends and the middle.
const NUMBERS: f64 = 10.0;
/// Room under the feet of the numbers, in px: letters of 13 px take up to 0.4 of that in fonts of any script.
const TAIL: f64 = 6.0;

/// The answers to a question, a lane for each side so that nothing covers anything: hollow is the last time, filled is
/// now, an arrow says whereto. Answers run as the text does. Without `number` the lines that answers stand at have none
/// under them.
pub fn lane(
    (low, high): (f64, f64),
    sides: &[(usize, Option<f64>, Option<f64>)],
    told: &str,
    number: Option<&dyn Fn(f64) -> String>,
    is_right_to_left: bool,
) -> Markup {
    let width = if high > low { high - low } else { 1.0 };
    let place = |value: f64| {
        let along = EDGE + (value - low) / width * (WIDTH - 2.0 * EDGE);
        rounded(if is_right_to_left { WIDTH - along } else { along })
    };
    let is_counted = low.fract() == 0.0 && high.fract() == 0.0 && width <= NUMBERS;
    let ticks: Vec<f64> =
        if is_counted { (0..=width as usize).map(|at| low + at as f64).collect() } else { vec![low, (low + high) / 2.0, high] };
    let foot = LANE * sides.len() as f64 + 2.0;
    html! {
        svg.lane viewBox=(format!("0 0 {WIDTH} {}", foot + number.map_or(2.0, |_| 14.0 + TAIL))) role="img" aria-label=(told) {
            @for tick in &ticks {
                path.grid d=(format!("M{} 2V{foot}", place(*tick))) {}
                @if let Some(number) = number { text.t-quiet x=(place(*tick)) y=(foot + 14.0) text-anchor="middle" { (number(*tick)) } }
            }
            @for (row, (at, now, before)) in sides.iter().enumerate() {
                @let y = 11.0 + LANE * row as f64;
                path.edge d=(format!("M{} {y}H{}", place(low), place(high))) {}
                @if let Some((x, was)) = now.zip(*before).map(|(now, before)| (place(now), place(before))).filter(|(x, was)| (x - was).abs() > 14.0) {
                    @let step = if x > was { 1.0 } else { -1.0 };
                    @let (from, to) = (was + 7.0 * step, x - 12.0 * step);
                    path class=(format!("moved moved-{}", side(*at))) d=(format!("M{} {y}H{}m{} -5l{} 5 {} 5", rounded(from), rounded(to), -6.0 * step, 6.0 * step, -6.0 * step)) {}
                }
                @if let Some(before) = before { circle class=(format!("m-was was-{}", side(*at))) cx=(place(*before)) cy=(y) r="5.5" {} }
                @if let Some(now) = now {
                    @match at {
                        0 => circle.m-client cx=(place(*now)) cy=(y) r="8" {},
                        1 => rect.m-worker x=(place(*now) - 7.0) y=(y - 7.0) width="14" height="14" {},
                        _ => path.m-other d=(format!("M{} {}l8 8-8 8-8-8z", place(*now), y - 8.0)) {},
                    }
                }
            }
        }
    }
}
