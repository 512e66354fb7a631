//! Sets of choices with a column for each choice: which column is which. The name of a column says it where it holds
//! the choice; else the text beside it does, else the number in its name.

use super::by_texts::{listed, shortened};
use super::choice_numbers::ChoiceNumbers;
use super::columns::{Columns, Role, header};
use super::labels::{LanguageTexts, folded, wordings};
use super::mapping::{Mapping, choice_name};
use super::options::ReadOptions;
use crate::instrument::{Instrument, ItemIx, choices_in_limesurvey};
use crate::source::{Diagnostic, codes};

/// Names that are compared with the names of sets, each with each.
const MOST_COMPARED: usize = 1_000_000;

/// What was found of sets of choices.
#[derive(Default)]
pub(super) struct FoundSets {
    /// Which were taken, and of which nobody knows.
    pub diagnostics: Vec<Diagnostic>,
    /// Sets that have columns of which nobody knows which choices they are.
    pub doubtful: Vec<ItemIx>,
}

impl Columns {
    /// Gives sets of choices without a column the columns of their choices, one each, and says so. Where columns begin
    /// as a set is called, and nothing says which choices they are, that is said too.
    pub(super) fn take_sets(
        &mut self,
        instrument: &Instrument,
        mapping: &Mapping,
        options: &ReadOptions,
        languages: &[LanguageTexts],
    ) -> FoundSets {
        let present = self.present();
        let sets = instrument.items.keys().filter(|at| !present.contains(&Role::Item(*at)));
        let sets: Vec<Set> = sets.filter_map(|at| Set::of((instrument, at), mapping, languages)).collect();
        let mut found = FoundSets::default();
        // With very many names the search would take longer than the scoring.
        if self.names.len().saturating_mul(sets.len()) > MOST_COMPARED {
            return found;
        }
        let mut told = Vec::new();
        for set in sets {
            let columns = self.columns_of(&set, mapping, &options.texts);
            match columns {
                Fit::Nothing => {}
                Fit::Whole(columns) => {
                    let names = columns.iter().map(|column| format!("`{}`", shortened(&self.names[*column])));
                    told.push(format!("`{}` is {}", set.name, names.collect::<Vec<_>>().join(", ")));
                    for (choice, column) in columns.into_iter().enumerate() {
                        self.roles[column] = Role::Choice(set.item, choice);
                    }
                }
                Fit::InDoubt(columns) => {
                    found.doubtful.push(set.item);
                    let columns: Vec<&str> = columns.iter().map(|column| self.names[*column].as_str()).collect();
                    found.diagnostics.push(set.in_doubt(&columns, options));
                }
            }
        }
        let told = listed(&told, "a set of choices in a column each").map(|message| header(&codes::COLUMN_BY_TEXT, "", message));
        found.diagnostics.extend(told);
        found
    }

    fn columns_of(&self, set: &Set, mapping: &Mapping, texts: &[String]) -> Fit {
        let is_free = |(at, _): &(usize, &String)| self.roles[*at] == Role::Ignored;
        let parts = self.names.iter().enumerate().filter(is_free);
        let parts: Vec<Part> = parts.filter_map(|(at, name)| set.part((at, name), texts.get(at))).collect();
        let has_texts = parts.iter().any(|part| part.by_text.is_some());
        let choice_of = |part: &Part| part.by_name.or(if has_texts { part.by_text } else { part.by_number });
        let said = |choice: usize| {
            let column = mapping.column_of_choice(set.item, choice)?;
            self.names.iter().position(|name| name == column).filter(|at| self.roles[*at] == Role::Ignored)
        };
        let column = |choice: usize| {
            let mut fitting = parts.iter().filter(|part| choice_of(part) == Some(choice));
            let only = fitting.next().filter(|_| fitting.next().is_none()).map(|part| part.column);
            said(choice).or(only)
        };
        let columns: Vec<Option<usize>> = (0..set.labels.len()).map(column).collect();
        let is_taken = |part: &&Part| columns.contains(&Some(part.column));
        // A number of no choice beside numbers of choices shows that the form has others than the measure.
        let are_numbered = !has_texts && parts.iter().any(|part| is_taken(&part) && part.by_name.is_none());
        let is_other = |part: &Part| are_numbered && part.is_numbered && !is_taken(&part);
        match columns.iter().copied().collect::<Option<Vec<usize>>>() {
            Some(columns) if !parts.iter().any(is_other) => Fit::Whole(columns),
            _ => {
                let in_doubt = |part: &&Part| is_taken(part) || part.is_numbered || choice_of(part).is_some();
                let columns: Vec<usize> = parts.iter().filter(in_doubt).map(|part| part.column).collect();
                if columns.is_empty() { Fit::Nothing } else { Fit::InDoubt(columns) }
            }
        }
    }
}

/// What the columns of a file are to a set.
enum Fit {
    /// None is one of its choices.
    Nothing,
    /// A column for each of its choices, in their order.
    Whole(Vec<usize>),
    /// Columns that begin as it is called, and do not say of each choice which it is.
    InDoubt(Vec<usize>),
}

/// A column that begins as a set is called, and the choice that it says to be.
struct Part {
    column: usize,
    by_name: Option<usize>,
    by_text: Option<usize>,
    by_number: Option<usize>,
    is_numbered: bool,
}

/// A set of choices, and what its columns may be called.
struct Set {
    item: ItemIx,
    name: String,
    /// Names of its choices.
    choices: Vec<String>,
    /// What it is called, folded: its column, and its wordings.
    heads: Vec<String>,
    /// The name and the labels of each choice, folded.
    labels: Vec<Vec<String>>,
    numbers: ChoiceNumbers,
}

