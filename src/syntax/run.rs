/// The letters and the first and last number of a run, from its first and last name: `q1` and `q12` are `q`, 1 and
/// 12. `None` where the two make no run of numbers.
pub fn bounds<'a>(first: &'a str, last: &str) -> Option<(&'a str, u64, u64)> {
    let ((stem, start, from), (other, end, to)) = (numbered(first)?, numbered(last)?);
    // From `r08` the names go on to `r12`, and from `r8` not to `r012`.
    (stem == other && from <= to && padded(to, start.len()) == end).then_some((stem, from, to))
}

/// A name as letters and a number, and that as it is written: `q12` is `q` and 12.
fn numbered(name: &str) -> Option<(&str, &str, u64)> {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &name[stem.len()..];
    if stem.is_empty() {
        return None;
    }
    digits.parse().ok().map(|number| (stem, digits, number))
}

/// A number of so many digits at least, with zeros before it.
fn padded(number: u64, digits: usize) -> String {
    format!("{number:0digits$}")
}

/// The names of a run, which rise by a number or by a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rise<'a> {
    stem: &'a str,
    from: u64,
    to: u64,
    is_lettered: bool,
    /// How many digits its numbers have at least.
    digits: usize,
}

impl<'a> Rise<'a> {
    /// From its first name to its last: `q1` to `q12`, or `q1a` to `q1c`. `None` where the two make no run.
    pub fn of(first: &'a str, last: &str) -> Option<Self> {
        if let Some((stem, from, to)) = bounds(first, last) {
            return Some(Self { stem, from, to, is_lettered: false, digits: first.len() - stem.len() });
        }
        let ((stem, from), (other, to)) = (lettered(first)?, lettered(last)?);
        let is_one = stem == other && from <= to && from.is_ascii_lowercase() == to.is_ascii_lowercase();
        is_one.then_some(Self { stem, from: u64::from(from), to: u64::from(to), is_lettered: true, digits: 0 })
    }

    /// How many names there are.
    pub fn count(self) -> u64 {
        (self.to - self.from).saturating_add(1)
    }

    /// The names, in order.
    pub fn names(self) -> impl Iterator<Item = String> {
        (self.from..=self.to).map(move |at| match u8::try_from(at) {
            Ok(letter) if self.is_lettered => format!("{}{}", self.stem, char::from(letter)),
            Ok(_) | Err(_) => format!("{}{}", self.stem, padded(at, self.digits)),
        })
    }
}

/// A name as what ends in a digit and a letter: `q1a` is `q1` and `a`.
fn lettered(name: &str) -> Option<(&str, u8)> {
    let (stem, letter) = name.split_at_checked(name.len().checked_sub(1)?)?;
    let letter = letter.bytes().next().filter(u8::is_ascii_alphabetic)?;
    stem.ends_with(|c: char| c.is_ascii_digit()).then_some((stem, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(first: &str, last: &str) -> Option<Vec<String>> {
        Rise::of(first, last).map(|rise| rise.names().collect())
    }

    #[test]
    fn runs_rise_by_a_number_or_a_letter() {
        assert_eq!(names("q9", "q11"), Some(["q9", "q10", "q11"].map(str::to_owned).to_vec()));
        assert_eq!(names("q1a", "q1c"), Some(["q1a", "q1b", "q1c"].map(str::to_owned).to_vec()));
        assert_eq!(names("r08", "r10"), Some(["r08", "r09", "r10"].map(str::to_owned).to_vec()));
        assert_eq!(names("r099", "r101"), Some(["r099", "r100", "r101"].map(str::to_owned).to_vec()));
        assert_eq!(names("q10", "q11"), Some(["q10", "q11"].map(str::to_owned).to_vec()));
        assert_eq!(Rise::of("Q2A", "Q2Z").map(Rise::count), Some(26));
        for (first, last) in [
            ("q1a", "q2c"),
            ("q1c", "q1a"),
            ("q1A", "q1c"),
            ("a", "c"),
            ("qa", "qc"),
            ("q1a", "q1"),
            ("q9", "q3"),
            ("r1", "r03"),
            ("r01", "r003"),
            ("r01", "r3"),
            ("r003", "r04"),
        ] {
            assert_eq!(Rise::of(first, last), None, "{first} {last}");
        }
    }
}
