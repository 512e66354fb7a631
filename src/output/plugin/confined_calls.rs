use std::collections::BTreeMap;

use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch, sock_filter,
};

/// Calls that no backend needs, each with why it would be of use to one that means harm.
const REFUSED: &[libc::c_long] = &[
    // Other programs and processes.
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_process_mrelease,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_kcmp,
    libc::SYS_migrate_pages,
    libc::SYS_move_pages,
    libc::SYS_setsid,
    libc::SYS_setpgid,
    // Precedence over other programs.
    libc::SYS_setpriority,
    libc::SYS_ioprio_set,
    libc::SYS_sched_setparam,
    libc::SYS_sched_setscheduler,
    libc::SYS_sched_setattr,
    libc::SYS_sched_setaffinity,
    // Rights, owners, times and attributes of files, which Landlock does not look at.
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchmodat2,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_getxattr,
    libc::SYS_lgetxattr,
    libc::SYS_fgetxattr,
    libc::SYS_listxattr,
    libc::SYS_llistxattr,
    libc::SYS_flistxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    libc::SYS_mknodat,
    libc::SYS_symlinkat,
    libc::SYS_name_to_handle_at,
    libc::SYS_open_by_handle_at,
    // Memory that no bound on a process counts.
    libc::SYS_memfd_create,
    libc::SYS_memfd_secret,
    // What others do with their files.
    libc::SYS_inotify_init1,
    libc::SYS_fanotify_init,
    // What stays when the process has ended, and is shared with others: objects of System V, queues.
    libc::SYS_shmget,
    libc::SYS_shmat,
    libc::SYS_shmctl,
    libc::SYS_shmdt,
    libc::SYS_semget,
    libc::SYS_semop,
    libc::SYS_semtimedop,
    libc::SYS_semctl,
    libc::SYS_msgget,
    libc::SYS_msgsnd,
    libc::SYS_msgrcv,
    libc::SYS_msgctl,
    libc::SYS_mq_open,
    libc::SYS_mq_unlink,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    // The machine as a whole.
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    libc::SYS_syslog,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_adjtimex,
    libc::SYS_clock_adjtime,
    libc::SYS_acct,
    libc::SYS_quotactl,
    libc::SYS_reboot,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    // Another view of the files.
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_open_tree,
    libc::SYS_move_mount,
    libc::SYS_fsopen,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fspick,
    libc::SYS_mount_setattr,
    libc::SYS_chroot,
    libc::SYS_pivot_root,
    // Ways around this filter.
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_personality,
    // Being reached from outside. Who looks up a name or calls another machine is given a port unasked.
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
];

/// The older forms of such calls, which newer machines do not have.
#[cfg(target_arch = "x86_64")]
const REFUSED_OLD: &[libc::c_long] = &[
    libc::SYS_fork,
    libc::SYS_vfork,
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
    libc::SYS_utime,
    libc::SYS_utimes,
    libc::SYS_futimesat,
    libc::SYS_mknod,
    libc::SYS_symlink,
    libc::SYS_inotify_init,
    libc::SYS_iopl,
    libc::SYS_ioperm,
    libc::SYS_uselib,
];
#[cfg(not(target_arch = "x86_64"))]
const REFUSED_OLD: &[libc::c_long] = &[];

/// What may be asked of a file by `ioctl`: whether it is a terminal and how wide, how much waits to be read, not to
/// wait, to close it for others. Others set attributes that keep a file from being removed, or send signals.
const ALLOWED_IOCTLS: [u64; 7] = [0x5401, 0x802C_542A, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451];
/// `fcntl` that sends signals to other processes (`F_SETOWN`, `F_SETSIG`, `F_SETOWN_EX`), or tells what others do with
/// a file (`F_SETLEASE`, `F_NOTIFY`).
const REFUSED_FCNTLS: [u64; 5] = [8, 10, 15, 1024, 1026];
/// `PR_SET_PDEATHSIG`, `PR_SET_DUMPABLE` and `PR_SET_PTRACER`: with the first it would outlive the program, the others
/// open it to further processes.
const REFUSED_PRCTLS: [u64; 3] = [1, 4, 0x5961_6D61];
/// Families of addresses for one that may use the network: IPv4, IPv6, and what finding a machine asks the kernel.
/// Sockets of this machine are not among them: through one, a service of the desktop starts any program.
const NETWORK_FAMILIES: [u64; 3] = [2, 10, 16];
/// The first call that is unknown here (`setxattrat`). Calls are numbered alike on all machines from 424 on; those for
/// other sizes of pointers (x32) lie far above.
const FIRST_UNKNOWN: u32 = 463;

