use super::Form;
use crate::instrument::{Comparator, Condition, ItemIx, NumericExpr, RefusalIx};

impl Form<'_> {
    /// The choice that a refusal lets stand beside no other; nothing where it refuses anything else.
    pub(in crate::exchange) fn stands_alone(&self, refusal: RefusalIx) -> Option<(ItemIx, usize)> {
        let Condition::And(one, other) = &self.instrument.refusals[refusal].when else { return None };
        let Condition::Includes(item, choice) = **one else { return None };
        let Condition::Compare(Comparator::Above, NumericExpr::NumberOf(of), most) = &**other else { return None };
        let choices = self.instrument.items[item].kind.choices()?;
        let are_all = of.item == item && (0..choices.len()).all(|at| of.has(at));
        (are_all && most.constant() == Some(1.0)).then_some((item, choice))
    }

    /// The choices of an item that stand beside no other, by their positions.
    pub(in crate::exchange) fn alone(&self, item: ItemIx) -> impl Iterator<Item = usize> {
        let all = self.refusals.iter().filter_map(|refusal| self.stands_alone(refusal.refusal));
        all.filter(move |(of, _)| *of == item).map(|(_, choice)| choice)
    }
}
