use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use maud::html;

use super::answering::{SECONDS, later, now, token_of};
use super::guard::{Cookie, Tried, Visitor};
use super::icons::Icon;
use super::letters::Letters;
use super::page::Failure;
use super::secret::token;
use super::sheet::{Sheet, alert, foot, tip};
use super::{Served, guard, kiosk, link};
use crate::administer::western_digits;
use crate::store::{Claim, Redeemed, Store, StoreError};

/// Digits that are read of a code.
const DIGITS: usize = 12;
/// Digits that a code has at the least.
const LEAST_DIGITS: usize = 6;

type Shared = State<Arc<Served>>;

pub(super) async fn welcome(State(served): Shared, Extension(visitor): Extension<Visitor>, headers: HeaderMap) -> Html<String> {
    let letters = Letters::of(&headers, served.site.is_behind_tls);
    Door { served: &served, visitor: &visitor, headers: &headers, letters }.code_page(None, "")
}

/// Where people come in by a code.
struct Door<'a> {
    served: &'a Served,
    visitor: &'a Visitor,
    headers: &'a HeaderMap,
    letters: Letters,
}

impl Door<'_> {
    /// The first page, with what was typed and why it was not taken.
    fn code_page(&self, notice: Option<&str>, typed: &str) -> Html<String> {
        let phrases = self.served.speaking_to(self.headers);
        let title = phrases.say("welcome");
        let digits = self.served.site.code_digits.count();
        let described = if notice.is_some() { "wrong code-help" } else { "code-help" };
        let main = html! {
            form #answers method="post" action="/" novalidate {
                (self.visitor.field())
                (Letters::field())
                div.stack {
                    h1 data-aloud { (title) }
                    @if let Some(notice) = notice { (alert(&phrases.say(notice))) }
                    label for="code" data-aloud { (phrases.with("your-code", [("digits", digits.into())])) }
                    input #code.six type="text" name="code" inputmode="numeric" autocomplete="one-time-code" dir="ltr"
                        maxlength=(digits * 2) value=(typed) aria-describedby=(described) aria-invalid=[notice.map(|_| "true")];
                    div #code-help { (tip(Icon::Information, &phrases.say("code-help"))) }
                }
                (foot(&html! {
                    @if !kiosk::is_one(self.headers, self.served.site.is_behind_tls) {
                        a.button.plain href="/office/login" { (phrases.say("for-staff")) }
                    }
                    button.first { (phrases.say("next")) (Icon::Forward.drawn()) }
                }))
            }
        };
        let languages = self.served.languages(&phrases, "/");
        Sheet { languages, ..Sheet::plain(self.served, &phrases, &title, self.letters) }.shown(&main)
    }

    /// Asks for the word that goes on with confidential answers, where there is one, or whether they are begun anew.
    fn word_page(&self, code: &str, has_word: bool, notice: Option<&str>) -> Html<String> {
        let phrases = self.served.speaking_to(self.headers);
        let title = phrases.say("welcome");
        let main = html! {
            div.stack {
                h1 data-aloud { (title) }
                @if let Some(notice) = notice { (alert(&phrases.say(notice))) }
                @if has_word {
                    form #answers.stack method="post" action="/" novalidate {
                        (self.visitor.field())
                        (Letters::field())
                        input type="hidden" name="code" value=(code);
                        p data-aloud { (phrases.say("word-ask")) }
                        div.field {
                            label for="word" { (phrases.say("word-yours")) }
                            input #word type="text" name="word" autocomplete="off" maxlength="40";
                        }
                        div.buttons { button.first { (phrases.say("go-on")) } }
                    }
                }
                form.stack method="post" action="/" {
                    (self.visitor.field())
                    input type="hidden" name="code" value=(code);
                    @if has_word { p.quiet { (phrases.say("anew-explained")) } }
                    div.buttons { button name="anew" value="yes" { (phrases.say("begin-anew")) } }
                }
            }
        };
        Sheet::plain(self.served, &phrases, &title, self.letters).shown(&main)
    }
}

/// Takes a code in, and begins a session that is good for one administration. Everybody else who answered it is out.
pub(super) async fn redeem(
    State(served): Shared,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let form = visitor.form(&body)?;
    let attempt = served.guard.admit(&visitor, Tried::Code).await?;
    let code = match form.get("code") {
        secret if link::is_secret(secret) => secret.to_owned(),
        typed => western_digits(typed).chars().filter(char::is_ascii_digit).take(DIGITS).collect(),
    };
    let (word, begins_anew) = (form.get("word").trim().to_owned(), form.get("anew") == "yes");
    let secret = token().ok_or(Failure::Internal)?;
    let is_behind_tls = served.site.is_behind_tls;
    let (before, staff) = (token_of(&headers, is_behind_tls), guard::token_of(&headers, is_behind_tls));
    let (of_session, of_code) = (secret.clone(), code.clone());
    let redeemed = served
        .writing(move |store| {
            let word = Some(word.as_str()).filter(|word| !word.is_empty());
            take_in(store, &of_code, (before.as_deref(), word, begins_anew), &of_session, staff.as_deref())
        })
        .await?;
    let letters = Letters::of(&headers, is_behind_tls).told(&form);
    let door = Door { served: &served, visitor: &visitor, headers: &headers, letters };
    let page = match redeemed {
        Redeemed::Answering(_) => {
            attempt.right();
            let cookie = Cookie::Answering.set(&secret, SECONDS, is_behind_tls);
            let cookies = [(header::SET_COOKIE, cookie)].into_iter().chain(letters.cookie(is_behind_tls));
            return Ok((AppendHeaders(cookies), Redirect::to("/ask")).into_response());
        }
        Redeemed::NeedsWord => {
            attempt.right();
            door.word_page(&code, true, None)
        }
        Redeemed::WrongWord => door.word_page(&code, true, Some("word-wrong")),
        Redeemed::WordGone => door.word_page(&code, false, Some("word-gone")),
        Redeemed::BegunAnew => {
            attempt.right();
            door.word_page(&code, false, Some("word-begun-anew"))
        }
        Redeemed::No => {
            let typed: String = form.get("code").chars().take(2 * DIGITS).collect();
            door.code_page(Some("wrong-code"), &typed)
        }
    };
    Ok((AppendHeaders(letters.cookie(is_behind_tls)), page).into_response())
}

/// Redeems a code in a browser that has the secret of an earlier session, a word or neither, under the secret of a new
/// one. Whoever is handed the device must not find the cases of the officer behind the questions, so the session of
/// staff in that browser is locked.
pub(super) fn take_in(
    store: &mut Store,
    code: &str,
    (session, word, begins_anew): (Option<&str>, Option<&str>, bool),
    secret: &str,
    staff: Option<&str>,
) -> Result<Redeemed, StoreError> {
    let claim = Claim { session, word, begins_anew };
    let redeemed = store.redeem(code, &claim, (secret, &later(SECONDS)), &now())?;
    if let (Redeemed::Answering(_), Some(staff)) = (redeemed, staff) {
        store.lock_session(staff)?;
    }
    Ok(redeemed)
}

/// The first page with a code in its field, as the picture of the code leads to it. Whether the code is good is said
/// once it is sent, as of any other.
pub(super) fn with_code(served: &Served, visitor: &Visitor, headers: &HeaderMap, code: &str) -> Html<String> {
    let letters = Letters::of(headers, served.site.is_behind_tls);
    Door { served, visitor, headers, letters }.code_page(None, code)
}

/// Whether something can be a code, as it stands in the address of its picture.
pub(super) fn is_code(typed: &str) -> bool {
    (LEAST_DIGITS..=DIGITS).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit())
}
