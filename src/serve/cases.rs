use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::desk::desk;
use super::icons::Icon;
use super::office::{Staff, staff};
use super::overview::{Listed, Overview};
use super::page::Failure;
use super::{Served, code_page};

/// The address of the page.
const PAGE: &str = "/office/cases";

type Shared = State<Arc<Served>>;

/// What is in the address of the page.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    /// Letters of the codes that are looked for.
    find: String,
    /// The page of the list.
    page: usize,
    /// The case that somebody is to be asked of.
    case: String,
}

pub(super) async fn cases(State(served): Shared, headers: HeaderMap, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let staff = match staff(&served, &headers).await? {
        Ok(staff) => staff,
        Err(login) => return Ok(login.into_response()),
    };
    if !staff.member.role.sees_cases() {
        return Ok(Redirect::to("/office/team").into_response());
    }
    if !wanted.case.is_empty() {
        return Ok(Redirect::to(&code_page::address(&wanted.case)).into_response());
    }
    Page { served: &served, staff: &staff, wanted }.showing().await
}

/// The page of cases, for somebody.
struct Page<'a> {
    served: &'a Arc<Served>,
    staff: &'a Staff,
    wanted: Wanted,
}

impl Page<'_> {
    async fn showing(&self) -> Result<Response, Failure> {
        let phrases = &self.staff.phrases;
        let Wanted { find, page, .. } = &self.wanted;
        let listed = Overview::list(self.served, &self.staff.member, find, *page).await?;
        let body = html! {
            div.head {
                h1 { (phrases.say("cases")) }
                div.buttons { a.button href="/office/code" { (Icon::Plus.drawn()) (phrases.say("ask-somebody")) } }
            }
            @for refused in self.served.shelf().refused() {
                p.notice role="alert" { (phrases.with("measure-refused", [("measure", refused.as_str().into())])) }
            }
            @if !listed.is_looked_at { p.notice role="status" { (phrases.say("still-looking")) } }
            @if listed.showing > 0 {
                @let told = [("cases", listed.all.into()), ("attention", listed.showing.into())];
                p.notice { a href="#followed" { (phrases.with("cases-attention", told)) } }
            }
            h2 #followed { (phrases.say("cases-followed")) }
            (self.list(&listed))
        };
        Ok(desk(self.served, self.staff, PAGE, &phrases.say("cases"), &body).into_response())
    }

    fn list(&self, listed: &Listed) -> Markup {
        let (phrases, find) = (&self.staff.phrases, &self.wanted.find);
        let encoded: String = form_urlencoded::byte_serialize(find.as_bytes()).collect();
        let address = |page: usize| format!("/office/cases?find={encoded}&page={page}#followed");
        let told = [("page", listed.page.into()), ("pages", listed.pages.into()), ("cases", listed.all.into())];
        html! {
            form.find method="get" action="/office/cases" role="search" {
                label for="find" { (phrases.say("find-case")) }
                input #find type="search" name="find" maxlength="40" value=(find);
                button { (phrases.say("find")) }
            }
            @if listed.cases.is_empty() { p.quiet { (phrases.say("none-yet")) } } @else {
                div.scroll tabindex="0" role="region" aria-label=(phrases.say("cases")) {
                    table {
                        thead {
                            tr {
                                @for id in ["case", "now"] { th scope="col" { (phrases.say(id)) } }
                                @for id in ["asked", "answered"] { th.number scope="col" { (phrases.say(id)) } }
                            }
                        }
                        tbody {
                            @for (standing, shows) in &listed.cases {
                                tr {
                                    th scope="row" { a href=(format!("/office/cases/{}", standing.case)) { (standing.case) } }
                                    td { @if *shows { "▲ " (phrases.say("attention-now")) } }
                                    td.number { (standing.asked) }
                                    td.number { (standing.answered) }
                                }
                            }
                        }
                    }
                }
                nav.pages {
                    @if listed.page > 1 { a rel="prev" href=(address(listed.page - 1)) { (phrases.say("page-before")) } " " }
                    span { (phrases.with("page-of", told)) }
                    @if listed.page < listed.pages { " " a rel="next" href=(address(listed.page + 1)) { (phrases.say("page-after")) } }
                }
            }
        }
    }
}
