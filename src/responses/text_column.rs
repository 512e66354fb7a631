use arrow_array::StringArray;
use arrow_buffer::{Buffer, OffsetBuffer, ScalarBuffer};

/// A column of texts in one piece of memory, ready to be handed on without copying.
#[derive(Clone, Debug)]
pub struct TextColumn {
    text: String,
    ends: Vec<i32>,
}

impl Default for TextColumn {
    fn default() -> Self {
        Self { text: String::new(), ends: vec![0] }
    }
}

impl TextColumn {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len() - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        // A stretch of answers is a few megabytes long, far below what 31 bits count.
        self.ends.push(i32::try_from(self.text.len()).unwrap_or(i32::MAX));
    }

    /// The text at a position; empty where there is none.
    pub fn get(&self, at: usize) -> &str {
        match (self.ends.get(at), self.ends.get(at + 1)) {
            (Some(start), Some(end)) => self.text.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => "",
        }
    }

    /// The last text.
    pub fn last(&self) -> &str {
        self.len().checked_sub(1).map_or("", |at| self.get(at))
    }

    /// Keeps the texts that are not to go out; a column that is empty stays empty.
    pub fn retain(&mut self, out: &[bool]) {
        let mut kept = Self::default();
        (0..self.len()).filter(|at| !out[*at]).for_each(|at| kept.push(self.get(at)));
        *self = kept;
    }

    /// Keeps the first texts.
    pub fn truncate(&mut self, len: usize) {
        if len < self.len() {
            self.ends.truncate(len + 1);
            self.text.truncate(self.ends[len] as usize);
        }
    }

    /// The texts as an Arrow array; an empty text is missing there if so asked.
    pub fn into_array(self, empty_is_missing: bool) -> StringArray {
        if empty_is_missing {
            return (0..self.len()).map(|at| Some(self.get(at)).filter(|text| !text.is_empty())).collect();
        }
        let offsets = OffsetBuffer::new(ScalarBuffer::from(self.ends));
        StringArray::new(offsets, Buffer::from_vec(self.text.into_bytes()), None)
    }
}
