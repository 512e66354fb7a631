use pest::Parser;
use pest::iterators::Pair;
use pest_derive::Parser as PestParser;

use super::{Expr, Unsaid};
use crate::instrument::Comparator;

/// The grammar of expressions of other programs.
#[derive(PestParser)]
#[grammar = "../grammar/foreign.pest"]
struct Foreign;

/// How many answers of a list were given: `{q.length}` of SurveyJS.
pub(super) const LENGTH_OF: &str = "length";
/// All parts of a question: `that.q` of LimeSurvey.
pub(in crate::exchange::import) const ALL_OF: &str = "that";
/// How deep brackets and calls may be nested, and how long an expression may be.
const DEPTH: usize = 24;
const LENGTH: usize = 20_000;

/// Takes an expression that is read at all.
///
/// # Errors
/// Where it is longer, or deeper, than what is read.
pub(super) fn within_bounds(expression: &str) -> Result<(), Unsaid> {
    let depth = expression.chars().scan(0_usize, |depth, c| {
        *depth = match c {
            '(' | '[' => *depth + 1,
            ')' | ']' => depth.saturating_sub(1),
            _ => *depth,
        };
        Some(*depth)
    });
    let depth = depth.max().unwrap_or(0);
    match expression.len() {
        length if length > LENGTH => Err(Unsaid::TooLong(length, LENGTH)),
        _ if depth > DEPTH => Err(Unsaid::TooDeep(depth, DEPTH)),
        _ => Ok(()),
    }
}

/// Reads an expression of an XLSForm, REDCap, SurveyJS or LimeSurvey.
///
/// # Errors
/// Where it is none, or is too long or too deep.
pub(in crate::exchange::import) fn foreign(expression: &str) -> Result<Expr, Unsaid> {
    within_bounds(expression)?;
    let mut whole = Foreign::parse(Rule::whole, expression).map_err(|_| Unsaid::Unreadable)?;
    let inner = whole.next().and_then(|whole| whole.into_inner().next()).ok_or(Unsaid::Unreadable)?;
    built(inner)
}

/// Reads an expression of LimeSurvey.
///
/// # Errors
/// As of [`foreign`], and where it gives a value to something.
pub(in crate::exchange::import) fn script(expression: &str) -> Result<Expr, Unsaid> {
    if assigns(expression) { Err(Unsaid::Assignment) } else { foreign(expression) }
}

/// Whether a `=` stands by itself, outside of texts.
fn assigns(expression: &str) -> bool {
    let (mut quote, mut before) = (None, ' ');
    let mut letters = expression.chars().peekable();
    while let Some(c) = letters.next() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '=') if letters.next_if_eq(&'=').is_none() && !['<', '>', '!'].contains(&before) => return true,
            (None | Some(_), _) => {}
        }
        before = c;
    }
    false
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is part of one of these")]
fn built(pair: Pair<'_, Rule>) -> Result<Expr, Unsaid> {
    match pair.as_rule() {
        Rule::either => joined(pair, Expr::Either),
        Rule::both => joined(pair, Expr::Both),
        Rule::comparison => comparison(pair),
        Rule::sum => chain(pair, Rule::sum_sign, |sign| sign == "-", Expr::Sum),
        Rule::product => chain(pair, Rule::product_sign, |sign| sign != "*", Expr::Product),
        Rule::power => {
            let mut parts = pair.into_inner().map(built);
            let base = parts.next().ok_or(Unsaid::Unreadable)??;
            match parts.next() {
                Some(exponent) => Ok(Expr::Power(Box::new(base), Box::new(exponent?))),
                None => Ok(base),
            }
        }
        Rule::factor => factor(pair),
        Rule::bracket => built(pair.into_inner().next().ok_or(Unsaid::Unreadable)?),
        Rule::number => Ok(Expr::Number(number(pair.as_str()))),
        Rule::text => Ok(Expr::Text(pair.into_inner().as_str().to_owned())),
        Rule::field => {
            let mut parts = pair.into_inner().map(|part| part.as_str().trim().to_owned());
            let name = parts.next().ok_or(Unsaid::Unreadable)?;
            Ok(match name.strip_suffix(".length") {
                Some(list) => Expr::Call(LENGTH_OF.to_owned(), vec![Expr::field(list)]),
                None => Expr::Field(name, parts.next()),
            })
        }
        Rule::path => Ok(Expr::field(pair.into_inner().as_str())),
        Rule::bare => {
            let mut parts = pair.into_inner();
            let first = parts.next().ok_or(Unsaid::Unreadable)?;
            if first.as_rule() == Rule::that {
                let name = parts.next().ok_or(Unsaid::Unreadable)?.as_str();
                return Ok(Expr::Call(ALL_OF.to_owned(), vec![Expr::field(name)]));
            }
            let name = first.as_str();
            Ok(match name {
                "true" => Expr::Truth(true),
                "false" => Expr::Truth(false),
                _ => Expr::field(name),
            })
        }
        Rule::this => Ok(Expr::This),
        Rule::call => call(pair),
        _ => Err(Unsaid::Shape),
    }
}

/// A number as the language writes it.
pub(super) fn number(text: &str) -> String {
    if text.starts_with('.') { format!("0{text}") } else { text.to_owned() }
}

