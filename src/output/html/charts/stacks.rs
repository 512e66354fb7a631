use maud::{Markup, html};

use super::label::{Anchor, Label};
use super::rounded;
use crate::follow::count_in_figures;

/// A drawing of counts, at two widths of which the style sheet shows the one that fits.
#[derive(Clone, Debug)]
pub struct Stack {
    /// What is drawn.
    pub title: String,
    /// Every count in words, and what is not shown.
    pub description: String,
}

/// A piece of a row, or a part of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// How many; nothing where it is hidden.
    pub count: Option<u64>,
    /// How it is filled, as a class of the style sheet.
    pub fill: &'static str,
    /// What stands before its number, as an arrow.
    pub sign: &'static str,
}

/// A row of pieces that are parts of one whole.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is about.
    pub label: String,
    /// The pieces, in order.
    pub pieces: Vec<Piece>,
    /// How many there are of all pieces together; nothing where that is hidden.
    pub total: Option<u64>,
}

/// A column with a part that is filled.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands under it.
    pub label: String,
    /// What stands over it; empty where nothing is told.
    pub over: String,
    /// How tall it is; nothing where it is hidden.
    pub whole: Option<u64>,
    /// How much of it is filled; nothing where that is hidden.
    pub part: Option<u64>,
    /// How it is filled, as a class of the style sheet.
    pub fill: &'static str,
}

const WIDTHS: [(f64, &str); 2] = [(500.0, "wide"), (310.0, "narrow")];
/// Width of a hidden piece that says only that something is there.
const HIDDEN: f64 = 16.0;
const TALL: f64 = 32.0;

/// Rows of pieces, each as long as its share of the whole. A piece that is hidden is empty and dashed, and those of a
/// row are all alike, so that their lengths tell nothing.
pub fn rows(of: &Stack, rows: &[Row], id: &str, is_right_to_left: bool) -> Markup {
    html! { @for (width, class) in WIDTHS { (rows_at(of, rows, (width, class), &format!("{id}-{class}"), is_right_to_left)) } }
}

fn rows_at(of: &Stack, rows: &[Row], (width, class): (f64, &str), id: &str, is_right_to_left: bool) -> Markup {
    // On a narrow screen the label stands over its row.
    let is_narrow = class == "narrow";
    let widest = rows.iter().map(|row| super::label::width(&row.label, super::label::SIZE)).fold(0.0, f64::max);
    let (left, step, top) = if is_narrow { (0.0, 62.0, 20.0) } else { ((widest + 8.0).clamp(80.0, width * 0.4), 46.0, 4.0) };
    let height = step * rows.len() as f64 + 4.0;
    html! {
        svg class=(class) viewBox=(format!("0 0 {width} {height}")) role="img" aria-labelledby=(format!("{id}-t {id}-d")) {
            title id=(format!("{id}-t")) { (of.title) }
            desc id=(format!("{id}-d")) { (of.description) }
            (texture(id))
            @for (at, row) in rows.iter().enumerate() {
                @let y = step * at as f64;
                @let foot = if is_narrow { y + 14.0 } else { y + top + 21.0 };
                (Label::new(super::course_axes::shortened(&row.label, if is_narrow { width } else { left - 8.0 }), (0.0, foot), Anchor::Left, "").markup(is_right_to_left))
                @for (x, wide, piece) in laid_out(row, width - left) {
                    (block((left + x, y + top, wide, TALL), piece, id, is_right_to_left))
                }
            }
        }
    }
}

/// The pieces of a row with where they are and how wide. What is shown is to scale of the whole, as far as hidden pieces
/// leave room; of a row whose whole is hidden nothing is to scale.
fn laid_out(row: &Row, width: f64) -> Vec<(f64, f64, &Piece)> {
    const GAP: f64 = 3.0;
    let shown: u64 = row.pieces.iter().filter_map(|piece| piece.count).sum();
    let there: Vec<&Piece> = row.pieces.iter().filter(|piece| piece.count != Some(0)).collect();
    let hidden = there.iter().filter(|piece| piece.count.is_none()).count() as f64;
    let room = width - GAP * (there.len().max(1) - 1) as f64;
    let total = row.total.unwrap_or(0).max(shown);
    let of_hidden = if hidden == 0.0 {
        0.0
    } else if total > shown {
        (room * (total - shown) as f64 / total as f64 / hidden).clamp(HIDDEN, room / hidden)
    } else {
        HIDDEN.min(room / hidden)
    };
    let scale = if shown == 0 { 0.0 } else { (room - of_hidden * hidden) / shown as f64 };
    let mut x = 0.0;
    let mut found = Vec::new();
    for piece in there {
        let wide = piece.count.map_or(of_hidden, |count| count as f64 * scale);
        found.push((x, wide, piece));
        x += wide + GAP;
    }
    found
}

