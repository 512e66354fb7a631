use maud::{Markup, html};

use super::Measure;
use super::importing::Choices;
use crate::intake::{Beforehand, Choice, HeldRow, NotTakenIn};
use crate::phrases::Phrases;

/// Rows that are shown one by one, each with a choice of its own.
const ROWS: usize = 200;

/// What somebody is asked about rows of which the same is held already.
pub(super) struct Asked<'a> {
    pub(super) before: &'a Beforehand,
    /// What the choice holds for: it is obeyed for this and for nothing else.
    pub(super) about: String,
    /// What was chosen before, where that was not enough or something else is held since.
    pub(super) choices: Option<&'a Choices>,
}

impl Asked<'_> {
    /// The choice, for a form; nothing where nothing is held.
    pub(super) fn shown(&self, measure: &Measure, phrases: &Phrases) -> Markup {
        let held = &self.before.held;
        if held.is_empty() {
            return html! {};
        }
        let worded = measure.worded_in(&phrases.language);
        let (shown, others) = held.split_at(held.len().min(ROWS));
        html! {
            @if self.choices.is_some() { p.notice role="alert" { (phrases.say("import-decide")) } }
            input type="hidden" name="about" value=(self.about);
            fieldset.choices {
                legend { (phrases.with("import-held", [("count", held.len().into())])) }
                @for choice in Choice::ALL.into_iter().filter(|choice| self.is_for_all(*choice)) { (self.of_all(choice, phrases)) }
            }
            ul.diagnostics { @for row in shown { li.held-row { (self.of_row(row, worded.called(&row.informant), phrases)) } } }
            @if !others.is_empty() { p { (phrases.with("import-held-more", [("count", others.len().into())])) } }
        }
    }

    /// Whether all rows can go so.
    fn is_for_all(&self, choice: Choice) -> bool {
        self.before.held.iter().all(|row| row.allows(choice))
    }

    fn of_all(&self, choice: Choice, phrases: &Phrases) -> Markup {
        let (words, more) = match choice {
            Choice::Skip => ("import-skip", "import-skip-more"),
            Choice::Continue => ("same-continue", "enter-continue-more"),
            Choice::Replace => ("import-replace", "same-replace-more"),
            Choice::New => ("import-new", "import-new-more"),
        };
        let is_chosen = self.choices.and_then(|choices| choices.all) == Some(choice);
        html! {
            label.choice {
                input type="radio" name="same" value=(choice.word()) checked[is_chosen];
                span { (phrases.say(words)) small { (phrases.say(more)) } }
            }
        }
    }

    fn of_row(&self, row: &HeldRow, who: &str, phrases: &Phrases) -> Markup {
        let what = match (row.is_hidden, row.is_open) {
            (true, _) => "import-held-hidden",
            (false, true) => "import-held-open",
            (false, false) => "import-held-finished",
        };
        let told = [("who", who.into()), ("case", row.case.as_str().into()), ("occasion", row.occasion.as_str().into())];
        let name = format!("row-{}", row.row);
        let chosen = self.choices.and_then(|choices| choices.of_row(row.row));
        let words = |choice: Choice| match choice {
            Choice::Skip => phrases.say("import-skip"),
            Choice::Continue => phrases.say("same-continue"),
            Choice::Replace => phrases.say("import-replace"),
            Choice::New => phrases.with("same-new", [("occasion", row.new.to_string().into())]),
        };
        html! {
            label for=(name) { b { (phrases.with("import-at-row", [("row", row.row.into())])) } " " (phrases.with(what, told)) }
            select id=(name) name=(name) {
                option value="" { (phrases.say("import-as-above")) }
                @for choice in Choice::ALL.into_iter().filter(|choice| row.allows(*choice)) {
                    option value=(choice.word()) selected[chosen == Some(choice)] { (words(choice)) }
                }
            }
        }
    }
}

/// Why a row is not taken in beside what is held, in a language.
pub(super) fn refusal(why: &NotTakenIn, phrases: &Phrases) -> String {
    match why {
        NotTakenIn::There { case, occasion, informant } => {
            let told =
                [("who", informant.as_str().into()), ("case", case.as_str().into()), ("occasion", occasion.as_str().into())];
            phrases.with("import-held-finished", told)
        }
        NotTakenIn::Twin { twin, .. } => phrases.with("case-twin", [("case", twin.as_str().into())]),
        NotTakenIn::OtherOffice { case, office, said } => {
            let told = [("case", case.as_str().into()), ("office", office.as_str().into()), ("said", said.as_str().into())];
            phrases.with(if office.is_empty() { "import-no-office" } else { "import-other-office" }, told)
        }
    }
}
