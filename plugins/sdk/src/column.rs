use arrow_schema::{DataType, Field, Schema};

use crate::Error;

/// Metadata key of a column whose value is the same in every row; the value is that one.
pub const CONSTANT: &str = "verbond:constant";
/// Metadata key of what people call a column.
pub const LABEL: &str = "verbond:label";
/// Metadata key of what a column is: the word of a [`Role`].
pub const ROLE: &str = "verbond:role";

/// A column of the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name; no two columns have the same.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// What it is.
    pub role: Role,
    /// What its values are.
    pub kind: ColumnKind,
    /// The value, where it is the same in every row.
    pub constant: Option<String>,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Texts.
    Text,
    /// Numbers with decimals.
    Number,
    /// Counts.
    Count,
    /// True or false.
    Truth,
    /// Dates.
    Date,
}

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
    /// The answer to an item. Only for backends that take answers.
    Item = "item",
    /// Why the answer to an item is missing: `unanswered`, `none`, `not asked` or `not valid`.
    Cause = "cause",
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

impl Column {
    /// The columns of a schema.
    ///
    /// # Errors
    /// Where a column has a type that Verbond does not hand out.
    pub fn all_of(schema: &Schema) -> Result<Vec<Self>, Error> {
        schema.fields().iter().map(|field| Self::of(field)).collect()
    }

    fn of(field: &Field) -> Result<Self, Error> {
        let kind = match field.data_type() {
            DataType::Utf8 => ColumnKind::Text,
            DataType::Float64 => ColumnKind::Number,
            DataType::UInt32 => ColumnKind::Count,
            DataType::Boolean => ColumnKind::Truth,
            DataType::Date32 => ColumnKind::Date,
            other => return Err(Error::new(format!("the column `{}` has the type {other}", field.name()))),
        };
        let metadata = |key: &str| field.metadata().get(key).cloned();
        Ok(Self {
            name: field.name().clone(),
            label: metadata(LABEL).unwrap_or_else(|| field.name().clone()),
            role: metadata(ROLE).map_or(Role::Kept, |word| Role::of(&word)),
            kind,
            constant: metadata(CONSTANT),
        })
    }
}
