#![expect(clippy::wildcard_enum_match_arm, reason = "an expression of any other form has no counterpart in the language")]

use std::collections::{HashMap, HashSet};

use super::meaning::{Blanks, Lacking, Meaning};
use super::{Code, Expr, Field, Points, Unsaid};
use crate::instrument::Comparator;

/// Says expressions of a form in the language.
pub(in crate::exchange::import) struct Speaker<'a> {
    pub(in crate::exchange::import) fields: &'a HashMap<String, Field>,
    pub(in crate::exchange::import) meaning: Meaning,
    /// Names of items that are not always asked: a score has to say that it can do without them.
    pub(in crate::exchange::import) sometimes: &'a HashSet<String>,
    /// Names of items that may be left unanswered.
    pub(in crate::exchange::import) lacking: &'a HashSet<String>,
    /// The name of an answer that is there in any case, since it is what is judged.
    pub(in crate::exchange::import) judged: Option<&'a str>,
}

pub(super) type Said = Result<String, Unsaid>;

impl Speaker<'_> {
    /// When something is asked: a text that is true where, and only where, the expression is.
    pub(in crate::exchange::import) fn asked(&self, expr: &Expr) -> Said {
        self.condition(expr, true, false)
    }

    /// When an answer that is there is refused: where what its form demands of it does not hold.
    pub(in crate::exchange::import) fn refused(&self, field: &str, demanded: &Expr) -> Said {
        let own = self.field(field)?.name();
        let speaker = Speaker { judged: Some(own), ..*self };
        let test = speaker.condition(&demanded.clone().of_field(field), false, false)?;
        Ok(match self.meaning.compared {
            Blanks::Compared => format!("not {own} is missing and {test}"),
            Blanks::Missing => test,
        })
    }

    /// What is computed.
    pub(in crate::exchange::import) fn score(&self, expr: &Expr) -> Said {
        Ok(self.number(expr)?.0)
    }

    pub(super) fn field(&self, name: &str) -> Result<&Field, Unsaid> {
        self.fields.get(name).ok_or_else(|| Unsaid::NoField(name.to_owned()))
    }

    /// A condition that holds (or does not). Where a certain one is asked for it is never missing, as that of an `if`
    /// must not be.
    pub(super) fn condition(&self, expr: &Expr, holds: bool, certain: bool) -> Said {
        match expr {
            Expr::Either(parts) | Expr::Both(parts) => {
                let word = if matches!(expr, Expr::Either(_)) == holds { " or " } else { " and " };
                let parts: Vec<String> =
                    parts.iter().map(|part| self.condition(part, holds, certain)).collect::<Result<_, _>>()?;
                Ok(format!("({})", parts.join(word)))
            }
            Expr::Not(inner) => self.condition(inner, !holds, certain),
            Expr::Missing(inner) => self.presence(inner, !holds),
            Expr::Includes(of, code) => {
                let Expr::Field(name, None) = &**of else { return Err(Unsaid::Shape) };
                let code = match &**code {
                    Expr::Text(code) | Expr::Number(code) => code,
                    _ => return Err(Unsaid::Shape),
                };
                self.ticked(name, code, holds, certain)
            }
            Expr::Compared(comparator, left, right) => self.compared(*comparator, (left, right), holds, certain),
            // A field by itself is a question of yes and no.
            Expr::Field(name, None) => self.coded(name, "true", Comparator::Equal, holds, certain),
            Expr::Field(name, Some(code)) => self.ticked(name, code, holds, certain),
            Expr::Number(_)
            | Expr::Text(_)
            | Expr::Truth(_)
            | Expr::This
            | Expr::Negative(_)
            | Expr::Sum(_)
            | Expr::Product(_)
            | Expr::Power(..) => Err(Unsaid::Shape),
            Expr::Call(name, parts) if ["if", "iif"].contains(&name.as_str()) && parts.len() == 3 => {
                self.condition(&chosen_condition(&parts[0], &parts[1], &parts[2]), holds, certain)
            }
            Expr::Call(name, _) => Err(Unsaid::Function(name.clone())),
        }
    }

    fn presence(&self, of: &Expr, is_present: bool) -> Said {
        let Expr::Field(name, None) = of else { return Err(Unsaid::Shape) };
        let name = self.field(name)?.name();
        Ok(if is_present { format!("not {name} is missing") } else { format!("{name} is missing") })
    }

    /// A test, with what the program makes of blanks. `on_blank` is what it is there where a name has no answer.
    fn with_blanks(&self, names: &[&str], test: String, on_blank: bool, certain: bool) -> String {
        let names: Vec<&str> = names.iter().copied().filter(|name| self.judged != Some(*name)).collect();
        let each = |said: &dyn Fn(&str) -> String, word: &str| names.iter().map(|name| said(name)).collect::<Vec<_>>().join(word);
        match self.meaning.compared {
            Blanks::Compared if names.is_empty() => test,
            Blanks::Compared if on_blank => format!("({} or {test})", each(&|name| format!("{name} is missing"), " or ")),
            _ if certain => format!("({} and {test})", each(&|name| format!("not {name} is missing"), " and ")),
            Blanks::Compared | Blanks::Missing => test,
        }
    }

    fn compared(&self, comparator: Comparator, (left, right): (&Expr, &Expr), holds: bool, certain: bool) -> Said {
        match (left, right) {
            (Expr::Text(_) | Expr::Number(_) | Expr::Truth(_), Expr::Field(..)) => {
                self.compared(comparator.mirrored(), (right, left), holds, certain)
            }
            // A box is 1 where it is ticked, and 0 where it is not.
            (Expr::Field(name, Some(code)), Expr::Text(text) | Expr::Number(text)) => {
                let bound = number_of(text).unwrap_or(0.0);
                match (comparator.holds(1.0, bound), comparator.holds(0.0, bound)) {
                    (is_ticked, other) if is_ticked != other => self.ticked(name, code, is_ticked == holds, certain),
                    _ => Err(Unsaid::Shape),
                }
            }
            (Expr::Field(..), Expr::Text(text)) if text.is_empty() => match comparator {
                Comparator::Equal => self.presence(left, !holds),
                Comparator::Unequal => self.presence(left, holds),
                Comparator::Below | Comparator::AtMost | Comparator::AtLeast | Comparator::Above => Err(Unsaid::Shape),
            },
            (Expr::Field(name, None), Expr::Text(text) | Expr::Number(text)) => {
                self.coded(name, text, comparator, holds, certain)
            }
            (Expr::Field(name, None), Expr::Truth(truth)) => self.coded(name, &truth.to_string(), comparator, holds, certain),
            _ => self.numbers_compared(comparator, (left, right), holds, certain),
        }
    }

    fn numbers_compared(&self, comparator: Comparator, (left, right): (&Expr, &Expr), holds: bool, certain: bool) -> Said {
        let said = if holds { comparator } else { comparator.opposite() };
        let test = format!("{} {} {}", self.number(left)?.0, said.sign(), self.number(right)?.0);
        let mut fields = Vec::new();
        self.blank_fields(left, &mut fields);
        self.blank_fields(right, &mut fields);
        let mut names: Vec<&str> = fields.into_iter().map(|name| Ok(self.field(name)?.name())).collect::<Result<_, Unsaid>>()?;
        names.sort_unstable();
        names.dedup();
        match (left, right, said, &names[..]) {
            (Expr::Field(..), Expr::Field(..), Comparator::Equal, [one, other]) => Ok(self.same(one, other, test, certain)),
            (Expr::Field(..), Expr::Field(..), Comparator::Unequal, [one, other]) => Ok(self.differ(one, other, test, certain)),
            _ => Ok(self.with_blanks(&names, test, (comparator == Comparator::Unequal) == holds, certain)),
        }
    }

    /// Two answers that are the same: also where neither is there, for a program that compares blanks.
    fn same(&self, one: &str, other: &str, test: String, certain: bool) -> String {
        match self.meaning.compared {
            Blanks::Compared if self.judged.is_none() => {
                let test = self.with_blanks(&[one, other], test, false, certain);
                format!("(({one} is missing and {other} is missing) or {test})")
            }
            Blanks::Compared | Blanks::Missing => self.with_blanks(&[one, other], test, false, certain),
        }
    }

    /// Two answers that are not the same: also where one of them alone is there, for a program that compares blanks.
    fn differ(&self, one: &str, other: &str, test: String, certain: bool) -> String {
        match self.meaning.compared {
            Blanks::Compared if self.judged.is_none() => {
                let test = self.with_blanks(&[one, other], test, false, certain);
                let alone = |there: &str, lacks: &str| format!("(not {there} is missing and {lacks} is missing)");
                format!("({} or {} or {test})", alone(one, other), alone(other, one))
            }
            Blanks::Compared | Blanks::Missing => self.with_blanks(&[one, other], test, true, certain),
        }
    }

    /// The fields without whose answers nothing can be compared.
    fn blank_fields<'e>(&self, expr: &'e Expr, found: &mut Vec<&'e str>) {
        match expr {
            // How many were chosen is 0 where nothing was.
            Expr::Call(name, _) if name == "count-selected" => {}
            // As numbers, conditions and boxes are 1 or 0 in any case.
            Expr::Field(_, Some(_)) | Expr::Includes(..) | Expr::Missing(_) | Expr::Not(_) => {}
            Expr::Compared(..) | Expr::Either(_) | Expr::Both(_) => {}
            Expr::Sum(_) | Expr::Product(_) | Expr::Negative(_) | Expr::Power(..) if self.meaning.computed == Lacking::Zero => {}
            Expr::Sum(parts) | Expr::Product(parts) => parts.iter().for_each(|(_, part)| self.blank_fields(part, found)),
            Expr::Negative(inner) => self.blank_fields(inner, found),
            _ => expr.fields(found),
        }
    }

    /// A field compared with a code or a number.
    fn coded(&self, field: &str, text: &str, comparator: Comparator, holds: bool, certain: bool) -> Said {
        let said = if holds { comparator } else { comparator.opposite() };
        let on_blank = (comparator == Comparator::Unequal) == holds;
        let is_equality = matches!(comparator, Comparator::Equal | Comparator::Unequal);
        match self.field(field)? {
            Field::Coded { name, codes, points } => {
                let point = match codes.get(text) {
                    Some(Code::NonAnswer) => return Err(Unsaid::NonAnswer(field.to_owned(), text.to_owned())),
                    Some(Code::Point(point)) if is_equality || *points == Points::Numbers => *point,
                    // A scale of numbers can be cut between its points, too, and `01` equals 1.
                    _ => number_of(text)
                        .filter(|number| *points == Points::Numbers && (!is_equality || is_point(codes, *number)))
                        .ok_or_else(|| Unsaid::NoCode(field.to_owned(), text.to_owned()))?,
                };
                let test = format!("{} {} {point}", self.scored(name, certain), said.sign());
                Ok(self.with_blanks(&[name], test, on_blank, certain))
            }
            Field::Words(name) if is_equality => {
                Ok(self.with_blanks(&[name], format!("{name} {} {text}", said.sign()), on_blank, certain))
            }
            Field::Number(name) => {
                let number = number_of(text).ok_or(Unsaid::Text)?;
                let test = format!("{} {} {number}", self.scored(name, certain), said.sign());
                Ok(self.with_blanks(&[name], test, on_blank, certain))
            }
            // A set is equal to a code where that alone is in it.
            Field::Choices(name, codes) if is_equality => {
                let choice = codes.get(text).ok_or_else(|| Unsaid::NoCode(field.to_owned(), text.to_owned()))?;
                let test = match said {
                    Comparator::Equal => format!("(number of {name} = 1 and {name} includes {choice})"),
                    _ => format!("(number of {name} != 1 or not {name} includes {choice})"),
                };
                Ok(self.with_blanks(&[name], test, on_blank, certain))
            }
            Field::Words(_) | Field::Choices(..) | Field::Text(_) | Field::Date(_) => Err(Unsaid::Text),
        }
    }

    /// Whether a code is among those that were chosen.
    pub(super) fn ticked(&self, field: &str, code: &str, holds: bool, certain: bool) -> Said {
        match self.field(field)? {
            Field::Choices(name, codes) => {
                let choice = codes.get(code).ok_or_else(|| Unsaid::NoCode(field.to_owned(), code.to_owned()))?;
                let test = format!("{name} includes {choice}");
                Ok(self.with_blanks(&[name], if holds { test } else { format!("not {test}") }, !holds, certain))
            }
            Field::Number(_) | Field::Coded { .. } | Field::Words(_) | Field::Text(_) | Field::Date(_) => {
                self.coded(field, code, Comparator::Equal, holds, certain)
            }
        }
    }
}

/// A condition that is one or another by a third.
fn chosen_condition(test: &Expr, yes: &Expr, no: &Expr) -> Expr {
    let (test, other) = (test.clone(), Expr::not(test.clone()));
    match (yes, no) {
        (Expr::Truth(true), _) => Expr::Either(vec![test, no.clone()]),
        (Expr::Truth(false), _) => Expr::Both(vec![other, no.clone()]),
        (_, Expr::Truth(true)) => Expr::Either(vec![other, yes.clone()]),
        (_, Expr::Truth(false)) => Expr::Both(vec![test, yes.clone()]),
        _ => Expr::Either(vec![Expr::Both(vec![test, yes.clone()]), Expr::Both(vec![other, no.clone()])]),
    }
}

pub(super) fn number_of(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

fn is_point(codes: &HashMap<String, Code>, number: f64) -> bool {
    codes.values().any(|code| *code == Code::Point(number))
}
