/// At which occasions somebody was asked, the last of each kind. Occasions that are no numbers count for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occasions {
    /// The last that this informant is answering.
    pub open: Option<u32>,
    /// The last that this informant has finished.
    pub own: Option<u32>,
    /// The last of any informant.
    pub all: Option<u32>,
}

impl Occasions {
    /// The occasion at which the informant is asked next: one that is being answered, else that at which another one
    /// was asked and this one was not, else the one after the last.
    pub fn next(&self) -> u32 {
        match (self.open.filter(|open| Some(*open) > self.own), self.all) {
            (Some(open), _) => open,
            (None, Some(all)) if self.own < Some(all) => all,
            (None, _) => self.new_one(),
        }
    }

    /// An occasion that nobody was asked at.
    pub fn new_one(&self) -> u32 {
        self.all.map_or(1, |all| all.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::Occasions;

    #[test]
    fn the_next_occasion_is_the_one_that_is_missing() {
        for (open, own, all, next) in [
            (None, None, None, 1),
            (None, Some(1), Some(1), 2),
            // The other informant is ahead: this is the same meeting.
            (None, Some(1), Some(2), 2),
            (None, None, Some(3), 3),
            // What was begun is gone on with, unless a later one is finished.
            (Some(2), Some(1), Some(2), 2),
            (Some(1), Some(2), Some(2), 3),
        ] {
            let occasions = Occasions { open, own, all };
            assert_eq!(occasions.next(), next, "{occasions:?}");
        }
        assert_eq!(Occasions { all: Some(u32::MAX), own: Some(u32::MAX), open: None }.next(), u32::MAX);
    }
}
