use std::collections::{HashMap, HashSet};

use super::declared::{DeclaredBands, DeclaredItem};
use super::draft::{Binding, Draft};
use crate::instrument::{AlertIx, BandsIx, HelperIx, Informant, ItemIx, Page, RefusalIx, ScoreIx, Table};
use crate::source::{Severity, Span, codes};
use crate::syntax::tree::{self, Literal, Run, Statement, Word};
use crate::syntax::{Rise, limits, meant_flag};

/// Columns that every result has.
pub const RESULT_COLUMNS: &[&str] =
    &["case", "occasion", "informant", "date", "language", "answered", "asked", "instrument", "version", "sha256"];

/// The statements of a measure by kind, in order, each with its position known.
pub struct Declared<'a> {
    /// Items, in the order of asking.
    pub items: Vec<DeclaredItem<'a>>,
    /// Intros: the text, what is shown or played with it, position of the page.
    pub intros: Vec<(&'a tree::Wording, &'a [tree::Beside], usize)>,
    /// Scores.
    pub scores: Vec<&'a tree::Score>,
    /// Helpers.
    pub helpers: Vec<&'a tree::Helper>,
    /// Bands and categories.
    pub bands: Vec<DeclaredBands<'a>>,
    /// Scales.
    pub scales: Vec<&'a tree::Scale>,
    /// Tables.
    pub tables: Vec<&'a tree::Table>,
    /// Alerts.
    pub alerts: Vec<&'a tree::Alert>,
    /// What is refused.
    pub refusals: Vec<&'a tree::Refusal>,
    /// What informants read at the end.
    pub feedback: Vec<&'a tree::Feedback>,
    /// Comparisons.
    pub compares: Vec<&'a tree::Compare>,
    /// What became of the version before.
    pub follows: Vec<&'a tree::Follows>,
    /// Tests.
    pub tests: Vec<&'a tree::Test>,
    /// Where the measure begins.
    pub keyword: Span,
    /// Where names of columns were defined, in lower case.
    places: HashMap<String, Span>,
}

/// Where a statement stands.
#[derive(Clone, Default)]
pub(super) struct Around<'a> {
    /// Position of the page.
    page: Option<usize>,
    /// The conditions of the blocks around it, the outermost first.
    pub(super) blocks: Vec<&'a tree::Expression>,
}

