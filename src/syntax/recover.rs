use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

use super::forms::{Form, entry_in, statements_in};
use super::grammar::{Grammar, Pair, Rule};
use super::scan::span_of;
use super::slips::{digit_first, entry_slip, flag_in, foreign_comment, slip_at, slip_behind_is};
use crate::source::{Diagnostic, Place, Span, codes, nearest};

/// What could not be read.
#[derive(Default)]
pub struct Unreadable {
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The words in it.
    pub words: Vec<String>,
    /// Statements that break off: on their line follows what does not belong to them.
    pub broken_off: Vec<Span>,
}

/// Reports everything that no statement could read.
pub fn unreadable(pairs: &[Pair<'_>], known: &[Diagnostic]) -> Unreadable {
    let mut found = Unreadable::default();
    let known = KnownPlaces::new(known);
    for pair in pairs {
        collect(pair, &known, &mut found);
    }
    found
}

/// Whether a rule stands for what no statement could read.
pub(super) fn is_broken(rule: Rule) -> bool {
    matches!(rule, Rule::broken | Rule::broken_top | Rule::broken_head)
}

/// A stretch of text that no statement of a block could read, with the statement before it.
struct Piece<'a> {
    block: Rule,
    /// The whole text of the file.
    whole: &'a str,
    text: &'a str,
    span: Span,
    after: Option<Pair<'a>>,
}

fn collect(block: &Pair<'_>, known: &KnownPlaces, found: &mut Unreadable) {
    let whole = block.get_input();
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut before: Option<Pair<'_>> = None;
    let mut follows_on = false;
    for pair in block.clone().into_inner() {
        match pair.as_rule() {
            rule if is_broken(rule) => {
                let span = trimmed(&pair);
                match pieces.last_mut() {
                    Some(last) if follows_on && !begins_statement(last.block, pair.as_str()) => {
                        last.span = last.span.to(span);
                        last.text = whole.get(last.span.range()).unwrap_or_default();
                    }
                    _ => {
                        let (block, text, after) = (block.as_rule(), pair.as_str().trim(), before.clone());
                        pieces.push(Piece { block, whole, text, span, after });
                    }
                }
                follows_on = true;
            }
            _ => {
                collect(&pair, known, found);
                before = Some(pair);
                follows_on = false;
            }
        }
    }
    for piece in pieces.iter().filter(|piece| !piece.text.is_empty() || piece.block != Rule::file) {
        found.broken_off.extend(piece.breaks_off());
        found.words.extend(piece.helper_broken_off());
        found.words.extend(
            piece.text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty()).map(str::to_owned),
        );
        let echoes = known.overlap(piece.span);
        if !echoes {
            found.diagnostics.push(piece.diagnostic());
        }
    }
}

/// Places of errors that are known already, in order; tokens do not overlap, so neither do they.
struct KnownPlaces(Vec<Span>);

impl KnownPlaces {
    fn new(diagnostics: &[Diagnostic]) -> Self {
        let place = |diagnostic: &Diagnostic| match diagnostic.place {
            Place::Text(span) => diagnostic.is_error().then_some(span),
            Place::File | Place::Column(_) | Place::Cell { .. } => None,
        };
        let mut places: Vec<Span> = diagnostics.iter().filter_map(place).collect();
        places.sort_unstable();
        Self(places)
    }

    fn overlap(&self, span: Span) -> bool {
        let first = self.0.partition_point(|place| place.end <= span.start);
        self.0.get(first).is_some_and(|place| place.overlaps(span))
    }
}

fn trimmed(pair: &Pair<'_>) -> Span {
    let text = pair.as_str();
    let start = pair.as_span().start() + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(text.len());
    &text[..end]
}

fn begins_statement(block: Rule, text: &str) -> bool {
    let word = first_word(text.trim());
    statements_in(block).iter().any(|form| form.word == word)
}

