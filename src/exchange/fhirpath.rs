use std::borrow::Cow;

use super::form_codes::FormCodes;
use crate::instrument::{
    Aggregate, BandsIx, ByStep, ChoicesOf, Comparator, Condition, Function, Instrument, ItemIx, Keying, Kind, MathFunction, NONE,
    Node, NumericExpr, Operator, Otherwise, Point, Rows, ScaleSteps, ScoreIx, TableGroup, TableStep, Threshold,
};

/// What a measure computes and asks as FHIRPath (HL7, N1 2.0) over a `QuestionnaireResponse` in which each item answers
/// under its name as `linkId`: points of a scale as codings whose codes are their numbers, numbers as they are. Empty
/// is missing.
///
/// Nothing where FHIRPath cannot say the same: facts known of a case, medians, standard deviations, the normal
/// distribution, texts, dates, times and conditions on them; and nothing where it would grow beyond what anybody evaluates.
/// FHIRPath has no names for parts, so that scores of scores
/// are written out.
pub struct FhirPath<'a> {
    instrument: &'a Instrument,
    codes: Cow<'a, FormCodes>,
    steps: ByStep<Option<String>>,
}

/// The longest expression that is written, in bytes.
const LONGEST: usize = 1 << 16;

impl<'a> FhirPath<'a> {
    /// Writes the scores and helpers of a measure, each once.
    pub fn of(instrument: &'a Instrument) -> Self {
        Self::written(instrument, Cow::Owned(FormCodes::default()))
    }

    /// The same over answers that have other codes.
    #[cfg(feature = "output")]
    pub(super) fn with_codes(instrument: &'a Instrument, codes: &'a FormCodes) -> Self {
        Self::written(instrument, Cow::Borrowed(codes))
    }

    fn written(instrument: &'a Instrument, codes: Cow<'a, FormCodes>) -> Self {
        let steps = instrument.by_step(|node, steps| match node {
            Node::Number(number) => Writer { instrument, codes: &codes, steps }.number(number),
            Node::Condition(condition) => Writer { instrument, codes: &codes, steps }.condition(condition),
        });
        Self { instrument, codes, steps }
    }

    /// A score.
    pub fn score(&self, score: ScoreIx) -> Option<&str> {
        self.steps.score(score)?.as_deref()
    }

    /// A condition.
    pub fn condition(&self, condition: &Condition) -> Option<String> {
        Writer { instrument: self.instrument, codes: &self.codes, steps: &self.steps }.condition(condition)
    }
}

struct Writer<'a> {
    instrument: &'a Instrument,
    /// What answers are called.
    codes: &'a FormCodes,
    /// The scores and helpers that were written already.
    steps: &'a ByStep<Option<String>>,
}

/// Nothing where an expression has grown too long, so that no part is written twice in something that will be thrown
/// away.
fn short(expression: String) -> Option<String> {
    (expression.len() <= LONGEST).then_some(expression)
}

