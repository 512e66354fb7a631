use std::collections::HashSet;

use super::draft::Draft;
use super::expressions::{Ranged, Reading};
use super::truth::{Truth, by_intervals};
use crate::instrument::{Aggregate, Comparator, Condition, Function, Member, NumericExpr, Range, Threshold, TiedMode, rounding};
use crate::source::{Span, codes};
use crate::syntax::run_meant;
use crate::syntax::tree::{self, CountTrue, Expression, ExpressionKind, MemberKind, Needs, NeedsShare};

impl Draft<'_> {
    /// Reads a function over a set.
    pub fn aggregate(&mut self, aggregate: &tree::Aggregate, span: Span, reading: Reading) -> Option<Ranged> {
        let sizes: Vec<usize> = aggregate.members.iter().map(|member| self.size_of(member)).collect();
        let size = sizes.iter().sum();
        let tolerant =
            aggregate.needs.is_some_and(|needs| needs.share != NeedsShare::All) || aggregate.function == Function::Count;
        let inner = if tolerant { reading.guarded() } else { reading };
        let diagnostics = self.diagnostics.len();
        let members: Vec<(Member, Range)> = aggregate.members.iter().flat_map(|member| self.members(member, inner)).collect();
        self.check_set(aggregate, span);
        let including = self.including(aggregate, &sizes);
        let at_least = self.at_least(aggregate, size, span);
        let bound = aggregate.fits.as_ref().map(|(comparator, bound)| (*comparator, self.number(bound, reading)));
        let poisoned = members.len() != size || members.is_empty();
        if poisoned || self.diagnostics[diagnostics..].iter().any(crate::source::Diagnostic::is_error) {
            return None;
        }
        let ranges: Vec<Range> = members.iter().map(|(_, range)| *range).collect();
        let mut bound_can_miss = false;
        let fits = match bound {
            None => None,
            Some((comparator, bound)) => {
                let (bound, range) = bound?;
                bound_can_miss = range.can_miss;
                self.check_where(aggregate, comparator, (&bound, range), &members)?;
                Some(Threshold { comparator, bound: Box::new(bound) })
            }
        };
        let set = Aggregate {
            function: aggregate.function,
            members: members.into_iter().map(|(member, _)| member).collect(),
            fits,
            at_least: at_least?,
            including,
            filled: aggregate.filled.map(|filled| filled.value),
            prorated: aggregate.prorated.is_some(),
            ties: aggregate.ties.map_or(TiedMode::Missing, |ties| ties.which),
        };
        let can_tie = set.function == Function::Mode && set.ties == TiedMode::Missing && set.members.len() > 1;
        let range = range_of(&set, &ranges).missing_if(bound_can_miss || can_tie);
        Some((NumericExpr::Aggregate(set), range))
    }

    fn size_of(&mut self, member: &tree::Member) -> usize {
        match &member.kind {
            MemberKind::Run { run, .. } if run.last.is_some() => {
                let before = self.diagnostics.len();
                let size = self.names_of(run).len();
                self.diagnostics.truncate(before);
                size.max(1)
            }
            MemberKind::Run { .. } | MemberKind::Expression(_) => 1,
        }
    }

    fn members(&mut self, member: &tree::Member, reading: Reading) -> Vec<(Member, Range)> {
        let weight = member.weight.map_or(1.0, |weight| weight.value);
        if let Some(written) = member.weight.filter(|weight| weight.value <= 0.0) {
            self.report(
                &codes::NOT_A_WEIGHT,
                written.span,
                format!("{weight} is not a weight"),
                "weights are above zero; to take a member away write it in brackets, as `(-a)`".to_owned(),
            );
        }
        let with_weight = |(value, range): Ranged| (Member { value, weight }, range);
        match &member.kind {
            MemberKind::Run { as_given, run } => {
                let names = self.names_of(run);
                let read = |name| if *as_given { self.answer_to(name, reading) } else { self.named_number(name, reading) };
                names.iter().filter_map(read).map(with_weight).collect()
            }
            MemberKind::Expression(expression) => self.number(expression, reading).into_iter().map(with_weight).collect(),
        }
    }

    /// Positions of the members that must be there whatever else is.
    fn including(&mut self, aggregate: &tree::Aggregate, sizes: &[usize]) -> Vec<usize> {
        if let Some(first) = aggregate.including.first()
            && aggregate.needs.is_some_and(|needs| needs.share == NeedsShare::All)
        {
            let help = "delete `including`, or say how many are needed".to_owned();
            self.report(&codes::NEEDS_DO_NOT_FIT, first.span(), "where all are needed these are, too", help);
            return vec![];
        }
        let mut names: Vec<Option<String>> = Vec::new();
        for (member, size) in aggregate.members.iter().zip(sizes) {
            match &member.kind {
                MemberKind::Run { run, .. } => names.extend(self.names_of(run).into_iter().map(|word| Some(word.text))),
                MemberKind::Expression(_) => names.extend(vec![None; *size]),
            }
        }
        let mut positions = Vec::new();
        for run in &aggregate.including {
            for word in self.names_of(run) {
                match names.iter().position(|name| name.as_ref() == Some(&word.text)) {
                    Some(position) => positions.push(position),
                    None => {
                        let message = format!("`{}` is not in the set, so it cannot be needed", word.text);
                        let help = "name members of the set after `including`".to_owned();
                        self.report(&codes::NEEDS_DO_NOT_FIT, word.span, message, help);
                    }
                }
            }
        }
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    /// `count true of …`: the sum of 1 for each condition that holds.
    pub fn count_true(&mut self, count: &CountTrue, span: Span, reading: Reading) -> Option<Ranged> {
        let size = count.conditions.len();
        let before = self.diagnostics.len();
        count.conditions.iter().for_each(|condition| self.check_brackets_in(condition));
        if self.diagnostics.len() > before {
            return None;
        }
        let conditions: Vec<Option<Condition>> =
            count.conditions.iter().map(|condition| self.judged_condition(condition, reading.guarded())).collect();
        let needs = match count.needs {
            Some(_) => self.needed(count.needs, size, 1, count.filled.is_some()),
            // What is missing counts as something, so that none is needed.
            None if count.filled.is_some() => Some(0),
            None => self.nothing_needed(size, span),
        };
        let conditions = conditions.into_iter().collect::<Option<Vec<_>>>()?;
        let at_least = needs?;
        let twice = conditions.iter().enumerate().find(|(at, condition)| conditions[..*at].contains(condition));
        if let Some((at, _)) = twice {
            let message = "this condition is counted twice";
            self.report(&codes::DEFINED_TWICE, count.conditions[at].span, message, "delete one".to_owned());
            return None;
        }
        let ranges: Vec<Range> =
            conditions.iter().map(|condition| Range::whole(0.0, 1.0).missing_if(self.can_be_missing(condition))).collect();
        let member = |condition| Member { value: NumericExpr::of_condition(condition), weight: 1.0 };
        let set = Aggregate {
            function: Function::Sum,
            members: conditions.into_iter().map(member).collect(),
            fits: None,
            at_least,
            including: vec![],
            filled: count.filled.map(|filled| filled.value),
            prorated: false,
            ties: TiedMode::Missing,
        };
        let range = range_of(&set, &ranges);
        Some((NumericExpr::Aggregate(set), range))
    }

    /// A set within one of these conditions would take all that follows: `2 <= count of a, b, daily`.
    fn check_brackets_in(&mut self, condition: &Expression) {
        if self.is_bracketed(condition.span) {
            return;
        }
        if let ExpressionKind::Compare(_, _, right) = &*condition.kind
            && let ExpressionKind::Aggregate(set) = &*right.kind
            && set.members.len() > 1
            && !self.is_bracketed(right.span)
        {
            let help = "put brackets around each condition that has a set in it, as `count true of (2 <= count of a, b), daily`";
            self.needs_brackets(right.span, "where this set ends cannot be told from the conditions that are counted", help);
        }
    }

    /// Judges what goes together with which function.
    fn check_set(&mut self, aggregate: &tree::Aggregate, span: Span) {
        let weighted = aggregate.members.iter().find_map(|member| member.weight);
        if let Some(weight) = weighted.filter(|_| !aggregate.function.is_weighted()) {
            self.report(&codes::NOT_A_WEIGHT, weight.span, "only `mean` and `sum` take weights", "delete `weighted`".to_owned());
        }
        if let Some((_, bound)) = aggregate.fits.as_ref().filter(|_| aggregate.function != Function::Count) {
            self.report(
                &codes::COUNT_WITHOUT_WHERE,
                bound.span,
                "only `count` takes `where`",
                "write `count of … where …`".to_owned(),
            );
        }
        if let Some(filled) = aggregate.filled.filter(|_| aggregate.function == Function::Count && aggregate.fits.is_none()) {
            let message = "this counts what is there, and what is missing cannot count as something";
            self.report(&codes::SUMS_DO_NOT_COMPARE, filled.span, message, "delete `missing as`, or add `where`".to_owned());
        }
        self.check_members_once(aggregate);
        self.check_prorated(aggregate, span);
        self.check_ties(aggregate, span);
    }

    /// A member that stands in a set twice counts twice, also where it stands in a run.
    fn check_members_once(&mut self, aggregate: &tree::Aggregate) {
        let mut seen: HashSet<String> = HashSet::new();
        for member in &aggregate.members {
            let MemberKind::Run { run, .. } = &member.kind else { continue };
            // What is wrong with the names themselves was said where the members were read.
            let before = self.diagnostics.len();
            let names = self.names_of(run);
            self.diagnostics.truncate(before);
            let twice = names.into_iter().filter(|name| !seen.insert(name.text.clone())).map(|name| name.text);
            if let Some(name) = twice.reduce(|first, _| first) {
                let message = format!("`{name}` stands in this set twice");
                self.report(&codes::DEFINED_TWICE, run.span(), message, "delete one".to_owned());
            }
        }
    }

    /// What a set counts can be met by a member and can be failed by one.
    fn check_where(
        &mut self,
        aggregate: &tree::Aggregate,
        comparator: Comparator,
        (bound, bound_range): (&NumericExpr, Range),
        members: &[(Member, Range)],
    ) -> Option<()> {
        let truth = |draft: &Self, (member, range): &(Member, Range)| {
            let condition = Condition::Compare(comparator, member.value.clone(), bound.clone());
            match by_intervals(comparator, *range, bound_range) {
                Truth::Sometimes => draft.truth(&condition, &[]),
                certain @ (Truth::Always | Truth::Never) => certain,
            }
        };
        let first = truth(self, members.first()?);
        if first == Truth::Sometimes || members.iter().any(|member| truth(self, member) != first) {
            return Some(());
        }
        let (_, written) = aggregate.fits.as_ref()?;
        let counted = members.iter().map(|(_, range)| *range).reduce(Range::or)?;
        let message = match first {
            Truth::Never => "no member can meet this, so that the count is always 0",
            Truth::Always | Truth::Sometimes => "every member that is there meets this, so that nothing is told apart",
        };
        let counts_otherwise = |(member, _): &(Member, Range)| {
            if let NumericExpr::Keyed(item) = &member.value { self.counts_otherwise(*item) } else { false }
        };
        let help = if members.iter().any(counts_otherwise) {
            format!("a member counts {counted}; where its codes are meant write `answer to` before it")
        } else {
            format!("a member can be {counted}")
        };
        self.report(&codes::CONDITION_ALWAYS_THE_SAME, written.span, message, help);
        None
    }

    /// Of a mode it is said which value it is where two occur most often; of nothing else.
    fn check_ties(&mut self, aggregate: &tree::Aggregate, span: Span) {
        match (aggregate.function == Function::Mode, aggregate.ties) {
            (true, None) => {
                let message = "several values can occur most often, and this does not say which is taken then";
                let help = "add `, ties lowest`, `, ties highest` or `, ties missing`".to_owned();
                self.report(&codes::TIES_NOT_SAID, span, message, help);
            }
            (false, Some(ties)) => {
                let message = format!("`{}` has no ties", aggregate.function.word());
                self.report(&codes::TIES_NOT_SAID, ties.span, message, "delete this; only a `mode` says which it is".to_owned());
            }
            (true, Some(_)) | (false, None) => {}
        }
    }

    fn check_prorated(&mut self, aggregate: &tree::Aggregate, span: Span) {
        let partial = aggregate.needs.is_some_and(|needs| needs.share != NeedsShare::All);
        if let Some(filled) = aggregate.filled.filter(|_| !partial) {
            let message = "nothing is missing where all are needed";
            self.report(
                &codes::SUMS_DO_NOT_COMPARE,
                filled.span,
                message,
                "write `needs any`, or delete `missing as`".to_owned(),
            );
        }
        match (aggregate.function, aggregate.prorated) {
            (Function::Sum, None) if partial && aggregate.filled.is_none() => {
                let message = "this sum allows missing answers, and sums over different numbers of items do not compare";
                self.report(
                    &codes::SUMS_DO_NOT_COMPARE,
                    span,
                    message,
                    "add `, prorated` or `, missing as 0`, or take the mean".to_owned(),
                );
            }
            (Function::Sum, Some(_)) if partial => {}
            (_, Some(word)) => {
                let message = if aggregate.function == Function::Sum {
                    "nothing is prorated where all are needed"
                } else {
                    "only a `sum` is prorated"
                };
                self.report(&codes::SUMS_DO_NOT_COMPARE, word, message, "delete `, prorated`".to_owned());
            }
            (_, None) => {}
        }
    }

    /// How many of a set must be there.
    fn at_least(&mut self, aggregate: &tree::Aggregate, size: usize, span: Span) -> Option<usize> {
        if aggregate.needs.is_none() {
            if let Some(help) = run_meant(self.file.text(), span.end as usize) {
                let written = self.as_written(span);
                self.report(
                    &codes::RUN_AS_DIFFERENCE,
                    span,
                    format!("something is taken from `{written}`, and a run is meant"),
                    help,
                );
                return None;
            }
            if aggregate.function == Function::Count && aggregate.fits.is_none() {
                return Some(0);
            }
            return self.nothing_needed(size, span);
        }
        self.needed(aggregate.needs, size, aggregate.function.least_members(), aggregate.filled.is_some())
    }

    /// Says that `needs` is lacking.
    fn nothing_needed(&mut self, size: usize, span: Span) -> Option<usize> {
        if !self.is_cascade("needs") {
            let help =
                format!("add `needs all`, `needs {} of {size}`, `needs 80%` or `needs any`", size.saturating_sub(1).max(1));
            let message = "answers can be missing, and this does not say what happens then";
            self.report(&codes::MISSING_NOT_HANDLED, span, message, help);
        }
        None
    }

    /// How many of a set `needs` asks for: `least` at the least, or none where what is missing counts as something.
    fn needed(&mut self, needs: Option<Needs>, size: usize, least: usize, is_filled: bool) -> Option<usize> {
        let Needs { share, span: needs } = needs?;
        let found = self.share_needed(share, needs, size, is_filled)?;
        if found < least && !is_filled {
            let message = format!("this is taken of {least} members at least");
            self.report(&codes::NEEDS_DO_NOT_FIT, needs, message, format!("write `needs {least} of {size}` or more"));
            return None;
        }
        Some(found)
    }

    fn share_needed(&mut self, share: NeedsShare, needs: Span, size: usize, is_filled: bool) -> Option<usize> {
        match share {
            NeedsShare::All => Some(size),
            NeedsShare::Any => Some(1),
            NeedsShare::Percent(percent) if percent > 0.0 && percent <= 100.0 => {
                Some(rounding::ceil(size as f64 * percent / 100.0).max(1.0) as usize)
            }
            NeedsShare::Percent(percent) => {
                self.report(
                    &codes::NEEDS_DO_NOT_FIT,
                    needs,
                    format!("{percent}% of a set cannot be needed"),
                    "write a share above 0% and up to 100%".to_owned(),
                );
                None
            }
            NeedsShare::Count(count, of) if of as usize != size => {
                let help = format!("write `needs {} of {size}`, or correct the set", (count as usize).min(size));
                self.report(&codes::NEEDS_DO_NOT_FIT, needs, format!("the set has {size} members, not {of}"), help);
                None
            }
            NeedsShare::Count(count, of) if (count == 0 && !is_filled) || count > of => {
                self.report(
                    &codes::NEEDS_DO_NOT_FIT,
                    needs,
                    format!("{count} of {of} cannot be needed"),
                    format!("write a number from 1 to {of}"),
                );
                None
            }
            NeedsShare::Count(count, _) => Some(count as usize),
        }
    }
}

