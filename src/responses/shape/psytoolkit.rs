//! PsyToolkit: `data.csv` with a line for each participant, and times such as 2026-03-23-10-05.

use super::{Head, Layout};
use crate::instrument::DateNotation;

/// What the program writes of each response itself.
const OWN: [&str; 3] = ["TIME_start", "TIME_end", "TIME_total"];

pub(super) fn is(head: Head<'_>) -> bool {
    head.has("participant") && (head.has("TIME_start") || head.has("TIME_total"))
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    let layout = Layout {
        dates: Some(DateNotation::Pattern("%Y-%m-%d-%H-%M".to_owned())),
        own: OWN.map(str::to_owned).to_vec(),
        ..Layout::default()
    };
    layout.with("case", head.first(&["participant"])).with("date", head.first(&["TIME_end", "TIME_start"]))
}
