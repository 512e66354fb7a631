use std::collections::BTreeMap;

use super::case::{Case, Occasion};
use super::earlier::Earlier;
use super::rupture::Rule;
use crate::instrument::{Figures, Instrument, NormEntry, Norms, ScoreIx};
use crate::phrases::Phrases;
use crate::responses::{GroupBy, ResponseTable};
use crate::score::{NormPlan, Plan};

/// Follows the cases of a measure.
#[derive(Debug)]
pub struct Follower<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) norms: Option<&'a Norms>,
    pub(super) rules: &'a [Rule],
    plan: Plan<'a>,
    pub(super) phrases: Phrases,
    /// What says the group of a case.
    group: Option<GroupBy>,
}

/// Administrations on their way into cases.
#[derive(Debug, Default)]
pub struct Collector {
    cases: BTreeMap<String, Case>,
    /// Administrations without a code of a case, which cannot be followed.
    pub without_case: u64,
}

impl<'a> Follower<'a> {
    /// Follows cases beside norms, if there are any, and by the rules of the site.
    pub fn new(instrument: &'a Instrument, norms: Option<&'a Norms>, rules: &'a [Rule]) -> Self {
        Self { instrument, norms, rules, plan: Plan::new(instrument), phrases: Phrases::english(), group: None }
    }

    /// Takes the group of a case from what says it, as a column with its office; where that changes, as was said last.
    #[must_use]
    pub fn by(mut self, group: GroupBy) -> Self {
        self.group = Some(group);
        self
    }

    /// Says what there is to say in a language; else it is English.
    #[must_use]
    pub fn speaking(mut self, phrases: &Phrases) -> Self {
        self.phrases = phrases.clone();
        self
    }

    /// Scores a stretch of administrations and adds them to their cases.
    pub fn collect(&self, table: ResponseTable, into: &mut Collector) {
        self.add(&self.plan, None, table, into);
    }

    /// Scores a stretch of administrations of an earlier version by the key of that version, and adds them to their cases as far as the scores
    /// can be set beside those of now.
    pub fn collect_earlier(&self, earlier: &Earlier<'_>, table: ResponseTable, into: &mut Collector) {
        self.add(&earlier.plan, Some(earlier), table, into);
    }

    fn add(&self, plan: &Plan<'_>, earlier: Option<&Earlier<'_>>, table: ResponseTable, into: &mut Collector) {
        let (informants, identity, known) = (table.informants.clone(), table.identity.clone(), table.known.clone());
        // Answers to an earlier version carry no column along, and a case is in the group that it is in now.
        let by = self.group.filter(|_| earlier.is_none());
        let groups: Option<Vec<String>> =
            by.map(|by| (0..table.rows).map(|row| by.of_row(self.instrument, &table, row)).collect());
        let scored = plan.score(table);
        for (row, informant) in informants.iter().enumerate() {
            let code = identity.case.get(row);
            if code.is_empty() {
                into.without_case += 1;
                continue;
            }
            let known_here = |fact: usize| match earlier {
                Some(earlier) => earlier.known[fact].map_or(f64::NAN, |then| known[then][row]),
                None => known[fact][row],
            };
            let occasion = Occasion {
                name: identity.occasion.get(row).to_owned(),
                date: identity.date.get(row).copied().flatten(),
                informant: *informant,
                earlier: None,
                scores: scored.scores.iter().map(|column| column[row]).collect(),
                bands: scored.bands.iter().map(|column| column[row]).collect(),
                alerts: scored.alerts.iter().map(|column| column[row]).collect(),
                answered: (scored.answered[row], scored.asked[row]),
            };
            let occasion = match earlier {
                Some(earlier) => earlier.as_of_now(occasion, self.instrument),
                None => Some(occasion),
            };
            let Some(occasion) = occasion else { continue };
            let case = into.cases.entry(code.to_owned()).or_insert_with(|| Case {
                code: code.to_owned(),
                group: String::new(),
                known: vec![f64::NAN; self.instrument.known.len()],
                occasions: vec![],
            });
            if let Some(group) = groups.as_ref().map(|groups| &groups[row]).filter(|group| !group.is_empty()) {
                case.group.clone_from(group);
            }
            for (at, fact) in case.known.iter_mut().enumerate() {
                let told = known_here(at);
                // What was told of a later version is not taken back by what was told of an earlier one, whichever is read first.
                let is_new = !told.is_nan() && (earlier.is_none() || fact.is_nan());
                *fact = if is_new { told } else { *fact };
            }
            case.occasions.push(occasion);
        }
    }

    /// The figures of a score in the group that fits a case and an informant; the outer absence is that of a group.
    pub(super) fn figures(&self, case: &Case, informant: crate::instrument::InformantIx, score: ScoreIx) -> Option<Figures> {
        let norms = self.norms?;
        let mut table = ResponseTable::unanswered(self.instrument, 1);
        table.informants[0] = informant;
        for (column, value) in table.known.iter_mut().zip(&case.known) {
            column[0] = *value;
        }
        let group = NormPlan::new(self.instrument, norms).groups(&table)[0]?;
        let entries = &norms.groups[usize::from(group)].entries;
        let found = entries.iter().filter(|entry| entry.score() == score).find_map(NormEntry::figures);
        Some(found.copied().unwrap_or_default())
    }
}

impl Collector {
    /// The cases, by their codes, each in the order of time.
    pub fn cases(self) -> Vec<Case> {
        let mut cases: Vec<Case> = self.cases.into_values().collect();
        cases.iter_mut().for_each(Case::sort);
        cases
    }
}
