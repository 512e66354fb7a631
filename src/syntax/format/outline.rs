use std::borrow::Cow;

use crate::source::{SourceFile, Span};
use crate::syntax::forms::is_form;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::scan::span_of;
use crate::syntax::token::{Token, TokenKind, canonical};
use crate::syntax::tree::{Comment, MathFunction};

/// A statement or an entry of a block, with the comments that belong to it.
pub struct Entry {
    /// What it is; a comment at the end of a block is an entry without words.
    pub rule: Rule,
    /// Its tokens up to its block, as they are written.
    pub words: Vec<String>,
    /// What stands in its block, if it has one.
    pub children: Option<Vec<Entry>>,
    /// Whether a line was left free before it.
    pub blank_before: bool,
    /// Comments on lines before it, and those within it.
    pub comments_above: Vec<String>,
    /// The comment on the line where it ends.
    pub comment_behind: Option<String>,
}

/// The statements of a file.
pub struct Outline {
    pub entries: Vec<Entry>,
}

/// What an outline is made from.
struct Maker<'a> {
    file: &'a SourceFile,
    tokens: &'a [Token],
    comments: &'a [Comment],
}

impl Outline {
    pub fn new(file: &SourceFile, tokens: &[Token], comments: &[Comment], pairs: &[Pair<'_>]) -> Self {
        let maker = Maker { file, tokens, comments };
        let statements: Vec<Pair<'_>> = pairs.iter().flat_map(statements_in).collect();
        Self { entries: maker.entries(&statements, Span::new(0, file.text().len() + 1)) }
    }
}

impl Maker<'_> {
    /// The entries of a block, which lies within a span.
    fn entries(&self, statements: &[Pair<'_>], block: Span) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut from = block.start;
        for pair in statements {
            let span = self.trimmed(span_of(pair));
            let mut entry = self.entry(pair, span);
            let mut before = self.comments_between(from, span.start);
            self.take_behind(entries.last_mut(), &mut from, &mut before);
            let first = before.first().map_or(span.start, |comment| comment.span.start);
            entry.blank_before = self.blank_between(from, first)
                || (pair.as_rule() != Rule::edition && !entries.is_empty() && is_file_level(pair.as_rule()));
            let mut above: Vec<String> = before.iter().map(|comment| comment.text.clone()).collect();
            above.append(&mut entry.comments_above);
            entry.comments_above = above;
            entries.push(entry);
            from = span.end;
        }
        let mut rest = self.comments_between(from, block.end);
        self.take_behind(entries.last_mut(), &mut from, &mut rest);
        if let Some(first) = rest.first() {
            let blank_before = self.blank_between(from, first.span.start);
            let comments_above = rest.iter().map(|comment| comment.text.clone()).collect();
            entries.push(Entry {
                rule: Rule::comment,
                words: vec![],
                children: None,
                blank_before,
                comments_above,
                comment_behind: None,
            });
        }
        entries
    }

    /// Gives the comment on the line where an entry ends to that entry.
    fn take_behind(&self, last: Option<&mut Entry>, from: &mut u32, comments: &mut Vec<&Comment>) {
        if let Some(last) = last
            && let Some(comment) = comments.first().filter(|comment| self.same_line(*from, comment.span.start))
        {
            last.comment_behind = Some(comment.text.clone());
            *from = comment.span.end;
            comments.remove(0);
        }
    }

    fn entry(&self, pair: &Pair<'_>, span: Span) -> Entry {
        let tokens = self.tokens_in(span);
        let opening = tokens.iter().position(|token| self.word(token) == "{");
        let head = &tokens[..opening.unwrap_or(tokens.len())];
        let words = self.words(head);
        let head_end = opening.map_or(span.end, |at| tokens[at].span.start);
        let within = self.comments_between(span.start, head_end);
        let children = opening.map(|at| {
            let inner = Span { start: tokens[at].span.end, end: tokens.last().map_or(span.end, |token| token.span.start) };
            self.entries(&statements_in(pair), inner)
        });
        Entry {
            rule: pair.as_rule(),
            words,
            children,
            blank_before: false,
            comments_above: within.iter().map(|comment| comment.text.clone()).collect(),
            comment_behind: None,
        }
    }

    /// Tokens as they are written, with those glued that stand without a blank between them.
    fn words(&self, tokens: &[Token]) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let mut glue = false;
        let mut previous = Cow::Borrowed("");
        for token in tokens {
            let word = canonical(self.file.slice(token.span), token.kind);
            let is_sign = token.kind == TokenKind::Sign;
            // Nothing but a function of one number stands before a bracket without a word between them.
            let is_call = is_sign && word == "(" && MathFunction::of_word(&previous).is_some();
            let glued = glue || is_call || (is_sign && matches!(&*word, "," | ")" | "%" | ".."));
            let is_unary = is_sign && word == "-" && !ends_operand(&previous);
            glue = is_sign && (matches!(&*word, "(" | "..") || is_unary);
            match words.last_mut().filter(|_| glued) {
                Some(last) => last.push_str(&word),
                None => words.push(word.to_string()),
            }
            previous = word;
        }
        words
    }

