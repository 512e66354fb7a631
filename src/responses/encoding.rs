use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that stand for nothing in Windows-1252.
const UNUSED: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

/// The first byte that stands for a letter beyond ASCII.
const LETTERS: u8 = 0xC0;
/// Such letters that follow each other in no word of a language that Windows-1252 is for, as they do in Arabic or Greek.
const IN_A_ROW: usize = 4;

/// Whether the beginning of a text is Windows-1252, as Excel in western Europe saves it: it is no UTF-8, nothing in it
/// is a letter beyond ASCII in UTF-8 either, every byte stands for a sign, and words have ASCII letters too.
pub(super) fn windows_1252(start: &[u8]) -> Option<&'static Encoding> {
    let is_of_others = start.windows(IN_A_ROW).any(|bytes| bytes.iter().all(|byte| *byte >= LETTERS));
    if marked(start).is_some() || start.contains(&0) || is_of_others {
        return None;
    }
    let mut broken = 0;
    let mut chunks = start.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        // The end of what was read may cut a letter in two.
        let is_last = chunks.peek().is_none();
        if !chunk.valid().is_ascii() || chunk.invalid().iter().any(|byte| UNUSED.contains(byte)) {
            return None;
        }
        broken += usize::from(!(chunk.invalid().is_empty() || is_last && start.len() >= 1 << 20));
    }
    (broken > 0).then_some(WINDOWS_1252)
}

/// The encoding that a byte order mark says.
fn marked(start: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(start).map(|(encoding, _)| encoding).filter(|found| [UTF_8, UTF_16LE, UTF_16BE].contains(found))
}

#[cfg(test)]
mod tests {
    use super::windows_1252;

    #[test]
    fn a_text_is_windows_1252_where_it_can_be_nothing_else() {
        assert!(windows_1252(b"case;q1\nRen\xE9;4\n").is_some());
        assert!(windows_1252(b"case;q1\n\x80 12;4\n").is_some());
        for other in [
            &b"case;q1\nc1;4\n"[..],
            "Ren\u{e9};4".as_bytes(),
            b"Ren\xC3\xA9;4\nRen\xE9;4\n",
            b"Ren\x81;4",
            b"\xFF\xFEa\0",
            b"a\0\xE9\0",
            // Good, in Arabic of windows-1256.
            b"case;q1\n\xCC\xED\xCF\xC9;4\n",
        ] {
            assert!(windows_1252(other).is_none(), "{other:?}");
        }
    }
}
