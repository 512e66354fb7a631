//! Days, and what lies between them.

#![expect(clippy::wildcard_enum_match_arm, reason = "an expression of any other form is no day")]

use super::meaning::Meaning;
use super::say::Said;
use super::{Expr, Field, Speaker, Unsaid};

/// The units of `datediff` in REDCap, and what makes them of days: a year has 365.2425 of them, and a month 30.44.
const UNITS: [(&str, &str); 6] =
    [("d", ""), ("y", "/ 365.2425"), ("M", "/ 30.44"), ("h", "* 24"), ("m", "* 1440"), ("s", "* 86400")];

/// The days from one day to another, below zero where that comes first: one of the two is missing, unless it is the same
/// day.
fn signed_days(from: &str, to: &str) -> String {
    format!("(sum of (days from {from} to {to}), (0 - (days from {to} to {from})) needs any, missing as 0)")
}

impl Speaker<'_> {
    /// The time between two days, whichever comes first, in units that all have one length; with a sign where the last
    /// argument asks for it.
    pub(super) fn days_apart(&self, dates: &[Expr]) -> Said {
        let [from, to, Expr::Text(unit), rest @ ..] = dates else { return Err(Unsaid::Function("datediff".to_owned())) };
        let (_, size) = UNITS.iter().find(|(theirs, _)| theirs == unit).ok_or_else(|| Unsaid::Unit(unit.clone()))?;
        let (from, to) = (self.day(from, "datediff")?, self.day(to, "datediff")?);
        let days = match rest.last() {
            Some(Expr::Truth(true)) => signed_days(&from, &to),
            // One of the two is missing, unless it is the same day.
            _ => format!("(max of (days from {from} to {to}), (days from {to} to {from}) needs any)"),
        };
        Ok(if size.is_empty() { days } else { format!("({days} {size})") })
    }

    /// A day less another one, as ODK and others say how many days lie between them.
    pub(super) fn days_between(&self, terms: &[(bool, Expr)]) -> Result<Option<String>, Unsaid> {
        let [(false, to), (true, from)] = terms else { return Ok(None) };
        // Elsewhere days that stand for themselves are texts.
        if self.meaning != Meaning::XPATH && !matches!((to, from), (Expr::Call(..), _) | (_, Expr::Call(..))) {
            return Ok(None);
        }
        let (Some(to), Some(from)) = (self.plain_day(to), self.plain_day(from)) else { return Ok(None) };
        Ok(Some(signed_days(&from, &to)))
    }

    /// A day that is looked at as the number that it is.
    fn plain_day(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Call(name, parts) => match (name.as_str(), &parts[..]) {
                ("today", []) => Some("date".to_owned()),
                ("date" | "decimal-date-time" | "number", [of]) => self.plain_day(of),
                _ => None,
            },
            Expr::Field(name, None) => match self.fields.get(name)? {
                Field::Date(name) => Some(name.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// A day that a function looks at.
    pub(super) fn day(&self, of: &Expr, function: &str) -> Said {
        match of {
            Expr::Text(today) if today == "today" => Ok("date".to_owned()),
            Expr::Field(name, None) => match self.field(name)? {
                Field::Date(name) => Ok(name.clone()),
                _ => Err(Unsaid::NoDate(name.clone())),
            },
            _ => Err(Unsaid::Function(function.to_owned())),
        }
    }
}
