use super::super::table::{ItemColumn, MissingReason};

/// What the columns of a set of choices say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chosen {
    /// A bit for each choice that was made.
    bits: u64,
    /// Whether a column says that none was made.
    is_none: bool,
    /// Whether any column says yes or no; where all are empty, nobody answered.
    says: bool,
    /// Whether a column says neither.
    pub(super) is_wrong: bool,
}

impl Chosen {
    /// Takes whether a choice was made, or none of them. That it is not true that none was made says of no choice whether
    /// it was.
    pub(super) fn take(&mut self, is_chosen: bool, choice: Option<usize>) {
        match choice {
            Some(choice) => self.bits |= u64::from(is_chosen) << choice,
            None => self.is_none = is_chosen,
        }
        self.says |= choice.is_some() || is_chosen;
    }

    /// Whether none was made, and some as well.
    pub(super) fn contradicts(self) -> bool {
        self.is_none && self.bits != 0
    }

    /// Adds what the columns of a set say together to the column of its item.
    pub(super) fn put_in(self, column: &mut ItemColumn) {
        match self {
            Self { is_wrong: true, .. } => column.missing(MissingReason::NotValid),
            Self { says: false, .. } => column.missing(MissingReason::Unanswered),
            Self { bits, .. } => column.answered(bits as f64),
        }
    }
}
