use std::cmp::Ordering;

use crate::instrument::OccasionName;

/// What the place of an occasion among the others of its case is told by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a> {
    /// Its name, as written.
    pub name: &'a str,
    /// Its day, as days since 1970-01-01.
    pub day: Option<i32>,
}

/// Puts the occasions of a case in their order, which is the same on every face and in what is due: by their numbers,
/// whatever their days, so that a wrong date turns no course round. One without a number stands before the first
/// numbered one that is of a later day, and without a day at the end; among themselves those go by day, then by name
/// ([`OccasionName::order`]).
pub(super) fn in_order<T>(occasions: Vec<T>, placed: impl Fn(&T) -> Placed<'_>) -> Vec<T> {
    let has_number = |occasion: &T| number(placed(occasion).name).is_some();
    let (mut numbered, mut others): (Vec<T>, Vec<T>) = occasions.into_iter().partition(has_number);
    numbered.sort_by(|one, other| by_name(placed(one).name, placed(other).name));
    others.sort_by(|one, other| {
        let (one, other) = (placed(one), placed(other));
        // What has no day comes last.
        let by_day = one.day.is_none().cmp(&other.day.is_none()).then(one.day.cmp(&other.day));
        by_day.then_with(|| by_name(one.name, other.name))
    });
    let mut others = others.into_iter().peekable();
    let mut all = Vec::new();
    for one in numbered {
        let day = placed(&one).day;
        let is_before = |other: &T| placed(other).day.zip(day).is_some_and(|(other, day)| other < day);
        while let Some(other) = others.next_if(is_before) {
            all.push(other);
        }
        all.push(one);
    }
    all.extend(others);
    all
}

/// The number of an occasion; nothing where it has a name instead, or none.
fn number(name: &str) -> Option<f64> {
    OccasionName::read(name).place()
}

fn by_name(one: &str, other: &str) -> Ordering {
    OccasionName::read(one).order(&OccasionName::read(other))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted<'a>(occasions: &[(&'a str, Option<i32>)]) -> Vec<&'a str> {
        let all = in_order(occasions.to_vec(), |occasion| Placed { name: occasion.0, day: occasion.1 });
        all.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn numbers_decide_whatever_the_days_say() {
        assert_eq!(sorted(&[("7", Some(10)), ("3", Some(10)), ("10", Some(10)), ("1", Some(11))]), ["1", "3", "7", "10"]);
        assert_eq!(sorted(&[("10", Some(1)), ("9", None), ("2", Some(3))]), ["2", "9", "10"]);
    }

    #[test]
    fn what_has_no_number_stands_by_its_day() {
        assert_eq!(sorted(&[("intake", Some(10)), ("2", Some(10)), ("1", Some(9))]), ["1", "2", "intake"]);
        assert_eq!(sorted(&[("intake", Some(8)), ("2", Some(10)), ("1", Some(9))]), ["intake", "1", "2"]);
        assert_eq!(sorted(&[("", Some(9)), ("2", Some(10)), ("", None), ("1", Some(8))]), ["1", "", "2", ""]);
        assert_eq!(sorted(&[("b", None), ("a", None), ("10", None), ("9", None)]), ["9", "10", "a", "b"]);
        assert_eq!(
            sorted(&[("week_12", None), ("week_4", None), ("T10", None), ("T2", None)]),
            ["T2", "T10", "week_4", "week_12"]
        );
    }

    proptest! {
        /// The order in which occasions are read means nothing, and no day moves one number past another.
        #[test]
        fn the_order_has_its_laws(
            occasions in proptest::collection::vec(("[1-9]|[a-c][0-9]{0,2}", proptest::option::of(0..5_i32)), 0..9),
            turn in 0_usize..9,
        ) {
            let mut read: Vec<(&str, Option<i32>)> = occasions.iter().map(|(name, day)| (name.as_str(), *day)).collect();
            read.sort_unstable();
            read.dedup_by_key(|(name, _)| *name);
            let found = sorted(&read);
            read.reverse();
            if !read.is_empty() {
                let by = turn % read.len();
                read.rotate_left(by);
            }
            prop_assert_eq!(&found, &sorted(&read));
            let numbers: Vec<f64> = found.iter().filter_map(|name| number(name)).collect();
            prop_assert!(numbers.is_sorted(), "{:?}", found);
        }
    }
}
