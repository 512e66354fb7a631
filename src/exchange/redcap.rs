//! REDCap: a data dictionary, the CSV file of 18 columns that defines the fields of a project.

use super::exported::{ExportError, Exported, unsaid};
use super::form::{Form, Question};
use super::formula::{Column, Dialect, MomentPart, position_in, test_in};
use super::statements;
use crate::instrument::{Comparator, InformantIx, Instrument, ItemIx, Kind, KnownKind, ScaleSteps};

/// The columns of a data dictionary.
pub(super) const COLUMNS: [&str; 18] = [
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
];

/// The word before what the language says of a field, in its annotation.
pub(super) const STATEMENT: &str = "VERBOND: ";
/// The code of the visible non-answer.
pub(super) const NONE: &str = "none";

/// A field, as a row of the dictionary.
#[derive(Default)]
struct Field {
    name: String,
    header: String,
    /// The group of a matrix that it is a row of.
    grid: String,
    kind: &'static str,
    label: String,
    choices: String,
    note: String,
    validation: &'static str,
    min: String,
    max: String,
    branching: String,
    required: bool,
    annotation: String,
}

/// A form as a data dictionary in one of its languages, by position.
///
/// # Errors
/// Where the rows cannot be written, which no measure brings about.
pub fn redcap(form: &Form<'_>, language: usize) -> Result<Exported, ExportError> {
    let writer = Writer { form, language };
    let mut csv = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| ExportError(error.to_string());
    csv.write_record(COLUMNS).map_err(failed)?;
    for field in writer.fields() {
        csv.write_record(writer.row(field)).map_err(failed)?;
    }
    let bytes = csv.into_inner().map_err(|error| ExportError(error.to_string()))?;
    Ok(Exported { bytes, diagnostics: writer.diagnostics() })
}

struct Writer<'a> {
    form: &'a Form<'a>,
    language: usize,
}

