use std::collections::BTreeMap;

use typed_index_collections::TiVec;

use super::case::{Case, Occasion};
use super::change::Change;
use super::follower::Follower;
use super::hidden::{LEAST, ShownCounts, hidden_groups, shown};
use super::reasons::Reasons;
use super::team::{TableOf, TeamReport, TeamScore, TeamTable};
use super::team_mean::{Values, stretches};
use super::team_mean_alike::BandCells;
use super::team_months::{Months, Period};
use super::team_spread::{TeamSpread, spread};
use super::verdict::{NoVerdict, Outcome, Verdict};
use super::yardstick::Yardstick;
use crate::instrument::{BandsIx, InformantIx, ScoreIx};

/// Counts of a team's cases by their groups, on their way into figures: a case is looked at once and need not stay.
#[derive(Clone, Debug, Default)]
pub struct TeamCounts {
    groups: BTreeMap<String, OfGroup>,
    months: Months,
    /// The main score, once it was looked for.
    main: Option<Option<ScoreIx>>,
}

/// Counts of the cases of a group.
#[derive(Clone, Debug)]
struct OfGroup {
    /// Cases that need attention now, and that do not.
    attention: Vec<u64>,
    /// At the positions of informants.
    informants: Vec<OfInformant>,
}

/// Counts of the cases of a group by what an informant answered.
#[derive(Clone, Debug)]
struct OfInformant {
    /// Cases of which the informant answered at all.
    cases: u64,
    /// Bands at the last occasion, at the positions of the bands; the last count of each are those that have none.
    bands: Vec<Vec<u64>>,
    /// What became of each score.
    changes: TiVec<ScoreIx, Changes>,
    /// Each score at the last occasion, of the cases that have it.
    scores: TiVec<ScoreIx, Vec<f64>>,
}

/// How many cases changed in which way from the first occasion to the last.
#[derive(Clone, Debug, Default)]
struct Changes {
    /// By [`DIRECTIONS`].
    directions: [u64; 4],
    /// By [`Outcome::ALL`], and the last of which it is not known.
    outcomes: [u64; 5],
}

/// Which way a score went, as phrases. The last: there is one value only, or the norms do not judge the case.
const DIRECTIONS: [&str; 4] = ["reliably-lower", "no-reliable-change", "reliably-higher", "cannot-be-told"];

impl Changes {
    /// Counts a case of which a change is known.
    fn add(&mut self, change: Option<Change>) {
        let told = change.filter(|change| matches!(change.verdict, Verdict::Told(_)));
        let direction = told.map_or(3, |change| match (change.verdict.is_reliable(), change.is_reliably_lower()) {
            (false, _) => 1,
            (true, true) => 0,
            (true, false) => 2,
        });
        self.directions[direction] += 1;
        let outcome = told.and_then(|change| change.outcome());
        let at = outcome.and_then(|outcome| Outcome::ALL.iter().position(|there| *there == outcome));
        self.outcomes[at.unwrap_or(Outcome::ALL.len())] += 1;
    }
}

impl TeamCounts {
    /// Counts a case.
    pub fn add(&mut self, follower: &Follower<'_>, case: &Case) {
        let instrument = follower.instrument;
        let main = *self.main.get_or_insert_with(|| instrument.main_score());
        self.months.add(follower, main, case);
        let blank = || OfGroup {
            attention: vec![0; 2],
            informants: vec![
                OfInformant {
                    cases: 0,
                    bands: instrument.bands.iter().map(|bands| vec![0; bands.bands.len() + 1]).collect(),
                    changes: vec![Changes::default(); instrument.scores.len()].into(),
                    scores: vec![vec![]; instrument.scores.len()].into(),
                };
                instrument.informants.len()
            ],
        };
        let group = self.groups.entry(case.group.clone()).or_insert_with(blank);
        group.attention[usize::from(!follower.needs_attention(case))] += 1;
        for (informant, of) in group.informants.iter_mut().enumerate() {
            of.add(follower, case, InformantIx(informant));
        }
    }

    /// Whether there are no cases.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The figures, with small cells hidden, and those of each month of the last half year.
    pub fn report(&self, follower: &Follower<'_>) -> TeamReport {
        self.report_of(follower, Period::default())
    }

    /// The figures, with small cells hidden, and those of each month of a period.
    pub fn report_of(&self, follower: &Follower<'_>, period: Period) -> TeamReport {
        let not_said = follower.phrases.say("not-said");
        let named = self.groups.keys().map(|name| if name.is_empty() { &not_said } else { name }.to_owned()).collect();
        let all = follower.phrases.say("all");
        let report = TeamReport { counts_in_steps_of: LEAST, groups: named, all, ..TeamReport::default() };
        let mut writer = Writer { follower, groups: self.groups.values().collect(), report, reasons: Reasons::default() };
        writer.attention();
        for informant in 0..follower.instrument.informants.len() {
            if writer.groups.iter().any(|group| group.informants[informant].cases > 0) {
                writer.informant(informant);
            }
        }
        writer.report.spread = self.main.flatten().and_then(|main| writer.spread(main));
        writer.report.months = self.months.shown(follower, self.main.flatten(), period);
        writer.report.reasons = writer.reasons.lines(&follower.phrases);
        writer.report
    }
}

