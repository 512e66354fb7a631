use std::borrow::Cow;
use std::collections::BTreeMap;

use super::media::{MediaPlace, MediaTexts, ShownPicture};
use super::questionnaire::Questionnaire;
use crate::check::resolved;
use crate::instrument::{
    Allotment, Deal, Feedback, InformantIx, Instrument, ItemIx, Language, OtherWords, RefusalIx, Translation, audio_path, filled,
    may_have_placeholders, picture_path, plain,
};
use crate::phrases::Phrases;

/// The words of a measure in a language. Where it lacks one, the languages that stand in for it are asked, and at
/// last that of the measure.
#[derive(Clone, Debug)]
pub struct Texts {
    /// The language that was chosen.
    pub language: Language,
    /// Languages that words come from, the nearest first.
    pub from: Vec<Language>,
    chain: Vec<BTreeMap<String, String>>,
    /// Those of them that have placeholders, as they are written, at the same positions.
    written: Vec<BTreeMap<String, String>>,
    sources: BTreeMap<String, Option<String>>,
    media: MediaTexts,
}

/// The wording of a measure is not distributed with it, and no translation has it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the wording of {reference} is not distributed with it: {items} of its items have no words in {language}")]
pub struct Lacking {
    /// The measure.
    pub reference: String,
    /// How many items have none.
    pub items: usize,
    /// The language.
    pub language: String,
    /// On what terms the wording may be had.
    pub licence: String,
}

impl Texts {
    /// The words of a measure in the language of a tag, or in a more special one of it: `nl` finds `nl-NL`, and not
    /// `nl-NL-x-easy` if there is a plainer one. `None` if there is no such language.
    pub fn in_language(instrument: &Instrument, translations: &[&Translation], tag: Option<&str>) -> Option<Self> {
        let own = &instrument.language;
        let wanted = match tag {
            None => own,
            Some(tag) => fitting(translations.iter().map(|translation| &translation.language).chain([own]), tag)?,
        };
        Some(Self::spoken(instrument, translations, wanted))
    }

    /// The words of a measure in each of its languages, its own first.
    pub fn all(instrument: &Instrument, translations: &[&Translation]) -> Vec<Self> {
        let own = &instrument.language;
        let others = translations.iter().map(|translation| &translation.language).filter(|language| *language != own);
        std::iter::once(own).chain(others).map(|language| Self::spoken(instrument, translations, language)).collect()
    }

