use std::collections::HashSet;

use super::draft::{Draft, Thing};
use super::expressions::Reading;
use super::names::Declared;
use crate::instrument::{Aggregate, Alert, Condition, InformantIx, Number, Output, Score, ScoreIx};
use crate::source::{Complaint, codes};
use crate::syntax::tree::{self, Statement};

/// How far a score is on its way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Untouched,
    Begun,
    Done,
}

impl Draft<'_> {
    /// Checks the scores, each after those that it is computed from.
    pub fn check_scores(&mut self, declared: &Declared<'_>) {
        let count = declared.scores.len();
        self.checked_scores = (0..count).map(|_| None).collect();
        let needs: Vec<Vec<usize>> = declared.scores.iter().map(|score| self.scores_in(&score.expression)).collect();
        let mut progress = vec![Progress::Untouched; count];
        let mut order = Vec::with_capacity(count);
        for start in 0..count {
            self.visit(start, &needs, &mut progress, &mut order, declared);
        }
        for position in &order {
            self.check_score(*position, declared.scores[*position]);
        }
        self.instrument.computing_order = order.into_iter().map(ScoreIx).collect();
        self.instrument.scores = self.checked_scores.iter().flatten().cloned().collect();
        if self.instrument.scores.len() == count {
            self.judge_reach(declared);
        }
    }

    /// Puts a score behind those it needs. An explicit stack: a long chain of scores must not exhaust the thread's.
    fn visit(
        &mut self,
        start: usize,
        needs: &[Vec<usize>],
        progress: &mut [Progress],
        order: &mut Vec<usize>,
        declared: &Declared<'_>,
    ) {
        let mut stack = vec![(start, 0)];
        while let Some((position, next)) = stack.pop() {
            if next == 0 {
                if progress[position] != Progress::Untouched {
                    continue;
                }
                progress[position] = Progress::Begun;
            }
            match needs[position].get(next) {
                None => {
                    progress[position] = Progress::Done;
                    order.push(position);
                }
                Some(needed) => {
                    stack.push((position, next + 1));
                    match progress[*needed] {
                        Progress::Begun => self.complain_of_circle(*needed, &stack, declared),
                        Progress::Untouched => stack.push((*needed, 0)),
                        Progress::Done => {}
                    }
                }
            }
        }
    }

    fn complain_of_circle(&mut self, closes: usize, stack: &[(usize, usize)], declared: &Declared<'_>) {
        let circle: Vec<usize> = stack.iter().map(|(position, _)| *position).skip_while(|position| *position != closes).collect();
        let name = |position: usize| &declared.scores[position].name;
        let path: Vec<String> = circle.iter().chain([&closes]).map(|position| format!("`{}`", name(*position).text)).collect();
        let message = format!("`{}` is computed from itself: {}", name(closes).text, path.join(" needs "));
        self.complaints.push(Complaint::error(&codes::V0302, name(closes).span, message).help("break the circle"));
        for position in circle {
            self.spoilt.insert(name(position).text.clone());
        }
    }

    /// Positions of the scores that an expression names.
    fn scores_in(&mut self, expression: &tree::Expression) -> Vec<usize> {
        let mut names = Vec::new();
        expression.visit_names(&mut |name| names.push(name.to_owned()));
        let mut runs = Vec::new();
        expression.visit_runs(&mut |run| runs.push(run.clone()));
        let before = self.complaints.len();
        names.extend(runs.iter().flat_map(|run| self.names_of(run)).map(|word| word.text));
        self.complaints.truncate(before);
        let position = |name: &String| match self.thing(name) {
            Some(Thing::Score(score)) => Some(score.0),
            _ => None,
        };
        let mut positions: Vec<usize> = names.iter().filter_map(position).collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    fn check_score(&mut self, position: usize, score: &tree::Score) {
        let complaints = self.complaints.len();
        let found = self.number(&score.expression, Reading::Scoring { guarded: false });
        let label = score.label.as_ref().map_or_else(|| score.name.text.clone(), |label| self.full(label));
        let failed = self.complaints[complaints..].iter().any(Complaint::is_error);
        let Some((number, range)) = found.filter(|_| !failed) else {
            self.spoilt.insert(score.name.text.clone());
            return;
        };
        let key = self.as_written(score.expression.span);
        self.checked_scores[position] = Some(Score { name: score.name.text.clone(), label, number, range, key });
    }

    /// Says of each score which informants never get it.
    fn judge_reach(&mut self, declared: &Declared<'_>) {
        let informants = self.instrument.informants.len();
        let mut reach = vec![vec![false; informants]; declared.scores.len()];
        for ScoreIx(position) in self.instrument.computing_order.clone() {
            let number = self.instrument.scores[position].number.clone();
            let row: Vec<bool> = (0..informants).map(|at| self.can_have(&number, InformantIx(at), &reach)).collect();
            reach[position] = row;
        }
        for (score, row) in declared.scores.iter().zip(&reach) {
            let without: Vec<String> = row
                .iter()
                .zip(&self.instrument.informants)
                .filter(|(has, _)| !**has)
                .map(|(_, who)| format!("`{}`", who.name))
                .collect();
            if without.is_empty() {
                continue;
            }
            let message = format!("`{}` is always missing for {}: not asked what it needs", score.name.text, without.join(", "));
            self.warn(&codes::V0320, score.name.span, message, None);
        }
    }

    fn can_have(&self, number: &Number, who: InformantIx, reach: &[Vec<bool>]) -> bool {
        let has = |number: &Number| self.can_have(number, who, reach);
        match number {
            Number::Constant(_) | Number::Known(_) | Number::Answered | Number::NumberOf(_) => true,
            Number::Keyed(item) | Number::Given(item) => self.instrument.items[item.0].is_for(who),
            Number::Score(score) => reach[score.0][who.0],
            Number::Aggregate(Aggregate { members, at_least, .. }) => {
                members.iter().filter(|member| has(&member.value)).count() >= *at_least
            }
            Number::Negate(inner) | Number::Round(inner, _) | Number::Rescale { of: inner, .. } | Number::LookUp(inner, _) => {
                has(inner)
            }
            Number::Arithmetic(_, left, right) => has(left) && has(right),
            Number::If(condition, then, otherwise) => self.can_decide(condition, who, reach) && (has(then) || has(otherwise)),
        }
    }

    fn can_decide(&self, condition: &Condition, who: InformantIx, reach: &[Vec<bool>]) -> bool {
        match condition {
            Condition::Compare(_, left, right) => self.can_have(left, who, reach) && self.can_have(right, who, reach),
            Condition::Includes(..) | Condition::KnownIs(..) | Condition::IsMissing(_) => true,
            Condition::Not(inner) => self.can_decide(inner, who, reach),
            Condition::And(left, right) | Condition::Or(left, right) => {
                self.can_decide(left, who, reach) || self.can_decide(right, who, reach)
            }
        }
    }

    /// Checks the alerts, in the order of the file.
    pub fn check_alerts(&mut self, declared: &Declared<'_>) {
        for alert in &declared.alerts {
            let sentence = self.full(&alert.sentence);
            let when = self.judged_condition(&alert.when, Reading::Scoring { guarded: true });
            match when {
                Some(when) => {
                    let key = self.as_written(alert.when.span);
                    self.instrument.alerts.push(Alert { name: alert.name.text.clone(), sentence, when, key });
                }
                None => {
                    self.spoilt.insert(alert.name.text.clone());
                }
            }
        }
    }

    /// The order of result columns: scores and bands as the file has them.
    pub fn order_outputs(&mut self, tree: &tree::Instrument) {
        let mut seen = HashSet::new();
        for statement in &tree.statements {
            let name = match statement {
                Statement::Score(score) => &score.name.text,
                Statement::Bands(bands) => &bands.name.text,
                _ => continue,
            };
            let output = match self.thing(name) {
                Some(Thing::Score(score)) => Output::Score(score),
                Some(Thing::Bands(bands)) => Output::Bands(bands),
                _ => continue,
            };
            if seen.insert(output) {
                self.instrument.outputs.push(output);
            }
        }
    }
}
