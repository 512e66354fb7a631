use serde::Serialize;

use super::{AllotmentIx, Condition, InstrumentContent, ItemIx, Node};

/// Answers that are not taken together, with what is said to whoever gives them.
#[derive(Clone, Debug, Serialize)]
pub struct Refusal {
    /// Its name in the file and in what is said of rows.
    pub name: String,
    /// The sentence.
    pub sentence: String,
    /// When answers are refused, over answers as they were given; missing does not refuse them.
    pub when: Condition,
    /// That condition as the file writes it.
    pub key: String,
    /// The allotment whose numbers it looks at, where the measure has no sentence of its own.
    pub allotment: Option<AllotmentIx>,
    /// The items that it looks at, in the order of asking; one at least.
    pub items: Vec<ItemIx>,
}

impl InstrumentContent {
    /// The items that a condition looks at, by helpers too, in the order of asking.
    pub fn items_of(&self, condition: &Condition) -> Vec<ItemIx> {
        let mut found = Vec::new();
        let mut look = |node: Node<'_>| node.walk(&mut |part| part.each_item(&mut |item| found.push(item)));
        look(Node::Condition(condition));
        self.helpers_of(Node::Condition(condition)).into_iter().for_each(|helper| look(self.helpers[helper].node()));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Where the sentence of a refusal is, in words: `refuse same_time`.
    pub fn refusal_path(&self, refusal: super::RefusalIx) -> String {
        format!("refuse {}", self.refusals[refusal].name)
    }
}
