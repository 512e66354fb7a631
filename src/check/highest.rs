use super::draft::Draft;
use crate::instrument::{Band, Bands, BandsRule, Case, Comparator, Condition, NumericExpr, ScoreIx};
use crate::source::codes;
use crate::syntax::limits;
use crate::syntax::tree::{Highest, Ties, Word};

impl Draft<'_> {
    /// `category side of highest of body, mind, ties missing`: the name of the highest of some scores. It comes to the
    /// same as a list of conditions, in which each score is compared with all others; so it is missing where one is.
    pub(super) fn category_of_highest(&mut self, name: &Word, highest: &Highest) -> Option<Bands> {
        self.check_repeats(&highest.of);
        let scores: Vec<Option<ScoreIx>> = highest.of.iter().map(|word| self.score_named(word)).collect();
        let scores: Vec<ScoreIx> = scores.into_iter().collect::<Option<_>>()?;
        if scores.len() < 2 || scores.len() > limits::CASES {
            let message = format!("the highest is taken of 2 to {} scores", limits::CASES);
            self.report(&codes::TIES_NOT_SAID, name.span, message, "name them after `of highest of`".to_owned());
            return None;
        }
        let mut bands: Vec<Band> = Vec::with_capacity(scores.len() + 1);
        for score in &scores {
            let score = self.checked_scores.get(*score)?.as_ref()?;
            bands.push(Band { name: score.name.clone(), label: score.label.clone() });
        }
        // The first of several that are highest is found first.
        let comparator = match highest.ties {
            Ties::First => Comparator::AtLeast,
            Ties::Missing | Ties::Even(..) => Comparator::Above,
        };
        let mut cases: Vec<Case> = (0..scores.len()).map(|at| case(at, comparator, &scores, &bands)).collect();
        let even = match &highest.ties {
            Ties::First => None,
            Ties::Missing => Some(None),
            Ties::Even(word, label) => {
                if bands.iter().any(|band| band.name == word.text) {
                    let message = format!("`{}` is what one of the scores is called", word.text);
                    self.report(&codes::DEFINED_TWICE, word.span, message, "rename the score".to_owned());
                    return None;
                }
                bands.push(Band { name: word.text.clone(), label: self.full(label) });
                Some(Some(bands.len() - 1))
            }
        };
        cases.extend(even.map(|word| Case { word, when: None, key: String::new() }));
        Some(Bands { name: name.text.clone(), rule: BandsRule::Cases(cases), bands })
    }
}

/// When a score is the highest.
fn case(at: usize, comparator: Comparator, scores: &[ScoreIx], bands: &[Band]) -> Case {
    let mut when: Option<Condition> = None;
    let mut keys = Vec::with_capacity(scores.len());
    for (other, band) in scores.iter().zip(bands).enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other) {
        keys.push(format!("{} {} {}", bands[at].name, comparator.sign(), band.name));
        let higher = Condition::Compare(comparator, NumericExpr::Score(scores[at]), NumericExpr::Score(*other));
        when = Some(match when {
            None => higher,
            Some(before) => Condition::And(Box::new(before), Box::new(higher)),
        });
    }
    Case { word: Some(at), when, key: keys.join(" and ") }
}
