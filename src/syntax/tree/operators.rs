use serde::Serialize;

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
        /// Standard deviation of a sample, over n - 1.
        Sd = "sd",
        /// Variance of a sample, over n - 1.
        Variance = "variance",
        /// The value that occurs most often.
        Mode = "mode",
    }
}

written! {
    /// Which of several values that occur equally often is the mode.
    TiedMode {
        /// The lowest of them.
        Lowest = "lowest",
        /// The highest of them.
        Highest = "highest",
        /// None of them.
        Missing = "missing",
    }
}

written! {
    /// The functions of one number.
    MathFunction {
        /// Square root; missing below zero.
        Sqrt = "sqrt",
        /// Natural logarithm; missing at zero and below.
        Ln = "ln",
        /// Logarithm to base ten; missing at zero and below.
        Log10 = "log10",
        /// The number e to the power of it.
        Exp = "exp",
        /// Without its sign.
        Abs = "abs",
        /// The greatest whole number that is no more than it.
        Floor = "floor",
        /// The least whole number that is no less than it.
        Ceiling = "ceiling",
        /// The share of a standard normal population below it.
        Normal = "normal",
    }
}

impl Function {
    /// Whether its members can weigh differently.
    pub fn is_weighted(self) -> bool {
        match self {
            Self::Sum | Self::Mean => true,
            Self::Median | Self::Min | Self::Max | Self::Count | Self::Sd | Self::Variance | Self::Mode => false,
        }
    }

    /// How few members it can be taken of.
    pub fn least_members(self) -> usize {
        match self {
            Self::Sum | Self::Mean | Self::Median | Self::Min | Self::Max | Self::Count | Self::Mode => 1,
            Self::Sd | Self::Variance => 2,
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

impl Comparator {
    /// The one that holds where this one does not.
    pub fn opposite(self) -> Self {
        match self {
            Self::Below => Self::AtLeast,
            Self::AtMost => Self::Above,
            Self::Equal => Self::Unequal,
            Self::Unequal => Self::Equal,
            Self::AtLeast => Self::Below,
            Self::Above => Self::AtMost,
        }
    }

    /// The one that says the same with its sides changed.
    pub fn mirrored(self) -> Self {
        match self {
            Self::Below => Self::Above,
            Self::AtMost => Self::AtLeast,
            Self::Equal => Self::Equal,
            Self::Unequal => Self::Unequal,
            Self::AtLeast => Self::AtMost,
            Self::Above => Self::Below,
        }
    }
}
