use std::cell::RefCell;

use super::allowed::{Allowed, listed, quoted_list};
use super::heading;
use crate::exchange::exported::{ExportError, Exported, called, renamed, unsaid};
use crate::exchange::formula::{Column, Dialect, Formulas, MomentPart, Test, test_in, value_in};
use crate::instrument::{
    Allotment, Comparator, Identifiers, InformantIx, Instrument, Item, ItemIx, Letters, NameRules, Norms, Point,
};

/// Words that SPSS keeps for itself.
const RULES: NameRules = NameRules {
    reserved: &["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"],
    ignores_case: true,
    longest: 64,
    letters: Letters::All,
};
/// Of e, whose power is told from zero by nobody, and is still a number.
const LEAST_EXPONENT: i32 = -700;
/// Columns of text that a line has at the most.
const WIDTH: usize = 100;

/// Syntax for SPSS and PSPP that scores the active dataset.
///
/// # Errors
/// Where a score cannot be said as a formula.
pub fn spss(instrument: &Instrument, norms: Option<&Norms>) -> Result<Exported, ExportError> {
    let formulas = Formulas::beside(instrument, norms)?;
    let dialect = Spss { formulas: &formulas, names: called(&formulas, RULES), pending: RefCell::default() };
    let mut syntax: Vec<String> =
        heading(instrument, norms).into_iter().map(|line| format!("* {}.", line.trim_end_matches('.'))).collect();
    syntax.push(
        "* The active dataset has a row for each administration and a variable for each item, by its name: numbers for numbers, strings for\n  \
         words, texts and choices. What cannot be an answer is missing, and so is the visible non-answer.\n"
            .to_owned(),
    );
    if !instrument.items.iter().all(Item::is_for_all) {
        syntax.push("* The variable informant is a string that says who answered.\n".to_owned());
    }
    for (position, item) in instrument.items.iter_enumerated() {
        let cleaned = clean(&dialect.identifier(&item.name), &Allowed::of_item(instrument, item));
        match instrument.member(position) {
            Some((allotment, member)) => syntax.extend(dialect.dealt(allotment, member, cleaned)),
            None => syntax.extend(cleaned),
        }
    }
    for known in &instrument.known {
        syntax.extend(clean(&dialect.identifier(&known.name), &Allowed::of_known(&known.kind)));
    }
    if formulas.look_at_the_date() {
        syntax.push("* The variable date is a string that says when was answered, as 2026-11-24.\n".to_owned());
    }
    for formula in &formulas.columns {
        syntax.extend(formulas.key(formula.what).map(|key| format!("\n* {} = {}.", formula.name, key.trim_end_matches('.'))));
        syntax.extend(dialect.assigned(&dialect.identifier(&formula.name), &formula.there, &value_in(&dialect, &formula.value)));
    }
    for words in formulas.words() {
        let name = dialect.identifier(&words.name);
        let width = words.words.iter().map(|(word, _)| word.len()).max().unwrap_or(1);
        syntax.push(format!("\nSTRING {name} (A{width})."));
        // From the last up, so that the first that holds stays.
        for (word, test) in words.words.iter().rev() {
            syntax.push(dialect.when(test, &format!("{name} = '{word}'")));
        }
    }
    for formula in &formulas.alerts {
        let name = dialect.identifier(&instrument.alerts[formula.alert].name);
        syntax.push(format!("\nCOMPUTE {name} = $SYSMIS."));
        syntax.push(dialect.when(&formula.quiet, &format!("{name} = 0")));
        syntax.push(dialect.when(&formula.raised, &format!("{name} = 1")));
    }
    syntax.push("\nEXECUTE.".to_owned());
    syntax.extend(labels(instrument, &dialect.names));
    let helpers = formulas.columns.iter().filter(|formula| !formula.what.is_result());
    let helpers: Vec<String> = helpers.map(|formula| dialect.identifier(&formula.name)).collect();
    if !helpers.is_empty() {
        syntax.push(format!("DELETE VARIABLES {}.", helpers.join(" ")));
    }
    let bytes = wrapped(&syntax.join("\n")).into_bytes();
    Ok(Exported { bytes, diagnostics: diagnostics(instrument, &dialect.names) })
}

