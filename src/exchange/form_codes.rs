//! The codes that answers had in the form that a measure came in from, as far as the program takes them that the measure
//! goes out to.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::exported::unsaid;
use super::statements;
use crate::instrument::{Instrument, Item, ItemIx, Kind, NONE, Scale, ScaleIx};
use crate::source::Diagnostic;

/// Whose forms take which codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormProgram {
    /// ODK, KoboToolbox and others that read an XLSForm.
    Xlsform,
    /// REDCap.
    Redcap,
    /// LimeSurvey.
    Limesurvey,
    /// SurveyJS.
    Surveyjs,
    /// FHIR.
    Fhir,
}

/// The longest code of an answer, and of a choice, that LimeSurvey takes.
const LIMESURVEY: (usize, usize) = (5, 20);

impl FormProgram {
    /// Whether a code can be that of an answer of which one is given.
    fn takes_answer(self, code: &str) -> bool {
        let is_plain = |c: char| !c.is_control() && !['\'', '"', '\\', '{', '}', '$', '&', '<', '>'].contains(&c);
        match self {
            Self::Xlsform => !code.is_empty() && code.chars().all(|c| is_plain(c) && !c.is_whitespace() && c != ','),
            Self::Redcap => !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || ['_', '.', '-'].contains(&c)),
            Self::Limesurvey => (1..=LIMESURVEY.0).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric()),
            Self::Surveyjs | Self::Fhir => !code.is_empty() && code.trim() == code && code.chars().all(is_plain),
        }
    }

    /// Whether a code can be that of a choice, of which several are given.
    fn takes_choice(self, code: &str) -> bool {
        match self {
            Self::Xlsform | Self::Surveyjs | Self::Fhir => self.takes_answer(code),
            Self::Redcap => {
                let digits = code.strip_prefix('-').unwrap_or(code);
                !digits.is_empty() && digits.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            }
            Self::Limesurvey => {
                let is_short = (1..=LIMESURVEY.1).contains(&code.len());
                is_short && code.chars().all(|c| c.is_ascii_alphanumeric()) && !["time", "other"].contains(&code)
            }
        }
    }

    /// A code as the program tells it from others.
    fn seen(self, code: &str) -> String {
        match self {
            Self::Redcap | Self::Limesurvey => code.to_ascii_lowercase(),
            Self::Xlsform | Self::Surveyjs | Self::Fhir => code.to_owned(),
        }
    }
}

/// What answers are called in a form, where that is not their code in the measure.
#[derive(Clone, Debug, Default)]
pub struct FormCodes {
    /// The codes of points, and of the visible non-answer: that of the measure, and that of the form.
    scales: HashMap<ScaleIx, BTreeMap<String, String>>,
    /// The names of choices, in the same way.
    choices: HashMap<ItemIx, BTreeMap<String, String>>,
    /// What does not go out: the item, the code in the form, and what it is in the measure.
    left: Vec<(ItemIx, String, String)>,
}

impl FormCodes {
    /// The codes of the form that a measure came in from, where a program takes them.
    pub fn of(instrument: &Instrument, program: FormProgram) -> Self {
        let mut codes = Self::default();
        let mut of_scales: BTreeMap<ScaleIx, Vec<(ItemIx, &str, &str)>> = BTreeMap::new();
        let mut sets = vec![];
        for (at, item) in instrument.items.iter_enumerated() {
            match &item.kind {
                Kind::Scale(scale) => {
                    let told = item.answers_in_form().map(|(code, own)| (at, code, own));
                    of_scales.entry(*scale).or_default().extend(told);
                }
                Kind::Choices(..) => sets.push(at),
                Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time => {}
            }
        }
        for (at, told) in of_scales {
            codes.take_scale((at, &instrument.scales[at]), told, program);
        }
        for at in sets {
            codes.take_set((at, &instrument.items[at]), program);
        }
        codes
    }

    /// The codes of the measure itself; those of the form that it came in from are told of.
    pub(super) fn of_measure(instrument: &Instrument) -> Self {
        let all = instrument.items.iter_enumerated();
        let told =
            all.flat_map(|(at, item)| item.answers_in_form().map(move |(code, own)| (at, code.to_owned(), own.to_owned())));
        Self { left: told.collect(), ..Self::default() }
    }

