use pest::Parser;

use super::build::build_file;
use super::fingerprint::{Leaves, fingerprint};
use super::grammar::{Grammar, Pair, Rule};
use super::placed::flags_before_names;
use super::recover::unreadable;
use super::scan::{limits, scan};
use super::tree::File;
use crate::source::{Diagnostic, SourceFile, Span, codes};

/// A text that was read as far as it could be.
#[derive(Debug)]
pub struct Parsed {
    /// What it says.
    pub tree: File,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
    /// SHA-256 over the tokens, in hexadecimal: the same for texts that differ only in layout and comments.
    pub fingerprint: String,
}

/// Reads a text. Broken statements become diagnostics; everything else becomes the tree.
pub fn parse(file: &SourceFile) -> Parsed {
    let mut scanned = scan(file);
    let mut diagnostics = std::mem::take(&mut scanned.diagnostics);
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
                diagnostics.extend(flags_before_names(file, &pairs));
                if leaves.any_broken {
                    let found = unreadable(&pairs, &diagnostics);
                    // The brace at the end of a block that was closed too early closes nothing for that reason.
                    if let Some(early) =
                        found.diagnostics.iter().find(|it| it.code == &codes::UNMATCHED_BRACE).map(Diagnostic::start)
                    {
                        diagnostics.retain(|it| it.code != &codes::UNMATCHED_BRACE || it.start() < early);
                    }
                    diagnostics.extend(found.diagnostics);
                    tree.unreadable_words = found.words;
                    tree.broken_off = found.broken_off;
                }
                diagnostics.extend(check_edition(&tree, &diagnostics));
            }
            Err(error) => diagnostics.push(unexpected(&error)),
        }
    }
    diagnostics.sort_by_key(Diagnostic::start);
    Parsed { tree, diagnostics: at_most(diagnostics), fingerprint: print }
}

/// The grammar reads any text with balanced braces, so this stands for a fault of the grammar, not of the user.
fn unexpected(error: &pest::error::Error<Rule>) -> Diagnostic {
    let at = match error.location {
        pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
    };
    Diagnostic::new(&codes::UNREADABLE_STATEMENT, Span::new(at, at), "the file cannot be read from here on")
}

fn check_edition(tree: &File, diagnostics: &[Diagnostic]) -> Option<Diagnostic> {
    match tree.edition {
        Some(edition) if edition.value == 1.0 => None,
        Some(edition) => {
            let message = format!("edition {} of the language is not known", edition.value);
            Some(
                Diagnostic::new(&codes::UNKNOWN_EDITION, edition.span, message)
                    .help("this program reads edition 1; a newer one may read this file"),
            )
        }
        None if diagnostics.iter().any(|diagnostic| diagnostic.start() == 0 && diagnostic.is_error()) => None,
        None => {
            let message = "the first line does not say in which edition of the language the file is written";
            Some(Diagnostic::new(&codes::UNKNOWN_EDITION, Span::new(0, 0), message).help("put `verbond 1` on the first line"))
        }
    }
}

/// Keeps the first diagnostics of each code, and says how many more there are.
pub(crate) fn at_most(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        let count = counts.entry(diagnostic.code.name).or_default();
        *count += 1;
        if *count <= limits::COMPLAINTS {
            kept.push(diagnostic);
        }
    }
    for diagnostic in kept.iter_mut().rev() {
        if let Some(count) = counts.remove(diagnostic.code.name).filter(|count| *count > limits::COMPLAINTS) {
            diagnostic.message.push_str(&format!(" (and {} more of this kind)", count - limits::COMPLAINTS));
        }
    }
    kept
}