/// Forbids this process what a backend does not need.
///
/// # Errors
/// Where this machine has no such filter, or refuses it.
pub fn confine_calls(network: bool) -> Result<(), String> {
    let Ok(machine) = TargetArch::try_from(std::env::consts::ARCH) else {
        return Err("system calls cannot be confined on this machine".to_owned());
    };
    let failed = |error: BackendError| error.to_string();
    let apply = |program: &BpfProgram| seccompiler::apply_filter(program).map_err(|error| error.to_string());
    let refuse = |calls: Rules, error: i32| -> Result<(), String> {
        let filter = SeccompFilter::new(calls, SeccompAction::Allow, SeccompAction::Errno(error.unsigned_abs()), machine);
        apply(&filter.and_then(TryInto::try_into).map_err(failed)?)
    };
    refuse(forbidden(network).map_err(failed)?, libc::EPERM)?;
    // Its flags lie in memory, where a filter cannot look; the C library then falls back to `clone`.
    refuse(BTreeMap::from([(libc::SYS_clone3, vec![])]), libc::ENOSYS)?;
    apply(&unknown_calls())
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

fn forbidden(network: bool) -> Result<Rules, BackendError> {
    let mut calls: Rules = REFUSED.iter().chain(REFUSED_OLD).map(|call| (*call, vec![])).collect();
    let itself = u64::from(std::process::id());
    let sockets = if network { vec![rule(&NETWORK_FAMILIES.map(|family| unlike(0, family)))?] } else { vec![] };
    calls.insert(libc::SYS_socket, sockets);
    // A thread is allowed, a process is not.
    let thread = SeccompCmpOp::MaskedEq(libc::CLONE_THREAD as u64);
    calls.insert(libc::SYS_clone, vec![rule(&[(0, thread, 0)])?]);
    // A process may end and limit itself, but no other.
    for call in [libc::SYS_kill, libc::SYS_tkill, libc::SYS_tgkill] {
        calls.insert(call, vec![rule(&[unlike(0, itself)])?]);
    }
    calls.insert(libc::SYS_prlimit64, vec![rule(&[unlike(0, 0), unlike(0, itself)])?]);
    calls.insert(libc::SYS_ioctl, vec![rule(&ALLOWED_IOCTLS.map(|request| unlike(1, request)))?]);
    let each = |argument: u8, values: &[u64]| -> Result<Vec<SeccompRule>, BackendError> {
        values.iter().map(|value| rule(&[(argument, SeccompCmpOp::Eq, *value)])).collect()
    };
    calls.insert(libc::SYS_fcntl, each(1, &REFUSED_FCNTLS)?);
    calls.insert(libc::SYS_prctl, each(0, &REFUSED_PRCTLS)?);
    Ok(calls)
}

type Condition = (u8, SeccompCmpOp, u64);

fn unlike(argument: u8, value: u64) -> Condition {
    (argument, SeccompCmpOp::Ne, value)
}

/// Refused where all of this holds of the arguments.
fn rule(conditions: &[Condition]) -> Result<SeccompRule, BackendError> {
    let condition = |(argument, comparison, value): &Condition| {
        SeccompCondition::new(*argument, SeccompCmpArgLen::Dword, comparison.clone(), *value)
    };
    SeccompRule::new(conditions.iter().map(condition).collect::<Result<_, _>>()?)
}

/// Calls that came after this was written do not exist for a backend: libraries then do without.
fn unknown_calls() -> BpfProgram {
    const LOAD_NUMBER: u16 = 0x20;
    const JUMP_IF_NOT_BELOW: u16 = 0x35;
    const RETURN: u16 = 0x06;
    const ALLOW: u32 = 0x7FFF_0000;
    const ERROR: u32 = 0x0005_0000;
    let step = |code, k, jf| sock_filter { code, jt: 0, jf, k };
    vec![
        step(LOAD_NUMBER, 0, 0),
        step(JUMP_IF_NOT_BELOW, FIRST_UNKNOWN, 1),
        step(RETURN, ERROR | libc::ENOSYS.unsigned_abs(), 0),
        step(RETURN, ALLOW, 0),
    ]
}
