use serde::Serialize;

use super::hidden::{LEAST, rounded};
use super::team_mean::step;
use crate::instrument::{Range, Stretches};

/// Parts that the whole range of a score is cut into at the most, about.
const PARTS: f64 = 8.0;

/// How the cases of an informant are spread over the range of the main score, at the last occasion of each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeamSpread {
    /// Name of the informant.
    pub informant: String,
    /// The parts of the range, from the lowest to the highest; together they are the whole range.
    pub parts: Vec<SpreadPart>,
}

/// A part of the range of a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpreadPart {
    /// Its lowest value.
    pub from: f64,
    /// Where the next part begins, or the highest value there is.
    pub to: f64,
    /// The position of the band that it lies in; no part lies in two.
    pub band: usize,
    /// How many cases have such a score, to the nearest multiple of [`LEAST`].
    pub cases: u64,
}

/// Cuts the bands of a score, of which no count is hidden, into parts of one width, as narrow as leaves each of a band
/// [`LEAST`] cases or none of it any. Where a band is not cut, some part of it would have had fewer; which is not told.
/// `None` where the values are not those that were counted by bands.
pub(super) fn spread(values: &[f64], stretches: &Stretches, range: &Range, counted: &[u64]) -> Option<Vec<SpreadPart>> {
    let finest = step((range.max - range.min) / PARTS);
    let mut parts = Vec::new();
    for (band, from) in stretches.from.iter().enumerate() {
        let (low, high) = (from.max(range.min), stretches.from.get(band + 1).copied().unwrap_or(range.max));
        let is_in = |value: &f64| stretches.band_of(*value) == Some(band);
        let of_band: Vec<f64> = values.iter().copied().filter(is_in).collect();
        if of_band.len() as u64 != *counted.get(band)? {
            return None;
        }
        let cut = [1.0, 2.0, 4.0].into_iter().find_map(|times| cut(&of_band, (low, high), finest * times));
        let cut = cut.unwrap_or_else(|| vec![(low, high, of_band.len() as u64)]);
        parts.extend(cut.into_iter().map(|(from, to, cases)| SpreadPart { from, to, band, cases: rounded(cases) }));
    }
    Some(parts)
}

/// The parts of a band at multiples of a step; nothing where one of them would have too few cases.
fn cut(values: &[f64], (low, high): (f64, f64), step: f64) -> Option<Vec<(f64, f64, u64)>> {
    if step <= 0.0 {
        return None;
    }
    // A sliver beside an edge of the band is no part of its own.
    let inner = ((low / step).floor() as i64..=(high / step).ceil() as i64).map(|at| at as f64 * step);
    let inner = inner.filter(|edge| *edge > low + step * 0.4 && *edge < high - step * 0.4);
    let edges: Vec<f64> = std::iter::once(low).chain(inner).chain([high]).collect();
    let last = edges.len().checked_sub(2)?;
    let count = |at: usize| {
        let is_in = |value: &&f64| (at == 0 || **value >= edges[at]) && (at == last || **value < edges[at + 1]);
        values.iter().filter(is_in).count() as u64
    };
    let parts: Vec<(f64, f64, u64)> = (0..=last).map(|at| (edges[at], edges[at + 1], count(at))).collect();
    parts.iter().all(|(.., cases)| *cases >= LEAST).then_some(parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::instrument::ScoreIx;

    fn bands(from: &[f64]) -> Stretches {
        Stretches { of: ScoreIx(0), from: from.to_vec(), above: vec![false; from.len()] }
    }

    proptest! {
        /// Parts never cross a band, are the whole range together, and none has one to four cases.
        #[test]
        fn no_part_has_few_cases(values in prop::collection::vec(10..=50_u32, 0..120), edge in 15..45_u32) {
            let values: Vec<f64> = values.into_iter().map(|value| f64::from(value) / 10.0).collect();
            let edge = f64::from(edge) / 10.0;
            let below = values.iter().filter(|value| **value < edge).count() as u64;
            let counted = [below, values.len() as u64 - below];
            let range = Range::between(1.0, 5.0);
            let parts = spread(&values, &bands(&[1.0, edge]), &range, &counted).unwrap();
            prop_assert_eq!((parts[0].from, parts[parts.len() - 1].to), (1.0, 5.0));
            for pair in parts.windows(2) {
                prop_assert_eq!(pair[0].to, pair[1].from);
                prop_assert!(pair[0].band == pair[1].band || pair[0].to == edge);
            }
            for (band, count) in counted.into_iter().enumerate() {
                let of_band: Vec<&SpreadPart> = parts.iter().filter(|part| part.band == band).collect();
                // Of a band that is cut, each part has enough; of one that is not, its count is that of its table.
                prop_assert!(of_band.len() == 1 || of_band.iter().all(|part| part.cases >= LEAST));
                prop_assert!(of_band.len() > 1 || of_band[0].cases == rounded(count));
            }
        }
    }

    #[test]
    fn a_band_is_cut_where_all_its_parts_have_enough() {
        let values: Vec<f64> = [1.2, 1.7, 2.2, 2.6, 3.0, 3.6, 4.2, 4.8].into_iter().flat_map(|value| vec![value; 5]).collect();
        let parts = spread(&values, &bands(&[1.0, 2.75]), &Range::between(1.0, 5.0), &[20, 20]).unwrap();
        let told: Vec<(f64, f64, u64)> = parts.iter().map(|part| (part.from, part.to, part.cases)).collect();
        let lower = [(1.0, 1.5, 5), (1.5, 2.0, 5), (2.0, 2.5, 5), (2.5, 2.75, 5)];
        let upper = [(2.75, 4.0, 10), (4.0, 5.0, 10)];
        assert_eq!(told, [&lower[..], &upper[..]].concat());
        // What was counted by bands otherwise is not cut at all.
        assert_eq!(spread(&values, &bands(&[1.0, 2.75]), &Range::between(1.0, 5.0), &[19, 21]), None);
    }
}
