use pest::Parser;
use pest::iterators::Pair;
use pest_derive::Parser as PestParser;

use super::print::unescaped;
use super::returned::{Line, Sheet};
use super::{Candidate, SheetError, State};
use crate::exchange::bounds::{LINES, TRANSLATION_BYTES, TooLarge};
use crate::instrument::is_unwritten;

/// The grammar of gettext PO.
#[derive(PestParser)]
#[grammar = "../grammar/po.pest"]
struct Po;

/// What stands before a back translation in the comments of a message.
const BACK: &str = "back: ";
/// What stands before a translation to choose from, in a comment of those that programs write for translators (`#.`).
const CANDIDATE: &str = "candidate of ";

/// A sheet as a gettext PO catalogue: the place of a text is its context, what is stale is fuzzy.
pub fn to_po(sheet: &Sheet) -> String {
    let header = [
        format!("Project-Id-Version: {}", sheet.of),
        format!("Language: {}", sheet.language),
        format!("X-Source-Language: {}", sheet.source_language),
        "MIME-Version: 1.0".to_owned(),
        "Content-Type: text/plain; charset=UTF-8".to_owned(),
        "Content-Transfer-Encoding: 8bit".to_owned(),
    ];
    let header: String = header.iter().map(|line| format!("\"{}\\n\"\n", escaped(line))).collect();
    let mut text = format!("msgid \"\"\nmsgstr \"\"\n{header}");
    for line in &sheet.lines {
        text.push('\n');
        for note in &line.notes {
            // A note that begins as a back translation does is kept apart from one by a stroke.
            let stroke = if note.starts_with(BACK) { "\\" } else { "" };
            text.push_str(&format!("# {stroke}{}\n", escaped(note)));
        }
        if !line.back.is_empty() {
            text.push_str(&format!("# {BACK}{}\n", escaped(&line.back)));
        }
        for candidate in &line.candidates {
            text.push_str(&format!("#. {CANDIDATE}{}\n", candidate.line()));
        }
        if line.state == State::Stale {
            text.push_str("#, fuzzy\n");
        }
        text.push_str(&format!(
            "msgctxt \"{}\"\nmsgid \"{}\"\nmsgstr \"{}\"\n",
            escaped(&line.path),
            escaped(&line.source),
            escaped(&line.target)
        ));
    }
    text
}

/// A sheet out of a gettext PO catalogue.
///
/// # Errors
/// Where it is none, or its header does not say the language.
pub fn from_po(text: &str) -> Result<Sheet, SheetError> {
    TooLarge::unless_within(text.as_bytes(), TRANSLATION_BYTES)?;
    // The parser takes memory for each line, be it empty; a line ends at either sign.
    if memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).nth(LINES).is_some() {
        return Err(TooLarge::Lines.into());
    }
    let catalog = Po::parse(Rule::catalog, text).map_err(|error| {
        let line = match error.line_col {
            pest::error::LineColLocation::Pos((line, _)) | pest::error::LineColLocation::Span((line, _), _) => line,
        };
        SheetError::Broken(format!("line {line} is not gettext PO"))
    })?;
    let mut sheet = Sheet { of: String::new(), source_language: "en".to_owned(), language: String::new(), lines: vec![] };
    for entry in catalog.flatten().filter(|pair| pair.as_rule() == Rule::entry) {
        let message = Message::read(entry);
        match message.context {
            None if message.id.is_empty() => header(&message.text, &mut sheet),
            // A message of somebody else has no place in the measure.
            None => {}
            Some(path) => sheet.lines.push(Line {
                path,
                source: message.id,
                state: state(&message.text, message.is_fuzzy),
                target: message.text,
                back: message.back,
                notes: message.notes,
                candidates: message.candidates,
            }),
        }
    }
    if sheet.language.is_empty() {
        return Err(SheetError::Broken("its header does not say the `Language`".to_owned()));
    }
    sheet.sound()
}

fn state(target: &str, is_fuzzy: bool) -> State {
    match (is_unwritten(target), is_fuzzy) {
        (true, _) => State::Missing,
        (false, true) => State::Stale,
        (false, false) => State::Done,
    }
}

fn header(text: &str, sheet: &mut Sheet) {
    for line in text.lines() {
        match line.split_once(':').map(|(key, value)| (key.trim(), value.trim())) {
            Some(("Language", value)) => sheet.language = value.replace('_', "-"),
            Some(("X-Source-Language", value)) => value.clone_into(&mut sheet.source_language),
            Some(("Project-Id-Version", value)) => value.clone_into(&mut sheet.of),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Message {
    context: Option<String>,
    id: String,
    text: String,
    back: String,
    notes: Vec<String>,
    candidates: Vec<Candidate>,
    is_fuzzy: bool,
}

impl Message {
    #[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
    fn read(entry: Pair<'_, Rule>) -> Self {
        let mut message = Self::default();
        for part in entry.into_inner() {
            match part.as_rule() {
                Rule::comment => message.comment(part),
                Rule::field => message.field(part),
                _ => {}
            }
        }
        message
    }

    fn comment(&mut self, pair: Pair<'_, Rule>) {
        let mut mark = None;
        for part in pair.into_inner() {
            match (part.as_rule(), mark) {
                (Rule::mark, _) => mark = Some(part.as_str().to_owned()).map(|mark| mark.chars().next().unwrap_or(' ')),
                (Rule::words, None) => match part.as_str().strip_prefix(BACK) {
                    Some(back) => self.back = unescaped(back),
                    None if part.as_str().is_empty() => {}
                    None => self.notes.push(unescaped(part.as_str())),
                },
                (Rule::words, Some('.')) => {
                    self.candidates.extend(part.as_str().strip_prefix(CANDIDATE).and_then(Candidate::of_line))
                }
                (Rule::words, Some(',')) => self.is_fuzzy |= part.as_str().split(',').any(|flag| flag.trim() == "fuzzy"),
                _ => {}
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
    fn field(&mut self, pair: Pair<'_, Rule>) {
        let mut keyword = String::new();
        let mut text = String::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::keyword => part.as_str().clone_into(&mut keyword),
                Rule::quoted => text.push_str(&part.into_inner().map(|inner| unescaped(inner.as_str())).collect::<String>()),
                _ => {}
            }
        }
        match keyword.as_str() {
            "msgctxt" => self.context = Some(text),
            "msgid" => self.id = text,
            "msgstr" | "msgstr[0]" => self.text = text,
            _ => {}
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t").replace('\r', "\\r")
}
