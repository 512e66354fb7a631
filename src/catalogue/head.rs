use crate::instrument::Version;

/// What a file says it is, in the line that opens its block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Head {
    /// `instrument wai-sr 1.0.0 {`
    Instrument {
        /// Its id.
        id: String,
        /// Its version, as written.
        version: String,
    },
    /// `schedule supervision 1.0.0 {`
    Schedule {
        /// Its id.
        id: String,
        /// Its version, as written.
        version: String,
    },
    /// `translation nl-NL of wai-sr 1.0 {`
    Translation {
        /// Its language.
        language: String,
        /// The id of the instrument.
        of: String,
        /// The version of the instrument, as written.
        of_version: String,
    },
    /// `norms demo 2026.2 of wai-sr 1.0 {`
    Norms {
        /// Their id.
        id: String,
        /// Their version, as written.
        version: String,
        /// The id of the instrument.
        of: String,
        /// The version of the instrument, as written.
        of_version: String,
    },
}

/// What the beginning of a file shows.
#[derive(Debug, PartialEq, Eq)]
pub enum Beginning {
    /// A head.
    Head(Head),
    /// The head may stand further on.
    TooShort,
    /// Something that is no head: only a parse can tell what this is.
    Unknown,
}

impl Head {
    /// Finds the head in the first bytes of a file, without reading anything of its block.
    pub fn find(bytes: &[u8]) -> Beginning {
        let mut words = Words { rest: bytes };
        let mut head: Vec<&str> = Vec::new();
        loop {
            match words.next_word() {
                Token::Word("verbond") if head.is_empty() => match words.next_word() {
                    Token::Word(_) => {}
                    Token::End => return Beginning::TooShort,
                    Token::Brace | Token::Other => return Beginning::Unknown,
                },
                Token::Word(word) if head.len() < LONGEST => head.push(word),
                Token::Brace => return Self::of_words(&head).map_or(Beginning::Unknown, Beginning::Head),
                Token::End => return Beginning::TooShort,
                Token::Word(_) | Token::Other => return Beginning::Unknown,
            }
        }
    }

    fn of_words(words: &[&str]) -> Option<Self> {
        match *words {
            ["instrument", id, version] => Some(Self::Instrument { id: id.to_owned(), version: version.to_owned() }),
            ["schedule", id, version] => Some(Self::Schedule { id: id.to_owned(), version: version.to_owned() }),
            ["translation", language, "of", of, of_version] => {
                Some(Self::Translation { language: language.to_owned(), of: of.to_owned(), of_version: of_version.to_owned() })
            }
            ["norms", id, version, "of", of, of_version] => Some(Self::Norms {
                id: id.to_owned(),
                version: version.to_owned(),
                of: of.to_owned(),
                of_version: of_version.to_owned(),
            }),
            _ => None,
        }
    }

    /// The id of the instrument or the schedule that this is, or belongs to.
    pub fn instrument(&self) -> &str {
        match self {
            Self::Instrument { id, .. } | Self::Schedule { id, .. } => id,
            Self::Translation { of, .. } | Self::Norms { of, .. } => of,
        }
    }

    /// The version of the instrument or the schedule that this is, or belongs to; nothing where that is no version.
    pub fn instrument_version(&self) -> Option<Version> {
        match self {
            Self::Instrument { version, .. } | Self::Schedule { version, .. } => version.parse().ok(),
            Self::Translation { of_version, .. } | Self::Norms { of_version, .. } => of_version.parse().ok(),
        }
    }

    /// Whether it is an instrument, and neither a schedule nor what belongs to one.
    pub fn is_instrument(&self) -> bool {
        match self {
            Self::Instrument { .. } => true,
            Self::Translation { .. } | Self::Norms { .. } | Self::Schedule { .. } => false,
        }
    }

    /// Whether it is a schedule.
    pub fn is_schedule(&self) -> bool {
        match self {
            Self::Schedule { .. } => true,
            Self::Instrument { .. } | Self::Translation { .. } | Self::Norms { .. } => false,
        }
    }