    /// Of words in several languages those in the language of a tag, found as [`Texts::in_language`] finds it.
    pub fn of_tag<'a>(all: &'a [Self], tag: &str) -> Option<&'a Self> {
        let language = fitting(all.iter().map(|texts| &texts.language), tag)?;
        all.iter().find(|texts| texts.language == *language)
    }

    /// Of words in several languages those in a language, in one that stands in for it, or else the first.
    pub fn nearest<'a>(all: &'a [Self], language: &Language) -> Option<&'a Self> {
        let near = language.fallbacks();
        near.iter().find_map(|language| Self::of_tag(all, &language.to_string())).or_else(|| all.first())
    }

    fn spoken(instrument: &Instrument, translations: &[&Translation], wanted: &Language) -> Self {
        let own = instrument.language.clone();
        let sources: BTreeMap<String, Option<String>> =
            instrument.texts().into_iter().map(|text| (text.path, text.text)).collect();
        let (mut from, mut chain): (_, Vec<BTreeMap<String, String>>) = (Vec::new(), Vec::new());
        for language in wanted.fallbacks() {
            for translation in translations.iter().filter(|translation| translation.language == language) {
                from.push(language.clone());
                chain.push(translation.texts.iter().cloned().collect());
            }
        }
        // The language of the measure is asked at last, with a translation into it where the measure itself has no
        // words to give.
        for translation in translations.iter().filter(|translation| translation.language == own && !from.contains(&own)) {
            chain.push(translation.texts.iter().cloned().collect());
        }
        if !from.contains(&own) {
            from.push(own);
        }
        chain.push(sources.iter().filter_map(|(path, text)| Some((path.clone(), text.clone()?))).collect());
        let written = chain.iter_mut().map(take_placeholders).collect();
        let media = MediaTexts::of(instrument, translations, &from);
        Self { language: wanted.clone(), from, chain, written, sources, media }
    }

    /// The measure with the words of the language for what is read once it is answered: its title, informants, facts,
    /// scores, bands and alerts, and the questions and answers beside which these stand.
    pub fn worded(&self, instrument: &Instrument) -> Instrument {
        instrument.reworded(&InLanguage { texts: self, instrument })
    }

    /// A text by where it stands in the measure, as [`texts`](crate::instrument::InstrumentContent::texts) says it; `None`
    /// where no language has it.
    pub fn of(&self, path: &str) -> Option<&str> {
        self.chain.iter().find_map(|texts| texts.get(path)).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The picture beside the text of a path, with what is said in its place.
    pub fn picture(&self, path: &str) -> Option<ShownPicture<'_>> {
        let place = picture_path(path);
        let file = self.media.file(&place)?;
        Some(ShownPicture { file, alt: self.of(&place).unwrap_or_default() })
    }

    /// The sound beside the text of a path.
    pub fn audio(&self, path: &str) -> Option<&MediaPlace> {
        self.media.file(&audio_path(path))
    }

    /// A text with what is known, or was answered before, in its placeholders.
    fn shown<'t>(&'t self, path: &str, asked: &Questionnaire<'_>) -> Option<Cow<'t, str>> {
        let at = self.chain.iter().position(|texts| texts.get(path).is_some_and(|text| !text.is_empty()))?;
        match self.written[at].get(path) {
            Some(written) => Some(filled(written, &|name| asked.shown(name, self))),
            None => self.chain[at].get(path).map(|text| Cow::Borrowed(text.as_str())),
        }
    }

    /// The question of an item as it is asked now, with what is known in its placeholders.
    pub fn question<'t>(&'t self, asked: &Questionnaire<'_>, item: ItemIx) -> Option<Cow<'t, str>> {
        let instrument = asked.instrument();
        match instrument.member(item) {
            Some((allotment, at)) => {
                let question = self.question_called(asked, &allotment.name)?;
                Some(Cow::Owned(Allotment::asked(&question, &self.member(allotment, at))))
            }
            None => self.question_called(asked, &instrument.items[item].name),
        }
    }

    /// The question of a name as it is asked now, without the members of an allotment.
    pub fn question_called<'t>(&'t self, asked: &Questionnaire<'_>, name: &str) -> Option<Cow<'t, str>> {
        let instrument = asked.instrument();
        let place = format!("item {name} {}", instrument.informants[asked.informant()].name);
        self.shown(&resolved(&place, instrument, &self.sources)?, asked)
    }

    /// What a member of an allotment is called.
    pub fn member<'t>(&'t self, allotment: &Allotment, at: usize) -> Cow<'t, str> {
        let choice = &allotment.members[at];
        let own = || Cow::Owned(choice.text());
        self.of(&format!("item {} choice {}", allotment.name, choice.name)).map_or_else(own, Cow::Borrowed)
    }

    /// The introduction of a page as it is read now, with what is known in its placeholders.
    pub fn introduction<'t>(&'t self, asked: &Questionnaire<'_>, page: usize) -> Option<Cow<'t, str>> {
        let instrument = asked.instrument();
        let place = format!("page {page} intro {}", instrument.informants[asked.informant()].name);
        self.shown(&resolved(&place, instrument, &self.sources)?, asked)
    }

    /// The question of an item to an informant, as it is where nothing is known.
    pub fn item<'t>(&'t self, instrument: &Instrument, item: ItemIx, informant: InformantIx) -> Option<Cow<'t, str>> {
        match instrument.member(item) {
            Some((allotment, at)) => {
                let question = self.item_called(instrument, &allotment.name, informant)?;
                Some(Cow::Owned(Allotment::asked(question, &self.member(allotment, at))))
            }
            None => self.item_called(instrument, &instrument.items[item].name, informant).map(Cow::Borrowed),
        }
    }

    /// The question of a name to an informant, without the members of an allotment, as it is where nothing is known.
    pub fn item_called(&self, instrument: &Instrument, name: &str, informant: InformantIx) -> Option<&str> {
        let place = format!("item {name} {}", instrument.informants[informant].name);
        self.of(&resolved(&place, instrument, &self.sources)?)
    }

    /// What whoever answers reads where a measure refuses answers.
    pub fn refusal<'t>(&'t self, instrument: &'t Instrument, refusal: RefusalIx, phrases: &Phrases) -> Cow<'t, str> {
        match instrument.refusals[refusal].allotment {
            Some(allotment) => Cow::Owned(how_dealt(&instrument.allotments[allotment], phrases)),
            None => {
                let own = || instrument.refusals[refusal].sentence.as_str();
                Cow::Borrowed(self.of(&instrument.refusal_path(refusal)).unwrap_or_else(own))
            }
        }
    }

    /// What an informant reads once the questionnaire is answered: a sentence for each of the bands that there is
    /// feedback of, as far as their scores are not missing.
    pub fn feedback(&self, questionnaire: &Questionnaire<'_>) -> Vec<&str> {
        let (instrument, scored) = (questionnaire.instrument(), questionnaire.scored());
        let own = instrument.feedback.iter().filter(|feedback| feedback.informant == questionnaire.informant());
        let sentence = |feedback: &Feedback| {
            let band = (*scored.bands.get(feedback.of)?.first()?)?;
            let band = instrument.bands[feedback.of].bands.get(usize::from(band))?;
            self.of(&instrument.feedback_path(feedback, &band.name))
        };
        own.filter_map(sentence).collect()
    }

    /// The introduction of a page, by its number from 1 among those that have a title, as it is where nothing is known.
    pub fn intro(&self, instrument: &Instrument, page: usize, informant: InformantIx) -> Option<&str> {
        let place = format!("page {page} intro {}", instrument.informants[informant].name);
        self.of(&resolved(&place, instrument, &self.sources)?)
    }

    /// Texts of a questionnaire for an informant that are not in the language that was chosen, but in one that stands
    /// in for it, by their places in the measure. What is read once it is answered (scores, bands, categories, alerts)
    /// does not count.
    pub fn lacking(&self, instrument: &Instrument, informant: InformantIx) -> Vec<&str> {
        if self.language == instrument.language {
            return Vec::new();
        }
        let name = &instrument.informants[informant].name;
        let is_told_to_others = |told: &str| told != name && instrument.informants.iter().any(|other| other.name == told);
        let is_asked = |path: &&str| match path.split(' ').collect::<Vec<_>>()[..] {
            ["score" | "bands" | "category" | "alert", ..] => false,
            ["informant", told] | ["item", _, told] | ["page", _, "intro", told] | ["feedback", "for", told, ..] => {
                !is_told_to_others(told)
            }
            _ => true,
        };
        let own = self.chain.first().filter(|_| self.from.first() == Some(&self.language));
        let has = |path: &&str| own.is_some_and(|texts| texts.contains_key(*path));
        self.sources.keys().map(String::as_str).filter(is_asked).filter(|path| !has(path) && self.of(path).is_some()).collect()
    }

    /// Nothing, where an informant can be asked everything in words.
    ///
    /// # Errors
    /// Where an item that is asked of the informant has no words.
    pub fn suffice(&self, instrument: &Instrument, informant: InformantIx) -> Result<(), Lacking> {
        let asked = instrument.items.iter_enumerated().filter(|(_, item)| item.is_for(informant));
        let items = asked.filter(|(at, _)| self.item(instrument, *at, informant).is_none()).count();
        if items == 0 {
            return Ok(());
        }
        let (reference, language) = (instrument.reference(), self.language.to_string());
        Err(Lacking { reference, items, language, licence: instrument.licence.clone() })
    }
}

