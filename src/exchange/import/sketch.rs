use std::collections::HashSet;

use crate::exchange::bounds::{CHOICES, LANGUAGES, TooLarge};
use crate::source::{Diagnostic, Place, codes};
use crate::syntax::limits::ITEMS;

/// A measure as a form of another program tells of it, before it is checked. Texts are there in each language, in the
/// same order.
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch {
    pub(super) id: String,
    pub(super) version: String,
    /// Tags; the first is that of the measure.
    pub(super) languages: Vec<String>,
    pub(super) title: Vec<String>,
    /// Statements of the head besides the title.
    pub(super) head: Vec<String>,
    /// Who answers.
    pub(super) informant: Option<String>,
    /// Statements of what is known of a case.
    pub(super) known: Vec<String>,
    pub(super) scales: Vec<ScaleSketch>,
    pub(super) pages: Vec<PageSketch>,
    /// Scores, bands, alerts.
    pub(super) computed: Vec<Computed>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What may still come.
    pub(super) room: Room,
}

/// Room for questions and their choices. A list that stands in a form once is held for each question that has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    questions: usize,
    labels: usize,
    exceeded: Option<TooLarge>,
}

impl Default for Room {
    fn default() -> Self {
        Self { questions: ITEMS, labels: CHOICES, exceeded: None }
    }
}

impl Room {
    /// Takes room for a question; whether there was any.
    pub(super) fn question(&mut self) -> bool {
        let there_is = self.questions > 0;
        self.questions = self.questions.saturating_sub(1);
        if !there_is {
            self.exceeded.get_or_insert(TooLarge::Questions);
        }
        there_is
    }

    /// Takes room for choices with labels in so many languages; for how many of them there was any.
    pub(super) fn choices(&mut self, count: usize, languages: usize) -> usize {
        let taken = count.min(self.labels / languages.max(1));
        self.labels -= taken * languages;
        if taken < count {
            self.exceeded.get_or_insert(TooLarge::Choices);
        }
        taken
    }

    /// Nothing where there was room for all.
    pub(super) fn judge(self) -> Result<(), TooLarge> {
        self.exceeded.map_or(Ok(()), Err)
    }
}

/// Languages of a form, as many as there may be.
pub(super) fn few_languages(languages: &[String]) -> Result<(), TooLarge> {
    if languages.len() > LANGUAGES { Err(TooLarge::Languages) } else { Ok(()) }
}

/// A response scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ScaleSketch {
    pub(super) name: String,
    pub(super) points: Vec<(f64, Vec<String>)>,
    pub(super) none: Option<Vec<String>>,
    /// Ends and step of a line.
    pub(super) line: Option<(f64, f64, f64)>,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct PageSketch {
    pub(super) title: Vec<String>,
    pub(super) intro: Vec<String>,
    pub(super) items: Vec<ItemSketch>,
}

/// An item.
#[derive(Clone, Debug, Default)]
pub(super) struct ItemSketch {
    pub(super) name: String,
    /// `on agreement`, `as whole 0 to 10`.
    pub(super) kind: String,
    /// Flags that stand by themselves.
    pub(super) flags: String,
    /// When it is asked, in the language, with what it counts for otherwise.
    pub(super) asked: Option<String>,
    pub(super) text: Vec<String>,
    pub(super) ends: Vec<(String, String)>,
    /// Names and texts of choices.
    pub(super) choices: Vec<(String, Vec<String>)>,
}

/// Something that is computed.
#[derive(Clone, Debug)]
pub(super) struct Computed {
    /// Where it stands in the form.
    pub(super) place: String,
    /// The statement.
    pub(super) statement: String,
}

/// Letters of what is said of a form.
const SAID: usize = 600;

fn shortened(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(SAID) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Something in a form that could not be carried over.
///
/// A form may hold expressions of thousands of letters, of which the beginning tells enough.
pub(super) fn left_out(message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    let (message, help) = (shortened(message.into()), shortened(help.into()));
    Diagnostic::new(&codes::NOT_CARRIED_OVER, Place::File, message).help(help)
}

impl Sketch {
    /// When an item is asked was not understood.
    pub(super) fn not_understood(&mut self, name: &str, condition: &str) {
        let message = format!("when `{name}` is asked (`{condition}`) was not understood, so it is asked always");
        self.diagnostics.push(left_out(message, "write `asked when …` by hand"));
    }

    pub(super) fn items(&mut self) -> impl Iterator<Item = &mut ItemSketch> {
        self.pages.iter_mut().flat_map(|page| &mut page.items)
    }

    /// The name of a scale with these points, which several items may share.
    pub(super) fn scale(&mut self, wanted: &str, scale: ScaleSketch) -> String {
        let same = |there: &&ScaleSketch| (&there.points, &there.none, there.line) == (&scale.points, &scale.none, scale.line);
        if let Some(there) = self.scales.iter().find(same) {
            return there.name.clone();
        }
        let taken: HashSet<&str> = self.scales.iter().map(|there| there.name.as_str()).collect();
        let name = std::iter::once(wanted.to_owned())
            .chain((1..=taken.len()).map(|number| format!("{wanted}_{}", number + 1)))
            .find(|name| !taken.contains(name.as_str()))
            .unwrap_or_else(|| wanted.to_owned());
        self.scales.push(ScaleSketch { name: name.clone(), ..scale });
        name
    }
}
