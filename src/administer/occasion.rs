use super::western_digits;

/// An occasion as somebody types it, in whatever digits: 1 or more. `None` where it is anything else.
pub fn occasion_number(typed: &str) -> Option<u32> {
    western_digits(typed.trim()).parse().ok().filter(|occasion| *occasion > 0)
}
