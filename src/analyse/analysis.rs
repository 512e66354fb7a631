use std::collections::{HashMap, HashSet};

use serde::Serialize;
use typed_index_collections::{TiSlice, TiVec};

use super::agreement::{Agreement, Kappa, agreement, kappa};
use super::figure::{Figure, NoFigure};
use super::fit::Fit;
use super::functioning::{Functioning, functioning};
use super::invariance::{Invariance, invariance};
use super::items::{ItemFigures, item_figures};
use super::moments::{Moments, complete_rows};
use super::parallel::{beside, each};
use super::reliability::Reliability;
use super::sample::{Part, Sample};
use super::scale::{Component, Scale};
use super::scale_figures::{Composed, columns, score_figures};
use super::structure::{Dimensions, OneFactor, dimensions, scales_as_factors};
use crate::instrument::{Compare, InformantIx, Instrument, Kind, LEAST_RELIABILITY, ScaleSteps, ScoreIx};

/// What answers say about a measure.
#[derive(Clone, Debug, Serialize)]
pub struct Analysis {
    /// The measure, as `alliance-monitor@0.3.0`.
    pub measure: String,
    /// What each informant's answers say.
    pub informants: Vec<InformantAnalysis>,
    /// Two informants beside each other, at the same occasions.
    pub between: Vec<Between>,
}

/// What an informant's answers say.
#[derive(Clone, Debug, Serialize)]
pub struct InformantAnalysis {
    /// Name of the informant.
    pub informant: String,
    /// Administrations.
    pub rows: usize,
    /// Each item.
    pub items: Vec<ItemFigures>,
    /// Each score.
    pub scales: Vec<ScaleAnalysis>,
    /// How many things the items of all scales measure.
    pub dimensions: Option<Dimensions>,
    /// The structure in which each scale is a factor; nothing where there are fewer than two scales that share no item.
    pub scales_as_factors: Option<ScalesAsFactors>,
    /// Each score at two occasions, where two were named.
    pub retest: Vec<Agreement>,
    /// Groups beside each other, where there are any, a scale each.
    pub groups: Vec<GroupAnalysis>,
}

/// What the answers say about a score.
#[derive(Clone, Debug, Serialize)]
pub struct ScaleAnalysis {
    /// Name of the score.
    pub score: String,
    /// What people read for it.
    pub label: String,
    /// The scores that led to its components, where it is computed from one other score alone, as `raw * 20 / 9`.
    pub through: Vec<String>,
    /// Administrations that have it.
    pub n: usize,
    /// Mean.
    pub mean: Figure,
    /// Standard deviation (n - 1).
    pub sd: Figure,
    /// How well its components measure one thing.
    pub reliability: Option<Reliability>,
    /// Why that cannot be said.
    pub no_reliability: Option<String>,
    /// Standard error of measurement: the standard deviation times the root of 1 less alpha.
    pub error: Figure,
    /// Alpha of the normal variables behind ordered answers (Zumbo, Gadermann & Zeisser 2007, J. Modern Applied
    /// Statistical Methods 6, 21-29).
    pub ordinal_alpha: Figure,
    /// One factor, fitted.
    pub one_factor: Option<OneFactor>,
}

/// The structure in which each scale is a factor.
#[derive(Clone, Debug, Serialize)]
pub struct ScalesAsFactors {
    /// Names of the scores.
    pub scales: Vec<String>,
    /// How well it fits.
    pub fit: Fit,
}

/// A scale in several groups.
#[derive(Clone, Debug, Serialize)]
pub struct GroupAnalysis {
    /// Name of the score.
    pub score: String,
    /// The groups, and how many administrations are in each.
    pub groups: Vec<(String, usize)>,
    /// Whether items work otherwise in some groups.
    pub functioning: Vec<Functioning>,
    /// Whether the groups can be compared.
    pub invariance: Invariance,
}

/// Two informants beside each other.
#[derive(Clone, Debug, Serialize)]
pub struct Between {
    /// Names of the informants.
    pub informants: (String, String),
    /// Scores that the measure compares.
    pub scores: Vec<Agreement>,
    /// Items with points that both are asked.
    pub items: Vec<Kappa>,
}

impl ScaleAnalysis {
    /// Where its components were found, in words, if not in its own formula.
    pub fn followed(&self) -> Option<String> {
        let last = self.through.last()?;
        let steps: Vec<String> = std::iter::once(&self.score)
            .chain(&self.through)
            .zip(&self.through)
            .map(|(score, from)| format!("{score} is computed from {from}"))
            .collect();
        Some(format!("{}: the components are those of {last}", steps.join(", ")))
    }

