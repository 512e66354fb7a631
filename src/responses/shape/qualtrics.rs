//! Qualtrics: three rows of header, the third with an `ImportId` for each column; -99 where a question was seen and not
//! answered; a set as `1,2` or a column for each choice.

use super::{Head, InWords, Layout};

const CASES: [&str; 3] = ["ResponseId", "ResponseID", "V1"];

/// How Qualtrics writes where an answer came from and whether it is whole, as numbers and as choice text.
const WORDS: [InWords; 2] = [
    (
        "Status",
        &[
            ("0", "IP Address"),
            ("1", "Survey Preview"),
            ("2", "Survey Test"),
            ("4", "Imported"),
            ("8", "Spam"),
            ("9", "Survey Preview Spam"),
            ("12", "Imported Spam"),
            ("16", "Offline"),
            ("17", "Offline Survey Preview"),
        ],
    ),
    ("Finished", &[("0", "False"), ("1", "True")]),
];

/// What Qualtrics writes of each response itself.
const OWN: [&str; 17] = [
    "StartDate",
    "EndDate",
    "Status",
    "IPAddress",
    "Progress",
    "Duration (in seconds)",
    "Finished",
    "RecordedDate",
    "ResponseId",
    "RecipientLastName",
    "RecipientFirstName",
    "RecipientEmail",
    "ExternalReference",
    "LocationLatitude",
    "LocationLongitude",
    "DistributionChannel",
    "UserLanguage",
];

pub(super) fn is(head: Head<'_>) -> bool {
    import_ids(head).is_some() || (head.first(&CASES).is_some() && head.first(&["RecordedDate", "EndDate"]).is_some())
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    let ids = import_ids(head);
    let header_rows = ids.map_or(0, |at| at as u64 + 1);
    // The questions, where they stand between the names and what Qualtrics knows the columns by.
    let texts = ids.filter(|at| *at > 0).and_then(|_| head.rows.first()).cloned().unwrap_or_default();
    let caution = ("previews and answers that nobody finished are read too", "Status = 0 and Finished = 1");
    let caution = WORDS.iter().all(|(name, _)| head.has(name)).then_some(caution);
    let layout = Layout { texts, header_rows, missing: vec!["-99"], words: WORDS.to_vec(), caution, ..Layout::default() };
    let layout = Layout { own: OWN.map(str::to_owned).to_vec(), ..layout };
    layout
        .with("case", head.first(&CASES))
        .with("date", head.first(&["RecordedDate", "EndDate"]))
        .with("language", head.first(&["UserLanguage"]))
}

/// Which of the rows after the first holds what Qualtrics knows the columns by.
fn import_ids(head: Head<'_>) -> Option<usize> {
    head.rows.iter().take(2).position(|row| row.iter().any(|cell| cell.trim_start().starts_with("{\"ImportId\"")))
}
