use super::allowed::{Allowed, listed, quoted_list, words_and_numbers};
use super::{DATE, heading, identifier, needed_columns};
use crate::exchange::exported::{ExportError, Exported};
use crate::exchange::formula::{Column, Dialect, Formulas, MomentPart, Test, doubled_sign, test_in, value_in};
use crate::instrument::{Allotment, Comparator, InformantIx, Instrument, ItemIx, Norms};

const PRELUDE: &str = r#"  .answers <- answers
  # `read.csv` changes names that R keeps for itself, as `next`, unless it is told `check.names = FALSE`.
  .place <- function(name) if (name %in% names(.answers)) name else make.names(name)
  .demand <- function(wanted, asked = TRUE) {
    lacking <- wanted[!(vapply(wanted, .place, "") %in% names(.answers))]
    if (any(asked) && length(lacking) > 0) stop("answers have no column ", paste(lacking, collapse = ", "), call. = FALSE)
  }
  .column <- function(name) {
    if (.place(name) %in% names(.answers)) as.character(.answers[[.place(name)]]) else rep(NA_character_, nrow(.answers))
  }
  .figure <- function(x) {
    is_number <- grepl("^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$", trimws(x))
    as.numeric(ifelse(is_number, trimws(x), NA_character_))
  }
  .number <- function(name) .figure(.column(name))
  .if <- function(test, yes, no) ifelse(rep_len(test, nrow(.answers)), yes, no)
  .one_of <- function(x, values) ifelse(x %in% values, x, NA_real_)
  .between <- function(x, low, high, step = NA) {
    steps <- (x - low) / step
    fits <- !is.na(x) & x >= low & x <= high & (is.na(step) | abs(steps - round(steps)) < 1e-6)
    ifelse(fits, x, NA_real_)
  }
  .text <- function(x, most) ifelse(is.na(x) | x == "" | nchar(x) > most, NA_character_, x)
  .date <- function(x) ifelse(is.na(x) | format(as.Date(x, "%Y-%m-%d")) != x, NA_character_, x)
  .time <- function(x) ifelse(grepl("^([01][0-9]|2[0-3]):[0-5][0-9]$", x), x, NA_character_)
  .part <- function(x, start, length) as.numeric(substr(x, start, start + length - 1))
  .word <- function(x, words) match(x, words) - 1
  .codes <- function(x, words, numbers) {
    figure <- .figure(x)
    ifelse(trimws(x) %in% words, trimws(x), ifelse(figure %in% numbers, as.character(figure), NA_character_))
  }
  .choices <- function(x, known, none = FALSE) {
    fits <- vapply(strsplit(ifelse(is.na(x), "", x), ";", fixed = TRUE), function(parts) length(parts) > 0 && all(trimws(parts) %in% known), NA)
    nothing <- trimws(x) %in% c(";", if (none) "none")
    ifelse(nothing, ";", ifelse(fits, paste0(";", gsub(" ", "", x, fixed = TRUE), ";"), NA_character_))
  }
  .spoilt <- function(name, read) is.na(read) & !is.na(.column(name)) & trimws(.column(name)) != ""
  .chosen <- function(x, choice) !is.na(x) & grepl(paste0(";", choice, ";"), x, fixed = TRUE)
"#;

/// Words that R keeps for itself.
const RESERVED: &[&str] = &[
    "if",
    "else",
    "repeat",
    "while",
    "function",
    "for",
    "in",
    "next",
    "break",
    "TRUE",
    "FALSE",
    "NULL",
    "Inf",
    "NaN",
    "NA",
    "NA_integer_",
    "NA_real_",
    "NA_complex_",
    "NA_character_",
];

