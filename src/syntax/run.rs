/// The letters and the first and last number of a run, from its first and last name: `q1` and `q12` are `q`, 1 and
/// 12. `None` where the two make no run.
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
