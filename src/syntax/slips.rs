//! What people type where the language has a form of its own, as they know it from other languages, articles and
//! spreadsheets; and what to write.

mod entries;
mod questions;
mod sets;
mod signs;
#[cfg(test)]
mod tests;

pub use entries::entry_slip;
pub use signs::slip_behind_is;

use super::flags::meant_flag;
use super::run::{Rise, bounds};
use super::tree::MathFunction;

/// What begins a comment elsewhere.
const FOREIGN_COMMENTS: [&str; 3] = ["//", "/*", "--"];
/// What stands between the first and the last of a row elsewhere.
const DASHES: [&str; 9] = ["...", "..", "…", "-", "–", "—", "−", ":", "~"];
/// Quotation marks that are none of the language.
const SINGLE_QUOTES: [char; 7] = ['\'', '‘', '’', '‚', '‛', '`', '´'];
/// Bytes before a place that are looked through for what it belongs to.
const LOOKED_BACK: usize = 4096;
/// Characters of a text in single quotes that are shown again.
const SHOWN: usize = 40;

/// The sign at the beginning of a text that begins a comment in other languages.
pub fn foreign_comment(text: &str) -> Option<&'static str> {
    FOREIGN_COMMENTS.into_iter().find(|sign| text.starts_with(sign))
}

/// What to write instead of what stands at a place where a text could not be read further; nothing where that is not
/// known.
pub fn slip_at(text: &str, at: usize) -> Option<String> {
    let (before, rest) = (text_before(text, at)?, text.get(at..)?);
    foreign_comment(rest)
        .map(|_| "a comment begins with `#`".to_owned())
        .or_else(|| single_quotes(rest))
        .or_else(|| questions::exponent(rest))
        .or_else(|| questions::kind_that_deals(before, rest))
        .or_else(|| questions::part(before, rest))
        .or_else(|| questions::flag_behind_the_text(before, rest))
        .or_else(|| pointed_number(rest))
        .or_else(|| run_in(text, at))
        .or_else(|| needs_the_least(rest))
        .or_else(|| bare_needs(before, rest))
        .or_else(|| prorated_without_comma(before, rest))
        .or_else(|| signs::foreign_sign(before, rest))
        .or_else(|| sets::several_of_a_count(before, rest))
        .or_else(|| every_so_often(rest))
        .or_else(|| decimal_comma(before, rest))
        .or_else(|| function_without_brackets(before))
        .or_else(|| foreign_function(before, rest))
        .or_else(|| label_of_helper(before, rest))
        .or_else(|| missing_as_nothing(rest))
        .or_else(|| set_among_conditions(before, rest))
        .or_else(|| sets::slip_of_a_set(before, rest))
        .or_else(|| comparison_of_three(before, rest))
        .or_else(|| comparison_in_words(before, rest))
        .or_else(|| label_of_category(before, rest))
        .or_else(|| ties_of_another(before, rest))
        .or_else(|| list_in_a_list(before, rest))
        .or_else(|| none_of_choices(before, rest))
        .or_else(|| signs::foreign_word(before, rest))
        .or_else(|| signs::unfinished(before, rest))
}

/// `, ties first` of a mode, or `, ties lowest` of scores, at its comma.
fn ties_of_another(before: &str, rest: &str) -> Option<String> {
    // A word that is none of these is read as one that follows a score called `ties`.
    let before_it = before.trim_end().strip_suffix("ties").map(|before| before.trim_end().trim_end_matches(','));
    let is_here = rest.strip_prefix(',').is_some_and(|after| leading_word(after.trim_start()) == "ties");
    let before = before_it.filter(|before| before.contains(" of highest of ")).or(is_here.then_some(before))?;
    Some(match before.rsplit_once(" of highest of ") {
        Some((_, scores)) if !scores.contains('\n') => {
            "of scores write `, ties first`, `, ties missing` or `, ties even \"label\"`".to_owned()
        }
        Some(_) | None => "of a mode write `, ties lowest`, `, ties highest` or `, ties missing`".to_owned(),
    })
}

/// `count true of 2 <= count of a, b, daily needs all`, at `needs`: the set took what follows it.
fn set_among_conditions(before: &str, rest: &str) -> Option<String> {
    let (_, counted) = before.rsplit_once("count true of ").filter(|_| leading_word(rest) == "needs")?;
    let (condition, _) = counted.split_once(" of ").filter(|(condition, _)| !condition.contains('('))?;
    let function = last_word(condition.trim_end());
    (condition.trim_end() != function).then(|| {
        format!("put brackets around each condition that has a set in it, as `count true of ({} of …), …`", condition.trim())
    })
}

