use super::parse::ParseError;
use super::scorer::{Measure, Scorer};
use crate::check::check_norms;
use crate::instrument::{Instrument, Norms};
use crate::responses::{OnBad, ReadOptions};
use crate::source::SourceFile;
use crate::syntax;

/// How answers are written and what results are to hold, for a [`Scorer`].
#[derive(Clone, Debug)]
pub struct ScorerBuilder {
    instrument: Instrument,
    norms: Option<SourceFile>,
    settings: Settings,
}

/// What a scorer is told besides the measure.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    /// How answers are written.
    pub read: ReadOptions,
    /// Whether results hold the answer to each item.
    pub answers: bool,
    /// Whether results hold why each answer is missing.
    pub causes: bool,
    /// Whether nothing is kept of what was scored.
    pub forgets: bool,
}

impl ScorerBuilder {
    pub(super) fn new(instrument: Instrument) -> Self {
        Self { instrument, norms: None, settings: Settings::default() }
    }

    /// The column that holds an item, or another column of the measure, where it has another name. One `*` on each side
    /// stands for the same: `.map("q*", "WAI_*")`.
    #[must_use]
    pub fn map(mut self, item: impl Into<String>, column: impl Into<String>) -> Self {
        self.settings.read.map.push((item.into(), column.into()));
        self
    }

    /// A cell that means "no answer", besides an empty one, as `99` or `NA`.
    #[must_use]
    pub fn missing(mut self, cell: impl Into<String>) -> Self {
        self.settings.read.missing.push(cell.into());
        self
    }

    /// What to do with what cannot be right; unless it is said, nothing of the batch is scored.
    #[must_use]
    pub fn on_bad(mut self, on_bad: OnBad) -> Self {
        self.settings.read.on_bad = on_bad;
        self
    }

    /// Whether columns that the measure does not know are carried into the results.
    #[must_use]
    pub fn keep(mut self, keep: bool) -> Self {
        self.settings.read.keep = keep;
        self
    }

    /// Everything that can be said of how answers are written, the delimiter and the decimals of CSV too, in place of
    /// what was said before: say it first, and [`Self::map`], [`Self::missing`], [`Self::on_bad`] and [`Self::keep`]
    /// after it.
    #[must_use]
    pub fn read_options(mut self, options: ReadOptions) -> Self {
        self.settings.read = options;
        self
    }

    /// Norms that scores are set beside: the text of a `.norms` file for this measure.
    #[must_use]
    pub fn norms(mut self, text: impl Into<SourceFile>) -> Self {
        self.norms = Some(text.into());
        self
    }

    /// Whether results hold the answer to each item, in a column of its name.
    #[must_use]
    pub fn answers(mut self, answers: bool) -> Self {
        self.settings.answers = answers;
        self
    }

    /// Whether results hold why the answer to each item is missing, in a column of its name with `.missing`.
    #[must_use]
    pub fn causes(mut self, causes: bool) -> Self {
        self.settings.causes = causes;
        self
    }

    /// Whether the scorer remembers the administrations that it scored, so that one that comes again in a later batch is
    /// found, as it does unless it is said. Whoever scores one table needs no more than the repeats within it.
    #[must_use]
    pub fn remember(mut self, remember: bool) -> Self {
        self.settings.forgets = !remember;
        self
    }

    /// The scorer.
    ///
    /// # Errors
    /// Everything that is wrong with the norms, if there are any, as where they belong to another measure.
    pub fn build(self) -> Result<Scorer, ParseError> {
        let norms = self.norms.map(|text| read_norms(text, &self.instrument)).transpose()?;
        Ok(Scorer::of(Measure { instrument: self.instrument, norms }, self.settings))
    }
}

fn read_norms(text: SourceFile, instrument: &Instrument) -> Result<Norms, ParseError> {
    let checked = check_norms(&syntax::parse(&text), &[instrument]);
    ParseError::of(text, checked)
}
