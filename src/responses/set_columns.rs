//! Sets of choices with a column for each choice, and ranks and shares with one for each who has them, as other programs
//! name such columns: which column is which. The name of a column says it where it holds the choice; else the text beside
//! it does, else the number in its name. Where name and text say different choices, nobody can tell.

use super::by_texts::{listed, shortened};
use super::choice_numbers::ChoiceNumbers;
use super::columns::{Columns, Role, header};
use super::labels::{LanguageTexts, folded, none_of_these, wordings, wordings_at};
use super::mapping::{Mapping, choice_name};
use super::options::ReadOptions;
use crate::instrument::{Allotment, Choice, Deal, Instrument, Item, ItemIx, Kind, choices_in_limesurvey};
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
        let sets = sets.filter_map(|at| Set::of((instrument, at), mapping, languages));
        let is_there = |allotment: &Allotment| allotment.items.iter().any(|item| present.contains(&Role::Item(*item)));
        let dealt = instrument.allotments.iter().filter(|allotment| !is_there(allotment));
        let sets: Vec<Set> = sets.chain(dealt.map(|of| Set::of_members((instrument, of), mapping, languages))).collect();
        let mut found = FoundSets::default();
        // With very many names the search would take longer than the scoring.
        if self.names.len().saturating_mul(sets.len()) > MOST_COMPARED {
            return found;
        }
        let (mut told, mut told_dealt) = (Vec::new(), Vec::new());
        for set in sets {
            let columns = self.columns_of(&set, mapping, &options.texts);
            match columns {
                Fit::Nothing => {}
                Fit::Whole(columns) => {
                    let none = self.none_of(&set, &options.texts);
                    let names = columns.iter().chain(&none).map(|column| format!("`{}`", shortened(&self.names[*column])));
                    let list = if matches!(set.of, SetOf::Choices(_)) { &mut told } else { &mut told_dealt };
                    list.push(format!("`{}` is {}", set.name, names.collect::<Vec<_>>().join(", ")));
                    for (choice, column) in columns.into_iter().enumerate() {
                        self.roles[column] = set.of.role(choice);
                    }
                    if let (Some(column), SetOf::Choices(item)) = (none, &set.of) {
                        self.roles[column] = Role::NoneOf(*item);
                    }
                }
                Fit::Contradicted(column, choices) => {
                    found.doubtful.extend(set.of.items());
                    found.diagnostics.push(set.contradicted(&self.names[column], choices, options));
                }
                Fit::InDoubt(columns) => {
                    found.doubtful.extend(set.of.items());
                    let columns: Vec<&str> = columns.iter().map(|column| self.names[*column].as_str()).collect();
                    found.diagnostics.push(set.in_doubt(&columns, options));
                }
            }
        }
        let told = [listed(&told, "a set of choices in a column each"), listed(&told_dealt, "ranks or shares in a column each")];
        let told = told.into_iter().flatten().map(|message| header(&codes::COLUMN_BY_TEXT, "", message));
        found.diagnostics.extend(told);
        found
    }

    /// The columns that somebody said to hold the choices of a set.
    fn said_columns(&self, set: &Set, mapping: &Mapping) -> Vec<Option<usize>> {
        let said = |choice: usize| {
            let column = set.of.said(mapping, choice)?;
            self.names.iter().position(|name| name == column).filter(|at| self.roles[*at] == Role::Ignored)
        };
        (0..set.labels.len()).map(said).collect()
    }

    /// The column that says that none of a set was chosen, where it is the only one.
    fn none_of(&self, set: &Set, texts: &[String]) -> Option<usize> {
        let free = self.names.iter().enumerate().filter(|(at, _)| self.roles[*at] == Role::Ignored);
        let mut of_none = free.filter(|(at, name)| set.says_none(name, texts.get(*at)));
        of_none.next().filter(|_| of_none.next().is_none()).map(|(at, _)| at)
    }

    fn columns_of(&self, set: &Set, mapping: &Mapping, texts: &[String]) -> Fit {
        let is_free = |(at, _): &(usize, &String)| self.roles[*at] == Role::Ignored;
        let parts = self.names.iter().enumerate().filter(is_free);
        let parts: Vec<Part> = parts.filter_map(|(at, name)| set.part((at, name), texts.get(at))).collect();
        let has_texts = parts.iter().any(|part| part.by_text.is_some());
        let said = self.said_columns(set, mapping);
        let texts_count = match contradiction(&parts, &said) {
            None => false,
            // Numbers may be those of another order. Where they cannot name all choices, and the texts do, these count.
            Some(_) if !is_whole(&said, &parts, |part| part.by_name) && is_whole(&said, &parts, |part| part.by_text) => true,
            Some((column, choices)) => return Fit::Contradicted(column, choices),
        };
        let choice_of = |part: &Part| match texts_count {
            true => part.by_text,
            false => part.by_name.or(if has_texts { part.by_text } else { part.by_number }),
        };
        let columns = columns_by(&said, &parts, choice_of);
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

/// A column that names one choice, and has the text of another beside it, unless somebody said which it is.
fn contradiction(parts: &[Part], said: &[Option<usize>]) -> Option<(usize, [usize; 2])> {
    let open = parts.iter().filter(|part| !said.contains(&Some(part.column)));
    let mut both = open.filter_map(|part| Some((part.column, [part.by_name?, part.by_text?])));
    both.find(|(_, [by_name, by_text])| by_name != by_text)
}

/// The column of each choice: that which somebody said, else the only one that is of it.
fn columns_by(said: &[Option<usize>], parts: &[Part], choice_of: impl Fn(&Part) -> Option<usize>) -> Vec<Option<usize>> {
    let only = |choice: usize| {
        let mut fitting = parts.iter().filter(|part| choice_of(part) == Some(choice));
        fitting.next().filter(|_| fitting.next().is_none()).map(|part| part.column)
    };
    said.iter().enumerate().map(|(choice, said)| said.or_else(|| only(choice))).collect()
}

/// Whether each choice has its column.
fn is_whole(said: &[Option<usize>], parts: &[Part], choice_of: impl Fn(&Part) -> Option<usize>) -> bool {
    columns_by(said, parts, choice_of).iter().all(Option::is_some)
}

/// What the columns of a file are to a set.
enum Fit {
    /// None is one of its choices.
    Nothing,
    /// A column for each of its choices, in their order.
    Whole(Vec<usize>),
    /// Columns that begin as it is called, and do not say of each choice which it is.
    InDoubt(Vec<usize>),
    /// A column whose name is that of one choice, and the text beside it that of another.
    Contradicted(usize, [usize; 2]),
}

/// A column that begins as a set is called, and the choice that it says to be.
struct Part {
    column: usize,
    by_name: Option<usize>,
    by_text: Option<usize>,
    by_number: Option<usize>,
    is_numbered: bool,
}

/// What has a column for each of several.
enum SetOf {
    /// A set of choices.
    Choices(ItemIx),
    /// What a question ranks or shares out among, by their items.
    Members(Vec<ItemIx>),
}

impl SetOf {
    /// What the column of a choice is.
    fn role(&self, choice: usize) -> Role {
        match self {
            Self::Choices(item) => Role::Choice(*item, choice),
            Self::Members(items) => items.get(choice).map_or(Role::Ignored, |item| Role::Item(*item)),
        }
    }

    fn items(&self) -> &[ItemIx] {
        match self {
            Self::Choices(item) => std::slice::from_ref(item),
            Self::Members(items) => items,
        }
    }

    /// The column that somebody said to hold a choice; that of a member is said as that of any item.
    fn said<'m>(&self, mapping: &'m Mapping, choice: usize) -> Option<&'m str> {
        match self {
            Self::Choices(item) => mapping.column_of_choice(*item, choice),
            Self::Members(_) => None,
        }
    }
}

