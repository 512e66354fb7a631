use super::expression::expression_in;
use super::{each, figured, first, first_text, first_word, name_list, words};
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::scan::span_of;
use crate::syntax::tree::{Ask, AskLine, Literal, Remind, RemindMoment, Schedule, ScheduleStatement};

/// Reads `schedule … { … }`.
pub fn build(pair: &Pair<'_>) -> Schedule {
    let head =
        first(pair, Rule::schedule_head).and_then(|head| Some((first_word(&head, Rule::id)?, first_word(&head, Rule::version)?)));
    let keyword = first(pair, Rule::k_schedule).map(|word| span_of(&word)).unwrap_or_default();
    Schedule { head, statements: pair.clone().into_inner().filter_map(|inner| statement(&inner)).collect(), keyword }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn statement(pair: &Pair<'_>) -> Option<ScheduleStatement> {
    Some(match pair.as_rule() {
        Rule::title => ScheduleStatement::Title(first_text(pair)?),
        Rule::about => ScheduleStatement::About(first_text(pair)?),
        Rule::language => ScheduleStatement::Language(first_word(pair, Rule::tag)?),
        Rule::note => ScheduleStatement::Note(first_text(pair)?),
        Rule::ask => ScheduleStatement::Ask(ask(pair)?),
        Rule::remind => ScheduleStatement::Remind(remind(pair)?),
        _ => return None,
    })
}

fn ask(pair: &Pair<'_>) -> Option<Ask> {
    let when = first(pair, Rule::ask_when);
    let keyword = first(pair, Rule::k_ask).map(|word| span_of(&word)).unwrap_or_default();
    let informants = name_list(pair)?;
    let end = when.as_ref().map(span_of).or_else(|| informants.last().map(|word| word.span)).unwrap_or(keyword);
    Some(Ask {
        measure: words(pair, Rule::id).into_iter().next()?,
        version: first_word(pair, Rule::version),
        informants,
        when: when.and_then(|when| expression_in(&when)),
        lines: pair.clone().into_inner().filter_map(|inner| line(&inner)).collect(),
        span: keyword.to(end),
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn line(pair: &Pair<'_>) -> Option<AskLine> {
    Some(match pair.as_rule() {
        Rule::ask_first => AskLine::First(days(pair)?),
        Rule::ask_then => AskLine::Then(days(pair)?),
        Rule::ask_late => AskLine::Late(days(pair)?),
        Rule::ask_until => AskLine::Until(figured(&first(pair, Rule::integer)?)?),
        _ => return None,
    })
}

fn remind(pair: &Pair<'_>) -> Option<Remind> {
    let moment = |inner: Pair<'_>| Some(RemindMoment { days: days(&inner)?, is_before: first(&inner, Rule::k_before).is_some() });
    Some(Remind { informant: first_word(pair, Rule::name)?, moments: each(pair, Rule::reminder).filter_map(moment).collect() })
}

/// The number of `14 days`.
fn days(pair: &Pair<'_>) -> Option<Literal> {
    figured(&first(&first(pair, Rule::days)?, Rule::integer)?)
}
