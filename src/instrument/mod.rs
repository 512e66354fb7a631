//! The checked measure: plain data that cannot be wrong. Only `check` makes it, nobody changes it, and every other module
//! reads it: [`Instrument`], [`Translation`], [`Norms`] and [`Schedule`] are there once a check is through, and give what
//! they hold to be read and no more. What is filled in the course of a check is their content.
//!
//! Names were resolved to positions: `ItemIx(3)` is the fourth item of the measure, and so on.

#![deny(clippy::wildcard_enum_match_arm)]

mod allotment;
mod answers;
mod checked;
mod day;
mod digits;
mod domain;
mod expression;
mod given;
mod helper;
mod identifiers;
pub mod in_form;
mod item;
mod known;
mod main_score;
mod math;
mod media;
mod moment;
mod norms;
mod notation;
mod occasion_name;
mod placeholder;
mod range;
mod refusal;
mod reworded;
pub mod rounding;
mod scale;
mod schedule;
mod score;
mod table;
mod test;
mod texts;
mod time_of_day;
mod translation;
mod used;
mod version;
mod walk;

pub use allotment::{Allotment, Deal};
pub use checked::{Instrument, Norms, Schedule, Translation};
pub use day::Day;
pub use digits::western_digits;
pub use domain::{Domain, NONE};
pub use expression::{Aggregate, ChoicesOf, Condition, Member, NumericExpr, Threshold};
pub use given::{Given, Unfit};
pub use helper::{Helper, HelperValue};
pub(crate) use identifiers::{Identifiers, Letters, NameRules, Program, choices_in_limesurvey};
pub use item::{Choice, Item, Kind, Wording, is_choice_number};
pub use math::power;
pub use media::{Media, MediaFile, MediaKind, MediaUse, NoMediaFile, Picture};
pub use moment::Moment;
pub use norms::{
    CutOff, Figures, FunctionalSide, GroupTest, LEAST_RELIABILITY, NormBands, NormEntry, NormGroup, NormTable, NormTableGroup,
    NormedScore, NormsContent,
};
pub use notation::{DateNotation, DayCount, Notation};
pub use occasion_name::OccasionName;
pub use placeholder::{NoPlaceholder, TextPart, filled, may_have_placeholders, names_shown, plain, text_parts};
pub use range::Range;
pub use refusal::Refusal;
pub(crate) use reworded::OtherWords;
pub use scale::{Counts, Keying, Point, Scale, ScaleSteps};
pub use schedule::{Ask, FactCondition, Reminder, Rhythm, ScheduleContent};
pub use score::{
    Alert, AlertSeverity, Band, BandGroup, BandGroups, Bands, BandsRule, Case, Compare, Feedback, Follows, FollowsClaim, Score,
    Stretches,
};
pub use table::{Found, Otherwise, Rows, Table, TableGroup, TableStep};
pub use test::{Expectation, Test};
pub use texts::{SourceText, audio_path, picture_path};
pub use time_of_day::TimeOfDay;
pub use translation::{Language, Step, TranslationContent, is_unwritten};
pub use version::Version;
pub use walk::{ByStep, Node};

pub use crate::syntax::tree::{Comparator, Function, MathFunction, Operator, TiedMode, Unit};

use std::collections::BTreeMap;

use serde::Serialize;
use typed_index_collections::TiVec;

