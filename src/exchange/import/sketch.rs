use std::collections::{HashMap, HashSet};

use super::expression::{Expr, Field, Unsaid};
use super::losses::Losses;
use super::media::MediaSketch;
use super::options::Choice;
use super::room::Room;
use crate::exchange::statements::{self, COUNTS, OR_NONE, WORDS};

/// What stands in a question for the brace of a placeholder: no text of a form has this letter.
pub(super) const SHOWN: char = '\u{FDD1}';
/// Limits of a number whose form has none.
pub(super) const WITHIN: (f64, f64) = (0.0, 1_000_000.0);
/// Characters of a text whose form has no limit.
pub(super) const TEXT: usize = 500;
/// A measure as a form of another program tells of it, before it is checked. Texts are there in each language, in the
/// same order.
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch {
    pub(super) id: String,
    pub(super) version: String,
    /// Tags; the first is that of the measure.
    pub(super) languages: Vec<String>,
    pub(super) title: Vec<String>,
    /// Statements of the head besides the title.
    pub(super) head: Vec<String>,
    /// Whether the form is one of ours, whose texts that lack in a language stand in that of the measure.
    pub(super) is_ours: bool,
    /// Who answers: a name, and what people read.
    pub(super) informant: Option<(String, String)>,
    /// Statements of what is known of a case.
    pub(super) known: Vec<String>,
    /// What facts and the words that they can be are called in each language, by the places of these texts.
    pub(super) fact_labels: Vec<(String, Vec<String>)>,
    pub(super) scales: Vec<ScaleSketch>,
    /// How many names were tried for scales, by the name that was wanted.
    pub(super) scale_names: HashMap<String, usize>,
    /// Tables that say what points count, by their names; those that a score looks into come into the measure.
    pub(super) tables: Vec<(String, String)>,
    pub(super) pages: Vec<PageSketch>,
    /// Scores, bands, alerts, refusals.
    pub(super) computed: Vec<Computed>,
    /// What refusals say in each language, by their names.
    pub(super) sentences: Vec<(String, Vec<String>)>,
    /// What is shown and played with choices of lists, by the name of the list and the code of the choice.
    pub(super) choice_media: HashMap<(String, String), MediaSketch>,
    /// Choices beside which no other is one.
    pub(super) exclusives: Vec<Exclusive>,
    /// Texts of a translation that are the same as in the measure, as our own forms carry them: a tag, and their paths.
    pub(super) alike: Vec<(String, HashSet<String>)>,
    pub(super) losses: Losses,
    /// What may still come.
    pub(super) room: Room,
}

/// A response scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ScaleSketch {
    pub(super) name: String,
    /// What is answered and, where it has any, its anchor.
    pub(super) points: Vec<(f64, Vec<String>)>,
    /// The codes of the form, where they are others than the points.
    pub(super) codes: Vec<String>,
    /// What points count, where our own form carries that.
    pub(super) counts: Vec<(f64, String)>,
    /// The codes of points that are words, with the numbers that stand for them here.
    pub(super) words: Vec<(f64, String)>,
    pub(super) none: Option<Vec<String>>,
    /// What is shown and played with points.
    pub(super) media: Vec<(f64, MediaSketch)>,
    /// Ends and step of a line.
    pub(super) line: Option<(f64, f64, f64)>,
}

impl ScaleSketch {
    /// Whether another is answered alike, whatever it is called.
    fn is_like(&self, other: &Self) -> bool {
        let Self { name: _, points, codes, counts, words, none, media, line } = self;
        (points.len(), line, none) == (other.points.len(), &other.line, &other.none)
            && *points == other.points
            && *codes == other.codes
            && *counts == other.counts
            && *words == other.words
            && *media == other.media
    }
}

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct PageSketch {
    pub(super) title: Vec<String>,
    pub(super) intro: Vec<String>,
    /// Texts of it that the form shows under conditions: the name of each, and the places of its conditions.
    pub(super) intro_under: Vec<(String, Vec<usize>)>,
    /// What is shown and played with the introduction.
    pub(super) intro_media: MediaSketch,
    pub(super) is_random: bool,
    pub(super) items: Vec<ItemSketch>,
}

/// What is answered.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum KindSketch {
    On(String),
    Whole(f64, f64),
    Decimal(f64, f64),
    Text(usize),
    Date,
    Time,
    Choices,
    /// A number for each of several, as the language writes it.
    Dealt(String),
}

