//! SurveyMonkey: two rows of header, the questions and what stands below them; months before days.

use super::{Head, Layout};
use crate::instrument::DateNotation;

const CASES: [&str; 3] = ["Respondent ID", "RespondentID", "respondent_id"];

pub(super) fn is(head: Head<'_>) -> bool {
    let is_second = head.rows.first().and_then(|row| row.first()).is_some_and(|cell| cell.trim().is_empty());
    head.names.first().is_some_and(|name| CASES.contains(&name.as_str())) && is_second
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    let mut question = String::new();
    let below = head.rows.first().map_or(&[][..], Vec::as_slice);
    let names = head.names.iter().enumerate().map(|(at, name)| {
        if !name.trim().is_empty() {
            name.trim().clone_into(&mut question);
        }
        match below.get(at).map_or("", |cell| cell.trim()) {
            "" | "Response" | "Open-Ended Response" => question.clone(),
            below => format!("{question} - {below}"),
        }
    });
    let layout =
        Layout { names: Some(names.collect()), header_rows: 1, dates: Some(DateNotation::MonthFirst), ..Layout::default() };
    layout.with("case", head.first(&CASES)).with("date", head.first(&["End Date", "EndDate", "date_modified"]))
}
