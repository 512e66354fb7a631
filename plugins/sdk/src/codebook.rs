use serde::Serialize;

use crate::column::{Column, ColumnKind};
use crate::measure::{Answers, Item, Labelled, Measure, Point};
use crate::role::Role;

/// What a column of the rows is, and what its values mean, in words: a line of a codebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodebookLine {
    /// The name of the column.
    pub column: String,
    /// What people call it, in the language of the measure's texts.
    pub label: String,
    /// What it is, by the word of its [`Role`].
    pub what: &'static str,
    /// What its values are.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What the values can be, and what they mean.
    pub values: String,
    /// The key of a score, as the measure writes it.
    pub key: String,
}

impl CodebookLine {
    /// What the cells of a line are called.
    pub const HEAD: [&'static str; 6] = ["column", "label", "what", "type", "values", "key"];

    /// A line for each column.
    pub fn all(measure: &Measure, columns: &[Column]) -> Vec<Self> {
        columns.iter().map(|column| Self::of(measure, column)).collect()
    }

    /// The cells, as [`CodebookLine::HEAD`] calls them.
    pub fn cells(&self) -> [&str; 6] {
        [&self.column, &self.label, self.what, self.kind, &self.values, &self.key]
    }

    fn of(measure: &Measure, column: &Column) -> Self {
        Self {
            column: column.name.clone(),
            label: label(measure, column),
            what: column.role.word(),
            kind: kind(column.kind),
            values: values(measure, column),
            key: measure.score(&column.name).map_or(String::new(), |score| score.key.clone()),
        }
    }
}

fn label(measure: &Measure, column: &Column) -> String {
    let found = match column.role {
        Role::Score => measure.score(&column.name).map(|score| score.label.clone()),
        Role::Alert => measure.alerts.iter().find(|alert| alert.name == column.name).map(|alert| alert.label.clone()),
        Role::Item => measure.item(&column.name).map(|item| item.text().to_owned()),
        Role::Case | Role::Band | Role::Count | Role::Norm => None,
        Role::Known | Role::MissingReason | Role::Kept | Role::Source => None,
    };
    found.filter(|text| !text.is_empty()).unwrap_or_else(|| column.label.clone())
}

fn kind(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Number => "number",
        ColumnKind::Count => "count",
        ColumnKind::Truth => "true or false",
        ColumnKind::Date => "date",
    }
}

fn values(measure: &Measure, column: &Column) -> String {
    match column.role {
        Role::Score => measure.score(&column.name).map_or(String::new(), |score| format!("{} to {}", score.min, score.max)),
        Role::Band => of_band(measure, &column.name),
        Role::Item => measure.item(&column.name).map_or(String::new(), |item| of_item(item, column.kind)),
        Role::Case if column.name == "informant" => meanings(&measure.informants),
        Role::MissingReason => {
            "unanswered; none = the visible non-answer; not asked; not valid; declared missing; blank where it is answered"
                .to_owned()
        }
        Role::Source => column.constant.clone().unwrap_or_default(),
        Role::Case | Role::Alert | Role::Count | Role::Norm | Role::Known | Role::Kept => String::new(),
    }
}

fn meanings(words: &[Labelled]) -> String {
    words.iter().map(|word| format!("{} = {}", word.name, word.label)).collect::<Vec<_>>().join("; ")
}

fn of_band(measure: &Measure, name: &str) -> String {
    if let Some(category) = measure.categories.iter().find(|category| category.name == name) {
        return meanings(&category.words);
    }
    let bands = measure.bands.iter().filter(|bands| bands.name == name).flat_map(|bands| &bands.bands);
    let bound = |is_above: bool| if is_above { "above" } else { "from" };
    let told = bands.map(|band| format!("{} = {}, {} {}", band.name, band.label, bound(band.above), band.from));
    told.collect::<Vec<_>>().join("; ")
}

/// What an answer is: as a file of answers has it where the column holds texts, else as a number.
fn of_item(item: &Item, kind: ColumnKind) -> String {
    let is_written = kind == ColumnKind::Text;
    match &item.answers {
        Answers::Points { points, .. } => {
            let point = |point: &Point| {
                let code = if is_written { point.code() } else { point.value.to_string() };
                if point.label.is_empty() { code } else { format!("{code} = {}", point.label) }
            };
            let mut told: Vec<String> = points.iter().map(point).collect();
            told.extend(item.none.as_ref().filter(|_| is_written).map(|none| format!("none = {none}")));
            told.join("; ")
        }
        Answers::Line { min, max, step } => format!("{min} to {max} in steps of {step}"),
        Answers::Whole { min, max } => format!("a whole number from {min} to {max}"),
        Answers::Decimal { min, max } => format!("a number from {min} to {max}"),
        Answers::Text => if is_written { "a text" } else { "how many characters the text has" }.to_owned(),
        Answers::Date => if is_written { "a date, as 2026-11-24" } else { "days since 1970-01-01" }.to_owned(),
        Answers::Time => if is_written { "a time of day, as 23:30" } else { "minutes since midnight" }.to_owned(),
        Answers::Choices { choices } if is_written => {
            format!("any of these, with `;` between them, and `;` alone where none was chosen: {}", meanings(choices))
        }
        Answers::Choices { choices } => {
            let bits = choices.iter().enumerate().map(|(at, choice)| format!("{} = {}", 1_u64 << at, choice.label));
            format!("the sum of those chosen: {}", bits.collect::<Vec<_>>().join("; "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ColumnKind, of_item};
    use crate::measure::{Answers, Item, Labelled, Point};

    #[test]
    fn an_answer_is_told_as_the_column_holds_it() {
        let point = |value: f64, label: &str| Point { value, word: String::new(), label: label.to_owned() };
        let points = Answers::Points { scale: "s".to_owned(), points: vec![point(0.0, "No"), point(1.0, "")] };
        let scale = Item { answers: points, none: Some("Not for me".to_owned()), ..Item::default() };
        assert_eq!(of_item(&scale, ColumnKind::Number), "0 = No; 1");
        assert_eq!(of_item(&scale, ColumnKind::Text), "0 = No; 1; none = Not for me");
        let choice = |name: &str, label: &str| Labelled { name: name.to_owned(), label: label.to_owned() };
        let set = Item { answers: Answers::Choices { choices: vec![choice("a", "A"), choice("b", "B")] }, ..Item::default() };
        assert_eq!(of_item(&set, ColumnKind::Number), "the sum of those chosen: 1 = A; 2 = B");
        assert!(of_item(&set, ColumnKind::Text).ends_with("a = A; b = B"));
    }
}
