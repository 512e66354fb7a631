use serde::{Serialize, Serializer};

use super::answered::{Answered, OwnWords};
use super::case::{Case, Occasion};
use super::change::Change;
use super::follower::Follower;
use super::moment::Moment;
use super::reasons::Reasons;
use super::rupture::{Place, Sign};
use super::seen::SeenBy;
use super::verdict::Verdict;
use crate::instrument::{AlertSeverity, Day, InformantIx, Instrument};
use crate::phrases::Phrases;

/// A case as those who work with it look at it.
#[derive(Clone, Debug, Serialize)]
pub struct CaseView {
    /// Its code.
    pub case: String,
    /// The occasions of all informants, in their order: the columns of every table and chart of the case.
    #[serde(skip)]
    pub occasions: Vec<Moment>,
    /// A line for each score of each informant who answered.
    pub threads: Vec<Thread>,
    /// Where two informants part, at the last occasion that both answered.
    pub gaps: Vec<Gap>,
    /// Alerts at the last occasion of each informant, the most grave first.
    pub alerts: Vec<Raised>,
    /// Signs of a rupture at the last occasion of each informant.
    pub signs: Vec<Sign>,
    /// What was answered at the last occasion, the largest change or difference first; empty where answers were not
    /// taken along.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answered>,
    /// What was said there in one's own words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<OwnWords>,
    /// Where the version of the measure changed.
    pub versions: Vec<VersionChange>,
    /// Administrations that only the one who answered may see; whoever takes the case out of a store says which they
    /// are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confidential: Vec<Confidential>,
    /// Administrations that were begun and are not finished; whoever takes the case out of a store says which they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unfinished: Vec<Unfinished>,
    /// Whether some of it was answered under other words of the same version than those that are shown; whoever takes
    /// the case out of a store says so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_reworded: bool,
}

/// An administration that only the one who answered may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confidential {
    /// Who answered.
    pub informant: String,
    /// When.
    pub occasion: String,
}

/// An administration that was begun and is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unfinished {
    /// Who answers.
    pub informant: String,
    /// When.
    pub occasion: String,
}

impl Confidential {
    /// That it was answered, in words; all that may be told of it.
    pub fn words(&self, instrument: &Instrument, phrases: &Phrases) -> String {
        let told = [("who", instrument.called(&self.informant).into()), ("occasion", self.occasion.as_str().into())];
        phrases.with("confidential-answered", told)
    }
}

/// A change of the version that is answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VersionChange {
    /// The first occasion of the new version.
    pub occasion: String,
    /// The version before.
    pub from: String,
    /// The version from then on.
    pub to: String,
}

impl VersionChange {
    /// In words.
    pub fn words(&self, phrases: &Phrases) -> String {
        let [occasion, to, from] = [&self.occasion, &self.to, &self.from].map(|text| text.as_str().into());
        phrases.with("version-change", [("occasion", occasion), ("to", to), ("from", from)])
    }
}

/// A score of an informant over time.
#[derive(Clone, Debug, Serialize)]
pub struct Thread {
    /// Name of the informant.
    pub informant: String,
    /// Name of the score.
    pub score: String,
    /// What people read for it.
    pub label: String,
    /// Lowest and highest that it can be.
    pub range: (f64, f64),
    /// Occasions with their values, in their order; nothing where the score is missing.
    pub values: Vec<(String, Option<f64>)>,
    /// The day on which the informant answered at each of them, as days since 1970-01-01 (in JSON as 2026-11-24);
    /// nothing where it is not told.
    #[serde(serialize_with = "as_dates")]
    pub dates: Vec<Option<i32>>,
    /// Whether the score takes whole numbers only.
    #[serde(skip)]
    pub is_whole: bool,
    /// The cut-off of the norms that fit the case, where anybody is judged by them.
    pub cut_off: Option<f64>,
    /// The band at the last occasion, as people read it.
    pub band: Option<String>,
    /// The change since the first value.
    pub since_first: Option<Change>,
    /// The change since the value before.
    pub since_last: Option<Change>,
    /// The change since the highest value.
    pub since_best: Option<Change>,
}

fn as_dates<S: Serializer>(dates: &[Option<i32>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(dates.iter().map(|day| day.map(Day::written)))
}

/// How far two informants are apart on a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gap {
    /// The score.
    pub score: String,
    /// The occasion.
    pub occasion: String,
    /// The one, and the value.
    pub first: (String, f64),
    /// The other, and the value.
    pub second: (String, f64),
    /// The first less the second.
    pub difference: f64,
}

