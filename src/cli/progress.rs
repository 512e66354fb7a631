use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How far work has come that takes long, on a terminal.
pub struct Progress {
    over: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Progress {
    /// Begins to show what is said of it, again and again.
    pub fn begin(said: impl Fn() -> String + Send + 'static) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        if !io::stderr().is_terminal() {
            return Self { over, thread: None };
        }
        let flag = Arc::clone(&over);
        let thread = std::thread::spawn(move || {
            std::thread::park_timeout(Duration::from_millis(500));
            let bar = indicatif::ProgressBar::new_spinner();
            while !flag.load(Ordering::Relaxed) {
                bar.set_message(said());
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
