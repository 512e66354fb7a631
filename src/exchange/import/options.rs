use std::collections::{HashMap, HashSet};

use super::expression::{Code, Field, Points};
use super::figure;
use super::media::MediaSketch;
use super::names::Names;
use super::sketch::{Exclusive, ItemSketch, KindSketch, ScaleSketch, Sketch, TEXT};
use crate::instrument::in_form::note_of_answers;
use crate::instrument::is_choice_number;
use crate::syntax::limits::MEMBERS;

/// The code under which our own forms carry the visible non-answer.
const NONE: &str = "none";

/// What can be chosen, as a form lists it.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) code: String,
    /// What people read, in each language; empty where it has no words.
    pub(super) label: Vec<String>,
    /// What it counts, where the form says that apart from its code.
    pub(super) weight: Option<f64>,
}

/// A list of choices: what it is called in the form, and what its scale is to be called.
pub(super) struct List<'l> {
    pub(super) name: &'l str,
    pub(super) scale: &'l str,
    pub(super) choices: Vec<Choice>,
}

impl Sketch {
    /// Makes an item one of a list.
    ///
    /// Numbers stay the numbers that they are, whatever stands beside them: what has none among those that have is an
    /// answer that counts as missing.
    pub(super) fn one_of(&mut self, item: &mut ItemSketch, list: List<'_>) -> Field {
        let most = self.room.choices(list.choices.len(), self.languages.len());
        let mut choices: Vec<Choice> = distinct(list.choices).into_iter().take(most).collect();
        let carried = Carried(std::mem::take(&mut item.codes));
        // A number that stands for its own words has none.
        for choice in choices.iter_mut() {
            let own = carried.own(&choice.code).to_owned();
            if [&own, &choice.code]
                .into_iter()
                .any(|code| figure(code).is_some() && choice.label.iter().all(|label| label.is_empty() || label == code))
            {
                choice.label.iter_mut().for_each(String::clear);
            }
        }
        if choices.is_empty() {
            return self.without_choices(item, "questions have choices that are not in the file, so they are asked as texts");
        }
        let words = item.take_words();
        let (values, how) = match (carried.0.is_empty(), words.is_empty()) {
            (false, _) => (choices.iter().map(|choice| figure(carried.own(&choice.code))).collect(), Numbering::Own),
            (true, true) => values(&choices),
            (true, false) => values_with_words(&choices, &words),
        };
        let mut codes = HashMap::new();
        let (mut points, mut non_answers): (Vec<(f64, Vec<String>)>, Vec<&Choice>) = (Vec::new(), Vec::new());
        for (choice, value) in choices.iter().zip(&values) {
            match value {
                Some(value) => {
                    points.push((*value, choice.label.clone()));
                    codes.insert(choice.code.clone(), Code::Point(*value));
                }
                None => {
                    non_answers.push(choice);
                    codes.insert(choice.code.clone(), Code::NonAnswer);
                }
            }
        }
        if points.len() < 2 {
            return self.any_of(item, List { choices, ..list });
        }
        let is_sorted = points.is_sorted_by(|one, other| one.0 < other.0);
        points.sort_by(|one, other| one.0.total_cmp(&other.0));
        if !is_sorted {
            let cause = "points of a scale stand in the order of their numbers, which is not that of the form";
            self.losses.of(list.name, cause, "");
        }
        if non_answers.len() > 1 {
            let cause = "a scale has one answer that counts as missing, so those without a number became one";
            let all: Vec<&str> = non_answers.iter().map(|choice| choice.code.as_str()).collect();
            self.losses.of(&format!("{}: {}", list.name, all.join(", ")), cause, "");
        }
        let none = (!non_answers.is_empty()).then(|| joined_labels(&non_answers));
        let has_others = points.iter().any(|(value, _)| !codes.contains_key(&value.to_string()));
        let is_word = |(choice, value): (&Choice, &Option<f64>)| {
            Some(((*value)?, words.contains(&choice.code).then(|| choice.code.clone())?))
        };
        let words: Vec<(f64, String)> = choices.iter().zip(&values).filter_map(is_word).collect();
        let has_others = has_others && words.is_empty();
        let shown =
            choices.iter().zip(&values).filter_map(|(choice, value)| Some(((*value)?, self.media_of(list.name, choice)?)));
        let media: Vec<(f64, MediaSketch)> = shown.collect();
        let are_others = has_others || non_answers.iter().any(|choice| choice.code != NONE);
        let of_form = if are_others { choices.iter().map(|choice| choice.code.clone()).collect() } else { vec![] };
        let (scale, is_new) =
            self.scale(list.scale, ScaleSketch { points, codes: of_form, words, none, media, ..ScaleSketch::default() });
        // Of our own forms the notes are carried.
        if is_new && are_others && carried.0.is_empty() {
            item.notes.push(told_codes(&choices, &values));
        }
        let points = match how {
            Numbering::Own => Points::Numbers,
            Numbering::Order => {
                let cause = "points of a scale are numbers, which the form has not, so they were numbered in their order";
                self.losses.of(list.name, cause, "");
                Points::Order
            }
            Numbering::Counts(counts) => {
                let table = format!("{scale}_counts");
                let rows: Vec<String> = (1..).zip(&counts).map(|(at, count)| format!("{at} -> {count}")).collect();
                if !self.tables.iter().any(|(name, _)| *name == table) {
                    self.tables.push((table.clone(), format!("table {table} {{ {} }}", rows.join(" "))));
                }
                let cause = "choices count the same, so their points were numbered in their order; scores that are \
                             carried over look up in a table what they count";
                self.losses.of(list.name, cause, "");
                Points::Table(table)
            }
        };
        item.kind = KindSketch::On(scale);
        Field::Coded { name: item.name.clone(), codes, points }
    }

