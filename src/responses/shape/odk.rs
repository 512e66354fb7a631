//! ODK Central: questions under the names of their groups (`mini-q1`), a set as `head back` or a column for each choice.

use super::{Head, Layout, without_groups};
use crate::instrument::Instrument;

/// What the program writes of each response itself.
const OWN: [&str; 14] = [
    "KEY",
    "SubmissionDate",
    "SubmitterID",
    "SubmitterName",
    "AttachmentsPresent",
    "AttachmentsExpected",
    "Status",
    "ReviewState",
    "DeviceID",
    "Edits",
    "FormVersion",
    "start",
    "end",
    "today",
];

pub(super) fn is(head: Head<'_>) -> bool {
    head.has("KEY") && (head.has("SubmissionDate") || head.has("meta-instanceID") || head.has("instanceID"))
}

pub(super) fn layout(head: Head<'_>, instrument: &Instrument) -> Layout {
    let layout = Layout {
        names: Some(without_groups(head.names, instrument, &['-', '/', ':'])),
        own: OWN.map(str::to_owned).to_vec(),
        ..Layout::default()
    };
    layout.with("case", head.first(&["KEY"])).with("date", head.first(&["SubmissionDate"]))
}