    /// What to bear in mind with it, in words: a reliability that is too low to follow one person by, components that
    /// go against the others.
    pub fn cautions(&self) -> Vec<String> {
        let Some(found) = &self.reliability else { return vec![] };
        let low = found.alpha.get().filter(|alpha| *alpha < LEAST_RELIABILITY);
        let low = low.map(|alpha| {
            let name = &self.score;
            format!(
                "{name}: a reliability of {alpha:.2} is below .70, too low to follow one person by it; of groups it still tells"
            )
        });
        let against = found.components.iter().filter(|component| component.goes_against());
        let against = against
            .map(|component| format!("{} goes against the rest of {}: is it keyed the right way?", component.name, self.score));
        low.into_iter().chain(against).collect()
    }
}

impl Sample<'_> {
    /// Says what the answers say. `retest` names two occasions at which the same is measured twice.
    pub fn analyse(&self, retest: Option<(u32, u32)>) -> Analysis {
        let informants = (0..self.parts.len()).map(InformantIx).filter(|informant| self.part(*informant).rows > 0);
        Analysis {
            measure: self.instrument.reference(),
            informants: each(informants.collect(), |informant| self.informant(informant, retest)),
            between: each(self.instrument.compares.iter().collect(), |compare| self.between(compare)),
        }
    }

    fn informant(&self, informant: InformantIx, retest: Option<(u32, u32)>) -> InformantAnalysis {
        let (instrument, part) = (self.instrument, self.part(informant));
        let scales: TiVec<ScoreIx, Option<Scale>> = instrument
            .scores
            .keys()
            .map(|at| Scale::of(instrument, at).filter(|scale| is_asked(instrument, &scale.of, informant)))
            .collect();
        // Scores of the same components, as a sum and what it is stretched to, are looked at once.
        let mut different: Vec<&Scale> = Vec::new();
        for scale in scales.iter().flatten() {
            if !different.iter().any(|there| there.of == scale.of) {
                different.push(scale);
            }
        }
        self.progress.expect(different.len() as u64 + 2);
        let ((dimensions, scales_as_factors), composed) = beside(
            || self.progress.after(self.structure(part, &scales)),
            || each(different.clone(), |scale| self.progress.after(Composed::of(instrument, part, scale))),
        );
        let of_score = |at: ScoreIx| {
            let scale = scales[at].as_ref();
            let found = scale.and_then(|scale| different.iter().position(|there| there.of == scale.of)).map(|at| &composed[at]);
            score_figures(instrument, part, at, scale.zip(found))
        };
        let items = item_figures(instrument, part, informant);
        InformantAnalysis {
            informant: instrument.informants[informant].name.clone(),
            rows: part.rows,
            items: self.progress.after(items),
            scales: scales.keys().map(of_score).collect(),
            dimensions,
            scales_as_factors,
            retest: retest.map_or(vec![], |occasions| self.retest(part, occasions)),
            groups: if self.groups.len() > 1 { self.in_groups(part, &scales) } else { vec![] },
        }
    }

    fn structure(&self, part: &Part, scales: &TiSlice<ScoreIx, Option<Scale>>) -> (Option<Dimensions>, Option<ScalesAsFactors>) {
        let apart = apart(scales);
        let all: Vec<Component> = apart.iter().flat_map(|(_, scale)| scale.of.iter().copied()).collect();
        let dimensions = self.moments(part, &all).ok().map(|moments| dimensions(&moments.correlations(), moments.complete));
        (dimensions, (apart.len() > 1).then(|| as_factors(self.instrument, part, &apart)))
    }

    fn moments(&self, part: &Part, of: &[Component]) -> Result<Moments, NoFigure> {
        let names: Vec<String> = of.iter().map(|component| component.name(self.instrument).to_owned()).collect();
        if of.len() < 2 {
            return Err(NoFigure::TooFewItems { n: of.len(), needed: 2 });
        }
        Moments::of(&names, &columns(self.instrument, part, of))
    }

    fn retest(&self, part: &Part, (first, second): (u32, u32)) -> Vec<Agreement> {
        let at: HashMap<(u32, u32), usize> = part.whose.iter().copied().enumerate().map(|(row, whose)| (whose, row)).collect();
        let pairs: Vec<(usize, usize)> = part
            .whose
            .iter()
            .enumerate()
            .filter(|(_, (_, occasion))| *occasion == first)
            .filter_map(|(row, (case, _))| Some((row, *at.get(&(*case, second))?)))
            .collect();
        let scores = self.instrument.scores.iter().zip(&part.scores);
        scores.map(|(score, values)| agreement(score.label.clone(), &both(values, values, &pairs))).collect()
    }

    fn between(&self, compare: &Compare) -> Between {
        let (one, other) = (self.part(compare.first), self.part(compare.second));
        let at: HashMap<(u32, u32), usize> = other.whose.iter().copied().enumerate().map(|(row, whose)| (whose, row)).collect();
        let pairs: Vec<(usize, usize)> =
            one.whose.iter().enumerate().filter_map(|(row, whose)| Some((row, *at.get(whose)?))).collect();
        let name = |informant: InformantIx| self.instrument.informants[informant].name.clone();
        let score = |score: &ScoreIx| {
            let label = self.instrument.scores[*score].label.clone();
            agreement(label, &both(&one.scores[*score], &other.scores[*score], &pairs))
        };
        Between {
            informants: (name(compare.first), name(compare.second)),
            scores: compare.on.iter().map(score).collect(),
            items: self.kappas(compare, (one, other), &pairs),
        }
    }

    fn kappas(&self, compare: &Compare, (one, other): (&Part, &Part), pairs: &[(usize, usize)]) -> Vec<Kappa> {
        let shared = self.instrument.items.iter_enumerated();
        let shared = shared.filter(|(_, item)| item.is_for(compare.first) && item.is_for(compare.second));
        shared
            .filter_map(|(at, item)| {
                let Kind::Scale(scale) = &item.kind else { return None };
                let ScaleSteps::Points(points) = &self.instrument.scales[*scale].steps else { return None };
                let position = |value: f64| points.iter().position(|point| point.value == value);
                let values = both(&one.as_given(self.instrument, at), &other.as_given(self.instrument, at), pairs);
                let places: Vec<(usize, usize)> =
                    values.iter().filter_map(|(one, other)| Some((position(*one)?, position(*other)?))).collect();
                Some(kappa(item.name.clone(), points.len(), &places))
            })
            .collect()
    }

    fn in_groups(&self, part: &Part, scales: &TiSlice<ScoreIx, Option<Scale>>) -> Vec<GroupAnalysis> {
        let sizes: Vec<usize> =
            (0..self.groups.len()).map(|at| part.groups.iter().filter(|group| usize::from(**group) == at).count()).collect();
        let scales = scales.iter().zip(&self.instrument.scores).zip(&part.scores);
        scales
            .filter_map(|((of, score), totals)| {
                let of = &of.as_ref().filter(|scale| scale.is_of_items())?.of;
                let columns = columns(self.instrument, part, of);
                let functioning = of.iter().zip(&columns).map(|(item, column)| {
                    functioning(item.name(self.instrument).to_owned(), column, totals, &part.groups, self.groups.len())
                });
                let of_group = |at: usize| -> Vec<Vec<f64>> {
                    let in_group = |column: &Vec<f64>| {
                        let rows = column.iter().zip(&part.groups).filter(|(_, group)| usize::from(**group) == at);
                        rows.map(|(value, _)| *value).collect()
                    };
                    complete_rows(&columns.iter().map(in_group).collect::<Vec<Vec<f64>>>())
                };
                Some(GroupAnalysis {
                    score: score.name.clone(),
                    groups: self.groups.iter().cloned().zip(sizes.clone()).collect(),
                    functioning: functioning.collect(),
                    invariance: invariance(&(0..self.groups.len()).map(of_group).collect::<Vec<_>>()),
                })
            })
            .collect()
    }
}

