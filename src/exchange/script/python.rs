use super::allowed::{Allowed, quoted_list, words_and_numbers};
use super::{DATE, heading, identifier, needed_columns};
use crate::exchange::exported::{ExportError, Exported};
use crate::exchange::formula::{Column, Dialect, Formulas, MomentPart, doubled_sign, test_in, value_in};
use crate::instrument::{Allotment, Comparator, InformantIx, Instrument, ItemIx, Norms};

const PRELUDE: &str = r#"import polars as pl


def number(name):
    """The cells of a column as numbers; what is none is missing."""
    return pl.col(name).cast(pl.String).str.strip_chars().cast(pl.Float64, strict=False)


def one_of(name, values):
    return pl.when(number(name).is_in(values)).then(number(name)).alias(name)


def between(name, low, high, step=None):
    fits = number(name).is_between(low, high)
    if step is not None:
        steps = (number(name) - low) / step
        fits = fits & ((steps - steps.round()).abs() < 1e-6)
    return pl.when(fits).then(number(name)).alias(name)


def dealt(name, names, low, high):
    """One of several numbers that are one answer: where one of them cannot be right, none is."""
    blank = lambda name: (pl.col(name).cast(pl.String).str.strip_chars() == "").fill_null(True)
    right = pl.all_horizontal(between(other, low, high, 1.0).is_not_null() | blank(other) for other in names)
    return pl.when(right).then(between(name, low, high, 1.0)).alias(name)


def text(name, most):
    given = pl.col(name).cast(pl.String)
    return pl.when((given != "") & (given.str.len_chars() <= most)).then(given).alias(name)


def date(name):
    given = pl.col(name).cast(pl.String)
    return pl.when(given.str.to_date("%Y-%m-%d", strict=False).dt.to_string("%Y-%m-%d") == given).then(given).alias(name)


def time(name):
    given = pl.col(name).cast(pl.String)
    return pl.when(given.str.contains("^([01][0-9]|2[0-3]):[0-5][0-9]$")).then(given).alias(name)


def part(name, start, length):
    return pl.col(name).str.slice(start, length).cast(pl.Float64, strict=False)


def word(name, words):
    return pl.col(name).cast(pl.String).replace_strict(words, range(len(words)), default=None, return_dtype=pl.Float64).alias(name)


def codes(name, words, numbers, figures):
    given = pl.col(name).cast(pl.String).str.strip_chars()
    is_word = pl.when(given.is_in(words)).then(given)
    if not numbers:
        return is_word.alias(name)
    figure = number(name).replace_strict(numbers, figures, default=None, return_dtype=pl.String)
    return is_word.otherwise(figure).alias(name)


def choices(name, known, none=False):
    given = pl.col(name).cast(pl.String).str.replace_all(" ", "")
    parts = given.str.split(";")
    fits = parts.list.eval(pl.element().is_in(known)).list.all()
    nothing = given.is_in(["none", ";"] if none else [";"])
    return pl.when(nothing).then(parts.list.head(0)).when(fits).then(parts).alias(name)


def chosen(name, choice):
    return pl.col(name).is_not_null() & pl.col(name).list.contains(choice).fill_null(False)


def choice(test, yes, no):
    return pl.when(test).then(yes).otherwise(no)


def demand(there, names, frame, by=None):
    """Ends with an error where a column is lacking that somebody was asked."""
    lacking = [name for name in names if name not in there]
    asked = pl.col("informant").is_in(by or []).any()
    if lacking and (by is None or frame.lazy().select(asked).collect().item()):
        raise ValueError("answers have no column " + ", ".join(lacking))
"#;

