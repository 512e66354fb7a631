use std::sync::Arc;

use serde::{Serialize, Serializer};

#[cfg(feature = "pdf")]
use super::description::{Block, PaperSheets, Question, Room};
use crate::administer::MediaContent;

/// A picture beside words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// What is said in its place; empty where it adds nothing to the words beside it.
    pub alt: String,
    /// Its file; nothing where it could not be read.
    pub file: Option<ShownFile>,
}

/// The file of a picture. As data it is its key alone: what it holds goes beside the words.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownFile {
    /// What tells it apart from others of the same form: its name, after the language of the translation that names it.
    pub key: String,
    /// What it holds.
    pub content: Arc<MediaContent>,
}

impl Serialize for ShownFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.key)
    }
}

#[cfg(feature = "pdf")]
impl PaperSheets {
    /// The files of the pictures on all sheets, in their order, each as often as it is shown.
    pub fn picture_files(&self) -> impl Iterator<Item = &ShownFile> {
        let blocks = self.sheets.iter().flat_map(|sheet| &sheet.blocks).flat_map(of_block);
        std::iter::once(&self.filling_in.picture).chain(blocks).flatten().filter_map(|shown| shown.file.as_ref())
    }
}

/// The pictures of a block, at all places where one may stand.
#[cfg(feature = "pdf")]
fn of_block(block: &Block) -> Vec<&Option<Shown>> {
    match block {
        Block::Part { title: _, intro } => vec![&intro.picture],
        Block::Grid(grid) => {
            let answers = grid.answers.iter().map(|answer| &answer.picture);
            let rows = grid.rows.iter().map(|row| &row.picture);
            std::iter::once(&grid.intro.picture).chain(answers).chain(rows).collect()
        }
        Block::Question(question) => of_question(question),
    }
}

#[cfg(feature = "pdf")]
fn of_question(question: &Question) -> Vec<&Option<Shown>> {
    let mut pictures = vec![&question.picture];
    match &question.room {
        Room::Circles(answers) => pictures.extend(answers.iter().map(|answer| &answer.picture)),
        Room::Choices(choices) | Room::Dealt { digits: _, members: choices } => {
            pictures.extend(choices.iter().map(|choice| &choice.picture));
        }
        Room::Line { .. } | Room::Boxes { .. } | Room::Rules(_) => {}
    }
    pictures
}
