use serde::Serialize;

use super::case::Case;
use super::follower::Follower;
use super::team_counts::TeamCounts;
use super::team_spread::TeamSpread;
use crate::instrument::{BandsIx, ScoreIx};

/// What a team's cases come to, in figures that are about nobody: small cells are hidden (see [`super::LEAST`]).
#[derive(Clone, Debug, Default, Serialize)]
pub struct TeamReport {
    /// What counts are multiples of ([`super::LEAST`]): each stands for those within half of it.
    pub counts_in_steps_of: u64,
    /// The groups, as offices; none where nobody said which there are.
    pub groups: Vec<String>,
    /// Counts of cases.
    pub tables: Vec<TeamTable>,
    /// Scores at the last occasion.
    pub scores: Vec<TeamScore>,
    /// The months of the period, as far as answers have dates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<TeamMonth>,
    /// How the cases are spread over the main score, where that tells nothing that is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread: Option<TeamSpread>,
    /// Why changes of some scores are not judged, a line each.
    pub reasons: Vec<String>,
    /// The word for all groups.
    #[serde(skip)]
    pub all: String,
}

/// What a table counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableOf {
    /// Cases that need attention now, and those that do not.
    #[default]
    Attention,
    /// Bands at the last occasion.
    Bands(BandsIx),
    /// Changes of a score since the first occasion.
    Changes(ScoreIx),
}

/// A month of a team.
#[derive(Clone, Debug, Serialize)]
pub struct TeamMonth {
    /// Its first day, as days since 1970-01-01.
    pub first: i32,
    /// What each informant of the measure did, in their order.
    pub sides: Vec<TeamMonthSide>,
}

/// What informants of one kind did in a month.
#[derive(Clone, Debug, Serialize)]
pub struct TeamMonthSide {
    /// Name of the informant.
    pub informant: String,
    /// Their administrations, where they are of so many cases that it may be shown; 0 before the first of all; nothing
    /// where hidden.
    pub answered: Option<u64>,
    /// The mean of the main score of the measure; nothing where hidden.
    pub mean: Option<f64>,
}

/// Counts of cases by group and category.
#[derive(Clone, Debug, Serialize)]
pub struct TeamTable {
    /// What it counts.
    #[serde(skip)]
    pub of: TableOf,
    /// The positions of the categories that are a change, where it counts changes.
    #[serde(skip)]
    pub moved: Vec<usize>,
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
    /// The mean of the cases that have the score; nothing where hidden. How many lack it would be told by how many have
    /// it, so that is not here.
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

impl Follower<'_> {
    /// A team's figures, by the groups that cases are in.
    pub fn team(&self, cases: &[Case]) -> TeamReport {
        let mut counts = TeamCounts::default();
        cases.iter().for_each(|case| counts.add(self, case));
        counts.report(self)
    }
}

impl TeamReport {
    /// The same without what it tells of single groups: nothing is in it that is not in the whole.
    #[must_use]
    pub fn of_all_only(mut self) -> Self {
        for table in &mut self.tables {
            table.rows.drain(..table.rows.len().saturating_sub(1));
        }
        self.scores.retain(|score| score.group == self.all);
        self.groups.clear();
        self
    }

    /// The same with what people call its groups in the place of their names.
    #[must_use]
    pub fn with_groups_called(mut self, called: &dyn Fn(&str) -> String) -> Self {
        let all = self.all.clone();
        for table in &mut self.tables {
            // The last row is all of them.
            if let Some((_, of_groups)) = table.rows.split_last_mut() {
                of_groups.iter_mut().for_each(|(group, ..)| *group = called(group));
            }
        }
        self.scores.iter_mut().filter(|score| score.group != all).for_each(|score| score.group = called(&score.group));
        self.groups.iter_mut().for_each(|group| *group = called(group));
        self
    }

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