/// A function in R that scores a data frame.
///
/// # Errors
/// Where a score cannot be said as a formula.
pub fn r(instrument: &Instrument, norms: Option<&Norms>) -> Result<Exported, ExportError> {
    let formulas = Formulas::beside(instrument, norms)?;
    let dialect = R { formulas: &formulas };
    let name = identifier(instrument);
    let mut script: Vec<String> = heading(instrument, norms).into_iter().map(|line| format!("# {line}")).collect();
    script.push(format!(
        "#\n# score_{name}(answers) takes a data frame with a row for each administration and a column for each item, by its name, and gives a data\n\
         # frame of scores, bands and alerts. An item without a column stops it. What cannot be an answer is missing, and so is the visible non-answer (none).\n\
         score_{name} <- function(answers) {{"
    ));
    script.push(PRELUDE.trim_end().to_owned());
    script.push(format!(
        "  informant <- .column(\"informant\")\n  informant[is.na(informant) | informant == \"\"] <- \"{}\"\n\n  # Answers.",
        instrument.informants[InformantIx(0)].name
    ));
    script.extend(demanded(instrument));
    for item in &instrument.items {
        script.push(format!("  {} <- {}", symbol(&item.name), read(&item.name, &Allowed::of_item(instrument, item))));
    }
    script.extend(instrument.allotments.iter().flat_map(|allotment| dealt(instrument, allotment)));
    for known in &instrument.known {
        script.push(format!("  {} <- {}", symbol(&known.name), read(&known.name, &Allowed::of_known(&known.kind))));
    }
    if formulas.look_at_the_date() {
        script.push(format!("  {} <- {}", symbol(DATE), read(DATE, &Allowed::Date)));
    }
    script.push("\n  # Scores.".to_owned());
    script.extend(formulas.columns.iter().flat_map(|formula| {
        let comment = formulas.key(formula.what).map(|key| format!("  # {} = {key}", formula.name));
        let value = dialect.only_where(&formula.there, &value_in(&dialect, &formula.value));
        comment.into_iter().chain([format!("  {} <- {value}", symbol(&formula.name))])
    }));
    for words in formulas.words() {
        let chain = words.words.iter().rev().fold("NA_character_".to_owned(), |rest, (word, test)| {
            dialect.choice(&test_in(&dialect, test), &format!("\"{word}\""), &rest)
        });
        script.push(format!("  {} <- {chain}", symbol(&words.name)));
    }
    for formula in &formulas.alerts {
        let quiet = dialect.choice(&test_in(&dialect, &formula.quiet), "FALSE", "NA");
        let raised = dialect.choice(&test_in(&dialect, &formula.raised), "TRUE", &quiet);
        script.push(format!("  {} <- {raised}", symbol(&instrument.alerts[formula.alert].name)));
    }
    let results = instrument.scores.iter().map(|score| &score.name).chain(instrument.bands.iter().map(|bands| &bands.name));
    let results =
        results.chain(instrument.alerts.iter().map(|alert| &alert.name)).map(String::as_str).chain(formulas.norm_names());
    let results: Vec<String> = results.map(|name| format!("{0} = rep_len({0}, nrow(.answers))", symbol(name))).collect();
    // `data.frame` would change names, and take some for its own arguments.
    script.push(format!(
        "\n  structure(list({}), class = \"data.frame\", row.names = seq_len(nrow(.answers)))\n}}\n",
        results.join(", ")
    ));
    Ok(Exported { bytes: script.join("\n").into_bytes(), diagnostics: vec![] })
}

/// A name as R takes it.
fn symbol(name: &str) -> String {
    if RESERVED.contains(&name) { format!("`{name}`") } else { name.to_owned() }
}

/// Lines that stop where an item has no column that somebody was asked.
fn demanded(instrument: &Instrument) -> Vec<String> {
    let line = |(who, names): (Vec<&str>, Vec<&str>)| {
        let names = quoted_list(names, '"');
        if who.is_empty() {
            return format!("  .demand(c({names}))");
        }
        format!("  .demand(c({names}), informant %in% c({}))", quoted_list(who, '"'))
    };
    needed_columns(instrument).into_iter().map(line).collect()
}

/// What ranks or shares out is one answer: one number that cannot be right takes the others along.
fn dealt(instrument: &Instrument, allotment: &Allotment) -> Vec<String> {
    let members: Vec<&str> = allotment.items.iter().map(|item| instrument.items[*item].name.as_str()).collect();
    let spoilt: Vec<String> = members.iter().map(|name| format!(".spoilt(\"{name}\", {})", symbol(name))).collect();
    let mut lines = vec![format!("  .wrong <- {}", spoilt.join(" | "))];
    lines.extend(members.iter().map(|name| format!("  {}[.wrong] <- NA_real_", symbol(name))));
    lines
}

