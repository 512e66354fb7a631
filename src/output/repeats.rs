use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use crate::responses::{Fingerprints, Key};

/// Keys that are held in memory before they are written away.
const HELD: usize = 1 << 20;
/// Bits of a key that say which part it is dealt out to: equal keys are in one part, and a part is small enough to be
/// sorted at once.
const PART_BITS: u32 = 10;
const PARTS: usize = 1 << PART_BITS;
/// Keys by which the room of a part grows at the most.
const MOST_GROWTH: usize = 128;
/// Keys below which more threads would cost more than they save.
const FEW: usize = 1 << 14;

/// The part that a key is dealt out to.
fn part_of(key: Key) -> usize {
    (key.bits() >> (u128::BITS - PART_BITS)) as usize
}

/// Somewhere to put keys, such as a temporary file.
pub trait Run: Read + Write + Seek + Send {}
impl<T: Read + Write + Seek + Send> Run for T {}

/// Finds administrations that stand in the answers twice, in memory that hardly grows with them: where they are many,
/// keys go to temporary files, part by part, and come back a part at a time.
pub struct Repeats<'a> {
    parts: Vec<Vec<Key>>,
    held: usize,
    room: usize,
    runs: Vec<Spilled>,
    new_run: &'a mut dyn FnMut() -> io::Result<Box<dyn Run>>,
}

/// Keys that were written away.
struct Spilled {
    run: Box<dyn Run>,
    /// How many keys of each part there are; the parts follow one another.
    lengths: Vec<u32>,
    /// Where the next part begins.
    at: u64,
}

impl<'a> Repeats<'a> {
    /// Begins with nothing; runs are made when memory is full.
    pub fn new(new_run: &'a mut dyn FnMut() -> io::Result<Box<dyn Run>>) -> Self {
        Self::with_room(HELD, new_run)
    }

    /// Begins with nothing, and with room for so many keys in memory.
    pub fn with_room(room: usize, new_run: &'a mut dyn FnMut() -> io::Result<Box<dyn Run>>) -> Self {
        Self { parts: vec![Vec::new(); PARTS], held: 0, room, runs: Vec::new(), new_run }
    }

    /// Adds keys.
    ///
    /// # Errors
    /// Where a run cannot be written.
    pub fn add(&mut self, keys: &[Key]) -> io::Result<()> {
        for key in keys {
            let part = &mut self.parts[part_of(*key)];
            if part.len() == part.capacity() {
                // Doubling would end with twice the room that is needed, since each part is now and then a little
                // fuller than others.
                part.reserve_exact(part.len().clamp(4, MOST_GROWTH));
            }
            part.push(*key);
        }
        self.held += keys.len();
        if self.held >= self.room { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> io::Result<()> {
        self.held = 0;
        let lengths = self.parts.iter().map(|part| part.len() as u32).collect();
        let mut run = (self.new_run)()?;
        let mut writer = io::BufWriter::with_capacity(1 << 20, &mut run);
        for key in self.parts.iter_mut().flat_map(|part| part.drain(..)) {
            writer.write_all(&key.bits().to_le_bytes())?;
        }
        writer.flush()?;
        drop(writer);
        self.runs.push(Spilled { run, lengths, at: 0 });
        Ok(())
    }

    /// The rows that repeat an earlier one, each with the first of the same key, by row: the first `most` of them, and
    /// how many there are.
    ///
    /// # Errors
    /// Where a run cannot be read back.
    pub fn find(self, most: usize) -> io::Result<(Vec<(u64, u64)>, u64)> {
        let few = self.runs.is_empty() && self.held < FEW;
        let threads = if few { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
        let waiting = Mutex::new(Waiting { parts: self.parts.into_iter().enumerate(), runs: self.runs });
        let found = if threads == 1 {
            vec![search(&waiting, most)]
        } else {
            std::thread::scope(|scope| {
                let searching: Vec<_> = (0..threads).map(|_| scope.spawn(|| search(&waiting, most))).collect();
                let failed = || io::Error::other("a thread that looked for repeats failed");
                searching.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err(failed()))).collect()
            })
        };
        let mut whole = Found::default();
        for found in found {
            let found = found?;
            whole.count += found.count;
            whole.rows.extend(found.rows);
        }
        whole.keep(most);
        Ok((whole.rows, whole.count))
    }
}

/// Parts that are still to be searched.
struct Waiting {
    parts: std::iter::Enumerate<std::vec::IntoIter<Vec<Key>>>,
    runs: Vec<Spilled>,
}

impl Waiting {
    /// The keys of the next part, those that were written away among them.
    fn next(&mut self) -> io::Result<Option<Vec<Key>>> {
        let Some((at, mut part)) = self.parts.next() else { return Ok(None) };
        let mut bytes = Vec::new();
        for spilled in &mut self.runs {
            bytes.resize(spilled.lengths[at] as usize * size_of::<u128>(), 0);
            spilled.run.seek(SeekFrom::Start(spilled.at))?;
            spilled.run.read_exact(&mut bytes)?;
            spilled.at += bytes.len() as u64;
            part.extend(bytes.as_chunks().0.iter().map(|key| Key::of_bits(u128::from_le_bytes(*key))));
        }
        Ok(Some(part))
    }
}

/// Repeats that were found.
#[derive(Default)]
struct Found {
    rows: Vec<(u64, u64)>,
    count: u64,
}

impl Found {
    /// Keeps the first rows.
    fn keep(&mut self, most: usize) {
        self.rows.sort_unstable();
        self.rows.truncate(most);
    }
}

/// Searches parts until there are no more.
fn search(waiting: &Mutex<Waiting>, most: usize) -> io::Result<Found> {
    let (mut found, mut fingerprints) = (Found::default(), Fingerprints::default());
    loop {
        let part = waiting.lock().unwrap_or_else(PoisonError::into_inner).next()?;
        let Some(mut part) = part else { return Ok(found) };
        if !fingerprints.may_repeat(part.iter()) {
            continue;
        }
        part.sort_unstable();
        for same in part.chunk_by(|key, next| key.administration() == next.administration()).filter(|same| same.len() > 1) {
            found.count += same.len() as u64 - 1;
            found.rows.extend(same[1..].iter().map(|key| (key.row(), same[0].row())));
        }
        if found.rows.len() / 2 > most {
            found.keep(most);
        }
    }
}