impl Writer<'_> {
    fn number(&self, number: &NumericExpr) -> Option<String> {
        short(match number {
            NumericExpr::Constant(value) => decimal(*value),
            NumericExpr::Keyed(item) => self.keyed(*item)?,
            NumericExpr::Given(item) => self.given(*item)?,
            NumericExpr::Known(_) | NumericExpr::Answered | NumericExpr::Elapsed(..) => return None,
            NumericExpr::Score(score) => self.steps.score(*score)?.clone()?,
            NumericExpr::Helper(helper) => self.steps.helper(*helper)?.clone()?,
            NumericExpr::Missing => "{}".to_owned(),
            NumericExpr::NumberOf(of) => self.number_of(*of)?,
            NumericExpr::Aggregate(aggregate) => self.aggregate(aggregate)?,
            NumericExpr::Negate(inner) => format!("(0 - {})", self.number(inner)?),
            NumericExpr::Arithmetic(operator, left, right) => {
                format!("({} {} {})", self.number(left)?, sign(*operator), self.number(right)?)
            }
            NumericExpr::Call(function, of) => self.call(*function, of)?,
            NumericExpr::Power(base, exponent) => {
                // To a power that is not whole a negative number has none: FHIRPath says nothing then, too.
                format!("({}).power({})", self.number(base)?, self.number(exponent)?)
            }
            NumericExpr::Round(inner, places) => format!("({}).round({places})", self.number(inner)?),
            NumericExpr::Rescale { of, from, factor, to } => {
                format!("(({} - {}) * {} + {})", self.number(of)?, decimal(*from), decimal(*factor), decimal(*to))
            }
            NumericExpr::LookUp(of, table, groups) => {
                let of = self.number(of)?;
                let table = &self.instrument.tables[*table];
                match (&groups[..], &table.groups[..]) {
                    ([], [only]) => format!("({of}).select({})", found_in(only)),
                    (groups, tables) => {
                        let mut chain = "{}".to_owned();
                        for (condition, group) in groups.iter().zip(tables).rev() {
                            let condition = self.condition(condition)?;
                            chain = short(format!("iif({condition}, ({of}).select({}), {chain})", found_in(group)))?;
                        }
                        format!("({chain})")
                    }
                }
            }
            NumericExpr::If(condition, yes, no) => {
                let (condition, yes, no) = (self.condition(condition)?, self.number(yes)?, self.number(no)?);
                format!("iif(({condition}).empty(), {{}}, iif({condition}, {yes}, {no}))")
            }
        })
    }

    fn call(&self, function: MathFunction, of: &NumericExpr) -> Option<String> {
        let of = self.number(of)?;
        Some(match function {
            MathFunction::Sqrt => format!("({of}).where($this >= 0).sqrt()"),
            MathFunction::Ln => format!("({of}).where($this > 0).ln()"),
            MathFunction::Log10 => format!("({of}).where($this > 0).log(10)"),
            MathFunction::Exp => format!("({of}).exp()"),
            MathFunction::Abs => format!("({of}).abs()"),
            MathFunction::Floor => format!("({of}).floor()"),
            MathFunction::Ceiling => format!("({of}).ceiling()"),
            MathFunction::Normal => return None,
        })
    }

    /// Whether a score lies in a band; nothing of a category, which FHIRPath has no place for.
    fn band_is(&self, bands: BandsIx, word: usize) -> Option<String> {
        let stretches = self.instrument.bands[bands].stretches()?;
        let score = self.steps.score(stretches.of)?.clone()?;
        let compared = |sign: &str, bound: f64| format!("({score} {sign} {})", decimal(bound));
        let from = compared(if stretches.is_above(word) { ">" } else { ">=" }, *stretches.from.get(word)?);
        let before = if stretches.is_above(word + 1) { "<=" } else { "<" };
        Some(match stretches.from.get(word + 1) {
            Some(next) if word == 0 => compared(before, *next),
            Some(next) => format!("({from} and {})", compared(before, *next)),
            None => from,
        })
    }

    fn answers(&self, item: ItemIx) -> String {
        let name = &self.instrument.items[item].name;
        format!("%resource.repeat(item).where(linkId = '{name}').answer.value")
    }

    /// The answer as a number, as it was given; what an item counts for that was not asked.
    fn given(&self, item: ItemIx) -> Option<String> {
        let model = &self.instrument.items[item];
        if let Some(scale) = model.kind.scale().filter(|_| self.is_by_code(item)) {
            let words = self.instrument.scales[scale].words_from();
            return self.by_code(item, |point| Some(point.value).filter(|value| words.is_none_or(|from| *value < from)));
        }
        let value = match &model.kind {
            Kind::Scale(scale) if matches!(self.instrument.scales[*scale].steps, ScaleSteps::Points(_)) => {
                format!("{}.code.toDecimal()", self.answers(item))
            }
            Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) => self.answers(item),
            Kind::Text(_) | Kind::Date | Kind::Time | Kind::Choices(..) => return None,
        };
        match (&model.asked_when, model.otherwise) {
            (Some(condition), Some(otherwise)) => {
                let condition = self.condition(condition)?;
                Some(format!("iif(({condition}).not(), {}, {value})", decimal(otherwise)))
            }
            _ => Some(value),
        }
    }

    fn keyed(&self, item: ItemIx) -> Option<String> {
        let keying = self.instrument.keying(&self.instrument.items[item]);
        if self.is_by_code(item) {
            return self.by_code(item, |point| Some(keying.counted(point.value)).filter(|counted| !counted.is_nan()));
        }
        let given = self.given(item)?;
        Some(match keying {
            Keying::AsGiven => given,
            Keying::Mirrored(ends) => format!("({} - {given})", decimal(ends)),
            Keying::ByPoint(points) => {
                let table = TableGroup { keys: String::new(), rows: Rows::Exact(points), otherwise: Otherwise::Unsaid };
                format!("({given}).select({})", found_in(&table))
            }
        })
    }

    /// Whether the answers to an item are told apart by their codes, since those are not their numbers.
    fn is_by_code(&self, item: ItemIx) -> bool {
        let model = &self.instrument.items[item];
        let has_words = model.kind.scale().is_some_and(|scale| self.instrument.scales[scale].has_words());
        has_words || (model.kind.scale().is_some() && self.codes.of_item(item, model).is_some())
    }

    fn code<'p>(&'p self, item: ItemIx, point: &'p Point) -> Cow<'p, str> {
        let scale = self.instrument.items[item].kind.scale();
        scale.map_or_else(|| point.code(), |scale| self.codes.point(scale, point.code()))
    }

    /// What an item gives by the codes of its points.
    fn by_code(&self, item: ItemIx, gives: impl Fn(&Point) -> Option<f64>) -> Option<String> {
        let model = &self.instrument.items[item];
        let row = |rest: String, point: &Point| {
            let to = gives(point).map_or("{}".to_owned(), decimal);
            format!("iif($this = '{}', {to}, {rest})", self.code(item, point))
        };
        let points = self.instrument.points_of(model)?;
        let value = format!("{}.code.select({})", self.answers(item), points.iter().rev().fold("{}".to_owned(), row));
        let (Some(condition), Some(otherwise)) = (&model.asked_when, model.otherwise) else { return Some(value) };
        let otherwise = points.iter().find(|point| point.value == otherwise).and_then(gives);
        let condition = self.condition(condition)?;
        Some(format!("iif(({condition}).not(), {}, {value})", otherwise.map_or("{}".to_owned(), decimal)))
    }

    /// Whether the answer to an item is a point.
    fn point_is(&self, item: ItemIx, at: usize) -> Option<String> {
        let model = &self.instrument.items[item];
        let point = self.instrument.points_of(model)?.get(at)?;
        let is = format!("({}.code = '{}')", self.answers(item), self.code(item, point));
        let (Some(condition), Some(otherwise)) = (&model.asked_when, model.otherwise) else { return Some(is) };
        Some(format!("iif(({}).not(), {}, {is})", self.condition(condition)?, otherwise == point.value))
    }

    fn number_of(&self, of: ChoicesOf) -> Option<String> {
        let (answers, choices) = (self.answers(of.item), self.instrument.items[of.item].kind.choices()?);
        let counted: Vec<String> = choices
            .iter()
            .enumerate()
            .filter(|(at, _)| of.has(*at))
            .map(|(_, choice)| format!("code = '{}'", self.codes.choice(of.item, &choice.name).unwrap_or(&choice.name)))
            .collect();
        Some(if counted.len() == choices.len() {
            format!("{answers}.count()")
        } else {
            format!("{answers}.where({}).count()", counted.join(" or "))
        })
    }

    fn aggregate(&self, of: &Aggregate) -> Option<String> {
        let weighted = of.members.iter().any(|member| member.weight != 1.0);
        let mut members = Vec::new();
        for member in &of.members {
            let value = self.number(&member.value)?;
            let value = match of.filled {
                Some(filled) => format!("iif(({value}).empty(), {}, {value})", decimal(filled)),
                None => value,
            };
            members.push(if weighted { format!("({value} * {})", decimal(member.weight)) } else { value });
        }
        let set = collection(&members)?;
        // Weights of those that are there.
        let total_weight: f64 = of.members.iter().map(|member| member.weight).sum();
        let weight = if of.filled.is_some() {
            decimal(total_weight)
        } else if weighted {
            let there: Vec<String> = of
                .members
                .iter()
                .map(|member| Some(format!("({}).select({})", self.number(&member.value)?, decimal(member.weight))))
                .collect::<Option<_>>()?;
            format!("{}{SUM}", collection(&there)?)
        } else {
            format!("{set}.count()")
        };
        let value = match of.function {
            Function::Sum if of.prorated => format!("{set}{SUM} / {weight} * {}", decimal(total_weight)),
            Function::Sum => format!("{set}{SUM}"),
            Function::Mean => format!("{set}{SUM} / {weight}"),
            Function::Min => format!("{set}.aggregate(iif($total.empty(), $this, iif($this < $total, $this, $total)))"),
            Function::Max => format!("{set}.aggregate(iif($total.empty(), $this, iif($this > $total, $this, $total)))"),
            Function::Count => match &of.fits {
                Some(Threshold { comparator, bound }) => {
                    format!("{set}.where($this {} {}).count()", comparison(*comparator), self.number(bound)?)
                }
                None => format!("{set}.count()"),
            },
            Function::Median | Function::Sd | Function::Variance | Function::Mode => return None,
        };
        let value = short(value)?;
        let given: Vec<String> = of.members.iter().map(|member| self.number(&member.value)).collect::<Option<_>>()?;
        let mut tests = Vec::new();
        if of.at_least > 0 {
            let counted = if of.filled.is_some() { collection(&given)? } else { set };
            tests.push(format!("{counted}.count() >= {}", of.at_least));
        }
        if let Some(bound) = of.fits.as_ref().filter(|fits| fits.bound.constant().is_none()) {
            tests.push(format!("({}).exists()", self.number(&bound.bound)?));
        }
        tests.extend(of.including.iter().filter_map(|at| given.get(*at)).map(|member| format!("({member}).exists()")));
        short(if tests.is_empty() { format!("({value})") } else { format!("iif({}, {value}, {{}})", tests.join(" and ")) })
    }

    fn condition(&self, condition: &Condition) -> Option<String> {
        short(match condition {
            Condition::Helper(helper) => self.steps.helper(*helper)?.clone()?,
            Condition::Compare(comparator, left, right) => {
                format!("({} {} {})", self.number(left)?, comparison(*comparator), self.number(right)?)
            }
            Condition::Includes(item, choice) => {
                let choices = self.instrument.items[*item].kind.choices()?;
                let answers = self.answers(*item);
                let name = &choices.get(*choice)?.name;
                let code = self.codes.choice(*item, name).unwrap_or(name);
                format!("iif({answers}.empty(), {{}}, {answers}.where(code = '{code}').exists())")
            }
            Condition::PointIs(item, at) => self.point_is(*item, *at)?,
            // That none of the choices is theirs is no answer there.
            Condition::ChoseNone(item) if self.instrument.items[*item].kind.choices().is_some() => return None,
            Condition::ChoseNone(item) => {
                let none = self.instrument.items[*item].kind.scale().map_or(NONE, |scale| self.codes.none(scale));
                format!("({}.code = '{none}')", self.answers(*item))
            }
            Condition::KnownIs(..) | Condition::SameMoment(..) | Condition::Answers(_) => return None,
            Condition::BandIs(bands, word) => self.band_is(*bands, *word)?,
            Condition::IsAsked(item) => {
                let model = &self.instrument.items[*item];
                let is_for_all = model.is_for_all();
                self.condition(model.asked_when.as_ref().filter(|_| is_for_all)?)?
            }
            Condition::IsMissing(number) => format!("({}).empty()", self.number(number)?),
            Condition::Not(inner) => format!("({}).not()", self.condition(inner)?),
            Condition::And(left, right) => format!("({} and {})", self.condition(left)?, self.condition(right)?),
            Condition::Or(left, right) => format!("({} or {})", self.condition(left)?, self.condition(right)?),
        })
    }
}

