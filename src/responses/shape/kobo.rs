//! KoboToolbox: questions under the names of their groups (`mini/q1`), as CSV, as a workbook or as JSON.

use serde_json::Value;

use super::{Head, Layout, without_groups};
use crate::instrument::Instrument;

pub(super) fn is(head: Head<'_>) -> bool {
    head.has("_id") && (head.has("_uuid") || head.has("_submission_time"))
}

pub(super) fn is_json(record: &Value) -> bool {
    let has = |name: &str| record.get(name).is_some();
    has("_id") && (has("_uuid") || has("_attachments") || has("_xform_id_string") || has("formhub/uuid"))
}

pub(super) fn layout(head: Head<'_>, instrument: &Instrument) -> Layout {
    let layout = Layout { names: Some(without_groups(head.names, instrument, &['/'])), ..Layout::default() };
    layout.with("case", head.first(&["_id"])).with("date", head.first(&["_submission_time", "end", "today"]))
}
