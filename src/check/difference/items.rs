use super::{Comparison, VersionStep};
use crate::instrument::{Instrument, Item, Kind, Point, ScaleSteps};

impl<'a> Comparison<'a> {
    pub(super) fn items(&mut self) {
        let (before, after) = (&self.before.items.raw, &self.after.items.raw);
        let pairs = self.paired(|_| "item", (before, after), |item: &'a Item| item.name.as_str(), VersionStep::Minor);
        pairs.into_iter().for_each(|(old, new)| self.item(old, new));
        self.dealt();
    }

    /// What a question ranks or shares out is told of it once, and not of each of its numbers.
    fn dealt(&mut self) {
        let (before, after) = (self.before, self.after);
        for old in &before.allotments {
            let name = self.now(&old.name).to_owned();
            if let Some(new) = after.allotments.iter().find(|new| new.name == name) {
                self.unless_same("item", &name, "other answers", (old.written(), new.written()), VersionStep::Minor);
            }
        }
    }

    /// What an item is used for decides how much a change of it weighs: that is told by the scores.
    fn item(&mut self, before: &Item, after: &Item) {
        let keyed = |item: &Item| if item.reversed { "reversed" } else { "as given" }.to_owned();
        self.unless_same("item", &after.name, "re-keyed", (keyed(before), keyed(after)), VersionStep::Minor);
        let (old, new) = (self.before.answers_in_words(before), self.after.answers_in_words(after));
        let is_told_together = before.member_of.is_some() && after.member_of.is_some();
        if old != new && !is_told_together {
            let same_values = values(self.before, before) == values(self.after, after);
            let (what, step) =
                if same_values { ("anchors reworded", VersionStep::Patch) } else { ("other answers", VersionStep::Minor) };
            self.show("item", &after.name, what, Some((old, new)), step);
        }
        let (old, new) = (texts(self.before, before), texts(self.after, after));
        if old != new {
            let shown = (unlike(&old, &new), unlike(&new, &old));
            self.show("item", &after.name, "reworded", Some(shown), VersionStep::Patch);
        }
        let shown = |item: &Item| if item.grid.is_some() { "in a grid" } else { "by itself" }.to_owned();
        self.unless_same("item", &after.name, "shown otherwise", (shown(before), shown(after)), VersionStep::Patch);
        let asked = (asked_of(self.before, before), asked_of(self.after, after));
        self.unless_same("item", &after.name, "asked of others", asked, VersionStep::Minor);
        if before.optional != after.optional || !self.same.asked(before, after) {
            let both = (asked_in_words(self.before, before), asked_in_words(self.after, after));
            self.show("item", &after.name, "asked otherwise", Some(both), VersionStep::Minor);
        }
    }
}

/// When an item is asked, and what it counts where it is not.
fn asked_in_words(instrument: &Instrument, item: &Item) -> String {
    let when = item.asked_key.as_ref().map_or("always".to_owned(), |key| format!("when {key}"));
    let otherwise = instrument.otherwise_code(item).map_or(String::new(), |code| format!(", otherwise {code}"));
    let optional = if item.optional { ", optional" } else { "" };
    format!("{when}{otherwise}{optional}")
}

/// Who is asked an item, by name and in the order of names.
fn asked_of(instrument: &Instrument, item: &Item) -> String {
    let asked = instrument.informants.iter_enumerated().filter(|(at, _)| item.is_for(*at));
    let mut names: Vec<&str> = asked.map(|(_, informant)| informant.name.as_str()).collect();
    names.sort_unstable();
    names.join(", ")
}

/// What people read of an item, by who reads it: positions of informants may differ between versions.
fn texts(instrument: &Instrument, item: &Item) -> Vec<(String, String)> {
    let told = instrument.informants.iter().zip(&item.wording.0);
    let mut texts: Vec<(String, String)> =
        told.filter_map(|(informant, text)| Some((informant.name.clone(), text.clone()?))).collect();
    texts.sort();
    if let Some((low, high)) = &item.ends {
        texts.extend([("low end".to_owned(), low.clone()), ("high end".to_owned(), high.clone())]);
    }
    texts
}

/// Those of some texts that are not among others; one that all read the same is shown once.
fn unlike(texts: &[(String, String)], others: &[(String, String)]) -> String {
    let left: Vec<&(String, String)> = texts.iter().filter(|text| !others.contains(text)).collect();
    match left.as_slice() {
        [(_, first), rest @ ..] if left.len() == texts.len() && rest.iter().all(|(_, text)| text == first) => first.clone(),
        several => several.iter().map(|(who, text)| format!("{who}: {text}")).collect::<Vec<_>>().join(" | "),
    }
}

/// What can be answered to an item, without the words for it.
fn values(instrument: &Instrument, item: &Item) -> String {
    match &item.kind {
        Kind::Scale(scale) => {
            let scale = &instrument.scales[*scale];
            let values = match &scale.steps {
                ScaleSteps::Points(points) => {
                    let point = |point: &Point| {
                        let counts = point.counts.map_or(String::new(), |counts| format!(" {}", counts.in_words()));
                        format!("{}{counts}", point.code())
                    };
                    points.iter().map(point).collect::<Vec<_>>().join(" ")
                }
                ScaleSteps::Line { min, max, step } => format!("{min} {max} {step}"),
            };
            format!("{values} {}", scale.none.is_some())
        }
        Kind::Choices(choices, or_none) => {
            let names: Vec<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
            format!("{} {or_none}", names.join(" "))
        }
        Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time => instrument.answers_in_words(item),
    }
}
