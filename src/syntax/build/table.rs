use super::{each, figures, first, first_word, limits_of, name_list, word};
use crate::source::Span;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::scan::span_of;
use crate::syntax::tree::{GroupKey, Table, TableGroup, TableRow, TableRowKey, Word};

/// Reads `table … { … }`.
pub fn build(pair: &Pair<'_>) -> Option<Table> {
    Some(Table {
        name: first_word(pair, Rule::name)?,
        interpolated: first(pair, Rule::k_interpolated).map(|word| span_of(&word)),
        by: by(pair),
        rows: rows(pair),
        groups: each(pair, Rule::table_group).filter_map(|inner| group(&inner)).collect(),
    })
}

fn group(pair: &Pair<'_>) -> Option<TableGroup> {
    let (keys, span) = group_keys(pair)?;
    Some(TableGroup { keys, rows: rows(pair), span })
}

/// What a group is for, with its place.
pub fn group_keys(pair: &Pair<'_>) -> Option<(Vec<GroupKey>, Span)> {
    let keys = first(pair, Rule::group_keys)?;
    let mut span = span_of(&keys);
    span.end -= u32::try_from(keys.as_str().len() - keys.as_str().trim_end().len()).unwrap_or(0);
    Some((each(&keys, Rule::group_key).filter_map(|inner| key(&inner)).collect(), span))
}

/// What stands after `by`.
pub fn by(pair: &Pair<'_>) -> Vec<Word> {
    first(pair, Rule::by).and_then(|by| name_list(&by)).unwrap_or_default()
}

fn key(pair: &Pair<'_>) -> Option<GroupKey> {
    if let Some((low, high)) = limits_of(pair) {
        return Some(GroupKey::Range(low, high));
    }
    let number = figures(pair, Rule::signed).first().copied().map(GroupKey::Number);
    number.or_else(|| first(pair, Rule::name).map(|name| GroupKey::Word(word(&name))))
}

fn rows(pair: &Pair<'_>) -> Vec<TableRow> {
    each(pair, Rule::table_row).filter_map(|inner| row(&inner)).collect()
}

fn row(pair: &Pair<'_>) -> Option<TableRow> {
    let numbers = figures(pair, Rule::signed);
    let (of, to) = if let Some(bound) = first(pair, Rule::bound) {
        let number = figures(&bound, Rule::signed).first().copied()?;
        let is_above = first(&bound, Rule::k_above).is_some();
        (if is_above { TableRowKey::Above(number) } else { TableRowKey::From(number) }, numbers.first())
    } else if first(pair, Rule::k_otherwise).is_some() {
        (TableRowKey::Otherwise, numbers.first())
    } else {
        (TableRowKey::Value(numbers.first().copied()?), numbers.get(1))
    };
    Some(TableRow { of, to: to.copied(), span: span_of(pair) })
}
