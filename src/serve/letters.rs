use axum::http::{HeaderMap, header};
use maud::{Markup, html};

use super::guard::Cookie;
use super::page::Form;
use crate::phrases::Phrases;

/// Seconds that a choice is remembered.
const YEAR: u32 = 365 * 24 * 60 * 60;
/// The field of a form, and what it is where they are larger.
const FIELD: &str = "letters";
const LARGER: &str = "larger";

/// How large the letters are that somebody reads. The choice goes with whatever form they send next, so that it needs
/// neither a script nor a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters {
    pub(super) is_larger: bool,
    is_remembered: bool,
}

impl Letters {
    /// As the browser remembers them.
    pub(super) fn of(headers: &HeaderMap, is_behind_tls: bool) -> Self {
        let is_larger = Cookie::Letters.of(headers, is_behind_tls).as_deref() == Some(LARGER);
        Self { is_larger, is_remembered: true }
    }

    /// As a form says that they are now; forms that say nothing change nothing.
    pub(super) fn told(self, form: &Form) -> Self {
        let said = form.all(FIELD);
        let is_larger = if said.is_empty() { self.is_larger } else { said.contains(&LARGER) };
        Self { is_larger, is_remembered: self.is_remembered && is_larger == self.is_larger }
    }

    /// What makes the browser remember a choice that is new.
    pub(super) fn cookie(self, is_behind_tls: bool) -> Option<(header::HeaderName, String)> {
        let seconds = if self.is_larger { YEAR } else { 0 };
        (!self.is_remembered).then(|| (header::SET_COOKIE, Cookie::Letters.set(LARGER, seconds, is_behind_tls)))
    }

    /// What a form carries so that it says how large they are.
    pub(super) fn field() -> Markup {
        html! { input type="hidden" name=(FIELD) value="usual"; }
    }

    /// What they are chosen with.
    pub(super) fn tool(self, phrases: &Phrases) -> Markup {
        let words = phrases.say("larger-letters");
        html! {
            label.tool title=(words) {
                input #larger type="checkbox" form="answers" name=(FIELD) value=(LARGER) aria-label=(words) checked[self.is_larger];
                span.aa aria-hidden="true" { small { "A" } "A" }
            }
        }
    }
}
