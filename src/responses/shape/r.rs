//! R: `write.csv` and `write.csv2` put the names of the rows into a first column without a name, and write NA.

use super::{Head, Layout};

/// What the numbers of the rows are called.
const ROW: &str = "row";

pub(super) fn is(head: Head<'_>) -> bool {
    let is_unnamed = head.names.first().is_some_and(String::is_empty) && head.names.len() > 1;
    let first = || head.rows.iter().filter_map(|row| row.first());
    is_unnamed && first().count() > 0 && first().enumerate().all(|(at, cell)| cell.parse() == Ok(at + 1))
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    let mut names = head.names.to_vec();
    if let Some(first) = names.first_mut().filter(|name| name.is_empty()) {
        ROW.clone_into(first);
    }
    Layout { names: Some(names), missing: vec!["NA"], own: vec![ROW.to_owned()], ..Layout::default() }
}
