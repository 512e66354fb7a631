use crate::exchange::form::Form;
use crate::exchange::formula::{Column, Dialect, MomentPart, position_in};
use crate::instrument::{Comparator, Identifiers, InformantIx, Instrument, ItemIx, KnownKind, Point};

/// Formulas as XPath with the functions of ODK XForms. What is missing is an empty text, and compares as not a number.
pub(super) struct XPath<'a> {
    pub(super) form: &'a Form<'a>,
    pub(super) names: &'a Identifiers,
    /// The question whose answer is judged: in a constraint it is not what the form holds yet.
    pub(super) judged: Option<ItemIx>,
}

/// The answer that stands for the visible non-answer.
pub(in crate::exchange) const NONE: &str = "none";

impl XPath<'_> {
    fn field(&self, column: Column) -> String {
        match column {
            Column::Answer(item) if self.judged == Some(item) => ".".to_owned(),
            Column::Answer(_) | Column::Known(_) | Column::Date | Column::Formula(_) => {
                format!("${{{}}}", self.identifier(self.form.formulas.name(column)))
            }
        }
    }
}

impl Dialect for XPath<'_> {
    fn instrument(&self) -> &Instrument {
        self.form.instrument
    }

    fn code(&self, item: ItemIx, point: &Point) -> String {
        self.text(&self.form.code(item, point))
    }

    fn identifier(&self, name: &str) -> String {
        self.names.of(name).to_owned()
    }

    fn column(&self, column: Column) -> String {
        let field = self.field(column);
        match column {
            Column::Known(known) => match &self.form.instrument.known[known].kind {
                KnownKind::OneOf(words) => position_in(self, words, "''", |word| format!("{field} = '{word}'")),
                KnownKind::Whole(..) | KnownKind::Decimal(..) | KnownKind::Date => field,
            },
            Column::Answer(_) | Column::Date | Column::Formula(_) => field,
        }
    }

    fn present(&self, column: Column, is_present: bool) -> String {
        let field = self.field(column);
        match (self.form.none_of(column), is_present) {
            (None, true) => format!("{field} != ''"),
            (None, false) => format!("{field} = ''"),
            (Some(none), true) => format!("({field} != '' and {field} != '{none}')"),
            (Some(none), false) => format!("({field} = '' or {field} = '{none}')"),
        }
    }

    fn choice(&self, test: &str, yes: &str, no: &str) -> String {
        format!("if({test}, {yes}, {no})")
    }

    fn whole_part(&self, of: &str) -> String {
        format!("int({of})")
    }

    fn logarithm(&self, of: &str) -> String {
        format!("log({of})")
    }

    fn moment_part(&self, column: Column, part: MomentPart) -> String {
        let (start, length) = part.place();
        format!("number(substr({}, {start}, {}))", self.field(column), start + length)
    }

    fn exponential(&self, of: &str) -> String {
        format!("exp({of})")
    }

    fn root(&self, of: &str) -> String {
        format!("sqrt({of})")
    }

    /// `max` of JavaRosa begins at the least number above zero, so that of numbers below zero it gives that one. The
    /// greatest is the least on the other side of zero.
    fn extreme_of(&self, values: &[String], is_least: bool) -> String {
        if is_least {
            return format!("min({})", values.join(", "));
        }
        let turned: Vec<String> = values.iter().map(|value| format!("0 - ({value})")).collect();
        format!("(0 - min({}))", turned.join(", "))
    }

    fn tail(&self, _of: &str) -> Option<String> {
        None
    }

    fn chosen(&self, item: ItemIx, choice: usize, is_chosen: bool) -> String {
        let Some(choices) = self.form.instrument.items[item].kind.choices() else { return self.always(false) };
        let code = self.form.choice_code(item, &choices[choice]);
        let selected = format!("selected({}, '{code}')", self.field(Column::Answer(item)));
        if is_chosen { selected } else { format!("not({selected})") }
    }

    fn by(&self, informants: &[InformantIx], is_by: bool) -> String {
        self.always(informants.contains(&self.form.informant) == is_by)
    }

    // XPath divides with a word.
    fn divide(&self) -> &'static str {
        "div"
    }

    fn sign(&self, comparator: Comparator) -> &'static str {
        comparator.sign()
    }

    fn or_zero(&self, column: Column) -> String {
        match (self.form.has_none(column), column) {
            (false, Column::Answer(_) | Column::Formula(_)) => format!("coalesce({}, 0)", self.field(column)),
            _ => self.choice(&self.present(column, true), &self.column(column), "0"),
        }
    }

    fn always(&self, holds: bool) -> String {
        format!("{holds}()")
    }
}
