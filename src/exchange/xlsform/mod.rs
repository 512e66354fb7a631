//! XLSForm: a spreadsheet that ODK, KoboToolbox and SurveyCTO turn into a form. See
//! <https://xlsform.org/en/ref-table/>.

mod dialect;
mod sheet;

use super::exported::{ExportError, Exported, renamed};
use super::form::{Form, FormPage, Question, begins_tag};
use super::formula::test_in;
use super::statements;
use crate::instrument::{Identifiers, Instrument, Item, ItemIx, Kind, KnownKind, Program, ScaleSteps, picture_path};
pub(super) use dialect::NONE;
use dialect::XPath;
use sheet::Sheet;

/// The column in which a form carries what the language says of a row; other programs pass it over.
pub(super) const STATEMENT: &str = "verbond";

/// The column in which a form carries what pictures show, in each language; other programs pass it over.
pub(super) const ALT: &str = "verbond_alt";

/// The columns of pictures and sounds.
const PICTURE: &str = "media::image";
const SOUND: &str = "media::audio";
const FILES: &str = "a form names its pictures and sounds, and does not hold them; what they show (`alt`) is carried along, and read by nobody there";

/// A form as a workbook.
///
/// # Errors
/// Where a text is longer than a cell can hold.
pub fn xlsform(form: &Form<'_>) -> Result<Exported, ExportError> {
    let fields = form.instrument.names_in(Program::XlsForm).and(form.formulas.all_names());
    let writer = Writer { form, names: form.languages.iter().map(|tag| language_name(tag)).collect(), fields };
    let sheets = [writer.survey(), writer.choices(), writer.settings()];
    let bytes = Sheet::workbook(&sheets).map_err(|error| ExportError(error.to_string()))?;
    Ok(Exported {
        bytes,
        diagnostics: form
            .diagnostics()
            .into_iter()
            .chain(form.without_random_order())
            .chain(form.with_files(FILES, |path| !is_of_member(form.instrument, path)))
            .chain(form.without_media(|path| is_of_member(form.instrument, path)))
            .chain(renamed(&writer.fields, "pyxform", form.instrument.names()))
            .chain(
                form.read_otherwise("`${` in a text shows an answer there, and stands as `$ {`", "", |text| text.contains("${")),
            )
            .chain(form.read_otherwise(
                "ODK Collect and others show marks of style in a text (`<b>`, `*…*`, `_…_`, `#`) as style",
                "look at these texts in the form",
                is_styled,
            ))
            .collect(),
    })
}

struct Writer<'a> {
    form: &'a Form<'a>,
    /// Languages as headers name them.
    names: Vec<String>,
    /// What fields are called.
    fields: Identifiers,
}

/// A language as XLSForm names it: a name that people read, and its tag in brackets.
fn language_name(tag: &str) -> String {
    format!("{tag} ({})", tag.split('-').next().unwrap_or(tag))
}