impl Piece<'_> {
    fn diagnostic(&self) -> Diagnostic {
        let word = first_word(self.text);
        let forms = statements_in(self.block);
        if let Some(sign) = foreign_comment(self.text) {
            let message = format!("`{sign}` does not begin a comment");
            return Diagnostic::new(&codes::UNREADABLE_STATEMENT, self.word_span(sign), message)
                .help("a comment begins with `#`");
        }
        if let Some(help) = entry_slip(self.block, self.text) {
            let message = "this cannot be read as it stands";
            let end = self.text.lines().next().map_or(0, |line| line.trim_end().len());
            let span = Span::new(self.span.start as usize, self.span.start as usize + end);
            return Diagnostic::new(&codes::UNREADABLE_STATEMENT, span, message).help(help);
        }
        if let Some(form) = forms.iter().find(|form| form.word == word) {
            return self.failed(form.rule, &format!("this `{word}` statement"), form.form);
        }
        if let Some(form) = self.head_form() {
            let digit_first = self.text.split_whitespace().find_map(|word| digit_first(word, "an id"));
            return Diagnostic::new(&codes::UNREADABLE_STATEMENT, self.head_span(), "the head of this block cannot be read")
                .help(digit_first.unwrap_or_else(|| format!("the form is: {}", form.form)));
        }
        if let Some(near) = nearest(word, forms.iter().map(|form| form.word)) {
            let message = format!("there is no statement `{word}`");
            return Diagnostic::new(&codes::UNREADABLE_STATEMENT, self.word_span(word), message)
                .help(format!("did you mean `{near}`?"));
        }
        match entry_in(self.block) {
            Some(_) if matches!(self.block, Rule::bands | Rule::norm_bands) && word == "to" => self.band_with_two_ends(),
            Some(_) if self.block == Rule::scale && word == "count" => self.out_of_place(word),
            Some(_) if is_reserved(word) => self.reserved(word, self.word_span(word)),
            Some((rule, form)) => self.failed(rule, "this entry", form),
            None => self.out_of_place(word),
        }
    }

    /// `low "Low" from 10 to 19`.
    fn band_with_two_ends(&self) -> Diagnostic {
        let end: String = self.text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        let message = "a band says where it begins, and not where it ends";
        Diagnostic::new(&codes::UNREADABLE_STATEMENT, self.word_span("to"), message)
            .help(format!("it ends where the next one begins: leave out `{end}`"))
    }

    /// The brace that closed a block too early, where what stands here belongs into it.
    fn closed_too_early(&self) -> Option<Diagnostic> {
        let before = self.after.as_ref().filter(|_| self.block == Rule::file)?;
        let word = first_word(self.text);
        let of_block = statements_in(before.as_rule()).iter().any(|form| form.word == word);
        let of_file = statements_in(Rule::file).iter().any(|form| form.word == word);
        let end = before.as_str().trim_end().len() + before.as_span().start();
        let keyword = first_word(before.as_str());
        (of_block && !of_file && before.as_str().trim_end().ends_with('}')).then(|| {
            let message = format!("this brace closes the {keyword}, and more of it follows");
            Diagnostic::new(&codes::UNMATCHED_BRACE, Span::new(end - 1, end), message)
                .label(self.word_span(word), "this belongs to it")
                .help("delete this brace, or one before it that closes too early")
        })
    }

    /// The statement before, if this goes on on its line.
    fn breaks_off(&self) -> Option<Span> {
        let before = self.after.as_ref().map(span_of)?;
        let between = self.whole.get(before.end.min(self.span.start) as usize..self.span.start as usize)?;
        let taken = self.whole.get(before.range())?;
        let goes_on = !between.contains('\n') && !taken[taken.trim_end().len()..].contains('\n');
        (goes_on && !begins_statement(self.block, self.text)).then_some(before)
    }

    /// The name of the helper before, if this goes on on its line: what it is cannot be told.
    fn helper_broken_off(&self) -> Option<String> {
        let helper = self.after.clone().filter(|before| before.as_rule() == Rule::helper && self.breaks_off().is_some())?;
        helper.into_inner().find(|inner| inner.as_rule() == Rule::name).map(|name| name.as_str().to_owned())
    }

    fn head_form(&self) -> Option<&'static Form> {
        let heads_itself = matches!(self.block, Rule::instrument | Rule::translation | Rule::norms | Rule::schedule)
            && self.after.as_ref().is_some_and(is_keyword);
        heads_itself.then(|| statements_in(Rule::file).iter().find(|form| form.rule == self.block)).flatten()
    }

    fn head_span(&self) -> Span {
        match &self.after {
            Some(keyword) if self.text.is_empty() => span_of(keyword),
            _ => self.span,
        }
    }

    fn word_span(&self, word: &str) -> Span {
        let start = self.span.start as usize;
        Span::new(start, start + word.len().max(self.text.chars().next().map_or(0, char::len_utf8)))
    }

    fn reserved(&self, word: &str, span: Span) -> Diagnostic {
        // Where it goes on with what stands before it, no name was meant.
        if let Some(help) = slip_behind_is(self.whole, span.start as usize) {
            let message = format!("`{word}` does not belong here");
            return Diagnostic::new(&codes::UNREADABLE_STATEMENT, span, message).help(help);
        }
        let message = format!("`{word}` is a word of the language and cannot be a name");
        Diagnostic::new(&codes::RESERVED_WORD, span, message).help(format!("choose another name, as `{word}_1`"))
    }

    /// The diagnostic about a statement that begins well: it points at the first thing that does not fit.
    fn failed(&self, rule: Rule, what: &str, form: &str) -> Diagnostic {
        let (offset, expected) = match Grammar::parse(rule, self.text) {
            Ok(pairs) => (pairs.as_str().len(), Vec::new()),
            Err(error) => furthest(&error),
        };
        let rest = self.text.get(offset..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        let stopper = stopper_of(rest.trim_start());
        let start = self.span.start as usize + offset + blank;
        if is_reserved(stopper) && expected.contains(&Rule::name) {
            return self.reserved(stopper, Span::new(start, start + stopper.len()));
        }
        // An entry that cannot even be begun is named by its own rule; most begin with a name.
        let is_begun_by_name = offset == 0 && !form.starts_with("NUMBER") && !form.starts_with("VALUE");
        let is_name = is_begun_by_name
            || expected.iter().any(|rule| matches!(rule, Rule::name | Rule::run | Rule::name_list | Rule::rivals | Rule::id));
        let help = self
            .written_instead(start)
            .or_else(|| digit_first(stopper, "a name").filter(|_| is_name))
            .unwrap_or_else(|| format!("the form is: {form}"));
        let expectation = words_for(&expected);
        let message = match (stopper, expectation) {
            ("", None) => format!("{what} stops too early"),
            ("", Some(expected)) => format!("{what} stops too early: {expected} should follow"),
            (stopper, None) => format!("{what} cannot be read from `{stopper}` on"),
            (stopper, Some(expected)) => {
                format!("{what} cannot be read from `{stopper}` on: {expected} should stand here")
            }
        };
        let span = if stopper.is_empty() { self.span } else { Span::new(start, start + stopper.len()) };
        Diagnostic::new(&codes::UNREADABLE_STATEMENT, span, message).help(help)
    }

    /// What to write instead of what stands at a place, as far as that is known.
    fn written_instead(&self, at: usize) -> Option<String> {
        let is_of_item = self.block == Rule::items || self.after.as_ref().is_some_and(|pair| pair.as_rule() == Rule::item);
        slip_at(self.whole, at).or_else(|| flag_in(self.whole, at).filter(|_| is_of_item))
    }

    /// What people often write instead of the words of the language.
    fn slip(&self, word: &str) -> Option<String> {
        if let Some(help) = self.written_instead(self.span.start as usize) {
            return Some(help);
        }
        /// Words that go on with a statement.
        const GO_ON: [&str; 9] = ["needs", "where", "weighted", "prorated", "otherwise", "within", "when", "from", "counts"];
        let functions = "functions over a set are `sum of`, `mean of`, `median of`, `min of`, `max of`, `count of`, `sd of`, \
                         `variance of` and `mode of`";
        let near = || nearest(word, GO_ON).map(|near| format!("did you mean `{near}`?"));
        (word == "of").then(|| functions.to_owned()).or_else(near)
    }

    fn out_of_place(&self, word: &str) -> Diagnostic {
        if let Some(early) = self.closed_too_early() {
            return early;
        }
        let shown = if word.is_empty() { self.text.chars().take(1).collect() } else { word.to_owned() };
        let statement =
            self.after.as_ref().and_then(|pair| statements_in(self.block).iter().find(|form| form.rule == pair.as_rule()));
        let diagnostic =
            Diagnostic::new(&codes::UNREADABLE_STATEMENT, self.word_span(word), format!("`{shown}` does not belong here"));
        if let Some(help) = self.slip(word) {
            return diagnostic.help(help);
        }
        match statement {
            Some(form) => {
                diagnostic.help(format!("the `{}` statement before it is complete; its form is: {}", form.word, form.form))
            }
            None => diagnostic.help(begins_with(self.block)),
        }
    }
}

