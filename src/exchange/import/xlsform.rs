use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::expression::{Field, translated};
use super::names::{Names, id_of, version_of};
use super::sketch::{Computed, ItemSketch, PageSketch, ScaleSketch, Sketch, few_languages, left_out};
use super::{ImportError, Imported, figure, unknown_head};
use crate::exchange::statements::{self, HELPER};
use crate::exchange::workbook::{Cells, Workbook, WorkbookError};
use crate::exchange::xlsform::{NONE, STATEMENT};

/// Limits of a number whose form has none.
const WITHIN: (f64, f64) = (0.0, 1_000_000.0);
/// Characters of a text whose form has no limit.
const TEXT: &str = "500";

/// A row of a sheet. All rows of it share the names of its columns.
#[derive(Clone, Debug, Default)]
struct Row {
    columns: Rc<HashMap<String, u32>>,
    cells: BTreeMap<u32, String>,
}

impl Row {
    fn get(&self, column: &str) -> Option<&String> {
        self.cells.get(self.columns.get(column)?)
    }
}

/// A measure out of an XLSForm.
///
/// # Errors
/// Where the workbook cannot be read or holds no questions that a measure can have.
pub fn from_xlsform(bytes: &[u8]) -> Result<Imported, ImportError> {
    let mut workbook = Workbook::open(bytes)?;
    let survey = rows(&mut workbook, "survey")?;
    let choices = rows_if_there(&mut workbook, "choices")?;
    let settings = rows_if_there(&mut workbook, "settings")?.into_iter().next().unwrap_or_default();
    let languages = languages(&survey, &settings);
    let mut sketch = Sketch { languages: languages.iter().map(|(_, tag)| tag.clone()).collect(), ..Sketch::default() };
    few_languages(&sketch.languages)?;
    sketch.pages.push(PageSketch::default());
    let mut lists: HashMap<String, Vec<Row>> = HashMap::new();
    for row in choices {
        if let Some(list) = row.get("list_name").or_else(|| row.get("list name")) {
            lists.entry(list.clone()).or_default().push(row);
        }
    }
    let mut reader = FormReader { languages, lists, names: Names::default(), fields: HashMap::new(), sketch, depth: vec![] };
    reader.settings(&settings);
    survey.iter().for_each(|row| reader.row(row));
    reader.conditions_and_scores(&survey);
    reader.sketch.assemble()
}

/// The rows of a sheet below its heading, which is the first that holds something.
fn rows(workbook: &mut Workbook, name: &str) -> Result<Vec<Row>, WorkbookError> {
    let mut lines = workbook.rows(name)?.into_iter().map(trimmed);
    let header = lines.next().unwrap_or_default();
    let columns: Rc<HashMap<String, u32>> = Rc::new(header.into_iter().map(|(at, name)| (name, at)).collect());
    Ok(lines.map(|cells| Row { columns: Rc::clone(&columns), cells }).collect())
}

fn rows_if_there(workbook: &mut Workbook, name: &str) -> Result<Vec<Row>, WorkbookError> {
    match rows(workbook, name) {
        Err(WorkbookError::NoSheet(_)) => Ok(vec![]),
        found => found,
    }
}

fn trimmed(cells: Cells) -> Cells {
    cells.into_iter().map(|(at, text)| (at, text.trim().to_owned())).collect()
}

impl From<WorkbookError> for ImportError {
    fn from(error: WorkbookError) -> Self {
        error.beyond_bounds().map_or_else(|error| Self::Unreadable(error.to_string()), Into::into)
    }
}

/// Columns of languages: what follows `label::`, and the tag of it.
fn languages(survey: &[Row], settings: &Row) -> Vec<(String, String)> {
    let mut found: Vec<String> = survey
        .first()
        .into_iter()
        .flat_map(|row| row.columns.keys())
        .filter_map(|column| column.strip_prefix("label::").or_else(|| column.strip_prefix("label:")))
        .map(|name| name.trim().to_owned())
        .collect();
    found.sort();
    let default = settings.get("default_language").cloned().unwrap_or_default();
    found.sort_by_key(|name| *name != default);
    if found.is_empty() {
        return vec![(String::new(), "en".to_owned())];
    }
    let tag = |name: &String| {
        let in_brackets = name.rsplit_once('(').map(|(_, rest)| rest.trim_end_matches(')').trim().to_owned());
        // Our own forms begin with the whole tag, and give its language in brackets.
        let first = name.split(' ').next().unwrap_or_default();
        let is_ours = in_brackets.as_ref().is_some_and(|short| first.split('-').next() == Some(short.as_str()));
        if is_ours { first.to_owned() } else { in_brackets.unwrap_or_else(|| "und".to_owned()) }
    };
    found.iter().map(|name| (name.clone(), tag(name))).collect()
}