/// `sum of a, number of who among b, c`, at the second `of`: the list of the one cannot be told from that of the other.
fn list_in_a_list(before: &str, rest: &str) -> Option<String> {
    let function = last_word(before.trim_end());
    let is_of_choices = ["number", "highest"].contains(&function) && leading_word(rest) == "of";
    let set = before.trim_end().strip_suffix(function)?;
    (is_of_choices && set.contains(" of ") && set.trim_end().ends_with([',', 'f']))
        .then(|| format!("a list in a list stands in brackets: `({function} of …)`"))
}

/// `as choices a, b, none`, or `as choices a, b or none`.
fn none_of_choices(before: &str, rest: &str) -> Option<String> {
    let after = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    let after = if leading_word(after) == "or" { after["or".len()..].trim_start() } else { after };
    let is_of_choices = before.lines().next_back().is_some_and(|line| line.contains("as choices "));
    (is_of_choices && leading_word(after) == "none")
        .then(|| "that none of them is an answer too is written `, or none`".to_owned())
}

/// `1 <= a <= 3`, at its second sign.
fn comparison_of_three(before: &str, rest: &str) -> Option<String> {
    const SIGNS: [&str; 9] = ["<=", ">=", "!=", "≤", "≥", "≠", "<", ">", "="];
    let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign))?;
    let (middle, first) = (last_word(before.trim_end()), before.trim_end());
    let before_it = first[..first.len() - middle.len()].trim_end();
    let is_second = SIGNS.into_iter().any(|sign| before_it.ends_with(sign));
    let bound = leading_word(rest[sign.len()..].trim_start());
    (is_second && !middle.is_empty() && !bound.is_empty())
        .then(|| format!("a comparison has two sides: write the second one out, as `… and {middle} {sign} {bound}`"))
}

/// What is compared in words elsewhere: `a between 1 and 3`, `a in 1, 2`, `lookup a in t`.
fn comparison_in_words(before: &str, rest: &str) -> Option<String> {
    let subject = last_word(before.trim_end());
    Some(match leading_word(rest) {
        "between" => between(before, subject, rest),
        "in" => format!("write each comparison out: `{subject} = 1 or {subject} = 2`"),
        _ if subject == "lookup" => format!("two words: `look up {} in TABLE`", leading_word(rest)),
        _ => return None,
    })
}

/// `a between 1 and 3`, `hours between bed and rise`, `as whole between 1 and 5`.
fn between(before: &str, subject: &str, rest: &str) -> String {
    let words: Vec<&str> = rest.split_whitespace().take(4).collect();
    let word = |at: usize, other: &'static str| words.get(at).map_or(other, |word| leading_word(word));
    let is_kind = before.trim_end().strip_suffix(subject).is_some_and(|before| last_word(before.trim_end()) == "as");
    match subject {
        "years" | "months" | "days" | "hours" | "minutes" => format!("`{subject} from {} to {}`", word(1, "a"), word(3, "b")),
        "date" | "time" if is_kind => {
            "any can be answered; what is not taken is said by `refuse NAME \"sentence\" when …`".to_owned()
        }
        "whole" | "decimal" if is_kind => format!("limits are written `as {subject} {} to {}`", word(1, "1"), word(3, "3")),
        _ => format!("write both bounds out: `{subject} >= 1 and {subject} <= 3`"),
    }
}

/// `category level "Level" { … }`, at its label.
fn label_of_category(before: &str, rest: &str) -> Option<String> {
    let name = last_word(before.trim_end());
    let is_category = last_word(before.trim_end().strip_suffix(name)?.trim_end()) == "category";
    (is_category && rest.trim_start().starts_with(['"', '“', '„']))
        .then(|| "a category has no label of its own: each of its entries has one".to_owned())
}

/// `sqrt x`, at what follows the word.
fn function_without_brackets(before: &str) -> Option<String> {
    let function = MathFunction::of_word(last_word(before.trim_end()))?.word();
    Some(format!("a function of one number takes brackets: `{function}(x)`"))
}

/// `log(x)` and other functions that have another name here, at the bracket.
fn foreign_function(before: &str, rest: &str) -> Option<String> {
    if !rest.trim_start().starts_with('(') {
        return None;
    }
    let function = last_word(before.trim_end());
    Some(match function.to_ascii_lowercase().as_str() {
        "log" => "write `ln(x)` for the natural logarithm, `log10(x)` for that to base ten".to_owned(),
        "ceil" => "write `ceiling(x)`".to_owned(),
        "pow" | "power" => "a power is written `x ^ y`".to_owned(),
        "phi" | "pnorm" | "norm" => "write `normal(z)` for the share of a normal population below z".to_owned(),
        "round" | "int" | "trunc" => "write `round x to 0`, or `floor(x)`".to_owned(),
        "sum" | "mean" | "median" | "min" | "max" | "count" | "sd" | "variance" => {
            format!("a function over a set is written `{function} of a, b, c needs all`")
        }
        _ => return None,
    })
}

