use crate::instrument::{Instrument, Item, ItemIx};

/// The name of a choice.
pub(super) fn choice(instrument: &Instrument, item: ItemIx, at: usize) -> Option<&str> {
    instrument.items[item].kind.choices()?.get(at).map(|choice| choice.name.as_str())
}

/// The code of a point.
pub(super) fn code(instrument: &Instrument, item: ItemIx, at: usize) -> Option<String> {
    Some(instrument.points_of(&instrument.items[item])?.get(at)?.code().into_owned())
}

/// What each answer to an item counts, by its code, where some codes are words: their numbers mean nothing.
pub(super) fn words(instrument: &Instrument, item: &Item) -> Option<Vec<(String, Option<u64>)>> {
    let points = instrument.points_of(item).filter(|points| points.iter().any(|point| point.word.is_some()))?;
    let keying = instrument.keying(item);
    let is_only_compared = instrument.counted_range(item).is_none();
    let counted = |value: f64| Some(keying.counted(value)).filter(|counted| !is_only_compared && !counted.is_nan());
    let mut codes: Vec<_> =
        points.iter().map(|point| (point.code().into_owned(), counted(point.value).map(f64::to_bits))).collect();
    codes.sort();
    Some(codes)
}
