use std::collections::HashMap;

use crate::source::{Diagnostic, Place, codes};

/// Letters of what is said of a form by itself: it may hold expressions of thousands of letters, of which the beginning
/// tells enough.
const SAID: usize = 600;
/// Names that are listed under one cause.
const NAMED: usize = 500;
/// Causes that are told one by one.
const TOLD: usize = 1_000;

/// What becomes of how few or how many of a set may be chosen.
pub(super) const FEW_OR_MANY: &str = "as few or as many of a set can be chosen as one likes; the limit was left out";

/// What becomes of a ranking of which some may be left out.
pub(super) const ALL_RANKED: &str = "the form takes a ranking of some only, and in the measure each has a rank";

/// What becomes of how a text has to look.
pub(super) const NO_PATTERN: &str = "texts are not held to a pattern; left out";

/// What becomes of choices, or rows, whose order is drawn or sorted.
pub(super) const NO_ORDER: &str =
    "choices or rows come in an order of their own in the form (drawn, or sorted), and in that of their list now";

/// What becomes of questions whose order is drawn, where not all of a page with a title change places.
pub(super) const NO_DRAW: &str = "questions come in an order that is drawn in the form, and in that of the form now";

/// What becomes of what is shown and played within a text.
pub(super) const MEDIA_IN_TEXT: &str = "pictures, sounds and films within texts were left out";

/// What becomes of a limit of time.
pub(super) const NO_TIME_LIMIT: &str = "the time to answer is not limited; left out";

/// What becomes of rows each of which takes a choice away from the others.
pub(super) const ROWS_ALIKE: &str = "rows can be answered alike, where a choice can be given once only in the form";

/// What becomes of a comment beside an answer.
pub(super) const COMMENTS: &str = "a comment beside the answer was left out";

/// What becomes of choices that are shown under a condition.
pub(super) const ALL_CHOICES: &str = "choices depend on other answers in the form, and all of a list are shown now";

/// What becomes of rows that are shown under a condition.
pub(super) const ALL_ROWS: &str = "rows and choices depend on other answers in the form, and all are shown now";

/// What becomes of answers that the form fills in itself.
pub(super) const NOT_FILLED_IN: &str = "answers that are filled in beforehand are not; left out";

/// What becomes of a condition under which a score is computed.
pub(super) fn computed_only_when(condition: &str) -> String {
    format!("scores are computed whatever was answered, and in the form only when `{condition}`")
}

/// What of a form could not be carried over: one sentence a cause, with the names of all that it is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Losses {
    found: Vec<Loss>,
    /// Where a cause stands.
    at: HashMap<String, usize>,
}

#[derive(Clone, Debug)]
struct Loss {
    cause: String,
    help: String,
    names: Vec<String>,
    /// Names beyond those that are listed.
    more: usize,
}

impl Losses {
    /// Something of the form as a whole, or with all that is to be said of it.
    pub(super) fn say(&mut self, message: impl Into<String>, help: impl Into<String>) {
        let loss = Loss { cause: shortened(message.into()), help: shortened(help.into()), names: vec![], more: 0 };
        self.found.push(loss);
    }

    /// Something of a field, by the name that it has in the form. The cause ends where a colon and the names may follow.
    pub(super) fn of(&mut self, name: &str, cause: impl Into<String>, help: impl Into<String>) {
        let cause = shortened(cause.into());
        let at = *self.at.entry(cause.clone()).or_insert_with(|| {
            self.found.push(Loss { cause, help: shortened(help.into()), names: vec![], more: 0 });
            self.found.len() - 1
        });
        let loss = &mut self.found[at];
        let name = format!("`{}`", shortened(name.to_owned()));
        if loss.names.contains(&name) {
            return;
        }
        if loss.names.len() < NAMED { loss.names.push(name) } else { loss.more += 1 }
    }

    /// The first of them, for a form of which nothing is left.
    pub(super) fn summary(&self) -> String {
        self.found.iter().take(3).map(Loss::message).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn diagnostics(self) -> Vec<Diagnostic> {
        let more = self.found.len().saturating_sub(TOLD);
        let mut told: Vec<Diagnostic> =
            self.found.into_iter().take(TOLD).map(|loss| not_carried_over(loss.message(), loss.help)).collect();
        if more > 0 {
            told.push(not_carried_over(format!("{more} more could not be carried over"), "read the measure beside the form"));
        }
        told
    }
}

impl Loss {
    fn message(&self) -> String {
        match (self.names.is_empty(), self.more) {
            (true, _) => self.cause.clone(),
            (false, 0) => format!("{}: {}", self.cause, self.names.join(", ")),
            (false, more) => format!("{}: {} and {more} more", self.cause, self.names.join(", ")),
        }
    }
}

/// Help is given where there is something to do that is known to help.
fn not_carried_over(message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    let (diagnostic, help) = (Diagnostic::new(&codes::NOT_CARRIED_OVER, Place::File, message), help.into());
    if help.is_empty() { diagnostic } else { diagnostic.help(help) }
}

/// The beginning of an expression, so that there is room for what is said of it.
pub(super) fn beginning(written: &str) -> String {
    cut(written.to_owned(), SAID / 2)
}

fn shortened(text: String) -> String {
    cut(text, SAID)
}

fn cut(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.push('…');
    }
    text
}
