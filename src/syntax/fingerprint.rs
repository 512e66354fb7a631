use sha2::{Digest, Sha256};

use super::grammar::{Pair, Rule};
use super::scan::span_of;
use super::token::{Token, TokenKind, canonical};
use crate::source::SourceFile;

/// SHA-256 over the canonical tokens joined by line feeds, in lower-case hexadecimal.
pub fn fingerprint(file: &SourceFile, tokens: &[Token], pairs: &[Pair<'_>]) -> String {
    let mut hash = Sha256::new();
    for token in joined(tokens, pairs) {
        hash.update(canonical(file.slice(token.span), token.kind));
        hash.update(b"\n");
    }
    hexadecimal(&hash.finalize())
}

/// Bytes in lower-case hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The tokens of the scan, with those joined that one rule of the grammar took: `0.2.0`, `wai-s`, `-5`, `2026-11-24`.
pub fn joined(tokens: &[Token], pairs: &[Pair<'_>]) -> Vec<Token> {
    let leaves = pairs.iter().cloned().flat_map(|pair| pair.into_inner().flatten());
    let mut compounds = leaves.filter(|pair| is_compound(pair.as_rule())).map(|pair| span_of(&pair)).peekable();
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

fn is_compound(rule: Rule) -> bool {
    matches!(rule, Rule::id | Rule::tag | Rule::version | Rule::number | Rule::signed | Rule::date | Rule::k_cut_off)
}
