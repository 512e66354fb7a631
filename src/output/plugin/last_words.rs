use std::collections::VecDeque;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that are kept of what a plugin says on its standard error.
const KEPT: usize = 1 << 13;
/// Lines of them that are shown.
const SHOWN: usize = 6;

/// The end of what a plugin says on its standard error: where it crashes, that often tells why.
#[derive(Clone, Debug, Default)]
pub struct LastWords(Arc<Mutex<VecDeque<u8>>>);

impl LastWords {
    /// Listens until the end, however much is said.
    pub fn listen(&self, mut to: impl Read) {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(count @ 1..) = to.read(&mut buffer) {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            kept.extend(&buffer[count.saturating_sub(KEPT)..count]);
            let surplus = kept.len().saturating_sub(KEPT);
            kept.drain(..surplus);
        }
    }

    /// The last lines as one text; nothing where nothing was said.
    pub fn text(&self) -> Option<String> {
        let kept: Vec<u8> = self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().copied().collect();
        let text = String::from_utf8_lossy(&kept);
        let lines: Vec<&str> = lines(&text).filter(|line| !is_trace(line)).collect();
        let last = lines[lines.len().saturating_sub(SHOWN)..].join("; ");
        (!last.is_empty()).then_some(last)
    }
}

/// What a plugin says, on one line, so that nothing of it can pass for a line of this program.
pub fn on_one_line(said: &str) -> String {
    lines(said).collect::<Vec<_>>().join("; ")
}

fn lines(said: &str) -> impl Iterator<Item = &str> {
    said.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty())
}

/// Whether a line belongs to the way through the code of a plugin, which is not for the user.
fn is_trace(line: &str) -> bool {
    let is_numbered = line.split_once(':').is_some_and(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    is_numbered || line.starts_with("at ") || line.starts_with("stack backtrace") || line.starts_with("note: ")
}
