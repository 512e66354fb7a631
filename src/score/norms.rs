use typed_index_collections::TiSlice;

use crate::instrument::{
    GroupTest, InformantIx, Instrument, KnownIx, NormBands, NormEntry, NormGroup, NormTable, NormedScore, Norms, ScoreIx,
    rounding,
};
use crate::responses::ResponseTable;

/// 97.5th percentile of the standard normal distribution: an interval of 95 %.
pub const INTERVAL: f64 = 1.959_963_984_540_054;

/// How norms turn a score into its place in a population.
#[derive(Debug)]
pub struct NormPlan<'a> {
    norms: &'a Norms,
    /// The scores that any group knows something of, in the order of the measure.
    scores: Vec<ScoreIx>,
    /// Positions of the groups, those with most tests first; of several with as many the first of the file.
    order: Vec<usize>,
}

/// A score set beside norms, a row each; NaN where it cannot be said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Normed {
    /// Distance from the mean in standard deviations.
    pub z: Vec<f64>,
    /// The same with mean 50 and standard deviation 10.
    pub t: Vec<f64>,
    /// The share of the population at or under it, from 0 to 100.
    pub percentile: Vec<f64>,
    /// Where the percentile comes from.
    pub by: Vec<Option<PercentileBy>>,
    /// Standard error of measurement, `SD sqrt(1 - reliability)` (Lord & Novick 1968).
    pub error: Vec<f64>,
    /// Low end of the interval that holds the true score with 95 %: the score less 1.96 standard errors.
    pub low: Vec<f64>,
    /// High end of it.
    pub high: Vec<f64>,
    /// Whether the score reaches the cut-off of its group.
    pub reaches: Vec<Option<bool>>,
    /// What tables of the norms give, in the order of [`NormPlan::tables`].
    pub tables: Vec<Vec<f64>>,
    /// Positions of the words, in the order of [`NormPlan::bands`].
    pub bands: Vec<Vec<Option<u16>>>,
}

/// Where a percentile comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentileBy {
    /// The table of the norms; between two of its values on the line that joins them.
    Table,
    /// The normal distribution with the mean and standard deviation of the norms.
    Normal,
}

impl PercentileBy {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Normal => "normal",
        }
    }
}

/// What any group of the norms says of a score, so that no column is empty from top to bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// A mean and a standard deviation, and no table that gives z instead.
    pub z: bool,
    /// The same, and no table that gives T instead.
    pub t: bool,
    /// A table of percentiles, or a spread.
    pub percentile: bool,
    /// A standard deviation and a reliability.
    pub error: bool,
    /// A cut-off.
    pub cut_off: bool,
}

impl<'a> NormPlan<'a> {
    /// Plans norms of a measure.
    pub fn new(instrument: &Instrument, norms: &'a Norms) -> Self {
        let mut order: Vec<usize> = (0..norms.groups.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(norms.groups[*at].tests.len()));
        let mut plan = Self { norms, scores: vec![], order };
        let is_known = |score: &ScoreIx| plan.known_of(*score) != Known::default() || !plan.tables(*score).is_empty();
        let scores = (0..instrument.scores.len()).map(ScoreIx).filter(is_known).collect();
        plan.scores = scores;
        plan
    }

    /// The norms.
    pub fn norms(&self) -> &'a Norms {
        self.norms
    }

    /// The scores that the norms say something of.
    pub fn scores(&self) -> &[ScoreIx] {
        &self.scores
    }

    /// Positions of the groups in the order in which they are tried: a row belongs to the first that fits.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// What each group says of a score.
    pub fn figures(&self, score: ScoreIx) -> Vec<Figures<'a>> {
        self.norms.groups.iter().map(|group| Figures::of(group, score)).collect()
    }

    /// Names of the tables of a score.
    pub fn tables(&self, score: ScoreIx) -> Vec<&'a str> {
        self.norms.tables_of(score)
    }

    /// The bands of what the norms make of a score.
    pub fn bands(&self, score: ScoreIx) -> Vec<&'a NormBands> {
        self.norms.bands.iter().filter(|bands| bands.score() == score).collect()
    }

    /// What any group says of a score.
    pub fn known_of(&self, score: ScoreIx) -> Known {
        let tables = self.tables(score);
        let is_free = |of: &NormedScore| !tables.contains(&of.name());
        let (z, t) = (is_free(&NormedScore::Z), is_free(&NormedScore::T));
        self.figures(score).into_iter().fold(Known::default(), |known, figures| Known {
            z: known.z || (z && figures.spread().is_some()),
            t: known.t || (t && figures.spread().is_some()),
            percentile: known.percentile || figures.spread().is_some() || !figures.table.is_empty(),
            error: known.error || figures.error().is_some(),
            cut_off: known.cut_off || figures.cut_off.is_some(),
        })
    }

    /// For each row the position of the group that it belongs to.
    pub fn groups(&self, table: &ResponseTable) -> Vec<Option<u16>> {
        (0..table.rows).map(|row| self.group_of(table.informants[row], &|known| table.known[known][row])).collect()
    }

    /// The group that an informant fits who is known by some facts; nothing where none does.
    pub fn group_of(&self, informant: InformantIx, known: &dyn Fn(KnownIx) -> f64) -> Option<u16> {
        let fits =
            |group: &NormGroup| group.informant == informant && group.tests.iter().all(|(fact, test)| test.holds(known(*fact)));
        self.order.iter().find(|at| fits(&self.norms.groups[**at])).and_then(|at| u16::try_from(*at).ok())
    }

    /// Sets a column of a score beside the norms, given what is known of each case and the group that it belongs to.
    pub fn normed(&self, score: ScoreIx, values: &[f64], known: &TiSlice<KnownIx, Vec<f64>>, groups: &[Option<u16>]) -> Normed {
        let figures = self.figures(score);
        let names = self.tables(score);
        let mut normed = Normed { tables: vec![Vec::with_capacity(values.len()); names.len()], ..Normed::default() };
        for (row, (value, group)) in values.iter().zip(groups).enumerate() {
            let of = group.map(|at| &figures[usize::from(at)]).filter(|_| !value.is_nan());
            normed.push(*value, of);
            for (name, column) in names.iter().zip(&mut normed.tables) {
                let table = of.and_then(|figures| figures.table_named(name));
                column.push(table.map_or(f64::NAN, |table| table.look_up(*value, &|fact| known[fact][row])));
            }
        }
        normed.bands = self.bands(score).into_iter().map(|bands| words(bands, &normed, &names)).collect();
        normed
    }

    /// A group as a person would name it: `client where age 18 to 30, mandate = parole`.
    pub fn name_of(&self, instrument: &Instrument, at: usize) -> String {
        let group = &self.norms.groups[at];
        let tests: Vec<String> = group.tests.iter().map(|(known, test)| named(&instrument.known[*known], *test)).collect();
        let informant = &instrument.informants[group.informant].name;
        if tests.is_empty() { informant.clone() } else { format!("{informant} where {}", tests.join(", ")) }
    }
}

