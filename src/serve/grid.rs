use axum::response::Html;
use maud::{Markup, html};

use super::Served;
use super::page::Form;
use super::question::{Face, question_form};
use crate::administer::{NotTaken, how_dealt};
use crate::instrument::{Allotment, ItemIx, NONE};

/// What was sent from the page of a grid, or of what ranks or shares out: an answer for each row, empty where there is none.
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
        let given: Vec<(ItemIx, String)> = match self.shared(face) {
            Some(shared) => shared,
            None => {
                let kept = |row: ItemIx| face.asked.given(row).to_owned();
                self.0.iter().map(|(row, answer)| (*row, if answer.is_empty() { kept(*row) } else { answer.clone() })).collect()
            }
        };
        let may_be_open = |row: ItemIx| leaves_open || face.instrument().items[row].optional;
        if given.iter().any(|(row, answer)| answer.is_empty() && !may_be_open(*row)) {
            return Err(NotAll::Open);
        }
        let given: Vec<(ItemIx, &str)> = given.iter().map(|(row, answer)| (*row, answer.as_str())).collect();
        face.asked.give_together(&given).map_err(|(row, error)| NotAll::Row(row, error))
    }

    /// What members of an allotment get: all that stands in the fields, where anything does. A share that was left empty
    /// beside others is 0.
    fn shared(&self, face: &Face<'_>) -> Option<Vec<(ItemIx, String)>> {
        let (allotment, _) = face.instrument().member(self.0.first()?.0)?;
        let is_blank = self.0.iter().all(|(_, answer)| answer.is_empty());
        let filled = |answer: &String| match allotment.deal.left_empty() {
            Some(share) if answer.is_empty() => share.to_owned(),
            Some(_) | None => answer.clone(),
        };
        (!is_blank).then(|| self.0.iter().map(|(row, answer)| (*row, filled(answer))).collect())
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
    if let Some((allotment, _)) = face.instrument().member(first) {
        return question_form(served, face, first, (why, &members(face, allotment, rows, &given)));
    }
    let columns = face.asked.options(first).unwrap_or_default();
    let words =
        |(answer, path): &(String, String)| face.texts.of(path).map_or_else(|| face.phrases.written(answer), str::to_owned);
    let table = html! {
        h1.hidden-text { (face.title()) }
        (face.sounds(&columns, words))
        div.grid-of {
            div.grid-head aria-hidden="true" {
                span {}
                @for column in &columns { span { (face.picture(&column.1)) (words(column)) } }
            }
            @for row in rows {
                (grid_row(face, *row, &given(*row)))
            }
        }
    };
    question_form(served, face, first, (why, &table))
}

/// What ranks or shares out: the question, and a field for each of its members.
fn members(face: &Face<'_>, allotment: &Allotment, rows: &[ItemIx], given: &dyn Fn(ItemIx) -> String) -> Markup {
    let question = face.texts.question_called(&face.asked, &allotment.name);
    let most = allotment.range().max.to_string().len();
    let path = format!("item {}", allotment.name);
    let of_member = |at: usize| format!("{path} choice {}", allotment.members[at].name);
    let named: Vec<(String, String)> =
        allotment.members.iter().enumerate().map(|(at, member)| (member.name.clone(), of_member(at))).collect();
    html! {
        fieldset {
            legend.question {
                (face.picture(&path))
                h1 #question.as-text data-aloud {
                    (question.as_deref().unwrap_or(&allotment.name))
                    span.hint #limits { (how_dealt(allotment, &face.phrases)) }
                }
            }
            (face.sound(&path, question.as_deref().unwrap_or(&allotment.name)))
            (face.sounds(&named, |(_, path)| face.texts.of(path).unwrap_or_default().to_owned()))
            div.dealt {
                @for row in rows {
                    label.dealt-to {
                        span data-aloud {
                            @if let Some((_, at)) = face.instrument().member(*row) {
                                (face.picture(&of_member(at)))
                                (face.texts.member(allotment, at))
                            }
                        }
                        input type="text" inputmode="numeric" name=(field(face, *row)) autocomplete="off" maxlength=(most.max(3))
                            dir="ltr" aria-describedby="limits" value=(given(*row));
                    }
                }
            }
        }
    }
}

fn grid_row(face: &Face<'_>, row: ItemIx, given: &str) -> Markup {
    let (name, id) = (field(face, row), format!("row-{}", face.instrument().items[row].name));
    let options = face.asked.options(row).unwrap_or_default();
    let path = face.path_of(row);
    html! {
        div.grid-row role="radiogroup" aria-labelledby=(id) {
            div {
                (face.picture(&path))
                span.row-question id=(id) data-aloud { (face.question(row)) }
                (face.sound(&path, &face.question(row)))
            }
            @for (answer, path) in &options {
                label.answer.none[answer == NONE] {
                    input type="radio" name=(name) value=(answer) checked[answer == given];
                    span { (face.picture(path)) (face.texts.of(path).map_or_else(|| face.phrases.written(answer), str::to_owned)) }
                }
            }
        }
    }
}
