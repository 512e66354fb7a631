use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};

/// Works on many things on all cores: the next that is free takes the next thing. Results are in the order of the
/// things.
pub(crate) fn each<T: Send, R: Send>(all: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(all.len());
    if cores < 2 {
        return all.into_iter().map(work).collect();
    }
    let waiting = Mutex::new(all.into_iter().enumerate());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let worker = || {
            let mut done = Vec::new();
            while let Some((at, one)) = next() {
                done.push((at, work(one)));
            }
            done
        };
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Works on two things beside each other.
pub(super) fn beside<One: Send, Other>(one: impl FnOnce() -> One + Send, other: impl FnOnce() -> Other) -> (One, Other) {
    // WebAssembly has no threads to begin.
    if std::thread::available_parallelism().is_err() {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| resume_unwind(panic)), other)
    })
}
