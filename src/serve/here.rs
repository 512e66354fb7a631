//! Somebody answers on the device of whoever works with the case: the code that is given for it is redeemed at once.

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::answering::{SECONDS, token_of};
use super::guard::Cookie;
use super::icons::Icon;
use super::page::Failure;
use super::secret::token;
use super::staff::Staff;
use super::welcome::take_in;
use super::{Measure, Served, Shelf};
use crate::instrument::{InformantIx, Language, id_of};
use crate::store::{Kept, Redeemed};

/// The field of a form by which a code is redeemed at once.
pub(super) const HERE: &str = "here";

/// A button for each who is asked by the measure that the case answered last: the next occasion, today, in the
/// language that they answered in.
pub(super) fn buttons(shelf: &Shelf, staff: &Staff, code: &str, kept: &[Kept]) -> Markup {
    let phrases = &staff.phrases;
    let Some(last) = kept.iter().rfind(|kept| kept.closed.is_none()) else { return html! {} };
    let id = id_of(&last.record.measure);
    let Some(measure) = shelf.offered().into_iter().rfind(|measure| measure.instrument.id == id) else { return html! {} };
    let worded = measure.worded_in(&phrases.language);
    let asked = measure.instrument.informants.iter_enumerated().filter_map(|(at, informant)| {
        let language = language(measure, at, kept, &phrases.language)?;
        Some((&informant.name, worded.called(&informant.name), language))
    });
    html! {
        @for (nth, (name, called, language)) in asked.enumerate() {
            form method="post" action="/office/cases" {
                (staff.field())
                input type="hidden" name="case" value=(code);
                input type="hidden" name="measure" value=(format!("{} {name}", measure.instrument.reference()));
                input type="hidden" name="language" value=(language);
                button class=[(nth == 0).then_some("first")] name=(HERE) value="yes" {
                    (Icon::Talk.drawn()) (phrases.with("answers-here", [("who", called.into())]))
                }
            }
        }
    }
}

/// The language in which an informant is asked: that in which they answered last, else that of the page, else the first
/// that there is. `None` where they can be asked in none.
fn language(measure: &Measure, informant: InformantIx, kept: &[Kept], of_page: &Language) -> Option<String> {
    let instrument = &measure.instrument;
    let name = &instrument.informants[informant].name;
    let is_theirs = |kept: &&Kept| id_of(&kept.record.measure) == instrument.id && kept.record.identity.informant == *name;
    let before = kept.iter().rfind(is_theirs).map(|kept| kept.record.identity.language.clone());
    let all: Vec<String> = measure.spoken(informant).map(|texts| texts.language.to_string()).collect();
    let near = of_page.plain();
    let of_page = all.iter().find(|tag| tag.split('-').next() == near.split('-').next());
    before.filter(|tag| all.contains(tag)).or_else(|| of_page.or(all.first()).cloned())
}

/// Lets somebody answer in this browser by a code that was just given, and locks the session of whoever works with the
/// case. `None` where only whoever answered before goes on: they type the code, and show that it is them.
pub(super) async fn begin(served: &Served, headers: &HeaderMap, staff: &Staff, code: &str) -> Result<Option<Response>, Failure> {
    let secret = token().ok_or(Failure::Internal)?;
    let is_behind_tls = served.site.is_behind_tls;
    let (of_session, code) = (secret.clone(), code.to_owned());
    let (before, of_staff) = (token_of(headers, is_behind_tls), staff.token.clone());
    let redeemed = served
        .writing(move |store| take_in(store, &code, (before.as_deref(), None, false), &of_session, Some(&of_staff)))
        .await?;
    Ok(match redeemed {
        Redeemed::Answering(_) => {
            let cookie = Cookie::Answering.set(&secret, SECONDS, is_behind_tls);
            Some(([(header::SET_COOKIE, cookie)], Redirect::to("/ask")).into_response())
        }
        Redeemed::No | Redeemed::NeedsWord | Redeemed::WrongWord | Redeemed::WordGone | Redeemed::BegunAnew => None,
    })
}