/// An item.
#[derive(Clone, Debug)]
pub(super) struct ItemSketch {
    /// Its name in the form.
    pub(super) form_name: String,
    pub(super) name: String,
    pub(super) kind: KindSketch,
    /// The grid that it is a row of.
    pub(super) grid: Option<usize>,
    /// Codes of its answers, each with what it is in the measure, as our own forms carry them.
    pub(super) codes: Vec<(String, String)>,
    /// Flags that stand by themselves.
    pub(super) flags: String,
    /// When it is asked, in the language, with what it counts for otherwise.
    pub(super) asked: Option<String>,
    /// Conditions of the form that all have to hold, by their places in a list of them.
    pub(super) under: Vec<usize>,
    pub(super) text: Vec<String>,
    pub(super) ends: Vec<(String, String)>,
    /// Whether it is an answer that it is none of the choices.
    pub(super) or_none: bool,
    /// Names and texts of choices.
    pub(super) choices: Vec<(String, Vec<String>)>,
    /// What is shown and played with the question.
    pub(super) media: MediaSketch,
    /// What is shown and played with choices, by their names.
    pub(super) choices_media: Vec<(String, MediaSketch)>,
    /// What whoever matches responses to it has to know.
    pub(super) notes: Vec<String>,
}

/// Something that is computed.
#[derive(Clone, Debug)]
pub(super) struct Computed {
    /// Where it stands in the form.
    pub(super) place: String,
    /// The statement.
    pub(super) statement: String,
}

/// When a question, or all of a group, is asked.
#[derive(Clone, Debug)]
pub(super) struct ConditionSketch {
    /// The question or group in the form.
    pub(super) name: String,
    /// As the form writes it.
    pub(super) written: String,
    pub(super) expr: Result<Expr, Unsaid>,
}

/// Answers to a question that a form refuses.
#[derive(Clone, Debug)]
pub(super) struct ConstraintSketch {
    /// The question in the form.
    pub(super) name: String,
    /// As the form writes it.
    pub(super) written: String,
    /// What is said, in each language.
    pub(super) sentence: Vec<String>,
    pub(super) expr: Result<Expr, Unsaid>,
}

/// A choice beside which no other is one.
#[derive(Clone, Debug)]
pub(super) struct Exclusive {
    /// The question in the form.
    pub(super) field: String,
    pub(super) code: String,
    /// What people read, in the language of the measure.
    pub(super) label: String,
}

/// Something that a form computes and that is no statement of ours.
#[derive(Clone, Debug)]
pub(super) struct Calculation {
    /// The field.
    pub(super) name: String,
    pub(super) label: String,
    /// As the form writes it.
    pub(super) written: String,
    pub(super) expr: Result<Expr, Unsaid>,
}

impl ItemSketch {
    pub(super) fn new(form_name: &str, name: String, text: Vec<String>) -> Self {
        Self {
            form_name: form_name.to_owned(),
            name,
            kind: KindSketch::Text(TEXT),
            grid: None,
            codes: vec![],
            flags: String::new(),
            asked: None,
            under: vec![],
            text,
            ends: vec![],
            or_none: false,
            choices: vec![],
            media: MediaSketch::default(),
            choices_media: vec![],
            notes: vec![],
        }
    }
}

impl ItemSketch {
    /// Takes what our own forms carry of it: its notes, the codes of its answers, its flags, and when it is asked.
    pub(super) fn carry(&mut self, statement: &str) {
        let (notes, rest) = statements::notes_and_rest(statement);
        self.notes.extend(notes);
        let (codes, rest) = statements::answers_and_rest(rest);
        self.codes = codes;
        (self.flags, self.asked) = statements::flags_and_asked(rest);
    }

    /// The codes of its scale that are words, as our own forms carry them before its flags; and that none of its choices
    /// is an answer.
    pub(super) fn take_words(&mut self) -> Vec<String> {
        if let Some(rest) = self.flags.strip_prefix(OR_NONE) {
            self.or_none = true;
            self.flags = rest.trim().to_owned();
        }
        let carried = self.flags.strip_prefix(WORDS.0).and_then(|flags| flags.split_once(WORDS.1));
        let Some((words, flags)) = carried else { return vec![] };
        let words = words.split(", ").map(str::to_owned).collect();
        self.flags = flags.trim().to_owned();
        words
    }

    /// Whether it is a row of the same grid as another: on the same scale, and without a condition of
    /// the form, which may be about a row beside it.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        let is_row = |item: &Self| item.under.is_empty() && matches!(item.kind, KindSketch::On(_));
        self.grid.is_some() && self.grid == other.grid && self.kind == other.kind && is_row(self) && is_row(other)
    }
}

impl Sketch {
    /// A fact that a form of ours carries as the language writes it, with what the form calls it and its words in each
    /// language.
    pub(super) fn fact(&mut self, known: String, label: Vec<String>, words: Vec<Choice>) {
        let name = known.split(' ').next().unwrap_or_default();
        let choices = words.into_iter().map(|word| (format!("known {name} {}", word.code), word.label));
        self.fact_labels.extend([(format!("known {name}"), label)].into_iter().chain(choices));
        self.known.push(known);
    }

