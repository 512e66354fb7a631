use std::collections::{HashMap, HashSet};

use super::assumptions::Assumption;
use crate::instrument::{
    AlertIx, AllotmentIx, Bands, BandsIx, Helper, HelperIx, InstrumentContent, ItemIx, KnownIx, KnownTextIx, Language, RefusalIx,
    ScaleIx, Score, ScoreIx, Status, TableIx, Version,
};
use crate::source::{Code, Diagnostic, Place, Severity, SourceFile, Span, codes, did_you_mean};
use crate::syntax::tree::{self, Word};
use crate::syntax::{Parsed, Rise, limits};
use typed_index_collections::TiVec;

/// What a name in answers and results stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// An item.
    Item(ItemIx),
    /// A question that ranks, or shares out.
    Allotment(AllotmentIx),
    /// A known fact.
    Known(KnownIx),
    /// A text that is known, and only shown.
    KnownText(KnownTextIx),
    /// A score.
    Score(ScoreIx),
    /// A helper.
    Helper(HelperIx),
    /// Bands or a category.
    Bands(BandsIx),
    /// An alert.
    Alert(AlertIx),
    /// A refusal.
    Refusal(RefusalIx),
}

impl Binding {
    /// What people call such a thing.
    pub fn word(self) -> &'static str {
        match self {
            Self::Item(_) => "an item",
            Self::Allotment(_) => "a question with a number for each of its choices",
            Self::Known(_) => "a known fact",
            Self::KnownText(_) => "a text that is only shown",
            Self::Score(_) => "a score",
            Self::Helper(_) => "a helper",
            Self::Bands(_) => "bands or a category",
            Self::Alert(_) => "an alert",
            Self::Refusal(_) => "a refusal",
        }
    }
}

/// A measure in the making, and what is wrong with it so far.
pub struct Draft<'a> {
    /// The text.
    pub file: &'a SourceFile,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The measure as far as it is known; handed out only if there is no error.
    pub instrument: InstrumentContent,
    /// Names in answers and results.
    pub things: HashMap<String, Binding>,
    /// Names of scales.
    pub scales: HashMap<String, ScaleIx>,
    /// Names of tables.
    pub tables: HashMap<String, TableIx>,
    /// Items, scores and so on that something is wrong with: what uses them is not judged.
    pub poisoned: HashSet<String>,
    /// Scores at their positions, as far as they were checked.
    pub checked_scores: TiVec<ScoreIx, Option<Score>>,
    /// Helpers at their positions, as far as they were checked.
    pub checked_helpers: TiVec<HelperIx, Option<Helper>>,
    /// Helpers that something names.
    pub used_helpers: HashSet<HelperIx>,
    /// What holds where an expression is read that stands behind a condition.
    pub assumed: Vec<Assumption>,
    /// Ranges that were narrowed so far by what holds where they stand.
    pub narrowed: usize,
    /// Bands at their positions, as far as they were checked.
    pub checked_bands: TiVec<BandsIx, Option<Bands>>,
    /// Items that a score, an alert or a condition looks at.
    pub used_items: HashSet<ItemIx>,
    /// Tables that a score looks into.
    pub used_tables: HashSet<TableIx>,
    /// Groups of tables at their positions, as the file has them.
    pub table_groups: Vec<Vec<tree::TableGroup>>,
    /// Names that were not found so far.
    pub unknown_names: usize,
    /// Names that runs stand for so far.
    pub run_names: usize,
    /// Words in statements that could not be read.
    pub unreadable: HashSet<&'a str>,
}

impl<'a> Draft<'a> {
    /// An expression as the file writes it, on one line and without comments.
    pub fn as_written(&self, span: Span) -> String {
        let lines = self.file.slice(span).lines().map(|line| line.split('#').next().unwrap_or_default());
        lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    }

