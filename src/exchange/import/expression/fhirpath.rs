use std::cell::Cell;
use std::collections::HashMap;

use pest::Parser;
use pest::iterators::Pair;
use pest_derive::Parser as PestParser;

use super::foreign::within_bounds;
use super::{Expr, Unsaid};
use crate::instrument::Comparator;

/// The grammar of FHIRPath, as far as it is read.
#[derive(PestParser)]
#[grammar = "../grammar/fhirpath.pest"]
struct Grammar;

/// How often names of one questionnaire are looked up, which can stand for names in turn.
const LOOKED_UP: usize = 2_000;
/// How deep names may stand for names.
const DEPTH: usize = 8;
/// What may stand beside the id of a question, since the answer is looked at in any case.
const ANSWERED: &[&str] =
    &["answer.exists()", "answer.empty().not()", "answer.value.exists()", "answer.hasValue()", "answer.value.empty().not()"];

/// What the expressions of a questionnaire can name.
#[derive(Debug, Default)]
pub(in crate::exchange::import) struct Variables {
    /// Variables, and what they stand for.
    pub(in crate::exchange::import) named: HashMap<String, String>,
    /// Questions whose options have ordinal values, by their ids.
    pub(in crate::exchange::import) weighted: Vec<String>,
    looked_up: Cell<usize>,
}

/// Where a path has arrived.
#[derive(Clone, Debug)]
enum Here {
    /// The answers as a whole, or all items of them.
    Response,
    /// The questionnaire itself.
    Questionnaire,
    /// An item, its answer, or the value of that.
    Item(String),
    /// The options of a question.
    Options(String),
    /// The answers to everything, and what they weigh.
    Everything,
    /// The answers to a question of which something holds.
    Among(Expr),
    /// Something computed.
    Computed(Expr),
}

impl Here {
    /// Where an expression has led.
    fn of(expr: Expr) -> Self {
        expr.into_question().map_or_else(Self::Computed, Self::Item)
    }
}

/// Reads an expression that looks at answers.
///
/// # Errors
/// Where it is none, or looks at anything else.
pub(in crate::exchange::import) fn fhirpath(expression: &str, variables: &Variables) -> Result<Expr, Unsaid> {
    Reader { variables, depth: 0 }.read(expression)
}

struct Reader<'v> {
    variables: &'v Variables,
    depth: usize,
}

