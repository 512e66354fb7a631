use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, make_bitflags,
};

use super::confinement::Confinement;

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
/// What finding another machine by its name, and trusting it, needs. Private keys lie beside certificates, so that folders
/// which hold both are not among them.
const NETWORK: &[&str] = &[
    "/etc/hosts",
    "/etc/resolv.conf",
    "/run/systemd/resolve",
    "/etc/nsswitch.conf",
    "/etc/host.conf",
    "/etc/gai.conf",
    "/etc/services",
    "/etc/protocols",
    "/etc/ssl/certs",
    "/etc/ssl/cert.pem",
    "/etc/ssl/openssl.cnf",
    "/etc/pki/tls/certs",
    "/etc/pki/tls/cert.pem",
    "/etc/pki/tls/openssl.cnf",
    "/etc/pki/ca-trust/extracted",
    "/etc/ca-certificates/extracted",
    "/etc/crypto-policies/back-ends",
];
/// The newest Landlock whose refusals are known to leave backends working.
const KNOWN: ABI = ABI::V6;

/// What may be done to a folder that is given to a plugin. It makes no devices, pipes, sockets or links there: as root
/// a device would open the whole disk, and a link in the place of its file would lead elsewhere whoever opens it.
const CHANGING: BitFlags<AccessFs> = make_bitflags!(AccessFs::{
    ReadFile | ReadDir | WriteFile | Truncate | MakeReg | MakeDir | RemoveFile | RemoveDir | Refer
});

/// Leaves this process the files that it needs. Whether it could be done in full.
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
        rules = allow(rules, path, CHANGING)?;
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
