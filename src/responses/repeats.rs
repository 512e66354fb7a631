use std::io::{self, Read, Seek, Write};

/// Keys that are held in memory before a sorted run is written away.
const HELD: usize = 1 << 19;
/// Parts that keys are dealt out to by their first bits, so that each is sorted within a cache, and all of them on all cores.
const PARTS: usize = 256;
/// Bytes of a key and its row.
const RECORD: usize = 24;

/// Somewhere to put a sorted run, such as a temporary file.
pub trait Run: Read + Write + Seek + Send {}
impl<T: Read + Write + Seek + Send> Run for T {}

/// Finds administrations that stand in the answers twice, in memory that does not grow with them.
///
/// A key is a fingerprint of 128 bits; that two of a thousand million differing keys agree by chance has a likelihood under 1e-20.
pub struct Repeats<'a> {
    parts: Vec<Vec<(u128, u64)>>,
    held: usize,
    runs: Vec<Box<dyn Run>>,
    new_run: &'a mut dyn FnMut() -> io::Result<Box<dyn Run>>,
}

impl<'a> Repeats<'a> {
    /// Begins with nothing; runs are made when memory is full.
    pub fn new(new_run: &'a mut dyn FnMut() -> io::Result<Box<dyn Run>>) -> Self {
        Self { parts: vec![Vec::new(); PARTS], held: 0, runs: Vec::new(), new_run }
    }

    /// Adds keys with their rows.
    ///
    /// # Errors
    /// Where a run cannot be written.
    pub fn add(&mut self, keys: &[(u128, u64)]) -> io::Result<()> {
        for key in keys {
            self.parts[(key.0 >> 120) as usize].push(*key);
        }
        self.held += keys.len();
        if self.held >= HELD { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> io::Result<()> {
        sort_all(&mut self.parts);
        self.held = 0;
        let mut run = (self.new_run)()?;
        let mut writer = io::BufWriter::with_capacity(1 << 20, &mut run);
        for (key, row) in self.parts.iter_mut().flat_map(|part| part.drain(..)) {
            writer.write_all(&key.to_le_bytes())?;
            writer.write_all(&row.to_le_bytes())?;
        }
        writer.flush()?;
        drop(writer);
        run.rewind()?;
        self.runs.push(run);
        Ok(())
    }

    /// The rows that repeat an earlier one, with the first of the same key, by row; at most `most` of them, and how many there are.
    ///
    /// # Errors
    /// Where a run cannot be read back.
    pub fn find(mut self, most: usize) -> io::Result<(Vec<(u64, u64)>, u64)> {
        sort_all(&mut self.parts);
        let mut sources: Vec<SortedKeys> = vec![Box::new(self.parts.into_iter().flatten().map(Ok))];
        for run in self.runs {
            let mut reader = io::BufReader::with_capacity(1 << 18, run);
            sources.push(Box::new(std::iter::from_fn(move || next_record(&mut reader).transpose())));
        }
        if let [only] = &mut sources[..] {
            return scan(only, most);
        }
        let mut heads: std::collections::BinaryHeap<std::cmp::Reverse<((u128, u64), usize)>> =
            std::collections::BinaryHeap::new();
        for (at, source) in sources.iter_mut().enumerate() {
            if let Some(head) = source.next().transpose()? {
                heads.push(std::cmp::Reverse((head, at)));
            }
        }
        let merged = std::iter::from_fn(|| {
            let std::cmp::Reverse((key, at)) = heads.pop()?;
            match sources[at].next().transpose() {
                Ok(Some(head)) => heads.push(std::cmp::Reverse((head, at))),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
            Some(Ok(key))
        });
        scan(merged, most)
    }
}

/// The repeats in keys that come in order.
fn scan(keys: impl Iterator<Item = io::Result<(u128, u64)>>, most: usize) -> io::Result<(Vec<(u64, u64)>, u64)> {
    let (mut found, mut count) = (Vec::new(), 0);
    let mut first: Option<(u128, u64)> = None;
    for key in keys {
        let (key, row) = key?;
        match first {
            Some((known, first_row)) if known == key => {
                count += 1;
                if found.len() < most {
                    found.push((row, first_row));
                }
            }
            _ => first = Some((key, row)),
        }
    }
    found.sort_unstable();
    Ok((found, count))
}

/// Sorts every part; together they are then in order.
fn sort_all(parts: &mut [Vec<(u128, u64)>]) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for share in parts.chunks_mut(PARTS.div_ceil(threads)) {
            scope.spawn(|| share.iter_mut().for_each(|part| part.sort_unstable()));
        }
    });
}

/// Keys in order, from memory or from a run.
type SortedKeys = Box<dyn Iterator<Item = io::Result<(u128, u64)>>>;

fn next_record(reader: &mut impl Read) -> io::Result<Option<(u128, u64)>> {
    let mut record = [0_u8; RECORD];
    let mut filled = 0;
    while filled < RECORD {
        match reader.read(&mut record[filled..])? {
            0 => return Ok(None),
            count => filled += count,
        }
    }
    let (mut key, mut row) = ([0_u8; 16], [0_u8; 8]);
    key.copy_from_slice(&record[..16]);
    row.copy_from_slice(&record[16..]);
    Ok(Some((u128::from_le_bytes(key), u64::from_le_bytes(row))))
}