/// A function in Python that scores a polars frame.
///
/// # Errors
/// Where a score cannot be said as a formula.
pub fn python(instrument: &Instrument, norms: Option<&Norms>) -> Result<Exported, ExportError> {
    let formulas = Formulas::beside(instrument, norms)?;
    let dialect = Polars { formulas: &formulas };
    let mut script: Vec<String> = heading(instrument, norms).into_iter().map(|line| format!("# {line}")).collect();
    script.push(PRELUDE.to_owned());
    let names = instrument.known.iter().map(|known| known.name.as_str());
    let names = names.chain(instrument.items.iter().map(|item| item.name.as_str()));
    let names = names.chain(formulas.look_at_the_date().then_some(DATE));
    let first = &instrument.informants[InformantIx(0)].name;
    script.push(format!(
        "\ndef score_{}(answers):\n    \"\"\"Adds scores, bands and alerts to a frame (lazy or not) with a row for each administration and a column for each item, by its name.\n\n    \
         An item without a column is an error. What cannot be an answer is missing, and so is the visible non-answer (none).\n    \"\"\"\n    \
         there = set(answers.collect_schema().names())\n    \
         lacking = [name for name in [\"informant\", {}] if name not in there]\n    \
         frame = answers.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in lacking)\n    \
         frame = frame.with_columns(\n        pl.when(pl.col(\"informant\") != \"\").then(pl.col(\"informant\")).otherwise(pl.lit(\"{first}\")).alias(\"informant\"),",
        identifier(instrument),
        quoted_list(names, '"')
    ));
    for (position, item) in instrument.items.iter_enumerated() {
        let read = match instrument.member(position) {
            Some((allotment, _)) => dealt(&item.name, instrument, allotment),
            None => read(&item.name, &Allowed::of_item(instrument, item)),
        };
        script.push(format!("        {read},"));
    }
    for known in &instrument.known {
        script.push(format!("        {},", read(&known.name, &Allowed::of_known(&known.kind))));
    }
    if formulas.look_at_the_date() {
        script.push(format!("        {},", read(DATE, &Allowed::Date)));
    }
    script.push("    )".to_owned());
    script.extend(needed_columns(instrument).into_iter().map(demand));
    for formula in &formulas.columns {
        script.extend(formulas.key(formula.what).map(|key| format!("    # {} = {key}", formula.name)));
        let value = value_in(&dialect, &formula.value);
        let value = match formula.there.certain() {
            Some(true) => value,
            Some(false) => "None".to_owned(),
            None => format!("choice({}, {value}, None)", test_in(&dialect, &formula.there)),
        };
        script.push(format!("    frame = frame.with_columns((pl.lit(0.0) + ({value})).alias(\"{}\"))", formula.name));
    }
    for words in formulas.words() {
        let chain = words.words.iter().rev().fold("None".to_owned(), |rest, (word, test)| {
            format!("choice({}, pl.lit(\"{word}\"), {rest})", test_in(&dialect, test))
        });
        script.push(format!("    frame = frame.with_columns({chain}.alias(\"{}\"))", words.name));
    }
    for formula in &formulas.alerts {
        let (raised, quiet) = (test_in(&dialect, &formula.raised), test_in(&dialect, &formula.quiet));
        let name = &instrument.alerts[formula.alert].name;
        script.push(format!(
            "    frame = frame.with_columns(choice({raised}, True, choice({quiet}, False, None)).alias(\"{name}\"))"
        ));
    }
    let helpers = formulas.columns.iter().filter(|formula| !formula.what.is_result());
    let helpers: Vec<&str> = helpers.map(|formula| formula.name.as_str()).collect();
    script.push(format!("    return frame.drop([{}])\n", quoted_list(helpers, '"')));
    Ok(Exported { bytes: script.join("\n").into_bytes(), diagnostics: vec![] })
}

/// A line that ends with an error where an item has no column that somebody was asked.
fn demand((who, names): (Vec<&str>, Vec<&str>)) -> String {
    let by = if who.is_empty() { String::new() } else { format!(", by=[{}]", quoted_list(who, '"')) };
    format!("    demand(there, [{}], frame{by})", quoted_list(names, '"'))
}

fn dealt(name: &str, instrument: &Instrument, allotment: &Allotment) -> String {
    let members = quoted_list(allotment.items.iter().map(|item| instrument.items[*item].name.as_str()), '"');
    let range = allotment.range();
    format!("dealt(\"{name}\", [{members}], {}, {})", range.min, range.max)
}

