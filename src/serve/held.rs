use std::collections::HashSet;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::Served;
use super::answering::now;
use super::case::seen;
use super::page::Failure;
use super::staff::Caseworker;
use crate::store::{Access, By, Kept};

/// A file with what is held on a case, for whom it concerns, by way of whoever works with it: all that those may see.
/// Of what is not finished, or for nobody's eyes, it says that there is something; the answers to that, and those that
/// were taken back, are given out by whoever has the file of the store (`verbond store case`).
pub(super) async fn held(
    State(served): State<Arc<Served>>,
    Caseworker(staff): Caseworker,
    _headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let kept = seen(&served, &staff, &code).await?;
    let (who, looked) = (staff.member.name.clone(), code.clone());
    served.writing(move |store| store.note_access(&By { who: &who, at: &now() }, &Access::Looked { case: &looked })).await?;
    let (readable, others): (Vec<Kept>, Vec<Kept>) = kept.into_iter().partition(Kept::is_readable);
    let told: HashSet<i64> = readable.iter().map(|kept| kept.id).collect();
    let sees_log = staff.member.role.sees_log();
    let (opening, signals, access) = served
        .looking(|store| {
            let access = if sees_log { Some(store.access_log(Some(&code), None)?) } else { None };
            Ok((store.opening(&code)?, store.seen(Some(&code))?, access))
        })
        .await?;
    let signals: Vec<_> = signals.into_iter().filter(|signal| told.contains(&signal.administration)).collect();
    let without_answers: Vec<_> = others
        .iter()
        .map(|kept| {
            let identity = &kept.record.identity;
            json!({"id": kept.id, "measure": kept.record.measure, "informant": identity.informant,
                "occasion": identity.occasion, "date": identity.date, "finished": kept.finished.is_some(),
                "confidential": kept.confidential})
        })
        .collect();
    let mut all = json!({"case": code, "opening": opening.map(|opening| opening.told()), "administrations": readable,
        "without_answers": without_answers, "seen": signals});
    if let (Some(access), Some(all)) = (access, all.as_object_mut()) {
        all.insert("access".to_owned(), json!(access));
    }
    // A code has letters, digits, `-`, `_` and `.` only.
    let disposition = format!("attachment; filename=\"{code}.json\"");
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CONTENT_DISPOSITION, disposition.as_str())];
    Ok((headers, all.to_string()).into_response())
}
