//! A paper form as it is seen: which questions stand on which sheet, in which words. It is written down as HTML and as
//! PDF, which cannot say different things.

mod conditions;
mod description;
mod letters;
mod media;
mod sheets;
mod shown;

pub use description::{
    Answer, Block, Choice, End, Example, FillingIn, Grid, Head, Introduction, PaperSheets, PaperSize, Question, Room, Row, Sheet,
};
pub use letters::wrapped_by;
pub use shown::Shown;
#[cfg(feature = "pdf")]
pub use shown::ShownFile;

use crate::administer::{MediaContents, PaperQuestion, Texts, how_dealt, margin_codes, point_codes};
use crate::instrument::{Allotment, InformantIx, Instrument, ItemIx, Kind, ScaleIx, ScaleSteps};
use crate::output::letterhead::Letterhead;
use crate::phrases::Phrases;
use media::path_of_intro;
use sheets::Unit;

/// A questionnaire for paper.
#[derive(Clone, Copy, Debug)]
pub struct PaperForm<'a> {
    /// The measure.
    pub instrument: &'a Instrument,
    /// Who answers it.
    pub informant: InformantIx,
    /// Its words.
    pub texts: &'a Texts,
    /// What its pictures hold; of those that are not among them it is said what they show.
    pub media: &'a MediaContents,
    /// What the paper says of its own.
    pub phrases: &'a Phrases,
    /// Whether each question stands alone, in large letters; else questions on one scale stand in a grid.
    pub is_large: bool,
    /// Whose paper it is.
    pub letterhead: &'a Letterhead,
    /// The sheets that it goes on.
    pub paper: PaperSize,
}

impl PaperForm<'_> {
    /// The form on sheets of paper: numbered questions, an example of how to fill it in, conditions in words, the codes
    /// for entry, and no question that breaks over two sheets.
    pub fn sheets(&self) -> PaperSheets {
        self.sheets_with(1.0)
    }

    /// The same with part of the room that a sheet has for questions, from 0 to 1: where letters turn out wider than
    /// they were taken to be, fewer questions stand on a sheet.
    pub fn sheets_with(&self, part: f64) -> PaperSheets {
        let Self { instrument, informant, texts, media, phrases, is_large, letterhead, paper } = *self;
        let questions = PaperQuestion::all(instrument, informant);
        let asked = questions.iter().filter_map(|question| question.items.first().copied()).collect();
        Paper { instrument, informant, texts, media, phrases, is_large, letterhead, paper, asked, part }.described()
    }
}

struct Paper<'a> {
    instrument: &'a Instrument,
    informant: InformantIx,
    texts: &'a Texts,
    media: &'a MediaContents,
    phrases: &'a Phrases,
    is_large: bool,
    letterhead: &'a Letterhead,
    paper: PaperSize,
    /// The items that are asked, in order; their places are the numbers on the paper.
    asked: Vec<ItemIx>,
    /// Part of the room of a sheet that is used.
    part: f64,
}

