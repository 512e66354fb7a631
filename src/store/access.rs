use rusqlite::{OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use super::{Store, StoreError};

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Opens the cases of an office and looks at them.
    Officer,
    /// Does what an officer does, and sees the figures of the team.
    Coordinator,
    /// Sees the figures of all teams, and no case.
    Methodologist,
    /// Sees everything.
    Administrator,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Officer, Self::Coordinator, Self::Methodologist, Self::Administrator];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Coordinator => "coordinator",
            Self::Methodologist => "methodologist",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether cases may be opened and looked at.
    pub fn sees_cases(self) -> bool {
        self != Self::Methodologist
    }

    /// Whether the figures of teams may be looked at.
    pub fn sees_teams(self) -> bool {
        self != Self::Officer
    }

    /// Whether all offices may be looked at, whichever one belongs to.
    pub fn sees_all_offices(self) -> bool {
        matches!(self, Self::Methodologist | Self::Administrator)
    }
}

/// Somebody who works with cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name to log in with.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The office that they belong to; empty where there is only one.
    pub office: String,
}

impl Member {
    /// Whether they may look at what belongs to an office.
    pub fn sees_office(&self, office: &str) -> bool {
        self.role.sees_all_offices() || self.office == office
    }
}

/// Whom a session belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Somebody who works with cases.
    Staff(Member),
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
    pub fn set_user(&mut self, member: &Member, password: &str) -> Result<(), StoreError> {
        self.connection.execute(
            "insert into staff (name, role, password, office) values (?1, ?2, ?3, ?4)
             on conflict (name) do update set role = excluded.role, password = excluded.password, office = excluded.office",
            params![member.name, member.role.word(), password, member.office],
        )?;
        // Whoever was let in under the old password is out.
        self.connection.execute("delete from session where staff = ?1", [&member.name])?;
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
            "select staff, role, administration, office from session left join staff on staff.name = session.staff where secret = ?1 and expires > ?2",
        )?;
        let holder = |row: &Row<'_>| {
            let (name, role): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
            let role = role.and_then(|role| Role::of_word(&role));
            Ok(match (name, role, row.get(2)?) {
                (Some(name), Some(role), _) => Some(Holder::Staff(Member { name, role, office: row.get(3)? })),
                (_, _, Some(id)) => Some(Holder::Answering(id)),
                _ => None,
            })
        };
        Ok(statement.query_row(params![fingerprint(secret), at], holder).optional()?.flatten())
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

    /// Makes an administration one that only the one who answers may see.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn make_confidential(&mut self, administration: i64) -> Result<(), StoreError> {
        self.connection.execute("update administration set confidential = 1 where id = ?1", [administration])?;
        Ok(())
    }
    /// Says which office an administration belongs to.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn put_in_office(&mut self, administration: i64, office: &str) -> Result<(), StoreError> {
        self.connection.execute("update administration set office = ?2 where id = ?1", params![administration, office])?;
        Ok(())
    }
}
