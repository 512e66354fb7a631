use serde::Serialize;

use super::table::is_said;
use super::{Beside, Expression, GroupKey, Item, Literal, Table, Test, Text, Word, Wording};
use crate::source::Span;

/// `instrument alliance-monitor 0.2.0 { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Instrument {
    /// Its id and version; absent where the head could not be read.
    pub head: Option<(Word, Word)>,
    /// Its statements, in order.
    pub statements: Vec<Statement>,
    /// The word `instrument`.
    #[serde(skip)]
    pub keyword: Span,
}

/// A statement of an instrument.
#[derive(Clone, Debug, Serialize)]
pub enum Statement {
    /// `title "…"`
    Title(Text),
    /// `about "…"`
    About(Text),
    /// `cite "…" doi "…"`
    Cite(Cite),
    /// `licence "…"`
    Licence(Text),
    /// `wording by licence`
    WordingByLicence(Span),
    /// `status experimental`
    Status(Word),
    /// `language en`
    Language(Word),
    /// `note "…"`
    Note(Text),
    /// `informants { … }`
    Informants(Vec<Informant>, Span),
    /// `known { … }`
    Known(Vec<Known>),
    /// `scale agreement { … }`
    Scale(Scale),
    /// `page "…" { … }`
    Page(Page),
    /// `when … { … }`
    When(When),
    /// `intro "…"`, and what is shown or played with it
    Intro(Wording, Vec<Beside>),
    /// `item …`, or one entry of `items …`
    Item(Box<Item>),
    /// `score …`
    Score(Score),
    /// `let …`
    Helper(Helper),
    /// `bands …`
    Bands(Bands),
    /// `category …`
    Category(Category),
    /// `alert …`
    Alert(Alert),
    /// `refuse …`
    Refusal(Refusal),
    /// `feedback …`
    Feedback(Feedback),
    /// `compare …`
    Compare(Compare),
    /// `table …`
    Table(Table),
    /// `follows …`
    Follows(Follows),
    /// `test …`
    Test(Test),
}

/// A source.
#[derive(Clone, Debug, Serialize)]
pub struct Cite {
    /// The citation.
    pub text: Text,
    /// Its digital object identifier.
    pub doi: Option<Text>,
    /// Its address.
    pub url: Option<Text>,
}

/// `client "Client"`
#[derive(Clone, Debug, Serialize)]
pub struct Informant {
    /// Its name.
    pub name: Word,
    /// What people read.
    pub label: Option<Text>,
}

/// `age "Age" whole 12 to 99`
#[derive(Clone, Debug, Serialize)]
pub struct Known {
    /// Its name.
    pub name: Word,
    /// What people read.
    pub label: Option<Text>,
    /// What it can be.
    pub kind: KnownKind,
}

/// What a known fact can be.
#[derive(Clone, Debug, Serialize)]
pub enum KnownKind {
    /// `whole 12 to 99`
    Whole(Literal, Literal),
    /// `decimal 0 to 1`
    Decimal(Literal, Literal),
    /// `one of a "A", b "B"`
    OneOf(Vec<KnownWord>),
    /// `date`
    Date,
    /// `text up to 40`
    Text(Literal),
}

/// `probation "Probation"`
#[derive(Clone, Debug, Serialize)]
pub struct KnownWord {
    /// The word in answers.
    pub name: Word,
    /// What people read.
    pub label: Option<Text>,
}

/// `scale agreement { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Scale {
    /// Its name.
    pub name: Word,
    /// Its lines, in order.
    pub lines: Vec<ScaleLine>,
}

/// A line of a scale.
#[derive(Clone, Debug, Serialize)]
pub enum ScaleLine {
    /// `1 "Seldom" picture "seldom.svg" alt "…" counts 0`
    Point(Word, Option<Text>, Vec<Beside>, Option<Counts>),
    /// `0 to 100 step 1`
    Range(Literal, Literal, Option<Literal>, Option<Counts>),
    /// `none "Does not apply"`
    None(Text),
}

/// `counts 0`, or `counts missing`
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Counts {
    /// What a point counts; `None` for missing.
    pub as_number: Option<f64>,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// `page "…" { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// Its title.
    pub title: Text,
    /// Where `in random order` stands.
    #[serde(serialize_with = "is_said")]
    pub random: Option<Span>,
    /// Intros, notes and items.
    pub statements: Vec<Statement>,
}

/// `when judged >= 4 { … }`
#[derive(Clone, Debug, Serialize)]
pub struct When {
    /// The condition of everything in it.
    pub condition: Expression,
    /// Items, pages, notes and blocks.
    pub statements: Vec<Statement>,
}

/// `score trust "Trust" = …`
#[derive(Clone, Debug, Serialize)]
pub struct Score {
    /// Its name.
    pub name: Word,
    /// What people read.
    pub label: Option<Text>,
    /// What it is.
    pub expression: Expression,
}

/// `let worst = max of a, b needs all`
#[derive(Clone, Debug, Serialize)]
pub struct Helper {
    /// Its name.
    pub name: Word,
    /// What it is.
    pub expression: Expression,
}

