//! What a process gives up before it runs a plugin.

#![allow(unsafe_code, reason = "this is the plugin boundary")]

use std::io;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Memory that a process may have at the most, and no picture of it on the disk when it crashes: it holds answers of
/// people.
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

/// Gives up what an administrator may do, but for passing the rights of files, without which their own output could be
/// out of reach; Landlock still says which files those are.
#[cfg(target_os = "linux")]
pub fn drop_capabilities() -> io::Result<()> {
    use rustix::thread::{CapabilitySet, CapabilitySets, capabilities, set_capabilities};
    let kept = capabilities(None)?.permitted & CapabilitySet::DAC_OVERRIDE;
    Ok(set_capabilities(None, CapabilitySets { effective: kept, permitted: kept, inheritable: CapabilitySet::empty() })?)
}

/// Closes all files but the standard ones. Whoever began the program may have left some open, and what is open is open
/// to a plugin too. Called first of all in a process that runs a plugin.
pub fn close_inherited_files() {
    const FIRST: i32 = 3;
    #[cfg(target_os = "linux")]
    {
        // SAFETY: nothing was opened yet, so no object of this process owns any of these numbers.
        if unsafe { libc::syscall(libc::SYS_close_range, FIRST, libc::c_uint::MAX, 0) } == 0 {
            return;
        }
    }
    let most = getrlimit(Resource::Nofile).current.unwrap_or(1 << 16).min(1 << 16);
    for number in FIRST..i32::try_from(most).unwrap_or(i32::MAX) {
        // SAFETY: as above; a number that is not open is no matter.
        unsafe { rustix::io::close(number) };
    }
}
