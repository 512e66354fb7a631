use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What the process of a plugin may do, from before its library is loaded until it ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// Folders it may change; all others it may not.
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
    let files = linux::confine_files(confinement).map_err(std::io::Error::other)?;
    linux::confine_calls(confinement.network).map_err(std::io::Error::other)?;
    Ok(if files { Confined::Wholly } else { Confined::NotInFiles })
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;

    use landlock::{
        ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
        RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope,
    };
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
    };

    use super::Confinement;

    /// What libraries need of the system: other libraries, times and languages, randomness.
    const SYSTEM: &[&str] = &[
        "/usr",
        "/lib",
        "/lib32",
        "/lib64",
        "/nix/store",
        "/etc/ld.so.cache",
        "/etc/ld.so.preload",
        "/etc/localtime",
        "/dev/urandom",
        "/dev/random",
        "/dev/zero",
        "/sys/devices/system/cpu",
    ];
    /// What finding another machine by its name, and trusting it, needs.
    const NETWORK: &[&str] = &[
        "/etc/hosts",
        "/etc/resolv.conf",
        "/run/systemd/resolve",
        "/etc/nsswitch.conf",
        "/etc/host.conf",
        "/etc/gai.conf",
        "/etc/services",
        "/etc/protocols",
        "/etc/ssl",
        "/etc/pki",
    ];
    /// The newest Landlock whose refusals are known to leave backends working.
    const KNOWN: ABI = ABI::V6;

    /// Whether it could be done in full.
    pub fn confine_files(confinement: &Confinement) -> Result<bool, RulesetError> {
        let ruleset = Ruleset::default().set_compatibility(CompatLevel::BestEffort).handle_access(AccessFs::from_all(KNOWN))?;
        let ruleset = if confinement.network { ruleset } else { ruleset.handle_access(AccessNet::from_all(KNOWN))? };
        let mut rules = ruleset.scope(Scope::from_all(KNOWN))?.create()?;
        let reading = AccessFs::from_read(KNOWN);
        for path in SYSTEM.iter().chain(if confinement.network { NETWORK } else { &[] }) {
            rules = allow(rules, path, reading)?;
        }
        rules = allow(rules, "/dev/null", AccessFs::from_all(KNOWN))?;
        for path in &confinement.may_read {
            rules = allow(rules, path, reading)?;
        }
        for path in &confinement.may_change {
            rules = allow(rules, path, AccessFs::from_all(KNOWN) & !AccessFs::Execute)?;
        }
        Ok(rules.restrict_self()?.ruleset == RulesetStatus::FullyEnforced)
    }

    /// What is not there needs no rule.
    fn allow(
        rules: RulesetCreated,
        path: impl AsRef<std::path::Path>,
        rights: BitFlags<AccessFs>,
    ) -> Result<RulesetCreated, RulesetError> {
        let path = path.as_ref();
        let rights = if path.is_dir() { rights } else { rights & AccessFs::from_file(KNOWN) };
        match PathFd::new(path) {
            Ok(place) => rules.add_rule(PathBeneath::new(place, rights)),
            Err(_) => Ok(rules),
        }
    }

    /// Forbids what a backend does not need: other processes, and connections unless they are allowed.
    pub fn confine_calls(network: bool) -> Result<(), String> {
        let Ok(machine) = TargetArch::try_from(std::env::consts::ARCH) else {
            return Err("system calls cannot be confined on this machine".to_owned());
        };
        let failed = |error: seccompiler::BackendError| error.to_string();
        let refuse = |calls: BTreeMap<i64, Vec<SeccompRule>>, error: i32| -> Result<(), String> {
            let filter = SeccompFilter::new(calls, SeccompAction::Allow, SeccompAction::Errno(error as u32), machine);
            let program: BpfProgram = filter.and_then(TryInto::try_into).map_err(failed)?;
            seccompiler::apply_filter(&program).map_err(|error| error.to_string())
        };
        refuse(forbidden(network).map_err(failed)?, libc::EPERM)?;
        // Its flags lie in memory, where a filter cannot look; the C library then falls back to `clone`.
        refuse(BTreeMap::from([(libc::SYS_clone3, vec![])]), libc::ENOSYS)
    }

    fn forbidden(network: bool) -> Result<BTreeMap<i64, Vec<SeccompRule>>, seccompiler::BackendError> {
        let mut calls: BTreeMap<i64, Vec<SeccompRule>> = [
            libc::SYS_execve,
            libc::SYS_execveat,
            libc::SYS_ptrace,
            libc::SYS_process_vm_readv,
            libc::SYS_process_vm_writev,
            libc::SYS_pidfd_open,
            libc::SYS_pidfd_getfd,
            libc::SYS_pidfd_send_signal,
            libc::SYS_io_uring_setup,
            libc::SYS_bpf,
            libc::SYS_perf_event_open,
            libc::SYS_userfaultfd,
            libc::SYS_keyctl,
            libc::SYS_add_key,
            libc::SYS_request_key,
            libc::SYS_unshare,
            libc::SYS_setns,
            libc::SYS_mount,
            libc::SYS_umount2,
            libc::SYS_chroot,
            libc::SYS_pivot_root,
            libc::SYS_setsid,
            libc::SYS_rt_sigqueueinfo,
            libc::SYS_rt_tgsigqueueinfo,
        ]
        .map(|call| (call, vec![]))
        .into();
        #[cfg(target_arch = "x86_64")]
        calls.extend([libc::SYS_fork, libc::SYS_vfork].map(|call| (call, vec![])));
        if !network {
            calls.insert(libc::SYS_socket, vec![]);
        }
        // A thread is allowed, a process is not.
        let no_thread = SeccompCmpOp::MaskedEq(libc::CLONE_THREAD as u64);
        calls.insert(libc::SYS_clone, vec![only_if(no_thread, 0)?]);
        // A process may end itself, but no other.
        for call in [libc::SYS_kill, libc::SYS_tkill, libc::SYS_tgkill] {
            calls.insert(call, vec![only_if(SeccompCmpOp::Ne, u64::from(std::process::id()))?]);
        }
        Ok(calls)
    }

    fn only_if(comparison: SeccompCmpOp, value: u64) -> Result<SeccompRule, seccompiler::BackendError> {
        SeccompRule::new(vec![SeccompCondition::new(0, SeccompCmpArgLen::Dword, comparison, value)?])
    }
}
