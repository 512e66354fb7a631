use super::{Entry, Wording};
use crate::source::{Diagnostic, SourceFile};
use crate::syntax::format;

/// A wording as a file, in the one true layout.
///
/// # Errors
/// Where a text of it cannot stand in a file, which the formatter then says.
pub fn print(wording: &Wording) -> Result<String, Vec<Diagnostic>> {
    let mut lines = vec!["verbond 1".to_owned(), String::new()];
    lines.push(format!("translation {} of {} {} {{", wording.language, wording.of, wording.version));
    lines.extend(wording.head.iter().cloned());
    let mut open: Option<String> = None;
    for (at, entry) in wording.entries.iter().enumerate() {
        let group = group_of(wording, at);
        let is_apart = at == 0 || group != open || (group.is_none() && kind_of(wording, at) != kind_of(wording, at - 1));
        if is_apart {
            if open.is_some() {
                lines.push("}".to_owned());
            }
            lines.push(String::new());
            if let Some(head) = &group {
                lines.push(format!("{head} {{"));
            }
            open.clone_from(&group);
        }
        lines.extend(entry.comments.iter().cloned());
        let name = group.as_ref().map_or(entry.path.as_str(), |head| entry.path[head.len()..].trim_start());
        // An introduction for one informant stands in a block of its own.
        let (before, name, after) = match name.strip_prefix("intro ") {
            Some(informant) if informant != "picture" => ("intro { ", informant, " }"),
            Some(_) | None => ("", name, ""),
        };
        lines.push(format!("{before}{name} {}{after}", rendering(entry).join("\n")));
    }
    if open.is_some() {
        lines.push("}".to_owned());
    }
    if !wording.files.is_empty() {
        lines.push(String::new());
        lines.extend(wording.files.iter().map(|(path, file)| file_line(path, file)));
    }
    if !wording.left_over.is_empty() {
        lines.push(String::new());
        lines.extend(wording.left_over.iter().cloned());
    }
    lines.push("}".to_owned());
    lines.push(String::new());
    format(&SourceFile::new("translation", lines.join("\n")))
}

/// A file of its own for a picture or a sound, as a statement by itself.
fn file_line(path: &str, file: &str) -> String {
    let named = format!("{path} {}", quoted(file));
    match path.split(' ').collect::<Vec<_>>()[..] {
        [kind @ ("scale" | "page"), name, ..] | [kind @ "item", name, "choice", ..] => {
            let head = format!("{kind} {name}");
            format!("{head} {{ {} }}", named[head.len()..].trim_start())
        }
        _ => named,
    }
}

/// What an entry is a text of; what it is called and what it is for stand together.
fn kind_of(wording: &Wording, at: usize) -> &str {
    match wording.entries[at].path.split(' ').next().unwrap_or_default() {
        "about" => "title",
        kind => kind,
    }
}

/// The block that an entry stands in; nothing where it stands alone.
fn group_of(wording: &Wording, at: usize) -> Option<String> {
    let path = &wording.entries[at].path;
    let words: Vec<&str> = path.split(' ').collect();
    let head = || format!("{} {}", words[0], words[1]);
    // What a picture shows stands with the question where that is one text, and stands alone.
    let is_beside_one = words.len() == 3 && words[2] == "picture" && wording.entries.iter().any(|entry| entry.path == head());
    if words[0] == "item" && is_beside_one {
        return None;
    }
    match (words[0], words.len()) {
        ("known" | "scale" | "page" | "bands" | "category" | "item", 3..) => Some(head()),
        // `feedback for client of level weak` stands in the block `feedback for client of level`.
        ("feedback", 6) => Some(words[..5].join(" ")),
        _ => None,
    }
}

/// `from … to … back … note …`, a part a line.
pub fn rendering(entry: &Entry) -> Vec<String> {
    let mut first = entry.from.as_ref().map_or(String::new(), |from| format!("from {} ", quoted(from)));
    first.push_str(&statement("to", &entry.to));
    let mut parts = vec![first];
    parts.extend(entry.back.as_ref().map(|back| statement("back", back)));
    parts.extend(entry.notes.iter().map(|note| statement("note", note)));
    parts
}

/// A word of the language with a text.
pub fn statement(word: &str, text: &str) -> String {
    format!("{word} {}", quoted(text))
}

/// A text as a file writes it.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// A text without its escapes: those of [`quoted`], and `\t` and `\r` as PO has them.
pub fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        let next = if c == '\\' { letters.next() } else { None };
        match (c, next) {
            ('\\', Some('n')) => plain.push('\n'),
            ('\\', Some('t')) => plain.push('\t'),
            ('\\', Some('r')) => plain.push('\r'),
            ('\\', Some(other)) => plain.push(other),
            (other, _) => plain.push(other),
        }
    }
    plain
}