struct FormReader {
    languages: Vec<(String, String)>,
    /// Choices, by the list that they are of.
    lists: HashMap<String, Vec<Row>>,
    names: Names,
    fields: HashMap<String, Field>,
    sketch: Sketch,
    /// Groups that are open: whether each became a page.
    depth: Vec<bool>,
}

impl FormReader {
    fn settings(&mut self, settings: &Row) {
        let get = |column: &str| settings.get(column).filter(|text| !text.is_empty()).cloned();
        let title = get("form_title").unwrap_or_else(|| "Untitled".to_owned());
        self.sketch.id = id_of(&get("form_id").unwrap_or_else(|| title.clone()));
        self.sketch.version = version_of(&get("version").unwrap_or_default());
        self.sketch.title = vec![title];
        self.sketch.head = match get(STATEMENT) {
            Some(statements) => statements.lines().map(str::to_owned).collect(),
            None => {
                let mut head = unknown_head("an XLSForm");
                head.push(format!("language {}", self.languages[0].1));
                head
            }
        };
    }

    /// A text in each language.
    fn texts(&self, row: &Row, column: &str) -> Vec<String> {
        let of = |(name, _): &(String, String)| {
            let columns = [format!("{column}::{name}"), format!("{column}:{name}"), column.to_owned()];
            columns.iter().find_map(|column| row.get(column)).cloned().unwrap_or_default()
        };
        let texts: Vec<String> = self.languages.iter().map(of).collect();
        if texts.iter().all(String::is_empty) { vec![] } else { texts }
    }

    fn page(&mut self) -> &mut PageSketch {
        if self.sketch.pages.is_empty() {
            self.sketch.pages.push(PageSketch::default());
        }
        let last = self.sketch.pages.len() - 1;
        &mut self.sketch.pages[last]
    }

    fn row(&mut self, row: &Row) {
        let get = |column: &str| row.get(column).map(String::as_str).unwrap_or_default();
        let (kind, name, statement) = (get("type"), get("name"), get(STATEMENT));
        let (word, list) = kind.split_once(char::is_whitespace).map_or((kind, ""), |(word, list)| (word, list.trim()));
        match word {
            "" => {}
            "begin_group" | "begin" if list != "repeat" => self.begin(row),
            "end_group" | "end" => {
                if self.depth.pop() == Some(true) {
                    self.sketch.pages.push(PageSketch::default());
                }
            }
            "note" => self.note(row, name),
            "calculate" | "today" | "start" | "end_time" | "deviceid" | "username" => {
                if name == "informant" {
                    self.sketch.informant =
                        Some(get("calculation").trim_matches(['\'', '"']).to_owned()).filter(|name| !name.is_empty());
                }
            }
            _ if ["case", "occasion", "date", "language"].contains(&name) => {}
            _ if statement.starts_with("known ") => self.known(statement, name, kind),
            "select_one" | "select_multiple" | "integer" | "decimal" | "range" | "text" | "date" | "time" => {
                self.question(row, word, list)
            }
            other => {
                let message = format!("`{name}` is of the type `{other}`, which no item of a measure is");
                self.sketch.diagnostics.push(left_out(message, "it was left out"));
            }
        }
    }

    fn begin(&mut self, row: &Row) {
        let title = self.texts(row, "label");
        let is_page = !title.is_empty() && !self.depth.contains(&true);
        if is_page {
            self.sketch.pages.push(PageSketch { title, ..PageSketch::default() });
        } else if !title.is_empty() {
            let message = format!("the group \"{}\" stands inside another, and pages do not", title[0]);
            self.sketch.diagnostics.push(left_out(message, "its questions stand on the page around it"));
        }
        self.depth.push(is_page);
    }

