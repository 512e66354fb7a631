use std::collections::HashSet;

use super::draft::{Binding, Draft};
use super::expressions::Reading;
use super::names::{Declared, DeclaredBands};
use crate::instrument::{
    Aggregate, Alert, AlertSeverity, BandsIx, ComputingStep, Condition, InformantIx, Moment, NumericExpr, Output, Score, ScoreIx,
};
use crate::source::{Diagnostic, codes};
use crate::syntax::tree::{self, Statement, Word};

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
        let scores = declared.scores.len();
        self.checked_scores = (0..scores).map(|_| None).collect();
        self.checked_bands = (0..declared.bands.len()).map(|_| None).collect();
        let mut needs: Vec<Vec<usize>> = Vec::with_capacity(scores + declared.bands.len());
        needs.extend(declared.scores.iter().map(|score| self.steps_in(&score.expression, scores)));
        needs.extend(declared.bands.iter().map(|bands| self.steps_of(*bands, scores)));
        let names: Vec<&Word> =
            declared.scores.iter().map(|score| &score.name).chain(declared.bands.iter().map(|bands| bands.name())).collect();
        let count = needs.len();
        let mut progress = vec![Progress::Untouched; count];
        let mut order = Vec::with_capacity(count);
        for start in 0..count {
            self.visit(start, &needs, &mut progress, &mut order, &names);
        }
        let step = |position: usize| match position.checked_sub(scores) {
            None => ComputingStep::Score(ScoreIx(position)),
            Some(at) => ComputingStep::Bands(BandsIx(at)),
        };
        self.instrument.computing_order = order.into_iter().map(step).collect();
        for step in self.instrument.computing_order.clone() {
            match step {
                ComputingStep::Score(at) => self.check_score(at.0, declared.scores[at.0]),
                ComputingStep::Bands(at) => self.check_bands(at, declared.bands[at.0]),
            }
        }
        self.instrument.scores = self.checked_scores.iter().flatten().cloned().collect();
        self.instrument.bands = self.checked_bands.iter().flatten().cloned().collect();
        if self.instrument.scores.len() == scores {
            self.check_reach(declared);
        }
    }

    /// Puts a score behind those it needs. An explicit stack: a long chain of scores must not exhaust the thread's.
    fn visit(&mut self, start: usize, needs: &[Vec<usize>], progress: &mut [Progress], order: &mut Vec<usize>, names: &[&Word]) {
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
                        Progress::Begun => self.report_circle(*needed, &stack, names),
                        Progress::Untouched => stack.push((*needed, 0)),
                        Progress::Done => {}
                    }
                }
            }
        }
    }

    fn report_circle(&mut self, closes: usize, stack: &[(usize, usize)], names: &[&Word]) {
        let circle: Vec<usize> = stack.iter().map(|(position, _)| *position).skip_while(|position| *position != closes).collect();
        let name = |position: usize| names[position];
        let path: Vec<String> = circle.iter().chain([&closes]).map(|position| format!("`{}`", name(*position).text)).collect();
        let message = format!("`{}` is computed from itself: {}", name(closes).text, path.join(" needs "));
        self.diagnostics.push(Diagnostic::new(&codes::SCORES_IN_A_CIRCLE, name(closes).span, message).help("break the circle"));
        for position in circle {
            self.poisoned.insert(name(position).text.clone());
        }
    }

    /// Positions of what bands are worked out from: of a category all that its conditions name.
    fn steps_of(&mut self, bands: DeclaredBands<'_>, scores: usize) -> Vec<usize> {
        match bands {
            DeclaredBands::Stretches(bands) => match self.thing(&bands.of.text) {
                Some(Binding::Score(score)) => vec![score.0],
                Some(Binding::Item(_) | Binding::Known(_) | Binding::Bands(_) | Binding::Alert(_)) | None => vec![],
            },
            DeclaredBands::Category(category) => {
                let conditions = category.cases.iter().filter_map(|case| case.when.as_ref());
                conditions.flat_map(|condition| self.steps_in(condition, scores)).collect()
            }
        }
    }

    /// Positions of the scores and bands that an expression names; bands come after so many scores.
    fn steps_in(&mut self, expression: &tree::Expression, scores: usize) -> Vec<usize> {
        let mut names = Vec::new();
        expression.visit_names(&mut |name| names.push(name.to_owned()));
        let mut runs = Vec::new();
        expression.visit_runs(&mut |run| runs.push(run.clone()));
        let before = self.diagnostics.len();
        names.extend(runs.iter().flat_map(|run| self.names_of(run)).map(|word| word.text));
        self.diagnostics.truncate(before);
        let position = |name: &String| match self.thing(name) {
            Some(Binding::Score(score)) => Some(score.0),
            Some(Binding::Bands(bands)) => Some(scores + bands.0),
            Some(Binding::Item(_) | Binding::Known(_) | Binding::Alert(_)) | None => None,
        };
        let mut positions: Vec<usize> = names.iter().filter_map(position).collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    fn check_score(&mut self, position: usize, score: &tree::Score) {
        let diagnostics = self.diagnostics.len();
        let found = self.number(&score.expression, Reading::Scoring { guarded: false });
        let label = score.label.as_ref().map_or_else(|| score.name.text.clone(), |label| self.full(label));
        let failed = self.diagnostics[diagnostics..].iter().any(Diagnostic::is_error);
        let Some((number, range)) = found.filter(|_| !failed) else {
            self.poisoned.insert(score.name.text.clone());
            return;
        };
        let key = self.as_written(score.expression.span);
        self.checked_scores[ScoreIx(position)] = Some(Score { name: score.name.text.clone(), label, number, range, key });
    }

    /// Says of each score which informants never get it.
    fn check_reach(&mut self, declared: &Declared<'_>) {
        let informants = self.instrument.informants.len();
        let mut reach = vec![vec![false; informants]; declared.scores.len()];
        let scores = self.instrument.computing_order.iter().filter_map(|step| match step {
            ComputingStep::Score(score) => Some(score.0),
            ComputingStep::Bands(_) => None,
        });
        for position in scores.collect::<Vec<_>>() {
            let number = self.instrument.scores[ScoreIx(position)].number.clone();
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
            self.report(&codes::NEVER_SCORED_FOR_INFORMANT, score.name.span, message, None);
        }
    }

    fn can_have(&self, number: &NumericExpr, who: InformantIx, reach: &[Vec<bool>]) -> bool {
        let has = |number: &NumericExpr| self.can_have(number, who, reach);
        match number {
            NumericExpr::Constant(_) | NumericExpr::Known(_) | NumericExpr::Answered | NumericExpr::NumberOf(_) => true,
            NumericExpr::Keyed(item) | NumericExpr::Given(item) => self.instrument.items[*item].is_for(who),
            NumericExpr::Elapsed(_, from, to) => self.can_answer(*from, who) && self.can_answer(*to, who),
            NumericExpr::Score(score) => reach[score.0][who.0],
            NumericExpr::Aggregate(Aggregate { members, at_least, .. }) => {
                members.iter().filter(|member| has(&member.value)).count() >= *at_least
            }
            NumericExpr::Negate(inner)
            | NumericExpr::Round(inner, _)
            | NumericExpr::Rescale { of: inner, .. }
            | NumericExpr::LookUp(inner, _) => has(inner),
            NumericExpr::Arithmetic(_, left, right) => has(left) && has(right),
            NumericExpr::If(condition, then, otherwise) => {
                self.can_decide(condition, who, reach) && (has(then) || has(otherwise))
            }
        }
    }

    fn can_answer(&self, moment: Moment, who: InformantIx) -> bool {
        match moment {
            Moment::Item(item) => self.instrument.items[item].is_for(who),
            Moment::Known(_) | Moment::Answering | Moment::Literal(_) => true,
        }
    }

    fn can_decide(&self, condition: &Condition, who: InformantIx, reach: &[Vec<bool>]) -> bool {
        match condition {
            Condition::Compare(_, left, right) => self.can_have(left, who, reach) && self.can_have(right, who, reach),
            Condition::SameMoment(one, other) => self.can_answer(*one, who) && self.can_answer(*other, who),
            Condition::Includes(..) | Condition::KnownIs(..) | Condition::IsMissing(_) => true,
            Condition::Answers(_) | Condition::BandIs(..) | Condition::IsAsked(_) => true,
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
                    let said = alert.severity.as_ref().map(|word| word.text.as_str());
                    let severity = AlertSeverity::ALL.into_iter().find(|severity| Some(severity.word()) == said);
                    let (name, severity) = (alert.name.text.clone(), severity.unwrap_or_default());
                    self.instrument.alerts.push(Alert { name, sentence, severity, when, key });
                }
                None => {
                    self.poisoned.insert(alert.name.text.clone());
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
                Statement::Category(category) => &category.name.text,
                Statement::Title(_)
                | Statement::About(_)
                | Statement::Cite(_)
                | Statement::Licence(_)
                | Statement::WordingByLicence(_)
                | Statement::Status(_)
                | Statement::Language(_)
                | Statement::Note(_)
                | Statement::Informants(..)
                | Statement::Known(_)
                | Statement::Scale(_)
                | Statement::Page(_)
                | Statement::When(_)
                | Statement::Intro(_)
                | Statement::Item(_)
                | Statement::Alert(_)
                | Statement::Compare(_)
                | Statement::Table(_)
                | Statement::Follows(_)
                | Statement::Feedback(_)
                | Statement::Test(_) => continue,
            };
            let output = match self.thing(name) {
                Some(Binding::Score(score)) => Output::Score(score),
                Some(Binding::Bands(bands)) => Output::Bands(bands),
                _ => continue,
            };
            if seen.insert(output) {
                self.instrument.outputs.push(output);
            }
        }
    }
}
