//! Castor EDC: CSV with semicolons, a column for each choice of a set (`sym#Head`), days before months.

use super::{Head, Layout};
use crate::instrument::DateNotation;

const CASES: [&str; 4] = ["Participant Id", "Participant ID", "Record Id", "Record ID"];

/// Why there is no answer, as Castor writes it into cells of numbers and of texts.
const MISSING: [&str; 10] = [
    "-95",
    "-96",
    "-97",
    "-98",
    "-99",
    "##USER_MISSING_95##",
    "##USER_MISSING_96##",
    "##USER_MISSING_97##",
    "##USER_MISSING_98##",
    "##USER_MISSING_99##",
];

/// What the program writes of each response itself.
const OWN: [&str; 9] = [
    "Participant Status",
    "Record Status",
    "Survey Progress",
    "Survey Completed On",
    "Survey Created On",
    "Survey Sent On",
    "Randomized",
    "Site Abbreviation",
    "Institute Abbreviation",
];

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
    let layout = Layout {
        dates: Some(DateNotation::DayFirst),
        missing: MISSING.to_vec(),
        own: OWN.map(str::to_owned).to_vec(),
        ..Layout::default()
    };
    layout.with("case", head.first(&CASES)).with("date", head.first(&dates))
}