    /// Takes choices that exclude all others: one that is called `none` becomes the answer that none of the choices
    /// holds, and any other is refused beside others.
    pub(super) fn exclusive(&mut self, item: &mut ItemSketch, codes: &[String], choices: &[Choice]) {
        for choice in choices.iter().filter(|choice| codes.contains(&choice.code)) {
            if choice.code == NONE && choices.len() > 1 {
                item.or_none = true;
            } else {
                let label = choice.label.first().filter(|label| !label.is_empty()).unwrap_or(&choice.code).clone();
                self.exclusives.push(Exclusive { field: item.form_name.clone(), code: choice.code.clone(), label });
            }
        }
    }

    /// Makes an item any of a list.
    pub(super) fn any_of(&mut self, item: &mut ItemSketch, list: List<'_>) -> Field {
        let most = self.room.choices(list.choices.len(), self.languages.len());
        let mut names = Names::default();
        let mut codes = HashMap::new();
        let carried = Carried(std::mem::take(&mut item.codes));
        item.take_words();
        item.choices.clear();
        item.choices_media.clear();
        let choices = distinct(list.choices);
        // Numbers stay what they are, so that answers need no key; beside words they would be read as words.
        // What our own forms say beside the choices of an item of which none can be theirs.
        let is_choice = |choice: &Choice| !(item.or_none && choice.code == NONE);
        let choices: Vec<Choice> = choices.into_iter().filter(is_choice).collect();
        let are_numbers = choices.iter().all(|choice| is_choice_number(&choice.code));
        for choice in choices.into_iter().take(most) {
            let own = carried.own(&choice.code);
            let name = if are_numbers || own != choice.code { own.to_owned() } else { names.give(&choice.code) };
            item.choices_media.extend(self.media_of(list.name, &choice).map(|media| (name.clone(), media)));
            let is_blank = choice.label.iter().all(String::is_empty);
            let label = if is_blank { vec![choice.code.clone(); self.languages.len()] } else { choice.label };
            item.choices.push((name.clone(), label));
            codes.insert(choice.code, name);
        }
        if item.choices.is_empty() {
            return self.without_choices(item, "questions have choices that are not in the file, so they are asked as texts");
        }
        let mut renamed: Vec<(&str, &str)> =
            codes.iter().filter(|(code, name)| code != name).map(|(code, name)| (code.as_str(), name.as_str())).collect();
        if !renamed.is_empty() && carried.0.is_empty() {
            renamed.sort();
            item.notes.push(note_of_answers(renamed));
        }
        item.kind = KindSketch::Choices;
        Field::Choices(item.name.clone(), codes)
    }

