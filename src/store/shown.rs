//! What the answers of a case show to whoever works with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::Kept;
use super::openings::day_of;
use super::signals::Seen;
use crate::follow::{CaseView, Change};
use crate::instrument::{AlertSeverity, Day, Instrument, id_of};

/// Something for which somebody may have to act: an alert or a sign of a rupture, at the last administration of an
/// informant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signal {
    /// The administration that shows it, by its number in the store.
    pub administration: i64,
    /// The name of the alert, or of the rule ([`crate::follow::Rule::name`]).
    pub name: String,
    /// The measure, as `alliance-monitor@0.3.0`.
    pub measure: String,
    /// Who answered, by name.
    pub informant: String,
    /// When.
    pub occasion: String,
    /// What it says, in the words of the measure or of the program.
    pub sentence: String,
    /// How grave it is; a sign of a rupture is as grave as any alert.
    pub severity: AlertSeverity,
    /// Who saw it; nobody yet where there is nothing.
    pub seen: Option<Seen>,
}

/// The course of the score that speaks for a measure as a whole ([`main_score`](crate::instrument::InstrumentContent::main_score)).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Course {
    /// The measure, as `alliance-monitor@0.3.0`.
    pub measure: String,
    /// What people read for the score.
    pub label: String,
    /// Lowest and highest that it can be.
    pub range: (f64, f64),
    /// The occasions of all informants, in their order.
    pub occasions: Vec<String>,
    /// A line for each informant who answered.
    pub lines: Vec<CourseLine>,
}

/// The values of one informant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CourseLine {
    /// Name of the informant.
    pub informant: String,
    /// Occasions with their values, in their order; nothing where the score is missing.
    pub values: Vec<(String, Option<f64>)>,
    /// The band at the last occasion, as people read it.
    pub band: Option<String>,
    /// The change since the value before.
    pub since_last: Option<Change>,
}

/// What the answers of a case show, by their measures. Nothing of it depends on the day, so it can be remembered as
/// long as the log says nothing new of the case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// Alerts and signs of a rupture now, the most grave first.
    pub signals: Vec<Signal>,
    /// The course of the main score of the measure that was answered last.
    pub course: Option<Arc<Course>>,
    /// The last day on which anything was answered that is finished: that which was written for it, or else that on
    /// which it was finished.
    pub last: Option<Day>,
}

impl Shown {
    /// What a case shows by the views of its measures, each with the measure; `kept` is what the views were made of.
    pub fn of<'v>(kept: &[&Kept], views: impl Iterator<Item = (&'v Instrument, &'v CaseView)>) -> Self {
        let counting: Vec<&Kept> = kept.iter().copied().filter(|kept| kept.counts()).collect();
        let last_of = |id: &str| {
            let of_measure = counting.iter().filter(|kept| id_of(&kept.record.measure) == id);
            of_measure.filter_map(|kept| answered(kept)).max()
        };
        let (mut signals, mut course): (Vec<Signal>, Option<Dated<'_>>) = (Vec::new(), None);
        for (instrument, view) in views {
            signals.extend(signals_of(&counting, instrument, view));
            let last = last_of(&instrument.id);
            if course.as_ref().is_none_or(|(before, _)| *before < last) {
                course = course_of(instrument, view).map(|course| (last, course)).or(course);
            }
        }
        signals.sort_by_key(|signal| std::cmp::Reverse(signal.severity));
        let last = counting.iter().filter_map(|kept| answered(kept)).map(|(day, _)| day).max();
        Self { signals, course: course.map(|(_, course)| Arc::new(course)), last }
    }
}

/// A course, with when its measure was answered last.
type Dated<'k> = (Option<(Day, &'k str)>, Course);

/// The day on which an administration was answered, and the moment at which it was finished; nothing where it is not.
fn answered(kept: &Kept) -> Option<(Day, &str)> {
    let finished = kept.finished.as_deref()?;
    Some((day_of(&kept.record.identity.date, finished)?, finished))
}

/// The signals of a view, each with the administration that shows it.
fn signals_of(kept: &[&Kept], instrument: &Instrument, view: &CaseView) -> Vec<Signal> {
    let shows = |informant: &str, occasion: &str| {
        let is_of = |kept: &&&Kept| id_of(&kept.record.measure) == instrument.id && kept.record.identity.informant == informant;
        let mut of_informant = kept.iter().filter(is_of);
        // Where occasions are not told a day stands for one.
        let named = of_informant.clone().find(|kept| kept.record.identity.occasion == occasion);
        named.or_else(|| of_informant.find(|kept| kept.record.identity.occasion.is_empty())).map(|kept| kept.id)
    };
    let signal = |informant: &str, occasion: &str, name: &str, sentence: String, severity| {
        Some(Signal {
            administration: shows(informant, occasion)?,
            name: name.to_owned(),
            measure: instrument.reference(),
            informant: informant.to_owned(),
            occasion: occasion.to_owned(),
            sentence,
            severity,
            seen: None,
        })
    };
    let alerts = view.alerts.iter().filter_map(|raised| {
        signal(&raised.informant, &raised.occasion, &raised.alert, raised.sentence.clone(), raised.severity)
    });
    let signs = view.signs.iter().filter_map(|sign| {
        let sentence = format!("{} {} [{}]", sign.score, sign.words, sign.source);
        signal(&sign.informant, &sign.occasion, &sign.rule, sentence, AlertSeverity::Ordinary)
    });
    alerts.chain(signs).collect()
}

fn course_of(instrument: &Instrument, view: &CaseView) -> Option<Course> {
    let main = &instrument.scores[instrument.main_score()?];
    let threads = view.threads.iter().filter(|thread| thread.score == main.name);
    let lines = threads.map(|thread| CourseLine {
        informant: thread.informant.clone(),
        values: thread.values.clone(),
        band: thread.band.clone(),
        since_last: thread.since_last,
    });
    let range = (main.range.min, main.range.max);
    let occasions = view.occasions.iter().map(|moment| moment.name.clone()).collect();
    Some(Course { measure: instrument.reference(), label: main.label.clone(), range, occasions, lines: lines.collect() })
}

/// The signals that somebody saw, to be found by their administrations and names.
pub struct SeenSignals<'a>(BTreeMap<(i64, &'a str), &'a Seen>);

impl<'a> SeenSignals<'a> {
    /// Those that the store holds.
    pub fn of(seen: &'a [Seen]) -> Self {
        Self(seen.iter().map(|seen| ((seen.administration, seen.signal.as_str()), seen)).collect())
    }

    /// Says of signals who saw them. Those that nobody saw stand first, the most grave before the others.
    pub fn mark(&self, signals: &mut [Signal]) {
        for signal in &mut *signals {
            signal.seen = self.0.get(&(signal.administration, signal.name.as_str())).map(|seen| (*seen).clone());
        }
        signals.sort_by_key(|signal| (signal.seen.is_some(), std::cmp::Reverse(signal.severity)));
    }
}
