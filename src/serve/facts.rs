use std::borrow::Cow;
use std::collections::BTreeMap;

use maud::{Markup, html};

use super::page::Form;
use super::{Measure, Shelf};
use crate::administer::{kept_fact, western_digits};
use crate::instrument::{Instrument, Known, KnownKind, Language};
use crate::phrases::Phrases;
use crate::store::Facts;

/// What a button says that shows the facts of the measure that is chosen.
pub(super) const CHOOSE: &str = "choose";

/// What the field of a fact is called.
fn field(name: &str) -> String {
    format!("fact-{name}")
}

/// A fact that was told and cannot be.
pub(super) struct Unfit<'a>(&'a Known);

impl Unfit<'_> {
    /// What it can be.
    pub(super) fn words(&self, phrases: &Phrases) -> String {
        let fact = ("fact", self.0.called().into_owned().into());
        match &self.0.kind {
            KnownKind::Whole(low, high) | KnownKind::Decimal(low, high) => {
                phrases.with("fact-number", [fact, ("low", low.to_string().into()), ("high", high.to_string().into())])
            }
            KnownKind::Date => phrases.with("fact-date", [fact]),
            KnownKind::OneOf(words) => {
                let words: Vec<Cow<'_, str>> = words.iter().map(|word| self.0.word_called(word)).collect();
                phrases.with("fact-word", [fact, ("words", words.join(", ").into())])
            }
        }
    }
}

/// Facts, each once by its name, with all that it can be.
type FactKinds<'s> = BTreeMap<&'s str, Vec<&'s Known>>;

/// The facts that the measures of a shelf know, in the words of a language.
fn facts<'s>(shelf: &'s Shelf, language: &Language) -> FactKinds<'s> {
    known_to(shelf.measures().iter().map(|measure| measure.worded_in(language)))
}

/// The facts that measures know.
fn known_to<'s>(measures: impl Iterator<Item = &'s Instrument>) -> FactKinds<'s> {
    let mut facts = FactKinds::new();
    for known in measures.flat_map(|measure| &measure.known) {
        let same = facts.entry(&known.name).or_default();
        match same.iter_mut().find(|other| other.kind == known.kind) {
            // Measures may be answered to for years: the newest says what people call it today.
            Some(other) if known.has_words() || !other.has_words() => *other = known,
            Some(_) => {}
            None => same.push(known),
        }
    }
    facts
}

/// What a fact is called in the language of a page; by name, where no measure knows it any more.
pub(super) fn called(shelf: &Shelf, language: &Language, name: &str) -> String {
    let known = facts(shelf, language).remove(name).and_then(|kinds| naming(&kinds));
    known.map_or_else(|| name.to_owned(), |known| known.called().into_owned())
}

/// Of those that measures mean by one name the one that says what people call it.
fn naming<'k>(kinds: &[&'k Known]) -> Option<&'k Known> {
    kinds.iter().rfind(|known| known.has_words()).or(kinds.last()).copied()
}

