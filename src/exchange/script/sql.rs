use super::allowed::quoted_list;
use super::sql_dialect::SqlDialect;
use super::{heading, identifier};
use crate::exchange::exported::{ExportError, Exported, called, renamed};
use crate::exchange::formula::{Column, Dialect, Formula, Formulas, MomentPart, NormFormula, Words, test_in, value_in};
use crate::instrument::{Comparator, Identifiers, InformantIx, Instrument, Item, ItemIx, Kind, Norms, Output};

/// What a statement is told.
#[derive(Clone, Debug)]
pub struct SqlOptions<'a> {
    /// The database.
    pub dialect: SqlDialect,
    /// The table of answers.
    pub table: String,
    /// The view that is made; nothing for a statement that selects.
    pub view: Option<String>,
    /// The norms that scores are set beside, if any.
    pub norms: Option<&'a Norms>,
}

/// Columns that say which administration a row is.
pub(super) const IDENTITY: [&str; 3] = ["case", "occasion", "informant"];

/// One statement that scores a table of answers.
///
/// The table has a row for each administration and columns `case`, `occasion`, `informant`, and one for each item and
/// known fact, as text or as numbers. The statement gives scores, bands, alerts, how many items were asked and
/// answered, and why each answer is missing.
///
/// # Errors
/// Where a score cannot be said as a formula.
pub fn sql(instrument: &Instrument, options: &SqlOptions<'_>) -> Result<Exported, ExportError> {
    let formulas = Formulas::beside(instrument, options.norms)?;
    let names = called(&formulas, options.dialect.rules());
    let writer = Sql { formulas: &formulas, names, dialect: options.dialect };
    let mut lines: Vec<String> = heading(instrument, options.norms).into_iter().map(|line| format!("-- {line}")).collect();
    lines.push(format!(
        "-- For {}. The table {} has a row for each administration, and columns case, occasion, informant, and one for each item.",
        options.dialect.name(),
        options.table
    ));
    if let Some(view) = &options.view {
        lines.push(format!("create view {} as", writer.marked(view)));
    }
    lines.push("with".to_owned());
    lines.extend(writer.given(&options.table));
    lines.extend(writer.numbers());
    lines.extend(writer.answers());
    let layers = formulas.layers();
    for (at, layer) in layers.iter().enumerate() {
        lines.extend(writer.layer(at, layer));
    }
    // After the last of the tables there is no comma.
    lines.pop();
    lines.push(")".to_owned());
    lines.extend(writer.results(layers.len()));
    let diagnostics = renamed(&writer.names, options.dialect.name(), instrument.names()).into_iter().collect();
    Ok(Exported { bytes: format!("{};\n", lines.join("\n")).into_bytes(), diagnostics })
}

/// The view that a measure's statement makes unless another name is given.
pub fn view_of(instrument: &Instrument) -> String {
    format!("{}_scores", identifier(instrument))
}

pub(super) struct Sql<'a> {
    pub formulas: &'a Formulas<'a>,
    pub names: Identifiers,
    pub dialect: SqlDialect,
}

