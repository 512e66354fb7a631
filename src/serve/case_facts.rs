use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::answering::now;
use super::case::{page_of, seen};
use super::page::{Failure, Form};
use super::staff::{Caseworker, Sent, Staff};
use super::work::today;
use super::{Served, Shelf, facts};
use crate::store::{By, Facts, Since};

/// What is known of a case, and a form in which it is told or put right; with what was typed, where that was refused.
pub(super) fn section(shelf: &Shelf, staff: &Staff, code: &str, known: &Facts, typed: Option<&Form>) -> Markup {
    let (phrases, by_field) = (&staff.phrases, facts::by_field(known));
    let typed = typed.filter(|typed| typed.get("opening") == "facts");
    let value = |field: &str| {
        let known = || by_field.get(field).cloned().unwrap_or_default();
        typed.map_or_else(known, |typed| typed.get(field).to_owned())
    };
    let fields = facts::fields(shelf, phrases, &value);
    let told = facts::in_words(shelf, &phrases.language, known);
    html! {
        @if !told.is_empty() { p { (phrases.with("case-facts", [("facts", told.join(", ").into())])) } }
        @if !fields.0.is_empty() {
            details open[typed.is_some()] {
                summary { (phrases.say("change-facts")) }
                form.fields method="post" action=(format!("/office/cases/{code}/facts")) {
                    (staff.field())
                    input type="hidden" name="opening" value="facts";
                    (fields)
                    label.choice {
                        input type="checkbox" name="ever" value="yes" checked[typed.is_some_and(|typed| typed.get("ever") == "yes")];
                        span { (phrases.say("facts-were-wrong")) small { (phrases.say("facts-were-wrong-more")) } }
                    }
                    div.buttons { button { (phrases.say("change-facts")) } }
                }
            }
        }
    }
}

/// Tells what is known of a case, or puts it right.
pub(super) async fn tell(
    State(served): State<Arc<Served>>,
    Path(code): Path<String>,
    Sent { staff: Caseworker(staff), form }: Sent<Caseworker>,
) -> Result<Response, Failure> {
    seen(&served, &staff, &code).await?;
    let shelf = served.shelf();
    let told = match facts::told(&shelf, None, &form, &staff.phrases.language) {
        Ok(told) => told,
        Err(unfit) => {
            let words = unfit.words(&staff.phrases);
            return page_of(&served, &staff, &code, Some((&words, &form))).await;
        }
    };
    let since = if form.get("ever") == "yes" { Since::Ever } else { Since::Now };
    let (who, case, today) = (staff.member.name.clone(), code.clone(), today()?);
    served.writing(move |store| store.tell_facts(&case, &told, since, today, &By { who: &who, at: &now() })).await?;
    Ok(Redirect::to(&format!("/office/cases/{code}")).into_response())
}
