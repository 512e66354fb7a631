//! The first tables of a statement: answers as texts, as numbers, and without what cannot be one.

use super::DATE;
use super::allowed::{Allowed, listed, quoted_list, words_and_numbers};
use super::sql::{IDENTITY, Sql};
use super::sql_dialect::SqlDialect;
use crate::exchange::formula::Dialect;
use crate::instrument::{Allotment, Deal, InformantIx, ItemIx};

/// What the statement calls the table of answers.
const TABLE: &str = "given_answers";
/// Texts that are numbers.
const NUMBER: &str = "^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$";

impl Sql<'_> {
    /// A text as a number; nothing where it is none.
    fn parsed(&self, text: &str) -> String {
        match self.dialect {
            SqlDialect::DuckDb | SqlDialect::Spark | SqlDialect::Postgres => {
                format!("case when {} then cast({text} as {}) end", self.is_like(text, NUMBER), self.dialect.double())
            }
            // It knows no patterns. Behind a 1 a number may begin with zeros or a point, as JSON has none; it may not end with
            // a point there, nor have one before an exponent.
            SqlDialect::Sqlite => {
                let digits = format!("substr({text}, 1 + ({text} glob '[-+]*'))");
                let json = format!("replace(replace(lower('1' || {digits} || ' '), '. ', '.0 '), '.e', '.0e')");
                format!(
                    "case when ({digits} glob '[0-9]*' or {digits} glob '.[0-9]*') and json_valid({json}) then cast({text} as real) end"
                )
            }
        }
    }

    /// Whether a text is as a pattern says.
    fn is_like(&self, text: &str, pattern: &str) -> String {
        match self.dialect {
            SqlDialect::DuckDb => format!("regexp_matches({text}, '{pattern}')"),
            SqlDialect::Spark => format!("{text} rlike '{pattern}'"),
            SqlDialect::Postgres | SqlDialect::Sqlite => format!("{text} ~ '{pattern}'"),
        }
    }

    fn inputs(&self) -> Vec<(&str, Allowed<'_>)> {
        let instrument = self.instrument();
        let items = instrument.items.iter().map(|item| (item.name.as_str(), Allowed::of_item(instrument, item)));
        let known = instrument.known.iter().map(|known| (known.name.as_str(), Allowed::of_known(&known.kind)));
        let date = self.formulas.look_at_the_date().then_some((DATE, Allowed::Date));
        items.chain(known).chain(date).collect()
    }

    pub(super) fn given(&self, table: &str) -> Vec<String> {
        let text = self.text_type();
        let first = &self.instrument().informants[InformantIx(0)].name;
        // Without its table SQLite takes the name of a column that is not there for a text.
        let there = |name: &str| format!("{TABLE}.{}", self.marked(name));
        let cell = |name: &str| format!("nullif(trim(cast({} as {text})), '')", there(name));
        let [case, occasion, informant] = IDENTITY;
        let mut columns: Vec<String> = [case, occasion].map(|name| format!("{} as {}", there(name), self.quoted(name))).into();
        columns.push(format!("coalesce({}, '{first}') as {}", cell(informant), self.quoted(informant)));
        columns.extend(self.inputs().iter().map(|(name, _)| format!("{} as {}", cell(name), self.quoted(name))));
        self.table("given", "What was given, as texts.", &columns, &format!("{table} as {TABLE}"))
    }

    pub(super) fn numbers(&self) -> Vec<String> {
        let mut columns: Vec<String> = self.identity().collect();
        for (name, allowed) in self.inputs() {
            let column = self.quoted(name);
            columns.push(format!("{column} as {}", self.quoted(&format!("{name}.given"))));
            columns.push(match allowed {
                Allowed::OneOf(_) | Allowed::Between { .. } => format!("{} as {column}", self.parsed(&column)),
                Allowed::Text(_)
                | Allowed::Date
                | Allowed::Time
                | Allowed::Choices(..)
                | Allowed::Words(_)
                | Allowed::Codes(_) => column,
            });
        }
        self.table("numbers", "The same as numbers, where they are.", &columns, "given")
    }

    pub(super) fn answers(&self) -> Vec<String> {
        let mut columns: Vec<String> = self.identity().collect();
        for (name, allowed) in self.inputs() {
            columns.push(self.quoted(&format!("{name}.given")));
            columns.push(format!("{} as {}", self.valid(name, &allowed), self.quoted(name)));
        }
        let comment = "Answers: what cannot be one is missing.";
        if self.instrument().allotments.is_empty() {
            return self.kept("answers_read", comment, &columns, "numbers");
        }
        let mut lines = self.kept("answers_valid", comment, &columns, "numbers");
        lines.extend(self.dealt());
        lines
    }

    /// What ranks or shares out is one answer: one number that cannot be right takes the others along, and a share that was
    /// left empty is 0 where the others are the whole.
    fn dealt(&self) -> Vec<String> {
        let instrument = self.instrument();
        let mut judged = vec!["*".to_owned()];
        let mut columns: Vec<String> = self.identity().collect();
        for allotment in &instrument.allotments {
            let members = || allotment.items.iter().map(|item| self.quoted(&instrument.items[*item].name));
            let given = |item: &ItemIx| self.quoted(&format!("{}.given", instrument.items[*item].name));
            let wrong = allotment.items.iter().zip(members());
            let wrong = wrong.map(|(item, valid)| format!("({} is not null and {valid} is null)", given(item)));
            judged.push(format!("{} as {}", wrong.collect::<Vec<_>>().join(" or "), self.of_all(allotment, "wrong")));
            columns.push(self.of_all(allotment, "wrong"));
            if let Deal::Shares(_) = allotment.deal {
                let sum: Vec<String> = members().map(|share| format!("coalesce({share}, {})", self.number(0.0))).collect();
                judged.push(format!("{} as {}", sum.join(" + "), self.of_all(allotment, "sum")));
            }
        }
        for (name, _) in self.inputs() {
            let column = self.quoted(name);
            columns.push(self.quoted(&format!("{name}.given")));
            let allotment = instrument.item(name).and_then(|item| instrument.member(item)).map(|(allotment, _)| allotment);
            columns.push(allotment.map_or_else(|| column.clone(), |allotment| self.settled(allotment, &column)));
        }
        let mut lines = self.kept("answers_dealt", "Ranks and shares, which are one answer.", &judged, "answers_valid");
        lines.extend(self.kept("answers_read", "One that cannot be right takes the others along.", &columns, "answers_dealt"));
        lines
    }

    fn settled(&self, allotment: &Allotment, member: &str) -> String {
        let wrong = self.of_all(allotment, "wrong");
        let whole = match allotment.deal {
            Deal::Ranks => String::new(),
            Deal::Shares(whole) => {
                let (sum, zero) = (self.of_all(allotment, "sum"), self.number(0.0));
                format!("when {sum} = {} then coalesce({member}, {zero}) ", self.number(whole))
            }
        };
        format!("case when {wrong} then null {whole}else {member} end as {member}")
    }

    /// A column of what is so of all members of an allotment.
    pub(super) fn of_all(&self, allotment: &Allotment, what: &str) -> String {
        self.quoted(&format!("{}.{what}", allotment.name))
    }

    fn valid(&self, name: &str, allowed: &Allowed<'_>) -> String {
        let column = self.quoted(name);
        match allowed {
            Allowed::Codes(points) => {
                let (words, numbers) = words_and_numbers(points);
                let parsed = self.parsed(&column);
                let figures: String = numbers.iter().map(|number| format!("when {number} then '{number}' ")).collect();
                let figure = if numbers.is_empty() { String::new() } else { format!("else case ({parsed}) {figures}end ") };
                format!("case when {column} in ({}) then {column} {figure}end", quoted_list(words, '\''))
            }
            Allowed::OneOf(values) => format!("case when {column} in ({}) then {column} end", listed(values)),
            Allowed::Between { low, high, step } => {
                let step = step.map_or(String::new(), |step| {
                    let steps = format!("({column} - ({})) / {}", self.number(*low), self.number(step));
                    format!(" and abs({steps} - round({steps})) < 0.000001")
                });
                format!("case when {column} between {low} and {high}{step} then {column} end")
            }
            Allowed::Text(most) => format!("case when length({column}) <= {most} then {column} end"),
            Allowed::Date => format!("case when {} then {column} end", self.is_date(&column)),
            Allowed::Time => format!("case when {} then {column} end", self.is_time(&column)),
            Allowed::Words(words) => {
                let rows = words.iter().enumerate().map(|(at, word)| format!("when '{word}' then {}", self.number(at as f64)));
                format!("case {column} {} end", rows.collect::<Vec<_>>().join(" "))
            }
            Allowed::Choices(names, or_none) => {
                let none = if *or_none { format!("when {column} in ('none', ';') then ';' ") } else { String::new() };
                let cell = format!("concat(';', replace({column}, ' ', ''), ';')");
                let cell =
                    if self.dialect == SqlDialect::Sqlite { format!("(';' || replace({column}, ' ', '') || ';')") } else { cell };
                let left = names.iter().fold(cell, |rest, choice| format!("replace({rest}, ';{choice};', ';;')"));
                format!("case {none}when replace({left}, ';', '') = '' and {column} is not null then {column} end")
            }
        }
    }

    /// Whether a text is a date of the calendar.
    fn is_date(&self, text: &str) -> String {
        match self.dialect {
            SqlDialect::DuckDb => format!("strftime(try_cast({text} as date), '%Y-%m-%d') = {text}"),
            SqlDialect::Spark => format!("date_format(try_cast({text} as date), 'yyyy-MM-dd') = {text}"),
            // Alone it takes 30 February for a day.
            SqlDialect::Sqlite => format!("date({text}, '+0 days') = {text}"),
            SqlDialect::Postgres => {
                let part = |from: u8, length: u8| format!("cast(substr({text}, {from}, {length}) as integer)");
                let (year, month, day) = (part(1, 4), part(6, 2), part(9, 2));
                let leap = format!("({year} % 4 = 0 and ({year} % 100 <> 0 or {year} % 400 = 0))");
                let last = format!(
                    "case when {month} in (4, 6, 9, 11) then 30 when {month} <> 2 then 31 when {leap} then 29 else 28 end"
                );
                format!(
                    "case when {text} ~ '^[0-9]{{4}}-(0[1-9]|1[0-2])-[0-9]{{2}}$' then {day} between 1 and {last} else false end"
                )
            }
        }
    }

    /// Whether a text is a time of day.
    fn is_time(&self, text: &str) -> String {
        let pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
        match self.dialect {
            SqlDialect::DuckDb | SqlDialect::Spark | SqlDialect::Postgres => self.is_like(text, pattern),
            SqlDialect::Sqlite => {
                format!("({text} glob '[01][0-9]:[0-5][0-9]' or {text} glob '2[0-3]:[0-5][0-9]')")
            }
        }
    }
}