fn diagnostics(instrument: &Instrument, names: &Identifiers) -> Vec<crate::source::Diagnostic> {
    let mut diagnostics: Vec<_> = renamed(names, "SPSS", instrument.names()).into_iter().collect();
    let unread = instrument.items.iter().filter(|item| item.kind.is_unscored());
    let unread: Vec<&str> = unread.map(|item| item.name.as_str()).collect();
    if !unread.is_empty() {
        let message = format!("whether a text is too long or a date is one is not looked at there: {}", unread.join(", "));
        diagnostics.push(unsaid(message, "`verbond score` looks at it"));
    }
    diagnostics
}

fn labels(instrument: &Instrument, names: &Identifiers) -> Vec<String> {
    let mark = |text: &str| text.replace('\'', "''").replace('\n', " ");
    let mut lines = vec!["VARIABLE LABELS".to_owned()];
    lines.extend(instrument.scores.iter().map(|score| format!("  {} '{}'", names.of(&score.name), mark(&score.label))));
    if lines.len() == 1 {
        return vec![];
    }
    vec![format!("{}.", lines.join("\n"))]
}

/// What cannot be an answer becomes missing.
fn clean(name: &str, allowed: &Allowed<'_>) -> Vec<String> {
    match allowed {
        Allowed::Codes(points) => {
            let codes: Vec<_> = points.iter().map(Point::code).collect();
            let codes = quoted_list(codes.iter().map(AsRef::as_ref), '\'');
            vec![format!("IF NOT ANY(RTRIM({name}), {codes}) {name} = ''.")]
        }
        Allowed::OneOf(values) => vec![format!("IF NOT ANY({name}, {}) {name} = $SYSMIS.", listed(values))],
        Allowed::Between { low, high, step } => {
            let mut lines = vec![format!("IF {name} < {low} OR {name} > {high} {name} = $SYSMIS.")];
            lines.extend(step.map(|step| {
                format!("IF ABS(({name} - ({low})) / {step} - RND(({name} - ({low})) / {step})) >= 0.000001 {name} = $SYSMIS.")
            }));
            lines
        }
        Allowed::Text(_) | Allowed::Date | Allowed::Words(_) => vec![],
        Allowed::Time => {
            // A text that is no number would be an error, so that each letter is looked at.
            let at = |place: usize, letters: &str| format!("INDEX('{letters}', SUBSTR({name}, {place}, 1)) > 0");
            let (digits, tens) = ("0123456789", "012345");
            let early = format!("{} AND {}", at(1, "01"), at(2, digits));
            let late = format!("{} AND {}", at(1, "2"), at(2, "0123"));
            let minute = format!("{} AND {}", at(4, tens), at(5, digits));
            let test = format!("LENGTH(RTRIM({name})) = 5 AND {} AND (({early}) OR ({late})) AND {minute}", at(3, ":"));
            vec![format!("COMPUTE #time = 0.\nIF {test} #time = 1.\nIF #time = 0 {name} = ''.")]
        }
        Allowed::Choices(names, or_none) => {
            // What is left once every choice is gone was no choice.
            let mut lines: Vec<String> =
                or_none.then(|| format!("IF RTRIM({name}) = 'none' {name} = ';'.")).into_iter().collect();
            lines.push(format!("STRING #{name} (A255).\nCOMPUTE #{name} = CONCAT(';', REPLACE(RTRIM({name}), ' ', ''), ';')."));
            lines.extend(names.iter().map(|choice| format!("COMPUTE #{name} = REPLACE(RTRIM(#{name}), ';{choice};', ';;').")));
            lines.push(format!("COMPUTE #{name} = REPLACE(RTRIM(#{name}), ';', '').\nIF #{name} NE '' {name} = ''."));
            lines
        }
    }
}

/// Lines of bearable width: a command goes on over lines that begin with a space.
fn wrapped(syntax: &str) -> String {
    let mut text = String::new();
    for line in syntax.lines() {
        let mut length = 0;
        let mut is_quoted = false;
        for (at, c) in line.char_indices() {
            is_quoted ^= c == '\'';
            // A line that begins with a star would be a comment.
            let may_break = !line[at..].trim_start().starts_with(['*', '+', '-']);
            if c == ' ' && length > WIDTH && !is_quoted && may_break {
                text.push_str("\n  ");
                length = 2;
            } else {
                text.push(c);
                length += 1;
            }
        }
        text.push('\n');
    }
    text
}

