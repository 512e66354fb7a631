/// At which occasions somebody was asked, the last of each kind. Occasions that are no numbers count for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occasions {
    /// The one that the schedule of the case has this informant asked, as it is written; nothing where it has none.
    pub due: Option<String>,
    /// The last that this informant is answering.
    pub open: Option<u32>,
    /// The last that this informant has finished.
    pub own: Option<u32>,
    /// The last of any informant since the case was opened, where `open` and `own` are of that time too.
    pub shared: Option<u32>,
    /// The last of any informant, whenever that was.
    pub all: Option<u32>,
}

impl Occasions {
    /// The occasion at which the informant is asked next, as it is written: the one that is due; else one that is being
    /// answered, else that at which another one was asked since the case was opened and this one was not, else the one
    /// after the last.
    pub fn next(&self) -> String {
        if let Some(due) = &self.due {
            return due.clone();
        }
        let next = match (self.open.filter(|open| Some(*open) > self.own), self.shared) {
            (Some(open), _) => open,
            (None, Some(shared)) if self.own < Some(shared) => shared,
            (None, _) => self.new_one(),
        };
        next.to_string()
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
            let occasions = Occasions { due: None, open, own, shared: all, all };
            assert_eq!(occasions.next(), next.to_string(), "{occasions:?}");
        }
        let last = Occasions { all: Some(u32::MAX), shared: Some(u32::MAX), own: Some(u32::MAX), ..Occasions::default() };
        assert_eq!(last.next(), u32::MAX.to_string());
    }

    #[test]
    fn what_is_due_is_asked_and_numbers_go_on_after_an_opening() {
        let due = Occasions { due: Some("3".to_owned()), own: Some(1), shared: Some(2), all: Some(2), open: None };
        assert_eq!(due.next(), "3", "the second was missed");
        let opened_again = Occasions { all: Some(4), ..Occasions::default() };
        assert_eq!(opened_again.next(), "5", "what was before is over, and its numbers are taken");
    }
}