impl Set {
    fn of((instrument, at): (&Instrument, ItemIx), mapping: &Mapping, languages: &[LanguageTexts]) -> Option<Self> {
        let item = &instrument.items[at];
        let choices = item.kind.choices()?;
        let mut heads: Vec<String> = vec![folded(mapping.column_of(&item.name))];
        heads.extend(item.names_in_form().into_iter().map(folded));
        heads.extend(wordings(instrument, item, languages).into_iter().map(folded));
        let codes = choices_in_limesurvey(choices);
        let labels = choices.iter().map(|choice| {
            let path = format!("item {} choice {}", item.name, choice.name);
            let texts = languages.iter().filter_map(|language| language.text(&path)).map(folded);
            let name = folded(&choice.name);
            let code = folded(codes.of(&choice.name));
            let in_form = item.answers_in_form().filter(|(_, own)| *own == choice.name).map(|(code, _)| folded(code));
            let in_form = in_form.filter(|code| code.parse::<f64>().is_err());
            [name, code].into_iter().chain(texts).chain(in_form).collect()
        });
        Some(Self {
            item: at,
            name: item.name.clone(),
            heads,
            labels: labels.collect(),
            numbers: ChoiceNumbers::of(choices, item.answers_in_form()),
            choices: choices.iter().map(|choice| choice.name.clone()).collect(),
        })
    }

    /// What a column is to the set, by its name and by the text beside it; nothing where neither begins as the set is
    /// called.
    fn part(&self, (column, name): (usize, &str), text: Option<&String>) -> Option<Part> {
        let text = text.map(|text| folded(text)).filter(|text| !text.is_empty());
        let rest = rest_of(&folded(name), &self.heads);
        let of_text = text.as_deref().and_then(|text| rest_of(text, &self.heads));
        if rest.is_none() && of_text.is_none() {
            return None;
        }
        let by_number = rest.as_deref().and_then(|rest| self.by_number(rest));
        let is_numbered = rest.as_deref().is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
        Some(Part {
            column,
            by_name: rest.as_deref().and_then(|rest| self.by_label(rest)),
            by_text: of_text.or(text).as_deref().and_then(|text| self.by_label(text)),
            by_number,
            is_numbered: is_numbered || by_number.is_some(),
        })
    }

    /// The choice that a text names, or that stands last in it: `Selected Choice - Headache`. Of two that do, the
    /// longer.
    fn by_label(&self, text: &str) -> Option<usize> {
        let names = |label: &String| {
            let before = text.strip_suffix(label.as_str())?;
            (before.is_empty() || before.ends_with(" - ") || before.ends_with(": ")).then_some(label.len())
        };
        let of_choice = |(at, labels): (usize, &Vec<String>)| Some((labels.iter().filter_map(names).max()?, at));
        let mut fitting: Vec<(usize, usize)> = self.labels.iter().enumerate().filter_map(of_choice).collect();
        fitting.sort_unstable_by(|one, other| other.cmp(one));
        match fitting[..] {
            [(one, _), (other, _), ..] if one == other => None,
            [(_, at), ..] => Some(at),
            [] => None,
        }
    }

    /// The choice that a number stands for: `1`, or the codes that LimeSurvey (`SQ001`) and others (`c1`) give by
    /// position.
    fn by_number(&self, rest: &str) -> Option<usize> {
        if let Some(at) = self.numbers.choice_of_column(rest) {
            return Some(at);
        }
        let position = rest.strip_prefix("sq").filter(|digits| digits.len() == 3).or_else(|| rest.strip_prefix('c'))?;
        self.numbers.choice(position).filter(|_| self.numbers.are_positions())
    }

    fn in_doubt(&self, columns: &[&str], options: &ReadOptions) -> Diagnostic {
        let shown: Vec<String> = columns.iter().map(|column| format!("`{}`", shortened(column))).collect();
        let message =
            format!("nothing says which of the {} choices of `{}` are {}", self.choices.len(), self.name, shown.join(", "));
        let first = self.choices.first().map_or("", String::as_str);
        let column = columns.first().copied().unwrap_or_default();
        let said = options.caller.map(&choice_name(&self.name, first), column);
        let help = format!("say it of each choice: {said} and so on; a column that is none of them has another beginning");
        header(&codes::ALMOST_AN_ITEM, column, message).help(help)
    }
}

/// Whether a column holds one choice of a set that is called so.
pub(super) fn is_of_set(column: &str, set: &str) -> bool {
    rest_of(&folded(column), &[folded(set)]).is_some()
}

/// What follows the name of a set in the heading of one of its choices: `sym___head`, `sym[head]`, `sym/head`,
/// `sym#head`, `sym - head`.
fn rest_of(name: &str, heads: &[String]) -> Option<String> {
    heads.iter().find_map(|head| {
        let rest = name.strip_prefix(head.as_str())?;
        let inner = rest.trim_start_matches(['_', '[', '/', '#', '.', '-', ':', ' ']);
        // REDCap writes `sym (choice=Head)` above labels.
        let choice = inner.strip_prefix("(choice=").and_then(|inner| inner.strip_suffix(')'));
        let inner = choice.unwrap_or(inner.strip_suffix(']').unwrap_or(inner)).trim();
        (inner.len() < rest.len() && !inner.is_empty()).then(|| inner.to_owned())
    })
}
