use maud::{Markup, html};

use super::giving::{Asking, Means, Question};
use crate::phrases::Phrases;

/// Asks what to do where the same was asked already.
pub(super) fn same(phrases: &Phrases, asked: &Asking, question: &Question) -> Markup {
    let Question { means, is_open, is_hidden, new, about } = question;
    let told =
        [("who", asked.who.as_str().into()), ("case", asked.case.as_str().into()), ("occasion", asked.occasion.as_str().into())];
    let choice = |value: &str, words: String, more: &str| {
        html! {
            label.choice { input type="radio" name="same" value=(value); span { (words) small { (phrases.say(more)) } } }
        }
    };
    let [go_on, replace, replace_more] = match means {
        Means::Code => ["same-continue-more", "same-replace", "same-replace-more"],
        Means::Paper => ["enter-continue-more", "enter-replace", "same-replace-more"],
    };
    let what = match (is_hidden, is_open) {
        (true, _) => "enter-hidden",
        (false, true) => "same-open",
        (false, false) => "same-finished",
    };
    let new = phrases.with("same-new", [("occasion", new.to_string().into())]);
    html! {
        div.notice.is-due role="alert" { fieldset.choices {
            input type="hidden" name="about" value=(about);
            legend { (phrases.with(what, told)) }
            @if *is_open { (choice("continue", phrases.say("same-continue"), go_on)) }
            (choice("new", new, "same-new-more"))
            @if !is_hidden { (choice("replace", phrases.say(replace), replace_more)) }
        } }
    }
}