    /// Makes an item a ranking of a list: what somebody puts first has rank 1.
    pub(super) fn ranking_of(&mut self, item: &mut ItemSketch, list: List<'_>) -> Option<Field> {
        self.room.choices(list.choices.len(), self.languages.len());
        let choices = distinct(list.choices);
        if !(2..=MEMBERS).contains(&choices.len()) {
            let cause = format!("a ranking of a measure is one of 2 to {MEMBERS}; left out");
            self.losses.of(&item.form_name, cause, "");
            return None;
        }
        let mut names = Names::default();
        let named: Vec<(String, Choice)> = choices.into_iter().map(|choice| (names.give(&choice.code), choice)).collect();
        let media = named.iter().filter_map(|(name, choice)| Some((name.clone(), self.media_of(list.name, choice)?)));
        item.choices_media = media.collect();
        let renamed = named.iter().map(|(name, choice)| (choice.code.as_str(), name.as_str()));
        let renamed: Vec<(&str, &str)> = renamed.filter(|(code, name)| code != name).collect();
        if !renamed.is_empty() {
            item.notes.push(note_of_answers(renamed));
        }
        let members: Vec<&str> = named.iter().map(|(name, _)| name.as_str()).collect();
        item.kind = KindSketch::Dealt(format!("ranking of {}", members.join(", ")));
        let label = |choice: Choice| {
            let is_blank = choice.label.iter().all(String::is_empty);
            if is_blank { vec![choice.code; self.languages.len()] } else { choice.label }
        };
        item.choices = named.into_iter().map(|(name, choice)| (name, label(choice))).collect();
        // Conditions of a form on an order are not those of a measure on a rank.
        Some(Field::Text(item.name.clone()))
    }

    fn media_of(&self, list: &str, choice: &Choice) -> Option<MediaSketch> {
        self.choice_media.get(&(list.to_owned(), choice.code.clone())).cloned()
    }

    /// Makes an item a text, since nobody knows what can be chosen; and says so.
    pub(super) fn without_choices(&mut self, item: &mut ItemSketch, cause: impl Into<String>) -> Field {
        self.losses.of(&item.form_name, cause, "write their choices into the measure: `on` a scale, or `as choices …`");
        item.kind = KindSketch::Text(TEXT);
        Field::Text(item.name.clone())
    }
}

/// Codes of answers, each with what it is in the measure, as our own forms carry them.
struct Carried(Vec<(String, String)>);

impl Carried {
    /// What a code is in the measure.
    fn own<'c>(&'c self, code: &'c str) -> &'c str {
        self.0.iter().find(|(known, _)| known == code).map_or(code, |(_, own)| own)
    }
}

/// Where the numbers of points come from.
enum Numbering {
    /// The form.
    Own,
    /// The order of the choices.
    Order,
    /// The order, since what they count is not all different: this is what they count.
    Counts(Vec<f64>),
}

/// Codes that stand there twice are one choice to whoever keeps answers.
fn distinct(choices: Vec<Choice>) -> Vec<Choice> {
    let mut seen = HashSet::new();
    choices.into_iter().filter(|choice| seen.insert(choice.code.clone())).collect()
}

