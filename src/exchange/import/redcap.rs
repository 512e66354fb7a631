use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::annotation::{AnsweredBy, answered_by, exclusive, lost};
use super::carried::{CarriedHead, renamed};
use super::dictionary::{FieldRow, read};
use super::expression::{Field, Meaning, Unsaid, foreign};
use super::losses::{MEDIA_IN_TEXT, ROWS_ALIKE, computed_only_when};
use super::names::{Names, id_of};
use super::options::{Choice, List};
use super::shown::{Marks, TextWhen};
use super::sketch::{Calculation, Computed, ConditionSketch, ItemSketch, KindSketch, PageSketch, ScaleSketch, Sketch};
use super::text::{holds_media, without_markup};
use super::{ImportError, Imported, figure, together, unknown_head};
use crate::exchange::redcap::STATEMENT;
use crate::exchange::statements::{self, CarriedItem, HELPER};
use crate::instrument::in_form::note_of_name;

/// The measures of a data dictionary of REDCap: one for each of its forms.
///
/// # Errors
/// Where the file is no dictionary, or holds no fields that a measure can have.
pub fn from_redcap(bytes: &[u8]) -> Result<Vec<Imported>, ImportError> {
    let fields = read(bytes)?;
    let mut forms: Vec<(String, Vec<FieldRow>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let is_ours = fields.iter().any(|field| field.annotation().contains(STATEMENT));
    // The first field of a project is the code of the record, whatever it is called.
    let names_record = |field: &&FieldRow| !is_ours && field.kind() == "text" && field.validation().is_empty();
    let record = fields.first().filter(names_record).map(|field| field.name().to_owned());
    let all: Rc<HashSet<String>> = Rc::new(fields.iter().map(|field| field.name().to_owned()).collect());
    for field in fields {
        let place = *places.entry(field.form().to_owned()).or_insert_with(|| {
            forms.push((field.form().to_owned(), vec![]));
            forms.len() - 1
        });
        forms[place].1.push(field);
    }
    let measure = |(form, fields): (String, Vec<FieldRow>)| {
        let mut reader = DictionaryReader::new(&form, is_ours, Rc::clone(&all));
        for field in fields.iter().filter(|field| Some(field.name()) != record.as_deref()) {
            reader.field(field);
        }
        if fields.iter().any(|field| Some(field.name()) == record.as_deref()) {
            let cause = "the first field of a project names the record, which is the case here; left out";
            reader.sketch.losses.of(record.as_deref().unwrap_or_default(), cause, "");
        }
        (form, reader.finished().assemble())
    };
    together(forms.into_iter().map(measure).collect())
}

struct DictionaryReader {
    is_ours: bool,
    /// The names of all fields of the dictionary.
    all: Rc<HashSet<String>>,
    names: Names,
    fields: HashMap<String, Field>,
    /// Names of ours in small letters, as REDCap has them all, and as they are in the measure.
    own: HashMap<String, String>,
    sketch: Sketch,
    conditions: Vec<ConditionSketch>,
    calculations: Vec<Calculation>,
    /// The matrix of the row before, and how many there were.
    matrix: (String, usize),
}

impl DictionaryReader {
    fn new(form: &str, is_ours: bool, all: Rc<HashSet<String>>) -> Self {
        let sketch = Sketch {
            id: id_of(form),
            version: "1.0.0".to_owned(),
            languages: vec!["en".to_owned()],
            title: vec![form.replace('_', " ")],
            head: unknown_head("a REDCap data dictionary", "en"),
            pages: vec![PageSketch::default()],
            ..Sketch::default()
        };
        Self {
            is_ours,
            all,
            names: Names::default(),
            fields: HashMap::new(),
            own: HashMap::new(),
            sketch,
            conditions: vec![],
            calculations: vec![],
            matrix: (String::new(), 0),
        }
    }

    fn finished(mut self) -> Sketch {
        let calculations = std::mem::take(&mut self.calculations);
        self.sketch.settle(&self.conditions, calculations, &mut self.fields, (&mut self.names, Meaning::REDCAP));
        // Only what was written here can call anything otherwise than the dictionary does.
        let own = if self.is_ours { self.own } else { return self.sketch };
        for computed in &mut self.sketch.computed {
            computed.statement = renamed(&computed.statement, &own);
        }
        for item in self.sketch.items() {
            item.asked = item.asked.as_ref().map(|asked| renamed(asked, &own));
        }
        self.sketch
    }

    fn field(&mut self, field: &FieldRow) {
        let header = without_markup(field.header());
        if !header.is_empty() {
            self.tell_shown(field, &header);
            self.sketch.pages.push(PageSketch { title: vec![header], ..PageSketch::default() });
        }
        let statement = field.statement();
        if self.is_ours && ["case", "occasion", "date", "informant"].contains(&field.name()) {
            if let Some(head) = statement {
                CarriedHead::read(head).put_into(&mut self.sketch);
                if let Some(language) = self.sketch.head.iter().find_map(|line| line.strip_prefix("language ")) {
                    self.sketch.languages = vec![language.to_owned()];
                }
            }
            return;
        }
        if let Some(known) = statement.and_then(statements::known_entry) {
            let own = known.split(' ').next().unwrap_or_default().to_owned();
            self.own.insert(field.name().to_ascii_lowercase(), own.clone());
            self.sketch.known.push(known);
            let of = if field.kind() == "dropdown" { Field::Words(own) } else { Field::Number(own) };
            self.fields.insert(field.name().to_owned(), of);
            return;
        }
        let tags = field.tags();
        let is_computed = field.kind() == "calc" || tags.iter().any(|tag| ["CALCTEXT", "CALCDATE"].contains(&tag.name));
        if field.kind() == "descriptive" {
            return self.text(field);
        }
        if is_computed {
            return self.computed(field);
        }
        match answered_by(&tags) {
            AnsweredBy::Anybody => {}
            AnsweredBy::Staff => {
                let cause = "fields that are hidden or can be read only on surveys are answered by nobody there; left out";
                let help = "take the annotation out of the dictionary where staff fill in the form";
                return self.sketch.losses.of(field.name(), cause, help);
            }
            AnsweredBy::Nobody => {
                let cause = "fields that are hidden or can be read only are answered by nobody; left out";
                return self.sketch.losses.of(field.name(), cause, "");
            }
        }
        match field.kind() {
            "radio" | "dropdown" | "checkbox" | "yesno" | "truefalse" | "slider" | "notes" | "text" => self.question(field),
            other => self.sketch.losses.of(field.name(), format!("no item of a measure is of the type `{other}`; left out"), ""),
        }
    }

    /// A text, which introduces what stands below it.
    fn text(&mut self, field: &FieldRow) {
        if !self.is_ours && holds_media(field.label()) {
            self.sketch.losses.of(field.name(), MEDIA_IN_TEXT, "");
        }
        let text = vec![without_markup(field.label())];
        let when = if field.branching().is_empty() { TextWhen::Under(&[]) } else { TextWhen::ItsOwn };
        let shows = |inner: &str| !self.is_ours && is_shown(&self.all, inner);
        self.sketch.intro(field.name(), text, when, Some(&marks(&shows)));
    }

    /// Says that a text beside a question shows answers, which only questions do.
    fn tell_shown(&mut self, field: &FieldRow, text: &str) {
        let shows = |inner: &str| !self.is_ours && is_shown(&self.all, inner);
        self.sketch.tell_answers_shown(field.name(), &[text.to_owned()], &marks(&shows));
    }

    fn question(&mut self, field: &FieldRow) {
        if !self.sketch.room.question() {
            return;
        }
        let carried = field.statement().filter(|_| self.is_ours).map(CarriedItem::of).unwrap_or_default();
        let name = self.names.give_item(carried.name.unwrap_or(field.name()), self.is_ours);
        self.own.insert(field.name().to_ascii_lowercase(), name.clone());
        let label = without_markup(field.label());
        let note = without_markup(field.note());
        let text = if note.is_empty() || self.is_ours { label } else { format!("{label}\n{note}") };
        let mut text = vec![text];
        if !self.is_ours {
            let shows = |inner: &str| is_shown(&self.all, inner);
            text = self.sketch.with_answers_shown(field.name(), text, &marks(&shows), &self.fields);
        }
        let mut item = ItemSketch::new(field.name(), name, text);
        if item.name != field.name() && carried.name.is_none() {
            item.notes.push(note_of_name(field.name()));
        }
        match field.statement() {
            Some(_) => item.carry(carried.flags),
            None if !field.is_required() => "optional".clone_into(&mut item.flags),
            None => {}
        }
        let of = self.answered(field, &carried, &mut item);
        self.lost(field);
        let branching = field.branching();
        if !branching.is_empty() && field.statement().is_none() {
            item.under.push(self.conditions.len());
            let condition =
                ConditionSketch { name: field.name().to_owned(), written: branching.to_owned(), expr: foreign(branching) };
            self.conditions.push(condition);
        }
        self.fields.insert(field.name().to_owned(), of);
        item.grid = self.grid_of(field.matrix());
        self.sketch.page().items.push(item);
    }

    /// What is said of a field that no item has.
    fn lost(&mut self, field: &FieldRow) {
        self.tell_shown(field, field.listed());
        if !self.is_ours && [field.label(), field.header(), field.note()].into_iter().any(holds_media) {
            self.sketch.losses.of(field.name(), MEDIA_IN_TEXT, "");
        }
        let losses = &mut self.sketch.losses;
        lost(&field.tags()).for_each(|cause| losses.of(field.name(), cause, ""));
        if field.is_ranked() {
            losses.of(field.name(), ROWS_ALIKE, "");
        }
        if field.is_identifier() {
            let cause = "questions are marked as naming a person; a measure has no such mark, and holds case codes only";
            losses.of(field.name(), cause, "take them out of the measure, or see to it that no answer names anybody");
        }
    }

    /// The grid of a matrix: that of the row before where it is of the same one.
    fn grid_of(&mut self, matrix: &str) -> Option<usize> {
        if self.matrix.0 != matrix {
            self.matrix = (matrix.to_owned(), self.matrix.1 + 1);
        }
        (!matrix.is_empty()).then_some(self.matrix.1)
    }

    fn answered(&mut self, field: &FieldRow, carried: &CarriedItem<'_>, item: &mut ItemSketch) -> Field {
        let name = item.name.clone();
        let scale = Names::default().give(&format!("{}_scale", field.name()));
        let list = |scale: &'static str, words: [(&str, &str); 2]| {
            let choice =
                |(code, label): (&str, &str)| Choice { code: code.to_owned(), label: vec![label.to_owned()], weight: None };
            List { name: scale, scale, choices: words.into_iter().map(choice).collect() }
        };
        match field.kind() {
            "radio" | "dropdown" => {
                self.sketch.one_of(item, List { name: field.name(), scale: &scale, choices: field.choices() })
            }
            "yesno" => self.sketch.one_of(item, list("yes_no", [("0", "No"), ("1", "Yes")])),
            "truefalse" => self.sketch.one_of(item, list("true_false", [("0", "False"), ("1", "True")])),
            "checkbox" => {
                let mut choices = field.choices();
                for (choice, own) in choices.iter_mut().zip(&carried.choices) {
                    (*own).clone_into(&mut choice.code);
                }
                // Our own dictionaries carry what they refuse.
                if !self.is_ours {
                    self.sketch.exclusive(item, &exclusive(&field.tags()), &choices);
                }
                let field_of = self.sketch.any_of(item, List { name: field.name(), scale: &scale, choices });
                if let Field::Choices(_, codes) = &field_of {
                    self.own.extend(codes.iter().map(|(code, name)| (code.to_ascii_lowercase(), name.clone())));
                }
                field_of
            }
            "slider" => {
                let (low, high) = field.limits();
                let line = Some((low.unwrap_or(0.0), high.unwrap_or(100.0), 1.0));
                let (scale, _) = self.sketch.scale("line", ScaleSketch { line, ..ScaleSketch::default() });
                item.kind = KindSketch::On(scale);
                let labels: Vec<String> = field.listed().split('|').map(|label| without_markup(label.trim())).collect();
                if let [low, between @ .., high] = &labels[..] {
                    item.ends = vec![(low.clone(), high.clone())];
                    if between.iter().any(|label| !label.is_empty()) {
                        self.sketch.losses.of(field.name(), "words in the middle of a line were left out", "");
                    }
                }
                Field::Number(name)
            }
            _ => self.entry(item, field),
        }
    }

    /// A field that is written in.
    fn entry(&mut self, item: &mut ItemSketch, field: &FieldRow) -> Field {
        let validation = field.validation();
        let (low, high) = field.limits();
        if validation.starts_with("datetime") {
            return self.sketch.as_text(item, validation);
        }
        let name = item.name.clone();
        if validation.starts_with("date") {
            item.kind = KindSketch::Date;
            if !(field.min().is_empty() && field.max().is_empty()) {
                self.sketch.losses.of(field.name(), "limits of dates were left out", "");
            }
            return Field::Date(name);
        }
        if validation == "time" {
            item.kind = KindSketch::Time;
            return Field::Text(name);
        }
        if validation.starts_with("time") {
            return self.sketch.as_text(item, validation);
        }
        if validation == "integer" || validation.starts_with("number") {
            let (low, high) = self.sketch.limits(field.name(), low, high);
            item.kind = if validation == "integer" {
                KindSketch::Whole(low.ceil(), high.floor())
            } else {
                KindSketch::Decimal(low, high)
            };
            return Field::Number(name);
        }
        let known_texts = ["", "autocomplete"];
        if !known_texts.contains(&validation) && field.kind() == "text" {
            self.sketch.losses.of(field.name(), format!("texts are not held to the form `{validation}`"), "");
        }
        item.kind = KindSketch::Text(self.sketch.letters(field.name(), field.most_letters()));
        Field::Text(name)
    }

    fn computed(&mut self, field: &FieldRow) {
        if field.annotation().starts_with(HELPER) {
            return;
        }
        if let Some(statement) = field.statement() {
            let place = format!("the calculation of `{}`", field.name());
            self.own.extend(statement.lines().filter_map(|line| {
                let mut words = line.split_whitespace();
                let is_named = ["score", "let", "bands", "category", "alert", "table"].contains(&words.next()?);
                let name = words.next().filter(|_| is_named)?;
                Some((name.to_ascii_lowercase(), name.to_owned()))
            }));
            self.sketch.computed.push(Computed { place, statement: statement.to_owned() });
            return;
        }
        if !field.branching().is_empty() {
            self.sketch.losses.of(field.name(), computed_only_when(field.branching()), "");
        }
        // What stands in the brackets of a tag is what it computes.
        let tags = field.tags();
        let said = |name: &str| tags.iter().find(|tag| tag.name == name).map(|tag| tag.said);
        let (written, expr) = match (field.kind(), said("CALCTEXT"), said("CALCDATE")) {
            ("calc", ..) => (field.listed(), foreign(field.listed())),
            (_, Some(said), _) => (said, foreign(said)),
            (_, None, said) => (said.unwrap_or_default(), Err(Unsaid::Function("@CALCDATE".to_owned()))),
        };
        self.calculations.push(Calculation {
            name: field.name().to_owned(),
            label: without_markup(field.label()),
            written: written.to_owned(),
            expr,
        });
    }
}

/// The marks around a field whose answer is shown: `[q]`, `[q:label]`.
fn marks<'m>(shows: &'m dyn Fn(&str) -> bool) -> Marks<'m> {
    Marks { open: "[", close: ']', field: |inner| inner.trim_end_matches(":label").trim(), shows }
}

/// Whether what stands between marks is a field of the dictionary, or looks at one: `[q:value]`, `[m(1)]`.
fn is_shown(all: &HashSet<String>, inner: &str) -> bool {
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(inner.len());
    all.contains(&inner[..end]) && (end == inner.len() || inner[end..].starts_with([':', '(']))
}

/// A limit as REDCap writes it, with a comma where the field has one.
pub(super) fn limit(text: &str) -> Option<f64> {
    figure(&text.replace(',', "."))
}