impl OfInformant {
    fn add(&mut self, follower: &Follower<'_>, case: &Case, informant: InformantIx) {
        let occasions: Vec<&Occasion> = case.of(informant).collect();
        let Some(last) = occasions.last() else {
            // Every case is in every table, so that none of them is told by what two tables lack of one another.
            self.bands.iter_mut().filter_map(|counts| counts.last_mut()).for_each(|none| *none += 1);
            self.changes.iter_mut().for_each(|changes| changes.add(None));
            return;
        };
        self.cases += 1;
        for (counts, band) in self.bands.iter_mut().zip(&last.bands) {
            let none = counts.len() - 1;
            counts[band.map_or(none, usize::from)] += 1;
        }
        for (at, counts) in self.changes.iter_mut_enumerated() {
            counts.add(change(follower, case, &occasions, (informant, at)));
        }
        for (at, values) in self.scores.iter_mut_enumerated() {
            values.extend(last.score(at));
        }
    }
}

/// The change of a score of a case from its first value to its last; nothing where there is one only.
fn change(
    follower: &Follower<'_>,
    case: &Case,
    occasions: &[&Occasion],
    (informant, score): (InformantIx, ScoreIx),
) -> Option<Change> {
    let mut values = occasions.iter().filter_map(|occasion| occasion.score(score));
    let (from, to) = (values.next()?, values.next_back()?);
    Some(Change { from, to, verdict: follower.verdict(case, (informant, score), from, to) })
}

/// Figures on their way into a report.
struct Writer<'a> {
    follower: &'a Follower<'a>,
    groups: Vec<&'a OfGroup>,
    report: TeamReport,
    /// Why some changes are not judged.
    reasons: Reasons,
}