/// What the numbers of an allotment are together, for whoever gives them.
pub fn how_dealt(allotment: &Allotment, phrases: &Phrases) -> String {
    match allotment.deal {
        Deal::Ranks => phrases.with("ranks-once", [("most", allotment.members.len().into())]),
        Deal::Shares(whole) => phrases.with("shares-add-up", [("whole", whole.into())]),
    }
}

/// The words of a language for one measure.
struct InLanguage<'a> {
    texts: &'a Texts,
    instrument: &'a Instrument,
}

impl OtherWords for InLanguage<'_> {
    fn of(&self, path: &str) -> Option<&str> {
        self.texts.of(path)
    }

    fn question(&self, item: ItemIx, informant: InformantIx) -> Option<Cow<'_, str>> {
        self.texts.item(self.instrument, item, informant)
    }
}

/// Takes the texts with placeholders out as they are written, and leaves them as they are where nothing is known.
fn take_placeholders(texts: &mut BTreeMap<String, String>) -> BTreeMap<String, String> {
    let with = texts.iter_mut().filter(|(path, text)| text.contains('{') && may_have_placeholders(path));
    with.map(|(path, text)| {
        let shown = plain(text).into_owned();
        (path.clone(), std::mem::replace(text, shown))
    })
    .collect()
}

/// The language of a tag among some, or the plainest that is more special.
fn fitting<'a>(there: impl Iterator<Item = &'a Language>, tag: &str) -> Option<&'a Language> {
    let tagged = there.map(|language| (language, language.to_string()));
    let fits = |it: &str| it == tag || it.strip_prefix(tag).is_some_and(|rest| rest.starts_with('-'));
    tagged.filter(|(_, it)| fits(it)).min_by_key(|(_, it)| it.len()).map(|(language, _)| language)
}
