use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::sketch::{Computed, KindSketch, Sketch};
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
    /// A line of the head, by its place.
    Head(usize),
    /// Something that is known of a case, by its place.
    Known(usize),
    /// A scale, by its place, with the items on it.
    Scale(usize),
    /// An item, by its place.
    Item(usize),
    /// When an item is asked, by the place of the item.
    Condition(usize),
    /// Something that is computed, by its place.
    Computed(usize),
}

/// A measure as text, of which is known what stands where.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    /// In the order in which they begin; one that lies in another after that.
    parts: Vec<(Range<usize>, Part)>,
}

impl Draft {
    pub(super) fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A line, or several, that can be left out.
    pub(super) fn part(&mut self, part: Part, text: &str) {
        self.nested(part, |draft| draft.line(text));
    }

    /// Lines that can be left out, of which some can be left out by themselves.
    pub(super) fn nested(&mut self, part: Part, lines: impl FnOnce(&mut Self)) {
        let (start, place) = (self.text.len(), self.parts.len());
        self.parts.push((start..start, part));
        lines(self);
        self.parts[place].0.end = self.text.len();
    }

    /// The parts that errors of the checker lie in, with what it says of them; `None` where there are no errors.
    fn refused(&self) -> Option<BTreeMap<Part, String>> {
        let file = SourceFile::new("imported", self.text.as_str());
        let diagnostics = check_instrument(&file, &parse(&file)).diagnostics;
        let mut errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).peekable();
        errors.peek()?;
        let mut refused = BTreeMap::new();
        for error in errors {
            if let Some(part) = self.part_of(error) {
                refused.entry(part).or_insert_with(|| error.message.clone());
            }
        }
        Some(refused)
    }

    /// The innermost part that an error lies in.
    fn part_of(&self, error: &Diagnostic) -> Option<Part> {
        let Place::Text(span) = error.place else { return None };
        let start = span.start as usize;
        let before = self.parts.partition_point(|(range, _)| range.start <= start);
        // Parts are one in another at most, so the one around stands right before.
        self.parts[before.saturating_sub(2)..before].iter().rev().find(|(range, _)| range.contains(&start)).map(|(_, part)| *part)
    }
}

/// Why a part is left out.
#[derive(Clone, Debug)]
enum Why {
    /// The checker refuses it, and says why.
    Refused(String),
    /// It uses a name that was left out.
    Uses(String),
    /// So much was refused that nobody knows.
    TooMuch,
}

impl Sketch {
    /// Leaves out whatever the checker refuses, and says so of each.
    pub(super) fn drop_refused(&mut self) {
        let broken = self.broken_off().into_iter().map(|part| (part, "it is no statement by itself".to_owned())).collect();
        self.leave_out(&broken);
        for _ in 0..ROUNDS {
            // Where no question is left there is no measure to check.
            if self.pages.iter().all(|page| page.items.is_empty()) {
                return;
            }
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
        whole.computed.push(Computed { place: String::new(), statement });
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
        let head = self.head.iter().enumerate().filter(|(_, line)| statements(line).is_none());
        let known = self.known.iter().enumerate().filter(|(_, line)| statements(&format!("known {{ {line} }}")).is_none());
        let parts = conditions.map(|(at, _)| Part::Condition(at)).chain(computed.map(|(at, _)| Part::Computed(at)));
        parts.chain(head.map(|(at, _)| Part::Head(at))).chain(known.map(|(at, _)| Part::Known(at))).collect()
    }

    /// Leaves out parts, and what uses the names that go with them.
    fn leave_out(&mut self, refused: &BTreeMap<Part, String>) {
        let mut gone: BTreeMap<Part, Why> =
            refused.iter().map(|(part, message)| (*part, Why::Refused(message.clone()))).collect();
        let scales: HashMap<&str, &String> = refused
            .iter()
            .filter_map(|(part, message)| match part {
                Part::Scale(at) => Some((self.scales.get(*at)?.name.as_str(), message)),
                Part::Head(_) | Part::Known(_) | Part::Item(_) | Part::Condition(_) | Part::Computed(_) => None,
            })
            .collect();
        for (at, item) in self.pages.iter().flat_map(|page| &page.items).enumerate() {
            if let KindSketch::On(scale) = &item.kind
                && let Some(message) = scales.get(scale.as_str())
            {
                gone.entry(Part::Item(at)).or_insert_with(|| Why::Refused((*message).clone()));
            }
        }
        self.follow_users(&mut gone);
        self.take_out(&gone);
    }

    /// What uses the names of parts that go has to go as well.
    fn follow_users(&self, gone: &mut BTreeMap<Part, Why>) {
        let users = self.users();
        let items: Vec<&str> = self.pages.iter().flat_map(|page| &page.items).map(|item| item.name.as_str()).collect();
        let mut looked_at: Vec<Part> = gone.keys().copied().collect();
        while let Some(part) = looked_at.pop() {
            let named: Vec<Name<'_>> = match part {
                Part::Computed(at) => self.computed.get(at).map(|computed| names_of(&computed.statement)).unwrap_or_default(),
                Part::Item(at) => items.get(at).copied().map(Name::Thing).into_iter().collect(),
                Part::Known(at) => {
                    self.known.get(at).and_then(|line| line.split(' ').next()).map(Name::Thing).into_iter().collect()
                }
                Part::Head(_) | Part::Scale(_) | Part::Condition(_) => vec![],
            };
            for name in named {
                for user in users.get(&name).into_iter().flatten().filter(|user| **user != part) {
                    gone.entry(*user).or_insert_with(|| {
                        looked_at.push(*user);
                        Why::Uses(name.word().to_owned())
                    });
                }
            }
        }
    }

