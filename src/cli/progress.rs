use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use super::report;

/// Rows scored so far, on a terminal, for work that takes long.
pub struct Progress {
    over: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Progress {
    /// Begins to show what is counted.
    pub fn begin(rows: &Arc<AtomicU64>) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        if !io::stderr().is_terminal() {
            return Self { over, thread: None };
        }
        let (rows, flag) = (Arc::clone(rows), Arc::clone(&over));
        let thread = std::thread::spawn(move || {
            std::thread::park_timeout(Duration::from_millis(500));
            let bar = indicatif::ProgressBar::new_spinner();
            while !flag.load(Ordering::Relaxed) {
                bar.set_message(format!("{} rows scored", report::grouped(rows.load(Ordering::Relaxed))));
                bar.tick();
                std::thread::park_timeout(Duration::from_millis(200));
            }
            bar.finish_and_clear();
        });
        Self { over, thread: Some(thread) }
    }

    /// Takes it off the screen.
    pub fn end(self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread {
            thread.thread().unpark();
            // A spinner that failed has nothing to say.
            let _ = thread.join();
        }
    }
}