/// An alert that is raised.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Raised {
    /// Who answered.
    pub informant: String,
    /// When.
    pub occasion: String,
    /// Its name.
    pub alert: String,
    /// The sentence for a person.
    pub sentence: String,
    /// How grave it is.
    pub severity: AlertSeverity,
    /// Who saw it; whoever takes the case out of a store says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<SeenBy>,
}

impl Raised {
    /// How grave it is, in a word; nothing where it is as every alert is.
    pub fn severity_words(&self, phrases: &Phrases) -> Option<String> {
        match self.severity {
            AlertSeverity::Mild => Some(phrases.say("alert-mild")),
            AlertSeverity::Ordinary => None,
            AlertSeverity::Severe => Some(phrases.say("alert-severe")),
        }
    }
}

impl Follower<'_> {
    /// Looks at a case.
    pub fn view(&self, case: &Case) -> CaseView {
        let informants = self.instrument.informants.keys();
        let answering: Vec<InformantIx> = informants.filter(|informant| case.of(*informant).next().is_some()).collect();
        let mut threads = Vec::new();
        let mut signs = Vec::new();
        for informant in &answering {
            for score in self.instrument.scores.keys() {
                let thread = self.thread(case, (*informant, score));
                signs.extend(self.signs(&thread));
                threads.push(thread);
            }
        }
        let (answers, words) = self.answered(case);
        CaseView {
            case: case.code.clone(),
            occasions: case.moments(),
            threads,
            gaps: self.gaps(case),
            alerts: self.alerts(case),
            signs,
            answers,
            words,
            versions: self.versions(case),
            confidential: vec![],
            unfinished: vec![],
            is_reworded: false,
        }
    }

    /// Whether an alert is raised or a sign of a rupture shows, now. Signs are looked for only where there are rules
    /// for them.
    pub(super) fn needs_attention(&self, case: &Case) -> bool {
        if self.rules.ruptures.is_empty() { !self.alerts(case).is_empty() } else { self.view(case).needs_attention() }
    }

    fn versions(&self, case: &Case) -> Vec<VersionChange> {
        let version = |occasion: &Occasion| occasion.earlier.as_ref().unwrap_or(&self.instrument.version).to_string();
        let changes = case.occasions.windows(2).filter(|pair| pair[0].earlier != pair[1].earlier);
        changes.map(|pair| VersionChange { occasion: pair[1].named(), from: version(&pair[0]), to: version(&pair[1]) }).collect()
    }

    fn name(&self, informant: InformantIx) -> String {
        self.instrument.informants[informant].name.clone()
    }

    fn thread(&self, case: &Case, (informant, score): Place) -> Thread {
        let model = &self.instrument.scores[score];
        let occasions: Vec<&Occasion> = case.of(informant).collect();
        let values: Vec<(String, Option<f64>)> =
            occasions.iter().map(|occasion| (occasion.named(), occasion.score(score))).collect();
        let there: Vec<f64> = values.iter().filter_map(|(_, value)| *value).collect();
        let now = values.last().and_then(|(_, value)| *value);
        let change = |from: Option<f64>| {
            let (from, to) = (from?, now?);
            Some(Change { from, to, verdict: self.verdict(case, (informant, score), from, to) })
        };
        let earlier = there.split_last().map(|(_, earlier)| earlier).unwrap_or_default();
        let best = earlier.iter().copied().reduce(f64::max);
        let bands = self.instrument.bands.position(|bands| bands.score() == Some(score));
        let band = bands.and_then(|at| {
            let band = occasions.last()?.bands[at]?;
            Some(self.instrument.bands[at].bands.get(usize::from(band))?.label.clone())
        });
        Thread {
            informant: self.name(informant),
            score: model.name.clone(),
            label: model.label.clone(),
            range: (model.range.min, model.range.max),
            is_whole: model.range.whole,
            cut_off: self.cut_off(case, (informant, score)).map(|cut_off| cut_off.at),
            dates: occasions.iter().map(|occasion| occasion.date).collect(),
            values,
            band,
            since_first: change(earlier.first().copied()),
            since_last: change(earlier.last().copied()),
            since_best: change(best),
        }
    }

    fn signs(&self, thread: &Thread) -> Vec<Sign> {
        // What is missing now shows nothing.
        if thread.values.last().is_none_or(|(_, value)| value.is_none()) {
            return vec![];
        }
        let rules = self.rules.ruptures.iter().filter(|rule| rule.score == thread.score);
        let sign = |rule: &super::Rule| {
            let words = rule.sees(thread, &self.phrases)?;
            let (informant, score) = (thread.informant.clone(), thread.label.clone());
            let (occasion, _) = thread.values.last()?.clone();
            Some(Sign { informant, occasion, rule: rule.name(), score, words, source: rule.source.clone(), seen: None })
        };
        rules.filter_map(sign).collect()
    }

    fn gaps(&self, case: &Case) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for compare in &self.instrument.compares {
            let seconds: Vec<&Occasion> = case.of(compare.second).collect();
            let firsts: Vec<&Occasion> = case.of(compare.first).collect();
            let both = firsts.iter().rev().find_map(|first| {
                let second = seconds.iter().find(|second| first.is_at(second))?;
                Some((*first, *second))
            });
            let Some((first, second)) = both else { continue };
            for score in &compare.on {
                if let (Some(one), Some(other)) = (first.score(*score), second.score(*score)) {
                    gaps.push(Gap {
                        score: self.instrument.scores[*score].label.clone(),
                        occasion: first.named(),
                        first: (self.name(compare.first), one),
                        second: (self.name(compare.second), other),
                        difference: one - other,
                    });
                }
            }
        }
        gaps
    }

    fn alerts(&self, case: &Case) -> Vec<Raised> {
        let mut raised = Vec::new();
        for informant in self.instrument.informants.keys() {
            let Some(last) = case.of(informant).last() else { continue };
            for (alert, is_raised) in self.instrument.alerts.iter().zip(&last.alerts) {
                if *is_raised == Some(true) {
                    let (informant, sentence) = (self.name(informant), alert.sentence.clone());
                    let (occasion, alert_name) = (last.named(), alert.name.clone());
                    let severity = alert.severity;
                    raised.push(Raised { informant, occasion, alert: alert_name, sentence, severity, seen: None });
                }
            }
        }
        raised.sort_by_key(|raised| std::cmp::Reverse(raised.severity));
        raised
    }
}

