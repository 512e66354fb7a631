use sha2::{Digest, Sha256};

/// Bytes of a secret that nobody guesses.
const BYTES: usize = 32;

/// A secret of a session, in hexadecimal. `None` where the system gives no randomness.
pub(super) fn token() -> Option<String> {
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// How many digits a code has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeDigits(u8);

impl CodeDigits {
    /// How many there can be.
    pub const ALL: std::ops::RangeInclusive<u8> = 6..=12;

    /// So many, where a code can have them.
    pub fn new(digits: u8) -> Option<Self> {
        Self::ALL.contains(&digits).then_some(Self(digits))
    }

    /// As many as there can be.
    pub(super) fn longest() -> Self {
        Self(*Self::ALL.end())
    }

    /// How many.
    pub(super) fn count(self) -> u8 {
        self.0
    }
}

impl Default for CodeDigits {
    fn default() -> Self {
        Self(*Self::ALL.start())
    }
}

/// A code. `None` where the system gives no randomness.
pub(super) fn code(CodeDigits(digits): CodeDigits) -> Option<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).ok()?;
    // The bias of the remainder is below one in 10²⁶.
    let number = u128::from_le_bytes(bytes) % 10_u128.pow(digits.into());
    Some(format!("{number:0width$}", width = digits.into()))
}

/// A code as people read it out: a long one in groups. Whoever types it may leave the spaces out.
pub(super) fn in_groups(code: &str) -> String {
    let each = match code.len() {
        ..=6 => return code.to_owned(),
        digits if digits % 4 == 0 => 4,
        _ => 3,
    };
    code.as_bytes().chunks(each).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// What a form of a session carries, so that no other page can send it.
pub(super) fn of_form(token: &str) -> String {
    Sha256::digest(format!("form {token}").as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_as_many_digits_as_the_site_wants() {
        for digits in 0..=u8::MAX {
            let Some(wanted) = CodeDigits::new(digits) else {
                assert!(!(6..=12).contains(&digits));
                continue;
            };
            let code = code(wanted).unwrap();
            assert!(code.len() == usize::from(digits) && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
            assert_eq!(in_groups(&code).replace(' ', ""), code);
        }
        assert_eq!(
            ["123456", "1234567", "12345678", "123456789"].map(in_groups),
            ["123456", "123 456 7", "1234 5678", "123 456 789"]
        );
    }
}