impl Draft<'_> {
    /// Gives every name its position, and reports those defined twice.
    pub fn declare<'a>(&mut self, tree: &'a tree::Instrument) -> Declared<'a> {
        let mut declared = Declared {
            items: vec![],
            intros: vec![],
            scores: vec![],
            helpers: vec![],
            bands: vec![],
            scales: vec![],
            tables: vec![],
            alerts: vec![],
            refusals: vec![],
            feedback: vec![],
            compares: vec![],
            follows: vec![],
            tests: vec![],
            keyword: tree.keyword,
            places: HashMap::new(),
        };
        for statement in &tree.statements {
            self.declare_statement(statement, &Around::default(), &mut declared);
        }
        self.check_number_of_items(&declared);
        for (kind, empty) in [("item", declared.items.is_empty()), ("score", declared.scores.is_empty())] {
            if empty && !self.is_cascade(kind) && !self.is_cascade("items") {
                self.report(&codes::MISSING_STATEMENT, tree.keyword, format!("the instrument has no `{kind}`"), None);
            }
        }
        declared
    }

    fn declare_statement<'a>(&mut self, statement: &'a Statement, around: &Around<'a>, declared: &mut Declared<'a>) {
        match statement {
            Statement::Informants(informants, _) => self.declare_informants(informants),
            Statement::Known(facts) => {
                if let Some(one_too_many) = facts.get(limits::KNOWN) {
                    let message = format!("of a case {} facts may be known", limits::KNOWN);
                    self.report(&codes::TOO_MANY, one_too_many.name.span, message, None);
                }
                facts.iter().take(limits::KNOWN).for_each(|known| self.declare_known(known, declared));
            }
            Statement::Scale(scale) => declared.scales.push(scale),
            Statement::Page(page) => self.declare_page(page, around, declared),
            Statement::When(when) => {
                let mut inside = around.clone();
                inside.blocks.push(&when.condition);
                when.statements.iter().for_each(|statement| self.declare_statement(statement, &inside, declared));
            }
            Statement::Intro(wording, beside) => declared.intros.push((wording, beside, self.page_for(around.page))),
            Statement::Item(item) => self.declare_item(item, around, declared),
            Statement::Score(score) => {
                let thing = Binding::Score(ScoreIx(declared.scores.len()));
                if self.define(&score.name, thing, declared) {
                    declared.scores.push(score);
                }
            }
            Statement::Helper(helper) => {
                let thing = Binding::Helper(HelperIx(declared.helpers.len()));
                if self.define(&helper.name, thing, declared) {
                    declared.helpers.push(helper);
                }
            }
            Statement::Bands(bands) => {
                let thing = Binding::Bands(BandsIx(declared.bands.len()));
                if self.define(&bands.name, thing, declared) {
                    declared.bands.push(DeclaredBands::Stretches(bands));
                }
            }
            Statement::Category(category) => {
                let thing = Binding::Bands(BandsIx(declared.bands.len()));
                if self.define(&category.name, thing, declared) {
                    declared.bands.push(DeclaredBands::Category(category));
                }
            }
            Statement::Alert(alert) => {
                let thing = Binding::Alert(AlertIx(declared.alerts.len()));
                if self.define(&alert.name, thing, declared) {
                    declared.alerts.push(alert);
                }
            }
            Statement::Refusal(refusal) => {
                let thing = Binding::Refusal(RefusalIx(declared.refusals.len()));
                if self.define(&refusal.name, thing, declared) {
                    declared.refusals.push(refusal);
                }
            }
            Statement::Table(table) => self.declare_table(table, declared),
            Statement::Feedback(feedback) => declared.feedback.push(feedback),
            Statement::Compare(compare) => declared.compares.push(compare),
            Statement::Follows(follows) => declared.follows.push(follows),
            Statement::Test(test) => declared.tests.push(test),
            Statement::Title(_)
            | Statement::About(_)
            | Statement::Cite(_)
            | Statement::Licence(_)
            | Statement::WordingByLicence(_)
            | Statement::Status(_)
            | Statement::Language(_)
            | Statement::Note(_) => {}
        }
        if let Statement::Scale(scale) = statement {
            self.declare_scale(scale);
        }
    }

    /// Gives a column its name; false if the name is taken.
    pub(super) fn define(&mut self, word: &Word, thing: Binding, declared: &mut Declared<'_>) -> bool {
        let lower = word.text.to_lowercase();
        if RESULT_COLUMNS.contains(&lower.as_str()) {
            let message = format!("`{}` is a column of every result and cannot be {}", word.text, thing.word());
            self.report(&codes::NAME_OF_A_RESULT, word.span, message, "choose another name".to_owned());
            self.poisoned.insert(word.text.clone());
            // What is lacking without it, and what it uses, would be echoes.
            self.poisoned.extend(thing.word().split(' ').next_back().map(str::to_owned));
            return false;
        }
        if let Some(before) = declared.places.get(&lower) {
            let diagnostic =
                crate::source::Diagnostic::new(&codes::DEFINED_TWICE, word.span, format!("`{}` is defined twice", word.text))
                    .label(*before, "here for the first time")
                    .help("give one of the two another name");
            self.diagnostics.push(diagnostic);
            return false;
        }
        declared.places.insert(lower, word.span);
        self.things.insert(word.text.clone(), thing);
        true
    }

    fn declare_informants(&mut self, informants: &[tree::Informant]) {
        if let Some(one_too_many) = informants.get(limits::INFORMANTS) {
            let message = format!("a measure may have {} informants", limits::INFORMANTS);
            self.report(&codes::TOO_MANY, one_too_many.name.span, message, None);
        }
        for informant in informants.iter().take(limits::INFORMANTS) {
            if self.instrument.informant(&informant.name.text).is_some() {
                let message = format!("informant `{}` is defined twice", informant.name.text);
                self.report(&codes::DEFINED_TWICE, informant.name.span, message, "give one of the two another name".to_owned());
                continue;
            }
            let label = informant.label.as_ref().map_or_else(|| informant.name.text.clone(), |label| label.value.clone());
            self.instrument.informants.push(Informant { name: informant.name.text.clone(), label });
        }
    }

    /// Reports a word that stands twice in one list.
    pub fn check_repeats(&mut self, words: &[Word]) {
        let mut seen = HashSet::new();
        for word in words.iter().filter(|word| !seen.insert(word.text.as_str())) {
            self.report(
                &codes::DEFINED_TWICE,
                word.span,
                format!("`{}` stands in this list twice", word.text),
                "delete one".to_owned(),
            );
        }
    }

    /// Two limits, the lower first.
    pub fn limits(&mut self, low: &Literal, high: &Literal, whole: bool) -> Option<(f64, f64)> {
        let span = low.span.to(high.span);
        if low.value >= high.value {
            let message = format!("the lower limit {} is not below the upper limit {}", low.value, high.value);
            self.report(&codes::EMPTY_LIMITS, span, message, "swap or correct them".to_owned());
            return None;
        }
        if whole && (low.value.fract() != 0.0 || high.value.fract() != 0.0) {
            self.report(
                &codes::EMPTY_LIMITS,
                span,
                "whole numbers have whole limits",
                "write `as decimal`, or whole limits".to_owned(),
            );
            return None;
        }
        if low.value.abs().max(high.value.abs()) > limits::NUMBER {
            self.report(&codes::BEYOND_REASON, span, "numbers beyond 1e15 are not exact", "choose narrower limits".to_owned());
            return None;
        }
        Some((low.value, high.value))
    }

    fn declare_page<'a>(&mut self, page: &'a tree::Page, around: &Around<'a>, declared: &mut Declared<'a>) {
        let title = self.full(&page.title);
        let is_random = page.random.is_some();
        self.instrument.pages.push(Page { title, is_random, intros: vec![], items: vec![] });
        let inside = Around { page: Some(self.instrument.pages.len() - 1), blocks: around.blocks.clone() };
        for statement in &page.statements {
            self.declare_statement(statement, &inside, declared);
        }
    }

    /// The page that a statement stands on; outside pages a new one begins after each page.
    fn page_for(&mut self, page: Option<usize>) -> usize {
        if let Some(page) = page {
            return page;
        }
        if self.instrument.pages.last().is_none_or(|page| !page.title.is_empty()) {
            self.instrument.pages.push(Page { title: String::new(), is_random: false, intros: vec![], items: vec![] });
        }
        self.instrument.pages.len() - 1
    }

    fn declare_item<'a>(&mut self, item: &'a tree::Item, around: &Around<'a>, declared: &mut Declared<'a>) {
        let page = self.page_for(around.page);
        if declared.items.len() < limits::ITEMS && self.is_meant_as_flag(item, declared) {
            return;
        }
        for (at, name) in self.names_of(&item.run).into_iter().enumerate() {
            if declared.items.len() >= limits::ITEMS {
                break;
            }
            if item.kind.members().is_some() {
                self.declare_allotment((&name, at), item, (page, around), declared);
                continue;
            }
            if self.define(&name, Binding::Item(ItemIx(declared.items.len())), declared) {
                declared.items.push(DeclaredItem { name, item, at, page, blocks: around.blocks.clone(), member: None });
            }
        }
    }

    /// Whether what is read as the name of an item was meant as a flag of the one before it, which is then said. Two
    /// slips of the pen are certain only behind another name on its line; elsewhere such a word may well be a name,
    /// and there is a warning.
    fn is_meant_as_flag(&mut self, item: &tree::Item, declared: &Declared<'_>) -> bool {
        let name = &item.run.first;
        let Some(meant) = meant_flag(&name.text).filter(|_| item.run.last.is_none()) else { return false };
        let has_it = match meant.flag {
            "reversed" => item.reversed.is_some(),
            "optional" => item.optional.is_some(),
            _ => item.unscored.is_some(),
        };
        if has_it {
            return false;
        }
        let is_behind = |before: &&DeclaredItem<'_>| {
            before.item.text.wording.is_none() && !self.file.slice(before.name.span.to(name.span)).contains('\n')
        };
        let before = declared.items.last().filter(is_behind).map(|before| before.name.text.clone());
        let message = format!("`{}` is read as the name of an item", name.text);
        if !meant.is_certain && before.is_none() {
            self.report_as(
                Severity::Warning,
                &codes::ALMOST_A_FLAG,
                name.span,
                message,
                format!("if the flag is meant, write `{}`", meant.flag),
            );
            return false;
        }
        let example = before.as_ref().map_or(String::new(), |before| format!(": `{before} {}`", meant.flag));
        let help = format!("the flag is written `{}`{example}; if an item is meant, give it another name", meant.flag);
        self.report(&codes::ALMOST_A_FLAG, name.span, message, help);
        self.poisoned.insert(name.text.clone());
        // What the one before it lacks may be its own, as its text.
        self.poisoned.extend(before);
        true
    }

    fn check_number_of_items(&mut self, declared: &Declared<'_>) {
        if declared.items.len() >= limits::ITEMS {
            let message = format!("the instrument has {} items or more, and fewer are allowed", limits::ITEMS);
            self.report(&codes::TOO_MANY, declared.keyword, message, None);
        }
    }

    /// The names of a run: `q1 to q3` is `q1`, `q2`, `q3`.
    pub fn names_of(&mut self, run: &Run) -> Vec<Word> {
        let Some(last) = &run.last else {
            return vec![run.first.clone()];
        };
        let Some(rise) = Rise::of(&run.first.text, &last.text) else {
            let message = format!("`{} to {}` is not a run of names", run.first.text, last.text);
            self.report(
                &codes::NOT_A_RUN,
                run.span(),
                message,
                "write the same letters with rising numbers, as `q1 to q12`; with zeros before both or neither, as `q01 to q12`; or a rising \
                 letter, as `q1a to q1c`".to_owned(),
            );
            return vec![];
        };
        if rise.count() > limits::ITEMS as u64 {
            let message = format!("this run has {} names, and {} are allowed", rise.count(), limits::ITEMS);
            self.report(&codes::TOO_MANY, run.span(), message, "check the last number".to_owned());
            return vec![];
        }
        self.run_names += usize::try_from(rise.count()).unwrap_or(limits::RUN_NAMES);
        if self.run_names > limits::RUN_NAMES {
            let message = format!("the runs of this file stand for more than {} names together", limits::RUN_NAMES);
            self.report(&codes::TOO_MANY, run.span(), message, "name them fewer times".to_owned());
            return vec![];
        }
        rise.names().map(|text| Word { text, span: run.span() }).collect()
    }

    fn declare_table<'a>(&mut self, table: &'a tree::Table, declared: &mut Declared<'a>) {
        if self.tables.contains_key(&table.name.text) {
            let message = format!("table `{}` is defined twice", table.name.text);
            self.report(&codes::DEFINED_TWICE, table.name.span, message, "give one of the two another name".to_owned());
            return;
        }
        let groups = self.table_groups(table);
        self.tables.insert(table.name.text.clone(), crate::instrument::TableIx(self.instrument.tables.len()));
        let by = table.by.iter().map(|word| word.text.clone()).collect();
        self.instrument.tables.push(Table { name: table.name.text.clone(), by, groups });
        declared.tables.push(table);
    }
}
