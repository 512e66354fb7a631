use std::io::{self, Read};

/// Structures within structures, of which a header of Parquet has four.
const DEPTH: usize = 16;
/// Bytes of a header: one may hold the smallest and the largest value of its page.
const HEADER: u64 = 16 << 20;

/// What the header of a page in a Parquet file says of its size. `parquet` takes memory for as much as it says, before
/// it unpacks anything; so this is read before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PageHeader {
    /// Whether the page is the dictionary of its column.
    pub(super) is_dictionary: bool,
    /// Bytes that it unpacks to.
    pub(super) unpacked: u64,
    /// Values that it holds: as many as it has rows, but of lists there may be more.
    pub(super) values: u64,
}

/// The number under which a page hands over how many values it holds: field 1 of what stands within the header.
const VALUES: i64 = -1;

/// The value of the type of a page that says that it is a dictionary.
const DICTIONARY: i64 = 2;

impl PageHeader {
    /// Reads a header, in the compact protocol of Thrift; also what was read, so that it can be read again.
    pub(super) fn read(input: impl Read) -> io::Result<(Self, Vec<u8>)> {
        let mut compact = Compact { input: input.take(HEADER), read: Vec::new() };
        let mut header = Self::default();
        compact.fields(Structure::Page, DEPTH, &mut |id, number| match id {
            1 => header.is_dictionary = number == DICTIONARY,
            // Of a field that stands twice, the larger value is believed.
            2 => header.unpacked = header.unpacked.max(u64::try_from(number).unwrap_or(u64::MAX)),
            VALUES => header.values = header.values.max(u64::try_from(number).unwrap_or(u64::MAX)),
            _ => {}
        })?;
        Ok((header, compact.read))
    }
}

/// How deep the columns of a file are nested, by its footer, which the library follows by recursion.
pub(super) fn nesting(footer: &[u8]) -> io::Result<usize> {
    Compact { input: footer.take(footer.len() as u64), read: Vec::new() }.schema_depth()
}

/// A structure of which it is known what its fields are.
#[derive(Clone, Copy)]
enum Structure {
    Page,
    DataPage,
    DictionaryPage,
    DataPageV2,
    Element,
    Other,
}

impl Structure {
    /// The types that a field has to have, and what it holds. The library goes by numbers of fields alone, so a field
    /// of another type would be read by it in another way than here.
    fn field(self, id: i64) -> Option<(&'static [u8], Self)> {
        const TRUTH: &[u8] = &[kind::TRUE, kind::FALSE];
        match (self, id) {
            (Self::Page, 1..=4) | (Self::DataPage, 1..=4) | (Self::DictionaryPage, 1..=2) | (Self::DataPageV2, 1..=6) => {
                Some((&[kind::I32], Self::Other))
            }
            (Self::Page, 5) => Some((&[kind::STRUCT], Self::DataPage)),
            (Self::Page, 7) => Some((&[kind::STRUCT], Self::DictionaryPage)),
            (Self::Page, 8) => Some((&[kind::STRUCT], Self::DataPageV2)),
            (Self::Page, 6) | (Self::DataPage, 5) | (Self::DataPageV2, 8) | (Self::Element, 10) => {
                Some((&[kind::STRUCT], Self::Other))
            }
            (Self::DictionaryPage, 3) | (Self::DataPageV2, 7) => Some((TRUTH, Self::Other)),
            (Self::Element, 4) => Some((&[kind::BINARY], Self::Other)),
            (Self::Element, 1..=9) => Some((&[kind::I32], Self::Other)),
            (Self::Page | Self::DataPage | Self::DictionaryPage | Self::DataPageV2 | Self::Element | Self::Other, _) => None,
        }
    }
}

struct Compact<R> {
    input: io::Take<R>,
    read: Vec<u8>,
}

/// Types of Thrift as the compact protocol numbers them.
mod kind {
    pub(super) const STOP: u8 = 0;
    pub(super) const TRUE: u8 = 1;
    pub(super) const FALSE: u8 = 2;
    pub(super) const BYTE: u8 = 3;
    pub(super) const I16: u8 = 4;
    pub(super) const I32: u8 = 5;
    pub(super) const I64: u8 = 6;
    pub(super) const DOUBLE: u8 = 7;
    pub(super) const BINARY: u8 = 8;
    pub(super) const LIST: u8 = 9;
    pub(super) const SET: u8 = 10;
    pub(super) const MAP: u8 = 11;
    pub(super) const STRUCT: u8 = 12;
    pub(super) const UUID: u8 = 13;
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a header is broken")
}

