use serde::Serialize;

use super::Wording;
use super::print::quoted;

/// Forward translations of one language beside each other.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reconciliation {
    /// Texts that all who translated them translated alike.
    pub agreed: usize,
    /// Texts that nobody translated, by path.
    pub missing: Vec<String>,
    /// Texts that were translated in more than one way.
    pub differing: Vec<Differing>,
}

/// A text that was translated in more than one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Differing {
    /// Where it stands in the measure.
    pub path: String,
    /// What the measure says; empty where its wording is not distributed.
    pub source: String,
    /// Who translated it how, by the name of the file.
    pub translations: Vec<(String, String)>,
}

impl Wording {
    /// One wording out of several: what all agree on is taken, and where they differ the translation is left open with each of them in a comment
    /// before it, to choose from. `others` are named as people know them; nothing of theirs is lost.
    pub fn reconciled(mut self, name: &str, others: &[(String, Self)]) -> (Self, Reconciliation) {
        let mut found = Reconciliation::default();
        for entry in &mut self.entries {
            let theirs = others.iter().filter_map(|(name, other)| {
                let there = other.entries.iter().find(|there| there.path == entry.path)?;
                Some((name.clone(), there))
            });
            let theirs: Vec<_> = theirs.collect();
            let mut translations = vec![(name.to_owned(), entry.to.clone())];
            translations.extend(theirs.iter().map(|(name, there)| (name.clone(), there.to.clone())));
            translations.retain(|(_, text)| !text.trim().is_empty());
            let mut notes = std::mem::take(&mut entry.notes);
            notes.extend(theirs.iter().flat_map(|(name, there)| there.notes.iter().map(move |note| format!("{name}: {note}"))));
            entry.notes = notes;
            entry.comments.extend(theirs.iter().flat_map(|(_, there)| there.comments.iter().cloned()));
            let Some((_, first)) = translations.first().cloned() else {
                found.missing.push(entry.path.clone());
                continue;
            };
            if translations.iter().all(|(_, text)| *text == first) {
                found.agreed += 1;
                entry.to = first;
                continue;
            }
            entry.comments.extend(translations.iter().map(|(name, text)| format!("# {name}: {}", quoted(text))));
            entry.to = String::new();
            // A translation back belongs to one of them, and is made anew of the one that is chosen.
            let back = entry.back.take().map(|back| (name.to_owned(), back));
            let backs =
                back.into_iter().chain(theirs.iter().filter_map(|(name, there)| Some((name.clone(), there.back.clone()?))));
            entry.comments.extend(backs.map(|(name, back)| format!("# {name}, back: {}", quoted(&back))));
            let source = entry.source.clone().unwrap_or_default();
            found.differing.push(Differing { path: entry.path.clone(), source, translations });
        }
        for (name, other) in others {
            self.head.extend(other.head.iter().filter(|line| line.starts_with("step ") || line.starts_with('#')).cloned());
            self.left_over.extend(other.left_over.iter().map(|line| format!("{line} # {name}")));
        }
        (self, found)
    }
}
