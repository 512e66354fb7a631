use super::dealt_out::dealt_out;
use super::truth::{Ranges, Variable};
use crate::instrument::{Deal, Helper, InstrumentContent, Kind, KnownKind, Range, ScaleSteps};

/// Combinations of values that are tried at most.
const COMBINATIONS: usize = 20_000;

/// The combinations of values that are tried for some variables, of ranks and shares those that can be together; nothing
/// where they are too many, or one of them has none.
pub(super) fn combinations<'v>(
    variables: &'v [Variable],
    bounds: &[f64],
    instrument: &'v InstrumentContent,
    ranges: &Ranges<'_>,
) -> Option<impl Iterator<Item = Vec<(Variable, f64)>> + use<'v>> {
    let values: Vec<Vec<f64>> = variables.iter().map(|variable| candidates(*variable, bounds, instrument, ranges)).collect();
    let count = values.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul);
    let count = count.filter(|count| (1..=COMBINATIONS).contains(count))?;
    let each = move |combination| {
        let mut rest = combination;
        let one = |(variable, values): (&Variable, &Vec<f64>)| {
            let value = values[rest % values.len()];
            rest /= values.len();
            (*variable, value)
        };
        variables.iter().zip(&values).map(one).collect()
    };
    Some((0..count).map(each).flat_map(|chosen| dealt_out(chosen, instrument)))
}

fn candidates(variable: Variable, bounds: &[f64], instrument: &InstrumentContent, ranges: &Ranges<'_>) -> Vec<f64> {
    let range = match variable {
        Variable::Item(item) => {
            let item = &instrument.items[item];
            if let Kind::Scale(scale) = item.kind
                && let ScaleSteps::Points(points) = &instrument.scales[scale].steps
                && points.len() <= 20
            {
                return points.iter().map(|point| point.value).collect();
            }
            return around(bounds, instrument.answer_range(item), item.otherwise);
        }
        Variable::Known(known) => match &instrument.known[known].kind {
            KnownKind::OneOf(values) => return (0..values.len()).map(|at| at as f64).collect(),
            KnownKind::Whole(low, high) => Some(Range::whole(*low, *high)),
            KnownKind::Decimal(low, high) => Some(Range::between(*low, *high)),
            KnownKind::Date => None,
        },
        Variable::Informant => return (0..instrument.informants.len()).map(|at| at as f64).collect(),
        Variable::Score(score) => ranges.scores.get(score).and_then(Option::as_ref).map(|score| score.range),
        Variable::Helper(helper) => ranges.helpers.get(helper).and_then(Option::as_ref).and_then(Helper::range),
        Variable::Holds(_) => return vec![0.0, 1.0],
        Variable::Bands(bands) => {
            let words = ranges.bands.get(bands).and_then(Option::as_ref).map_or(0, |bands| bands.bands.len());
            return (0..words).map(|at| at as f64).collect();
        }
        Variable::Answered => Some(Range::between(0.0, 1.0)),
        Variable::Part(allotment, _) => {
            let allotment = &instrument.allotments[allotment];
            match allotment.deal {
                Deal::Ranks => return (1..=allotment.members.len()).map(|rank| rank as f64).collect(),
                Deal::Shares(_) => Some(allotment.range()),
            }
        }
    };
    around(bounds, range, None)
}

/// The values of a range that can make a difference: its ends, and those at and around the numbers that are compared with
/// it; and one beside it.
fn around(bounds: &[f64], range: Option<Range>, beside: Option<f64>) -> Vec<f64> {
    let Some(range) = range else {
        return Vec::new();
    };
    let step = if range.whole { 1.0 } else { 1e-6 * (1.0 + range.max.abs().max(range.min.abs())) };
    let around = bounds.iter().flat_map(|bound| {
        if range.whole {
            [bound.floor(), bound.ceil(), bound - step, bound + step]
        } else {
            [*bound, *bound, bound - step, bound + step]
        }
    });
    let mut values: Vec<f64> = around.chain([range.min, range.max, f64::midpoint(range.min, range.max)]).collect();
    if range.whole {
        values.iter_mut().for_each(|value| *value = value.round());
    }
    values.retain(|value| *value >= range.min && *value <= range.max);
    values.extend(beside);
    values.sort_by(f64::total_cmp);
    values.dedup();
    values
}
