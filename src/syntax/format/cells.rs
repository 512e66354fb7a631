use super::outline::Entry;
use super::{WIDEST_CELL, WIDTH};
use crate::syntax::grammar::Rule;

/// Statements that line up with one another when they follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// `title "…"` and the like.
    Property,
    /// `age "Age" whole 12 to 99`
    Known,
    /// A name, then the rest: informants, points, informants' texts.
    Named,
    /// `item x …`
    Item,
    /// `q1 reversed "…"`
    ItemEntry,
    /// `score …`
    Score,
    /// `let …`
    Helper,
    /// `weak "…" from 1`
    Band,
    /// `major "…" when …`
    Case,
    /// `alert …`
    Alert,
    /// `refuse …`
    Refusal,
    /// A text with its translation.
    Rendering,
    /// `0 -> 0.0`
    Row,
    /// `first within 14 days`
    Rhythm,
    /// `remind client 1 day before`
    Reminder,
    /// Anything else stands alone.
    Alone(Rule),
}

/// The family of a rule.
pub fn family(rule: Rule) -> Family {
    match rule {
        Rule::title
        | Rule::about
        | Rule::cite
        | Rule::licence
        | Rule::wording_by
        | Rule::status
        | Rule::language
        | Rule::note
        | Rule::population => Family::Property,
        Rule::known_entry => Family::Known,
        Rule::informant_entry
        | Rule::scale_point
        | Rule::scale_none
        | Rule::told
        | Rule::sentence
        | Rule::ends
        | Rule::choice_label
        | Rule::picture
        | Rule::audio
        | Rule::norm => Family::Named,
        Rule::item => Family::Item,
        Rule::item_entry => Family::ItemEntry,
        Rule::score => Family::Score,
        Rule::helper => Family::Helper,
        Rule::band => Family::Band,
        Rule::category_case => Family::Case,
        Rule::alert => Family::Alert,
        Rule::refusal_of => Family::Refusal,
        Rule::table_row => Family::Row,
        Rule::ask_first | Rule::ask_then | Rule::ask_late | Rule::ask_until => Family::Rhythm,
        Rule::remind => Family::Reminder,
        Rule::t_title
        | Rule::t_about
        | Rule::t_informant
        | Rule::t_known
        | Rule::t_word
        | Rule::t_none
        | Rule::t_point
        | Rule::t_intro
        | Rule::t_item
        | Rule::t_told
        | Rule::t_band
        | Rule::t_low
        | Rule::t_high
        | Rule::t_choice
        | Rule::t_picture
        | Rule::t_audio
        | Rule::t_score
        | Rule::t_alert
        | Rule::t_refusal => Family::Rendering,
        other => Family::Alone(other),
    }
}

/// The lines of each entry of a group, in columns.
pub fn lines(group: &[Entry]) -> Vec<Vec<String>> {
    let Some(first) = group.first() else {
        return Vec::new();
    };
    let family = family(first.rule);
    let rows: Vec<Vec<String>> = group.iter().map(|entry| split(family, &entry.words)).collect();
    let minimum = match family {
        Family::Property if group.iter().any(|entry| entry.rule == Rule::population) => 10,
        Family::Property if group.len() > 1 => 8,
        Family::Known => 8,
        _ => 0,
    };
    if family == Family::Rendering {
        return renderings(&rows);
    }
    let widths = widths(&rows, minimum);
    rows.iter().map(|row| vec![in_columns(row, &widths)]).collect()
}

/// The width of each column but the last; a very wide cell pushes only its own row.
fn widths(rows: &[Vec<String>], minimum: usize) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..columns)
        .map(|column| {
            let cells = rows.iter().filter(|row| row.len() > column + 1).map(|row| row[column].chars().count());
            cells.filter(|width| *width <= WIDEST_CELL).max().unwrap_or(0).max(if column == 0 { minimum } else { 0 })
        })
        .collect()
}

fn in_columns(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (at, cell) in row.iter().enumerate() {
        line.push_str(cell);
        if at + 1 < row.len() {
            let width = widths.get(at).copied().unwrap_or(0);
            line.push_str(&" ".repeat(width.saturating_sub(cell.chars().count()) + 1));
        }
    }
    line
}

/// Translations stand on one line each if all of a group fit; else source, translation and the rest stand under one
/// another.
fn renderings(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let widths = widths(rows, 0);
    let on_one_line: Vec<String> = rows.iter().map(|row| in_columns(row, &widths)).collect();
    let short = rows.iter().all(|row| row.len() <= 3) && on_one_line.iter().all(|line| line.chars().count() <= WIDTH);
    if short {
        return on_one_line.into_iter().map(|line| vec![line]).collect();
    }
    rows.iter().map(|row| stacked(row, widths[0])).collect()
}

fn stacked(row: &[String], width: usize) -> Vec<String> {
    let Some((head, parts)) = row.split_first() else {
        return Vec::new();
    };
    let padded = |part: &String| {
        let (word, text) = part.split_once(' ').unwrap_or((part, ""));
        format!("{word:<4} {text}")
    };
    let mut lines: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let margin = if at == 0 { head.as_str() } else { "" };
        let pad = width.saturating_sub(margin.chars().count()) + 1;
        lines.push(format!("{margin}{}{}", " ".repeat(pad), padded(part)));
    }
    if lines.is_empty() {
        lines.push(head.clone());
    }
    lines
}

fn split(family: Family, words: &[String]) -> Vec<String> {
    let is_text = |word: &String| word.starts_with('"');
    let text_at = words.iter().position(is_text);
    let cuts: Vec<usize> = match family {
        Family::Property | Family::Rhythm => vec![1],
        // Its label, where it has one, and what it can be.
        Family::Known => {
            if text_at == Some(1) {
                vec![1, 2]
            } else {
                vec![1]
            }
        }
        Family::Row => words.iter().position(|word| word == "->").into_iter().collect(),
        Family::Named => {
            let first = if words.first().is_some_and(|word| word == "choice") { 2 } else { 1 };
            let begins = |word: &String| matches!(word.as_str(), "picture" | "audio" | "counts");
            let more = words.iter().enumerate().skip(first + 1).filter(|(_, word)| begins(word)).map(|(at, _)| at);
            std::iter::once(first).chain(more).collect()
        }
        Family::Item | Family::Reminder | Family::Helper => vec![2],
        Family::ItemEntry => text_at.into_iter().collect(),
        Family::Score => {
            let equals = words.iter().position(|word| word == "=");
            let mut needs = words.iter().enumerate().filter(|(_, word)| *word == "needs").map(|(at, _)| at);
            let only_needs = needs.next().filter(|_| needs.next().is_none());
            text_at.into_iter().chain(equals).chain(only_needs).collect()
        }
        Family::Band => vec![1, 2],
        Family::Case => vec![1, 2],
        Family::Alert | Family::Refusal => vec![2, 3],
        Family::Rendering => words
            .iter()
            .enumerate()
            .filter(|(at, word)| *at > 0 && matches!(word.as_str(), "from" | "to" | "back" | "note"))
            .map(|(at, _)| at)
            .collect(),
        Family::Alone(_) => vec![],
    };
    let mut cells = Vec::new();
    let mut start = 0;
    for cut in cuts.into_iter().filter(|cut| *cut < words.len()).chain([words.len()]) {
        if cut > start {
            cells.push(words[start..cut].join(" "));
            start = cut;
        }
    }
    if family == Family::Case && text_at.is_none() && cells.len() > 1 {
        // `missing` has no label, and its condition stands where the others have theirs.
        let rest = cells.split_off(1);
        cells.extend([String::new(), rest.join(" ")]);
    }
    cells
}