/// Whether a word belongs to the language; the grammar knows.
pub(crate) fn is_reserved(word: &str) -> bool {
    Grammar::parse(Rule::reserved_word, word).is_ok()
}

/// Whether a text can be the id of a measure; the grammar knows.
#[cfg(feature = "cli")]
pub(crate) fn is_id(text: &str) -> bool {
    Grammar::parse(Rule::id, text).is_ok_and(|found| found.as_str().len() == text.len())
}

fn begins_with(block: Rule) -> String {
    let words: Vec<String> = statements_in(block).iter().map(|form| format!("`{}`", form.word)).collect();
    format!("a statement here begins with {}", words.join(", "))
}

fn is_keyword(pair: &Pair<'_>) -> bool {
    matches!(pair.as_rule(), Rule::k_instrument | Rule::k_translation | Rule::k_norms | Rule::k_schedule)
}

fn furthest(error: &pest::error::Error<Rule>) -> (usize, Vec<Rule>) {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => (at, positives.clone()),
        ErrorVariant::CustomError { .. } => (at, Vec::new()),
    }
}

/// The token that stopped the reading, at most 40 characters of it.
fn stopper_of(rest: &str) -> &str {
    let word = first_word(rest);
    if !word.is_empty() {
        return word.char_indices().nth(40).map_or(word, |(at, _)| &word[..at]);
    }
    rest.chars().next().map_or("", |sign| &rest[..sign.len_utf8()])
}

