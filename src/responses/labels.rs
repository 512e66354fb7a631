use std::collections::{HashMap, HashSet};

use super::choice_numbers::ChoiceNumbers;
use crate::instrument::{Allotment, Choice, Domain, Given, Instrument, Item, Kind, Known, Language, NONE, Scale, Translation};
use crate::phrases::{PhraseBook, Phrases};

/// The texts of a measure in one language, by their paths.
#[derive(Clone, Debug)]
pub struct LanguageTexts {
    tag: String,
    texts: HashMap<String, String>,
}

impl LanguageTexts {
    /// The text at a path.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }
}

#[cfg(test)]
impl LanguageTexts {
    /// The texts of the choices of an item.
    pub(super) fn of_choices(item: &str, choices: &[Choice]) -> Self {
        let texts = choices.iter().map(|choice| (format!("item {item} choice {}", choice.name), choice.text()));
        Self { tag: "en".to_owned(), texts: texts.collect() }
    }
}

impl From<&Instrument> for LanguageTexts {
    /// Those of the language that the measure was written in.
    fn from(instrument: &Instrument) -> Self {
        let texts = instrument.texts().into_iter().filter_map(|text| Some((text.path, text.text?)));
        Self { tag: instrument.language.to_string(), texts: texts.collect() }
    }
}

impl From<&Translation> for LanguageTexts {
    fn from(translation: &Translation) -> Self {
        Self { tag: translation.language.to_string(), texts: translation.texts.iter().cloned().collect() }
    }
}

/// The texts of a measure in its own language and in others.
pub(super) fn languages_of(instrument: &Instrument, others: &[LanguageTexts]) -> Vec<LanguageTexts> {
    std::iter::once(instrument.into()).chain(others.iter().cloned()).collect()
}

/// The wordings of an item, in every language and for every informant.
pub(super) fn wordings<'l>(instrument: &Instrument, item: &Item, languages: &'l [LanguageTexts]) -> Vec<&'l str> {
    // Of what ranks or shares out each member has the same wording.
    match item.member_of {
        Some(_) => Vec::new(),
        None => wordings_at(instrument, &format!("item {}", item.name), languages),
    }
}

/// The wordings at a path, in every language and for every informant.
pub(super) fn wordings_at<'l>(instrument: &Instrument, path: &str, languages: &'l [LanguageTexts]) -> Vec<&'l str> {
    let paths: Vec<String> = std::iter::once(path.to_owned())
        .chain(instrument.informants.iter().map(|informant| format!("{path} {}", informant.name)))
        .collect();
    languages.iter().flat_map(|language| paths.iter().filter_map(|path| language.texts.get(path))).map(String::as_str).collect()
}

