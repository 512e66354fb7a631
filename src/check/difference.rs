use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::sameness::Sameness;
use crate::instrument::{
    Band, Bands, BandsIx, BandsRule, Case, Feedback, Instrument, Item, Kind, ScaleSteps, Score, ScoreIx, Version,
};

/// What differs between two versions of a measure in meaning, whatever their files look like.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The earlier one, as `id@version`.
    pub before: String,
    /// The later one.
    pub after: String,
    /// What changed, in the order of a measure.
    pub changes: Vec<Change>,
    /// For each score of either version, whether the two compare.
    pub scores: Vec<ScoreVerdict>,
    /// The step of the version that all of it calls for.
    pub calls_for: VersionStep,
    /// The step that the two versions make.
    pub makes: VersionStep,
}

/// A step from a version to the next, from none to the greatest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VersionStep {
    /// Nothing differs.
    #[default]
    None,
    /// Wording, or a typo.
    Patch,
    /// New things; scores of both compare.
    Minor,
    /// Scores of both do not compare.
    Major,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What it is: `item`, `scale`, `score`, `bands`, `category`, `alert`, `feedback` or `measure`; of schedules `ask`, `remind` or
    /// `schedule`.
    pub of: &'static str,
    /// Its name in the later version, or in the earlier one where it is gone.
    pub name: String,
    /// What happened to it, as `added`, `dropped`, `renamed`, `reworded`.
    pub what: &'static str,
    /// How it was before, where that can be shown.
    pub before: Option<String>,
    /// How it is now.
    pub after: Option<String>,
    /// The step that this alone calls for.
    pub calls_for: VersionStep,
}

/// Whether a score of two versions means the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreVerdict {
    /// Its name.
    pub name: String,
    /// Whether values of both can be set beside each other.
    pub comparable: bool,
    /// Why, or why not.
    pub why: String,
}

impl VersionStep {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The step between two full versions. Below 1.0.0 nothing is settled, so there the second number counts as the
    /// first.
    pub fn between(before: &Version, after: &Version) -> Self {
        let (one, two) = (before.numbers(), after.numbers());
        let first = one.iter().zip(two).position(|(one, two)| one != two);
        let unsettled = one.first() == Some(&0) && two.first() == Some(&0);
        match (first, unsettled) {
            (None, _) => Self::None,
            (Some(0), _) | (Some(1), true) => Self::Major,
            (Some(1), false) => Self::Minor,
            (Some(_), true) => Self::Minor,
            (Some(_), false) => Self::Patch,
        }
    }
}

/// Compares two versions of a measure.
pub fn difference(before: &Instrument, after: &Instrument) -> Difference {
    let mut comparison = Comparison { before, after, same: Sameness::between(before, after), changes: vec![] };
    comparison.head();
    comparison.items();
    let scores = comparison.scores();
    comparison.bands();
    comparison.alerts();
    comparison.feedback();
    let changes = comparison.changes;
    Difference {
        before: before.reference(),
        after: after.reference(),
        calls_for: changes.iter().map(|change| change.calls_for).max().unwrap_or_default(),
        makes: VersionStep::between(&before.version, &after.version),
        changes,
        scores,
    }
}

/// For each score of a later version the score of an earlier one that its values can be set beside: the same key on the
/// same answers.
pub fn scores_beside(before: &Instrument, after: &Instrument) -> Vec<Option<ScoreIx>> {
    Sameness::between(before, after).scores_beside()
}

/// For each category of a later version the one of an earlier that gives the same words to the same answers; nothing for
/// bands, which follow their scores.
pub fn categories_beside(before: &Instrument, after: &Instrument) -> Vec<Option<BandsIx>> {
    let same = Sameness::between(before, after);
    let beside = |new: &Bands| {
        let is = |old: &Bands| new.stretches().is_none() && same.now(&old.name) == new.name && same.bands(old, new);
        before.bands.position(is)
    };
    after.bands.iter().map(beside).collect()
}

struct Comparison<'a> {
    before: &'a Instrument,
    after: &'a Instrument,
    same: Sameness<'a>,
    changes: Vec<Change>,
}

impl<'a> Comparison<'a> {
    fn add(&mut self, of: &'static str, name: &str, what: &'static str, calls_for: VersionStep) {
        self.show(of, name, what, None, calls_for);
    }

    fn show(&mut self, of: &'static str, name: &str, what: &'static str, both: Option<(String, String)>, calls_for: VersionStep) {
        let (before, after) = both.unzip();
        self.changes.push(Change { of, name: name.to_owned(), what, before, after, calls_for });
    }

