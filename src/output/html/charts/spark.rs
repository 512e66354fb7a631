use maud::{Markup, html};

use super::{rounded, side};

const WIDTH: f64 = 180.0;
const HEIGHT: f64 = 56.0;
const EDGE: f64 = 8.0;

/// A score over time as small as a word: its whole range, a line a side, and the last values as marks.
pub fn spark((low, high): (f64, f64), lines: &[(usize, Vec<Option<f64>>)], told: &str) -> Markup {
    let width = if high > low { high - low } else { 1.0 };
    let y = |value: f64| rounded(HEIGHT - EDGE - (value - low) / width * (HEIGHT - 2.0 * EDGE));
    let count = lines.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
    let x = |at: usize| {
        if count < 2 { WIDTH / 2.0 } else { rounded(EDGE + at as f64 / (count - 1) as f64 * (WIDTH - 2.0 * EDGE)) }
    };
    let points = |values: &[Option<f64>]| -> Vec<(f64, f64)> {
        values.iter().enumerate().filter_map(|(at, value)| Some((x(at), y((*value)?)))).collect()
    };
    let path = |points: &[(f64, f64)]| points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
    html! {
        svg.spark viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(told) {
            @for (at, values) in lines.iter().rev() {
                @let points = points(values);
                @if points.len() > 1 { polyline class=(format!("l-{}", side(*at))) points=(path(&points)) {} }
                @if let Some((x, y)) = points.last() {
                    @match at {
                        0 => circle.m-client cx=(x) cy=(y) r="5" {},
                        1 => rect.m-worker x=(x - 5.5) y=(y - 5.5) width="11" height="11" {},
                        _ => path.m-other d=(format!("M{x} {}l6 6-6 6-6-6z", y - 6.0)) {},
                    }
                }
            }
        }
    }
}