impl Sql<'_> {
    pub(super) fn quoted(&self, name: &str) -> String {
        self.marked(self.names.of(name))
    }

    /// A name as it is, as the columns of the table of answers have it.
    pub(super) fn marked(&self, name: &str) -> String {
        let mark = if self.dialect == SqlDialect::Spark { '`' } else { '"' };
        format!("{mark}{name}{mark}")
    }

    pub(super) fn text_type(&self) -> &'static str {
        if self.dialect == SqlDialect::Spark { "string" } else { "text" }
    }

    fn find(&self, text: &str, part: &str) -> String {
        let function = if self.dialect == SqlDialect::Postgres { "strpos" } else { "instr" };
        format!("{function}({text}, '{part}')")
    }

    /// A common table expression.
    pub(super) fn table(&self, name: &str, comment: &str, columns: &[String], from: &str) -> Vec<String> {
        self.expression(&format!("{name} as"), comment, columns, from)
    }

    fn expression(&self, head: &str, comment: &str, columns: &[String], from: &str) -> Vec<String> {
        vec![
            format!("-- {comment}"),
            format!("{head} ("),
            "  select".to_owned(),
            columns.iter().map(|column| format!("    {column}")).collect::<Vec<_>>().join(",\n"),
            format!("  from {from}"),
            "),".to_owned(),
        ]
    }

    pub(super) fn identity(&self) -> impl Iterator<Item = String> {
        IDENTITY.iter().map(|name| self.quoted(name))
    }

    fn layer(&self, at: usize, layer: &[&Formula]) -> Vec<String> {
        let mut columns = vec!["*".to_owned()];
        columns.extend(layer.iter().map(|formula| {
            let value = value_in(self, &formula.value);
            let value = match formula.there.certain() {
                Some(true) => value,
                // PostgreSQL takes a bare one for a text, with which nothing can be computed.
                Some(false) => format!("cast(null as {})", self.dialect.double()),
                None => format!("case when {} then {value} end", test_in(self, &formula.there)),
            };
            let comment =
                self.formulas.key(formula.what).map_or(String::new(), |key| format!("-- {} = {key}\n    ", formula.name));
            format!("{comment}{value} as {}", self.quoted(&formula.name))
        }));
        let from = if at == 0 { "answers_read".to_owned() } else { format!("step_{at}") };
        self.kept(&format!("step_{}", at + 1), "Computed from what is before it.", &columns, &from)
    }

    /// A common table expression that is computed once. PostgreSQL and SQLite otherwise write what a column stands for
    /// wherever it is used, and what is used twice in each step grows beyond all memory.
    pub(super) fn kept(&self, name: &str, comment: &str, columns: &[String], from: &str) -> Vec<String> {
        let word = match self.dialect {
            SqlDialect::Postgres | SqlDialect::Sqlite => "as materialized",
            SqlDialect::DuckDb | SqlDialect::Spark => "as",
        };
        self.expression(&format!("{name} {word}"), comment, columns, from)
    }

    fn results(&self, layers: usize) -> Vec<String> {
        let instrument = self.instrument();
        let mut columns: Vec<String> = self.identity().collect();
        for output in &instrument.outputs {
            match output {
                Output::Score(score) => columns.push(self.quoted(&instrument.scores[*score].name)),
                Output::Bands(bands) => {
                    let formula = self.formulas.bands.iter().find(|formula| formula.bands == *bands);
                    columns.extend(formula.map(|formula| self.words(&self.formulas.band_words(formula))));
                }
            }
        }
        columns.extend(self.formulas.alerts.iter().map(|formula| {
            let (raised, quiet) = (test_in(self, &formula.raised), test_in(self, &formula.quiet));
            let name = self.quoted(&instrument.alerts[formula.alert].name);
            format!("case when {raised} then true when {quiet} then false end as {name}")
        }));
        let (answered, asked) = self.formulas.answered_and_asked();
        columns.push(format!("{} as {}", value_in(self, &answered), self.quoted("answered")));
        columns.push(format!("{} as {}", value_in(self, &asked), self.quoted("asked")));
        columns.extend(self.formulas.norms.iter().map(|norm| match norm {
            NormFormula::Number(at) => self.quoted(&self.formulas.columns[*at].name),
            NormFormula::Words(words) => self.words(words),
        }));
        columns.extend(instrument.items.iter().enumerate().map(|(at, item)| self.cause(at, item)));
        let columns: Vec<String> = columns.into_iter().map(|column| format!("  {column}")).collect();
        let from = if layers == 0 { "answers_read".to_owned() } else { format!("step_{layers}") };
        vec!["select".to_owned(), columns.join(",\n"), format!("from {from}")]
    }

    fn words(&self, words: &Words) -> String {
        let rows = words.words.iter().map(|(word, test)| format!("when {} then '{word}'", test_in(self, test)));
        format!("case {} end as {}", rows.collect::<Vec<_>>().join(" "), self.quoted(&words.name))
    }

    /// Why an answer is missing; empty where it is not.
    fn cause(&self, at: usize, item: &Item) -> String {
        let given = self.quoted(&format!("{}.given", item.name));
        let asked = self.formulas.asked[ItemIx(at)].as_ref();
        let not_asked = asked.map_or(String::new(), |asked| format!("when not ({}) then 'not asked' ", test_in(self, asked)));
        let has_none = matches!(item.kind, Kind::Scale(scale) if self.instrument().scales[scale].none.is_some());
        let none = if has_none { format!("when {given} = 'none' then 'none' ") } else { String::new() };
        let answer = self.quoted(&item.name);
        let name = self.quoted(&format!("{}.missing", item.name));
        let allotment = item.member_of.map(|allotment| &self.instrument().allotments[allotment]);
        let wrong = allotment.map_or(String::new(), |all| format!("when {} then 'not valid' ", self.of_all(all, "wrong")));
        format!(
            "case {not_asked}{wrong}when {answer} is not null then '' {none}when {given} is null then 'unanswered' else 'not valid' end as {name}"
        )
    }
}

