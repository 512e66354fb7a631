use std::collections::{BTreeMap, HashMap};

use super::placeholders::translated_placeholders;
use super::translated_labels::called_alike;
use super::{Checked, only_block, version_of_word};
use crate::instrument::{
    Day, InformantIx, Instrument, Language, Schedule, SourceText, Step, Translation, TranslationContent, Version, audio_path,
    is_unwritten, picture_path,
};
use crate::source::{Diagnostic, Severity, Span, codes, did_you_mean, nearest};
use crate::syntax::tree::{self, Block, TextPath, TranslationStatement, Word};
use crate::syntax::{Parsed, limits};

/// The steps of translating, after the ISPOR principles of good practice (Wild et al. 2005, Value in Health 8(2),
/// 94-104).
pub const STEPS: &[&str] = &["forward", "reconciled", "back", "reviewed", "debriefed", "piloted", "released"];

/// What a translation belongs to.
pub(super) struct Source<'a> {
    texts: Vec<SourceText>,
    /// The measure, where it is one; what has informants may be named in two ways.
    pub(super) instrument: Option<&'a Instrument>,
}

/// Checks a translation against the measure it belongs to, found among those given.
pub fn check_translation(parsed: &Parsed, instruments: &[&Instrument]) -> Checked<Translation> {
    check_against(parsed, |of, version, diagnostics| {
        let code = &codes::INSTRUMENT_OF_TRANSLATION_MISSING;
        let (version, instrument) = measure_of(of, version, instruments, code, diagnostics)?;
        Some((version, Source { texts: instrument.texts(), instrument: Some(instrument) }))
    })
}

/// Checks a translation against the schedule it belongs to, found among those given.
pub fn check_schedule_translation(parsed: &Parsed, schedules: &[&Schedule]) -> Checked<Translation> {
    check_against(parsed, |of, version, diagnostics| {
        let wanted = version_of_word(version, diagnostics)?;
        let same = schedules.iter().filter(|schedule| schedule.id == of.text && wanted.holds(&schedule.version));
        let Some(schedule) = same.max_by_key(|schedule| &schedule.version) else {
            let message = format!("there is no version {} of the schedule `{}` among the files", version.text, of.text);
            diagnostics.push(Diagnostic::new(&codes::INSTRUMENT_OF_TRANSLATION_MISSING, version.span, message));
            return None;
        };
        Some((wanted, Source { texts: schedule.texts(), instrument: None }))
    })
}

fn check_against<'a>(
    parsed: &Parsed,
    source: impl FnOnce(&Word, &Word, &mut Vec<Diagnostic>) -> Option<(Version, Source<'a>)>,
) -> Checked<Translation> {
    let mut diagnostics = parsed.diagnostics.clone();
    let Some(Block::Translation(tree)) = only_block(parsed, &mut diagnostics) else {
        return Checked::new(None, diagnostics);
    };
    let Some((tag, of, version)) = &tree.head else {
        return Checked::new(None, diagnostics);
    };
    let Some(language) = Language::parse(&tag.text) else {
        let message = format!("`{}` is not a language", tag.text);
        diagnostics.push(Diagnostic::new(&codes::NOT_A_LANGUAGE, tag.span, message).help("write a tag such as `nl-NL`"));
        return Checked::new(None, diagnostics);
    };
    check_tag(&language, tag, &mut diagnostics);
    let Some((version, source)) = source(of, version, &mut diagnostics) else {
        return Checked::new(None, diagnostics);
    };
    let blank = TranslationContent {
        language,
        of: of.text.clone(),
        version,
        status: String::new(),
        steps: vec![],
        texts: vec![],
        files: vec![],
        lacking: vec![],
    };
    let mut review = Review {
        source,
        diagnostics,
        translation: blank,
        keyword: tree.keyword,
        places: HashMap::new(),
        invented: 0,
        without_back: vec![],
        says_why_no_back: false,
    };
    review.check(tree);
    Checked::new(Some(review.translation), review.diagnostics).map(Translation::checked)
}

/// Whether a tag is one that programs know, by the data of CLDR.
pub fn check_tag(language: &Language, tag: &Word, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(part) = language.unknown_part() {
        let message = format!("no language or country has the tag `{part}`");
        diagnostics.push(
            Diagnostic::new(&codes::UNKNOWN_LANGUAGE_TAG, tag.span, message)
                .help("write a tag such as `nl-NL`; `x-…` at its end is yours"),
        );
    } else if let Some(canonical) = language.canonical() {
        let message = format!("`{}` is written `{canonical}` today", tag.text);
        diagnostics.push(Diagnostic::new(&codes::UNKNOWN_LANGUAGE_TAG, tag.span, message).help(format!("write `{canonical}`")));
    }
}