impl Writer<'_> {
    fn text<'t>(&self, texts: &'t [String]) -> &'t str {
        texts.get(self.language).map_or("", String::as_str)
    }

    fn row(&self, field: Field) -> [String; 18] {
        let form = lower(&self.form.instrument.id.replace('-', "_"));
        let required = if field.required { "y" } else { "" };
        let fixed = |text: &str| text.to_owned();
        let (none, identifier) = (String::new(), String::new());
        [
            lower(&field.name),
            form,
            field.header,
            fixed(field.kind),
            field.label,
            field.choices,
            field.note,
            fixed(field.validation),
            field.min,
            field.max,
            identifier,
            field.branching,
            fixed(required),
            none.clone(),
            none.clone(),
            field.grid,
            none,
            field.annotation,
        ]
    }

    fn fields(&self) -> Vec<Field> {
        let mut fields = vec![
            Field {
                name: "case".to_owned(),
                kind: "text",
                label: "Case code (no name)".to_owned(),
                required: true,
                annotation: format!("{STATEMENT}{}", statements::carried_head(self.form.instrument, self.form.informant)),
                ..Field::default()
            },
            limited("occasion", "integer", 1.0, 1_000_000.0, "Occasion"),
            Field { name: "date".to_owned(), kind: "text", validation: "date_ymd", label: "Date".to_owned(), ..Field::default() },
        ];
        fields.extend(self.form.instrument.known.iter().map(known));
        for page in &self.form.pages {
            let mut header = self.text(&page.title).to_owned();
            for (at, intro) in page.intros.iter().enumerate() {
                let name = format!("intro_{}_{at}", fields.len());
                let label = self.text(intro).to_owned();
                fields.push(Field { name, kind: "descriptive", label, header: std::mem::take(&mut header), ..Field::default() });
            }
            for questions in self.form.in_grids(page) {
                let grid = (questions.len() > 1).then(|| format!("grid_{}", fields.len()));
                for question in questions {
                    let grid = grid.clone().unwrap_or_default();
                    fields.push(Field { header: std::mem::take(&mut header), grid, ..self.question(question) });
                }
            }
        }
        fields.extend(self.computed());
        fields
    }

    fn question(&self, question: &Question) -> Field {
        let instrument = self.form.instrument;
        let item = &instrument.items[question.item];
        let ends = question.ends.get(self.language);
        let mut field = match &item.kind {
            Kind::Scale(scale) => {
                let scale = &instrument.scales[*scale];
                match &scale.steps {
                    ScaleSteps::Points(points) => {
                        let label = |path: String| self.text(&self.form.texts(&path)).to_owned();
                        let mut choices: Vec<(String, String)> = points
                            .iter()
                            .map(|point| (point.code().into_owned(), label(format!("scale {} {}", scale.name, point.code()))))
                            .collect();
                        choices
                            .extend(scale.none.as_ref().map(|_| (NONE.to_owned(), label(format!("scale {} none", scale.name)))));
                        Field { kind: "radio", choices: listed(choices), ..Field::default() }
                    }
                    ScaleSteps::Line { min, max, .. } => {
                        let labels = ends.map_or(String::new(), |(low, high)| format!("{} |  | {}", plain(low), plain(high)));
                        Field { kind: "slider", choices: labels, min: min.to_string(), max: max.to_string(), ..Field::default() }
                    }
                }
            }
            Kind::Whole(low, high) => limited("", "integer", *low, *high, ""),
            Kind::Decimal(low, high) => limited("", "number", *low, *high, ""),
            Kind::Text(_) => Field { kind: "notes", ..Field::default() },
            Kind::Date => Field { kind: "text", validation: "date_ymd", ..Field::default() },
            Kind::Time => Field { kind: "text", validation: "time", ..Field::default() },
            Kind::Choices(choices, or_none) => {
                let choice = |choice: &crate::instrument::Choice| {
                    let texts = self.form.texts(&format!("item {} choice {}", item.name, choice.name));
                    (lower(&choice.name), self.text(&texts).to_owned())
                };
                let none = or_none.then(|| (NONE.to_owned(), self.text(&self.form.none_of_these()).to_owned()));
                let choices = choices.iter().map(choice).chain(none).collect();
                Field { kind: "checkbox", choices: listed(choices), ..Field::default() }
            }
        };
        field.name.clone_from(&item.name);
        field.label = self.text(&question.text).to_owned();
        field.required = !item.optional;
        field.branching = question.asked.as_ref().map_or(String::new(), |asked| test_in(&Logic { form: self.form }, asked));
        let flags = statements::flags(self.form.instrument, item);
        let letters = match item.kind {
            Kind::Text(most) => Some(format!("@CHARLIMIT=\"{most}\"")),
            Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) | Kind::Date | Kind::Time | Kind::Choices(..) => None,
        };
        let flags = (!flags.is_empty()).then(|| format!("{STATEMENT}{flags}"));
        field.annotation = letters.into_iter().chain(flags).collect::<Vec<_>>().join("\n");
        if let (Kind::Scale(scale), Some((low, high)), true) = (&item.kind, ends, field.kind != "slider") {
            field.note = format!("{}: {low} … {high}", instrument.scales[*scale].name);
        }
        field
    }

    fn computed(&self) -> Vec<Field> {
        let fields =
            self.form.computations(&Logic { form: self.form }, "\"\"").into_iter().chain(self.form.informant_field()).map(|of| {
                let statement = match of.statement.as_str() {
                    statements::HELPER => format!("{} @HIDDEN", statements::HELPER),
                    statement => format!("{STATEMENT}{statement}"),
                };
                let label = if of.label.is_empty() { of.name.clone() } else { of.label };
                // Only a text field can hold a word that is computed.
                let (kind, choices, annotation) = match of.is_word {
                    true => ("text", String::new(), format!("@CALCTEXT({})\n{statement}", of.expression)),
                    false => ("calc", of.expression, statement),
                };
                Field { name: of.name, kind, label, choices, annotation, ..Field::default() }
            });
        fields.collect()
    }

    fn diagnostics(&self) -> Vec<crate::source::Diagnostic> {
        let mut diagnostics = self.form.diagnostics();
        diagnostics.extend(self.form.without_random_order());
        if self.form.languages.len() > 1 {
            let others: Vec<&str> = self
                .form
                .languages
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != self.language)
                .map(|(_, tag)| tag.as_str())
                .collect();
            let message =
                format!("a data dictionary has one language, and this one is in `{}`", self.form.languages[self.language]);
            diagnostics.push(unsaid(message, format!("make another with the option `language=…`: {}", others.join(", "))));
        }
        let instrument = self.form.instrument;
        if let Some(refusal) = self.form.refusals.first() {
            let name = &instrument.refusals[refusal.refusal].name;
            let message = format!("a data dictionary does not refuse answers beside others, as `{name}` does");
            diagnostics.push(unsaid(message, "the rows are reported when they are scored; a data quality rule can say it there"));
        }
        for item in &instrument.items {
            if let Kind::Scale(scale) = item.kind
                && let ScaleSteps::Line { step, .. } = instrument.scales[scale].steps
                && step != 1.0
            {
                let message = format!("a slider moves in steps of 1, and the line of `{}` in steps of {step}", item.name);
                diagnostics.push(unsaid(message, "only whole numbers can be given there"));
            }
        }
        diagnostics
    }
}

