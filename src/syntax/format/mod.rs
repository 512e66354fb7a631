//! The one true layout: a statement a line, two spaces a level, consecutive statements of a kind in columns.
//!
//! It works on tokens, so it can neither lose nor change one; the law `fingerprint(format(text)) == fingerprint(text)`
//! is tested.

mod cells;
mod outline;

use pest::Parser;

use super::fingerprint::Leaves;
use super::grammar::{Grammar, Pair, Rule};
use super::parse::parse;
use super::scan::scan;
use crate::source::{Diagnostic, SourceFile};
use outline::{Entry, Outline};

/// Characters of a line up to which a translation stays on one line.
const WIDTH: usize = 100;
/// Characters of a cell up to which the cells below it line up with it.
const WIDEST_CELL: usize = 72;

/// A text in the one true layout.
///
/// # Errors
/// The diagnostics that make it unreadable; such a text is left alone.
pub fn format(file: &SourceFile) -> Result<String, Vec<Diagnostic>> {
    let found = parse(file).diagnostics;
    let is_unreadable = |diagnostic: &&Diagnostic| diagnostic.is_error() && !is_missing_edition(diagnostic);
    let unreadable: Vec<Diagnostic> = found.iter().filter(is_unreadable).cloned().collect();
    if !unreadable.is_empty() {
        return Err(unreadable);
    }
    let scanned = scan(file);
    // A file that no error was found in and that is not read all the same would be printed as an empty one.
    let Ok(pairs) = Grammar::parse(Rule::file, &scanned.balanced) else { return Err(found) };
    let pairs: Vec<Pair<'_>> = pairs.collect();
    let tokens = Leaves::of(&pairs).joined(&scanned.tokens);
    let outline = Outline::new(file, &tokens, &scanned.comments, &pairs);
    let mut printer = Printer { text: String::new() };
    printer.block(&outline.entries, 0);
    Ok(printer.text)
}

/// A text without its first line still has a layout.
fn is_missing_edition(diagnostic: &Diagnostic) -> bool {
    diagnostic.code == &crate::source::codes::UNKNOWN_EDITION
}

/// Writes lines.
struct Printer {
    text: String,
}

impl Printer {
    fn block(&mut self, entries: &[Entry], depth: usize) {
        let mut at = 0;
        while at < entries.len() {
            let group = &entries[at..at + group_length(&entries[at..])];
            let lines = cells::lines(group);
            for (entry, lines) in group.iter().zip(lines) {
                self.entry(entry, &lines, depth, at == 0);
                at += 1;
            }
        }
    }

    fn entry(&mut self, entry: &Entry, lines: &[String], depth: usize, is_first: bool) {
        if entry.blank_before && !is_first {
            self.text.push('\n');
        }
        for comment in &entry.comments_above {
            self.line(depth, comment);
        }
        let (last, before) = lines.split_last().map_or((String::new(), &[][..]), |(last, before)| (last.clone(), before));
        before.iter().for_each(|line| self.line(depth, line));
        if let Some(children) = &entry.children {
            self.line(depth, &format!("{last} {{"));
            self.block(children, depth + 1);
            self.line(depth, &with_comment("}", entry.comment_behind.as_deref()));
        } else if !last.is_empty() {
            self.line(depth, &with_comment(&last, entry.comment_behind.as_deref()));
        }
    }

    fn line(&mut self, depth: usize, line: &str) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

fn with_comment(line: &str, comment: Option<&str>) -> String {
    comment.map_or_else(|| line.to_owned(), |comment| format!("{line}  {comment}"))
}

/// How many entries, from the first on, line up with one another.
fn group_length(entries: &[Entry]) -> usize {
    let mut length = 1;
    while let Some(next) = entries.get(length) {
        let before = &entries[length - 1];
        let goes_on =
            !next.blank_before && next.comments_above.is_empty() && before.children.is_none() && next.children.is_none();
        if !goes_on || cells::family(next.rule) != cells::family(before.rule) {
            break;
        }
        length += 1;
    }
    length
}
