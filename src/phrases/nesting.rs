/// Braces and brackets within one another.
const DEPTH: usize = 100;

/// Where a text nests `{` and `(` deeper than a parser is led by it, and how deep that is; nothing where it does not.
///
/// More may be counted than is nested, never less. Every `{` counts. Nothing closes one that comes after a quotation
/// mark in its line, since only the parser knows whether that is one of a text or of what is put in; and `)` closes `(`
/// alone, for in texts it means nothing. What begins a phrase, at the beginning of a line, begins anew, for no phrase
/// holds another.
pub(super) fn too_deep(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    let mut open: Vec<u8> = Vec::new();
    for line in text.split_inclusive('\n') {
        if begins_phrase(line) {
            open.clear();
        }
        // What stands in quotation marks ends with its line at the latest.
        let mut may_be_quoted = false;
        for (at, byte) in line.bytes().enumerate() {
            match byte {
                b'"' => may_be_quoted = true,
                b'{' => open.push(byte),
                b'(' if !open.is_empty() => open.push(byte),
                b')' if !may_be_quoted && open.last() == Some(&b'(') => drop(open.pop()),
                b'}' if !may_be_quoted => {
                    let opened = open.iter().rposition(|there| *there == b'{').unwrap_or(0);
                    open.truncate(opened);
                }
                _ => {}
            }
            if open.len() > DEPTH {
                return Some((start + at, DEPTH));
            }
        }
        start += line.len();
    }
    None
}

/// Whether a line begins as `id =` or `-id =`, which stands nowhere within a phrase.
fn begins_phrase(line: &str) -> bool {
    let name = line.strip_prefix('-').unwrap_or(line);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && rest.len() < name.len()
        && rest.trim_start_matches(' ').starts_with('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_not_deep_and_what_recurses_is() {
        let phrases =
            "a = { $n ->\n    [one] say \"{ $x }\"\n   *[other] { \"{\" } ( :-( { NUMBER($n, a: 1) }\n    }\n".repeat(2_000);
        assert_eq!(too_deep(&phrases), None);
        for deep in [
            "{",
            "{ { ",
            "{\n",
            "{ A(",
            "{ \"}}}\" {",
            "{ A(\"))\", B(",
            "{ $n ->\n *[o] {",
            "{ $n ->\n *[o] )) {",
            "{ $n ->\n *[o] \" { A(\"}}}}\", ",
        ] {
            assert!(too_deep(&format!("a = {}", deep.repeat(20_000))).is_some(), "{deep}");
        }
        assert!(too_deep(&format!("a =\n {}", "{ $n ->\n *[o] a = \" {".repeat(20_000))).is_some());
    }

    proptest::proptest! {
        /// The parser never has to go deeper than was counted: it survives whatever is let through, on a small stack.
        #[test]
        fn what_is_let_through_is_parsed(parts in proptest::collection::vec("[{}()\"a=$\\\\\n -]|-> ?\n|\\*\\[o\\]|A\\(", 0..400)) {
            let text = format!("a = {}", parts.concat());
            if too_deep(&text).is_none() {
                let _ = fluent_bundle::FluentResource::try_new(text);
            }
        }
    }
}
