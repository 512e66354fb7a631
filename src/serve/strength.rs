use zxcvbn::feedback::Feedback;

/// Letters that a password has at the least (NIST SP 800-63B asks for eight).
pub const LEAST_LETTERS: usize = 12;
/// Passwords that everybody has read as examples of good ones, so that everybody tries them.
const EXAMPLES: [&str; 4] = ["correcthorsebatterystaple", "correct horse battery staple", "Tr0ub4dor&3", "hunter2hunter2"];
/// Letters that are looked at: judging a very long password would take for ever.
const LOOKED_AT: usize = 256;

/// Why a password is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weak {
    /// It has fewer than [`LEAST_LETTERS`].
    Short,
    /// Others would guess it; why, in English, where that can be told.
    Guessable(Option<String>),
}

/// Whether a password is good enough for somebody, where others know some words of them, as their name and office.
///
/// # Errors
/// Where it is not.
pub fn judge_password(password: &str, known: &[&str]) -> Result<(), Weak> {
    if password.chars().count() < LEAST_LETTERS {
        return Err(Weak::Short);
    }
    let looked_at: String = password.chars().take(LOOKED_AT).collect();
    let guessed: Vec<&str> = known.iter().copied().chain(EXAMPLES).collect();
    let estimate = zxcvbn::zxcvbn(&looked_at, &guessed);
    if estimate.score() >= zxcvbn::Score::Three && !password.trim().is_empty() {
        return Ok(());
    }
    let why = estimate.feedback().and_then(Feedback::warning).map(|warning| warning.to_string());
    Err(Weak::Guessable(why))
}
