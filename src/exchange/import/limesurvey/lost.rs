//! What a structure says that no measure does.

use super::super::losses::{
    ALL_RANKED, ALL_ROWS, COMMENTS, FEW_OR_MANY, NO_DRAW, NO_ORDER, NO_PATTERN, NO_TIME_LIMIT, NOT_FILLED_IN, computed_only_when,
};
use super::super::shown::Marks;
use super::reader::{Question, Reader};
use super::rows::Row;

/// Columns of what no item of a measure has, and what became of it.
const LOST: [(&str, &str); 18] = [
    ("default", NOT_FILLED_IN),
    ("validation", NO_PATTERN),
    ("numbers_only", NO_PATTERN),
    ("em_validation_q", "answers are not held to what they are validated by; left out"),
    ("min_answers", FEW_OR_MANY),
    ("max_answers", FEW_OR_MANY),
    ("array_filter", ALL_ROWS),
    ("array_filter_exclude", ALL_ROWS),
    ("equals_num_value", SUMS),
    ("min_num_value", SUMS),
    ("max_num_value", SUMS),
    ("date_min", "limits of dates were left out"),
    ("date_max", "limits of dates were left out"),
    ("answer_order", NO_ORDER),
    ("subquestion_order", NO_ORDER),
    ("random_order", NO_ORDER),
    ("alphasort", NO_ORDER),
    ("time_limit", NO_TIME_LIMIT),
];
const SUMS: &str = "what numbers add up to is not limited; left out";

/// Rows of what no measure has, by their class, and what became of it.
pub(super) const LOST_ROWS: [(&str, &str); 5] = [
    ("QTA", "quotas were left out"),
    ("QTALS", "quotas were left out"),
    ("QTAM", "quotas were left out"),
    ("AS", "rules that assess scores were left out"),
    ("C", "conditions in rows of their own were left out, so what they are of is asked without them"),
];

/// The marks around a field whose answer is shown: `{b.shown}`.
pub(super) const MARKS: Marks<'static> = Marks {
    open: "{",
    close: '}',
    field: |inner| inner.trim().trim_end_matches(".shown"),
    shows: &|inner| inner.starts_with(|first: char| !first.is_whitespace()),
};

/// Whether a setting is another than the one that stands where none is made.
fn is_set(text: &str) -> bool {
    !["", "0", "N", "normal"].contains(&text)
}

impl Reader<'_> {
    pub(super) fn lost(&mut self, row: &Row) {
        let name = row.name();
        for (column, cause) in LOST.into_iter().filter(|(column, _)| is_set(row.get(column))) {
            // Our own structures carry what is validated.
            let is_carried = self.is_ours && ["validation", "em_validation_q"].contains(&column);
            let is_of_ranks = row.get("type/scale") == "R" && ["min_answers", "max_answers"].contains(&column);
            if !is_carried {
                self.sketch.losses.of(name, if is_of_ranks { ALL_RANKED } else { cause }, "");
            }
        }
        if row.get("other") == "Y" {
            self.sketch.losses.of(name, "an answer of one's own beside a list was left out", "ask for it in an item of its own");
        }
        if ["O", "P"].contains(&row.get("type/scale")) {
            self.sketch.losses.of(name, COMMENTS, "ask for it in an item of its own");
        }
    }

    /// The condition of an equation: a score is computed without any.
    pub(super) fn lost_relevance(&mut self, row: &Row) {
        let own = row.get("relevance").trim();
        let of_group = self.group.map(|at| self.conditions[at].written.clone());
        let written = if ["", "1"].contains(&own) { of_group } else { Some(own.to_owned()) };
        if let Some(written) = written {
            self.sketch.losses.of(row.name(), computed_only_when(&written), "");
        }
    }

    /// A page all of whose questions change places is in random order; where only some do, that is said.
    pub(super) fn take_order(&mut self, questions: &[(String, String)]) {
        let is_random = |group: &String| questions.iter().all(|(_, of)| of == group);
        match questions.first().map(|(_, group)| group).filter(|group| !group.is_empty()) {
            Some(group) if is_random(group) && !self.sketch.page().title.iter().all(String::is_empty) => {
                self.sketch.page().is_random = true;
            }
            Some(_) | None => {
                for (name, _) in questions.iter().filter(|(_, group)| !group.is_empty()) {
                    self.sketch.losses.of(name, NO_DRAW, "a page can be `in random order`, with all that stands on it");
                }
            }
        }
    }

    /// A question with what stands before the field that it is answered in, and behind it: a unit.
    pub(super) fn with_unit(&self, question: &Question<'_>, text: Vec<String>) -> Vec<String> {
        let [before, behind] = ["prefix", "suffix"].map(|column| self.texts(question.path, question.row, column));
        let of = |ends: &[String], at: usize| ends.get(at).map_or(String::new(), |end| end.trim().to_owned());
        let with = |(at, text): (usize, String)| {
            let units = [of(&before, at), of(&behind, at)];
            let told: Vec<&str> = units.iter().map(String::as_str).filter(|unit| !unit.is_empty()).collect();
            if text.is_empty() || told.is_empty() { text } else { format!("{text} ({})", told.join(" … ")) }
        };
        text.into_iter().enumerate().map(with).collect()
    }
}
