use super::draft::Draft;
use super::expressions::{Ranged, Reading};
use crate::instrument::{Aggregate, Function, Member, NumericExpr, Range, Threshold, rounding};
use crate::source::{Span, codes};
use crate::syntax::run_meant;
use crate::syntax::tree::{self, Needs, NeedsShare};

impl Draft<'_> {
    /// Reads a function over a set.
    pub fn aggregate(&mut self, aggregate: &tree::Aggregate, span: Span, reading: Reading) -> Option<Ranged> {
        let size: usize = aggregate.members.iter().map(|member| self.size_of(member)).sum();
        let tolerant =
            aggregate.needs.is_some_and(|needs| needs.share != NeedsShare::All) || aggregate.function == Function::Count;
        let inner = if tolerant { reading.guarded() } else { reading };
        let diagnostics = self.diagnostics.len();
        let members: Vec<(Member, Range)> = aggregate.members.iter().flat_map(|member| self.members(member, inner)).collect();
        self.check_set(aggregate, span);
        let at_least = self.at_least(aggregate, size, span);
        let poisoned = members.len() != size || members.is_empty();
        if poisoned || self.diagnostics[diagnostics..].iter().any(crate::source::Diagnostic::is_error) {
            return None;
        }
        let at_least = at_least?;
        let fits = aggregate.fits.map(|(comparator, bound)| Threshold { comparator, bound: bound.value });
        let prorated = aggregate.prorated.is_some();
        let ranges: Vec<Range> = members.iter().map(|(_, range)| *range).collect();
        let members: Vec<Member> = members.into_iter().map(|(member, _)| member).collect();
        let range = range_of(aggregate.function, &ranges, &members, at_least, prorated);
        Some((NumericExpr::Aggregate(Aggregate { function: aggregate.function, members, fits, at_least, prorated }), range))
    }

    fn size_of(&mut self, member: &tree::Member) -> usize {
        match &member.run.last {
            None => 1,
            Some(_) => {
                let before = self.diagnostics.len();
                let size = self.names_of(&member.run).len();
                self.diagnostics.truncate(before);
                size.max(1)
            }
        }
    }

    fn members(&mut self, member: &tree::Member, reading: Reading) -> Vec<(Member, Range)> {
        let weight = member.weight.map_or(1.0, |weight| weight.value);
        if let Some(written) = member.weight.filter(|weight| weight.value <= 0.0) {
            self.report(
                &codes::NOT_A_WEIGHT,
                written.span,
                format!("{weight} is not a weight"),
                "weights are above zero".to_owned(),
            );
        }
        let names = self.names_of(&member.run);
        names
            .iter()
            .filter_map(|name| if member.as_given { self.answer_to(name, reading) } else { self.named_number(name, reading) })
            .map(|(value, range)| (Member { value, weight }, range))
            .collect()
    }

    /// Judges what goes together with which function.
    fn check_set(&mut self, aggregate: &tree::Aggregate, span: Span) {
        let weighted = aggregate.members.iter().find_map(|member| member.weight);
        if let Some(weight) = weighted.filter(|_| !aggregate.function.is_weighted()) {
            self.report(&codes::NOT_A_WEIGHT, weight.span, "only `mean` and `sum` take weights", "delete `weighted`".to_owned());
        }
        if let Some((_, bound)) = aggregate.fits.filter(|_| aggregate.function != Function::Count) {
            self.report(
                &codes::COUNT_WITHOUT_WHERE,
                bound.span,
                "only `count` takes `where`",
                "write `count of … where …`".to_owned(),
            );
        }
        let mut seen: Vec<&str> = Vec::new();
        for member in &aggregate.members {
            if seen.contains(&member.run.first.text.as_str()) {
                self.report(
                    &codes::DEFINED_TWICE,
                    member.run.span(),
                    format!("`{}` stands in this set twice", member.run.first.text),
                    "delete one".to_owned(),
                );
            }
            seen.push(&member.run.first.text);
        }
        self.check_prorated(aggregate, span);
    }

    fn check_prorated(&mut self, aggregate: &tree::Aggregate, span: Span) {
        let partial = aggregate.needs.is_some_and(|needs| needs.share != NeedsShare::All);
        match (aggregate.function, aggregate.prorated) {
            (Function::Sum, None) if partial => {
                let message = "this sum allows missing answers, and sums over different numbers of items do not compare";
                self.report(&codes::SUMS_DO_NOT_COMPARE, span, message, "add `, prorated`, or take the mean".to_owned());
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
        let Some(Needs { share, span: needs }) = aggregate.needs else {
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
            if self.is_cascade("needs") {
                return None;
            }
            let help =
                format!("add `needs all`, `needs {} of {size}`, `needs 80%` or `needs any`", size.saturating_sub(1).max(1));
            self.report(
                &codes::MISSING_NOT_HANDLED,
                span,
                "answers can be missing, and this does not say what happens then",
                help,
            );
            return None;
        };
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
            NeedsShare::Count(count, of) if count == 0 || count > of => {
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

/// The interval of a function over members of which `at_least` are there.
fn range_of(function: Function, ranges: &[Range], members: &[Member], at_least: usize, prorated: bool) -> Range {
    let lows = sorted(ranges.iter().map(|range| range.min));
    let mut highs = sorted(ranges.iter().map(|range| range.max));
    highs.reverse();
    let whole = ranges.iter().all(|range| range.whole);
    let misses = ranges.iter().filter(|range| range.can_miss).count();
    let can_miss = ranges.len() - misses < at_least;
    let (lowest, highest) = (lows.first().copied().unwrap_or(0.0), highs.first().copied().unwrap_or(0.0));
    let needed = at_least.clamp(1, ranges.len());
    let equal_weights = members.iter().all(|member| member.weight == members[0].weight);
    let total_weight: f64 = members.iter().map(|member| member.weight).sum();
    let mean_of_needed = |ends: &[f64]| ends[..needed].iter().sum::<f64>() / needed as f64;
    let (mean_low, mean_high) = if equal_weights { (mean_of_needed(&lows), mean_of_needed(&highs)) } else { (lowest, highest) };
    let weighted =
        |end: fn(&Range) -> f64| ranges.iter().zip(members).map(|(range, member)| end(range) * member.weight).sum::<f64>();
    let whole_weights = members.iter().all(|member| member.weight.fract() == 0.0);
    let (min, max, whole) = match function {
        Function::Sum if prorated => (mean_low * total_weight, mean_high * total_weight, false),
        Function::Sum => (weighted(|range| range.min), weighted(|range| range.max), whole && whole_weights),
        Function::Mean => (mean_low, mean_high, ranges.len() == 1 && whole),
        Function::Median => (lowest, highest, ranges.len() == 1 && whole),
        Function::Min => (lowest, highs[needed - 1], whole),
        Function::Max => (lows[needed - 1], highest, whole),
        Function::Count => (0.0, ranges.len() as f64, true),
    };
    Range { min, max, whole, can_miss }
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}
