use super::allowed::{Allowed, listed, quoted_list};
use super::{DATE, heading};
use crate::exchange::exported::{ExportError, Exported, called, renamed};
use crate::exchange::formula::{Column, Computed, Dialect, Formulas, MomentPart, doubled_sign, position_in, test_in, value_in};
use crate::instrument::{
    Allotment, Comparator, Identifiers, InformantIx, Instrument, ItemIx, KnownKind, Letters, NameRules, Point,
};

/// Words that Stata keeps for itself.
const RULES: NameRules = NameRules {
    // Reserved words of `help reswords`; names of variables are told apart by capitals.
    reserved: &[
        "_all", "_b", "byte", "_coef", "_cons", "_skip", "double", "float", "if", "in", "int", "long", "_n", "_N", "_pi",
        "_pred", "_rc", "strL", "using", "with",
    ],
    ignores_case: false,
    longest: 32,
    letters: Letters::All,
};

/// A do-file for Stata that scores the data in memory.
///
/// # Errors
/// Where a score cannot be said as a formula.
pub fn stata(instrument: &Instrument) -> Result<Exported, ExportError> {
    let formulas = Formulas::of(instrument)?;
    let dialect = Stata { formulas: &formulas, names: called(&formulas, RULES) };
    let mut lines: Vec<String> = heading(instrument, None).into_iter().map(|line| format!("* {line}")).collect();
    lines.push(
        "* The data in memory have a row for each administration and a variable for each item, by its name. Variables of numbers that are\n\
         * strings become numbers; what cannot be an answer is missing, and so is the visible non-answer.\n"
            .to_owned(),
    );
    for (position, item) in instrument.items.iter_enumerated() {
        let cleaned = clean(&dialect.identifier(&item.name), &Allowed::of_item(instrument, item));
        match instrument.member(position) {
            Some((allotment, member)) => lines.extend(dialect.dealt(allotment, member, cleaned)),
            None => lines.extend(cleaned),
        }
    }
    for known in &instrument.known {
        lines.extend(clean(&dialect.identifier(&known.name), &Allowed::of_known(&known.kind)));
    }
    if formulas.look_at_the_date() {
        lines.extend(clean(DATE, &Allowed::Date));
    }
    for formula in &formulas.columns {
        lines.extend(formulas.key(formula.what).map(|key| format!("\n* {} = {key}", formula.name)));
        let value = value_in(&dialect, &formula.value);
        let value = match formula.there.certain() {
            Some(true) => value,
            Some(false) => ".".to_owned(),
            None => dialect.choice(&test_in(&dialect, &formula.there), &value, "."),
        };
        lines.push(format!("generate double {} = {value}", dialect.identifier(&formula.name)));
        if let Computed::Score(score) = formula.what {
            let label = instrument.scores[score].label.replace(['"', '\n', '`', '\''], " ");
            lines.push(format!("label variable {} \"{label}\"", dialect.identifier(&formula.name)));
        }
    }
    for formula in &formulas.bands {
        let bands = &instrument.bands[formula.bands];
        let chain = formula.tests.iter().rev().fold("\"\"".to_owned(), |rest, (band, test)| {
            dialect.choice(&test_in(&dialect, test), &format!("\"{}\"", bands.bands[*band].name), &rest)
        });
        lines.push(format!("generate {} = {chain}", dialect.identifier(&bands.name)));
    }
    for formula in &formulas.alerts {
        let quiet = dialect.choice(&test_in(&dialect, &formula.quiet), "0", ".");
        let raised = dialect.choice(&test_in(&dialect, &formula.raised), "1", &quiet);
        lines.push(format!("generate byte {} = {raised}", dialect.identifier(&instrument.alerts[formula.alert].name)));
    }
    let helpers = formulas.columns.iter().filter(|formula| !formula.what.is_result());
    let helpers: Vec<String> = helpers.map(|formula| dialect.identifier(&formula.name)).collect();
    if !helpers.is_empty() {
        lines.push(format!("drop {}", helpers.join(" ")));
    }
    lines.push(String::new());
    let diagnostics = renamed(&dialect.names, "Stata", instrument.names()).into_iter().collect();
    Ok(Exported { bytes: lines.join("\n").into_bytes(), diagnostics })
}

