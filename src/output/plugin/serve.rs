use std::io::{self, Read, Write};
use std::path::Path;

use super::frame::{self, Kind, Opening, Reply};
use super::host::{PluginBackend, PluginError, load_library};
use crate::output::backend::{Backend, OutputError};

/// Runs one plugin for another process: reads frames, answers each with a line. Returns when the input ends.
///
/// # Errors
/// Where the pipes break, which means that the other process is gone.
pub fn serve_plugin(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    let mut opening = None;
    let mut backend: Option<PluginBackend> = None;
    while let Some((kind, contents)) = frame::read(&mut input)? {
        let done = match kind {
            Kind::Open => {
                opening = serde_json::from_slice::<Opening>(&contents).ok();
                continue;
            }
            Kind::Schema => open(opening.take(), &contents).map(|opened| backend = Some(opened)),
            Kind::Batch => write(backend.as_mut(), &contents),
            Kind::Finish => backend.as_mut().map_or(Ok(()), Backend::finish).map_err(PluginError::from),
        };
        let reply = match done {
            Ok(()) => Reply::Done,
            Err(error) => Reply::Failed { code: error.code().name.to_owned(), message: error.to_string(), help: error.help() },
        };
        writeln!(output, "{}", serde_json::to_string(&reply).unwrap_or_default())?;
        output.flush()?;
    }
    Ok(())
}

fn open(opening: Option<Opening>, schema: &[u8]) -> Result<PluginBackend, PluginError> {
    let Opening { name, library, shown, instrument, options, path } =
        opening.ok_or_else(|| broken("nothing was said of the plugin"))?;
    let (schema, _) = frame::decode(schema).map_err(|error| broken(&error.to_string()))?;
    let loaded = load_library(&name, Path::new(&library), Path::new(&shown))?;
    PluginBackend::open(loaded, &instrument, &options, &schema, Path::new(&path), None)
}

fn write(backend: Option<&mut PluginBackend>, stream: &[u8]) -> Result<(), PluginError> {
    let (_, batches) = frame::decode(stream).map_err(|error| broken(&error.to_string()))?;
    let backend = backend.ok_or_else(|| broken("a batch came before the plugin was opened"))?;
    Ok(batches.iter().try_for_each(|batch| backend.write(batch))?)
}

fn broken(message: &str) -> PluginError {
    OutputError::Backend { backend: "plugin".to_owned(), step: "open", message: message.to_owned() }.into()
}