    /// An empty draft.
    pub fn new(file: &'a SourceFile, parsed: &'a Parsed, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            file,
            diagnostics,
            instrument: blank(&parsed.fingerprint),
            things: HashMap::new(),
            scales: HashMap::new(),
            tables: HashMap::new(),
            poisoned: HashSet::new(),
            checked_scores: TiVec::new(),
            checked_helpers: TiVec::new(),
            used_helpers: HashSet::new(),
            assumed: vec![],
            narrowed: 0,
            checked_bands: TiVec::new(),
            unknown_names: 0,
            run_names: 0,
            used_items: HashSet::new(),
            used_tables: HashSet::new(),
            table_groups: vec![],
            unreadable: parsed.tree.unreadable_words.iter().map(String::as_str).collect(),
        }
    }

    /// Records a diagnostic as severe as its code is by default, to which help may be added.
    pub fn report(&mut self, code: &'static Code, span: Span, message: impl Into<String>, help: impl Into<Option<String>>) {
        self.report_as(code.severity, code, span, message, help);
    }

    /// Records a diagnostic that is more or less severe here than its code is by default.
    pub fn report_as(
        &mut self,
        severity: Severity,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) {
        let diagnostic = Diagnostic::new(code, span, message).with_severity(severity).maybe_help(help.into());
        self.diagnostics.push(diagnostic);
    }

    /// Leaves out what is wrong with statements that break off: those were reported already.
    pub fn drop_cascades(&mut self, broken_off: &[Span]) {
        let is_syntax = |diagnostic: &Diagnostic| diagnostic.code.name.starts_with("V01");
        let is_within = |diagnostic: &Diagnostic| match diagnostic.place {
            Place::Text(place) => broken_off.iter().any(|span| place.start >= span.start && place.end <= span.end),
            Place::File | Place::Column(_) | Place::Cell { .. } => false,
        };
        self.diagnostics.retain(|diagnostic| is_syntax(diagnostic) || !is_within(diagnostic));
    }

    /// Whether a name stands in a statement that could not be read, or is poisoned: diagnostics about it would be
    /// echoes.
    pub fn is_cascade(&self, name: &str) -> bool {
        self.unreadable.contains(name) || self.poisoned.contains(name)
    }

    /// Says that there is no such name, with the nearest of its kind.
    pub fn unknown(&mut self, kind: &str, word: &Word, candidates: &[&str]) {
        if !self.is_cascade(&word.text) {
            self.unknown_names += 1;
            let help = self.meant_part(word).or_else(|| did_you_mean(&word.text, candidates));
            self.report(&codes::UNKNOWN_NAME, word.span, format!("there is no {kind} `{}`", word.text), help);
        }
    }

    /// Says that a name stands for something else than is needed.
    pub fn other_kind(&mut self, word: &Word, thing: Binding, needed: &str) {
        let message = format!("`{}` is {}, and {needed} is needed here", word.text, thing.word());
        let is_item_for_score = matches!(thing, Binding::Item(_)) && needed == "a score";
        let help = is_item_for_score.then(|| format!("write `score NAME \"label\" = {}`, and name that score here", word.text));
        self.report(&codes::WRONG_KIND_OF_NAME, word.span, message, help);
    }

    /// The item of a name.
    pub fn item_named(&mut self, word: &Word) -> Option<ItemIx> {
        match self.things.get(&word.text).copied() {
            Some(Binding::Item(item)) => (!self.poisoned.contains(&word.text)).then_some(item),
            Some(thing) => {
                self.other_kind(word, thing, "an item");
                None
            }
            None => {
                self.unknown_of("item", word, |thing| matches!(thing, Binding::Item(_)));
                None
            }
        }
    }

    /// The score of a name.
    pub fn score_named(&mut self, word: &Word) -> Option<ScoreIx> {
        match self.things.get(&word.text).copied() {
            Some(Binding::Score(score)) => (!self.poisoned.contains(&word.text)).then_some(score),
            Some(thing) => {
                self.other_kind(word, thing, "a score");
                None
            }
            None => {
                self.unknown_of("score", word, |thing| matches!(thing, Binding::Score(_)));
                None
            }
        }
    }

    /// Of a name in a run that goes on too far the last of the run that there is, where it begins with one that is.
    fn last_of_its_kind(&self, word: &Word) -> Option<String> {
        let (first, last) = self.file.slice(word.span).split_once(" to ")?;
        let rise = Rise::of(first.trim(), last.trim())?;
        let mut names = rise.names();
        let known = names.by_ref().take_while(|name| self.things.contains_key(name)).last()?;
        // What is lacking within a run is no end of it.
        let is_beyond = rise.names().skip_while(|name| *name != known).skip(1).all(|name| !self.things.contains_key(&name));
        is_beyond.then_some(known)
    }

    /// Says that there is no such name, with the nearest of the things that would do.
    pub fn unknown_of(&mut self, kind: &str, word: &Word, would_do: impl Fn(Binding) -> bool) {
        if self.is_cascade(&word.text) {
            return;
        }
        // Of a run it is said once that there are not all of it.
        let is_said = |it: &Diagnostic| it.code == &codes::UNKNOWN_NAME && it.place == Place::Text(word.span);
        if self.file.slice(word.span) != word.text && self.diagnostics.last().is_some_and(is_said) {
            return;
        }
        if self.unknown_names > limits::COMPLAINTS {
            // These are not listed any more, so the nearest name need not be looked for.
            self.unknown(kind, word, &[]);
            return;
        }
        if let Some(last) = self.last_of_its_kind(word) {
            let run = self.file.slice(word.span);
            let message = format!("`{run}` goes on behind `{last}`, which is the last there is");
            self.report(&codes::UNKNOWN_NAME, word.span, message, format!("write `to {last}`"));
            return;
        }
        let mut names: Vec<String> = self
            .things
            .iter()
            .filter(|(_, thing)| would_do(**thing) && !self.is_of_member(**thing))
            .map(|(name, _)| name.clone())
            .collect();
        names.sort_unstable();
        let candidates: Vec<&str> = names.iter().map(String::as_str).collect();
        self.unknown(kind, word, &candidates);
    }
}

fn blank(sha256: &str) -> InstrumentContent {
    InstrumentContent {
        id: String::new(),
        version: Version::default(),
        sha256: sha256.to_owned(),
        title: String::new(),
        about: None,
        sources: vec![],
        licence: String::new(),
        wording_by_licence: false,
        status: Status::Experimental,
        language: Language::english(),
        notes: vec![],
        informants: TiVec::new(),
        known: TiVec::new(),
        known_texts: TiVec::new(),
        scales: TiVec::new(),
        pages: vec![],
        items: TiVec::new(),
        grids: TiVec::new(),
        allotments: TiVec::new(),
        media: std::collections::BTreeMap::new(),
        tables: TiVec::new(),
        scores: TiVec::new(),
        helpers: TiVec::new(),
        computing_order: vec![],
        bands: TiVec::new(),
        alerts: TiVec::new(),
        refusals: TiVec::new(),
        feedback: vec![],
        outputs: vec![],
        compares: vec![],
        follows: None,
        tests: vec![],
    }
}

/// The version of a word; `None` if it is not one.
pub fn version_of(word: &Word) -> Option<Version> {
    word.text.parse().ok()
}