    fn word(&self, token: &Token) -> &str {
        if token.kind == TokenKind::Sign { self.file.slice(token.span) } else { "" }
    }

    fn tokens_in(&self, span: Span) -> &[Token] {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        &self.tokens[start..end]
    }

    /// A rule that ends in an optional part takes the blanks and comments before it along.
    fn trimmed(&self, span: Span) -> Span {
        let tokens = self.tokens_in(span);
        Span { start: span.start, end: tokens.last().map_or(span.end, |token| token.span.end) }
    }

    fn comments_between(&self, start: u32, end: u32) -> Vec<&Comment> {
        self.comments.iter().filter(|comment| comment.span.start >= start && comment.span.start < end).collect()
    }

    fn between(&self, start: u32, end: u32) -> &str {
        self.file.slice(Span { start, end: end.max(start) })
    }

    fn same_line(&self, start: u32, end: u32) -> bool {
        !self.between(start, end).contains('\n')
    }

    fn blank_between(&self, start: u32, end: u32) -> bool {
        self.between(start, end).matches('\n').count() > 1
    }
}

fn ends_operand(previous: &str) -> bool {
    let last = previous.chars().next_back().unwrap_or(' ');
    let is_word = last.is_alphanumeric() || last == '_' || last == '"';
    (is_word
        && !matches!(
            previous,
            "not" | "and" | "or" | "if" | "then" | "else" | "when" | "to" | "from" | "of" | "round" | "rescale" | "up"
        ))
        || matches!(previous, ")" | "%")
}

fn is_file_level(rule: Rule) -> bool {
    matches!(rule, Rule::instrument | Rule::translation | Rule::norms | Rule::schedule)
}

/// The statements and entries directly in the block of a pair, at whatever depth the grammar has them.
fn statements_in<'a>(pair: &Pair<'a>) -> Vec<Pair<'a>> {
    let mut found = Vec::new();
    for inner in pair.clone().into_inner() {
        match inner.as_rule() {
            rule if is_statement(rule) => found.push(inner),
            Rule::wording | Rule::item_text | Rule::t_wording => found.extend(statements_in(&inner)),
            _ => {}
        }
    }
    found
}

/// Whether a rule is a statement, or an entry of a block: whatever the language knows as a statement is one, so that
/// none is ever left out.
fn is_statement(rule: Rule) -> bool {
    use Rule as R;
    is_form(rule)
        || matches!(
            rule,
            R::edition
                | R::informant_entry
                | R::known_entry
                | R::scale_range
                | R::scale_point
                | R::item_entry
                | R::told
                | R::band
                | R::band_group
                | R::sentence
                | R::category_case
                | R::table_row
                | R::table_group
                | R::given
                | R::t_none
                | R::t_word
                | R::t_point
                | R::t_told
                | R::t_band
                | R::t_low
                | R::t_high
                | R::t_choice
                | R::t_picture
                | R::t_audio
                | R::norm
                | R::percentile
        )
}
