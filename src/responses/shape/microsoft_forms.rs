//! Microsoft Forms: a workbook with a number, two times, and the questions as header.

use super::{Head, Layout};
use crate::instrument::Language;

const ENDS: [&str; 5] = ["Completion time", "Tijd van voltooien", "Fertigstellungszeit", "Heure de fin", "Tamamlanma saati"];

/// What the program writes of each response itself.
const OWN: [&str; 9] =
    ["ID", "Id", "Start time", "Completion time", "Email", "Name", "Total points", "Quiz feedback", "Last modified time"];

pub(super) fn is(head: Head<'_>) -> bool {
    head.names.first().is_some_and(|name| ["ID", "Id"].contains(&name.as_str())) && head.first(&ENDS).is_some()
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    let layout = Layout { names: names(head), own: OWN.map(str::to_owned).to_vec(), ..Layout::default() };
    layout.with("case", head.first(&["ID", "Id"])).with("date", head.first(&ENDS))
}

/// The names of the columns, where the one of forms in several languages holds the names of these (`English (United
/// States)`) and no tags, and so is none that the measure knows.
fn names(head: Head<'_>) -> Option<Vec<String>> {
    let at = head.names.iter().position(|name| name == "Language")?;
    let mut cells = head.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let has_names = cells.any(|cell| Language::parse(cell).is_none());
    let mut names = head.names.to_vec();
    "Language of Microsoft Forms".clone_into(&mut names[at]);
    has_names.then_some(names)
}