impl Writer<'_> {
    fn attention(&mut self) {
        let [title, now, neither] = ["followed-cases", "attention-now", "no-attention"].map(|id| self.follower.phrases.say(id));
        self.table(TableOf::Attention, ("", &title), vec![now, neither], &|group| &group.attention);
    }

    fn informant(&mut self, informant: usize) {
        let follower = self.follower;
        let name = follower.instrument.informants[InformantIx(informant)].name.clone();
        for (at, bands) in follower.instrument.bands.iter().enumerate() {
            let label = follower.instrument.label_of(bands);
            let mut categories: Vec<String> = bands.bands.iter().map(|band| band.label.clone()).collect();
            categories.push(follower.phrases.say("missing"));
            let told = [("score", label.into()), ("bands", bands.name.as_str().into())];
            let title = follower.phrases.with("bands-at-last", told);
            let of = TableOf::Bands(BandsIx(at));
            self.table(of, (&name, &title), categories, &|group| &group.informants[informant].bands[at]);
        }
        for score in follower.instrument.scores.keys() {
            self.changes(informant, &name, score);
            self.score(informant, &name, score);
        }
    }

    /// How many changed in which way, where anybody is judged; else why nobody is. That depends on the norms alone, so
    /// it tells nothing of a case.
    fn changes(&mut self, informant: usize, name: &str, score: ScoreIx) {
        let follower = self.follower;
        let label = follower.instrument.scores[score].label.as_str();
        let yardsticks = follower.yardsticks(InformantIx(informant), score);
        let named = || format!("{label} ({})", follower.instrument.called(name));
        let mut whys: Vec<NoVerdict> = Vec::new();
        for why in yardsticks.iter().filter_map(|yardstick| yardstick.as_ref().err()) {
            if !whys.contains(why) {
                whys.push(*why);
                self.reasons.add(*why, named());
            }
        }
        let Some(tells_outcomes) = yardsticks.iter().flatten().map(Yardstick::tells_outcomes).reduce(|one, other| one || other)
        else {
            return;
        };
        let title = follower.phrases.with("score-change", [("score", label.into())]);
        let words = if tells_outcomes {
            let outcomes = Outcome::ALL.map(|outcome| outcome.words(&follower.phrases));
            outcomes.into_iter().chain([follower.phrases.say("cannot-be-told")]).collect()
        } else {
            DIRECTIONS.map(|id| follower.phrases.say(id)).to_vec()
        };
        self.table(TableOf::Changes(score), (name, &title), words, &|group| {
            let changes = &group.informants[informant].changes[score];
            if tells_outcomes { &changes.outcomes } else { &changes.directions }
        });
        if let Some(table) = self.report.tables.last_mut() {
            table.moved = if tells_outcomes { vec![0, 1, 3] } else { vec![0, 2] };
        }
    }

    fn table(
        &mut self,
        of: TableOf,
        (informant, title): (&str, &str),
        categories: Vec<String>,
        counted: &dyn Fn(&OfGroup) -> &[u64],
    ) {
        let counts: Vec<Vec<u64>> = self.groups.iter().map(|group| counted(group).to_vec()).collect();
        let ShownCounts { groups, totals, all, total } = shown(&counts).rounded();
        let mut rows: Vec<(String, Vec<Option<u64>>, Option<u64>)> = vec![];
        // One group alone is all of them.
        if self.report.groups.len() > 1 {
            rows.extend(self.report.groups.iter().cloned().zip(groups).zip(totals).map(|((name, row), sum)| (name, row, sum)));
        }
        rows.push((self.report.all.clone(), all, total));
        let (informant, title) = (informant.to_owned(), title.to_owned());
        self.report.tables.push(TeamTable { of, moved: vec![], informant, title, categories, rows });
    }

    fn score(&mut self, informant: usize, name: &str, score: ScoreIx) {
        let instrument = self.follower.instrument;
        let sizes: Vec<u64> = self.groups.iter().map(|group| group.attention.iter().sum()).collect();
        let values: Vec<&Vec<f64>> = self.groups.iter().map(|group| &group.informants[informant].scores[score]).collect();
        let there: Vec<u64> = values.iter().map(|values| values.len() as u64).collect();
        let hidden = hidden_groups(&there, &hidden_groups(&sizes, &vec![false; sizes.len()]));
        let everybody: Vec<f64> = values.iter().flat_map(|values| values.iter().copied()).collect();
        let is_too_small = (everybody.len() as u64) < super::LEAST;
        let groups = self.report.groups.iter().map(String::as_str).zip(values).zip(hidden);
        let groups = groups.filter(|_| self.report.groups.len() > 1).map(|((group, values), hidden)| (group, values, hidden));
        let model = &instrument.scores[score];
        let last = if self.report.groups.len() > 1 { self.report.groups.len() } else { 0 };
        let (range, bands) = ((model.range.min, model.range.max), stretches(instrument, score));
        let rows: Vec<TeamScore> = groups
            .chain([(self.report.all.as_str(), &everybody, is_too_small)])
            .enumerate()
            .map(|(row, (group, values, hidden))| {
                let cases = sizes.get(row).filter(|_| row < last).copied().unwrap_or_else(|| sizes.iter().sum());
                let tables = self.band_cells((name, score), row, cases - values.len() as u64);
                let of_team = Values { values, range, bands: &bands, tables: &tables };
                let (mean, sd) = if hidden { (None, None) } else { of_team.shown() };
                TeamScore { informant: name.to_owned(), label: model.label.clone(), group: group.to_owned(), mean, sd }
            })
            .collect();
        self.report.scores.extend(rows);
    }

    /// How the cases of the first informant whose bands are told are spread over the main score; nothing where anything
    /// of that table is hidden, which it could tell.
    fn spread(&self, main: ScoreIx) -> Option<TeamSpread> {
        let instrument = self.follower.instrument;
        let (at, bands) = instrument.bands.iter_enumerated().find(|(_, bands)| bands.score() == Some(main))?;
        let table = self.report.tables.iter().find(|table| table.of == TableOf::Bands(at))?;
        let is_whole = |(_, counts, _): &(String, Vec<Option<u64>>, Option<u64>)| !counts.contains(&None);
        let informant = instrument.informant(&table.informant).filter(|_| table.rows.iter().all(is_whole))?;
        let of_informant = || self.groups.iter().map(|group| &group.informants[informant.0]);
        let values: Vec<f64> = of_informant().flat_map(|of| of.scores[main].iter().copied()).collect();
        let count = |band: usize| of_informant().map(|of| of.bands[at.0][band]).sum::<u64>();
        let counted: Vec<u64> = (0..bands.bands.len()).map(count).collect();
        let parts = spread(&values, bands.stretches()?, &instrument.scores[main].range, &counted)?;
        Some(TeamSpread { informant: table.informant.clone(), parts })
    }

    /// What the tables of a score's bands, which are written before its means, hide of a row.
    fn band_cells(&self, (informant, score): (&str, ScoreIx), row: usize, missing: u64) -> Vec<BandCells<'_>> {
        let of_row = self.report.tables.iter().filter(|table| table.informant == informant).filter_map(|table| {
            let TableOf::Bands(at) = table.of else { return None };
            let stretches = self.follower.instrument.bands[at].stretches().filter(|stretches| stretches.of == score)?;
            let (_, counts, _) = table.rows.get(row)?;
            Some(BandCells { stretches, hidden: counts.iter().map(Option::is_none).collect(), missing })
        });
        of_row.collect()
    }
}