/// `let x "label" = …`, at the label.
fn label_of_helper(before: &str, rest: &str) -> Option<String> {
    let name = last_word(before.trim_end());
    let is_helper = last_word(before.trim_end().strip_suffix(name)?.trim_end()) == "let";
    (is_helper && rest.trim_start().starts_with(['"', '“', '„']))
        .then(|| "`let` has no label, since nobody reads it; write `score` for what people read".to_owned())
}

/// `, missing as` without a number, at its comma.
fn missing_as_nothing(rest: &str) -> Option<String> {
    let after = rest.strip_prefix(',')?.trim_start();
    (leading_word(after) == "missing").then(|| "say what a missing member counts as: `, missing as 0`".to_owned())
}

/// The end of what stands before a place: far enough for a long set, and no further, as a text may be broken at every
/// word.
fn text_before(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let start = (at.saturating_sub(LOOKED_BACK)..=at).find(|start| before.is_char_boundary(*start))?;
    before.get(start..)
}

/// What to write for a word that was meant as a name; nothing where it begins as a name does.
pub fn digit_first(word: &str, what: &str) -> Option<String> {
    let is_meant = word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(|c: char| c.is_ascii_alphabetic());
    is_meant.then(|| format!("{what} begins with a letter, and `{word}` with a digit"))
}

fn single_quotes(rest: &str) -> Option<String> {
    let inner = rest.strip_prefix(SINGLE_QUOTES)?;
    let line = inner.lines().next().unwrap_or_default();
    let sample = match line.find(SINGLE_QUOTES) {
        Some(end) if line[..end].chars().count() <= SHOWN && !line[..end].contains('"') => &line[..end],
        _ => "text",
    };
    Some(format!("a text stands in double quotation marks: `\"{sample}\"`"))
}

/// A run as other languages write it, at the sign within it or right behind it.
fn run_in(text: &str, at: usize) -> Option<String> {
    run_meant(text, at).or_else(|| {
        // `mean of b1-b3 needs all` is read as a difference up to `needs`.
        let before = text.get(..at)?.trim_end();
        let last = before.len() - last_word(before).len();
        let dash = before[..last].trim_end();
        let sign = DASHES.into_iter().find(|sign| dash.ends_with(sign))?;
        run_meant(before, dash.len() - sign.len())
    })
}

/// How to write a run whose first name ends at a place, where a sign follows that stands for a run in other
/// languages: `b1-b3`, `b1..b3`, `b1:3`.
pub fn run_meant(text: &str, at: usize) -> Option<String> {
    let blank = [' ', '\t'];
    let (before, rest) = (text.get(..at)?.trim_end_matches(blank), text.get(at..)?);
    let sign_at = rest.trim_start_matches(blank);
    let after = DASHES.into_iter().find_map(|sign| sign_at.strip_prefix(sign))?;
    let first = last_word(before);
    let last = leading_word(after.trim_start_matches(blank));
    let stem = first.trim_end_matches(|c: char| c.is_ascii_digit());
    // `b1 - 3` takes 3 from `b1`, and `b1-3` may mean a run.
    let is_tight = before.len() == at && rest.len() == sign_at.len() && after.len() == after.trim_start_matches(blank).len();
    let last = if is_tight && last.chars().all(|c| c.is_ascii_digit()) { format!("{stem}{last}") } else { last.to_owned() };
    let (_, from, to) = bounds(first, &last)?;
    (from < to && first.starts_with(|c: char| c.is_ascii_alphabetic())).then(|| format!("a run is written `{first} to {last}`"))
}

/// `needs 2` without the size of the set, which is counted where the set stands before it.
fn bare_needs(before: &str, rest: &str) -> Option<String> {
    // Reading stopped at `needs`, or within brackets behind the number.
    let (set, needs) = match rest.strip_prefix("needs") {
        Some(after) => (before, after),
        None => {
            let (set, after) = before.trim_end().rsplit_once("needs")?;
            let is_number = !after.trim().is_empty() && after.trim().chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
            if !is_number {
                return None;
            }
            (set, &before[set.len() + "needs".len()..])
        }
    };
    let needs = needs.trim_start();
    let count = &needs[..needs.len() - needs.trim_start_matches(|c: char| c.is_ascii_digit()).len()];
    let behind = &needs[count.len()..];
    if count.is_empty() || behind.starts_with('%') || behind.trim_start().starts_with("of") {
        return None;
    }
    if behind.starts_with(['.', ',']) {
        return decimal_comma(count, behind);
    }
    match (size_of(set), count.parse::<u64>()) {
        (Some(size), Ok(share)) if share > size && share <= 100 => Some(format!("a share has a percent sign: `needs {share}%`")),
        (size, _) => {
            let size = size.map_or("N".to_owned(), |size| size.to_string());
            Some(format!("say of how many: `needs {count} of {size}`"))
        }
    }
}

