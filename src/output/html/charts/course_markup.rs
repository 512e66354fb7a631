use maud::{Markup, html};

use super::course::{Course, FIELD, Layout, Line, Tone};
use super::course_axes::version_x;
use super::{rounded, side};

/// Widths at which a course is drawn, and the class by which the style sheet shows the one that fits: scaling one
/// drawing would make its letters too small to read.
const WIDTHS: [(f64, &str); 3] = [(860.0, "wide"), (580.0, "medium"), (310.0, "narrow")];

/// A course at three widths. The id begins the ids of the page that it needs, and is given to no other drawing there.
pub fn course(course: &Course, id: &str) -> Markup {
    html! { @for (width, class) in WIDTHS { (drawn(course, (width, FIELD), &format!("{id}-{class}"), class)) } }
}

/// A course in one of two columns, or alone on a narrow screen.
pub fn course_in_half(course: &Course, id: &str) -> Markup {
    html! { @for (width, class) in [(500.0, "wide"), (310.0, "narrow")] { (drawn(course, (width, 150.0), &format!("{id}-{class}"), class)) } }
}

/// A course at the width of a sheet of paper, less tall.
pub fn course_on_paper(course: &Course, id: &str) -> Markup {
    drawn(course, (680.0, 138.0), id, "on-paper")
}

fn drawn(course: &Course, (width, field): (f64, f64), id: &str, class: &str) -> Markup {
    Drawing { course, layout: course.laid_out(width, field), id }.markup(class)
}

struct Drawing<'a> {
    course: &'a Course,
    layout: Layout,
    id: &'a str,
}