/// The newest measure of an id that a version holds.
pub fn measure_of<'a>(
    of: &Word,
    version: &Word,
    instruments: &[&'a Instrument],
    code: &'static crate::source::Code,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Version, &'a Instrument)> {
    let wanted = version_of_word(version, diagnostics)?;
    let found = newest_of(of, Some((&wanted, version)), instruments, code, diagnostics)?;
    Some((wanted, found))
}

/// The newest measure of an id, or of the versions of it that one holds, which stands at a place.
pub fn newest_of<'a>(
    of: &Word,
    wanted: Option<(&Version, &Word)>,
    instruments: &[&'a Instrument],
    code: &'static crate::source::Code,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'a Instrument> {
    let same_id: Vec<&Instrument> = instruments.iter().copied().filter(|instrument| instrument.id == of.text).collect();
    let holds = |instrument: &&&Instrument| wanted.is_none_or(|(wanted, _)| wanted.holds(&instrument.version));
    let found = same_id.iter().filter(holds).max_by_key(|instrument| &instrument.version);
    if found.is_none() {
        let diagnostic = if let (Some((_, version)), false) = (wanted, same_id.is_empty()) {
            let there: Vec<String> = same_id.iter().map(|instrument| instrument.version.to_string()).collect();
            Diagnostic::new(code, version.span, format!("there is no version {} of `{}` among the files", version.text, of.text))
                .help(format!("there is {}", there.join(", ")))
        } else {
            let ids: Vec<&str> = instruments.iter().map(|instrument| instrument.id.as_str()).collect();
            Diagnostic::new(code, of.span, format!("there is no measure `{}` among the files", of.text))
                .help("check the folder that holds the measure as well")
                .maybe_help(did_you_mean(&of.text, &ids))
        };
        diagnostics.push(diagnostic);
    }
    found.copied()
}

/// A translation being compared with its source.
pub(super) struct Review<'a> {
    pub(super) source: Source<'a>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) translation: TranslationContent,
    keyword: Span,
    places: HashMap<String, Span>,
    invented: usize,
    /// Translated texts without a translation back.
    without_back: Vec<String>,
    says_why_no_back: bool,
}

/// Sources shorter than this are not judged by length: `No` may well become `Helemaal niet`.
const LENGTH_JUDGED: usize = 12;

