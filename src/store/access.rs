use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{Store, StoreError};

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Opens cases and looks at them.
    Officer,
    /// Does what an officer does, and gives others access.
    Administrator,
}

impl Role {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Officer, Self::Administrator].into_iter().find(|role| role.word() == word)
    }
}

/// Whom a session belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Somebody who works with cases, by name.
    Staff(String, Role),
    /// Whoever answers one administration.
    Answering(i64),
}

/// The fingerprint under which a secret is kept: the secret itself is nowhere.
fn fingerprint(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

impl Store {
    /// Gives somebody access, or another password. `password` is its hash by Argon2.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set_user(&mut self, name: &str, role: Role, password: &str) -> Result<(), StoreError> {
        self.connection.execute(
            "insert into staff (name, role, password) values (?1, ?2, ?3)
             on conflict (name) do update set role = excluded.role, password = excluded.password",
            params![name, role.word(), password],
        )?;
        // Whoever was let in under the old password is out.
        self.connection.execute("delete from session where staff = ?1", [name])?;
        Ok(())
    }

    /// The hash of the password of a name.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn password_of(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(self.connection.query_row("select password from staff where name = ?1", [name], |row| row.get(0)).optional()?)
    }

    /// Begins a session under a secret, until a moment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn begin_session(
        &mut self,
        secret: &str,
        staff: Option<&str>,
        administration: Option<i64>,
        expires: &str,
    ) -> Result<(), StoreError> {
        self.connection.execute(
            "insert into session (secret, staff, administration, expires) values (?1, ?2, ?3, ?4)",
            params![fingerprint(secret), staff, administration, expires],
        )?;
        Ok(())
    }

    /// Whom a secret belongs to, at a moment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn holder(&self, secret: &str, at: &str) -> Result<Option<Holder>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "select staff, role, administration from session left join staff on staff.name = session.staff where secret = ?1 and expires > ?2",
        )?;
        let found: Option<(Option<String>, Option<String>, Option<i64>)> = statement
            .query_row(params![fingerprint(secret), at], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        Ok(found.and_then(|(staff, role, administration)| match (staff, role, administration) {
            (Some(name), Some(role), _) => Some(Holder::Staff(name, Role::of_word(&role)?)),
            (_, _, Some(id)) => Some(Holder::Answering(id)),
            _ => None,
        }))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn end_session(&mut self, secret: &str) -> Result<(), StoreError> {
        self.connection.execute("delete from session where secret = ?1", [fingerprint(secret)])?;
        Ok(())
    }

    /// Makes a code good for one administration, once, until a moment. `false` where the code is taken.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn issue(&mut self, code: &str, administration: i64, expires: &str, at: &str) -> Result<bool, StoreError> {
        self.connection.execute("delete from ticket where expires <= ?1 or administration = ?2", params![at, administration])?;
        let made = self.connection.execute(
            "insert or ignore into ticket (code, administration, expires) values (?1, ?2, ?3)",
            params![fingerprint(code), administration, expires],
        )?;
        Ok(made == 1)
    }

    /// Takes a code in: the administration that it is good for, once.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn redeem(&mut self, code: &str, at: &str) -> Result<Option<i64>, StoreError> {
        self.write(|connection| {
            let found: Option<i64> = connection
                .query_row(
                    "select administration from ticket where code = ?1 and expires > ?2",
                    params![fingerprint(code), at],
                    |row| row.get(0),
                )
                .optional()?;
            connection.execute("delete from ticket where code = ?1", [fingerprint(code)])?;
            Ok(found)
        })
    }

    /// Whether only the one who answered may see an administration.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn is_confidential(&self, administration: i64) -> Result<bool, StoreError> {
        Ok(self
            .connection
            .query_row("select confidential from administration where id = ?1", [administration], |row| row.get(0))
            .optional()?
            .unwrap_or(true))
    }

    /// Makes an administration one that only the one who answers may see.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn make_confidential(&mut self, administration: i64) -> Result<(), StoreError> {
        self.connection.execute("update administration set confidential = 1 where id = ?1", [administration])?;
        Ok(())
    }
}
