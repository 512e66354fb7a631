use std::io::{self, Read, Write};
use std::path::Path;

use super::batches::{BatchDecoder, decode_schema};
use super::error::PluginError;
use super::frame::{self, CheckFrame, Kind, Loading, OpeningFrame, Reply};
use super::in_process::InProcessBackend;
use super::kit::{self, Trial};
use super::library::{LoadedPlugin, load_library};
use super::voice;
use crate::output::backend::{Backend, OutputError};

/// Runs one plugin for another process: reads frames, answers with lines. Returns when the input ends.
///
/// # Errors
/// Where the pipes break, which means that the other process is gone.
pub fn serve_plugin(mut input: impl Read, output: impl Write + Send + 'static) -> io::Result<()> {
    #[cfg(unix)]
    super::limits::end_with_parent()?;
    voice::speak_through(output);
    let mut host = Host::default();
    while let Some((kind, contents)) = frame::read(&mut input)? {
        match host.answer(kind, contents) {
            Ok(Some(reply)) => voice::say(&reply)?,
            Ok(None) => {}
            Err(error) => {
                voice::say(&Reply::Failed {
                    code: error.code().name.to_owned(),
                    message: error.to_string(),
                    help: error.help(),
                })?;
            }
        }
    }
    Ok(())
}

/// The one plugin of this process, as far as it has come.
#[derive(Default)]
struct Host {
    plugin: Option<LoadedPlugin>,
    opening: Option<OpeningFrame>,
    session: Option<(InProcessBackend, BatchDecoder)>,
}

impl Host {
    fn answer(&mut self, kind: Kind, contents: Vec<u8>) -> Result<Option<Reply>, PluginError> {
        Ok(Some(match kind {
            Kind::Load => self.load(&contents)?,
            Kind::Open => {
                self.opening = Some(serde_json::from_slice(&contents).map_err(|error| broken(&error.to_string()))?);
                return Ok(None);
            }
            Kind::Schema => self.open(&contents)?,
            Kind::Batch => {
                let (backend, decoder) = self.session.as_mut().ok_or_else(|| broken("a batch came before its columns"))?;
                let batch = decoder.decode(contents).map_err(|error| broken(&error.to_string()))?;
                backend.write(&batch)?;
                Reply::Done
            }
            Kind::Check => self.check(&contents)?,
            Kind::Finish => {
                let (backend, _) = self.session.as_mut().ok_or_else(|| broken("there is nothing to finish"))?;
                backend.finish()?;
                Reply::Done
            }
        }))
    }

    fn load(&mut self, contents: &[u8]) -> Result<Reply, PluginError> {
        let Loading { name, library, shown, confinement } =
            serde_json::from_slice(contents).map_err(|error| broken(&error.to_string()))?;
        let confined = confinement.apply().map_err(|error| broken(&format!("it cannot be confined: {error}")))?;
        let plugin = load_library(&name, Path::new(&library), Path::new(&shown))?;
        let description = plugin.description.clone();
        self.plugin = Some(plugin);
        Ok(Reply::Loaded { confined, description })
    }

    fn check(&self, contents: &[u8]) -> Result<Reply, PluginError> {
        let frame: CheckFrame = serde_json::from_slice(contents).map_err(|error| broken(&error.to_string()))?;
        let plugin = self.plugin.as_ref().ok_or_else(|| broken("nothing is loaded"))?;
        let options = plugin.description.options_json(&frame.settings.options).map_err(|fault| broken(&fault.to_string()))?;
        let trial = Trial {
            functions: plugin.functions,
            description: plugin.description.clone(),
            folder: frame.folder,
            manifest_version: frame.manifest,
            says_place: frame.says_place,
            address: frame.settings.place,
            options,
        };
        Ok(Reply::Checked(kit::run_here(&frame.check, &trial)))
    }

    fn open(&mut self, columns: &[u8]) -> Result<Reply, PluginError> {
        let opening = self.opening.take().ok_or_else(|| broken("nothing was said of what to open"))?;
        let plugin = self.plugin.as_ref().ok_or_else(|| broken("nothing is loaded"))?;
        let schema = decode_schema(columns).map_err(|error| broken(&error.to_string()))?;
        let path = Path::new(&opening.path);
        let backend = InProcessBackend::open(plugin, &opening.measure, &opening.options, &schema, path, voice::listener())?;
        self.session = Some((backend, BatchDecoder::new(schema)));
        Ok(Reply::Done)
    }
}

fn broken(message: &str) -> PluginError {
    OutputError::Backend { backend: "plugin".to_owned(), step: "open", message: message.to_owned() }.into()
}
