use std::collections::HashSet;

use super::draft::{Binding, Draft};
use super::expressions::Reading;
use super::names::Declared;
use super::order::Order;
use crate::instrument::{
    Aggregate, Alert, AlertSeverity, ByStep, ComputingStep, Condition, InformantIx, InstrumentContent, Moment, Node, NumericExpr,
    Output, Score, ScoreIx,
};
use crate::source::{Diagnostic, Severity, codes};
use crate::syntax::tree::{self, Statement};

impl Draft<'_> {
    /// Checks the scores, bands and categories, and helpers that use them, each after those that it is computed from.
    pub fn check_scores(&mut self, declared: &Declared<'_>, order: Order) {
        let count = declared.scores.len();
        self.checked_scores = (0..count).map(|_| None).collect();
        self.checked_bands = (0..declared.bands.len()).map(|_| None).collect();
        for step in &order.late {
            match *step {
                ComputingStep::Score(at) => self.check_score(at.0, declared.scores[at.0]),
                ComputingStep::Helper(at) => self.check_helper(at, declared.helpers[at.0]),
                ComputingStep::Bands(at) => self.check_bands(at, declared.bands[at.0]),
            }
        }
        let early = order.early.iter().map(|(helper, _)| ComputingStep::Helper(*helper));
        self.instrument.computing_order = early.chain(order.late).collect();
        self.note_nameless(declared);
        self.instrument.scores = self.checked_scores.iter().flatten().cloned().collect();
        self.instrument.helpers = self.checked_helpers.iter().flatten().cloned().collect();
        self.instrument.bands = self.checked_bands.iter().flatten().cloned().collect();
        if self.instrument.scores.len() == count && self.instrument.helpers.len() == declared.helpers.len() {
            self.check_reach(declared);
        }
    }

    /// Scores without labels are known to people by the names of their columns.
    fn note_nameless(&mut self, declared: &Declared<'_>) {
        /// Names that are shown.
        const SHOWN: usize = 6;
        let names: Vec<&tree::Score> = declared.scores.iter().copied().filter(|score| score.label.is_none()).collect();
        let Some(first) = names.first() else { return };
        let shown: Vec<String> = names.iter().take(SHOWN).map(|score| format!("`{}`", score.name.text)).collect();
        let more = names.len().checked_sub(SHOWN + 1).map_or(String::new(), |more| format!(" and {} more", more + 1));
        let message = format!("people read the names of these scores, which have no label: {}{more}", shown.join(", "));
        let help = format!("add one behind the name: `score {} \"…\" = …`", first.name.text);
        self.report_as(Severity::Note, &codes::EMPTY_TEXT, first.name.span, message, help);
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
        let informants: Vec<InformantIx> = self.instrument.informants.keys().collect();
        let reach = self.instrument.by_step(|node, reach| {
            let has = |who: &InformantIx| match node {
                Node::Number(number) => can_have(&self.instrument, number, *who, reach),
                Node::Condition(condition) => can_decide(&self.instrument, condition, *who, reach),
            };
            informants.iter().map(has).collect::<Vec<bool>>()
        });
        for (at, score) in declared.scores.iter().enumerate() {
            let row = reach.score(ScoreIx(at)).map_or(&[][..], |row| row);
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
                | Statement::Intro(..)
                | Statement::Item(_)
                | Statement::Helper(_)
                | Statement::Alert(_)
                | Statement::Refusal(_)
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

/// Whether an informant can have a number; `reach` says it, by informants, of what the number names.
fn can_have(instrument: &InstrumentContent, number: &NumericExpr, who: InformantIx, reach: &ByStep<Vec<bool>>) -> bool {
    let has = |number: &NumericExpr| can_have(instrument, number, who, reach);
    let reached = |row: Option<&Vec<bool>>| row.is_none_or(|row| row[who.0]);
    match number {
        NumericExpr::Constant(_) | NumericExpr::Known(_) | NumericExpr::Answered | NumericExpr::NumberOf(_) => true,
        NumericExpr::Missing => false,
        NumericExpr::Elapsed(_, from, to) => can_answer(instrument, *from, who) && can_answer(instrument, *to, who),
        NumericExpr::Keyed(item) | NumericExpr::Given(item) => instrument.items[*item].is_for(who),
        NumericExpr::Score(score) => reached(reach.score(*score)),
        NumericExpr::Helper(helper) => reached(reach.helper(*helper)),
        NumericExpr::Aggregate(Aggregate { members, at_least, including, fits, .. }) => {
            fits.as_ref().is_none_or(|fits| has(&fits.bound))
                && members.iter().filter(|member| has(&member.value)).count() >= *at_least
                && including.iter().filter_map(|at| members.get(*at)).all(|member| has(&member.value))
        }
        NumericExpr::Negate(inner)
        | NumericExpr::Round(inner, _)
        | NumericExpr::Call(_, inner)
        | NumericExpr::Rescale { of: inner, .. } => has(inner),
        NumericExpr::LookUp(of, _, groups) => {
            has(of) && (groups.is_empty() || groups.iter().any(|group| can_decide(instrument, group, who, reach)))
        }
        NumericExpr::Arithmetic(_, left, right) | NumericExpr::Power(left, right) => has(left) && has(right),
        NumericExpr::If(condition, then, otherwise) => {
            can_decide(instrument, condition, who, reach) && (has(then) || has(otherwise))
        }
    }
}

fn can_answer(instrument: &InstrumentContent, moment: Moment, who: InformantIx) -> bool {
    match moment {
        Moment::Item(item) => instrument.items[item].is_for(who),
        Moment::Known(_) | Moment::Answering | Moment::Literal(_) => true,
    }
}

fn can_decide(instrument: &InstrumentContent, condition: &Condition, who: InformantIx, reach: &ByStep<Vec<bool>>) -> bool {
    let decides = |condition: &Condition| can_decide(instrument, condition, who, reach);
    match condition {
        Condition::Helper(helper) => reach.helper(*helper).is_none_or(|row| row[who.0]),
        Condition::Compare(_, left, right) => can_have(instrument, left, who, reach) && can_have(instrument, right, who, reach),
        Condition::SameMoment(one, other) => can_answer(instrument, *one, who) && can_answer(instrument, *other, who),
        Condition::Includes(..) | Condition::KnownIs(..) | Condition::IsMissing(_) => true,
        Condition::PointIs(..) | Condition::ChoseNone(_) => true,
        Condition::Answers(_) | Condition::BandIs(..) | Condition::IsAsked(_) => true,
        Condition::Not(inner) => decides(inner),
        Condition::And(left, right) | Condition::Or(left, right) => decides(left) || decides(right),
    }
}
