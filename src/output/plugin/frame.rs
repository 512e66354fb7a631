//! What goes through the pipes between the program and the process that runs a plugin: frames one way, lines of JSON
//! the other.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use verbond_backend::Description;

use super::confinement::{Confined, Confinement};
use super::kit::{CheckSettings, Outcome};

/// What the process of a plugin is asked to do. Each but `Open` is answered with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Confine itself and load a library: a [`Loading`] as JSON.
    Load = 1,
    /// What to begin with: an [`OpeningFrame`] as JSON. The columns follow.
    Open = 2,
    /// Begin with these columns: an Arrow IPC stream without batches.
    Schema = 3,
    /// Take a batch: an Arrow IPC stream with one, without the columns that are the same in every row.
    Batch = 4,
    /// Complete the file.
    Finish = 5,
    /// Run a check of the conformance kit: a [`CheckFrame`] as JSON.
    Check = 6,
}

/// Which plugin is to be loaded, and what its process may do.
#[derive(Debug, Serialize, Deserialize)]
pub struct Loading {
    pub name: String,
    pub library: String,
    /// The library that the user knows, of which the one to load is a verified copy.
    pub shown: String,
    pub confinement: Confinement,
}

/// What a session is opened with.
#[derive(Debug, Serialize, Deserialize)]
pub struct OpeningFrame {
    pub measure: String,
    pub options: String,
    pub path: String,
}

/// Which check of the conformance kit is to be run, and with what.
#[derive(Debug, Serialize, Deserialize)]
pub struct CheckFrame {
    pub check: String,
    pub folder: PathBuf,
    /// The version in the description of the plugin.
    pub manifest: Option<String>,
    /// Whether its `plugin.toml` says that it writes to a place; nothing where there is none.
    pub says_place: Option<bool>,
    pub settings: CheckSettings,
}

/// A line that the process of a plugin says.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// The library is loaded.
    Loaded { confined: Confined, description: Description },
    /// It was done.
    Done,
    /// It was not: code, words and help for the user.
    Failed { code: String, message: String, help: Option<String> },
    /// What a check came to.
    Checked(Outcome),
    /// A call that takes long goes on. It answers nothing.
    Alive,
}

/// Writes a frame: its kind, its length in four bytes, and its contents.
pub fn write(out: &mut impl Write, kind: Kind, contents: &[u8]) -> io::Result<()> {
    let length = u32::try_from(contents.len()).map_err(io::Error::other)?;
    out.write_all(&[kind as u8])?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(contents)?;
    out.flush()
}

/// Reads a frame; `None` at the end, which means that the run was given up.
pub fn read(input: &mut impl Read) -> io::Result<Option<(Kind, Vec<u8>)>> {
    let mut head = [0; 5];
    match input.read_exact(&mut head) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let kind = match head[0] {
        1 => Kind::Load,
        2 => Kind::Open,
        3 => Kind::Schema,
        4 => Kind::Batch,
        5 => Kind::Finish,
        6 => Kind::Check,
        other => return Err(io::Error::other(format!("a frame of kind {other}"))),
    };
    let mut contents = vec![0; u32::from_le_bytes([head[1], head[2], head[3], head[4]]) as usize];
    input.read_exact(&mut contents)?;
    Ok(Some((kind, contents)))
}
