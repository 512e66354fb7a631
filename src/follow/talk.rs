use std::cmp::Ordering;

use super::answered::Answered;
use super::change::Change;
use super::verdict::Verdict;
use super::view::{CaseView, Gap, Thread};
use crate::instrument::{Day, Instrument};
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
    /// Who answered; with when, unless all answered at the last occasion on one day.
    fn who(&self, thread: &Thread) -> String {
        let who = self.instrument.called(&thread.informant);
        let (Some(last), Some((own, _))) = (self.view.occasions.last(), thread.values.last()) else { return who.to_owned() };
        if last.name == *own && last.is_of_one_day() {
            return who.to_owned();
        }
        format!("{who} ({})", thread.when(own, self.phrases))
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
        let since = thread.when(since, self.phrases);
        let by = thread.written_distance(change.from, change.to, self.phrases);
        let id = match thread.moved(change) {
            Ordering::Less => "fell-since",
            Ordering::Greater => "rose-since",
            Ordering::Equal => "same-since",
        };
        let told = [("who", who.into()), ("by", by.into()), ("since", since.into())];
        let moved = self.phrases.with(id, told);
        if id == "same-since" {
            return format!("{moved}.");
        }
        let outcome = change.outcome().map_or(String::new(), |outcome| format!(" ({})", outcome.words(self.phrases)));
        format!("{moved}, {}{outcome}.", beyond_chance(change, self.phrases))
    }

    /// How far two are apart at the last occasion that both answered, and the question at which all are furthest apart
    /// at the last of all; each with its occasion, since what is said above may be of another.
    fn apart(&self, threads: &[&Thread]) -> Vec<String> {
        let Some(first) = threads.first() else { return vec![] };
        let gap = self.view.gaps.iter().find(|gap| gap.score == first.label);
        let overall = gap.map(|gap| self.at(&gap.occasion, self.overall(gap, first)));
        let last = self.view.occasions.last().map_or("", |moment| moment.name.as_str());
        let is_told = gap.is_some_and(|gap| gap.occasion == last);
        let question = self.furthest().map(|question| if is_told { question } else { self.at(last, question) });
        overall.into_iter().chain(question).collect()
    }

    fn overall(&self, gap: &Gap, thread: &Thread) -> String {
        let ((first, one), (second, other)) = (&gap.first, &gap.second);
        let by = thread.written_distance(*one, *other, self.phrases);
        // What is written as nothing is no difference.
        if by == thread.written(0.0, self.phrases) {
            return self.phrases.say("both-alike");
        }
        let higher = if one > other { first } else { second };
        self.phrases.with("who-is-higher", [("who", self.instrument.called(higher).into()), ("by", by.into())])
    }

    /// The question of the last occasion at which the sides are furthest apart; nothing where they are not.
    fn furthest(&self) -> Option<String> {
        let furthest = |one: &&Answered, other: &&Answered| one.apart().unwrap_or(0.0).total_cmp(&other.apart().unwrap_or(0.0));
        // Of equal ones the first, which stands first on the page as well.
        let answered = self.view.answers.iter().rev().max_by(furthest).filter(|answered| answered.apart() > Some(0.0))?;
        let sides = answered
            .sides
            .iter()
            .filter_map(|side| Some(format!("{} {}", self.instrument.called(&side.informant), side.now.as_ref()?)));
        let told = [("question", answered.question.as_str().into()), ("answers", sides.collect::<Vec<_>>().join(", ").into())];
        Some(self.phrases.with("furthest-apart", told))
    }

    /// What is told of an occasion, after which one it is and when that was.
    fn at(&self, occasion: &str, told: String) -> String {
        let moment = self.view.occasions.iter().find(|moment| moment.name == occasion);
        let days = moment.and_then(|moment| moment.days_by(|day| self.phrases.day(day)));
        let is_day = moment.is_some_and(|moment| moment.day.is_some_and(|day| Day::written(day) == moment.name));
        match days {
            Some(days) if is_day => format!("{days}: {told}"),
            Some(days) => {
                let told = [("occasion", occasion.into()), ("when", days.into()), ("told", told.into())];
                self.phrases.with("told-of-occasion", told)
            }
            None => self.phrases.with("told-of-undated", [("occasion", occasion.into()), ("told", told.into())]),
        }
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
}
