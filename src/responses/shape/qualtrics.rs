//! Qualtrics: three rows of header, the third with an `ImportId` for each column; -99 where a question was seen and not
//! answered; a set as `1,2` or a column for each choice.

use super::{Head, Layout};

const CASES: [&str; 3] = ["ResponseId", "ResponseID", "V1"];

pub(super) fn is(head: Head<'_>) -> bool {
    import_ids(head).is_some() || (head.first(&CASES).is_some() && head.first(&["RecordedDate", "EndDate"]).is_some())
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    let ids = import_ids(head);
    let header_rows = ids.map_or(0, |at| at as u64 + 1);
    // The questions, where they stand between the names and what Qualtrics knows the columns by.
    let texts = ids.filter(|at| *at > 0).and_then(|_| head.rows.first()).cloned().unwrap_or_default();
    let layout = Layout { texts, header_rows, missing: vec!["-99"], ..Layout::default() };
    layout
        .with("case", head.first(&CASES))
        .with("date", head.first(&["RecordedDate", "EndDate"]))
        .with("language", head.first(&["UserLanguage"]))
}

/// Which of the rows after the first holds what Qualtrics knows the columns by.
fn import_ids(head: Head<'_>) -> Option<usize> {
    head.rows.iter().take(2).position(|row| row.iter().any(|cell| cell.trim_start().starts_with("{\"ImportId\"")))
}
