use maud::{Markup, html};

use crate::follow::{Thread, VersionChange};
use crate::instrument::{Bands, Instrument};
use crate::phrases::Phrases;

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 180.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 10.0;
const FOOT: f64 = 22.0;

/// A score of a case over its occasions: a line for each informant, told apart by its stroke and its marks and not by
/// colour alone, over the bands of the score. A value that is missing breaks the line and is marked; a line from top to
/// bottom says where the version of the measure changes.
pub(super) fn course(
    (instrument, phrases): (&Instrument, &Phrases),
    (threads, occasions): (&[&Thread], &[String]),
    bands: Option<&Bands>,
    versions: &[VersionChange],
) -> Markup {
    let Some(first) = threads.first() else { return html! {} };
    let plot = Plot { range: first.range, occasions: occasions.len() };
    let lines = threads.iter().map(|thread| in_words(instrument, thread, phrases));
    let words: Vec<String> = lines.chain(versions.iter().map(|change| change.words(phrases))).collect();
    let words = words.join(". ");
    html! {
        svg.course viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(format!("{}: {words}", first.label)) {
            title { (first.label) }
            desc { (words) }
            @if let Some((bands, stretches)) = bands.and_then(|bands| Some((bands, bands.stretches()?))) {
                @for (at, (band, from)) in bands.bands.iter().zip(&stretches.from).enumerate() {
                    @let top = plot.y(stretches.from.get(at + 1).copied().unwrap_or(plot.range.1));
                    @let height = plot.y(*from) - top;
                    rect class=(format!("band band-{}", at % 2)) x=(LEFT) y=(rounded(top)) width=(WIDTH - LEFT - RIGHT) height=(rounded(height.max(0.0))) {}
                    text.quiet x=(WIDTH - RIGHT - 4.0) y=(rounded(top + 11.0)) text-anchor="end" { (band.label) }
                }
            }
            @for value in [plot.range.0, plot.range.1] {
                line.axis x1=(LEFT) x2=(WIDTH - RIGHT) y1=(rounded(plot.y(value))) y2=(rounded(plot.y(value))) {}
                text x=(LEFT - 5.0) y=(rounded(plot.y(value) + 4.0)) text-anchor="end" { (phrases.short_number(value)) }
            }
            @for (at, occasion) in occasions.iter().enumerate() {
                text x=(rounded(plot.x(at))) y=(HEIGHT - 6.0) text-anchor="middle" { (occasion) }
            }
            @for version in versions {
                @let at = occasions.iter().position(|there| *there == version.occasion).unwrap_or(0);
                @let x = rounded(plot.x(at) - plot.step() / 2.0);
                line.version x1=(x) x2=(x) y1=(TOP) y2=(HEIGHT - FOOT) {}
                text.quiet x=(x + 3.0) y=(HEIGHT - FOOT - 14.0) { (version.to) }
            }
            @for (which, thread) in threads.iter().enumerate() {
                (line(&plot, which, thread, occasions))
            }
        }
    }
}

struct Plot {
    range: (f64, f64),
    occasions: usize,
}

impl Plot {
    /// From an occasion to the next.
    fn step(&self) -> f64 {
        (WIDTH - LEFT - RIGHT - 28.0) / (self.occasions.max(2) - 1) as f64
    }

    fn x(&self, at: usize) -> f64 {
        LEFT + 14.0 + at as f64 * self.step()
    }

    fn y(&self, value: f64) -> f64 {
        let width = if self.range.1 > self.range.0 { self.range.1 - self.range.0 } else { 1.0 };
        TOP + (self.range.1 - value) / width * (HEIGHT - TOP - FOOT)
    }
}

fn line(plot: &Plot, which: usize, thread: &Thread, occasions: &[String]) -> Markup {
    let place = |occasion: &String| occasions.iter().position(|there| there == occasion).unwrap_or(0);
    let points: Vec<(f64, Option<f64>)> =
        thread.values.iter().map(|(occasion, value)| (plot.x(place(occasion)), value.map(|value| plot.y(value)))).collect();
    let pieces = points.split(|(_, y)| y.is_none()).filter(|piece| piece.len() > 1);
    let path = |piece: &[(f64, Option<f64>)]| {
        piece.iter().filter_map(|(x, y)| Some(format!("{},{}", rounded(*x), rounded((*y)?)))).collect::<Vec<_>>().join(" ")
    };
    let class = format!("line line-{}", which % 3);
    html! {
        @for piece in pieces { polyline class=(class) points=(path(piece)) {} }
        @for (x, y) in &points {
            @match y {
                Some(y) if which == 0 => circle class=(format!("mark mark-{which}")) cx=(rounded(*x)) cy=(rounded(*y)) r="4" {},
                Some(y) => rect class=(format!("mark mark-{}", which % 3)) x=(rounded(x - 4.0)) y=(rounded(y - 4.0)) width="8" height="8" {},
                None => text.quiet x=(rounded(*x)) y=(HEIGHT - FOOT - 2.0) text-anchor="middle" { "×" },
            }
        }
    }
}

/// What the line shows, for whoever hears it.
fn in_words(instrument: &Instrument, thread: &Thread, phrases: &Phrases) -> String {
    let missing = phrases.say("missing");
    let value = |(occasion, value): &(String, Option<f64>)| match value {
        Some(value) => format!("{occasion}: {}", phrases.number(*value)),
        None => format!("{occasion}: {missing}"),
    };
    let values = thread.values.iter().map(value).collect::<Vec<_>>().join("; ");
    phrases.with("by-occasion", [("who", instrument.called(&thread.informant).into()), ("values", values.into())])
}

/// Fine enough for a drawing.
fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
