use std::cmp::Ordering;
use std::collections::HashMap;

use typed_index_collections::TiVec;

use super::administration::Administration;
use crate::instrument::{AlertIx, BandsIx, Given, InformantIx, ItemIx, KnownIx, ScoreIx, Version};

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
    /// The answers at the positions of items; empty where they were not taken along, and where an earlier version was
    /// answered.
    pub answers: TiVec<ItemIx, Given>,
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

    /// Puts administrations in the order of time: by their dates where all have one, and those of one day, or without
    /// dates all, by their occasions, numbers before names.
    pub fn sort(&mut self) {
        let has_dates = self.occasions.iter().all(|occasion| occasion.date.is_some());
        self.occasions.sort_by(|one, other| {
            let by_date = if has_dates { one.date.cmp(&other.date) } else { Ordering::Equal };
            by_date.then_with(|| by_name(&one.name, &other.name))
        });
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

    /// Administrations of one informant, in the order of time.
    pub fn of(&self, informant: InformantIx) -> impl Iterator<Item = &Occasion> {
        self.occasions.iter().filter(move |occasion| occasion.informant == informant)
    }
}

fn by_name(one: &str, other: &str) -> Ordering {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one.total_cmp(&other),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => one.cmp(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(occasions: &[(&str, Option<i32>)]) -> Vec<String> {
        let occasion = |(name, date): &(&str, Option<i32>)| Occasion {
            name: (*name).to_owned(),
            date: *date,
            informant: InformantIx(0),
            earlier: None,
            scores: TiVec::new(),
            bands: TiVec::new(),
            alerts: TiVec::new(),
            answered: (0, 0),
            answers: TiVec::new(),
            words: vec![],
        };
        let mut case = Case { occasions: occasions.iter().map(occasion).collect(), ..Case::default() };
        case.sort();
        case.occasions.into_iter().map(|occasion| occasion.name).collect()
    }

    #[test]
    fn ties_of_a_day_go_by_occasion() {
        assert_eq!(sorted(&[("7", Some(10)), ("3", Some(10)), ("10", Some(10)), ("1", Some(11))]), ["3", "7", "10", "1"]);
        assert_eq!(sorted(&[("intake", Some(10)), ("2", Some(10)), ("1", Some(9))]), ["1", "2", "intake"]);
    }

    #[test]
    fn where_a_date_is_missing_occasions_decide() {
        assert_eq!(sorted(&[("10", Some(1)), ("9", None), ("2", Some(3))]), ["2", "9", "10"]);
        assert_eq!(sorted(&[("b", None), ("a", None), ("10", None), ("9", None)]), ["9", "10", "a", "b"]);
    }
}
