//! What is computed.

#![expect(clippy::wildcard_enum_match_arm, reason = "an expression of any other form has no counterpart in the language")]

use super::foreign::LENGTH_OF;
use super::meaning::{Lacking, Meaning};
use super::say::{Said, number_of};
use super::{Expr, Field, Points, Speaker, Unsaid};
use crate::instrument::Comparator;

/// How tightly a text binds: a sum, a product, a sign, a thing by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Sum,
    Product,
    Sign,
    Alone,
}

impl Speaker<'_> {
    pub(super) fn number(&self, expr: &Expr) -> Result<(String, Level), Unsaid> {
        match expr {
            Expr::Number(number) => Ok((number.clone(), Level::Alone)),
            Expr::Field(name, None) => Ok((self.plain_number(name)?, Level::Alone)),
            Expr::Negative(inner) => Ok((format!("-{}", self.operand(inner, Level::Alone)?), Level::Sign)),
            Expr::Sum(terms) => {
                if let Some(days) = self.days_between(terms)? {
                    return Ok((days, Level::Alone));
                }
                if let Some(names) = self.present_terms(terms) {
                    return Ok((sum_of_present(&names), Level::Alone));
                }
                if let Some(sum) = self.sum_without_blanks(terms)? {
                    return Ok((sum, Level::Alone));
                }
                Ok((self.joined(terms, (" + ", " - "), Level::Product)?, Level::Sum))
            }
            Expr::Product(factors) => Ok((self.joined(factors, (" * ", " / "), Level::Sign)?, Level::Product)),
            Expr::Power(base, exponent) => self.power(base, exponent),
            Expr::Call(name, arguments) => self.call(name, arguments),
            Expr::Field(name, Some(code)) => {
                Ok((format!("(if {} then 1 else 0)", self.ticked(name, code, true, true)?), Level::Alone))
            }
            Expr::Compared(..) | Expr::Includes(..) | Expr::Missing(_) | Expr::Either(_) | Expr::Both(_) | Expr::Not(_) => {
                Ok((format!("(if {} then 1 else 0)", self.condition(expr, true, true)?), Level::Alone))
            }
            Expr::Text(text) if text.is_empty() => Err(Unsaid::Blank),
            Expr::Text(text) => {
                let number = number_of(text).ok_or_else(|| Unsaid::Word(text.clone()))?;
                Ok((number.to_string(), Level::Alone))
            }
            Expr::Truth(_) | Expr::This => Err(Unsaid::Shape),
        }
    }

    /// An item that can be computed with.
    fn plain_number(&self, field: &str) -> Said {
        match self.field(field)? {
            Field::Number(name) | Field::Coded { name, points: Points::Numbers, .. } => Ok(self.scored(name, true)),
            Field::Coded { name, points: Points::Table(table), .. } => {
                Ok(format!("(look up {} in {table})", self.scored(name, true)))
            }
            Field::Coded { .. } | Field::Words(_) | Field::Choices(..) | Field::Text(_) | Field::Date(_) => {
                Err(Unsaid::NoNumber(field.to_owned()))
            }
        }
    }

    /// An item as a score takes it.
    pub(super) fn scored(&self, name: &str, is_scored: bool) -> String {
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
            text.push_str(&self.operand(part, level)?);
        }
        Ok(text)
    }

    /// What is computed with: 0 in place of an answer that is not there, where the program takes it so.
    fn operand(&self, expr: &Expr, level: Level) -> Said {
        match expr {
            Expr::Field(field, None) if self.meaning.computed == Lacking::Zero && self.may_lack(expr) => {
                let (number, name) = (self.plain_number(field)?, self.field(field)?.name());
                Ok(format!("(if {name} is missing then 0 else {number})"))
            }
            _ => self.at_least(expr, level),
        }
    }

    /// A sum of answers of which some may not be there, for a program that adds up the others.
    fn sum_without_blanks(&self, terms: &[(bool, Expr)]) -> Result<Option<String>, Unsaid> {
        let is_plain = |(is_taken_away, term): &(bool, Expr)| !is_taken_away && matches!(term, Expr::Field(_, None));
        let lacks = terms.iter().any(|(_, term)| self.may_lack(term));
        if self.meaning.computed == Lacking::Missing || !lacks || !terms.iter().all(is_plain) {
            return Ok(None);
        }
        let terms: Vec<Expr> = terms.iter().map(|(_, term)| term.clone()).collect();
        let mut members = self.members(&terms)?;
        if self.meaning.computed == Lacking::Zero && terms.iter().all(|term| self.may_lack(term)) {
            members.push("0".to_owned());
        }
        Ok(Some(sum_of_present(&members)))
    }

    /// Whether an answer that is computed with may not be there.
    fn may_lack(&self, expr: &Expr) -> bool {
        let mut fields = Vec::new();
        expr.fields(&mut fields);
        fields.iter().any(|field| self.fields.get(*field).is_some_and(|field| self.lacking.contains(field.name())))
    }

    /// What comes of a set of answers: 0 where none is there, for a program that says so.
    fn of_nothing(&self, arguments: &[Expr], text: String) -> Said {
        let names = arguments.iter().map(|argument| match argument {
            Expr::Field(field, None) if self.may_lack(argument) => self.fields.get(field).map(Field::name),
            _ => None,
        });
        match names.collect::<Option<Vec<&str>>>() {
            Some(names) if self.meaning.computed == Lacking::Zero => {
                let none = names.iter().map(|name| format!("{name} is missing")).collect::<Vec<_>>().join(" and ");
                Ok(format!("(if {none} then 0 else {text})"))
            }
            Some(_) | None => Ok(text),
        }
    }

    /// Rounded as the program does it.
    fn rounded(&self, of: &Expr, places: &str) -> Said {
        let number = self.at_least(of, Level::Alone)?;
        let power: Option<u32> = places.parse().ok().filter(|places| *places <= 9);
        match power.filter(|_| self.meaning.rounds_halves_up && may_be_negative(of)) {
            Some(0) => Ok(format!("floor({number} + 0.5)")),
            Some(power) => {
                let scale = 10_u64.pow(power);
                Ok(format!("(floor({number} * {scale} + 0.5) / {scale})"))
            }
            None => Ok(format!("(round {number} to {places})")),
        }
    }

    /// A small whole power is a product: more programs can say it.
    fn power(&self, base: &Expr, exponent: &Expr) -> Result<(String, Level), Unsaid> {
        let times = match exponent {
            Expr::Number(number) => number.parse::<usize>().ok().filter(|times| (1..=4).contains(times)),
            _ => None,
        };
        let base = self.operand(base, Level::Alone)?;
        let text = match times {
            Some(times) => vec![base; times].join(" * "),
            None => format!("{base} ^ {}", self.operand(exponent, Level::Alone)?),
        };
        Ok((text, Level::Product))
    }

    fn call(&self, name: &str, arguments: &[Expr]) -> Result<(String, Level), Unsaid> {
        let alone = |text: String| Ok((text, Level::Alone));
        match (name, arguments) {
            ("if" | "iif", [test, yes, no]) => self.choice(test, yes, no),
            ("number" | "decimal", [of]) => self.number(of),
            ("round", [of]) => alone(self.rounded(of, "0")?),
            ("round", [of, Expr::Number(places)]) => alone(self.rounded(of, places)?),
            ("pow" | "power", [base, exponent]) => self.power(base, exponent),
            ("sqrt" | "abs" | "exp" | "floor" | "ceiling" | "log10" | "ln", [of]) => {
                alone(format!("{name}({})", self.number(of)?.0))
            }
            ("ceil", [of]) => alone(format!("ceiling({})", self.number(of)?.0)),
            ("log", [of]) => alone(format!("ln({})", self.number(of)?.0)),
            ("rounddown", [of]) => alone(format!("floor({})", self.number(of)?.0)),
            ("roundup", [of]) => alone(format!("ceiling({})", self.number(of)?.0)),
            ("rounddown" | "roundup", [of, Expr::Number(places)]) => {
                let function = if name == "roundup" { "ceiling" } else { "floor" };
                alone(self.cut_off(function, of, places)?)
            }
            ("int", [of]) if may_be_negative(of) => {
                let of = self.number(of)?.0;
                alone(format!("(if {of} < 0 then ceiling({of}) else floor({of}))"))
            }
            ("int", [of]) => alone(format!("floor({})", self.number(of)?.0)),
            // Completed years until the day on which is answered.
            ("age", [birth]) => alone(format!("(years from {} to date)", self.day(birth, "age")?)),
            ("datediff", dates) => alone(self.days_apart(dates)?),
            ("coalesce", [Expr::Field(field, None), otherwise]) => {
                let (number, name) = (self.plain_number(field)?, self.field(field)?.name());
                alone(format!("(if {name} is missing then {} else {number})", self.number(otherwise)?.0))
            }
            ("count-selected", [Expr::Field(field, None)]) => match self.field(field)? {
                Field::Choices(name, _) if self.lacking.contains(name) && self.judged != Some(name.as_str()) => {
                    alone(format!("(if {name} is missing then 0 else number of {name})"))
                }
                Field::Choices(name, _) => alone(format!("(number of {name})")),
                _ => Err(Unsaid::NoNumber(field.clone())),
            },
            (LENGTH_OF, [Expr::Field(field, None)]) => match self.field(field)? {
                Field::Choices(name, _) => alone(format!("(number of {name})")),
                _ => Err(Unsaid::NoNumber(field.clone())),
            },
            ("sum", [_, _, ..]) => {
                let mut members = self.members(arguments)?;
                if self.meaning.computed != Lacking::Missing && arguments.iter().all(|argument| self.may_lack(argument)) {
                    members.push("0".to_owned());
                }
                alone(sum_of_present(&members))
            }
            ("mean" | "avg" | "average" | "median" | "min" | "max", [_, ..]) => {
                let function = if name.starts_with('a') { "mean" } else { name };
                let text = format!("({function} of {} needs any)", self.members(arguments)?.join(", "));
                alone(if function == "mean" { self.of_nothing(arguments, text)? } else { text })
            }
            ("stdev" | "variance", [_, _, ..]) => {
                let function = if name == "stdev" { "sd" } else { name };
                let members = self.members(arguments)?;
                alone(format!("({function} of {} needs 2 of {})", members.join(", "), members.len()))
            }
            _ => Err(Unsaid::Function(name.to_owned())),
        }
    }

    fn choice(&self, test: &Expr, yes: &Expr, no: &Expr) -> Result<(String, Level), Unsaid> {
        let is_blank = |branch: &Expr| *branch == Expr::Text(String::new());
        if is_blank(no)
            && let Some(found) = self.only_where_present(test, yes)?
        {
            return Ok(found);
        }
        let branch = |branch: &Expr| if is_blank(branch) { Ok("missing".to_owned()) } else { Ok(self.number(branch)?.0) };
        if is_blank(yes) && is_blank(no) {
            return Err(Unsaid::Blank);
        }
        let (test, yes, no) = (self.condition(test, true, true)?, branch(yes)?, branch(no)?);
        Ok((format!("(if {test} then {yes} else {no})"), Level::Alone))
    }

    /// Rounded downwards or upwards to decimal places.
    fn cut_off(&self, function: &str, of: &Expr, places: &str) -> Said {
        let unknown = || Unsaid::Function(function.to_owned());
        let power: u32 = places.parse().ok().filter(|places| *places <= 9).ok_or_else(unknown)?;
        Ok(match 10_u64.pow(power) {
            1 => format!("{function}({})", self.number(of)?.0),
            scale => format!("({function}({} * {scale}) / {scale})", self.at_least(of, Level::Alone)?),
        })
    }

    /// Members of a set: names, or what is computed in brackets.
    fn members(&self, arguments: &[Expr]) -> Result<Vec<String>, Unsaid> {
        let member = |argument: &Expr| match argument {
            Expr::Field(name, None) => match self.field(name)? {
                Field::Number(own) | Field::Coded { name: own, points: Points::Numbers, .. } => Ok(own.clone()),
                _ => self.plain_number(name),
            },
            other => match self.number(other)? {
                (text, _) if text.starts_with('(') || number_of(&text).is_some() => Ok(text),
                (text, _) => Ok(format!("({text})")),
            },
        };
        arguments.iter().map(member).collect()
    }

    /// `if(${a} != '' and ${b} != '', ${a} + ${b}, '')`: in a measure the sum is missing there by itself. Also the sum of
    /// what is there, where anything is.
    fn only_where_present(&self, test: &Expr, yes: &Expr) -> Result<Option<(String, Level)>, Unsaid> {
        let mut computed = Vec::new();
        yes.fields(&mut computed);
        if let (Expr::Either(parts), Expr::Sum(terms)) = (test, yes)
            && let (Some(asked), Some(names)) = (all_present(parts), self.present_terms(terms))
            && computed.iter().all(|name| asked.contains(name))
        {
            return Ok(Some((sum_of_present(&names), Level::Alone)));
        }
        let is_strict = is_arithmetic(yes);
        match all_present(test.parts()) {
            // The test says that the answers are there, so nothing stands for one that is not.
            Some(asked) if is_strict && asked.iter().all(|name| computed.contains(name)) => {
                Speaker { meaning: Meaning::REDCAP, ..*self }.number(yes).map(Some)
            }
            _ => Ok(None),
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

/// The sum of what is there, missing where nothing is.
fn sum_of_present(names: &[String]) -> String {
    format!("(sum of {} needs any, missing as 0)", names.join(", "))
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

/// Whether it takes anything away.
fn may_be_negative(expr: &Expr) -> bool {
    match expr {
        Expr::Negative(_) => true,
        Expr::Number(number) => number.starts_with('-'),
        Expr::Sum(parts) => parts.iter().any(|(is_taken_away, part)| *is_taken_away || may_be_negative(part)),
        Expr::Product(parts) => parts.iter().any(|(_, part)| may_be_negative(part)),
        Expr::Call(_, parts) => parts.iter().any(may_be_negative),
        Expr::Power(base, _) => may_be_negative(base),
        Expr::Text(_)
        | Expr::Truth(_)
        | Expr::Field(..)
        | Expr::This
        | Expr::Not(_)
        | Expr::Compared(..)
        | Expr::Includes(..)
        | Expr::Missing(_)
        | Expr::Either(_)
        | Expr::Both(_) => false,
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