/// REDCap knows lower-case names only. Names differ by more than their case, so none can meet another.
fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// A text that can stand among choices, which `|` divides.
fn plain(text: &str) -> String {
    text.replace('|', "/").replace('\n', " ")
}

fn listed(choices: Vec<(String, String)>) -> String {
    let choice = |(code, label): (String, String)| {
        let label = if label.is_empty() { code.clone() } else { label };
        format!("{code}, {}", plain(&label))
    };
    choices.into_iter().map(choice).collect::<Vec<_>>().join(" | ")
}

fn limited(name: &str, validation: &'static str, low: f64, high: f64, label: &str) -> Field {
    Field {
        name: name.to_owned(),
        kind: "text",
        label: label.to_owned(),
        validation,
        min: low.to_string(),
        max: high.to_string(),
        ..Field::default()
    }
}

fn known(known: &crate::instrument::Known) -> Field {
    let label = known.name.replace('_', " ");
    let mut field = match &known.kind {
        KnownKind::Whole(low, high) => limited(&known.name, "integer", *low, *high, &label),
        KnownKind::Decimal(low, high) => limited(&known.name, "number", *low, *high, &label),
        KnownKind::Date => Field { name: known.name.clone(), kind: "text", validation: "date_ymd", label, ..Field::default() },
        KnownKind::OneOf(words) => {
            let choices = words.iter().map(|word| (lower(word), word.replace('_', " "))).collect();
            Field { name: known.name.clone(), kind: "dropdown", label, choices: listed(choices), ..Field::default() }
        }
    };
    field.annotation = format!("{STATEMENT}{}", statements::known(known));
    field
}

/// Formulas as REDCap's logic. What is missing is an empty text.
struct Logic<'a> {
    form: &'a Form<'a>,
}

impl Logic<'_> {
    fn name(&self, column: Column) -> String {
        format!("[{}]", lower(self.form.formulas.name(column)))
    }

    fn checked(&self, item: ItemIx, choice: &str, is_chosen: bool) -> String {
        let sign = if is_chosen { "=" } else { "<>" };
        format!("[{}({})] {sign} \"1\"", lower(&self.form.instrument.items[item].name), lower(choice))
    }
}

impl Dialect for Logic<'_> {
    fn instrument(&self) -> &Instrument {
        self.form.instrument
    }

    fn text(&self, text: &str) -> String {
        format!("\"{text}\"")
    }

    fn identifier(&self, name: &str) -> String {
        lower(name)
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
            let names = choices.iter().map(|choice| choice.name.as_str()).chain(or_none.then_some(NONE));
            let each = names.map(|name| self.checked(item, name, is_present));
            return format!("({})", each.collect::<Vec<_>>().join(if is_present { " or " } else { " and " }));
        }
        let name = self.name(column);
        match (self.form.has_none(column), is_present) {
            (false, true) => format!("{name} <> \"\""),
            (false, false) => format!("{name} = \"\""),
            (true, true) => format!("({name} <> \"\" and {name} <> \"{NONE}\")"),
            (true, false) => format!("({name} = \"\" or {name} = \"{NONE}\")"),
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
            Kind::Choices(choices, _) => self.checked(item, &choices[choice].name, is_chosen),
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
