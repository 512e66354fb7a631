use std::collections::BTreeMap;

use maud::{Markup, html};

use super::Shelf;
use super::page::Form;
use crate::administer::{kept_fact, western_digits};
use crate::instrument::{Instrument, Known, KnownKind};
use crate::phrases::Phrases;
use crate::store::Facts;

/// What the field of a fact is called.
fn field(name: &str) -> String {
    format!("fact-{name}")
}

/// A fact that was told and cannot be.
pub(super) struct Unfit<'a>(&'a Known);

impl Unfit<'_> {
    /// What it can be.
    pub(super) fn words(&self, phrases: &Phrases) -> String {
        let fact = ("fact", self.0.name.as_str().into());
        match &self.0.kind {
            KnownKind::Whole(low, high) | KnownKind::Decimal(low, high) => {
                phrases.with("fact-number", [fact, ("low", low.to_string().into()), ("high", high.to_string().into())])
            }
            KnownKind::Date => phrases.with("fact-date", [fact]),
            KnownKind::OneOf(words) => phrases.with("fact-word", [fact, ("words", words.join(", ").into())]),
        }
    }
}

/// The facts that measures know, each once by its name, with all that it can be.
fn facts(shelf: &Shelf) -> BTreeMap<&str, Vec<&Known>> {
    let mut facts: BTreeMap<&str, Vec<&Known>> = BTreeMap::new();
    for known in shelf.measures().iter().flat_map(|measure| &measure.instrument.known) {
        let same = facts.entry(&known.name).or_default();
        if !same.iter().any(|other| other.kind == known.kind) {
            same.push(known);
        }
    }
    facts
}

/// A field for each fact that a measure knows, by its kind, with what is known of the case already.
pub(super) fn fields(shelf: &Shelf, phrases: &Phrases, value: &dyn Fn(&str) -> String) -> Markup {
    let facts = facts(shelf);
    html! {
        @if !facts.is_empty() {
            fieldset.choices {
                legend { (phrases.say("known-facts")) }
                div.row { @for (name, kinds) in &facts { div.field {
                    @let (field, value) = (field(name), value(&field(name)));
                    label for=(field) { (name) }
                    @match &kinds[..] {
                        [Known { kind: KnownKind::Whole(low, high), .. }] => {
                            input id=(field) type="number" name=(field) min=(low) max=(high) step="1" value=(value);
                        }
                        [Known { kind: KnownKind::Decimal(low, high), .. }] => {
                            input id=(field) type="number" name=(field) min=(low) max=(high) step="any" value=(value);
                        }
                        [Known { kind: KnownKind::Date, .. }] => {
                            input id=(field) type="date" name=(field) value=(value);
                        }
                        [Known { kind: KnownKind::OneOf(words), .. }] => {
                            select id=(field) name=(field) {
                                option value="" {}
                                @for word in words { option value=(word) selected[*word == value] { (word) } }
                            }
                        }
                        // Measures do not agree on what it can be.
                        _ => { input id=(field) type="text" name=(field) maxlength="40" value=(value); }
                    }
                } } }
            }
        }
    }
}

/// What was told of the case, as the measure that was chosen takes it, or else any other one.
pub(super) fn told<'s>(shelf: &'s Shelf, chosen: Option<&'s Instrument>, form: &Form) -> Result<Facts, Unfit<'s>> {
    let mut told = Facts::new();
    for (name, others) in facts(shelf) {
        let typed = western_digits(form.get(&field(name)).trim()).into_owned();
        if typed.is_empty() {
            continue;
        }
        let own: Vec<&Known> = chosen.into_iter().flat_map(|chosen| &chosen.known).filter(|known| known.name == name).collect();
        let asked = if own.is_empty() { others } else { own };
        match asked.iter().find_map(|known| kept_fact(known, &typed)) {
            Some(kept) => drop(told.insert(name.to_owned(), kept)),
            None => return asked.first().map_or(Ok(told), |known| Err(Unfit(known))),
        }
    }
    Ok(told)
}

/// What is known of a case, by the names of the fields.
pub(super) fn by_field(known: &Facts) -> BTreeMap<String, String> {
    known.iter().map(|(name, value)| (field(name), value.clone())).collect()
}