impl Paper<'_> {
    fn described(&self) -> PaperSheets {
        let sheets = self.sheets();
        let count = sheets.len();
        PaperSheets {
            language: self.texts.language.to_string(),
            is_right_to_left: self.texts.language.is_right_to_left(),
            is_large: self.is_large,
            paper: self.paper,
            letterhead: self.letterhead.clone(),
            head: self.head(),
            filling_in: FillingIn {
                heading: self.phrases.say("paper-how"),
                picture: self.picture(&path_of_intro(1)).filter(|_| self.is_in_head(1)),
                sentences: self.how(),
                example: self.example(),
            },
            sheets: sheets
                .iter()
                .enumerate()
                .map(|(at, units)| Sheet { blocks: self.blocks(units), end: self.end(at, count), foot: self.foot(at + 1, count) })
                .collect(),
        }
    }

    fn title(&self) -> &str {
        self.texts.of("title").unwrap_or(&self.instrument.title)
    }

    /// The question; of what ranks or shares out without its members.
    fn question(&self, item: ItemIx) -> &str {
        let name = self.instrument.member(item).map_or(&self.instrument.items[item].name, |(allotment, _)| &allotment.name);
        self.texts.item_called(self.instrument, name, self.informant).unwrap_or(name)
    }

    fn number(&self, item: ItemIx) -> usize {
        self.asked.iter().position(|there| *there == item).map_or(0, |at| at + 1)
    }

    fn head(&self) -> Head {
        let informant = &self.instrument.informants[self.informant];
        let who = self.texts.of(&format!("informant {}", informant.name)).unwrap_or(&informant.label);
        let boxes = [("case-code", &[8][..]), ("occasion", &[2]), ("date", &DAY)];
        Head {
            title: self.title().to_owned(),
            who: who.to_owned(),
            boxes: boxes.map(|(label, parts)| (self.phrases.say(label), parts.to_vec())).to_vec(),
        }
    }

    /// How to fill it in, in sentences: what the first part says of itself among them.
    fn how(&self) -> Vec<String> {
        let intro = if self.is_in_head(1) { self.said_of(1) } else { vec![] };
        let said = ["paper-cross", "paper-wrong"].map(|id| self.phrases.say(id));
        [said.join(" ")].into_iter().chain(intro).chain([self.phrases.say("paper-skip")]).collect()
    }

    /// Whether what a part says of itself stands where it is told how to fill the paper in: the first part does, where
    /// no question stands before it.
    fn is_in_head(&self, number: usize) -> bool {
        number == 1 && self.instrument.pages.first().is_some_and(|page| !page.title.is_empty())
    }

    /// What a part says of itself, and which sound belongs to it.
    fn said_of(&self, number: usize) -> Vec<String> {
        let words = self.texts.intro(self.instrument, number, self.informant).map(str::to_owned);
        words.into_iter().chain(self.sounds_at(std::iter::once(path_of_intro(number)))).collect()
    }

    /// Answers of the first scale, of which one has a cross.
    fn example(&self) -> Option<Example> {
        let scale = self.asked.iter().find_map(|item| {
            self.instrument.items[*item].kind.scale().filter(|scale| self.instrument.scales[*scale].points().is_some())
        })?;
        let points: Vec<Answer> = self.answers_of(scale).into_iter().filter(|answer| !answer.is_none).collect();
        let shown = &points[points.len().saturating_sub(4)..points.len().saturating_sub(1).max(1)];
        let crossed = &shown.last()?.words;
        let caption = if crossed.is_empty() {
            self.phrases.say("paper-example")
        } else {
            self.phrases.with("paper-example-of", [("answer", crossed.as_str().into())])
        };
        Some(Example { caption, answers: shown.iter().map(|answer| answer.words.clone()).collect() })
    }

    fn end(&self, at: usize, count: usize) -> End {
        match at + 1 < count {
            true if at.is_multiple_of(2) => End::GoesOn(self.phrases.say("paper-overleaf")),
            true => End::GoesOn(self.phrases.say("paper-next-sheet")),
            false => End::Thanks(self.phrases.say("paper-thanks")),
        }
    }

    fn foot(&self, sheet: usize, sheets: usize) -> (String, String) {
        let told = self.phrases.with("paper-sheet", [("sheet", sheet.into()), ("sheets", sheets.into())]);
        let informant = &self.instrument.informants[self.informant].name;
        let printed = format!(
            "{} · {informant} · {} · {}",
            self.instrument.reference(),
            self.texts.language,
            &self.instrument.sha256[..12]
        );
        (told, printed)
    }

    /// A sheet: rows of one scale that follow one another are a grid, under the title of their part.
    fn blocks(&self, units: &[Unit]) -> Vec<Block> {
        let rows_from = |at: usize, of: ScaleIx| -> Vec<Row> {
            let row = |unit: &Unit| match unit {
                Unit::Row(item, scale) if *scale == of => Some(self.row(*item)),
                Unit::Part(..) | Unit::Question(_) | Unit::Row(..) => None,
            };
            units[at..].iter().map_while(row).collect()
        };
        let mut at = 0;
        let mut blocks = Vec::new();
        while let Some(unit) = units.get(at) {
            at += 1;
            match *unit {
                Unit::Part(number, place) => match units.get(at) {
                    Some(Unit::Row(_, scale)) => {
                        let rows = rows_from(at, *scale);
                        at += rows.len();
                        blocks.push(self.grid(Some((number, place)), *scale, rows));
                    }
                    Some(Unit::Part(..) | Unit::Question(_)) | None => {
                        blocks
                            .push(Block::Part { title: self.title_of_part(number, place).to_owned(), intro: self.intro(number) });
                    }
                },
                Unit::Row(_, scale) => {
                    let rows = rows_from(at - 1, scale);
                    at += rows.len() - 1;
                    blocks.push(self.grid(None, scale, rows));
                }
                Unit::Question(item) => blocks.push(Block::Question(self.asked(item))),
            }
        }
        blocks
    }

    fn title_of_part(&self, number: usize, place: usize) -> &str {
        let own = self.instrument.pages.get(place).map_or("", |page| page.title.as_str());
        self.texts.of(&format!("page {number} title")).unwrap_or(own)
    }

    /// What a part says of itself over its questions.
    fn intro(&self, number: usize) -> Introduction {
        if self.is_in_head(number) {
            return Introduction::default();
        }
        Introduction { picture: self.picture(&path_of_intro(number)), sentences: self.said_of(number) }
    }

    fn grid(&self, part: Option<(usize, usize)>, scale: ScaleIx, rows: Vec<Row>) -> Block {
        Block::Grid(Grid {
            intro: part.map_or_else(Introduction::default, |(number, _)| self.intro(number)),
            title: part.map(|(number, place)| self.title_of_part(number, place).to_owned()),
            answers: self.answers_of(scale),
            codes: point_codes(&self.instrument.scales[scale]),
            rows,
        })
    }

    fn row(&self, item: ItemIx) -> Row {
        Row {
            number: self.number(item),
            picture: self.picture(&self.path_of(item)),
            question: self.question(item).to_owned(),
            asides: self.asides(item),
            name: self.instrument.items[item].name.clone(),
        }
    }

    fn asked(&self, item: ItemIx) -> Question {
        let model = &self.instrument.items[item];
        let (room, name) = match self.instrument.member(item) {
            Some((allotment, _)) => (self.dealt(item, allotment), &allotment.name),
            None => (self.room(item), &model.name),
        };
        Question {
            number: self.number(item),
            picture: self.picture(&self.path_of(item)),
            question: self.question(item).to_owned(),
            asides: self.asides(item),
            room,
            entry: (name.clone(), margin_codes(self.instrument, item)),
        }
    }

    /// What is said beside a question: when it is asked, how it is answered, and that it may be left open.
    fn asides(&self, item: ItemIx) -> Vec<String> {
        let model = &self.instrument.items[item];
        let when = model.asked_when.as_ref().map(|condition| self.only_if(condition));
        let how = match &model.kind {
            Kind::Scale(scale) if self.instrument.scales[*scale].points().is_none() => Some("paper-line"),
            Kind::Choices(..) => Some("choose-any"),
            Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time => None,
        };
        let how = how.map(|id| ended(self.phrases.alone(id)));
        let how = how.or_else(|| self.instrument.member(item).map(|(allotment, _)| how_dealt(allotment, self.phrases)));
        let open = model.optional.then(|| ended(self.phrases.alone("paper-may-be-open")));
        [when, self.sounds(item), how, open].into_iter().flatten().collect()
    }

    /// The points of a scale, the visible non-answer last.
    fn answers_of(&self, scale: ScaleIx) -> Vec<Answer> {
        let paths = self.paths_of_points(scale);
        let scale = &self.instrument.scales[scale];
        let label = |path: &str| self.texts.of(path).unwrap_or_default().to_owned();
        let points = scale.points().unwrap_or_default().iter().zip(paths);
        let points = points.map(|(point, path)| {
            let words = label(&path);
            let words = if words.is_empty() { point.code().into_owned() } else { words };
            Answer { words, picture: self.picture(&path), is_none: false }
        });
        let none = scale.none.iter().map(|_| {
            let words = label(&format!("scale {} none", scale.name));
            Answer { words, picture: None, is_none: true }
        });
        points.chain(none).collect()
    }

    /// Boxes for the number of each of those that are ranked, or that share.
    fn dealt(&self, item: ItemIx, allotment: &Allotment) -> Room {
        let members = self.paths_of_choices(item).into_iter().enumerate();
        let member = |(at, path): (usize, String)| Choice {
            words: self.texts.member(allotment, at).into_owned(),
            picture: self.picture(&path),
        };
        Room::Dealt { digits: allotment.range().max.to_string().len(), members: members.map(member).collect() }
    }

    fn room(&self, item: ItemIx) -> Room {
        let paths = self.paths_of_choices(item);
        let item = &self.instrument.items[item];
        let boxes = |parts: &[usize], after: String| Room::Boxes { parts: parts.to_vec(), between: "", after };
        match &item.kind {
            Kind::Scale(scale) => match &self.instrument.scales[*scale].steps {
                ScaleSteps::Points(_) => Room::Circles(self.answers_of(*scale)),
                ScaleSteps::Line { .. } => {
                    let end =
                        |which: &str| self.texts.of(&format!("item {} {which} end", item.name)).unwrap_or_default().to_owned();
                    Room::Line { low: end("low"), high: end("high") }
                }
            },
            Kind::Choices(choices, or_none) => {
                let choices = choices.iter().zip(paths).map(|(choice, path)| {
                    let text = choice.text();
                    Choice { words: self.texts.of(&path).unwrap_or(&text).to_owned(), picture: self.picture(&path) }
                });
                let none = or_none.then(|| Choice { words: self.phrases.alone("none-of-these"), picture: None });
                Room::Choices(choices.chain(none).collect())
            }
            Kind::Whole(low, high) | Kind::Decimal(low, high) => {
                boxes(&[5], format!("{} {low}–{high}", self.phrases.say("number-from")))
            }
            Kind::Date => boxes(&DAY, self.phrases.say("paper-day")),
            Kind::Time => Room::Boxes { parts: vec![2, 2], between: ":", after: String::new() },
            Kind::Text(_) => Room::Rules(RULES),
        }
    }
}

/// A day on paper: its day, its month and its year, as all the languages of these papers write them.
const DAY: [usize; 3] = [2, 2, 4];
/// Lines to write a text on.
const RULES: usize = 3;

/// Words as a sentence of its own.
fn ended(words: String) -> String {
    if words.ends_with(['.', '!', '?', '؟']) { words } else { words + "." }
}
