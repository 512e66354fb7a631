use super::lower::{Lowering, Maybe};
use super::{Column, Computed, Part, Test, Value};
use crate::instrument::Comparator;

use super::compare::Certain;

/// Brackets within brackets that every program reads: SQLite gives up at some 25 of them.
const DEEPEST: usize = 8;
/// The same of whether a question is asked, which only programs for forms read: they take more, and LimeSurvey computes
/// nothing before the end, so that a condition is better written out there.
const DEEPEST_ASKED: usize = 20;
/// Parts of one formula, so that what is used twice is not written twice at length.
const LARGEST: usize = 400;

/// How large a formula is: its parts, and how deep they stand within one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    parts: usize,
    depth: usize,
}

impl Size {
    fn around(inner: impl IntoIterator<Item = Self>) -> Self {
        let all = inner.into_iter().fold(Self::default(), Self::beside);
        Self { parts: all.parts + 1, depth: all.depth + 1 }
    }

    fn beside(self, other: Self) -> Self {
        Self { parts: self.parts + other.parts, depth: self.depth.max(other.depth) }
    }

    fn is_within(self, deepest: usize) -> bool {
        self.parts <= LARGEST && self.depth <= deepest
    }
}

impl Value {
    fn size(&self) -> Size {
        match self {
            Self::Number(_) | Self::Column(_) | Self::Part(..) | Self::Tail(_) => Size::around([]),
            Self::Arithmetic(_, left, right) => Size::around([left.size(), right.size()]),
            // What is chosen otherwise is written as one more case, not within brackets.
            Self::If(test, yes, no) => Size::around([test.size(), yes.size()]).beside(no.size()),
            Self::WholePart(of) | Self::Exponential(of) | Self::Logarithm(of) | Self::Root(of) => Size::around([of.size()]),
            Self::Total(parts) | Self::Least(parts) | Self::Greatest(parts) => Size::around(parts.iter().map(Part::size)),
            Self::Count(tests) => Size::around(tests.iter().map(Test::size)),
        }
    }
}

impl Part {
    fn size(&self) -> Size {
        self.value.size().beside(self.there.size())
    }
}

impl Test {
    fn size(&self) -> Size {
        match self {
            Self::Always(_) | Self::Present(_) | Self::Absent(_) | Self::Chosen(..) | Self::NotChosen(..) => Size::around([]),
            Self::By(_) | Self::NotBy(_) | Self::IsPoint(..) | Self::NotPoint(..) => Size::around([]),
            Self::Compare(_, left, right) => Size::around([left.size(), right.size()]),
            Self::All(tests) | Self::Any(tests) => Size::around(tests.iter().map(Self::size)),
        }
    }
}

impl Lowering<'_> {
    /// A value, under a name of its own where it has grown too large to be written within another.
    pub(super) fn kept_small(&mut self, (value, there): Maybe) -> Maybe {
        if self.is_small(value.size()) && self.is_small(there.size()) { (value, there) } else { self.named((value, there)) }
    }

    /// A condition, under a name of its own where it has grown too large: 1 where it holds, 0 where it certainly does
    /// not.
    pub(super) fn kept_small_condition(&mut self, certain: Certain) -> Certain {
        let Certain { holds, fails } = certain;
        if self.is_small(holds.size()) && self.is_small(fails.size()) {
            return Certain { holds, fails };
        }
        let there = Test::any([holds.clone(), fails]);
        let column = self.part(Value::choice(holds, Value::Number(1.0), Value::Number(0.0)), there);
        let is = |value| {
            let equal = Test::Compare(Comparator::Equal, Value::Column(column), Value::Number(value));
            Test::all([Test::Present(column), equal])
        };
        Certain { holds: is(1.0), fails: is(0.0) }
    }

    fn is_small(&self, size: Size) -> bool {
        size.is_within(if self.is_over_answers { DEEPEST_ASKED } else { DEEPEST })
    }

    /// A column for something that others are computed from.
    pub(super) fn part(&mut self, value: Value, there: Test) -> Column {
        self.parts += 1;
        let name = self.free_name(&format!("part_{}", self.parts));
        self.push(Computed::Part, name, value, there)
    }
}
