use super::item::run;
use super::{choices, each, figured, figures, first, first_choice, first_word, limits_of};
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::scan::span_of;
use crate::syntax::token::{TokenKind, canonical};
use crate::syntax::tree::{
    Aggregate, ChoicesOf, Comparator, CountTrue, Expression, ExpressionKind, Function, Literal, MathFunction, Member, MemberKind,
    ModeTies, Moment, Needs, NeedsShare, Operator, PartOf, TiedMode, Unit, Word,
};

/// Reads the `expression` within a pair.
pub fn expression_in(pair: &Pair<'_>) -> Option<Expression> {
    expression(&first(pair, Rule::expression)?)
}

fn expression(pair: &Pair<'_>) -> Option<Expression> {
    fold(each(pair, Rule::conjunction), conjunction, ExpressionKind::Or)
}

fn conjunction(pair: &Pair<'_>) -> Option<Expression> {
    fold(each(pair, Rule::negation), negation, ExpressionKind::And)
}

/// `a or b or c` reads from the left.
fn fold<'a>(
    parts: impl Iterator<Item = Pair<'a>>,
    read: impl Fn(&Pair<'a>) -> Option<Expression>,
    join: impl Fn(Expression, Expression) -> ExpressionKind,
) -> Option<Expression> {
    let mut folded: Option<Expression> = None;
    for part in parts {
        let next = read(&part)?;
        folded = Some(match folded {
            None => next,
            Some(before) => joined(before, next, &join),
        });
    }
    folded
}

fn joined(left: Expression, right: Expression, join: impl Fn(Expression, Expression) -> ExpressionKind) -> Expression {
    let span = left.span.to(right.span);
    Expression { kind: Box::new(join(left, right)), span }
}

fn negation(pair: &Pair<'_>) -> Option<Expression> {
    let refusals: Vec<Pair<'_>> = each(pair, Rule::refusal).collect();
    let inner = comparison(&first(pair, Rule::comparison)?)?;
    Some(refusals.iter().rev().fold(inner, |inner, refusal| {
        let span = span_of(refusal).to(inner.span);
        Expression { kind: Box::new(ExpressionKind::Not(inner)), span }
    }))
}

fn comparison(pair: &Pair<'_>) -> Option<Expression> {
    let span = span_of(pair);
    let mut sums = each(pair, Rule::sum);
    let left = sum(&sums.next()?)?;
    let kind = if first(pair, Rule::is_missing).is_some() {
        ExpressionKind::IsMissing(left)
    } else if first(pair, Rule::is_none).is_some() {
        ExpressionKind::IsNone(left)
    } else if first(pair, Rule::is_asked).is_some() {
        ExpressionKind::IsAsked(left)
    } else if let Some(includes) = first(pair, Rule::includes) {
        ExpressionKind::Includes(left, first_word(&includes, Rule::none).or_else(|| first_choice(&includes))?)
    } else if let Some(sign) = first(pair, Rule::comparator) {
        let right = match first_word(pair, Rule::none) {
            // The name of a band or an entry of a category, as any other.
            Some(none) => Expression { span: none.span, kind: Box::new(ExpressionKind::Name(none.text)) },
            None => sum(&sums.next()?)?,
        };
        ExpressionKind::Compare(comparator(&sign)?, left, right)
    } else {
        return Some(left);
    };
    Some(Expression { kind: Box::new(kind), span: trim(pair, span) })
}

/// A rule that ends in an optional part takes the blanks before it along.
fn trim(pair: &Pair<'_>, mut span: crate::source::Span) -> crate::source::Span {
    span.end -= u32::try_from(pair.as_str().len() - pair.as_str().trim_end().len()).unwrap_or(0);
    span
}

/// Reads a sign of comparison.
pub fn comparator(pair: &Pair<'_>) -> Option<Comparator> {
    Comparator::of_word(&canonical(pair.as_str(), TokenKind::Sign))
}

fn sum(pair: &Pair<'_>) -> Option<Expression> {
    chain(pair, Rule::product, product)
}

fn product(pair: &Pair<'_>) -> Option<Expression> {
    chain(pair, Rule::factor, factor)
}

/// `a + b - c` reads from the left.
fn chain(pair: &Pair<'_>, part: Rule, read: fn(&Pair<'_>) -> Option<Expression>) -> Option<Expression> {
    let mut result: Option<Expression> = None;
    let mut operator = Operator::Add;
    for inner in pair.clone().into_inner() {
        if inner.as_rule() != part {
            operator = Operator::of_word(&canonical(inner.as_str(), TokenKind::Sign))?;
            continue;
        }
        let next = read(&inner)?;
        result = Some(match result {
            None => next,
            Some(before) => joined(before, next, |left, right| ExpressionKind::Arithmetic(operator, left, right)),
        });
    }
    result
}

