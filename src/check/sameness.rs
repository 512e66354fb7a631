use std::cell::RefCell;
use std::collections::HashMap;

use typed_index_collections::TiVec;

use super::codes_alike::{choice, code, words};
use super::named::{as_given, item_in, named_condition, named_score};
use crate::instrument::{
    Aggregate, BandGroups, Bands, BandsRule, Case, ChoicesOf, ComputingStep, Condition, FollowsClaim, Helper, HelperValue,
    Instrument, Item, ItemIx, KnownIx, Member, Moment, Node, NumericExpr, Score, ScoreIx,
};

/// Whether parts of two versions of a measure mean the same, whatever their files look like: what they name is compared
/// by what it is, not by where it stands.
///
/// An item is the same where the answers to it, what it counts, and when and of whom it is asked are the same. A score
/// that one version names and the other writes out is the same. Each pair of scores is compared once.
#[derive(Debug)]
pub struct Sameness<'a> {
    before: &'a Instrument,
    after: &'a Instrument,
    /// Names of the earlier version with those that they have now.
    renamed: HashMap<&'a str, &'a str>,
    /// The item of the later version that an item of the earlier one is, where what counts of it is the same.
    items: TiVec<ItemIx, Option<ItemIx>>,
    /// What was found about pairs of which one at least is the whole key of a score or a helper, by their addresses: keys
    /// stay where they are.
    found: RefCell<HashMap<(Pair, usize, usize), bool>>,
}

/// What two addresses are of: a condition may begin where a number within it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Pair {
    Numbers,
    Conditions,
    Words,
}

/// Scores that are entered one within the other at most, while two keys are compared. Beyond it they count as
/// different.
const DEPTH: usize = 200;

impl<'a> Sameness<'a> {
    /// Of two versions of a measure, the earlier one first. Names are the same as the later one says that they are.
    pub fn between(before: &'a Instrument, after: &'a Instrument) -> Self {
        let renamed = renamed(before, after);
        let mut same = Self { before, after, renamed, items: TiVec::new(), found: RefCell::default() };
        // Conditions look at items asked before, so that those are settled first.
        for (at, old) in before.items.iter().enumerate() {
            let twin = after.item(same.now(&old.name)).filter(|new| same.item(old, &after.items[*new]));
            debug_assert_eq!(same.items.len(), at);
            same.items.push(twin);
        }
        // Each after what it is made of, so that none is entered far within another.
        for step in &after.computing_order {
            match *step {
                ComputingStep::Score(new) => {
                    if let Some(old) = before.scores.iter().find(|old| same.now(&old.name) == after.scores[new].name) {
                        same.score(old, &after.scores[new]);
                    }
                }
                ComputingStep::Helper(new) => same.settle(&before.helpers.raw, &after.helpers[new]),
                ComputingStep::Bands(new) => {
                    if let Some(old) = before.bands.iter().find(|old| same.now(&old.name) == after.bands[new].name) {
                        same.bands(old, &after.bands[new]);
                    }
                }
            }
        }
        same
    }

