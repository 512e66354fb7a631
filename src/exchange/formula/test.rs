use super::{Column, Part, Value};
use crate::instrument::{Comparator, Deal, InformantIx, Instrument, ItemIx};

/// Something that holds or does not; it is never missing. There is no `not`: [`Test::turned`] turns every test into
/// another one.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// The same for all.
    Always(bool),
    /// A column has a value.
    Present(Column),
    /// A column has none.
    Absent(Column),
    /// Two numbers compared, to the last digit.
    Compare(Comparator, Value, Value),
    /// A choice was chosen, at its position.
    Chosen(ItemIx, usize),
    /// A choice was not chosen.
    NotChosen(ItemIx, usize),
    /// The answer is the point at this position; the answer is there.
    IsPoint(ItemIx, usize),
    /// The answer is another point; it is there.
    NotPoint(ItemIx, usize),
    /// One of these answers.
    By(Vec<InformantIx>),
    /// Somebody else answers.
    NotBy(Vec<InformantIx>),
    /// All of them; two at least.
    All(Vec<Test>),
    /// One of them; two at least.
    Any(Vec<Test>),
}

impl Test {
    /// Whether an item was answered. A share that was left empty was, where the others are the whole.
    pub(super) fn answered(instrument: &Instrument, item: ItemIx) -> Self {
        let present = |item: ItemIx| Self::Present(Column::Answer(item));
        let Some((allotment, _)) = instrument.member(item) else { return present(item) };
        match allotment.deal {
            Deal::Ranks => present(item),
            Deal::Shares(whole) => {
                let parts = allotment.items.iter();
                let parts = parts.map(|share| Part { value: Value::Column(Column::Answer(*share)), there: present(*share) });
                let is_whole = Self::compare(Comparator::Equal, Value::Total(parts.collect()), Value::Number(whole));
                // A total of nothing has no value.
                let some = Self::any(allotment.items.iter().map(|share| present(*share)));
                Self::any([present(item), Self::all([some, is_whole])])
            }
        }
    }

    /// Two numbers compared to the last digit, decided at once where both are known.
    pub(super) fn compare(comparator: Comparator, left: Value, right: Value) -> Self {
        let (Some(one), Some(other)) = (left.constant(), right.constant()) else {
            return Self::Compare(comparator, left, right);
        };
        Self::Always(match comparator {
            Comparator::Below => one < other,
            Comparator::AtMost => one <= other,
            Comparator::Equal => one == other,
            Comparator::Unequal => one != other,
            Comparator::AtLeast => one >= other,
            Comparator::Above => one > other,
        })
    }

    /// All of some tests.
    pub(super) fn all(tests: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(tests, true)
    }

    /// One of some tests at least.
    pub(super) fn any(tests: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(tests, false)
    }

    /// `neutral` is what changes nothing: true among `all`, false among `any`.
    fn joined(tests: impl IntoIterator<Item = Self>, neutral: bool) -> Self {
        let mut kept: Vec<Self> = Vec::new();
        for test in tests {
            match test {
                Self::Always(holds) if holds == neutral => {}
                Self::Always(holds) => return Self::Always(holds),
                Self::All(inner) if neutral => inner.into_iter().for_each(|test| push_new(&mut kept, test)),
                Self::Any(inner) if !neutral => inner.into_iter().for_each(|test| push_new(&mut kept, test)),
                test @ (Self::Present(_)
                | Self::Absent(_)
                | Self::Compare(..)
                | Self::Chosen(..)
                | Self::NotChosen(..)
                | Self::IsPoint(..)
                | Self::NotPoint(..)
                | Self::By(_)
                | Self::NotBy(_)
                | Self::All(_)
                | Self::Any(_)) => push_new(&mut kept, test),
            }
        }
        match kept.len() {
            0 => Self::Always(neutral),
            1 => kept.swap_remove(0),
            _ if neutral => Self::All(kept),
            _ => Self::Any(kept),
        }
    }

    /// Whether it holds, where that is so whatever the answers.
    pub fn certain(&self) -> Option<bool> {
        match self {
            Self::Always(holds) => Some(*holds),
            Self::Present(_)
            | Self::Absent(_)
            | Self::Compare(..)
            | Self::Chosen(..)
            | Self::NotChosen(..)
            | Self::IsPoint(..)
            | Self::NotPoint(..)
            | Self::By(_)
            | Self::NotBy(_)
            | Self::All(_)
            | Self::Any(_) => None,
        }
    }

    /// Whether it joins others, so that it stands in brackets among others.
    pub fn is_joined(&self) -> bool {
        match self {
            Self::All(_) | Self::Any(_) => true,
            Self::Always(_)
            | Self::Present(_)
            | Self::Absent(_)
            | Self::Compare(..)
            | Self::Chosen(..)
            | Self::NotChosen(..)
            | Self::IsPoint(..)
            | Self::NotPoint(..)
            | Self::By(_)
            | Self::NotBy(_) => false,
        }
    }

    /// The column that it asks to be there, where it asks nothing else.
    pub fn present_column(&self) -> Option<Column> {
        match self {
            Self::Present(column) => Some(*column),
            Self::Always(_)
            | Self::Absent(_)
            | Self::Compare(..)
            | Self::Chosen(..)
            | Self::NotChosen(..)
            | Self::IsPoint(..)
            | Self::NotPoint(..)
            | Self::By(_)
            | Self::NotBy(_)
            | Self::All(_)
            | Self::Any(_) => None,
        }
    }

    /// The test that holds exactly where this one does not.
    #[must_use]
    pub fn turned(self) -> Self {
        let each = |tests: Vec<Self>| tests.into_iter().map(Self::turned).collect();
        match self {
            Self::Always(holds) => Self::Always(!holds),
            Self::Present(column) => Self::Absent(column),
            Self::Absent(column) => Self::Present(column),
            Self::Compare(comparator, left, right) => Self::Compare(comparator.opposite(), left, right),
            Self::Chosen(item, choice) => Self::NotChosen(item, choice),
            Self::NotChosen(item, choice) => Self::Chosen(item, choice),
            Self::IsPoint(item, at) => Self::NotPoint(item, at),
            Self::NotPoint(item, at) => Self::IsPoint(item, at),
            Self::By(informants) => Self::NotBy(informants),
            Self::NotBy(informants) => Self::By(informants),
            Self::All(tests) => Self::Any(each(tests)),
            Self::Any(tests) => Self::All(each(tests)),
        }
    }
}

fn push_new(tests: &mut Vec<Test>, test: Test) {
    if !tests.contains(&test) {
        tests.push(test);
    }
}
