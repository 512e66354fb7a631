use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::sketch::{Sketch, left_out};
use crate::check::check_instrument;
use crate::source::{Diagnostic, Place, SourceFile};
use crate::syntax::parse;
use crate::syntax::tree::{Block, Statement};

/// How often the whole measure is checked to find what is refused in it. Each time everything goes that is at fault, so
/// two or three times do, but for a form that was made to take long.
const ROUNDS: usize = 12;
/// Letters of a statement that are shown.
const SHOWN: usize = 200;

/// What a form may say and a measure may not: each can be left out by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// When an item is asked, by the place of the item.
    Condition(usize),
    /// Something that is computed, by its place.
    Computed(usize),
}

/// A measure as text, of which is known what stands where.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    parts: Vec<(Range<usize>, Part)>,
}

impl Draft {
    pub(super) fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A line, or several, that can be left out.
    pub(super) fn part(&mut self, part: Part, text: &str) {
        let start = self.text.len();
        self.line(text);
        self.parts.push((start..self.text.len(), part));
    }

    /// The parts that errors of the checker lie in; `None` where there are no errors.
    fn refused(&self) -> Option<BTreeSet<Part>> {
        let file = SourceFile::new("imported", self.text.as_str());
        let diagnostics = check_instrument(&file, &parse(&file)).diagnostics;
        let mut errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).peekable();
        errors.peek()?;
        Some(errors.filter_map(|error| self.part_of(error)).collect())
    }

    fn part_of(&self, error: &Diagnostic) -> Option<Part> {
        let Place::Text(span) = error.place else { return None };
        let start = span.start as usize;
        let before = self.parts.partition_point(|(range, _)| range.start <= start).checked_sub(1)?;
        self.parts.get(before).filter(|(range, _)| range.contains(&start)).map(|(_, part)| *part)
    }
}

/// Why a part is left out.
enum Why {
    /// The checker refuses it.
    Refused,
    /// It uses a name that was left out.
    Uses(String),
    /// So much was refused that nobody knows.
    TooMuch,
}

impl Sketch {
    /// Leaves out the conditions and calculations that the checker refuses, and says so of each.
    pub(super) fn drop_refused(&mut self) {
        let broken = self.broken_off();
        self.leave_out(&broken);
        for _ in 0..ROUNDS {
            match self.tried().refused() {
                None => return,
                Some(refused) if refused.is_empty() => break,
                Some(refused) => self.leave_out(&refused),
            }
        }
        if self.tried().refused().is_some() {
            self.leave_out_all();
        }
    }

    /// The measure as it would be, with a score, which every measure has.
    fn tried(&self) -> Draft {
        let Some(statement) = self.lacking_score() else { return self.draft(0) };
        let mut whole = self.clone();
        whole.computed.push(super::sketch::Computed { place: String::new(), statement });
        whole.draft(0)
    }

    /// What is no statement when it stands alone, and would break the statements around it.
    fn broken_off(&self) -> BTreeSet<Part> {
        let file = SourceFile::new("imported", self.tried().text);
        let parsed = parse(&file);
        if !parsed.diagnostics.iter().any(Diagnostic::is_error) && parsed.tree.blocks.len() == 1 {
            return BTreeSet::new();
        }
        let items = self.pages.iter().flat_map(|page| &page.items).enumerate();
        let conditions = items.filter(|(_, item)| {
            let statement = |asked: &String| format!("item q as date asked when {asked} \"Q\"");
            item.asked.as_ref().is_some_and(|asked| {
                let statements = statements(&statement(asked));
                !matches!(statements.as_deref(), Some([Statement::Item(_)]))
            })
        });
        let computed = self.computed.iter().enumerate().filter(|(_, computed)| statements(&computed.statement).is_none());
        conditions.map(|(at, _)| Part::Condition(at)).chain(computed.map(|(at, _)| Part::Computed(at))).collect()
    }

    /// Leaves out parts, and what uses the names that go with them.
    fn leave_out(&mut self, refused: &BTreeSet<Part>) {
        let mut gone: BTreeMap<Part, Why> = refused.iter().map(|part| (*part, Why::Refused)).collect();
        let users = self.users();
        let mut looked_at: Vec<usize> = refused.iter().filter_map(|part| part.computed()).collect();
        while let Some(at) = looked_at.pop() {
            for name in self.computed.get(at).map(|computed| names_of(&computed.statement)).unwrap_or_default() {
                for user in users.get(name).into_iter().flatten().filter(|user| **user != at) {
                    gone.entry(Part::Computed(*user)).or_insert_with(|| {
                        looked_at.push(*user);
                        Why::Uses(name.to_owned())
                    });
                }
            }
        }
        self.take_out(&gone);
    }