    fn note(&mut self, row: &Row, name: &str) {
        let text = self.texts(row, "label");
        let page = self.page();
        if page.items.is_empty() && page.intro.is_empty() && !text.is_empty() {
            page.intro = text;
        } else {
            let message = format!("the note `{name}` stands among questions, and a measure has texts before them only");
            self.sketch.diagnostics.push(left_out(message, "it was left out"));
        }
    }

    fn known(&mut self, statement: &str, name: &str, kind: &str) {
        self.sketch.known.extend(statements::known_entry(statement));
        let own = self.names.give(name);
        let field = if kind.starts_with("select") { Field::Words(own) } else { Field::Number(own) };
        self.fields.insert(name.to_owned(), field);
    }

    fn question(&mut self, row: &Row, word: &str, list: &str) {
        if !self.sketch.room.question() {
            return;
        }
        let get = |column: &str| row.get(column).map(String::as_str).unwrap_or_default();
        let form_name = get("name");
        let name = self.names.give(form_name);
        let mut text = self.texts(row, "label");
        if text.is_empty() {
            text = vec![form_name.to_owned(); self.languages.len()];
        }
        let mut item = ItemSketch { name: name.clone(), text, ..ItemSketch::default() };
        let field = match word {
            "select_one" => self.select_one(&mut item, list),
            "select_multiple" => self.select_multiple(&mut item, list),
            "range" => {
                let parameter = |key: &str| {
                    let found = get("parameters")
                        .split_whitespace()
                        .find_map(|part| part.strip_prefix(key)?.strip_prefix('=').map(str::to_owned));
                    found.and_then(|text| figure(&text))
                };
                let line =
                    (parameter("start").unwrap_or(0.0), parameter("end").unwrap_or(10.0), parameter("step").unwrap_or(1.0));
                let scale = ScaleSketch { name: String::new(), points: vec![], none: None, line: Some(line) };
                item.kind = format!("on {}", self.sketch.scale("line", scale));
                let hints = self.texts(row, "hint");
                item.ends = hints
                    .iter()
                    .filter_map(|hint| hint.split_once(" … "))
                    .map(|(low, high)| (low.to_owned(), high.to_owned()))
                    .collect();
                Field::Number(name.clone())
            }
            "integer" | "decimal" => {
                let (low, high) = self.limits(get("constraint"), form_name);
                item.kind = format!("as {} {low} to {high}", if word == "integer" { "whole" } else { "decimal" });
                Field::Number(name.clone())
            }
            "date" | "time" => {
                item.kind = format!("as {word}");
                Field::Text(name.clone())
            }
            _ => {
                let most = get("constraint").split("string-length(.) <=").nth(1).and_then(figure).map(|most| most.to_string());
                item.kind = format!("as text up to {}", most.unwrap_or_else(|| TEXT.to_owned()));
                Field::Text(name.clone())
            }
        };
        let statement = get(STATEMENT);
        let is_required = ["yes", "true", "true()"].contains(&get("required"));
        let (flags, asked) = statements::flags_and_asked(statement);
        item.flags = if statement.is_empty() && !is_required { "optional".to_owned() } else { flags };
        item.asked = asked;
        self.fields.insert(form_name.to_owned(), field);
        self.page().items.push(item);
    }

    /// The rows of a list of choices.
    fn listed(&mut self, list: &str) -> Vec<(String, Vec<String>)> {
        let rows = self.lists.get(list).map(Vec::as_slice).unwrap_or_default();
        let rows = &rows[..self.sketch.room.choices(rows.len(), self.languages.len())];
        rows.iter().map(|row| (row.get("name").cloned().unwrap_or_default(), self.texts(row, "label"))).collect()
    }