impl Review<'_> {
    fn check(&mut self, tree: &tree::Translation) {
        let sources: BTreeMap<String, Option<String>> =
            self.source.texts.iter().cloned().map(|text| (text.path, text.text)).collect();
        let mut rendered = Vec::new();
        for statement in &tree.statements {
            match statement {
                TranslationStatement::Status(word) => self.status(word),
                TranslationStatement::Step(step) => self.step(step),
                TranslationStatement::Text(path, rendering) => rendered.push((path, rendering)),
                TranslationStatement::File(path, name) => self.file(path, name),
                TranslationStatement::NoBack(_) => self.says_why_no_back = true,
                TranslationStatement::Licence(_) | TranslationStatement::Cite(_) | TranslationStatement::Note(_) => {}
            }
        }
        for (path, rendering) in rendered {
            self.rendering(path, rendering, &sources);
        }
        if self.translation.status.is_empty() {
            let diagnostic = Diagnostic::new(&codes::MISSING_STATEMENT, self.keyword, "the translation has no `status`");
            self.diagnostics.push(diagnostic.help("add `status forward`"));
        }
        if let Some(instrument) = self.source.instrument {
            let alike = called_alike(instrument, &self.translation.texts, &self.places);
            let severity = self.severity();
            self.diagnostics.extend(alike.into_iter().map(|found| found.with_severity(severity)));
        }
        self.check_lacking();
        self.check_back();
    }

    /// A person who reads only the language of the measure can judge what is released by its translation back.
    fn check_back(&mut self) {
        let is_released = self.translation.status == "released";
        if is_released && !self.says_why_no_back && !self.without_back.is_empty() {
            let message = format!(
                "a released translation has translations back, and {} texts have none, the first is `{}`",
                self.without_back.len(),
                self.without_back[0]
            );
            let diagnostic = Diagnostic::new(&codes::RELEASED_WITHOUT_BACK_TRANSLATION, self.keyword, message);
            self.diagnostics.push(diagnostic.help("add `back \"…\"` to each, or say why there are none: `no back \"…\"`"));
        }
    }

    /// A text that is twice as long breaks pages that were made for its source.
    fn check_length(&mut self, place: &str, source: &str, rendering: &tree::Rendering) {
        let (source, there) = (source.chars().count(), rendering.to.value.chars().count());
        if source >= LENGTH_JUDGED && there > 2 * source {
            let message = format!("`{place}` has {there} characters, and its source has {source}");
            let diagnostic = Diagnostic::new(&codes::TRANSLATION_TOO_LONG, rendering.to.span, message);
            self.diagnostics.push(diagnostic.help("look at it on a phone and on paper, or make it shorter"));
        }
    }

    fn severity(&self) -> Severity {
        if self.translation.status == "released" { Severity::Error } else { Severity::Warning }
    }

    fn status(&mut self, word: &Word) {
        if STEPS.contains(&word.text.as_str()) {
            self.translation.status.clone_from(&word.text);
        } else {
            let diagnostic = Diagnostic::new(&codes::UNKNOWN_STATUS, word.span, format!("there is no status `{}`", word.text));
            self.diagnostics.push(diagnostic.maybe_help(did_you_mean(&word.text, STEPS)));
            self.translation.status = "forward".to_owned();
        }
    }

    fn step(&mut self, step: &tree::Step) {
        if !STEPS.contains(&step.name.text.as_str()) {
            let diagnostic =
                Diagnostic::new(&codes::UNKNOWN_STATUS, step.name.span, format!("there is no step `{}`", step.name.text));
            self.diagnostics.push(diagnostic.maybe_help(did_you_mean(&step.name.text, STEPS)));
        }
        if Day::iso(&step.date.text).is_none() {
            let message = format!("`{}` is not a date in the calendar", step.date.text);
            self.diagnostics
                .push(Diagnostic::new(&codes::NOT_A_CALENDAR_DATE, step.date.span, message).help("write year-month-day"));
        }
        let remark = step.remark.as_ref().map(|remark| remark.value.clone());
        self.translation.steps.push(Step { name: step.name.text.clone(), date: step.date.text.clone(), remark });
    }

    fn rendering(&mut self, path: &TextPath, rendering: &tree::Rendering, sources: &BTreeMap<String, Option<String>>) {
        let (mut place, span) = text_place(path);
        // With one informant, or one text for all, the informant may be named or left out.
        if let Some(other) = self.source.instrument.and_then(|instrument| resolved(&place, instrument, sources)) {
            place = other;
        }
        let Some(source) = sources.get(&place) else {
            self.invented += 1;
            // After a hundred they are not listed any more, so the nearest text need not be looked for.
            let looked_at = if self.invented > limits::COMPLAINTS { 0 } else { sources.len() };
            let near = nearest(&place, sources.keys().take(looked_at).map(String::as_str));
            let near = near.map(|near| format!("did you mean `{near}`?"));
            let message = format!("the measure has no text `{place}`");
            let diagnostic =
                Diagnostic::new(&codes::TRANSLATION_OF_NOTHING, span, message).help("correct the name, or delete the entry");
            self.diagnostics.push(diagnostic.maybe_help(near));
            return;
        };
        if let Some(before) = self.places.insert(place.clone(), span) {
            let diagnostic = Diagnostic::new(&codes::DEFINED_TWICE, span, format!("`{place}` is translated twice"))
                .label(before, "here for the first time");
            self.diagnostics.push(diagnostic.help("keep one of the two"));
        }
        if is_unwritten(&rendering.to.value) {
            // A text that waits for its translation lacks it; only what is released must have all of them.
            if self.translation.status == "released" {
                let message = match rendering.to.value.trim() {
                    "" => "this translation is empty".to_owned(),
                    mark => format!("`{mark}` stands for a translation that is not there"),
                };
                let diagnostic = Diagnostic::new(&codes::EMPTY_TEXT, rendering.to.span, message);
                self.diagnostics.push(diagnostic.help("fill it in, or go back to an earlier status"));
            }
            self.places.remove(&place);
            return;
        }
        match (source, &rendering.from) {
            (Some(source), Some(from)) if *source != from.value => {
                let message = "the source has changed since this was translated";
                let diagnostic = Diagnostic::new(&codes::SOURCE_CHANGED, crate::source::Place::Text(from.span), message)
                    .with_severity(self.severity());
                self.diagnostics.push(diagnostic.help(format!("the measure now says \"{source}\"")));
            }
            (Some(source), None) => {
                let diagnostic = Diagnostic::new(
                    &codes::TRANSLATION_WITHOUT_SOURCE,
                    rendering.to.span,
                    "this does not say what it translates",
                );
                self.diagnostics.push(diagnostic.help(format!("add `from \"{source}\"`")));
            }
            _ => {}
        }
        if let Some(source) = source {
            self.check_length(&place, source, rendering);
            if shows_answers(path) {
                self.diagnostics.extend(translated_placeholders(source, &rendering.to));
            }
        }
        if rendering.back.is_none() {
            self.without_back.push(place.clone());
        }
        self.translation.texts.push((place, rendering.to.value.clone()));
    }

    fn check_lacking(&mut self) {
        let lacking: Vec<String> =
            self.source.texts.iter().map(|text| &text.path).filter(|path| !self.places.contains_key(*path)).cloned().collect();
        if let Some(first) = lacking.first() {
            let severity = if self.translation.status == "released" { Severity::Error } else { Severity::Note };
            let total = self.source.texts.len();
            let message = format!("{} of {total} texts are not translated yet, the first is `{first}`", lacking.len());
            self.diagnostics.push(
                Diagnostic::new(&codes::NOT_TRANSLATED, crate::source::Place::Text(self.keyword), message)
                    .with_severity(severity),
            );
        }
        self.translation.lacking = lacking;
    }
}

