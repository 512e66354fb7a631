//! What goes through the pipes between the program and the process that runs a plugin: frames one way, lines of JSON the other.

use std::io::{self, Read, Write};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use serde::{Deserialize, Serialize};

/// What the process of a plugin is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Load and begin: an [`Opening`] as JSON.
    Open = 1,
    /// The columns: an Arrow IPC stream without batches. It follows `Open`, and the answer comes after it.
    Schema = 2,
    /// Take a batch: an Arrow IPC stream with one.
    Batch = 3,
    /// Complete the file.
    Finish = 4,
}

/// Which plugin is to be loaded, and what it is opened with.
#[derive(Debug, Serialize, Deserialize)]
pub struct Opening {
    pub name: String,
    pub library: String,
    /// The library that the user knows, of which the one to load is a verified copy.
    pub shown: String,
    pub instrument: String,
    pub options: Vec<(String, String)>,
    pub path: String,
}

/// The answer to a frame.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// It was done.
    Done,
    /// It was not: code, words and help for the user.
    Failed { code: String, message: String, help: Option<String> },
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
        1 => Kind::Open,
        2 => Kind::Schema,
        3 => Kind::Batch,
        4 => Kind::Finish,
        other => return Err(io::Error::other(format!("a frame of kind {other}"))),
    };
    let mut contents = vec![0; u32::from_le_bytes([head[1], head[2], head[3], head[4]]) as usize];
    input.read_exact(&mut contents)?;
    Ok(Some((kind, contents)))
}

/// Columns, or a batch, as an Arrow IPC stream.
pub fn encode(schema: &SchemaRef, batch: Option<&RecordBatch>) -> Result<Vec<u8>, ArrowError> {
    let mut writer = arrow_ipc::writer::StreamWriter::try_new(Vec::new(), schema)?;
    if let Some(batch) = batch {
        writer.write(batch)?;
    }
    writer.into_inner()
}

/// The columns and batches of an Arrow IPC stream.
pub fn decode(stream: &[u8]) -> Result<(SchemaRef, Vec<RecordBatch>), ArrowError> {
    let reader = arrow_ipc::reader::StreamReader::try_new(stream, None)?;
    let schema = reader.schema();
    Ok((schema, reader.collect::<Result<_, _>>()?))
}
