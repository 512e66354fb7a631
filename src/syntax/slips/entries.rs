//! Entries of blocks as other languages and spreadsheets have them.

use super::leading_word;
use super::questions::flag_behind_an_entry;
use crate::syntax::grammar::Rule;

/// What to write instead of an entry, from where it begins.
pub fn entry_slip(block: Rule, text: &str) -> Option<String> {
    let word = leading_word(text);
    let behind = text[word.len()..].trim_start();
    match block {
        Rule::table | Rule::table_group | Rule::norm_table => row(text),
        Rule::bands | Rule::band_group | Rule::norm_bands if word == "on" => {
            Some("a band goes on until the next one begins: leave out `on`".to_owned())
        }
        Rule::bands | Rule::band_group | Rule::norm_bands => bound(text),
        Rule::norms if word == "table" => {
            Some("it stands in a group, which says whose scores these are: `for INFORMANT { table T of SCORE { … } }`".to_owned())
        }
        Rule::norm_group if word == "bands" => {
            Some("bands stand beside the groups and not in one: what a T score is called is the same for all".to_owned())
        }
        Rule::instrument if leading_word(behind) == "of" => {
            let is_named = ["bands", "table", "category"].contains(&word);
            is_named.then(|| format!("a name is lacking: `{word} NAME of {}`", leading_word(behind["of".len()..].trim_start())))
        }
        Rule::category if ["otherwise", "else"].contains(&word) => {
            let label = if behind.starts_with('"') {
                behind.lines().next().unwrap_or_default().trim_end_matches(['}', ' '])
            } else {
                "\"…\""
            };
            Some(format!("the name comes first: `NAME {label} otherwise`"))
        }
        Rule::items if word == "item" => Some("within `items` each entry begins with its name: leave out `item`".to_owned()),
        Rule::items
            if !behind.starts_with(|c: char| c.is_ascii_alphabetic()) || ["asked", "only", "otherwise"].contains(&word) =>
        {
            flag_behind_an_entry(text)
        }
        Rule::items if ["reversed", "optional", "unscored"].contains(&word) => {
            Some(format!("flags stand behind the name: `{} {word}`", leading_word(behind)))
        }
        Rule::scale if word == "missing" => {
            Some("the number has a text, and says what it counts: `9 \"I do not know\" counts missing`".to_owned())
        }
        Rule::test => expectation(word),
        _ => None,
    }
}

/// `low "Low" below 5`, `high "High" >= 5`.
fn bound(text: &str) -> Option<String> {
    let bound = text.splitn(3, '"').nth(2)?.trim_start();
    let number = |sign: &str| leading_word(bound.strip_prefix(sign)?.trim_start()).parse::<u32>().ok();
    if let Some(number) = number(">=").or_else(|| number("≥")) {
        return Some(format!("a band begins `from {number}`"));
    }
    if let Some(number) = number(">") {
        return Some(format!("a band begins `above {number}`"));
    }
    let is_end = ["below", "under", "until", "up", "to"].contains(&leading_word(bound)) || bound.starts_with(['<', '≤']);
    is_end.then(|| "a band says where it begins, as `from 0`, and ends where the next one begins".to_owned())
}

fn expectation(word: &str) -> Option<String> {
    Some(match word {
        "and" => "commas stand between expectations: `expect x = 2, y = 1`".to_owned(),
        "to" => "an expectation is one number, and `within` says how far off it may be: `x = 8 within 1`".to_owned(),
        "all" => "name the items that are answered, as `a, b = 1` or `q1 to q9 = 1`".to_owned(),
        _ => return None,
    })
}

/// `from 1 => 0`, `from 3 to 4 -> 1`, `from 1 -> "low"`, `else -> 1`.
fn row(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    if first == "else" {
        return Some("what is found in no row is `otherwise -> NUMBER`".to_owned());
    }
    let key = if ["from", "above"].contains(&first) { format!("{first} {}", words.next()?) } else { first.to_owned() };
    match (words.next()?, words.next()?) {
        ("to", last) => Some(format!("a row begins at its number and ends where the next one begins: leave out `to {last}`")),
        ("->" | "→", text) if text.starts_with('"') => {
            Some("a table gives numbers; words for numbers are bands: `bands NAME of SCORE { … }`".to_owned())
        }
        (sign @ ("=>" | "=" | ":" | "-" | ">"), value) => Some(format!("`->` stands there, and no `{sign}`: `{key} -> {value}`")),
        _ => None,
    }
}
