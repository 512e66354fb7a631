use std::collections::{BTreeMap, BTreeSet};

use super::{Comparison, VersionStep};
use crate::instrument::{Instrument, Page};

impl Comparison<'_> {
    /// What is shown and played beside questions, points and choices: other words for the same, so that scores compare.
    pub(super) fn media(&mut self) {
        let (before, after) = (beside(self.before, |name| self.now(name)), beside(self.after, |name| name));
        let old: BTreeSet<&str> = named(self.before).map(|name| self.now(name)).collect();
        let new: BTreeSet<&str> = named(self.after).collect();
        let places: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for place in places {
            let said = |media: &BTreeMap<String, String>| media.get(place).cloned().unwrap_or_default();
            let (of, name) = place.split_once(' ').unwrap_or(("", place));
            // An item that came or went is told of by itself.
            let item = name.split(' ').next().unwrap_or(name);
            let of = match of {
                "item" if old.contains(item) && new.contains(item) => "item",
                "scale" => "scale",
                _ => continue,
            };
            self.unless_same(of, name, "picture or sound changed", (said(&before), said(&after)), VersionStep::Patch);
        }
    }

    /// What is shown and played with the introductions of a page.
    pub(super) fn page_media(&mut self, name: &str, (old, new): (&Page, &Page)) {
        let both = (with_intro(self.before, old), with_intro(self.after, new));
        self.unless_same("page", name, "picture or sound changed", both, VersionStep::Patch);
    }
}

/// What is shown and played beside questions, points and choices, as the language writes it, by the names that things have
/// now.
fn beside<'n>(instrument: &'n Instrument, now: impl Fn(&'n str) -> &'n str) -> BTreeMap<String, String> {
    let of_items = instrument.media.iter().filter(|(path, _)| !path.starts_with("page "));
    let named = of_items.map(|(path, media)| {
        let mut words: Vec<&str> = path.split(' ').collect();
        if let ["item", name, ..] = words[..] {
            words[1] = now(name);
        }
        (words.join(" "), media.in_words())
    });
    named.collect()
}

/// The names of questions, those that rank or share out among them.
fn named(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let alone = instrument.items.iter().map(|item| item.name.as_str());
    alone.chain(instrument.allotments.iter().map(|allotment| allotment.name.as_str()))
}

fn with_intro(instrument: &Instrument, page: &Page) -> String {
    let titled = instrument.pages.iter().filter(|page| !page.title.is_empty());
    let number = (1..).zip(titled).find(|(_, there)| std::ptr::eq(*there, page)).map_or(0, |(number, _)| number);
    instrument.media.get(&format!("page {number} intro")).map_or(String::new(), |media| media.in_words())
}
