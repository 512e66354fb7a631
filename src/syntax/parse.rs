use pest::Parser;

use super::build::build_file;
use super::fingerprint::{Leaves, fingerprint};
use super::grammar::{Grammar, Pair, Rule};
use super::recover::unreadable;
use super::scan::{limits, scan};
use super::tree::File;
use crate::source::{Complaint, SourceFile, Span, codes};

/// A text that was read as far as it could be.
#[derive(Debug)]
pub struct Parsed {
    /// What it says.
    pub tree: File,
    /// What could not be read.
    pub complaints: Vec<Complaint>,
    /// SHA-256 over the tokens, in hexadecimal: the same for texts that differ only in layout and comments.
    pub fingerprint: String,
}

/// Reads a text. Broken statements become complaints; everything else becomes the tree.
pub fn parse(file: &SourceFile) -> Parsed {
    let mut scanned = scan(file);
    let mut complaints = std::mem::take(&mut scanned.complaints);
    let mut tree = File {
        edition: None,
        blocks: vec![],
        comments: std::mem::take(&mut scanned.comments),
        unreadable_words: vec![],
        broken_off: vec![],
    };
    let mut print = String::new();
    if scanned.parseable {
        match Grammar::parse(Rule::file, &scanned.balanced) {
            Ok(pairs) => {
                let pairs: Vec<Pair<'_>> = pairs.collect();
                let leaves = Leaves::of(&pairs);
                print = fingerprint(file, &scanned.tokens, &leaves);
                build_file(&mut tree, &pairs);
                if leaves.any_broken {
                    let found = unreadable(&pairs, &complaints);
                    complaints.extend(found.complaints);
                    tree.unreadable_words = found.words;
                    tree.broken_off = found.broken_off;
                }
                complaints.extend(judge_edition(&tree, &complaints));
            }
            Err(error) => complaints.push(unexpected(&error)),
        }
    }
    complaints.sort_by_key(Complaint::start);
    Parsed { tree, complaints: at_most(complaints), fingerprint: print }
}

/// The grammar reads any text with balanced braces, so this stands for a fault of the grammar, not of the user.
fn unexpected(error: &pest::error::Error<Rule>) -> Complaint {
    let at = match error.location {
        pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
    };
    Complaint::error(&codes::V0101, Span::new(at, at), "the file cannot be read from here on")
}

fn judge_edition(tree: &File, complaints: &[Complaint]) -> Option<Complaint> {
    match tree.edition {
        Some(edition) if edition.value == 1.0 => None,
        Some(edition) => {
            let message = format!("edition {} of the language is not known", edition.value);
            Some(
                Complaint::error(&codes::V0106, edition.span, message)
                    .help("this program reads edition 1; a newer one may read this file"),
            )
        }
        None if complaints.iter().any(|complaint| complaint.start() == 0 && complaint.is_error()) => None,
        None => {
            let message = "the first line does not say in which edition of the language the file is written";
            Some(Complaint::error(&codes::V0106, Span::new(0, 0), message).help("put `verbond 1` on the first line"))
        }
    }
}

/// Keeps the first complaints of each code, and says how many more there are.
pub(crate) fn at_most(complaints: Vec<Complaint>) -> Vec<Complaint> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let mut kept: Vec<Complaint> = Vec::new();
    for complaint in complaints {
        let count = counts.entry(complaint.code.name).or_default();
        *count += 1;
        if *count <= limits::COMPLAINTS {
            kept.push(complaint);
        }
    }
    for complaint in kept.iter_mut().rev() {
        if let Some(count) = counts.remove(complaint.code.name).filter(|count| *count > limits::COMPLAINTS) {
            complaint.message.push_str(&format!(" (and {} more of this kind)", count - limits::COMPLAINTS));
        }
    }
    kept
}
