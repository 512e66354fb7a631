use arrow_array::StringArray;
use arrow_buffer::{Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};

/// A column of texts in one piece of memory, ready to be handed on without copying.
#[derive(Clone, Debug)]
pub struct TextColumn {
    text: String,
    ends: Vec<i32>,
    is_whole: bool,
}

impl Default for TextColumn {
    fn default() -> Self {
        Self { text: String::new(), ends: vec![0], is_whole: true }
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

    /// Adds a text. Texts of 2 GiB have no more room: an empty one stands for what is added then, and the column is no
    /// longer whole.
    pub fn push(&mut self, text: &str) {
        self.push_within(text, i32::MAX);
    }

    fn push_within(&mut self, text: &str, most: i32) {
        let end = i32::try_from(self.text.len() + text.len()).ok().filter(|end| *end <= most);
        self.is_whole &= end.is_some();
        if end.is_some() {
            self.text.push_str(text);
        }
        let last = self.ends.last().copied().unwrap_or(0);
        self.ends.push(end.unwrap_or(last));
    }

    /// Makes the last text longer. What has no more room is left out, and the column is no longer whole.
    pub(super) fn lengthen(&mut self, more: &str) {
        let end = i32::try_from(self.text.len() + more.len()).ok();
        self.is_whole &= end.is_some();
        if let (Some(end), Some(last)) = (end, self.ends.last_mut()) {
            self.text.push_str(more);
            *last = end;
        }
    }

    /// The same, no longer whole: some of what it was made of had no room.
    pub(super) fn without_room(self) -> Self {
        Self { is_whole: false, ..self }
    }

    /// Whether every text that was added had room.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The text at a position; empty where there is none.
    pub fn get(&self, at: usize) -> &str {
        match (self.ends.get(at), self.ends.get(at + 1)) {
            (Some(start), Some(end)) => self.text.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => "",
        }
    }

    /// The texts in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
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
        let there = empty_is_missing.then(|| NullBuffer::from_iter(self.ends.windows(2).map(|ends| ends[0] < ends[1])));
        let there = there.filter(|there| there.null_count() > 0);
        let offsets = OffsetBuffer::new(ScalarBuffer::from(self.ends));
        StringArray::new(offsets, Buffer::from_vec(self.text.into_bytes()), there)
    }
}

impl<'t> FromIterator<&'t str> for TextColumn {
    fn from_iter<T: IntoIterator<Item = &'t str>>(texts: T) -> Self {
        let mut column = Self::default();
        texts.into_iter().for_each(|text| column.push(text));
        column
    }
}

#[cfg(test)]
mod tests {
    use super::TextColumn;

    #[test]
    fn what_has_no_room_is_not_taken_for_an_empty_text() {
        let mut column = TextColumn::default();
        ["abc", "", "de"].iter().for_each(|text| column.push_within(text, 5));
        assert!(column.is_whole());
        column.push_within("f", 5);
        assert!(!column.is_whole());
        assert_eq!((0..4).map(|at| column.get(at)).collect::<Vec<_>>(), ["abc", "", "de", ""]);
    }
}
