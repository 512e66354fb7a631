use axum::response::Html;
use maud::{Markup, html};

use super::Served;
use super::page::Form;
use super::question::{Face, question_form};
use crate::administer::NotTaken;
use crate::instrument::{ItemIx, NONE};

/// What was sent from the page of a grid: an answer for each row, empty where there is none.
pub(super) struct Rows(Vec<(ItemIx, String)>);

/// Why a grid is shown again.
pub(super) enum NotAll {
    /// A row has no answer yet.
    Open,
    /// An answer is not taken.
    Row(ItemIx, NotTaken),
}

/// The field of a row.
fn field(face: &Face<'_>, row: ItemIx) -> String {
    format!("answer-{}", face.instrument().items[row].name)
}

impl Rows {
    /// What a form says of the rows of a grid that are asked.
    pub(super) fn sent(face: &Face<'_>, rows: &[ItemIx], form: &Form) -> Self {
        Self(rows.iter().map(|row| (*row, form.get(&field(face, *row)).trim().to_owned())).collect())
    }

    /// Gives what was answered. A row without an answer keeps the one that it has; where it has none the grid is asked
    /// again, or the row is left open, as one is that may be.
    pub(super) fn give(&self, face: &mut Face<'_>, leaves_open: bool) -> Result<(), NotAll> {
        for (row, answer) in &self.0 {
            let taken = match (answer.is_empty(), face.asked.given(*row).is_empty()) {
                (true, false) => Ok(()),
                (true, true) if leaves_open || face.instrument().items[*row].optional => face.asked.pass(*row),
                (true, true) => return Err(NotAll::Open),
                (false, _) => face.asked.give(*row, answer),
            };
            taken.map_err(|error| NotAll::Row(*row, error))?;
        }
        Ok(())
    }

    /// Gives those of the answers that can be taken, for whoever stops.
    pub(super) fn give_what_can_be(&self, face: &mut Face<'_>) {
        for (row, answer) in self.0.iter().filter(|(_, answer)| !answer.is_empty()) {
            // What is no answer is not worth staying for.
            let _ = face.asked.give(*row, answer);
        }
    }

    fn of(&self, row: ItemIx) -> &str {
        self.0.iter().find(|(there, _)| *there == row).map_or("", |(_, answer)| answer)
    }
}

/// The page of a grid: a table where there is room for one, and a card for each row where there is not.
pub(super) fn grid_page(
    served: &Served,
    face: &Face<'_>,
    rows: &[ItemIx],
    sent: Option<(&Rows, Option<String>)>,
) -> Html<String> {
    let Some(first) = rows.first().copied() else { return Html(String::new()) };
    let why = sent.as_ref().and_then(|(_, why)| why.as_deref());
    let given = |row: ItemIx| match &sent {
        Some((rows, _)) if !rows.of(row).is_empty() => rows.of(row).to_owned(),
        Some(_) | None => face.asked.given(row).to_owned(),
    };
    let columns = face.asked.options(first).unwrap_or_default();
    let words =
        |(answer, path): &(String, String)| face.texts.of(path).map_or_else(|| face.phrases.written(answer), str::to_owned);
    let table = html! {
        h1.hidden-text { (face.title()) }
        div.grid-of {
            div.grid-head aria-hidden="true" {
                span {}
                @for column in &columns { span { (words(column)) } }
            }
            @for row in rows {
                (grid_row(face, *row, &given(*row)))
            }
        }
    };
    question_form(served, face, first, (why, &table))
}

fn grid_row(face: &Face<'_>, row: ItemIx, given: &str) -> Markup {
    let (name, id) = (field(face, row), format!("row-{}", face.instrument().items[row].name));
    let options = face.asked.options(row).unwrap_or_default();
    html! {
        div.grid-row role="radiogroup" aria-labelledby=(id) {
            span.row-question id=(id) data-aloud { (face.question(row)) }
            @for (answer, path) in &options {
                label.answer.none[answer == NONE] {
                    input type="radio" name=(name) value=(answer) checked[answer == given];
                    span { (face.texts.of(path).map_or_else(|| face.phrases.written(answer), str::to_owned)) }
                }
            }
        }
    }
}
