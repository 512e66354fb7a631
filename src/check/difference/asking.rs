use super::{Comparison, VersionStep};
use crate::instrument::{Informant, Instrument, Known, KnownKind, KnownText, Page, Wording};

/// What is said of the measure as a whole, of whom is asked, of what is known, and in which order all is asked.
impl<'a> Comparison<'a> {
    pub(super) fn head(&mut self) {
        let (before, after) = (self.before, self.after);
        let both = |text: fn(&Instrument) -> String| (text(before), text(after));
        let id = &after.id;
        self.unless_same("measure", id, "title changed", both(|one| one.title.clone()), VersionStep::Patch);
        let sources = |one: &Instrument| -> Vec<(String, Option<String>, Option<String>)> {
            one.sources.iter().map(|source| (source.citation.clone(), source.doi.clone(), source.url.clone())).collect()
        };
        if before.about != after.about
            || before.notes != after.notes
            || before.licence != after.licence
            || before.wording_by_licence != after.wording_by_licence
            || sources(before) != sources(after)
        {
            self.add("measure", id, "description changed", VersionStep::Patch);
        }
        self.unless_same("measure", id, "status changed", both(|one| one.status.word().to_owned()), VersionStep::Patch);
        self.unless_same("measure", id, "other language", both(|one| one.language.to_string()), VersionStep::Minor);
    }

    pub(super) fn informants(&mut self) {
        let (before, after) = (&self.before.informants, &self.after.informants);
        let name = |informant: &'a Informant| informant.name.as_str();
        let pairs = self.paired(|_| "informant", (&before.raw, &after.raw), name, VersionStep::Minor);
        for (old, new) in &pairs {
            self.unless_same("informant", &new.name, "label changed", (old.label.clone(), new.label.clone()), VersionStep::Patch);
        }
        // Answers that name nobody are those of the first.
        if let (Some(old), Some(new)) = (before.first(), after.first()) {
            let firsts = (self.now(&old.name).to_owned(), new.name.clone());
            self.unless_same("measure", &self.after.id, "another informant comes first", firsts, VersionStep::Minor);
        }
    }

