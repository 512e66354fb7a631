//! REDCap: a data dictionary, the CSV file of 18 columns that defines the fields of a project.

mod logic;

use super::exported::{ExportError, Exported, renamed, told_renamed, unsaid};
use super::form::{Form, Question, begins_tag};
use super::formula::test_in;
use super::statements;
use crate::instrument::{Choice, Identifiers, ItemIx, Kind, Known, KnownKind, Program, ScaleSteps};
use logic::Logic;

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
    let names = form.instrument.names_in(Program::RedCap).and(form.formulas.all_names());
    let writer = Writer { form, language, names };
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
    /// What fields are called.
    names: Identifiers,
}

impl Writer<'_> {
    fn logic(&self) -> Logic<'_> {
        Logic { form: self.form, names: &self.names }
    }

    fn text<'t>(&self, texts: &'t [String]) -> &'t str {
        texts.get(self.language).map_or("", String::as_str)
    }

    fn row(&self, field: Field) -> [String; 18] {
        let form = self.form.instrument.form_in_redcap();
        let required = if field.required { "y" } else { "" };
        let fixed = |text: &str| text.to_owned();
        let (none, identifier) = (String::new(), String::new());
        [
            field.name,
            form,
            shown(&field.header),
            fixed(field.kind),
            shown(&field.label),
            field.choices,
            shown(&field.note),
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
                annotation: format!("{STATEMENT}{}", self.form.head),
                ..Field::default()
            },
            limited("occasion", "integer", 1.0, 1_000_000.0, "Occasion"),
            Field { name: "date".to_owned(), kind: "text", validation: "date_ymd", label: "Date".to_owned(), ..Field::default() },
        ];
        fields.extend(self.form.instrument.known.iter().map(|known| self.known(known)));
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

    fn known(&self, known: &Known) -> Field {
        let label = self.text(&self.form.texts(&known.text_path())).to_owned();
        let name = self.names.of(&known.name);
        let mut field = match &known.kind {
            KnownKind::Whole(low, high) => limited(name, "integer", *low, *high, &label),
            KnownKind::Decimal(low, high) => limited(name, "number", *low, *high, &label),
            KnownKind::Date => Field { kind: "text", validation: "date_ymd", label, ..Field::default() },
            KnownKind::OneOf(words) => {
                let choices = words
                    .iter()
                    .map(|word| (lower(word), self.text(&self.form.texts(&known.word_path(word))).to_owned()))
                    .collect();
                Field { kind: "dropdown", label, choices: listed(choices), ..Field::default() }
            }
        };
        name.clone_into(&mut field.name);
        field.annotation = format!("{STATEMENT}{}", statements::known(known));
        field
    }

    fn question(&self, question: &Question) -> Field {
        let instrument = self.form.instrument;
        let item = &instrument.items[question.item];
        let ends = question.ends.get(self.language);
        let mut field = match &item.kind {
            Kind::Scale(at) => {
                let scale = &instrument.scales[*at];
                match &scale.steps {
                    ScaleSteps::Points(points) => {
                        let label = |path: String| self.text(&self.form.texts(&path)).to_owned();
                        let mut choices: Vec<(String, String)> = points
                            .iter()
                            .map(|point| {
                                let anchor = label(format!("scale {} {}", scale.name, point.code()));
                                // A point without words has its number for them, and not the code of the form.
                                let anchor = if anchor.is_empty() { point.code().into_owned() } else { anchor };
                                (self.form.codes.point(*at, point.code()).into_owned(), anchor)
                            })
                            .collect();
                        let none = || (self.form.codes.none(*at).to_owned(), label(format!("scale {} none", scale.name)));
                        choices.extend(scale.none.as_ref().map(|_| none()));
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
                let choice = |choice: &Choice| {
                    let texts = self.form.texts(&format!("item {} choice {}", item.name, choice.name));
                    (choice_code(self.form, question.item, choice), self.text(&texts).to_owned())
                };
                let none = or_none.then(|| (NONE.to_owned(), self.text(&self.form.none_of_these()).to_owned()));
                let choices = choices.iter().map(choice).chain(none).collect();
                Field { kind: "checkbox", choices: listed(choices), ..Field::default() }
            }
        };
        self.names.of(&item.name).clone_into(&mut field.name);
        field.label = self.text(&question.text).to_owned();
        field.required = !item.optional;
        field.branching = question.asked.as_ref().map_or(String::new(), |asked| test_in(&self.logic(), asked));
        let code = |choice: &Choice| choice_code(self.form, question.item, choice);
        let codes: Vec<String> = item.kind.choices().unwrap_or_default().iter().map(code).collect();
        let flags = statements::item(item, (self.names.of(&item.name), &codes), self.form.flags(question.item));
        let letters = match item.kind {
            Kind::Text(most) => Some(format!("@CHARLIMIT=\"{most}\"")),
            Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) | Kind::Date | Kind::Time | Kind::Choices(..) => None,
        };
        let flags = (!flags.is_empty()).then(|| format!("{STATEMENT}{flags}"));
        let alone: Vec<&str> = self.form.alone(question.item).map(|at| codes[at].as_str()).collect();
        let alone = (!alone.is_empty()).then(|| format!("@NONEOFTHEABOVE='{}'", alone.join(",")));
        field.annotation = letters.into_iter().chain(alone).chain(flags).collect::<Vec<_>>().join("\n");
        if let (Kind::Scale(scale), Some((low, high)), true) = (&item.kind, ends, field.kind != "slider") {
            field.note = format!("{}: {low} … {high}", instrument.scales[*scale].name);
        }
        field
    }

    fn computed(&self) -> Vec<Field> {
        let fields = self.form.computations(&self.logic(), "\"\"").into_iter().chain(self.form.informant_field()).map(|of| {
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
            Field { name: self.names.of(&of.name).to_owned(), kind, label, choices, annotation, ..Field::default() }
        });
        fields.collect()
    }

    fn diagnostics(&self) -> Vec<crate::source::Diagnostic> {
        let mut diagnostics = self.form.diagnostics();
        diagnostics.extend(self.form.without_random_order());
        diagnostics.extend(self.form.without_media(|_| true));
        diagnostics.extend(renamed(&self.names, "REDCap", self.form.instrument.names()));
        let choices =
            self.form.instrument.items.iter_enumerated().filter_map(|(at, item)| Some((at, item, item.kind.choices()?)));
        let small = choices.flat_map(|(at, item, choices)| {
            let is_own = move |choice: &&Choice| self.form.codes.choice(at, &choice.name).is_none();
            let otherwise = choices.iter().filter(is_own).filter(|choice| lower(&choice.name) != choice.name);
            otherwise.map(|choice| format!("{} of {} is {}", choice.name, item.name, lower(&choice.name)))
        });
        diagnostics.extend(told_renamed("REDCap", &small.collect::<Vec<_>>()));
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
        if let Some(refusal) = self.form.refusals.iter().find(|it| self.form.stands_alone(it.refusal).is_none()) {
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

/// Codes of choices stand in the names of columns, which have small letters. Names differ by more than their case, so
/// none can meet another.
fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// The code of a choice: as it was in the form that it came in from, or its name in small letters.
fn choice_code(form: &Form<'_>, item: ItemIx, choice: &Choice) -> String {
    form.codes.choice(item, &choice.name).map_or_else(|| lower(&choice.name), str::to_owned)
}

/// A text as REDCap shows it: it reads HTML there, and shows an answer in the place of `[name]`.
fn shown(text: &str) -> String {
    let mut written = String::new();
    for (at, sign) in text.char_indices() {
        let rest = &text[at + sign.len_utf8()..];
        match sign {
            '&' if is_entity(rest) => written.push_str("&amp;"),
            '<' if begins_tag(rest) => written.push_str("&lt;"),
            '[' => written.push_str("&#91;"),
            sign => written.push(sign),
        }
    }
    written
}

/// Whether what follows a `&` makes it the beginning of an entity.
fn is_entity(rest: &str) -> bool {
    let name = rest.split(';').next().unwrap_or_default();
    name.len() < rest.len() && !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

/// A text that can stand among choices, which `|` divides.
fn plain(text: &str) -> String {
    shown(text).replace('|', "&#124;").replace('\n', " ")
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