    fn select_one(&mut self, item: &mut ItemSketch, list: &str) -> Field {
        let rows = self.listed(list);
        let is_numbered = rows.iter().all(|(code, _)| code == NONE || figure(code).is_some());
        let mut numbers: HashMap<String, f64> = HashMap::new();
        let (mut points, mut none) = (Vec::new(), None);
        for (at, (code, label)) in rows.into_iter().enumerate() {
            let label = if label.is_empty() { vec![code.clone(); self.languages.len()] } else { label };
            if code == NONE {
                none = Some(label);
                continue;
            }
            let value = figure(&code).filter(|_| is_numbered).unwrap_or(at as f64 + 1.0);
            numbers.insert(code, value);
            points.push((value, label));
        }
        points.sort_by(|one, other| one.0.total_cmp(&other.0));
        if !is_numbered {
            let mut codes: Vec<String> = numbers.iter().map(|(code, number)| format!("{code} is {number}")).collect();
            codes.sort();
            let message = format!("the codes of the list `{list}` are no numbers, and the points of a scale are");
            self.sketch.diagnostics.push(left_out(message, codes.join(", ")));
        }
        let name = Names::default().give(list);
        let scale = self.sketch.scale(&name, ScaleSketch { name: String::new(), points, none, line: None });
        item.kind = format!("on {scale}");
        Field::Coded(item.name.clone(), numbers)
    }

    fn select_multiple(&mut self, item: &mut ItemSketch, list: &str) -> Field {
        let mut names = Names::default();
        let mut codes = HashMap::new();
        for (code, label) in self.listed(list) {
            let name = names.give(&code);
            item.choices.push((name.clone(), if label.is_empty() { vec![code.clone(); self.languages.len()] } else { label }));
            codes.insert(code, name);
        }
        let choices: Vec<&str> = item.choices.iter().map(|(name, _)| name.as_str()).collect();
        item.kind = format!("as choices {}", choices.join(", "));
        Field::Choices(item.name.clone(), codes)
    }

    /// The limits of a number: `. >= 0 and . <= 10`.
    fn limits(&mut self, constraint: &str, name: &str) -> (f64, f64) {
        let bound = |sign: &str| constraint.split(sign).nth(1).and_then(|rest| figure(rest.split_whitespace().next()?));
        let (low, high) = (bound(">="), bound("<="));
        if low.is_none() || high.is_none() {
            let message = format!("the number `{name}` has no limits that were understood, and every number of a measure has");
            let help = format!("it was given {} to {}; narrow it", low.unwrap_or(WITHIN.0), high.unwrap_or(WITHIN.1));
            self.sketch.diagnostics.push(left_out(message, help));
        }
        (low.unwrap_or(WITHIN.0), high.unwrap_or(WITHIN.1))
    }

    /// What looks at other fields is read once all of them are known.
    fn conditions_and_scores(&mut self, survey: &[Row]) {
        for row in survey {
            let get = |column: &str| row.get(column).map(String::as_str).unwrap_or_default();
            let (name, statement, relevant) = (get("name"), get(STATEMENT), get("relevant"));
            if get("type") == "calculate" && name != "informant" {
                self.calculate(row, name, statement, get("calculation"));
            } else if !relevant.is_empty() && statement.is_empty() {
                self.relevant(name, relevant);
            }
        }
    }

    fn relevant(&mut self, name: &str, relevant: &str) {
        let own = self.fields.get(name).map(|field| field.name().to_owned());
        match (translated(relevant, &self.fields), own) {
            (Some(asked), Some(own)) => {
                if let Some(item) = self.sketch.items().find(|item| item.name == own) {
                    item.asked = Some(asked);
                }
            }
            _ => self.sketch.not_understood(name, relevant),
        }
    }

    fn calculate(&mut self, row: &Row, name: &str, statement: &str, calculation: &str) {
        if statement == HELPER {
            return;
        }
        let place = format!("the calculation of `{name}`");
        if !statement.is_empty() {
            self.sketch.computed.push(Computed { place, statement: statement.to_owned() });
            return;
        }
        match translated(calculation, &self.fields) {
            Some(expression) => {
                let own = self.names.give(name);
                let label = self.texts(row, "label").first().cloned().unwrap_or_else(|| name.to_owned());
                let statement = format!("score {own} {} = {expression}", crate::exchange::wording::quoted(&label));
                self.fields.insert(name.to_owned(), Field::Number(own));
                self.sketch.computed.push(Computed { place, statement });
            }
            None => {
                let message = format!("{place} (`{calculation}`) was not understood");
                self.sketch.diagnostics.push(left_out(message, "write the score by hand"));
            }
        }
    }
}
