use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::answering::now;
use super::case::seen;
use super::desk::desk;
use super::office::{Staff, staff};
use super::page::Failure;
use super::{Measure, Served};
use crate::administer::ToldAnswer;
use crate::instrument::Language;
use crate::phrases::Phrases;
use crate::store::{Access, By, Kept};

impl Measure {
    /// What was asked and answered in an administration, in the words of the measure in a language, or else in its own.
    /// `None` where the measure has no such informant.
    pub fn told(&self, kept: &Kept, language: &Language, phrases: &Phrases) -> Option<Vec<ToldAnswer>> {
        let texts = self.texts_in(&language.to_string())?;
        Some(kept.record.resumed(&self.instrument)?.told(texts, phrases))
    }
}

/// The answers of one administration, for whoever works with the case.
pub(super) async fn answers(
    State(served): State<Arc<Served>>,
    headers: HeaderMap,
    Path((code, number)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    let staff = match staff(&served, &headers).await? {
        Ok(staff) => staff,
        Err(login) => return Ok(login.into_response()),
    };
    if !staff.member.role.sees_cases() {
        return Err(Failure::Forbidden);
    }
    let of_case = seen(&served, &staff, &code).await?;
    let kept = of_case.into_iter().find(|kept| kept.id == number && kept.is_readable()).ok_or(Failure::Missing)?;
    let (who, looked) = (staff.member.name.clone(), code.clone());
    served.writing(move |store| store.note_access(&By { who: &who, at: &now() }, &Access::Looked { case: &looked })).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&kept.record.measure).ok_or(Failure::Missing)?;
    let phrases = &staff.phrases;
    let told = measure.told(&kept, &phrases.language, phrases).ok_or(Failure::Missing)?;
    let title = phrases.with("answers-of", [("case", code.as_str().into())]);
    let body = html! {
        h1 { (title) }
        p { (super::corrections::named(&shelf, phrases, &kept, &[])) }
        p { a href=(format!("/office/cases/{code}")) { (phrases.with("case-named", [("case", code.as_str().into())])) } }
        (list(&staff, &told))
    };
    let at = format!("/office/cases/{code}/answers/{number}");
    Ok(desk(&served, &staff, &at, &title, &body).into_response())
}

/// Questions and answers, one after the other; where nothing was answered that is said.
fn list(staff: &Staff, told: &[ToldAnswer]) -> Markup {
    html! {
        dl.answers {
            @for answer in told {
                dt { (answer.question) }
                @match &answer.answer {
                    Some(words) if answer.is_own_words => { dd { blockquote { @for line in words.lines() { (line) br; } } } }
                    Some(words) => { dd { (words) } }
                    None => { dd.quiet { (staff.phrases.say("not-answered")) } }
                }
            }
        }
    }
}
