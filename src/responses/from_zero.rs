/// The beginning of a name, and the number that it ends with.
pub(super) fn split_number(name: &str) -> Option<(&str, u32)> {
    let (head, number) = name.split_at(name.trim_end_matches(|sign: char| sign.is_ascii_digit()).len());
    number.parse().ok().map(|number| (head, number))
}

/// The first of the columns that a column is numbered with, where they begin at 0 and the items at 1: then `Q1` may be `q2`,
/// and its name tells nothing.
pub(super) fn first_from_zero<'n, 'i>(
    column: &str,
    names: &'n [String],
    mut items: impl Iterator<Item = &'i str>,
) -> Option<&'n str> {
    let (head, _) = split_number(column)?;
    let is_first = |name: &str| split_number(name).is_some_and(|(own, number)| number == 0 && own.eq_ignore_ascii_case(head));
    let first = names.iter().map(String::as_str).find(|name| is_first(name))?;
    (!items.any(is_first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::first_from_zero;

    #[test]
    fn columns_from_0_are_not_items_from_1() {
        let names = ["Q0", "Q1", "age", "P1"].map(str::to_owned);
        let first =
            |column: &str, items: &[&'static str]| first_from_zero(column, &names, items.iter().copied()).map(str::to_owned);
        assert_eq!(first("Q1", &["q1", "q2"]).as_deref(), Some("Q0"));
        assert_eq!(first("q1", &["q1"]).as_deref(), Some("Q0"));
        assert_eq!((first("Q1", &["q0", "q1"]), first("P1", &["p1"]), first("age", &["q1"])), (None, None, None));
    }
}