/// Whether a text may show what is known, or was answered before.
fn shows_answers(path: &TextPath) -> bool {
    match path {
        TextPath::Item(..) | TextPath::Intro(..) => true,
        TextPath::Title(_)
        | TextPath::About(_)
        | TextPath::Informant(_)
        | TextPath::Known(_)
        | TextPath::KnownWord(..)
        | TextPath::Point(..)
        | TextPath::None(_)
        | TextPath::PageTitle(_)
        | TextPath::LowEnd(_)
        | TextPath::HighEnd(_)
        | TextPath::Choice(..)
        | TextPath::Score(_)
        | TextPath::Band(..)
        | TextPath::Category(..)
        | TextPath::Feedback(..)
        | TextPath::Alert(_)
        | TextPath::Refusal(_)
        | TextPath::Picture(_)
        | TextPath::Audio(_) => false,
    }
}

/// The path of a text in words, as [`texts`](crate::instrument::InstrumentContent::texts) gives it, and its place in the file.
pub fn text_place(path: &TextPath) -> (String, Span) {
    let of = |informant: &Option<Word>| informant.as_ref().map_or(String::new(), |word| format!(" {}", word.text));
    match path {
        TextPath::Title(span) => ("title".to_owned(), *span),
        TextPath::About(span) => ("about".to_owned(), *span),
        TextPath::Informant(word) => (format!("informant {}", word.text), word.span),
        TextPath::Known(fact) => (format!("known {}", fact.text), fact.span),
        TextPath::KnownWord(fact, word) => (format!("known {} {}", fact.text, word.text), word.span),
        TextPath::Point(scale, at) => (format!("scale {} {}", scale.text, at.text), at.span),
        TextPath::None(scale) => (format!("scale {} none", scale.text), scale.span),
        TextPath::PageTitle(page) => (format!("page {} title", page.value), page.span),
        TextPath::Intro(page, informant) => {
            (format!("page {} intro{}", page.value, of(informant)), informant.as_ref().map_or(page.span, |word| word.span))
        }
        TextPath::Item(item, informant) => {
            (format!("item {}{}", item.text, of(informant)), informant.as_ref().map_or(item.span, |word| word.span))
        }
        TextPath::LowEnd(item) => (format!("item {} low end", item.text), item.span),
        TextPath::HighEnd(item) => (format!("item {} high end", item.text), item.span),
        TextPath::Choice(item, choice) => (format!("item {} choice {}", item.text, choice.text), choice.span),
        TextPath::Score(word) => (format!("score {}", word.text), word.span),
        TextPath::Band(bands, band) => (format!("bands {} {}", bands.text, band.text), band.span),
        TextPath::Category(category, word) => (format!("category {} {}", category.text, word.text), word.span),
        TextPath::Feedback(informant, bands, band) => {
            (format!("feedback for {} of {} {}", informant.text, bands.text, band.text), band.span)
        }
        TextPath::Alert(word) => (format!("alert {}", word.text), word.span),
        TextPath::Refusal(word) => (format!("refuse {}", word.text), word.span),
        TextPath::Picture(of) => {
            let (path, span) = text_place(of);
            (picture_path(&path), span)
        }
        TextPath::Audio(of) => {
            let (path, span) = text_place(of);
            (audio_path(&path), span)
        }
    }
}

/// The path under which the measure has a text that a file names otherwise: with one informant, or one text for all,
/// the informant may be named or left out. `None` where the measure has no such text.
pub fn resolved(path: &str, instrument: &Instrument, sources: &BTreeMap<String, Option<String>>) -> Option<String> {
    if sources.contains_key(path) {
        return Some(path.to_owned());
    }
    let words: Vec<&str> = path.split(' ').collect();
    let other = match words.as_slice() {
        // What stands beside a text is for every informant.
        [.., "picture" | "audio"] => return None,
        ["item", item, _] => format!("item {item}"),
        ["item", item] if instrument.informants.len() == 1 => {
            format!("item {item} {}", instrument.informants[InformantIx(0)].name)
        }
        ["page", page, "intro", _] => format!("page {page} intro"),
        _ => return None,
    };
    sources.contains_key(&other).then_some(other)
}
