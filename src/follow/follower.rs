use std::collections::BTreeMap;

use super::administration::Administration;
use super::case::{Case, Occasion};
use super::earlier::Earlier;
use super::rupture::Rule;
use crate::instrument::{Figures, InformantIx, Instrument, KnownIx, NormEntry, Norms, ScoreIx};
use crate::phrases::Phrases;
use crate::responses::{GroupBy, ResponseTable};
use crate::score::{NormPlan, Plan};

/// Follows the cases of a measure.
#[derive(Debug)]
pub struct Follower<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) norms: Option<NormPlan<'a>>,
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
        let norms = norms.map(|norms| NormPlan::new(instrument, norms));
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
        self.add(None, table, into);
    }

    /// Scores a stretch of administrations of an earlier version by the key of that version, and adds them to their cases as far as the scores
    /// can be set beside those of now.
    pub fn collect_earlier(&self, earlier: &Earlier<'_>, table: ResponseTable, into: &mut Collector) {
        self.add(Some(earlier), table, into);
    }

    fn add(&self, earlier: Option<&Earlier<'_>>, table: ResponseTable, into: &mut Collector) {
        let cases = &mut into.cases;
        into.without_case += self.administrations(earlier, table, &mut |administration| {
            let (code, known) = (administration.case.clone(), administration.known.len());
            cases.entry(code.clone()).or_insert_with(|| Case::new(code, known)).take(administration);
        });
    }

    /// Scores a stretch of administrations, of an earlier version by its key and as far as its scores can be set beside
    /// those of now, and hands each over. Gives how many have no code of a case, which cannot be followed.
    pub fn administrations(
        &self,
        earlier: Option<&Earlier<'_>>,
        table: ResponseTable,
        take: &mut dyn FnMut(Administration),
    ) -> u64 {
        let (informants, identity, known) = (table.informants.clone(), table.identity.clone(), table.known.clone());
        // Answers to an earlier version carry no column along, and a case is in the group that it is in now.
        let by = self.group.filter(|_| earlier.is_none());
        let groups: Option<Vec<String>> =
            by.map(|by| (0..table.rows).map(|row| by.of_row(self.instrument, &table, row)).collect());
        let scored = earlier.map_or(&self.plan, |earlier| &earlier.plan).score(table);
        let mut without_case = 0;
        for (row, informant) in informants.iter().enumerate() {
            let code = identity.case.get(row);
            if code.is_empty() {
                without_case += 1;
                continue;
            }
            let told = |fact: KnownIx| match earlier {
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
            take(Administration {
                case: code.to_owned(),
                group: groups.as_ref().map_or(String::new(), |groups| groups[row].clone()),
                known: self.instrument.known.keys().map(told).collect(),
                occasion,
            });
        }
        without_case
    }

    /// The figures of a score in the group that fits a case and an informant; the outer absence is that of a group.
    pub(super) fn figures(&self, case: &Case, informant: InformantIx, score: ScoreIx) -> Option<Figures> {
        let norms = self.norms.as_ref()?;
        let group = norms.group_of(informant, &|fact| case.known.get(fact).copied().unwrap_or(f64::NAN))?;
        let entries = &norms.norms().groups[usize::from(group)].entries;
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
