use std::collections::{HashMap, HashSet};

use super::draft::{Draft, version_of};
use super::names::Declared;
use super::sameness::Sameness;

use super::difference::{Change, VersionStep, difference};
use crate::instrument::{Follows, FollowsClaim, Instrument, ScoreIx, Version};
use crate::source::{Diagnostic, Place, Severity, codes, did_you_mean};
use crate::syntax::limits;
use crate::syntax::tree::{self, Word};

impl Draft<'_> {
    /// Checks what the file says of the version before it, as far as this file can tell.
    pub fn check_follows(&mut self, declared: &Declared<'_>) {
        let mut statements = declared.follows.iter();
        let Some(follows) = statements.next() else {
            return;
        };
        if let Some(second) = statements.next() {
            self.report(&codes::SAID_TWICE, second.version.span, "`follows` is said twice", "keep one of the two".to_owned());
        }
        let Some(version) = version_of(&follows.version).filter(Version::is_full) else {
            let message = format!("`{}` is not a version of three numbers", follows.version.text);
            self.report(&codes::NOT_A_VERSION, follows.version.span, message, "write it as `1.0.0`".to_owned());
            return;
        };
        if version >= self.instrument.version {
            let message = format!("version {} cannot follow {version}", self.instrument.version);
            self.report(&codes::VERSION_NOT_EARLIER, follows.version.span, message, "name a lower version".to_owned());
        }
        let claims = follows.claims.iter().flat_map(|claim| self.claim(claim)).collect();
        self.instrument.follows = Some(Follows { version, claims });
    }

    fn claim(&mut self, claim: &tree::FollowsClaim) -> Vec<FollowsClaim> {
        let text = |word: &Word| word.text.clone();
        match claim {
            tree::FollowsClaim::Renamed(old, new) => {
                self.must_be_here(new);
                self.must_be_gone(old);
                let of_members = self
                    .members_of(new)
                    .into_iter()
                    .map(|member| FollowsClaim::Renamed(format!("{}_{member}", old.text), format!("{}_{member}", new.text)));
                std::iter::once(FollowsClaim::Renamed(text(old), text(new))).chain(of_members).collect()
            }
            tree::FollowsClaim::Dropped(words) => {
                words.iter().for_each(|word| self.must_be_gone(word));
                words.iter().map(|word| FollowsClaim::Dropped(text(word))).collect()
            }
            tree::FollowsClaim::Added(words) => {
                words.iter().for_each(|word| self.must_be_here(word));
                let with_members = |word: &Word| {
                    let members = self.members_of(word).into_iter().map(|member| format!("{}_{member}", word.text));
                    std::iter::once(text(word)).chain(members).collect::<Vec<_>>()
                };
                words.iter().flat_map(with_members).map(FollowsClaim::Added).collect()
            }
            tree::FollowsClaim::Comparable(words) => {
                words.iter().filter_map(|word| self.score_named(word).map(|_| FollowsClaim::Comparable(text(word)))).collect()
            }
            tree::FollowsClaim::Changed(word, why) => {
                let why = self.full(why);
                self.score_named(word).map(|_| FollowsClaim::Changed(text(word), why)).into_iter().collect()
            }
        }
    }

    /// Those that a question of this name ranks, or shares out among; none where it is anything else.
    fn members_of(&self, word: &Word) -> Vec<String> {
        let allotment = self.instrument.allotment(&word.text).map(|at| &self.instrument.allotments[at].members);
        allotment.into_iter().flatten().map(|member| member.name.clone()).collect()
    }

    fn must_be_here(&mut self, word: &Word) {
        if self.thing(&word.text).is_none() && !self.is_cascade(&word.text) {
            self.unknown_names += 1;
            let listed = self.unknown_names <= limits::COMPLAINTS;
            let mut names: Vec<String> = if listed { self.things.keys().cloned().collect() } else { Vec::new() };
            names.sort_unstable();
            let help = did_you_mean(&word.text, &names.iter().map(String::as_str).collect::<Vec<_>>());
            self.report(&codes::FOLLOWS_UNKNOWN_NAME, word.span, format!("this version has no `{}`", word.text), help);
        }
    }

    fn must_be_gone(&mut self, word: &Word) {
        if let Some(thing) = self.thing(&word.text) {
            let message = format!("`{}` is {} of this version, so it is not gone", word.text, thing.word());
            self.report(&codes::FOLLOWS_UNKNOWN_NAME, word.span, message, None);
        }
    }
}

