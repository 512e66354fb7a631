use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::answering::now;
use super::case::seen as seen_case;
use super::icons::Icon;
use super::page::Failure;
use super::staff::{Caseworker, Sent, Staff};
use super::work::Lookout;
use super::{Measure, Served, Shelf};
use crate::administer::reason;
use crate::follow::{CaseView, signal_of};
use crate::instrument::Instrument;
use crate::output::answer_to;
use crate::phrases::Phrases;
use crate::store::{By, Kept, SeenSignals, Shown, Signal, day_here};

/// Letters that a note has at the most.
const NOTE: usize = 200;

/// What the views of a case show, with who saw it.
pub(super) async fn signals_of(
    served: &Served,
    code: &str,
    kept: &[&Kept],
    views: &[(&Measure, &Instrument, CaseView)],
) -> Result<Vec<Signal>, Failure> {
    let mut shown = Shown::of(kept, views.iter().map(|(_, worded, view)| (*worded, view)));
    let seen = served.looking(|store| store.seen(Some(code))).await?;
    SeenSignals::of(&seen).mark(&mut shown.signals);
    Ok(shown.signals)
}

/// The signals of a case: those that nobody saw, with a form that says that somebody did, and then the others.
pub(super) fn section(
    shelf: &Shelf,
    staff: &Staff,
    code: &str,
    (signals, views): (&[Signal], &[(&Measure, &Instrument, CaseView)]),
) -> Markup {
    let phrases = &staff.phrases;
    let answer = |signal: &Signal| {
        let (to, words) = match answer_of(signal, views) {
            Some(answer) => (answer, "to-answer"),
            // What is old stands on a page of its own.
            None => (format!("/office/cases/{code}/answers/{}", signal.administration), "to-answers"),
        };
        html! { a href=(to) { (phrases.say(words)) } }
    };
    let (seen, unseen): (Vec<&Signal>, Vec<&Signal>) = signals.iter().partition(|signal| signal.seen.is_some());
    html! {
        @if !unseen.is_empty() {
            section.alert aria-labelledby="signals" {
                (Icon::Warning.drawn())
                div {
                    h2 #signals { (phrases.say("attention-first")) }
                    @for signal in &unseen {
                        p { (signal.sentence) " " span.quiet { "(" (whose(shelf, phrases, signal)) ")" } " " (answer(signal)) }
                    }
                    (form(staff, code, &unseen, ""))
                }
            }
        }
        @if !seen.is_empty() {
            h2 { (phrases.say("signals-seen")) }
            ul {
                @for signal in &seen {
                    li { (signal.sentence) " (" (whose(shelf, phrases, signal)) ") " (answer(signal)) @if let Some(seen) = &signal.seen {
                        @let told = [("who", phrases.doer(&seen.who).into()), ("day", day_of(&seen.at, phrases).into())];
                        br; span.quiet { (phrases.with("seen-by", told)) @if !seen.note.is_empty() { ": " (seen.note) } }
                    } }
                }
            }
        }
    }
}

/// Where the page of the case has the answer that raised a signal.
fn answer_of(signal: &Signal, views: &[(&Measure, &Instrument, CaseView)]) -> Option<String> {
    let (_, worded, view) = views.iter().find(|(_, worded, _)| worded.reference() == signal.measure)?;
    answer_to(worded, view, &signal.name, &signal.occasion)
}

/// Whose a signal is, and of which occasion.
pub(super) fn whose(shelf: &Shelf, phrases: &Phrases, signal: &Signal) -> String {
    let who = shelf.called(&signal.measure, &signal.informant, &phrases.language);
    signal_of(who, &signal.occasion, signal.day, phrases)
}

/// The day of a moment at the site, as people read it.
fn day_of(at: &str, phrases: &Phrases) -> String {
    day_here(at).map_or_else(|| at.to_owned(), |day| phrases.day(day))
}

/// The form that says that somebody saw signals, with a note if they like. `to` is `list` where it leads back to the
/// list of cases, `due` where it leads back to what is due, and else to the case.
pub(super) fn form(staff: &Staff, code: &str, signals: &[&Signal], to: &str) -> Markup {
    let (phrases, id) = (&staff.phrases, format!("note-{code}"));
    html! {
        details.note {
            summary { (phrases.say("seen-with-note")) }
            form.fields method="post" action=(format!("/office/cases/{code}/seen")) {
                (staff.field())
                input type="hidden" name="to" value=(to);
                @for signal in signals {
                    input type="hidden" name="signal" value=(format!("{} {}", signal.administration, signal.name));
                }
                label for=(id) { (phrases.say("seen-note")) }
                input id=(id) type="text" name="note" maxlength=(NOTE);
                div.buttons { button { (phrases.say("mark-seen")) } }
            }
        }
    }
}

/// Says that somebody saw signals of a case: those of the form that the case shows now. What came in since the page
/// was made is not among them.
pub(super) async fn mark(
    State(served): State<Arc<Served>>,
    Path(code): Path<String>,
    Sent { staff: Caseworker(staff), form }: Sent<Caseworker>,
) -> Result<Response, Failure> {
    let kept = seen_case(&served, &staff, &code).await?;
    let shelf = served.shelf();
    let shown = Lookout::new(&shelf, &served.site.rules, &staff.phrases).at(&kept);
    let named = form.all("signal");
    let is_named = |signal: &&Signal| named.contains(&format!("{} {}", signal.administration, signal.name).as_str());
    let signals: Vec<(i64, String)> =
        shown.signals.iter().filter(is_named).map(|signal| (signal.administration, signal.name.clone())).collect();
    let typed: String = form.get("note").trim().chars().take(NOTE).collect();
    let (who, note) = (staff.member.name.clone(), reason(&typed).unwrap_or_default());
    served.writing(move |store| store.see(&signals, &note, &By { who: &who, at: &now() })).await?;
    let to = match form.get("to") {
        "list" => "/office/cases".to_owned(),
        "due" => "/office/due".to_owned(),
        _ => format!("/office/cases/{code}"),
    };
    Ok(Redirect::to(&to).into_response())
}
