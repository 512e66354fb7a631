use super::arrays::Arrays;
use super::{NONE, code_of};
use crate::exchange::form::Form;
use crate::exchange::formula::{Column, Dialect, MomentPart, doubled_sign};
use crate::instrument::{Comparator, Identifiers, InformantIx, Instrument, ItemIx, Point, choices_in_limesurvey};

/// Formulas as LimeSurvey's ExpressionScript. `.NAOK` looks at an answer also where it is missing, which is an empty
/// text.
pub(super) struct Script<'a> {
    pub(super) form: &'a Form<'a>,
    pub(super) codes: &'a Identifiers,
    pub(super) arrays: &'a Arrays,
}

impl Script<'_> {
    fn name(&self, column: Column) -> String {
        // It asks nobody for the day; the day of now is the day on which is answered.
        if column == Column::Date {
            return "date('Y-m-d')".to_owned();
        }
        let array = match column {
            Column::Answer(item) => self.arrays.get(&item),
            Column::Known(_) | Column::Date | Column::Formula(_) => None,
        };
        let array = array.map_or(String::new(), |name| format!("{}_", self.codes.of(name)));
        format!("{array}{}.NAOK", self.codes.of(self.form.formulas.name(column)))
    }

    fn checked(&self, at_item: ItemIx, at: usize, is_chosen: bool) -> String {
        let item = &self.form.instrument.items[at_item];
        let Some(choices) = item.kind.choices() else { return self.always(false) };
        let names = choices_in_limesurvey(choices);
        self.ticked(at_item, code_of(self.form, &names, at_item, &choices[at]), is_chosen)
    }

    fn ticked(&self, item: ItemIx, code: &str, is_chosen: bool) -> String {
        let sign = if is_chosen { "==" } else { "!=" };
        format!("{}_{code}.NAOK {sign} 'Y'", self.codes.of(&self.form.instrument.items[item].name))
    }
}

impl Dialect for Script<'_> {
    fn instrument(&self) -> &Instrument {
        self.form.instrument
    }

    fn code(&self, item: ItemIx, point: &Point) -> String {
        self.text(&self.form.code(item, point))
    }

    fn identifier(&self, name: &str) -> String {
        self.codes.of(name).to_owned()
    }

    fn column(&self, column: Column) -> String {
        self.name(column)
    }

    fn moment_part(&self, column: Column, part: MomentPart) -> String {
        let (start, length) = part.place();
        format!("intval(substr({}, {start}, {length}))", self.name(column))
    }

    fn present(&self, column: Column, is_present: bool) -> String {
        if let Column::Answer(item) = column
            && let Some(choices) = self.form.instrument.items[item].kind.choices()
        {
            let each = (0..choices.len()).map(|at| self.checked(item, at, is_present));
            let none = self.form.instrument.domain_of(&self.form.instrument.items[item]).has_none();
            let none = none.then(|| self.ticked(item, NONE, is_present));
            return format!("({})", each.chain(none).collect::<Vec<_>>().join(if is_present { " || " } else { " && " }));
        }
        let name = self.name(column);
        match (self.form.none_of(column), is_present) {
            (None, true) => format!("!is_empty({name})"),
            (None, false) => format!("is_empty({name})"),
            (Some(none), true) => format!("(!is_empty({name}) && {name} != '{none}')"),
            (Some(none), false) => format!("(is_empty({name}) || {name} == '{none}')"),
        }
    }

    fn choice(&self, test: &str, yes: &str, no: &str) -> String {
        format!("if({test}, {yes}, {no})")
    }

    fn whole_part(&self, of: &str) -> String {
        format!("floor({of})")
    }

    fn logarithm(&self, of: &str) -> String {
        format!("log({of})")
    }

    fn exponential(&self, of: &str) -> String {
        format!("exp({of})")
    }

    fn root(&self, of: &str) -> String {
        format!("sqrt({of})")
    }

    fn tail(&self, _of: &str) -> Option<String> {
        None
    }

    fn chosen(&self, item: ItemIx, choice: usize, is_chosen: bool) -> String {
        self.checked(item, choice, is_chosen)
    }

    fn by(&self, informants: &[InformantIx], is_by: bool) -> String {
        self.always(informants.contains(&self.form.informant) == is_by)
    }

    fn and(&self) -> &'static str {
        " && "
    }

    fn or(&self) -> &'static str {
        " || "
    }

    fn sign(&self, comparator: Comparator) -> &'static str {
        doubled_sign(comparator)
    }

    fn always(&self, holds: bool) -> String {
        if holds { "1 == 1".to_owned() } else { "1 == 0".to_owned() }
    }
}
