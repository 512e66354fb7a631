//! The container of files of Office of before 2007: a small file system in sectors. See \[MS-CFB\].

use super::WorkbookError;

/// What such a file begins with.
pub(super) const MAGIC: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Beyond the last sector number that there is.
const LAST: u32 = 0xFFFF_FFFA;
const ENTRY: usize = 128;
/// Bytes up to which a stream lies among small sectors.
const SMALL_STREAM: u64 = 4096;
const SMALL_SECTOR: usize = 64;

const BROKEN: WorkbookError = WorkbookError::BrokenOld("its sectors do not make a file");

struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// Which sector follows each.
    next: Vec<u32>,
}

/// What the directory says of a stream.
struct Entry {
    name: String,
    start: u32,
    size: u64,
}

/// The first stream that has one of these names, in the order of the names; nothing where there is none.
///
/// # Errors
/// Where the sectors make no file.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Result<Option<(usize, Vec<u8>)>, WorkbookError> {
    let (compound, directory) = Compound::open(bytes)?;
    let entries = compound.entries(directory)?;
    let found = names.iter().enumerate().find_map(|(at, name)| Some((at, entries.iter().find(|entry| entry.name == *name)?)));
    let Some((at, entry)) = found else { return Ok(None) };
    let size = usize::try_from(entry.size).map_err(|_| BROKEN)?;
    let mut content = if entry.size >= SMALL_STREAM {
        compound.chain(entry.start)?
    } else {
        compound.small(entry, entries.first().ok_or(BROKEN)?)?
    };
    content.truncate(size);
    Ok(Some((at, content)))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

impl<'b> Compound<'b> {
    /// The file, and the first sector of its directory.
    fn open(bytes: &'b [u8]) -> Result<(Self, u32), WorkbookError> {
        let power = u16_at(bytes, 30).filter(|power| [9, 12].contains(power)).ok_or(BROKEN)?;
        let mut compound = Self { bytes, sector: 1 << power, next: vec![] };
        let head = |at: usize| u32_at(bytes, at).ok_or(BROKEN);
        // The table of what follows what lies in sectors itself: the first are listed in the head, the others in a chain.
        let mut tables: Vec<u32> = numbers(bytes.get(76..512).ok_or(BROKEN)?).filter(|sector| *sector < LAST).collect();
        let (mut more, mut seen) = (head(68)?, 0);
        while more < LAST && seen * compound.sector <= bytes.len() {
            let listed: Vec<u32> = numbers(compound.sector_at(more)?).collect();
            let (following, sectors) = listed.split_last().ok_or(BROKEN)?;
            tables.extend(sectors.iter().filter(|sector| **sector < LAST));
            more = *following;
            seen += 1;
        }
        if tables.len() * compound.sector > bytes.len() {
            return Err(BROKEN);
        }
        for table in tables {
            let following: Vec<u32> = numbers(compound.sector_at(table)?).collect();
            compound.next.extend(following);
        }
        Ok((compound, head(48)?))
    }

    fn sector_at(&self, number: u32) -> Result<&'b [u8], WorkbookError> {
        let start = (number as usize).checked_add(1).and_then(|number| number.checked_mul(self.sector)).ok_or(BROKEN)?;
        // The last sector of a file may be cut off where it is not full.
        let end = start.checked_add(self.sector).ok_or(BROKEN)?.min(self.bytes.len());
        self.bytes.get(start..end).ok_or(BROKEN)
    }

    /// What lies in a chain of sectors, of which none can come twice.
    fn chain(&self, start: u32) -> Result<Vec<u8>, WorkbookError> {
        let mut content = Vec::new();
        let mut at = start;
        while at < LAST {
            if content.len() > self.bytes.len() {
                return Err(BROKEN);
            }
            content.extend_from_slice(self.sector_at(at)?);
            at = *self.next.get(at as usize).ok_or(BROKEN)?;
        }
        Ok(content)
    }

    /// A stream among small sectors, which all lie in that of the root.
    fn small(&self, entry: &Entry, root: &Entry) -> Result<Vec<u8>, WorkbookError> {
        let table = u32_at(self.bytes, 60).ok_or(BROKEN)?;
        let next: Vec<u32> = numbers(&self.chain(table)?).collect();
        let all = self.chain(root.start)?;
        let mut content = Vec::new();
        let mut at = entry.start;
        while at < LAST && content.len() as u64 <= SMALL_STREAM {
            let start = at as usize * SMALL_SECTOR;
            content.extend_from_slice(all.get(start..start + SMALL_SECTOR).ok_or(BROKEN)?);
            at = *next.get(at as usize).ok_or(BROKEN)?;
        }
        Ok(content)
    }

    fn entries(&self, directory: u32) -> Result<Vec<Entry>, WorkbookError> {
        let entry = |bytes: &[u8]| {
            let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(64);
            let letters: Vec<u16> = bytes[..length].chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
            let size = u64::from(u32_at(bytes, 120)?);
            Some(Entry { name: String::from_utf16_lossy(&letters), start: u32_at(bytes, 116)?, size })
        };
        Ok(self.chain(directory)?.chunks_exact(ENTRY).filter_map(entry).collect())
    }
}
