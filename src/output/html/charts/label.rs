use maud::{Markup, html};

use super::rounded;
use crate::output::paper::wrapped_by;

/// Where a text stands beside its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there, as read from left to right.
    Left,
    /// Its middle is there.
    Middle,
    /// It ends there.
    Right,
}

/// A text in a drawing.
#[derive(Clone, Debug)]
pub struct Label {
    /// What is read.
    pub text: String,
    /// Its point: across, and down to the foot of its letters.
    pub at: (f64, f64),
    /// Where it stands beside the point.
    pub anchor: Anchor,
    /// How it is drawn, as classes of the style sheet.
    pub class: &'static str,
    /// Height of the letters in px; 12 at least, so that it can be read.
    pub size: f64,
}

/// Letters of usual labels, in px.
pub const SIZE: f64 = 13.0;
/// Letters of the values at the ends of lines, in px.
pub const BIG: f64 = 15.0;
/// From one line of text to the next, in px.
pub const LINE: f64 = 16.0;

/// The box that a text takes up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
}

impl Label {
    /// A label of the usual size.
    pub fn new(text: impl Into<String>, at: (f64, f64), anchor: Anchor, class: &'static str) -> Self {
        Self { text: text.into(), at, anchor, class, size: SIZE }
    }

    /// The box that it takes up, by widths that letters of usual fonts do not exceed.
    pub fn bounds(&self) -> Bounds {
        let width = width(&self.text, self.size);
        let left = match self.anchor {
            Anchor::Left => self.at.0,
            Anchor::Middle => self.at.0 - width / 2.0,
            Anchor::Right => self.at.0 - width,
        };
        Bounds { left, top: self.at.1 - self.size * 0.8, right: left + width, bottom: self.at.1 + self.size * 0.22 }
    }

    /// Drawn; where the language is read from right to left, so is the text, though the drawing is not.
    pub fn markup(&self, is_right_to_left: bool) -> Markup {
        let anchor = match (self.anchor, is_right_to_left) {
            (Anchor::Middle, _) => "middle",
            (Anchor::Left, false) | (Anchor::Right, true) => "start",
            (Anchor::Right, false) | (Anchor::Left, true) => "end",
        };
        let direction = if is_right_to_left { "rtl" } else { "ltr" };
        html! { text class=(self.class) x=(rounded(self.at.0)) y=(rounded(self.at.1)) text-anchor=(anchor) direction=(direction) { (self.text) } }
    }
}

impl Bounds {
    /// Whether two boxes have any place in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// How wide a text is at the most, in px, in bold letters of a usual font.
pub fn width(text: &str, size: f64) -> f64 {
    let ems = text.chars().map(|letter| match letter {
        ' ' | '.' | ',' | ':' | ';' | '\'' | 'i' | 'j' | 'l' | '|' | '(' | ')' | '!' => 0.36,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '+' | '−' | '×' => 0.92,
        letter if letter.is_ascii_digit() => 0.62,
        letter if letter.is_ascii_lowercase() => 0.6,
        letter if letter.is_uppercase() => 0.72,
        letter if letter < '\u{2E80}' => 0.62,
        _ => 1.0,
    });
    ems.sum::<f64>() * size
}

/// A text in lines that are no wider than so much, cut between words; a word that is wider stands alone.
pub fn wrapped(text: &str, most: f64, size: f64) -> Vec<String> {
    wrapped_by(text, most, |line| width(line, size))
}
