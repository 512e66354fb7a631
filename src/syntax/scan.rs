use pest::Parser;

use super::grammar::{Grammar, Pair, Rule};
use super::token::{Token, TokenKind};
use super::tree::Comment;
use crate::source::{Diagnostic, Place, SourceFile, Span, codes};

/// Limits on a file of the language; each has a code.
pub mod limits {
    /// Size up to which whole numbers, and sums of them, are exact.
    pub const NUMBER: f64 = 1e15;
    /// Bytes of a file.
    pub const FILE_BYTES: usize = 2 * 1024 * 1024;
    /// Characters of a name.
    pub const NAME_CHARACTERS: usize = 64;
    /// Braces within braces.
    pub const BRACE_DEPTH: usize = 16;
    /// Brackets, `not`, `if` and minus signs within one another.
    pub const EXPRESSION_DEPTH: usize = 32;
    /// Operators in one statement.
    pub const OPERATORS: usize = 500;
    /// Items of a measure, and names of a run.
    pub const ITEMS: usize = 10_000;
    /// Members of a ranking, or of what is shared out.
    pub const MEMBERS: usize = 20;
    /// The most that is shared out.
    pub const SHARED_OUT: f64 = 1e6;
    /// Names that all runs of a file stand for together.
    pub const RUN_NAMES: usize = 1_000_000;
    /// Informants of a measure.
    pub const INFORMANTS: usize = 20;
    /// Known facts of a measure.
    pub const KNOWN: usize = 1_000;
    /// Groups of norms.
    pub const NORM_GROUPS: usize = 1_000;
    /// Groups of a table.
    pub const TABLE_GROUPS: usize = 500;
    /// Measures that a schedule asks for.
    pub const ASKS: usize = 100;
    /// Moments at which an informant is reminded.
    pub const REMINDERS: usize = 20;
    /// Entries of a category.
    pub const CASES: usize = 50;
    /// Points of a scale.
    pub const POINTS: usize = 1_000;
    /// Choices of an item.
    pub const CHOICES: usize = 50;
    /// Characters of an answer as text.
    pub const TEXT_ANSWER: f64 = 100_000.0;
    /// Bytes of a picture.
    pub const PICTURE_BYTES: usize = 2 * 1024 * 1024;
    /// Bytes of a sound.
    pub const AUDIO_BYTES: usize = 8 * 1024 * 1024;
    /// Bytes of all pictures and sounds of a measure and its translations together.
    pub const MEDIA_BYTES: usize = 64 * 1024 * 1024;
    /// Diagnostics of one code that are listed for one file.
    pub const COMPLAINTS: usize = 100;
}

/// A text cut into tokens, judged for everything that would make the parser recurse or a reader stumble.
pub struct Scan {
    /// The text with the same length up to its end, but with braces in balance.
    pub balanced: String,
    /// Tokens in order, without comments.
    pub tokens: Vec<Token>,
    /// Comments in order.
    pub comments: Vec<Comment>,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the parser may run: depth is bounded.
    pub parseable: bool,
}

/// Words that begin a statement or a part of one, and never stand inside an expression.
const FRESH_START: &[&str] =
    &["score", "item", "items", "alert", "bands", "category", "asked", "expect", "test", "page", "table", "scale"];

/// Diagnostics about tokens that are kept; a text with more of them is no instrument.
const SCAN_COMPLAINTS: usize = 10_000;

/// Cuts a text into tokens.
pub fn scan(file: &SourceFile) -> Scan {
    let mut scan = Scan { balanced: String::new(), tokens: vec![], comments: vec![], diagnostics: vec![], parseable: true };
    let text = file.text();
    if text.len() > limits::FILE_BYTES {
        let message = format!("the file has {} bytes, and {} are allowed", text.len(), limits::FILE_BYTES);
        scan.diagnostics
            .push(Diagnostic::new(&codes::FILE_TOO_LARGE, Place::File, message).help("check that it is the right file"));
        scan.parseable = false;
        return scan;
    }
    scan.diagnostics.extend(unseen_characters(text));
    let tokens = Grammar::parse(Rule::scan, text).ok().and_then(|mut pairs| pairs.next());
    for pair in tokens.into_iter().flat_map(Pair::into_inner) {
        scan.take(&pair);
        scan.diagnostics.truncate(SCAN_COMPLAINTS);
    }
    scan.balanced = scan.balance(file);
    scan.bound_expressions(text);
    scan
}

impl Scan {
    fn take(&mut self, pair: &Pair<'_>) {
        let span = span_of(pair);
        let text = pair.as_str();
        let kind = match pair.as_rule() {
            Rule::comment => {
                self.comments.push(Comment { text: text.trim_end().to_owned(), span });
                return;
            }
            Rule::string => {
                self.check_escapes(text, span);
                TokenKind::Text
            }
            Rule::word => {
                self.check_word(text, span);
                TokenKind::Word
            }
            Rule::sign => TokenKind::Sign,
            Rule::open_string => {
                self.take_open_text(text, span);
                return;
            }
            Rule::strange => TokenKind::Strange,
            _ => return,
        };
        self.tokens.push(Token { kind, span });
    }

