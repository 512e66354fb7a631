use std::collections::HashMap;

use super::allowed::{Allowed, listed, quoted_list};
use super::heading;
use crate::exchange::exported::{ExportError, Exported, unsaid};
use crate::exchange::formula::{Column, Computed, Dialect, Formulas, Test, position_in, test_in, value_in};
use crate::instrument::{Comparator, InformantIx, Instrument, ItemIx, Kind, KnownKind};

/// Letters that a name has at the most.
const NAME: usize = 32;
/// Words that Stata keeps for itself.
const RESERVED: &[&str] = &["byte", "double", "float", "int", "long", "strL", "using", "_all", "_cons", "_n", "_N", "_pi"];

/// A do-file for Stata that scores the data in memory.
///
/// # Errors
/// Where a score cannot be said as a formula.
pub fn stata(instrument: &Instrument) -> Result<Exported, ExportError> {
    let formulas = Formulas::of(instrument)?;
    let dialect = Stata { formulas: &formulas, names: names(&formulas) };
    let mut lines: Vec<String> = heading(instrument, None).into_iter().map(|line| format!("* {line}")).collect();
    lines.push(
        "* The data in memory have a row for each administration and a variable for each item, by its name. Variables of numbers that are\n\
         * strings become numbers; what cannot be an answer is missing, and so is the visible non-answer.\n"
            .to_owned(),
    );
    for item in &instrument.items {
        lines.extend(clean(dialect.name_of(&item.name), &Allowed::of_item(instrument, item)));
    }
    for known in &instrument.known {
        lines.extend(clean(dialect.name_of(&known.name), &Allowed::of_known(&known.kind)));
    }
    for formula in &formulas.columns {
        if let Computed::Score(score) = formula.what {
            lines.push(format!("\n* {} = {}", formula.name, instrument.scores[score.0].key));
        }
        let value = value_in(&dialect, &formula.value);
        let value = match &formula.there {
            Test::Always(true) => value,
            Test::Always(false) => ".".to_owned(),
            there => dialect.choice(&test_in(&dialect, there), &value, "."),
        };
        lines.push(format!("generate double {} = {value}", dialect.name_of(&formula.name)));
        if let Computed::Score(score) = formula.what {
            let label = instrument.scores[score.0].label.replace(['"', '\n', '`', '\''], " ");
            lines.push(format!("label variable {} \"{label}\"", dialect.name_of(&formula.name)));
        }
    }
    for formula in &formulas.bands {
        let bands = &instrument.bands[formula.bands.0];
        let chain = formula.tests.iter().rev().fold("\"\"".to_owned(), |rest, (band, test)| {
            dialect.choice(&test_in(&dialect, test), &format!("\"{}\"", bands.bands[*band].name), &rest)
        });
        lines.push(format!("generate {} = {chain}", dialect.name_of(&bands.name)));
    }
    for formula in &formulas.alerts {
        let quiet = dialect.choice(&test_in(&dialect, &formula.quiet), "0", ".");
        let raised = dialect.choice(&test_in(&dialect, &formula.raised), "1", &quiet);
        lines.push(format!("generate byte {} = {raised}", dialect.name_of(&instrument.alerts[formula.alert.0].name)));
    }
    let helpers = formulas.columns.iter().filter(|formula| !formula.what.is_result());
    let helpers: Vec<&str> = helpers.map(|formula| dialect.name_of(&formula.name)).collect();
    if !helpers.is_empty() {
        lines.push(format!("drop {}", helpers.join(" ")));
    }
    lines.push(String::new());
    let renamed: Vec<String> = instrument
        .names()
        .filter(|name| dialect.name_of(name) != *name)
        .map(|name| format!("{name} is {}", dialect.name_of(name)))
        .collect();
    let mut complaints = Vec::new();
    if !renamed.is_empty() {
        let message =
            format!("names there have {NAME} letters at the most, and some words are kept, so some are called otherwise");
        complaints.push(unsaid(message, renamed.join(", ")));
    }
    Ok(Exported { bytes: lines.join("\n").into_bytes(), complaints })
}

