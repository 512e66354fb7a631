/// A file of bytes that is read from the beginning on, and ends where it ends.
pub(super) struct Bytes<'b> {
    bytes: &'b [u8],
    at: usize,
    is_big: bool,
}

/// A file ends before what it says is there, or says what cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Broken(pub String);

impl Broken {
    pub(super) fn because(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

impl<'b> Bytes<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, is_big: false }
    }

    /// Reads numbers with their first byte the greatest, if so.
    pub(super) fn set_big(&mut self, is_big: bool) {
        self.is_big = is_big;
    }

    /// Whether numbers have their first byte the greatest.
    pub(super) fn is_big(&self) -> bool {
        self.is_big
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes on from a place.
    pub(super) fn seek(&mut self, at: u64) -> Result<(), Broken> {
        self.at =
            usize::try_from(at).ok().filter(|at| *at <= self.bytes.len()).ok_or_else(|| Broken::because("it ends too early"))?;
        Ok(())
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'b [u8], Broken> {
        let end = self.at.checked_add(count).filter(|end| *end <= self.bytes.len());
        let end = end.ok_or_else(|| Broken::because("it ends too early"))?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    /// Takes these bytes where they come next, and says whether they did.
    pub(super) fn take_if(&mut self, expected: &[u8]) -> bool {
        let comes = self.bytes[self.at..].starts_with(expected);
        if comes {
            self.at += expected.len();
        }
        comes
    }

    /// So many bytes, or as many as are left.
    pub(super) fn take_up_to(&mut self, count: usize) -> &'b [u8] {
        let end = self.bytes.len().min(self.at.saturating_add(count));
        let taken = &self.bytes[self.at..end];
        self.at = end;
        taken
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.bytes.len()
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Broken> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        if self.is_big {
            array.reverse();
        }
        Ok(array)
    }

    pub(super) fn u8(&mut self) -> Result<u8, Broken> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    pub(super) fn u16(&mut self) -> Result<u16, Broken> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    pub(super) fn u32(&mut self) -> Result<u32, Broken> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(super) fn i32(&mut self) -> Result<i32, Broken> {
        Ok(i32::from_le_bytes(self.array()?))
    }

    pub(super) fn u64(&mut self) -> Result<u64, Broken> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    pub(super) fn f64(&mut self) -> Result<f64, Broken> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    /// A count, which is not more than this.
    pub(super) fn count(&mut self, most: usize) -> Result<usize, Broken> {
        let count = self.i32()?;
        usize::try_from(count).ok().filter(|count| *count <= most).ok_or_else(|| Broken::because(format!("a count is {count}")))
    }
}
