use std::collections::HashMap;

use typed_index_collections::TiVec;

use super::administration::Administration;
use super::order::{Placed, in_order};
use crate::instrument::{AlertIx, BandsIx, Given, InformantIx, ItemIx, KnownIx, ScoreIx, Version};

/// A case with all its administrations, in the order of their occasions.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Its code.
    pub code: String,
    /// The group that it is in for figures of a team, as an office; empty where nobody said.
    pub group: String,
    /// What is known of it, at the positions of known facts, as last told; NaN where it is not.
    pub known: TiVec<KnownIx, f64>,
    /// Administrations, in the order of their occasions once they are sorted.
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
    /// The answers at the positions of items; empty where they were not taken along, and where an earlier version was
    /// answered.
    pub answers: TiVec<ItemIx, Given>,
    /// Items that were asked and have no answer, texts left out; empty where answers were not taken along.
    pub skipped: Vec<ItemIx>,
    /// What was said in one's own words, by item.
    pub words: Vec<(ItemIx, String)>,
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

    /// Puts administrations in the order of their occasions (`order::in_order`), those of one occasion in the order of the
    /// informants of the measure.
    pub fn sort(&mut self) {
        let mut met: Vec<Met> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for occasion in self.occasions.drain(..) {
            let name = occasion.named();
            let at = *places.entry(name.clone()).or_insert_with(|| {
                met.push(Met { name, all: vec![] });
                met.len() - 1
            });
            met[at].all.push(occasion);
        }
        met.iter_mut().for_each(|met| met.all.sort_by_key(|occasion| (occasion.informant, occasion.date)));
        let met = in_order(met, |met| Placed { name: &met.name, day: met.all.iter().find_map(|occasion| occasion.date) });
        self.occasions = met.into_iter().flat_map(|met| met.all).collect();
    }

    /// Administrations of one informant at one occasion, or of one day where occasions are not told: a later one of
    /// each with the one before it. Which of the two counts cannot be told.
    pub fn repeats(&self) -> Vec<(&Occasion, &Occasion)> {
        let mut seen = HashMap::new();
        let when = |occasion: &Occasion| if occasion.name.is_empty() { occasion.date } else { None };
        let occasions = self.occasions.iter();
        occasions
            .filter_map(|occasion| {
                let key = (occasion.informant, occasion.name.as_str(), when(occasion));
                Some((seen.insert(key, occasion)?, occasion))
            })
            .collect()
    }

    /// Administrations of one informant, in the order of their occasions.
    pub fn of(&self, informant: InformantIx) -> impl Iterator<Item = &Occasion> {
        self.occasions.iter().filter(move |occasion| occasion.informant == informant)
    }
}

/// All who answered at one occasion.
struct Met {
    name: String,
    all: Vec<Occasion>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(occasions: &[(&str, usize, i32)]) -> Vec<(String, usize)> {
        let occasion = |(name, informant, date): &(&str, usize, i32)| Occasion {
            name: (*name).to_owned(),
            date: Some(*date),
            informant: InformantIx(*informant),
            earlier: None,
            scores: TiVec::new(),
            bands: TiVec::new(),
            alerts: TiVec::new(),
            answered: (0, 0),
            answers: TiVec::new(),
            skipped: vec![],
            words: vec![],
        };
        let mut case = Case { occasions: occasions.iter().map(occasion).collect(), ..Case::default() };
        case.sort();
        case.occasions.into_iter().map(|occasion| (occasion.name, occasion.informant.0)).collect()
    }

    /// The second informant was given a date before the first occasion.
    #[test]
    fn a_wrong_date_of_one_turns_the_course_of_nobody_round() {
        let of = |names: [(&str, usize); 3]| names.map(|(name, informant)| (name.to_owned(), informant));
        assert_eq!(sorted(&[("2", 1, 15), ("2", 0, 90), ("1", 0, 31)]), of([("1", 0), ("2", 0), ("2", 1)]));
        // Without numbers the day of the first informant counts.
        assert_eq!(sorted(&[("exit", 1, 15), ("exit", 0, 90), ("intake", 0, 31)]), of([("intake", 0), ("exit", 0), ("exit", 1)]));
    }
}