    /// Whether it stands by itself, and other files belong to it.
    pub fn is_whole(&self) -> bool {
        self.is_instrument() || self.is_schedule()
    }
}

/// Words of the longest head.
const LONGEST: usize = 6;

/// Words at the beginning of a text; comments and blanks are passed over, those that the grammar knows.
struct Words<'a> {
    rest: &'a [u8],
}

enum Token<'a> {
    Word(&'a str),
    Brace,
    Other,
    /// The text ends, perhaps in the middle of a word.
    End,
}

/// Blanks of the grammar that are not ASCII: no-break, narrow no-break, thin, and the byte order mark.
const WIDE_BLANKS: [&str; 4] = ["\u{A0}", "\u{202F}", "\u{2009}", "\u{FEFF}"];

impl<'a> Words<'a> {
    fn next_word(&mut self) -> Token<'a> {
        self.skip_blanks();
        let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        match self.rest.first() {
            None => Token::End,
            Some(b'{') => Token::Brace,
            Some(byte) if is_of_word(byte) => {
                let length = self.rest.iter().take_while(|byte| is_of_word(byte)).count();
                let (word, rest) = self.rest.split_at(length);
                self.rest = rest;
                match std::str::from_utf8(word) {
                    Ok(word) if !rest.is_empty() => Token::Word(word),
                    Ok(_) => Token::End,
                    Err(_) => Token::Other,
                }
            }
            // A blank of several bytes may have been cut in two.
            Some(_) if self.rest.len() < 3 => Token::End,
            Some(_) => Token::Other,
        }
    }

    fn skip_blanks(&mut self) {
        loop {
            let before = self.rest.len();
            self.rest = self.rest.trim_ascii_start();
            if self.rest.first() == Some(&b'#') {
                let end = memchr::memchr2(b'\n', b'\r', self.rest).unwrap_or(self.rest.len());
                self.rest = &self.rest[end..];
            }
            for blank in WIDE_BLANKS {
                self.rest = self.rest.strip_prefix(blank.as_bytes()).unwrap_or(self.rest);
            }
            if self.rest.len() == before {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_found_past_comments_and_the_blanks_of_word_processors() {
        let instrument = Head::Instrument { id: "wai-sr".into(), version: "1.0.0".into() };
        for text in [
            "verbond 1\n\ninstrument wai-sr 1.0.0 {",
            "\u{FEFF}verbond 1\r\n# instrument other 2.0.0 {\r\ninstrument\u{A0}wai-sr\n  # {\n 1.0.0{ title",
            "instrument wai-sr 1.0.0 { # no edition",
        ] {
            assert_eq!(Head::find(text.as_bytes()), Beginning::Head(instrument.clone()), "{text}");
        }
        let translation = Head::Translation { language: "nl-NL-x-easy".into(), of: "a".into(), of_version: "0.3".into() };
        assert_eq!(Head::find(b"verbond 1 translation nl-NL-x-easy of a 0.3 {"), Beginning::Head(translation));
        let norms = Head::Norms { id: "demo".into(), version: "2026.2".into(), of: "a".into(), of_version: "0.3".into() };
        assert_eq!(Head::find(b"verbond 1 norms demo 2026.2 of a 0.3 {"), Beginning::Head(norms));
    }

    #[test]
    fn what_is_cut_off_is_read_further_and_what_is_no_head_is_unknown() {
        let text = "verbond 1\n\ninstrument wai-sr 1.0.0 {";
        for end in 0..text.len() {
            assert_eq!(Head::find(&text.as_bytes()[..end]), Beginning::TooShort, "{end}");
        }
        for text in
            ["verbond { ", "instrument wai-sr {  ", "instrument a 1 2 3 4 5 6 {", "“quoted” text", "instrument a = 1.0.0 {"]
        {
            assert_eq!(Head::find(text.as_bytes()), Beginning::Unknown, "{text}");
        }
    }
}
