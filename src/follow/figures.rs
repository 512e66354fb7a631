use std::cmp::Ordering;

use super::change::Change;
use super::view::{CaseView, Gap, Thread};
use crate::instrument::{NumericExpr, rounding};
use crate::phrases::Phrases;

/// Decimals that are written at the most, where fewer would not show what is said of a number.
const MOST_DECIMALS: u32 = 6;

/// A fall that is more than so many points, and from where to where, in digits of which each follows from the others.
pub(super) struct WrittenFall {
    pub from: String,
    pub to: String,
    pub by: String,
}

impl Thread {
    /// A number on the range of the score as people read it: whole numbers as such, else one decimal, and two where the
    /// range is narrow.
    pub fn written(&self, number: f64, phrases: &Phrases) -> String {
        written(number, self.decimals(), phrases)
    }

    /// The same of a value, or a dash.
    pub fn figure(&self, value: Option<f64>, phrases: &Phrases) -> String {
        value.map_or_else(|| "–".to_owned(), |value| self.written(value, phrases))
    }

    /// How far it is from one number to another, as [`Thread::written`] writes both: whoever subtracts one figure from
    /// the other finds this one.
    pub fn written_distance(&self, from: f64, to: f64, phrases: &Phrases) -> String {
        self.written(difference(from, to, self.decimals()).abs(), phrases)
    }

    /// The same with the sign of a change.
    pub fn written_difference(&self, from: f64, to: f64, phrases: &Phrases) -> String {
        let way = rounding::order(difference(from, to, self.decimals()), 0.0);
        signed(way, self.written_distance(from, to, phrases))
    }

    /// A change of the score, with its sign.
    pub fn written_change(&self, change: &Change, phrases: &Phrases) -> String {
        signed(self.moved(change), self.written_distance(change.from, change.to, phrases))
    }

    /// Which way the score moved: nowhere where the figures do not show it, unless it moved beyond measurement error.
    pub fn moved(&self, change: &Change) -> Ordering {
        match rounding::order(difference(change.from, change.to, self.decimals()), 0.0) {
            Ordering::Equal if change.verdict.is_reliable() => rounding::order(change.to, change.from),
            way @ (Ordering::Less | Ordering::Equal | Ordering::Greater) => way,
        }
    }

    /// Whether a change is reliable, in words that agree with its figure.
    pub fn change_words(&self, change: &Change, phrases: &Phrases) -> String {
        match (self.moved(change), change.outcome()) {
            (Ordering::Equal, Some(outcome)) => format!("{}: {}", outcome.words(phrases), phrases.say("unchanged")),
            (Ordering::Equal, None) => phrases.say("unchanged"),
            (Ordering::Less | Ordering::Greater, _) => change.words(phrases),
        }
    }

    /// A fall of more than so many points in the fewest decimals, from the usual ones on, that show it to be more.
    pub(super) fn written_fall(&self, from: f64, to: f64, points: f64, phrases: &Phrases) -> WrittenFall {
        let shows = |decimals: &u32| rounding::above(difference(to, from, *decimals), points);
        let decimals = (self.decimals()..=MOST_DECIMALS).find(shows).unwrap_or(MOST_DECIMALS);
        let [from_written, to_written] = [from, to].map(|number| written(number, decimals, phrases));
        WrittenFall { from: from_written, to: to_written, by: written(difference(to, from, decimals), decimals, phrases) }
    }

    fn decimals(&self) -> u32 {
        let width = self.range.1 - self.range.0;
        match (self.is_whole, width <= 2.0) {
            (true, _) => 0,
            (false, true) => 2,
            (false, false) => 1,
        }
    }
}

impl CaseView {
    /// The line of the first of two who part, in whose digits both values and the difference are written.
    pub fn thread_of(&self, gap: &Gap) -> Option<&Thread> {
        self.threads.iter().find(|thread| thread.label == gap.score && thread.informant == gap.first.0)
    }
}

fn difference(from: f64, to: f64, decimals: u32) -> f64 {
    NumericExpr::round_half_away(to, decimals) - NumericExpr::round_half_away(from, decimals)
}

fn written(number: f64, decimals: u32, phrases: &Phrases) -> String {
    let rounded = NumericExpr::round_half_away(number, decimals);
    // What is rounded to nothing has no sign.
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    phrases.written(&format!("{rounded:.places$}", places = decimals as usize))
}

fn signed(way: Ordering, by: String) -> String {
    match way {
        Ordering::Less => format!("−{by}"),
        Ordering::Greater => format!("+{by}"),
        Ordering::Equal => by,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn thread(range: (f64, f64)) -> Thread {
        Thread {
            informant: "client".to_owned(),
            score: "s".to_owned(),
            label: "S".to_owned(),
            range,
            values: vec![],
            dates: vec![],
            is_whole: false,
            cut_off: None,
            band: None,
            since_first: None,
            since_last: None,
            since_best: None,
        }
    }

    fn read(text: &str) -> f64 {
        text.replace('−', "-").parse().unwrap_or(f64::NAN)
    }

    #[test]
    fn a_difference_is_that_of_the_figures() {
        let (of_five, english) = (thread((1.0, 5.0)), Phrases::english());
        // 3.85 is written 3.9 and 2.3467 is written 2.3; they are 1.5033 apart.
        assert_eq!(of_five.written(3.85, &english), "3.9");
        assert_eq!(of_five.written(2.3467, &english), "2.3");
        assert_eq!(of_five.written_distance(2.3467, 3.85, &english), "1.6");
        assert_eq!(of_five.written_difference(3.85, 2.3467, &english), "−1.6");
        assert_eq!(of_five.written(-0.04, &english), "0.0");
        // A fall of 1.04 is more than 1, which one decimal does not show.
        let fall = of_five.written_fall(3.04, 2.0, 1.0, &english);
        assert_eq!([fall.from, fall.to, fall.by], ["3.04", "2.00", "1.04"]);
        let fall = of_five.written_fall(4.3333, 2.6667, 1.0, &english);
        assert_eq!([fall.from, fall.to, fall.by], ["4.3", "2.7", "1.6"]);
    }

    proptest! {
        /// Whoever subtracts one figure from another finds what is written between them; and a fall that is called more
        /// than a number of points is more than that as it is written.
        #[test]
        fn figures_subtract(from in 0.0..100.0, to in 0.0..100.0, width in 1.0..200.0, points in 0.0..5.0_f64) {
            let (thread, english) = (thread((0.0, width)), Phrases::english());
            let figures = read(&thread.written(to, &english)) - read(&thread.written(from, &english));
            let told = read(&thread.written_difference(from, to, &english));
            prop_assert!((figures - told).abs() < 1e-9, "{} and {}", figures, told);
            let points = (points * 100.0).round() / 100.0;
            if from - to > points + 1e-5 {
                let fall = thread.written_fall(from, to, points, &english);
                prop_assert!((read(&fall.from) - read(&fall.to) - read(&fall.by)).abs() < 1e-9);
                prop_assert!(read(&fall.by) > points, "{} is not more than {}", fall.by, points);
            }
        }
    }
}