/// What is known of a case as people read it, a fact each: what it is called, and what it is.
pub(super) fn in_words(shelf: &Shelf, language: &Language, known: &Facts) -> Vec<String> {
    let facts = facts(shelf, language);
    let words = |(name, value): (&String, &String)| {
        let kinds = facts.get(name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let called = naming(kinds).map_or(Cow::Borrowed(name.as_str()), Known::called);
        let of = kinds.iter().rfind(|known| kept_fact(known, value).is_some());
        format!("{called} {}", of.map_or(Cow::Borrowed(value.as_str()), |known| known.value_called(value)))
    };
    known.iter().map(words).collect()
}

/// A field for each fact that a measure knows, by its kind, with what is known of the case already.
pub(super) fn fields(shelf: &Shelf, phrases: &Phrases, value: &dyn Fn(&str) -> String) -> Markup {
    let facts = facts(shelf, &phrases.language);
    html! {
        @if !facts.is_empty() {
            fieldset.choices {
                legend { (phrases.say("known-facts")) }
                div.row { @for (name, kinds) in &facts { div.field { (labelled(name, kinds, value)) } } }
            }
        }
    }
}

/// The same for a form in which one of some measures is chosen, by its reference: only what the chosen one knows is
/// asked. What was typed for another one waits in a field that is not shown. A script asks anew as soon as another one is
/// chosen; without one there is a button for that.
pub(super) fn fields_of_choice(
    (measures, chosen): (&[&Measure], &str),
    phrases: &Phrases,
    value: &dyn Fn(&str) -> String,
) -> Markup {
    let facts = known_to(measures.iter().map(|measure| measure.worded_in(&phrases.language)));
    let knowing = |name: &str| -> Vec<String> {
        let knows = |measure: &&&Measure| measure.instrument.known.iter().any(|known| known.name == name);
        measures.iter().filter(knows).map(|measure| measure.instrument.reference()).collect()
    };
    let fields: Vec<(&str, &[&Known], Vec<String>)> =
        facts.iter().map(|(name, kinds)| (*name, &kinds[..], knowing(name))).collect();
    let is_asked = |knowing: &[String]| knowing.iter().any(|reference| reference == chosen);
    html! {
        @if fields.iter().any(|(.., knowing)| knowing.len() < measures.len()) {
            div.buttons data-no-script {
                button.slim name="do" value=(CHOOSE) { (phrases.say("facts-of-measure")) }
            }
        }
        @if !fields.is_empty() {
            fieldset.choices hidden[!fields.iter().any(|(.., knowing)| is_asked(knowing))] {
                legend { (phrases.say("known-facts")) }
                div.row {
                    @for (name, kinds, knowing) in &fields {
                        div.field hidden[!is_asked(knowing)] data-known-to=(knowing.join(" ")) { (labelled(name, kinds, value)) }
                    }
                }
            }
        }
    }
}

/// The field of a fact under what people call it.
fn labelled(name: &str, kinds: &[&Known], value: &dyn Fn(&str) -> String) -> Markup {
    let field = field(name);
    let value = value(&field);
    html! {
        label for=(field) { (naming(kinds).map_or(Cow::Borrowed(name), Known::called)) }
        @match kinds {
            [Known { kind: KnownKind::Whole(low, high), .. }] => {
                input id=(field) type="number" name=(field) min=(low) max=(high) step="1" value=(value);
            }
            [Known { kind: KnownKind::Decimal(low, high), .. }] => {
                input id=(field) type="number" name=(field) min=(low) max=(high) step="any" value=(value);
            }
            [Known { kind: KnownKind::Date, .. }] => {
                input id=(field) type="date" name=(field) value=(value);
            }
            [known @ Known { kind: KnownKind::OneOf(words), .. }] => {
                select id=(field) name=(field) {
                    option value="" {}
                    @for word in words { option value=(word) selected[*word == value] { (known.word_called(word)) } }
                }
            }
            // Measures do not agree on what it can be.
            _ => { input id=(field) type="text" name=(field) maxlength="40" value=(value); }
        }
    }
}

/// What was told of the case, as the measure that was chosen takes it, or else any one; what the chosen one does not know
/// is not taken. In the language of the page, where a word was typed as people read it.
pub(super) fn told<'s>(
    shelf: &'s Shelf,
    chosen: Option<&'s Instrument>,
    form: &Form,
    language: &Language,
) -> Result<Facts, Unfit<'s>> {
    let mut told = Facts::new();
    let asked = chosen.map_or_else(|| facts(shelf, language), |chosen| known_to(std::iter::once(chosen)));
    for (name, kinds) in asked {
        let typed = western_digits(form.get(&field(name)).trim()).into_owned();
        if typed.is_empty() {
            continue;
        }
        match kinds.iter().find_map(|known| kept_fact(known, &typed).or_else(|| of_label(known, &typed))) {
            Some(kept) => drop(told.insert(name.to_owned(), kept)),
            None => return kinds.first().map_or(Ok(told), |known| Err(Unfit(known))),
        }
    }
    Ok(told)
}

/// The word that people read as what was typed.
fn of_label(known: &Known, typed: &str) -> Option<String> {
    let typed = typed.to_lowercase();
    known.kind.words().iter().find(|word| known.word_called(word).to_lowercase() == typed).cloned()
}

/// What is known of a case, by the names of the fields.
pub(super) fn by_field(known: &Facts) -> BTreeMap<String, String> {
    known.iter().map(|(name, value)| (field(name), value.clone())).collect()
}