fn block((x, y, wide, tall): (f64, f64, f64, f64), piece: &Piece, id: &str, is_right_to_left: bool) -> Markup {
    html! {
        @match piece.count {
            None => rect.kept-back x=(rounded(x + 1.0)) y=(rounded(y + 1.0)) width=(rounded((wide - 2.0).max(1.0))) height=(rounded(tall - 2.0)) {},
            Some(count) => {
                rect class=(piece.fill) x=(rounded(x + 0.5)) y=(rounded(y + 0.5)) width=(rounded((wide - 1.0).max(1.0))) height=(rounded(tall - 1.0)) {}
                @if piece.fill == "f-low" { rect x=(rounded(x + 0.5)) y=(rounded(y + 0.5)) width=(rounded((wide - 1.0).max(1.0))) height=(rounded(tall - 1.0)) fill=(format!("url(#{id}-x)")) {} }
                @let text = format!("{}{}", piece.sign, count_in_figures(Some(count)));
                @if super::label::width(&text, super::label::SIZE) + 4.0 < wide {
                    (Label::new(text, (x + wide / 2.0, y + tall / 2.0 + 4.5), Anchor::Middle, "t-strong halo").markup(is_right_to_left))
                }
            }
        }
    }
}

fn texture(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(format!("{id}-x")) width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" { path.texture d="M0 0V8" {} }
        }
    }
}

/// What stands under columns.
#[derive(Clone, Copy, Debug)]
pub enum Under<'a> {
    /// Under each its label, and from one to the next some room.
    Labels,
    /// Under the edge between two, and at both ends, where that is; the columns touch.
    Edges(&'a [String]),
}

/// Columns beside one another, with their numbers over them. One that is hidden is an empty place with a dash.
pub fn columns(of: &Stack, columns: &[Column], under: Under<'_>, id: &str, is_right_to_left: bool) -> Markup {
    html! { @for (width, class) in WIDTHS { (columns_at(of, (columns, under), (width, class), &format!("{id}-{class}"), is_right_to_left)) } }
}

/// Room from the side of a drawing to the first edge, in px, for the half of what stands under it.
const SIDE: f64 = 20.0;

/// Labels at places of a distance, as many as have room: the last always, and of the others each so manieth.
fn under_at(texts: &[&str], (first, step): (f64, f64), foot: f64) -> Vec<Label> {
    let widest = texts.iter().map(|text| super::label::width(text, super::label::SIZE)).fold(0.0, f64::max);
    let every = (((widest + 4.0) / step.max(1.0)).ceil() as usize).clamp(1, texts.len().max(1));
    let shown = texts.iter().enumerate().filter(|(at, _)| (texts.len() - 1 - at).is_multiple_of(every));
    let label = |(at, text): (usize, &&str)| {
        let text = super::course_axes::shortened(text, step * every as f64 - 2.0);
        Label::new(text, (first + step * at as f64, foot), Anchor::Middle, "t-quiet")
    };
    shown.map(label).collect()
}

fn columns_at(
    of: &Stack,
    (columns, under): (&[Column], Under<'_>),
    (width, class): (f64, &str),
    id: &str,
    is_right_to_left: bool,
) -> Markup {
    const HEIGHT: f64 = 186.0;
    const FOOT: f64 = 158.5;
    const PLOT: f64 = 130.0;
    let most = columns.iter().filter_map(|column| column.whole).max().unwrap_or(0).max(1) as f64;
    let side = match under {
        Under::Labels => 0.0,
        Under::Edges(_) => SIDE,
    };
    let step = (width - 2.0 * side) / columns.len().max(1) as f64;
    let (wide, under) = match under {
        Under::Labels => {
            let labels: Vec<&str> = columns.iter().map(|column| column.label.as_str()).collect();
            ((step * 0.66).min(56.0), under_at(&labels, (step / 2.0, step), 178.0))
        }
        Under::Edges(edges) => {
            let edges: Vec<&str> = edges.iter().map(String::as_str).collect();
            (step - 2.0, under_at(&edges, (side, step), 178.0))
        }
    };
    let tall = |count: u64| count as f64 / most * PLOT;
    html! {
        svg class=(class) viewBox=(format!("0 0 {width} {HEIGHT}")) role="img" aria-labelledby=(format!("{id}-t {id}-d")) {
            title id=(format!("{id}-t")) { (of.title) }
            desc id=(format!("{id}-d")) { (of.description) }
            (texture(id))
            path.edge d=(format!("M0 {FOOT}H{width}")) {}
            @for (at, column) in columns.iter().enumerate() {
                @let middle = side + step * (at as f64 + 0.5);
                @let x = middle - wide / 2.0;
                @match column.whole {
                    None => {
                        rect.kept-back x=(rounded(x)) y=(FOOT - HIDDEN) width=(rounded(wide)) height=(HIDDEN) {}
                    }
                    Some(whole) => {
                        @let top = FOOT - tall(whole);
                        rect class=(if column.part.is_some() { "f-soft" } else { column.fill }) x=(rounded(x)) y=(rounded(top)) width=(rounded(wide)) height=(rounded(tall(whole))) {}
                        @if column.part.is_none() && column.fill == "f-low" { rect x=(rounded(x)) y=(rounded(top)) width=(rounded(wide)) height=(rounded(tall(whole))) fill=(format!("url(#{id}-x)")) {} }
                        @if let Some(part) = column.part { rect class=(column.fill) x=(rounded(x)) y=(rounded(FOOT - tall(part))) width=(rounded(wide)) height=(rounded(tall(part))) {} }
                        // A part of a number would be another number; it stands in the words and the tables too.
                        @if super::label::width(&column.over, super::label::SIZE) <= step {
                            (Label::new(column.over.as_str(), (middle, top - 7.0), Anchor::Middle, "t-strong").markup(is_right_to_left))
                        }
                    }
                }
            }
            @for label in &under { (label.markup(is_right_to_left)) }
        }
    }
}
