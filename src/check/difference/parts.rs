use std::collections::BTreeSet;

use super::{Comparison, ScoreVerdict, VersionStep};
use crate::instrument::{ByStep, Condition, Helper, Instrument, Node, NumericExpr, ScoreIx, Table};

/// Tables and helpers, by which results come about that themselves are written as before.
impl<'a> Comparison<'a> {
    /// Tells which tables and helpers differ. They call for the step that what they change calls for: a score that no
    /// longer compares is told besides.
    pub(super) fn parts(&mut self, scores: &[ScoreVerdict]) {
        let (before, after) = (self.before, self.after);
        let uses = uses_of(after, &self.changed_parts());
        for new in self.changed_tables() {
            let old = before.tables.iter().find(|old| old.name == new.name);
            let both = old.map(|old| (old.statement(), new.statement()));
            let step = self.step_of(&new.name, scores, &uses);
            self.show("table", &new.name, "gives other numbers", both, step);
        }
        for (old, new) in self.changed_helpers() {
            let step = self.step_of(&new.name, scores, &uses);
            self.show("helper", &new.name, "computed otherwise", Some((old.key.clone(), new.key.clone())), step);
        }
    }

    /// Whether a score is made of a table or a helper that differs.
    pub(super) fn is_made_of_changed(&self, score: &str) -> bool {
        let uses = uses_of(self.after, &self.changed_parts());
        self.after.score(score).and_then(|at| uses.score(at)).is_some_and(|used| !used.is_empty())
    }

    fn step_of(&self, part: &str, scores: &[ScoreVerdict], uses: &ByStep<BTreeSet<&'a str>>) -> VersionStep {
        let is_hit = |verdict: &&ScoreVerdict| {
            let used = self.after.score(&verdict.name).and_then(|at: ScoreIx| uses.score(at));
            !verdict.comparable && used.is_some_and(|used| used.contains(part))
        };
        if scores.iter().any(|verdict| is_hit(&verdict)) { VersionStep::Major } else { VersionStep::Minor }
    }

    fn changed_tables(&self) -> Vec<&'a Table> {
        let keys = |table: &Table| table.groups.iter().map(|group| group.keys.clone()).collect::<Vec<_>>();
        let is_same = |old: &Table, new: &Table| {
            let by: Vec<&str> = old.by.iter().map(|name| self.now(name)).collect();
            old.has_rows_of(new) && keys(old) == keys(new) && by == new.by
        };
        let is_other = |new: &&Table| self.before.tables.iter().any(|old| old.name == new.name && !is_same(old, new));
        self.after.tables.iter().filter(is_other).collect()
    }

    fn changed_helpers(&self) -> Vec<(&'a Helper, &'a Helper)> {
        let (before, after) = (self.before, self.after);
        let earlier = |new: &'a Helper| before.helpers.iter().find(|old| self.now(&old.name) == new.name).map(|old| (old, new));
        // One that is written as before is made of what differs, which is told by itself.
        let is_other = |(old, new): &(&'a Helper, &'a Helper)| old.key != new.key && !self.same.helper(old, new);
        after.helpers.iter().filter_map(earlier).filter(is_other).collect()
    }

    fn changed_parts(&self) -> BTreeSet<&'a str> {
        let tables = self.changed_tables().into_iter().map(|table| table.name.as_str());
        tables.chain(self.changed_helpers().into_iter().map(|(_, new)| new.name.as_str())).collect()
    }
}

/// Which of some tables and helpers each score and helper is made of.
fn uses_of<'a>(instrument: &'a Instrument, parts: &BTreeSet<&'a str>) -> ByStep<BTreeSet<&'a str>> {
    instrument.by_step(|node, found: &ByStep<BTreeSet<&'a str>>| {
        let mut used = BTreeSet::new();
        node.walk(&mut |part| match part {
            Node::Number(NumericExpr::LookUp(_, table, _)) => used.extend(parts.get(instrument.tables[*table].name.as_str())),
            Node::Number(NumericExpr::Score(score)) => used.extend(found.score(*score).into_iter().flatten()),
            Node::Number(NumericExpr::Helper(helper)) | Node::Condition(Condition::Helper(helper)) => {
                used.extend(parts.get(instrument.helpers[*helper].name.as_str()));
                used.extend(found.helper(*helper).into_iter().flatten());
            }
            Node::Number(_) | Node::Condition(_) => {}
        });
        used
    })
}
