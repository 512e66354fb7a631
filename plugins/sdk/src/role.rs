/// Metadata key of a column whose value is the same in every row; the value is that one.
pub const CONSTANT: &str = "verbond:constant";
/// Metadata key of what people call a column.
pub const LABEL: &str = "verbond:label";
/// Metadata key of what a column is: the word of a [`Role`].
pub const ROLE: &str = "verbond:role";

macro_rules! roles {
    ($( #[doc = $doc:literal] $role:ident = $word:literal, )*) => {
        /// What a column is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Role {
            $( #[doc = $doc] $role, )*
        }

        impl Role {
            /// All of them.
            pub const ALL: &'static [Self] = &[$( Self::$role, )*];

            /// The word in the metadata of a column.
            pub fn word(self) -> &'static str {
                match self { $( Self::$role => $word, )* }
            }
        }
    };
}

roles! {
    /// Who answered and when: `case`, `occasion`, `informant`, `date`, `language`.
    Case = "case",
    /// A score.
    Score = "score",
    /// The band that a score lies in.
    Band = "band",
    /// Whether an alert is raised.
    Alert = "alert",
    /// How many items were answered, and asked.
    Count = "count",
    /// What norms say of a score: `trust.z`, `trust.T`, `trust.percentile`, the interval, the cut-off, the group.
    Norm = "norm",
    /// What is known of the case, such as its age. Only for backends that take answers.
    Known = "known",
    /// The answer to an item: a number, or a text where a backend asks for that. Only where answers are wanted.
    Item = "item",
    /// Why the answer to an item is missing: `unanswered`, `none`, `not asked` or `not valid`.
    MissingReason = "cause",
    /// Carried along from the answers.
    Kept = "kept",
    /// Where the scores come from: `instrument`, `version`, `sha256`.
    Source = "source",
}

impl Role {
    /// The role of a word; a word of a later program counts as carried along.
    pub fn of(word: &str) -> Self {
        Self::ALL.iter().copied().find(|role| role.word() == word).unwrap_or(Self::Kept)
    }
}
