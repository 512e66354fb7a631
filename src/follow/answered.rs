use std::borrow::Cow;

use serde::Serialize;

use super::case::{Case, Occasion};
use super::follower::Follower;
use super::value_at::Untold;
use crate::instrument::{Day, Given, InformantIx, Instrument, Item, ItemIx};
use crate::phrases::Phrases;

/// A question as it was asked and answered at the last occasion of a case, by each who answers the measure.
#[derive(Clone, Debug, Serialize)]
pub struct Answered {
    /// Name of the item.
    pub item: String,
    /// The question, as the first who is asked it reads it.
    pub question: String,
    /// The lowest and the highest answer, where answers are numbers.
    pub range: Option<(f64, f64)>,
    /// What those two say, where they have words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<(String, String)>,
    /// Whether a high answer counts for little.
    pub is_reversed: bool,
    /// What each answered, in the order of the informants of the measure.
    pub sides: Vec<Side>,
}

/// What one informant answered to a question.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    /// Name of the informant.
    pub informant: String,
    /// The answer at the last occasion, as people read it; nothing where there is none.
    pub now: Option<String>,
    /// Whether it was asked at the last occasion and not answered.
    pub skipped: bool,
    /// Why there is none that may be told, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub untold: Option<Untold>,
    /// The answer at the occasion before.
    pub before: Option<String>,
    /// Both as numbers, where they are numbers on the range of the question.
    #[serde(skip)]
    pub numbers: (Option<f64>, Option<f64>),
}

/// Something that was said in one's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnWords {
    /// Name of the informant.
    pub informant: String,
    /// When it was said.
    pub occasion: String,
    /// The question.
    pub question: String,
    /// What was said.
    pub text: String,
}

impl Side {
    /// Whether the informant was asked at the last occasion.
    pub(super) fn is_of_now(&self) -> bool {
        self.now.is_some() || self.skipped
    }

    /// What stands for the answer at the last occasion: a skipped question is said to be one.
    pub fn told_now(&self, phrases: &Phrases) -> String {
        match &self.now {
            Some(now) => now.clone(),
            None if self.skipped => phrases.say("question-skipped"),
            None => self.untold.map_or_else(|| "–".to_owned(), |why| why.words(phrases)),
        }
    }
}

impl Answered {
    /// How far the sides are apart now, as a share of the range; nothing where there are no two numbers.
    pub fn apart(&self) -> Option<f64> {
        let values = || self.sides.iter().filter_map(|side| side.numbers.0);
        let (low, high) = (values().reduce(f64::min)?, values().reduce(f64::max)?);
        (values().count() > 1).then(|| (high - low) / self.width())
    }

    /// The largest change of one side or difference between two, as a share of the range. What is no number changed
    /// wholly or not at all, and comes after all that is.
    fn weight(&self) -> f64 {
        let changes = self.sides.iter().filter_map(|side| Some((side.numbers.0? - side.numbers.1?).abs() / self.width()));
        changes.chain(self.apart()).fold(if self.range.is_some() { 0.0 } else { -1.0 }, f64::max)
    }

    fn width(&self) -> f64 {
        self.range.map_or(1.0, |(low, high)| if high > low { high - low } else { 1.0 })
    }
}

