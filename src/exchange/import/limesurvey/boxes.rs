use std::collections::HashMap;

use super::super::expression::{ALL_OF, Expr};
use crate::instrument::Comparator;

/// What LimeSurvey calls the parts of its questions.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    /// Boxes of questions of which several can be chosen, each with the question and its code.
    pub(super) of_sets: HashMap<String, (String, String)>,
    /// The rows of questions that have several answers, by the question.
    pub(super) rows: HashMap<String, Vec<String>>,
}

impl Boxes {
    fn ticked(&self, name: &str) -> Option<Expr> {
        let (question, code) = self.of_sets.get(name)?;
        Some(Expr::Includes(Box::new(Expr::field(question)), Box::new(Expr::Text(code.clone()))))
    }

    /// What is counted of an argument of `count`: what was chosen of a set, and what was answered of all else.
    fn counted(&self, argument: &Expr) -> Option<Vec<Expr>> {
        let answered = |name: &String| Expr::not(Expr::Missing(Box::new(Expr::field(name))));
        match all_of(argument) {
            Some(question) => match self.rows.get(question) {
                Some(rows) => Some(rows.iter().map(answered).collect()),
                None => Some(vec![Expr::Call("count-selected".to_owned(), vec![Expr::field(question)])]),
            },
            None => {
                let name = argument.clone().into_question().ok()?;
                Some(vec![self.ticked(&name).unwrap_or_else(|| answered(&name))])
            }
        }
    }

    /// The rows that an argument of a function stands for: itself, where that is none.
    fn spread(&self, argument: Expr) -> Vec<Expr> {
        let rows = all_of(&argument).and_then(|question| self.rows.get(question));
        rows.map(|rows| rows.iter().map(|row| Expr::field(row)).collect()).unwrap_or_else(|| vec![argument])
    }
}

/// The question whose parts an expression is all of.
#[expect(clippy::wildcard_enum_match_arm, reason = "any other expression is about no parts")]
fn all_of(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Call(name, parts) if name == ALL_OF => match &parts[..] {
            [Expr::Field(question, None)] => Some(question),
            _ => None,
        },
        _ => None,
    }
}

/// An expression in which a box that is ticked is what it is elsewhere: a code that is among those chosen.
#[expect(clippy::wildcard_enum_match_arm, reason = "any other expression stays as it is")]
pub(super) fn with_boxes(expr: Expr, boxes: &Boxes) -> Expr {
    let ticked = |name: &str| boxes.ticked(name);
    let all = |parts: Vec<Expr>| parts.into_iter().map(|part| with_boxes(part, boxes)).collect();
    let pairs = |parts: Vec<(bool, Expr)>| parts.into_iter().map(|(turned, part)| (turned, with_boxes(part, boxes))).collect();
    let boxed = |inner: Box<Expr>| Box::new(with_boxes(*inner, boxes));
    match expr {
        Expr::Compared(comparator, left, right) => {
            let found = match (&*left, &*right, comparator) {
                (Expr::Field(name, None), Expr::Text(text), Comparator::Equal | Comparator::Unequal) => {
                    let is_ticked = (text == "Y") == (comparator == Comparator::Equal);
                    ticked(name).map(|test| if is_ticked { test } else { Expr::not(test) })
                }
                _ => None,
            };
            found.unwrap_or_else(|| Expr::Compared(comparator, boxed(left), boxed(right)))
        }
        Expr::Missing(inner) => {
            let found = match &*inner {
                Expr::Field(name, None) => ticked(name).map(Expr::not),
                _ => None,
            };
            found.unwrap_or_else(|| Expr::Missing(boxed(inner)))
        }
        Expr::Not(inner) => Expr::Not(boxed(inner)),
        Expr::Negative(inner) => Expr::Negative(boxed(inner)),
        Expr::Either(parts) => Expr::Either(all(parts)),
        Expr::Both(parts) => Expr::Both(all(parts)),
        Expr::Call(name, parts) if name == "count" && parts.iter().all(|part| boxes.counted(part).is_some()) => {
            Expr::Sum(parts.iter().filter_map(|part| boxes.counted(part)).flatten().map(|part| (false, part)).collect())
        }
        Expr::Call(name, parts) if name != ALL_OF => {
            Expr::Call(name, all(parts.into_iter().flat_map(|part| boxes.spread(part)).collect()))
        }
        Expr::Sum(parts) => Expr::Sum(pairs(parts)),
        Expr::Product(parts) => Expr::Product(pairs(parts)),
        other => other,
    }
}
