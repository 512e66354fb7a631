//! Cases over time: what a case's scores do, whether a change is reliable, where two informants part, and signs of a
//! rupture; and what a schedule says is due.

#![deny(clippy::wildcard_enum_match_arm)]

mod administration;
mod answered;
mod case;
mod change;
mod due;
mod earlier;
mod figures;
mod follower;
mod hidden;
mod moment;
mod order;
mod reasons;
mod rounded_count;
mod rupture;
mod seen;
mod suppression;
mod suppression_room;
mod talk;
mod team;
mod team_counts;
mod team_mean;
mod team_mean_alike;
mod team_months;
mod team_spread;
mod team_talk;
mod undated;
mod value_at;
mod verdict;
mod view;
mod yardstick;

pub use administration::Administration;
pub use answered::{Answered, OwnWords, Side};
pub use case::{Case, Occasion};
pub use change::Change;
pub use due::{CaseDue, Due, Finished, OpenCase, Planned, Standing, Undecided, calendar, due};
pub use earlier::Earlier;
pub use follower::{Collector, Follower};
pub use hidden::{LEAST, ShownCounts, hidden_groups, shown};
pub use moment::Moment;
pub use rounded_count::{count_in_figures, count_in_words};
pub use rupture::{Rule, Sign, SiteRules, Trigger};
pub use seen::{SeenBy, SeenSignal, signal_of};
pub use talk::Talk;
pub use team::{TableOf, TeamFigure, TeamMonth, TeamMonthSide, TeamReport, TeamScore, TeamTable};
pub use team_counts::TeamCounts;
pub use team_months::Period;
pub use team_spread::{SpreadPart, TeamSpread};
pub use team_talk::{CountsOfAll, TeamFact};
pub use undated::Undated;
pub use value_at::{Untold, ValueAt};
pub use verdict::{NoVerdict, Outcome, Reliable, Verdict};
pub use view::{CaseView, Confidential, Gap, Raised, Thread, Unfinished, VersionChange};
pub use yardstick::{Judging, Yardstick};
