//! Running scores: what a form computes and looks at while it asks. A measure knows its scores afterwards only, and its
//! helpers as soon as the items that they look at were asked.

use std::collections::{HashMap, HashSet};

use super::expression::{Field, Meaning, Speaker};
use super::names::Names;
use super::refused::words;
use super::sketch::{Calculation, Computed, ConditionSketch, Sketch};

/// Where a helper comes from, which goes where nothing uses it.
const RUNNING: &str = "what a condition looks at";

/// The calculations that conditions look at, and those that these look at, in the order of the form.
pub(super) fn looked_at(conditions: &[ConditionSketch], calculations: &[Calculation]) -> Vec<Calculation> {
    let by_name: HashMap<&str, &Calculation> = calculations.iter().map(|of| (of.name.as_str(), of)).collect();
    let mut found: HashSet<&str> = HashSet::new();
    let mut open = Vec::new();
    conditions.iter().filter_map(|condition| condition.expr.as_ref().ok()).for_each(|expr| expr.fields(&mut open));
    while let Some(name) = open.pop() {
        if let Some(of) = by_name.get(name)
            && found.insert(of.name.as_str())
            && let Ok(expr) = &of.expr
        {
            expr.fields(&mut open);
        }
    }
    calculations.iter().filter(|of| found.contains(of.name.as_str())).cloned().collect()
}

impl Sketch {
    /// The fields as conditions look at them: each calculation as a helper.
    pub(super) fn running(
        &mut self,
        calculations: Vec<Calculation>,
        fields: &HashMap<String, Field>,
        names: &mut Names,
        (meaning, sometimes, lacking): (Meaning, &HashSet<String>, &HashSet<String>),
    ) -> HashMap<String, Field> {
        let mut known = fields.clone();
        let mut left = calculations;
        loop {
            let before = left.len();
            let open: HashSet<String> = left.iter().map(|of| of.name.clone()).collect();
            left.retain(|of| {
                let Ok(expr) = &of.expr else { return false };
                let mut parts = Vec::new();
                expr.fields(&mut parts);
                if parts.iter().any(|part| open.contains(*part)) {
                    return true;
                }
                if let Ok(said) = (Speaker { fields: &known, meaning, sometimes, lacking, judged: None }).score(expr) {
                    let own = names.give(&format!("{}_so_far", of.name));
                    self.computed.push(Computed { place: RUNNING.to_owned(), statement: format!("let {own} = {said}") });
                    known.insert(of.name.clone(), Field::Number(own));
                }
                false
            });
            if left.len() == before {
                return known;
            }
        }
    }

    /// Takes helpers out that no condition looks at any more.
    pub(super) fn drop_unused_helpers(&mut self) {
        loop {
            let mut used: HashSet<String> = HashSet::new();
            for page in &self.pages {
                used.extend(page.items.iter().filter_map(|item| item.asked.as_deref()).flat_map(words).map(str::to_owned));
            }
            for computed in &self.computed {
                let own = computed.statement.split_once('=').map_or(computed.statement.as_str(), |(_, said)| said);
                used.extend(words(own).map(str::to_owned));
            }
            let before = self.computed.len();
            self.computed.retain(|computed| {
                let name = computed.statement.split_whitespace().nth(1).unwrap_or_default();
                computed.place != RUNNING || used.contains(name)
            });
            if self.computed.len() == before {
                return;
            }
        }
    }
}
