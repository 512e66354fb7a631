//! Slips behind sets: what is needed of them, and what stands in them.

use super::{last_word, leading_word, size_of};

/// Functions over a set.
const FUNCTIONS: [&str; 9] = ["sum", "mean", "median", "min", "max", "count", "sd", "variance", "mode"];

/// The function and the members of the set that ends where `before` does.
fn set_in(before: &str) -> Option<(&str, &str)> {
    let (function, members) = before.rsplit_once(" of ")?;
    let function = last_word(function.trim_end());
    (FUNCTIONS.contains(&function) && !members.contains(['"', '{', '}', '='])).then_some((function, members.trim()))
}

/// What is wrong at `needs`, or where it is lacking.
pub fn slip_of_a_set(before: &str, rest: &str) -> Option<String> {
    match leading_word(rest) {
        "needs" => amount(before, rest).or_else(|| run_computed(before, rest)).or_else(|| members(before)),
        word @ ("prorated" | "missing") => {
            let (function, set) = set_in(before)?;
            let rule = if word == "missing" { "missing as 0" } else { "prorated" };
            (!set.contains(" needs ")).then(|| format!("say first how many are needed: `{function} of {set} needs 50%, {rule}`"))
        }
        _ => behind_a_comma(before, rest.strip_prefix(',')?.trim_start()),
    }
}

/// `mean of q1 to q4 * 10 needs all`, at `needs`: a run is several numbers, with none of which can be computed.
fn run_computed(before: &str, rest: &str) -> Option<String> {
    let (function, set) = set_in(before)?;
    let sign = set.find(['*', '/', '+', '-']).filter(|at| !set.contains(['(', ',']) && set[..*at].contains(" to "))?;
    let (run, with) = (set[..sign].trim(), &set[sign..]);
    Some(format!("compute with the whole set: `({function} of {run} {}) {with}`", first_line(rest)))
}

/// What stands on the line, up to what begins something else.
fn first_line(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    let end = ["  ", " }", ")"].into_iter().filter_map(|end| line.find(end)).min().unwrap_or(line.len());
    line[..end].trim()
}

/// `needs half`, `needs 0.8`, `needs more than 50%`, `needs none`.
fn amount(before: &str, rest: &str) -> Option<String> {
    let amount = rest.strip_prefix("needs")?.trim_start();
    if let Some(than) = amount.strip_prefix("more than").map(str::trim_start) {
        let digits = &than[..than.find(|c: char| !c.is_ascii_digit()).unwrap_or(than.len())];
        let share: u64 = if leading_word(than) == "half" { 50 } else { digits.parse().ok().filter(|share| *share < 100)? };
        let is_share = than[digits.len()..].trim_start().starts_with('%') || digits.is_empty();
        let size = size_of(before)?;
        let least = if is_share { size * share / 100 + 1 } else { share + 1 };
        return Some(format!("say how many that is: `needs {least} of {size}`"));
    }
    match leading_word(amount) {
        "half" => Some("a share is written in percent: `needs 50%`".to_owned()),
        "none" => Some("where one suffices write `needs any`".to_owned()),
        _ => {
            let tenths = amount.strip_prefix("0.").or_else(|| amount.strip_prefix('.'))?;
            let digits = &tenths[..tenths.find(|c: char| !c.is_ascii_digit()).unwrap_or(tenths.len())];
            let share = format!("{digits:0<2}");
            (share.len() == 2 && !digits.is_empty())
                .then(|| format!("a share is written in percent: `needs {}%`", share.trim_start_matches('0')))
        }
    }
}

/// What stands before a `needs` that was not read as that of a set.
fn members(before: &str) -> Option<String> {
    let Some((function, set)) = set_in(before) else {
        let (_, sum) = before.rsplit_once('=')?;
        let is_sum = sum.contains(['+', '-', '*', '/']) && !sum.contains(['"', '{', '}']);
        return is_sum.then(|| "all are needed where numbers are added up one by one: leave out `needs`".to_owned());
    };
    let commas = |sign: &str| {
        let listed: Vec<&str> = set.split(sign).flat_map(|part| part.split(',')).map(str::trim).collect();
        format!("members have commas between them: `{function} of {}`", listed.join(", "))
    };
    if set.contains(" and ") {
        return Some(commas(" and "));
    }
    let computed = |member: &&str| member.contains([' ', '-', '+', '*', '/']) && member.contains(['-', '+', '*', '/']);
    let is_bare = |member: &&str| !member.contains(['(', ')']) && !member.contains(" weighted ");
    let member = set.split(',').map(str::trim).filter(is_bare).find(computed)?;
    let is_only_added = set.contains('+') && !set.contains([',', '-', '*', '/']);
    Some(if is_only_added { commas("+") } else { in_brackets(member) })
}

fn in_brackets(member: &str) -> String {
    format!("an expression in a set stands in brackets: `({member})`")
}

/// `sum of a, b, needs all`, `sum of a, -b`, `…, pro-rated`.
fn behind_a_comma(before: &str, rest: &str) -> Option<String> {
    let (_, set) = set_in(before)?;
    if leading_word(rest) == "needs" {
        return Some("no comma stands before `needs`".to_owned());
    }
    if set.contains(" needs ") {
        return rest
            .starts_with("pro-rata")
            .then_some("it is written `prorated`".to_owned())
            .or_else(|| rest.starts_with("pro-rated").then_some("one word, without a hyphen: `prorated`".to_owned()));
    }
    let negated = leading_word(rest.strip_prefix(['-', '−'])?.trim_start());
    (!negated.is_empty()).then(|| in_brackets(&format!("-{negated}")))
}

/// `count of a, b where = 3 or = 4`, at its second comparison, and `count of a, b in 3, 4`.
pub fn several_of_a_count(before: &str, rest: &str) -> Option<String> {
    let line = before.lines().next_back()?;
    let (_, counted) = line.rsplit_once("count of ")?;
    let first = leading_word(counted.trim_start());
    let (joined, signs) = match leading_word(rest) {
        "in" => ("or", "= 3"),
        joined @ ("or" | "and") if counted.contains(" where ") => (joined, ">= 2"),
        _ => return None,
    };
    let other = if joined == "or" { "= 4" } else { "<= 3" };
    let signs = if joined == "or" { "= 3" } else { signs };
    Some(format!(
        "`where` takes one comparison; of more write conditions: `count true of ({first} {signs} {joined} {first} {other}), … needs all`"
    ))
}
