use std::borrow::Cow;

/// A text as the language takes it: line ends as they are here, and no characters that nobody sees.
pub(super) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_hidden =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let shown: String = text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect();
    shown.trim().to_owned()
}

/// Whether a text with marks of HTML shows or plays something.
pub(super) fn holds_media(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["<img", "<audio", "<video", "<iframe", "<object", "<embed"].iter().any(|tag| text.contains(tag))
}

/// What people read of a text with marks of HTML.
pub(super) fn without_markup(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest) {
            Some((name, length)) => {
                if ["br", "p", "/p", "div", "/div", "li", "/li", "tr", "/tr"].contains(&name.as_str()) && !plain.ends_with('\n') {
                    plain.push('\n');
                }
                rest = &rest[length..];
            }
            None => {
                plain.push('<');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    decoded(&plain).trim().to_owned()
}

/// The name of the tag, or the comment, that a text begins with, and its length.
fn tag(text: &str) -> Option<(String, usize)> {
    if text.starts_with("<!--") {
        return Some(("!".to_owned(), text.find("-->")? + 3));
    }
    let end = text.find('>')?;
    let inner = &text[1..end];
    let name: String = inner.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
    let name = name.trim_end_matches('/').to_ascii_lowercase();
    let is_tag = name.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) && !inner.contains('<');
    is_tag.then_some((name, end + 1))
}

/// What the entities of HTML stand for.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = rest.find(';').filter(|end| *end <= 10).and_then(|end| Some((entity(&rest[1..end])?, end + 1)));
        let (letter, length) = found.unwrap_or(('&', 1));
        plain.push(letter);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
