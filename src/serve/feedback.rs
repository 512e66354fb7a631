use axum::response::Html;
use maud::html;

use super::page::page;
use crate::administer::{Questionnaire, Texts};
use crate::phrases::Phrases;

/// The page on which somebody reads what their answers say; nothing where the measure has nothing to say to them. It
/// stands under no address of its own, so that whoever takes the tablet next cannot come back to it.
pub(super) fn feedback_page(questionnaire: &Questionnaire<'_>, texts: &Texts, phrases: &Phrases) -> Option<Html<String>> {
    let sentences = texts.feedback(questionnaire);
    if sentences.is_empty() {
        return None;
    }
    let title = texts.of("title").unwrap_or(&questionnaire.instrument().title);
    let body = html! {
        h1 { (title) }
        @for sentence in &sentences { p data-aloud { (sentence) } }
        p { strong { (phrases.say("thanks")) } }
        div.buttons { button #aloud type="button" hidden { (phrases.say("read-aloud")) } }
    };
    Some(page(title, &texts.language, false, &body))
}
