use super::evaluate::{Columns, HelperColumns, ThreeValued};
use super::plan::{Plan, Scored};
use crate::instrument::{Allotment, Deal, ItemIx, Node, rounding};
use crate::responses::{MissingReason, ResponseTable};

impl Columns<'_> {
    /// Whether an item is asked in every row: it is for the informant, and its condition holds.
    pub(super) fn is_asked(&self, item: ItemIx) -> Vec<ThreeValued> {
        let mut verdicts = match self.plan.asked_condition(item) {
            Some(condition) => self.condition(condition),
            None => vec![ThreeValued::Holds; self.len()],
        };
        let model = &self.plan.instrument().items[item];
        for (verdict, informant) in verdicts.iter_mut().zip(&self.table.informants[self.rows.clone()]) {
            if !model.is_for(*informant) {
                *verdict = ThreeValued::Fails;
            }
        }
        verdicts
    }
}

impl Plan<'_> {
    /// Decides which items were asked, in the order of asking, puts `otherwise` where they were not, and counts.
    ///
    /// An item is asked if it is for the informant and its condition holds. Where the condition does not hold it counts
    /// as `otherwise`; where the condition is missing, or the item is not for the informant, it is missing. Returns the
    /// number of answers to items that were not asked; they are left out.
    pub(super) fn settle_asked(&self, table: &mut ResponseTable, scored: &mut Scored) -> u64 {
        let mut surplus = 0;
        self.instrument.allotments.iter().for_each(|allotment| settle_dealt(allotment, table));
        let mut helpers = vec![None; self.instrument.helpers.len()].into();
        for item in &self.sometimes_asked {
            surplus += self.settle_item(*item, table, &mut helpers);
        }
        let counted = self.instrument.items.iter().zip(&table.items).filter(|(item, _)| item.is_counted());
        for (_, column) in counted {
            let counts = column.causes.iter().zip(scored.answered.iter_mut().zip(&mut scored.asked));
            for (cause, (answered, asked)) in counts {
                *answered += u32::from(*cause == MissingReason::Answered);
                *asked += u32::from(*cause != MissingReason::NotAsked);
            }
        }
        surplus
    }

    /// `helpers` are those that conditions before this one looked at: items up to there stay as they are.
    fn settle_item(&self, item: ItemIx, table: &mut ResponseTable, helpers: &mut HelperColumns) -> u64 {
        let mut columns = Columns::new(self, table, &[], &[], 0..table.rows);
        columns.helpers = std::mem::take(helpers);
        if let Some(condition) = self.asked_condition(item) {
            for helper in self.instrument.helpers_of(Node::Condition(condition)) {
                if columns.helpers[helper].is_none() {
                    columns.compute_helper(helper);
                }
            }
        }
        let verdicts = columns.is_asked(item);
        *helpers = columns.helpers;
        let asked_of = &self.instrument.items[item].asked_of;
        let otherwise = self.otherwise(item);
        let column = &mut table.items[item];
        let mut surplus = 0;
        let rows = verdicts.iter().zip(&table.informants).zip(column.values.iter_mut().zip(&mut column.causes));
        for ((verdict, informant), (value, cause)) in rows {
            let is_for = asked_of.get(informant.0).copied().unwrap_or(false);
            if *verdict == ThreeValued::Holds {
                continue;
            }
            surplus += u64::from(*cause == MissingReason::Answered);
            *cause = MissingReason::NotAsked;
            *value = if is_for && *verdict == ThreeValued::Fails { otherwise } else { f64::NAN };
        }
        surplus
    }
}

/// Settles the numbers of what ranks or shares out, which are one answer: where one of them cannot be right, none is
/// valid; and a share that was left empty is 0 where the others are the whole.
fn settle_dealt(allotment: &Allotment, table: &mut ResponseTable) {
    for row in 0..table.rows {
        let causes = || allotment.items.iter().map(|item| table.items[*item].causes[row]);
        let is_wrong = causes().any(|cause| matches!(cause, MissingReason::NotValid | MissingReason::Declared));
        let given = allotment.items.iter().filter(|item| table.items[**item].causes[row] == MissingReason::Answered);
        let sum: f64 = given.map(|item| table.items[*item].values[row]).sum();
        let is_whole = match allotment.deal {
            Deal::Shares(whole) => rounding::equal(sum, whole),
            Deal::Ranks => false,
        };
        for item in &allotment.items {
            let column = &mut table.items[*item];
            let left = match column.causes[row] {
                MissingReason::Answered | MissingReason::Unanswered if is_wrong => (f64::NAN, MissingReason::NotValid),
                MissingReason::Unanswered if is_whole => (0.0, MissingReason::Answered),
                same @ (MissingReason::Answered
                | MissingReason::Unanswered
                | MissingReason::NotAsked
                | MissingReason::NotValid
                | MissingReason::Declared
                | MissingReason::None) => (column.values[row], same),
            };
            (column.values[row], column.causes[row]) = left;
        }
    }
}
