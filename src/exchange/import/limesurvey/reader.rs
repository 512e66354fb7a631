use std::collections::HashMap;

use super::super::carried::{CarriedHead, in_comment};
use super::super::expression::{Expr, Field, Meaning, Unsaid, script};
use super::super::losses::{ALL_RANKED, MEDIA_IN_TEXT};
use super::super::names::{Names, id_of};
use super::super::options::{Choice, List};
use super::super::shown::TextWhen;
use super::super::sketch::{Calculation, Computed, ConditionSketch, ItemSketch, KindSketch, PageSketch, ScaleSketch, Sketch};
use super::super::tags::{tags, yes_and_no};
use super::super::text::holds_media;
use super::super::{figure, unknown_head};
use super::boxes::{Boxes, with_boxes};
use super::lost::MARKS;
use super::rows::{Row, Rows};
use crate::exchange::statements::{self, HELPER};
use crate::instrument::in_form::note_of_name;

/// Reads a structure.
pub(super) struct Reader<'r> {
    rows: &'r Rows,
    pub(super) is_ours: bool,
    names: Names,
    fields: HashMap<String, Field>,
    pub(super) sketch: Sketch,
    pub(super) conditions: Vec<ConditionSketch>,
    calculations: Vec<Calculation>,
    boxes: Boxes,
    /// When the questions of the open group are asked.
    pub(super) group: Option<usize>,
    /// The questions of the open group, each with the random group that it is of.
    drawn: Vec<(String, String)>,
}