/// What the grammar would have taken, in words; nothing if that is too much to list.
fn words_for(expected: &[Rule]) -> Option<String> {
    let mut words: Vec<String> = expected.iter().filter_map(|rule| word_for(*rule)).collect();
    words.sort_unstable();
    words.dedup();
    (1..=4).contains(&words.len()).then(|| words.join(" or "))
}

fn word_for(rule: Rule) -> Option<String> {
    let words = match rule {
        Rule::string | Rule::item_text | Rule::wording => "a text in quotation marks",
        Rule::name | Rule::run | Rule::name_list | Rule::rivals | Rule::id => "a name",
        Rule::choice_list => "a choice",
        Rule::signed | Rule::number | Rule::integer | Rule::tolerance => "a number",
        Rule::version => "a version such as 1.0.0",
        Rule::date => "a date such as 2026-11-24",
        Rule::tag => "a language such as nl-NL",
        Rule::bound => "`from` or `above`",
        Rule::comparator => "a comparison such as `>= 4`",
        Rule::days => "a number of days such as `14 days`",
        Rule::equals => "`=`",
        Rule::opens => "`{`",
        Rule::arrow => "`->`",
        Rule::dots => "`..`",
        Rule::comma => "a comma",
        Rule::counts => "`counts`",
        Rule::broken | Rule::is_missing | Rule::includes => return None,
        other => {
            return format!("{other:?}").strip_prefix("k_").map(|word| format!("`{}`", word.replace('_', "-")));
        }
    };
    Some(words.to_owned())
}
