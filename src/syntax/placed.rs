use super::grammar::{Pair, Rule};
use super::scan::span_of;
use crate::source::{Diagnostic, SourceFile, codes};

/// Flags of one word that stand first on their line. A statement does not end where its line does, so that each is read
/// as a flag of the item before it; whoever writes it there mostly means the item behind it, as other forms have it.
pub fn flags_before_names(file: &SourceFile, pairs: &[Pair<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut item = String::new();
    for pair in pairs.iter().flat_map(|pair| pair.clone().into_inner().flatten()) {
        if matches!(pair.as_rule(), Rule::item | Rule::item_entry) {
            let run = pair.clone().into_inner().find(|inner| inner.as_rule() == Rule::run);
            item = run.map_or(String::new(), |run| run.as_str().trim().to_owned());
        } else if matches!(pair.as_rule(), Rule::reversed | Rule::optional | Rule::unscored) {
            found.extend(before_a_name(file, &pair, &item));
        }
    }
    found
}

fn before_a_name(file: &SourceFile, flag: &Pair<'_>, item: &str) -> Option<Diagnostic> {
    let (text, span, word) = (file.text(), span_of(flag), flag.as_str().trim());
    let line = text.get(..span.start as usize)?.rsplit('\n').next().unwrap_or_default();
    if !line.trim().is_empty() {
        return None;
    }
    let behind = text.get(span.start as usize + word.len()..)?.lines().next().unwrap_or_default();
    let is_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut words = behind.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty());
    let is_named = behind.trim_start().starts_with(is_of_word);
    let next = words.find(|word| !["reversed", "optional", "unscored"].contains(word)).filter(|_| is_named);
    let message = format!("`{word}` stands first on its line, and is read as a flag of `{item}` before it");
    let help = match next {
        Some(next) => {
            format!("flags stand behind the name: `{next} {word}`; if `{item}` is meant, write `{item} {word}` on one line")
        }
        None => format!("write it on the line of its item: `{item} {word}`"),
    };
    Some(Diagnostic::new(&codes::FLAG_FIRST, span, message).help(help))
}
