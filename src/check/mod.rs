//! Syntax tree to checked measure: a rule family a file. All diagnostics come at once.

#![deny(clippy::wildcard_enum_match_arm)]

mod aggregates;
mod allotments;
mod asking;
mod assumptions;
mod bands;
mod bounds;
mod branches;
mod categories;
mod choices;
mod codes_alike;
mod combinations;
mod conditions;
mod dealt_out;
mod dealt_slips;
mod declared;
mod difference;
mod draft;
mod expressions;
mod fact_conditions;
mod feedback;
mod functions;
mod group_bands;
mod groups;
mod head;
mod helper;
mod highest;
mod holes;
mod items;
mod known;
mod media;
mod moments;
mod named;
mod names;
mod narrower_groups;
mod norm_groups;
mod norm_tables;
mod norms;
mod order;
mod placeholders;
mod refusals;
mod rivals;
mod rows;
mod sameness;
mod scales;
mod schedule_difference;
mod schedules;
mod scores;
mod sizes;
mod tables;
mod tests;
mod texts;
mod together;
mod translated_labels;
mod translations;
mod truth;
mod usage;
mod versions;
mod words;

pub use difference::{Change, Difference, ScoreVerdict, VersionStep, categories_beside, difference, scores_beside};
pub use media::{NamedFile, named_files};
pub use norms::check_norms;
pub use rivals::{rank, rivals};
pub use sameness::Sameness;
pub use schedule_difference::{reminders, schedule_difference};
pub use schedules::check_schedule;
pub use translations::{STEPS, check_schedule_translation, check_translation, resolved, text_place};
pub use versions::{VersionFile, check_versions};

use crate::instrument::{Instrument, Version};
use crate::source::{Diagnostic, SourceFile, codes};
use crate::syntax::tree::{self, Block};
use crate::syntax::{Parsed, at_most};
use draft::Draft;

/// What checking a file brought about.
#[derive(Debug)]
pub struct Checked<T> {
    /// The checked thing; absent if there is an error.
    pub found: Option<T>,
    /// Everything that is wrong with it, by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    fn new(found: Option<T>, mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by_key(|diagnostic| (diagnostic.start(), diagnostic.code.name));
        diagnostics.dedup();
        let diagnostics = at_most(diagnostics);
        let has_errors = diagnostics.iter().any(Diagnostic::is_error);
        Self { found: found.filter(|_| !has_errors), diagnostics }
    }

    /// What was found as the thing that is said to be checked.
    fn map<U>(self, checked: fn(T) -> U) -> Checked<U> {
        Checked { found: self.found.map(checked), diagnostics: self.diagnostics }
    }
}

/// The one block that a file holds; anything else becomes a diagnostic.
pub fn only_block<'a>(parsed: &'a Parsed, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a Block> {
    match &parsed.tree.blocks[..] {
        [] if parsed.diagnostics.iter().any(Diagnostic::is_error) => None,
        [] => {
            let message = "the file holds no instrument, translation, norms or schedule";
            let diagnostic = Diagnostic::new(&codes::NOT_ONE_BLOCK, crate::source::Span::default(), message);
            diagnostics.push(diagnostic.help("begin with `instrument ID 1.0.0 { … }`"));
            None
        }
        [block, others @ ..] => {
            for other in others {
                let diagnostic = Diagnostic::new(&codes::NOT_ONE_BLOCK, other.keyword(), "a second block in one file");
                diagnostics.push(diagnostic.help("move it to a file of its own"));
            }
            Some(block)
        }
    }
}

/// Checks an instrument by itself: names, ranges, texts, tests. Diagnostics of the parse are included.
///
/// The embedded tests are resolved here and run by [`crate::score::run_tests`].
pub fn check_instrument(file: &SourceFile, parsed: &Parsed) -> Checked<Instrument> {
    let mut diagnostics = parsed.diagnostics.clone();
    let Some(Block::Instrument(tree)) = only_block(parsed, &mut diagnostics) else {
        return Checked::new(None, diagnostics);
    };
    let mut draft = Draft::new(file, parsed, diagnostics);
    draft.check(tree);
    draft.drop_cascades(&parsed.tree.broken_off);
    Checked::new(Some(draft.instrument), draft.diagnostics).map(Instrument::checked)
}

/// The version that a head names; anything else becomes a diagnostic.
fn version_of_word(word: &tree::Word, diagnostics: &mut Vec<Diagnostic>) -> Option<Version> {
    let version = draft::version_of(word);
    if version.is_none() {
        let message = format!("`{}` is not a version", word.text);
        diagnostics.push(Diagnostic::new(&codes::NOT_A_VERSION, word.span, message).help("write one to three numbers, as `1.0`"));
    }
    version
}

impl Draft<'_> {
    fn check(&mut self, tree: &tree::Instrument) {
        self.check_head(tree);
        let declared = self.declare(tree);
        let order = self.order(&declared);
        self.check_items(&declared, &order);
        self.check_scores(&declared, order);
        self.check_together(&declared);
        self.check_feedback(&declared);
        self.order_outputs(tree);
        self.check_alerts(&declared);
        self.check_refusals(&declared);
        self.refuse_misdealt();
        self.check_compares(&declared);
        self.check_follows(&declared);
        self.check_tests(&declared);
        self.check_usage(&declared);
    }
}
