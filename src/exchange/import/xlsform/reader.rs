use std::collections::HashMap;

use super::super::carried::CarriedHead;
use super::super::expression::{Field, Meaning, foreign};
use super::super::losses::computed_only_when;
use super::super::names::{Names, id_of, version_of};
use super::super::options::{Choice, List};
use super::super::shown::TextWhen;
use super::super::sketch::{
    Calculation, Computed, ConditionSketch, ConstraintSketch, ItemSketch, KindSketch, PageSketch, ScaleSketch, Sketch,
};
use super::super::unknown_head;
use super::columns::{FormLanguage, Row};
use super::limits::{Limits, line_of};
use super::types::RowType;
use super::wording::MARKS;
use crate::exchange::statements::{self, CarriedItem, HELPER};
use crate::exchange::xlsform::STATEMENT;
use crate::instrument::in_form::note_of_name;
use crate::syntax::limits::ITEMS;

/// Reads the rows of the sheet `survey`.
pub(super) struct FormReader {
    pub(super) languages: Vec<FormLanguage>,
    pub(super) lists: HashMap<String, Vec<Row>>,
    /// Whether the form is one of ours, which carries statements of the language.
    is_ours: bool,
    names: Names,
    pub(super) fields: HashMap<String, Field>,
    pub(super) sketch: Sketch,
    conditions: Vec<ConditionSketch>,
    calculations: Vec<Calculation>,
    constraints: Vec<ConstraintSketch>,
    pub(super) open: Vec<Group>,
    looped: Option<Loop>,
    /// The table whose rows follow the row of its heading.
    pub(super) headed: Option<usize>,
}

/// The list of the rows of a table of KoboToolbox (`begin_kobomatrix`).
const KOBO_ROWS: &str = "kobo__matrix_list";

/// A group that is open.
pub(super) struct Group {
    is_page: bool,
    /// When it is shown, by the place of its condition.
    pub(super) condition: Option<usize>,
    /// The table that its questions are rows of.
    grid: Option<usize>,
}

/// A loop that is open: its questions are asked for each choice of a list.
struct Loop {
    list: String,
    rows: Vec<Row>,
    /// Groups that are open in it.
    depth: usize,
}

impl FormReader {
    pub(super) fn new(languages: Vec<FormLanguage>, lists: HashMap<String, Vec<Row>>, settings: &Row) -> Self {
        let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
        let title = or(settings.get("form_title"), &or(settings.get("form_id"), "Untitled"));
        let mut sketch = Sketch {
            id: id_of(&or(settings.get("form_id"), &title)),
            version: version_of(settings.get("version")),
            languages: languages.iter().map(|language| language.tag.clone()).collect(),
            title: vec![title],
            head: unknown_head("an XLSForm", &languages[0].tag),
            pages: vec![PageSketch::default()],
            ..Sketch::default()
        };
        let carried = settings.get(STATEMENT);
        CarriedHead::read(carried).put_into(&mut sketch);
        Self {
            languages,
            lists,
            is_ours: !carried.is_empty(),
            names: Names::default(),
            fields: HashMap::new(),
            sketch,
            conditions: vec![],
            calculations: vec![],
            constraints: vec![],
            open: vec![],
            looped: None,
            headed: None,
        }
    }

    /// The measure, once all rows were read: what looks at other fields is said last.
    pub(super) fn finished(mut self) -> Sketch {
        let calculations = std::mem::take(&mut self.calculations);
        self.sketch.settle(&self.conditions, calculations, &mut self.fields, (&mut self.names, Meaning::XPATH));
        self.sketch.refuse(self.constraints, &self.fields, (&mut self.names, Meaning::XPATH));
        self.sketch
    }

    pub(super) fn row(&mut self, row: &Row) {
        let (name, statement) = (row.get("name"), row.get(STATEMENT));
        let kind = RowType::of(row.get("type"));
        if ["yes", "true"].contains(&row.get("disabled").to_ascii_lowercase().as_str()) {
            return;
        }
        // The fields with which our own forms say whose answers they are.
        if self.is_ours && ["case", "occasion", "date", "language"].contains(&name) {
            return;
        }
        if let Some(kind) = self.in_loop(row, kind) {
            self.row_of(row, kind, (name, statement));
        }
    }

