use serde::Serialize;

use super::{Literal, Run, Word};
use crate::source::Span;

/// A number or a condition; which of the two is judged by the checker.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Expression {
    /// What it is.
    pub kind: Box<ExpressionKind>,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// The forms of an expression.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum ExpressionKind {
    /// `4`
    Number(f64),
    /// `50%`, as 0.5
    Percent(f64),
    /// An item (keyed), a score, a known fact, or the value of a known fact.
    Name(String),
    /// `answer to judged`: what was given, before keying.
    AnswerTo(Word),
    /// `answered`: the share of asked items that were answered.
    Answered,
    /// `mean of …`
    Aggregate(Aggregate),
    /// `number of who`
    NumberOf(Word),
    /// `round x to 2`
    Round {
        /// What is rounded.
        of: Expression,
        /// Decimal places.
        places: Literal,
    },
    /// `rescale x from 0..100 to 1..5`
    Rescale {
        /// What is rescaled.
        of: Expression,
        /// The range it has.
        from: (Literal, Literal),
        /// The range it gets.
        to: (Literal, Literal),
    },
    /// `look up x in table`
    LookUp {
        /// What is looked up.
        of: Expression,
        /// The table.
        table: Word,
    },
    /// `years from birth to date`
    Elapsed {
        /// What is counted.
        unit: Unit,
        /// The earlier moment.
        from: Moment,
        /// The later one.
        to: Moment,
    },
    /// `23:30`
    Time(String),
    /// `2026-11-24`
    Date(String),
    /// `if … then … else …`
    If {
        /// What decides.
        condition: Expression,
        /// If it holds.
        then: Expression,
        /// If it does not.
        otherwise: Expression,
    },
    /// `-x`
    Negate(Expression),
    /// `a + b`
    Arithmetic(Operator, Expression, Expression),
    /// `a >= 4`
    Compare(Comparator, Expression, Expression),
    /// `who includes family`
    Includes(Expression, Word),
    /// `a is missing`
    IsMissing(Expression),
    /// `a is asked`
    IsAsked(Expression),
    /// `respective f1 to f3`: for each item of a run the one of another run that stands at its place.
    Respective(Run),
    /// `not c`
    Not(Expression),
    /// `c and d`
    And(Expression, Expression),
    /// `c or d`
    Or(Expression, Expression),
}

/// `sum of a, b, c needs 2 of 3, prorated`
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Aggregate {
    /// What is done with the set.
    pub function: Function,
    /// The set.
    pub members: Vec<Member>,
    /// `where >= 4`
    pub fits: Option<(Comparator, Literal)>,
    /// What must be there.
    pub needs: Option<Needs>,
    /// Where `, prorated` stands.
    pub prorated: Option<Span>,
}

/// A day or a time of day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Moment {
    /// An item, a known fact, or `date`.
    Name(Word),
    /// `23:30`
    Time(Word),
    /// `2026-11-24`
    Date(Word),
}

impl Moment {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Name(word) | Self::Time(word) | Self::Date(word) => word.span,
        }
    }
}

/// An item, a score or a run of items in a set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// `answer to`: what was given, before keying.
    pub as_given: bool,
    /// Which.
    pub run: Run,
    /// `weighted 2`
    pub weight: Option<Literal>,
}

/// How much of a set must be there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Needs {
    /// How much.
    pub share: NeedsShare,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// The forms of `needs`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum NeedsShare {
    /// All of them.
    All,
    /// At least one.
    Any,
    /// At least so many of so many.
    Count(u32, u32),
    /// At least this share, in percent.
    Percent(f64),
}

