//! When a question or a group is asked.

use serde_json::Value as Json;

use super::super::expression::{Expr, Unsaid, Variables, fhirpath};
use super::super::sketch::ConditionSketch;
use super::json::{expression, text_of};
use crate::instrument::Comparator;

/// The condition of an element, if it has one.
pub(super) fn condition(json: &Json, variables: &Variables) -> Option<ConditionSketch> {
    let name = text_of(json, "linkId");
    if let Some(written) = expression(json, "enableWhenExpression") {
        let expr = fhirpath(&written, variables);
        return Some(ConditionSketch { name, written, expr });
    }
    let rules = json["enableWhen"].as_array().filter(|rules| !rules.is_empty())?;
    let (all, word) = if json["enableBehavior"] == "all" { (true, " and ") } else { (false, " or ") };
    let written: Vec<String> = rules.iter().map(written).collect();
    let parts: Result<Vec<Expr>, Unsaid> = rules.iter().map(rule).collect();
    let expr = parts.map(|mut parts| match (parts.len(), all) {
        (1, _) => parts.remove(0),
        (_, true) => Expr::Both(parts),
        (_, false) => Expr::Either(parts),
    });
    Some(ConditionSketch { name, written: written.join(word), expr })
}

fn answer(rule: &Json) -> Option<&Json> {
    rule.as_object()?.iter().find(|(key, _)| key.starts_with("answer")).map(|(_, value)| value)
}

fn written(rule: &Json) -> String {
    let value = match answer(rule) {
        Some(Json::String(text)) => text.clone(),
        Some(value @ Json::Object(_)) => text_of(value, if value["code"].is_string() { "code" } else { "display" }),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    format!("{} {} {value}", text_of(rule, "question"), text_of(rule, "operator"))
}

fn rule(rule: &Json) -> Result<Expr, Unsaid> {
    let field = Expr::Field(rule["question"].as_str().ok_or(Unsaid::Shape)?.to_owned(), None);
    let answer = answer(rule).ok_or(Unsaid::Shape)?;
    let operator = rule["operator"].as_str().unwrap_or("=");
    if operator == "exists" {
        let missing = Expr::Missing(Box::new(field));
        return Ok(if answer == &Json::Bool(true) { Expr::not(missing) } else { missing });
    }
    let value = match answer {
        Json::Bool(truth) => Expr::Truth(*truth),
        // A sign is no part of a number there.
        Json::Number(number) if number.to_string().starts_with('-') => Expr::Text(number.to_string()),
        Json::Number(number) => Expr::Number(number.to_string()),
        Json::String(text) => Expr::Text(text.clone()),
        Json::Object(_) => {
            let code = answer["code"].as_str().or(answer["display"].as_str()).ok_or(Unsaid::Shape)?;
            let code = Expr::Text(code.to_owned());
            // Of several answers any may be the one.
            match operator {
                "=" => return Ok(Expr::Includes(Box::new(field), Box::new(code))),
                "!=" => return Ok(Expr::not(Expr::Includes(Box::new(field), Box::new(code)))),
                _ => code,
            }
        }
        Json::Null | Json::Array(_) => return Err(Unsaid::Shape),
    };
    let comparator = Comparator::of_word(operator).ok_or(Unsaid::Shape)?;
    Ok(Expr::compared(comparator, field, value))
}
