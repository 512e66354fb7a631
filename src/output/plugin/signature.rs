use std::io::{Read, Write};
use std::path::PathBuf;

use minisign_verify::PublicKey;
use sha2::{Digest, Sha256};

use super::error::PluginError;
use super::manifest::FoundPlugin;
use super::regular_file::{open_regular, read_regular};

/// Bytes of a signature; more are not read.
const LONGEST_SIGNATURE: u64 = 1 << 16;

/// A minisign signature beside the library of a plugin, and the key that it should be made with.
pub struct Signature {
    key: PublicKey,
    signature: minisign_verify::Signature,
}

/// A library that was read to its end.
pub struct ReadLibrary {
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// Whether the signature that was looked for is on it.
    pub is_signed: bool,
}

impl Signature {
    /// The signature of a plugin; nothing where there is none.
    ///
    /// # Errors
    /// Where the key is none, or the signature cannot be read.
    pub fn read(plugin: &FoundPlugin, key: &str) -> Result<Option<Self>, PluginError> {
        let wrong = |message: String| PluginError::Signature { name: plugin.manifest.name.clone(), message };
        let key = PublicKey::from_base64(key)
            .map_err(|_| wrong(format!("`{key}` is not a minisign key; it is the second line of a `.pub` file")))?;
        let path = Self::place(plugin);
        let text = match read_regular(&path, LONGEST_SIGNATURE) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            other => other.map_err(|error| wrong(format!("{}: {error}", path.display())))?,
        };
        let signature = minisign_verify::Signature::decode(&text)
            .map_err(|_| wrong(format!("{} is not a minisign signature", path.display())))?;
        Ok(Some(Self { key, signature }))
    }

    /// The signature of a plugin, which must be there.
    ///
    /// # Errors
    /// As [`Self::read`]; and where there is none.
    pub fn demand(plugin: &FoundPlugin, key: &str) -> Result<Self, PluginError> {
        Self::read(plugin, key)?.ok_or_else(|| PluginError::Signature {
            name: plugin.manifest.name.clone(),
            message: format!("there is no signature {}", Self::place(plugin).display()),
        })
    }

    fn place(plugin: &FoundPlugin) -> PathBuf {
        let mut path = plugin.library().into_os_string();
        path.push(".minisig");
        path.into()
    }
}

/// Copies the library of a plugin, and hashes and verifies what it copies.
///
/// # Errors
/// Where it cannot be read or copied.
pub fn copy_and_hash(
    plugin: &FoundPlugin,
    out: &mut dyn Write,
    signature: Option<&Signature>,
) -> Result<ReadLibrary, PluginError> {
    let library = plugin.library();
    let failed = |error: std::io::Error| PluginError::Library { path: library.clone(), message: error.to_string() };
    let mut file = open_regular(&library).map_err(failed)?;
    // A signature of the old kind cannot be checked in a stream; it counts as none.
    let mut verifier = signature.and_then(|signature| signature.key.verify_stream(&signature.signature).ok());
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer).map_err(failed)?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
        if let Some(verifier) = &mut verifier {
            verifier.update(&buffer[..count]);
        }
        out.write_all(&buffer[..count]).map_err(failed)?;
    }
    let is_signed = verifier.is_some_and(|mut verifier| verifier.finalize().is_ok());
    Ok(ReadLibrary { sha256: crate::syntax::hexadecimal(&hash.finalize()), is_signed })
}
