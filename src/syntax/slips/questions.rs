//! Slips in what an item is: ranks and shares, and flags behind the text.

use super::{last_word, leading_word};

/// Words that say more of an item, and stand before its text.
const FLAGS: [&str; 6] = ["optional", "reversed", "unscored", "asked", "only", "otherwise"];

/// `item p on agree "text" optional`, at the flag.
pub fn flag_behind_the_text(before: &str, rest: &str) -> Option<String> {
    let word = leading_word(rest);
    let line = before.lines().next_back()?.trim_start();
    let is_behind = line.trim_end().ends_with(['"', '”', '“']) && line.starts_with("item ");
    let head = line.split(['"', '„', '“', '”']).next().unwrap_or_default().trim_end();
    (is_behind && FLAGS.contains(&word)).then(|| format!("it stands before the text: `{head} {} \"…\"`", whole_flag(word)))
}

/// A flag behind the text of an entry, at the flag.
pub fn flag_behind_an_entry(text: &str) -> Option<String> {
    let word = leading_word(text);
    FLAGS.contains(&word).then(|| format!("flags stand between the name and the text: `NAME {} \"…\"`", whole_flag(word)))
}

fn whole_flag(word: &str) -> String {
    match word {
        "asked" => "asked when …".to_owned(),
        "only" => "only for …".to_owned(),
        "otherwise" => "asked when …, otherwise …".to_owned(),
        flag => flag.to_owned(),
    }
}

/// `as shares of 1.5 among`, `as shares among`, `as ranking among`, `as ranking of 1, 2`.
pub fn kind_that_deals(before: &str, rest: &str) -> Option<String> {
    let before = before.trim_end();
    let words: Vec<&str> = before.split_whitespace().rev().take(3).collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let word = leading_word(rest);
    match words[..] {
        [whole, "of", "shares"] if is_number(whole) && rest.starts_with('%') => {
            Some(format!("without the sign: `as shares of {whole} among a, b`"))
        }
        [whole, "of", "shares"] if is_number(whole) && rest.starts_with('.') => {
            Some("what is shared out is a whole number, and so is each share: `as shares of 10 among a, b`".to_owned())
        }
        [whole, "of", "shares"] if is_number(whole) => Some(format!("say among whom: `as shares of {whole} among a, b`")),
        ["of", "shares", ..] if !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit()) => {
            Some(format!("say first how much is shared out: `as shares of 10 among {word}, …`"))
        }
        ["shares", "as", ..] => Some("say how much is shared out, and among whom: `as shares of 10 among a, b`".to_owned()),
        ["of", "ranking", ..] if is_number(word) => {
            Some("those that are ranked have names, and labels: `as ranking of a, b`, with `choice a \"1\"`".to_owned())
        }
        ["ranking", "as", ..] => Some("write `as ranking of a, b`".to_owned()),
        _ => None,
    }
}

/// `sum of rank of a in o, …`, or `rank of a of o`, at the second `of`.
pub fn part(before: &str, rest: &str) -> Option<String> {
    let before = before.trim_end();
    let what = last_word(before);
    if !["rank", "share"].contains(&what) || leading_word(rest) != "of" {
        return None;
    }
    let words: Vec<&str> = rest.split_whitespace().take(4).map(leading_word).collect();
    let who = words.get(1).filter(|who| !who.is_empty())?;
    let written = match words.get(2..4) {
        Some(["in", question]) if !question.is_empty() => format!("{what} of {who} in {question}"),
        Some(["of", question]) if !question.is_empty() => {
            return Some(format!("the question stands behind `in`: `{what} of {who} in {question}`"));
        }
        _ => return Some(format!("say of which question: `{what} of {who} in QUESTION`")),
    };
    let set = before.strip_suffix(what)?.trim_end();
    (set.ends_with(',') || last_word(set) == "of").then(|| format!("in a set it stands in brackets: `({written})`"))
}

/// `1e3`, at the number, or at the sign before it.
pub fn exponent(rest: &str) -> Option<String> {
    let number = rest.trim_start_matches(['+', '-', '*', '/', '<', '>', '=', ' ']);
    let end = number.find(['e', 'E'])?;
    let (digits, power) = (&number[..end], &number[end + 1..]);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let sign = usize::from(power.starts_with(['+', '-']));
    let length = power[sign..].bytes().take_while(u8::is_ascii_digit).count();
    if !is_digits(digits) || length == 0 || power[sign + length..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
        return None;
    }
    let written = format!("{digits}e{}", &power[..sign + length]);
    let value: f64 = written.parse().ok().filter(|value: &f64| (1e-9..1e15).contains(value))?;
    Some(format!("a number is written out: `{value}`"))
}
