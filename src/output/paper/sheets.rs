use super::Paper;
use super::letters::{BOLD, width, wrapped};
use super::media::{PICTURE, PICTURE_OF_ANSWER, PICTURE_OF_ROW, path_of_intro};
use crate::instrument::{ItemIx, Kind, ScaleIx, ScaleSteps};

/// What stands on a sheet, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// The title and the introduction of a page of the measure, by its number among those that have a title, and its
    /// place.
    Part(usize, usize),
    /// A question with its answers under it.
    Question(ItemIx),
    /// A question with its answers beside it, in a grid of others on the same scale.
    Row(ItemIx, ScaleIx),
}

/// Height of a sheet that there is not for questions, in mm: margins, what stands at the foot, and some room to be safe,
/// since letters are not as wide as they are taken to be.
const NO_ROOM: f64 = 39.0;
/// Width of a question, in mm.
const WIDE: f64 = 155.0;
/// A column of a grid, in mm.
const COLUMN: f64 = 16.0;
/// Answers that a grid has at the most.
const COLUMNS: usize = 7;
/// Questions on one scale from which on they stand in a grid.
const GRID: usize = 2;
/// Heights of letters in mm: of questions, of answers under them, of what is said beside them; and of a grid.
const QUESTION: f64 = 4.94 * BOLD;
const ANSWER: f64 = 3.88;
const ASIDE: f64 = 4.06;
const DENSE: f64 = 3.6;
/// Height of the letters of the title in mm, and the width that the boxes for the case leave to it.
const TITLE: f64 = 7.06;
const TITLE_WIDE: f64 = 78.0;

/// Height of the line with a logo, in mm.
const LOGO: f64 = 10.0;

