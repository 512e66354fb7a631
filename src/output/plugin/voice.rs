use std::io::{self, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use verbond_backend::Alive;

use super::frame::Reply;

/// What the process of a plugin says to the program: answers of its one thread, and signs of life of any thread of the
/// plugin.
struct Voice {
    output: Box<dyn Write + Send>,
    spoke: Instant,
}

static VOICE: Mutex<Option<Voice>> = Mutex::new(None);
/// Signs of life that follow one another faster are not passed on.
const BETWEEN_SIGNS: Duration = Duration::from_millis(200);

/// Speaks through this from now on.
pub fn speak_through(output: impl Write + Send + 'static) {
    if let Ok(mut voice) = VOICE.lock() {
        *voice = Some(Voice { output: Box::new(output), spoke: Instant::now() });
    }
}

/// Says a line.
pub fn say(reply: &Reply) -> io::Result<()> {
    match VOICE.lock() {
        Ok(mut voice) => voice.as_mut().map_or(Ok(()), |voice| voice.say(reply)),
        Err(_) => Err(io::Error::other("a thread failed while it spoke")),
    }
}

impl Voice {
    fn say(&mut self, reply: &Reply) -> io::Result<()> {
        let mut line = serde_json::to_vec(reply).map_err(io::Error::other)?;
        line.push(b'\n');
        self.spoke = Instant::now();
        self.output.write_all(&line)?;
        self.output.flush()
    }
}

extern "C" fn sign_of_life() {
    if let Ok(mut voice) = VOICE.lock()
        && let Some(voice) = voice.as_mut().filter(|voice| voice.spoke.elapsed() > BETWEEN_SIGNS)
    {
        // A program that is gone ends this process soon.
        let _ = voice.say(&Reply::Alive);
    }
}

/// Where a plugin in this process gives signs of life.
pub fn listener() -> Alive {
    Alive::to(sign_of_life)
}
