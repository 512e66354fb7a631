use super::super::expression::{Expr, foreign};
use super::super::figure;
use crate::instrument::Comparator;

/// What a constraint of a form says that a kind of a measure says too.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Limits {
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    /// Letters of a text.
    pub(super) letters: Option<f64>,
    /// Whether it says more than that.
    pub(super) says_more: bool,
}

impl Limits {
    /// Out of a constraint: only what is said of the answer itself, and of it alone, is a limit.
    pub(super) fn of(constraint: &str, is_whole: bool) -> Self {
        let mut limits = Self::default();
        if constraint.is_empty() {
            return limits;
        }
        let Ok(expr) = foreign(constraint) else { return Self { says_more: true, ..limits } };
        for part in expr.parts() {
            if limits.take(part, is_whole).is_none() {
                limits.says_more = true;
            }
        }
        limits
    }

    fn take(&mut self, part: &Expr, is_whole: bool) -> Option<()> {
        let Expr::Compared(comparator, left, right) = part else { return None };
        let (of, comparator, bound) = match (number(left), number(right)) {
            (None, Some(bound)) => (left, *comparator, bound),
            (Some(bound), None) => (right, comparator.mirrored(), bound),
            (Some(_), Some(_)) | (None, None) => return None,
        };
        let is_length = **of == Expr::Call("string-length".to_owned(), vec![Expr::This]);
        if !is_length && **of != Expr::This {
            return None;
        }
        let counts = is_whole || is_length;
        let (low, high) = match comparator {
            Comparator::AtLeast => (Some(if counts { bound.ceil() } else { bound }), None),
            Comparator::Above if counts => (Some(bound.floor() + 1.0), None),
            Comparator::AtMost => (None, Some(if counts { bound.floor() } else { bound })),
            Comparator::Below if counts => (None, Some(bound.ceil() - 1.0)),
            Comparator::Below | Comparator::Above | Comparator::Equal | Comparator::Unequal => return None,
        };
        match (is_length, low, high) {
            (true, None, Some(high)) => self.letters = Some(self.letters.map_or(high, |before| before.min(high))),
            (true, ..) => return None,
            (false, Some(low), _) => self.low = Some(self.low.map_or(low, |before| before.max(low))),
            (false, None, high) => self.high = high.map(|high| self.high.map_or(high, |before| before.min(high))),
        }
        Some(())
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "any other expression is no bound")]
fn number(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::Number(number) => figure(number),
        Expr::Negative(inner) => Some(-number(inner)?),
        _ => None,
    }
}

/// What a question is told beside its type: `start=0 end=10 step=1`, with blanks, commas or semicolons between.
fn parameter(parameters: &str, key: &str) -> Option<String> {
    let spaced = parameters.replace([';', ','], " ").replace(" =", "=").replace("= ", "=").to_ascii_lowercase();
    spaced.split_whitespace().find_map(|part| Some(part.strip_prefix(key)?.strip_prefix('=')?.to_owned()))
}

/// Ends and step of a line, and whether it runs downwards (`start=10 end=0 step=-1`): then it has the same places.
pub(super) fn line_of(parameters: &str) -> ((f64, f64, f64), bool) {
    let number = |key: &str| parameter(parameters, key).and_then(|text| figure(&text));
    let (start, end) = (number("start").unwrap_or(0.0), number("end").unwrap_or(10.0));
    ((start.min(end), start.max(end), number("step").unwrap_or(1.0).abs()), start > end)
}

/// Whether choices come in an order that is drawn.
pub(super) fn is_random(parameters: &str) -> bool {
    parameter(parameters, "randomize").is_some_and(|said| said == "true")
}

#[cfg(test)]
mod tests {
    use super::{Limits, line_of};

    #[test]
    fn limits_of_whole_numbers_are_the_first_and_the_last_that_fit() {
        for (constraint, low, high) in [
            (". > 0.5 and . < 10.5", 1.0, 10.0),
            (". >= 0.5 and . <= 3.5", 1.0, 3.0),
            (". > 0 and . < 4", 1.0, 3.0),
            (". > -1.5 and . < -0.5", -1.0, -1.0),
        ] {
            let limits = Limits::of(constraint, true);
            assert_eq!((limits.low, limits.high, limits.says_more), (Some(low), Some(high), false), "{constraint}");
        }
        let limits = Limits::of(". >= 0.5 and . <= 3.5", false);
        assert_eq!((limits.low, limits.high), (Some(0.5), Some(3.5)));
    }

    #[test]
    fn a_line_that_runs_downwards_has_the_places_of_one_that_runs_upwards() {
        assert_eq!(line_of("start=10 end=0 step=-1"), ((0.0, 10.0, 1.0), true));
        assert_eq!(line_of("start = 1; end = 7; step = 2"), ((1.0, 7.0, 2.0), false));
    }
}