/// What a group of a table gives for `$this`.
fn found_in(group: &TableGroup) -> String {
    let found = |to: Option<f64>| to.map_or("{}".to_owned(), decimal);
    let rest = match group.otherwise {
        Otherwise::Number(number) => decimal(number),
        Otherwise::Unsaid | Otherwise::Missing => "{}".to_owned(),
    };
    match &group.rows {
        Rows::Exact(rows) => {
            let row = |rest: String, (from, to): &(f64, Option<f64>)| {
                format!("iif($this = {}, {}, {rest})", decimal(*from), found(*to))
            };
            rows.iter().rev().fold(rest, row)
        }
        Rows::Steps(steps) => {
            let sign = |step: &TableStep| if step.belongs { ">=" } else { ">" };
            let step = |below: String, step: &TableStep| {
                format!("iif($this {} {}, {}, {below})", sign(step), decimal(step.from), found(step.to))
            };
            steps.iter().fold(rest, step)
        }
        Rows::Line(rows) => {
            let line = |beyond: String, pair: &[(f64, f64)]| {
                let ((low, at_low), (high, at_high)) = (pair[0], pair[1]);
                let slope = decimal((at_high - at_low) / (high - low));
                let line = format!("({} + ($this - {}) * {slope})", decimal(at_low), decimal(low));
                format!("iif($this <= {}, {line}, {beyond})", decimal(high))
            };
            let lines = rows.windows(2).rev().fold(rest.clone(), line);
            let first = rows.first().map_or(0.0, |(from, _)| *from);
            format!("iif($this < {}, {rest}, {lines})", decimal(first))
        }
    }
}

const SUM: &str = ".aggregate($this + $total, 0)";

/// Values one after another: a union would keep only one of two that are equal.
fn collection(members: &[String]) -> Option<String> {
    let mut members = members.iter();
    let mut set = format!("({})", members.next()?);
    for member in members {
        set = short(set)? + &format!(".combine({member})");
    }
    short(set)
}

fn decimal(value: f64) -> String {
    if value < 0.0 { format!("(0 - {})", -value) } else { format!("{value}") }
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "+",
        Operator::Subtract => "-",
        Operator::Multiply => "*",
        Operator::Divide => "/",
    }
}

fn comparison(comparator: Comparator) -> &'static str {
    comparator.sign()
}
