use std::borrow::Cow;

/// Characters that show nothing by themselves, beside blanks and control characters: Unicode calls most of them
/// default-ignorable.
const INVISIBLE: &[std::ops::RangeInclusive<char>] = &[
    '\u{AD}'..='\u{AD}',
    '\u{34F}'..='\u{34F}',
    '\u{61C}'..='\u{61C}',
    '\u{115F}'..='\u{1160}',
    '\u{17B4}'..='\u{17B5}',
    '\u{180B}'..='\u{180F}',
    '\u{200B}'..='\u{200F}',
    '\u{202A}'..='\u{202E}',
    '\u{2060}'..='\u{206F}',
    '\u{2800}'..='\u{2800}',
    '\u{3164}'..='\u{3164}',
    '\u{FE00}'..='\u{FE0F}',
    '\u{FEFF}'..='\u{FEFF}',
    '\u{FFA0}'..='\u{FFA0}',
    '\u{E0000}'..='\u{E0FFF}',
];

/// A text without its control characters, which act on the terminal of whoever reads it. Lines and tabs stay.
pub(super) fn without_controls(typed: &str) -> Cow<'_, str> {
    let acts = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if typed.contains(acts) { Cow::Owned(typed.replace(acts, "")) } else { Cow::Borrowed(typed) }
}

/// A reason as it is kept: in one line, without control characters. `None` where nothing of it can be seen.
pub fn reason(typed: &str) -> Option<String> {
    let line: String = typed.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    let is_seen = |c: char| !c.is_whitespace() && !INVISIBLE.iter().any(|range| range.contains(&c));
    line.contains(is_seen).then(|| line.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{reason, without_controls};

    #[test]
    fn what_cannot_be_seen_is_no_reason() {
        for nothing in ["", " ", "\u{200B}", "\u{FEFF} \u{2060}", "\u{1B}\u{7}", "\u{3164}", "\u{202E}\u{202C}", "\t\r\n"] {
            assert_eq!(reason(nothing), None, "{nothing:?}");
        }
        assert_eq!(reason(" slip\u{1B}[2J\nof the pen\u{0} ").as_deref(), Some("slip[2J of the pen"));
        assert_eq!(reason("\u{0928}\u{200D}").as_deref(), Some("\u{0928}\u{200D}"), "joiners stay where letters are");
        assert_eq!(without_controls("a\u{1B}b\n\tc\u{85}"), "ab\n\tc");
    }
}