/// A text as it is compared: without blanks around it, with single ones inside, and in small letters.
pub(super) fn folded(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// What people read of the answers to an item, and what each text stands for.
#[derive(Debug, Default)]
pub struct Labels {
    /// Languages by their tags.
    languages: Vec<String>,
    /// By the text, folded: the language, and what it stands for there.
    meanings: HashMap<String, Vec<(usize, Given)>>,
    /// Labels as they are written.
    as_written: HashSet<String>,
    /// Words that the form has for answers from which the measure came in.
    codes: HashMap<String, Given>,
    /// Names and labels of choices, folded, the longest first, with their positions.
    choices: Vec<(String, usize)>,
    /// Names of choices, in their order.
    names: Vec<String>,
    /// What people read who are none of the choices, folded, where that can be said.
    none: Vec<String>,
    numbers: ChoiceNumbers,
}

/// A text that stands for several answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike;

impl Labels {
    /// Those of an item.
    pub(super) fn of_item(instrument: &Instrument, item: &Item, languages: &[LanguageTexts]) -> Self {
        match &item.kind {
            Kind::Scale(scale) => {
                let mut labels = Self::of_scale(&instrument.scales[*scale], languages);
                // The first item on a scale keeps the codes for all of them.
                let items = instrument.items.iter().filter(|other| other.kind.scale() == Some(*scale));
                items.for_each(|item| labels.add_codes_in_form(item, &instrument.scales[*scale]));
                labels
            }
            Kind::Choices(choices, or_none) => {
                let none = if *or_none { none_of_these(languages) } else { vec![] };
                let codes: Vec<(&str, &str)> = item.answers_in_form().collect();
                Self { none, ..Self::of_choices((&item.name, choices), &codes, languages) }
            }
            Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time => Self::default(),
        }
    }

    /// Those of each scale that an item is answered on.
    pub(super) fn of_scales(instrument: &Instrument, languages: &[LanguageTexts]) -> Vec<Self> {
        let first = |scale| instrument.items.iter().find(|item| item.kind.scale() == Some(scale));
        instrument.scales.keys().filter_map(first).map(|item| Self::of_item(instrument, item, languages)).collect()
    }

    fn of_scale(scale: &Scale, languages: &[LanguageTexts]) -> Self {
        let mut labels = Self { languages: languages.iter().map(|language| language.tag.clone()).collect(), ..Self::default() };
        for (at, language) in languages.iter().enumerate() {
            let mut add = |path: String, meaning: Given| {
                if let Some(text) = language.texts.get(&path) {
                    labels.meanings.entry(folded(text)).or_default().push((at, meaning));
                    labels.as_written.insert(text.trim().to_owned());
                }
            };
            for point in scale.points().unwrap_or_default() {
                add(format!("scale {} {}", scale.name, point.code()), Given::Value(point.value));
            }
            add(format!("scale {} none", scale.name), Given::None);
        }
        labels
    }

    /// Those of the words that a known fact can be.
    pub(super) fn of_known(known: &Known, languages: &[LanguageTexts]) -> Self {
        let mut labels = Self { languages: languages.iter().map(|language| language.tag.clone()).collect(), ..Self::default() };
        for (at, language) in languages.iter().enumerate() {
            for (place, word) in known.kind.words().iter().enumerate() {
                if let Some(text) = language.texts.get(&known.word_path(word)) {
                    labels.meanings.entry(folded(text)).or_default().push((at, Given::Value(place as f64)));
                }
            }
        }
        labels
    }

    /// Words that stand for points in a form. A number is the point of that number.
    fn add_codes_in_form(&mut self, item: &Item, scale: &Scale) {
        for (code, value) in item.answers_in_form().filter(|(code, _)| code.parse::<f64>().is_err()) {
            let meaning = match value.parse::<f64>() {
                Ok(value) if scale.has_number(value) => Given::Value(value),
                Err(_) if value == NONE && scale.none.is_some() => Given::None,
                Ok(_) | Err(_) => continue,
            };
            self.codes.insert(code.to_owned(), meaning);
        }
    }

    /// Those of a set, with codes that a form has for choices.
    /// Those of what a question ranks, or shares out among. The first of its items keeps the codes of a form for all.
    pub(super) fn of_members(instrument: &Instrument, allotment: &Allotment, languages: &[LanguageTexts]) -> Self {
        let codes = allotment.items.iter().flat_map(|item| instrument.items[*item].answers_in_form());
        Self::of_choices((&allotment.name, &allotment.members), &codes.collect::<Vec<_>>(), languages)
    }

    pub(super) fn of_choices((item, choices): (&str, &[Choice]), codes: &[(&str, &str)], languages: &[LanguageTexts]) -> Self {
        let mut labels = Self { numbers: ChoiceNumbers::of(choices, codes.iter().copied()), ..Self::default() };
        labels.names = choices.iter().map(|choice| choice.name.clone()).collect();
        for (code, name) in codes.iter().filter(|(code, _)| code.parse::<f64>().is_err()) {
            labels.choices.extend(choices.iter().position(|choice| choice.name == *name).map(|at| (folded(code), at)));
        }
        for (at, choice) in choices.iter().enumerate() {
            let path = format!("item {item} choice {}", choice.name);
            let texts = languages.iter().filter_map(|language| language.texts.get(&path));
            labels.choices.push((folded(&choice.name), at));
            labels.choices.extend(texts.map(|text| (folded(text), at)));
        }
        labels.choices.sort_by_key(|(text, at)| (std::cmp::Reverse(text.len()), text.clone(), *at));
        labels.choices.dedup();
        labels
    }

    /// Whether a text stands for different answers in different languages, so that the language of a row matters.
    pub(super) fn needs_language(&self) -> bool {
        self.meanings.values().any(|meanings| meanings.iter().any(|(_, meaning)| *meaning != meanings[0].1))
    }

    /// What a text stands for: a word of the form that the measure came in from, letter by letter; else a label. Nothing
    /// where it is neither.
    ///
    /// # Errors
    /// Where it stands for several answers.
    pub(super) fn find(&self, text: &str, language: &str) -> Result<Option<Given>, Alike> {
        let text = text.trim();
        let Some(coded) = self.codes.get(text) else { return self.label(text, language) };
        // `a` may be the word of one answer, and the label of another one.
        let is_label_too = self.as_written.contains(text) && self.label(text, language)? != Some(*coded);
        if is_label_too { Err(Alike) } else { Ok(Some(*coded)) }
    }

    /// What a label stands for, in the language of the row where there is one that has it, else in any.
    fn label(&self, text: &str, language: &str) -> Result<Option<Given>, Alike> {
        let Some(meanings) = self.meanings.get(&folded(text)) else { return Ok(None) };
        let of_row: Vec<&(usize, Given)> =
            meanings.iter().filter(|(at, _)| is_same_language(&self.languages[*at], language)).collect();
        let looked_at = if of_row.is_empty() { meanings.iter().collect() } else { of_row };
        let mut found = looked_at.iter().map(|(_, meaning)| *meaning);
        let first = found.next();
        if found.all(|meaning| Some(meaning) == first) { Ok(first) } else { Err(Alike) }
    }

    /// The bits of the choices that a cell names, by their names, their labels or their numbers; nothing where it names
    /// anything else.
    ///
    /// # Errors
    /// Where a text is the label of several choices.
    pub(super) fn chosen(&self, cell: &str) -> Result<Option<u64>, Alike> {
        if self.is_none(cell) {
            return Ok(Some(0));
        }
        let text = folded(&cell.replace(['\n', '\r'], ";"));
        let numbers = text.split([';', ',', '|', ' ']).filter(|word| !word.is_empty());
        let by_number = numbers.map(|word| self.numbers.choice(word));
        let by_number = by_number.collect::<Option<Vec<usize>>>().filter(|numbers| !numbers.is_empty());
        if let Some(numbers) = by_number {
            return Ok(Some(numbers.into_iter().fold(0, |bits, at| bits | 1 << at)));
        }
        let places = self.cut(&text, false)?;
        Ok(places.ok().map(|places| places.into_iter().fold(0, |bits, at| bits | 1 << at)))
    }

    /// The choices that a cell names, in its order; else the part of it that names none. A number is a choice only where
    /// it is the code of one: else it can be a position, or a rank.
    ///
    /// # Errors
    /// Where a text is the label of several choices.
    pub(super) fn in_order(&self, cell: &str) -> Result<Result<Vec<usize>, String>, Alike> {
        let text = folded(&cell.replace(['\n', '\r'], ";"));
        self.cut(&text, !self.numbers.are_positions())
    }

    /// The name of a choice.
    pub(super) fn name_of(&self, choice: usize) -> &str {
        self.names.get(choice).map_or("", String::as_str)
    }

    /// Cuts a cell into labels, each as long as it can be; labels may hold the signs that stand between them. Where
    /// something is none, the rest from there. A number may be the code of a choice.
    fn cut(&self, text: &str, has_codes: bool) -> Result<Result<Vec<usize>, String>, Alike> {
        let (mut places, mut rest) = (vec![], text);
        loop {
            rest = rest.trim_start_matches([';', ',', '|', ' ']);
            if rest.is_empty() {
                return Ok(Ok(places));
            }
            let ends = |after: &str| after.is_empty() || after.starts_with([';', ',', '|', ' ']);
            let fits = |(label, _): &&(String, usize)| rest.strip_prefix(label.as_str()).is_some_and(ends);
            let Some((label, at)) = self.choices.iter().find(fits) else {
                let word = rest.split([';', ',', '|', ' ']).next().unwrap_or_default();
                let Some(at) = self.numbers.choice(word).filter(|_| has_codes) else { return Ok(Err(rest.to_owned())) };
                places.push(at);
                rest = &rest[word.len()..];
                continue;
            };
            if self.choices.iter().any(|(other, other_at)| other == label && other_at != at) {
                return Err(Alike);
            }
            places.push(*at);
            rest = &rest[label.len()..];
        }
    }

    /// Whether a text says that it is none of the choices.
    pub(super) fn is_none(&self, text: &str) -> bool {
        self.none.contains(&folded(text))
    }

    /// Whether a text is the name or a label of a choice.
    pub(super) fn is_of_choice(&self, text: &str, choice: usize) -> bool {
        let text = folded(text);
        self.choices.iter().any(|(label, at)| *at == choice && *label == text)
    }
}

/// What people read who are none of the choices of a set, folded.
pub(super) fn none_of_these(languages: &[LanguageTexts]) -> Vec<String> {
    let book = PhraseBook::built_in();
    let languages = languages.iter().filter_map(|language| Language::parse(&language.tag));
    let said = languages.map(|language| book.in_language(&language).alone("none-of-these"));
    said.chain([Phrases::english().alone("none-of-these"), NONE.to_owned()]).map(|text| folded(&text)).collect()
}

fn is_same_language(tag: &str, language: &str) -> bool {
    let part = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    !language.is_empty() && (tag.eq_ignore_ascii_case(language) || part(tag) == part(language))
}

/// What a cell says that stands for one choice alone: that it was chosen, that it was not; nothing where it is neither.
pub(super) fn yes_or_no(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "1" | "1.0" | "y" | "yes" | "true" | "checked" | "selected" | "x" | "ja" | "j" | "oui" | "evet" | "tak" => Some(true),
        "0" | "0.0" | "n" | "no" | "false" | "unchecked" | "not selected" | "nee" | "nein" | "non" | "hayır" | "nie" => {
            Some(false)
        }
        _ => None,
    }
}

