use serde::Serialize;

use super::{Comparator, Function, Literal, MathFunction, Operator, Run, TiedMode, Unit, Word};
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
    /// `count true of a >= 3, daily needs all`
    CountTrue(CountTrue),
    /// `number of who`, or `number of who among family, friend`
    NumberOf(ChoicesOf),
    /// `highest of pain`, of choices that are numbers
    HighestOf(Word),
    /// `rank of friends in order`, or `share of body in ten`
    PartOf(PartOf),
    /// `missing`, after `then` or `else`.
    Missing,
    /// `sqrt(x)`
    Call(MathFunction, Expression),
    /// `x ^ y`
    Power(Expression, Expression),
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
    /// `a is none`
    IsNone(Expression),
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
    pub fits: Option<(Comparator, Expression)>,
    /// What must be there.
    pub needs: Option<Needs>,
    /// `including a, b`: members that must be there whatever else is.
    pub including: Vec<Run>,
    /// Where `, prorated` stands.
    pub prorated: Option<Span>,
    /// `, missing as 0`: what a missing member counts as.
    pub filled: Option<Literal>,
    /// `, ties lowest`: which of several modes it is.
    pub ties: Option<ModeTies>,
}

/// `ties lowest`, where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ModeTies {
    /// Which one.
    pub which: TiedMode,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// An item with choices, and those of them that are counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChoicesOf {
    /// The item.
    pub item: Word,
    /// The choices; empty for all.
    pub among: Vec<Word>,
}

/// `count true of a >= 3, daily needs all`
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountTrue {
    /// The conditions.
    pub conditions: Vec<Expression>,
    /// How many of them must be certain.
    pub needs: Option<Needs>,
    /// `, missing as 0`: what a condition that is missing counts as.
    pub filled: Option<Literal>,
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

/// A member of a set, or several.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// Which.
    pub kind: MemberKind,
    /// `weighted 2`
    pub weight: Option<Literal>,
}

/// The forms of a member.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum MemberKind {
    /// An item, a score, a helper, or a run of items.
    Run {
        /// `answer to`: what was given, before keying.
        as_given: bool,
        /// Which.
        run: Run,
    },
    /// A number, or an expression in brackets.
    Expression(Expression),
}

impl Member {
    /// Where it stands, without its weight.
    pub fn span(&self) -> Span {
        match &self.kind {
            MemberKind::Run { run, .. } => run.span(),
            MemberKind::Expression(expression) => expression.span,
        }
    }
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

/// What one of those has that an item ranks, or shares out among.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartOf {
    /// Whether `rank` is written, or `share`.
    pub is_rank: bool,
    /// Which of them.
    pub member: Word,
    /// The item.
    pub item: Word,
}
