use super::truth::Variable;
use crate::instrument::{AllotmentIx, Deal, InstrumentContent};

/// What ranks or shares can be beside one another, of values that were chosen for each by itself: no rank twice, and no
/// more shared out than there is. Where all shares of a question are chosen, each in turn is what the others leave.
pub(super) fn dealt_out(chosen: Vec<(Variable, f64)>, instrument: &InstrumentContent) -> Vec<Vec<(Variable, f64)>> {
    let mut questions: Vec<AllotmentIx> = chosen.iter().filter_map(|(variable, _)| variable.allotment()).collect();
    questions.sort_unstable();
    questions.dedup();
    questions
        .into_iter()
        .fold(vec![chosen], |all, question| all.into_iter().flat_map(|chosen| dealt_of(chosen, question, instrument)).collect())
}

fn dealt_of(chosen: Vec<(Variable, f64)>, question: AllotmentIx, instrument: &InstrumentContent) -> Vec<Vec<(Variable, f64)>> {
    let places: Vec<usize> =
        chosen.iter().enumerate().filter(|(_, (of, _))| of.allotment() == Some(question)).map(|(at, _)| at).collect();
    let values: Vec<f64> = places.iter().map(|at| chosen[*at].1).collect();
    let allotment = &instrument.allotments[question];
    match allotment.deal {
        Deal::Ranks => {
            let is_twice = values.iter().enumerate().any(|(at, value)| values[..at].contains(value));
            if is_twice { vec![] } else { vec![chosen] }
        }
        Deal::Shares(whole) if places.len() < allotment.members.len() => {
            if values.iter().sum::<f64>() <= whole {
                vec![chosen]
            } else {
                vec![]
            }
        }
        Deal::Shares(whole) => {
            let left = |at: &usize| whole - (values.iter().sum::<f64>() - chosen[*at].1);
            let fitting = places.iter().filter(|at| (0.0..=whole).contains(&left(at)));
            let with = |at: &usize| {
                let mut chosen = chosen.clone();
                chosen[*at].1 = left(at);
                chosen
            };
            fitting.map(with).collect()
        }
    }
}
