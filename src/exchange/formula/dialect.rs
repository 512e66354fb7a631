use super::norms::tail;
use super::{Column, MomentPart, Part, Test, Value};
use crate::instrument::{Comparator, InformantIx, Instrument, ItemIx, Operator, Point};

/// How a program writes formulas down.
pub trait Dialect {
    /// A name as the program takes it: none of its own words, and of a length and of letters that it knows.
    fn identifier(&self, name: &str) -> String;
    /// The number in a column.
    fn column(&self, column: Column) -> String;
    /// Whether a column has a value, or whether it has none.
    fn present(&self, column: Column, is_present: bool) -> String;
    /// One or the other, by a test; it stands by itself, as a call does.
    fn choice(&self, test: &str, yes: &str, no: &str) -> String;
    /// The whole part of a number that is not negative.
    fn whole_part(&self, of: &str) -> String;
    /// The number of a part of a day (`2026-11-24`) or of a time of day (`07:30`) in a column.
    fn moment_part(&self, column: Column, part: MomentPart) -> String;
    /// The number e to the power of a number.
    fn exponential(&self, of: &str) -> String;
    /// The natural logarithm of a number above zero.
    fn logarithm(&self, of: &str) -> String;
    /// The square root of a number that is not negative.
    fn root(&self, of: &str) -> String;
    /// The share of a normal population above so many standard deviations, where the program has a word for it.
    fn tail(&self, of: &str) -> Option<String>;
    /// Whether a choice was chosen, or was not.
    fn chosen(&self, item: ItemIx, choice: usize, is_chosen: bool) -> String;
    /// The measure.
    fn instrument(&self) -> &Instrument;
    /// A text.
    fn text(&self, text: &str) -> String {
        format!("'{text}'")
    }

    /// The code of a point of an item as a column of answers has it, where codes are not all numbers.
    fn code(&self, _item: ItemIx, point: &Point) -> String {
        self.text(&point.code())
    }

    /// Whether an answer that is there is a point, or another one.
    fn point(&self, item: ItemIx, at: usize, is_point: bool) -> String {
        let instrument = self.instrument();
        let point = instrument.points_of(&instrument.items[item]).and_then(|points| points.get(at));
        let Some(point) = point else { return self.always(!is_point) };
        let sign = self.sign(if is_point { Comparator::Equal } else { Comparator::Unequal });
        self.compare(&self.column(Column::Answer(item)), sign, &self.code(item, point))
    }

    /// Whether one of these answers, or somebody else.
    fn by(&self, informants: &[InformantIx], is_by: bool) -> String;
    /// The function that gives the least, or the greatest, of several numbers.
    fn extreme(&self, is_least: bool) -> &'static str {
        if is_least { "min" } else { "max" }
    }

    /// The least, or the greatest, of two numbers or more; it stands by itself, as a call does.
    fn extreme_of(&self, values: &[String], is_least: bool) -> String {
        format!("{}({})", self.extreme(is_least), values.join(", "))
    }

    /// A number.
    fn number(&self, value: f64) -> String {
        format!("{value}")
    }

    /// What divides.
    fn divide(&self) -> &'static str {
        "/"
    }

    /// What stands between tests of which all must hold.
    fn and(&self) -> &'static str {
        " and "
    }

    /// What stands between tests of which one must hold.
    fn or(&self) -> &'static str {
        " or "
    }

    /// A comparison's sign.
    fn sign(&self, comparator: Comparator) -> &'static str;

    /// Two numbers compared.
    fn compare(&self, left: &str, sign: &str, right: &str) -> String {
        format!("{left} {sign} {right}")
    }

    /// What always holds, or never does.
    fn always(&self, holds: bool) -> String {
        if holds { "1 = 1".to_owned() } else { "1 = 0".to_owned() }
    }

    /// A column's number, or 0 where it has none.
    fn or_zero(&self, column: Column) -> String {
        self.choice(&self.present(column, true), &self.column(column), "0")
    }

    /// The value of the first test that holds, else another.
    fn cases(&self, cases: &[(String, String)], otherwise: &str) -> String {
        cases.iter().rev().fold(otherwise.to_owned(), |rest, (test, yes)| self.choice(test, yes, &rest))
    }

    /// The sum of values of which some may be missing by themselves, where the program has a word for it.
    fn sum_of_present(&self, _values: &[String]) -> Option<String> {
        None
    }

    /// How many of some columns have a value, where the program has a word for it.
    fn count_of_present(&self, _columns: &[Column]) -> Option<String> {
        None
    }

    /// The least or the greatest of values of which some may be missing by themselves, where the program has a word for
    /// it.
    fn extreme_of_present(&self, _values: &[String], _is_least: bool) -> Option<String> {
        None
    }

    /// 1 where a test holds, else 0.
    fn counted(&self, test: &str) -> String {
        self.choice(test, "1", "0")
    }
}

