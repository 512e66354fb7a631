use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use arrow_schema::{DataType, Field};
use typed_index_collections::TiSlice;
use verbond_backend::Role;

use super::results::{doubles, field};
use crate::instrument::{Instrument, KnownIx, Norms, ScoreIx};
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
            for (ending, kind, words) in self.endings(*score) {
                fields.push(field(&format!("{}.{ending}", model.name), kind, &format!("{}: {words}", model.label), Role::Norm));
            }
        }
        fields.push(field("norm_group", DataType::Utf8, "Group of the norms", Role::Norm));
        fields
    }

    /// Their columns, in the order of the fields.
    pub fn arrays(
        &self,
        scores: &TiSlice<ScoreIx, Vec<f64>>,
        known: &TiSlice<KnownIx, Vec<f64>>,
        groups: &[Option<u16>],
    ) -> Vec<ArrayRef> {
        let mut arrays = Vec::new();
        for score in self.plan.scores() {
            let normed = self.plan.normed(*score, &scores[*score], known, groups);
            arrays.extend(self.columns_of(*score, normed));
        }
        let named = groups.iter().map(|group| Some(group.map_or(NO_GROUP, |at| self.groups[usize::from(at)].as_str())));
        arrays.push(Arc::new(named.collect::<StringArray>()));
        arrays
    }

    fn columns_of(&self, score: ScoreIx, normed: Normed) -> Vec<ArrayRef> {
        let Known { z, t, percentile, error, cut_off } = self.plan.known_of(score);
        let mut arrays: Vec<ArrayRef> = Vec::new();
        arrays.extend(z.then(|| doubles(normed.z)));
        arrays.extend(t.then(|| doubles(normed.t)));
        arrays.extend(normed.tables.into_iter().map(doubles));
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
        for (bands, column) in self.plan.bands(score).into_iter().zip(normed.bands) {
            let word = |at: &Option<u16>| at.map(|at| bands.bands[usize::from(at)].name.as_str());
            arrays.push(Arc::new(column.iter().map(word).collect::<StringArray>()));
        }
        arrays
    }

    /// The endings of the columns of a score, their types, and what they are.
    fn endings(&self, score: ScoreIx) -> Vec<(&str, DataType, String)> {
        let Known { z, t, percentile, error, cut_off } = self.plan.known_of(score);
        let of = |is_there: bool, columns: &[(&'static str, DataType, &str)]| {
            let columns: Vec<_> = columns.iter().map(|(name, kind, words)| (*name, kind.clone(), (*words).to_owned())).collect();
            columns.into_iter().filter(move |_| is_there)
        };
        let (number, word) = (DataType::Float64, DataType::Utf8);
        let mut endings: Vec<(&str, DataType, String)> = Vec::new();
        endings.extend(of(z, &[("z", number.clone(), "distance from the mean in standard deviations")]));
        endings.extend(of(t, &[("T", number.clone(), "T score, mean 50 and standard deviation 10")]));
        let tables = self.plan.tables(score).into_iter();
        endings.extend(tables.map(|name| (name, DataType::Float64, format!("{name}, by the table of the norms"))));
        let by = "whether the percentile is by the table or by the normal distribution";
        endings.extend(of(percentile, &[("percentile", number.clone(), "percentile"), ("percentile_by", word.clone(), by)]));
        endings.extend(of(
            error,
            &[
                ("error", number.clone(), "standard error of measurement"),
                ("low", number.clone(), "low end of the 95 % interval"),
                ("high", number, "high end of the 95 % interval"),
            ],
        ));
        endings.extend(of(cut_off, &[("cut_off", word, "below the cut-off, or at or above it")]));
        for bands in self.plan.bands(score) {
            endings.push((&bands.name, DataType::Utf8, format!("by {}, {}", bands.of.name(), bands.in_words())));
        }
        endings
    }
}