fn read(name: &str, allowed: &Allowed<'_>) -> String {
    match allowed {
        Allowed::Codes(points) => {
            let (words, numbers) = words_and_numbers(points);
            let numbers = if numbers.is_empty() { "numeric(0)".to_owned() } else { format!("c({})", listed(&numbers)) };
            format!(".codes(.column(\"{name}\"), c({}), {numbers})", quoted_list(words, '"'))
        }
        Allowed::OneOf(values) => format!(".one_of(.number(\"{name}\"), c({}))", listed(values)),
        Allowed::Between { low, high, step: Some(step) } => format!(".between(.number(\"{name}\"), {low}, {high}, {step})"),
        Allowed::Between { low, high, step: None } => format!(".between(.number(\"{name}\"), {low}, {high})"),
        Allowed::Text(most) => format!(".text(.column(\"{name}\"), {most})"),
        Allowed::Date => format!(".date(.column(\"{name}\"))"),
        Allowed::Time => format!(".time(.column(\"{name}\"))"),
        Allowed::Choices(names, or_none) => {
            let none = if *or_none { ", TRUE" } else { "" };
            format!(".choices(.column(\"{name}\"), c({}){none})", quoted_list(names.iter().copied(), '"'))
        }
        Allowed::Words(words) => format!(".word(.column(\"{name}\"), c({}))", quoted_list(words.iter().map(String::as_str), '"')),
    }
}

/// Formulas as R.
struct R<'a> {
    formulas: &'a Formulas<'a>,
}

impl R<'_> {
    fn only_where(&self, there: &Test, value: &str) -> String {
        match there.certain() {
            Some(true) => value.to_owned(),
            Some(false) => "NA_real_".to_owned(),
            None => self.choice(&test_in(self, there), value, "NA_real_"),
        }
    }
}

impl Dialect for R<'_> {
    fn instrument(&self) -> &Instrument {
        self.formulas.instrument
    }

    fn text(&self, text: &str) -> String {
        format!("\"{text}\"")
    }

    fn identifier(&self, name: &str) -> String {
        symbol(name)
    }

    fn column(&self, column: Column) -> String {
        symbol(self.formulas.name(column))
    }

    fn present(&self, column: Column, is_present: bool) -> String {
        format!("{}is.na({})", if is_present { "!" } else { "" }, self.column(column))
    }

    fn choice(&self, test: &str, yes: &str, no: &str) -> String {
        format!(".if({test}, {yes}, {no})")
    }

    fn whole_part(&self, of: &str) -> String {
        format!("floor({of})")
    }

    fn logarithm(&self, of: &str) -> String {
        format!("log({of})")
    }

    fn moment_part(&self, column: Column, part: MomentPart) -> String {
        let (start, length) = part.place();
        format!(".part({}, {}, {length})", self.column(column), start + 1)
    }

    fn tail(&self, of: &str) -> Option<String> {
        Some(format!("pnorm({of}, lower.tail = FALSE)"))
    }

    fn exponential(&self, of: &str) -> String {
        format!("exp({of})")
    }

    fn root(&self, of: &str) -> String {
        format!("sqrt({of})")
    }

    fn chosen(&self, item: ItemIx, choice: usize, is_chosen: bool) -> String {
        let item = &self.formulas.instrument.items[item];
        let Some(choices) = item.kind.choices() else { return self.always(false) };
        format!("{}.chosen({}, \"{}\")", if is_chosen { "" } else { "!" }, symbol(&item.name), choices[choice].name)
    }

    fn by(&self, informants: &[InformantIx], is_by: bool) -> String {
        let names = informants.iter().map(|at| self.formulas.instrument.informants[*at].name.as_str());
        let test = format!("informant %in% c({})", quoted_list(names, '"'));
        if is_by { test } else { format!("!({test})") }
    }

    fn extreme(&self, is_least: bool) -> &'static str {
        if is_least { "pmin" } else { "pmax" }
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
        if holds { "TRUE".to_owned() } else { "FALSE".to_owned() }
    }

    fn sum_of_present(&self, values: &[String]) -> Option<String> {
        Some(format!("rowSums(cbind({}), na.rm = TRUE)", values.join(", ")))
    }

    fn count_of_present(&self, columns: &[Column]) -> Option<String> {
        let names: Vec<String> = columns.iter().map(|column| self.column(*column)).collect();
        Some(format!("rowSums(!is.na(cbind({})))", names.join(", ")))
    }

    fn counted(&self, test: &str) -> String {
        format!("({test})")
    }
}
