use super::draft::Draft;
use super::expressions::Reading;
use super::truth::Truth;
use crate::instrument::{Comparator, Condition};
use crate::source::{Diagnostic, Span, codes};
use crate::syntax::tree::{self, Expression, ExpressionKind, GroupKey, Literal};

/// Some of the cases, as tables and bands tell them apart.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they have, of each thing after `by`.
    pub keys: Vec<GroupKey>,
    /// Where that stands.
    pub span: Span,
}

impl Group {
    /// A group of a table.
    pub fn of_table(group: &tree::TableGroup) -> Self {
        Self { keys: group.keys.clone(), span: group.span }
    }

    /// A group of bands.
    pub fn of_bands(group: &tree::BandGroup) -> Self {
        Self { keys: group.keys.clone(), span: group.span }
    }

    /// Its condition as the language writes it.
    pub fn in_words(&self, by: &[String]) -> String {
        let one = |(name, key): (&String, &GroupKey)| match key {
            GroupKey::Word(word) => format!("{name} = {}", word.text),
            GroupKey::Number(number) => format!("{name} = {}", number.value),
            GroupKey::Range(low, high) => format!("{name} >= {} and {name} <= {}", low.value, high.value),
        };
        by.iter().zip(&self.keys).map(one).collect::<Vec<_>>().join(" and ")
    }
}

impl Draft<'_> {
    /// When a case is in each group; what becomes of those in none is said by `lost`.
    pub fn group_conditions(&mut self, by: &[String], groups: &[Group], lost: &str, reading: Reading) -> Option<Vec<Condition>> {
        if self.is_told_apart_by_several(by, groups.first().map(|group| group.span)) {
            return None;
        }
        let mut conditions = Vec::with_capacity(groups.len());
        for group in groups.iter().filter(|group| group.keys.len() == by.len()) {
            let mut whole: Option<Condition> = None;
            for (name, key) in by.iter().zip(&group.keys) {
                let key = key_condition(name, key);
                let one = self.assuming_nothing(|draft| draft.condition(&key, reading.guarded()))?;
                if self.truth(&one, &[]) == Truth::Never {
                    let message = format!("`{name}` is never this, so nobody is in this group");
                    self.report(&codes::CONDITION_ALWAYS_THE_SAME, key.span, message, None);
                    return None;
                }
                whole = Some(match whole {
                    None => one,
                    Some(before) => Condition::And(Box::new(before), Box::new(one)),
                });
            }
            conditions.extend(whole);
        }
        if conditions.len() != groups.len() {
            return None;
        }
        self.check_groups(groups, &conditions, lost);
        Some(conditions)
    }

    /// Says which groups hold the same cases, and whether some cases are in none.
    fn check_groups(&mut self, groups: &[Group], conditions: &[Condition], lost: &str) {
        let overlap = |one: usize, other: usize| {
            let both = Condition::And(Box::new(conditions[one].clone()), Box::new(conditions[other].clone()));
            self.truth(&both, &[]) != Truth::Never
        };
        let is_covered = || any_of(conditions).is_none_or(|any| self.truth(&any, &[]) == Truth::Always);
        let spans: Vec<Span> = groups.iter().map(|group| group.span).collect();
        let wrong = wrong_groups(&spans, lost, &|at| self.as_written(spans[at]), overlap, is_covered);
        self.diagnostics.extend(wrong);
    }
}

/// What holds for whoever is in one of some groups; nothing where there is none.
pub fn any_of(conditions: &[Condition]) -> Option<Condition> {
    conditions.iter().cloned().reduce(|one, other| Condition::Or(Box::new(one), Box::new(other)))
}

/// What is wrong with groups, by their places: two hold the same cases, or some cases are in none, of which `lost` says
/// what becomes.
pub fn wrong_groups(
    groups: &[Span],
    lost: &str,
    name: &dyn Fn(usize) -> String,
    overlap: impl Fn(usize, usize) -> bool,
    is_covered: impl FnOnce() -> bool,
) -> Option<Diagnostic> {
    for (at, span) in groups.iter().enumerate() {
        if let Some(before) = (0..at).find(|before| overlap(*before, at)) {
            let message = format!("some cases are in this group and in `{}`", name(before));
            let overlapping = Diagnostic::new(&codes::TABLE_GROUPS_OVERLAP, *span, message);
            return Some(overlapping.help("let each case be in one group"));
        }
    }
    let first = groups.first().filter(|_| !is_covered())?;
    let lost = Diagnostic::new(&codes::CASES_IN_NO_GROUP, *first, format!("some cases are in no group {lost}"));
    Some(lost.help("add groups for them, or let one group begin where the other ends"))
}

/// The condition that a key stands for.
fn key_condition(name: &str, key: &GroupKey) -> Expression {
    let compare = |comparator, span: Span, kind: ExpressionKind| {
        let side = |kind| Expression { kind: Box::new(kind), span };
        side(ExpressionKind::Compare(comparator, side(ExpressionKind::Name(name.to_owned())), side(kind)))
    };
    let number = |comparator, number: &Literal| compare(comparator, number.span, ExpressionKind::Number(number.value));
    match key {
        GroupKey::Word(word) => compare(Comparator::Equal, word.span, ExpressionKind::Name(word.text.clone())),
        GroupKey::Number(value) => number(Comparator::Equal, value),
        GroupKey::Range(low, high) => {
            let (least, most) = (number(Comparator::AtLeast, low), number(Comparator::AtMost, high));
            Expression { kind: Box::new(ExpressionKind::And(least, most)), span: low.span.to(high.span) }
        }
    }
}