    /// Keeps the rows of a loop until it ends; then they are read once for each choice of its list.
    fn in_loop(&mut self, row: &Row, kind: RowType) -> Option<RowType> {
        let Some(mut looped) = self.looped.take() else { return Some(kind) };
        match kind {
            RowType::BeginGroup | RowType::BeginRepeat | RowType::BeginLoop(_) => looped.depth += 1,
            RowType::End if looped.depth > 0 => looped.depth -= 1,
            RowType::End => {
                let choices = self.listed(&looped.list);
                if choices.len() * looped.rows.len() > ITEMS {
                    self.sketch.losses.of(&looped.list, "loops over long lists were left out", "");
                    return Some(kind);
                }
                for choice in &choices {
                    looped
                        .rows
                        .iter()
                        .for_each(|row| self.row(&row.of_choice(&choice.code, &choice.label, &self.languages.clone())));
                }
                return Some(kind);
            }
            RowType::Nothing
            | RowType::Note
            | RowType::Calculate
            | RowType::Record
            | RowType::Whole
            | RowType::Decimal
            | RowType::Text
            | RowType::Date
            | RowType::Time
            | RowType::Acknowledge
            | RowType::Words(_)
            | RowType::Range
            | RowType::One(..)
            | RowType::Many(..)
            | RowType::Ranked(_)
            | RowType::Elsewhere(_)
            | RowType::Hidden
            | RowType::Other(_) => {}
        }
        looped.rows.push(row.clone());
        self.looped = Some(looped);
        None
    }

    fn row_of(&mut self, row: &Row, kind: RowType, (name, statement): (&str, &str)) {
        match kind {
            RowType::Nothing => {}
            RowType::BeginGroup => self.begin(row),
            RowType::BeginRepeat => {
                let cause = "a measure asks nothing again in rows, so what repeats in the form is asked once";
                self.sketch.losses.of(name, cause, "");
                if row.has("repeat_count") || row.has("count") {
                    let cause = "how often something repeats (`repeat_count`) is not counted, since it is asked once";
                    self.sketch.losses.of(name, cause, "");
                }
                self.begin(row);
            }
            RowType::BeginLoop(list) => {
                self.begin(row);
                self.looped = Some(Loop { list, rows: vec![], depth: 0 });
            }
            RowType::End => {
                if self.open.pop().is_some_and(|group| group.is_page) {
                    self.sketch.pages.push(PageSketch::default());
                }
            }
            RowType::Record => {
                if !self.is_ours {
                    let cause = "what the program records by itself is no part of a measure; left out";
                    self.sketch.losses.of(if name.is_empty() { row.get("type") } else { name }, cause, "");
                }
            }
            RowType::Note => self.text(row),
            RowType::Calculate => self.calculate(row, name, statement),
            _ if statement.starts_with("known ") => self.known(row, statement, name, &kind),
            RowType::Hidden => self.sketch.losses.of(name, "hidden questions are filled in by no person; left out", ""),
            RowType::Other(kind) => {
                self.sketch.losses.of(name, format!("no item of a measure is of the type `{kind}`; left out"), "");
            }
            kind @ (RowType::Whole
            | RowType::Decimal
            | RowType::Text
            | RowType::Date
            | RowType::Time
            | RowType::Acknowledge
            | RowType::Words(_)
            | RowType::Range
            | RowType::One(..)
            | RowType::Many(..)
            | RowType::Ranked(_)
            | RowType::Elsewhere(_)) => self.question(row, &kind),
        }
    }

    fn begin(&mut self, row: &Row) {
        if row.has(KOBO_ROWS) {
            let cause =
                "tables have a question in each of their cells in the form; a question for each column is asked now, once";
            self.sketch.losses.of(row.get("name"), cause, "write a question for each cell");
        }
        let title = row.texts("label", &self.languages);
        let is_page = !title.is_empty() && !self.open.iter().any(|group| group.is_page);
        if is_page {
            self.sketch.pages.push(PageSketch { title, ..PageSketch::default() });
        } else if !title.is_empty() {
            let cause =
                "groups stand inside others, and pages do not: their questions stand on the page around, without the title";
            self.sketch.losses.of(&title[0], cause, "");
        }
        let hint = row.texts("hint", &self.languages);
        if is_page {
            self.sketch.intro(row.get("name"), hint, TextWhen::Under(&[]), Some(&MARKS));
        } else if !hint.is_empty() {
            self.sketch.losses.of(row.get("name"), "hints of groups that are no pages were left out", "");
        }
        let condition = self.condition(row);
        let is_table = row.get("appearance").split_whitespace().any(|word| word == "table-list");
        let grid = is_table.then(|| self.sketch.items().count());
        self.open.push(Group { is_page, condition, grid });
    }

