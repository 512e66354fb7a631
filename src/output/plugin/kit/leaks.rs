//! Checks that count what a backend was handed and has taken.

#![allow(unsafe_code, reason = "this is the plugin boundary")]

use arrow_array::ffi::FFI_ArrowArray;
use arrow_buffer::Buffer;
use arrow_data::ArrayData;
use verbond_backend::sample::{Filling, Sample};
use verbond_backend::session::Session;

use super::{Outcome, Trial, Trouble, layouts};
use crate::output::plugin::voice;

/// Sessions before the first count, in which libraries fill what they keep for good, and between two counts.
const WARMING_UP: usize = 10;
const BETWEEN_COUNTS: usize = 25;
/// How often is counted. What grows each time is a leak.
const COUNTS: usize = 4;
/// Bytes of a session that count as kept. Less is how the system rounds.
const KEPT: u64 = 16;

/// How a session ends, and the word for it.
type Closing = (&'static str, fn(Session) -> Outcome);

const ENDINGS: [Closing; 2] = [
    ("finished", |session| Ok(session.finish()?)),
    ("abandoned", |session| {
        drop(session);
        Ok(())
    }),
];

pub fn releases_batches(trial: &Trial) -> Outcome {
    for (word, end) in ENDINGS {
        let sample = trial.seen(Sample::batched(&[10, 300, 7], Filling::Ordinary))?;
        let batches: Vec<ArrayData> = sample.batches.iter().map(layouts::plain).collect();
        let before: Vec<usize> = batches.iter().flat_map(owners).collect();
        let mut session = trial.open(&sample, &trial.options, &trial.path("written"))?;
        for batch in &batches {
            let mut array = FFI_ArrowArray::new(batch);
            session.write_array(&mut array)?;
            if !array.is_released() {
                return Err(Trouble::Failed("it did not release a batch, nor move it out".to_owned()));
            }
        }
        end(session)?;
        let kept = batches.iter().flat_map(owners).zip(before).filter(|(after, before)| after > before).count();
        if kept > 0 {
            return Err(Trouble::Failed(format!(
                "when the session was {word} it held {kept} buffers of batches that it moved out"
            )));
        }
    }
    Ok(())
}

/// How many hold each buffer of a batch.
fn owners(batch: &ArrayData) -> Vec<usize> {
    batch.child_data().iter().flat_map(ArrayData::buffers).map(Buffer::strong_count).collect()
}

pub fn gives_memory_back(trial: &Trial) -> Outcome {
    for (word, end) in ENDINGS {
        let sample = trial.sample(5, Filling::Ordinary)?;
        let sessions = |count: usize| -> Result<u64, Trouble> {
            for _ in 0..count {
                let mut session = trial.open(&sample, &trial.options, &trial.path("written"))?;
                sample.batches.iter().try_for_each(|batch| session.write(batch))?;
                end(session)?;
                voice::listener().tell();
            }
            memory_in_use().ok_or_else(|| Trouble::Skipped("this system cannot tell how much memory is in use".to_owned()))
        };
        let mut last = sessions(WARMING_UP)?;
        let mut least = u64::MAX;
        for _ in 0..COUNTS {
            let now = sessions(BETWEEN_COUNTS)?;
            least = least.min(now.saturating_sub(last));
            last = now;
        }
        let each = least / BETWEEN_COUNTS as u64;
        if each >= KEPT {
            return Err(Trouble::Failed(format!("each session that was {word} kept {each} bytes of memory")));
        }
    }
    Ok(())
}

/// Bytes that were allocated and not freed, in this process, which is the backend's.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn memory_in_use() -> Option<u64> {
    // Looked for while it runs: older C libraries lack it.
    let this = libloading::os::unix::Library::this();
    // SAFETY: this is its type in every C library that has it.
    let count = unsafe { this.get::<unsafe extern "C" fn() -> libc::mallinfo2>(b"mallinfo2") }.ok()?;
    // SAFETY: it takes nothing, and only counts.
    let found = unsafe { count() };
    Some((found.uordblks + found.hblkhd) as u64)
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn memory_in_use() -> Option<u64> {
    None
}
