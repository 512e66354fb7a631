use std::collections::HashSet;

use super::draft::Draft;
use super::expressions::Reading;
use super::known::folded;
use super::truth::Truth;
use crate::instrument::{Band, Bands, BandsRule, Case, Condition};
use crate::source::{Severity, codes};
use crate::syntax::limits;
use crate::syntax::tree::{self, CategoryCase, CategoryRule, Word};

impl Draft<'_> {
    /// Checks a category: each entry can be reached, and every answer leads to one of them.
    pub(super) fn category(&mut self, category: &tree::Category) -> Option<Bands> {
        match &category.rule {
            CategoryRule::Cases(written) => self.category_of_cases(&category.name, written),
            CategoryRule::Highest(highest) => self.category_of_highest(&category.name, highest),
        }
    }

    fn category_of_cases(&mut self, name: &Word, written: &[CategoryCase]) -> Option<Bands> {
        self.check_entries(name, written);
        let mut bands: Vec<Band> = Vec::new();
        let mut cases: Vec<Case> = Vec::new();
        let mut is_sound = true;
        // An entry counts only where all before it fail.
        let assumed = self.assumed.len();
        for case in written.iter().take(limits::CASES) {
            let word = case.word.as_ref().map(|(word, label)| {
                bands.push(Band { name: word.text.clone(), label: self.full(label) });
                bands.len() - 1
            });
            let (when, key) = match &case.when {
                None => (None, String::new()),
                Some(when) => match self.entry_condition(when, Reading::Scoring { guarded: true }) {
                    Some(condition) => {
                        self.assume(&condition, false, true);
                        (Some(condition), self.as_written(when.span))
                    }
                    None => {
                        is_sound = false;
                        continue;
                    }
                },
            };
            cases.push(Case { word, when, key });
        }
        self.assumed.truncate(assumed);
        if bands.is_empty() || !is_sound || written.len() > limits::CASES {
            return None;
        }
        self.check_reached(name, written, &cases);
        Some(Bands { name: name.text.clone(), rule: BandsRule::Cases(cases), bands })
    }

    fn check_entries(&mut self, name: &Word, written: &[CategoryCase]) {
        let mut seen = HashSet::new();
        for (word, _) in written.iter().filter_map(|case| case.word.as_ref()) {
            if !seen.insert(word.text.as_str()) {
                let message = format!("`{}` stands in this category twice", word.text);
                let help = "join its conditions by `or`".to_owned();
                self.report(&codes::DEFINED_TWICE, word.span, message, help);
            }
        }
        let mut labels = HashSet::new();
        for (_, label) in written.iter().filter_map(|case| case.word.as_ref()) {
            let folded = folded(&label.value);
            if !folded.is_empty() && !labels.insert(folded) {
                let help = "give one of the two another label: whoever reads a result cannot tell which of them it is".to_owned();
                let message = "another entry is called the same";
                self.report_as(Severity::Warning, &codes::CALLED_ALIKE, label.span, message, help);
            }
        }
        if let Some(one_too_many) = written.get(limits::CASES) {
            let message = format!("a category may have {} entries", limits::CASES);
            self.report(&codes::TOO_MANY, one_too_many.span, message, None);
        }
        if seen.is_empty() && self.unreadable.is_empty() {
            let help = "write `NAME \"label\" when CONDITION`".to_owned();
            self.report(&codes::CATEGORY_LEAVES_OPEN, name.span, "this category has no entry with a name", help);
        }
    }

    /// An entry that nothing can reach is a slip, and so is a list that ends before every answer has found its entry.
    fn check_reached(&mut self, name: &Word, entries: &[CategoryCase], cases: &[Case]) {
        // That one of those before holds; nothing before the first.
        let mut before: Option<Condition> = None;
        let mut is_closed = false;
        for (case, written) in cases.iter().zip(entries) {
            let is_reached = !is_closed && self.is_left(before.as_ref(), case.when.as_ref());
            if !is_reached {
                let why = match case.when {
                    Some(_) if !is_closed => "wherever it would hold, an entry before it does",
                    Some(_) | None => "the entries before it hold for every answer",
                };
                let message = format!("{} can never be reached: {why}", entry(written));
                self.report(
                    &codes::CATEGORY_NEVER_REACHED,
                    written.span,
                    message,
                    "delete it, or put it to the front".to_owned(),
                );
                return;
            }
            match &case.when {
                None => is_closed = true,
                Some(when) => {
                    before = Some(match before {
                        None => when.clone(),
                        Some(before) => Condition::Or(Box::new(before), Box::new(when.clone())),
                    });
                }
            }
        }
        if !is_closed && self.is_left(before.as_ref(), None) && self.unreadable.is_empty() {
            let message = format!("nothing says what `{}` is where no entry of it holds", name.text);
            let help = "end it with `NAME \"label\" otherwise`, or `missing otherwise`".to_owned();
            self.report(&codes::CATEGORY_LEAVES_OPEN, name.span, message, help);
        }
    }

    /// Whether a condition, or anything where there is none, can be met where another fails; as far as can be proved.
    fn is_left(&self, before: Option<&Condition>, when: Option<&Condition>) -> bool {
        let fails = before.map(|before| Condition::Not(Box::new(before.clone())));
        let meets = match (fails, when) {
            (Some(fails), Some(when)) => Condition::And(Box::new(fails), Box::new(when.clone())),
            (Some(fails), None) => fails,
            // A condition that never holds by itself was reported already.
            (None, _) => return true,
        };
        self.truth(&meets, &[]) != Truth::Never
    }
}

fn entry(case: &CategoryCase) -> String {
    case.word.as_ref().map_or("this entry".to_owned(), |(word, _)| format!("`{}`", word.text))
}
