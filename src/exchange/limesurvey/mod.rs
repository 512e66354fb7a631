//! LimeSurvey: the structure of a survey as tab-separated values, a row for each text in each language, as its manual
//! describes under "Tab Separated Value survey structure".

mod arrays;
mod known;
mod script;

use std::collections::HashMap;

use super::exported::{ExportError, Exported, renamed, told_renamed, unsaid};
use super::form::{Form, FormRefusal, Question};
use super::formula::test_in;
use crate::instrument::{Choice, Identifiers, ItemIx, Kind, Point, Program, ScaleIx, ScaleSteps, choices_in_limesurvey};
use arrays::Arrays;
use script::Script;

const COLUMNS: [&str; 21] = [
    "id",
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "validation",
    "mandatory",
    "other",
    "default",
    "same_default",
    "hidden",
    "min_num_value_n",
    "max_num_value_n",
    "num_value_int_only",
    "maximum_chars",
    "random_group",
    "em_validation_q",
    "em_validation_q_tip",
];
/// The code of the visible non-answer.
const NONE: &str = "none";
/// The longest code of an answer.
const CODE: usize = 5;

/// A row, by its columns.
type Row = HashMap<&'static str, String>;

/// A form as the structure of a LimeSurvey.
///
/// # Errors
/// Where whether an item is asked has to be computed before it; where the rows cannot be written, which no measure
/// brings about.
pub fn limesurvey(form: &Form<'_>) -> Result<Exported, ExportError> {
    if let Some(item) = form.asked_by_computation() {
        let name = &form.instrument.items[item].name;
        return Err(ExportError(format!(
            "LimeSurvey computes at the end, and whether `{name}` is asked has to be computed before it"
        )));
    }
    let writer = Writer::new(form);
    let mut tsv = csv::WriterBuilder::new().delimiter(b'\t').from_writer(vec![0xEF, 0xBB, 0xBF]);
    let failed = |error: csv::Error| ExportError(error.to_string());
    tsv.write_record(COLUMNS).map_err(failed)?;
    for row in writer.rows() {
        tsv.write_record(COLUMNS.map(|column| row.get(column).cloned().unwrap_or_default())).map_err(failed)?;
    }
    let bytes = tsv.into_inner().map_err(|error| ExportError(error.to_string()))?;
    Ok(Exported { bytes, diagnostics: writer.diagnostics() })
}

struct Writer<'a> {
    form: &'a Form<'a>,
    codes: Identifiers,
    arrays: Arrays,
}

