use super::{NONE, choice_code, lower};
use crate::exchange::form::Form;
use crate::exchange::formula::{Column, Dialect, MomentPart, position_in};
use crate::instrument::{Comparator, Identifiers, InformantIx, Instrument, ItemIx, Kind, KnownKind, Point};

/// Formulas as REDCap's logic. What is missing is an empty text.
pub(super) struct Logic<'a> {
    pub(super) form: &'a Form<'a>,
    pub(super) names: &'a Identifiers,
}

impl Logic<'_> {
    fn name(&self, column: Column) -> String {
        format!("[{}]", self.names.of(self.form.formulas.name(column)))
    }

    fn checked(&self, item: ItemIx, choice: &str, is_chosen: bool) -> String {
        let sign = if is_chosen { "=" } else { "<>" };
        format!("[{}({})] {sign} \"1\"", self.names.of(&self.form.instrument.items[item].name), choice)
    }
}

impl Dialect for Logic<'_> {
    fn instrument(&self) -> &Instrument {
        self.form.instrument
    }

    fn text(&self, text: &str) -> String {
        format!("\"{text}\"")
    }

    fn code(&self, item: ItemIx, point: &Point) -> String {
        self.text(&self.form.code(item, point))
    }

    fn identifier(&self, name: &str) -> String {
        self.names.of(name).to_owned()
    }

    fn column(&self, column: Column) -> String {
        let name = self.name(column);
        match column {
            Column::Known(known) => match &self.form.instrument.known[known].kind {
                KnownKind::OneOf(words) => position_in(self, words, "\"\"", |word| format!("{name} = \"{}\"", lower(word))),
                KnownKind::Whole(..) | KnownKind::Decimal(..) | KnownKind::Date => name,
            },
            Column::Answer(_) | Column::Date | Column::Formula(_) => name,
        }
    }

    fn present(&self, column: Column, is_present: bool) -> String {
        if let Column::Answer(item) = column
            && let Kind::Choices(choices, or_none) = &self.form.instrument.items[item].kind
        {
            let codes = choices.iter().map(|choice| choice_code(self.form, item, choice)).chain(or_none.then(|| NONE.to_owned()));
            let each = codes.map(|code| self.checked(item, &code, is_present));
            return format!("({})", each.collect::<Vec<_>>().join(if is_present { " or " } else { " and " }));
        }
        let name = self.name(column);
        match (self.form.none_of(column), is_present) {
            (None, true) => format!("{name} <> \"\""),
            (None, false) => format!("{name} = \"\""),
            (Some(none), true) => format!("({name} <> \"\" and {name} <> \"{none}\")"),
            (Some(none), false) => format!("({name} = \"\" or {name} = \"{none}\")"),
        }
    }

    fn choice(&self, test: &str, yes: &str, no: &str) -> String {
        format!("if({test}, {yes}, {no})")
    }

    fn whole_part(&self, of: &str) -> String {
        format!("rounddown({of}, 0)")
    }

    fn exponential(&self, of: &str) -> String {
        format!("({})^({of})", std::f64::consts::E)
    }

    // Without a base REDCap takes the natural one.
    fn logarithm(&self, of: &str) -> String {
        format!("log({of})")
    }

    fn moment_part(&self, column: Column, part: MomentPart) -> String {
        let name = self.name(column);
        match part {
            MomentPart::Year => format!("year({name})"),
            MomentPart::Month => format!("month({name})"),
            MomentPart::Day => format!("day({name})"),
            MomentPart::Hour | MomentPart::Minute => {
                let (start, length) = part.place();
                // What is multiplied is a number, where a text would be joined to what is added.
                format!("(mid({name}, {}, {length}) * 1)", start + 1)
            }
        }
    }

    fn root(&self, of: &str) -> String {
        format!("sqrt({of})")
    }

    fn tail(&self, _of: &str) -> Option<String> {
        None
    }

    fn chosen(&self, item: ItemIx, choice: usize, is_chosen: bool) -> String {
        match &self.form.instrument.items[item].kind {
            Kind::Choices(choices, _) => self.checked(item, &choice_code(self.form, item, &choices[choice]), is_chosen),
            Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time => self.always(false),
        }
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