macro_rules! positions {
    ($( #[doc = $doc:literal] $name:ident; )*) => {
        $(
            #[doc = $doc]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
            pub struct $name(pub usize);

            impl From<usize> for $name {
                fn from(position: usize) -> Self {
                    Self(position)
                }
            }

            impl From<$name> for usize {
                fn from(position: $name) -> Self {
                    position.0
                }
            }
        )*
    };
}

positions! {
    /// Position of an informant in [`InstrumentContent::informants`].
    InformantIx;
    /// Position of a known fact in [`InstrumentContent::known`].
    KnownIx;
    /// Position of a scale in [`InstrumentContent::scales`].
    ScaleIx;
    /// Position of an item in [`InstrumentContent::items`].
    ItemIx;
    /// Position of a grid in [`InstrumentContent::grids`].
    GridIx;
    /// Position of an allotment in [`InstrumentContent::allotments`].
    AllotmentIx;
    /// Position of a table in [`InstrumentContent::tables`].
    TableIx;
    /// Position of a score in [`InstrumentContent::scores`].
    ScoreIx;
    /// Position of a helper in [`InstrumentContent::helpers`].
    HelperIx;
    /// Position of bands in [`InstrumentContent::bands`].
    BandsIx;
    /// Position of a text that is known in [`InstrumentContent::known_texts`].
    KnownTextIx;
    /// Position of an alert in [`InstrumentContent::alerts`].
    AlertIx;
    /// Position of a refusal in [`InstrumentContent::refusals`].
    RefusalIx;
    /// Position of a fact in [`ScheduleContent::facts`].
    FactIx;
    /// Position of an entry in [`ScheduleContent::asks`].
    AskIx;
}

/// The id in a reference such as `alliance-monitor@0.3.0`, as [`InstrumentContent::reference`] writes it; the whole where there
/// is no version.
pub fn id_of(reference: &str) -> &str {
    reference.split_once('@').map_or(reference, |(id, _)| id)
}

/// What an [`Instrument`] holds; that it is sound is only said by one.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InstrumentContent {
    /// Its id, as `alliance-monitor`.
    pub id: String,
    /// Its version.
    pub version: Version,
    /// SHA-256 over the tokens of its file, in lower-case hexadecimal.
    pub sha256: String,
    /// What people call it.
    pub title: String,
    /// What it is for.
    pub about: Option<String>,
    /// Its sources.
    pub sources: Vec<Source>,
    /// On what terms it may be used.
    pub licence: String,
    /// Whether its wording comes from the holder of the licence.
    pub wording_by_licence: bool,
    /// How far it can be trusted.
    pub status: Status,
    /// The language of its wording.
    pub language: Language,
    /// Notes for whoever reads the file.
    pub notes: Vec<String>,
    /// Who can answer it.
    pub informants: TiVec<InformantIx, Informant>,
    /// What may be known of a case.
    pub known: TiVec<KnownIx, Known>,
    /// Texts that may be known of a case: shown to whoever answers, and kept in no result.
    pub known_texts: TiVec<KnownTextIx, KnownText>,
    /// Its response scales.
    pub scales: TiVec<ScaleIx, Scale>,
    /// Its pages; items outside pages stand on a page without a title.
    pub pages: Vec<Page>,
    /// Its items, in the order of asking.
    pub items: TiVec<ItemIx, Item>,
    /// Items that are asked as the rows of one table, on one scale; in the order of asking.
    pub grids: TiVec<GridIx, Vec<ItemIx>>,
    /// Questions that are answered with a number for each of several.
    pub allotments: TiVec<AllotmentIx, Allotment>,
    /// What is shown and played beside its texts, by the paths of these as [`InstrumentContent::texts`] gives them. What
    /// stands beside a question is for every informant, at `item plain`; beside an introduction at `page 1 intro`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub media: BTreeMap<String, Media>,
    /// Its conversion tables.
    pub tables: TiVec<TableIx, Table>,
    /// Its scores, in the order of the file.
    pub scores: TiVec<ScoreIx, Score>,
    /// Its helpers, in the order of the file.
    pub helpers: TiVec<HelperIx, Helper>,
    /// Its scores, helpers, bands and categories in an order in which each can be computed from those before it.
    pub computing_order: Vec<ComputingStep>,
    /// Its bands and categories, in the order of the file.
    pub bands: TiVec<BandsIx, Bands>,
    /// Its alerts, in the order of the file.
    pub alerts: TiVec<AlertIx, Alert>,
    /// Answers that it does not take, in the order of the file.
    pub refusals: TiVec<RefusalIx, Refusal>,
    /// What informants read once they have answered, in the order of the file.
    pub feedback: Vec<Feedback>,
    /// Scores and bands in the order of the file: the order of result columns.
    pub outputs: Vec<Output>,
    /// Which informants are set beside each other.
    pub compares: Vec<Compare>,
    /// What became of the version before.
    pub follows: Option<Follows>,
    /// Its tests.
    pub tests: Vec<Test>,
}

