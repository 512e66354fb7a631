//! Castor EDC: CSV with semicolons, a column for each choice of a set (`sym#Head`), days before months.

use super::{Head, Layout};
use crate::instrument::DateNotation;

const CASES: [&str; 4] = ["Participant Id", "Participant ID", "Record Id", "Record ID"];

pub(super) fn is(head: Head<'_>) -> bool {
    let site = [
        "Site Abbreviation",
        "Institute Abbreviation",
        "Participant Creation Date",
        "Record Creation Date",
        "Castor Participant ID",
    ];
    head.first(&CASES).is_some() && head.first(&site).is_some()
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    let dates = ["Survey Completed On", "Survey Completed on", "Participant Creation Date", "Record Creation Date"];
    let layout =
        Layout { dates: Some(DateNotation::DayFirst), missing: vec!["-95", "-96", "-97", "-98", "-99"], ..Layout::default() };
    layout.with("case", head.first(&CASES)).with("date", head.first(&dates))
}