impl Writer<'_> {
    fn instrument(&self) -> &Instrument {
        self.form.instrument
    }

    /// A column for each language.
    fn in_each_language(&self, column: &str) -> Vec<String> {
        self.names.iter().map(|name| format!("{column}::{name}")).collect()
    }

    /// A text in each language, as cells.
    fn cells(&self, column: &str, texts: &[String]) -> Vec<(String, String)> {
        // A form reads ${…} in a text as a field.
        self.in_each_language(column).into_iter().zip(texts.iter().map(|text| text.replace("${", "$ {"))).collect()
    }

    /// Columns for pictures and sounds in each language, where the measure has any.
    fn media_columns(&self) -> Vec<String> {
        if self.instrument().media.is_empty() {
            return vec![];
        }
        let files = [PICTURE, SOUND].into_iter().flat_map(|column| self.in_each_language(column));
        files.chain(Some(ALT.to_owned())).collect()
    }

    /// The picture and the sound beside the text of a path, as cells.
    fn beside(&self, path: &str) -> Vec<(String, String)> {
        let pictures = self.form.pictures(path).map(|files| self.cells(PICTURE, &files));
        let sounds = self.form.sounds(path).map(|files| self.cells(SOUND, &files));
        let alt = self.form.texts(&picture_path(path));
        let is_said = alt.iter().any(|text| !text.is_empty());
        let alt = is_said.then(|| vec![(ALT.to_owned(), statements::in_languages(&alt))]);
        pictures.into_iter().chain(sounds).chain(alt).flatten().collect()
    }

    fn survey(&self) -> Sheet {
        let labels = self.in_each_language("label");
        let hints = self.in_each_language("hint");
        let refusals = self.in_each_language("constraint_message");
        let fixed = ["required", "relevant", "constraint", "calculation", "parameters", "appearance", STATEMENT];
        let columns = ["type", "name"].map(str::to_owned).into_iter().chain(labels).chain(hints).chain(self.media_columns());
        let mut sheet = Sheet::new("survey", columns.chain(refusals).chain(fixed.map(str::to_owned)).collect());
        self.identity(&mut sheet);
        for (number, page) in (1..).zip(&self.form.pages) {
            self.page(&mut sheet, number, page);
        }
        self.computed(&mut sheet);
        sheet
    }

    /// Which case, when and by whom, under the names that `verbond score` knows.
    fn identity(&self, sheet: &mut Sheet) {
        let informant = format!("'{}'", self.form.informant_name());
        sheet.row(&[("type", "today"), ("name", "date")]);
        sheet.row(&[("type", "calculate"), ("name", "informant"), ("calculation", &informant)]);
        let with_labels = |sheet: &mut Sheet, cells: &[(&str, &str)], labels: &[String]| {
            let labels = self.cells("label", labels);
            let labels = labels.iter().map(|(name, text)| (name.as_str(), text.as_str()));
            sheet.row(&cells.iter().copied().chain(labels).collect::<Vec<_>>());
        };
        let with_label = |sheet: &mut Sheet, cells: &[(&str, &str)], label: &str| {
            with_labels(sheet, cells, &vec![label.to_owned(); self.names.len()]);
        };
        with_label(sheet, &[("type", "text"), ("name", "case"), ("required", "yes")], "Case code (no name)");
        with_label(sheet, &[("type", "integer"), ("name", "occasion"), ("constraint", ". >= 1")], "Occasion");
        for known in &self.instrument().known {
            let (kind, constraint) = match &known.kind {
                KnownKind::Whole(low, high) => ("integer".to_owned(), limits(*low, *high)),
                KnownKind::Decimal(low, high) => ("decimal".to_owned(), limits(*low, *high)),
                KnownKind::Date => ("date".to_owned(), String::new()),
                KnownKind::OneOf(_) => (format!("select_one {}", list_of_known(&known.name)), String::new()),
            };
            let statement = statements::known(known);
            let cells = [
                ("type", kind.as_str()),
                ("name", self.fields.of(&known.name)),
                ("constraint", &constraint),
                (STATEMENT, &statement),
            ];
            with_labels(sheet, &cells, &self.form.texts(&known.text_path()));
        }
    }

    fn page(&self, sheet: &mut Sheet, number: usize, page: &FormPage) {
        let name = format!("page_{number}");
        let group = !page.title.is_empty();
        if group {
            let labels = self.cells("label", &page.title);
            let cells = [("type", "begin_group"), ("name", name.as_str()), ("appearance", "field-list")];
            sheet.row(&with(&cells, &labels));
        }
        for (at, intro) in (1..).zip(&page.intros) {
            let mut labels = self.cells("label", intro);
            labels.extend(page.intro_path.iter().filter(|_| at == 1).flat_map(|path| self.beside(path)));
            sheet.row(&with(&[("type", "note"), ("name", &format!("{name}_intro_{at}"))], &labels));
        }
        for (at, questions) in (1..).zip(self.form.in_grids(page)) {
            let is_grid = questions.len() > 1;
            let name = format!("{name}_grid_{at}");
            if is_grid {
                sheet.row(&[("type", "begin_group"), ("name", &name), ("appearance", "table-list")]);
            }
            questions.iter().for_each(|question| self.question(sheet, question));
            if is_grid {
                sheet.row(&[("type", "end_group"), ("name", &name)]);
            }
        }
        if group {
            sheet.row(&[("type", "end_group"), ("name", &name)]);
        }
    }

    fn question(&self, sheet: &mut Sheet, question: &Question) {
        let item = &self.instrument().items[question.item];
        let (kind, constraint, parameters) = self.kind(question.item, item);
        let mut cells = self.cells("label", &question.text);
        cells.extend(self.beside(&self.form.path_of(question.item)));
        let ends: Vec<String> = question.ends.iter().map(|(low, high)| format!("{low} … {high}")).collect();
        cells.extend(self.cells("hint", &ends));
        let relevant = question.asked.as_ref().map_or(String::new(), |asked| test_in(&self.dialect(), asked));
        let statement = statements::item(item, (self.fields.of(&item.name), &[]), self.form.flags(question.item));
        let (constraint, sentences) = self.refused(question.item, &constraint);
        cells.extend(self.cells("constraint_message", &sentences));
        let fixed = [
            ("type", kind.as_str()),
            ("name", self.fields.of(&item.name)),
            ("required", if item.optional { "" } else { "yes" }),
            ("relevant", &relevant),
            ("constraint", &constraint),
            ("parameters", &parameters),
            (STATEMENT, &statement),
        ];
        sheet.row(&with(&fixed, &cells));
    }

    /// A constraint with what is refused at an item, and what is said then, in each language.
    fn refused(&self, item: ItemIx, constraint: &str) -> (String, Vec<String>) {
        let dialect = XPath { judged: Some(item), ..self.dialect() };
        let mut demanded: Vec<String> = (!constraint.is_empty()).then(|| constraint.to_owned()).into_iter().collect();
        let mut sentences = vec![String::new(); self.names.len()];
        for refusal in self.form.refusals_at(item) {
            demanded.push(format!("not({})", test_in(&dialect, &refusal.refused)));
            for (all, sentence) in sentences.iter_mut().zip(&refusal.sentence) {
                all.push_str(if all.is_empty() { "" } else { " " });
                all.push_str(sentence);
            }
        }
        (demanded.join(" and "), sentences)
    }

    /// Type, constraint and parameters.
    fn kind(&self, at: ItemIx, item: &Item) -> (String, String, String) {
        let none = String::new;
        match &item.kind {
            Kind::Scale(scale) => match &self.instrument().scales[*scale].steps {
                ScaleSteps::Points(_) => (format!("select_one {}", self.instrument().scales[*scale].name), none(), none()),
                ScaleSteps::Line { min, max, step } => ("range".to_owned(), none(), format!("start={min} end={max} step={step}")),
            },
            Kind::Whole(low, high) => ("integer".to_owned(), limits(*low, *high), none()),
            Kind::Decimal(low, high) => ("decimal".to_owned(), limits(*low, *high), none()),
            Kind::Text(most) => ("text".to_owned(), format!("string-length(.) <= {most}"), none()),
            Kind::Date => ("date".to_owned(), none(), none()),
            Kind::Time => ("time".to_owned(), none(), none()),
            Kind::Choices(..) => (format!("select_multiple {}", list_of_choices(self.instrument(), at)), none(), none()),
        }
    }

    fn dialect(&self) -> XPath<'_> {
        XPath { form: self.form, names: &self.fields, judged: None }
    }

    fn computed(&self, sheet: &mut Sheet) {
        for of in self.form.computations(&self.dialect(), "''") {
            let cells = [
                ("type", "calculate"),
                ("name", self.fields.of(&of.name)),
                ("calculation", &of.expression),
                (STATEMENT, &of.statement),
            ];
            sheet.row(&cells);
        }
    }

    fn choices(&self) -> Sheet {
        let columns = ["list_name", "name"].map(str::to_owned).into_iter().chain(self.in_each_language("label"));
        let mut sheet = Sheet::new("choices", columns.chain(self.media_columns()).collect());
        let mut row = |list: &str, name: &str, path: &str, texts: &[String]| {
            let mut cells = self.cells("label", texts);
            cells.extend(self.beside(path));
            sheet.row(&with(&[("list_name", list), ("name", name)], &cells));
        };
        let instrument = self.instrument();
        for (at, scale) in instrument.scales.iter_enumerated() {
            if let ScaleSteps::Points(points) = &scale.steps {
                for point in points {
                    let name = point.code();
                    let path = format!("scale {} {name}", scale.name);
                    row(&scale.name, &self.form.codes.point(at, point.code()), &path, &or_name(self.form.texts(&path), &name));
                }
                if scale.none.is_some() {
                    let path = format!("scale {} none", scale.name);
                    row(&scale.name, self.form.codes.none(at), &path, &self.form.texts(&path));
                }
            }
        }
        for (at, item) in instrument.items.iter_enumerated() {
            if let Kind::Choices(choices, or_none) = &item.kind {
                for choice in choices {
                    let path = format!("item {} choice {}", item.name, choice.name);
                    let code = self.form.choice_code(at, choice);
                    row(&list_of_choices(instrument, at), code, &path, &or_name(self.form.texts(&path), &choice.name));
                }
                if *or_none {
                    row(&list_of_choices(instrument, at), NONE, "", &self.form.none_of_these());
                }
            }
        }
        for known in &instrument.known {
            if let KnownKind::OneOf(words) = &known.kind {
                for word in words {
                    let path = known.word_path(word);
                    row(&list_of_known(&known.name), word, &path, &self.form.texts(&path));
                }
            }
        }
        sheet
    }

    fn settings(&self) -> Sheet {
        let instrument = self.instrument();
        let columns = ["form_title", "form_id", "version", "default_language", STATEMENT];
        let mut sheet = Sheet::new("settings", columns.map(str::to_owned).to_vec());
        let id = instrument.id.replace('-', "_");
        sheet.row(&[
            ("form_title", &instrument.title),
            ("form_id", &id),
            ("version", &instrument.version.to_string()),
            ("default_language", &self.names[0]),
            (STATEMENT, &self.form.head),
        ]);
        sheet
    }
}