/// Formulas as SPSS. It has no choice inside an expression, so each becomes a scratch variable that is computed before.
struct Spss<'a> {
    formulas: &'a Formulas<'a>,
    names: Identifiers,
    pending: RefCell<Pending>,
}

#[derive(Default)]
struct Pending {
    lines: Vec<String>,
    count: usize,
}

impl Spss<'_> {
    fn pending(&self) -> Vec<String> {
        std::mem::take(&mut self.pending.borrow_mut().lines)
    }

    /// Gives a variable its value where it has one. `value` was written just before, and what it needs is pending.
    fn assigned(&self, name: &str, there: &Test, value: &str) -> Vec<String> {
        let always = there.certain();
        // What a test needs is pending only once it is written.
        let test = if always.is_none() { test_in(self, there) } else { String::new() };
        let mut lines = self.pending();
        lines.push(match always {
            Some(true) => format!("COMPUTE {name} = {value}."),
            Some(false) => format!("COMPUTE {name} = $SYSMIS."),
            None => format!("COMPUTE {name} = $SYSMIS.\nIF {test} {name} = {value}."),
        });
        lines
    }

    fn when(&self, test: &Test, assignment: &str) -> String {
        let test = test_in(self, test);
        let mut lines = self.pending();
        lines.push(format!("IF {test} {assignment}."));
        lines.join("\n")
    }

    fn is_text(&self, column: Column) -> bool {
        let instrument = self.formulas.instrument;
        match column {
            Column::Answer(item) => !instrument.is_number(&instrument.items[item]),
            Column::Known(known) => !instrument.known[known].domain().takes_numbers(),
            Column::Date => true,
            Column::Formula(_) => false,
        }
    }
}

impl Spss<'_> {
    /// What ranks or shares out is one answer: one number that cannot be right takes the others along, once the last was
    /// looked at.
    fn dealt(&self, allotment: &Allotment, member: usize, cleaned: Vec<String>) -> Vec<String> {
        let names: Vec<String> =
            allotment.items.iter().map(|item| self.identifier(&self.formulas.instrument.items[*item].name)).collect();
        let name = &names[member];
        let mut lines = if member == 0 { vec!["COMPUTE #wrong = 0.".to_owned()] } else { vec![] };
        lines.push(format!("COMPUTE #there = NMISS({name}) = 0."));
        lines.extend(cleaned);
        lines.push(format!("IF #there = 1 AND NMISS({name}) = 1 #wrong = 1."));
        if member + 1 == names.len() {
            lines.extend(names.iter().map(|name| format!("IF #wrong = 1 {name} = $SYSMIS.")));
        }
        lines
    }
}

