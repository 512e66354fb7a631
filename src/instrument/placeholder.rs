use std::borrow::Cow;

/// A part of a question or an intro as a file writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPart<'t> {
    /// Words as they stand.
    Words(&'t str),
    /// A brace, written as `{{`.
    Brace,
    /// `{officer|your officer}`: what is known, or what is shown wherever that is not there.
    Placeholder {
        /// The item or fact that is shown.
        name: &'t str,
        /// What is shown in its place where it is missing, and on paper.
        otherwise: &'t str,
    },
}

/// Why a text has a brace that begins no placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPlaceholder {
    /// Nothing closes it.
    #[error("`{{` is not closed by `}}`")]
    Open,
    /// It does not say what is shown where nothing is known.
    #[error("a placeholder says after `|` what is shown where nothing is known")]
    NothingOtherwise,
    /// What stands first is no name.
    #[error("a placeholder begins with the name of an item or a fact")]
    NoName,
}

/// The parts of a text.
///
/// # Errors
/// Where a brace begins no placeholder.
pub fn text_parts(text: &str) -> Result<Vec<TextPart<'_>>, NoPlaceholder> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find('{') {
        if at > 0 {
            parts.push(TextPart::Words(&rest[..at]));
        }
        let after = &rest[at + 1..];
        if let Some(after) = after.strip_prefix('{') {
            parts.push(TextPart::Brace);
            rest = after;
            continue;
        }
        let end = after.find('}').ok_or(NoPlaceholder::Open)?;
        let (name, otherwise) = after[..end].split_once('|').ok_or(NoPlaceholder::NothingOtherwise)?;
        let (name, otherwise) = (name.trim(), otherwise.trim());
        let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) || !is_name(name) {
            return Err(NoPlaceholder::NoName);
        }
        if otherwise.is_empty() {
            return Err(NoPlaceholder::NothingOtherwise);
        }
        parts.push(TextPart::Placeholder { name, otherwise });
        rest = &after[end + 1..];
    }
    if !rest.is_empty() {
        parts.push(TextPart::Words(rest));
    }
    Ok(parts)
}

/// A text with what is known in its placeholders. One that was not checked, and cannot be read, stays as it stands.
pub fn filled<'t>(text: &'t str, known: &dyn Fn(&str) -> Option<String>) -> Cow<'t, str> {
    if !text.contains('{') {
        return Cow::Borrowed(text);
    }
    let Ok(parts) = text_parts(text) else { return Cow::Borrowed(text) };
    let mut shown = String::with_capacity(text.len());
    for part in parts {
        match part {
            TextPart::Words(words) => shown.push_str(words),
            TextPart::Brace => shown.push('{'),
            TextPart::Placeholder { name, otherwise } => match known(name) {
                Some(known) => shown.push_str(&known),
                None => shown.push_str(otherwise),
            },
        }
    }
    Cow::Owned(shown)
}

/// A text as it is shown where nothing is known: on paper, in reports, in forms of other programs.
pub fn plain(text: &str) -> Cow<'_, str> {
    filled(text, &|_| None)
}

/// The names in the placeholders of a text, in their order; none of one that cannot be read.
pub fn names_shown(text: &str) -> Vec<&str> {
    fn name(part: TextPart<'_>) -> Option<&str> {
        match part {
            TextPart::Words(_) | TextPart::Brace => None,
            TextPart::Placeholder { name, .. } => Some(name),
        }
    }
    let mut names = Vec::new();
    for part in text_parts(text).into_iter().flatten() {
        names.extend(name(part));
    }
    names
}

/// Whether the text at a place of a measure ([`super::SourceText::path`]) is a question or an intro: no other has
/// placeholders.
pub fn may_have_placeholders(path: &str) -> bool {
    let is_beside = path.ends_with(" picture");
    !is_beside && matches!(path.split(' ').collect::<Vec<_>>()[..], ["item", _] | ["item", _, _] | ["page", _, "intro", ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_shows_what_is_known_or_what_stands_for_it() {
        let known = |name: &str| (name == "officer").then(|| "Mrs {J|ansen}".to_owned());
        for (text, shown, bare) in [
            ("I trust {officer|your officer}.", "I trust Mrs {J|ansen}.", "I trust your officer."),
            ("{other|somebody}", "somebody", "somebody"),
            ("{ officer | you }{{x}", "Mrs {J|ansen}{x}", "you{x}"),
            ("no braces }", "no braces }", "no braces }"),
            ("ends in {officer", "ends in {officer", "ends in {officer"),
        ] {
            assert_eq!((&*filled(text, &known), &*plain(text)), (shown, bare), "{text}");
        }
    }

    #[test]
    fn what_is_no_placeholder_is_told() {
        for (text, why) in [
            ("{officer", NoPlaceholder::Open),
            ("{officer}", NoPlaceholder::NothingOtherwise),
            ("{officer|}", NoPlaceholder::NothingOtherwise),
            ("{|x}", NoPlaceholder::NoName),
            ("{1|x}", NoPlaceholder::NoName),
            ("{my officer|x}", NoPlaceholder::NoName),
        ] {
            assert_eq!(text_parts(text), Err(why), "{text}");
        }
    }
}