/// How far a measure can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Made, not tried.
    Experimental,
    /// Tried, not validated.
    Piloted,
    /// Validated; the sources say how.
    Validated,
    /// No longer to be used.
    Retired,
}

impl Status {
    /// The word in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Experimental => "experimental",
            Self::Piloted => "piloted",
            Self::Validated => "validated",
            Self::Retired => "retired",
        }
    }
}

/// A publication.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// The citation.
    pub citation: String,
    /// Its digital object identifier.
    pub doi: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// Who can answer.
#[derive(Clone, Debug, Serialize)]
pub struct Informant {
    /// The name in answers.
    pub name: String,
    /// What people read.
    pub label: String,
}

/// A fact that may be known of a case.
#[derive(Clone, Debug, Serialize)]
pub struct Known {
    /// The name in answers.
    pub name: String,
    /// What people read, where the measure says it; [`Known::called`] is what they read in any case.
    pub label: Option<String>,
    /// What it can be.
    pub kind: KnownKind,
    /// What people read for the words that it can be, by these words, where the measure says it.
    pub word_labels: BTreeMap<String, String>,
}

/// A text that may be known of a case, as the name by which somebody is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KnownText {
    /// The name in placeholders.
    pub name: String,
    /// What people read who tell it, where the measure says it.
    pub label: Option<String>,
    /// How many letters it has at the most.
    pub most: usize,
}

/// What a known fact can be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum KnownKind {
    /// A whole number within limits, both included.
    Whole(f64, f64),
    /// A number within limits, both included.
    Decimal(f64, f64),
    /// One of these; its value in computations is the position.
    OneOf(Vec<String>),
    /// A day.
    Date,
}

/// A page of the questionnaire.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// Its title; empty for items outside pages.
    pub title: String,
    /// Whether its items come in an order that is drawn for each administration.
    pub is_random: bool,
    /// Texts that introduce it.
    pub intros: Vec<Wording>,
    /// Its items.
    pub items: Vec<ItemIx>,
}

/// What is computed by itself, and others are computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ComputingStep {
    /// A score.
    Score(ScoreIx),
    /// A helper.
    Helper(HelperIx),
    /// Bands or a category.
    Bands(BandsIx),
}

/// A result column that the author named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Output {
    /// A score.
    Score(ScoreIx),
    /// Bands of a score, or a category.
    Bands(BandsIx),
}

impl InstrumentContent {
    /// What people call bands, by the score that they are of; a category by its name.
    pub fn label_of<'a>(&'a self, bands: &'a Bands) -> &'a str {
        bands.score().map_or(&bands.name, |score| &self.scores[score].label)
    }

    /// The informant of a name.
    pub fn informant(&self, name: &str) -> Option<InformantIx> {
        self.informants.position(|informant| informant.name == name)
    }

    /// An informant as people call it, by its name.
    pub fn called<'a>(&'a self, informant: &'a str) -> &'a str {
        self.informant(informant).map_or(informant, |at| &self.informants[at].label)
    }

    /// The item of a name.
    pub fn item(&self, name: &str) -> Option<ItemIx> {
        self.items.position(|item| item.name == name)
    }

    /// The score of a name.
    pub fn score(&self, name: &str) -> Option<ScoreIx> {
        self.scores.position(|score| score.name == name)
    }

    /// Every name that a column of answers or results has: of items, known facts, scores, bands and alerts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let items = self.items.iter().map(|item| item.name.as_str());
        let known = self.known.iter().map(|known| known.name.as_str());
        let scores = self.scores.iter().map(|score| score.name.as_str());
        let bands = self.bands.iter().map(|bands| bands.name.as_str());
        let alerts = self.alerts.iter().map(|alert| alert.name.as_str());
        items.chain(known).chain(scores).chain(bands).chain(alerts)
    }

    /// `id@version`, as it is asked for on the command line.
    pub fn reference(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}
