#![expect(clippy::wildcard_enum_match_arm, reason = "an expression of any other form has no counterpart in the language")]

use std::collections::{HashMap, HashSet};

use super::{Code, Expr, Field, Points, Unsaid, flipped, opposite};
use crate::instrument::Comparator;

/// What a program makes of a comparison with an answer that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange::import) enum Blanks {
    /// It compares with them: nothing equals a blank, is less than it or more, and everything differs from it.
    Compared,
    /// They stay missing, as in a measure.
    Missing,
}

/// Says expressions of a form in the language.
pub(in crate::exchange::import) struct Speaker<'a> {
    pub(in crate::exchange::import) fields: &'a HashMap<String, Field>,
    pub(in crate::exchange::import) blanks: Blanks,
    /// Names of items that are not always asked: a score has to say that it can do without them.
    pub(in crate::exchange::import) sometimes: &'a HashSet<String>,
}

/// How tightly a text binds: a sum, a product, a sign, a thing by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Sum,
    Product,
    Sign,
    Alone,
}

type Said = Result<String, Unsaid>;

impl Speaker<'_> {
    /// When something is asked: a text that is true where, and only where, the expression is.
    pub(in crate::exchange::import) fn asked(&self, expr: &Expr) -> Said {
        self.condition(expr, true, false)
    }

    /// What is computed.
    pub(in crate::exchange::import) fn score(&self, expr: &Expr) -> Said {
        Ok(self.number(expr)?.0)
    }

    fn field(&self, name: &str) -> Result<&Field, Unsaid> {
        self.fields.get(name).ok_or_else(|| Unsaid::NoField(name.to_owned()))
    }

    /// A condition that holds (or does not). Where a certain one is asked for it is never missing, as that of an `if`
    /// must not be.
    fn condition(&self, expr: &Expr, holds: bool, certain: bool) -> Said {
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
            Expr::Number(_)
            | Expr::Text(_)
            | Expr::Truth(_)
            | Expr::Field(_, Some(_))
            | Expr::This
            | Expr::Negative(_)
            | Expr::Sum(_)
            | Expr::Product(_)
            | Expr::Power(..) => Err(Unsaid::Shape),
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
        let each = |said: &dyn Fn(&str) -> String, word: &str| names.iter().map(|name| said(name)).collect::<Vec<_>>().join(word);
        match self.blanks {
            Blanks::Compared if names.is_empty() => test,
            Blanks::Compared if on_blank => format!("({} or {test})", each(&|name| format!("{name} is missing"), " or ")),
            _ if certain => format!("({} and {test})", each(&|name| format!("not {name} is missing"), " and ")),
            Blanks::Compared | Blanks::Missing => test,
        }
    }

    fn compared(&self, comparator: Comparator, (left, right): (&Expr, &Expr), holds: bool, certain: bool) -> Said {
        match (left, right) {
            (Expr::Text(_) | Expr::Number(_) | Expr::Truth(_), Expr::Field(..)) => {
                self.compared(flipped(comparator), (right, left), holds, certain)
            }
            (Expr::Field(name, Some(code)), Expr::Text(text) | Expr::Number(text)) => {
                let is_ticked = (text == "1") == (comparator == Comparator::Equal);
                self.ticked(name, code, is_ticked == holds, certain)
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
            _ => {
                let said = if holds { comparator } else { opposite(comparator) };
                let test = format!("{} {} {}", self.number(left)?.0, said.sign(), self.number(right)?.0);
                let mut fields = Vec::new();
                left.fields(&mut fields);
                right.fields(&mut fields);
                let mut names: Vec<&str> =
                    fields.into_iter().map(|name| Ok(self.field(name)?.name())).collect::<Result<_, Unsaid>>()?;
                names.sort_unstable();
                names.dedup();
                Ok(self.with_blanks(&names, test, (comparator == Comparator::Unequal) == holds, certain))
            }
        }
    }

    /// A field compared with a code or a number.
    fn coded(&self, field: &str, text: &str, comparator: Comparator, holds: bool, certain: bool) -> Said {
        let said = if holds { comparator } else { opposite(comparator) };
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
            Field::Words(_) | Field::Choices(..) | Field::Text(_) => Err(Unsaid::Text),
        }
    }

    /// Whether a code is among those that were chosen.
    fn ticked(&self, field: &str, code: &str, holds: bool, certain: bool) -> Said {
        match self.field(field)? {
            Field::Choices(name, codes) => {
                let choice = codes.get(code).ok_or_else(|| Unsaid::NoCode(field.to_owned(), code.to_owned()))?;
                let test = format!("{name} includes {choice}");
                Ok(self.with_blanks(&[name], if holds { test } else { format!("not {test}") }, !holds, certain))
            }
            Field::Number(_) | Field::Coded { .. } | Field::Words(_) | Field::Text(_) => {
                self.coded(field, code, Comparator::Equal, holds, certain)
            }
        }
    }

    fn number(&self, expr: &Expr) -> Result<(String, Level), Unsaid> {
        match expr {
            Expr::Number(number) => Ok((number.clone(), Level::Alone)),
            Expr::Field(name, None) => Ok((self.plain_number(name)?, Level::Alone)),
            Expr::Negative(inner) => Ok((format!("-{}", self.at_least(inner, Level::Alone)?), Level::Sign)),
            Expr::Sum(terms) => {
                if let Some(names) = self.present_terms(terms) {
                    return Ok((sum_of_present(&names), Level::Product));
                }
                Ok((self.joined(terms, (" + ", " - "), Level::Product)?, Level::Sum))
            }
            Expr::Product(factors) => Ok((self.joined(factors, (" * ", " / "), Level::Sign)?, Level::Product)),
            Expr::Power(base, exponent) => self.power(base, exponent),
            Expr::Call(name, arguments) => self.call(name, arguments),
            Expr::Compared(..) | Expr::Includes(..) | Expr::Missing(_) | Expr::Either(_) | Expr::Both(_) | Expr::Not(_) => {
                Ok((format!("(if {} then 1 else 0)", self.condition(expr, true, true)?), Level::Alone))
            }
            Expr::Text(text) if text.is_empty() => Err(Unsaid::Blank),
            Expr::Text(text) => Ok((number_of(text).ok_or(Unsaid::Text)?.to_string(), Level::Alone)),
            Expr::Truth(_) | Expr::Field(_, Some(_)) | Expr::This => Err(Unsaid::Shape),
        }
    }

    /// An item that can be computed with.
    fn plain_number(&self, field: &str) -> Said {
        match self.field(field)? {
            Field::Number(name) | Field::Coded { name, points: Points::Numbers, .. } => Ok(self.scored(name, true)),
            Field::Coded { name, points: Points::Table(table), .. } => {
                Ok(format!("(look up {} in {table})", self.scored(name, true)))
            }
            Field::Coded { .. } | Field::Words(_) | Field::Choices(..) | Field::Text(_) => {
                Err(Unsaid::NoNumber(field.to_owned()))
            }
        }
    }

    /// An item as a score takes it.
    fn scored(&self, name: &str, is_scored: bool) -> String {
        if is_scored && self.sometimes.contains(name) { format!("(mean of {name} needs any)") } else { name.to_owned() }
    }

    fn at_least(&self, expr: &Expr, level: Level) -> Said {
        let (text, own) = self.number(expr)?;
        Ok(if own >= level { text } else { format!("({text})") })
    }

    fn joined(&self, parts: &[(bool, Expr)], (plain, turned): (&str, &str), level: Level) -> Said {
        let mut text = String::new();
        for (at, (is_turned, part)) in parts.iter().enumerate() {
            if at > 0 {
                text.push_str(if *is_turned { turned } else { plain });
            }
            text.push_str(&self.at_least(part, level)?);
        }
        Ok(text)
    }

    /// The language multiplies instead.
    fn power(&self, base: &Expr, exponent: &Expr) -> Result<(String, Level), Unsaid> {
        let times = match exponent {
            Expr::Number(number) => number.parse::<usize>().ok().filter(|times| (1..=4).contains(times)),
            _ => None,
        };
        let base = self.at_least(base, Level::Alone)?;
        Ok((vec![base; times.ok_or_else(|| Unsaid::Function("^".to_owned()))?].join(" * "), Level::Product))
    }

    fn call(&self, name: &str, arguments: &[Expr]) -> Result<(String, Level), Unsaid> {
        let alone = |text: String| Ok((text, Level::Alone));
        match (name, arguments) {
            ("if" | "iif", [test, yes, no]) => {
                if let Some(text) = self.only_where_present(test, yes, no)? {
                    return Ok(text);
                }
                let (test, yes, no) = (self.condition(test, true, true)?, self.number(yes)?.0, self.number(no)?.0);
                alone(format!("(if {test} then {yes} else {no})"))
            }
            ("number" | "decimal", [of]) => self.number(of),
            ("round", [of]) => alone(format!("(round {} to 0)", self.at_least(of, Level::Alone)?)),
            ("round", [of, Expr::Number(places)]) => alone(format!("(round {} to {places})", self.at_least(of, Level::Alone)?)),
            ("pow" | "power", [base, exponent]) => self.power(base, exponent),
            ("coalesce", [Expr::Field(field, None), otherwise]) => {
                let (number, name) = (self.plain_number(field)?, self.field(field)?.name());
                alone(format!("(if {name} is missing then {} else {number})", self.number(otherwise)?.0))
            }
            ("count-selected", [Expr::Field(field, None)]) => match self.field(field)? {
                Field::Choices(name, _) => alone(format!("(number of {name})")),
                Field::Number(_) | Field::Coded { .. } | Field::Words(_) | Field::Text(_) => Err(Unsaid::NoNumber(field.clone())),
            },
            ("sum", [_, _, ..]) => Ok((sum_of_present(&self.members(arguments)?), Level::Product)),
            ("mean" | "avg" | "average" | "median" | "min" | "max", [_, ..]) => {
                let function = if name.starts_with('a') { "mean" } else { name };
                alone(format!("({function} of {} needs any)", self.members(arguments)?.join(", ")))
            }
            _ => Err(Unsaid::Function(name.to_owned())),
        }
    }

    /// Members of a set, which are names.
    fn members(&self, arguments: &[Expr]) -> Result<Vec<String>, Unsaid> {
        let member = |argument: &Expr| match argument {
            Expr::Field(name, None) => match self.field(name)? {
                Field::Number(own) | Field::Coded { name: own, points: Points::Numbers, .. } => Ok(own.clone()),
                _ => Err(Unsaid::NoNumber(name.clone())),
            },
            _ => Err(Unsaid::Shape),
        };
        arguments.iter().map(member).collect()
    }

    /// `if(${a} != '' and ${b} != '', ${a} + ${b}, '')`: in a measure the sum is missing there by itself. Also the sum of
    /// what is there, where anything is.
    fn only_where_present(&self, test: &Expr, yes: &Expr, no: &Expr) -> Result<Option<(String, Level)>, Unsaid> {
        if *no != Expr::Text(String::new()) {
            return Ok(None);
        }
        let mut computed = Vec::new();
        yes.fields(&mut computed);
        if let (Expr::Either(parts), Expr::Sum(terms)) = (test, yes)
            && let (Some(asked), Some(names)) = (all_present(parts), self.present_terms(terms))
            && computed.iter().all(|name| asked.contains(name))
        {
            return Ok(Some((sum_of_present(&names), Level::Product)));
        }
        let is_strict = is_arithmetic(yes);
        match all_present(test.parts()) {
            Some(asked) if is_strict && asked.iter().all(|name| computed.contains(name)) => self.number(yes).map(Some),
            _ => Err(Unsaid::Blank),
        }
    }

    /// Terms that each stand for 0 where they are not there: the names, where they are all so.
    fn present_terms(&self, terms: &[(bool, Expr)]) -> Option<Vec<String>> {
        let term = |(is_taken_away, term): &(bool, Expr)| match term {
            Expr::Call(function, parts) if !is_taken_away => match (function.as_str(), &parts[..]) {
                ("if" | "iif", [test, yes @ Expr::Field(name, None), Expr::Number(zero)])
                    if zero == "0" && all_present(std::slice::from_ref(test)).is_some_and(|asked| asked == [name]) =>
                {
                    self.members(std::slice::from_ref(yes)).ok()?.pop()
                }
                _ => None,
            },
            _ => None,
        };
        terms.iter().map(term).collect()
    }
}

