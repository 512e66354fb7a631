//! Signs and words of other languages within expressions.

use super::{last_word, leading_word};

/// Signs of other languages, and what is meant.
const SIGNS: [(&str, &str); 6] = [
    ("==", "equal is written `=`"),
    ("=>", "at least is written `>=`"),
    ("=<", "at most is written `<=`"),
    ("<>", "not equal is written `!=`"),
    ("&&", "both is written `and`"),
    ("||", "either is written `or`"),
];

/// A sign of another language, at its beginning or at its second letter.
pub fn foreign_sign(before: &str, rest: &str) -> Option<String> {
    let is_here = |sign: &str| rest.starts_with(sign) || (rest.starts_with(&sign[1..]) && before.ends_with(&sign[..1]));
    SIGNS.into_iter().find(|(sign, _)| is_here(sign)).map(|(_, help)| help.to_owned())
}

/// A word of another language, at the word or behind it.
pub fn foreign_word(before: &str, rest: &str) -> Option<String> {
    let (word, said) = (leading_word(rest), last_word(before.trim_end()));
    let line = before.lines().next_back().unwrap_or_default();
    let help = match (said, word) {
        (_, "equals") => "equal is written `=`".to_owned(),
        (_, "elseif" | "elif") => "two words: `else if`".to_owned(),
        (_, "decimals" | "decimal" | "places" | "digits") if line.contains("round ") => format!("leave out `{word}`"),
        ("round", "up" | "down") | ("up" | "down", _) if line.contains("round ") => {
            let is_up = said == "up" || word == "up";
            format!("write `{}(x)`", if is_up { "ceiling" } else { "floor" })
        }
        (_, "to") if line.contains("rescale ") => match line.rsplit_once(" from ") {
            Some((_, low)) => {
                let high = leading_word(rest["to".len()..].trim_start());
                format!("a range is written with two points: `from {}..{high}`", low.trim())
            }
            None => "say what it can be: `rescale x from 1..5 to 0..100`".to_owned(),
        },
        ("recode", _) => "what an answer counts is said in its scale (`1 \"Never\" counts 0`), by `reversed`, or in a table \
                          (`look up x in TABLE`)"
            .to_owned(),
        ("answered", "of") => "`answered` is the share of all that was asked; of some write `(count of a, b) / 2`".to_owned(),
        ("is", "not") => is_not(before.trim_end().strip_suffix("is")?, &rest["not".len()..]),
        ("is", value) if !value.is_empty() => {
            let subject = last_word(before.trim_end().strip_suffix("is")?.trim_end());
            format!("equal is written `=`: `{subject} = {value}`")
        }
        (subject, "is") if !subject.is_empty() => {
            let value = leading_word(rest["is".len()..].trim_start());
            let is_known = value.is_empty() || ["missing", "none", "asked", "not"].contains(&value);
            return (!is_known).then(|| format!("equal is written `=`: `{subject} = {value}`"));
        }
        ("asked", "if") | (_, "asked") if word == "if" || rest["asked".len()..].trim_start().starts_with("if ") => {
            "write `asked when`".to_owned()
        }
        (_, "skip") => "say when it is asked, as `asked when not (…)`".to_owned(),
        (_, "any") if leading_word(rest["any".len()..].trim_start()) == "of" => {
            "how many are so is counted: `(count of a, b where >= 3 needs any) >= 1`".to_owned()
        }
        (_, "reversed") => "an item is reversed where it is declared, behind its name".to_owned(),
        (function, "OF") if crate::syntax::is_reserved(&function.to_lowercase()) => {
            format!("words of the language have no capitals: `{} of`", function.to_lowercase())
        }
        _ => return word_in_quotes(before, rest),
    };
    Some(help)
}

/// `q1 is not missing`, with what stands before `is` and behind `not`.
fn is_not(before: &str, behind: &str) -> String {
    format!("`not` stands before it: `not {} is {}`", last_word(before.trim_end()), leading_word(behind.trim_start()))
}

/// `a is not missing`, at `is`.
pub fn slip_behind_is(text: &str, at: usize) -> Option<String> {
    let (before, rest) = (text.get(..at)?, text.get(at..)?.strip_prefix("is")?.trim_start());
    (leading_word(rest) == "not" && !last_word(before.trim_end()).is_empty()).then(|| is_not(before, &rest["not".len()..]))
}

/// `total ** 2`, `round(x, 1)` and `round x / 3`, where they could not be read further.
pub fn unfinished(before: &str, rest: &str) -> Option<String> {
    if rest.starts_with("**") || (rest.starts_with('*') && before.ends_with('*')) {
        return Some("a power is written `x ^ y`".to_owned());
    }
    let line = before.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    let formula = line.rsplit_once('=').map_or(line, |(_, formula)| formula);
    if let Some((_, rounded)) = formula.rsplit_once("round(").filter(|_| rest.starts_with(',')) {
        let places = leading_word(rest[1..].trim_start());
        return Some(format!("write `round {} to {places}`", rounded.trim()));
    }
    let (_, rounded) = formula.rsplit_once("round ").filter(|(_, rounded)| !rounded.contains(" to "))?;
    (leading_word(rest) != "to").then(|| format!("say to how many places: `round {} to 0`", rounded.trim()))
}

/// `level = "high"`, at its sign.
fn word_in_quotes(before: &str, rest: &str) -> Option<String> {
    // Reading stopped at the sign, or behind it.
    if let Some(before) = before.trim_end().strip_suffix('=').filter(|_| rest.starts_with('"')) {
        let (subject, sign) = before.strip_suffix('!').map_or((before, "="), |before| (before, "!="));
        return word_in_quotes(subject, &format!("{sign} {rest}"));
    }
    let (sign, value) = [("!=", rest.strip_prefix("!=")), ("=", rest.strip_prefix('='))]
        .into_iter()
        .find_map(|(sign, value)| Some((sign, value?.trim_start())))?;
    let (subject, quoted) = (last_word(before.trim_end()), value.strip_prefix('"')?);
    let word = &quoted[..quoted.find(['"', '\n'])?];
    let line = before.lines().next_back().unwrap_or_default();
    let is_condition =
        !subject.is_empty() && ["when ", "if ", " and ", " or ", "true of "].iter().any(|word| line.contains(word));
    if !is_condition {
        return None;
    }
    let is_name =
        word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && word.starts_with(|c: char| c.is_ascii_alphabetic());
    // What people read of a band or an entry stands behind its name.
    let labelled = before.split_once(&format!("\"{word}\"")).map(|(name, _)| last_word(name.trim_end()));
    if let Some(name) = labelled.filter(|name| !name.is_empty()) {
        return Some(format!("what is compared is the name, and not what people read: `{subject} {sign} {name}`"));
    }
    Some(if is_name {
        format!("words are compared by their names, without quotation marks: `{subject} {sign} {word}`; answers by their codes")
    } else {
        format!("what is compared has a code, as `{subject} {sign} 1`, and its text is not looked at")
    })
}