    /// A text that is not closed ends before the braces at the end of its line, which were hardly meant to be in it.
    fn take_open_text(&mut self, text: &str, span: Span) {
        let inner = text.trim_end_matches(|c: char| c == '}' || c.is_whitespace());
        let end = span.start as usize + inner.len().max(1);
        let place = Span::new(span.start as usize, end);
        let diagnostic = Diagnostic::new(&codes::UNCLOSED_TEXT, place, "this text is not closed on its line");
        self.diagnostics.push(diagnostic.help("put a quotation mark at its end; `\\n` makes a new line inside a text"));
        self.tokens.push(Token { kind: TokenKind::Strange, span: place });
        let braces = text.match_indices('}').map(|(at, _)| span.start as usize + at).filter(|at| *at >= end);
        self.tokens.extend(braces.map(|at| Token { kind: TokenKind::Sign, span: Span::new(at, at + 1) }));
    }

    fn check_word(&mut self, word: &str, span: Span) {
        let length = word.chars().count();
        if length > limits::NAME_CHARACTERS {
            let message = format!("this name has {length} characters, and {} are allowed", limits::NAME_CHARACTERS);
            self.diagnostics.push(Diagnostic::new(&codes::NAME_TOO_LONG, span, message).help("shorten it; labels may be longer"));
        } else if let Some(letter) = word.chars().find(|letter| !letter.is_ascii()) {
            let message =
                format!("`{word}` holds `{letter}` (U+{:04X}), which is not one of the letters a to z", u32::from(letter));
            self.diagnostics
                .push(Diagnostic::new(&codes::LOOKALIKE_LETTER, span, message).help("type it again with plain letters"));
        }
    }

    fn check_escapes(&mut self, text: &str, span: Span) {
        let mut characters = text.char_indices();
        while let Some((at, character)) = characters.next() {
            if character != '\\' {
                continue;
            }
            if let Some((next, escaped)) = characters.next().filter(|(_, escaped)| !matches!(escaped, '"' | '\\' | 'n')) {
                let place = Span::new(span.start as usize + at, span.start as usize + next + escaped.len_utf8());
                let message = format!("`\\{escaped}` is not an escape");
                self.diagnostics
                    .push(Diagnostic::new(&codes::UNKNOWN_ESCAPE, place, message).help("write `\\\\` for a backslash"));
            }
        }
    }

    /// The text with closing braces added or blanked out until they pair.
    fn balance(&mut self, file: &SourceFile) -> String {
        let text = file.text();
        let mut balanced = text.to_owned().into_bytes();
        // A brace in a text that is not closed is no brace, and a `#` no comment; the grammar, which would take them
        // for such, must not see them.
        for token in self.tokens.iter().filter(|token| token.kind == TokenKind::Strange) {
            balanced[token.span.range()]
                .iter_mut()
                .filter(|byte| matches!(byte, b'{' | b'}' | b'#'))
                .for_each(|byte| *byte = b' ');
        }
        let guess = self.is_unbalanced(text);
        let mut open: Vec<Token> = Vec::new();
        let mut unclosed: Vec<Token> = Vec::new();
        let mut too_deep = None;
        for token in &self.tokens {
            let word = text.get(token.span.range()).unwrap_or_default();
            if guess && let Some(indent) = indent_of_first(file, *token) {
                while open.len() > 1 && ends_block(file, open.last(), word, indent) {
                    unclosed.extend(open.pop());
                    blank_before(&mut balanced, token.span);
                }
            }
            match (token.kind, word) {
                (TokenKind::Sign, "{") => {
                    open.push(*token);
                    if open.len() > limits::BRACE_DEPTH {
                        too_deep = too_deep.or(Some(token.span));
                    }
                }
                (TokenKind::Sign, "}") if open.pop().is_none() => {
                    balanced[token.span.start as usize] = b' ';
                    self.diagnostics.push(
                        Diagnostic::new(&codes::UNMATCHED_BRACE, token.span, "this brace closes nothing").help("delete it"),
                    );
                }
                _ => {}
            }
        }
        unclosed.extend(open.iter().copied());
        for token in &unclosed {
            let diagnostic = Diagnostic::new(&codes::UNMATCHED_BRACE, token.span, "this brace is never closed");
            self.diagnostics.push(diagnostic.help("close the block with `}` where it ends"));
        }
        if let Some(span) = too_deep {
            let message = format!("braces are nested deeper than {}", limits::BRACE_DEPTH);
            self.diagnostics
                .push(Diagnostic::new(&codes::NESTED_TOO_DEEPLY, span, message).help("close the blocks before this one"));
            self.parseable = false;
        }
        if !open.is_empty() {
            balanced.push(b'\n');
            balanced.extend(open.iter().map(|_| b'}'));
        }
        String::from_utf8(balanced).unwrap_or_else(|_| text.to_owned())
    }

    fn is_unbalanced(&self, text: &str) -> bool {
        let signs = self.tokens.iter().filter(|token| token.kind == TokenKind::Sign);
        let depth = signs.fold(0_i64, |depth, token| match text.get(token.span.range()) {
            Some("{") => depth + 1,
            Some("}") => depth - 1,
            _ => depth,
        });
        depth > 0
    }