fn number_of(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

fn is_point(codes: &HashMap<String, Code>, number: f64) -> bool {
    codes.values().any(|code| *code == Code::Point(number))
}

/// The sum of what is there, missing where nothing is.
fn sum_of_present(names: &[String]) -> String {
    let names = names.join(", ");
    format!("(mean of {names} needs any) * (count of {names})")
}

/// The fields of tests that are all about whether an answer is there.
fn all_present(tests: &[Expr]) -> Option<Vec<&str>> {
    tests.iter().map(present).collect()
}

/// The field that a test asks the answer of.
fn present(test: &Expr) -> Option<&str> {
    match test {
        Expr::Not(inner) => match &**inner {
            Expr::Missing(of) => field_of(of),
            _ => None,
        },
        Expr::Compared(Comparator::Unequal, left, right) if **right == Expr::Text(String::new()) => field_of(left),
        _ => None,
    }
}

fn field_of(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Field(name, None) => Some(name),
        _ => None,
    }
}

/// Whether nothing in it has a value where one of its fields has none.
fn is_arithmetic(expr: &Expr) -> bool {
    match expr {
        Expr::Number(_) | Expr::Field(_, None) => true,
        Expr::Negative(inner) => is_arithmetic(inner),
        Expr::Sum(parts) | Expr::Product(parts) => parts.iter().all(|(_, part)| is_arithmetic(part)),
        Expr::Power(one, other) => is_arithmetic(one) && is_arithmetic(other),
        Expr::Call(name, parts) => name == "round" && parts.iter().all(is_arithmetic),
        Expr::Text(_)
        | Expr::Truth(_)
        | Expr::Field(_, Some(_))
        | Expr::This
        | Expr::Not(_)
        | Expr::Compared(..)
        | Expr::Includes(..)
        | Expr::Missing(_)
        | Expr::Either(_)
        | Expr::Both(_) => false,
    }
}