    /// The name that a thing of the earlier version has now.
    fn now<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.same.now(name)
    }

    fn head(&mut self) {
        let (before, after) = (self.before, self.after);
        if before.title != after.title {
            self.show(
                "measure",
                &after.id,
                "title changed",
                Some((before.title.clone(), after.title.clone())),
                VersionStep::Patch,
            );
        }
        if before.about != after.about || before.notes != after.notes || before.licence != after.licence {
            self.add("measure", &after.id, "description changed", VersionStep::Patch);
        }
        if before.status != after.status {
            let both = (before.status.word().to_owned(), after.status.word().to_owned());
            self.show("measure", &after.id, "status changed", Some(both), VersionStep::Patch);
        }
        let names = |instrument: &Instrument| -> BTreeSet<String> {
            instrument.informants.iter().map(|informant| informant.name.clone()).collect()
        };
        if names(before) != names(after) {
            let listed = |instrument: &Instrument| names(instrument).into_iter().collect::<Vec<_>>().join(", ");
            self.show("measure", &after.id, "informants changed", Some((listed(before), listed(after))), VersionStep::Minor);
        }
    }

    fn items(&mut self) {
        let (before, after) = (self.before, self.after);
        for item in &before.items {
            let now = self.now(&item.name).to_owned();
            match after.items.iter().find(|there| there.name == now) {
                None => self.add("item", &item.name, "dropped", VersionStep::Minor),
                Some(there) => {
                    if now != item.name {
                        self.show("item", &now, "renamed", Some((item.name.clone(), now.clone())), VersionStep::Minor);
                    }
                    self.item(item, there);
                }
            }
        }
        let old: BTreeSet<&str> = before.items.iter().map(|item| self.now(&item.name)).collect();
        let added: Vec<&str> = after.items.iter().map(|item| item.name.as_str()).filter(|name| !old.contains(name)).collect();
        added.into_iter().for_each(|name| self.add("item", name, "added", VersionStep::Minor));
    }

    /// What an item is used for decides how much a change of it weighs: that is told by the scores.
    fn item(&mut self, before: &Item, after: &Item) {
        if before.reversed != after.reversed {
            let word = |item: &Item| if item.reversed { "reversed" } else { "as given" }.to_owned();
            self.show("item", &after.name, "re-keyed", Some((word(before), word(after))), VersionStep::Minor);
        }
        let (old, new) = (self.before.answers_in_words(before), self.after.answers_in_words(after));
        if old != new {
            let same_values = values(self.before, before) == values(self.after, after);
            let (what, step) =
                if same_values { ("anchors reworded", VersionStep::Patch) } else { ("other answers", VersionStep::Minor) };
            self.show("item", &after.name, what, Some((old, new)), step);
        }
        if texts(self.before, before) != texts(self.after, after) {
            let shown = |item: &Item| item.wording.0.iter().flatten().next().cloned().unwrap_or_default();
            self.show("item", &after.name, "reworded", Some((shown(before), shown(after))), VersionStep::Patch);
        }
        if before.optional != after.optional || !self.same.asked(before, after) {
            self.add("item", &after.name, "asked otherwise", VersionStep::Minor);
        }
    }

    fn scores(&mut self) -> Vec<ScoreVerdict> {
        let (before, after) = (self.before, self.after);
        let mut verdicts = Vec::new();
        for old in &before.scores {
            let name = self.now(&old.name).to_owned();
            let verdict = match after.scores.iter().find(|new| new.name == name) {
                None => {
                    self.add("score", &old.name, "dropped", VersionStep::Major);
                    (false, "it is gone".to_owned())
                }
                Some(new) => self.score(old, new),
            };
            verdicts.push(ScoreVerdict { name, comparable: verdict.0, why: verdict.1 });
        }
        let known: BTreeSet<&str> = before.scores.iter().map(|score| self.now(&score.name)).collect();
        let added: Vec<&Score> = after.scores.iter().filter(|score| !known.contains(score.name.as_str())).collect();
        for score in added {
            self.add("score", &score.name, "added", VersionStep::Minor);
            verdicts.push(ScoreVerdict { name: score.name.clone(), comparable: false, why: "it is new".to_owned() });
        }
        verdicts
    }

    fn score(&mut self, old: &Score, new: &Score) -> (bool, String) {
        if old.name != new.name {
            self.show("score", &new.name, "renamed", Some((old.name.clone(), new.name.clone())), VersionStep::Minor);
        }
        if old.label != new.label {
            self.show("score", &new.name, "label changed", Some((old.label.clone(), new.label.clone())), VersionStep::Patch);
        }
        if self.same.score(old, new) {
            return (true, "the same key on the same answers".to_owned());
        }
        let what = if old.key == new.key { "other answers under the same key" } else { "re-keyed" };
        self.show("score", &new.name, what, Some((old.key.clone(), new.key.clone())), VersionStep::Major);
        (false, what.to_owned())
    }

    fn bands(&mut self) {
        let (before, after) = (self.before, self.after);
        for old in &before.bands {
            match after.bands.iter().find(|new| new.name == self.now(&old.name)) {
                None => self.add(old.word(), &old.name, "dropped", VersionStep::Minor),
                Some(new) => {
                    let both = (rule_in_words(before, old), rule_in_words(after, new));
                    let (what, differs) = match (&old.rule, &new.rule) {
                        (BandsRule::Stretches(_), BandsRule::Stretches(_)) => ("other bounds", both.0 != both.1),
                        (BandsRule::Stretches(_) | BandsRule::Cases(_), _) => ("decided otherwise", !self.same.bands(old, new)),
                    };
                    if differs {
                        self.show(new.word(), &old.name, what, Some(both), VersionStep::Minor);
                    }
                }
            }
        }
        let known: BTreeSet<&str> = before.bands.iter().map(|bands| self.now(&bands.name)).collect();
        let added: Vec<&Bands> = after.bands.iter().filter(|bands| !known.contains(bands.name.as_str())).collect();
        added.into_iter().for_each(|bands| self.add(bands.word(), &bands.name, "added", VersionStep::Minor));
    }

    /// What informants read at the end is wording: no score changes by it.
    fn feedback(&mut self) {
        let (before, after) = (feedback_of(self.before), feedback_of(self.after));
        for (name, old) in &before {
            match after.get(name) {
                None => self.add("feedback", name, "dropped", VersionStep::Patch),
                Some(new) if new != old => {
                    self.show("feedback", name, "reworded", Some((old.clone(), new.clone())), VersionStep::Patch);
                }
                Some(_) => {}
            }
        }
        let added = after.keys().filter(|name| !before.contains_key(*name));
        added.for_each(|name| self.add("feedback", name, "added", VersionStep::Patch));
    }

    fn alerts(&mut self) {
        let (before, after) = (self.before, self.after);
        for old in &before.alerts {
            match after.alerts.iter().find(|new| new.name == self.now(&old.name)) {
                None => self.add("alert", &old.name, "dropped", VersionStep::Minor),
                Some(new) => {
                    if !self.same.condition(&old.when, &new.when) {
                        self.add("alert", &new.name, "raised otherwise", VersionStep::Minor);
                    }
                    if old.severity != new.severity {
                        let both = (old.severity.word().to_owned(), new.severity.word().to_owned());
                        self.show("alert", &new.name, "other severity", Some(both), VersionStep::Minor);
                    }
                    if old.sentence != new.sentence {
                        self.show(
                            "alert",
                            &new.name,
                            "reworded",
                            Some((old.sentence.clone(), new.sentence.clone())),
                            VersionStep::Patch,
                        );
                    }
                }
            }
        }
        let known: BTreeSet<&str> = before.alerts.iter().map(|alert| self.now(&alert.name)).collect();
        let added: Vec<&str> =
            after.alerts.iter().map(|alert| alert.name.as_str()).filter(|name| !known.contains(name)).collect();
        added.into_iter().for_each(|name| self.add("alert", name, "added", VersionStep::Minor));
    }
}

