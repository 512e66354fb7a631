use std::collections::HashMap;

use nalgebra::DMatrix;
use serde::Serialize;
use statrs::statistics::Statistics;

use super::agreement::{Agreement, Kappa, agreement, kappa};
use super::figure::{Figure, NoFigure};
use super::fit::Fit;
use super::functioning::{Functioning, functioning};
use super::invariance::{Invariance, invariance};
use super::items::{ItemFigures, item_figures};
use super::moments::{Moments, complete_rows};
use super::polychoric::polychoric;
use super::reliability::{Reliability, alpha, reliability};
use super::sample::{Part, Sample};
use super::scale::{Component, components};
use super::structure::{Dimensions, OneFactor, dimensions, one_factor, scales_as_factors};
use crate::follow::LOW_RELIABILITY;
use crate::instrument::{Compare, InformantIx, Instrument, Kind, ScaleSteps, ScoreIx};

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
    /// Alpha of the normal variables behind ordered answers (Zumbo, Gadermann & Zeisser 2007, J. Modern Applied Statistical Methods 6, 21-29).
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
    /// What to bear in mind with it, in words: a reliability that is too low to follow one person by, components that go against the others.
    pub fn cautions(&self) -> Vec<String> {
        let Some(found) = &self.reliability else { return vec![] };
        let low = found.alpha.get().filter(|alpha| *alpha < LOW_RELIABILITY);
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
            informants: beside(informants, |informant| self.informant(informant, retest)),
            between: beside(self.instrument.compares.iter(), |compare| self.between(compare)),
        }
    }

    fn informant(&self, informant: InformantIx, retest: Option<(u32, u32)>) -> InformantAnalysis {
        let (instrument, part) = (self.instrument, self.part(informant));
        let scales: Vec<Option<Vec<Component>>> = instrument
            .scores
            .iter()
            .map(|score| components(&score.number).filter(|all| is_asked(instrument, all, informant)))
            .collect();
        let apart = apart(&scales);
        let all: Vec<Component> = apart.iter().filter_map(|at| scales[*at].clone()).flatten().collect();
        InformantAnalysis {
            informant: instrument.informants[informant.0].name.clone(),
            rows: part.rows,
            items: item_figures(instrument, part, informant),
            scales: beside(scales.iter().enumerate(), |(at, of)| scale(instrument, part, ScoreIx(at), of.as_deref())),
            dimensions: self.moments(part, &all).ok().map(|moments| dimensions(&moments.correlations(), moments.complete)),
            scales_as_factors: (apart.len() > 1).then(|| as_factors(instrument, part, &apart, &scales)),
            retest: retest.map_or(vec![], |occasions| self.retest(part, occasions)),
            groups: if self.groups.len() > 1 { self.in_groups(part, &scales) } else { vec![] },
        }
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
        let name = |informant: InformantIx| self.instrument.informants[informant.0].name.clone();
        let score = |score: &ScoreIx| {
            let label = self.instrument.scores[score.0].label.clone();
            agreement(label, &both(&one.scores[score.0], &other.scores[score.0], &pairs))
        };
        Between {
            informants: (name(compare.first), name(compare.second)),
            scores: compare.on.iter().map(score).collect(),
            items: self.kappas(compare, (one, other), &pairs),
        }
    }

    fn kappas(&self, compare: &Compare, (one, other): (&Part, &Part), pairs: &[(usize, usize)]) -> Vec<Kappa> {
        let shared = self.instrument.items.iter().enumerate();
        let shared = shared.filter(|(_, item)| item.is_for(compare.first) && item.is_for(compare.second));
        shared
            .filter_map(|(at, item)| {
                let Kind::Scale(scale) = &item.kind else { return None };
                let ScaleSteps::Points(points) = &self.instrument.scales[scale.0].steps else { return None };
                let position = |value: f64| points.iter().position(|point| point.value == value);
                let values = both(&one.keyed[at], &other.keyed[at], pairs);
                let places: Vec<(usize, usize)> =
                    values.iter().filter_map(|(one, other)| Some((position(*one)?, position(*other)?))).collect();
                Some(kappa(item.name.clone(), points.len(), &places))
            })
            .collect()
    }

    fn in_groups(&self, part: &Part, scales: &[Option<Vec<Component>>]) -> Vec<GroupAnalysis> {
        let sizes: Vec<usize> =
            (0..self.groups.len()).map(|at| part.groups.iter().filter(|group| usize::from(**group) == at).count()).collect();
        let scales = scales.iter().zip(&self.instrument.scores).zip(&part.scores);
        scales
            .filter_map(|((of, score), totals)| {
                let of = of.as_ref().filter(|of| of.len() > 1 && !of.iter().any(|one| matches!(one, Component::Score(_))))?;
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

/// Works on many things, each on a thread of its own where there are threads.
fn beside<T: Send, R: Send>(all: impl Iterator<Item = T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    if std::thread::available_parallelism().is_err() {
        return all.map(work).collect();
    }
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = all.map(|one| scope.spawn(move || work(one))).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    })
}

/// Whether an informant is asked all items among components.
fn is_asked(instrument: &Instrument, all: &[Component], informant: InformantIx) -> bool {
    all.iter().all(|component| match component {
        Component::Keyed(item) | Component::Given(item) => instrument.items[item.0].is_for(informant),
        Component::Score(_) => true,
    })
}

fn columns(instrument: &Instrument, part: &Part, of: &[Component]) -> Vec<Vec<f64>> {
    of.iter().map(|component| part.column(instrument, *component)).collect()
}

/// The pairs that have both values.
fn both(one: &[f64], other: &[f64], pairs: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let values = pairs.iter().map(|(first, second)| (one[*first], other[*second]));
    values.filter(|(one, other)| !one.is_nan() && !other.is_nan()).collect()
}

/// Scales of items that share none with those before them.
fn apart(scales: &[Option<Vec<Component>>]) -> Vec<usize> {
    let mut taken: Vec<Component> = Vec::new();
    let mut apart = Vec::new();
    for (at, scale) in scales.iter().enumerate() {
        let Some(of) = scale.as_ref().filter(|of| of.len() > 1) else { continue };
        if of.iter().any(|component| matches!(component, Component::Score(_)) || taken.contains(component)) {
            continue;
        }
        taken.extend(of);
        apart.push(at);
    }
    apart
}

fn as_factors(instrument: &Instrument, part: &Part, apart: &[usize], scales: &[Option<Vec<Component>>]) -> ScalesAsFactors {
    let (mut all, mut pattern) = (Vec::new(), Vec::new());
    for of in apart.iter().filter_map(|at| scales[*at].as_ref()) {
        pattern.push((all.len()..all.len() + of.len()).collect());
        all.extend(of.iter().copied());
    }
    ScalesAsFactors {
        scales: apart.iter().map(|at| instrument.scores[*at].name.clone()).collect(),
        fit: scales_as_factors(&complete_rows(&columns(instrument, part, &all)), &pattern),
    }
}

fn scale(instrument: &Instrument, part: &Part, score: ScoreIx, of: Option<&[Component]>) -> ScaleAnalysis {
    let model = &instrument.scores[score.0];
    let values: Vec<f64> = part.scores[score.0].iter().copied().filter(|value| !value.is_nan()).collect();
    let n = values.len();
    let few = |needed: usize| if n < needed { Err(NoFigure::TooFew { n, needed }) } else { Ok(()) };
    let sd = few(2).map(|()| values.iter().std_dev());
    let columns = of.map(|of| columns(instrument, part, of));
    let found = match (of, &columns) {
        (Some(of), Some(columns)) if of.len() > 1 => {
            let names: Vec<String> = of.iter().map(|component| component.name(instrument).to_owned()).collect();
            Moments::of(&names, columns).map(|moments| reliability(&moments)).map_err(|why| why.to_string())
        }
        (Some(_), _) => Err("it is one item, and what one item measures cannot be told from its chance".to_owned()),
        _ => Err("it is not a sum or a mean of what this informant is asked".to_owned()),
    };
    let alpha_of = found.as_ref().ok().and_then(|reliability| reliability.alpha.get());
    let no_alpha = Err(NoFigure::Undefined("there is no reliability"));
    let is_of_items = of.is_some_and(|of| of.len() > 1 && !of.iter().any(|one| matches!(one, Component::Score(_))));
    let items = columns.filter(|_| is_of_items);
    ScaleAnalysis {
        score: model.name.clone(),
        label: model.label.clone(),
        n,
        mean: few(1).map(|()| values.iter().sum::<f64>() / n as f64).into(),
        error: match (&sd, alpha_of) {
            (Ok(sd), Some(alpha)) => Ok(sd * (1.0 - alpha).max(0.0).sqrt()),
            (Err(why), _) => Err(why.clone()),
            _ => no_alpha,
        }
        .into(),
        sd: sd.into(),
        ordinal_alpha: ordinal(instrument, of, items.as_deref()).into(),
        one_factor: items.filter(|_| found.is_ok()).map(|items| one_factor(&complete_rows(&items))),
        no_reliability: found.as_ref().err().cloned(),
        reliability: found.ok(),
    }
}

fn ordinal(instrument: &Instrument, of: Option<&[Component]>, items: Option<&[Vec<f64>]>) -> Result<f64, NoFigure> {
    let (Some(of), Some(items)) = (of, items) else {
        return Err(NoFigure::Undefined("it is not a sum or a mean of items"));
    };
    let names: Vec<String> = of.iter().map(|component| component.name(instrument).to_owned()).collect();
    let correlations: DMatrix<f64> = polychoric(&names, items)?;
    alpha(&correlations)
}
