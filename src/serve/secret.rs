use argon2::Argon2;
use std::sync::OnceLock;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use sha2::{Digest, Sha256};

/// Bytes of a secret that nobody guesses.
const BYTES: usize = 32;

/// A secret of a session, in hexadecimal. `None` where the system gives no randomness.
pub(super) fn token() -> Option<String> {
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A code of six digits. `None` where the system gives no randomness.
pub(super) fn six_digits() -> Option<String> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).ok()?;
    // The bias of the remainder is below one in ten thousand billion.
    Some(format!("{:06}", u64::from_le_bytes(bytes) % 1_000_000))
}

/// What a form of a session carries, so that no other page can send it.
pub(super) fn of_form(token: &str) -> String {
    Sha256::digest(format!("form {token}").as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A password as it is kept, by Argon2id. `None` where it cannot be hashed.
pub fn hashed(password: &str) -> Option<String> {
    Argon2::default().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
}

/// Whether a password is the one that was kept. A name that is not known takes as long as one that is.
pub(super) fn is_right(password: &str, kept: Option<&str>) -> bool {
    static NOBODY: OnceLock<Option<String>> = OnceLock::new();
    let nobody = NOBODY.get_or_init(|| hashed("the password of nobody")).as_deref().unwrap_or_default();
    let Ok(hash) = PasswordHash::new(kept.unwrap_or(nobody)) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && kept.is_some()
}
