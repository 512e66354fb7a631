//! Drawings of a case and of a team: laid out as data, so that it can be proved that no two labels overlap and all stay
//! inside, and drawn as SVG that needs no script.

mod course;
mod course_axes;
mod course_ends;
mod course_markup;
mod keys;
mod label;
mod lane;
mod shades;
mod spark;
mod spread;
mod stacks;

pub use course::{Course, Cut, Line, Moved, Place, Shade, Tone};
pub use course_markup::{course, course_in_half, course_on_paper};
pub use keys::{key, key_of_before, key_of_change, key_of_gap, key_of_piece};
pub use lane::lane;
pub use shades::shades;
pub use spark::spark;
pub use stacks::{Column, Piece, Row, Stack, Under, columns, rows};

/// Fine enough for a drawing.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// The words that tell lines and marks apart: the first informant of a measure has filled circles on a solid line, the
/// second squares on dashes, others diamonds on dots.
pub fn side(at: usize) -> &'static str {
    match at {
        0 => "client",
        1 => "worker",
        _ => "other",
    }
}
