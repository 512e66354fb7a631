use super::compare::near;
use super::lower::{Lowering, Maybe};
use super::table::found_in;
use super::{Column, Computed, Test, Value};
use crate::instrument::{Comparator, GroupTest, KnownIx, NormBands, NormTable, NormedScore, Norms, Operator, ScoreIx};
use crate::output::NO_GROUP;
use crate::score::{Figures, INTERVAL, NormPlan};

/// A column that sets a score beside norms, or names their group.
#[derive(Clone, Debug, PartialEq)]
pub enum NormFormula {
    /// A number: a formula, by its position.
    Number(usize),
    /// A word.
    Words(Words),
}

/// A word that is chosen by tests.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Its name among the columns.
    pub name: String,
    /// Words, each with its test: the first that holds counts. Where none does there is no word.
    pub words: Vec<(String, Test)>,
}

/// Away from the mean by so many standard deviations there is less than 1e-12 of a population, and is taken for
/// nothing.
pub(super) const NOBODY: f64 = 7.071_067_811_865_475;

impl Lowering<'_> {
    /// The columns that norms add, in the order of results.
    pub(super) fn norms(&mut self, norms: &Norms) -> Vec<NormFormula> {
        let plan = NormPlan::new(self.instrument, norms);
        let group = self.group_column(&plan);
        let mut columns = Vec::new();
        for score in plan.scores() {
            let Some(column) = self.scores.get(score).copied() else { continue };
            let name = self.instrument.scores[*score].name.clone();
            let figures = plan.figures(*score);
            let known = plan.known_of(*score);
            let mut of = OneScore { lowering: self, score: *score, name, column, group, figures: &figures };
            // Percentiles are made of it also where a table gives z instead.
            let z = figures.iter().any(|figures| figures.spread().is_some()).then(|| of.z(known.z));
            columns.extend(z.filter(|_| known.z).map(|z| of.number(z)));
            let t = z.filter(|_| known.t).map(|z| of.t(z));
            columns.extend(t.map(|t| of.number(t)));
            let tables: Vec<(&str, Column)> = plan.tables(*score).into_iter().map(|name| (name, of.table(name))).collect();
            columns.extend(tables.iter().map(|(_, column)| of.number(*column)));
            let percentile = known.percentile.then(|| of.percentile(z));
            if let Some((column, words)) = percentile.clone() {
                columns.extend([of.number(column), words]);
            }
            if known.error {
                columns.extend(of.errors());
            }
            if known.cut_off {
                columns.push(of.cut_off());
            }
            for bands in plan.bands(*score) {
                let column = match &bands.of {
                    NormedScore::Z => z,
                    NormedScore::T => t,
                    NormedScore::Percentile => percentile.as_ref().map(|(column, _)| *column),
                    NormedScore::Table(name) => tables.iter().find(|(table, _)| table == name).map(|(_, column)| *column),
                };
                columns.extend(column.map(|column| of.bands(bands, column)));
            }
        }
        let mut words: Vec<(String, Test)> =
            plan.order().iter().map(|at| (plan.name_of(self.instrument, *at), is_in(group, *at))).collect();
        words.push((NO_GROUP.to_owned(), Test::Always(true)));
        columns.push(NormFormula::Words(Words { name: "norm_group".to_owned(), words }));
        columns
    }

    /// The group that a row belongs to, by its position from 1: of those that fit the first in the order of precision.
    fn group_column(&mut self, plan: &NormPlan<'_>) -> Column {
        let informants = self.instrument.informants.len();
        let fits = |at: usize| {
            let group = &plan.norms().groups[at];
            let informant = (informants > 1).then(|| Test::By(vec![group.informant]));
            Test::all(informant.into_iter().chain(passes(&group.tests)))
        };
        let nowhere = Value::Number(0.0);
        let value = plan.order().iter().rev().fold(nowhere, |rest, at| Value::choice(fits(*at), position(*at), rest));
        let name = self.free_name("norm_group_at");
        self.push(Computed::Part, name, value, Test::Always(true))
    }
}

