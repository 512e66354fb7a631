use typed_index_collections::TiVec;

use super::administration::Administration;
use crate::instrument::{AlertIx, BandsIx, InformantIx, KnownIx, ScoreIx, Version};

/// A case with all its administrations, by informant and in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Its code.
    pub code: String,
    /// The group that it is in for figures of a team, as an office; empty where nobody said.
    pub group: String,
    /// What is known of it, at the positions of known facts, as last told; NaN where it is not.
    pub known: TiVec<KnownIx, f64>,
    /// Administrations, in the order of time.
    pub occasions: Vec<Occasion>,
}

/// An administration of a case.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// Which occasion, as written; empty where that is not told.
    pub name: String,
    /// The day, as days since 1970-01-01.
    pub date: Option<i32>,
    /// Who answered.
    pub informant: InformantIx,
    /// The version of the measure that was answered, where it is an earlier one.
    pub earlier: Option<Version>,
    /// Scores at their positions; NaN where missing.
    pub scores: TiVec<ScoreIx, f64>,
    /// Positions of bands at the positions of the bands.
    pub bands: TiVec<BandsIx, Option<u16>>,
    /// Whether alerts were raised, at their positions.
    pub alerts: TiVec<AlertIx, Option<bool>>,
    /// Items that were answered, and asked.
    pub answered: (u32, u32),
}

impl Occasion {
    /// A score; nothing where it is missing.
    pub fn score(&self, score: ScoreIx) -> Option<f64> {
        Some(self.scores[score]).filter(|value| !value.is_nan())
    }
}

impl Case {
    /// A case of which nothing was read yet and so many facts may be known.
    pub fn new(code: String, known: usize) -> Self {
        Self { code, known: vec![f64::NAN; known].into(), ..Self::default() }
    }

    /// Puts an administration with those that were read before it.
    pub fn take(&mut self, administration: Administration) {
        let Administration { case: _, group, known, occasion } = administration;
        if !group.is_empty() {
            self.group = group;
        }
        for (fact, told) in self.known.iter_mut().zip(known) {
            // What was told of a later version is not taken back by what was told of an earlier one, whichever is read
            // first.
            if !told.is_nan() && (occasion.earlier.is_none() || fact.is_nan()) {
                *fact = told;
            }
        }
        self.occasions.push(occasion);
    }

    /// Puts administrations in the order of time: by their dates where all have one, else by their occasions, as numbers where all are.
    pub fn sort(&mut self) {
        if self.occasions.iter().all(|occasion| occasion.date.is_some()) {
            self.occasions.sort_by_key(|occasion| occasion.date);
            return;
        }
        let numbers: Option<Vec<f64>> = self.occasions.iter().map(|occasion| occasion.name.parse().ok()).collect();
        match numbers {
            Some(numbers) => {
                let mut numbered: Vec<(f64, Occasion)> = numbers.into_iter().zip(std::mem::take(&mut self.occasions)).collect();
                numbered.sort_by(|(one, _), (other, _)| one.total_cmp(other));
                self.occasions = numbered.into_iter().map(|(_, occasion)| occasion).collect();
            }
            None => self.occasions.sort_by(|one, other| one.name.cmp(&other.name)),
        }
    }

    /// Administrations of one informant, in the order of time.
    pub fn of(&self, informant: InformantIx) -> impl Iterator<Item = &Occasion> {
        self.occasions.iter().filter(move |occasion| occasion.informant == informant)
    }
}