fn clean(name: &str, allowed: &Allowed<'_>) -> Vec<String> {
    let number =
        |wrong: String| vec![format!("capture destring {name}, replace force"), format!("replace {name} = . if {wrong}")];
    match allowed {
        Allowed::Codes(points) => {
            // `inlist` takes ten texts at the most.
            let others: Vec<String> = points.iter().map(|point| format!("{name} != \"{}\"", point.code())).collect();
            let figures = points.iter().filter(|point| point.word.is_none()).map(Point::code);
            let mut lines = vec![format!("capture tostring {name}, replace force")];
            lines.extend(figures.map(|code| format!("replace {name} = \"{code}\" if real({name}) == {code}")));
            lines.push(format!("replace {name} = \"\" if {}", others.join(" & ")));
            lines
        }
        Allowed::OneOf(values) => number(format!("!inlist({name}, {})", listed(values))),
        Allowed::Between { low, high, step } => {
            let off = step.map_or(String::new(), |step| {
                format!(" | abs(({name} - ({low})) / {step} - round(({name} - ({low})) / {step})) >= 0.000001")
            });
            number(format!("{name} < {low} | {name} > {high}{off}"))
        }
        Allowed::Text(most) => {
            let wrong = format!("{name} == \".\" | ustrlen({name}) > {most}");
            vec![format!("capture tostring {name}, replace"), format!("replace {name} = \"\" if {wrong}")]
        }
        Allowed::Date => vec![format!("replace {name} = \"\" if string(date({name}, \"YMD\"), \"%tdCCYY-NN-DD\") != {name}")],
        Allowed::Time => {
            vec![format!("replace {name} = \"\" if !regexm({name}, \"^([01][0-9]|2[0-3]):[0-5][0-9]$\")")]
        }
        Allowed::Words(words) => {
            let known = quoted_list(words.iter().map(String::as_str), '"');
            vec![format!("replace {name} = \"\" if !inlist({name}, {known})")]
        }
        Allowed::Choices(choices, or_none) => {
            let gone = choices.iter().fold(format!("\";\" + subinstr({name}, \" \", \"\", .) + \";\""), |rest, choice| {
                format!("subinstr({rest}, \";{choice};\", \";;\", .)")
            });
            let none = or_none.then(|| format!("replace {name} = \";\" if {name} == \"none\""));
            let mut lines: Vec<String> = none.into_iter().collect();
            lines.push(format!("replace {name} = \"\" if subinstr({gone}, \";\", \"\", .) != \"\""));
            lines
        }
    }
}

/// Formulas as Stata, where what is missing is larger than every number.
struct Stata<'a> {
    formulas: &'a Formulas<'a>,
    names: Identifiers,
}

impl Stata<'_> {
    /// What ranks or shares out is one answer: one number that cannot be right takes the others along, once the last was
    /// looked at.
    fn dealt(&self, allotment: &Allotment, member: usize, cleaned: Vec<String>) -> Vec<String> {
        let names: Vec<String> =
            allotment.items.iter().map(|item| self.identifier(&self.formulas.instrument.items[*item].name)).collect();
        let name = &names[member];
        let mut lines = if member == 0 { vec!["tempvar wrong there\ngenerate byte `wrong' = 0".to_owned()] } else { vec![] };
        lines.push(format!("capture drop `there'\ngenerate byte `there' = !missing({name})"));
        lines.extend(cleaned);
        lines.push(format!("replace `wrong' = 1 if `there' & missing({name})"));
        if member + 1 == names.len() {
            lines.extend(names.iter().map(|name| format!("replace {name} = . if `wrong'")));
        }
        lines
    }
}

impl Dialect for Stata<'_> {
    fn instrument(&self) -> &Instrument {
        self.formulas.instrument
    }

    fn text(&self, text: &str) -> String {
        format!("\"{text}\"")
    }

    fn identifier(&self, name: &str) -> String {
        self.names.of(name).to_owned()
    }

    fn column(&self, column: Column) -> String {
        let name = self.identifier(self.formulas.name(column)).to_owned();
        match column {
            Column::Known(known) => match &self.formulas.instrument.known[known].kind {
                KnownKind::OneOf(words) => position_in(self, words, ".", |word| format!("{name} == \"{word}\"")),
                KnownKind::Whole(..) | KnownKind::Decimal(..) | KnownKind::Date => name,
            },
            Column::Answer(_) | Column::Date | Column::Formula(_) => name,
        }
    }

    fn present(&self, column: Column, is_present: bool) -> String {
        format!("{}missing({})", if is_present { "!" } else { "" }, self.identifier(self.formulas.name(column)))
    }

    fn choice(&self, test: &str, yes: &str, no: &str) -> String {
        format!("cond({test}, {yes}, {no})")
    }

    fn whole_part(&self, of: &str) -> String {
        format!("floor({of})")
    }

    fn moment_part(&self, column: Column, part: MomentPart) -> String {
        let (start, length) = part.place();
        format!("real(substr({}, {}, {length}))", self.column(column), start + 1)
    }

    fn exponential(&self, of: &str) -> String {
        format!("exp({of})")
    }

    fn logarithm(&self, of: &str) -> String {
        format!("ln({of})")
    }

    fn root(&self, of: &str) -> String {
        format!("sqrt({of})")
    }

    fn tail(&self, _of: &str) -> Option<String> {
        None
    }

    fn chosen(&self, item: ItemIx, choice: usize, is_chosen: bool) -> String {
        let item = &self.formulas.instrument.items[item];
        let Some(choices) = item.kind.choices() else { return self.always(false) };
        let cell = format!("\";\" + subinstr({}, \" \", \"\", .) + \";\"", self.identifier(&item.name));
        format!("strpos({cell}, \";{};\") {} 0", choices[choice].name, if is_chosen { ">" } else { "==" })
    }

    fn by(&self, informants: &[InformantIx], is_by: bool) -> String {
        let instrument = self.formulas.instrument;
        let mut names: Vec<&str> = informants.iter().map(|at| instrument.informants[*at].name.as_str()).collect();
        // Without a word it was the first informant.
        if informants.contains(&InformantIx(0)) {
            names.push("");
        }
        format!("{}inlist(informant, {})", if is_by { "" } else { "!" }, quoted_list(names, '"'))
    }

    fn extreme_of_present(&self, values: &[String], is_least: bool) -> Option<String> {
        Some(format!("{}({})", self.extreme(is_least), values.join(", ")))
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
        u8::from(holds).to_string()
    }

    fn counted(&self, test: &str) -> String {
        format!("({test})")
    }
}
