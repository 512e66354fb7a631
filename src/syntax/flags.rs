use crate::source::slips_between;

/// A flag that somebody meant who wrote another word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeantFlag {
    /// The flag.
    pub flag: &'static str,
    /// Whether nothing else can have been meant: a mark of other forms, or the flag with one slip of the pen. Else it
    /// has two, as `reserved` has.
    pub is_certain: bool,
}

/// The flags of an item that are one word.
const FLAGS: [&str; 3] = ["reversed", "optional", "unscored"];
/// What marks an item that is scored the other way round in articles, manuals and the forms of other programs.
const REVERSAL_MARKS: [&str; 19] = [
    "r",
    "rev",
    "revd",
    "reverse",
    "reversal",
    "rscored",
    "reverse_scored",
    "reversescored",
    "reverse_coded",
    "reversecoded",
    "reverse_keyed",
    "reversekeyed",
    "recode",
    "recoded",
    "inv",
    "inverse",
    "invert",
    "inverted",
    "flipped",
];

/// The flag that a word was meant as, whatever its capitals; nothing for a flag itself, and for a word that is near
/// none.
pub fn meant_flag(word: &str) -> Option<MeantFlag> {
    if REVERSAL_MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(word)) {
        return Some(MeantFlag { flag: "reversed", is_certain: true });
    }
    // Names of items are many and mostly short or numbered: what is longer or shorter by more than two letters, or
    // holds more than two digits, has more than two slips and need not be compared.
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let near = FLAGS.into_iter().filter(|flag| digits <= 2 && *flag != word && flag.len().abs_diff(word.len()) <= 2);
    let near = near.map(|flag| (slips_between(word, flag), flag));
    let (slips, flag) = near.min_by_key(|(slips, _)| *slips)?;
    (slips <= 2).then_some(MeantFlag { flag, is_certain: slips < 2 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_told_from_names() {
        for word in ["R", "r", "rev", "REV", "reverse", "Reversed", "reversd", "revresed", "inv", "recoded"] {
            assert_eq!(meant_flag(word), Some(MeantFlag { flag: "reversed", is_certain: true }), "{word}");
        }
        assert_eq!(meant_flag("optionl"), Some(MeantFlag { flag: "optional", is_certain: true }));
        assert_eq!(meant_flag("unscord"), Some(MeantFlag { flag: "unscored", is_certain: true }));
        assert_eq!(meant_flag("reserved"), Some(MeantFlag { flag: "reversed", is_certain: false }));
        for word in ["reversed", "optional", "unscored", "q4", "rest", "review", "scored_high"] {
            assert_eq!(meant_flag(word), None, "{word}");
        }
    }
}
