use serde::Serialize;

use super::{Band, InformantIx, Instrument, KnownIx, Range, ScoreIx, Stretches, TableGroup, Version, rounding};

/// What [`Norms`] hold.
///
/// [`Norms`]: super::Norms
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct NormsContent {
    /// Their id.
    pub id: String,
    /// Their version.
    pub version: Version,
    /// The measure.
    pub of: String,
    /// The versions of it they belong to.
    pub of_version: Version,
    /// Whom they were taken from.
    pub population: String,
    /// `simulated`, `provisional` or `published`.
    pub status: String,
    /// The groups, in the order of the file.
    pub groups: Vec<NormGroup>,
    /// Words for stretches of what they make of scores.
    pub bands: Vec<NormBands>,
}

/// Below this reliability a score is too uncertain to judge one person by, unless a site decides otherwise (Nunnally &
/// Bernstein 1994, Psychometric Theory, p. 264 f., ask for more still).
pub const LEAST_RELIABILITY: f64 = 0.70;

impl NormsContent {
    /// Whether they are made up, to try things with.
    pub fn is_simulated(&self) -> bool {
        self.status == "simulated"
    }

    /// Names of the tables of a score, each once, in the order of the file.
    pub fn tables_of(&self, score: ScoreIx) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for (_, table) in self.entries().filter_map(NormEntry::table).filter(|(of, _)| *of == score) {
            if !names.contains(&table.name.as_str()) {
                names.push(&table.name);
            }
        }
        names
    }

    /// The numbers that they make of a score.
    pub fn normed_scores(&self, score: ScoreIx) -> Vec<NormedScore> {
        let tables = self.tables_of(score);
        let of_score = || self.entries().filter(|entry| entry.score() == score);
        let has_spread = of_score().any(|entry| entry.figures().and_then(Figures::spread).is_some());
        let has_percentiles = of_score().any(|entry| matches!(entry, NormEntry::Percentiles(..)));
        // What a table says goes before what mean and standard deviation say.
        let by_spread = [NormedScore::Z, NormedScore::T].into_iter().filter(|of| has_spread && !tables.contains(&of.name()));
        let by_table = tables.iter().map(|name| NormedScore::Table((*name).to_owned()));
        let percentile = (has_spread || has_percentiles).then_some(NormedScore::Percentile);
        by_spread.chain(by_table).chain(percentile).collect()
    }

    /// What a number that they make of a score can be, in whichever group; nothing where it is never there.
    pub fn range_of(&self, score: ScoreIx, range: Range, of: &NormedScore) -> Option<Range> {
        let entries = || self.entries().filter(|entry| entry.score() == score);
        let z = |scale: fn(f64) -> f64| {
            let spreads = entries().filter_map(|entry| entry.figures()?.spread());
            let ends = |(mean, sd): (f64, f64)| Range::between(scale((range.min - mean) / sd), scale((range.max - mean) / sd));
            spreads.map(ends).reduce(Range::or)
        };
        match of {
            NormedScore::Z => z(|z| z),
            NormedScore::T => z(|z| 50.0 + 10.0 * z),
            NormedScore::Percentile => Some(Range::between(0.0, 100.0)),
            NormedScore::Table(name) => {
                let tables = entries().filter_map(NormEntry::table).filter(|(_, table)| table.name == *name);
                tables.flat_map(|(_, table)| &table.groups).filter_map(|group| group.rows.range(range)).reduce(Range::or)
            }
        }
    }

    fn entries(&self) -> impl Iterator<Item = &NormEntry> {
        self.groups.iter().flat_map(|group| &group.entries)
    }

    /// Whether they are for this instrument, in this version of it.
    pub fn fit(&self, instrument: &Instrument) -> bool {
        self.of == instrument.id && self.of_version.holds(&instrument.version)
    }
}

/// Norms of one informant, for cases that pass all tests.
#[derive(Clone, Debug, Serialize)]
pub struct NormGroup {
    /// Who answered.
    pub informant: InformantIx,
    /// Which cases.
    pub tests: Vec<(KnownIx, GroupTest)>,
    /// What is known of their scores.
    pub entries: Vec<NormEntry>,
}

/// A test on a known fact.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum GroupTest {
    /// Between two numbers, both included.
    Range(f64, f64),
    /// One of the values, by position.
    Value(usize),
}

/// What is known of a score in a group.
#[derive(Clone, Debug, Serialize)]
pub enum NormEntry {
    /// Figures.
    Figures(ScoreIx, Figures),
    /// A cut-off.
    CutOff(CutOff),
    /// Values with their percentiles, both rising.
    Percentiles(ScoreIx, Vec<(f64, f64)>),
    /// The least change of one person that is reliable, as it was published; above zero.
    ReliableChange(ScoreIx, f64),
    /// A table that gives a number for each value.
    Table(ScoreIx, NormTable),
}

/// A table of norms.
#[derive(Clone, Debug, Serialize)]
pub struct NormTable {
    /// Its name, which is that of what it gives: `T`.
    pub name: String,
    /// Its groups, of which a case is in one at most; one without tests of a table that is for all.
    pub groups: Vec<NormTableGroup>,
}

