use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::answering::now;
use super::case::seen;
use super::desk::desk;
use super::page::Failure;
use super::staff::{Caseworker, Staff};
use super::{Measure, Served};
use crate::administer::{Texts, ToldAnswer};
use crate::instrument::{Instrument, Language};
use crate::phrases::Phrases;
use crate::store::{Access, By, Kept};

/// In which words of a measure answers are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Its words are those in which it was asked.
    Same,
    /// Its own words were changed within the version, and those of then are told.
    OfThen,
    /// Its own words were changed within the version, and those of then are not kept, or not in this language.
    OfToday,
}

impl Words {
    /// As a machine reads it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::OfThen => "then",
            Self::OfToday => "today",
        }
    }

    /// What is to be said of it beside the answers, as the id of a phrase.
    pub fn phrase(self) -> Option<&'static str> {
        match self {
            Self::Same => None,
            Self::OfThen => Some("words-of-then"),
            Self::OfToday => Some("words-changed"),
        }
    }
}

/// What was asked and answered in an administration.
#[derive(Clone, Debug)]
pub struct Told {
    /// In which words.
    pub words: Words,
    /// Question by question.
    pub answers: Vec<ToldAnswer>,
}

impl Measure {
    /// What was asked and answered in an administration, in the words of the measure in a language, or else in its own:
    /// in those of `then`, as the store kept them, where the file has others today. `None` where the measure has no
    /// such informant.
    pub fn told(&self, kept: &Kept, then: Option<&Instrument>, language: &Language, phrases: &Phrases) -> Option<Told> {
        let texts = self.texts_in(&language.to_string())?;
        if kept.sha256 == self.instrument.sha256 {
            let answers = kept.record.resumed(&self.instrument)?.told(texts, phrases);
            return Some(Told { words: Words::Same, answers });
        }
        let own = then.filter(|then| then.language == texts.language);
        if let Some((then, texts)) = own.and_then(|then| Some((then, Texts::all(then, &[]).into_iter().next()?))) {
            let answers = kept.record.resumed(then)?.told(&texts, phrases);
            return Some(Told { words: Words::OfThen, answers });
        }
        let answers = kept.record.resumed(&self.instrument)?.told(texts, phrases);
        Some(Told { words: Words::OfToday, answers })
    }
}

/// The answers of one administration, for whoever works with the case.
pub(super) async fn answers(
    State(served): State<Arc<Served>>,
    Caseworker(staff): Caseworker,
    Path((code, number)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    let of_case = seen(&served, &staff, &code).await?;
    let kept = of_case.into_iter().find(|kept| kept.id == number && kept.is_readable()).ok_or(Failure::Missing)?;
    let (who, looked) = (staff.member.name.clone(), code.clone());
    served.writing(move |store| store.note_access(&By { who: &who, at: &now() }, &Access::Looked { case: &looked })).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&kept.record.measure).ok_or(Failure::Missing)?;
    let phrases = &staff.phrases;
    let then = served.looking(|store| store.measure_of(&kept)).await?;
    let told = measure.told(&kept, then.as_ref(), &phrases.language, phrases).ok_or(Failure::Missing)?;
    let title = phrases.with("answers-of", [("case", code.as_str().into())]);
    let body = html! {
        h1 { (title) }
        p { (super::corrections::named(&shelf, phrases, &kept, &[])) }
        p { a href=(format!("/office/cases/{code}")) { (phrases.with("case-named", [("case", code.as_str().into())])) } }
        @if let Some(phrase) = told.words.phrase() { p.notice { (phrases.say(phrase)) } }
        (list(&staff, &told.answers))
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