/// A set of choices, and what its columns may be called.
struct Set {
    of: SetOf,
    name: String,
    /// Names of its choices.
    choices: Vec<String>,
    /// What it is called, folded: its column, and its wordings.
    heads: Vec<String>,
    /// The name and the labels of each choice, folded.
    labels: Vec<Vec<String>>,
    numbers: ChoiceNumbers,
    /// What people read who are none of them, folded, where that can be said.
    none: Vec<String>,
}

impl Set {
    fn of((instrument, at): (&Instrument, ItemIx), mapping: &Mapping, languages: &[LanguageTexts]) -> Option<Self> {
        let item = &instrument.items[at];
        let choices = item.kind.choices()?;
        let wordings = wordings(instrument, item, languages);
        let numbers = ChoiceNumbers::of(choices, item.answers_in_form());
        Some(Self::called((SetOf::Choices(at), &item.name, item), (choices, numbers), wordings, (mapping, languages)))
    }

    /// What a question ranks or shares out among. Of ranks a number in a heading says nothing: it can be a place.
    fn of_members((instrument, of): (&Instrument, &Allotment), mapping: &Mapping, languages: &[LanguageTexts]) -> Self {
        let first = &instrument.items[of.items[0]];
        let wordings = wordings_at(instrument, &format!("item {}", of.name), languages);
        let numbers = match of.deal {
            Deal::Ranks => ChoiceNumbers::default(),
            Deal::Shares(_) => ChoiceNumbers::of(&of.members, first.answers_in_form()),
        };
        let set = (SetOf::Members(of.items.clone()), of.name.as_str(), first);
        Self::called(set, (&of.members, numbers), wordings, (mapping, languages))
    }

