use axum::response::Html;
use maud::{Markup, html};

use super::Served;
use super::icons::Icon;
use super::page::whole;
use super::staff::Staff;
use crate::phrases::Phrases;
use crate::store::Member;

/// A page for staff: where they may go, who they are, and what the page is about. `at` is its address.
pub(super) fn desk(served: &Served, staff: &Staff, at: &str, title: &str, body: &Markup) -> Html<String> {
    let phrases = &staff.phrases;
    let ends = html! { (served.languages(phrases, at)) (who(staff)) };
    framed(served, phrases, title, &html! { (places(staff, at)) div.ends { (ends) } }, body)
}

/// A page for staff who are not logged in.
pub(super) fn before_desk(served: &Served, phrases: &Phrases, at: &str, title: &str, body: &Markup) -> Html<String> {
    framed(served, phrases, title, &html! { div.ends { (served.languages(phrases, at)) } }, body)
}

fn framed(served: &Served, phrases: &Phrases, title: &str, bar: &Markup, body: &Markup) -> Html<String> {
    let body = html! {
        a.skip href="#main" { (phrases.say("to-content")) }
        header.bar { div { (served.site.face.brand(&served.assets.version)) (bar) } }
        main #main { (body) }
    };
    whole(served, &format!("{title} · {}", served.site.face.name()), &phrases.language, ("for-staff", false), &body)
}

/// Where somebody may go.
fn places(staff: &Staff, at: &str) -> Markup {
    let (role, phrases) = (staff.member.role, &staff.phrases);
    let all = [
        (role.sees_cases(), "/office/cases", "cases"),
        (role.sees_cases(), "/office/due", "due-list"),
        (role.sees_teams(), "/office/team", "team"),
        (role.takes_answers_in(), "/office/import", "import-answers"),
        (role.sees_log(), "/office/log", "access-log"),
    ];
    html! {
        nav aria-label=(phrases.say("main-menu")) {
            @for (_, address, words) in all.into_iter().filter(|(is_theirs, ..)| *is_theirs) {
                a href=(address) aria-current=[current(at, address)] { (phrases.say(words)) }
            }
        }
    }
}

/// Whether a page is the one that an address leads to, or one under it.
fn current(at: &str, address: &str) -> Option<&'static str> {
    let rest = at.strip_prefix(address)?;
    Some(if rest.is_empty() { "page" } else { "true" })
}

/// Who is logged in.
fn who(staff: &Staff) -> Markup {
    let (Member { name, role, office }, phrases) = (&staff.member, &staff.phrases);
    html! {
        details.me {
            summary { (Icon::Person.drawn()) (name) }
            div.menu {
                p.quiet { (phrases.say(&format!("role-{}", role.word()))) @if !office.is_empty() { ", " (office) } }
                a href="/office/password" { (phrases.say("change-password")) }
                form method="post" action="/office/logout" {
                    (staff.field())
                    button { (phrases.say("log-out")) }
                }
            }
        }
    }
}
