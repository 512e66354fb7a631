use typed_index_collections::TiVec;

use super::{BandsRule, Condition, HelperIx, InstrumentContent, Item, ItemIx, Moment, Node, NumericExpr};

impl InstrumentContent {
    /// Which items a score looks at, by itself or by a helper.
    pub fn scored_items(&self) -> TiVec<ItemIx, bool> {
        let mut scored: TiVec<ItemIx, bool> = vec![false; self.items.len()].into();
        let mut looked: TiVec<HelperIx, bool> = vec![false; self.helpers.len()].into();
        let mut nodes: Vec<Node<'_>> = self.scores.iter().map(|score| Node::Number(&score.number)).collect();
        while let Some(node) = nodes.pop() {
            node.walk(&mut |part| {
                part.each_item(&mut |item| scored[item] = true);
                if let Node::Number(NumericExpr::Helper(helper)) | Node::Condition(Condition::Helper(helper)) = part
                    && !std::mem::replace(&mut looked[*helper], true)
                {
                    nodes.push(self.helpers[*helper].node());
                }
            });
        }
        scored
    }

    /// Which items are looked at by a score, a helper, a category, an alert, a refusal or the condition of another item.
    pub fn used_items(&self) -> TiVec<ItemIx, bool> {
        let mut used: TiVec<ItemIx, bool> = vec![false; self.items.len()].into();
        let mut look = |node: Node<'_>| node.walk(&mut |part| part.each_item(&mut |item| used[item] = true));
        self.scores.iter().for_each(|score| look(Node::Number(&score.number)));
        self.helpers.iter().for_each(|helper| look(helper.node()));
        self.alerts.iter().for_each(|alert| look(Node::Condition(&alert.when)));
        self.refusals.iter().for_each(|refusal| look(Node::Condition(&refusal.when)));
        self.items.iter().filter_map(|item| item.asked_when.as_ref()).for_each(|when| look(Node::Condition(when)));
        for bands in &self.bands {
            match &bands.rule {
                BandsRule::Stretches(_) => {}
                BandsRule::Cases(cases) | BandsRule::Groups(_, cases) => {
                    cases.iter().filter_map(|case| case.when.as_ref()).for_each(|when| look(Node::Condition(when)));
                }
            }
        }
        used
    }

    /// Which items a table of answers needs a column for. Without one an optional item that nothing is computed from counts
    /// as unanswered.
    pub fn items_with_columns(&self) -> TiVec<ItemIx, bool> {
        let used = self.used_items();
        let needs = |(at, item): (ItemIx, &Item)| !item.optional || (used[at] && !item.kind.is_unscored());
        self.items.iter_enumerated().map(needs).collect()
    }
}

impl Node<'_> {
    /// Hands over the items that this part itself names, without those of the parts below it.
    pub(super) fn each_item(self, f: &mut dyn FnMut(ItemIx)) {
        let mut moments = |one: Moment, other: Moment| {
            for moment in [one, other] {
                if let Moment::Item(item) = moment {
                    f(item);
                }
            }
        };
        match self {
            Self::Number(number) => match number {
                NumericExpr::Elapsed(_, from, to) => moments(*from, *to),
                NumericExpr::Keyed(item) | NumericExpr::Given(item) => f(*item),
                NumericExpr::NumberOf(of) => f(of.item),
                NumericExpr::Constant(_)
                | NumericExpr::Known(_)
                | NumericExpr::Score(_)
                | NumericExpr::Helper(_)
                | NumericExpr::Missing
                | NumericExpr::Call(..)
                | NumericExpr::Power(..)
                | NumericExpr::Answered
                | NumericExpr::Aggregate(_)
                | NumericExpr::Negate(_)
                | NumericExpr::Arithmetic(..)
                | NumericExpr::Round(..)
                | NumericExpr::Rescale { .. }
                | NumericExpr::LookUp(..)
                | NumericExpr::If(..) => {}
            },
            Self::Condition(condition) => match condition {
                Condition::SameMoment(one, other) => moments(*one, *other),
                Condition::Includes(item, _) | Condition::PointIs(item, _) => f(*item),
                Condition::ChoseNone(item) | Condition::IsAsked(item) => f(*item),
                Condition::Compare(..)
                | Condition::Helper(_)
                | Condition::KnownIs(..)
                | Condition::IsMissing(_)
                | Condition::Answers(_)
                | Condition::BandIs(..)
                | Condition::Not(_)
                | Condition::And(..)
                | Condition::Or(..) => {}
            },
        }
    }
}