    pub(super) fn items(&mut self) -> impl Iterator<Item = &mut ItemSketch> {
        self.pages.iter_mut().flat_map(|page| &mut page.items)
    }

    /// The page that questions come onto.
    pub(super) fn page(&mut self) -> &mut PageSketch {
        if self.pages.is_empty() {
            self.pages.push(PageSketch::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// The name of a scale with these points, which several items may share; and whether it is a new one.
    pub(super) fn scale(&mut self, wanted: &str, scale: ScaleSketch) -> (String, bool) {
        if let Some(there) = self.scales.iter().find(|there| there.is_like(&scale)) {
            return (there.name.clone(), false);
        }
        let tried = self.scale_names.entry(wanted.to_owned()).or_insert(0);
        let name = loop {
            *tried += 1;
            let name = if *tried == 1 { wanted.to_owned() } else { format!("{wanted}_{tried}") };
            if self.scales.iter().all(|there| there.name != name) {
                break name;
            }
        };
        self.scales.push(ScaleSketch { name: name.clone(), ..scale });
        (name, true)
    }

    /// Gives scales back what their points count, which our own forms carry among the flags of items. Items that shared
    /// the points of a scale, and not what they count, each get one of their own.
    pub(super) fn take_counts(&mut self) {
        let mut pages = std::mem::take(&mut self.pages);
        let mut counting: HashMap<String, HashSet<String>> = HashMap::new();
        let mut told: Vec<(&mut ItemSketch, String, String)> = Vec::new();
        for item in pages.iter_mut().flat_map(|page| &mut page.items) {
            let KindSketch::On(scale) = item.kind.clone() else { continue };
            let found = item.flags.strip_prefix(COUNTS.0).and_then(|flags| flags.split_once(COUNTS.1));
            let (counts, flags) =
                found.map_or((String::new(), item.flags.clone()), |(counts, flags)| (counts.to_owned(), flags.trim().to_owned()));
            item.flags = flags;
            counting.entry(scale.clone()).or_default().insert(counts.clone());
            told.push((item, scale, counts));
        }
        for (item, scale, counts) in told.into_iter().filter(|(.., counts)| !counts.is_empty()) {
            let is_alike = counting.get(&scale).is_some_and(|counts| counts.len() == 1);
            let Some(there) = self.scales.iter_mut().find(|there| there.name == scale) else { continue };
            let points = counts.split(", ").filter_map(|one| {
                let (code, counts) = one.split_once(' ')?;
                let word = there.words.iter().find(|(_, word)| word == code).map(|(point, _)| *point);
                Some((word.or_else(|| code.parse().ok())?, counts.to_owned()))
            });
            let points: Vec<(f64, String)> = points.collect();
            if is_alike {
                there.counts = points;
            } else {
                let own = ScaleSketch { counts: points, ..there.clone() };
                item.kind = KindSketch::On(self.scale(&scale, own).0);
            }
        }
        self.pages = pages;
    }

    /// Limits of a number, with those that its form lacks; a form may also have them the wrong way round.
    pub(super) fn limits(&mut self, name: &str, low: Option<f64>, high: Option<f64>) -> (f64, f64) {
        let (given, help) = ((low.unwrap_or(WITHIN.0), high.unwrap_or(WITHIN.1)), "narrow the limits in the measure");
        if low.is_none() || high.is_none() || given.0 >= given.1 {
            let cause = "numbers of a measure have limits, and the form has none, or not both, that were understood; \
                         0 and 1000000 stand where one lacks";
            self.losses.of(name, cause, help);
        }
        match (low, high) {
            _ if given.0 < given.1 => given,
            (Some(low), None) => (low, low + WITHIN.1),
            (None, Some(high)) => (high - WITHIN.1, high),
            (Some(_), Some(_)) | (None, None) => WITHIN,
        }
    }

    /// Letters that a text may have; a form may say none.
    pub(super) fn letters(&mut self, name: &str, most: Option<usize>) -> usize {
        if most.is_none() {
            let cause = format!("texts of a measure have a limit, and the form has none; they may have {TEXT} letters now");
            self.losses.of(name, cause, "write another limit into the measure: `as text up to …`");
        }
        most.unwrap_or(TEXT).min(100_000)
    }

    /// Makes an item a text, since a measure has no answers of the kind of the form; and says so.
    pub(super) fn as_text(&mut self, item: &mut ItemSketch, kind: &str) -> Field {
        let cause = format!("no item of a measure is of the type `{kind}`, so these are asked as texts");
        self.losses.of(&item.form_name, cause, "");
        item.kind = KindSketch::Text(TEXT);
        Field::Text(item.name.clone())
    }
}

#[cfg(test)]
mod tests;