/// The sign of a comparison where one `=` gives a name a value, as in most languages that compute.
pub fn doubled_sign(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Equal => "==",
        other @ (Comparator::Below | Comparator::AtMost | Comparator::Unequal | Comparator::AtLeast | Comparator::Above) => {
            other.sign()
        }
    }
}

/// The position of a word among those that a fact can be, by tests that a dialect writes; `missing` where it is none of
/// them.
pub fn position_in(dialect: &dyn Dialect, words: &[String], missing: &str, is_word: impl Fn(&str) -> String) -> String {
    let cases: Vec<(String, String)> = words.iter().enumerate().map(|(at, word)| (is_word(word), at.to_string())).collect();
    dialect.cases(&cases, missing)
}

/// Beyond every value: what is not there is never the least or the greatest.
const BEYOND: f64 = 1e15;

/// How tightly a text holds together, the tightest last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    Sum,
    Product,
    Alone,
}

/// A value as a dialect writes it.
pub fn value_in(dialect: &dyn Dialect, value: &Value) -> String {
    written(dialect, value).0
}

/// A value as a dialect writes it, in brackets unless it stands by itself.
fn atom_in(dialect: &dyn Dialect, value: &Value) -> String {
    bracketed(written(dialect, value), Binds::Alone)
}

fn bracketed((text, binds): (String, Binds), least: Binds) -> String {
    if binds >= least { text } else { format!("({text})") }
}

fn written(dialect: &dyn Dialect, value: &Value) -> (String, Binds) {
    match value {
        Value::Number(number) if *number < 0.0 => (format!("({})", dialect.number(*number)), Binds::Alone),
        Value::Number(number) => (dialect.number(*number), Binds::Alone),
        Value::Column(column) => (dialect.column(*column), Binds::Alone),
        Value::Part(column, part) => (dialect.moment_part(*column, *part), Binds::Alone),
        Value::Arithmetic(operator, left, right) => {
            let (sign, binds, right_binds) = match operator {
                Operator::Add => ("+", Binds::Sum, Binds::Sum),
                Operator::Subtract => ("-", Binds::Sum, Binds::Product),
                Operator::Multiply => ("*", Binds::Product, Binds::Alone),
                Operator::Divide => (dialect.divide(), Binds::Product, Binds::Alone),
            };
            let left = bracketed(written(dialect, left), binds);
            (format!("{left} {sign} {}", bracketed(written(dialect, right), right_binds)), binds)
        }
        Value::If(..) => {
            let (mut cases, mut rest) = (Vec::new(), value);
            while let Value::If(test, yes, no) = rest {
                cases.push((test_in(dialect, test), value_in(dialect, yes)));
                rest = no;
            }
            (dialect.cases(&cases, &value_in(dialect, rest)), Binds::Alone)
        }
        Value::WholePart(of) => (dialect.whole_part(&value_in(dialect, of)), Binds::Alone),
        Value::Exponential(of) => (dialect.exponential(&value_in(dialect, of)), Binds::Alone),
        Value::Logarithm(of) => (dialect.logarithm(&value_in(dialect, of)), Binds::Alone),
        Value::Root(of) => (dialect.root(&value_in(dialect, of)), Binds::Alone),
        Value::Tail(of) => match dialect.tail(&dialect.column(*of)) {
            Some(text) => (text, Binds::Alone),
            None => written(dialect, &tail(*of)),
        },
        Value::Total(parts) => match by_themselves(dialect, parts).and_then(|values| dialect.sum_of_present(&values)) {
            Some(text) => (text, Binds::Alone),
            None => added(parts.iter().map(|part| summand(dialect, part)).collect()),
        },
        Value::Count(tests) => {
            let columns: Option<Vec<Column>> = tests.iter().map(Test::present_column).collect();
            if let Some(text) = columns.and_then(|columns| dialect.count_of_present(&columns)) {
                return (text, Binds::Alone);
            }
            let certain = tests.iter().filter(|test| **test == Test::Always(true)).count();
            let open = tests.iter().filter(|test| !matches!(test, Test::Always(_)));
            let number = (certain > 0).then(|| dialect.number(certain as f64));
            added(number.into_iter().chain(open.map(|test| dialect.counted(&test_in(dialect, test)))).collect())
        }
        Value::Least(parts) => (extreme(dialect, parts, true), Binds::Alone),
        Value::Greatest(parts) => (extreme(dialect, parts, false), Binds::Alone),
    }
}

