use statrs::statistics::Statistics;

use super::hidden::LEAST;
use super::team_mean_alike::{Alike, BandCells, Figures};
use crate::instrument::{Bands, Instrument, ScoreIx};

/// The values of a score in a group of cases, and what else of the report is about them.
pub(super) struct Values<'a> {
    /// The values; at least [`LEAST`] of them.
    pub values: &'a [f64],
    /// Lowest and highest that the score can be.
    pub range: (f64, f64),
    /// Lowest and highest of the bands of the score, of which other tables hide how many cases they have.
    pub bands: &'a [(f64, f64)],
    /// The tables of the report that count these cases by bands of the score.
    pub tables: &'a [BandCells<'a>],
}

/// Cases that could be in a stretch of a score.
struct Possible {
    cases: f64,
    low: f64,
    high: f64,
}

impl Values<'_> {
    /// Mean and standard deviation (n - 1), each as far as it may be shown.
    ///
    /// They are rounded to a step of at least the width of the score over the number of cases, which is the most that
    /// one case can move a mean by. Each is held back where it would tell that nobody is at one of the ends, that fewer
    /// than [`LEAST`] cases are in one of the bands, or, beside the counts that are shown, what a table hides.
    pub fn shown(&self) -> (Option<f64>, Option<f64>) {
        let cases = self.values.len() as f64;
        let step = step((self.range.1 - self.range.0) / cases);
        if step <= 0.0 {
            return (None, None);
        }
        let [mean, sd] = [self.values.iter().mean(), self.values.iter().std_dev()].map(|figure| to_step(figure, step));
        let ends = [self.range.0, self.range.1].map(|end| Possible { cases: 1.0, low: end, high: end });
        let of_bands = self.bands.iter().map(|(low, high)| Possible { cases: LEAST as f64, low: *low, high: *high });
        let possible: Vec<Possible> = ends.into_iter().chain(of_bands).collect();
        if !possible.iter().all(|possible| self.is_possible_by_mean(possible, mean, step)) {
            return (None, None);
        }
        if !self.leaves_counts_open(Figures { mean, sd: None }) {
            return (None, None);
        }
        let is_possible = possible.iter().all(|possible| self.is_possible_by_sd(possible, (mean, sd), step))
            && self.leaves_counts_open(Figures { mean, sd: Some(sd) });
        (Some(mean), Some(sd).filter(|_| is_possible))
    }

    fn leaves_counts_open(&self, figures: Figures) -> bool {
        self.tables.iter().all(|table| Alike::new(table, self.values, self.range, figures).leave_all_open())
    }

    /// Whether the others can have what the mean then leaves to them.
    fn is_possible_by_mean(&self, of: &Possible, mean: f64, step: f64) -> bool {
        let cases = self.values.len() as f64;
        let least = of.cases * of.low + (cases - of.cases) * self.range.0;
        let most = of.cases * of.high + (cases - of.cases) * self.range.1;
        least <= cases * (mean + step / 2.0) && most >= cases * (mean - step / 2.0)
    }

    /// Whether they are near enough to the mean for the standard deviation: cases at a distance are least apart from
    /// the others where all of these are alike.
    fn is_possible_by_sd(&self, of: &Possible, (mean, sd): (f64, f64), step: f64) -> bool {
        let (cases, half) = (self.values.len() as f64, step / 2.0);
        let distance = (of.low - mean - half).max(mean - half - of.high).max(0.0);
        let squares = of.cases * distance.powi(2) * cases / (cases - of.cases).max(1.0);
        squares <= (cases - 1.0) * (sd + half).powi(2)
    }
}

/// Lowest and highest of each band of a score.
pub(super) fn stretches(instrument: &Instrument, score: ScoreIx) -> Vec<(f64, f64)> {
    let of_score = instrument.bands.iter().filter_map(Bands::stretches).filter(|stretches| stretches.of == score);
    let each = of_score.flat_map(|stretches| {
        let nexts = stretches.from.iter().copied().skip(1).chain([instrument.scores[score].range.max]);
        stretches.from.iter().copied().zip(nexts)
    });
    each.collect()
}

/// The least of 1, 2 and 5 times a power of ten that is not below a number.
pub(super) fn step(least: f64) -> f64 {
    if least <= 0.0 {
        return 0.0;
    }
    let power = 10_f64.powi(least.log10().floor() as i32);
    let found = [1.0, 2.0, 5.0].into_iter().map(|digit| digit * power).find(|step| *step >= least * (1.0 - 1e-9));
    found.unwrap_or(10.0 * power)
}

/// The nearest multiple of a step, as it is written with a few decimals.
pub(super) fn to_step(figure: f64, step: f64) -> f64 {
    let nearest = (figure / step).round() * step;
    (nearest * 1e9).round() / 1e9
}

#[cfg(test)]
mod tests {
    use super::{Values, step};

    fn shown(values: &[f64], bands: &[(f64, f64)]) -> (Option<f64>, Option<f64>) {
        Values { values, range: (1.0, 5.0), bands, tables: &[] }.shown()
    }

    #[test]
    fn steps_are_as_wide_as_one_case_can_move_a_mean() {
        // 4 / 61 = 0.066, 4 / 20 = 0.2, 4 / 5 = 0.8, 27 / 30 = 0.9, 4 / 4000 = 0.001.
        let steps = [4.0 / 61.0, 4.0 / 20.0, 4.0 / 5.0, 27.0 / 30.0, 4.0 / 4000.0].map(step);
        assert_eq!(steps.map(|step| format!("{step:.3}")), ["0.100", "0.200", "1.000", "1.000", "0.001"]);
        assert_eq!(step(0.0), 0.0);
    }

    #[test]
    fn a_mean_that_tells_of_everybody_is_held_back() {
        let spread: Vec<f64> = (0..20).map(|at| f64::from(1 + at % 5)).collect();
        // Mean 3; the squares add to 4 (4 + 1 + 0 + 1 + 4) = 40, so SD = sqrt(40 / 19) = 1.451, to a step of 0.2.
        assert_eq!(shown(&spread, &[]), (Some(3.0), Some(1.4)));
        assert_eq!(shown(&[1.0; 20], &[]), (None, None), "all are at the end");
        assert_eq!(shown(&[3.0; 20], &[]), (Some(3.0), None), "all are alike");
        // Twenty with a mean of 2: five in a band from 4.5 leave 40 - 22.5 = 17.5 to fifteen, who have at least 15.
        let low: Vec<f64> = (0..20).map(|at| if at % 2 == 0 { 1.0 } else { 3.0 }).collect();
        assert_eq!(shown(&low, &[(4.5, 5.0)]).0, Some(2.0));
        // With a mean of 1.5 they leave 30 - 22.5 = 7.5, and the step gives them two more.
        let lower: Vec<f64> = (0..20).map(|at| if at % 2 == 0 { 1.0 } else { 2.0 }).collect();
        assert_eq!(shown(&lower, &[(4.5, 5.0)]), (None, None));
    }
}
