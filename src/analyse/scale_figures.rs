use statrs::statistics::Statistics;

use super::analysis::ScaleAnalysis;
use super::figure::NoFigure;
use super::moments::{Moments, complete_rows};
use super::parallel::beside;
use super::polychoric::polychoric;
use super::reliability::{Reliability, alpha, reliability};
use super::sample::Part;
use super::scale::{Component, Scale};
use super::structure::{OneFactor, one_factor};
use crate::instrument::{Instrument, ScoreIx};

/// What components say together, whichever score is made of them.
pub struct Composed {
    reliability: Result<Reliability, String>,
    ordinal_alpha: Result<f64, NoFigure>,
    one_factor: Option<OneFactor>,
}

impl Composed {
    /// Looks at the components of a scale.
    pub fn of(instrument: &Instrument, part: &Part, scale: &Scale) -> Self {
        let names: Vec<String> = scale.of.iter().map(|component| component.name(instrument).to_owned()).collect();
        let columns = columns(instrument, part, &scale.of);
        let reliability = if scale.of.len() > 1 {
            Moments::of(&names, &columns).map(|moments| reliability(&moments)).map_err(|why| why.to_string())
        } else {
            Err("it is one item, and what one item measures cannot be told from its chance".to_owned())
        };
        if !scale.is_of_items() {
            return Self { reliability, ordinal_alpha: not_of_items(), one_factor: None };
        }
        let (ordinal_alpha, one_factor) = beside(
            || polychoric(&names, &columns).and_then(|correlations| alpha(&correlations)),
            || reliability.is_ok().then(|| one_factor(&complete_rows(&columns))),
        );
        Self { reliability, ordinal_alpha, one_factor }
    }
}

fn not_of_items() -> Result<f64, NoFigure> {
    Err(NoFigure::Undefined("it is not a sum or a mean of items"))
}

/// Components as columns.
pub fn columns(instrument: &Instrument, part: &Part, of: &[Component]) -> Vec<Vec<f64>> {
    of.iter().map(|component| part.column(instrument, *component)).collect()
}

/// What the answers say about a score, beside what they say about its components.
pub fn score_figures(
    instrument: &Instrument,
    part: &Part,
    score: ScoreIx,
    composed: Option<(&Scale, &Composed)>,
) -> ScaleAnalysis {
    let model = &instrument.scores[score];
    let values: Vec<f64> = part.scores[score].iter().copied().filter(|value| !value.is_nan()).collect();
    let n = values.len();
    let few = |needed: usize| if n < needed { Err(NoFigure::TooFew { n, needed }) } else { Ok(()) };
    let sd = few(2).map(|()| values.iter().std_dev());
    let found = composed.map_or_else(
        || Err("it is not a sum or a mean of what this informant is asked".to_owned()),
        |(_, composed)| composed.reliability.clone(),
    );
    let alpha_of = found.as_ref().ok().and_then(|reliability| reliability.alpha.get());
    let name = |of: &ScoreIx| instrument.scores[*of].name.clone();
    ScaleAnalysis {
        score: model.name.clone(),
        label: model.label.clone(),
        through: composed.map_or(vec![], |(scale, _)| scale.through.iter().map(name).collect()),
        n,
        mean: few(1).map(|()| values.iter().sum::<f64>() / n as f64).into(),
        error: match (&sd, alpha_of) {
            (Ok(sd), Some(alpha)) => Ok(sd * (1.0 - alpha).max(0.0).sqrt()),
            (Err(why), _) => Err(why.clone()),
            (Ok(_), None) => Err(NoFigure::Undefined("there is no reliability")),
        }
        .into(),
        sd: sd.into(),
        ordinal_alpha: composed.map_or_else(not_of_items, |(_, composed)| composed.ordinal_alpha.clone()).into(),
        one_factor: composed.and_then(|(_, composed)| composed.one_factor.clone()),
        no_reliability: found.as_ref().err().cloned(),
        reliability: found.ok(),
    }
}
