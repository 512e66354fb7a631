//! LimeSurvey: questions by their codes, those of an array as `mini[q1]` or `mini_q1`, answers by their codes (`AO01`)
//! or in full, sets as `Y` and blank.

use super::{Head, Layout, is_dealt, is_name, is_of_program, names_of};
use crate::instrument::{Identifiers, Instrument, Program};
use crate::responses::options::Positions;

const CASES: [&str; 3] = ["id", "Response ID", "id. Response ID"];
const DATES: [&str; 3] = ["submitdate", "Date submitted", "submitdate. Date submitted"];
const LANGUAGES: [&str; 3] = ["startlanguage", "Start language", "startlanguage. Start language"];

/// What it writes of each response itself.
const OWN: [&str; 10] =
    ["lastpage", "seed", "token", "startdate", "datestamp", "ipaddr", "refurl", "interviewtime", "Last page", "Seed"];
/// What VV files have where a question was not asked.
const NOT_SHOWN: &str = "{question_not_shown}";

pub(super) fn is(head: Head<'_>) -> bool {
    has_marks(head) || codes_below(head).is_some()
}

fn has_marks(head: Head<'_>) -> bool {
    head.first(&CASES).is_some() && head.first(&DATES).is_some() && head.first(&LANGUAGES).is_some()
}

/// The codes of a VV file, which has them in its second row, below the texts.
fn codes_below(head: Head<'_>) -> Option<Head<'_>> {
    let (names, rows) = head.rows.split_first()?;
    let below = Head { names, rows };
    let are_codes = [CASES[0], DATES[0], LANGUAGES[0]].iter().all(|code| below.has(code));
    are_codes.then_some(below)
}

/// The name of the measure that a code stands for: what our own form calls so, else what has the same letters and
/// digits.
fn own_name<'i>(code: &str, instrument: &'i Instrument, called: &Identifiers) -> Option<&'i str> {
    let of_measure = |name: &str| names_of(instrument).find(|own| *own == name);
    if let Some(own) = called.own(code) {
        return of_measure(own);
    }
    if let Some(own) = of_measure(code) {
        return Some(own);
    }
    let plain = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect::<String>();
    let wanted = plain(code);
    let mut alike = names_of(instrument).filter(|own| plain(own) == wanted);
    let found = alike.next()?;
    alike.next().is_none().then_some(found)
}

pub(super) fn layout(head: Head<'_>, instrument: &Instrument) -> Layout {
    match codes_below(head) {
        Some(below) => Layout { header_rows: 1, texts: head.names.to_vec(), ..layout_of(below, instrument) },
        None => layout_of(head, instrument),
    }
}

fn layout_of(head: Head<'_>, instrument: &Instrument) -> Layout {
    let called = instrument.names_in(Program::LimeSurvey);
    let own_name = |code: &str| own_name(code, instrument, &called);
    let short = |name: &String| {
        let code = name.split_once(". ").map_or(name.as_str(), |(code, _)| code);
        if is_name(instrument, code) && is_of_program(code, head, &called) {
            return Some(format!("{code} of LimeSurvey"));
        }
        let (head, inner) = code.strip_suffix(']').and_then(|code| code.rsplit_once('[')).unzip();
        // The choice of a set stands in brackets as a question of an array does.
        if let (Some(set), Some(choice)) = (head.and_then(own_name), inner)
            && instrument.items.iter().any(|item| item.name == set && item.kind.choices().is_some())
        {
            return Some(format!("{set}[{choice}]"));
        }
        let last = inner.or_else(|| code.split_once('_').map(|(_, last)| last));
        let of_item = || [Some(code), last].into_iter().flatten().find_map(own_name).map(str::to_owned);
        // The places of a ranking stand in brackets too.
        let whole = head.filter(|head| is_dealt(instrument, head));
        of_item().or_else(|| whole.zip(inner).map(|(whole, inner)| format!("{whole}[{inner}]")))
    };
    let shorts: Vec<Option<String>> = head.names.iter().map(short).collect();
    let count = |short: &String| shorts.iter().flatten().filter(|other| *other == short).count();
    let names = head.names.iter().zip(&shorts).map(|(name, short)| match short {
        Some(short) if count(short) == 1 => short.clone(),
        Some(_) | None => name.clone(),
    });
    // In full answers a question that was not asked has `N/A`.
    let missing = vec!["N/A", NOT_SHOWN];
    let own = OWN.map(str::to_owned).to_vec();
    let layout = Layout {
        names: Some(names.collect()),
        positions: Some(Positions::Codes),
        missing,
        own,
        other_is_text: true,
        sent: head.first(&DATES),
        ..Layout::default()
    };
    layout.with("case", head.first(&CASES)).with("date", head.first(&DATES)).with("language", head.first(&LANGUAGES))
}