    /// The place of the condition of a row, if it has one.
    fn condition(&mut self, row: &Row) -> Option<usize> {
        let written = row.get("relevant");
        if written.is_empty() || !row.get(STATEMENT).is_empty() {
            return None;
        }
        let name = row.get("name").to_owned();
        self.conditions.push(ConditionSketch { name, written: written.to_owned(), expr: foreign(written) });
        Some(self.conditions.len() - 1)
    }

    fn known(&mut self, row: &Row, statement: &str, name: &str, kind: &RowType) {
        let words = if let RowType::One(list, _) = kind { self.listed(list) } else { vec![] };
        if let Some(known) = statements::known_entry(statement) {
            self.sketch.fact(known, row.texts("label", &self.languages), words);
        }
        let own = self.names.give(name);
        let field = if matches!(kind, RowType::One(..)) { Field::Words(own) } else { Field::Number(own) };
        self.fields.insert(name.to_owned(), field);
    }

    fn calculate(&mut self, row: &Row, name: &str, statement: &str) {
        let written = row.get("calculation");
        if statement == HELPER {
            return;
        }
        if self.is_ours && name == "informant" {
            let informant = written.trim_matches(['\'', '"']);
            if self.sketch.informant.is_none() && !informant.is_empty() {
                let label = informant.replace('_', " ");
                self.sketch.informant = Some((informant.to_owned(), label));
            }
            return;
        }
        if !statement.is_empty() {
            let place = format!("the calculation of `{name}`");
            self.sketch.computed.push(Computed { place, statement: statement.to_owned() });
            return;
        }
        if written.is_empty() {
            self.sketch.losses.of(name, "fields to compute have no calculation; left out", "");
            return;
        }
        if let Some(at) = self.condition(row).or_else(|| self.open.iter().find_map(|group| group.condition)) {
            self.sketch.losses.of(name, computed_only_when(&self.conditions[at].written), "");
        }
        let label = row.texts("label", &self.languages).into_iter().next().unwrap_or_default();
        let expr = foreign(written);
        self.calculations.push(Calculation { name: name.to_owned(), label, written: written.to_owned(), expr });
    }

    fn question(&mut self, row: &Row, kind: &RowType) {
        let form_name = row.get("name");
        let is_read_only = is_yes(row.get("read_only"));
        if self.is_heading(row, kind) {
            return;
        }
        if !row.get("calculation").is_empty() && (is_read_only || !row.has("label")) {
            return self.calculate(row, form_name, row.get(STATEMENT));
        }
        if is_read_only {
            self.sketch.losses.of(form_name, "questions that can be read only are answered by nobody; left out", "");
            return;
        }
        if !self.sketch.room.question() {
            return;
        }
        let statement = row.get(STATEMENT);
        let carried = if self.is_ours { CarriedItem::of(statement) } else { CarriedItem::default() };
        let name = self.names.give_item(carried.name.unwrap_or(form_name), self.is_ours);
        let mut item = ItemSketch::new(form_name, name, self.wording(row));
        if item.name != form_name && carried.name.is_none() {
            item.notes.push(note_of_name(form_name));
        }
        item.media = self.media(row);
        self.lost_columns(row);
        let required = row.get("required");
        if statement.is_empty() {
            if !is_yes(required) {
                "optional".clone_into(&mut item.flags);
            }
            if !required.is_empty() && !is_yes(required) && !is_no(required) {
                self.sketch.losses.of(form_name, "questions are required under a condition; they are optional now", "");
            }
        } else {
            item.carry(carried.flags);
        }
        let Some(field) = self.answered(row, kind, &mut item) else { return };
        item.under = self.open.iter().filter_map(|group| group.condition).collect();
        let own = self.condition(row);
        item.under.extend(own);
        item.grid = self.headed.or_else(|| self.open.iter().rev().find_map(|group| group.grid));
        self.fields.insert(form_name.to_owned(), field);
        self.sketch.page().items.push(item);
    }

