use std::collections::HashSet;
use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use arrow_schema::{DataType, Field, Schema};
use verbond_backend::Role;

use super::results::{ResultColumns, field as field_of};
use crate::instrument::{Domain, Given, Instrument, Item, ItemIx};
use crate::responses::{ItemColumn, MissingReason};

/// What marks a column that is written as a file of answers has it.
const WRITTEN: &str = "verbond:written";

/// Whether a column is written as a file of answers has it.
pub(super) fn is(field: &Field) -> bool {
    field.metadata().contains_key(WRITTEN)
}

/// The names of the columns that are written so.
pub(super) fn names(schema: &Schema) -> HashSet<&String> {
    schema.fields().iter().filter(|field| is(field)).map(|field| field.name()).collect()
}

fn marked(name: &str, label: &str, role: Role) -> Field {
    let mut field = field_of(name, DataType::Utf8, label, role);
    field.metadata_mut().insert(WRITTEN.to_owned(), "1".to_owned());
    field
}

/// The column of an item whose number is not what a file of answers has.
pub(super) fn field(instrument: &Instrument, item: &Item, columns: &ResultColumns) -> Option<Field> {
    let is_needed = columns.written && needs(instrument.domain_of(item));
    is_needed.then(|| marked(&item.name, item.wording.common_plain().as_deref().unwrap_or(&item.name), Role::Item))
}

fn needs(domain: Domain<'_>) -> bool {
    match domain {
        Domain::Scale(scale) => domain.has_none() || scale.has_words(),
        Domain::Whole(..) | Domain::Decimal(..) => false,
        Domain::Text(_) | Domain::Date | Domain::Time | Domain::Choices(..) | Domain::OneOf(_) => true,
    }
}

/// The answers to an item, where their numbers are not what a file of answers has.
pub(super) fn answers(
    instrument: &Instrument,
    columns: &ResultColumns,
    (item, column): (ItemIx, &ItemColumn),
    words: &[(usize, ItemIx, String)],
) -> Option<ArrayRef> {
    let domain = instrument.domain_of(&instrument.items[item]);
    if !columns.written || !needs(domain) {
        return None;
    }
    if matches!(domain, Domain::Text(_)) {
        let mut texts: Vec<Option<&str>> = vec![None; column.values.len()];
        for (row, _, text) in words.iter().filter(|(_, of, _)| *of == item) {
            if let Some(place) = texts.get_mut(*row) {
                *place = Some(text);
            }
        }
        return Some(Arc::new(texts.into_iter().collect::<StringArray>()));
    }
    let written = column.values.iter().zip(&column.causes).map(|(value, cause)| {
        let given = match cause {
            MissingReason::Answered => Given::Value(*value),
            MissingReason::None => Given::None,
            MissingReason::Unanswered | MissingReason::NotAsked | MissingReason::NotValid | MissingReason::Declared => {
                return None;
            }
        };
        domain.write(given)
    });
    Some(Arc::new(written.collect::<StringArray>()))
}