impl Follower<'_> {
    /// What was answered at the last occasion of a case, the largest change or difference first; and what was said
    /// there in one's own words. Nothing where answers were not taken along.
    pub(super) fn answered(&self, case: &Case) -> (Vec<Answered>, Vec<OwnWords>) {
        let Some(last) = case.occasions.last() else { return (vec![], vec![]) };
        let sides = self.instrument.informants.keys().filter_map(|informant| self.asked(case, last, informant));
        let sides: Vec<Asked<'_>> = sides.collect();
        let (mut answered, mut words) = (Vec::new(), Vec::new());
        for (at, item) in self.instrument.items.iter_enumerated() {
            if item.kind.is_text() {
                words.extend(sides.iter().filter_map(|side| side.own_words(self.instrument, at)));
            } else {
                answered.extend(self.question(at, item, &sides));
            }
        }
        // The order of the measure stays where weights are equal.
        answered.sort_by(|one: &Answered, other: &Answered| other.weight().total_cmp(&one.weight()));
        (answered, words)
    }

    /// What an informant answered at an occasion and at the one before it; nothing where they never answered before
    /// or at it.
    fn asked<'c>(&self, case: &'c Case, last: &Occasion, informant: InformantIx) -> Option<Asked<'c>> {
        let of: Vec<&Occasion> = case.of(informant).collect();
        let here = of.iter().rposition(|there| std::ptr::eq(*there, last) || there.is_at(last));
        let before = here.map_or_else(|| of.last().copied(), |at| at.checked_sub(1).map(|at| of[at]));
        let now = here.map(|at| of[at]);
        (now.is_some() || before.is_some()).then_some(Asked { informant, now, before })
    }

    /// A question with the answers of each side; nothing where nobody was asked it now.
    fn question(&self, at: ItemIx, item: &Item, sides: &[Asked<'_>]) -> Option<Answered> {
        let asked = sides.iter().filter(|side| item.is_for(side.informant));
        let side = |side: &Asked<'_>| {
            let [now, before] = [side.now, side.before].map(|occasion| occasion.map_or(Given::Missing, |there| there.answer(at)));
            let said = |given| said(self.instrument, item, given, &self.phrases);
            Side {
                informant: self.instrument.informants[side.informant].name.clone(),
                now: said(now),
                skipped: side.now.is_some_and(|there| there.skipped.contains(&at)),
                untold: None,
                before: said(before),
                numbers: if self.instrument.is_number(item) { (now.value(), before.value()) } else { (None, None) },
            }
        };
        let sides: Vec<Side> = asked.clone().map(side).collect();
        if !sides.iter().any(Side::is_of_now) {
            return None;
        }
        let question = asked.clone().find_map(|side| item.wording.plain(side.informant));
        let range = self.instrument.answer_range(item).filter(|_| self.instrument.is_number(item));
        Some(Answered {
            item: item.name.clone(),
            question: question.map_or_else(|| item.name.clone(), Cow::into_owned),
            range: range.map(|range| (range.min, range.max)),
            ends: range.and_then(|range| ends(self.instrument, item, (range.min, range.max))),
            is_reversed: item.reversed,
            sides,
        })
    }
}

/// What the lowest and the highest answer to an item say.
fn ends(instrument: &Instrument, item: &Item, (low, high): (f64, f64)) -> Option<(String, String)> {
    let points = || item.kind.scale().and_then(|scale| instrument.scales[scale].points());
    let label = |value: f64| points()?.iter().find(|point| point.value == value)?.label.clone();
    item.ends.clone().or_else(|| label(low).zip(label(high)))
}

/// What an informant answered at an occasion, and before it.
#[derive(Clone, Copy)]
struct Asked<'c> {
    informant: InformantIx,
    now: Option<&'c Occasion>,
    before: Option<&'c Occasion>,
}

impl Asked<'_> {
    fn own_words(&self, instrument: &Instrument, at: ItemIx) -> Option<OwnWords> {
        let occasion = self.now?;
        let (_, text) = occasion.words.iter().find(|(item, _)| *item == at)?;
        let item = &instrument.items[at];
        Some(OwnWords {
            informant: instrument.informants[self.informant].name.clone(),
            occasion: occasion.named(),
            question: item.wording.plain(self.informant).map_or_else(|| item.name.clone(), Cow::into_owned),
            text: text.clone(),
        })
    }
}

impl Occasion {
    /// The answer to an item; missing where answers were not taken along.
    fn answer(&self, item: ItemIx) -> Given {
        self.answers.get(item).copied().unwrap_or(Given::Missing)
    }
}

/// An answer as people read it: numbers as the language writes them, choices in their words; nothing where there is
/// none.
fn said(instrument: &Instrument, item: &Item, given: Given, phrases: &Phrases) -> Option<String> {
    let value = match given {
        Given::Missing => return None,
        Given::None => {
            let none = item.kind.scale().and_then(|scale| instrument.scales[scale].none.clone());
            return Some(none.unwrap_or_else(|| "–".to_owned()));
        }
        Given::Value(value) => value,
    };
    if let Some(choices) = item.kind.choices() {
        let chosen = choices.iter().enumerate().filter(|(at, _)| value as u64 >> at & 1 == 1);
        let chosen: Vec<String> = chosen.map(|(_, choice)| choice.text()).collect();
        return Some(if chosen.is_empty() { phrases.say("none-of-these") } else { chosen.join(", ") });
    }
    let written = instrument.domain_of(item).write(given)?;
    if let (Some(scale), false) = (item.kind.scale().map(|scale| &instrument.scales[scale]), instrument.is_number(item)) {
        let point = scale.points().and_then(|points| points.iter().find(|point| point.value == value))?;
        return Some(point.label.clone().unwrap_or_else(|| point.code().into_owned()));
    }
    if item.kind.is_one_number() {
        return Some(phrases.written(&written));
    }
    Some(Day::iso(&written).map_or(written, |day| phrases.day(day)))
}