impl Dialect for Spss<'_> {
    fn instrument(&self) -> &Instrument {
        self.formulas.instrument
    }

    fn identifier(&self, name: &str) -> String {
        self.names.of(name).to_owned()
    }

    fn column(&self, column: Column) -> String {
        let name = self.identifier(self.formulas.name(column));
        match column {
            Column::Known(known) => match &self.formulas.instrument.known[known].kind {
                crate::instrument::KnownKind::OneOf(words) => {
                    let mut pending = self.pending.borrow_mut();
                    pending.count += 1;
                    let scratch = format!("#v{}", pending.count);
                    pending.lines.push(format!("COMPUTE {scratch} = $SYSMIS."));
                    for (at, word) in words.iter().enumerate() {
                        pending.lines.push(format!("IF RTRIM({name}) = '{word}' {scratch} = {at}."));
                    }
                    scratch
                }
                crate::instrument::KnownKind::Whole(..)
                | crate::instrument::KnownKind::Decimal(..)
                | crate::instrument::KnownKind::Date => name,
            },
            Column::Answer(_) | Column::Date | Column::Formula(_) => name,
        }
    }

    fn present(&self, column: Column, is_present: bool) -> String {
        let name = self.identifier(self.formulas.name(column));
        match (self.is_text(column), is_present, column) {
            (true, true, Column::Known(known)) => match &self.formulas.instrument.known[known].kind {
                crate::instrument::KnownKind::OneOf(words) => {
                    format!("ANY(RTRIM({name}), {})", quoted_list(words.iter().map(String::as_str), '\''))
                }
                crate::instrument::KnownKind::Whole(..)
                | crate::instrument::KnownKind::Decimal(..)
                | crate::instrument::KnownKind::Date => format!("{name} NE ''"),
            },
            (true, false, Column::Known(_)) => format!("NOT ({})", self.present(column, true)),
            (true, true, _) => format!("{name} NE ''"),
            (true, false, _) => format!("{name} EQ ''"),
            (false, true, _) => format!("NOT MISSING({name})"),
            (false, false, _) => format!("MISSING({name})"),
        }
    }

    fn choice(&self, test: &str, yes: &str, no: &str) -> String {
        let mut pending = self.pending.borrow_mut();
        pending.count += 1;
        let scratch = format!("#v{}", pending.count);
        pending.lines.push(format!("COMPUTE {scratch} = {no}.\nIF {test} {scratch} = {yes}."));
        scratch
    }

    fn whole_part(&self, of: &str) -> String {
        format!("TRUNC({of})")
    }

    fn moment_part(&self, column: Column, part: MomentPart) -> String {
        let (start, length) = part.place();
        let name = self.identifier(self.formulas.name(column));
        format!("NUMBER(SUBSTR({name}, {}, {length}), F{length})", start + 1)
    }

    fn tail(&self, of: &str) -> Option<String> {
        Some(format!("CDFNORM(-{of})"))
    }

    fn exponential(&self, of: &str) -> String {
        // PSPP has no number for what is nearer to zero.
        format!("exp(MAX.2({of}, {LEAST_EXPONENT}))")
    }

    fn logarithm(&self, of: &str) -> String {
        format!("ln({of})")
    }

    fn root(&self, of: &str) -> String {
        format!("sqrt({of})")
    }

    fn chosen(&self, item: ItemIx, choice: usize, is_chosen: bool) -> String {
        let item = &self.formulas.instrument.items[item];
        let Some(choices) = item.kind.choices() else { return self.always(false) };
        let cell = format!("CONCAT(';', REPLACE(RTRIM({}), ' ', ''), ';')", self.identifier(&item.name));
        format!("INDEX({cell}, ';{};') {} 0", choices[choice].name, if is_chosen { ">" } else { "=" })
    }

    fn by(&self, informants: &[InformantIx], is_by: bool) -> String {
        let instrument = self.formulas.instrument;
        let mut names: Vec<&str> = informants.iter().map(|at| instrument.informants[*at].name.as_str()).collect();
        // Without a word it was the first informant.
        if informants.contains(&InformantIx(0)) {
            names.push("");
        }
        let test = format!("ANY(RTRIM(informant), {})", quoted_list(names, '\''));
        if is_by { test } else { format!("NOT {test}") }
    }

    fn extreme(&self, is_least: bool) -> &'static str {
        if is_least { "MIN" } else { "MAX" }
    }

    fn and(&self) -> &'static str {
        " AND "
    }

    fn or(&self) -> &'static str {
        " OR "
    }

    fn sign(&self, comparator: Comparator) -> &'static str {
        match comparator {
            Comparator::Unequal => "NE",
            other @ (Comparator::Below | Comparator::AtMost | Comparator::Equal | Comparator::AtLeast | Comparator::Above) => {
                other.sign()
            }
        }
    }

    fn sum_of_present(&self, values: &[String]) -> Option<String> {
        Some(format!("SUM({})", values.join(", ")))
    }

    fn count_of_present(&self, columns: &[Column]) -> Option<String> {
        // It takes no strings, as choices are.
        let is_string = |column: &Column| self.is_text(*column);
        let names = || columns.iter().map(|column| self.column(*column)).collect::<Vec<_>>().join(", ");
        (!columns.iter().any(is_string)).then(|| format!("NVALID({})", names()))
    }

    fn extreme_of_present(&self, values: &[String], is_least: bool) -> Option<String> {
        Some(format!("{}({})", self.extreme(is_least), values.join(", ")))
    }

    fn counted(&self, test: &str) -> String {
        format!("({test})")
    }
}
