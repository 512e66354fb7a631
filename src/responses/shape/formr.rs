//! formr: the session of a person, and when a run was begun and ended.

use super::{Head, Layout};

/// What the program writes of each response itself.
const OWN: [&str; 8] = ["session", "session_id", "study_id", "iteration", "created", "modified", "ended", "expired"];

pub(super) fn is(head: Head<'_>) -> bool {
    head.has("session") && head.has("created") && (head.has("ended") || head.has("modified"))
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    Layout { own: OWN.map(str::to_owned).to_vec(), ..Layout::default() }
        .with("case", head.first(&["session"]))
        .with("occasion", head.first(&["iteration"]))
        .with("date", head.first(&["ended", "created"]))
}
