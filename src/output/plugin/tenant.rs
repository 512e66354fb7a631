use std::process::{Child, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

/// Threads that the process of a plugin may have at a time.
pub const MOST_THREADS: usize = 64;
/// How often they are counted.
const BETWEEN_COUNTS: Duration = Duration::from_millis(20);

/// The processes that may still run.
static RUNNING: Mutex<Vec<Weak<Mutex<Child>>>> = Mutex::new(Vec::new());

/// Ends all processes of plugins, for a program that is about to end at once: what they write to is then taken from
/// them.
pub fn end_all() {
    let running = std::mem::take(&mut *RUNNING.lock().unwrap_or_else(PoisonError::into_inner));
    running.iter().filter_map(Weak::upgrade).for_each(|process| end(&process));
}

/// Ends a process at once, with all its threads.
fn end(process: &Mutex<Child>) {
    let mut process = process.lock().unwrap_or_else(PoisonError::into_inner);
    // A process that is gone already cannot be ended, and needs not be.
    let _ = process.kill();
    let _ = process.wait();
}

/// A process that runs a plugin, as everybody knows it who may have to end it.
#[derive(Clone, Debug)]
pub struct Tenant {
    process: Arc<Mutex<Child>>,
    has_too_many: Arc<AtomicBool>,
}

impl Tenant {
    /// A process that has begun, and whose threads are counted from now on.
    pub fn new(process: Child) -> Self {
        let number = process.id();
        let tenant = Self { process: Arc::new(Mutex::new(process)), has_too_many: Arc::new(AtomicBool::new(false)) };
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.retain(|process| process.strong_count() > 0);
        running.push(Arc::downgrade(&tenant.process));
        let watched = tenant.clone();
        std::thread::spawn(move || watched.watch(number));
        tenant
    }

    fn process(&self) -> MutexGuard<'_, Child> {
        self.process.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts threads until the process has ended. No filter of system calls can count, and the limits of the system
    /// count all processes of a user.
    fn watch(&self, number: u32) {
        // As long as nobody has seen it end, the number is that of this process.
        while !self.has_ended() {
            if threads_of(number).is_some_and(|count| count > MOST_THREADS) {
                self.has_too_many.store(true, Ordering::Relaxed);
                self.end();
                return;
            }
            std::thread::sleep(BETWEEN_COUNTS);
        }
    }

    /// How it ended; nothing while it runs.
    pub fn status(&self) -> Option<ExitStatus> {
        self.process().try_wait().ok().flatten()
    }

    /// Whether it has ended, or can no longer be asked.
    pub fn has_ended(&self) -> bool {
        matches!(self.process().try_wait(), Ok(Some(_)) | Err(_))
    }

    /// Ends it at once, with all its threads.
    pub fn end(&self) {
        end(&self.process);
    }

    /// Whether it was ended for that.
    pub fn began_too_many_threads(&self) -> bool {
        self.has_too_many.load(Ordering::Relaxed)
    }
}

#[cfg(target_os = "linux")]
fn threads_of(process: u32) -> Option<usize> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    text.lines().find_map(|line| line.strip_prefix("Threads:"))?.trim().parse().ok()
}

/// Other systems do not tell.
#[cfg(not(target_os = "linux"))]
fn threads_of(_: u32) -> Option<usize> {
    None
}
