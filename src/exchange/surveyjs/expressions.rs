use super::matrices::Matrices;
use crate::exchange::form::Form;
use crate::exchange::formula::{Column, Dialect, MomentPart, position_in};
use crate::instrument::{Comparator, InformantIx, Instrument, ItemIx, KnownKind, Point};

/// Formulas as SurveyJS expressions. What is missing is an empty value.
pub(super) struct Expressions<'a> {
    pub(super) form: &'a Form<'a>,
    pub(super) matrices: &'a Matrices,
}

impl Expressions<'_> {
    /// The field of a column, as it stands in braces.
    fn field(&self, column: Column) -> String {
        let name = self.form.formulas.name(column);
        let matrix = match column {
            Column::Answer(item) => self.matrices.get(&item),
            Column::Known(_) | Column::Date | Column::Formula(_) => None,
        };
        matrix.map_or_else(|| format!("{{{name}}}"), |matrix| format!("{{{matrix}.{name}}}"))
    }
}

impl Dialect for Expressions<'_> {
    fn instrument(&self) -> &Instrument {
        self.form.instrument
    }

    fn code(&self, item: ItemIx, point: &Point) -> String {
        let code = self.form.code(item, point);
        if point.word.is_some() || code != point.code() { self.text(&code) } else { self.number(point.value) }
    }

    // Names stand in braces, where any word may stand.
    fn identifier(&self, name: &str) -> String {
        format!("{{{name}}}")
    }

    fn column(&self, column: Column) -> String {
        let field = self.field(column);
        match column {
            Column::Known(known) => match &self.form.instrument.known[known].kind {
                KnownKind::OneOf(words) => position_in(self, words, "-1", |word| format!("{field} = '{word}'")),
                KnownKind::Whole(..) | KnownKind::Decimal(..) | KnownKind::Date => field,
            },
            Column::Answer(_) | Column::Date | Column::Formula(_) => field,
        }
    }

    fn present(&self, column: Column, is_present: bool) -> String {
        let field = self.field(column);
        match (self.form.none_of(column), is_present) {
            (None, true) => format!("{field} notempty"),
            (None, false) => format!("{field} empty"),
            (Some(none), true) => format!("({field} notempty and {field} <> '{none}')"),
            (Some(none), false) => format!("({field} empty or {field} = '{none}')"),
        }
    }

    fn choice(&self, test: &str, yes: &str, no: &str) -> String {
        format!("iif({test}, {yes}, {no})")
    }

    /// The rest is taken off, for `trunc` of survey-core reads 1e-9 as 1.
    fn whole_part(&self, of: &str) -> String {
        format!("(({of}) - ({of}) % 1)")
    }

    fn exponential(&self, of: &str) -> String {
        format!("({} ^ ({of}))", std::f64::consts::E)
    }

    fn root(&self, of: &str) -> String {
        format!("(({of}) ^ 0.5)")
    }

    /// SurveyJS has powers and no logarithm. The 16384th root `y` of a number lies so near 1 that three members of the
    /// series `ln y = 2 (t + t³/3 + t⁵/5 + …)`, where `t = (y - 1) / (y + 1) = 1 - 2 / (y + 1)`, are as exact as the
    /// root itself: to ten decimals, whatever the number.
    fn logarithm(&self, of: &str) -> String {
        let t = format!("(1 - 2 / ((({of}) ^ 0.00006103515625) + 1))");
        format!("(32768 * ({t} + ({t} ^ 3) / 3 + ({t} ^ 5) / 5))")
    }

    fn moment_part(&self, column: Column, part: MomentPart) -> String {
        let (start, length) = part.place();
        // What is multiplied is a number, where a text would be joined to what is added.
        format!("(substring({}, {start}, {}) * 1)", self.field(column), start + length)
    }

    fn tail(&self, _of: &str) -> Option<String> {
        None
    }

    fn chosen(&self, item: ItemIx, choice: usize, is_chosen: bool) -> String {
        let model = &self.form.instrument.items[item];
        let Some(choices) = model.kind.choices() else { return self.always(false) };
        let word = if is_chosen { "contains" } else { "notcontains" };
        format!("{{{}}} {word} '{}'", model.name, self.form.choice_code(item, &choices[choice]))
    }

    fn by(&self, informants: &[InformantIx], is_by: bool) -> String {
        self.always(informants.contains(&self.form.informant) == is_by)
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
