use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::oneshot;

use super::page::Failure;

/// Passwords that are worked on at the same time. Each takes [`Params::DEFAULT_M_COST`] KiB.
const AT_ONCE: usize = 2;
/// Passwords that wait, of browsers that are known and of others.
const WAITING: usize = 32;
/// How long the memory is kept for the next password.
const LINGERING: Duration = Duration::from_secs(2);
/// Bytes of a salt.
const SALT: usize = 16;
/// Blocks of 1 KiB that a hash may ask for: one that asks for more was not made by this program.
const MOST_BLOCKS: usize = 1 << 18;

/// A piece of work with the memory that it needs.
type Work = Box<dyn FnOnce(&mut [Block]) + Send>;

/// Which of two lines a password waits in; the first is served first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Of browsers in which somebody came in before: strangers cannot make it long.
    Known,
    /// Of everybody else.
    Strangers,
}

/// Works on passwords, a few at a time: each costs memory and time by design, which many at once would take from everybody.
pub(super) struct Passwords(Arc<Queue>);

#[derive(Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    came: Condvar,
}

#[derive(Default)]
struct Waiting {
    known: VecDeque<Work>,
    strangers: VecDeque<Work>,
    is_over: bool,
}

impl Waiting {
    fn next(&mut self) -> Option<Work> {
        self.known.pop_front().or_else(|| self.strangers.pop_front())
    }
}

impl Passwords {
    /// Begins to wait for passwords; until one comes it takes no memory.
    pub(super) fn new() -> Self {
        let queue = Arc::new(Queue::default());
        let of_thread = Arc::clone(&queue);
        // What fails on one password is no reason to let nobody in any more.
        thread::spawn(move || while catch_unwind(AssertUnwindSafe(|| of_thread.work_on_all())).is_err() {});
        Self(queue)
    }

    /// Whether a password is the one that was kept. A name that nobody has takes as long as one that somebody has.
    ///
    /// # Errors
    /// Where too many wait.
    pub(super) async fn is_right(&self, password: String, kept: Option<String>, line: Line) -> Result<bool, Failure> {
        self.work(line, move |memory| is_right(&password, kept.as_deref(), memory)).await
    }

    /// A password as it is kept.
    ///
    /// # Errors
    /// Where too many wait, or it cannot be hashed.
    pub(super) async fn hashed(&self, password: String, line: Line) -> Result<String, Failure> {
        self.work(line, move |memory| hashed_in(&password, memory)).await?.ok_or(Failure::Internal)
    }

    async fn work<T: Send + 'static>(
        &self,
        line: Line,
        work: impl FnOnce(&mut [Block]) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let (told, answer) = oneshot::channel();
        self.0.put(
            line,
            Box::new(move |memory| {
                // Nobody waits for it any more.
                if told.is_closed() {
                    return;
                }
                // Whoever asked may have gone away meanwhile.
                drop(told.send(work(memory)));
            }),
        )?;
        answer.await.map_err(|_| Failure::Internal)
    }
}

impl Drop for Passwords {
    fn drop(&mut self) {
        self.0.lock().is_over = true;
        self.0.came.notify_all();
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, line: Line, work: Work) -> Result<(), Failure> {
        let mut waiting = self.lock();
        let line = match line {
            Line::Known => &mut waiting.known,
            Line::Strangers => &mut waiting.strangers,
        };
        if line.len() >= WAITING {
            return Err(Failure::Busy);
        }
        line.push_back(work);
        drop(waiting);
        self.came.notify_one();
        Ok(())
    }

    /// Takes memory when a password comes, and gives it back when none came for a while.
    fn work_on_all(&self) {
        while let Some(first) = self.first() {
            let each = Argon2::default().params().block_count();
            // One piece for all: allocators keep small ones that were given back, and return one of this size to the system.
            let mut memory = vec![Block::new(); each * AT_ONCE];
            let mut parts = memory.chunks_mut(each);
            let Some(own) = parts.next() else { return };
            thread::scope(|scope| {
                for part in parts {
                    // Where the system gives no thread, this one does all.
                    let other = thread::Builder::new().spawn_scoped(scope, move || self.work_on_some(part));
                    drop(other);
                }
                first(own);
                self.work_on_some(own);
            });
        }
    }

    fn work_on_some(&self, memory: &mut [Block]) {
        while let Some(work) = self.next() {
            work(memory);
        }
    }

    /// The first piece of work, whenever it comes; nothing where none will.
    fn first(&self) -> Option<Work> {
        let waiting = self
            .came
            .wait_while(self.lock(), |waiting| !waiting.is_over && waiting.known.is_empty() && waiting.strangers.is_empty());
        waiting.unwrap_or_else(PoisonError::into_inner).next()
    }

    /// The next piece of work, where one comes before long.
    fn next(&self) -> Option<Work> {
        let waiting = self.came.wait_timeout_while(self.lock(), LINGERING, |waiting| {
            !waiting.is_over && waiting.known.is_empty() && waiting.strangers.is_empty()
        });
        waiting.unwrap_or_else(PoisonError::into_inner).0.next()
    }
}