impl Dialect for Sql<'_> {
    fn instrument(&self) -> &Instrument {
        self.formulas.instrument
    }

    fn identifier(&self, name: &str) -> String {
        self.quoted(name)
    }

    fn column(&self, column: Column) -> String {
        self.quoted(self.formulas.name(column))
    }

    fn present(&self, column: Column, is_present: bool) -> String {
        format!("{} is {}null", self.column(column), if is_present { "not " } else { "" })
    }

    fn choice(&self, test: &str, yes: &str, no: &str) -> String {
        format!("case when {test} then {yes} else {no} end")
    }

    fn cases(&self, cases: &[(String, String)], otherwise: &str) -> String {
        let rows: Vec<String> = cases.iter().map(|(test, yes)| format!("when {test} then {yes}")).collect();
        format!("case {} else {otherwise} end", rows.join(" "))
    }

    fn whole_part(&self, of: &str) -> String {
        match self.dialect {
            // SQLite has `floor` only where it was built with it.
            SqlDialect::Sqlite => format!("cast(cast({of} as integer) as real)"),
            SqlDialect::DuckDb | SqlDialect::Postgres | SqlDialect::Spark => format!("floor({of})"),
        }
    }

    fn moment_part(&self, column: Column, part: MomentPart) -> String {
        let (start, length) = part.place();
        format!("cast(substr({}, {}, {length}) as {})", self.column(column), start + 1, self.dialect.double())
    }

    fn exponential(&self, of: &str) -> String {
        match self.dialect {
            // What is nearer to zero is an error there.
            SqlDialect::Postgres => format!("exp(greatest({of}, -700))"),
            SqlDialect::DuckDb | SqlDialect::Sqlite | SqlDialect::Spark => format!("exp({of})"),
        }
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
        let item = &self.instrument().items[item];
        let Some(choices) = item.kind.choices() else { return self.always(false) };
        let column = self.quoted(&item.name);
        let cell = match self.dialect {
            SqlDialect::Spark => format!("concat(';', replace({column}, ' ', ''), ';')"),
            SqlDialect::DuckDb | SqlDialect::Sqlite | SqlDialect::Postgres => {
                format!("(';' || replace({column}, ' ', '') || ';')")
            }
        };
        format!("{} {} 0", self.find(&cell, &format!(";{};", choices[choice].name)), if is_chosen { ">" } else { "=" })
    }

    fn by(&self, informants: &[InformantIx], is_by: bool) -> String {
        let names = informants.iter().map(|at| self.instrument().informants[*at].name.as_str());
        format!("{} {}in ({})", self.quoted("informant"), if is_by { "" } else { "not " }, quoted_list(names, '\''))
    }

    fn extreme(&self, is_least: bool) -> &'static str {
        match (self.dialect, is_least) {
            (SqlDialect::Sqlite, true) => "min",
            (SqlDialect::Sqlite, false) => "max",
            (_, true) => "least",
            (_, false) => "greatest",
        }
    }

    fn extreme_of_present(&self, values: &[String], is_least: bool) -> Option<String> {
        // SQLite gives nothing where one of them is missing.
        (self.dialect != SqlDialect::Sqlite && values.len() > 1)
            .then(|| format!("{}({})", self.extreme(is_least), values.join(", ")))
    }

    // Whole numbers would divide into whole numbers, and Spark's decimals lose digits.
    fn number(&self, value: f64) -> String {
        self.dialect.number(value)
    }

    fn or_zero(&self, column: Column) -> String {
        format!("coalesce({}, {})", self.column(column), self.number(0.0))
    }

    fn counted(&self, test: &str) -> String {
        self.choice(test, &self.number(1.0), &self.number(0.0))
    }

    fn sign(&self, comparator: Comparator) -> &'static str {
        match comparator {
            Comparator::Unequal => "<>",
            other @ (Comparator::Below | Comparator::AtMost | Comparator::Equal | Comparator::AtLeast | Comparator::Above) => {
                other.sign()
            }
        }
    }
}
