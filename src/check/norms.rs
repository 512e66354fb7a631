use std::collections::HashSet;

use super::holes::{Placed, Test, holes};
use super::narrower_groups::lacking_of_narrower;
use super::translations::measure_of;
use super::{Checked, only_block, version_of_word};
use crate::instrument::{
    CutOff, Figures, FunctionalSide, Instrument, LEAST_RELIABILITY, NormEntry, NormGroup, Norms, NormsContent, Range, ScoreIx,
};
use crate::source::{Code, Diagnostic, Place, Severity, Span, codes, did_you_mean};
use crate::syntax::tree::{self, Block, Literal, NormStatement, Word};
use crate::syntax::{Parsed, limits};

/// How far norms can be trusted.
const STATUSES: &[&str] = &["simulated", "provisional", "published"];

/// Checks norms against the measure they belong to, found among those given.
pub fn check_norms(parsed: &Parsed, instruments: &[&Instrument]) -> Checked<Norms> {
    let mut diagnostics = parsed.diagnostics.clone();
    let Some(Block::Norms(tree)) = only_block(parsed, &mut diagnostics) else {
        return Checked::new(None, diagnostics);
    };
    let Some((id, version, of, of_version)) = &tree.head else {
        return Checked::new(None, diagnostics);
    };
    let version = version_of_word(version, &mut diagnostics);
    let measure = measure_of(of, of_version, instruments, &codes::INSTRUMENT_OF_NORMS_MISSING, &mut diagnostics);
    let (Some(version), Some((of_version, instrument))) = (version, measure) else {
        return Checked::new(None, diagnostics);
    };
    let blank = NormsContent {
        id: id.text.clone(),
        version,
        of: of.text.clone(),
        of_version,
        population: String::new(),
        status: String::new(),
        groups: vec![],
        bands: vec![],
    };
    let is_cut = !parsed.tree.unreadable_words.is_empty();
    let mut review = Review { instrument, diagnostics, norms: blank, is_cut, placed: vec![], unknown_names: 0 };
    review.check(tree);
    // What was broken off says another figure than it was to.
    let broken_off = &parsed.tree.broken_off;
    review.diagnostics.retain(|diagnostic| match &diagnostic.place {
        Place::Text(place) => {
            let is_cut = |span: &Span| place.start >= span.start && place.end <= span.end;
            diagnostic.code == &codes::UNREADABLE_STATEMENT || !broken_off.iter().any(is_cut)
        }
        Place::File | Place::Column(_) | Place::Cell { .. } => true,
    });
    Checked::new(Some(review.norms), review.diagnostics).map(Norms::checked)
}

/// Norms being compared with their measure.
pub(super) struct Review<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) norms: NormsContent,
    /// Whether some of the file could not be read.
    pub(super) is_cut: bool,
    /// The groups so far, with their places.
    placed: Vec<Placed>,
    unknown_names: usize,
}

