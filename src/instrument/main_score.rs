use std::collections::BTreeSet;

use super::{Bands, BandsIx, Condition, InstrumentContent, ItemIx, Node, NumericExpr, ScoreIx, Stretches};

impl InstrumentContent {
    /// The score that speaks for the measure as a whole, which pages show first: of the scores with bands, or of all
    /// where none has any, the one that is made of the most items; of several the last. Nothing where there is no score.
    pub fn main_score(&self) -> Option<ScoreIx> {
        let items = self.by_step(|node, before| {
            let mut found: BTreeSet<ItemIx> = BTreeSet::new();
            node.walk(&mut |part| match part {
                Node::Number(NumericExpr::Score(other)) => found.extend(before.score(*other).into_iter().flatten()),
                Node::Number(NumericExpr::Helper(helper)) | Node::Condition(Condition::Helper(helper)) => {
                    found.extend(before.helper(*helper).into_iter().flatten());
                }
                Node::Number(number) => found.extend(number.item().map(|(item, _)| item)),
                Node::Condition(_) => {}
            });
            found
        });
        let size = |score: &ScoreIx| items.score(*score).map_or(0, BTreeSet::len);
        let has_bands = |score: &ScoreIx| self.bands.iter().any(|bands| bands.score() == Some(*score));
        let banded = self.scores.keys().filter(has_bands).max_by_key(size);
        banded.or_else(|| self.scores.keys().max_by_key(size))
    }

    /// The first bands of a score, with their stretches.
    pub fn bands_of(&self, score: ScoreIx) -> Option<(BandsIx, &Bands, &Stretches)> {
        self.bands.iter_enumerated().find_map(|(at, bands)| {
            let stretches = bands.stretches().filter(|stretches| stretches.of == score)?;
            Some((at, bands, stretches))
        })
    }
}