impl Paper<'_> {
    /// What is asked, in order: parts with their questions, several on one scale in a grid.
    fn units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        let mut number = 0;
        for (place, page) in self.instrument.pages.iter().enumerate() {
            number += usize::from(!page.title.is_empty());
            let asked: Vec<ItemIx> = page.items.iter().copied().filter(|item| self.asked.contains(item)).collect();
            if asked.is_empty() {
                continue;
            }
            if !page.title.is_empty() {
                units.push(Unit::Part(number, place));
            }
            let scale = |item: &ItemIx| self.scale_of_grid(*item);
            for run in asked.chunk_by(|one, other| scale(one).is_some() && scale(one) == scale(other)) {
                let in_grid = run.first().and_then(scale).filter(|_| run.len() >= GRID);
                units.extend(run.iter().map(|item| in_grid.map_or(Unit::Question(*item), |scale| Unit::Row(*item, scale))));
            }
        }
        units
    }

    /// The scale on which a question can stand in a grid; nothing where questions stand alone.
    fn scale_of_grid(&self, item: ItemIx) -> Option<ScaleIx> {
        let scale = self.instrument.items[item].kind.scale().filter(|_| !self.is_large)?;
        let model = &self.instrument.scales[scale];
        let answers = model.points()?.len() + usize::from(model.none.is_some());
        (answers <= COLUMNS).then_some(scale)
    }

    /// The sheets with what stands on each. No part ends with its title, and no sheet has one question alone that
    /// another has one to give to.
    pub(super) fn sheets(&self) -> Vec<Vec<Unit>> {
        let units = self.units();
        let mut sheets: Vec<Vec<Unit>> = vec![vec![]];
        let whole = (self.paper.height() - NO_ROOM) * self.part;
        let mut room = whole - self.height_of_head();
        for (at, unit) in units.iter().enumerate() {
            let sheet = &sheets[sheets.len() - 1];
            let is_captioned = matches!(units.get(at + 1), Some(Unit::Row(..)));
            let height = self.height(*unit, sheet.last(), is_captioned);
            // A title goes with what follows it.
            let with_next = match (unit, units.get(at + 1)) {
                (Unit::Part(..), Some(next)) => self.height(*next, Some(unit), false),
                (Unit::Part(..), None) | (Unit::Question(_) | Unit::Row(..), _) => 0.0,
            };
            if height + with_next > room && !sheet.is_empty() {
                sheets.push(vec![]);
                room = whole;
            }
            let sheet = sheets.len() - 1;
            room -= self.height(*unit, sheets[sheet].last(), is_captioned);
            sheets[sheet].push(*unit);
        }
        self.evened(sheets)
    }

    /// Gives the last sheet a second question where it has one alone.
    fn evened(&self, mut sheets: Vec<Vec<Unit>>) -> Vec<Vec<Unit>> {
        let is_question = |unit: &Unit| match unit {
            Unit::Part(..) => false,
            Unit::Question(_) | Unit::Row(..) => true,
        };
        let count = |sheet: &[Unit]| sheet.iter().filter(|unit| is_question(unit)).count();
        let last = sheets.len() - 1;
        if last > 0 && count(&sheets[last]) == 1 && count(&sheets[last - 1]) > 2 {
            let at = sheets[last - 1].iter().rposition(is_question).unwrap_or(0);
            let at = if at > 0 && !is_question(&sheets[last - 1][at - 1]) { at - 1 } else { at };
            let moved = sheets[last - 1].split_off(at);
            sheets[last].splice(0..0, moved);
        }
        sheets
    }

    /// How tall the head of the first sheet is, in mm, with how it is filled in.
    fn height_of_head(&self) -> f64 {
        let (wide, letter, line) = if self.is_large { (88.0, 4.59, 6.1) } else { (122.0, DENSE, 5.2) };
        let lines: usize = self.how().iter().map(|text| wrapped(text, wide, letter).len()).sum();
        let title = wrapped(self.title(), TITLE_WIDE, TITLE * BOLD).len() as f64 * TITLE * 1.15;
        let logo = if self.letterhead.logo.is_some() { LOGO } else { 0.0 };
        let picture = if self.is_in_head(1) { self.height_of_picture(&path_of_intro(1), PICTURE) } else { 0.0 };
        12.0 + logo + title + 13.0 + (lines as f64 * line + 1.5 * self.how().len() as f64 + picture).max(22.0)
    }

    /// How tall something is, in mm, after something else on its sheet; a title that a grid follows stands in its head.
    fn height(&self, unit: Unit, before: Option<&Unit>, is_captioned: bool) -> f64 {
        match unit {
            Unit::Part(number, _) => {
                let intro = self.intro(number);
                let lines: usize = intro.sentences.iter().map(|sentence| wrapped(sentence, WIDE, 4.59).len()).sum();
                let title = if is_captioned { 0.0 } else { 10.5 };
                let picture = intro.picture.and_then(|picture| picture.file).map_or(0.0, |_| PICTURE);
                title + picture + lines as f64 * 6.0
            }
            Unit::Question(item) => self.height_of_question(item),
            Unit::Row(item, scale) => {
                let is_in_grid = matches!(before, Some(Unit::Row(_, same)) if *same == scale);
                let head = if is_in_grid { 0.0 } else { 14.0 + self.height_of_answers(scale) };
                let columns = self.answers_of(scale).len() as f64;
                let wide = WIDE + 8.0 - COLUMN * columns - 7.0;
                let aside: usize = self.asides(item).iter().map(|aside| wrapped(aside, wide, DENSE).len()).sum();
                let lines = wrapped(&self.with_alt(&self.path_of(item), self.question(item)), wide, DENSE).len() + aside;
                let picture = self.height_of_picture(&self.path_of(item), PICTURE_OF_ROW);
                head + (lines as f64 * 4.9 + 4.2 + picture).max(10.0)
            }
        }
    }

    fn height_of_question(&self, item: ItemIx) -> f64 {
        let (letter, line) = if self.is_large { (QUESTION, 6.2) } else { (DENSE, 5.0) };
        let question = self.with_alt(&self.path_of(item), self.question(item));
        let question = wrapped(&question, WIDE - 10.0, letter).len() as f64 * line;
        let asides: f64 = self.asides(item).iter().map(|aside| wrapped(aside, WIDE - 10.0, ASIDE).len() as f64 * 5.4).sum();
        let picture = self.height_of_picture(&self.path_of(item), PICTURE);
        let choices: f64 = self.paths_of_choices(item).iter().map(|path| self.height_of_picture(path, PICTURE_OF_ANSWER)).sum();
        let dealt = self.instrument.member(item).map(|(allotment, _)| allotment.members.len() as f64 * 9.5 + 2.0 + choices);
        let answers = match &self.instrument.items[item].kind {
            Kind::Scale(scale) => match &self.instrument.scales[*scale].steps {
                ScaleSteps::Points(_) => {
                    let answers = self.answers_of(*scale);
                    let wide = (WIDE - 10.0) / answers.len().max(1) as f64 - 1.0;
                    let lines = answers.iter().map(|answer| lines_within(&answer.words, wide)).max().unwrap_or(0);
                    10.4 + lines as f64 * 4.5 + self.height_of_answers(*scale)
                }
                ScaleSteps::Line { .. } => 13.0,
            },
            Kind::Choices(all, or_none) => (all.len() + usize::from(*or_none)) as f64 * 8.5 + 2.0 + choices,
            Kind::Text(_) => 3.0 * 8.0 + 1.0,
            Kind::Whole(..) | Kind::Decimal(..) | Kind::Date | Kind::Time => 12.0,
        };
        picture + question + asides + dealt.unwrap_or(answers) + 4.0
    }
}

/// Lines of a text under a circle, where a word may be wider than its column.
fn lines_within(words: &str, wide: f64) -> usize {
    wrapped(words, wide, ANSWER).iter().map(|line| (width(line, ANSWER) / wide).ceil().max(1.0) as usize).sum()
}
