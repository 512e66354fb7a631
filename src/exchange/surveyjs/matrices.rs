use std::collections::HashMap;

use serde_json::{Value as Json, json};

use super::{STATEMENT, Writer};
use crate::exchange::form::{FormPage, Question};
use crate::exchange::formula::test_in;
use crate::instrument::{Item, ItemIx};

/// The matrix that an item is a row of, by its name.
pub(super) type Matrices = HashMap<ItemIx, String>;

impl Writer<'_> {
    /// The questions of a page, those of one grid as one.
    pub(super) fn questions(&self, page: &FormPage) -> Vec<Json> {
        let grids = self.form.in_grids(page).into_iter().flat_map(|grid| self.form.required_alike(grid));
        let of_grid = |rows: &[Question]| match rows.first().and_then(|first| self.matrices.get(&first.item)) {
            Some(name) => vec![self.matrix(name, rows)],
            None => rows.iter().flat_map(|row| self.before(page, row).into_iter().chain([self.question(row)])).collect(),
        };
        grids.flat_map(of_grid).collect()
    }

    fn matrix(&self, name: &str, questions: &[Question]) -> Json {
        let instrument = self.form.instrument;
        let items = || questions.iter().map(|question| (question, &instrument.items[question.item]));
        let row = |(question, item): (&Question, &Item)| {
            let mut row = json!({"value": item.name, "text": self.localised(&question.text)});
            if let Some(asked) = &question.asked {
                row["visibleIf"] = json!(test_in(&self.expressions(), asked));
            }
            row
        };
        let carried = items().map(|(question, item)| format!("{} {}", item.name, self.form.flags(question.item)));
        let scale = items().find_map(|(_, item)| item.kind.scale());
        let mut json = json!({
            "type": "matrix",
            "name": name,
            "titleLocation": "hidden",
            "columns": scale.map_or(vec![], |scale| self.points(scale)),
            "rows": items().map(row).collect::<Vec<_>>(),
            STATEMENT: carried.collect::<Vec<_>>().join("\n"),
        });
        if items().all(|(_, item)| !item.optional) {
            json["isAllRowRequired"] = json!(true);
        }
        let demands: Vec<Json> = questions
            .iter()
            .flat_map(|question| self.form.refusals_at(question.item))
            .map(|refusal| self.demand(refusal))
            .collect();
        if !demands.is_empty() {
            json["validators"] = json!(demands);
        }
        json
    }
}
