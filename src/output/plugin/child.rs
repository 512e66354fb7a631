use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::frame::{self, Kind, Opening, Reply};
use super::host::{PluginError, judge_abi};
use super::manifest::FoundPlugin;
use super::trust::{TrustFile, VerifiedCopy};
use crate::output::backend::{Backend, OutputError};
use crate::output::destination::Destination;

/// A plugin in a process of its own: whatever it does, the run goes on without it.
pub struct ChildBackend {
    name: String,
    process: Child,
    input: Option<ChildStdin>,
    replies: Receiver<String>,
    limit: Duration,
    schema: SchemaRef,
    destination: Option<Destination>,
    _library: VerifiedCopy,
}

/// What a plugin in a process of its own is opened with.
pub struct ChildSettings<'a> {
    /// The program that runs a plugin: this one, with the arguments that make it do so.
    pub program: Command,
    /// How long one call may take.
    pub limit: Duration,
    /// The checked instrument as JSON.
    pub instrument: &'a str,
    /// The options as the user gave them.
    pub options: &'a [(String, String)],
}

impl ChildBackend {
    /// Verifies a plugin, begins its process and opens it.
    ///
    /// # Errors
    /// Where it is not trusted, cannot be loaded, refuses, crashes or hangs.
    pub fn open(
        plugin: &FoundPlugin,
        trust: &TrustFile,
        settings: ChildSettings<'_>,
        schema: &SchemaRef,
        destination: Destination,
    ) -> Result<Self, PluginError> {
        let name = plugin.manifest.name.clone();
        judge_abi(plugin)?;
        let library = trust.verified_copy(plugin)?;
        let refused = |message: String| OutputError::Backend { backend: name.clone(), step: "open", message };
        let mut program = settings.program;
        program.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = program.spawn().map_err(|error| refused(format!("its process cannot begin: {error}")))?;
        let (input, output) = (process.stdin.take(), process.stdout.take());
        let (send, replies) = channel();
        if let Some(output) = output {
            // The thread ends when the process does.
            std::thread::spawn(move || BufReader::new(output).lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        }
        let opening = Opening {
            name: name.clone(),
            library: library.library.display().to_string(),
            shown: plugin.library().display().to_string(),
            instrument: settings.instrument.to_owned(),
            options: settings.options.to_vec(),
            path: destination.beside().display().to_string(),
        };
        let opening = serde_json::to_vec(&opening).map_err(|error| refused(error.to_string()))?;
        let columns = frame::encode(schema, None).map_err(|error| refused(error.to_string()))?;
        let mut child = Self {
            name,
            process,
            input,
            replies,
            limit: settings.limit,
            schema: SchemaRef::clone(schema),
            destination: Some(destination),
            _library: library,
        };
        child.send(Kind::Open, &opening);
        child.ask("open", Kind::Schema, &columns)?;
        Ok(child)
    }

    /// A pipe that breaks means that the process is gone, which the missing reply tells.
    fn send(&mut self, kind: Kind, contents: &[u8]) {
        let sent = self.input.as_mut().map(|input| frame::write(input, kind, contents));
        if sent.is_none_or(|sent| sent.is_err()) {
            self.input = None;
        }
    }

    fn ask(&mut self, step: &'static str, kind: Kind, contents: &[u8]) -> Result<(), PluginError> {
        self.send(kind, contents);
        match self.replies.recv_timeout(self.limit) {
            Ok(line) => match serde_json::from_str(&line) {
                Ok(Reply::Done) => Ok(()),
                Ok(Reply::Failed { code, message, help }) => Err(PluginError::Reported { code, message, help }),
                Err(error) => Err(self.refused(step, &format!("its process gave an answer that cannot be read: {error}"))),
            },
            Err(RecvTimeoutError::Timeout) => {
                self.end_process();
                Err(OutputError::Hung { backend: self.name.clone(), step, seconds: self.limit.as_secs() }.into())
            }
            Err(RecvTimeoutError::Disconnected) => {
                let how = self.process.wait().map_or_else(|error| error.to_string(), how_it_ended);
                Err(OutputError::Crashed { backend: self.name.clone(), step, how }.into())
            }
        }
    }

    fn refused(&self, step: &'static str, message: &str) -> PluginError {
        OutputError::Backend { backend: self.name.clone(), step, message: message.to_owned() }.into()
    }

    fn end_process(&mut self) {
        // A process that is gone already cannot be ended, and needs not be.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    fn output_error(&self, step: &'static str, error: PluginError) -> OutputError {
        match error {
            PluginError::Output(error) => error,
            PluginError::Reported { message, .. } => OutputError::Reported(message),
            other => OutputError::Backend { backend: self.name.clone(), step, message: other.to_string() },
        }
    }
}

#[cfg(unix)]
fn how_it_ended(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    match (status.signal(), status.code()) {
        (Some(11), _) => "it read or wrote memory that is not its own (signal 11)".to_owned(),
        (Some(6), _) => "it gave itself up (signal 6)".to_owned(),
        (Some(signal), _) => format!("it was ended by signal {signal}"),
        (None, Some(code)) => format!("it ended its process with exit code {code}"),
        (None, None) => "its process is gone".to_owned(),
    }
}

#[cfg(not(unix))]
fn how_it_ended(status: ExitStatus) -> String {
    format!("its process ended: {status}")
}

impl Backend for ChildBackend {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), OutputError> {
        let stream = frame::encode(&self.schema, Some(batch))
            .map_err(|error| self.output_error("write", self.refused("write", &error.to_string())))?;
        self.ask("write", Kind::Batch, &stream).map_err(|error| self.output_error("write", error))
    }

    fn finish(&mut self) -> Result<(), OutputError> {
        let done = self.ask("finish", Kind::Finish, &[]).map_err(|error| self.output_error("finish", error));
        self.input = None;
        done
    }

    fn publish(mut self: Box<Self>) -> Result<(), OutputError> {
        self.destination.take().map_or(Ok(()), Destination::publish)
    }

    fn abandon(self: Box<Self>) {}
}

impl Drop for ChildBackend {
    /// The end of its input tells the process to abandon what it has; one that does not listen is ended.
    fn drop(&mut self) {
        self.input = None;
        for _ in 0..20 {
            if matches!(self.process.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        self.end_process();
    }
}
