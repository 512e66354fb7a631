use std::collections::BTreeMap;

use super::administration::Administration;
use super::case::{Case, Occasion};
use super::earlier::Earlier;
use super::rupture::{Place, SiteRules};
use super::verdict::{NoVerdict, Verdict};
use super::yardstick::Yardstick;
use crate::instrument::{CutOff, Given, InformantIx, Instrument, ItemIx, KnownIx, NormEntry, NormGroup, Norms, ScoreIx};
use crate::phrases::Phrases;
use crate::responses::{GroupBy, ItemColumn, MissingReason, ResponseTable};
use crate::score::{NormPlan, Plan};
use typed_index_collections::TiVec;

/// Follows the cases of a measure.
#[derive(Debug)]
pub struct Follower<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) norms: Option<NormPlan<'a>>,
    pub(super) rules: &'a SiteRules,
    plan: Plan<'a>,
    pub(super) phrases: Phrases,
    /// What says the group of a case.
    group: Option<GroupBy>,
    /// Whether answers are taken along beside the scores.
    takes_answers: bool,
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
    pub fn new(instrument: &'a Instrument, norms: Option<&'a Norms>, rules: &'a SiteRules) -> Self {
        let norms = norms.map(|norms| NormPlan::new(instrument, norms));
        Self {
            instrument,
            norms,
            rules,
            plan: Plan::new(instrument),
            phrases: Phrases::english(),
            group: None,
            takes_answers: false,
        }
    }

    /// Takes the group of a case from what says it, as a column with its office; where that changes, as was said last.
    #[must_use]
    pub fn by(mut self, group: GroupBy) -> Self {
        self.group = Some(group);
        self
    }

    /// Takes answers along beside the scores, for whoever looks at single cases.
    #[must_use]
    pub fn with_answers(mut self) -> Self {
        self.takes_answers = true;
        self
    }

    /// Whether it takes answers along.
    pub fn takes_answers(&self) -> bool {
        self.takes_answers
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

    /// Scores a stretch of administrations of an earlier version by the key of that version, and adds them to their
    /// cases as far as the scores can be set beside those of now.
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
        let mut words = if self.takes_answers { table.words_by_row() } else { vec![] };
        let plan = earlier.map_or(&self.plan, |earlier| &earlier.plan);
        let scored = plan.score(table);
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
            if let Some(of_row) = words.get_mut(row) {
                // What was said to a question that is not asked any more counts for nothing.
                of_row.retain(|(item, _)| scored.answers[*item].causes[row] == MissingReason::Answered);
            }
            let occasion = Occasion {
                name: identity.occasion.get(row).to_owned(),
                date: identity.date.get(row).copied().flatten(),
                informant: *informant,
                earlier: None,
                scores: scored.scores.iter().map(|column| column[row]).collect(),
                bands: scored.bands.iter().map(|column| column[row]).collect(),
                alerts: scored.alerts.iter().map(|column| column[row]).collect(),
                answered: (scored.answered[row], scored.asked[row]),
                answers: if self.takes_answers { answers_of(&scored.answers, row) } else { TiVec::new() },
                skipped: if self.takes_answers { skipped_of(plan.instrument(), &scored.answers, row) } else { vec![] },
                words: words.get_mut(row).map(std::mem::take).unwrap_or_default(),
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

    /// Judges a change of a score of a case.
    pub(super) fn verdict(&self, case: &Case, (informant, score): Place, from: f64, to: f64) -> Verdict {
        self.yardstick(case, informant, score).map_or_else(Verdict::Unknown, |yardstick| yardstick.judge(from, to))
    }

    /// What changes of a score are judged by, in the group of the norms that fits a case.
    fn yardstick(&self, case: &Case, informant: InformantIx, score: ScoreIx) -> Result<Yardstick, NoVerdict> {
        let norms = self.judges()?;
        let group = norms.group_of(informant, &|fact| case.known.get(fact).copied().unwrap_or(f64::NAN));
        let group = group.ok_or(NoVerdict::NoGroup)?;
        self.yardstick_in(&norms.norms().groups[usize::from(group)], score)
    }

    /// What changes of a score are judged by, whichever group of the norms a case is in: a yardstick or why there is
    /// none, one for each group of an informant.
    pub(super) fn yardsticks(&self, informant: InformantIx, score: ScoreIx) -> Vec<Result<Yardstick, NoVerdict>> {
        let norms = match self.judges() {
            Ok(norms) => norms.norms(),
            Err(why) => return vec![Err(why)],
        };
        let groups = norms.groups.iter().filter(|group| group.informant == informant);
        let found: Vec<_> = groups.map(|group| self.yardstick_in(group, score)).collect();
        if found.is_empty() { vec![Err(NoVerdict::NoGroup)] } else { found }
    }

    /// The cut-off of a score in the group of the norms that fits a case, where anybody is judged by them.
    pub(super) fn cut_off(&self, case: &Case, (informant, score): Place) -> Option<&CutOff> {
        let norms = self.judges().ok()?;
        let group = norms.group_of(informant, &|fact| case.known.get(fact).copied().unwrap_or(f64::NAN))?;
        norms.norms().groups[usize::from(group)].entries.iter().find_map(|entry| match entry {
            NormEntry::CutOff(cut_off) if cut_off.score == score => Some(cut_off),
            NormEntry::CutOff(_) | NormEntry::Figures(..) | NormEntry::ReliableChange(..) => None,
            NormEntry::Percentiles(..) | NormEntry::Table(..) => None,
        })
    }

    /// The norms, where anybody is judged by them.
    fn judges(&self) -> Result<&NormPlan<'a>, NoVerdict> {
        let norms = self.norms.as_ref().ok_or(NoVerdict::NoNorms)?;
        let is_judge = self.rules.judging.by_simulated || !norms.norms().is_simulated();
        if is_judge { Ok(norms) } else { Err(NoVerdict::Simulated) }
    }

    fn yardstick_in(&self, group: &NormGroup, score: ScoreIx) -> Result<Yardstick, NoVerdict> {
        Yardstick::of(group.entries.iter().filter(|entry| entry.score() == score), self.rules.judging)
    }
}

/// What was given in a row, at the positions of items; what an item counts for that was not asked is no answer.
fn answers_of(columns: &TiVec<ItemIx, ItemColumn>, row: usize) -> TiVec<ItemIx, Given> {
    let given = |column: &ItemColumn| match column.causes[row] {
        MissingReason::Answered => Given::Value(column.values[row]),
        MissingReason::None => Given::None,
        MissingReason::Unanswered | MissingReason::NotAsked | MissingReason::NotValid | MissingReason::Declared => Given::Missing,
    };
    columns.iter().map(given).collect()
}

/// Items that were asked in a row and have no answer. What was said in one's own words is told where it was said.
fn skipped_of(instrument: &Instrument, columns: &TiVec<ItemIx, ItemColumn>, row: usize) -> Vec<ItemIx> {
    let is_skipped = |(item, column): (ItemIx, &ItemColumn)| match column.causes[row] {
        MissingReason::Unanswered | MissingReason::Declared => !instrument.items[item].kind.is_text(),
        MissingReason::Answered | MissingReason::None | MissingReason::NotAsked | MissingReason::NotValid => false,
    };
    columns.iter_enumerated().filter(|column| is_skipped(*column)).map(|(item, _)| item).collect()
}

impl Collector {
    /// The cases, by their codes, each in the order of its occasions.
    pub fn into_cases(self) -> Vec<Case> {
        let mut cases: Vec<Case> = self.cases.into_values().collect();
        cases.iter_mut().for_each(Case::sort);
        cases
    }
}
