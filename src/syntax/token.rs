use std::borrow::Cow;

use crate::source::Span;

/// The smallest piece of a text that means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word of the language, a name, a number, a version.
    Word,
    /// A text in quotation marks.
    Text,
    /// A sign such as `{`, `=` or `->`.
    Sign,
    /// Something else; a diagnostic stands for it.
    Strange,
}

/// A token as `verbond fmt` writes it and the fingerprint reads it: plain quotation marks, ASCII signs.
pub fn canonical(token: &str, kind: TokenKind) -> Cow<'_, str> {
    if token.is_ascii() {
        return Cow::Borrowed(token);
    }
    Cow::Owned(match kind {
        TokenKind::Text => canonical_text(token),
        TokenKind::Word | TokenKind::Sign | TokenKind::Strange => {
            token.replace('→', "->").replace('≤', "<=").replace('≥', ">=").replace('≠', "!=").replace('−', "-")
        }
    })
}

/// A text between curly quotation marks holds no plain ones, so nothing in it needs an escape.
fn canonical_text(token: &str) -> String {
    let mut characters = token.chars();
    characters.next();
    characters.next_back();
    format!("\"{}\"", characters.as_str())
}