/// The interval of a function over members with these ranges.
fn range_of(set: &Aggregate, ranges: &[Range]) -> Range {
    let misses = ranges.iter().filter(|range| range.can_miss).count();
    let lacks_one = set.including.iter().filter_map(|at| ranges.get(*at)).any(|range| range.can_miss);
    let can_miss = ranges.len() - misses < set.at_least || lacks_one;
    let fill = |range: &Range| match set.filled.filter(|_| range.can_miss) {
        Some(filled) => range.or(Range::constant(filled)),
        None => *range,
    };
    let ranges: Vec<Range> = ranges.iter().map(fill).collect();
    let lows = sorted(ranges.iter().map(|range| range.min));
    let mut highs = sorted(ranges.iter().map(|range| range.max));
    highs.reverse();
    let whole = ranges.iter().all(|range| range.whole);
    let (lowest, highest) = (lows.first().copied().unwrap_or(0.0), highs.first().copied().unwrap_or(0.0));
    // What is missing and counts as something is there.
    let needed = if set.filled.is_some() { ranges.len() } else { set.at_least.clamp(1, ranges.len()) };
    let members = &set.members;
    let equal_weights = members.iter().all(|member| member.weight == members[0].weight);
    let total_weight: f64 = members.iter().map(|member| member.weight).sum();
    let mean_of_needed = |ends: &[f64]| ends[..needed].iter().sum::<f64>() / needed as f64;
    let (mean_low, mean_high) = if equal_weights { (mean_of_needed(&lows), mean_of_needed(&highs)) } else { (lowest, highest) };
    let weighted =
        |end: fn(&Range) -> f64| ranges.iter().zip(members).map(|(range, member)| end(range) * member.weight).sum::<f64>();
    let whole_weights = members.iter().all(|member| member.weight.fract() == 0.0);
    let spread = highest_variance(highest - lowest, needed);
    let (min, max, whole) = match set.function {
        Function::Sum if set.prorated => (mean_low * total_weight, mean_high * total_weight, false),
        Function::Sum => (weighted(|range| range.min), weighted(|range| range.max), whole && whole_weights),
        Function::Mean => (mean_low, mean_high, ranges.len() == 1 && whole),
        Function::Median => (lowest, highest, ranges.len() == 1 && whole),
        Function::Mode => (lowest, highest, whole),
        Function::Min => (lowest, highs[needed - 1], whole),
        Function::Max => (lows[needed - 1], highest, whole),
        Function::Count => (0.0, ranges.len() as f64, true),
        Function::Variance => (0.0, spread, false),
        Function::Sd => (0.0, spread.sqrt(), false),
    };
    Range { min, max, whole, can_miss }
}

/// The highest variance of `needed` numbers or more, the highest and lowest of which lie `width` apart: half of them at
/// each end (Popoviciu 1935), of an odd number as many as of the next even one.
fn highest_variance(width: f64, needed: usize) -> f64 {
    let even = (needed.max(2) + needed.max(2) % 2) as f64;
    width * width * even / (4.0 * (even - 1.0))
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}