impl Review<'_> {
    pub(super) fn report(&mut self, code: &'static Code, span: Span, message: impl Into<String>, help: Option<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message).maybe_help(help));
    }

    fn check(&mut self, tree: &tree::Norms) {
        for statement in &tree.statements {
            match statement {
                NormStatement::Population(text) => self.norms.population.clone_from(&text.value),
                NormStatement::Status(word) => self.status(word),
                NormStatement::Group(group) if self.norms.groups.len() < limits::NORM_GROUPS => self.group(group),
                NormStatement::Group(group) => {
                    let message = format!("norms may have {} groups", limits::NORM_GROUPS);
                    self.report(&codes::TOO_MANY, group.span, message, None);
                }
                // They are made of what groups say, wherever these stand.
                NormStatement::Bands(_) => {}
                NormStatement::Cite(_) | NormStatement::Licence(_) | NormStatement::Note(_) => {}
            }
        }
        for statement in &tree.statements {
            if let NormStatement::Bands(bands) = statement {
                let checked = self.bands(bands);
                self.norms.bands.extend(checked);
            }
        }
        self.diagnostics.extend(holes(self.instrument, &self.placed));
        self.diagnostics.extend(lacking_of_narrower(self.instrument, &self.placed, &self.norms.groups));
        let needed = [("population", self.norms.population.trim().is_empty()), ("status", self.norms.status.is_empty())];
        for (word, _) in needed.iter().filter(|(_, lacks)| *lacks) {
            self.report(&codes::NORMS_OF_NOBODY, tree.keyword, format!("the norms have no `{word}`"), None);
        }
    }

    fn status(&mut self, word: &Word) {
        if !STATUSES.contains(&word.text.as_str()) {
            self.report(
                &codes::UNKNOWN_STATUS,
                word.span,
                format!("there is no status `{}`", word.text),
                did_you_mean(&word.text, STATUSES),
            );
        }
        self.norms.status.clone_from(&word.text);
    }

    pub(super) fn unknown(&mut self, kind: &str, word: &Word, candidates: &[String]) {
        self.unknown_names += 1;
        // After a hundred they are not listed any more, so the nearest name need not be looked for.
        let looked_at = if self.unknown_names > limits::COMPLAINTS { &[] } else { candidates };
        let candidates: Vec<&str> = looked_at.iter().map(String::as_str).collect();
        self.report(
            &codes::NORMS_OF_NOTHING,
            word.span,
            format!("the measure has no {kind} `{}`", word.text),
            did_you_mean(&word.text, &candidates),
        );
    }

    fn group(&mut self, group: &tree::NormGroup) {
        let informant = self.instrument.informant(&group.informant.text);
        if informant.is_none() {
            let names: Vec<String> = self.instrument.informants.iter().map(|informant| informant.name.clone()).collect();
            self.unknown("informant", &group.informant, &names);
        }
        let tests: Vec<Test> = group.tests.iter().filter_map(|test| self.group_test(test)).collect();
        let mut entries: Vec<NormEntry> = Vec::new();
        let mut seen = HashSet::new();
        for entry in &group.entries {
            let checked = match entry {
                tree::NormEntry::Figures(score, figures) => self.figures(score, figures).map(|entry| (entry, score)),
                tree::NormEntry::CutOff(cut_off) => self.cut_off(cut_off).map(|entry| (entry, &cut_off.score)),
                tree::NormEntry::Percentiles(percentiles) => {
                    self.percentiles(percentiles).map(|entry| (entry, &percentiles.score))
                }
                tree::NormEntry::ReliableChange(score, least) => self.reliable_change(score, *least).map(|entry| (entry, score)),
                tree::NormEntry::Table(table) => self.table(table, &tests).map(|entry| (entry, &table.table.name)),
                tree::NormEntry::Note(_) => None,
            };
            let Some((checked, word)) = checked else {
                continue;
            };
            if !kind_of(&checked).is_none_or(|kind| seen.insert(kind)) {
                let message = format!("`{}` has these norms twice", self.instrument.scores[checked.score()].name);
                self.report(&codes::NORMS_TWICE, word.span, message, Some("keep one".to_owned()));
            }
            entries.push(checked);
        }
        let Some(informant) = informant else { return };
        // Of a group with a test that could not be read it was told, and nobody knows which cases it has.
        if tests.len() < group.tests.len() {
            return;
        }
        self.check_twins(group, informant, &tests);
        self.check_overlap(group, informant, &tests);
        self.placed.push(Placed { informant, tests: tests.clone(), span: group.span });
        self.norms.groups.push(NormGroup { informant, tests, entries });
    }

    pub(super) fn score(&mut self, word: &Word) -> Option<(ScoreIx, Range)> {
        let found = self.instrument.score(&word.text);
        if found.is_none() {
            let names: Vec<String> = self.instrument.scores.iter().map(|score| score.name.clone()).collect();
            self.unknown("score", word, &names);
        }
        found.map(|score| (score, self.instrument.scores[score].range))
    }

    pub(super) fn within(&mut self, what: &str, figure: Literal, range: Range, score: &Word) {
        if !range.holds(figure.value) {
            let message = format!("a {what} of {} is outside the range of `{}`", figure.value, score.text);
            self.report(&codes::FIGURE_OUT_OF_RANGE, figure.span, message, Some(format!("`{}` can be {range}", score.text)));
        }
    }

    fn figures(&mut self, word: &Word, written: &[tree::Figure]) -> Option<NormEntry> {
        let (score, range) = self.score(word)?;
        let mut figures = Figures::default();
        for figure in written {
            let value = figure.value.value;
            let slot = match figure.name.text.as_str() {
                "mean" => {
                    self.within("mean", figure.value, range, word);
                    &mut figures.mean
                }
                "sd" => {
                    // Popoviciu (1935): no standard deviation exceeds half the range; n / (n - 1) corrects for a sample
                    // of two.
                    if value <= 0.0 || value > (range.max - range.min) / 2.0 * 2_f64.sqrt() {
                        self.impossible(
                            figure,
                            "a standard deviation is above zero and at most about half the range of the score",
                        );
                    }
                    &mut figures.sd
                }
                "reliability" => {
                    self.check_reliability(figure);
                    &mut figures.reliability
                }
                _ => {
                    if value < 2.0 || value.fract() != 0.0 {
                        self.impossible(figure, "a sample has two people or more");
                    }
                    &mut figures.n
                }
            };
            if slot.replace(value).is_some() {
                self.report(
                    &codes::SAID_TWICE,
                    figure.name.span,
                    format!("`{}` is said twice", figure.name.text),
                    Some("keep one".to_owned()),
                );
            }
        }
        Some(NormEntry::Figures(score, figures))
    }

    fn impossible(&mut self, figure: &tree::Figure, why: &str) {
        let message = format!("{} cannot be {}", figure.name.text, figure.value.value);
        self.report(&codes::IMPOSSIBLE_FIGURE, figure.value.span, message, Some(why.to_owned()));
    }

    fn check_reliability(&mut self, figure: &tree::Figure) {
        let value = figure.value.value;
        if !(0.0..=1.0).contains(&value) {
            self.impossible(figure, "a reliability is from 0 to 1");
        } else if value == 1.0 {
            let message = "a reliability of 1 says that a score is measured without any error, and no measure does that";
            let wrong = Diagnostic::new(&codes::IMPOSSIBLE_FIGURE, Place::Text(figure.value.span), message);
            let help = "check the figure against its source; where it was rounded, write it with more decimals, as 0.995";
            self.diagnostics.push(wrong.with_severity(Severity::Warning).help(help));
        } else if value < LEAST_RELIABILITY {
            let message = format!("a reliability of {value} does not carry a verdict on one person");
            self.diagnostics.push(Diagnostic::new(&codes::RELIABILITY_TOO_LOW, Place::Text(figure.value.span), message));
        }
    }

    fn cut_off(&mut self, cut_off: &tree::CutOff) -> Option<NormEntry> {
        let (score, range) = self.score(&cut_off.score)?;
        self.within("cut-off", cut_off.at, range, &cut_off.score);
        let functional = cut_off.functional.as_ref().and_then(|side| FunctionalSide::of_word(&side.text));
        if let (Some(side), Some(word)) = (functional, &cut_off.functional) {
            self.check_side(side, word, cut_off, range);
            self.check_other_sides(score, side, word);
        }
        let sentence = cut_off.sentence.as_ref().map(|sentence| sentence.value.clone());
        Some(NormEntry::CutOff(CutOff { score, at: cut_off.at.value, functional, sentence }))
    }

    /// A functional side that everybody is on, or nobody.
    fn check_side(&mut self, side: FunctionalSide, word: &Word, cut_off: &tree::CutOff, range: Range) {
        let (lowest, highest) = (side.holds(range.min, cut_off.at.value), side.holds(range.max, cut_off.at.value));
        if lowest != highest || !range.holds(cut_off.at.value) {
            return;
        }
        let name = &cut_off.score.text;
        let who = if lowest { "everybody is" } else { "nobody can be" };
        let message = format!("{who} {} {} of `{name}`", side.word(), cut_off.at.value);
        let help = format!("`{name}` can be {range}, and the cut-off itself counts as above: correct the number or the side");
        self.report(&codes::IMPOSSIBLE_FIGURE, word.span, message, Some(help));
    }

    /// Who does well on a score is on one side of its cut-off, in whatever group.
    fn check_other_sides(&mut self, score: ScoreIx, side: FunctionalSide, word: &Word) {
        let said = self.norms.groups.iter().flat_map(|group| &group.entries).filter_map(|entry| match entry {
            NormEntry::CutOff(cut_off) if cut_off.score == score => cut_off.functional,
            NormEntry::CutOff(_) | NormEntry::Figures(..) | NormEntry::Percentiles(..) => None,
            NormEntry::ReliableChange(..) | NormEntry::Table(..) => None,
        });
        if let Some(other) = said.into_iter().find(|other| *other != side) {
            let name = &self.instrument.scores[score].name;
            let message = format!("`{name}` is functional {} here, and {} for an earlier group", side.word(), other.word());
            let help = "correct one of the two: a score means the same for every group".to_owned();
            self.report(&codes::IMPOSSIBLE_FIGURE, word.span, message, Some(help));
        }
    }

    fn reliable_change(&mut self, word: &Word, least: Literal) -> Option<NormEntry> {
        let (score, range) = self.score(word)?;
        if least.value <= 0.0 || least.value > range.max - range.min {
            let message = format!("a change of {} cannot be the least that is reliable", least.value);
            let help = format!("it is above zero and at most the width of the score; `{}` can be {range}", word.text);
            self.report(&codes::IMPOSSIBLE_FIGURE, least.span, message, Some(help));
        }
        Some(NormEntry::ReliableChange(score, least.value))
    }

    fn percentiles(&mut self, percentiles: &tree::Percentiles) -> Option<NormEntry> {
        let (score, range) = self.score(&percentiles.score)?;
        for (value, percentile) in &percentiles.rows {
            self.within("value", *value, range, &percentiles.score);
            if percentile.value <= 0.0 || percentile.value >= 100.0 {
                self.report(
                    &codes::PERCENTILES_OUT_OF_ORDER,
                    percentile.span,
                    format!("there is no percentile {}", percentile.value),
                    Some("percentiles lie between 0 and 100".to_owned()),
                );
            }
        }
        for pair in percentiles.rows.windows(2) {
            if pair[1].0.value <= pair[0].0.value || pair[1].1.value <= pair[0].1.value {
                self.report(
                    &codes::PERCENTILES_OUT_OF_ORDER,
                    pair[1].0.span.to(pair[1].1.span),
                    "values and percentiles do not rise together",
                    Some("put them in order".to_owned()),
                );
            }
        }
        Some(NormEntry::Percentiles(
            score,
            percentiles.rows.iter().map(|(value, percentile)| (value.value, percentile.value)).collect(),
        ))
    }
}

/// What a score can have once in a group.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Once {
    Figures,
    Percentiles,
    ReliableChange,
    FunctionalSide,
    Table(String),
}

/// What an entry is about; a score may have several cut-offs, but only one that says who does well.
fn kind_of(entry: &NormEntry) -> Option<(Once, ScoreIx)> {
    match entry {
        NormEntry::Figures(score, _) => Some((Once::Figures, *score)),
        NormEntry::Percentiles(score, _) => Some((Once::Percentiles, *score)),
        NormEntry::ReliableChange(score, _) => Some((Once::ReliableChange, *score)),
        NormEntry::Table(score, table) => Some((Once::Table(table.name.clone()), *score)),
        NormEntry::CutOff(cut_off) => cut_off.functional.map(|_| (Once::FunctionalSide, cut_off.score)),
    }
}