    /// Compares a helper with the one of its name among some of the earlier version.
    fn settle<'h>(&self, earlier: impl IntoIterator<Item = &'h Helper>, new: &Helper) {
        if let Some(old) = earlier.into_iter().find(|old| self.now(&old.name) == new.name) {
            self.helper(old, new);
        }
    }

    /// Whether two helpers come out the same on the same answers.
    pub fn helper(&self, old: &Helper, new: &Helper) -> bool {
        match (&old.value, &new.value) {
            (HelperValue::Number(old, _), HelperValue::Number(new, _)) => {
                let key = |number, instrument| named_score(number, instrument).unwrap_or(number);
                self.keys(key(old, self.before), key(new, self.after), 0)
            }
            (HelperValue::Condition(old), HelperValue::Condition(new)) => {
                let key = |condition, instrument| named_condition(condition, instrument).unwrap_or(condition);
                self.named_conditions(key(old, self.before), key(new, self.after), 0)
            }
            (HelperValue::Number(..), HelperValue::Condition(_)) | (HelperValue::Condition(_), HelperValue::Number(..)) => false,
        }
    }

    /// The name that a thing of the earlier version has now.
    pub fn now<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.renamed.get(name).copied().unwrap_or(name)
    }

    /// Whether two scores have the same key on the same answers. Their names and labels may differ.
    pub fn score(&self, before: &Score, after: &Score) -> bool {
        let old = named_score(&before.number, self.before).unwrap_or(&before.number);
        let new = named_score(&after.number, self.after).unwrap_or(&after.number);
        self.keys(old, new, 0)
    }

    /// For each score of the later version the one of the earlier that has its name and its key.
    pub fn scores_beside(&self) -> Vec<Option<ScoreIx>> {
        let is = |old: &Score, new: &Score| self.now(&old.name) == new.name && self.score(old, new);
        let beside = |new: &Score| self.before.scores.iter().position(|old| is(old, new)).map(ScoreIx);
        self.after.scores.iter().map(beside).collect()
    }

    /// Whether two conditions hold on the same answers.
    pub fn condition(&self, before: &Condition, after: &Condition) -> bool {
        self.conditions(before, after, 0)
    }

    /// Whether an item is asked on the same answers: always, or by the same condition.
    pub fn asked(&self, before: &Item, after: &Item) -> bool {
        match (&before.asked_when, &after.asked_when) {
            (None, None) => true,
            (Some(old), Some(new)) => {
                // Those of later items wait: they look at answers that are not settled yet.
                let earlier = self.before.helpers_of(Node::Condition(old));
                for helper in self.after.helpers_of(Node::Condition(new)) {
                    self.settle(earlier.iter().map(|at| &self.before.helpers[*at]), &self.after.helpers[helper]);
                }
                self.before.otherwise_code(before) == self.after.otherwise_code(after) && self.condition(old, new)
            }
            (None, Some(_)) | (Some(_), None) => false,
        }
    }

    fn item(&self, old: &Item, new: &Item) -> bool {
        let range = |instrument: &Instrument, item: &Item| instrument.answer_range(item).map(|range| (range.min, range.max));
        let asked_alike = self.before.informants.iter().enumerate().all(|(at, informant)| {
            let there = self.after.informant(self.now(&informant.name));
            there.is_none_or(|there| old.asked_of.get(at).copied() == new.asked_of.get(there.0).copied())
        });
        let kind = |item: &Item| std::mem::discriminant(&item.kind);
        let answers_alike =
            range(self.before, old) == range(self.after, new) && (range(self.before, old).is_some() || kind(old) == kind(new));
        let (words, words_now) = (words(self.before, old), words(self.after, new));
        let counts_alike = words == words_now && (words.is_some() || self.before.keying(old) == self.after.keying(new));
        counts_alike && answers_alike && asked_alike && self.asked(old, new)
    }

    /// Whether bands or categories give the same names to the same answers. Their labels may differ.
    pub fn bands(&self, before: &Bands, after: &Bands) -> bool {
        self.words(before, after, 0)
    }

    fn words(&self, old: &Bands, new: &Bands, depth: usize) -> bool {
        let pair = (Pair::Words, std::ptr::from_ref(old).addr(), std::ptr::from_ref(new).addr());
        if let Some(found) = self.found.borrow().get(&pair) {
            return *found;
        }
        let names = old.bands.iter().map(|band| &band.name).eq(new.bands.iter().map(|band| &band.name));
        let same = names && depth < DEPTH && self.rules(&old.rule, &new.rule, depth + 1);
        self.found.borrow_mut().insert(pair, same);
        same
    }

    fn rules(&self, old: &BandsRule, new: &BandsRule, depth: usize) -> bool {
        match (old, new) {
            (BandsRule::Stretches(old), BandsRule::Stretches(new)) => {
                old.from == new.from
                    && old.above == new.above
                    && self.number(&NumericExpr::Score(old.of), &NumericExpr::Score(new.of), depth)
            }
            (BandsRule::Cases(old), BandsRule::Cases(new)) => self.cases(old, new, depth),
            (BandsRule::Groups(old, old_cases), BandsRule::Groups(new, cases)) => {
                let scores = (NumericExpr::Score(old.of), NumericExpr::Score(new.of));
                let stretches = |groups: &BandGroups| -> Vec<(Vec<f64>, Vec<bool>)> {
                    groups.groups.iter().map(|of| (of.stretches.from.clone(), of.stretches.above.clone())).collect()
                };
                stretches(old) == stretches(new)
                    && self.number(&scores.0, &scores.1, depth)
                    && self.cases(old_cases, cases, depth)
            }
            (BandsRule::Stretches(_) | BandsRule::Cases(_) | BandsRule::Groups(..), _) => false,
        }
    }

    fn cases(&self, old: &[Case], new: &[Case], depth: usize) -> bool {
        let same = |(old, new): (&Case, &Case)| {
            old.word == new.word
                && match (&old.when, &new.when) {
                    (Some(old), Some(new)) => self.conditions(old, new, depth),
                    (None, None) => true,
                    (Some(_), None) | (None, Some(_)) => false,
                }
        };
        old.len() == new.len() && old.iter().zip(new).all(same)
    }

    fn same_item(&self, old: ItemIx, new: ItemIx) -> bool {
        self.items.get(old).copied().flatten() == Some(new)
    }

    fn same_known(&self, old: KnownIx, new: KnownIx) -> bool {
        self.now(&self.before.known[old].name) == self.after.known[new].name
    }

    fn moment(&self, old: Moment, new: Moment) -> bool {
        match (old, new) {
            (Moment::Item(old), Moment::Item(new)) => self.same_item(old, new),
            (Moment::Known(old), Moment::Known(new)) => self.same_known(old, new),
            (Moment::Answering, Moment::Answering) => true,
            (Moment::Literal(old), Moment::Literal(new)) => old == new,
            (Moment::Item(_) | Moment::Known(_) | Moment::Answering | Moment::Literal(_), _) => false,
        }
    }

    /// Whether two counts are of the same choices.
    fn same_choices(&self, old: ChoicesOf, new: ChoicesOf) -> bool {
        fn names(instrument: &Instrument, of: ChoicesOf) -> Vec<&str> {
            let choices = instrument.items[of.item].kind.choices().into_iter().flatten().enumerate();
            let mut names: Vec<&str> = choices.filter(|(at, _)| of.has(*at)).map(|(_, choice)| choice.name.as_str()).collect();
            names.sort_unstable();
            names
        }
        self.same_item(old.item, new.item) && names(self.before, old) == names(self.after, new)
    }

    fn same_choice(&self, (old_item, old): (ItemIx, usize), (new_item, new): (ItemIx, usize)) -> bool {
        self.same_item(old_item, new_item) && choice(self.before, old_item, old) == choice(self.after, new_item, new)
    }

    fn number(&self, old: &NumericExpr, new: &NumericExpr, depth: usize) -> bool {
        match (named_score(old, self.before), named_score(new, self.after)) {
            (None, None) => self.numbers(old, new, depth),
            (old_key, new_key) => self.keys(old_key.unwrap_or(old), new_key.unwrap_or(new), depth + 1),
        }
    }

    /// Two keys of which one at least stands behind a name, and so may be looked at again and again.
    fn keys(&self, old: &NumericExpr, new: &NumericExpr, depth: usize) -> bool {
        let pair = (Pair::Numbers, std::ptr::from_ref(old).addr(), std::ptr::from_ref(new).addr());
        if let Some(found) = self.found.borrow().get(&pair) {
            return *found;
        }
        let same = depth < DEPTH && self.numbers(old, new, depth);
        self.found.borrow_mut().insert(pair, same);
        same
    }

    fn numbers(&self, old: &NumericExpr, new: &NumericExpr, depth: usize) -> bool {
        let same = |old: &NumericExpr, new: &NumericExpr| self.number(old, new, depth);
        let (old, new) = (as_given(old, self.before), as_given(new, self.after));
        match (&*old, &*new) {
            (NumericExpr::Constant(old), NumericExpr::Constant(new)) => old == new,
            (NumericExpr::Keyed(old), NumericExpr::Keyed(new)) | (NumericExpr::Given(old), NumericExpr::Given(new)) => {
                self.same_item(*old, *new)
            }
            (NumericExpr::Known(old), NumericExpr::Known(new)) => self.same_known(*old, *new),
            (NumericExpr::Answered, NumericExpr::Answered) => true,
            (NumericExpr::NumberOf(old), NumericExpr::NumberOf(new)) => self.same_choices(*old, *new),
            (NumericExpr::Missing, NumericExpr::Missing) => true,
            (NumericExpr::Elapsed(old_unit, old_from, old_to), NumericExpr::Elapsed(unit, from, to)) => {
                old_unit == unit && self.moment(*old_from, *from) && self.moment(*old_to, *to)
            }
            (NumericExpr::Aggregate(old), NumericExpr::Aggregate(new)) => self.aggregate(old, new, depth),
            (NumericExpr::Call(old_function, old), NumericExpr::Call(function, new)) => {
                old_function == function && same(old, new)
            }
            (NumericExpr::Power(old, old_exponent), NumericExpr::Power(new, exponent)) => {
                same(old, new) && same(old_exponent, exponent)
            }
            (NumericExpr::Negate(old), NumericExpr::Negate(new)) => same(old, new),
            (NumericExpr::Arithmetic(old_operator, old, old_right), NumericExpr::Arithmetic(operator, new, right)) => {
                old_operator == operator && same(old, new) && same(old_right, right)
            }
            (NumericExpr::Round(old, old_places), NumericExpr::Round(new, places)) => old_places == places && same(old, new),
            (
                NumericExpr::Rescale { of: old, from: old_from, factor: old_factor, to: old_to },
                NumericExpr::Rescale { of: new, from, factor, to },
            ) => (old_from, old_factor, old_to) == (from, factor, to) && same(old, new),
            (NumericExpr::LookUp(old, old_table, old_groups), NumericExpr::LookUp(new, table, groups)) => {
                let same_groups = old_groups.len() == groups.len()
                    && old_groups.iter().zip(groups).all(|(old, new)| self.conditions(old, new, depth));
                let (old_rows, rows) = (&self.before.tables[*old_table], &self.after.tables[*table]);
                same_groups && old_rows.has_rows_of(rows) && same(old, new)
            }
            (NumericExpr::If(old, old_then, old_else), NumericExpr::If(new, then, otherwise)) => {
                self.conditions(old, new, depth) && same(old_then, then) && same(old_else, otherwise)
            }
            // A score or a helper that is named was entered above; two numbers of different forms are not the same.
            (
                NumericExpr::Constant(_)
                | NumericExpr::Keyed(_)
                | NumericExpr::Given(_)
                | NumericExpr::Known(_)
                | NumericExpr::Score(_)
                | NumericExpr::Helper(_)
                | NumericExpr::Missing
                | NumericExpr::Answered
                | NumericExpr::NumberOf(_)
                | NumericExpr::Elapsed(..)
                | NumericExpr::Aggregate(_)
                | NumericExpr::Call(..)
                | NumericExpr::Power(..)
                | NumericExpr::Negate(_)
                | NumericExpr::Arithmetic(..)
                | NumericExpr::Round(..)
                | NumericExpr::Rescale { .. }
                | NumericExpr::LookUp(..)
                | NumericExpr::If(..),
                _,
            ) => false,
        }
    }

    /// The order of a set changes nothing. It is looked at in order first, and items by the items they have become.
    fn aggregate(&self, old: &Aggregate, new: &Aggregate, depth: usize) -> bool {
        let size = |of: &Aggregate| (of.at_least, of.members.len(), of.including.len());
        let frame = |of: &Aggregate| (of.function, size(of), of.prorated, of.filled, of.ties);
        let same_bound = match (&old.fits, &new.fits) {
            (None, None) => true,
            (Some(old), Some(new)) => old.comparator == new.comparator && self.number(&old.bound, &new.bound, depth),
            (Some(_), None) | (None, Some(_)) => false,
        };
        if frame(old) != frame(new) || !same_bound {
            return false;
        }
        let same = |(at, (old_member, member)): (usize, (&Member, &Member))| {
            old_member.weight == member.weight
                && old.including.contains(&at) == new.including.contains(&at)
                && self.number(&old_member.value, &member.value, depth)
        };
        old.members.iter().zip(&new.members).enumerate().all(same) || self.same_items(old, new)
    }

    fn same_items(&self, old: &Aggregate, new: &Aggregate) -> bool {
        let old: Option<Vec<_>> = old
            .members
            .iter()
            .enumerate()
            .map(|(at, member)| {
                let (is_keyed, item) = item_in(&member.value, self.before)?;
                let now = self.items.get(item).copied().flatten()?;
                Some((now, is_keyed, member.weight.to_bits(), old.including.contains(&at)))
            })
            .collect();
        let new: Option<Vec<_>> = new
            .members
            .iter()
            .enumerate()
            .map(|(at, member)| {
                let (is_keyed, item) = item_in(&member.value, self.after)?;
                Some((item, is_keyed, member.weight.to_bits(), new.including.contains(&at)))
            })
            .collect();
        let (Some(mut old), Some(mut new)) = (old, new) else {
            return false;
        };
        old.sort_unstable();
        new.sort_unstable();
        old == new
    }

    fn conditions(&self, old: &Condition, new: &Condition, depth: usize) -> bool {
        let same = |old: &Condition, new: &Condition| self.conditions(old, new, depth);
        if let (old_named @ Some(_), new_named) | (old_named, new_named @ Some(_)) =
            (named_condition(old, self.before), named_condition(new, self.after))
        {
            return self.named_conditions(old_named.unwrap_or(old), new_named.unwrap_or(new), depth + 1);
        }
        match (old, new) {
            (Condition::Compare(old_by, old, old_right), Condition::Compare(by, new, right)) => {
                old_by == by && self.number(old, new, depth) && self.number(old_right, right, depth)
            }
            (Condition::Includes(old_item, old), Condition::Includes(item, new)) => {
                self.same_choice((*old_item, *old), (*item, *new))
            }
            (Condition::PointIs(old, old_at), Condition::PointIs(new, at)) => {
                self.same_item(*old, *new) && code(self.before, *old, *old_at) == code(self.after, *new, *at)
            }
            (Condition::ChoseNone(old), Condition::ChoseNone(new)) => self.same_item(*old, *new),
            (Condition::KnownIs(old, old_word), Condition::KnownIs(new, word)) => {
                self.same_known(*old, *new)
                    && self.before.known[*old].kind.words().get(*old_word) == self.after.known[*new].kind.words().get(*word)
            }
            (Condition::IsMissing(old), Condition::IsMissing(new)) => self.number(old, new, depth),
            (Condition::IsAsked(old), Condition::IsAsked(new)) => self.same_item(*old, *new),
            (Condition::Answers(old), Condition::Answers(new)) => {
                self.now(&self.before.informants[*old].name) == self.after.informants[*new].name
            }
            (Condition::BandIs(old, old_word), Condition::BandIs(new, word)) => {
                let (old, new) = (&self.before.bands[*old], &self.after.bands[*new]);
                let name = |bands: &Bands, at: usize| bands.bands.get(at).map(|band| band.name.clone());
                name(old, *old_word) == name(new, *word) && self.words(old, new, depth)
            }
            // Which of the two is named first changes nothing.
            (Condition::SameMoment(old, old_other), Condition::SameMoment(new, other)) => {
                (self.moment(*old, *new) && self.moment(*old_other, *other))
                    || (self.moment(*old, *other) && self.moment(*old_other, *new))
            }
            (Condition::Not(old), Condition::Not(new)) => same(old, new),
            (Condition::And(old, old_right), Condition::And(new, right))
            | (Condition::Or(old, old_right), Condition::Or(new, right)) => same(old, new) && same(old_right, right),
            // A helper was entered above.
            (
                Condition::Helper(_)
                | Condition::Compare(..)
                | Condition::Includes(..)
                | Condition::PointIs(..)
                | Condition::ChoseNone(_)
                | Condition::KnownIs(..)
                | Condition::IsMissing(_)
                | Condition::SameMoment(..)
                | Condition::IsAsked(_)
                | Condition::Answers(_)
                | Condition::BandIs(..)
                | Condition::Not(_)
                | Condition::And(..)
                | Condition::Or(..),
                _,
            ) => false,
        }
    }
}

impl Sameness<'_> {
    /// Two conditions of which one at least stands behind a name, and so may be looked at again and again.
    fn named_conditions(&self, old: &Condition, new: &Condition, depth: usize) -> bool {
        let pair = (Pair::Conditions, std::ptr::from_ref(old).addr(), std::ptr::from_ref(new).addr());
        if let Some(found) = self.found.borrow().get(&pair) {
            return *found;
        }
        let same = depth < DEPTH && self.conditions(old, new, depth);
        self.found.borrow_mut().insert(pair, same);
        same
    }
}

/// Names of the earlier version with those that the later one says they have now.
fn renamed<'a>(before: &Instrument, after: &'a Instrument) -> HashMap<&'a str, &'a str> {
    let follows = after.follows.iter().filter(|follows| follows.version == before.version);
    let claims = follows.flat_map(|follows| &follows.claims);
    let pairs = claims.filter_map(|claim| match claim {
        FollowsClaim::Renamed(before, after) => Some((before.as_str(), after.as_str())),
        FollowsClaim::Dropped(_) | FollowsClaim::Added(_) | FollowsClaim::Comparable(_) | FollowsClaim::Changed(..) => None,
    });
    pairs.collect()
}
