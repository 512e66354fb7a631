use std::collections::BTreeMap;

use serde::Serialize;
use statrs::statistics::Statistics;

use super::case::{Case, Occasion};
use super::change::{Change, Verdict};
use super::follower::Follower;
use super::hidden::{ShownCounts, hidden_groups, shown};
use crate::instrument::{InformantIx, ScoreIx};

/// What a team's cases come to, in figures that are about nobody: small cells are hidden (see [`super::LEAST`]).
#[derive(Clone, Debug, Default, Serialize)]
pub struct TeamReport {
    /// The groups, as offices; none where nobody said which there are.
    pub groups: Vec<String>,
    /// Counts of cases.
    pub tables: Vec<TeamTable>,
    /// Scores at the last occasion.
    pub scores: Vec<TeamScore>,
    /// The word for all groups.
    #[serde(skip)]
    pub all: String,
}

/// Counts of cases by group and category.
#[derive(Clone, Debug, Serialize)]
pub struct TeamTable {
    /// Name of the informant; empty where it is about cases as a whole.
    pub informant: String,
    /// What is counted.
    pub title: String,
    /// The categories.
    pub categories: Vec<String>,
    /// A row for each group and the last for all; each has its categories and its sum, nothing where hidden.
    pub rows: Vec<(String, Vec<Option<u64>>, Option<u64>)>,
}

/// A score at the last occasion of each case.
#[derive(Clone, Debug, Serialize)]
pub struct TeamScore {
    /// Name of the informant.
    pub informant: String,
    /// What people read for the score.
    pub label: String,
    /// The group; the last are all.
    pub group: String,
    /// The mean of the cases that have the score; nothing where hidden. How many lack it would be told by how many have it, so that is not here.
    pub mean: Option<f64>,
    /// Their standard deviation (n - 1).
    pub sd: Option<f64>,
}

/// One figure of a team.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamFigure {
    /// Name of the informant; empty where it is about cases as a whole.
    pub informant: String,
    /// What is counted, or the score.
    pub what: String,
    /// The group.
    pub group: String,
    /// The category of a count; `mean` or `SD` of a score.
    pub figure: String,
    /// The figure; nothing where hidden.
    pub value: Option<f64>,
}

/// What became of a score from the first occasion to the last, as phrases. The last: there is one value only, or the norms do not say what chance
/// explains.
const CHANGES: [&str; 4] = ["lower-than-chance", "no-more-than-chance", "higher-than-chance", "cannot-be-told"];

impl Follower<'_> {
    /// A team's figures, by the groups that cases are in.
    pub fn team(&self, cases: &[Case]) -> TeamReport {
        let names: BTreeMap<&str, usize> = cases.iter().map(|case| (case.group.as_str(), 0)).collect();
        let groups: Vec<&str> = names.into_keys().collect();
        let of = |group: &&str| -> Vec<&Case> { cases.iter().filter(|case| case.group == **group).collect() };
        let by_group: Vec<Vec<&Case>> = groups.iter().map(of).collect();
        let not_said = self.phrases.say("not-said");
        let named: Vec<String> = groups.iter().map(|name| if name.is_empty() { &not_said } else { *name }.to_owned()).collect();
        let mut team = Team {
            follower: self,
            by_group,
            report: TeamReport { groups: named, all: self.phrases.say("all"), ..TeamReport::default() },
        };
        team.attention();
        for informant in (0..self.instrument.informants.len()).map(InformantIx) {
            if cases.iter().any(|case| case.of(informant).next().is_some()) {
                team.informant(informant);
            }
        }
        team.report
    }
}

struct Team<'a> {
    follower: &'a Follower<'a>,
    by_group: Vec<Vec<&'a Case>>,
    report: TeamReport,
}

