use serde::Serialize;

use super::{Cite, Literal, Text, Word};
use crate::source::Span;

/// `translation nl-NL of alliance-monitor 0.2 { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Translation {
    /// Language, measure, version; absent where the head could not be read.
    pub head: Option<(Word, Word, Word)>,
    /// Its statements, in order.
    pub statements: Vec<TranslationStatement>,
    /// The word `translation`.
    #[serde(skip)]
    pub keyword: Span,
}

/// A statement of a translation. The places of texts follow the instrument.
#[derive(Clone, Debug, Serialize)]
pub enum TranslationStatement {
    /// `status forward`
    Status(Word),
    /// `step forward 2026-11-23 "…"`
    Step(Step),
    /// `no back "why there is no translation back"`
    NoBack(Text),
    /// `licence "…"`
    Licence(Text),
    /// `cite "…"`
    Cite(Cite),
    /// `note "…"`
    Note(Text),
    /// Any text: the path to it, and its rendering.
    Text(TextPath, Rendering),
    /// A file of its own for a picture or a sound: the path to that, and the name of the file.
    File(TextPath, Text),
}

/// Which text of the instrument is translated.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum TextPath {
    /// The title.
    Title(#[serde(skip)] Span),
    /// What it is about.
    About(#[serde(skip)] Span),
    /// The label of an informant.
    Informant(Word),
    /// The label of a fact that may be known of a case.
    Known(Word),
    /// The label of one of the words that a fact can be.
    KnownWord(Word, Word),
    /// The label of a point of a scale.
    Point(Word, Word),
    /// The visible non-answer of a scale.
    None(Word),
    /// The title of a page, by its number from 1.
    PageTitle(Literal),
    /// The intro of a page (0 for one outside pages), for one informant or all.
    Intro(Literal, Option<Word>),
    /// The text of an item, for one informant or all.
    Item(Word, Option<Word>),
    /// The text at the low end of a line.
    LowEnd(Word),
    /// The text at the high end of a line.
    HighEnd(Word),
    /// The text of a choice.
    Choice(Word, Word),
    /// The label of a score.
    Score(Word),
    /// The label of a band.
    Band(Word, Word),
    /// The label of an entry of a category.
    Category(Word, Word),
    /// A sentence of feedback: who reads it, the bands, and the band.
    Feedback(Word, Word, Word),
    /// The sentence of an alert.
    Alert(Word),
    /// The sentence of a refusal.
    Refusal(Word),
    /// A picture beside the text of a path, and what is said in its place.
    Picture(Box<Self>),
    /// A sound beside the text of a path.
    Audio(Box<Self>),
}

/// `from "…" to "…" back "…" note "…"`
#[derive(Clone, Debug, Serialize)]
pub struct Rendering {
    /// The source text that was translated.
    pub from: Option<Text>,
    /// The translation.
    pub to: Text,
    /// The translation back.
    pub back: Option<Text>,
    /// Notes of the translator.
    pub notes: Vec<Text>,
}

/// A step of the work of translating, who and when.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Which.
    pub name: Word,
    /// When.
    pub date: Word,
    /// By whom, and how.
    pub remark: Option<Text>,
}
