use std::collections::HashMap;

use pest::Parser;
use pest::iterators::Pair;
use pest_derive::Parser as PestParser;

/// The grammar of expressions of other programs.
#[derive(PestParser)]
#[grammar = "../grammar/foreign.pest"]
struct Foreign;

/// What a field of a form became in the measure.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field {
    /// A number: its name.
    Number(String),
    /// One of a few: its name, and the number of each code.
    Coded(String, HashMap<String, f64>),
    /// One of a few words that are known of a case.
    Words(String),
    /// Several of a few: its name, and the choice of each code.
    Choices(String, HashMap<String, String>),
    /// A text or a date, which is not computed with.
    Text(String),
}

impl Field {
    /// Its name in the measure.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Number(name) | Self::Coded(name, _) | Self::Words(name) | Self::Choices(name, _) | Self::Text(name) => name,
        }
    }
}

/// How deep brackets and calls may be nested, and how long an expression may be.
const DEPTH: usize = 24;
const LENGTH: usize = 20_000;

/// An expression of an XLSForm or of REDCap in the language, if it can say the same.
pub(super) fn translated(expression: &str, fields: &HashMap<String, Field>) -> Option<String> {
    let depth = expression.chars().scan(0_usize, |depth, c| {
        *depth = match c {
            '(' => *depth + 1,
            ')' => depth.saturating_sub(1),
            _ => *depth,
        };
        Some(*depth)
    });
    if expression.len() > LENGTH || depth.max().unwrap_or(0) > DEPTH {
        return None;
    }
    let whole = Foreign::parse(Rule::whole, expression).ok()?.next()?;
    Translator { fields }.expression(&whole.into_inner().next()?)
}

struct Translator<'a> {
    fields: &'a HashMap<String, Field>,
}

impl Translator<'_> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
    fn expression(&self, pair: &Pair<'_, Rule>) -> Option<String> {
        match pair.as_rule() {
            Rule::either => self.joined(pair, " or "),
            Rule::both => self.joined(pair, " and "),
            Rule::comparison => self.comparison(pair),
            Rule::sum | Rule::product => self.arithmetic(pair),
            Rule::factor => {
                let mut text = self.expression(&pair.clone().into_inner().find(|inner| inner.as_rule() != Rule::minus)?)?;
                for _ in pair.clone().into_inner().filter(|inner| inner.as_rule() == Rule::minus) {
                    text = format!("-{text}");
                }
                Some(text)
            }
            Rule::bracket => Some(format!("({})", self.expression(&pair.clone().into_inner().next()?)?)),
            Rule::number => Some(pair.as_str().to_owned()),
            Rule::field => match self.field(pair)? {
                (Field::Number(name) | Field::Coded(name, _), None) => Some(name.clone()),
                _ => None,
            },
            Rule::call => self.call(pair),
            _ => None,
        }
    }

    fn joined(&self, pair: &Pair<'_, Rule>, word: &str) -> Option<String> {
        let parts: Vec<String> = pair.clone().into_inner().map(|part| self.expression(&part)).collect::<Option<_>>()?;
        Some(if parts.len() > 1 { format!("({})", parts.join(word)) } else { parts.concat() })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
    fn arithmetic(&self, pair: &Pair<'_, Rule>) -> Option<String> {
        let mut text = String::new();
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::sum_sign => text.push_str(if part.as_str() == "+" { " + " } else { " - " }),
                Rule::product_sign => text.push_str(if part.as_str() == "*" { " * " } else { " / " }),
                _ => text.push_str(&self.expression(&part)?),
            }
        }
        Some(text)
    }

    /// A field, and the code of a box that is looked at.
    fn field(&self, pair: &Pair<'_, Rule>) -> Option<(&Field, Option<String>)> {
        let mut inner = pair.clone().into_inner();
        let field = self.fields.get(inner.next()?.as_str())?;
        Some((field, inner.next().map(|code| code.as_str().to_owned())))
    }

    fn comparison(&self, pair: &Pair<'_, Rule>) -> Option<String> {
        let parts: Vec<Pair<'_, Rule>> = pair.clone().into_inner().collect();
        let [left, sign, right] = &parts[..] else { return self.expression(parts.first()?) };
        let sign = if sign.as_str() == "<>" { "!=" } else { sign.as_str() };
        if let (Some(field), Some(text)) = (self.only_field(left), only_text(right)) {
            return with_text(field, sign, &text);
        }
        Some(format!("{} {sign} {}", self.expression(left)?, self.expression(right)?))
    }

    /// The field that a sum consists of.
    fn only_field(&self, pair: &Pair<'_, Rule>) -> Option<(&Field, Option<String>)> {
        let field = only(pair, Rule::field)?;
        self.field(&field)
    }

    fn call(&self, pair: &Pair<'_, Rule>) -> Option<String> {
        let mut parts = pair.clone().into_inner();
        let function = parts.next()?.as_str().to_ascii_lowercase();
        let arguments: Vec<Pair<'_, Rule>> = parts.collect();
        let texts = || arguments.iter().map(|argument| self.expression(argument)).collect::<Option<Vec<String>>>();
        match (function.as_str(), &arguments[..]) {
            ("if" | "iif", [test, yes, no]) => {
                let (test, yes, no) = (self.expression(test)?, self.expression(yes)?, self.expression(no)?);
                Some(format!("(if {test} then {yes} else {no})"))
            }
            ("not", [_]) => Some(format!("not ({})", texts()?.concat())),
            ("number", [_]) => Some(texts()?.concat()),
            ("round", [_, _]) => {
                let texts = texts()?;
                Some(format!("(round {} to {})", texts[0], texts[1]))
            }
            ("mean" | "min" | "max", [_, ..]) => {
                let names: Vec<String> = arguments.iter().map(|argument| self.plain_name(argument)).collect::<Option<_>>()?;
                Some(format!("({function} of {} needs any)", names.join(", ")))
            }
            ("selected", [field, code]) => with_text(self.only_field(field)?, "=", &only_text(code)?),
            _ => None,
        }
    }

    fn plain_name(&self, pair: &Pair<'_, Rule>) -> Option<String> {
        match self.only_field(pair)? {
            (Field::Number(name) | Field::Coded(name, _), None) => Some(name.clone()),
            _ => None,
        }
    }
}

