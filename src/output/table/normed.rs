use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use arrow_schema::{DataType, Field};
use typed_index_collections::TiSlice;
use verbond_backend::Role;

use super::results::{doubles, field};
use crate::instrument::{Instrument, Norms, ScoreIx};
use crate::score::{Known, NormPlan, Normed};

/// What stands in the column of the group where no group fits.
pub const NO_GROUP: &str = "no group fits";

/// The columns that set scores beside norms.
#[derive(Debug)]
pub struct NormColumns<'a> {
    plan: NormPlan<'a>,
    groups: Vec<String>,
}

impl<'a> NormColumns<'a> {
    /// Those of norms of a measure.
    pub fn new(instrument: &Instrument, norms: &'a Norms) -> Self {
        let plan = NormPlan::new(instrument, norms);
        let groups = (0..norms.groups.len()).map(|at| plan.name_of(instrument, at)).collect();
        Self { plan, groups }
    }

    /// How the norms are applied.
    pub fn plan(&self) -> &NormPlan<'a> {
        &self.plan
    }

    /// The norms as results name them: simulated ones always say so.
    pub fn reference(&self) -> String {
        let norms = self.plan.norms();
        format!("{}@{} ({})", norms.id, norms.version, norms.status)
    }

    /// Their fields: for each score what the norms can say of it, and the group that a row was set beside.
    pub fn fields(&self, instrument: &Instrument) -> Vec<Field> {
        let mut fields = Vec::new();
        for score in self.plan.scores() {
            let model = &instrument.scores[*score];
            for (ending, kind, words) in endings(self.plan.known_of(*score)) {
                fields.push(field(&format!("{}.{ending}", model.name), kind, &format!("{}: {words}", model.label), Role::Norm));
            }
        }
        fields.push(field("norm_group", DataType::Utf8, "Group of the norms", Role::Norm));
        fields
    }

    /// Their columns, in the order of the fields.
    pub fn arrays(&self, scores: &TiSlice<ScoreIx, Vec<f64>>, groups: &[Option<u16>]) -> Vec<ArrayRef> {
        let mut arrays = Vec::new();
        for score in self.plan.scores() {
            let normed = self.plan.normed(*score, &scores[*score], groups);
            arrays.extend(self.columns_of(*score, normed));
        }
        let named = groups.iter().map(|group| Some(group.map_or(NO_GROUP, |at| self.groups[usize::from(at)].as_str())));
        arrays.push(Arc::new(named.collect::<StringArray>()));
        arrays
    }

    fn columns_of(&self, score: ScoreIx, normed: Normed) -> Vec<ArrayRef> {
        let Known { spread, percentile, error, cut_off } = self.plan.known_of(score);
        let mut arrays = Vec::new();
        if spread {
            arrays.extend([doubles(normed.z), doubles(normed.t)]);
        }
        if percentile {
            arrays.push(doubles(normed.percentile));
            arrays.push(Arc::new(normed.by.iter().map(|by| by.map(crate::score::PercentileBy::word)).collect::<StringArray>()));
        }
        if error {
            arrays.extend([doubles(normed.error), doubles(normed.low), doubles(normed.high)]);
        }
        if cut_off {
            let word = |reaches: &Option<bool>| reaches.map(|reaches| if reaches { "at or above" } else { "below" });
            arrays.push(Arc::new(normed.reaches.iter().map(word).collect::<StringArray>()));
        }
        arrays
    }
}

/// The endings of columns, their types, and what they are.
fn endings(known: Known) -> Vec<(&'static str, DataType, &'static str)> {
    let mut endings = Vec::new();
    if known.spread {
        endings.push(("z", DataType::Float64, "distance from the mean in standard deviations"));
        endings.push(("T", DataType::Float64, "T score, mean 50 and standard deviation 10"));
    }
    if known.percentile {
        endings.push(("percentile", DataType::Float64, "percentile"));
        endings.push(("percentile_by", DataType::Utf8, "whether the percentile is by the table or by the normal distribution"));
    }
    if known.error {
        endings.push(("error", DataType::Float64, "standard error of measurement"));
        endings.push(("low", DataType::Float64, "low end of the 95 % interval"));
        endings.push(("high", DataType::Float64, "high end of the 95 % interval"));
    }
    if known.cut_off {
        endings.push(("cut_off", DataType::Utf8, "below the cut-off, or at or above it"));
    }
    endings
}