/// A password as it is kept, by Argon2id. `None` where it cannot be hashed.
pub fn hashed(password: &str) -> Option<String> {
    hashed_in(password, &mut vec![Block::new(); Argon2::default().params().block_count()])
}

fn hashed_in(password: &str, memory: &mut [Block]) -> Option<String> {
    let mut salt = [0; SALT];
    getrandom::fill(&mut salt).ok()?;
    let (argon2, salt) = (Argon2::default(), Salt::new(&salt).ok()?);
    let hash = PasswordHash {
        algorithm: Algorithm::default().ident(),
        version: Some(Version::default().into()),
        params: ParamsString::try_from(argon2.params()).ok()?,
        hash: Some(digest(&argon2, password, &salt, memory)?),
        salt: Some(salt),
    };
    Some(hash.to_string())
}

fn is_right(password: &str, kept: Option<&str>, memory: &mut [Block]) -> bool {
    let kept = kept.and_then(Kept::read);
    let nobody = [0; SALT];
    let (argon2, salt) = kept.as_ref().map_or((Argon2::default(), &nobody[..]), |kept| (kept.argon2.clone(), &kept.salt[..]));
    let found = digest(&argon2, password, salt, memory);
    // Outputs are compared in a time that says nothing of them.
    kept.is_some_and(|kept| found.is_some_and(|found| found == kept.hash))
}

fn digest(argon2: &Argon2<'_>, password: &str, salt: &[u8], memory: &mut [Block]) -> Option<Output> {
    let mut more = Vec::new();
    let needed = argon2.params().block_count();
    let memory = if needed <= memory.len() {
        memory
    } else {
        more.resize(needed, Block::new());
        &mut more
    };
    let mut out = [0; Output::MAX_LENGTH];
    let out = out.get_mut(..argon2.params().output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN))?;
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, out, memory).ok()?;
    Output::new(out).ok()
}

/// A hash that was kept.
struct Kept {
    argon2: Argon2<'static>,
    salt: Salt,
    hash: Output,
}

impl Kept {
    fn read(text: &str) -> Option<Self> {
        let kept = PasswordHash::new(text).ok()?;
        let algorithm = Algorithm::try_from(kept.algorithm.as_str()).ok()?;
        let version = kept.version.map_or(Ok(Version::default()), Version::try_from).ok()?;
        let params = Params::try_from(&kept).ok()?;
        let (salt, hash) = (kept.salt?, kept.hash?);
        (params.block_count() <= MOST_BLOCKS).then(|| Self { argon2: Argon2::new(algorithm, version, params), salt, hash })
    }
}

#[cfg(test)]
mod tests {
    use argon2::{PasswordHasher, PasswordVerifier};

    use super::*;

    fn blocks() -> Vec<Block> {
        vec![Block::new(); Argon2::default().params().block_count()]
    }

    /// The crate's own verifier, and hashes that it made before, agree with what is done here in memory that was used before.
    #[test]
    fn hashes_are_those_of_argon2() {
        let mut memory = blocks();
        let mine = hashed_in("correct horse", &mut memory).unwrap();
        assert!(Argon2::default().verify_password(b"correct horse", mine.as_str()).is_ok(), "{mine}");
        let theirs = Argon2::default().hash_password(b"correct horse").unwrap().to_string();
        for kept in [mine.as_str(), theirs.as_str()] {
            assert!(is_right("correct horse", Some(kept), &mut memory));
            assert!(!is_right("correct horsf", Some(kept), &mut memory));
        }
        assert!(!is_right("the password of nobody", None, &mut memory));
        assert!(!is_right("a hash", Some("a hash"), &mut memory));
        let giant = theirs.replacen("m=19456", "m=4194304", 1);
        assert!(!is_right("correct horse", Some(&giant), &mut memory), "memory is not taken as a hash would have it");
        assert_ne!(hashed("correct horse").unwrap(), mine, "each has a salt of its own");
    }

    #[tokio::test]
    async fn known_browsers_come_first_and_the_rest_wait_up_to_a_limit() {
        let passwords = Passwords::new();
        let order = Arc::new(Mutex::new(Vec::new()));
        let (hold, held) = std::sync::mpsc::channel::<()>();
        let held = Arc::new(Mutex::new(held));
        // Both workers are at work until they are let go.
        for _ in 0..AT_ONCE {
            let held = Arc::clone(&held);
            passwords.0.put(Line::Strangers, Box::new(move |_| assert!(held.lock().unwrap().recv().is_err()))).unwrap();
        }
        while !passwords.0.lock().strangers.is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let note = |line: Line| {
            let order = Arc::clone(&order);
            passwords.0.put(line, Box::new(move |_| order.lock().unwrap().push(line)))
        };
        let taken = (0..WAITING + 5).filter(|_| note(Line::Strangers).is_ok()).count();
        assert_eq!(taken, WAITING);
        assert!(note(Line::Known).is_ok(), "however many strangers wait");
        assert!(matches!(passwords.is_right(String::new(), None, Line::Strangers).await, Err(Failure::Busy)));
        drop(hold);
        while order.lock().unwrap().len() < WAITING + 1 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(order.lock().unwrap()[0], Line::Known);
        assert!(passwords.is_right("x".to_owned(), hashed("x"), Line::Known).await.unwrap());
    }
}
