//! How wide letters are on paper: its fonts are named, and Liberation Sans, Arial and Helvetica are as wide as one
//! another.

/// Widths of the letters from the space to the tilde, in thousandths of their size (Adobe, *Helvetica*, font metrics,
/// 1997).
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778,
    722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222,
    500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/// How much wider bold letters are at the most, about.
pub const BOLD: f64 = 1.08;

/// How wide a text is in usual letters of a size, in the unit of the size.
pub fn width(text: &str, size: f64) -> f64 {
    let of_letter = |letter: char| {
        let place = u32::from(letter).checked_sub(32).and_then(|place| usize::try_from(place).ok());
        match place.and_then(|place| WIDTHS.get(place)) {
            Some(width) => f64::from(*width) / 1000.0,
            None if letter < '\u{2E80}' => {
                if letter.is_uppercase() {
                    0.75
                } else {
                    0.6
                }
            }
            None => 1.0,
        }
    };
    text.chars().map(of_letter).sum::<f64>() * size
}

/// A text in lines that are no wider than so much, cut between words; a word that is wider stands alone.
pub fn wrapped(text: &str, most: f64, size: f64) -> Vec<String> {
    wrapped_by(text, most, |line| width(line, size))
}

/// The same by the widths of other letters.
pub fn wrapped_by(text: &str, most: f64, wide: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if wide(&format!("{line} {word}")) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}