fn values(choices: &[Choice]) -> (Vec<Option<f64>>, Numbering) {
    let is_none = |choice: &Choice| choice.code == NONE && choice.weight.is_none();
    let weights: Vec<Option<f64>> = choices.iter().map(|choice| choice.weight).collect();
    let of_codes: Vec<Option<f64>> = choices.iter().map(|choice| figure(&choice.code)).collect();
    let of_labels: Vec<Option<f64>> = choices.iter().map(|choice| leading_number(choice.label.first()?)).collect();
    let some = |values: &[Option<f64>]| values.iter().flatten().count();
    if some(&weights) >= 2 {
        if all_differ(&weights) {
            return (weights, Numbering::Own);
        }
        let counts = weights.iter().copied().flatten().collect();
        let mut number = 0.0;
        let numbered = weights.iter().map(|weight| {
            weight.map(|_| {
                number += 1.0;
                number
            })
        });
        return (numbered.collect(), Numbering::Counts(counts));
    }
    if some(&of_codes) >= 2 && all_differ(&of_codes) {
        return (of_codes, Numbering::Own);
    }
    // Options that read 0 to 10 and have codes of a terminology.
    if some(&of_labels) == choices.len() && all_differ(&of_labels) {
        return (of_labels, Numbering::Own);
    }
    let mut number = 0.0;
    let numbered = choices.iter().map(|choice| {
        (!is_none(choice)).then(|| {
            number += 1.0;
            number
        })
    });
    (numbered.collect(), Numbering::Order)
}

/// The numbers of codes of which our own form says that some are words: those lie above all others, as they do wherever
/// they are answered.
fn values_with_words(choices: &[Choice], words: &[String]) -> (Vec<Option<f64>>, Numbering) {
    let number = |choice: &Choice| figure(&choice.code).filter(|_| !words.contains(&choice.code));
    let mut next = choices.iter().filter_map(number).reduce(f64::max).map_or(0.0, |highest| highest.floor() + 1.0);
    let values = choices.iter().map(|choice| {
        if !words.contains(&choice.code) {
            return number(choice);
        }
        next += 1.0;
        Some(next - 1.0)
    });
    (values.collect(), Numbering::Own)
}

fn all_differ(values: &[Option<f64>]) -> bool {
    let mut sorted: Vec<f64> = values.iter().copied().flatten().collect();
    sorted.sort_by(f64::total_cmp);
    sorted.windows(2).all(|pair| pair[0] != pair[1])
}

/// The whole number that a label begins with: `10`, `0 (not at all)`, `3 - often`.
fn leading_number(label: &str) -> Option<f64> {
    let label = label.trim();
    let digits = label.find(|c: char| !c.is_ascii_digit()).unwrap_or(label.len());
    let is_apart = !label[digits..].starts_with(|c: char| c.is_alphanumeric() || c == '/' || c == '%');
    let is_range =
        label[digits..].trim_start().trim_start_matches(['-', '–', '.']).trim_start().starts_with(|c: char| c.is_ascii_digit());
    if digits == 0 || digits > 4 || !is_apart || is_range { None } else { label[..digits].parse().ok() }
}

fn joined_labels(choices: &[&Choice]) -> Vec<String> {
    let languages = choices.iter().map(|choice| choice.label.len()).max().unwrap_or(0);
    let label = |choice: &Choice, at: usize| match choice.label.get(at).filter(|label| !label.is_empty()) {
        Some(label) => label.clone(),
        None => choice.label.first().filter(|label| !label.is_empty()).unwrap_or(&choice.code).clone(),
    };
    (0..languages.max(1)).map(|at| choices.iter().map(|choice| label(choice, at)).collect::<Vec<_>>().join(" / ")).collect()
}

fn told_codes(choices: &[Choice], values: &[Option<f64>]) -> String {
    let values = values.iter().map(|value| value.map_or_else(|| NONE.to_owned(), |value| value.to_string()));
    let told: Vec<(&str, String)> = choices.iter().map(|choice| choice.code.as_str()).zip(values).collect();
    note_of_answers(told.iter().map(|(code, value)| (*code, value.as_str())).filter(|(code, value)| code != value))
}
