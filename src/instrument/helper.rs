use serde::Serialize;

use super::{Condition, Node, NumericExpr, Range};

/// A part of keys that has a name: computed once, and no result.
#[derive(Clone, Debug, Serialize)]
pub struct Helper {
    /// Its name in keys and tests.
    pub name: String,
    /// What it is.
    pub value: HelperValue,
    /// Its key as the file writes it.
    pub key: String,
}

/// What a helper is.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HelperValue {
    /// A number, with what it can be.
    Number(NumericExpr, Range),
    /// A condition.
    Condition(Condition),
}

impl Helper {
    /// Its key as a part of keys.
    pub fn node(&self) -> Node<'_> {
        match &self.value {
            HelperValue::Number(number, _) => Node::Number(number),
            HelperValue::Condition(condition) => Node::Condition(condition),
        }
    }

    /// What it can be, where it is a number.
    pub fn range(&self) -> Option<Range> {
        match &self.value {
            HelperValue::Number(_, range) => Some(*range),
            HelperValue::Condition(_) => None,
        }
    }
}