/// Whether a case passes tests on what is known of it.
fn passes(tests: &[(KnownIx, GroupTest)]) -> impl Iterator<Item = Test> {
    tests.iter().flat_map(|(known, test)| {
        let value = || Value::Column(Column::Known(*known));
        let compare = |comparator, bound| Test::Compare(comparator, value(), Value::Number(bound));
        let fits = match test {
            GroupTest::Range(low, high) => vec![compare(Comparator::AtLeast, *low), compare(Comparator::AtMost, *high)],
            GroupTest::Value(position) => vec![compare(Comparator::Equal, *position as f64)],
        };
        [Test::Present(Column::Known(*known))].into_iter().chain(fits)
    })
}

fn position(at: usize) -> Value {
    Value::Number(at as f64 + 1.0)
}

/// Whether a row belongs to a group.
fn is_in(group: Column, at: usize) -> Test {
    Test::Compare(Comparator::Equal, Value::Column(group), position(at))
}

/// One score that is set beside the groups of norms.
struct OneScore<'l, 'i, 'f> {
    lowering: &'l mut Lowering<'i>,
    score: ScoreIx,
    name: String,
    column: Column,
    group: Column,
    figures: &'f [Figures<'f>],
}

impl<'f> OneScore<'_, '_, 'f> {
    fn value(&self) -> Value {
        Value::Column(self.column)
    }

    /// A column of results with a value for each group that has one.
    fn by_group(&mut self, ending: &str, values: Vec<(usize, Value, Test)>) -> Column {
        let name = format!("{}.{ending}", self.name);
        self.column_by_group(Computed::Norm(self.score), name, values)
    }

    fn column_by_group(&mut self, what: Computed, name: String, values: Vec<(usize, Value, Test)>) -> Column {
        let (group, score) = (self.group, Test::Present(self.column));
        let there = Test::any(values.iter().map(|(at, _, there)| Test::all([is_in(group, *at), there.clone()])));
        let value = values.into_iter().rev().map(|(at, value, _)| (at, value));
        let value = value.reduce(|(_, rest), (at, value)| (at, Value::choice(is_in(group, at), value, rest)));
        let value = value.map_or(Value::Number(0.0), |(_, value)| value);
        self.lowering.push(what, name, value, Test::all([score, there]))
    }

    fn number(&self, column: Column) -> NormFormula {
        NormFormula::Number(if let Column::Formula(at) = column { at } else { 0 })
    }