/// Positions of the words of bands, by the column that they are made of.
fn words(bands: &NormBands, normed: &Normed, tables: &[&str]) -> Vec<Option<u16>> {
    let column = match &bands.of {
        NormedScore::Z => Some(&normed.z),
        NormedScore::T => Some(&normed.t),
        NormedScore::Percentile => Some(&normed.percentile),
        NormedScore::Table(name) => tables.iter().position(|table| table == name).and_then(|at| normed.tables.get(at)),
    };
    let word = |value: &f64| if value.is_nan() { None } else { bands.stretches.band_of(*value).map(|band| band as u16) };
    column.into_iter().flatten().map(word).collect()
}

fn named(known: &crate::instrument::Known, test: GroupTest) -> String {
    match test {
        GroupTest::Range(low, high) => format!("{} {low} to {high}", known.name),
        GroupTest::Value(at) => format!("{} = {}", known.name, known.kind.in_words(at as f64)),
    }
}

/// What a group says of one score.
#[derive(Clone, Debug, Default)]
pub struct Figures<'a> {
    figures: crate::instrument::Figures,
    /// Values with their percentiles, both rising; empty where there is no table.
    pub table: &'a [(f64, f64)],
    cut_off: Option<f64>,
    /// Tables that give a number for each value.
    pub tables: Vec<&'a NormTable>,
}

impl<'a> Figures<'a> {
    fn of(group: &'a NormGroup, score: ScoreIx) -> Self {
        let mut found = Self::default();
        for entry in &group.entries {
            match entry {
                _ if entry.score() != score => {}
                NormEntry::Figures(_, figures) => found.figures = *figures,
                NormEntry::CutOff(cut_off) => found.cut_off = Some(cut_off.at),
                NormEntry::Percentiles(_, table) => found.table = table,
                NormEntry::Table(_, table) => found.tables.push(table),
                NormEntry::ReliableChange(..) => {}
            }
        }
        found
    }

    /// Mean and standard deviation.
    pub fn spread(&self) -> Option<(f64, f64)> {
        self.figures.spread()
    }

    /// The table of a name.
    pub fn table_named(&self, name: &str) -> Option<&'a NormTable> {
        self.tables.iter().find(|table| table.name == name).copied()
    }

    /// Standard error of measurement.
    pub fn error(&self) -> Option<f64> {
        let (sd, reliability) = self.figures.sd.zip(self.figures.reliability)?;
        Some(sd * (1.0 - reliability).max(0.0).sqrt())
    }

    /// The value from which the cut-off is reached: below it by the [`rounding::slack`] of its size, since scores are
    /// rounded in their last digits. A program that compares to the last digit compares with this.
    pub fn reached_from(&self) -> Option<f64> {
        self.cut_off.map(|at| at - rounding::slack(at))
    }

    /// By the table within its values; beyond them, or without one, by the normal distribution.
    fn percentile(&self, value: f64) -> Option<(f64, PercentileBy)> {
        let between = self.table.windows(2).find(|pair| value >= pair[0].0 && value <= pair[1].0);
        if let Some([(low, at_low), (high, at_high)]) = between {
            let share = if high > low { (value - low) / (high - low) } else { 1.0 };
            return Some((at_low + share * (at_high - at_low), PercentileBy::Table));
        }
        let (mean, sd) = self.spread()?;
        // Cumulative normal distribution by the complementary error function.
        Some((50.0 * libm::erfc(-(value - mean) / sd / std::f64::consts::SQRT_2), PercentileBy::Normal))
    }
}

impl Normed {
    fn push(&mut self, value: f64, of: Option<&Figures<'_>>) {
        let z = of.and_then(Figures::spread).map_or(f64::NAN, |(mean, sd)| (value - mean) / sd);
        self.z.push(z);
        self.t.push(50.0 + 10.0 * z);
        let percentile = of.and_then(|figures| figures.percentile(value));
        self.percentile.push(percentile.map_or(f64::NAN, |(percentile, _)| percentile));
        self.by.push(percentile.map(|(_, by)| by));
        let error = of.and_then(Figures::error).unwrap_or(f64::NAN);
        self.error.push(error);
        self.low.push(value - INTERVAL * error);
        self.high.push(value + INTERVAL * error);
        let reaches = of.and_then(|figures| figures.cut_off).map(|at| rounding::at_least(value, at));
        self.reaches.push(reaches);
    }
}