    /// Judges how deep and how long expressions are, from a point where an expression cannot go on to the next.
    fn bound_expressions(&mut self, text: &str) {
        let (mut depth, mut operators) = (0_usize, 0_usize);
        let mut previous = "";
        let mut reported = false;
        let word_of = |token: &Token| {
            if token.kind == TokenKind::Text { "\"" } else { text.get(token.span.range()).unwrap_or_default() }
        };
        for (at, token) in self.tokens.iter().enumerate() {
            let word = word_of(token);
            let next = |distance: usize| self.tokens.get(at + distance).map_or("", word_of);
            match word {
                // No expression goes on over an arrow.
                "{" | "}" | "\"" | "->" | "→" => (depth, operators) = (0, 0),
                word if FRESH_START.contains(&word) => (depth, operators) = (0, 0),
                // `let` may be a name in an expression, but is none where a name and `=` follow it.
                "let" if next(2) == "=" => (depth, operators) = (0, 0),
                "(" | "not" | "if" => depth += 1,
                "-" | "−" if is_operand_end(previous) => operators += 1,
                // A minus sign before a number is part of it, unless there are several.
                "-" | "−" if next(1).starts_with(|c: char| c.is_ascii_digit()) && !matches!(previous, "-" | "−") => {}
                "-" | "−" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                "+" | "*" | "/" | "^" | "and" | "or" => operators += 1,
                _ => {}
            }
            previous = word;
            if depth > limits::EXPRESSION_DEPTH || operators > limits::OPERATORS {
                self.parseable = false;
                if !reported {
                    let message = if depth > limits::EXPRESSION_DEPTH {
                        format!("brackets, `not`, `if` and minus signs are nested deeper than {}", limits::EXPRESSION_DEPTH)
                    } else {
                        format!("this statement has more than {} operators", limits::OPERATORS)
                    };
                    let diagnostic = Diagnostic::new(&codes::NESTED_TOO_DEEPLY, token.span, message);
                    self.diagnostics.push(diagnostic.help("split the expression into several scores"));
                }
                reported = true;
            } else if depth == 0 && operators == 0 {
                reported = false;
            }
        }
    }
}

fn is_operand_end(previous: &str) -> bool {
    let last = previous.chars().next_back().unwrap_or(' ');
    let is_word = last.is_alphanumeric() || last == '_';
    let opens = matches!(previous, "not" | "and" | "or" | "if" | "then" | "else" | "when" | "to" | "from" | "of");
    previous == ")" || previous == "%" || (is_word && !opens)
}

/// The indentation of a token that stands first on its line.
fn indent_of_first(file: &SourceFile, token: Token) -> Option<usize> {
    let (line, start) = file.line_at(token.span.start);
    let indent = (token.span.start - start) as usize;
    line.get(..indent).is_some_and(|before| before.trim().is_empty()).then_some(indent)
}

/// Where a brace is missing, the layout tells where its block was meant to end: at a statement or a brace that is not
/// indented more than the line that opened it.
fn ends_block(file: &SourceFile, opener: Option<&Token>, word: &str, indent: usize) -> bool {
    let Some(opener) = opener else { return false };
    let line = file.line_at(opener.span.start).0;
    let opened = line.len() - line.trim_start().len();
    match word {
        "}" => opened > indent,
        word => {
            opened >= indent
                && (FRESH_START.contains(&word)
                    || matches!(
                        word,
                        "known" | "informants" | "compare" | "feedback" | "follows" | "intro" | "for" | "ask" | "remind"
                    ))
        }
    }
}

/// Puts a closing brace into the blank before a token, so that no place moves.
fn blank_before(text: &mut [u8], span: Span) {
    let end = span.start as usize;
    let blanks = text[..end].iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
    // A line feed may end a comment, so a blank after it is taken first.
    let place = (end - blanks..end).rev().find(|at| matches!(text[*at], b' ' | b'\t')).or((blanks > 0).then(|| end - 1));
    if let Some(place) = place {
        text[place] = b'}';
    }
}

fn unseen_characters(text: &str) -> Vec<Diagnostic> {
    let unseen = text.char_indices().filter(|(at, character)| match character {
        '\n' | '\r' | '\t' => false,
        '\u{FEFF}' => *at > 0,
        '\u{200B}' | '\u{2060}' => true,
        other => other.is_control() || crate::source::is_direction_control(*other),
    });
    let diagnostic = |(at, character): (usize, char)| {
        let span = Span::new(at, at + character.len_utf8());
        let message = format!("a character that cannot be seen: U+{:04X}", u32::from(character));
        Diagnostic::new(&codes::INVISIBLE_CHARACTER, span, message).help("delete it")
    };
    unseen.take(limits::COMPLAINTS).map(diagnostic).collect()
}

/// Where a pair stands.
pub fn span_of(pair: &Pair<'_>) -> Span {
    Span::new(pair.as_span().start(), pair.as_span().end())
}
