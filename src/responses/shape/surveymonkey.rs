//! SurveyMonkey: two rows of header, the questions and what stands below them; months before days.

use super::{Head, Layout};
use crate::instrument::DateNotation;

const CASES: [&str; 3] = ["Respondent ID", "RespondentID", "respondent_id"];

pub(super) fn is(head: Head<'_>) -> bool {
    let is_second = head.rows.first().and_then(|row| row.first()).is_some_and(|cell| cell.trim().is_empty());
    head.names.first().is_some_and(|name| CASES.contains(&name.as_str())) && is_second
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    let below = head.rows.first().map_or(&[][..], Vec::as_slice);
    let below = |at: usize| below.get(at).map_or("", |cell| cell.trim());
    let is_named = |at: usize| head.names.get(at).is_some_and(|name| !name.trim().is_empty());
    let mut question = String::new();
    let (mut names, mut texts) = (Vec::new(), Vec::new());
    for (at, name) in head.names.iter().enumerate() {
        if is_named(at) {
            name.trim().clone_into(&mut question);
        }
        let both = if below(at).is_empty() { question.clone() } else { format!("{question} - {}", below(at)) };
        // Below a question with one column stands what it is answered with, as `Response` or `Date / Time`.
        let is_alone = is_named(at) && (at + 1 == head.names.len() || is_named(at + 1));
        let is_general = ["", "Response", "Open-Ended Response"].contains(&below(at));
        names.push(if is_alone || is_general { question.clone() } else { both.clone() });
        texts.push(both);
    }
    let dates = Some(DateNotation::MonthFirst);
    let layout = Layout { names: Some(names), texts, header_rows: 1, dates, marks_are_numbers: true, ..Layout::default() };
    layout.with("case", head.first(&CASES)).with("date", head.first(&["End Date", "EndDate", "date_modified"]))
}
