use nalgebra::{DMatrix, DVector};
use serde::Serialize;
use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::figure::{Figure, NoFigure};

/// Whether an item works otherwise in some groups: people with the same standing on the rest answer it differently. By
/// proportional odds regression on the total and the group (Zumbo 1999, A handbook on the theory and methods of
/// differential item functioning).
#[derive(Clone, Debug, Serialize)]
pub struct Functioning {
    /// Name of the item.
    pub item: String,
    /// People.
    pub n: usize,
    /// Chi-square of adding the group: everybody in a group answers higher or lower.
    pub uniform: Figure,
    /// The chance of one as large where groups do not differ.
    pub uniform_p: Figure,
    /// Chi-square of adding that the total counts differently in the groups.
    pub crossing: Figure,
    /// The chance of one as large where it does not.
    pub crossing_p: Figure,
    /// Both together: what they add to Nagelkerke's (1991) share of explained variation.
    pub effect: Figure,
    /// What that is called: `negligible` below .035, `moderate` below .070, `large` (Jodoin & Gierl 2001, Applied
    /// Measurement in Education 14, 329-349).
    pub size: Option<&'static str>,
}

/// Steps of the search; it takes about six.
const STEPS: usize = 100;
/// Different answers that an item may have.
const CATEGORIES: usize = 20;

/// People who are alike: their total, their group, their answer, and how many there are.
struct Alike {
    total: f64,
    group: usize,
    answer: usize,
    count: f64,
}

/// Looks at an item: its answers, the total of its scale and the group of each person.
pub fn functioning(item: String, answers: &[f64], totals: &[f64], groups: &[u16], group_count: usize) -> Functioning {
    let found = compared(answers, totals, groups, group_count);
    let of = |which: usize| Figure::from(found.as_ref().map(|found| found.1[which]).map_err(Clone::clone));
    let effect = of(4);
    let size = effect.get().map(|effect| match effect {
        effect if effect < 0.035 => "negligible",
        effect if effect < 0.070 => "moderate",
        _ => "large",
    });
    let n = found.as_ref().map_or(0, |found| found.0);
    Functioning { item, n, uniform: of(0), uniform_p: of(1), crossing: of(2), crossing_p: of(3), effect, size }
}

fn compared(answers: &[f64], totals: &[f64], groups: &[u16], group_count: usize) -> Result<(usize, [f64; 5]), NoFigure> {
    let (alike, categories) = gathered(answers, totals, groups)?;
    let n: f64 = alike.iter().map(|alike| alike.count).sum();
    for group in 0..group_count {
        let size: f64 = alike.iter().filter(|alike| alike.group == group).map(|alike| alike.count).sum();
        if size < 10.0 {
            return Err(NoFigure::TooFew { n: size as usize, needed: 10 });
        }
    }
    let others = group_count - 1;
    let fit = |with_groups: bool, crossing: bool| {
        let terms = |alike: &Alike| {
            let group = (1..group_count).map(|group| f64::from(u8::from(alike.group == group)));
            let mut terms = vec![alike.total];
            if with_groups {
                terms.extend(group.clone());
            }
            if crossing {
                terms.extend(group.map(|group| group * alike.total));
            }
            terms
        };
        likelihood(&alike, categories, &terms)
    };
    let (nothing, total) = (likelihood(&alike, categories, &|_| vec![])?, fit(false, false)?);
    let (uniform, crossing) = (fit(true, false)?, fit(true, true)?);
    let chance =
        |chi_square: f64| ChiSquared::new(others as f64).map_or(f64::NAN, |distribution| distribution.sf(chi_square.max(0.0)));
    let explained = |model: f64| (1.0 - (2.0 / n * (nothing - model)).exp()) / (1.0 - (2.0 / n * nothing).exp());
    let (first, second) = (2.0 * (uniform - total), 2.0 * (crossing - uniform));
    Ok((n as usize, [first, chance(first), second, chance(second), explained(crossing) - explained(total)]))
}

fn gathered(answers: &[f64], totals: &[f64], groups: &[u16]) -> Result<(Vec<Alike>, usize), NoFigure> {
    let mut different: Vec<f64> = Vec::new();
    let mut counts: std::collections::BTreeMap<(u64, u16, u64), f64> = std::collections::BTreeMap::new();
    for ((answer, total), group) in answers.iter().zip(totals).zip(groups) {
        if answer.is_nan() || total.is_nan() {
            continue;
        }
        if !different.contains(answer) {
            different.push(*answer);
            if different.len() > CATEGORIES {
                return Err(NoFigure::Undefined("it has too many different answers to be taken as ordered categories"));
            }
        }
        *counts.entry((total.to_bits(), *group, answer.to_bits())).or_insert(0.0) += 1.0;
    }
    if different.len() < 2 {
        return Err(NoFigure::Undefined("everybody gave the same answer"));
    }
    different.sort_by(f64::total_cmp);
    let n: f64 = counts.values().sum();
    // Totals around their mean keep the search well behaved.
    let mean = counts.iter().map(|((total, ..), count)| f64::from_bits(*total) * count).sum::<f64>() / n;
    let alike = counts.into_iter().map(|((total, group, answer), count)| {
        let answer = f64::from_bits(answer);
        let answer = different.iter().position(|there| *there == answer).unwrap_or(0);
        Alike { total: f64::from_bits(total) - mean, group: usize::from(group), answer, count }
    });
    Ok((alike.collect(), different.len()))
}

