//! Microsoft Forms: a workbook with a number, two times, and the questions as header.

use super::{Head, Layout};

const ENDS: [&str; 5] = ["Completion time", "Tijd van voltooien", "Fertigstellungszeit", "Heure de fin", "Tamamlanma saati"];

pub(super) fn is(head: Head<'_>) -> bool {
    head.names.first().is_some_and(|name| ["ID", "Id"].contains(&name.as_str())) && head.first(&ENDS).is_some()
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    Layout::default().with("case", head.first(&["ID", "Id"])).with("date", head.first(&ENDS))
}
