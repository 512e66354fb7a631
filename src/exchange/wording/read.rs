use std::collections::{BTreeMap, HashMap};

use super::print::{quoted, statement};
use super::{Entry, Wording};
use crate::check::{resolved, text_place};
use crate::instrument::Instrument;
use crate::syntax::Parsed;
use crate::syntax::tree::{Block, Translation, TranslationStatement};

/// Reads a translation file as a list of the texts of a measure. `None` where it holds no translation.
pub fn read(parsed: &Parsed, instrument: &Instrument) -> Option<Wording> {
    let Some(Block::Translation(tree)) = parsed.tree.blocks.first() else { return None };
    let (language, of, version) = tree.head.as_ref()?;
    let mut wording = Wording {
        language: language.text.clone(),
        of: of.text.clone(),
        version: version.text.clone(),
        head: vec![],
        entries: vec![],
        files: vec![],
        left_over: vec![],
    };
    let sources: BTreeMap<String, Option<String>> = instrument.texts().into_iter().map(|text| (text.path, text.text)).collect();
    for piece in pieces(parsed, tree) {
        match piece {
            Piece::Comment(text) => wording.left_over.push(text),
            Piece::File(path, name) => wording.files.push((path, name)),
            Piece::Head(text) => {
                wording.head.append(&mut wording.left_over);
                wording.head.push(text);
            }
            Piece::Entry(mut entry) => {
                entry.comments = std::mem::take(&mut wording.left_over);
                wording.entries.push(*entry);
            }
        }
    }
    // One informant, or one text for all, may be named or left out; the paths become those of the measure.
    for entry in &mut wording.entries {
        if let Some(path) = resolved(&entry.path, instrument, &sources) {
            entry.source = sources.get(&path).cloned().flatten();
            entry.path = path;
        }
    }
    let places: HashMap<String, usize> = instrument.texts().into_iter().enumerate().map(|(at, text)| (text.path, at)).collect();
    wording.entries.sort_by_key(|entry| places.get(&entry.path).copied().unwrap_or(usize::MAX));
    Some(wording)
}

enum Piece {
    Comment(String),
    Head(String),
    Entry(Box<Entry>),
    File(String, String),
}

/// Statements and comments inside the block, in the order of the file.
fn pieces(parsed: &Parsed, tree: &Translation) -> Vec<Piece> {
    let mut placed: Vec<(u32, Piece)> = Vec::new();
    for comment in &parsed.tree.comments {
        placed.push((comment.span.start, Piece::Comment(comment.text.clone())));
    }
    for piece in &tree.statements {
        placed.push(match piece {
            TranslationStatement::Status(word) => (word.span.start, Piece::Head(format!("status {}", word.text))),
            TranslationStatement::Step(step) => {
                let remark = step.remark.as_ref().map_or(String::new(), |remark| format!(" {}", quoted(&remark.value)));
                (step.name.span.start, Piece::Head(format!("step {} {}{remark}", step.name.text, step.date.text)))
            }
            TranslationStatement::NoBack(text) => (text.span.start, Piece::Head(statement("no back", &text.value))),
            TranslationStatement::Licence(text) => (text.span.start, Piece::Head(statement("licence", &text.value))),
            TranslationStatement::Note(text) => (text.span.start, Piece::Head(statement("note", &text.value))),
            TranslationStatement::Cite(cite) => {
                let more = |word: &str, text: &Option<crate::syntax::tree::Text>| {
                    text.as_ref().map_or(String::new(), |text| format!(" {}", statement(word, &text.value)))
                };
                let line = format!("{}{}{}", statement("cite", &cite.text.value), more("doi", &cite.doi), more("url", &cite.url));
                (cite.text.span.start, Piece::Head(line))
            }
            TranslationStatement::File(path, name) => (name.span.start, Piece::File(text_place(path).0, name.value.clone())),
            TranslationStatement::Text(path, rendering) => {
                let (path, _) = text_place(path);
                let begins = rendering.from.as_ref().unwrap_or(&rendering.to).span.start;
                let entry = Entry {
                    path,
                    source: None,
                    from: rendering.from.as_ref().map(|from| from.value.clone()),
                    to: rendering.to.value.clone(),
                    back: rendering.back.as_ref().map(|back| back.value.clone()),
                    notes: rendering.notes.iter().map(|note| note.value.clone()).collect(),
                    comments: vec![],
                };
                (begins, Piece::Entry(Box::new(entry)))
            }
        });
    }
    placed.sort_by_key(|(start, _)| *start);
    placed.into_iter().map(|(_, piece)| piece).collect()
}
