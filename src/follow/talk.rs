use std::cmp::Ordering;

use super::answered::Answered;
use super::change::Change;
use super::moment::Moment;
use super::verdict::Verdict;
use super::view::{CaseView, Thread};
use crate::instrument::{Instrument, NumericExpr, rounding};
use crate::phrases::Phrases;

/// What a case comes to in three answers, for whoever talks it over: sentences about the main score of the measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// Where are we? A sentence for each who answered.
    pub standing: Vec<String>,
    /// What changed? A sentence or two for each.
    pub changed: Vec<String>,
    /// Where do we differ? Nothing where one alone answered.
    pub apart: Vec<String>,
}

impl Talk {
    /// The questions with the sentences that answer them, in order; those that nothing answers are left out.
    pub fn told(&self, phrases: &Phrases) -> Vec<(String, &[String])> {
        let asked = [("where-are-we", &self.standing), ("what-changed", &self.changed), ("where-apart", &self.apart)];
        let answered = asked.into_iter().filter(|(_, told)| !told.is_empty());
        answered.map(|(id, told)| (phrases.say(id), told.as_slice())).collect()
    }
}

impl CaseView {
    /// The lines of the main score of the measure.
    pub fn main_threads(&self, instrument: &Instrument) -> Vec<&Thread> {
        let Some(main) = instrument.main_score() else { return vec![] };
        self.threads.iter().filter(|thread| thread.score == instrument.scores[main].name).collect()
    }

    /// The case in three answers; nothing where the main score is not known of anybody.
    pub fn talk(&self, instrument: &Instrument, phrases: &Phrases) -> Option<Talk> {
        let threads = self.main_threads(instrument);
        if threads.iter().all(|thread| thread.now().is_none()) {
            return None;
        }
        let talker = Talker { view: self, instrument, phrases };
        Some(Talk {
            standing: threads.iter().map(|thread| talker.standing(thread)).collect(),
            changed: threads.iter().flat_map(|thread| talker.changed(thread)).collect(),
            apart: talker.apart(&threads),
        })
    }
}

struct Talker<'a> {
    view: &'a CaseView,
    instrument: &'a Instrument,
    phrases: &'a Phrases,
}