/// The one thing of a kind that an expression consists of.
fn only<'a>(pair: &Pair<'a, Rule>, rule: Rule) -> Option<Pair<'a, Rule>> {
    if pair.as_rule() == rule {
        return Some(pair.clone());
    }
    let mut inner = pair.clone().into_inner();
    let first = inner.next()?;
    if inner.next().is_some() { None } else { only(&first, rule) }
}

fn only_text(pair: &Pair<'_, Rule>) -> Option<String> {
    Some(only(pair, Rule::text)?.into_inner().next()?.as_str().to_owned())
}

/// A field compared with a text, which is how forms look at codes and at what is missing.
fn with_text((field, code): (&Field, Option<String>), sign: &str, text: &str) -> Option<String> {
    let is_equal = match sign {
        "=" => true,
        "!=" => false,
        _ => return None,
    };
    let negated = |test: String| if is_equal { test } else { format!("not {test}") };
    if let (Field::Choices(name, choices), code) = (field, &code) {
        // A box is ticked where it is 1, and a code is among several where it was selected.
        let (code, is_ticked) = match code {
            Some(code) => (code.as_str(), text == "1"),
            None => (text, true),
        };
        let test = format!("{name} includes {}", choices.get(code)?);
        return Some(if is_ticked == is_equal { test } else { format!("not {test}") });
    }
    if text.is_empty() {
        return Some(negated(format!("{} is missing", field.name())));
    }
    match field {
        Field::Coded(name, numbers) => Some(format!("{name} {sign} {}", numbers.get(text)?)),
        Field::Words(name) => Some(format!("{name} {sign} {text}")),
        Field::Number(name) => Some(format!("{name} {sign} {}", text.parse::<f64>().ok()?)),
        Field::Choices(..) | Field::Text(_) => None,
    }
}
