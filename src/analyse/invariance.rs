use serde::Serialize;
use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::figure::{Figure, NoFigure};
use super::fit::{Fit, loading};
use super::model::{Model, Observed, Parameter, Place};

/// Whether groups can be compared: how well models fit that hold more and more the same in all of them (Meredith 1993,
/// Psychometrika 58, 525-543).
#[derive(Clone, Debug, Serialize)]
pub struct Invariance {
    /// The steps.
    pub steps: Vec<Step>,
}

/// A step of invariance.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// `configural`, `metric` or `scalar`.
    pub name: &'static str,
    /// What is the same in all groups.
    pub same: &'static str,
    /// How well the model fits.
    pub fit: Fit,
    /// Chi-square that the step adds.
    pub added: Figure,
    /// The chance of one as large where the step holds.
    pub added_p: Figure,
    /// What the step takes from the comparative fit index; more than .010 speaks against it (Cheung & Rensvold 2002,
    /// Structural Equation Modeling 9, 233-255).
    pub lost_cfi: Figure,
    /// What it adds to the error of approximation; more than .015 speaks against it (Chen 2007, Structural Equation
    /// Modeling 14, 464-504).
    pub added_rmsea: Figure,
}

const STEPS: [(&str, &str); 3] = [
    ("configural", "the structure"),
    ("metric", "the structure and the loadings"),
    ("scalar", "the structure, the loadings and the intercepts"),
];

/// Fits the three steps for one factor in several groups of people who answered everything.
pub fn invariance(groups: &[Vec<Vec<f64>>]) -> Invariance {
    let people: usize = groups.iter().map(|columns| columns.first().map_or(0, Vec::len)).sum();
    let items = groups.first().map_or(0, Vec::len);
    let few = groups.iter().map(|columns| columns.first().map_or(0, Vec::len)).min().unwrap_or(0);
    let refused = if items < 3 {
        Some(NoFigure::TooFewItems { n: items, needed: 3 })
    } else if few <= items {
        Some(NoFigure::TooFew { n: few, needed: items + 1 })
    } else {
        None
    };
    let observed: Vec<Observed> = groups.iter().map(|columns| Observed::of(columns)).collect();
    let mut steps: Vec<Step> = Vec::new();
    for (level, (name, same)) in STEPS.into_iter().enumerate() {
        let fitted = refused.clone().map_or_else(|| fitted(&observed, level), Err);
        let fit = fitted.unwrap_or_else(|why| Fit::none(people, &why));
        let before = steps.last().map(|step| step.fit.clone());
        let less = |this: &Figure, before: Option<&Figure>| match (this.get(), before.map(Figure::get)) {
            (Some(this), Some(Some(before))) => Ok(this - before),
            (_, None) => Err(NoFigure::Undefined("it is the first step")),
            _ => Err(NoFigure::Undefined("a step does not fit at all")),
        };
        let added = less(&fit.chi_square, before.as_ref().map(|fit| &fit.chi_square));
        let degrees = less(&fit.degrees, before.as_ref().map(|fit| &fit.degrees));
        let chance = added.clone().and_then(|added| {
            let distribution = ChiSquared::new(degrees?).map_err(|_| NoFigure::NoDegrees)?;
            Ok(distribution.sf(added.max(0.0)))
        });
        steps.push(Step {
            name,
            same,
            added: added.into(),
            added_p: chance.into(),
            lost_cfi: less(&fit.cfi, before.as_ref().map(|fit| &fit.cfi)).map(|change| -change).into(),
            added_rmsea: less(&fit.rmsea, before.as_ref().map(|fit| &fit.rmsea)).into(),
            fit,
        });
    }
    Invariance { steps }
}

fn fitted(observed: &[Observed], level: usize) -> Result<Fit, NoFigure> {
    let solution = one_factor(observed, level).fit(observed)?;
    Ok(Fit::of(&solution, observed, true))
}

/// One factor in several groups: at level 0 all is free, at 1 loadings are the same, at 2 intercepts too. Where
/// something is the same, the factor of the later groups may have its own variance, and its own mean.
fn one_factor(observed: &[Observed], level: usize) -> Model {
    let items = observed.first().map_or(0, |group| group.means.len());
    let all: Vec<usize> = (0..items).collect();
    let groups = 0..observed.len();
    let mut parameters = Vec::new();
    let mut add = |place: &dyn Fn(usize) -> Place, start: &dyn Fn(usize, usize) -> f64, is_same: bool| {
        for item in 0..items {
            if is_same {
                let places = groups.clone().map(|group| (group, place(item))).collect();
                parameters.push(Parameter { places, start: start(0, item) });
            } else {
                parameters.extend(
                    groups.clone().map(|group| Parameter { places: vec![(group, place(item))], start: start(group, item) }),
                );
            }
        }
    };
    add(&|item| Place::Loading(item, 0), &|group, item| loading(&all, item, &observed[group]), level >= 1);
    add(&Place::Intercept, &|group, item| observed[group].means[item], level >= 2);
    add(&Place::Unique, &|group, item| observed[group].covariances[(item, item)] / 2.0, false);
    let mut fixed = vec![(0, Place::Factor(0, 0), 1.0)];
    for group in groups.skip(1) {
        if level >= 1 {
            parameters.push(Parameter { places: vec![(group, Place::Factor(0, 0))], start: 1.0 });
        } else {
            fixed.push((group, Place::Factor(0, 0), 1.0));
        }
        if level >= 2 {
            parameters.push(Parameter { places: vec![(group, Place::Mean(0))], start: 0.0 });
        }
    }
    Model { items, factors: 1, parameters, fixed, with_means: true }
}
