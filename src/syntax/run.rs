/// The letters and the first and last number of a run, from its first and last name: `q1` and `q12` are `q`, 1 and
/// 12. `None` where the two make no run of numbers.
pub fn bounds<'a>(first: &'a str, last: &str) -> Option<(&'a str, u64, u64)> {
    let ((stem, from), (other, to)) = (numbered(first)?, numbered(last)?);
    (stem == other && from <= to).then_some((stem, from, to))
}

/// A name as letters and a number without a leading zero: `q12` is `q` and 12.
fn numbered(name: &str) -> Option<(&str, u64)> {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &name[stem.len()..];
    if stem.is_empty() || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    digits.parse().ok().map(|number| (stem, number))
}

/// The names of a run, which rise by a number or by a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rise<'a> {
    stem: &'a str,
    from: u64,
    to: u64,
    is_lettered: bool,
}

impl<'a> Rise<'a> {
    /// From its first name to its last: `q1` to `q12`, or `q1a` to `q1c`. `None` where the two make no run.
    pub fn of(first: &'a str, last: &str) -> Option<Self> {
        if let Some((stem, from, to)) = bounds(first, last) {
            return Some(Self { stem, from, to, is_lettered: false });
        }
        let ((stem, from), (other, to)) = (lettered(first)?, lettered(last)?);
        let is_one = stem == other && from <= to && from.is_ascii_lowercase() == to.is_ascii_lowercase();
        is_one.then_some(Self { stem, from: u64::from(from), to: u64::from(to), is_lettered: true })
    }

    /// How many names there are.
    pub fn count(self) -> u64 {
        (self.to - self.from).saturating_add(1)
    }

    /// The names, in order.
    pub fn names(self) -> impl Iterator<Item = String> {
        (self.from..=self.to).map(move |at| match u8::try_from(at) {
            Ok(letter) if self.is_lettered => format!("{}{}", self.stem, char::from(letter)),
            Ok(_) | Err(_) => format!("{}{at}", self.stem),
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
        assert_eq!(Rise::of("Q2A", "Q2Z").map(Rise::count), Some(26));
        for (first, last) in
            [("q1a", "q2c"), ("q1c", "q1a"), ("q1A", "q1c"), ("a", "c"), ("qa", "qc"), ("q1a", "q1"), ("q9", "q3")]
        {
            assert_eq!(Rise::of(first, last), None, "{first} {last}");
        }
    }
}