impl Drawing<'_> {
    fn markup(&self, class: &str) -> Markup {
        let Self { course, layout, id } = self;
        let (width, height) = layout.size;
        html! {
            svg class=(class) viewBox=(format!("0 0 {} {}", rounded(width), rounded(height))) role="img" aria-labelledby=(format!("{id}-t {id}-d")) {
                title id=(format!("{id}-t")) { (course.title) }
                desc id=(format!("{id}-d")) { (course.description) }
                defs {
                    pattern id=(format!("{id}-h")) width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                        path.hatch d="M0 0V12" {}
                    }
                }
                (self.shades())
                @for tick in &layout.ticks { path.grid d=(self.across(*tick)) {} }
                @for cut in &course.cuts { path.cut d=(self.across(cut.at)) {} }
                (self.edges())
                @for (at, _) in &course.versions {
                    path.version d=(format!("M{} {}V{}", rounded(version_x(&layout.xs, *at)), rounded(layout.field.top), rounded(layout.field.bottom))) {}
                }
                @for (at, line) in course.lines.iter().enumerate().rev() { (self.line(at, line)) }
                @for (at, line) in course.lines.iter().enumerate().rev() { (self.marks(at, line)) }
                @for label in &layout.labels {
                    (label.markup(course.is_right_to_left))
                }
                @for line in &course.lines { (self.moved(line)) }
            }
        }
    }

    fn across(&self, value: f64) -> String {
        let field = &self.layout.field;
        format!("M{} {}H{}", rounded(field.left), rounded(self.layout.y(value)), rounded(field.right))
    }

    fn shades(&self) -> Markup {
        let field = &self.layout.field;
        html! {
            @for shade in &self.course.shades {
                @let (top, bottom) = (rounded(self.layout.y(shade.to)), rounded(self.layout.y(shade.from)));
                @let class = match shade.tone { Tone::Low => "b-low", Tone::Mid => "b-mid", Tone::High => "b-high" };
                rect class=(class) x=(rounded(field.left)) y=(top) width=(rounded(field.right - field.left)) height=(rounded(bottom - top)) {}
                @if shade.tone == Tone::Low {
                    rect x=(rounded(field.left)) y=(top) width=(rounded(field.right - field.left)) height=(rounded(bottom - top)) fill=(format!("url(#{}-h)", self.id)) {}
                }
            }
        }
    }

    /// Ticks under the occasions, and brackets beside the bands.
    fn edges(&self) -> Markup {
        let field = &self.layout.field;
        let bottom = rounded(field.bottom);
        html! {
            @for x in &self.layout.xs { path.tick d=(format!("M{} {bottom}v6", rounded(*x))) {} }
            @if !self.course.shades.is_empty() {
                path.edge d=(format!("M{} {bottom}V{}", rounded(field.right), rounded(field.top))) {}
                @for shade in &self.course.shades {
                    path.edge d=(format!("M{0} {1}h6M{0} {2}h6", rounded(field.right), rounded(self.layout.y(shade.from)), rounded(self.layout.y(shade.to)))) {}
                }
            }
        }
    }

    /// The occasions of a line with where they are; where it is missing, nothing.
    fn points(&self, line: &Line) -> Vec<(f64, Option<f64>)> {
        self.layout.xs.iter().zip(&line.values).map(|(x, value)| (*x, value.map(|value| self.layout.y(value)))).collect()
    }

    /// Whether the measure changed between two occasions.
    fn is_broken(&self, from: usize, to: usize) -> bool {
        self.course.versions.iter().any(|(at, _)| (from + 1..=to).contains(at))
    }

    /// The strokes of a line: solid from one value to the next, thin dots over what is missing between two.
    fn line(&self, at: usize, line: &Line) -> Markup {
        let points = self.points(line);
        let there: Vec<(usize, f64, f64)> =
            points.iter().enumerate().filter_map(|(place, (x, y))| Some((place, *x, (*y)?))).collect();
        let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut bridges = Vec::new();
        for (place, point) in there.iter().enumerate() {
            let before = place.checked_sub(1).map(|before| there[before]).filter(|before| !self.is_broken(before.0, point.0));
            match (before, pieces.last_mut()) {
                (Some(before), Some(piece)) if before.0 + 1 == point.0 => piece.push((point.1, point.2)),
                (before, _) => {
                    bridges.extend(before.map(|before| ((before.1, before.2), (point.1, point.2))));
                    pieces.push(vec![(point.1, point.2)]);
                }
            }
        }
        let path = |piece: &[(f64, f64)]| {
            piece.iter().map(|(x, y)| format!("{},{}", rounded(*x), rounded(*y))).collect::<Vec<_>>().join(" ")
        };
        html! {
            @for piece in pieces.iter().filter(|piece| piece.len() > 1) { polyline class=(format!("l-{}", side(at))) points=(path(piece)) {} }
            @for (from, to) in bridges { path.apart d=(format!("M{} {}L{} {}", rounded(from.0), rounded(from.1), rounded(to.0), rounded(to.1))) {} }
        }
    }

    fn marks(&self, at: usize, line: &Line) -> Markup {
        let points = self.points(line);
        html! {
            @for (place, (x, y)) in points.iter().enumerate() {
                @match y {
                    Some(y) => (mark(at, (*x, *y))),
                    None if place < line.begins => {}
                    None => {
                        @let y = self.missing_y(at, &points, place);
                        path.tick.gone d=(format!("M{} {}l10 10m0-10l-10 10", rounded(x - 5.0), rounded(y - 5.0))) {}
                    }
                }
            }
        }
    }

    /// Where a cross stands: on the way from the value before to the one after, else at the foot of the field.
    fn missing_y(&self, at: usize, points: &[(f64, Option<f64>)], place: usize) -> f64 {
        let value = |(x, y): &(f64, Option<f64>)| Some((*x, (*y)?));
        let before = points[..place].iter().rev().find_map(value);
        let after = points[place..].iter().find_map(value);
        match (before, after) {
            (Some(from), Some(to)) => from.1 + (to.1 - from.1) * (points[place].0 - from.0) / (to.0 - from.0).max(1.0),
            (None, _) | (_, None) => self.layout.field.bottom - 8.0 - 14.0 * at as f64,
        }
    }

    /// A change that is more than chance: a triangle on its way and a ring at its end.
    fn moved(&self, line: &Line) -> Markup {
        let points = self.points(line);
        let found = line.moved.as_ref().and_then(|moved| {
            let (from, to) = (points.get(moved.from)?, points.last()?);
            Some((moved.is_up, (from.0, from.1?), (to.0, to.1?)))
        });
        html! {
            @if let Some((is_up, from, to)) = found {
                @let (x, y) = (rounded((from.0 + to.0) / 2.0 - 9.0), (from.1 + to.1) / 2.0);
                circle.ring cx=(rounded(to.0)) cy=(rounded(to.1)) r="11" {}
                @if is_up { path.turn d=(format!("M{x} {}h18l-9-15z", rounded(y + 7.0))) {} } @else { path.turn d=(format!("M{x} {}h18l-9 15z", rounded(y - 7.0))) {} }
            }
        }
    }
}

/// The mark of a value, told apart by its shape as well.
fn mark(at: usize, (x, y): (f64, f64)) -> Markup {
    let class = format!("m-{}", side(at));
    html! {
        @match at {
            0 => circle class=(class) cx=(rounded(x)) cy=(rounded(y)) r="7" {},
            1 => rect class=(class) x=(rounded(x - 6.5)) y=(rounded(y - 6.5)) width="13" height="13" {},
            _ => path class=(class) d=(format!("M{} {}l8 8-8 8-8-8z", rounded(x), rounded(y - 8.0))) {},
        }
    }
}
