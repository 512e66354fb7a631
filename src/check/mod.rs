//! Syntax tree to checked measure: a rule family a file. All complaints come at once.

mod aggregates;
mod bands;
mod conditions;
mod difference;
mod draft;
mod expressions;
mod head;
mod holes;
mod items;
mod names;
mod norms;
mod rivals;
mod sameness;
mod scores;
mod tests;
mod texts;
mod translations;
mod truth;
mod usage;
mod versions;

pub use difference::{Change, Difference, ScoreVerdict, VersionStep, difference, scores_beside};
pub use norms::check_norms;
pub use rivals::{rank, rivals};
pub use sameness::Sameness;
pub use translations::{STEPS, check_translation, resolved, text_place};
pub use versions::{VersionFile, check_versions};

use crate::instrument::{Instrument, Version};
use crate::source::{Complaint, SourceFile, codes};
use crate::syntax::tree::{self, Block};
use crate::syntax::{Parsed, at_most};
use draft::Draft;

/// What checking a file brought about.
#[derive(Debug)]
pub struct Checked<T> {
    /// The checked thing; absent if there is an error.
    pub found: Option<T>,
    /// Everything that is wrong with it, by place.
    pub complaints: Vec<Complaint>,
}

impl<T> Checked<T> {
    fn new(found: Option<T>, mut complaints: Vec<Complaint>) -> Self {
        complaints.sort_by_key(|complaint| (complaint.start(), complaint.code.name));
        complaints.dedup();
        let complaints = at_most(complaints);
        let has_errors = complaints.iter().any(Complaint::is_error);
        Self { found: found.filter(|_| !has_errors), complaints }
    }
}

/// The one block that a file holds; anything else becomes a complaint.
pub fn only_block<'a>(parsed: &'a Parsed, complaints: &mut Vec<Complaint>) -> Option<&'a Block> {
    match &parsed.tree.blocks[..] {
        [] if parsed.complaints.iter().any(Complaint::is_error) => None,
        [] => {
            let message = "the file holds no instrument, translation or norms";
            let complaint = Complaint::error(&codes::V0112, crate::source::Span::default(), message);
            complaints.push(complaint.help("begin with `instrument ID 1.0.0 { … }`"));
            None
        }
        [block, others @ ..] => {
            for other in others {
                let complaint = Complaint::error(&codes::V0112, other.keyword(), "a second block in one file");
                complaints.push(complaint.help("move it to a file of its own"));
            }
            Some(block)
        }
    }
}

/// Checks an instrument by itself: names, ranges, texts, tests. Complaints of the parse are included.
///
/// The embedded tests are resolved here and run by [`crate::score::run_tests`].
pub fn check_instrument(file: &SourceFile, parsed: &Parsed) -> Checked<Instrument> {
    let mut complaints = parsed.complaints.clone();
    let Some(Block::Instrument(tree)) = only_block(parsed, &mut complaints) else {
        return Checked::new(None, complaints);
    };
    let mut draft = Draft::new(file, parsed, complaints);
    draft.check(tree);
    draft.drop_echoes(&parsed.tree.broken_off);
    Checked::new(Some(draft.instrument), draft.complaints)
}

/// The version that a head names; anything else becomes a complaint.
fn version_of_word(word: &tree::Word, complaints: &mut Vec<Complaint>) -> Option<Version> {
    let version = draft::version_of(word);
    if version.is_none() {
        let message = format!("`{}` is not a version", word.text);
        complaints.push(Complaint::error(&codes::V0601, word.span, message).help("write one to three numbers, as `1.0`"));
    }
    version
}

impl Draft<'_> {
    fn check(&mut self, tree: &tree::Instrument) {
        self.check_head(tree);
        let declared = self.declare(tree);
        self.check_items(&declared);
        self.check_scores(&declared);
        self.check_bands(&declared);
        self.order_outputs(tree);
        self.check_alerts(&declared);
        self.check_compares(&declared);
        self.check_follows(&declared);
        self.check_tests(&declared);
        self.check_usage(&declared);
    }
}