/// Which of the words of a known fact a cell is, whatever its case.
pub(super) fn word_of(domain: Domain<'_>, cell: &str) -> Option<f64> {
    match domain {
        Domain::OneOf(words) => {
            // Forms show a word with blanks for what is an underscore in it.
            let as_shown = |word: &str| folded(&word.replace('_', " "));
            let cell = as_shown(cell);
            let mut alike = words.iter().enumerate().filter(|(_, word)| as_shown(word) == cell);
            let (at, _) = alike.next()?;
            alike.next().is_none().then_some(at as f64)
        }
        Domain::Scale(_)
        | Domain::Whole(..)
        | Domain::Decimal(..)
        | Domain::Text(_)
        | Domain::Date
        | Domain::Time
        | Domain::Choices(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(choices: &[(&str, &str)]) -> Labels {
        let choices: Vec<Choice> =
            choices.iter().map(|(name, label)| Choice { name: (*name).to_owned(), label: Some((*label).to_owned()) }).collect();
        let texts = choices.iter().map(|choice| (format!("item s choice {}", choice.name), choice.text())).collect();
        Labels::of_choices(("s", &choices), &[], &[LanguageTexts { tag: "en".to_owned(), texts }])
    }

    #[test]
    fn a_set_is_read_by_names_labels_and_numbers() {
        let labels = labels(&[("head", "My head"), ("head_ache", "Head, and neck"), ("back", "Back")]);
        for (cell, bits) in [
            ("head;back", Some(5)),
            ("My head, Back", Some(5)),
            ("head, and neck,back", Some(6)),
            ("HEAD, AND NECK\nback", Some(6)),
            ("1,3", Some(5)),
            ("2", Some(2)),
            ("4", None),
            ("head;knee", None),
            (";", Some(0)),
            ("headback", None),
        ] {
            assert_eq!(labels.chosen(cell), Ok(bits), "{cell}");
        }
    }

    #[test]
    fn a_number_is_the_code_of_a_choice_where_the_measure_keeps_codes() {
        let labels = labels(&[("q_3", "Three"), ("q_1", "One"), ("q_0", "None")]);
        for (cell, bits) in [("3", Some(1)), ("1 3", Some(3)), ("0", Some(4)), ("2", None), ("q_1;Three", Some(3))] {
            assert_eq!(labels.chosen(cell), Ok(bits), "{cell}");
        }
    }

    #[test]
    fn a_label_of_two_choices_is_neither() {
        assert_eq!(labels(&[("a", "Same"), ("b", "same ")]).chosen("Same"), Err(Alike));
    }

    #[test]
    fn yes_and_no_come_in_many_words() {
        assert_eq!(["1", "Y", "TRUE", "Checked", "Ja"].map(yes_or_no), [Some(true); 5]);
        assert_eq!(["0", "n", "False", "Unchecked", "nee"].map(yes_or_no), [Some(false); 5]);
        assert_eq!(["", "maybe", "2"].map(yes_or_no), [None; 3]);
    }
}
