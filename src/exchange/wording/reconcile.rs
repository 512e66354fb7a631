use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::candidate::{Candidate, plain_name};
use super::print::quoted;
use super::{Entry, State, Wording};

/// Forward translations of one language beside each other.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reconciliation {
    /// Texts that two or more translated, and all of them alike.
    pub agreed: usize,
    /// Texts that one alone translated: they are taken, and nobody has agreed to them.
    pub one_side: Vec<SideBySide>,
    /// Texts that nobody translated, by path.
    pub missing: Vec<String>,
    /// Texts that were translated in more than one way.
    pub differing: Vec<SideBySide>,
}

/// A text with what was made of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SideBySide {
    /// Where it stands in the measure.
    pub path: String,
    /// What the measure says; empty where its wording is not distributed.
    pub source: String,
    /// Who translated it how, by the name of the file.
    pub translations: Vec<(String, String)>,
}

impl Wording {
    /// One wording out of several: what all who translated a text agree on is taken, so is what one alone translated,
    /// and where they differ the translation is left open with each of them as a candidate. `others` are named as
    /// people know them; nothing of theirs is lost.
    pub fn reconciled(mut self, name: &str, others: &[(String, Self)]) -> (Self, Reconciliation) {
        let mut found = Reconciliation::default();
        let name = plain_name(name);
        let others: Vec<(String, &Self)> = others.iter().map(|(name, other)| (plain_name(name), other)).collect();
        others.iter().for_each(|(_, other)| self.make_room_for(other));
        let theirs: Vec<(&str, HashMap<&str, &Entry>)> = others
            .iter()
            .map(|(name, other)| (name.as_str(), other.entries.iter().map(|entry| (entry.path.as_str(), entry)).collect()))
            .collect();
        for entry in &mut self.entries {
            let there = theirs.iter().filter_map(|(name, entries)| Some((*name, *entries.get(entry.path.as_str())?)));
            let there: Vec<(&str, &Entry)> = there.collect();
            entry.settle(&name, &there, &mut found);
        }
        for (name, other) in others {
            self.head.extend(other.head.iter().filter(|line| line.starts_with("step ") || line.starts_with('#')).cloned());
            for (path, file) in &other.files {
                if !self.files.iter().any(|(there, _)| there == path) {
                    self.files.push((path.clone(), file.clone()));
                }
            }
            self.left_over.extend(other.left_over.iter().map(|line| format!("{line} # {name}")));
        }
        (self, found)
    }

    /// Adds an empty entry for each text that another file has and this one has not, behind the one that it follows
    /// there.
    fn make_room_for(&mut self, other: &Self) {
        let known: HashSet<&str> = self.entries.iter().map(|entry| entry.path.as_str()).collect();
        if other.entries.iter().all(|entry| known.contains(entry.path.as_str())) {
            return;
        }
        let mut at = 0;
        for entry in &other.entries {
            let Entry { path, source, from, .. } = entry.clone();
            match self.entries.iter().position(|there| there.path == entry.path) {
                Some(there) => at = there,
                None => self.entries.insert(at, Entry { path, source, from, ..Entry::default() }),
            }
            at += 1;
        }
    }
}

impl Entry {
    /// Takes what is made of this text in several files, its own among them, under its name.
    fn settle(&mut self, name: &str, others: &[(&str, &Self)], found: &mut Reconciliation) {
        let own = self.clone();
        let sides: Vec<(&str, &Self)> = std::iter::once((name, &own)).chain(others.iter().copied()).collect();
        let made: Vec<(&str, &Self)> = sides.into_iter().filter(|(_, side)| side.state() != State::Missing).collect();
        self.notes.extend(others.iter().flat_map(|(name, side)| side.notes.iter().map(move |note| format!("{name}: {note}"))));
        self.comments.extend(others.iter().flat_map(|(_, side)| side.comments.iter().cloned()));
        let beside = || SideBySide {
            path: own.path.clone(),
            source: own.source.clone().unwrap_or_default(),
            translations: made.iter().map(|(name, side)| ((*name).to_owned(), side.to.clone())).collect(),
        };
        let agree = made.windows(2).all(|pair| pair[0].1.to == pair[1].1.to);
        match &made[..] {
            [] => found.missing.push(own.path.clone()),
            [(name, alone)] => {
                self.take(name, alone, &[]);
                // Whoever reconciles sees that nobody else has looked at it.
                self.comments.push(Candidate { by: (*name).to_owned(), text: alone.to.clone() }.comment());
                found.one_side.push(beside());
            }
            [(name, first), rest @ ..] if agree => {
                self.take(name, first, rest);
                found.agreed += 1;
            }
            differing => {
                let candidates = differing.iter().map(|(name, side)| Candidate { by: (*name).to_owned(), text: side.to.clone() });
                self.comments.extend(candidates.map(|candidate| candidate.comment()));
                // A translation back belongs to one of them, and is made anew of the one that is chosen.
                self.comments.extend(differing.iter().filter_map(|(name, side)| back_comment(name, side)));
                (self.to, self.back) = (String::new(), None);
                found.differing.push(beside());
            }
        }
    }

    /// Takes a translation with the source and the translation back that belong to it; other translations back of it
    /// become comments.
    fn take(&mut self, name: &str, side: &Self, alike: &[(&str, &Self)]) {
        let all = || std::iter::once((name, side)).chain(alike.iter().copied());
        let back = all().find(|(_, side)| side.back.is_some());
        (self.to, self.from) = (side.to.clone(), side.from.clone());
        self.back = back.and_then(|(_, side)| side.back.clone());
        let others = all().filter(|(_, side)| side.back != self.back).filter_map(|(name, side)| back_comment(name, side));
        let others: Vec<String> = others.collect();
        self.comments.extend(others);
    }
}

/// A comment that keeps a translation back which was not taken.
fn back_comment(name: &str, side: &Entry) -> Option<String> {
    side.back.as_ref().map(|back| format!("# back-translation of {name}: {}", quoted(back)))
}
