use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::access_log::{self, By, Happening, staff_content};
use super::administrations::log_code;
use super::chain::{Log, writing};
use super::clock::set_back;
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

    /// Whether the log of access may be looked at.
    pub fn sees_log(self) -> bool {
        self == Self::Administrator
    }

    /// Whether files of answers may be taken in, which may be of any case.
    pub fn takes_answers_in(self) -> bool {
        self == Self::Administrator
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
pub(super) fn fingerprint(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

impl Store {
    /// Gives somebody access, or another password. `password` is its hash by Argon2.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set_user(&mut self, member: &Member, password: &str, by: &By<'_>) -> Result<(), StoreError> {
        let Member { name, role, office } = member;
        self.write(|connection| {
            connection.execute(
                "insert into staff (name, role, password, office) values (?1, ?2, ?3, ?4)
                 on conflict (name) do update set role = excluded.role, password = excluded.password, office = excluded.office",
                params![name, role.word(), password, office],
            )?;
            // Whoever was let in under the old password is out.
            connection.execute("delete from session where staff = ?1", [name])?;
            access_log::append(connection, by, staff_content(Happening::GaveAccess, [name, role.word(), office], password))
        })
    }

    /// Gives a member another password, and ends what they are logged in to. Both are hashes by Argon2. `false` where
    /// the password until now is another meanwhile, or nobody has the name any more.
    ///
    /// # Errors
    /// Where the database fails, or the role of the member is none.
    pub fn change_password(&mut self, name: &str, old: &str, new: &str, by: &By<'_>) -> Result<bool, StoreError> {
        let Some(member) = self.users()?.into_iter().find(|member| member.name == name) else { return Ok(false) };
        self.write(|connection| {
            let changed = connection
                .execute("update staff set password = ?3 where name = ?1 and password = ?2", params![name, old, new])?;
            if changed == 0 {
                return Ok(false);
            }
            connection.execute("delete from session where staff = ?1", [name])?;
            let told = [name, member.role.word(), &member.office];
            access_log::append(connection, by, staff_content(Happening::ChangedPassword, told, new))?;
            Ok(true)
        })
    }

    /// Takes the access of somebody away, and ends what they are logged in to. `false` where there is nobody of that
    /// name.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn remove_user(&mut self, name: &str, by: &By<'_>) -> Result<bool, StoreError> {
        self.write(|connection| {
            let is_gone = connection.execute("delete from staff where name = ?1", [name])? > 0;
            if is_gone {
                access_log::append(connection, by, json!({"what": Happening::TookAccess.words(), "name": name}))?;
            }
            Ok(is_gone)
        })
    }

    /// Everybody who has access, by their names.
    ///
    /// # Errors
    /// Where the database fails, or a role is none.
    pub fn users(&self) -> Result<Vec<Member>, StoreError> {
        let mut statement = self.connection.prepare("select name, role, office from staff order by name")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
        let member = |row: rusqlite::Result<(String, String, String)>| {
            let (name, role, office) = row?;
            let role = Role::of_word(&role).ok_or_else(|| StoreError::Unreadable(format!("the role `{role}` of {name}")))?;
            Ok(Member { name, role, office })
        };
        rows.map(member).collect()
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
            "select staff, role, administration, office from session left join staff on staff.name = session.staff where secret = ?1 and expires > ?2 and locked = 0",
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

    /// Locks the session of a member of staff: it opens nothing until they give their password again. A secret of
    /// anything else does nothing.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn lock_session(&mut self, secret: &str) -> Result<(), StoreError> {
        self.connection
            .execute("update session set locked = 1 where secret = ?1 and staff is not null", [fingerprint(secret)])?;
        Ok(())
    }

    /// Whose session under a secret is locked, at a moment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn locked_out(&self, secret: &str, at: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "select staff from session where secret = ?1 and expires > ?2 and locked <> 0 and staff is not null",
        )?;
        Ok(statement.query_row(params![fingerprint(secret), at], |row| row.get(0)).optional()?)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn end_session(&mut self, secret: &str) -> Result<(), StoreError> {
        self.connection.execute("delete from session where secret = ?1", [fingerprint(secret)])?;
        Ok(())
    }

    /// Ends a session in which somebody answers what only they may see; any other one stays. Whether it was ended.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn end_confidential_session(&mut self, secret: &str) -> Result<bool, StoreError> {
        let ended = self.connection.execute(
            "delete from session where secret = ?1
             and administration in (select id from administration where confidential <> 0)",
            [fingerprint(secret)],
        )?;
        Ok(ended > 0)
    }

    /// Whether a session or a code is over at a moment and still stands in the store.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn has_expired(&self, at: &str) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "select exists (select 1 from session where expires <= ?1) or exists (select 1 from ticket where expires <= ?1)",
        )?;
        Ok(statement.query_row([at], |row| row.get(0))?)
    }

    /// Takes sessions and codes out of the store that are over at a moment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn end_expired(&mut self, at: &str) -> Result<(), StoreError> {
        self.write(|connection| {
            connection.execute("delete from session where expires <= ?1", [at])?;
            connection.execute("delete from ticket where expires <= ?1", [at])?;
            Ok(())
        })
    }

    /// Makes a code good for one administration, once, until a moment, and no other any more. Both logs hold who gave
    /// it. `false` where the code is taken.
    ///
    /// # Errors
    /// Where there is no such administration, or the database fails.
    pub fn issue(&mut self, code: &str, administration: i64, expires: &str, by: &By<'_>) -> Result<bool, StoreError> {
        self.issue_ticket((code, false), administration, expires, by)
    }

    /// Makes the secret of a link good for one administration until a moment, as often as somebody comes by it before
    /// the administration is finished. No other code or link is good for it any more. Both logs hold who gave it.
    /// `false` where the secret is taken.
    ///
    /// # Errors
    /// Where there is no such administration, or the database fails.
    pub fn issue_link(&mut self, secret: &str, administration: i64, expires: &str, by: &By<'_>) -> Result<bool, StoreError> {
        self.issue_ticket((secret, true), administration, expires, by)
    }

    fn issue_ticket(
        &mut self,
        (code, is_link): (&str, bool),
        administration: i64,
        expires: &str,
        by: &By<'_>,
    ) -> Result<bool, StoreError> {
        self.write(|connection| {
            let case: Option<String> = connection
                .query_row("select case_code from administration where id = ?1", [administration], |row| row.get(0))
                .optional()?;
            let case = case.ok_or(StoreError::Unknown(administration))?;
            connection
                .execute("delete from ticket where expires <= ?1 or administration = ?2", params![by.at, administration])?;
            let made = connection.execute(
                "insert or ignore into ticket (code, administration, expires, issued, is_link) values (?1, ?2, ?3, ?4, ?5)",
                params![fingerprint(code), administration, expires, by.at, is_link],
            )?;
            if made == 0 {
                return Ok(false);
            }
            writing(connection, Log::Answers, |chain| log_code(chain, administration, by))?;
            let content = json!({"what": Happening::GaveCode.words(), "case": case, "administration": administration});
            access_log::append(connection, by, content)?;
            Ok(true)
        })
    }
}

impl Store {
    /// Whether a code or the secret of a link is good at a moment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn is_good(&self, code: &str, at: &str) -> Result<bool, StoreError> {
        Ok(good_for(&self.connection, code, at)?.is_some())
    }
}

/// The administration that a code is good for. In a closed case none is. By a clock that was set back no code is good,
/// since its time may be over.
pub(super) fn good_for(connection: &Connection, code: &str, at: &str) -> Result<Option<i64>, StoreError> {
    let found: Option<i64> = connection
        .query_row(
            "select administration from ticket join administration on administration.id = ticket.administration
             left join case_opening using (case_code)
             where code = ?1 and expires > ?2 and issued <= ?2 and case_opening.closed is null",
            params![fingerprint(code), at],
            |row| row.get(0),
        )
        .optional()?;
    let is_trusted = set_back(connection, at)?.is_none();
    Ok(found.filter(|_| is_trusted))
}