    /// Leaves out all that can be, but for the items.
    fn leave_out_all(&mut self) {
        let items = self.pages.iter().flat_map(|page| &page.items).enumerate();
        let conditions = items.filter(|(_, item)| item.asked.is_some()).map(|(at, _)| Part::Condition(at));
        let all = conditions.chain((0..self.computed.len()).map(Part::Computed));
        let gone = all.map(|part| (part, Why::TooMuch)).collect();
        self.take_out(&gone);
    }

    /// Which calculations and conditions use a name, by the words in them that stand in no text.
    fn users(&self) -> HashMap<Name<'_>, BTreeSet<Part>> {
        let mut users: HashMap<Name<'_>, BTreeSet<Part>> = HashMap::new();
        let items = self.pages.iter().flat_map(|page| &page.items).enumerate();
        let conditions = items.filter_map(|(at, item)| Some((Part::Condition(at), item.asked.as_deref()?)));
        let computed = self.computed.iter().enumerate().map(|(at, computed)| (Part::Computed(at), computed.statement.as_str()));
        for (part, text) in conditions.chain(computed) {
            for name in used_in(text) {
                users.entry(name).or_default().insert(part);
            }
        }
        users
    }

    fn take_out(&mut self, gone: &BTreeMap<Part, Why>) {
        let mut losses = std::mem::take(&mut self.losses);
        for (at, item) in self.items().enumerate() {
            let Some(why) = gone.get(&Part::Condition(at)) else { continue };
            if gone.contains_key(&Part::Item(at)) {
                continue;
            }
            let Some(condition) = item.asked.take() else { continue };
            let what = format!(
                "when `{}` is asked (`{}`) is not carried over, so it is asked always",
                item.form_name,
                shown(&condition)
            );
            losses.say(format!("{what}: {}", why.told()), "");
        }
        let mut at = 0;
        for page in &mut self.pages {
            page.items.retain(|item| {
                let why = gone.get(&Part::Item(at));
                at += 1;
                if let Some(why) = why {
                    losses.of(&item.form_name, format!("questions were left out, since {}", why.told()), "");
                }
                why.is_none()
            });
        }
        let all = std::mem::take(&mut self.computed);
        for (at, computed) in all.into_iter().enumerate() {
            match gone.get(&Part::Computed(at)) {
                Some(why) => {
                    let message =
                        format!("{} is not carried over (`{}`): {}", computed.place, shown(&computed.statement), why.told());
                    losses.say(message, "write the score by hand where the measure needs it");
                }
                None => self.computed.push(computed),
            }
        }
        for (lines, part) in [(&mut self.head, Part::Head as fn(usize) -> Part), (&mut self.known, Part::Known)] {
            let mut at = 0;
            lines.retain(|line| {
                let why = gone.get(&part(at));
                at += 1;
                if let Some(why) = why {
                    losses.say(format!("`{}` is not carried over: {}", shown(line), why.told()), "");
                }
                why.is_none()
            });
        }
        // A scale that no item is on any more goes without a word of its own.
        let used: HashSet<String> = self
            .items()
            .filter_map(|item| match &item.kind {
                KindSketch::On(scale) => Some(scale.clone()),
                KindSketch::Whole(..)
                | KindSketch::Decimal(..)
                | KindSketch::Text(_)
                | KindSketch::Date
                | KindSketch::Time
                | KindSketch::Choices
                | KindSketch::Dealt(_) => None,
            })
            .collect();
        self.scales.retain(|scale| used.contains(&scale.name));
        self.losses = losses;
    }
}

impl Why {
    fn told(&self) -> String {
        match self {
            Self::Refused(message) => message.clone(),
            Self::Uses(name) => format!("it uses `{name}`, which was left out"),
            Self::TooMuch => "it was left out with all others, of which too many are refused".to_owned(),
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

/// A name as a statement gives or uses it. A table and a score may have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Name<'a> {
    /// Of a table, which stands after `in`.
    Table(&'a str),
    /// Of an item, a score and all else that has a value.
    Thing(&'a str),
}

impl<'a> Name<'a> {
    fn word(self) -> &'a str {
        match self {
            Self::Table(word) | Self::Thing(word) => word,
        }
    }
}

/// The names that calculations give: the second word of each line that begins one.
fn names_of(statement: &str) -> Vec<Name<'_>> {
    fn named(line: &str) -> Option<Name<'_>> {
        let mut words = line.split_whitespace();
        let (statement, name) = (words.next()?, words.next()?);
        match statement {
            "table" => Some(Name::Table(name)),
            "score" | "let" | "bands" | "category" => Some(Name::Thing(name)),
            _ => None,
        }
    }
    statement.lines().filter_map(named).collect()
}

/// The names that a statement uses, and words that may be none. A word right before a text is what the text is called,
/// as in `score total "Total"` or `high "High" from 3`: it is given, and not used.
fn used_in(statement: &str) -> Vec<Name<'_>> {
    let mut used = Vec::new();
    let mut outside = statement.split('"').step_by(2).peekable();
    while let Some(part) = outside.next() {
        let mut named: Vec<Name<'_>> = Vec::new();
        let mut before = "";
        for word in words(part) {
            named.push(if before == "in" { Name::Table(word) } else { Name::Thing(word) });
            before = word;
        }
        if outside.peek().is_some() && part.trim_end().ends_with(before) {
            named.pop();
        }
        used.extend(named);
    }
    used
}

/// The words of a statement outside its texts.
pub(super) fn words(statement: &str) -> impl Iterator<Item = &str> {
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