fn joined(pair: Pair<'_, Rule>, of: fn(Vec<Expr>) -> Expr) -> Result<Expr, Unsaid> {
    let parts = pair.into_inner().filter(|part| !matches!(part.as_rule(), Rule::or_word | Rule::and_word));
    let mut parts: Vec<Expr> = parts.map(built).collect::<Result<_, _>>()?;
    Ok(if parts.len() == 1 { parts.remove(0) } else { of(parts) })
}

fn chain(pair: Pair<'_, Rule>, sign: Rule, turns: fn(&str) -> bool, of: fn(Vec<(bool, Expr)>) -> Expr) -> Result<Expr, Unsaid> {
    let (mut parts, mut is_turned) = (Vec::new(), false);
    for part in pair.into_inner() {
        if part.as_rule() == sign {
            is_turned = turns(part.as_str());
        } else {
            parts.push((is_turned, built(part)?));
        }
    }
    Ok(if parts.len() == 1 { parts.remove(0).1 } else { of(parts) })
}

/// Signs are counted, so that a thousand of them are not a thousand levels.
#[expect(clippy::wildcard_enum_match_arm, reason = "what is no sign is the operand")]
fn factor(pair: Pair<'_, Rule>) -> Result<Expr, Unsaid> {
    let (mut minuses, mut bangs) = (0_usize, 0_usize);
    let mut operand = None;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::minus => minuses += 1,
            Rule::bang => bangs += 1,
            _ => operand = Some(part),
        }
    }
    let mut found = built(operand.ok_or(Unsaid::Unreadable)?)?;
    if minuses % 2 == 1 {
        found = Expr::Negative(Box::new(found));
    }
    Ok(if bangs % 2 == 1 { Expr::not(found) } else { found })
}

fn comparison(pair: Pair<'_, Rule>) -> Result<Expr, Unsaid> {
    let mut parts = pair.into_inner();
    let left = built(parts.next().ok_or(Unsaid::Unreadable)?)?;
    let Some(sign) = parts.next() else { return Ok(left) };
    let word = sign.as_str().to_ascii_lowercase();
    if sign.as_rule() == Rule::emptiness {
        let missing = Expr::Missing(Box::new(left));
        return Ok(if word == "empty" { missing } else { Expr::not(missing) });
    }
    let right = parts.next().ok_or(Unsaid::Unreadable)?;
    if right.as_rule() == Rule::list {
        return listed(&word, left, right.into_inner().map(built).collect::<Result<_, _>>()?);
    }
    let right = built(right)?;
    let comparator = match word.as_str() {
        "contains" | "anyof" | "allof" => return Ok(Expr::Includes(Box::new(left), Box::new(right))),
        "notcontains" | "noneof" => return Ok(Expr::not(Expr::Includes(Box::new(left), Box::new(right)))),
        "<=" | "le" => Comparator::AtMost,
        "<" | "lt" => Comparator::Below,
        ">=" | "ge" => Comparator::AtLeast,
        ">" | "gt" => Comparator::Above,
        "!=" | "<>" | "ne" => Comparator::Unequal,
        _ => Comparator::Equal,
    };
    Ok(Expr::compared(comparator, left, right))
}

/// A list of codes that an answer is compared with: one of them, or all, is in it, or it has these and no others.
fn listed(word: &str, left: Expr, codes: Vec<Expr>) -> Result<Expr, Unsaid> {
    let count = codes.len();
    let mut each: Vec<Expr> = codes.into_iter().map(|code| Expr::Includes(Box::new(left.clone()), Box::new(code))).collect();
    Ok(match word {
        "anyof" => Expr::Either(each),
        "noneof" => Expr::not(Expr::Either(each)),
        "contains" | "allof" => Expr::Both(each),
        "notcontains" => Expr::not(Expr::Both(each)),
        "=" | "==" | "eq" | "!=" | "<>" | "ne" => {
            let length = Expr::Call(LENGTH_OF.to_owned(), vec![left]);
            each.push(Expr::compared(Comparator::Equal, length, Expr::Number(count.to_string())));
            let is = Expr::Both(each);
            if ["=", "==", "eq"].contains(&word) { is } else { Expr::not(is) }
        }
        _ => return Err(Unsaid::Shape),
    })
}

fn call(pair: Pair<'_, Rule>) -> Result<Expr, Unsaid> {
    let mut parts = pair.into_inner();
    let name = parts.next().ok_or(Unsaid::Unreadable)?.as_str().to_ascii_lowercase();
    let mut arguments: Vec<Expr> = parts.map(built).collect::<Result<_, _>>()?;
    Ok(match (name.as_str(), arguments.len()) {
        ("not", 1) => Expr::not(arguments.remove(0)),
        ("true", 0) => Expr::Truth(true),
        ("false", 0) => Expr::Truth(false),
        ("is_empty", 1) => Expr::Missing(Box::new(arguments.remove(0))),
        ("selected", 2) => {
            let code = arguments.remove(1);
            Expr::Includes(Box::new(arguments.remove(0)), Box::new(code))
        }
        _ => Expr::Call(name, arguments),
    })
}