/// Whether ODK shows a part of a text in another style: tags, and the marks of Markdown that it knows. See
/// <https://docs.getodk.org/form-styling/>.
fn is_styled(text: &str) -> bool {
    let is_marked = |mark: char| {
        let begins = |at: usize| {
            let rest = &text[at + mark.len_utf8()..];
            text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric() && before != mark)
                && rest.starts_with(|first: char| !first.is_whitespace() && first != mark)
                && rest.find(mark).is_some_and(|end| !rest[..end].ends_with(char::is_whitespace))
        };
        text.match_indices(mark).any(|(at, _)| begins(at))
    };
    let holds_tag = text.match_indices('<').any(|(at, _)| begins_tag(&text[at + 1..]));
    holds_tag || text.lines().any(|line| line.starts_with('#')) || is_marked('*') || text.contains("**") || is_marked('_')
}

/// Whether a path is that of a member of what ranks or shares out, of which forms make a question.
fn is_of_member(instrument: &Instrument, path: &str) -> bool {
    let of = |name: &str| instrument.allotment(name).is_some();
    matches!(path.split(' ').collect::<Vec<_>>()[..], ["item", name, "choice", ..] if of(name))
}

/// Cells that are always there, and those of languages.
fn with<'c>(fixed: &[(&'c str, &'c str)], more: &'c [(String, String)]) -> Vec<(&'c str, &'c str)> {
    fixed.iter().copied().chain(more.iter().map(|(name, text)| (name.as_str(), text.as_str()))).collect()
}

fn or_name(texts: Vec<String>, name: &str) -> Vec<String> {
    texts.into_iter().map(|text| if text.is_empty() { name.to_owned() } else { text }).collect()
}

fn limits(low: f64, high: f64) -> String {
    format!(". >= {low} and . <= {high}")
}

fn list_of_known(name: &str) -> String {
    format!("known_{name}")
}

fn list_of_choices(instrument: &Instrument, item: ItemIx) -> String {
    format!("choices_{}", instrument.items[item].name)
}
