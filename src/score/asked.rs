use super::evaluate::{Columns, ThreeValued};
use super::plan::{Plan, Scored};
use crate::instrument::ItemIx;
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
        for item in &self.sometimes_asked {
            surplus += self.settle_item(*item, table);
        }
        for column in &table.items {
            let counts = column.causes.iter().zip(scored.answered.iter_mut().zip(&mut scored.asked));
            for (cause, (answered, asked)) in counts {
                *answered += u32::from(*cause == MissingReason::Answered);
                *asked += u32::from(*cause != MissingReason::NotAsked);
            }
        }
        surplus
    }

    fn settle_item(&self, item: ItemIx, table: &mut ResponseTable) -> u64 {
        let verdicts = Columns::new(self, table, &[], &[], 0..table.rows).is_asked(item);
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
