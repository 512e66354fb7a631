use std::borrow::Cow;

/// The zero of each script that counts by tens in Unicode 16; its nine other digits follow it.
const ZEROS: [u32; 69] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0,
    0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
    0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0,
    0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11F50,
    0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950,
];
/// What separates decimals where digits are Arabic.
const ARABIC_DECIMAL: char = '\u{66B}';

/// A number as people type it, with the digits of their script as 0 to 9.
pub fn western_digits(typed: &str) -> Cow<'_, str> {
    if typed.is_ascii() {
        return Cow::Borrowed(typed);
    }
    let western = |c: char| match ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&u32::from(c))) {
        Some(zero) => char::from_digit(u32::from(c) - zero, 10).unwrap_or(c),
        None if c == ARABIC_DECIMAL => '.',
        None => c,
    };
    Cow::Owned(typed.chars().map(western).collect())
}

#[cfg(test)]
mod tests {
    use super::{ZEROS, western_digits};

    #[test]
    fn digits_of_any_script_are_digits() {
        for (typed, wanted) in [
            ("284867", "284867"),
            ("٢٨٤٨٦٧", "284867"),
            ("۲۸۴۸۶۷", "284867"),
            ("२८४", "284"),
            ("２８４ ８６７", "284 867"),
            ("٧٫٥", "7.5"),
            ("نعم ٣", "نعم 3"),
        ] {
            assert_eq!(western_digits(typed), wanted);
        }
        let mut before = 0;
        for zero in ZEROS {
            assert!(zero > before, "in order, so that none stands twice: {zero:x}");
            before = zero + 9;
            let all: String = (zero..zero + 10).filter_map(char::from_u32).collect();
            assert_eq!(western_digits(&all), "0123456789", "{zero:x}");
            assert!(all.chars().all(char::is_numeric), "{zero:x}");
        }
    }
}