    fn answered(&mut self, row: &Row, kind: &RowType, item: &mut ItemSketch) -> Option<Field> {
        let (name, constraint) = (item.name.clone(), row.get("constraint"));
        let limits = Limits::of(constraint, *kind == RowType::Whole);
        let mut says_more = limits.says_more;
        let field = match kind {
            RowType::One(list, has_other) | RowType::Many(list, has_other) => {
                if *has_other {
                    self.sketch.losses.of(
                        &item.form_name,
                        "an answer of one's own beside a list was left out",
                        "ask for it in an item of its own",
                    );
                }
                says_more = !constraint.is_empty();
                let choices = self.listed(list);
                let scale = Names::default().give(list);
                let list = List { name: list, scale: &scale, choices };
                if let RowType::One(..) = kind { self.sketch.one_of(item, list) } else { self.sketch.any_of(item, list) }
            }
            RowType::Ranked(list) => {
                says_more = !constraint.is_empty();
                let choices = self.listed(list);
                self.sketch.ranking_of(item, List { name: list, scale: "", choices })?
            }
            RowType::Range => {
                let (line, is_turned) = line_of(row.get("parameters"));
                if is_turned {
                    let cause = "lines of a measure run from their lowest place to their highest, and these were turned round";
                    self.sketch.losses.of(&item.form_name, cause, "");
                }
                let (scale, _) = self.sketch.scale("line", ScaleSketch { line: Some(line), ..ScaleSketch::default() });
                item.kind = KindSketch::On(scale);
                let hints = row.texts("hint", &self.languages);
                let ends = hints.iter().filter_map(|hint| hint.split_once(" … "));
                item.ends = ends.map(|(low, high)| (low.to_owned(), high.to_owned())).collect();
                says_more = !constraint.is_empty();
                Field::Number(name)
            }
            RowType::Whole | RowType::Decimal => {
                let (low, high) = self.sketch.limits(&item.form_name, limits.low, limits.high);
                item.kind = if let RowType::Whole = kind {
                    KindSketch::Whole(low.ceil(), high.floor())
                } else {
                    KindSketch::Decimal(low, high)
                };
                Field::Number(name)
            }
            RowType::Elsewhere(file) => {
                self.sketch.without_choices(item, format!("choices stand in another file ({file}), so these are asked as texts"))
            }
            RowType::Acknowledge => {
                let label = vec!["OK".to_owned(); self.languages.len()];
                let choices = vec![Choice { code: "OK".to_owned(), label, weight: None }];
                self.sketch.any_of(item, List { name: "", scale: "", choices })
            }
            RowType::Words(kind) => self.sketch.as_text(item, kind),
            RowType::Date | RowType::Time => {
                says_more = !constraint.is_empty();
                item.kind = if *kind == RowType::Date { KindSketch::Date } else { KindSketch::Time };
                if *kind == RowType::Date { Field::Date(name) } else { Field::Text(name) }
            }
            RowType::Nothing
            | RowType::BeginGroup
            | RowType::BeginRepeat
            | RowType::BeginLoop(_)
            | RowType::End
            | RowType::Note
            | RowType::Calculate
            | RowType::Record
            | RowType::Text
            | RowType::Hidden
            | RowType::Other(_) => {
                let most = limits.letters.map(|most| most as usize).filter(|most| *most > 0);
                item.kind = KindSketch::Text(self.sketch.letters(&item.form_name, most));
                says_more |= limits.low.is_some() || limits.high.is_some();
                Field::Text(name)
            }
        };
        // Our own forms carry what they refuse.
        if says_more && !self.is_ours {
            self.constraints.push(ConstraintSketch {
                name: item.form_name.clone(),
                written: constraint.to_owned(),
                sentence: row.texts("constraint_message", &self.languages),
                expr: foreign(constraint),
            });
        }
        Some(field)
    }
}

fn is_yes(text: &str) -> bool {
    ["yes", "true", "true()", "1", "=true()"].contains(&text.to_ascii_lowercase().as_str())
}

fn is_no(text: &str) -> bool {
    ["no", "false", "false()", "0", "=false()"].contains(&text.to_ascii_lowercase().as_str())
}