    /// Values of the groups that have something.
    fn each<T>(&self, of: impl Fn(&Figures<'f>) -> Option<T>) -> Vec<(usize, T)> {
        self.figures.iter().enumerate().filter_map(|(at, figures)| Some((at, of(figures)?))).collect()
    }

    /// Distance from the mean, among the results or on the way to them.
    fn z(&mut self, is_result: bool) -> Column {
        let z = |(at, (mean, sd))| {
            let distance = Value::arithmetic(Operator::Subtract, self.value(), Value::Number(mean));
            (at, Value::arithmetic(Operator::Divide, distance, Value::Number(sd)), Test::Always(true))
        };
        let values = self.each(Figures::spread).into_iter().map(z).collect();
        if is_result {
            return self.by_group("z", values);
        }
        let name = self.lowering.free_name(&format!("{}_z", self.name));
        self.column_by_group(Computed::Part, name, values)
    }

    /// What tables of a name give.
    fn table(&mut self, name: &str) -> Column {
        let tables = self.each(|figures| figures.table_named(name));
        let mut values = Vec::with_capacity(tables.len());
        for (at, table) in tables {
            let (value, there) = self.found_in(table);
            values.push((at, value, there));
        }
        self.by_group(name, values)
    }

    /// What a table gives for the score, by the group of it that a case is in.
    fn found_in(&mut self, table: &NormTable) -> Maybe {
        let score = self.value();
        let (mut found, mut tests) = (Value::Number(0.0), Vec::new());
        for group in table.groups.iter().rev() {
            let is_in = Test::all(passes(&group.tests));
            let (value, is_found) = found_in(&group.rows, &score);
            let there = Test::all([Test::Present(self.column), is_found]);
            let (value, there) = self.lowering.kept_small((value, there));
            tests.push(Test::all([is_in.clone(), there]));
            found = Value::choice(is_in, value, found);
        }
        self.lowering.kept_small((found, Test::any(tests)))
    }

    /// The word of a stretch of a column: of the highest bound that it reaches.
    fn bands(&self, bands: &NormBands, column: Column) -> NormFormula {
        let test = |(at, from): (usize, &f64)| {
            let comparator = if bands.stretches.is_above(at) { Comparator::Above } else { Comparator::AtLeast };
            let reached =
                if at == 0 { Test::Always(true) } else { near(comparator, Value::Column(column), Value::Number(*from), *from) };
            (bands.bands[at].name.clone(), Test::all([Test::Present(column), reached]))
        };
        let words = bands.stretches.from.iter().enumerate().map(test).rev().collect();
        NormFormula::Words(Words { name: format!("{}.{}", self.name, bands.name), words })
    }

    fn t(&mut self, z: Column) -> Column {
        let tens = Value::arithmetic(Operator::Multiply, Value::Number(10.0), Value::Column(z));
        let value = Value::arithmetic(Operator::Add, Value::Number(50.0), tens);
        self.lowering.push(Computed::Norm(self.score), format!("{}.T", self.name), value, Test::Present(z))
    }

    /// The percentile, and the word that says where it comes from.
    fn percentile(&mut self, z: Option<Column>) -> (Column, NormFormula) {
        let normal = z.map(|z| self.normal(z));
        let tables = self.each(|figures| Some(figures.table).filter(|table| table.len() > 1));
        let in_table = |table: &[(f64, f64)]| self.between(table[0].0, table[table.len() - 1].0);
        let mut values = Vec::new();
        for (at, figures) in self.figures.iter().enumerate() {
            let of_normal = normal.clone().filter(|_| figures.spread().is_some());
            let table = figures.table;
            if table.len() < 2 {
                values.extend(of_normal.map(|normal| (at, normal, Test::Always(true))));
                continue;
            }
            let there = if of_normal.is_some() { Test::Always(true) } else { in_table(table) };
            let rest = of_normal.unwrap_or(Value::Number(0.0));
            let lines = table
                .windows(2)
                .rev()
                .fold(rest, |rest, pair| Value::choice(self.between(pair[0].0, pair[1].0), self.on_line(pair[0], pair[1]), rest));
            values.push((at, lines, there));
        }
        let by_table = tables.iter().map(|(at, table)| Test::all([is_in(self.group, *at), in_table(table)]));
        let by_table = Test::all([Test::Present(self.column), Test::any(by_table)]);
        let column = self.by_group("percentile", values);
        let words = vec![("table".to_owned(), by_table), ("normal".to_owned(), Test::Present(column))];
        (column, NormFormula::Words(Words { name: format!("{}.percentile_by", self.name), words }))
    }

    fn between(&self, low: f64, high: f64) -> Test {
        Test::all([
            Test::Compare(Comparator::AtLeast, self.value(), Value::Number(low)),
            Test::Compare(Comparator::AtMost, self.value(), Value::Number(high)),
        ])
    }

    /// The percentile between two values of a table.
    fn on_line(&self, (low, at_low): (f64, f64), (high, at_high): (f64, f64)) -> Value {
        if high <= low {
            return Value::Number(at_high);
        }
        let above = Value::arithmetic(Operator::Subtract, self.value(), Value::Number(low));
        let share = Value::arithmetic(Operator::Divide, above, Value::Number(high - low));
        let more = Value::arithmetic(Operator::Multiply, share, Value::Number(at_high - at_low));
        Value::arithmetic(Operator::Add, Value::Number(at_low), more)
    }

    /// The percentile by the normal distribution, from two columns: how far from the mean, and the share of people who
    /// are further.
    fn normal(&mut self, z: Column) -> Value {
        let there = Test::Present(z);
        let turned = Value::arithmetic(Operator::Subtract, Value::Number(0.0), Value::Column(z));
        let is_below = Test::Compare(Comparator::Below, Value::Column(z), Value::Number(0.0));
        let distance = Value::choice(is_below.clone(), turned, Value::Column(z));
        let name = self.lowering.free_name(&format!("{}_distance", self.name));
        let distance = self.lowering.push(Computed::Part, name, distance, there.clone());
        let is_near = Test::Compare(Comparator::Below, Value::Column(distance), Value::Number(NOBODY));
        let tail = Value::choice(is_near, Value::Tail(distance), Value::Number(0.0));
        let percents = Value::arithmetic(Operator::Multiply, Value::Number(100.0), tail);
        let name = self.lowering.free_name(&format!("{}_tail", self.name));
        let tail = Value::Column(self.lowering.push(Computed::Part, name, percents, there));
        Value::choice(is_below, tail.clone(), Value::arithmetic(Operator::Subtract, Value::Number(100.0), tail))
    }

    fn errors(&mut self) -> Vec<NormFormula> {
        let errors = self.each(Figures::error);
        let ends = [("error", 0.0), ("low", -INTERVAL), ("high", INTERVAL)];
        let column = |(ending, times): (&str, f64)| {
            let value = |(at, error): &(usize, f64)| {
                let value = match times {
                    0.0 => Value::Number(*error),
                    times if times < 0.0 => Value::arithmetic(Operator::Subtract, self.value(), Value::Number(INTERVAL * error)),
                    _ => Value::arithmetic(Operator::Add, self.value(), Value::Number(INTERVAL * error)),
                };
                (*at, value, Test::Always(true))
            };
            let values = errors.iter().map(value).collect();
            let column = self.by_group(ending, values);
            self.number(column)
        };
        ends.into_iter().map(column).collect()
    }

    fn cut_off(&self) -> NormFormula {
        let cut_offs = self.each(|figures| figures.reached_from());
        let reached = cut_offs.iter().map(|(at, from)| {
            Test::all([is_in(self.group, *at), Test::Compare(Comparator::AtLeast, self.value(), Value::Number(*from))])
        });
        let any = Test::any(cut_offs.iter().map(|(at, _)| is_in(self.group, *at)));
        let there = Test::Present(self.column);
        let words = vec![
            ("at or above".to_owned(), Test::all([there.clone(), Test::any(reached)])),
            ("below".to_owned(), Test::all([there, any])),
        ];
        NormFormula::Words(Words { name: format!("{}.cut_off", self.name), words })
    }
}

/// The share of a normal population that is further above the mean than so many standard deviations, after J. F. Hart
/// (1968), Computer Approximations, algorithm 5666, as given by G. West (2005), Better approximations to cumulative
/// normal functions, Wilmott Magazine; below [`NOBODY`] it is right to 1e-15.
pub(super) fn tail(of: Column) -> Value {
    const OVER: [f64; 7] = [
        0.035_262_496_599_891_1,
        0.700_383_064_443_688,
        6.373_962_203_531_65,
        33.912_866_078_383,
        112.079_291_497_871,
        221.213_596_169_931,
        220.206_867_912_376,
    ];
    const UNDER: [f64; 8] = [
        0.088_388_347_648_318_4,
        1.755_667_163_182_64,
        16.064_177_579_207,
        86.780_732_202_946_1,
        296.564_248_779_674,
        637.333_633_378_831,
        793.826_512_519_948,
        440.413_735_824_752,
    ];
    let x = || Value::Column(of);
    let polynomial = |terms: &[f64]| {
        let terms = terms.iter().map(|term| Value::Number(*term));
        terms.reduce(|sum, term| Value::arithmetic(Operator::Add, Value::arithmetic(Operator::Multiply, sum, x()), term))
    };
    let square = Value::arithmetic(Operator::Multiply, x(), x());
    let height = Value::Exponential(Box::new(Value::arithmetic(Operator::Multiply, square, Value::Number(-0.5))));
    let over = polynomial(&OVER).map_or(height.clone(), |over| Value::arithmetic(Operator::Multiply, height, over));
    Value::arithmetic(Operator::Divide, over, polynomial(&UNDER).unwrap_or(Value::Number(1.0)))
}

impl Computed {
    /// Whether it is among the results, and not on the way to them.
    pub fn is_result(self) -> bool {
        matches!(self, Self::Score(_) | Self::Norm(_))
    }
}
