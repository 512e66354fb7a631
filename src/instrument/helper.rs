use serde::Serialize;

use super::{ComputingStep, Condition, HelperIx, InstrumentContent, Node, NumericExpr, Range};

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

impl InstrumentContent {
    /// The helpers that a part of a key names, and those that they are made of, in the order of computing.
    pub fn helpers_of(&self, part: Node<'_>) -> Vec<HelperIx> {
        let mut open = named_in(part);
        if open.is_empty() {
            return open;
        }
        let mut needed = vec![false; self.helpers.len()];
        while let Some(helper) = open.pop() {
            if !std::mem::replace(&mut needed[helper.0], true) {
                open.extend(named_in(self.helpers[helper].node()));
            }
        }
        let helpers = self.computing_order.iter().filter_map(|step| match step {
            ComputingStep::Helper(at) => Some(*at),
            ComputingStep::Score(_) | ComputingStep::Bands(_) => None,
        });
        helpers.filter(|at| needed[at.0]).collect()
    }
}

fn named_in(part: Node<'_>) -> Vec<HelperIx> {
    let mut found = Vec::new();
    part.walk(&mut |part| match part {
        Node::Number(NumericExpr::Helper(at)) | Node::Condition(Condition::Helper(at)) => found.push(*at),
        Node::Number(_) | Node::Condition(_) => {}
    });
    found
}