/// The logarithm of the likelihood of the most likely proportional odds model (McCullagh 1980, J. Royal Statistical
/// Society B 42, 109-142), by Newton's method: the chance of an answer up to `j` has the log odds
/// `threshold j - terms * slopes`.
fn likelihood(alike: &[Alike], categories: usize, terms: &dyn Fn(&Alike) -> Vec<f64>) -> Result<f64, NoFigure> {
    let rows: Vec<(Vec<f64>, usize, f64)> = alike.iter().map(|alike| (terms(alike), alike.answer, alike.count)).collect();
    let slopes = rows.first().map_or(0, |(terms, ..)| terms.len());
    let n: f64 = rows.iter().map(|(.., count)| count).sum();
    let mut values = DVector::zeros(categories - 1 + slopes);
    let mut below = 0.0;
    for at in 0..categories - 1 {
        below += rows.iter().filter(|(_, answer, _)| *answer == at).map(|(.., count)| count).sum::<f64>() / n;
        values[at] = (below / (1.0 - below)).ln();
    }
    let (mut now, mut gradient, mut curvature) = derived(&rows, categories, &values).ok_or(NoFigure::NoEnd)?;
    for _ in 0..STEPS {
        let Some(step) = curvature.clone().cholesky().map(|cholesky| cholesky.solve(&gradient)) else {
            return Err(NoFigure::Undefined("the answers part the groups or the totals completely"));
        };
        if gradient.dot(&step) < 1e-10 {
            return Ok(now);
        }
        let mut length = 1.0;
        loop {
            let tried = &values + &step * length;
            match derived(&rows, categories, &tried) {
                Some((there, next_gradient, next_curvature)) if there >= now - 1e-10 => {
                    (values, now, gradient, curvature) = (tried, there, next_gradient, next_curvature);
                    break;
                }
                _ if length < 1e-8 => return Err(NoFigure::NoEnd),
                _ => length /= 2.0,
            }
        }
    }
    Err(NoFigure::NoEnd)
}

/// The logarithm of the likelihood, its gradient, and its expected curvature turned around; nothing where thresholds
/// cross.
fn derived(
    rows: &[(Vec<f64>, usize, f64)],
    categories: usize,
    values: &DVector<f64>,
) -> Option<(f64, DVector<f64>, DMatrix<f64>)> {
    let count = values.len();
    let cuts = categories - 1;
    let (mut sum, mut gradient, mut curvature) = (0.0, DVector::zeros(count), DMatrix::zeros(count, count));
    for (terms, answer, weight) in rows {
        let along: f64 = terms.iter().enumerate().map(|(at, term)| term * values[cuts + at]).sum();
        // The chance of an answer up to each cut, and how it changes with the log odds.
        let up_to: Vec<f64> = (0..cuts).map(|cut| 1.0 / (1.0 + (along - values[cut]).exp())).collect();
        let chance = |answer: usize| {
            (if answer == cuts { 1.0 } else { up_to[answer] }) - if answer == 0 { 0.0 } else { up_to[answer - 1] }
        };
        let slope = |cut: usize| up_to[cut] * (1.0 - up_to[cut]);
        // How the chance of an answer changes with everything.
        let change = |answer: usize| {
            let mut change = vec![0.0; count];
            for (cut, sign) in [(Some(answer), 1.0), (answer.checked_sub(1), -1.0)] {
                if let Some(cut) = cut.filter(|cut| *cut < cuts) {
                    change[cut] += sign * slope(cut);
                    terms.iter().enumerate().for_each(|(at, term)| change[cuts + at] -= sign * slope(cut) * term);
                }
            }
            change
        };
        for category in 0..categories {
            let (chance, change) = (chance(category), change(category));
            if chance <= 0.0 {
                return None;
            }
            if category == *answer {
                sum += weight * chance.ln();
                (0..count).for_each(|at| gradient[at] += weight * change[at] / chance);
            }
            for one in (0..count).filter(|one| change[*one] != 0.0) {
                (0..count).for_each(|other| curvature[(one, other)] += weight * change[one] * change[other] / chance);
            }
        }
    }
    Some((sum, gradient, curvature))
}
