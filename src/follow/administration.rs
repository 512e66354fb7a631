use crate::instrument::KnownIx;
use typed_index_collections::TiVec;

use super::case::Occasion;

/// A scored administration of a case, before it is put with the others of the case.
#[derive(Clone, Debug)]
pub struct Administration {
    /// The code of the case; never empty.
    pub case: String,
    /// The group that the case is in, as an office; empty where this administration does not say.
    pub group: String,
    /// What it tells of the case, at the positions of known facts; NaN where it does not.
    pub known: TiVec<KnownIx, f64>,
    /// Scores, bands, alerts, and when and by whom.
    pub occasion: Occasion,
}