fn read(name: &str, allowed: &Allowed<'_>) -> String {
    match allowed {
        Allowed::Codes(points) => {
            let (words, numbers) = words_and_numbers(points);
            let figures: Vec<String> = numbers.iter().map(f64::to_string).collect();
            let figures = quoted_list(figures.iter().map(String::as_str), '"');
            format!("codes(\"{name}\", [{}], {numbers:?}, [{figures}])", quoted_list(words, '"'))
        }
        Allowed::OneOf(values) => format!("one_of(\"{name}\", {values:?})"),
        Allowed::Between { low, high, step: Some(step) } => format!("between(\"{name}\", {low}, {high}, {step})"),
        Allowed::Between { low, high, step: None } => format!("between(\"{name}\", {low}, {high})"),
        Allowed::Text(most) => format!("text(\"{name}\", {most})"),
        Allowed::Date => format!("date(\"{name}\")"),
        Allowed::Time => format!("time(\"{name}\")"),
        Allowed::Choices(names, or_none) => {
            let none = if *or_none { ", none=True" } else { "" };
            format!("choices(\"{name}\", [{}]{none})", quoted_list(names.iter().copied(), '"'))
        }
        Allowed::Words(words) => format!("word(\"{name}\", [{}])", quoted_list(words.iter().map(String::as_str), '"')),
    }
}

/// Formulas as expressions of polars.
struct Polars<'a> {
    formulas: &'a Formulas<'a>,
}

impl Dialect for Polars<'_> {
    fn instrument(&self) -> &Instrument {
        self.formulas.instrument
    }

    fn text(&self, text: &str) -> String {
        format!("\"{text}\"")
    }

    // Columns are named by texts, which may be any word of Python.
    fn identifier(&self, name: &str) -> String {
        format!("\"{name}\"")
    }

    fn column(&self, column: Column) -> String {
        format!("pl.col({})", self.identifier(self.formulas.name(column)))
    }

    fn present(&self, column: Column, is_present: bool) -> String {
        format!("{}.is_{}null()", self.column(column), if is_present { "not_" } else { "" })
    }

    fn choice(&self, test: &str, yes: &str, no: &str) -> String {
        format!("choice({test}, {yes}, {no})")
    }

    fn whole_part(&self, of: &str) -> String {
        format!("({of}).floor()")
    }

    fn moment_part(&self, column: Column, part: MomentPart) -> String {
        let (start, length) = part.place();
        format!("part({}, {start}, {length})", self.identifier(self.formulas.name(column)))
    }

    fn exponential(&self, of: &str) -> String {
        format!("({of}).exp()")
    }

    fn logarithm(&self, of: &str) -> String {
        format!("({of}).log()")
    }

    fn root(&self, of: &str) -> String {
        format!("({of}).sqrt()")
    }

    fn tail(&self, _of: &str) -> Option<String> {
        None
    }

    fn chosen(&self, item: ItemIx, choice: usize, is_chosen: bool) -> String {
        let item = &self.formulas.instrument.items[item];
        let Some(choices) = item.kind.choices() else { return self.always(false) };
        format!("{}chosen(\"{}\", \"{}\")", if is_chosen { "" } else { "~" }, item.name, choices[choice].name)
    }

    fn by(&self, informants: &[InformantIx], is_by: bool) -> String {
        let names = informants.iter().map(|at| self.formulas.instrument.informants[*at].name.as_str());
        format!("{}pl.col(\"informant\").is_in([{}])", if is_by { "" } else { "~" }, quoted_list(names, '"'))
    }

    fn extreme(&self, is_least: bool) -> &'static str {
        if is_least { "pl.min_horizontal" } else { "pl.max_horizontal" }
    }

    fn and(&self) -> &'static str {
        " & "
    }

    fn or(&self) -> &'static str {
        " | "
    }

    fn sign(&self, comparator: Comparator) -> &'static str {
        doubled_sign(comparator)
    }

    fn always(&self, holds: bool) -> String {
        format!("pl.lit({})", if holds { "True" } else { "False" })
    }

    // `&` binds tighter than a comparison.
    fn compare(&self, left: &str, sign: &str, right: &str) -> String {
        format!("({left} {sign} {right})")
    }

    fn number(&self, value: f64) -> String {
        format!("{value:?}")
    }

    fn sum_of_present(&self, values: &[String]) -> Option<String> {
        Some(format!("pl.sum_horizontal({})", values.join(", ")))
    }

    fn extreme_of_present(&self, values: &[String], is_least: bool) -> Option<String> {
        Some(format!("{}({})", self.extreme(is_least), values.join(", ")))
    }
}
