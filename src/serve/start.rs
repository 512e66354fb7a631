use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::Served;
use super::answering::{Asked, session};
use super::icons::Icon;
use super::page::Failure;
use super::question::Face;
use super::sheet::{Sheet, foot};
use crate::instrument::{Instrument, ItemIx, Kind};

/// Seconds that somebody reads before the first question.
const READING: u32 = 30;

/// What is promised before anything is asked: how long it takes, who sees it, what may be left out.
pub(super) fn start_page(served: &Served, face: &Face<'_>, item: ItemIx) -> Html<String> {
    let (phrases, name) = (&face.phrases, &face.instrument().items[item].name);
    let site = served.site.face.name.as_deref();
    let intro = face.intro(item);
    let main = html! {
        form #answers method="post" action="/ask" {
            (face.hidden())
            input type="hidden" name="item" value=(name);
            div.stack {
                h1 data-aloud { (face.title()) }
                @if let Some(site) = site { p data-aloud { (phrases.with("asked-by", [("site", site.into())])) } }
                ul.promises { @for promise in promises(face) { (promise) } }
                @if let Some(intro) = &intro { (face.introduced(intro)) }
            }
            (foot(&html! { button.first name="do" value="begin" { (phrases.say("begin")) (Icon::Forward.drawn()) } }))
        }
    };
    let languages = face.language_links(true, |language| format!("/ask?language={language}"));
    Sheet { languages, ..face.sheet(served, face.title()) }.shown(&main)
}

fn promises(face: &Face<'_>) -> [Markup; 3] {
    let phrases = &face.phrases;
    let asked: Vec<ItemIx> = face.asked.asked().collect();
    let (minutes, questions) = (minutes(face.instrument(), &asked), face.asked.questions().count());
    let one = |icon: Icon, what: String, more: String| {
        html! { li { (icon.drawn()) div { b data-aloud { (what) } span data-aloud { (more) } } } }
    };
    let (seen, seen_more) = match (face.is_confidential(), face.beside()) {
        (true, _) => (phrases.say("seen-by-nobody"), phrases.say("answers-hidden")),
        (false, None) => (phrases.say("seen-by-staff"), phrases.say("talk-after")),
        (false, Some(others)) => (phrases.say("seen-beside"), phrases.with("seen-beside-more", [("others", others.into())])),
    };
    [
        one(
            Icon::Clock,
            phrases.with("takes-minutes", [("minutes", minutes.into())]),
            phrases.with("so-many-questions", [("questions", questions.into())]),
        ),
        one(Icon::Eye, seen, seen_more),
        one(Icon::Shield, phrases.say("need-not-say"), phrases.say("may-skip-and-stop")),
    ]
}

/// Minutes that so many questions take, about: a tick takes less than a sentence of one's own.
fn minutes(instrument: &Instrument, asked: &[ItemIx]) -> u32 {
    let seconds = |item: &ItemIx| match &instrument.items[*item].kind {
        // The question is read once for all of its numbers.
        Kind::Whole(..) if instrument.member(*item).is_some_and(|(_, at)| at > 0) => 5,
        Kind::Scale(_) => 12,
        Kind::Whole(..) | Kind::Decimal(..) | Kind::Date | Kind::Time | Kind::Choices(..) => 15,
        Kind::Text(_) => 45,
    };
    (READING + asked.iter().map(seconds).sum::<u32>()).div_ceil(60)
}

/// What a page of the measure begins with, before its first question.
pub(super) async fn part(
    State(served): State<Arc<Served>>,
    headers: HeaderMap,
    Query(query): Query<Asked>,
) -> Result<Response, Failure> {
    let session = session(&served, &headers).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, &query.language)?;
    let item = face.instrument().item(&query.item).filter(|item| face.asked.is_asked(*item)).ok_or(Failure::Missing)?;
    let Some(intro) = face.intro(item) else { return Ok(Redirect::to(&face.address(Some(item))).into_response()) };
    let main = html! {
        form #answers method="post" action="/ask" {
            (face.hidden())
            input type="hidden" name="item" value=(face.instrument().items[item].name);
            div.stack { h1 data-aloud { (intro.title) } (face.introduced(&intro)) }
            (foot(&html! { button.first name="do" value="begin" { (face.phrases.say("next")) (Icon::Forward.drawn()) } }))
        }
    };
    let name = &face.instrument().items[item].name;
    let languages = face.language_links(false, |language| format!("/ask/part?item={name}&language={language}"));
    let sheet = face.sheet(&served, face.title());
    let sheet = Sheet { has_band: false, back: face.back(item), languages, progress: face.progress(item), ..sheet };
    Ok(sheet.shown(&main).into_response())
}