impl Team<'_> {
    fn attention(&mut self) {
        let follower = self.follower;
        let [title, now, neither] = ["followed-cases", "attention-now", "no-attention"].map(|id| follower.phrases.say(id));
        let category = |case: &Case| Some(usize::from(!follower.view(case).needs_attention()));
        self.table("", &title, vec![now, neither], &category);
    }

    fn informant(&mut self, informant: InformantIx) {
        let follower = self.follower;
        let name = follower.instrument.informants[informant.0].name.clone();
        for (at, bands) in follower.instrument.bands.iter().enumerate() {
            let label = &follower.instrument.scores[bands.of.0].label;
            let mut categories: Vec<String> = bands.bands.iter().map(|band| band.label.clone()).collect();
            categories.push(follower.phrases.say("missing"));
            let missing = categories.len() - 1;
            let category = |case: &Case| Some(case.of(informant).last()?.bands[at].map_or(missing, usize::from));
            let told = [("score", label.as_str().into()), ("bands", bands.name.as_str().into())];
            self.table(&name, &follower.phrases.with("bands-at-last", told), categories, &category);
        }
        for (at, score) in follower.instrument.scores.iter().enumerate() {
            let category = |case: &Case| change(follower, case, informant, ScoreIx(at));
            let mut categories = CHANGES.map(|id| follower.phrases.say(id)).to_vec();
            if !self.by_group.iter().flatten().any(|case| category(case) == Some(3)) {
                categories.pop();
            }
            let title = follower.phrases.with("score-change", [("score", score.label.as_str().into())]);
            self.table(&name, &title, categories, &category);
            self.score(informant, &name, ScoreIx(at));
        }
    }

    fn table(&mut self, informant: &str, title: &str, categories: Vec<String>, category: &dyn Fn(&Case) -> Option<usize>) {
        let counts: Vec<Vec<u64>> = self
            .by_group
            .iter()
            .map(|cases| {
                let mut counts = vec![0; categories.len()];
                cases.iter().filter_map(|case| category(case)).for_each(|at| counts[at] += 1);
                counts
            })
            .collect();
        let sizes: Vec<u64> = counts.iter().map(|row| row.iter().sum()).collect();
        let hidden = hidden_groups(&sizes, &vec![false; sizes.len()]);
        let ShownCounts { groups, totals, all, total } = shown(&counts, &hidden);
        let mut rows: Vec<(String, Vec<Option<u64>>, Option<u64>)> = vec![];
        // One group alone is all of them.
        if self.report.groups.len() > 1 {
            rows.extend(self.report.groups.iter().cloned().zip(groups).zip(totals).map(|((name, row), sum)| (name, row, sum)));
        }
        rows.push((self.report.all.clone(), all, total));
        self.report.tables.push(TeamTable { informant: informant.to_owned(), title: title.to_owned(), categories, rows });
    }

    fn score(&mut self, informant: InformantIx, name: &str, score: ScoreIx) {
        let answering = |cases: &[&Case]| cases.iter().filter(|case| case.of(informant).next().is_some()).count() as u64;
        let sizes: Vec<u64> = self.by_group.iter().map(|cases| answering(cases)).collect();
        let values: Vec<Vec<f64>> = self
            .by_group
            .iter()
            .map(|cases| cases.iter().filter_map(|case| case.of(informant).last()?.score(score)).collect())
            .collect();
        let there: Vec<u64> = values.iter().map(|values| values.len() as u64).collect();
        let hidden = hidden_groups(&there, &hidden_groups(&sizes, &vec![false; sizes.len()]));
        let everybody: Vec<f64> = values.concat();
        let is_too_small = (everybody.len() as u64) < super::LEAST;
        let groups = self.report.groups.iter().map(String::as_str).zip(&values).zip(hidden);
        let groups = groups.filter(|_| self.report.groups.len() > 1).map(|((group, values), hidden)| (group, values, hidden));
        let label = self.follower.instrument.scores[score.0].label.as_str();
        let rows: Vec<TeamScore> = groups
            .chain([(self.report.all.as_str(), &everybody, is_too_small)])
            .map(|(group, values, hidden)| figures((name, label), group, if hidden { None } else { Some(values) }))
            .collect();
        self.report.scores.extend(rows);
    }
}

fn figures((informant, label): (&str, &str), group: &str, values: Option<&Vec<f64>>) -> TeamScore {
    TeamScore {
        informant: informant.to_owned(),
        label: label.to_owned(),
        group: group.to_owned(),
        mean: values.map(|values| values.iter().sum::<f64>() / values.len() as f64),
        sd: values.map(|values| values.iter().std_dev()),
    }
}

/// What became of a score of a case, as a position in [`CHANGES`]; nothing where the informant never answered.
fn change(follower: &Follower<'_>, case: &Case, informant: InformantIx, score: ScoreIx) -> Option<usize> {
    let occasions: Vec<&Occasion> = case.of(informant).collect();
    occasions.first()?;
    let values: Vec<f64> = occasions.iter().filter_map(|occasion| occasion.score(score)).collect();
    let [first, .., last] = values[..] else { return Some(3) };
    let verdict = follower.verdict(case, (informant, score), first, last);
    let change = Change { from: first, to: last, verdict };
    Some(match change.verdict {
        Verdict::Untold(_) => 3,
        Verdict::Told(reliable) if !reliable.is_reliable => 1,
        Verdict::Told(_) if change.is_reliably_lower() => 0,
        Verdict::Told(_) => 2,
    })
}

impl TeamReport {
    /// The figures one by one.
    pub fn figures(&self) -> Vec<TeamFigure> {
        let mut figures = Vec::new();
        for table in &self.tables {
            for (group, counts, total) in &table.rows {
                let cells =
                    table.categories.iter().map(String::as_str).zip(counts.iter().copied()).chain([(self.all.as_str(), *total)]);
                figures.extend(cells.map(|(category, cell)| TeamFigure {
                    informant: table.informant.clone(),
                    what: table.title.clone(),
                    group: group.clone(),
                    figure: category.to_owned(),
                    value: cell.map(|count| count as f64),
                }));
            }
        }
        for score in &self.scores {
            figures.extend([("mean", score.mean), ("SD", score.sd)].map(|(figure, value)| TeamFigure {
                informant: score.informant.clone(),
                what: score.label.clone(),
                group: score.group.clone(),
                figure: figure.to_owned(),
                value,
            }));
        }
        figures
    }
}