impl<R: Read> Compact<R> {
    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.input.read_exact(&mut byte)?;
        self.read.push(byte[0]);
        Ok(byte[0])
    }

    fn skip(&mut self, bytes: u64) -> io::Result<()> {
        let read = (&mut self.input).take(bytes).read_to_end(&mut self.read)?;
        if read as u64 == bytes { Ok(()) } else { Err(broken()) }
    }

    fn unsigned(&mut self) -> io::Result<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(broken())
    }

    fn signed(&mut self) -> io::Result<i64> {
        let value = self.unsigned()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// The next field of a structure: its number and its type; nothing at the end.
    fn field(&mut self, before: i64) -> io::Result<Option<(i64, u8)>> {
        let head = self.byte()?;
        if head & 0x0F == kind::STOP {
            return Ok(None);
        }
        let id = if head >> 4 == 0 { self.signed()? } else { before + i64::from(head >> 4) };
        if (0..=i64::from(i16::MAX)).contains(&id) { Ok(Some((id, head & 0x0F))) } else { Err(broken()) }
    }

    /// Reads the fields of a structure, and hands over those that are whole numbers.
    fn fields(&mut self, structure: Structure, depth: usize, take: &mut dyn FnMut(i64, i64)) -> io::Result<()> {
        let depth = depth.checked_sub(1).ok_or_else(broken)?;
        let mut id = 0;
        while let Some((number, of)) = self.field(id)? {
            id = number;
            let known = structure.field(id);
            if known.is_some_and(|(types, _)| !types.contains(&of)) {
                return Err(broken());
            }
            match (of, known) {
                (kind::I16 | kind::I32 | kind::I64, _) => take(id, self.signed()?),
                (kind::STRUCT, Some((_, within @ (Structure::DataPage | Structure::DataPageV2)))) => {
                    self.fields(within, depth, &mut |id, number| {
                        if id == 1 {
                            take(VALUES, number)
                        }
                    })?;
                }
                (kind::STRUCT, Some((_, within))) => self.fields(within, depth, &mut |_, _| {})?,
                (other, _) => self.pass(other, depth)?,
            }
        }
        Ok(())
    }

    /// Passes over a value of a field.
    fn pass(&mut self, of: u8, depth: usize) -> io::Result<()> {
        let depth = depth.checked_sub(1).ok_or_else(broken)?;
        match of {
            kind::TRUE | kind::FALSE => Ok(()),
            kind::BYTE => self.skip(1),
            kind::I16 | kind::I32 | kind::I64 => self.unsigned().map(drop),
            kind::DOUBLE => self.skip(8),
            kind::UUID => self.skip(16),
            kind::BINARY => {
                let length = self.unsigned()?;
                self.skip(length)
            }
            kind::STRUCT => self.fields(Structure::Other, depth, &mut |_, _| {}),
            kind::LIST | kind::SET => {
                let (count, of) = self.list()?;
                (0..count).try_for_each(|_| self.pass_in_list(of, depth))
            }
            kind::MAP => {
                let count = self.unsigned()?;
                if count == 0 {
                    return Ok(());
                }
                let of = self.byte()?;
                (0..count).try_for_each(|_| {
                    self.pass_in_list(of >> 4, depth)?;
                    self.pass_in_list(of & 0x0F, depth)
                })
            }
            _ => Err(broken()),
        }
    }

    /// In lists a truth is a byte, so whatever stands in one takes room and the work is bounded by the header.
    fn pass_in_list(&mut self, of: u8, depth: usize) -> io::Result<()> {
        if matches!(of, kind::TRUE | kind::FALSE) { self.skip(1) } else { self.pass(of, depth) }
    }

    fn list(&mut self) -> io::Result<(u64, u8)> {
        let head = self.byte()?;
        let count = if head >> 4 == 15 { self.unsigned()? } else { u64::from(head >> 4) };
        Ok((count, head & 0x0F))
    }

    /// How deep the elements of the schema, field 2 of a footer, are nested: each says how many of those that follow
    /// are within it.
    fn schema_depth(&mut self) -> io::Result<usize> {
        let (mut id, mut deepest) = (0, 0);
        while let Some((number, of)) = self.field(id)? {
            // Fields stand in order, so none of them twice.
            if number <= id {
                return Err(broken());
            }
            id = number;
            match (id, of) {
                (2, kind::LIST) => {}
                (2, _) => return Err(broken()),
                _ => {
                    self.pass(of, DEPTH)?;
                    continue;
                }
            }
            let (count, of) = self.list()?;
            if of != kind::STRUCT {
                return Err(broken());
            }
            let mut open: Vec<i64> = Vec::new();
            for _ in 0..count {
                let mut within = 0;
                self.fields(Structure::Element, DEPTH, &mut |id, number| {
                    if id == 5 {
                        within = number;
                    }
                })?;
                if let Some(left) = open.last_mut() {
                    *left -= 1;
                }
                if within > 0 {
                    open.push(within);
                }
                deepest = deepest.max(open.len());
                while open.last().is_some_and(|left| *left <= 0) {
                    open.pop();
                }
            }
        }
        Ok(deepest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_its_page_unpacks_to() {
        // type = DICTIONARY_PAGE, uncompressed = 300, compressed = 5, field 7 a structure of one number
        let bytes = [0x15, 0x04, 0x15, 0xD8, 0x04, 0x15, 0x0A, 0x4C, 0x15, 0x02, 0x00, 0x00, 0xFF];
        let (header, read) = PageHeader::read(&bytes[..]).unwrap();
        assert_eq!(header, PageHeader { is_dictionary: true, unpacked: 300, values: 0 });
        assert_eq!(read, bytes[..12]);
        // The size comes again, larger, by its number, after the others.
        let again = [0x15, 0x00, 0x15, 0x02, 0x05, 0x04, 0xD8, 0x04, 0x00];
        assert_eq!(PageHeader::read(&again[..]).unwrap().0.unpacked, 300);
        // type = DATA_PAGE, uncompressed = 300, field 5 a structure whose first number is how many values there are
        let of_lists = [0x15, 0x00, 0x15, 0xD8, 0x04, 0x3C, 0x15, 0xD8, 0x04, 0x00, 0x00];
        assert_eq!(PageHeader::read(&of_lists[..]).unwrap().0, PageHeader { is_dictionary: false, unpacked: 300, values: 300 });
    }

    #[test]
    fn nested_columns_are_counted_before_they_are_followed() {
        let deep: Vec<u8> = [0x29, 0xFC, 0x05].into_iter().chain([0x55, 0x02, 0x00].repeat(4)).chain([0x00, 0x00]).collect();
        assert_eq!(nesting(&deep).unwrap(), 4);
        let flat = [0x29, 0x3C, 0x55, 0x04, 0x00, 0x00, 0x00, 0x00];
        assert_eq!(nesting(&flat).unwrap(), 1);
        assert!(nesting(&[0x1C].repeat(100_000)).is_err());
    }
}
