use std::collections::HashMap;

use super::super::expression::Expr;
use crate::instrument::Comparator;

/// Boxes of questions of which several can be chosen: what LimeSurvey calls each, with the question and its code.
pub(super) type Boxes = HashMap<String, (String, String)>;

/// An expression in which a box that is ticked is what it is elsewhere: a code that is among those chosen.
#[expect(clippy::wildcard_enum_match_arm, reason = "any other expression stays as it is")]
pub(super) fn with_boxes(expr: Expr, boxes: &Boxes) -> Expr {
    let ticked = |name: &str| {
        let (question, code) = boxes.get(name)?;
        Some(Expr::Includes(Box::new(Expr::field(question)), Box::new(Expr::Text(code.clone()))))
    };
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
        Expr::Call(name, parts) => Expr::Call(name, all(parts)),
        Expr::Sum(parts) => Expr::Sum(pairs(parts)),
        Expr::Product(parts) => Expr::Product(pairs(parts)),
        other => other,
    }
}
