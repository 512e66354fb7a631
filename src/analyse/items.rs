use serde::Serialize;

use super::figure::{Figure, NoFigure};
use super::parallel::each;
use super::sample::Part;
use crate::instrument::{InformantIx, Instrument, Item, ItemIx};
use crate::responses::MissingReason;

/// What was answered to an item. Values are keyed: after reversal.
#[derive(Clone, Debug, Serialize)]
pub struct ItemFigures {
    /// Name of the item.
    pub item: String,
    /// Administrations that have an answer.
    pub n: u64,
    /// Administrations that have none, by the cause.
    pub missing: Vec<(&'static str, u64)>,
    /// Mean.
    pub mean: Figure,
    /// Standard deviation (n - 1).
    pub sd: Figure,
    /// Skewness: the third moment over the cube of the standard deviation (n - 1); b1 of Joanes & Gill 1998, The
    /// Statistician 47, 183-189.
    pub skew: Figure,
    /// Kurtosis above that of the normal distribution: the fourth moment over the fourth power of the standard
    /// deviation, less 3; b2 there.
    pub kurtosis: Figure,
    /// Share of answers at the lowest, in 0 to 1.
    pub floor: Figure,
    /// Share of answers at the highest.
    pub ceiling: Figure,
    /// How often each value, rising; empty where there are more than so many different ones.
    pub distribution: Vec<(f64, u64)>,
}

/// Different values that are listed.
const LISTED: usize = 25;

/// Figures of each item that an informant is asked and that is a number.
pub fn item_figures(instrument: &Instrument, part: &Part, informant: InformantIx) -> Vec<ItemFigures> {
    let items = instrument.items.iter_enumerated().filter(|(_, item)| item.is_for(informant));
    let numbers = items
        .filter_map(|(at, item)| {
            let range = instrument.counted_range(item)?;
            Some((at, item, (range.min, range.max)))
        })
        .collect();
    each(numbers, |(at, item, ends): (ItemIx, &Item, (f64, f64))| {
        let causes = [MissingReason::Unanswered, MissingReason::None, MissingReason::NotAsked, MissingReason::NotValid];
        let count = |cause: MissingReason| part.causes[at].iter().filter(|there| **there == cause).count() as u64;
        let mut missing = causes.map(|cause| (cause.word(), count(cause))).to_vec();
        // Most answers have no codes for what is missing.
        let declared = count(MissingReason::Declared);
        missing.extend((declared > 0).then(|| (MissingReason::Declared.word(), declared)));
        figures(&item.name, &part.keyed[at], missing, ends)
    })
}

fn figures(name: &str, column: &[f64], missing: Vec<(&'static str, u64)>, (low, high): (f64, f64)) -> ItemFigures {
    let values = || column.iter().copied().filter(|value| !value.is_nan());
    let count = values().count();
    let n = count as f64;
    let few = |needed: usize| if count < needed { Err(NoFigure::TooFew { n: count, needed }) } else { Ok(()) };
    let mean = values().sum::<f64>() / n;
    let power = |power: i32| values().map(|value| (value - mean).powi(power)).sum::<f64>() / n;
    let sd = (power(2) * n / (n - 1.0)).sqrt();
    let shape = |figure: f64| few(3).and(if sd > 0.0 { Ok(figure) } else { Err(NoFigure::NoVariance(name.to_owned())) });
    let share = |end: f64| few(1).map(|()| values().filter(|value| *value == end).count() as f64 / n);
    ItemFigures {
        item: name.to_owned(),
        n: count as u64,
        missing,
        mean: few(1).map(|()| mean).into(),
        sd: few(2).map(|()| sd).into(),
        skew: shape(power(3) / sd.powi(3)).into(),
        kurtosis: shape(power(4) / sd.powi(4) - 3.0).into(),
        floor: share(low).into(),
        ceiling: share(high).into(),
        distribution: distribution(values()),
    }
}

fn distribution(values: impl Iterator<Item = f64>) -> Vec<(f64, u64)> {
    let mut counts: Vec<(f64, u64)> = Vec::new();
    for value in values {
        match counts.iter().position(|(there, _)| *there == value) {
            Some(at) => counts[at].1 += 1,
            None if counts.len() == LISTED => return vec![],
            None => counts.push((value, 1)),
        }
    }
    counts.sort_by(|one, other| one.0.total_cmp(&other.0));
    counts
}