impl Talker<'_> {
    /// Who answered; with when, where that was not at the last occasion.
    fn who(&self, thread: &Thread) -> String {
        let own = thread.values.last().map(|(own, _)| own.as_str());
        self.who_at(&thread.informant, own)
    }

    fn who_at(&self, informant: &str, occasion: Option<&str>) -> String {
        let who = self.instrument.called(informant);
        let is_last = self.view.occasions.last().zip(occasion).is_none_or(|(last, own)| last.name == own);
        match occasion.and_then(|own| self.moment(own)).filter(|_| !is_last) {
            Some(moment) => format!("{who} ({})", moment.words(self.phrases)),
            None => who.to_owned(),
        }
    }

    fn moment(&self, name: &str) -> Option<&Moment> {
        self.view.occasions.iter().find(|moment| moment.name == name)
    }

    fn standing(&self, thread: &Thread) -> String {
        let (who, score) = (self.who(thread).into(), thread.label.as_str().into());
        let Some(value) = thread.now() else { return self.phrases.with("score-not-known", [("who", who), ("score", score)]) };
        let [min, max] = [thread.range.0, thread.range.1].map(|end| self.phrases.short_number(end).into());
        let value = thread.written(value, self.phrases).into();
        match &thread.band {
            Some(band) => self.phrases.with(
                "score-in-band",
                [("who", who), ("score", score), ("value", value), ("min", min), ("max", max), ("band", band.as_str().into())],
            ),
            None => {
                self.phrases.with("score-now", [("who", who), ("score", score), ("value", value), ("min", min), ("max", max)])
            }
        }
    }

    /// The change since the value before; and that since the first, where it is reliable and not the same.
    fn changed(&self, thread: &Thread) -> Vec<String> {
        let there: Vec<&str> = thread.values.iter().filter(|(_, value)| value.is_some()).map(|(name, _)| name.as_str()).collect();
        let who = self.instrument.called(&thread.informant);
        let (Some(change), [first, .., _]) = (&thread.since_last, &there[..]) else {
            return vec![self.phrases.with("nothing-before", [("who", who.into())])];
        };
        let before = there[there.len() - 2];
        let mut told = vec![self.change(who, thread, change, before)];
        if let Some(since_first) = thread.since_first.filter(|change| change.verdict.is_reliable() && *first != before) {
            told.push(self.change(who, thread, &since_first, first));
        }
        told
    }

    fn change(&self, who: &str, thread: &Thread, change: &Change, since: &str) -> String {
        let id = match rounding::order(change.to, change.from) {
            Ordering::Less => "fell-since",
            Ordering::Greater => "rose-since",
            Ordering::Equal => "same-since",
        };
        let since = self.moment(since).map_or_else(|| since.to_owned(), |moment| moment.words(self.phrases));
        let by = thread.written((change.to - change.from).abs(), self.phrases);
        let told = [("who", who.into()), ("by", by.into()), ("since", since.into())];
        let moved = self.phrases.with(id, told);
        if id == "same-since" {
            return format!("{moved}.");
        }
        let outcome = change.outcome().map_or(String::new(), |outcome| format!(" ({})", outcome.words(self.phrases)));
        format!("{moved}, {}{outcome}.", beyond_chance(change, self.phrases))
    }

    fn apart(&self, threads: &[&Thread]) -> Vec<String> {
        let Some(first) = threads.first() else { return vec![] };
        let label = &first.label;
        let gap = self.view.gaps.iter().find(|gap| gap.score == *label);
        let overall = gap.map(|gap| {
            let (higher, by) = match rounding::order(gap.difference, 0.0) {
                Ordering::Equal => return self.phrases.say("both-alike"),
                Ordering::Greater => (&gap.first.0, gap.difference),
                Ordering::Less => (&gap.second.0, -gap.difference),
            };
            let by = first.written(by, self.phrases);
            self.phrases.with("who-is-higher", [("who", self.who_at(higher, Some(&gap.occasion)).into()), ("by", by.into())])
        });
        let furthest = |one: &&Answered, other: &&Answered| one.apart().unwrap_or(0.0).total_cmp(&other.apart().unwrap_or(0.0));
        // Of equal ones the first, which stands first on the page as well.
        let furthest = self.view.answers.iter().rev().max_by(furthest).filter(|answered| answered.apart() > Some(0.0));
        let question = furthest.map(|answered| {
            let sides = answered
                .sides
                .iter()
                .filter_map(|side| Some(format!("{} {}", self.instrument.called(&side.informant), side.now.as_ref()?)));
            let told =
                [("question", answered.question.as_str().into()), ("answers", sides.collect::<Vec<_>>().join(", ").into())];
            self.phrases.with("furthest-apart", told)
        });
        overall.into_iter().chain(question).collect()
    }
}

/// Whether a change is more than chance, in words.
pub(super) fn beyond_chance(change: &Change, phrases: &Phrases) -> String {
    phrases.say(match change.verdict {
        Verdict::Told(reliable) if reliable.is_reliable => "beyond-chance",
        Verdict::Told(_) => "within-chance",
        Verdict::Unknown(_) => "chance-unknown",
    })
}

impl Thread {
    /// The value at the last occasion that the informant answered; nothing where it is missing.
    pub fn now(&self) -> Option<f64> {
        self.values.last().and_then(|(_, value)| *value)
    }

    /// A number on the range of the score as people read it: whole numbers as such, else one decimal, and two where the
    /// range is narrow.
    pub fn written(&self, number: f64, phrases: &Phrases) -> String {
        let width = self.range.1 - self.range.0;
        let decimals = match (self.is_whole, width <= 2.0) {
            (true, _) => 0,
            (false, true) => 2,
            (false, false) => 1,
        };
        let rounded = NumericExpr::round_half_away(number, decimals);
        phrases.written(&format!("{rounded:.places$}", places = decimals as usize))
    }

    /// A change of the score, with its sign, as [`Thread::written`] writes it.
    pub fn written_change(&self, change: &Change, phrases: &Phrases) -> String {
        let by = self.written((change.to - change.from).abs(), phrases);
        match rounding::order(change.to, change.from) {
            Ordering::Less => format!("−{by}"),
            Ordering::Greater => format!("+{by}"),
            Ordering::Equal => by,
        }
    }
}
