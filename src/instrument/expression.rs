use serde::Serialize;

use super::{
    BandsIx, Comparator, Function, HelperIx, InformantIx, ItemIx, KnownIx, MathFunction, Moment, Operator, ScoreIx, TableIx,
    TiedMode, Unit, rounding,
};

/// A number for each administration, or missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum NumericExpr {
    /// The same for all.
    Constant(f64),
    /// The keyed value of an item: after reversal.
    Keyed(ItemIx),
    /// The answer to an item, as given.
    Given(ItemIx),
    /// A known fact; of `one of`, its position.
    Known(KnownIx),
    /// A score.
    Score(ScoreIx),
    /// A helper that is a number.
    Helper(HelperIx),
    /// Missing for all.
    Missing,
    /// The share of asked items that were answered.
    Answered,
    /// The number of choices chosen; 0 where the item was not asked.
    NumberOf(ChoicesOf),
    /// What lies between two days or two times of day; missing where the second day is before the first.
    Elapsed(Unit, Moment, Moment),
    /// A function over a set.
    Aggregate(Aggregate),
    /// The number with its sign turned.
    Negate(Box<NumericExpr>),
    /// Arithmetic; dividing by zero gives missing.
    Arithmetic(Operator, Box<NumericExpr>, Box<NumericExpr>),
    /// A function of one number; missing outside its domain.
    Call(MathFunction, Box<NumericExpr>),
    /// A number to the power of another; missing where that is no real number.
    Power(Box<NumericExpr>, Box<NumericExpr>),
    /// Rounded to decimal places, half away from zero.
    Round(Box<NumericExpr>, u32),
    /// Moved from a range onto another: `(x - from) * factor + to`.
    Rescale {
        /// What is moved.
        of: Box<NumericExpr>,
        /// Low end of the range it has.
        from: f64,
        /// Width of the new range over width of the old one.
        factor: f64,
        /// Low end of the range it gets.
        to: f64,
    },
    /// What a table gives, of the group whose condition holds, at the positions of its groups; of its one group where
    /// there are none. Missing where no group's does.
    LookUp(Box<NumericExpr>, TableIx, Vec<Condition>),
    /// One or the other; missing where the condition is missing.
    If(Box<Condition>, Box<NumericExpr>, Box<NumericExpr>),
}

/// A function over a set. Missing members are left out, if enough are there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Aggregate {
    /// The function.
    pub function: Function,
    /// The set, in order.
    pub members: Vec<Member>,
    /// Which values are counted.
    pub fits: Option<Threshold>,
    /// How many members must be there.
    pub at_least: usize,
    /// Positions of members that must be there whatever else is.
    pub including: Vec<usize>,
    /// What a missing member counts as, once enough are there.
    pub filled: Option<f64>,
    /// Which of several modes is taken; of other functions nothing is.
    pub ties: TiedMode,
    /// Whether a sum is the mean of what is there times the (weighted) size of the set.
    pub prorated: bool,
}

/// An item with choices, and those of them that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ChoicesOf {
    /// The item.
    pub item: ItemIx,
    /// A bit for each choice that is counted, the lowest for the first.
    pub among: u64,
}

impl ChoicesOf {
    /// Whether a choice is counted.
    pub fn has(self, choice: usize) -> bool {
        self.among >> choice & 1 == 1
    }
}

/// A member of a set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// Its value.
    pub value: NumericExpr,
    /// Its weight; 1 if none was given.
    pub weight: f64,
}

/// A comparison with a number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Threshold {
    /// How it is compared.
    pub comparator: Comparator,
    /// With what; where it is missing, so is the count.
    pub bound: Box<NumericExpr>,
}

impl Comparator {
    /// Whether the comparison holds. Numbers that differ by rounding in the last digits count as equal ([`rounding`]).
    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Below => rounding::below(left, right),
            Self::AtMost => rounding::at_most(left, right),
            Self::Equal => rounding::equal(left, right),
            Self::Unequal => !rounding::equal(left, right),
            Self::AtLeast => rounding::at_least(left, right),
            Self::Above => rounding::above(left, right),
        }
    }

    /// Its sign.
    pub fn sign(self) -> &'static str {
        self.word()
    }
}

/// Something that holds, does not hold, or is missing. `and` and `or` follow Kleene (1952): `false and missing` is
/// false.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Condition {
    /// A helper that is a condition.
    Helper(HelperIx),
    /// Two numbers compared; missing where one is.
    Compare(Comparator, NumericExpr, NumericExpr),
    /// Whether a choice was chosen.
    Includes(ItemIx, usize),
    /// Whether the answer to an item is a point of its scale, at its position; missing where there is no answer.
    PointIs(ItemIx, usize),
    /// Whether `none` was said of an item: that none of its choices was chosen, or the visible non-answer of its scale;
    /// missing where nothing was.
    ChoseNone(ItemIx),
    /// Whether a known fact is one of its words, at its position; missing where the fact is.
    KnownIs(KnownIx, usize),
    /// Whether a number is missing; never missing itself.
    IsMissing(NumericExpr),
    /// Whether two days, or two times of day, are the same; missing where one is.
    SameMoment(Moment, Moment),
    /// Whether an item is asked; missing where its condition is.
    IsAsked(ItemIx),
    /// Whether this informant answers; never missing.
    Answers(InformantIx),
    /// Whether bands or a category are one of their words, at its position; missing where they are.
    BandIs(BandsIx, usize),
    /// Turned around.
    Not(Box<Condition>),
    /// Both.
    And(Box<Condition>, Box<Condition>),
    /// One at least.
    Or(Box<Condition>, Box<Condition>),
}

impl NumericExpr {
    /// The number, where it is written as one, with or without a sign.
    pub fn constant(&self) -> Option<f64> {
        match self {
            Self::Constant(value) => Some(*value),
            Self::Negate(of) => of.constant().map(|value| 0.0 - value),
            Self::Keyed(_) | Self::Given(_) | Self::Known(_) | Self::Score(_) | Self::Answered | Self::NumberOf(_) => None,
            Self::Helper(_) | Self::Missing | Self::Call(..) | Self::Power(..) => None,
            Self::Aggregate(_) | Self::Arithmetic(..) | Self::Round(..) | Self::Rescale { .. } => None,
            Self::LookUp(..) | Self::If(..) | Self::Elapsed(..) => None,
        }
    }

    /// 1 where a condition holds, 0 where it does not, missing where it is.
    pub fn of_condition(condition: Condition) -> Self {
        Self::If(Box::new(condition), Box::new(Self::Constant(1.0)), Box::new(Self::Constant(0.0)))
    }

    /// Rounded to decimal places, half away from zero.
    pub fn round_half_away(value: f64, places: u32) -> f64 {
        let power = 10_f64.powi(places as i32);
        let scaled = value * power;
        // A half that a double holds only nearly, as 2.675 = 2.67499…, counts as the half that was meant.
        let nudged = scaled + scaled.signum() * scaled.abs() * 4.0 * f64::EPSILON;
        nudged.round() / power
    }
}