/// `needs at least 6 of 8`: how many are needed at the least is what `needs` says.
fn needs_the_least(rest: &str) -> Option<String> {
    const LEAST: [&str; 5] = ["at least", "minimum", "min", ">=", "≥"];
    let needs = rest.strip_prefix("needs")?.trim_start();
    let amount = LEAST.into_iter().find_map(|least| needs.strip_prefix(least))?.trim_start();
    let end = amount.find(|c: char| !c.is_ascii_digit()).unwrap_or(amount.len());
    let (count, behind) = amount.split_at(end);
    if count.is_empty() {
        return None;
    }
    let of = behind.trim_start().strip_prefix("of").map(|of| leading_word(of.trim_start()));
    let written = match of.filter(|of| !of.is_empty() && of.chars().all(|c| c.is_ascii_digit())) {
        Some(size) => format!("needs {count} of {size}"),
        None if behind.trim_start().starts_with('%') => format!("needs {count}%"),
        None => format!("needs {count} of N"),
    };
    Some(format!("`needs` says the least by itself: `{written}`"))
}

/// `sum of … needs 80% prorated`, or the same of what is not prorated at all.
fn prorated_without_comma(before: &str, rest: &str) -> Option<String> {
    if leading_word(rest) != "prorated" {
        return None;
    }
    let (set, needs) = before.rsplit_once("needs")?;
    let (function, _) = set.rsplit_once(" of ").filter(|_| !needs.contains('\n'))?;
    Some(match last_word(function.trim_end()) {
        "sum" => format!("a comma stands before it: `needs {}, prorated`", needs.trim()),
        _ => "only a `sum of` is prorated: leave it out".to_owned(),
    })
}

/// `every 28 days` of a schedule.
fn every_so_often(rest: &str) -> Option<String> {
    let often = rest.strip_prefix("every")?.strip_prefix([' ', '\t'])?.trim_start();
    let count = &often[..often.find(|c: char| !c.is_ascii_digit()).unwrap_or(often.len())];
    let days = match (count.parse::<u32>(), leading_word(often[count.len()..].trim_start())) {
        (Ok(days), "day" | "days") => days.to_string(),
        (Ok(weeks), "week" | "weeks") => (weeks.saturating_mul(7)).to_string(),
        _ => "28".to_owned(),
    };
    Some(format!("how often is said within the braces, in days: `first within {days} days  then {days} days after the last`"))
}

/// `.85` for 0.85.
fn pointed_number(rest: &str) -> Option<String> {
    let fraction = rest.strip_prefix('.')?;
    let digits = &fraction[..fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len())];
    (!digits.is_empty()).then(|| format!("a number begins with a digit: `0.{digits}`"))
}

/// How many names the set before `needs` holds.
fn size_of(set: &str) -> Option<u64> {
    let (_, members) = set.rsplit_once(" of ")?;
    let members = members.split(" where ").next().unwrap_or(members);
    let size = |member: &str| {
        let words: Vec<&str> = member.split_whitespace().skip_while(|word| ["answer", "answers", "to"].contains(word)).collect();
        match words[..] {
            [first, "to", last, ..] => Rise::of(first, last).map(Rise::count),
            [_, ..] => Some(1),
            [] => None,
        }
    };
    members.split(',').map(size).sum()
}

/// `66,7` at its comma, or before it.
fn decimal_comma(before: &str, rest: &str) -> Option<String> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let (whole, rest) = match digits(rest) {
        0 => (last_word(before), rest),
        count => rest.split_at(count),
    };
    let fraction = rest.strip_prefix(',')?;
    let fraction = &fraction[..digits(fraction)];
    let is_number = !whole.is_empty() && whole.chars().all(|c| c.is_ascii_digit()) && !fraction.is_empty();
    is_number.then(|| format!("decimals are written with a point: `{whole}.{fraction}`"))
}

/// What to write for `R` or `(R)` behind an item.
pub fn flag_in(text: &str, at: usize) -> Option<String> {
    let rest = text.get(at..)?;
    let word = leading_word(rest.strip_prefix('(').unwrap_or(rest));
    let meant = meant_flag(word).filter(|meant| meant.is_certain)?;
    Some(format!("the flag is written `{}`", meant.flag))
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn last_word(text: &str) -> &str {
    &text[text.trim_end_matches(is_of_word).len()..]
}

fn leading_word(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(is_of_word).len()]
}