/// Rows of a table that are for some cases.
#[derive(Clone, Debug, Serialize)]
pub struct NormTableGroup {
    /// Which cases.
    pub tests: Vec<(KnownIx, GroupTest)>,
    /// Its rows.
    pub rows: TableGroup,
}

impl NormTable {
    /// What it gives for a value of a case who is known by some facts; NaN where that is missing.
    pub fn look_up(&self, value: f64, known: &dyn Fn(KnownIx) -> f64) -> f64 {
        let group = self.groups.iter().find(|group| group.tests.iter().all(|(fact, test)| test.holds(known(*fact))));
        group.map_or(f64::NAN, |group| group.rows.look_up(value))
    }
}

impl GroupTest {
    /// Whether a fact passes it; one that is not known, which is NaN, does not.
    pub fn holds(&self, fact: f64) -> bool {
        match self {
            Self::Range(low, high) => fact >= *low && fact <= *high,
            Self::Value(position) => fact == *position as f64,
        }
    }
}

/// A number that norms make of a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NormedScore {
    /// Distance from the mean in standard deviations.
    Z,
    /// The same with mean 50 and standard deviation 10.
    T,
    /// The share of the population at or under it.
    Percentile,
    /// What a table of this name gives.
    Table(String),
}

impl NormedScore {
    /// The ending of its column.
    pub fn name(&self) -> &str {
        match self {
            Self::Z => "z",
            Self::T => "T",
            Self::Percentile => "percentile",
            Self::Table(name) => name,
        }
    }
}

/// Words for stretches of a number that norms make of a score.
#[derive(Clone, Debug, Serialize)]
pub struct NormBands {
    /// Their name, the ending of their column.
    pub name: String,
    /// The number.
    pub of: NormedScore,
    /// The stretches of it.
    pub stretches: Stretches,
    /// The words, at the positions of the stretches.
    pub bands: Vec<Band>,
}

impl NormBands {
    /// The score that the number is made of.
    pub fn score(&self) -> ScoreIx {
        self.stretches.of
    }

    /// The words with their labels and bounds, as the language writes them.
    pub fn in_words(&self) -> String {
        let one = |(at, band): (usize, &Band)| format!("{} \"{}\" {}", band.name, band.label, self.stretches.bound(at));
        self.bands.iter().enumerate().map(one).collect::<Vec<_>>().join("  ")
    }
}

impl NormEntry {
    /// The score that it is about.
    pub fn score(&self) -> ScoreIx {
        match self {
            Self::Figures(score, _) | Self::Percentiles(score, _) | Self::ReliableChange(score, _) | Self::Table(score, _) => {
                *score
            }
            Self::CutOff(cut_off) => cut_off.score,
        }
    }

    /// Its figures, where it gives any.
    pub fn figures(&self) -> Option<&Figures> {
        match self {
            Self::Figures(_, figures) => Some(figures),
            Self::CutOff(_) | Self::Percentiles(..) | Self::ReliableChange(..) | Self::Table(..) => None,
        }
    }

    /// The table that it is, with its score.
    pub fn table(&self) -> Option<(ScoreIx, &NormTable)> {
        match self {
            Self::Table(score, table) => Some((*score, table)),
            Self::Figures(..) | Self::CutOff(_) | Self::Percentiles(..) | Self::ReliableChange(..) => None,
        }
    }
}

/// Figures of a score in a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Mean.
    pub mean: Option<f64>,
    /// Standard deviation.
    pub sd: Option<f64>,
    /// Reliability, from 0 to 1.
    pub reliability: Option<f64>,
    /// People in the sample.
    pub n: Option<f64>,
}

impl Figures {
    /// Mean and standard deviation.
    pub fn spread(&self) -> Option<(f64, f64)> {
        self.mean.zip(self.sd).filter(|(_, sd)| *sd > 0.0)
    }
}

/// A value of a score that calls for something.
#[derive(Clone, Debug, Serialize)]
pub struct CutOff {
    /// The score.
    pub score: ScoreIx,
    /// Where it lies.
    pub at: f64,
    /// On which side those are who do well, where the norms say it.
    pub functional: Option<FunctionalSide>,
    /// What a person should do; nothing where it only parts those who do well from the others.
    pub sentence: Option<String>,
}

/// The side of a cut-off of those who do well. The cut-off itself is above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FunctionalSide {
    /// Lower scores are those of people who do well, as of complaints.
    Below,
    /// Higher ones are.
    Above,
}

impl FunctionalSide {
    /// The side of a word of the language.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Below, Self::Above].into_iter().find(|side| side.word() == word)
    }

    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Above => "above",
        }
    }

    /// Whether a score is on this side of a cut-off.
    pub fn holds(self, value: f64, cut_off: f64) -> bool {
        let is_above = rounding::at_least(value, cut_off);
        match self {
            Self::Below => !is_above,
            Self::Above => is_above,
        }
    }
}
