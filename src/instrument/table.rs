use serde::Serialize;

use super::{Range, rounding};

/// A conversion table.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// What its groups are told apart by; nothing where it has but one group, which is for all.
    pub by: Vec<String>,
    /// Its groups, in the order of the file.
    pub groups: Vec<TableGroup>,
}

/// The rows of a table that are for some.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableGroup {
    /// Whom it is for, as the file writes it; empty where it is for all.
    pub keys: String,
    /// Its rows.
    pub rows: Rows,
    /// What is found where no row is.
    pub otherwise: Otherwise,
}

/// The rows of a table, by how they are found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rows {
    /// By an exact match; rising.
    Exact(Vec<(f64, Option<f64>)>),
    /// By the highest bound that is reached; rising.
    Steps(Vec<TableStep>),
    /// On the straight line between two rows; rising, two at least.
    Line(Vec<(f64, f64)>),
}

/// What is found from a bound on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TableStep {
    /// The bound.
    pub from: f64,
    /// Whether the bound itself belongs to it.
    pub belongs: bool,
    /// What is found; `None` where that is missing on purpose.
    pub to: Option<f64>,
}

/// What is found where no row is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// Nothing, and the file does not say so.
    Unsaid,
    /// Nothing, on purpose.
    Missing,
    /// A number.
    Number(f64),
}

/// A row of a table as it was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found {
    /// A row, with its number; missing on purpose where it has none.
    Row(Option<f64>),
    /// No row.
    Nothing,
}

impl TableStep {
    /// Whether a value reaches its bound. What falls short of it only by rounding does.
    pub fn is_reached(&self, value: f64) -> bool {
        if self.belongs { rounding::at_least(value, self.from) } else { rounding::above(value, self.from) }
    }
}

impl Rows {
    /// The row of a value, up to rounding in the last digits.
    pub fn find(&self, value: f64) -> Found {
        let found = match self {
            Self::Exact(rows) => {
                let at = rows.partition_point(|(from, _)| rounding::below(*from, value));
                rows.get(at).filter(|(from, _)| rounding::equal(*from, value)).map(|(_, to)| *to)
            }
            Self::Steps(steps) => steps.iter().rev().find(|step| step.is_reached(value)).map(|step| step.to),
            Self::Line(rows) => on_line(rows, value).map(Some),
        };
        found.map_or(Found::Nothing, Found::Row)
    }

    /// Every number that can be found for values in a range, and whether a row can be found that is missing.
    pub fn outcomes(&self, range: Range) -> (Option<Range>, bool) {
        let numbers = |rows: Vec<Option<f64>>| {
            let missing = rows.iter().any(Option::is_none);
            (rows.into_iter().flatten().map(Range::constant).reduce(Range::or), missing)
        };
        match self {
            Self::Exact(rows) => numbers(rows.iter().filter(|(from, _)| range.holds(*from)).map(|(_, to)| *to).collect()),
            Self::Steps(steps) => {
                let is_left = |at: usize| steps.get(at + 1).is_some_and(|next| next.is_reached(range.min));
                let reached = steps.iter().enumerate().filter(|(at, step)| step.is_reached(range.max) && !is_left(*at));
                numbers(reached.map(|(_, step)| step.to).collect())
            }
            Self::Line(rows) => {
                let within = rows.iter().filter(|(from, _)| range.holds(*from)).map(|(_, to)| *to);
                let ends = [range.min, range.max].into_iter().filter_map(|end| on_line(rows, end));
                let all = within.chain(ends).map(Range::constant).reduce(Range::or);
                // Between two rows of a range that meets none of them lies the line.
                let is_crossed = range.whole && range.min == range.max;
                (all.map(|all| Range { whole: is_crossed && all.whole, ..all }), false)
            }
        }
    }
}

/// The value on the straight line between the rows around it.
fn on_line(rows: &[(f64, f64)], value: f64) -> Option<f64> {
    let at = rows.partition_point(|(from, _)| rounding::below(*from, value));
    let (high, at_high) = *rows.get(at)?;
    if rounding::equal(high, value) {
        return Some(at_high);
    }
    let (low, at_low) = *rows.get(at.checked_sub(1)?)?;
    Some(at_low + (value - low) / (high - low) * (at_high - at_low))
}

impl TableGroup {
    /// What is found for a value; NaN where that is missing.
    pub fn look_up(&self, value: f64) -> f64 {
        if value.is_nan() {
            return value;
        }
        match (self.rows.find(value), self.otherwise) {
            (Found::Row(Some(to)), _) | (Found::Nothing, Otherwise::Number(to)) => to,
            (Found::Row(None), _) | (Found::Nothing, Otherwise::Unsaid | Otherwise::Missing) => f64::NAN,
        }
    }
}

