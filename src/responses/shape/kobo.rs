//! KoboToolbox: questions under the names of their groups (`mini/q1`), as CSV, as a workbook or as JSON.

use serde_json::Value;

use super::{Head, Layout, without_groups};
use crate::instrument::Instrument;

/// What the program writes of each response itself.
const OWN: [&str; 15] = [
    "start",
    "end",
    "today",
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "_index",
    "deviceid",
    "username",
];

pub(super) fn is(head: Head<'_>) -> bool {
    head.has("_id") && (head.has("_uuid") || head.has("_submission_time"))
}

pub(super) fn is_json(record: &Value) -> bool {
    let has = |name: &str| record.get(name).is_some();
    has("_id") && (has("_uuid") || has("_attachments") || has("_xform_id_string") || has("formhub/uuid"))
}

pub(super) fn layout(head: Head<'_>, instrument: &Instrument) -> Layout {
    let layout = Layout {
        names: Some(without_groups(head.names, instrument, &['/'])),
        own: OWN.map(str::to_owned).to_vec(),
        ..Layout::default()
    };
    layout.with("case", head.first(&["_id"])).with("date", head.first(&["_submission_time", "end", "today"]))
}