    fn leave_out_all(&mut self) {
        let items = self.pages.iter().flat_map(|page| &page.items).enumerate();
        let conditions = items.filter(|(_, item)| item.asked.is_some()).map(|(at, _)| Part::Condition(at));
        let all = conditions.chain((0..self.computed.len()).map(Part::Computed));
        let gone = all.map(|part| (part, Why::TooMuch)).collect();
        self.take_out(&gone);
    }

    /// Which calculations use a name, by the words in them that stand in no text.
    fn users(&self) -> HashMap<String, BTreeSet<usize>> {
        let mut users: HashMap<String, BTreeSet<usize>> = HashMap::new();
        for (at, computed) in self.computed.iter().enumerate() {
            for word in words(&computed.statement) {
                users.entry(word.to_owned()).or_default().insert(at);
            }
        }
        users
    }

    fn take_out(&mut self, gone: &BTreeMap<Part, Why>) {
        let mut said = Vec::new();
        for (at, item) in self.items().enumerate() {
            let Some(why) = gone.get(&Part::Condition(at)) else { continue };
            let Some(condition) = item.asked.take() else { continue };
            let what = format!("when `{}` is asked (`{}`)", item.name, shown(&condition));
            let message = match why {
                Why::Refused | Why::Uses(_) => format!("{what} is more than a measure can say, so it is asked always"),
                Why::TooMuch => format!("{what} was left out with all that was refused, so it is asked always"),
            };
            said.push(left_out(message, "write `asked when …` by hand"));
        }
        let all = std::mem::take(&mut self.computed);
        for (at, computed) in all.into_iter().enumerate() {
            let Some(why) = gone.get(&Part::Computed(at)) else {
                self.computed.push(computed);
                continue;
            };
            let what = format!("{}: `{}`", computed.place, shown(&computed.statement));
            said.push(match why {
                Why::Refused => left_out(
                    format!("{what} is refused by the checker"),
                    "write it by hand; `verbond check` says what is wrong with it",
                ),
                Why::Uses(name) => {
                    left_out(format!("{what} uses `{name}`, which was left out"), format!("write `{name}` by hand first"))
                }
                Why::TooMuch => left_out(
                    format!("{what} was left out with all the others, of which too many are refused"),
                    "write it by hand",
                ),
            });
        }
        self.diagnostics.extend(said);
    }
}

impl Part {
    fn computed(self) -> Option<usize> {
        match self {
            Self::Computed(at) => Some(at),
            Self::Condition(_) => None,
        }
    }
}

/// The statements that a text is; `None` where it is broken, or ends the measure around it.
fn statements(text: &str) -> Option<Vec<Statement>> {
    let mut parsed = parse(&SourceFile::new("imported", format!("verbond 1\ninstrument x 1.0.0 {{\n{text}\n}}\n")));
    if parsed.diagnostics.iter().any(Diagnostic::is_error) || parsed.tree.blocks.len() != 1 {
        return None;
    }
    match parsed.tree.blocks.pop()? {
        Block::Instrument(instrument) => Some(instrument.statements),
        Block::Translation(_) | Block::Norms(_) | Block::Schedule(_) => None,
    }
}

/// The names that calculations give: the second word of each line that begins one.
fn names_of(statement: &str) -> HashSet<&str> {
    let named =
        |line: &'_ str| ["score", "table", "bands", "category"].contains(&line.split_whitespace().next().unwrap_or_default());
    statement.lines().filter(|line| named(line)).filter_map(|line| line.split_whitespace().nth(1)).collect()
}

/// The words of a statement outside its texts.
fn words(statement: &str) -> impl Iterator<Item = &str> {
    let outside = statement.split('"').step_by(2);
    let words = outside.flat_map(|part| part.split(|c: char| !(c.is_alphanumeric() || c == '_')));
    words.filter(|word| word.starts_with(char::is_alphabetic))
}

fn shown(statement: &str) -> String {
    let mut shown: String = statement.chars().take(SHOWN).collect();
    if shown.len() < statement.len() {
        shown.push('…');
    }
    shown
}