impl TableGroup {
    fn rows_as_written(&self) -> Vec<String> {
        let found = |to: Option<f64>| to.map_or("missing".to_owned(), |to| to.to_string());
        let mut rows: Vec<String> = match &self.rows {
            Rows::Exact(rows) => rows.iter().map(|(from, to)| format!("{from} -> {}", found(*to))).collect(),
            Rows::Steps(steps) => {
                let word = |step: &TableStep| if step.belongs { "from" } else { "above" };
                steps.iter().map(|step| format!("{} {} -> {}", word(step), step.from, found(step.to))).collect()
            }
            Rows::Line(rows) => rows.iter().map(|(from, to)| format!("{from} -> {to}")).collect(),
        };
        rows.extend(match self.otherwise {
            Otherwise::Unsaid => None,
            Otherwise::Missing => Some("otherwise -> missing".to_owned()),
            Otherwise::Number(number) => Some(format!("otherwise -> {number}")),
        });
        rows
    }

    /// Every number that is found for values in a range; nothing where there is none.
    pub fn range(&self, range: Range) -> Option<Range> {
        let (numbers, _) = self.rows.outcomes(range);
        let otherwise = match self.otherwise {
            Otherwise::Number(number) => Some(Range::constant(number)),
            Otherwise::Unsaid | Otherwise::Missing => None,
        };
        numbers.into_iter().chain(otherwise).reduce(Range::or)
    }
}

impl Table {
    /// Its statement as the language writes it, on one line.
    pub fn statement(&self) -> String {
        let is_line = self.groups.iter().any(|group| matches!(group.rows, Rows::Line(_)));
        let interpolated = if is_line { " interpolated" } else { "" };
        let group = |group: &TableGroup| {
            let rows = group.rows_as_written().join(" ");
            if group.keys.is_empty() { rows } else { format!("{} {{ {rows} }}", group.keys) }
        };
        let groups: Vec<String> = self.groups.iter().map(group).collect();
        let by = if self.by.is_empty() { String::new() } else { format!(" by {}", self.by.join(", ")) };
        format!("table {}{interpolated}{by} {{ {} }}", self.name, groups.join(" "))
    }

    /// Whether it has the rows of another table, in groups at the same positions.
    pub fn has_rows_of(&self, other: &Self) -> bool {
        let rows = |table: &Self| table.groups.iter().map(|group| (group.rows.clone(), group.otherwise)).collect::<Vec<_>>();
        rows(self) == rows(other)
    }

    /// Whether all numbers in it are whole, and no others are found.
    pub fn is_whole(&self) -> bool {
        let whole = |to: &f64| to.fract() == 0.0;
        self.groups.iter().all(|group| {
            let rows = match &group.rows {
                Rows::Exact(rows) => rows.iter().filter_map(|(_, to)| to.as_ref()).all(whole),
                Rows::Steps(steps) => steps.iter().filter_map(|step| step.to.as_ref()).all(whole),
                Rows::Line(_) => false,
            };
            rows && match &group.otherwise {
                Otherwise::Number(number) => whole(number),
                Otherwise::Unsaid | Otherwise::Missing => true,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rows: Rows, value: f64) -> f64 {
        TableGroup { keys: String::new(), rows, otherwise: Otherwise::Unsaid }.look_up(value)
    }

    #[test]
    fn steps_are_found_by_the_highest_bound_that_is_reached() {
        let step = |from, belongs, to| TableStep { from, belongs, to };
        let rows = || Rows::Steps(vec![step(0.0, true, Some(10.0)), step(3.0, true, None), step(6.0, false, Some(35.5))]);
        assert_eq!(found(rows(), 0.0), 10.0);
        assert_eq!(found(rows(), 2.9), 10.0);
        assert!(found(rows(), 3.0).is_nan() && found(rows(), 6.0).is_nan() && found(rows(), -1.0).is_nan());
        assert_eq!(found(rows(), 6.1), 35.5);
        assert!(found(rows(), 2.999_999_999_9).is_nan(), "rounding reaches a bound");
        assert!(found(rows(), 6.000_000_000_1).is_nan(), "and does not lead beyond one");
        assert_eq!(rows().outcomes(Range::whole(0.0, 9.0)), (Some(Range::between(10.0, 35.5)), true));
        assert!(!rows().outcomes(Range::whole(7.0, 9.0)).1);
    }

    #[test]
    fn lines_lead_from_row_to_row_and_no_further() {
        let rows = || Rows::Line(vec![(0.0, 0.0), (4.0, 10.0), (12.0, 50.0)]);
        assert_eq!([0.0, 1.0, 4.0, 7.0, 12.0].map(|value| found(rows(), value)), [0.0, 2.5, 10.0, 25.0, 50.0]);
        assert!(found(rows(), -0.1).is_nan() && found(rows(), 12.1).is_nan());
        assert_eq!(found(rows(), 12.000_000_000_1), 50.0);
        assert_eq!(rows().outcomes(Range::between(1.0, 2.0)).0, Some(Range::between(2.5, 5.0)));
    }
}