    fn called(
        (of, name, item): (SetOf, &str, &Item),
        (choices, numbers): (&[Choice], ChoiceNumbers),
        wordings: Vec<&str>,
        (mapping, languages): (&Mapping, &[LanguageTexts]),
    ) -> Self {
        let mut heads: Vec<String> = vec![folded(mapping.column_of(name))];
        heads.extend(item.names_in_form().into_iter().map(folded));
        heads.extend(wordings.into_iter().map(folded));
        let codes = choices_in_limesurvey(choices);
        let labels = choices.iter().map(|choice| {
            let path = format!("item {name} choice {}", choice.name);
            let texts = languages.iter().filter_map(|language| language.text(&path)).map(folded);
            let own = folded(&choice.name);
            let code = folded(codes.of(&choice.name));
            let in_form = item.answers_in_form().filter(|(_, own)| *own == choice.name).map(|(code, _)| folded(code));
            let in_form = in_form.filter(|code| code.parse::<f64>().is_err());
            [own, code].into_iter().chain(texts).chain(in_form).collect()
        });
        let (labels, choices) = (labels.collect(), choices.iter().map(|choice| choice.name.clone()).collect());
        let none = if matches!(item.kind, Kind::Choices(_, true)) { none_of_these(languages) } else { vec![] };
        Self { of, name: name.to_owned(), heads, labels, numbers, choices, none }
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

    /// Whether a column is that of none of them, by its name or by the text beside it.
    fn says_none(&self, name: &str, text: Option<&String>) -> bool {
        let is_none = |rest: String| self.none.iter().any(|none| rest == *none || rest.ends_with(&format!(" - {none}")));
        let texts = std::iter::once(folded(name)).chain(text.map(|text| folded(text)));
        texts.into_iter().filter_map(|text| rest_of(&text, &self.heads)).any(is_none)
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

    fn contradicted(&self, column: &str, choices: [usize; 2], options: &ReadOptions) -> Diagnostic {
        let [by_name, by_text] = choices.map(|choice| self.choices.get(choice).map_or("", String::as_str));
        let shown = shortened(column);
        let message = format!("by its name `{shown}` is the choice `{by_name}` of `{}`, and by its text `{by_text}`", self.name);
        let said = options.caller.map(&choice_name(&self.name, by_text), column);
        let help = format!("look which of the two is right, and say it of each choice: {said} and so on");
        header(&codes::ALMOST_AN_ITEM, column, message).help(help)
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

/// Whether the text beside a column names what a question ranks.
pub(super) fn is_member_text(of: &Allotment, text: &str, languages: &[LanguageTexts]) -> bool {
    let path = |member: &Choice| format!("item {} choice {}", of.name, member.name);
    let text = folded(text);
    let labels = of.members.iter().flat_map(|it| languages.iter().filter_map(move |language| language.text(&path(it))));
    labels.map(folded).any(|label| text.ends_with(&label))
}

/// What follows the name of a set in the heading of one of its choices: `sym___head`, `sym[head]`, `sym/head`,
/// `sym#head`, `sym - head`.
pub(super) fn rest_of(name: &str, heads: &[String]) -> Option<String> {
    heads.iter().find_map(|head| {
        let rest = name.strip_prefix(head.as_str())?;
        let inner = rest.trim_start_matches(['_', '[', '/', '#', '.', '-', ':', ' ']);
        // REDCap writes `sym (choice=Head)` above labels.
        let choice = inner.strip_prefix("(choice=").and_then(|inner| inner.strip_suffix(')'));
        let inner = choice.unwrap_or(inner.strip_suffix(']').unwrap_or(inner)).trim();
        (inner.len() < rest.len() && !inner.is_empty()).then(|| inner.to_owned())
    })
}
