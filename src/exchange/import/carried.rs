//! What our own forms carry along: statements of the language, which other programs pass over.

use std::collections::{HashMap, HashSet};

use super::names::id_of;
use super::sketch::{Computed, Sketch};
use super::text::without_markup;
use crate::exchange::statements::{ALIKE, alike_in};
use crate::syntax::is_reserved;

/// The title, the informant and the rest of the head, as a form carries them, a statement a line.
#[derive(Debug, Default)]
pub(super) struct CarriedHead {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) version: Option<String>,
    pub(super) informant: Option<(String, String)>,
    pub(super) statements: Vec<String>,
    /// Texts of translations that are the same as in the measure: a tag, and their paths.
    alike: Vec<(String, HashSet<String>)>,
    /// What the measure refuses, a statement each.
    pub(super) refusals: Vec<String>,
}

impl CarriedHead {
    pub(super) fn read(text: &str) -> Self {
        let mut head = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            match word {
                "id" => head.id = Some(rest.to_owned()),
                "title" => head.title = unquoted(rest),
                "version" => head.version = Some(rest.to_owned()),
                "informant" => {
                    let (name, label) = rest.split_once(' ').unwrap_or((rest, ""));
                    head.informant = unquoted(label).map(|label| (name.to_owned(), label));
                }
                ALIKE => {
                    let (tag, paths) = alike_in(rest);
                    head.alike.push((tag, paths.collect()));
                }
                "refuse" => head.refusals.push(line.to_owned()),
                _ => head.statements.push(line.to_owned()),
            }
        }
        head
    }

    /// Puts it into a sketch, which keeps what is not said here.
    pub(super) fn put_into(self, sketch: &mut Sketch) {
        sketch.is_ours |= !self.statements.is_empty();
        if let Some(title) = self.title {
            match sketch.title.first_mut() {
                Some(own) => *own = title,
                None => sketch.title.push(title),
            }
        }
        sketch.id = self.id.map(|id| id_of(&id)).unwrap_or(std::mem::take(&mut sketch.id));
        sketch.version = self.version.unwrap_or(std::mem::take(&mut sketch.version));
        sketch.informant = self.informant.or(sketch.informant.take());
        if !self.statements.is_empty() {
            sketch.head = self.statements;
        }
        sketch.alike.extend(self.alike);
        let refusals = self.refusals.into_iter();
        sketch.computed.extend(refusals.map(|statement| Computed { place: "what the form refuses".to_owned(), statement }));
    }
}

fn unquoted(text: &str) -> Option<String> {
    let inner = text.trim().strip_prefix('"')?.strip_suffix('"')?;
    Some(crate::exchange::wording::unescaped(inner))
}

/// What a comment in a text of HTML carries, and the text without it.
pub(super) fn in_comment(text: &str) -> (Option<String>, String) {
    let found = text.split_once("<!-- VERBOND: ").and_then(|(before, rest)| {
        let (carried, after) = rest.split_once(" -->")?;
        let carried = super::text::decoded(&carried.replace("<br />", "\n")).into_owned();
        Some((Some(carried), without_markup(&format!("{before}{after}"))))
    });
    found.unwrap_or_else(|| (None, without_markup(text)))
}

/// A statement in which names that a program changed are called as they are called now. Capitals do not count: that is
/// what programs change.
pub(super) fn renamed(statement: &str, names: &HashMap<String, String>) -> String {
    let mut text = String::new();
    for (at, part) in statement.split('"').enumerate() {
        if at > 0 {
            text.push('"');
        }
        if at % 2 == 1 {
            text.push_str(part);
            continue;
        }
        let mut rest = part;
        while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic()) {
            let end =
                rest[start..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).map_or(rest.len(), |end| start + end);
            let word = &rest[start..end];
            text.push_str(&rest[..start]);
            let own = names.get(&word.to_ascii_lowercase()).filter(|_| !is_reserved(word));
            text.push_str(own.map_or(word, String::as_str));
            rest = &rest[end..];
        }
        text.push_str(rest);
    }
    text
}
