use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, GenericListArray, OffsetSizeTrait};
use arrow_schema::DataType;

use super::arrow::texts;
use super::text_column::TextColumn;

/// What stands for a set of which nothing was chosen, and between choices.
const BETWEEN: &str = ";";

/// A column of lists: what stands in all of them, and which part of it each row has; nothing where a row has no list.
pub(super) struct Lists {
    values: ArrayRef,
    rows: Vec<Option<Range<usize>>>,
}

impl Lists {
    /// The lists of a column; `None` where it holds none, or lists of what is itself put together.
    #[expect(clippy::wildcard_enum_match_arm, reason = "of the types of Arrow only those of lists are told apart")]
    pub(super) fn of(column: &ArrayRef) -> Option<Self> {
        let lists = match column.data_type() {
            DataType::List(_) => Self::by_ends(column.as_list::<i32>()),
            DataType::LargeList(_) => Self::by_ends(column.as_list::<i64>()),
            DataType::FixedSizeList(_, length) => {
                let (lists, length) = (column.as_fixed_size_list(), usize::try_from(*length).ok()?);
                let rows = (0..lists.len()).map(|row| (!lists.is_null(row)).then(|| row * length..(row + 1) * length));
                Self { values: lists.values().clone(), rows: rows.collect() }
            }
            _ => return None,
        };
        (!lists.values.data_type().is_nested()).then_some(lists)
    }

    fn by_ends<O: OffsetSizeTrait>(lists: &GenericListArray<O>) -> Self {
        let ends: Vec<usize> = lists.offsets().iter().map(|end| end.as_usize()).collect();
        let (first, last) = (ends.first().copied().unwrap_or(0), ends.last().copied().unwrap_or(0));
        let row = |(at, pair): (usize, &[usize])| (!lists.is_null(at)).then(|| pair[0] - first..pair[1] - first);
        // A stretch of rows has the values of all rows behind it.
        Self { values: lists.values().slice(first, last - first), rows: ends.windows(2).enumerate().map(row).collect() }
    }

    /// Each list as a cell of a file would have a set of choices: with `;` between them, and alone where none was chosen.
    pub(super) fn as_texts(&self) -> Option<TextColumn> {
        let values = texts(&self.values)?;
        let mut column = TextColumn::default();
        for row in &self.rows {
            let Some(row) = row else {
                column.push("");
                continue;
            };
            let chosen = row.clone().filter(|at| !self.values.is_null(*at)).map(|at| values.get(at));
            let mut chosen = chosen.filter(|text| !text.is_empty());
            column.push(chosen.next().unwrap_or(BETWEEN));
            chosen.for_each(|text| {
                column.lengthen(BETWEEN);
                column.lengthen(text);
            });
        }
        if values.is_whole() { Some(column) } else { Some(column.without_room()) }
    }

    /// Bytes that the texts of each row have, once they stand apart.
    #[cfg(feature = "parquet")]
    pub(super) fn add_lengths(&self, lengths: &mut [usize]) {
        let texts = (*self.values.data_type() == DataType::Utf8View).then(|| self.values.as_string_view());
        let length = |at: usize| match texts {
            Some(texts) if !texts.is_null(at) => texts.value(at).len() + BETWEEN.len(),
            Some(_) | None => NUMBER,
        };
        for (row, all) in self.rows.iter().zip(lengths) {
            *all = row.iter().cloned().flatten().map(length).fold(*all, usize::saturating_add);
        }
    }
}

/// Bytes that a number has as a text, about.
#[cfg(feature = "parquet")]
const NUMBER: usize = 8;