/// Parts as values that are missing by themselves where they are not there, if all are so: a column, or a column and a
/// number.
fn by_themselves(dialect: &dyn Dialect, parts: &[Part]) -> Option<Vec<String>> {
    let is_so = |part: &Part| match (&part.value, &part.there) {
        (Value::Column(column), Test::Present(there)) => column == there,
        (Value::Arithmetic(_, left, right), Test::Present(there)) => match (&**left, &**right) {
            (Value::Number(_), Value::Column(column)) | (Value::Column(column), Value::Number(_)) => column == there,
            _ => false,
        },
        _ => false,
    };
    parts.iter().all(is_so).then(|| parts.iter().map(|part| value_in(dialect, &part.value)).collect())
}

fn added(summands: Vec<String>) -> (String, Binds) {
    let binds = if summands.len() == 1 { Binds::Alone } else { Binds::Sum };
    (if summands.is_empty() { "0".to_owned() } else { summands.join(" + ") }, binds)
}

fn summand(dialect: &dyn Dialect, part: &Part) -> String {
    match (&part.value, &part.there) {
        (value, Test::Always(true)) => bracketed(written(dialect, value), Binds::Product),
        (Value::Column(column), Test::Present(there)) if column == there => dialect.or_zero(*column),
        (value, there) => dialect.choice(&test_in(dialect, there), &value_in(dialect, value), "0"),
    }
}

fn extreme(dialect: &dyn Dialect, parts: &[Part], is_least: bool) -> String {
    if let Some(text) = by_themselves(dialect, parts).and_then(|values| dialect.extreme_of_present(&values, is_least)) {
        return text;
    }
    let beyond = dialect.number(if is_least { BEYOND } else { -BEYOND });
    let one = |part: &Part| match part.there.certain() {
        Some(true) => value_in(dialect, &part.value),
        Some(false) | None => dialect.choice(&test_in(dialect, &part.there), &value_in(dialect, &part.value), &beyond),
    };
    let parts: Vec<String> = parts.iter().map(one).collect();
    if let [only] = &parts[..] { format!("({only})") } else { dialect.extreme_of(&parts, is_least) }
}

/// A test as a dialect writes it.
pub fn test_in(dialect: &dyn Dialect, test: &Test) -> String {
    let joined = |tests: &[Test], word: &str| {
        let one = |test: &Test| {
            let text = test_in(dialect, test);
            if test.is_joined() { format!("({text})") } else { text }
        };
        tests.iter().map(one).collect::<Vec<_>>().join(word)
    };
    match test {
        Test::Always(holds) => dialect.always(*holds),
        Test::Present(column) => dialect.present(*column, true),
        Test::Absent(column) => dialect.present(*column, false),
        Test::Compare(comparator, left, right) => {
            dialect.compare(&atom_in(dialect, left), dialect.sign(*comparator), &atom_in(dialect, right))
        }
        Test::Chosen(item, choice) => dialect.chosen(*item, *choice, true),
        Test::NotChosen(item, choice) => dialect.chosen(*item, *choice, false),
        Test::IsPoint(item, at) => dialect.point(*item, *at, true),
        Test::NotPoint(item, at) => dialect.point(*item, *at, false),
        Test::By(informants) => dialect.by(informants, true),
        Test::NotBy(informants) => dialect.by(informants, false),
        Test::All(tests) => joined(tests, dialect.and()),
        Test::Any(tests) => joined(tests, dialect.or()),
    }
}