impl Thread {
    /// The score and who answered, as people call them.
    fn named(&self, instrument: &Instrument) -> String {
        format!("{} ({})", self.label, instrument.called(&self.informant))
    }
}

impl CaseView {
    /// Why some changes are not judged, a line each.
    pub fn cautions(&self, instrument: &Instrument, phrases: &Phrases) -> Vec<String> {
        let changes = self.threads.iter().filter_map(|thread| Some((thread, thread.since_last.or(thread.since_first)?)));
        let mut reasons = Reasons::default();
        for (thread, change) in changes {
            if let Verdict::Unknown(why) = change.verdict {
                reasons.add(why, thread.named(instrument));
            }
        }
        reasons.lines(phrases)
    }

    /// The same, where some of it was answered under other words of the same version.
    #[must_use]
    pub fn reworded(self, is_reworded: bool) -> Self {
        Self { is_reworded, ..self }
    }

    /// The same with what is confidential in it, of which no answer and no word is shown.
    #[must_use]
    pub fn marked(mut self, confidential: Vec<Confidential>) -> Self {
        self.confidential = confidential;
        let mut words = std::mem::take(&mut self.words);
        words.retain(|words| !self.is_confidential(&words.informant, &words.occasion));
        self.words = words;
        let of_last = self.occasions.last().map_or("", |moment| moment.name.as_str());
        let mut sides = self.answers.iter().flat_map(|answered| &answered.sides);
        if sides.any(|side| side.is_of_now() && self.is_confidential(&side.informant, of_last)) {
            // The order of the others would tell of the hidden answers.
            self.answers.clear();
        }
        self.with_reasons()
    }

    /// The same with what was begun and is not finished.
    #[must_use]
    pub fn begun(mut self, unfinished: Vec<Unfinished>) -> Self {
        self.unfinished = unfinished;
        self.with_reasons()
    }

    /// Says of each answer that is not told why it is not.
    fn with_reasons(mut self) -> Self {
        let Some(last) = self.occasions.last().map(|moment| moment.name.clone()) else { return self };
        let mut answers = std::mem::take(&mut self.answers);
        for side in answers.iter_mut().flat_map(|answered| &mut answered.sides).filter(|side| !side.is_of_now()) {
            side.untold = self.untold(&side.informant, &last);
        }
        self.answers = answers;
        self
    }

    /// Whether an alert is raised or a sign of a rupture shows, now.
    pub fn needs_attention(&self) -> bool {
        !self.alerts.is_empty() || !self.signs.is_empty()
    }
}
