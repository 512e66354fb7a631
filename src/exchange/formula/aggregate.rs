use super::compare::near;
use super::lower::{Lowering, Maybe, Unsayable};
use super::{Part, Test, Value};
use crate::instrument::{Aggregate, Comparator, Function, Member, Operator, Threshold, TiedMode};

/// A median or a mode over more members is not said: its formula grows with the square of the set.
const RANKED: usize = 40;

impl Lowering<'_> {
    /// A function over a set.
    pub(super) fn aggregate(&mut self, of: &Aggregate) -> Result<Maybe, Unsayable> {
        let mut parts = Vec::with_capacity(of.members.len());
        for member in &of.members {
            let (value, there) = self.number(&member.value)?;
            parts.push(Part { value, there });
        }
        let mut presences: Vec<Test> = parts.iter().map(|part| part.there.clone()).collect();
        let are_all_needed = of.at_least == of.members.len();
        let there = if are_all_needed { Test::all(presences.clone()) } else { at_least(of.at_least, &presences) };
        let there = Test::all([there].into_iter().chain(of.including.iter().filter_map(|at| presences.get(*at).cloned())));
        if let Some(filled) = of.filled {
            parts
                .iter_mut()
                .for_each(|part| part.value = Value::choice(part.there.clone(), part.value.clone(), Value::Number(filled)));
        }
        // Where all are needed, or what is missing counts as something, each is there, whenever anybody looks.
        if are_all_needed || of.filled.is_some() {
            parts.iter_mut().for_each(|part| part.there = Test::Always(true));
            presences = vec![Test::Always(true); parts.len()];
        }
        if of.function.is_weighted() {
            parts.iter_mut().zip(&of.members).for_each(|(part, member)| {
                part.value = Value::arithmetic(Operator::Multiply, part.value.clone(), Value::Number(member.weight));
            });
        }
        let value = match of.function {
            Function::Sum if !of.prorated => Value::Total(parts),
            Function::Sum => {
                let total: f64 = of.members.iter().map(|member| member.weight).sum();
                let mean = Value::arithmetic(Operator::Divide, Value::Total(parts), weight_of(of, &presences));
                Value::arithmetic(Operator::Multiply, mean, Value::Number(total))
            }
            Function::Mean => Value::arithmetic(Operator::Divide, Value::Total(parts), weight_of(of, &presences)),
            Function::Min => Value::Least(parts),
            Function::Max => Value::Greatest(parts),
            Function::Count => {
                let (tests, is_known) = self.counted(of, parts)?;
                return Ok((Value::Count(tests), Test::all([there, is_known])));
            }
            Function::Median => self.median(parts, &presences, &there)?,
            Function::Mode => return self.mode(of, parts, there),
            Function::Variance => self.variance(parts, &presences, &there),
            Function::Sd => Value::Root(Box::new(self.variance(parts, &presences, &there))),
        };
        Ok((value, there))
    }

    /// When each part counts, and when that is known.
    fn counted(&mut self, of: &Aggregate, parts: Vec<Part>) -> Result<(Vec<Test>, Test), Unsayable> {
        let Some(Threshold { comparator, bound }) = &of.fits else {
            return Ok((parts.into_iter().map(|part| part.there).collect(), Test::Always(true)));
        };
        let found = self.number(bound)?;
        let (bound_value, is_known) = self.named(found);
        let fits = |(part, member): (Part, &Member)| {
            let fits = match self.slack(&member.value, bound) {
                None => Test::Compare(*comparator, part.value, bound_value.clone()),
                Some(size) => near(*comparator, part.value, bound_value.clone(), size),
            };
            Test::all([part.there, fits])
        };
        Ok((parts.into_iter().zip(&of.members).map(fits).collect(), is_known))
    }

    /// Parts that have a name each. What is computed is looked at only where the set has all that it needs: a part of a
    /// set that needs all says nothing of itself.
    fn named_parts(&mut self, parts: Vec<Part>, there: &Test) -> Vec<Part> {
        let named = |part: Part| {
            let (value, is_computed) = self.named((part.value.clone(), Test::all([there.clone(), part.there.clone()])));
            let has_name_already = value == part.value;
            if has_name_already { part } else { Part { value, there: is_computed } }
        };
        parts.into_iter().map(named).collect()
    }

    /// The squares of the distances from the mean, added and divided by one less than there are. `there` says when two at
    /// least are.
    fn variance(&mut self, parts: Vec<Part>, presences: &[Test], there: &Test) -> Value {
        let parts = self.named_parts(parts, there);
        let are_all_there = presences.iter().all(|presence| *presence == Test::Always(true));
        let count = match are_all_there {
            true => Value::Number(parts.len() as f64),
            false => self.named((Value::Count(presences.to_vec()), there.clone())).0,
        };
        let mean = Value::arithmetic(Operator::Divide, Value::Total(parts.clone()), count.clone());
        let mean = self.named((mean, there.clone())).0;
        let square = |part: &Part| {
            let distance = Value::arithmetic(Operator::Subtract, part.value.clone(), mean.clone());
            Part { value: Value::arithmetic(Operator::Multiply, distance.clone(), distance), there: part.there.clone() }
        };
        let squares = Value::Total(parts.iter().map(square).collect());
        Value::arithmetic(Operator::Divide, squares, Value::arithmetic(Operator::Subtract, count, Value::Number(1.0)))
    }

    /// Of the parts that as many others equal as of any part, the least or the greatest; both where it is missing unless
    /// they are the same.
    fn mode(&mut self, of: &Aggregate, parts: Vec<Part>, there: Test) -> Result<Maybe, Unsayable> {
        if parts.len() > RANKED {
            return Err(Unsayable(format!("a mode of {} numbers", parts.len())));
        }
        let parts = self.named_parts(parts, &there);
        let is_exact = of.members.iter().all(|member| self.slack(&member.value, &member.value).is_none());
        let same = |one: Value, other: Value| match is_exact {
            true => Test::Compare(Comparator::Equal, one, other),
            false => near(Comparator::Equal, one, other, 0.0),
        };
        let count = |part: &Part| {
            let equals = |other: &Part| Test::all([other.there.clone(), same(other.value.clone(), part.value.clone())]);
            Value::Count(parts.iter().map(equals).collect())
        };
        let is_counted = |part: &Part| Test::all([there.clone(), part.there.clone()]);
        let counted = |(value, there)| Part { value, there };
        let counts: Vec<Part> = parts.iter().map(|part| counted(self.named((count(part), is_counted(part))))).collect();
        let (most, _) = self.named((Value::Greatest(counts.clone()), there.clone()));
        let modes: Vec<Part> = parts
            .iter()
            .zip(counts)
            .map(|(part, count)| Part {
                value: part.value.clone(),
                there: Test::all([part.there.clone(), Test::Compare(Comparator::AtLeast, count.value, most.clone())]),
            })
            .collect();
        Ok(match of.ties {
            TiedMode::Lowest => (Value::Least(modes), there),
            TiedMode::Highest => (Value::Greatest(modes), there),
            TiedMode::Missing => {
                let (least, _) = self.named((Value::Least(modes.clone()), there.clone()));
                let (greatest, _) = self.named((Value::Greatest(modes), there.clone()));
                let is_one = same(least.clone(), greatest);
                (least, Test::all([there, is_one]))
            }
        })
    }

    /// The middle one, or the mean of the two in the middle: each is the least part that enough parts do not exceed.
    fn median(&mut self, parts: Vec<Part>, presences: &[Test], there: &Test) -> Result<Value, Unsayable> {
        if parts.len() > RANKED {
            return Err(Unsayable(format!("a median of {} numbers", parts.len())));
        }
        let parts = self.named_parts(parts, there);
        let count = self.named((Value::Count(presences.to_vec()), Test::Always(true))).0;
        let half = |extra: f64| {
            let twice = Value::arithmetic(Operator::Add, count.clone(), Value::Number(extra));
            Value::WholePart(Box::new(Value::arithmetic(Operator::Divide, twice, Value::Number(2.0))))
        };
        let ranked = |rank: &Value| {
            let reaches = |part: &Part| {
                let not_above = |other: &Part| {
                    Test::all([other.there.clone(), Test::Compare(Comparator::AtMost, other.value.clone(), part.value.clone())])
                };
                let below = Value::Count(parts.iter().map(not_above).collect());
                Test::all([part.there.clone(), Test::Compare(Comparator::AtLeast, below, rank.clone())])
            };
            Value::Least(parts.iter().map(|part| Part { value: part.value.clone(), there: reaches(part) }).collect())
        };
        let both = Value::arithmetic(Operator::Add, ranked(&half(1.0)), ranked(&half(2.0)));
        Ok(Value::arithmetic(Operator::Divide, both, Value::Number(2.0)))
    }
}

/// Enough of some tests hold.
fn at_least(needed: usize, tests: &[Test]) -> Test {
    let certain = tests.iter().filter(|test| **test == Test::Always(true)).count();
    match needed {
        needed if needed <= certain => Test::Always(true),
        1 => Test::any(tests.iter().cloned()),
        needed => Test::Compare(Comparator::AtLeast, Value::Count(tests.to_vec()), Value::Number(needed as f64)),
    }
}

/// The weight of what is there.
fn weight_of(of: &Aggregate, presences: &[Test]) -> Value {
    let total: f64 = of.members.iter().map(|member| member.weight).sum();
    if of.at_least == of.members.len() || of.filled.is_some() {
        return Value::Number(total);
    }
    if of.members.iter().all(|member| member.weight == 1.0) {
        return Value::Count(presences.to_vec());
    }
    let part = |(member, there): (&Member, &Test)| Part { value: Value::Number(member.weight), there: there.clone() };
    Value::Total(of.members.iter().zip(presences).map(part).collect())
}
