//! Limits that every Unix knows.

use std::io;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Memory that a process may have at the most, and no picture of it on the disk when it crashes: it holds answers of people.
pub fn limit_memory(bytes: u64) -> io::Result<()> {
    let at_most = |resource: Resource, limit: u64| {
        // What was forbidden before stays forbidden.
        let limit = getrlimit(resource).maximum.map_or(limit, |there| there.min(limit));
        setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) })
    };
    at_most(Resource::Core, 0)?;
    // Some systems do not count it; then it stays without a limit.
    match at_most(Resource::As, bytes) {
        Err(error) if cfg!(target_os = "linux") => Err(error.into()),
        _ => Ok(()),
    }
}

/// Ends this process when the one that began it ends, also if that could not say goodbye.
pub fn end_with_parent() -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    Ok(())
}
