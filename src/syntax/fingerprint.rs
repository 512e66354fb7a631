use sha2::{Digest, Sha256};

use super::grammar::{Pair, Rule};
use super::recover::is_broken;
use super::scan::span_of;
use super::token::{Token, TokenKind, canonical};
use crate::source::{SourceFile, Span};

/// SHA-256 over the canonical tokens joined by line feeds, in lower-case hexadecimal.
pub fn fingerprint(file: &SourceFile, tokens: &[Token], leaves: &Leaves) -> String {
    let mut hash = Sha256::new();
    for token in leaves.joined(tokens) {
        hash.update(canonical(file.slice(token.span), token.kind).as_bytes());
        hash.update(b"\n");
    }
    hexadecimal(&hash.finalize())
}

/// Bytes in lower-case hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What one walk along the pairs of a file finds.
pub struct Leaves {
    /// Places of tokens that are one for the language and several for the scan: `0.2.0`, `wai-s`, `-5`, `2026-11-24`,
    /// `23:30`, `main.T`.
    compounds: Vec<Span>,
    /// Whether there is something that no statement could read.
    pub any_broken: bool,
}

impl Leaves {
    /// Walks along pairs.
    pub fn of(pairs: &[Pair<'_>]) -> Self {
        let mut leaves = Self { compounds: vec![], any_broken: false };
        for pair in pairs.iter().cloned().flat_map(|pair| pair.into_inner().flatten()) {
            match pair.as_rule() {
                Rule::id
                | Rule::tag
                | Rule::version
                | Rule::number
                | Rule::signed
                | Rule::tolerance
                | Rule::date
                | Rule::time
                | Rule::normed
                | Rule::k_cut_off => {
                    leaves.compounds.push(span_of(&pair));
                }
                rule => leaves.any_broken |= is_broken(rule),
            }
        }
        leaves
    }

    /// The tokens of the scan, with those joined that are one.
    pub fn joined(&self, tokens: &[Token]) -> Vec<Token> {
        let mut compounds = self.compounds.iter().peekable();
        let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
        for token in tokens {
            while compounds.next_if(|compound| compound.end <= token.span.start).is_some() {}
            match (compounds.peek(), joined.last_mut()) {
                (Some(compound), Some(last)) if compound.start <= last.span.start && token.span.end <= compound.end => {
                    last.span = last.span.to(token.span);
                    last.kind = TokenKind::Word;
                }
                _ => joined.push(*token),
            }
        }
        joined
    }
}
