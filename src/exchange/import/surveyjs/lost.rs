//! What a model says that no measure does.

use serde_json::Value as Json;

use super::super::expression::foreign;
use super::super::losses::{ALL_CHOICES, ALL_ROWS, COMMENTS, FEW_OR_MANY, NO_ORDER, NO_PATTERN, NOT_FILLED_IN, ROWS_ALIKE};
use super::super::options::Choice;
use super::super::shown::Marks;
use super::super::sketch::ConstraintSketch;
use super::elements::texts;
use super::reader::Reader;

/// Properties of what no item of a measure has, and what became of it.
const LOST: [(&str, &str); 22] = [
    ("defaultValue", NOT_FILLED_IN),
    ("defaultValueExpression", NOT_FILLED_IN),
    ("requiredIf", "questions are required under a condition; they are optional now"),
    ("enableIf", "questions can be answered under a condition, and can be always now"),
    ("choicesByUrl", "choices that come from elsewhere were left out"),
    ("choicesVisibleIf", ALL_CHOICES),
    ("choicesEnableIf", ALL_CHOICES),
    ("rowsVisibleIf", ALL_ROWS),
    ("columnsVisibleIf", ALL_ROWS),
    ("eachRowUnique", ROWS_ALIKE),
    ("showCommentArea", COMMENTS),
    ("hasComment", COMMENTS),
    ("minSelectedChoices", FEW_OR_MANY),
    ("maxSelectedChoices", FEW_OR_MANY),
    ("setValueExpression", "what is computed when another answer changes is not; left out"),
    ("resetValueIf", "answers are taken back under a condition, and stay now"),
    ("choicesOrder", NO_ORDER),
    ("maskType", NO_PATTERN),
    ("minValueExpression", MOVING_LIMITS),
    ("maxValueExpression", MOVING_LIMITS),
    ("rowOrder", NO_ORDER),
    ("rowsOrder", NO_ORDER),
];

/// What becomes of limits that depend on other answers.
const MOVING_LIMITS: &str = "limits depend on other answers in the form; left out";

/// Properties of a survey that say what is shown around its questions.
pub(super) const AROUND: [&str; 5] =
    ["completedHtml", "completedHtmlOnCondition", "completedBeforeHtml", "loadingHtml", "navigateToUrl"];

/// Properties of a survey, or a page, that say how long there is to answer.
pub(super) const TIMED: [&str; 5] =
    ["maxTimeToFinish", "maxTimeToFinishPage", "timeLimit", "timeLimitPerPage", "maxTimeToFinishQuestion"];

/// Whether a property says how long there is to answer.
pub(super) fn is_timed(json: &Json, key: &str) -> bool {
    json[key].as_f64().is_some_and(|seconds| seconds > 0.0)
}

/// The marks around a field whose answer is shown.
pub(super) const MARKS: Marks<'static> = Marks {
    open: "{",
    close: '}',
    field: str::trim,
    shows: &|inner| {
        let inner = inner.trim();
        inner.starts_with(|first: char| first.is_alphabetic() || first == '_') && !inner.contains(char::is_whitespace)
    },
};

/// Answers that a list has beside its choices: the properties that say so, the value, the property with its words, and
/// the words where it has none. See `settings.noneItemValue` and those beside it in `survey-core`.
const BESIDE: [([&str; 2], &str, &str, &str); 3] = [
    (["showNoneItem", "hasNone"], "none", "noneText", "None"),
    (["showRefuseItem", "showRefuseItem"], "refused", "refuseText", "Refuse to answer"),
    (["showDontKnowItem", "showDontKnowItem"], "dontknow", "dontKnowText", "Don't know"),
];

/// The answers that a list has beside its choices. Each excludes all others.
pub(super) fn beside_choices(json: &Json, languages: &[String]) -> Vec<Choice> {
    let is_there = |properties: [&str; 2]| properties.iter().any(|property| json[*property] == true);
    let there = BESIDE.into_iter().filter(|(properties, ..)| is_there(*properties));
    let choice = |(_, value, words, otherwise): ([&str; 2], &str, &str, &str)| {
        let label = texts(&json[words], languages);
        let label = if label.is_empty() { vec![otherwise.to_owned(); languages.len()] } else { label };
        Choice { code: value.to_owned(), label, weight: None }
    };
    there.map(choice).collect()
}

impl Reader {
    /// What properties say that no item has.
    pub(super) fn lost_properties(&mut self, json: &Json, name: &str) {
        let is_there = |key: &str| {
            !json[key].is_null() && !["", "none", "initial"].iter().any(|unset| json[key] == *unset) && json[key] != false
        };
        for (_, cause) in LOST.into_iter().filter(|(key, _)| is_there(key)) {
            self.sketch.losses.of(name, cause, "");
        }
        let mut choices = ["choices", "columns"].into_iter().filter_map(|key| json[key].as_array()).flatten();
        let is_conditional = |choice: &Json| ["visibleIf", "enableIf"].iter().any(|key| choice[*key].is_string());
        if choices.any(is_conditional) {
            self.sketch.losses.of(name, ALL_CHOICES, "");
        }
        // Our own models carry what they refuse.
        let validators = json["validators"].as_array().into_iter().flatten().filter(|_| !self.is_ours);
        for validator in validators.filter(|validator| validator["type"] != "numeric") {
            match validator["expression"].as_str().filter(|_| validator["type"] == "expression") {
                Some(written) => self.constraints.push(ConstraintSketch {
                    name: name.to_owned(),
                    written: written.to_owned(),
                    sentence: texts(&validator["text"], &self.sketch.languages),
                    expr: foreign(written),
                }),
                None => self.sketch.losses.of(name, "constraints were left out", ""),
            }
        }
    }

    /// Says that texts beside the questions show answers.
    pub(super) fn tell_shown(&mut self, name: &str, texts: &[String]) {
        if !self.is_ours {
            self.sketch.tell_answers_shown(name, texts, &MARKS);
        }
    }
}
