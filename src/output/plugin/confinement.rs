use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What the process of a plugin may do, from before its library is loaded until it ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// Folders whose files it may make, change and remove; all others it may not.
    pub may_change: Vec<PathBuf>,
    /// Files and folders it may read besides the libraries of the system.
    pub may_read: Vec<PathBuf>,
    /// Whether it may open connections.
    pub network: bool,
    /// Bytes of memory it may have.
    pub memory: u64,
}

/// How far a system could confine a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confined {
    /// In everything.
    Wholly,
    /// Not in its files, since the kernel lacks Landlock, or a part of it.
    NotInFiles,
    /// Only in its memory, if at all: this system has no means for it.
    Hardly,
}

impl Confined {
    /// What to say about it, once; nothing where all is well.
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::Wholly => None,
            Self::NotInFiles => Some(
                "this kernel has no Landlock, or too little of it, so plugins can reach all files that you can; trust only what you know",
            ),
            Self::Hardly => Some("this system cannot confine plugins, so they may do what you may do; trust only what you know"),
        }
    }
}

impl Confinement {
    /// Confines this process for good. Called before anything of a plugin is loaded, while there is one thread.
    ///
    /// # Errors
    /// Where the system knows the means but refuses them.
    pub fn apply(&self) -> std::io::Result<Confined> {
        apply(self)
    }
}

#[cfg(not(target_os = "linux"))]
fn apply(confinement: &Confinement) -> std::io::Result<Confined> {
    #[cfg(unix)]
    super::limits::limit_memory(confinement.memory)?;
    let _ = confinement;
    Ok(Confined::Hardly)
}

#[cfg(target_os = "linux")]
fn apply(confinement: &Confinement) -> std::io::Result<Confined> {
    super::limits::limit_memory(confinement.memory)?;
    let files = super::confined_files::confine_files(confinement).map_err(std::io::Error::other)?;
    super::limits::drop_capabilities()?;
    super::confined_calls::confine_calls(confinement.network).map_err(std::io::Error::other)?;
    Ok(if files { Confined::Wholly } else { Confined::NotInFiles })
}
