/// Bits of a key that are the number of its row: a million million rows.
const ROW_BITS: u32 = 40;

/// An administration as far as it must be known to be found again: a fingerprint of 88 bits of its case, occasion and
/// informant, and its row.
///
/// That two of a thousand million differing administrations have one fingerprint by chance has a likelihood of 2 in
/// 1,000,000,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(u128);

impl Key {
    /// The key of a fingerprint, of which the last bits give way to the row.
    pub fn new(fingerprint: u128, row: u64) -> Self {
        let rows = (1 << ROW_BITS) - 1;
        Self(fingerprint & !rows | u128::from(row) & rows)
    }

    /// The row.
    pub fn row(self) -> u64 {
        self.0 as u64 & ((1 << ROW_BITS) - 1)
    }

    /// What is equal in two keys of one administration, and in no others.
    pub fn administration(self) -> u128 {
        self.0 >> ROW_BITS
    }

    /// The whole key, to be kept elsewhere. Sorted by it, keys of one administration stand together, the first row
    /// first.
    pub fn bits(self) -> u128 {
        self.0
    }

    /// The key that was kept.
    pub fn of_bits(bits: u128) -> Self {
        Self(bits)
    }
}