/// An enum whose members are written in one way each: `ALL` of them, `word` of one, and the one `of_word`. A member
/// without its word, or one that is not read, cannot be written.
macro_rules! written {
    ($( #[doc = $about:literal] )* $kind:ident { $( #[doc = $doc:literal] $name:ident = $word:literal, )* }) => {
        $( #[doc = $about] )*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum $kind {
            $( #[doc = $doc] $name, )*
        }

        impl $kind {
            /// All of them, in the order of the reference.
            pub const ALL: &'static [Self] = &[$( Self::$name, )*];

            /// How it is written in a file.
            pub fn word(self) -> &'static str {
                match self { $( Self::$name => $word, )* }
            }

            /// The one that is written so; `None` where there is none.
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

written! {
    /// The functions over a set.
    Function {
        /// Sum of the values.
        Sum = "sum",
        /// Mean of the values.
        Mean = "mean",
        /// Middle value; the mean of the two middle ones of an even number.
        Median = "median",
        /// Lowest value.
        Min = "min",
        /// Highest value.
        Max = "max",
        /// Number of values (that fit `where`).
        Count = "count",
    }
}

impl Function {
    /// Whether its members can weigh differently.
    pub fn is_weighted(self) -> bool {
        match self {
            Self::Sum | Self::Mean => true,
            Self::Median | Self::Min | Self::Max | Self::Count => false,
        }
    }
}

written! {
    /// The operators of arithmetic.
    Operator {
        /// `+`
        Add = "+",
        /// `-`
        Subtract = "-",
        /// `*`
        Multiply = "*",
        /// `/`
        Divide = "/",
    }
}

written! {
    /// The ways to compare.
    Comparator {
        /// `<`
        Below = "<",
        /// `<=`
        AtMost = "<=",
        /// `=`
        Equal = "=",
        /// `!=`
        Unequal = "!=",
        /// `>=`
        AtLeast = ">=",
        /// `>`
        Above = ">",
    }
}

written! {
    /// What is counted between two moments.
    Unit {
        /// Completed years.
        Years = "years",
        /// Completed months.
        Months = "months",
        /// Days.
        Days = "days",
        /// Hours, fractions included.
        Hours = "hours",
        /// Minutes.
        Minutes = "minutes",
    }
}

impl Expression {
    /// The name that it is, where it is one alone.
    pub fn as_name(&self) -> Option<Word> {
        match &*self.kind {
            ExpressionKind::Name(name) => Some(Word { text: name.clone(), span: self.span }),
            ExpressionKind::Number(_)
            | ExpressionKind::Percent(_)
            | ExpressionKind::AnswerTo(_)
            | ExpressionKind::Answered
            | ExpressionKind::Aggregate(_)
            | ExpressionKind::NumberOf(_)
            | ExpressionKind::Round { .. }
            | ExpressionKind::Rescale { .. }
            | ExpressionKind::LookUp { .. }
            | ExpressionKind::Elapsed { .. }
            | ExpressionKind::Time(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::If { .. }
            | ExpressionKind::Negate(_)
            | ExpressionKind::Arithmetic(..)
            | ExpressionKind::Compare(..)
            | ExpressionKind::Includes(..)
            | ExpressionKind::IsMissing(_)
            | ExpressionKind::IsAsked(_)
            | ExpressionKind::Respective(_)
            | ExpressionKind::Not(_)
            | ExpressionKind::And(..)
            | ExpressionKind::Or(..) => None,
        }
    }

    /// Visits the expressions directly within this one.
    fn visit_parts(&self, visit: &mut impl FnMut(&Self)) {
        match &*self.kind {
            ExpressionKind::Round { of, .. } | ExpressionKind::Rescale { of, .. } | ExpressionKind::LookUp { of, .. } => {
                visit(of)
            }
            ExpressionKind::Negate(inner)
            | ExpressionKind::IsMissing(inner)
            | ExpressionKind::IsAsked(inner)
            | ExpressionKind::Not(inner)
            | ExpressionKind::Includes(inner, _) => {
                visit(inner);
            }
            ExpressionKind::Arithmetic(_, left, right)
            | ExpressionKind::Compare(_, left, right)
            | ExpressionKind::And(left, right)
            | ExpressionKind::Or(left, right) => {
                visit(left);
                visit(right);
            }
            ExpressionKind::If { condition, then, otherwise } => {
                visit(condition);
                visit(then);
                visit(otherwise);
            }
            _ => {}
        }
    }

    /// Visits every run that another run goes beside, at any depth.
    pub fn visit_respective(&mut self, visit: &mut dyn FnMut(&mut ExpressionKind)) {
        if let ExpressionKind::Respective(_) = &*self.kind {
            visit(&mut self.kind);
        }
        match &mut *self.kind {
            ExpressionKind::Negate(inner)
            | ExpressionKind::IsMissing(inner)
            | ExpressionKind::IsAsked(inner)
            | ExpressionKind::Not(inner)
            | ExpressionKind::Includes(inner, _) => inner.visit_respective(visit),
            ExpressionKind::Arithmetic(_, left, right)
            | ExpressionKind::Compare(_, left, right)
            | ExpressionKind::And(left, right)
            | ExpressionKind::Or(left, right) => {
                left.visit_respective(visit);
                right.visit_respective(visit);
            }
            // Within any other form it is refused where it is read as a number.
            _ => {}
        }
    }

    /// Visits every name that stands alone, at any depth.
    pub fn visit_names(&self, visit: &mut dyn FnMut(&str)) {
        if let ExpressionKind::Name(name) = &*self.kind {
            visit(name);
        }
        self.visit_parts(&mut |part: &Self| part.visit_names(visit));
    }

    /// Visits every member of a set, at any depth.
    pub fn visit_runs(&self, visit: &mut dyn FnMut(&Run)) {
        if let ExpressionKind::Aggregate(aggregate) = &*self.kind {
            aggregate.members.iter().for_each(|member| visit(&member.run));
        }
        self.visit_parts(&mut |part: &Self| part.visit_runs(visit));
    }
}