    fn take_scale(&mut self, (at, scale): (ScaleIx, &Scale), told: Vec<(ItemIx, &str, &str)>, program: FormProgram) {
        let is_there = |own: &str| scale.point_of(own).is_some() || (own == NONE && scale.none.is_some());
        let told: Vec<(ItemIx, &str, &str)> = told.into_iter().filter(|(.., own)| is_there(own)).collect();
        let codes_of = |own: &str| told.iter().filter(|of| of.2 == own).map(|of| of.1).collect::<HashSet<&str>>();
        let points = scale.points().unwrap_or_default().iter().map(|point| point.code().into_owned());
        let all: Vec<String> = points.chain(scale.none.as_ref().map(|_| NONE.to_owned())).collect();
        let of_one = |own: &str| codes_of(own).into_iter().next().filter(|_| codes_of(own).len() == 1);
        let there: Vec<&str> = all.iter().map(|own| of_one(own).unwrap_or(own)).collect();
        // Several answers that count as missing became one, which has a code of its own then.
        let is_one = |own: &&String| *own == NONE || codes_of(own).len() < 2;
        let is_taken = told.iter().all(|(_, code, _)| program.takes_answer(code)) && !scale.has_words();
        if is_taken && all.iter().all(|own| is_one(&own)) && all_differ(&there, program) {
            let pairs = all.iter().zip(&there).filter(|(own, code)| own != *code);
            let pairs: BTreeMap<String, String> = pairs.map(|(own, code)| (own.clone(), (*code).to_owned())).collect();
            let is_left = |(_, code, own): &&(ItemIx, &str, &str)| pairs.get(*own).is_none_or(|there| there != code);
            self.left.extend(told.iter().filter(is_left).map(|(item, code, own)| (*item, (*code).to_owned(), (*own).to_owned())));
            if !pairs.is_empty() {
                self.scales.insert(at, pairs);
            }
        } else {
            self.left.extend(told.iter().map(|(item, code, own)| (*item, (*code).to_owned(), (*own).to_owned())));
        }
    }

    fn take_set(&mut self, (at, item): (ItemIx, &Item), program: FormProgram) {
        let choices = item.kind.choices().unwrap_or_default();
        let is_there = |own: &str| choices.iter().any(|choice| choice.name == own);
        let told: BTreeMap<&str, &str> =
            item.answers_in_form().filter(|(_, own)| is_there(own)).map(|(code, own)| (own, code)).collect();
        let there: Vec<&str> =
            choices.iter().map(|choice| told.get(choice.name.as_str()).copied().unwrap_or(&choice.name)).collect();
        let owned = || told.iter().map(|(own, code)| ((*own).to_owned(), (*code).to_owned()));
        if told.values().all(|code| program.takes_choice(code)) && all_differ(&there, program) {
            if !told.is_empty() {
                self.choices.insert(at, owned().collect());
            }
        } else {
            self.left.extend(owned().map(|(own, code)| (at, code, own)));
        }
    }

    /// Whether answers on a scale are told apart by codes that are none of its numbers.
    pub(super) fn by_code(&self) -> HashSet<ScaleIx> {
        self.scales.keys().copied().collect()
    }

    /// What a point of a scale is called there, by its code.
    pub(super) fn point<'c>(&'c self, scale: ScaleIx, own: Cow<'c, str>) -> Cow<'c, str> {
        self.scales.get(&scale).and_then(|codes| codes.get(own.as_ref())).map_or(own, |code| Cow::Borrowed(code.as_str()))
    }

    /// What the visible non-answer of a scale is called there.
    pub(super) fn none(&self, scale: ScaleIx) -> &str {
        self.scales.get(&scale).and_then(|codes| codes.get(NONE)).map_or(NONE, String::as_str)
    }

    /// What a choice is called there; nothing where that is its name.
    pub(super) fn choice(&self, item: ItemIx, name: &str) -> Option<&str> {
        self.choices.get(&item).and_then(|codes| codes.get(name)).map(String::as_str)
    }

    /// The codes of the answers to an item that are other ones there: that of the measure, and that of the form.
    pub(super) fn of_item(&self, at: ItemIx, item: &Item) -> Option<&BTreeMap<String, String>> {
        item.kind.scale().map_or_else(|| self.choices.get(&at), |scale| self.scales.get(&scale))
    }

    /// What a form carries of them for an item; empty where they are those of the measure.
    pub(super) fn carried(&self, at: ItemIx, item: &Item) -> String {
        self.of_item(at, item).map_or(String::new(), |codes| statements::answers(codes.iter().map(|(own, code)| (code, own))))
    }

    /// What is said of codes that do not go out.
    pub(super) fn told(&self, instrument: &Instrument, is_asked: impl Fn(&Item) -> bool) -> Option<Diagnostic> {
        let name = |at: ItemIx| &instrument.items[at].name;
        let left: Vec<&(ItemIx, String, String)> = self.left.iter().filter(|(at, ..)| is_asked(&instrument.items[*at])).collect();
        let mut names: Vec<String> = left.iter().map(|(at, ..)| format!("`{}`", name(*at))).collect();
        names.dedup();
        let codes: Vec<String> = left.iter().map(|(at, code, own)| format!("`{code}` is {own} of `{}`", name(*at))).collect();
        let message = format!(
            "answers have the codes of the measure there, since those of the form that it came in from are none there: {}",
            names.join(", ")
        );
        (!left.is_empty()).then(|| unsaid(message, format!("`verbond score` reads both: {}", codes.join(", "))))
    }
}

fn all_differ(codes: &[&str], program: FormProgram) -> bool {
    codes.iter().map(|code| program.seen(code)).collect::<HashSet<String>>().len() == codes.len()
}
