use super::verdict::{NoVerdict, Outcome, Reliable, Verdict};
use crate::instrument::{FunctionalSide, LEAST_RELIABILITY, NormEntry, rounding};

/// A change of so many standard errors of a difference is beyond what measurement error brings about in 95 of 100.
const CRITICAL: f64 = 1.96;

/// What a site has decided on judging one person by norms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judging {
    /// Below this reliability, from 0 to 1, no change is judged.
    pub least_reliability: f64,
    /// Whether simulated norms judge, as on a site of simulated cases.
    pub by_simulated: bool,
}

impl Default for Judging {
    fn default() -> Self {
        Self { least_reliability: LEAST_RELIABILITY, by_simulated: false }
    }
}

/// What a change of a score is measured by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Yardstick {
    criterion: Criterion,
    /// A cut-off, and on which side of it those are who do well.
    functional: Option<(f64, FunctionalSide)>,
}

/// From where on a change is reliable.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Criterion {
    /// Beyond 1.96 of these, `sqrt(2) SD sqrt(1 - reliability)` (Jacobson & Truax 1991).
    ErrorOfDifference(f64),
    /// From this change on, as it was published.
    Published(f64),
}

impl Yardstick {
    /// What the entries of a group of norms on one score give.
    ///
    /// # Errors
    /// Why they give nothing to judge one person by.
    pub fn of<'n>(entries: impl IntoIterator<Item = &'n NormEntry>, judging: Judging) -> Result<Self, NoVerdict> {
        let (mut figures, mut published, mut functional) = (None, None, None);
        for entry in entries {
            match entry {
                NormEntry::Figures(_, found) => figures = Some(*found),
                NormEntry::ReliableChange(_, least) => published = Some(*least),
                NormEntry::CutOff(cut_off) => functional = cut_off.functional.map(|side| (cut_off.at, side)).or(functional),
                NormEntry::Percentiles(..) | NormEntry::Table(..) => {}
            }
        }
        let figures = figures.unwrap_or_default();
        let least = judging.least_reliability;
        if let Some(reliability) = figures.reliability.filter(|reliability| *reliability < least) {
            return Err(NoVerdict::LowReliability { reliability, least });
        }
        if let Some(least) = published {
            return Ok(Self { criterion: Criterion::Published(least), functional });
        }
        let sd = figures.sd.filter(|sd| *sd > 0.0).ok_or(NoVerdict::NoSpread)?;
        let reliability = figures.reliability.ok_or(NoVerdict::NoReliability)?;
        let error = std::f64::consts::SQRT_2 * sd * (1.0 - reliability).max(0.0).sqrt();
        Ok(Self { criterion: Criterion::ErrorOfDifference(error), functional })
    }

    /// Whether it says which side is functional, and with it what became of whoever answered.
    pub fn tells_outcomes(&self) -> bool {
        self.functional.is_some()
    }

    /// Judges a change.
    pub fn judge(&self, from: f64, to: f64) -> Verdict {
        let (index, is_reliable, least) = match self.criterion {
            Criterion::Published(least) => (None, rounding::at_least((to - from).abs(), least), least),
            Criterion::ErrorOfDifference(error) => {
                // A score without error changes reliably as soon as it changes.
                let index = match (rounding::equal(from, to), error > 0.0) {
                    (true, _) => 0.0,
                    (false, true) => (to - from) / error,
                    (false, false) => (to - from) * f64::INFINITY,
                };
                (Some(index), index.abs() > CRITICAL, CRITICAL * error)
            }
        };
        let outcome = self.functional.map(|(at, side)| outcome((from, to), is_reliable, (at, side)));
        Verdict::Told(Reliable { index, is_reliable, least, outcome })
    }
}

fn outcome((from, to): (f64, f64), is_reliable: bool, (at, side): (f64, FunctionalSide)) -> Outcome {
    let is_better = match side {
        FunctionalSide::Below => to < from,
        FunctionalSide::Above => to > from,
    };
    match (is_reliable, is_better, side.holds(from, at), side.holds(to, at)) {
        (false, ..) => Outcome::Unchanged,
        (true, false, ..) => Outcome::Deteriorated,
        (true, true, false, true) => Outcome::Recovered,
        (true, true, ..) => Outcome::Improved,
    }
}