/// Names as Stata takes them, each unlike all others.
fn names(formulas: &Formulas<'_>) -> HashMap<String, String> {
    let mut names: HashMap<String, String> = HashMap::new();
    for name in formulas.instrument.names().chain(formulas.columns.iter().map(|formula| formula.name.as_str())) {
        let mut number = 0;
        let mut short = name.to_owned();
        while short.len() > NAME || RESERVED.contains(&short.as_str()) || names.values().any(|taken| *taken == short) {
            if names.contains_key(name) {
                break;
            }
            number += 1;
            let ending = format!("_{number}");
            short = format!("{}{ending}", &name[..name.len().min(NAME - ending.len())]);
        }
        names.entry(name.to_owned()).or_insert(short);
    }
    names
}

fn clean(name: &str, allowed: &Allowed<'_>) -> Vec<String> {
    let number =
        |wrong: String| vec![format!("capture destring {name}, replace force"), format!("replace {name} = . if {wrong}")];
    match allowed {
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
        Allowed::Words(words) => {
            let known = quoted_list(words.iter().map(String::as_str), '"');
            vec![format!("replace {name} = \"\" if !inlist({name}, {known})")]
        }
        Allowed::Choices(choices) => {
            let gone = choices.iter().fold(format!("\";\" + subinstr({name}, \" \", \"\", .) + \";\""), |rest, choice| {
                format!("subinstr({rest}, \";{choice};\", \";;\", .)")
            });
            vec![format!("replace {name} = \"\" if subinstr({gone}, \";\", \"\", .) != \"\"")]
        }
    }
}

/// Formulas as Stata, where what is missing is larger than every number.
struct Stata<'a> {
    formulas: &'a Formulas<'a>,
    names: HashMap<String, String>,
}

impl Stata<'_> {
    fn name_of(&self, name: &str) -> &str {
        self.names.get(name).map_or("", String::as_str)
    }
}

impl Dialect for Stata<'_> {
    fn column(&self, column: Column) -> String {
        let name = self.name_of(self.formulas.name(column)).to_owned();
        match column {
            Column::Known(known) => match &self.formulas.instrument.known[known.0].kind {
                KnownKind::OneOf(words) => position_in(self, words, ".", |word| format!("{name} == \"{word}\"")),
                _ => name,
            },
            _ => name,
        }
    }

    fn there(&self, column: Column, is_there: bool) -> String {
        format!("{}missing({})", if is_there { "!" } else { "" }, self.name_of(self.formulas.name(column)))
    }

    fn choice(&self, test: &str, yes: &str, no: &str) -> String {
        format!("cond({test}, {yes}, {no})")
    }

    fn whole_part(&self, of: &str) -> String {
        format!("floor({of})")
    }

    fn chosen(&self, item: ItemIx, choice: usize, is_chosen: bool) -> String {
        let item = &self.formulas.instrument.items[item.0];
        let Kind::Choices(choices) = &item.kind else { return self.always(false) };
        let cell = format!("\";\" + subinstr({}, \" \", \"\", .) + \";\"", self.name_of(&item.name));
        format!("strpos({cell}, \";{};\") {} 0", choices[choice].name, if is_chosen { ">" } else { "==" })
    }

    fn by(&self, informants: &[InformantIx], is_by: bool) -> String {
        let instrument = self.formulas.instrument;
        let mut names: Vec<&str> = informants.iter().map(|at| instrument.informants[at.0].name.as_str()).collect();
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
        match comparator {
            Comparator::Equal => "==",
            other => other.sign(),
        }
    }

    fn always(&self, holds: bool) -> String {
        u8::from(holds).to_string()
    }

    fn counted(&self, test: &str) -> String {
        format!("({test})")
    }
}
