use std::collections::HashMap;

use super::{Row, Writer, comment, row};
use crate::exchange::form::{FormPage, Question};
use crate::exchange::formula::test_in;
use crate::instrument::ItemIx;

/// The array that an item is a row of, by its name.
pub(super) type Arrays = HashMap<ItemIx, String>;

impl Writer<'_> {
    /// The questions of a page, those of one grid as one.
    pub(super) fn questions(&self, page: &FormPage, language: usize, rows: &mut Vec<Row>) {
        let grids = self.form.in_grids(page).into_iter().flat_map(|grid| self.form.required_alike(grid));
        for questions in grids {
            match questions.first().and_then(|first| self.arrays.get(&first.item)) {
                Some(name) => self.array(name, questions, language, rows),
                None => questions.iter().for_each(|question| self.question(question, language, rows)),
            }
        }
    }

    /// The rows of a grid as one question, each a part of it.
    fn array(&self, name: &str, questions: &[Question], language: usize, rows: &mut Vec<Row>) {
        let instrument = self.form.instrument;
        let items = || questions.iter().map(|question| (question, &instrument.items[question.item]));
        let carried: Vec<String> = items()
            .flat_map(|(question, item)| {
                let code = self.codes.of(&item.name);
                let flags = self.form.flags(question.item);
                [format!("{code}:item {}", item.name), format!("{code}:flags {flags}")]
            })
            .collect();
        let is_optional = items().all(|(_, item)| item.optional);
        let mut cells = row(&[
            ("class", "Q"),
            ("type/scale", "F"),
            ("name", self.codes.of(name)),
            ("relevance", "1"),
            ("help", &comment(&carried.join("\n"))),
            ("mandatory", if is_optional { "N" } else { "Y" }),
        ]);
        let asked: Vec<ItemIx> = questions.iter().map(|question| question.item).collect();
        cells.extend(self.refused(&asked, language));
        rows.push(cells);
        rows.extend(items().map(|(question, item)| {
            let relevance = question.asked.as_ref().map_or("1".to_owned(), |asked| test_in(&self.script(), asked));
            row(&[
                ("class", "SQ"),
                ("type/scale", "0"),
                ("name", self.codes.of(&item.name)),
                ("relevance", &relevance),
                ("text", &self.marked(&question.text, language)),
            ])
        }));
        let scale = items().find_map(|(_, item)| item.kind.scale());
        rows.extend(scale.into_iter().flat_map(|scale| self.points(scale, language)));
    }
}