fn factor(pair: &Pair<'_>) -> Option<Expression> {
    let inner = power(&first(pair, Rule::power)?)?;
    Some(negated(inner, &each(pair, Rule::minus).collect::<Vec<_>>()))
}

fn negated(inner: Expression, signs: &[Pair<'_>]) -> Expression {
    signs.iter().rev().fold(inner, |inner, sign| {
        let span = span_of(sign).to(inner.span);
        // A sign before a number is part of it.
        let kind = match *inner.kind {
            ExpressionKind::Number(value) if value > 0.0 => ExpressionKind::Number(-value),
            kind @ (ExpressionKind::Number(_)
            | ExpressionKind::Percent(_)
            | ExpressionKind::Name(_)
            | ExpressionKind::AnswerTo(_)
            | ExpressionKind::Answered
            | ExpressionKind::Aggregate(_)
            | ExpressionKind::CountTrue(_)
            | ExpressionKind::NumberOf(_)
            | ExpressionKind::HighestOf(_)
            | ExpressionKind::PartOf(_)
            | ExpressionKind::Missing
            | ExpressionKind::Call(..)
            | ExpressionKind::Power(..)
            | ExpressionKind::Round { .. }
            | ExpressionKind::Rescale { .. }
            | ExpressionKind::LookUp { .. }
            | ExpressionKind::Elapsed { .. }
            | ExpressionKind::Time(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::If { .. }
            | ExpressionKind::Negate(_)
            | ExpressionKind::Arithmetic(..)
            | ExpressionKind::Compare(..)
            | ExpressionKind::Includes(..)
            | ExpressionKind::IsMissing(_)
            | ExpressionKind::IsNone(_)
            | ExpressionKind::IsAsked(_)
            | ExpressionKind::Respective(_)
            | ExpressionKind::Not(_)
            | ExpressionKind::And(..)
            | ExpressionKind::Or(..)) => ExpressionKind::Negate(Expression { kind: Box::new(kind), span: inner.span }),
        };
        Expression { kind: Box::new(kind), span }
    })
}

/// `a ^ b`; a chain of them, which the checker refuses, reads from the left.
fn power(pair: &Pair<'_>) -> Option<Expression> {
    let mut result: Option<Expression> = None;
    let mut signs = Vec::new();
    for inner in pair.clone().into_inner() {
        if inner.as_rule() == Rule::minus {
            signs.push(inner);
        } else if inner.as_rule() != Rule::caret {
            let next = negated(operand(&inner)?, &std::mem::take(&mut signs));
            result = Some(match result {
                None => next,
                Some(before) => joined(before, next, ExpressionKind::Power),
            });
        }
    }
    result
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn operand(pair: &Pair<'_>) -> Option<Expression> {
    let kind = match pair.as_rule() {
        // What stands in brackets is written with them.
        Rule::bracket => return expression_in(pair).map(|inner| Expression { span: span_of(pair), ..inner }),
        Rule::number => ExpressionKind::Number(figured(pair)?.value),
        Rule::percent => ExpressionKind::Percent(first(pair, Rule::number).and_then(|number| figured(&number))?.value / 100.0),
        Rule::name => ExpressionKind::Name(super::word(pair).text),
        Rule::answered => ExpressionKind::Answered,
        Rule::answer_to => ExpressionKind::AnswerTo(first_word(pair, Rule::name)?),
        Rule::number_of => ExpressionKind::NumberOf(ChoicesOf {
            item: first_word(pair, Rule::name)?,
            among: first(pair, Rule::choice_list).map_or(vec![], |list| choices(&list)),
        }),
        Rule::highest_of => ExpressionKind::HighestOf(first_word(pair, Rule::name)?),
        Rule::part_of => {
            let [member, item] = <[Word; 2]>::try_from(super::words(pair, Rule::name)).ok()?;
            ExpressionKind::PartOf(PartOf { is_rank: first(pair, Rule::k_rank).is_some(), member, item })
        }
        Rule::aggregate => ExpressionKind::Aggregate(aggregate(pair)?),
        Rule::count_true => ExpressionKind::CountTrue(count_true(pair)?),
        Rule::missing => ExpressionKind::Missing,
        Rule::call => {
            let function = MathFunction::of_word(first(pair, Rule::call_name)?.as_str())?;
            ExpressionKind::Call(function, expression_in(pair)?)
        }
        Rule::round => {
            ExpressionKind::Round { of: sum(&first(pair, Rule::sum)?)?, places: figured(&first(pair, Rule::integer)?)? }
        }
        Rule::rescale => {
            let mut spans = each(pair, Rule::span_of).filter_map(|range| limits_of(&range));
            ExpressionKind::Rescale { of: sum(&first(pair, Rule::sum)?)?, from: spans.next()?, to: spans.next()? }
        }
        Rule::look_up => ExpressionKind::LookUp { of: sum(&first(pair, Rule::sum)?)?, table: first_word(pair, Rule::name)? },
        Rule::elapsed => elapsed(pair)?,
        Rule::respective => ExpressionKind::Respective(run(&first(pair, Rule::run)?)?),
        Rule::time => ExpressionKind::Time(pair.as_str().to_owned()),
        Rule::date => ExpressionKind::Date(pair.as_str().to_owned()),
        Rule::conditional => {
            let mut branches = each(pair, Rule::sum);
            ExpressionKind::If {
                condition: expression_in(pair)?,
                then: sum(&branches.next()?)?,
                otherwise: sum(&branches.next()?)?,
            }
        }
        _ => return None,
    };
    Some(Expression { kind: Box::new(kind), span: trim(pair, span_of(pair)) })
}

fn elapsed(pair: &Pair<'_>) -> Option<ExpressionKind> {
    let unit = Unit::of_word(pair.clone().into_inner().next()?.as_str())?;
    let mut moments = each(pair, Rule::moment).filter_map(|inner| moment(&inner));
    Some(ExpressionKind::Elapsed { unit, from: moments.next()?, to: moments.next()? })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn moment(pair: &Pair<'_>) -> Option<Moment> {
    let inner = pair.clone().into_inner().next()?;
    Some(match inner.as_rule() {
        Rule::name => Moment::Name(super::word(&inner)),
        Rule::time => Moment::Time(super::word(&inner)),
        Rule::date => Moment::Date(super::word(&inner)),
        _ => return None,
    })
}

fn aggregate(pair: &Pair<'_>) -> Option<Aggregate> {
    let function = Function::of_word(first(pair, Rule::function)?.as_str())?;
    let list = first(pair, Rule::member_list)?;
    let all_as_given = first(&list, Rule::answers_to).is_some();
    let members = each(&list, Rule::member).map(|inner| member(&inner, all_as_given)).collect::<Option<Vec<_>>>()?;
    let fits = match first(pair, Rule::where_clause) {
        Some(clause) => Some((comparator(&first(&clause, Rule::comparator)?)?, sum(&first(&clause, Rule::sum)?)?)),
        None => None,
    };
    let needs = first(pair, Rule::needs).and_then(|clause| needs(&clause));
    let prorated =
        first(pair, Rule::prorated_clause).and_then(|clause| first(&clause, Rule::prorated)).map(|word| span_of(&word));
    let including = first(pair, Rule::including);
    let including = including.map_or(vec![], |clause| each(&clause, Rule::run).filter_map(|name| run(&name)).collect());
    let ties = first(pair, Rule::ties).and_then(|clause| {
        let which = TiedMode::of_word(first(&clause, Rule::tie)?.as_str())?;
        Some(ModeTies { which, span: span_of(&clause) })
    });
    Some(Aggregate { function, members, fits, needs, including, prorated, filled: filled(pair), ties })
}

/// The number in `, missing as 0`.
fn filled(pair: &Pair<'_>) -> Option<Literal> {
    first(pair, Rule::filled).and_then(|clause| figures(&clause, Rule::signed).first().copied())
}

fn count_true(pair: &Pair<'_>) -> Option<CountTrue> {
    Some(CountTrue {
        conditions: each(pair, Rule::negation).map(|inner| negation(&inner)).collect::<Option<Vec<_>>>()?,
        needs: first(pair, Rule::needs).and_then(|clause| needs(&clause)),
        filled: filled(pair),
    })
}

fn member(pair: &Pair<'_>, all_as_given: bool) -> Option<Member> {
    let kind = if let Some(name) = first(pair, Rule::run) {
        MemberKind::Run { as_given: all_as_given || first(pair, Rule::answer_mark).is_some(), run: run(&name)? }
    } else if let Some(bracket) = first(pair, Rule::bracket) {
        MemberKind::Expression(operand(&bracket)?)
    } else {
        let number = figured(&first(pair, Rule::signed)?)?;
        MemberKind::Expression(Expression { kind: Box::new(ExpressionKind::Number(number.value)), span: number.span })
    };
    Some(Member { kind, weight: first(pair, Rule::weight).and_then(|weight| figures(&weight, Rule::signed).first().copied()) })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn needs(pair: &Pair<'_>) -> Option<Needs> {
    let inner = pair.clone().into_inner().last()?;
    let share = match inner.as_rule() {
        Rule::all => NeedsShare::All,
        Rule::any => NeedsShare::Any,
        Rule::percent => NeedsShare::Percent(figures(&inner, Rule::number).first()?.value),
        Rule::needs_count => {
            let counts: Vec<Literal> = figures(&inner, Rule::integer);
            let whole = |number: &Literal| number.value.min(1e6) as u32;
            NeedsShare::Count(whole(counts.first()?), whole(counts.get(1)?))
        }
        _ => return None,
    };
    Some(Needs { share, span: span_of(pair) })
}