/// A checked instrument with the tree it was made from.
pub type VersionFile<'a> = (&'a Instrument, &'a tree::Instrument);

/// Checks versions of measures against one another. The diagnostics come beside the position of the file they belong
/// to.
pub fn check_versions(files: &[VersionFile<'_>]) -> Vec<(usize, Diagnostic)> {
    let mut diagnostics = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (at, (instrument, tree)) in files.iter().enumerate() {
        let reference = instrument.reference();
        match seen.get(&reference) {
            Some(before) if files[*before].0.sha256 != instrument.sha256 => {
                let message = format!("another file holds `{reference}` with other contents");
                let place = tree.head.as_ref().map_or(Place::File, |(_, version)| Place::Text(version.span));
                let diagnostic = Diagnostic::new(&codes::ONE_VERSION_TWO_CONTENTS, place, message);
                diagnostics.push((at, diagnostic.help("give the changed one a new version")));
            }
            Some(_) => {}
            None => {
                seen.insert(reference, at);
            }
        }
    }
    for (at, (instrument, tree)) in files.iter().enumerate() {
        let before = instrument.follows.as_ref().and_then(|follows| {
            files.iter().map(|(other, _)| *other).find(|other| other.id == instrument.id && other.version == follows.version)
        });
        if let Some(before) = before {
            diagnostics.extend(check_claims(before, instrument, tree).into_iter().map(|diagnostic| (at, diagnostic)));
            diagnostics.extend(check_step(before, instrument, tree).map(|diagnostic| (at, diagnostic)));
        }
    }
    diagnostics
}

/// A step that is too small for what changed would let results be taken for the same that are not: an error where
/// scores do not compare, a warning where something else means other than it did.
fn check_step(before: &Instrument, now: &Instrument, tree: &tree::Instrument) -> Option<Diagnostic> {
    let found = difference(before, now);
    if found.calls_for <= found.makes || found.makes == VersionStep::None {
        return None;
    }
    let (_, version) = tree.head.as_ref()?;
    let weighty = found.changes.iter().filter(|change| change.calls_for == found.calls_for);
    let named: Vec<String> = weighty.map(|change| format!("{} `{}` {}", change.of, change.name, change.what)).collect();
    let made = format!("this is a {} step from {}", found.makes.word(), before.version);
    let (severity, message, help) = match found.calls_for {
        VersionStep::Major => (
            Severity::Error,
            format!("{made}, and scores do not compare: {}", named.join(", ")),
            "raise the first number of the version (below 1.0.0, the second)",
        ),
        VersionStep::None | VersionStep::Patch | VersionStep::Minor => (
            Severity::Warning,
            format!("{made}, and more than wording changed: {}", named.join(", ")),
            "raise the second number of the version",
        ),
    };
    Some(Diagnostic::new(&codes::VERSION_BUMP_TOO_SMALL, version.span, message).with_severity(severity).help(help))
}

fn check_claims(before: &Instrument, now: &Instrument, tree: &tree::Instrument) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let follows = tree.statements.iter().find_map(|statement| match statement {
        tree::Statement::Follows(follows) => Some(follows),
        tree::Statement::Title(_)
        | tree::Statement::About(_)
        | tree::Statement::Cite(_)
        | tree::Statement::Licence(_)
        | tree::Statement::WordingByLicence(_)
        | tree::Statement::Status(_)
        | tree::Statement::Language(_)
        | tree::Statement::Note(_)
        | tree::Statement::Informants(..)
        | tree::Statement::Known(_)
        | tree::Statement::Scale(_)
        | tree::Statement::Page(_)
        | tree::Statement::When(_)
        | tree::Statement::Intro(..)
        | tree::Statement::Item(_)
        | tree::Statement::Score(_)
        | tree::Statement::Helper(_)
        | tree::Statement::Bands(_)
        | tree::Statement::Category(_)
        | tree::Statement::Alert(_)
        | tree::Statement::Refusal(_)
        | tree::Statement::Compare(_)
        | tree::Statement::Table(_)
        | tree::Statement::Feedback(_)
        | tree::Statement::Test(_) => None,
    });
    let claims = follows.map_or(&[][..], |follows| &follows.claims);
    let there: HashSet<&str> = names_in(before).collect();
    let existed = |name: &str| there.contains(name);
    let same = Sameness::between(before, now);
    for claim in claims {
        let (words, should_exist) = match claim {
            tree::FollowsClaim::Renamed(old, _) => (std::slice::from_ref(old), true),
            tree::FollowsClaim::Dropped(words) | tree::FollowsClaim::Comparable(words) => (&words[..], true),
            tree::FollowsClaim::Changed(word, _) => (std::slice::from_ref(word), true),
            tree::FollowsClaim::Added(words) => (&words[..], false),
        };
        for word in words.iter().filter(|word| existed(&word.text) != should_exist) {
            let has = if should_exist { "has no" } else { "already has" };
            diagnostics.push(Diagnostic::new(
                &codes::FOLLOWS_UNKNOWN_NAME,
                word.span,
                format!("version {} {has} `{}`", before.version, word.text),
            ));
        }
    }
    for claim in claims {
        let tree::FollowsClaim::Comparable(words) = claim else {
            continue;
        };
        for word in words {
            let (Some(old), Some(new)) =
                (before.scores.iter().position(|old| same.now(&old.name) == word.text).map(ScoreIx), now.score(&word.text))
            else {
                continue;
            };
            if !same.score(&before.scores[old], &now.scores[new]) {
                let (was, is) = (&before.scores[old].key, &now.scores[new].key);
                let (why, help) = if was == is {
                    ("what it is computed from differs from", other_parts(before, now))
                } else {
                    ("its key differs from", Some(format!("then: {was}; now: {is}")))
                };
                let message = format!("`{}` is said to be comparable, but {why} version {}", word.text, before.version);
                diagnostics.push(Diagnostic::new(&codes::CLAIM_CONTRADICTED, word.span, message).maybe_help(help));
            }
        }
    }
    diagnostics
}

/// What is answered, looked up or computed otherwise than in the version before, where that can be shown.
fn other_parts(before: &Instrument, now: &Instrument) -> Option<String> {
    let is_shown = |change: &Change| match change.of {
        "item" => ["other answers", "re-keyed", "asked otherwise"].contains(&change.what),
        of => ["table", "helper"].contains(&of),
    };
    let shown = difference(before, now).changes.into_iter().filter(is_shown);
    let one = |change: Change| Some(format!("`{}` then: {}; now: {}", change.name, change.before?, change.after?));
    let told: Vec<String> = shown.filter_map(one).take(3).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// The names of columns of answers and results that a measure defines, and of what it refuses.
fn names_in(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let items = instrument.items.iter().map(|item| item.name.as_str());
    let scores = instrument.scores.iter().map(|score| score.name.as_str());
    let bands = instrument.bands.iter().map(|bands| bands.name.as_str());
    let refusals = instrument.refusals.iter().map(|refusal| refusal.name.as_str());
    items.chain(scores).chain(bands).chain(instrument.alerts.iter().map(|alert| alert.name.as_str())).chain(refusals)
}