/// What decides between the words of bands or a category.
fn rule_in_words(instrument: &Instrument, bands: &Bands) -> String {
    match &bands.rule {
        BandsRule::Stretches(stretches) => {
            let part = |(band, from): (&Band, &f64)| format!("{} from {from}", band.name);
            let parts: Vec<String> = bands.bands.iter().zip(&stretches.from).map(part).collect();
            format!("{}: {}", instrument.scores[stretches.of].name, parts.join(", "))
        }
        BandsRule::Cases(cases) => {
            let part = |case: &Case| {
                let word = case.word.and_then(|at| bands.bands.get(at)).map_or("missing", |band| &band.name);
                if case.when.is_some() { format!("{word} when {}", case.key) } else { format!("{word} otherwise") }
            };
            cases.iter().map(part).collect::<Vec<_>>().join(", ")
        }
    }
}

/// The feedback of a measure by the name that people see in a difference: `client of level`, with its sentences.
fn feedback_of(instrument: &Instrument) -> BTreeMap<String, String> {
    let named = |feedback: &Feedback| {
        let (informant, bands) = (&instrument.informants[feedback.informant].name, &instrument.bands[feedback.of]);
        let sentences = bands.bands.iter().zip(&feedback.sentences).map(|(band, sentence)| format!("{}: {sentence}", band.name));
        (format!("{informant} of {}", bands.name), sentences.collect::<Vec<_>>().join(" | "))
    };
    instrument.feedback.iter().map(named).collect()
}

/// What people read of an item, by the names of informants: positions may differ between versions.
fn texts(instrument: &Instrument, item: &Item) -> Vec<(String, String)> {
    let told = instrument.informants.iter().zip(&item.wording.0);
    let mut texts: Vec<(String, String)> =
        told.filter_map(|(informant, text)| Some((informant.name.clone(), text.clone()?))).collect();
    texts.extend(item.ends.clone());
    texts
}

/// What can be answered to an item, without the words for it.
fn values(instrument: &Instrument, item: &Item) -> String {
    match &item.kind {
        Kind::Scale(scale) => {
            let scale = &instrument.scales[*scale];
            let values = match &scale.steps {
                ScaleSteps::Points(points) => points.iter().map(|point| point.value.to_string()).collect::<Vec<_>>().join(" "),
                ScaleSteps::Line { min, max, step } => format!("{min} {max} {step}"),
            };
            format!("{values} {}", scale.none.is_some())
        }
        Kind::Choices(choices) => choices.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>().join(" "),
        Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time => instrument.answers_in_words(item),
    }
}