/// A question with its answers and parts, each with its path.
pub(super) struct Question<'r> {
    pub(super) path: &'r str,
    pub(super) row: &'r Row,
    answers: Vec<(&'r str, &'r Row)>,
    parts: Vec<(&'r str, &'r Row)>,
    /// What our own forms carry of it, by its first word.
    carried: HashMap<String, String>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(rows: &'r Rows) -> Self {
        let text = |language: &str, name: &str| {
            rows.texts.get(&(language.to_owned(), name.to_owned())).map(String::as_str).unwrap_or_default()
        };
        let languages = tags(&rows.languages);
        let title: Vec<String> = rows.languages.iter().map(|tag| in_comment(text(tag, "surveyls_title")).1).collect();
        let title = if title[0].is_empty() { vec!["Untitled".to_owned()] } else { title };
        let (carried, about) = in_comment(text(&rows.languages[0], "surveyls_description"));
        let mut head = unknown_head("a LimeSurvey structure", &languages[0]);
        if !about.is_empty() {
            head.push(format!("about {}", crate::exchange::wording::quoted(&super::super::text::clean(&about))));
        }
        let mut sketch = Sketch {
            id: id_of(&title[0]),
            version: "1.0.0".to_owned(),
            languages,
            title,
            head,
            pages: vec![PageSketch::default()],
            ..Sketch::default()
        };
        for shown in ["surveyls_welcometext", "surveyls_endtext"] {
            if !text(&rows.languages[0], shown).trim().is_empty() {
                sketch.losses.of(shown, "what is shown before the questions and after them was left out", "");
            }
        }
        for (cause, name) in &rows.lost {
            sketch.losses.of(name, *cause, "");
        }
        let is_ours = carried.is_some();
        if let Some(carried) = carried {
            CarriedHead::read(&carried).put_into(&mut sketch);
        }
        Self {
            rows,
            is_ours,
            names: Names::default(),
            fields: HashMap::new(),
            sketch,
            conditions: vec![],
            calculations: vec![],
            boxes: Boxes::default(),
            group: None,
            drawn: vec![],
        }
    }

    pub(super) fn read(mut self) -> Sketch {
        let rows = &self.rows.own;
        let mut at = 0;
        while let Some((path, row)) = rows.get(at) {
            at += 1;
            match row.class() {
                "G" => self.begin_group(path, row),
                "Q" => {
                    let belongs = rows[at..].iter().take_while(|(_, row)| ["SQ", "A"].contains(&row.class())).count();
                    let below = rows[at..at + belongs].iter().map(|(path, row)| (path.as_str(), row));
                    let (answers, parts) = below.partition(|(_, row)| row.class() == "A");
                    at += belongs;
                    self.question(Question { path, row, answers, parts, carried: carried(row) });
                }
                _ => {}
            }
        }
        self.end_group();
        for condition in &mut self.conditions {
            condition.expr = std::mem::replace(&mut condition.expr, Err(Unsaid::Shape)).map(|expr| with_boxes(expr, &self.boxes));
        }
        let boxes = &self.boxes;
        let boxed = |of: Calculation| Calculation { expr: of.expr.map(|expr| with_boxes(expr, boxes)), ..of };
        let calculations = std::mem::take(&mut self.calculations).into_iter().map(boxed).collect();
        self.sketch.settle(&self.conditions, calculations, &mut self.fields, (&mut self.names, Meaning::LIMESURVEY));
        self.sketch
    }

    /// What people read of a row in each language; empty where there is nothing.
    pub(super) fn texts(&self, path: &str, row: &Row, column: &str) -> Vec<String> {
        let own = in_comment(row.get(column)).1;
        let other = |tag: &String| {
            let row = self.rows.others.get(&(tag.clone(), path.to_owned()));
            row.map(|row| in_comment(row.get(column)).1).unwrap_or_default()
        };
        std::iter::once(own).chain(self.rows.languages.iter().skip(1).map(other)).collect()
    }

    fn begin_group(&mut self, path: &str, row: &Row) {
        let mut title = self.texts(path, row, "name");
        // Ours have the number of a page for its name where it has none.
        if self.is_ours && title.iter().all(|name| name == row.get("id")) {
            title.clear();
        }
        let intro = self.texts(path, row, "text");
        let intro = if intro.iter().all(String::is_empty) { vec![] } else { intro };
        self.end_group();
        if !self.is_ours {
            self.sketch.tell_answers_shown(row.name(), &[title.as_slice(), &intro].concat(), &MARKS);
        }
        if !row.get("random_group").is_empty() {
            let cause = "pages come in an order that is drawn in the form, and in that of the form now";
            self.sketch.losses.of(row.name(), cause, "");
        }
        self.sketch.pages.push(PageSketch { title, intro, ..PageSketch::default() });
        self.group = self.condition(row.name(), row.get("relevance"));
    }

    fn end_group(&mut self) {
        let drawn = std::mem::take(&mut self.drawn);
        self.take_order(&drawn);
    }

    fn condition(&mut self, name: &str, written: &str) -> Option<usize> {
        if ["", "1"].contains(&written.trim()) {
            return None;
        }
        let expr = script(written.trim().trim_start_matches('{').trim_end_matches('}'));
        self.conditions.push(ConditionSketch { name: name.to_owned(), written: written.to_owned(), expr });
        Some(self.conditions.len() - 1)
    }

    fn question(&mut self, question: Question<'_>) {
        let (row, name) = (question.row, question.row.name());
        if self.is_ours && ["case", "occasion"].contains(&name) {
            return;
        }
        if let Some(known) = question.carried.get("known").and_then(|rest| statements::known_entry(&format!("known {rest}"))) {
            let own = known.split(' ').next().unwrap_or_default().to_owned();
            let label = self.texts(question.path, row, "text");
            let words = statements::known_words(&known).into_iter().zip(self.choices(&question.answers));
            let words = words.map(|(code, choice)| Choice { code, ..choice }).collect();
            self.sketch.fact(known, label, words);
            let field = if row.get("type/scale") == "!" { Field::Words(own) } else { Field::Number(own) };
            self.fields.insert(name.to_owned(), field);
            return;
        }
        match row.get("type/scale") {
            "*" => return self.computed(&question),
            "X" => return self.text(&question),
            _ if row.get("hidden") == "1" => {
                return self.sketch.losses.of(name, "questions that are hidden are answered by nobody; left out", "");
            }
            _ => {}
        }
        let mut under: Vec<usize> = self.group.into_iter().collect();
        if question.carried.is_empty() {
            let own = self.condition(name, row.get("relevance"));
            under.extend(own);
        }
        if !self.is_ours && [row.get("text"), row.get("help")].into_iter().any(holds_media) {
            self.sketch.losses.of(name, MEDIA_IN_TEXT, "");
        }
        let text = self.wording(&question);
        self.drawn.push((name.to_owned(), row.get("random_group").to_owned()));
        match row.get("type/scale") {
            "A" | "B" | "C" | "E" | "F" | "H" | "K" | "Q" => self.array(&question, &text, &under),
            _ => self.item((name, ""), &question, text, &under, |reader, item| reader.answered(&question, item)),
        }
        self.lost(row);
    }

    /// A text, which introduces what stands below it.
    fn text(&mut self, question: &Question<'_>) {
        let name = question.row.name();
        let text = self.texts(question.path, question.row, "text");
        if !self.is_ours && holds_media(question.row.get("text")) {
            self.sketch.losses.of(name, MEDIA_IN_TEXT, "");
        }
        let group: Vec<usize> = self.group.into_iter().collect();
        let is_conditional = !["", "1"].contains(&question.row.get("relevance").trim());
        let when = if is_conditional { TextWhen::ItsOwn } else { TextWhen::Under(&group) };
        self.sketch.intro(name, text, when, Some(&MARKS).filter(|_| !self.is_ours));
    }

    fn wording(&self, question: &Question<'_>) -> Vec<String> {
        let mut text = self.texts(question.path, question.row, "text");
        if question.carried.is_empty() {
            for (text, help) in text.iter_mut().zip(self.texts(question.path, question.row, "help")) {
                if !help.is_empty() && !text.is_empty() {
                    *text = format!("{text}\n{help}");
                }
            }
            text = self.with_unit(question, text);
        }
        text
    }

    fn item(
        &mut self,
        // What stands before what is carried of it, where the question has several parts.
        (form_name, part): (&str, &str),
        question: &Question<'_>,
        text: Vec<String>,
        under: &[usize],
        answered: impl FnOnce(&mut Self, &mut ItemSketch) -> Option<Field>,
    ) {
        if !self.sketch.room.question() {
            return;
        }
        let wanted = question.carried.get(&format!("{part}item")).map_or(form_name, String::as_str);
        let own = self.names.give_item(wanted, self.is_ours);
        let text = if self.is_ours { text } else { self.sketch.with_answers_shown(form_name, text, &MARKS, &self.fields) };
        let mut item = ItemSketch::new(form_name, own, text);
        if item.name != form_name && !self.is_ours {
            item.notes.push(note_of_name(form_name));
        }
        match question.carried.get(&format!("{part}flags")) {
            Some(flags) => item.carry(flags),
            None if !["Y", "S"].contains(&question.row.get("mandatory")) => "optional".clone_into(&mut item.flags),
            None => {}
        }
        let Some(field) = answered(self, &mut item) else { return };
        item.under = under.to_vec();
        self.fields.insert(form_name.to_owned(), field);
        self.sketch.page().items.push(item);
    }

    /// Each part of an array is a question.
    fn array(&mut self, question: &Question<'_>, title: &[String], under: &[usize]) {
        let first = self.sketch.items().count();
        for (path, part) in &question.parts {
            let text = self.texts(path, part, "text");
            let mut under = under.to_vec();
            if question.carried.is_empty() {
                under.extend(self.condition(part.name(), part.get("relevance")));
            }
            let text = title.iter().zip(text).map(|(title, text)| match (title.is_empty(), text.is_empty()) {
                (false, false) => format!("{title}\n{text}"),
                (false, true) => title.clone(),
                (true, _) => text,
            });
            let text = text.collect();
            let name = format!("{}_{}", question.row.name(), part.name());
            let row = format!("{}:", part.name());
            self.boxes.rows.entry(question.row.name().to_owned()).or_default().push(name.clone());
            self.item((&name, &row), question, text, &under, |reader, item| {
                item.grid = Some(first);
                reader.answered(question, item)
            });
        }
    }

    fn choices(&self, rows: &[(&str, &Row)]) -> Vec<Choice> {
        let are_numbers = rows.iter().filter(|(_, row)| figure(row.name()).is_some()).count() >= 2;
        let are_weighed = rows.iter().any(|(_, row)| figure(row.get("relevance")).is_some_and(|weight| weight != 0.0));
        let choice = |(path, row): &(&str, &Row)| {
            let mut label = self.texts(path, row, "text");
            // A point that has no words goes out with its number for them.
            if label.iter().all(|label| label.is_empty() || label == row.name()) && are_numbers {
                label.iter_mut().for_each(String::clear);
            }
            let weight = figure(row.get("relevance")).filter(|_| are_weighed && !are_numbers);
            Choice { code: row.name().to_owned(), label, weight }
        };
        rows.iter().map(choice).collect()
    }

    /// Points that every survey has, by their codes and words.
    fn fixed(&self, choices: &[(&str, &str)]) -> Vec<Choice> {
        let choice = |(code, label): &(&str, &str)| Choice {
            code: (*code).to_owned(),
            label: vec![(*label).to_owned(); self.sketch.languages.len()],
            weight: None,
        };
        choices.iter().map(choice).collect()
    }

    fn answered(&mut self, question: &Question<'_>, item: &mut ItemSketch) -> Option<Field> {
        let (row, name) = (question.row, item.name.clone());
        let scale = Names::default().give(&format!("{name}_scale"));
        let numbers = |most: usize| {
            ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"][..most].iter().map(|code| (*code, "")).collect::<Vec<_>>()
        };
        let mut one_of = |reader: &mut Self, choices: Vec<Choice>, scale: &str| {
            Some(reader.sketch.one_of(item, List { name: question.row.name(), scale, choices }))
        };
        match row.get("type/scale") {
            "L" | "!" | "O" | "F" | "H" => {
                let choices = self.choices(&question.answers);
                one_of(self, choices, &scale)
            }
            "5" | "A" => one_of(self, self.fixed(&numbers(5)), "five_points"),
            "B" => one_of(self, self.fixed(&numbers(10)), "ten_points"),
            "E" => one_of(self, self.fixed(&[("I", "Increase"), ("S", "Same"), ("D", "Decrease")]), "more_or_less"),
            "G" => one_of(self, self.fixed(&[("F", "Female"), ("M", "Male")]), "gender"),
            kind @ ("Y" | "C") => {
                let words: Vec<_> = self.sketch.languages.iter().map(|tag| yes_and_no(tag)).collect();
                let choice = |code: &str, label: Vec<String>, weight| Choice { code: code.to_owned(), label, weight };
                let no = words.iter().map(|(_, no, _)| (*no).to_owned()).collect();
                let yes = words.iter().map(|(yes, ..)| (*yes).to_owned()).collect();
                let mut choices = vec![choice("N", no, Some(0.0)), choice("Y", yes, Some(1.0))];
                if kind == "C" {
                    choices.push(choice("U", vec!["Uncertain".to_owned(); words.len()], None));
                }
                one_of(self, choices, "yes_no")
            }
            "M" | "P" => Some(self.any(question, item)),
            "R" => {
                // Whoever has to answer ranks all of them.
                if !["Y", "S"].contains(&row.get("mandatory")) {
                    self.sketch.losses.of(&item.form_name, ALL_RANKED, "");
                }
                let choices = self.choices(&question.answers);
                self.sketch.ranking_of(item, List { name: row.name(), scale: "", choices })
            }
            "N" | "K" => Some(self.number(question, item)),
            "D" => {
                item.kind = KindSketch::Date;
                Some(Field::Date(name))
            }
            "S" if question.carried.get("kind").is_some_and(|kind| kind == "time") => {
                item.kind = KindSketch::Time;
                Some(Field::Text(name))
            }
            "S" | "T" | "U" | "Q" => {
                let most = row.get("maximum_chars").parse().ok().filter(|most| *most > 0);
                item.kind = KindSketch::Text(self.sketch.letters(&item.form_name, most));
                Some(Field::Text(name))
            }
            other => {
                self.sketch.losses.of(&item.form_name, format!("no item of a measure is of the type `{other}`; left out"), "");
                None
            }
        }
    }

    fn any(&mut self, question: &Question<'_>, item: &mut ItemSketch) -> Field {
        let mut choices = self.choices(&question.parts);
        if question.parts.iter().any(|(_, part)| !["", "1"].contains(&part.get("relevance"))) {
            let cause = "choices depend on other answers in the form, and all of a list are shown now";
            self.sketch.losses.of(question.row.name(), cause, "");
        }
        let names: Vec<&str> = question.carried.get("choices").map(|names| names.split(", ").collect()).unwrap_or_default();
        for (at, choice) in choices.iter_mut().enumerate() {
            let key = format!("{}_{}", question.row.name(), choice.code);
            if let Some(name) = names.get(at) {
                (*name).clone_into(&mut choice.code);
            }
            self.boxes.of_sets.insert(key, (question.row.name().to_owned(), choice.code.clone()));
        }
        let exclusive: Vec<String> =
            question.row.get("exclude_all_others").split(';').map(str::trim).map(str::to_owned).collect();
        let exclusive: Vec<String> = exclusive.into_iter().filter(|code| !code.is_empty()).collect();
        self.sketch.exclusive(item, &exclusive, &choices);
        self.sketch.any_of(item, List { name: question.row.name(), scale: "", choices })
    }

    fn number(&mut self, question: &Question<'_>, item: &mut ItemSketch) -> Field {
        let row = question.row;
        if row.get("slider_layout") == "1" {
            return self.slider(row, item);
        }
        let (low, high) = (figure(row.get("min_num_value_n")), figure(row.get("max_num_value_n")));
        let (low, high) = self.sketch.limits(&item.form_name, low, high);
        item.kind = match (question.carried.get("step").and_then(|step| figure(step)), row.get("num_value_int_only")) {
            (Some(step), _) => {
                let ends: Vec<String> = self.texts(question.path, row, "help");
                let ends = ends.iter().filter_map(|ends| ends.split_once(" … "));
                item.ends = ends.map(|(low, high)| (low.to_owned(), high.to_owned())).collect();
                let line = Some((low, high, step));
                KindSketch::On(self.sketch.scale("line", ScaleSketch { line, ..ScaleSketch::default() }).0)
            }
            (None, "1") => KindSketch::Whole(low.ceil(), high.floor()),
            (None, _) => KindSketch::Decimal(low, high),
        };
        Field::Number(item.name.clone())
    }

    fn computed(&mut self, question: &Question<'_>) {
        let name = question.row.name();
        if let Some(statement) = question.carried.get("statement") {
            if statement != HELPER {
                let place = format!("the calculation of `{name}`");
                self.sketch.computed.push(Computed { place, statement: statement.clone() });
            }
            return;
        }
        self.lost_relevance(question.row);
        let written = super::super::text::without_markup(question.row.get("text"));
        let label = self.texts(question.path, question.row, "help").into_iter().next().unwrap_or_default();
        let inner = written.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let expr: Result<Expr, Unsaid> = inner.ok_or(Unsaid::Text).and_then(script);
        self.calculations.push(Calculation { name: name.to_owned(), label, written, expr });
    }
}

/// What our own forms carry of a question, in a comment beside its help: lines, each of a word and what it says.
fn carried(row: &Row) -> HashMap<String, String> {
    let carried = in_comment(row.get("help")).0.unwrap_or_default();
    if let Some(statement) = carried.strip_prefix("statement ") {
        return HashMap::from([("statement".to_owned(), statement.to_owned())]);
    }
    let line = |line: &str| {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        (word.to_owned(), rest.to_owned())
    };
    carried.lines().map(line).collect()
}
