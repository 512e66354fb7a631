use serde::Serialize;

use crate::instrument::{InformantIx, Instrument};
use crate::score::Scored;

/// What a run came to, by informant.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// A part for each informant, at its position.
    pub informants: Vec<InformantSummary>,
    /// Answers to items that were not asked; they were left out.
    pub not_asked_but_answered: u64,
}

/// What one informant's administrations came to.
#[derive(Clone, Debug, Serialize)]
pub struct InformantSummary {
    /// Name of the informant.
    pub informant: String,
    /// Administrations.
    pub rows: u64,
    /// Items that were answered, of those that were asked.
    pub answered: u64,
    /// Items that were asked.
    pub asked: u64,
    /// Scores, in the order of the instrument.
    pub scores: Vec<ScoreSummary>,
    /// Bands: name, and how many administrations lie in each of them, in order.
    pub bands: Vec<(String, Vec<(String, u64)>)>,
    /// Alerts: name, and how many administrations raise it.
    pub alerts: Vec<(String, u64)>,
}

/// What a score came to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ScoreSummary {
    /// Name of the score.
    pub name: String,
    /// Administrations that have it.
    pub n: u64,
    /// Administrations where it is missing.
    pub missing: u64,
    /// Mean; 0 where nobody has it.
    pub mean: f64,
    /// Sum of squared distances from the mean.
    #[serde(skip)]
    pub squares: f64,
    /// Lowest; nothing where nobody has it.
    pub min: Option<f64>,
    /// Highest.
    pub max: Option<f64>,
}

impl ScoreSummary {
    /// Standard deviation of the sample (n - 1); nothing for fewer than two.
    pub fn sd(&self) -> Option<f64> {
        (self.n > 1).then(|| (self.squares / (self.n - 1) as f64).sqrt())
    }

    /// Joins two parts, after Chan, Golub & LeVeque (1979), Stanford STAN-CS-79-773.
    pub(super) fn join(&mut self, other: &Self) {
        let (one, two) = (self.n as f64, other.n as f64);
        let total = one + two;
        if other.n > 0 {
            let distance = other.mean - self.mean;
            self.squares += other.squares + distance * distance * one * two / total;
            self.mean += distance * two / total;
        }
        self.n += other.n;
        self.missing += other.missing;
        self.min = self.min.into_iter().chain(other.min).reduce(f64::min);
        self.max = self.max.into_iter().chain(other.max).reduce(f64::max);
    }

    pub(super) fn of(name: &str, values: impl Iterator<Item = f64> + Clone) -> Self {
        let mut summary = Self { name: name.to_owned(), ..Self::default() };
        let (mut sum, mut min, mut max) = (0.0, f64::INFINITY, f64::NEG_INFINITY);
        for value in values.clone() {
            if value.is_nan() {
                summary.missing += 1;
                continue;
            }
            summary.n += 1;
            sum += value;
            min = if value < min { value } else { min };
            max = if value > max { value } else { max };
        }
        if summary.n > 0 {
            let mean = sum / summary.n as f64;
            summary.mean = mean;
            summary.squares = values.filter(|value| !value.is_nan()).map(|value| (value - mean) * (value - mean)).sum();
            (summary.min, summary.max) = (Some(min), Some(max));
        }
        summary
    }
}

impl InformantSummary {
    /// What the administrations of an informant came to, which are in these rows.
    fn of(
        (instrument, who): (&Instrument, InformantIx),
        scored: &Scored,
        rows: &(impl ExactSizeIterator<Item = usize> + Clone),
    ) -> Self {
        let score = |(model, column): (&crate::instrument::Score, &Vec<f64>)| {
            ScoreSummary::of(&model.name, rows.clone().map(|row| column[row]))
        };
        let bands = |(model, column): (&crate::instrument::Bands, &Vec<Option<u16>>)| {
            let mut counts = vec![0_u64; model.bands.len()];
            rows.clone().filter_map(|row| column[row]).for_each(|band| counts[usize::from(band)] += 1);
            (model.name.clone(), model.bands.iter().map(|band| band.name.clone()).zip(counts).collect())
        };
        let alert = |(model, column): (&crate::instrument::Alert, &Vec<Option<bool>>)| {
            (model.name.clone(), rows.clone().filter(|row| column[*row] == Some(true)).count() as u64)
        };
        Self {
            informant: instrument.informants[who].name.clone(),
            rows: rows.len() as u64,
            answered: rows.clone().map(|row| u64::from(scored.answered[row])).sum(),
            asked: rows.clone().map(|row| u64::from(scored.asked[row])).sum(),
            scores: instrument.scores.iter().zip(&scored.scores).map(score).collect(),
            bands: instrument.bands.iter().zip(&scored.bands).map(bands).collect(),
            alerts: instrument.alerts.iter().zip(&scored.alerts).map(alert).collect(),
        }
    }
}

impl Summary {
    /// Nothing yet.
    pub fn blank(instrument: &Instrument) -> Self {
        Self::of(
            instrument,
            &[],
            &Scored {
                scores: vec![vec![]; instrument.scores.len()].into(),
                bands: vec![vec![]; instrument.bands.len()].into(),
                alerts: vec![vec![]; instrument.alerts.len()].into(),
                ..Scored::default()
            },
        )
    }

    /// The summary of a stretch of administrations.
    pub fn of(instrument: &Instrument, informants: &[InformantIx], scored: &Scored) -> Self {
        let all = 0..informants.len();
        let part = |who: InformantIx| {
            if instrument.informants.len() == 1 {
                return InformantSummary::of((instrument, who), scored, &all);
            }
            let theirs: Vec<usize> = all.clone().filter(|row| informants[*row] == who).collect();
            InformantSummary::of((instrument, who), scored, &theirs.iter().copied())
        };
        let informants = instrument.informants.keys().map(part).collect();
        Self { informants, not_asked_but_answered: scored.not_asked_but_answered }
    }

    /// Joins the summary of another stretch.
    pub fn join(&mut self, other: &Self) {
        self.not_asked_but_answered += other.not_asked_but_answered;
        for (one, two) in self.informants.iter_mut().zip(&other.informants) {
            one.rows += two.rows;
            one.answered += two.answered;
            one.asked += two.asked;
            one.scores.iter_mut().zip(&two.scores).for_each(|(one, two)| one.join(two));
            for ((_, one), (_, two)) in one.bands.iter_mut().zip(&two.bands) {
                one.iter_mut().zip(two).for_each(|((_, one), (_, two))| *one += two);
            }
            one.alerts.iter_mut().zip(&two.alerts).for_each(|((_, one), (_, two))| *one += two);
        }
    }
}
