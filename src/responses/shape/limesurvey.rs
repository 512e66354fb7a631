//! LimeSurvey: questions by their codes, those of an array as `mini[q1]` or `mini_q1`, answers by their codes (`AO01`)
//! or in full, sets as `Y` and blank.

use super::{Head, Layout, is_name};
use crate::instrument::Instrument;
use crate::responses::options::Positions;

const CASES: [&str; 3] = ["id", "Response ID", "id. Response ID"];
const DATES: [&str; 3] = ["submitdate", "Date submitted", "submitdate. Date submitted"];
const LANGUAGES: [&str; 3] = ["startlanguage", "Start language", "startlanguage. Start language"];

pub(super) fn is(head: Head<'_>) -> bool {
    head.first(&CASES).is_some() && head.first(&DATES).is_some() && head.first(&LANGUAGES).is_some()
}

pub(super) fn layout(head: Head<'_>, instrument: &Instrument) -> Layout {
    let short = |name: &String| {
        let code = name.split_once(". ").map_or(name.as_str(), |(code, _)| code);
        let inner = code.strip_suffix(']').and_then(|code| code.rsplit_once('[')).map(|(_, inner)| inner);
        let last = inner.or_else(|| code.split_once('_').map(|(_, last)| last));
        let found = [Some(code), last].into_iter().flatten().find(|code| is_name(instrument, code));
        found.map(str::to_owned)
    };
    let shorts: Vec<Option<String>> = head.names.iter().map(short).collect();
    let count = |short: &String| shorts.iter().flatten().filter(|other| *other == short).count();
    let names = head.names.iter().zip(&shorts).map(|(name, short)| match short {
        Some(short) if count(short) == 1 => short.clone(),
        Some(_) | None => name.clone(),
    });
    // In full answers a question that was not asked has `N/A`.
    let missing = vec!["N/A"];
    let layout = Layout { names: Some(names.collect()), positions: Some(Positions::Codes), missing, ..Layout::default() };
    layout.with("case", head.first(&CASES)).with("date", head.first(&DATES)).with("language", head.first(&LANGUAGES))
}
