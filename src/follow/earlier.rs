use typed_index_collections::TiVec;

use super::case::Occasion;
use crate::check::{categories_beside, scores_beside};
use crate::instrument::{AlertIx, Bands, BandsIx, BandsRule, InformantIx, Instrument, Known, KnownIx, ScoreIx, Version};
use crate::score::Plan;

/// An earlier version of a measure that is followed, and how what it gives is set beside what the measure gives now.
#[derive(Debug)]
pub struct Earlier<'a> {
    pub(super) plan: Plan<'a>,
    version: Version,
    /// For each score of now the one that was the same.
    scores: TiVec<ScoreIx, Option<ScoreIx>>,
    /// For each informant of then the one of now.
    informants: TiVec<InformantIx, Option<InformantIx>>,
    /// For each known fact of now the one that had its name and could be the same.
    pub(super) known: TiVec<KnownIx, Option<KnownIx>>,
    /// For each category of now the one that decided by the same conditions.
    categories: TiVec<BandsIx, Option<BandsIx>>,
    /// For each alert of now the one that had its name.
    alerts: TiVec<AlertIx, Option<AlertIx>>,
}

impl<'a> Earlier<'a> {
    /// An earlier version beside that of now.
    pub fn new(before: &'a Instrument, now: &Instrument) -> Self {
        let informants = before.informants.iter().map(|informant| now.informant(&informant.name)).collect();
        let alerts = now.alerts.iter().map(|alert| before.alerts.position(|old| old.name == alert.name)).collect();
        let same = |fact: &Known| before.known.position(|old| old.name == fact.name && old.kind == fact.kind);
        let known = now.known.iter().map(same).collect();
        Self {
            plan: Plan::new(before),
            version: before.version.clone(),
            scores: scores_beside(before, now).into(),
            informants,
            known,
            categories: categories_beside(before, now).into(),
            alerts,
        }
    }

    /// The earlier version.
    pub fn instrument(&self) -> &'a Instrument {
        self.plan.instrument()
    }

    /// An administration of then as one of now: scores that do not compare are missing, and bands are those of now.
    /// Nothing where whoever answered does not answer any more.
    pub(super) fn as_of_now(&self, then: Occasion, now: &Instrument) -> Option<Occasion> {
        let informant = self.informants[then.informant]?;
        let scores: TiVec<ScoreIx, f64> =
            self.scores.iter().map(|score| score.map_or(f64::NAN, |score| then.scores[score])).collect();
        let band = |(at, bands): (BandsIx, &Bands)| match &bands.rule {
            BandsRule::Stretches(stretches) => {
                let value = Some(scores[stretches.of]).filter(|value| !value.is_nan())?;
                stretches.band_of(value).and_then(|band| u16::try_from(band).ok())
            }
            // Its words are the same, so that their positions are.
            BandsRule::Cases(_) | BandsRule::Groups(..) => self.categories[at].and_then(|then_at| then.bands[then_at]),
        };
        Some(Occasion {
            bands: now.bands.iter_enumerated().map(band).collect(),
            alerts: self.alerts.iter().map(|alert| alert.and_then(|alert| then.alerts[alert])).collect(),
            informant,
            earlier: Some(self.version.clone()),
            scores,
            // An item of then may have asked something else.
            answers: TiVec::new(),
            skipped: vec![],
            words: vec![],
            ..then
        })
    }
}
