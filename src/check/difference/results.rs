use std::collections::{BTreeMap, BTreeSet};

use super::{Comparison, ScoreVerdict, VersionStep};
use crate::instrument::{Alert, Band, Bands, BandsRule, Case, Feedback, Instrument, Refusal, Score};

/// What comes of answers, and what people are told of it.
impl<'a> Comparison<'a> {
    pub(super) fn scores(&mut self) -> Vec<ScoreVerdict> {
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
        self.unless_same("score", &new.name, "label changed", (old.label.clone(), new.label.clone()), VersionStep::Patch);
        if self.same.score(old, new) {
            return (true, "the same key on the same answers".to_owned());
        }
        let what = match old.key == new.key {
            false => "re-keyed",
            true if self.is_made_of_changed(&new.name) => "computed otherwise under the same key",
            true => "other answers under the same key",
        };
        self.show("score", &new.name, what, Some((old.key.clone(), new.key.clone())), VersionStep::Major);
        (false, what.to_owned())
    }

    pub(super) fn bands(&mut self) {
        let (before, after) = (self.before, self.after);
        let lists = (&before.bands.raw[..], &after.bands.raw[..]);
        let pairs = self.paired(Bands::word, lists, |bands: &'a Bands| bands.name.as_str(), VersionStep::Minor);
        for (old, new) in pairs {
            let both = (rule_in_words(before, old, |name| self.now(name).to_owned()), rule_in_words(after, new, str::to_owned));
            match (&old.rule, &new.rule) {
                (BandsRule::Stretches(_), BandsRule::Stretches(_)) => {
                    self.unless_same(new.word(), &new.name, "other bounds", both, VersionStep::Minor);
                }
                (BandsRule::Stretches(_) | BandsRule::Groups(..) | BandsRule::Cases(_), _) if !self.same.bands(old, new) => {
                    self.show(new.word(), &new.name, "decided otherwise", Some(both), VersionStep::Minor);
                }
                (BandsRule::Stretches(_) | BandsRule::Groups(..) | BandsRule::Cases(_), _) => {}
            }
            let labels = old.bands.iter().filter_map(|band| {
                let there = new.bands.iter().find(|there| there.name == band.name)?;
                let labelled = |label: &str| format!("{}: {label}", band.name);
                (there.label != band.label).then(|| (labelled(&band.label), labelled(&there.label)))
            });
            let (was, is): (Vec<String>, Vec<String>) = labels.unzip();
            self.unless_same(new.word(), &new.name, "labels changed", (was.join(" | "), is.join(" | ")), VersionStep::Patch);
        }
    }

    pub(super) fn alerts(&mut self) {
        let (before, after) = (&self.before.alerts.raw, &self.after.alerts.raw);
        let pairs = self.paired(|_| "alert", (before, after), |alert: &'a Alert| alert.name.as_str(), VersionStep::Minor);
        for (old, new) in pairs {
            if !self.same.condition(&old.when, &new.when) {
                let both = (old.key.clone(), new.key.clone());
                self.show("alert", &new.name, "raised otherwise", Some(both), VersionStep::Minor);
            }
            let severity = (old.severity.word().to_owned(), new.severity.word().to_owned());
            self.unless_same("alert", &new.name, "other severity", severity, VersionStep::Minor);
            let sentences = (old.sentence.clone(), new.sentence.clone());
            self.unless_same("alert", &new.name, "reworded", sentences, VersionStep::Patch);
        }
    }

    /// Which answers are taken decides what can be computed from; no score changes by it.
    pub(super) fn refusals(&mut self) {
        let (before, after) = (own_refusals(self.before), own_refusals(self.after));
        let name = |refusal: &'a Refusal| refusal.name.as_str();
        for (old, new) in self.paired(|_| "refuse", (before, after), name, VersionStep::Minor) {
            if !self.same.condition(&old.when, &new.when) {
                let both = (old.key.clone(), new.key.clone());
                self.show("refuse", &new.name, "refused otherwise", Some(both), VersionStep::Minor);
            }
            let sentences = (old.sentence.clone(), new.sentence.clone());
            self.unless_same("refuse", &new.name, "reworded", sentences, VersionStep::Patch);
        }
    }

    /// Which feedback there is decides what informants read; its words are wording. No score changes by either.
    pub(super) fn feedback(&mut self) {
        let before: BTreeMap<String, String> =
            self.before.feedback.iter().map(|feedback| told(self.before, feedback, |name| self.now(name).to_owned())).collect();
        let after: BTreeMap<String, String> =
            self.after.feedback.iter().map(|feedback| told(self.after, feedback, str::to_owned)).collect();
        for (name, old) in &before {
            match after.get(name) {
                None => self.add("feedback", name, "dropped", VersionStep::Minor),
                Some(new) => self.unless_same("feedback", name, "reworded", (old.clone(), new.clone()), VersionStep::Patch),
            }
        }
        let added: Vec<&String> = after.keys().filter(|name| !before.contains_key(*name)).collect();
        added.into_iter().for_each(|name| self.add("feedback", name, "added", VersionStep::Minor));
    }

    /// Which informants are set beside each other, and on what.
    pub(super) fn compares(&mut self) {
        let before = compared(self.before, |name| self.now(name).to_owned());
        let after = compared(self.after, str::to_owned);
        for (pair, old) in &before {
            match after.get(pair) {
                None => self.add("compare", pair, "dropped", VersionStep::Minor),
                Some(new) => self.unless_same("compare", pair, "other scores", (old.clone(), new.clone()), VersionStep::Minor),
            }
        }
        let added: Vec<&String> = after.keys().filter(|pair| !before.contains_key(*pair)).collect();
        added.into_iter().for_each(|pair| self.add("compare", pair, "added", VersionStep::Minor));
    }
}

/// What a measure refuses by itself: what ranks and shares cannot be together is told of their question.
fn own_refusals(instrument: &Instrument) -> &[Refusal] {
    let count = instrument.refusals.iter().take_while(|refusal| refusal.allotment.is_none()).count();
    &instrument.refusals.raw[..count]
}

/// What decides between the words of bands or a category; scores by the names that they have now.
fn rule_in_words(instrument: &Instrument, bands: &Bands, now: impl Fn(&str) -> String) -> String {
    match &bands.rule {
        BandsRule::Stretches(stretches) => {
            let part = |(at, band): (usize, &Band)| format!("{} {}", band.name, stretches.bound(at));
            let parts: Vec<String> = bands.bands.iter().enumerate().map(part).collect();
            format!("{}: {}", now(&instrument.scores[stretches.of].name), parts.join(", "))
        }
        BandsRule::Groups(groups, _) => {
            let words = groups.in_words(|_, band| bands.bands.get(band).map_or(String::new(), |band| band.name.clone()));
            format!("{} by {}: {words}", now(&instrument.scores[groups.of].name), groups.by.join(", "))
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

/// Feedback by the name that people see in a difference, as `client of level`, with its sentences.
fn told(instrument: &Instrument, feedback: &Feedback, now: impl Fn(&str) -> String) -> (String, String) {
    let (informant, bands) = (&instrument.informants[feedback.informant].name, &instrument.bands[feedback.of]);
    let sentences = bands.bands.iter().zip(&feedback.sentences).map(|(band, sentence)| format!("{}: {sentence}", band.name));
    (format!("{} of {}", now(informant), now(&bands.name)), sentences.collect::<Vec<_>>().join(" | "))
}

/// Pairs of informants, as `client with officer`, and the scores that they are compared on.
fn compared(instrument: &Instrument, now: impl Fn(&str) -> String) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for compare in &instrument.compares {
        let mut pair = [compare.first, compare.second].map(|at| now(&instrument.informants[at].name));
        pair.sort();
        found.entry(pair.join(" with ")).or_default().extend(compare.on.iter().map(|at| now(&instrument.scores[*at].name)));
    }
    found.into_iter().map(|(pair, on)| (pair, on.into_iter().collect::<Vec<_>>().join(", "))).collect()
}