    pub(super) fn known(&mut self) {
        let (before, after) = (&self.before.known.raw, &self.after.known.raw);
        let pairs = self.paired(|_| "known", (before, after), |known: &'a Known| known.name.as_str(), VersionStep::Minor);
        for (old, new) in pairs {
            let (what, step) = if same_facts(&old.kind, &new.kind) {
                ("in another order", VersionStep::Patch)
            } else {
                ("other limits", VersionStep::Minor)
            };
            self.unless_same("known", &new.name, what, (old.domain().in_words(), new.domain().in_words()), step);
            let labels = (old.called().into_owned(), new.called().into_owned());
            self.unless_same("known", &new.name, "label changed", labels, VersionStep::Patch);
            for word in new.kind.words().iter().filter(|word| old.kind.words().contains(word)) {
                let labels = (old.word_called(word).into_owned(), new.word_called(word).into_owned());
                self.unless_same("known", &format!("{} {word}", new.name), "label changed", labels, VersionStep::Patch);
            }
        }
    }

    /// Texts that are only shown change nothing that is computed.
    pub(super) fn known_texts(&mut self) {
        let (before, after) = (&self.before.known_texts.raw, &self.after.known_texts.raw);
        for (old, new) in
            self.paired(|_| "known", (before, after), |known: &'a KnownText| known.name.as_str(), VersionStep::Minor)
        {
            let limits = (old.most.to_string(), new.most.to_string());
            self.unless_same("known", &new.name, "other limits", limits, VersionStep::Minor);
            let label = |known: &KnownText| known.label.clone().unwrap_or_else(|| known.name.clone());
            self.unless_same("known", &new.name, "label changed", (label(old), label(new)), VersionStep::Patch);
        }
    }

    /// Pages have no names: one is the same where its title is, or else where it begins with the same item.
    pub(super) fn pages(&mut self) {
        let (before, after) = (self.before, self.after);
        let mut left: Vec<&Page> = after.pages.iter().collect();
        let mut pairs = Vec::new();
        let (mut unlike, mut gone) = (Vec::new(), Vec::new());
        for old in &before.pages {
            match left.iter().position(|new| new.title == old.title) {
                Some(at) => pairs.push((old, left.remove(at))),
                None => unlike.push(old),
            }
        }
        for old in unlike {
            let first = old.items.first().map(|item| self.now(&before.items[*item].name));
            let begins = |new: &&Page| new.items.first().map(|item| after.items[*item].name.as_str()) == first;
            match left.iter().position(begins) {
                Some(at) => pairs.push((old, left.remove(at))),
                None => gone.push(old),
            }
        }
        // Items outside pages stand on one without a title, which is there or not as they are.
        let titled = |page: &&Page| !page.title.is_empty();
        gone.into_iter().filter(titled).for_each(|page| self.add("page", &page.title, "dropped", VersionStep::Patch));
        for (old, new) in &pairs {
            let name = if new.title.is_empty() { &old.title } else { &new.title };
            let order = |page: &Page| if page.is_random { "in random order" } else { "as listed" }.to_owned();
            self.unless_same("page", name, "in another order", (order(old), order(new)), VersionStep::Minor);
            self.unless_same("page", name, "title changed", (old.title.clone(), new.title.clone()), VersionStep::Patch);
            let intros = (intros(before, old), intros(after, new));
            self.unless_same("page", name, "intro changed", intros, VersionStep::Patch);
            self.page_media(name, (old, new));
        }
        left.into_iter().filter(titled).for_each(|page| self.add("page", &page.title, "added", VersionStep::Patch));
        for item in &before.items {
            let now = self.now(&item.name);
            let on = |one: &'a Instrument, name: &str| {
                one.pages.iter().find(|page| page.items.iter().any(|at| one.items[*at].name == name))
            };
            if let (Some(old), Some(new)) = (on(before, &item.name), on(after, now))
                && !pairs.iter().any(|(one, other)| std::ptr::eq(*one, old) && std::ptr::eq(*other, new))
            {
                let both = (old.title.clone(), new.title.clone());
                self.unless_same("item", now, "on another page", both, VersionStep::Patch);
            }
        }
    }

    /// In which order the items that are in both versions are asked.
    pub(super) fn order(&mut self) {
        let (before, after) = (self.before, self.after);
        let old: Vec<&str> = before.items.iter().map(|item| self.now(&item.name)).collect();
        let new: Vec<&str> = after.items.iter().map(|item| item.name.as_str()).collect();
        let both = (common(&old, &new), common(&new, &old));
        let Some(first) = both.0.iter().zip(&both.1).position(|(old, new)| old != new) else { return };
        let last = both.0.iter().zip(&both.1).rposition(|(old, new)| old != new).unwrap_or(first);
        let shown = (both.0[first..=last].join(", "), both.1[first..=last].join(", "));
        self.show("measure", &after.id, "items in another order", Some(shown), VersionStep::Minor);
    }
}

/// Those of some names that are among others.
fn common<'n>(names: &[&'n str], others: &[&str]) -> Vec<&'n str> {
    let others: std::collections::HashSet<&str> = others.iter().copied().collect();
    names.iter().copied().filter(|name| others.contains(name)).collect()
}

/// Whether two facts can be the same, in whatever order.
fn same_facts(old: &KnownKind, new: &KnownKind) -> bool {
    let (KnownKind::OneOf(one), KnownKind::OneOf(other)) = (old, new) else { return old == new };
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort();
        words
    };
    sorted(one) == sorted(other)
}

/// What introduces a page, by the names of informants: positions may differ between versions.
fn intros(instrument: &Instrument, page: &Page) -> String {
    let told = |intro: &Wording| match intro.common().filter(|_| intro.0.iter().all(Option::is_some)) {
        Some(text) => text.to_owned(),
        None => {
            let named = instrument.informants.iter().zip(&intro.0);
            let mut texts: Vec<String> =
                named.filter_map(|(informant, text)| Some(format!("{}: {}", informant.name, text.as_ref()?))).collect();
            texts.sort();
            texts.join(" | ")
        }
    };
    page.intros.iter().map(told).collect::<Vec<_>>().join(" | ")
}