/// `bands level of total { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Bands {
    /// Its name.
    pub name: Word,
    /// The score.
    pub of: Word,
    /// What groups are told apart by, if by anything.
    pub by: Vec<Word>,
    /// The bands, in order, where there are no groups.
    pub bands: Vec<Band>,
    /// The groups, in order.
    pub groups: Vec<BandGroup>,
}

/// `female { low from 0 high from 3 }`
#[derive(Clone, Debug, Serialize)]
pub struct BandGroup {
    /// What it is for, as many as stand after `by`.
    pub keys: Vec<GroupKey>,
    /// Its bands, in order.
    pub bands: Vec<Band>,
    /// Its keys.
    #[serde(skip)]
    pub span: Span,
}

/// `weak "Needs attention" from 1`
#[derive(Clone, Debug, Serialize)]
pub struct Band {
    /// Its name.
    pub name: Word,
    /// What people read; in groups it is said once.
    pub label: Option<Text>,
    /// Its lower bound.
    pub from: Literal,
    /// `above 1`: whether the bound itself does not belong to it.
    pub is_above: bool,
}

/// `category level { major "…" when … minor "…" otherwise }`
#[derive(Clone, Debug, Serialize)]
pub struct Category {
    /// Its name.
    pub name: Word,
    /// What it is decided by.
    pub rule: CategoryRule,
}

/// What a category is decided by.
#[derive(Clone, Debug, Serialize)]
pub enum CategoryRule {
    /// The first entry that holds.
    Cases(Vec<CategoryCase>),
    /// `of highest of visual, verbal, ties missing`
    Highest(Highest),
}

/// The name of the highest of some scores.
#[derive(Clone, Debug, Serialize)]
pub struct Highest {
    /// The scores.
    pub of: Vec<Word>,
    /// What it is where two are highest.
    pub ties: Ties,
}

/// What a category is where two scores are highest.
#[derive(Clone, Debug, Serialize)]
pub enum Ties {
    /// The one that is listed first.
    First,
    /// Nothing.
    Missing,
    /// A word of its own, with what people read.
    Even(Word, Text),
}

impl Category {
    /// Its conditions, in order.
    pub fn conditions(&self) -> Vec<&Expression> {
        match &self.rule {
            CategoryRule::Cases(cases) => cases.iter().filter_map(|case| case.when.as_ref()).collect(),
            CategoryRule::Highest(_) => vec![],
        }
    }

    /// The scores that it names the highest of.
    pub fn rivals(&self) -> &[Word] {
        match &self.rule {
            CategoryRule::Cases(_) => &[],
            CategoryRule::Highest(highest) => &highest.of,
        }
    }
}

/// `major "…" when mood and groups >= 4`
#[derive(Clone, Debug, Serialize)]
pub struct CategoryCase {
    /// Its name and what people read; `None` where it says that the category is missing.
    pub word: Option<(Word, Text)>,
    /// When it is this; `None` for `otherwise`.
    pub when: Option<Expression>,
    /// The entry.
    #[serde(skip)]
    pub span: Span,
}

/// `alert distrust "…" severe when trust < 2`
#[derive(Clone, Debug, Serialize)]
pub struct Alert {
    /// Its name.
    pub name: Word,
    /// The sentence for a person.
    pub sentence: Text,
    /// How grave it is, where that is said.
    pub severity: Option<Word>,
    /// When it is raised.
    pub when: Expression,
}

/// `refuse same_time "…" when rise = bed`
#[derive(Clone, Debug, Serialize)]
pub struct Refusal {
    /// Its name.
    pub name: Word,
    /// The sentence for whoever answers.
    pub sentence: Text,
    /// When the answers are refused.
    pub when: Expression,
}

/// `feedback for client of level { weak "…" strong "…" }`
#[derive(Clone, Debug, Serialize)]
pub struct Feedback {
    /// Who reads it.
    pub informant: Word,
    /// The bands.
    pub of: Word,
    /// A sentence for each band.
    pub sentences: Vec<(Word, Text)>,
    /// What stands before its block.
    #[serde(skip)]
    pub span: Span,
}

/// `compare client with worker on trust`
#[derive(Clone, Debug, Serialize)]
pub struct Compare {
    /// The one.
    pub first: Word,
    /// The other.
    pub second: Word,
    /// The scores.
    pub on: Vec<Word>,
}

/// `follows 0.1.0 { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Follows {
    /// The version before.
    pub version: Word,
    /// What became of it.
    pub claims: Vec<FollowsClaim>,
}

/// What became of the version before.
#[derive(Clone, Debug, Serialize)]
pub enum FollowsClaim {
    /// `renamed promise to word`
    Renamed(Word, Word),
    /// `dropped humour`
    Dropped(Vec<Word>),
    /// `added heard`
    Added(Vec<Word>),
    /// `comparable trust, clarity`
    Comparable(Vec<Word>),
    /// `changed total "…"`
    Changed(Word, Text),
}