impl Reader<'_> {
    fn read(&self, expression: &str) -> Result<Expr, Unsaid> {
        within_bounds(expression)?;
        let mut whole = Grammar::parse(Rule::whole, expression).map_err(|_| Unsaid::Unreadable)?;
        self.expr(whole.next().and_then(|whole| whole.into_inner().next()).ok_or(Unsaid::Unreadable)?, None)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what is no operator is a path")]
    fn expr(&self, pair: Pair<'_, Rule>, here: Option<&Here>) -> Result<Expr, Unsaid> {
        let rule = pair.as_rule();
        match rule {
            Rule::either | Rule::both => {
                let parts = pair.into_inner().filter(|part| !matches!(part.as_rule(), Rule::or_word | Rule::and_word));
                let mut parts: Vec<Expr> = parts.map(|part| self.expr(part, here)).collect::<Result<_, _>>()?;
                Ok(match (parts.len(), rule) {
                    (1, _) => parts.remove(0),
                    (_, Rule::either) => Expr::Either(parts),
                    _ => Expr::Both(parts),
                })
            }
            Rule::comparison => {
                let mut parts = pair.into_inner();
                let left = self.expr(parts.next().ok_or(Unsaid::Unreadable)?, here)?;
                let Some(sign) = parts.next() else { return Ok(left) };
                let sign = match sign.as_str() {
                    "~" => "=",
                    "!~" => "!=",
                    other => other,
                };
                let comparator = Comparator::of_word(sign).ok_or(Unsaid::Unreadable)?;
                let right = self.expr(parts.next().ok_or(Unsaid::Unreadable)?, here)?;
                let is_blank = |side: &Expr| *side == Expr::Text(String::new());
                if is_blank(&left) || is_blank(&right) { Err(Unsaid::Blank) } else { Ok(Expr::compared(comparator, left, right)) }
            }
            Rule::sum | Rule::product => {
                let (mut parts, mut is_turned) = (Vec::new(), false);
                for part in pair.into_inner() {
                    match part.as_rule() {
                        Rule::sum_sign | Rule::product_sign => is_turned = matches!(part.as_str(), "-" | "/"),
                        _ => parts.push((is_turned, self.expr(part, here)?)),
                    }
                }
                Ok(match (parts.len(), rule) {
                    (1, _) => parts.remove(0).1,
                    (_, Rule::sum) => Expr::Sum(parts),
                    _ => Expr::Product(parts),
                })
            }
            Rule::factor => {
                let parts: Vec<Pair<'_, Rule>> = pair.into_inner().collect();
                let minuses = parts.len() - 1;
                let found = parts.into_iter().next_back().ok_or(Unsaid::Unreadable)?;
                let found = self.expr(found, here)?;
                Ok(if minuses % 2 == 1 { Expr::Negative(Box::new(found)) } else { found })
            }
            _ => match self.path(pair, here)? {
                Here::Computed(expr) => Ok(expr),
                Here::Item(link) => Ok(Expr::Field(link, None)),
                Here::Response | Here::Questionnaire | Here::Options(_) | Here::Among(_) | Here::Everything => Err(Unsaid::Shape),
            },
        }
    }

    fn path(&self, pair: Pair<'_, Rule>, here: Option<&Here>) -> Result<Here, Unsaid> {
        let mut parts = pair.into_inner();
        let mut at = self.start(parts.next().ok_or(Unsaid::Unreadable)?, here)?;
        // A path in an item begins with a name or a call of that item.
        for part in parts.filter(|part| part.as_rule() == Rule::step) {
            at = self.step(part.into_inner().next().ok_or(Unsaid::Unreadable)?, at)?;
        }
        Ok(at)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a path begins with nothing else")]
    fn start(&self, pair: Pair<'_, Rule>, here: Option<&Here>) -> Result<Here, Unsaid> {
        let computed = |expr| Ok(Here::Computed(expr));
        match pair.as_rule() {
            Rule::number => computed(Expr::Number(pair.as_str().to_owned())),
            Rule::text => computed(Expr::Text(pair.into_inner().as_str().to_owned())),
            Rule::nothing => computed(Expr::Text(String::new())),
            Rule::this => here.cloned().ok_or(Unsaid::Shape),
            Rule::bracket => computed(self.expr(pair.into_inner().next().ok_or(Unsaid::Unreadable)?, here)?),
            Rule::variable => self.variable(pair.into_inner().as_str()),
            Rule::name => match (pair.as_str(), here) {
                ("true", _) => computed(Expr::Truth(true)),
                ("false", _) => computed(Expr::Truth(false)),
                ("QuestionnaireResponse", _) => Ok(Here::Response),
                (_, Some(here)) => self.step(pair, here.clone()),
                _ => self.step(pair, Here::Response),
            },
            Rule::call => {
                let name = pair.clone().into_inner().next().ok_or(Unsaid::Unreadable)?.as_str().to_owned();
                if name != "iif" {
                    return self.step(pair, here.cloned().unwrap_or(Here::Response));
                }
                let mut arguments: Vec<Expr> =
                    pair.into_inner().skip(1).map(|argument| self.expr(argument, here)).collect::<Result<_, _>>()?;
                if arguments.len() == 2 {
                    arguments.push(Expr::Text(String::new()));
                }
                computed(Expr::Call("if".to_owned(), arguments))
            }
            _ => Err(Unsaid::Shape),
        }
    }

    fn variable(&self, name: &str) -> Result<Here, Unsaid> {
        match name {
            "resource" | "context" => return Ok(Here::Response),
            "questionnaire" => return Ok(Here::Questionnaire),
            _ => {}
        }
        let expression = self.variables.named.get(name).ok_or_else(|| Unsaid::NoField(format!("%{name}")))?;
        let looked_up = self.variables.looked_up.get() + 1;
        self.variables.looked_up.set(looked_up);
        if self.depth >= DEPTH || looked_up > LOOKED_UP {
            return Err(Unsaid::Variables(DEPTH, LOOKED_UP));
        }
        let inner = Reader { variables: self.variables, depth: self.depth + 1 };
        Ok(Here::of(inner.read(expression)?))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a step is a name or a call")]
    fn step(&self, pair: Pair<'_, Rule>, at: Here) -> Result<Here, Unsaid> {
        match pair.as_rule() {
            Rule::call => {
                let mut parts = pair.into_inner();
                let name = parts.next().ok_or(Unsaid::Unreadable)?.as_str().to_owned();
                self.method(&name, parts.collect(), at)
            }
            _ => match (pair.as_str(), at) {
                ("item", Here::Response | Here::Item(_)) => Ok(Here::Response),
                ("answer", Here::Response) => Ok(Here::Everything),
                ("value", Here::Everything) => Ok(Here::Everything),
                ("item", Here::Questionnaire) => Ok(Here::Questionnaire),
                ("answerOption", Here::Item(link)) => Ok(Here::Options(link)),
                ("answer" | "value" | "code" | "extension", at @ Here::Item(_)) => Ok(at),
                ("answer" | "value" | "code", at @ Here::Among(_)) => Ok(at),
                (name, at @ Here::Item(_)) if name.starts_with("value") => Ok(at),
                _ => Err(Unsaid::Shape),
            },
        }
    }

    fn method(&self, name: &str, arguments: Vec<Pair<'_, Rule>>, at: Here) -> Result<Here, Unsaid> {
        let field = |link: &String| Box::new(Expr::Field(link.clone(), None));
        match (name, at) {
            ("repeat" | "descendants" | "children", at @ (Here::Response | Here::Questionnaire)) => Ok(at),
            ("where", Here::Response | Here::Questionnaire) => Ok(Here::Item(link_of(arguments.first())?)),
            ("where", Here::Options(link)) => {
                // The option that was chosen: what is taken of it is what it weighs.
                let is_about_it = arguments.first().is_some_and(|argument| {
                    argument.as_str().contains(&format!("'{link}'")) && argument.as_str().contains("code")
                });
                if is_about_it { Ok(Here::Item(link)) } else { Err(Unsaid::Shape) }
            }
            // What is kept of an answer can be told only where it is picked by its meaning, as its weight is.
            ("where", at @ Here::Item(_)) if arguments.first().is_some_and(|argument| argument.as_str().starts_with("url")) => {
                Ok(at)
            }
            (name @ ("where" | "exists"), Here::Item(link)) if arguments.len() == 1 => {
                let argument = arguments.into_iter().next().ok_or(Unsaid::Unreadable)?;
                let test = among(&link, self.expr(argument, Some(&Here::Item(link.clone())))?)?;
                Ok(if name == "where" { Here::Among(test) } else { Here::Computed(test) })
            }
            ("exists", Here::Among(test)) => Ok(Here::Computed(test)),
            ("empty", Here::Among(test)) => Ok(Here::Computed(Expr::not(test))),
            ("count", Here::Among(Expr::Either(tests))) => {
                Ok(Here::Computed(Expr::Sum(tests.into_iter().map(|test| (false, test)).collect())))
            }
            ("count", Here::Among(test)) => Ok(Here::Computed(Expr::Sum(vec![(false, test)]))),
            ("where", Here::Item(_)) | (_, Here::Among(_)) => Err(Unsaid::Shape),
            ("extension" | "first" | "last" | "single" | "ofType" | "as", at @ Here::Item(_)) => Ok(at),
            // A code that is a number weighs nothing by that.
            ("ordinal" | "weight", Here::Item(link)) if self.variables.weighted.contains(&link) => Ok(Here::Item(link)),
            ("ordinal" | "weight", Here::Item(link)) => Err(Unsaid::NoNumber(link)),
            ("ordinal" | "weight", Here::Everything) => Ok(Here::Everything),
            ("toInteger" | "toDecimal" | "toString" | "sum", at @ Here::Item(_)) => Ok(at),
            ("sum", Here::Everything) => {
                let weighted = self.variables.weighted.iter().map(|link| Expr::field(link)).collect();
                Ok(Here::Computed(Expr::Call("sum".to_owned(), weighted)))
            }
            ("select", at @ (Here::Item(_) | Here::Response)) => {
                let argument = arguments.into_iter().next().ok_or(Unsaid::Unreadable)?;
                Ok(Here::of(self.expr(argument, Some(&at))?))
            }
            ("exists" | "hasValue", Here::Item(link)) if arguments.is_empty() => {
                Ok(Here::Computed(Expr::not(Expr::Missing(field(&link)))))
            }
            ("empty", Here::Item(link)) => Ok(Here::Computed(Expr::Missing(field(&link)))),
            ("not", Here::Item(link)) => Ok(Here::Computed(Expr::Not(field(&link)))),
            ("not", Here::Computed(expr)) => Ok(Here::Computed(Expr::not(expr))),
            ("count", Here::Item(link)) => Ok(Here::Computed(Expr::Call("count-selected".to_owned(), vec![*field(&link)]))),
            (name, Here::Item(_)) if arguments.is_empty() => Err(Unsaid::Function(name.to_owned())),
            (name, at @ (Here::Item(_) | Here::Computed(_))) => {
                let of = match at {
                    Here::Computed(expr) => expr,
                    Here::Item(link) => Expr::Field(link, None),
                    Here::Response | Here::Questionnaire | Here::Options(_) | Here::Among(_) | Here::Everything => {
                        return Err(Unsaid::Shape);
                    }
                };
                let mut all = vec![of];
                for argument in arguments {
                    all.push(self.expr(argument, None)?);
                }
                Ok(Here::Computed(Expr::Call(name.to_owned(), all)))
            }
            (name, Here::Response | Here::Questionnaire | Here::Options(_) | Here::Everything) => {
                Err(Unsaid::Function(name.to_owned()))
            }
        }
    }
}

/// That an answer to a question is there of which something holds: where several can be given, that one of them is a code.
#[expect(clippy::wildcard_enum_match_arm, reason = "of any other condition nobody can tell which answers it is about")]
fn among(link: &str, test: Expr) -> Result<Expr, Unsaid> {
    let field = || Box::new(Expr::field(link));
    let answered = |test: Expr| Expr::Both(vec![Expr::not(Expr::Missing(field())), test]);
    match test {
        Expr::Either(parts) => Ok(Expr::Either(parts.into_iter().map(|part| among(link, part)).collect::<Result<_, _>>()?)),
        Expr::Compared(Comparator::Equal, left, code) if *left == Expr::field(link) => {
            Ok(answered(Expr::Includes(field(), code)))
        }
        Expr::Compared(Comparator::Unequal, ..) => Err(Unsaid::Shape),
        Expr::Compared(comparator, left, right) if *left == Expr::field(link) => {
            Ok(answered(Expr::Compared(comparator, left, right)))
        }
        _ => Err(Unsaid::Shape),
    }
}

/// The question that `where(linkId = '…')` picks.
fn link_of(argument: Option<&Pair<'_, Rule>>) -> Result<String, Unsaid> {
    let mut link = None;
    for part in argument.ok_or(Unsaid::Shape)?.as_str().split(" and ") {
        let part: String = part.chars().filter(|c| *c != ' ').collect();
        match part.strip_prefix("linkId='").and_then(|rest| rest.strip_suffix('\'')) {
            Some(found) => link = Some(found.to_owned()),
            None if ANSWERED.contains(&part.as_str()) => {}
            None => return Err(Unsaid::Shape),
        }
    }
    link.filter(|link| !link.contains('\'')).ok_or(Unsaid::Shape)
}