fn row(cells: &[(&'static str, &str)]) -> Row {
    cells.iter().map(|(column, text)| (*column, (*text).to_owned())).collect()
}

/// Texts are read as HTML, in which braces are expressions.
fn markup(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('{', "&#123;")
        .replace('}', "&#125;")
        .replace('\n', "<br />")
}

/// What is carried along in a text, and shown to nobody.
fn comment(carried: &str) -> String {
    format!("<!-- VERBOND: {} -->", markup(carried))
}

impl<'a> Writer<'a> {
    fn new(form: &'a Form<'a>) -> Self {
        let codes = form.instrument.names_in(Program::LimeSurvey).and(form.formulas.all_names());
        let arrays = form.tables();
        let codes = codes.and(arrays.values().map(String::as_str));
        Self { form, codes, arrays }
    }

    fn script(&self) -> Script<'_> {
        Script { form: self.form, codes: &self.codes, arrays: &self.arrays }
    }

    /// Language tags as LimeSurvey has them: it knows no extensions. That of the measure is there in any case.
    fn tags(&self) -> Vec<(usize, String)> {
        let known = self.form.languages.iter().enumerate().filter(|(at, tag)| *at == 0 || !tag.contains("-x-"));
        let mut tags: Vec<(usize, String)> = Vec::new();
        for (at, tag) in known {
            let short = tag.split('-').next().filter(|short| *short != "und").unwrap_or("en").to_owned();
            if tags.iter().all(|(_, there)| *there != short) {
                tags.push((at, short));
            }
        }
        tags
    }

    fn rows(&self) -> Vec<Row> {
        let tags = self.tags();
        let additional: Vec<&str> = tags.iter().skip(1).map(|(_, tag)| tag.as_str()).collect();
        let mut rows = vec![
            row(&[("class", "S"), ("name", "language"), ("text", &tags[0].1)]),
            row(&[("class", "S"), ("name", "additional_languages"), ("text", &additional.join(" "))]),
            row(&[("class", "S"), ("name", "format"), ("text", "G")]),
        ];
        for (at, tag) in &tags {
            let title = &self.form.texts("title")[*at];
            rows.push(row(&[("class", "SL"), ("name", "surveyls_title"), ("text", &markup(title)), ("language", tag)]));
            let about = &self.form.texts("about")[*at];
            // What is carried along is carried once.
            let carried = comment(&self.form.head);
            let about = format!("{}{}", markup(about), if *at == 0 { carried } else { String::new() });
            rows.push(row(&[("class", "SL"), ("name", "surveyls_description"), ("text", &about), ("language", tag)]));
        }
        // The whole survey in one language, then in the next.
        for (at, tag) in &tags {
            rows.extend(self.survey(*at).into_iter().map(|mut row| {
                row.insert("language", tag.clone());
                row
            }));
        }
        rows
    }

    fn survey(&self, language: usize) -> Vec<Row> {
        let mut rows = vec![row(&[("id", "1"), ("class", "G"), ("type/scale", "G1"), ("name", "Case"), ("relevance", "1")])];
        rows.push(row(&[
            ("class", "Q"),
            ("type/scale", "S"),
            ("name", "case"),
            ("relevance", "1"),
            ("text", "Case code (no name)"),
            ("mandatory", "Y"),
        ]));
        rows.push(row(&[
            ("class", "Q"),
            ("type/scale", "N"),
            ("name", "occasion"),
            ("relevance", "1"),
            ("text", "Occasion"),
            ("num_value_int_only", "1"),
        ]));
        self.form.instrument.known.iter().for_each(|known| self.known(known, language, &mut rows));
        for (number, page) in (2..).zip(&self.form.pages) {
            let title = page.title.get(language).map_or(String::new(), |title| markup(title));
            let intro = page.intros.iter().filter_map(|intro| intro.get(language)).map(|text| format!("<p>{}</p>", markup(text)));
            let cells = [
                ("id", number.to_string()),
                ("class", "G".to_owned()),
                ("type/scale", format!("G{number}")),
                ("relevance", "1".to_owned()),
            ];
            let name = if title.is_empty() { format!("{number}") } else { title };
            rows.push(cells.into_iter().chain([("name", name), ("text", intro.collect())]).collect());
            let first = rows.len();
            self.questions(page, language, &mut rows);
            // Questions of one random group change places with one another.
            for row in rows[first..].iter_mut().filter(|row| page.is_random && row.get("class").is_some_and(|of| of == "Q")) {
                row.insert("random_group", format!("page{number}"));
            }
        }
        let number = (self.form.pages.len() + 2).to_string();
        let group = format!("G{number}");
        rows.push(row(&[("id", &number), ("class", "G"), ("type/scale", &group), ("name", "Scores"), ("relevance", "1")]));
        let computed = self.form.computations(&self.script(), "''");
        for of in computed.into_iter().chain(self.form.informant_field()) {
            let text = format!("{{{}}}", of.expression);
            let code = self.codes.of(&of.name);
            rows.push(row(&[
                ("class", "Q"),
                ("type/scale", "*"),
                ("name", code),
                ("relevance", "1"),
                ("text", &text),
                ("help", &format!("{}{}", markup(&of.label), comment(&format!("statement {}", of.statement)))),
                ("hidden", "1"),
            ]));
        }
        // A question has one number in all languages.
        let mut number = 0;
        for row in rows.iter_mut().filter(|row| row.get("class").is_some_and(|class| class == "Q")) {
            number += 1;
            row.insert("id", number.to_string());
        }
        rows
    }

    fn marked(&self, texts: &[String], language: usize) -> String {
        texts.get(language).map_or(String::new(), |text| markup(text))
    }

    /// The answers that a scale has.
    fn points(&self, at: ScaleIx, language: usize) -> Vec<Row> {
        let (scale, codes) = (&self.form.instrument.scales[at], &self.form.codes);
        let answer = |own: &str, code: &str| {
            let label = self.marked(&self.form.texts(&format!("scale {} {own}", scale.name)), language);
            let label = if label.is_empty() { own.to_owned() } else { label };
            row(&[("class", "A"), ("type/scale", "0"), ("name", code), ("text", &label)])
        };
        let points = scale.points().unwrap_or_default().iter().map(|point| answer(&point.code(), &codes.point(at, point.code())));
        points.chain(scale.none.as_ref().map(|_| answer(NONE, codes.none(at)))).collect()
    }

    fn question(&self, question: &Question, language: usize, rows: &mut Vec<Row>) {
        let instrument = self.form.instrument;
        let item = &instrument.items[question.item];
        let mut answers: Vec<Row> = Vec::new();
        let mut cells = match &item.kind {
            Kind::Scale(at) => {
                let scale = &instrument.scales[*at];
                match &scale.steps {
                    ScaleSteps::Points(_) => {
                        answers = self.points(*at, language);
                        row(&[("class", "Q"), ("type/scale", "L")])
                    }
                    ScaleSteps::Line { min, max, step } => numeric(*min, *max, step.fract() == 0.0),
                }
            }
            Kind::Whole(low, high) => numeric(*low, *high, true),
            Kind::Decimal(low, high) => numeric(*low, *high, false),
            Kind::Text(most) => row(&[("class", "Q"), ("type/scale", "T"), ("maximum_chars", &most.to_string())]),
            Kind::Date => row(&[("class", "Q"), ("type/scale", "D")]),
            // Its dates keep a day with every time, so that a time is a short text.
            Kind::Time => row(&[("class", "Q"), ("type/scale", "S"), ("validation", "/^([01][0-9]|2[0-3]):[0-5][0-9]$/")]),
            Kind::Choices(choices, or_none) => {
                let names = choices_in_limesurvey(choices);
                let code = |choice| code_of(self.form, &names, question.item, choice);
                for choice in choices {
                    let label = self.marked(&self.form.texts(&format!("item {} choice {}", item.name, choice.name)), language);
                    answers.push(row(&[
                        ("class", "SQ"),
                        ("type/scale", "0"),
                        ("name", code(choice)),
                        ("relevance", "1"),
                        ("text", &label),
                    ]));
                }
                if *or_none {
                    let label = self.marked(&self.form.none_of_these(), language);
                    let cells = [("class", "SQ"), ("type/scale", "0"), ("name", NONE), ("relevance", "1"), ("text", &label)];
                    answers.push(row(&cells));
                }
                row(&[("class", "Q"), ("type/scale", "M")])
            }
        };
        let relevance = question.asked.as_ref().map_or("1".to_owned(), |asked| test_in(&self.script(), asked));
        let ends = question.ends.get(language).map_or(String::new(), |(low, high)| markup(&format!("{low} … {high}")));
        let text = self.marked(&question.text, language);
        let mandatory = if item.optional { "N" } else { "Y" };
        cells.extend(row(&[
            ("name", self.codes.of(&item.name)),
            ("relevance", &relevance),
            ("text", &text),
            ("help", &format!("{ends}{}", self.carried(question.item))),
            ("mandatory", mandatory),
        ]));
        cells.extend(self.refused(&[question.item], language));
        rows.push(cells);
        rows.extend(answers);
    }

    /// What an answer must not bring about, and what is said where it does.
    fn refused(&self, items: &[ItemIx], language: usize) -> Row {
        let dialect = self.script();
        let refusals: Vec<&FormRefusal> = items.iter().flat_map(|item| self.form.refusals_at(*item)).collect();
        if refusals.is_empty() {
            return Row::new();
        }
        let demands = refusals.iter().map(|refusal| format!("({})", test_in(&dialect, &refusal.refused.clone().turned())));
        let sentences = refusals.iter().filter_map(|refusal| refusal.sentence.get(language)).map(|sentence| markup(sentence));
        let (demands, sentences): (Vec<String>, Vec<String>) = (demands.collect(), sentences.collect());
        row(&[("em_validation_q", &demands.join(" and ")), ("em_validation_q_tip", &sentences.join(" "))])
    }

    /// What the language says of an item and a question has no place for, so that it comes back as it was.
    fn carried(&self, at: ItemIx) -> String {
        let item = &self.form.instrument.items[at];
        let mut lines = vec![format!("item {}", item.name), format!("flags {}", self.form.flags(at))];
        if let Some(choices) = item.kind.choices() {
            let names: Vec<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
            lines.push(format!("choices {}", names.join(", ")));
        }
        if let Some(scale) = item.kind.scale()
            && let ScaleSteps::Line { step, .. } = self.form.instrument.scales[scale].steps
        {
            lines.push(format!("step {step}"));
        }
        if matches!(item.kind, Kind::Time) {
            lines.push("kind time".to_owned());
        }
        comment(&lines.join("\n"))
    }

    fn diagnostics(&self) -> Vec<crate::source::Diagnostic> {
        let mut diagnostics = self.form.diagnostics();
        diagnostics.extend(self.form.cut_grids());
        diagnostics.extend(self.form.without_media(|_| true));
        diagnostics.extend(renamed(&self.codes, "LimeSurvey", self.form.instrument.names()));
        let sets = self.form.instrument.items.iter_enumerated().filter_map(|(at, item)| Some((at, item, item.kind.choices()?)));
        let choices = sets.flat_map(|(at, item, choices)| {
            let codes = choices_in_limesurvey(choices);
            let is_own = |choice: &&Choice| self.form.codes.choice(at, &choice.name).is_none();
            let otherwise = choices.iter().filter(is_own).filter(|choice| codes.of(&choice.name) != choice.name);
            otherwise.map(|choice| format!("{} of {} is {}", choice.name, item.name, codes.of(&choice.name))).collect::<Vec<_>>()
        });
        diagnostics.extend(told_renamed("LimeSurvey", &choices.collect::<Vec<_>>()));
        let there: Vec<usize> = self.tags().into_iter().map(|(at, _)| at).collect();
        let left: Vec<&str> =
            self.form.languages.iter().enumerate().filter(|(at, _)| !there.contains(at)).map(|(_, tag)| tag.as_str()).collect();
        if !left.is_empty() {
            diagnostics.push(unsaid("it has one form of a language only", format!("left out: {}", left.join(", "))));
        }
        for (at, scale) in self.form.instrument.scales.iter_enumerated() {
            let is_own = |point: &&Point| self.form.codes.point(at, point.code()) == point.code();
            let is_changed =
                |point: &&Point| is_own(point) && (point.value < 0.0 || point.code().len() > CODE || point.value.fract() != 0.0);
            let changed: Vec<_> = scale.points().unwrap_or_default().iter().filter(is_changed).map(Point::code).collect();
            if !changed.is_empty() {
                let message = format!(
                    "the code of an answer has {CODE} letters or digits at the most, and `{}` has {}",
                    scale.name,
                    changed.join(", ")
                );
                diagnostics
                    .push(unsaid(message, "its import will change the code, and the scores with it; use another exporter"));
            }
            if matches!(scale.steps, ScaleSteps::Line { .. }) {
                diagnostics.push(unsaid(
                    format!("the line `{}` is asked as a number", scale.name),
                    "its ends stand in the help of the question",
                ));
            }
        }
        diagnostics
    }
}

/// The code of a choice: as it was in the form that it came in from, or what LimeSurvey calls it.
fn code_of<'c>(form: &'c Form<'_>, names: &'c Identifiers, item: ItemIx, choice: &'c Choice) -> &'c str {
    form.codes.choice(item, &choice.name).unwrap_or_else(|| names.of(&choice.name))
}

fn numeric(low: f64, high: f64, whole: bool) -> Row {
    let (low, high) = (low.to_string(), high.to_string());
    row(&[
        ("class", "Q"),
        ("type/scale", "N"),
        ("min_num_value_n", &low),
        ("max_num_value_n", &high),
        ("num_value_int_only", if whole { "1" } else { "0" }),
    ])
}
