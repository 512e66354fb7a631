//! Action tags of REDCap, as the annotation of a field holds them. What each does is told by its help under "Action
//! Tags".

use super::losses::{FEW_OR_MANY, NO_ORDER, NOT_FILLED_IN};

/// A tag, without its sign, and what is said behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) said: &'a str,
}

/// Tags that say something of a field which no item of a measure has, and what became of it.
const LOST: [(&[&str], &str); 8] = [
    (
        &[
            "DEFAULT",
            "SETVALUE",
            "PREFILL",
            "TODAY",
            "TODAY-SERVER",
            "TODAY-UTC",
            "NOW",
            "NOW-SERVER",
            "NOW-UTC",
            "USERNAME",
            "LATITUDE",
            "LONGITUDE",
        ],
        NOT_FILLED_IN,
    ),
    (
        &["HIDDEN-PDF", "HIDDEN-FORM", "HIDDEN-APP", "READONLY-FORM", "READONLY-APP"],
        "questions are hidden or can be read only in one place in the form (print-outs, the app, forms of staff), and are \
         asked everywhere now",
    ),
    (&["IF"], "what annotations say under a condition (`@IF`) was left out"),
    (&["MAXCHECKED"], FEW_OR_MANY),
    (&["MAXCHOICE", "MAXCHOICE-SURVEY-COMPLETE"], "choices can be taken by any number of people now; the limit was left out"),
    (&["HIDECHOICE", "SHOWCHOICE"], "choices that are hidden in the form are offered now"),
    (&["RANDOMORDER"], NO_ORDER),
    (&["WORDLIMIT"], "texts have no limit in words; left out"),
];

/// Who answers a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnsweredBy {
    Anybody,
    /// Staff in their form, and nobody on a survey.
    Staff,
    Nobody,
}

/// The tags of an annotation. What stands within `@IF(…)` holds under a condition, and is no tag of the field.
pub(super) fn tags(annotation: &str) -> Vec<Tag<'_>> {
    let (mut found, mut rest) = (Vec::new(), annotation);
    while let Some(at) = rest.find('@') {
        let is_within_a_word = rest[..at].ends_with(|c: char| c.is_alphanumeric());
        let behind = &rest[at + 1..];
        let end = behind.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(behind.len());
        let (name, after) = behind.split_at(end);
        let said = &after[..argument(after)];
        rest = &after[said.len()..];
        if !is_within_a_word && !name.is_empty() {
            found.push(Tag { name, said });
        }
    }
    found
}

/// The length of what a tag says: `="3"`, `=3`, `(…)`.
fn argument(text: &str) -> usize {
    if text.starts_with('(') {
        return bracketed(text);
    }
    let blank = text.len() - text.trim_start().len();
    let Some(value) = text[blank..].strip_prefix('=') else { return 0 };
    let from = text.len() - value.trim_start().len();
    let value = value.trim_start();
    let length = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote).map_or(value.len(), |end| end + 2),
        Some(_) | None => value.find(char::is_whitespace).unwrap_or(value.len()),
    };
    from + length
}

/// The length of what stands in brackets, those within it and texts among them.
fn bracketed(text: &str) -> usize {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            (None, _) => {}
        }
    }
    text.len()
}

/// Who answers a field with these tags.
pub(super) fn answered_by(tags: &[Tag<'_>]) -> AnsweredBy {
    let has = |names: [&str; 2]| tags.iter().any(|tag| names.contains(&tag.name));
    if has(["HIDDEN", "READONLY"]) {
        return AnsweredBy::Nobody;
    }
    if has(["HIDDEN-SURVEY", "READONLY-SURVEY"]) { AnsweredBy::Staff } else { AnsweredBy::Anybody }
}

/// What these tags say of a field that no item of a measure has: what became of each.
pub(super) fn lost(tags: &[Tag<'_>]) -> impl Iterator<Item = &'static str> {
    LOST.into_iter().filter(move |(names, _)| tags.iter().any(|tag| names.contains(&tag.name))).map(|(_, cause)| cause)
}

/// The codes of choices that exclude all others: `@NONEOFTHEABOVE="98,99"`.
pub(super) fn exclusive(tags: &[Tag<'_>]) -> Vec<String> {
    let said = tags.iter().filter(|tag| tag.name == "NONEOFTHEABOVE").map(|tag| tag.said);
    let codes = said.flat_map(|said| said.trim_matches(|c: char| "=\"' ()".contains(c)).split(','));
    codes.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_a_whole_word_and_what_is_in_a_condition_is_none() {
        let annotation = "asked by a@HIDDEN.org @HIDDEN-PDF @IF([q] = ')', @READONLY, '') @DEFAULT = \"a @NOW b\" @HIDDENLIKE";
        let names: Vec<&str> = tags(annotation).iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["HIDDEN-PDF", "IF", "DEFAULT", "HIDDENLIKE"]);
        assert_eq!(answered_by(&tags(annotation)), AnsweredBy::Anybody);
        assert_eq!(answered_by(&tags("@HIDDEN")), AnsweredBy::Nobody);
        assert_eq!(answered_by(&tags("@READONLY-SURVEY @HIDDEN-FORM")), AnsweredBy::Staff);
        assert_eq!(exclusive(&tags("@NONEOFTHEABOVE='98, 99' @MAXCHECKED=2")), ["98", "99"]);
        assert_eq!(exclusive(&tags("@NONEOFTHEABOVE=3 and (more")), ["3"]);
    }
}