/// Whether an informant is asked all items among components.
fn is_asked(instrument: &Instrument, all: &[Component], informant: InformantIx) -> bool {
    all.iter().all(|component| match component {
        Component::Keyed(item) | Component::Given(item) => instrument.items[*item].is_for(informant),
        Component::Score(_) => true,
    })
}

/// The pairs that have both values.
fn both(one: &[f64], other: &[f64], pairs: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let values = pairs.iter().map(|(first, second)| (one[*first], other[*second]));
    values.filter(|(one, other)| !one.is_nan() && !other.is_nan()).collect()
}

/// Scales of items that share none with those before them, with the positions of their scores.
fn apart(scales: &TiSlice<ScoreIx, Option<Scale>>) -> Vec<(ScoreIx, &Scale)> {
    let mut taken: HashSet<Component> = HashSet::new();
    let mut apart = Vec::new();
    for (at, scale) in scales.iter_enumerated() {
        let Some(scale) = scale.as_ref().filter(|scale| scale.is_of_items()) else { continue };
        if scale.of.iter().any(|component| taken.contains(component)) {
            continue;
        }
        taken.extend(&scale.of);
        apart.push((at, scale));
    }
    apart
}

fn as_factors(instrument: &Instrument, part: &Part, apart: &[(ScoreIx, &Scale)]) -> ScalesAsFactors {
    let (mut all, mut pattern) = (Vec::new(), Vec::new());
    for (_, scale) in apart {
        pattern.push((all.len()..all.len() + scale.of.len()).collect());
        all.extend(scale.of.iter().copied());
    }
    ScalesAsFactors {
        scales: apart.iter().map(|(at, _)| instrument.scores[*at].name.clone()).collect(),
        fit: scales_as_factors(&complete_rows(&columns(instrument, part, &all)), &pattern),
    }
}
