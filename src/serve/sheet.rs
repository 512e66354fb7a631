use axum::response::Html;
use maud::{Markup, html};

use super::Served;
use super::icons::Icon;
use super::letters::Letters;
use super::page::whole;
use crate::instrument::Language;
use crate::phrases::Phrases;

/// A page for whoever answers: what they are asked, and tools above it that stay where they are.
pub(super) struct Sheet<'a> {
    pub(super) served: &'a Served,
    pub(super) phrases: &'a Phrases,
    /// The language of what is asked, also where the program says nothing of its own in it.
    pub(super) language: &'a Language,
    pub(super) title: &'a str,
    pub(super) letters: Letters,
    /// Whose the pages are stands above: on the first pages and the last, not at each question.
    pub(super) has_band: bool,
    /// What the tools begin with.
    pub(super) back: Markup,
    /// Where another language is chosen.
    pub(super) languages: Markup,
    /// Further tools.
    pub(super) tools: Markup,
    /// How far they are.
    pub(super) progress: Markup,
}

impl<'a> Sheet<'a> {
    /// A page with a band, and nothing to choose but the letters.
    pub(super) fn plain(served: &'a Served, phrases: &'a Phrases, title: &'a str, letters: Letters) -> Self {
        let [back, languages, tools, progress] = [(); 4].map(|()| html! {});
        let language = &phrases.language;
        Self { served, phrases, language, title, letters, has_band: true, back, languages, tools, progress }
    }

    pub(super) fn shown(&self, main: &Markup) -> Html<String> {
        let body = html! {
            div.sheet {
                header {
                    @if self.has_band {
                        div.band { (self.served.site.face.brand(&self.served.assets.version)) }
                    }
                    div.tools {
                        (self.back)
                        span.push {}
                        (self.languages)
                        button #aloud.tool type="button" hidden aria-label=(self.phrases.say("read-aloud")) title=(self.phrases.say("read-aloud")) {
                            (Icon::Aloud.drawn())
                        }
                        (self.letters.tool(self.phrases))
                        (self.tools)
                    }
                    (self.progress)
                }
                main { (main) }
            }
        };
        whole(self.served, self.title, self.language, ("for-client", self.letters.is_larger), &body)
    }
}

/// What stays in sight under whatever is read.
pub(super) fn foot(buttons: &Markup) -> Markup {
    html! { div.gap {} div.foot { (buttons) } }
}

/// A sentence beside a drawing.
pub(super) fn tip(icon: Icon, words: &str) -> Markup {
    html! { p.tip { (icon.drawn()) span { (words) } } }
}

/// What is wrong, and the way out.
pub(super) fn alert(words: &str) -> Markup {
    html! { div.alert #wrong role="alert" { (Icon::Warning.drawn()) p { (words) } } }
}
