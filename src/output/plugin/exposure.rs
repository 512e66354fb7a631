use std::io;
use std::path::{Path, PathBuf};

/// A file or folder on the way to a path that somebody else than this user and the administrator can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The file or folder.
    pub path: PathBuf,
    /// How others can change it.
    pub why: ExposedBy,
}

/// How others can change a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExposedBy {
    /// It belongs to the user of this number.
    Owner(u32),
    /// Its group or everybody may write it.
    Rights,
}

impl Exposure {
    /// How to mend it.
    pub fn help(&self) -> String {
        let path = self.path.display();
        match self.why {
            ExposedBy::Owner(_) => {
                format!("copy it to a folder of your own, or give it to yourself: `chown \"$(id -u)\" {path}`")
            }
            ExposedBy::Rights => format!("take the right to write away: `chmod go-w {path}`"),
        }
    }
}

impl std::fmt::Display for Exposure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = self.path.display();
        match self.why {
            ExposedBy::Owner(owner) => write!(out, "{path}: it belongs to another user of this machine (number {owner})"),
            ExposedBy::Rights => write!(out, "{path}: others on this machine may write this"),
        }
    }
}

/// The first thing on the way to a path that others can change: the file, a folder above it, or a link that was
/// followed. Nothing where only this user and the administrator can.
///
/// # Errors
/// Where something on the way is not there or cannot be looked at.
#[cfg(unix)]
pub fn exposure_of(path: &Path) -> io::Result<Option<Exposure>> {
    use std::collections::VecDeque;
    use std::ffi::OsString;
    use std::path::Component;

    const MOST_LINKS: usize = 40;
    let parts = |path: &Path| -> VecDeque<OsString> {
        let named = path.components().filter(|part| !matches!(part, Component::RootDir | Component::CurDir));
        named.map(|part| part.as_os_str().to_owned()).collect()
    };
    let mut ahead = parts(&std::path::absolute(path)?);
    let mut here = PathBuf::from("/");
    let mut links = 0;
    while let Some(name) = ahead.pop_front() {
        if name == ".." {
            here.pop();
            continue;
        }
        let next = here.join(name);
        let metadata = std::fs::symlink_metadata(&next)?;
        if let Some(why) = exposed_by(&metadata) {
            return Ok(Some(Exposure { path: next, why }));
        }
        if !metadata.is_symlink() {
            here = next;
            continue;
        }
        links += 1;
        if links > MOST_LINKS {
            return Err(io::Error::other("there are too many links on the way"));
        }
        let target = std::fs::read_link(&next)?;
        if target.is_absolute() {
            here = PathBuf::from("/");
        }
        let mut rest = parts(&target);
        rest.append(&mut ahead);
        ahead = rest;
    }
    Ok(None)
}

/// Other systems have other rights, which are not looked at.
#[cfg(not(unix))]
pub fn exposure_of(_: &Path) -> io::Result<Option<Exposure>> {
    Ok(None)
}

#[cfg(unix)]
fn exposed_by(metadata: &std::fs::Metadata) -> Option<ExposedBy> {
    use std::os::unix::fs::MetadataExt;
    const OTHERS_WRITE: u32 = 0o022;
    /// In such a folder, as `/tmp`, each may remove and rename only what is their own.
    const STICKY: u32 = 0o1000;
    let owner = metadata.uid();
    if owner != 0 && owner != rustix::process::geteuid().as_raw() {
        return Some(ExposedBy::Owner(owner));
    }
    let is_shared = metadata.is_dir() && metadata.mode() & STICKY != 0;
    let is_open = !metadata.is_symlink() && metadata.mode() & OTHERS_WRITE != 0;
    (is_open && !is_shared).then_some(ExposedBy::Rights)
}
