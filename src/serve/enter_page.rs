use std::collections::BTreeMap;

use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::code_page::{language_options, newest_first};
use super::desk::desk;
use super::entering::{Hand, Looked, Paper, field, field_of_first, usual_language};
use super::icons::Icon;
use super::inviting::occasion_field;
use super::page::{Failure, Form};
use super::same::same;
use super::secret::token;
use super::staff::Staff;
use super::work::today;
use super::{Measure, Served, facts};
use crate::administer::{PaperQuestion, Untaken, how_dealt, margin_codes};
use crate::instrument::{ItemIx, Kind, ScaleSteps, id_of};
use crate::store::Kept;

/// The page on which a sheet of paper is typed over.
pub(super) struct Page<'a> {
    pub(super) served: &'a Served,
    pub(super) staff: &'a Staff,
    /// The code of the case.
    pub(super) code: &'a str,
    pub(super) paper: &'a Paper<'a>,
    /// The language that was chosen for it, by its tag.
    pub(super) language: &'a str,
}

/// What stands in the fields of a page.
struct Fields<'a> {
    hand: Hand,
    /// What tells this sheet from others that are sent.
    sheet: String,
    /// What was typed; nothing at first.
    form: Option<&'a Form>,
    /// Whether answers are typed anew.
    is_anew: bool,
    /// What is known of the case, by the names of fields.
    known: &'a BTreeMap<String, String>,
    notice: Option<&'a str>,
    looked: Option<&'a Looked>,
}

impl Fields<'_> {
    fn value(&self, name: &str, usual: &str) -> String {
        self.form.map_or(usual, |form| form.get(name)).to_owned()
    }

    fn answer(&self, item: &str) -> String {
        if self.is_anew { String::new() } else { self.value(&field(item), "") }
    }

    fn first(&self, item: &str) -> String {
        self.value(&if self.is_anew { field(item) } else { field_of_first(item) }, "")
    }

    /// Whether somebody wanted the sheet kept.
    fn was_to_be_kept(&self) -> bool {
        self.form.is_some_and(|form| form.get("do") == "keep")
    }
}

/// Where paper is typed over.
fn address(code: &str) -> String {
    format!("/office/cases/{code}/paper")
}

/// The page on which it is chosen which paper is typed over.
pub(super) fn choice(served: &Served, staff: &Staff, code: &str, last: Option<&Kept>) -> Result<Response, Failure> {
    let (phrases, shelf) = (&staff.phrases, served.shelf());
    let title = phrases.with("enter-paper-of", [("case", code.into())]);
    let measures: Vec<&Measure> = shelf.measures().iter().collect();
    let usual = last.map_or("", |kept| id_of(&kept.record.measure));
    let is_usual = |measure: &Measure, who: &str| {
        measure.instrument.id == usual && last.is_some_and(|kept| kept.record.identity.informant == who)
    };
    // Of the versions of a measure the newest stands first.
    let ordered = newest_first(&measures);
    let chosen = ordered.iter().find(|measure| measure.instrument.id == usual).map(|measure| measure.instrument.reference());
    let body = html! {
        (way_back(staff, code))
        h1 { (title) }
        form.fields method="get" action=(address(code)) {
            label for="measure" { (phrases.say("measure-choice")) }
            select #measure name="measure" {
                @for measure in ordered {
                    @let (reference, worded) = (measure.instrument.reference(), measure.worded_in(&phrases.language));
                    @for informant in &measure.instrument.informants {
                        @let is_chosen = chosen.as_ref() == Some(&reference) && is_usual(measure, &informant.name);
                        option value=(format!("{reference} {}", informant.name)) lang=[measure.other_language(&phrases.language)] selected[is_chosen] {
                            (worded.title) " " (measure.instrument.version) ", " (worded.called(&informant.name))
                        }
                    }
                }
            }
            label for="language" { (phrases.say("enter-language")) }
            select #language name="language" {
                (language_options(served, phrases, &usual_language(last, &phrases.language)))
            }
            div.buttons { button.first { (phrases.say("next")) (Icon::Forward.drawn()) } }
        }
    };
    Ok(desk(served, staff, &address(code), &title, &body).into_response())
}

fn way_back(staff: &Staff, code: &str) -> Markup {
    html! { p { a href=(format!("/office/cases/{code}")) { (staff.phrases.with("case-named", [("case", code.into())])) } } }
}

impl Page<'_> {
    /// Before anything is typed.
    pub(super) fn blank(&self, known: &BTreeMap<String, String>) -> Result<Response, Failure> {
        let sheet = token().ok_or(Failure::Internal)?;
        self.shown(&Fields { hand: Hand::First, sheet, form: None, is_anew: false, known, notice: None, looked: None })
    }

    /// With all that was typed, and why it is not kept.
    pub(super) fn not_kept(
        &self,
        form: &Form,
        hand: Hand,
        notice: Option<&str>,
        looked: Option<&Looked>,
    ) -> Result<Response, Failure> {
        let sheet = form.get("sheet").to_owned();
        self.shown(&Fields { hand, sheet, form: Some(form), is_anew: false, known: &BTreeMap::new(), notice, looked })
    }

    /// The same sheet once more, without what was typed the first time.
    pub(super) fn once_more(&self, form: &Form) -> Result<Response, Failure> {
        let (sheet, known) = (form.get("sheet").to_owned(), &BTreeMap::new());
        self.shown(&Fields { hand: Hand::Second, sheet, form: Some(form), is_anew: true, known, notice: None, looked: None })
    }

    fn shown(&self, fields: &Fields<'_>) -> Result<Response, Failure> {
        let (phrases, instrument) = (&self.staff.phrases, self.paper.instrument());
        let worded = self.paper.measure.worded_in(&phrases.language);
        let who = &instrument.informants[self.paper.informant].name;
        let title = phrases.with("enter-paper-of", [("case", self.code.into())]);
        let today = today()?;
        let known = |name: &str| fields.value(name, fields.known.get(name).map_or("", String::as_str));
        let body = html! {
            (way_back(self.staff, self.code))
            h1 { (title) }
            p { (worded.title) " " (instrument.version) ", " (worded.called(who)) }
            form.entry method="post" action=(address(self.code)) novalidate data-enter-goes-on {
                (self.staff.field())
                @for (name, value) in self.hidden(fields) { input type="hidden" name=(name) value=(value); }
                // The first button of a form is the one that Enter presses where there is no script: it keeps nothing.
                button.hidden-text name="do" value="look" tabindex="-1" aria-hidden="true" {}
                (self.notices(fields))
                div.panel {
                    p.quiet { (phrases.say("enter-explained")) }
                    div.row {
                        div.field { (occasion_field(phrases, &fields.value("occasion", ""))) }
                        div.field {
                            label for="date" { (phrases.say("enter-date")) }
                            input #date type="date" name="date" max=(today) autofocus[fields.form.is_none()]
                                value=(fields.value("date", &today.to_string()));
                        }
                    }
                    (facts::fields_of_choice((&[self.paper.measure], &instrument.reference()), phrases, &known))
                }
                div.panel { (self.questions(fields)) }
                div.panel { (self.end(fields)) }
            }
        };
        Ok(desk(self.served, self.staff, &address(self.code), &title, &body).into_response())
    }

    fn named(&self) -> String {
        let instrument = self.paper.instrument();
        format!("{} {}", instrument.reference(), instrument.informants[self.paper.informant].name)
    }

    /// What the form carries besides what is typed.
    fn hidden(&self, fields: &Fields<'_>) -> Vec<(String, String)> {
        let own = [("case", self.code.to_owned()), ("measure", self.named()), ("language", self.language.to_owned())];
        let mut hidden: Vec<(String, String)> = own.map(|(name, value)| (name.to_owned(), value)).into();
        hidden.push(("hand".to_owned(), fields.hand.word().to_owned()));
        hidden.push(("sheet".to_owned(), fields.sheet.clone()));
        if fields.looked.is_none_or(|looked| looked.question.is_none()) {
            // What was decided about the same stays decided.
            hidden.extend(["same", "about"].map(|name| (name.to_owned(), fields.value(name, ""))));
        }
        if fields.hand == Hand::First {
            return hidden;
        }
        hidden.push(("twice".to_owned(), "yes".to_owned()));
        let items = self.paper.questions().into_iter().flat_map(|question| question.items);
        let names = items.map(|item| &self.paper.instrument().items[item].name);
        hidden.extend(names.map(|name| (field_of_first(name), fields.first(name))));
        hidden
    }

    /// Why the sheet is not kept, and what is to be decided.
    fn notices(&self, fields: &Fields<'_>) -> Markup {
        let phrases = &self.staff.phrases;
        let count = fields.looked.map_or(0, |looked| self.told(fields, looked));
        html! {
            @if let Some(words) = fields.notice { p.notice role="alert" { (words) } }
            @if fields.hand == Hand::Second && fields.is_anew { p.notice role="status" { (phrases.say("enter-once-more")) } }
            @if let Some(looked) = fields.looked {
                @if let Some((asked, question)) = &looked.question { (same(phrases, asked, question)) }
                @if !looked.differing.is_empty() { p.notice role="alert" { (phrases.say("enter-differ")) } }
                @else if count > 0 { p.notice role="alert" { (phrases.with("enter-not-kept", [("count", count.into())])) } }
            }
        }
    }

    /// How many fields something is said of.
    fn told(&self, fields: &Fields<'_>, looked: &Looked) -> usize {
        looked.untaken.iter().filter(|(_, why)| fields.was_to_be_kept() || *why != Untaken::Nothing).count()
    }

    fn questions(&self, fields: &Fields<'_>) -> Markup {
        let instrument = self.paper.instrument();
        let questions = self.paper.questions();
        let focus = self.focus(fields, &questions);
        let mut numbered = 0;
        let titles: Vec<Option<String>> = instrument
            .pages
            .iter()
            .map(|page| {
                numbered += usize::from(!page.title.is_empty());
                let own = || page.title.clone();
                let title = self.paper.texts.of(&format!("page {numbered} title")).map_or_else(own, str::to_owned);
                (!page.title.is_empty()).then_some(title)
            })
            .collect();
        let of_pages = questions.chunk_by(|one, other| one.page == other.page);
        html! {
            @for of_page in of_pages {
                @if let Some(title) = of_page.first().and_then(|first| titles.get(first.page)?.as_ref()) {
                    h2 lang=(self.paper.texts.language) { (title) }
                }
                @for question in of_page { (self.question(fields, question, focus)) }
            }
        }
    }

    /// The field in which whoever types goes on: the first of which something is said, or else the first that is empty.
    fn focus(&self, fields: &Fields<'_>, questions: &[PaperQuestion]) -> Option<ItemIx> {
        fields.form?;
        let name = |item: ItemIx| &self.paper.instrument().items[item].name;
        let items = || questions.iter().flat_map(|question| question.items.iter().copied());
        let is_asked = |item: &ItemIx| fields.looked.is_none_or(|looked| !looked.not_asked.contains(item));
        let wrong = items().find(|item| self.wrong(fields, *item).is_some());
        wrong.or_else(|| items().filter(is_asked).find(|item| fields.answer(name(*item)).is_empty()))
    }

    fn question(&self, fields: &Fields<'_>, question: &PaperQuestion, focus: Option<ItemIx>) -> Markup {
        let (instrument, texts) = (self.paper.instrument(), self.paper.texts);
        let Some(first) = question.items.first().copied() else { return html! {} };
        let language = &texts.language;
        match instrument.member(first) {
            Some((allotment, _)) => {
                let words = texts.item_called(instrument, &allotment.name, self.paper.informant).unwrap_or(&allotment.name);
                html! {
                    fieldset.entry-of-many {
                        legend {
                            span.no { (question.number) } " " span lang=(language) { (words) }
                            small { (how_dealt(allotment, &self.staff.phrases)) }
                        }
                        @for (at, item) in question.items.iter().enumerate() {
                            (self.row(fields, (*item, focus), &html! { span lang=(language) { (texts.member(allotment, at)) } }))
                        }
                    }
                }
            }
            None => {
                let name = &instrument.items[first].name;
                let words = texts.item_called(instrument, name, self.paper.informant).unwrap_or(name);
                let label = html! { span.no { (question.number) } " " span lang=(language) { (words) } };
                self.row(fields, (first, focus), &label)
            }
        }
    }

    /// The field of an item under its question, with its codes and what is said of what was typed.
    fn row(&self, fields: &Fields<'_>, (item, focus): (ItemIx, Option<ItemIx>), label: &Markup) -> Markup {
        let instrument = self.paper.instrument();
        let model = &instrument.items[item];
        let (name, value, wrong) = (field(&model.name), fields.answer(&model.name), self.wrong(fields, item));
        let of_wrong = wrong.as_ref().map(|_| format!("wrong-{}", model.name));
        let is_not_asked = fields.looked.is_some_and(|looked| looked.not_asked.contains(&item)) && wrong.is_none();
        let (is_text, has_focus) = (model.kind.is_text(), focus == Some(item));
        let is_long = matches!(model.kind, Kind::Choices(..) | Kind::Date);
        html! {
            div.entry-row.of-text[is_text].is-long[is_long] {
                label for=(name) {
                    (label)
                    small.quiet dir="ltr" { (model.name) " · " (margin_codes(instrument, item)) }
                    @if is_not_asked { span.tag { (self.staff.phrases.say("enter-was-not-asked")) } }
                }
                @if is_text {
                    textarea id=(name) name=(name) rows="2" aria-invalid=[wrong.as_ref().map(|_| "true")]
                        aria-describedby=[of_wrong.as_deref()] autofocus[has_focus] { "\n" (value) }
                } @else {
                    input id=(name) name=(name) type="text" autocomplete="off" autocapitalize="off" spellcheck="false" dir="ltr"
                        value=(value) aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[of_wrong.as_deref()]
                        autofocus[has_focus];
                }
                @if let (Some(id), Some(words)) = (&of_wrong, &wrong) { p.wrong id=(id) { (Icon::Warning.drawn()) (words) } }
            }
        }
    }

    /// What is said beside a field, where something is.
    fn wrong(&self, fields: &Fields<'_>, item: ItemIx) -> Option<String> {
        let (looked, phrases) = (fields.looked?, &self.staff.phrases);
        let instrument = self.paper.instrument();
        let name = &instrument.items[item].name;
        if looked.differing.contains(&item) {
            let first = fields.first(name);
            let told = if first.is_empty() { phrases.say("enter-first-nothing") } else { first };
            return Some(phrases.with("enter-first-was", [("answer", told.into())]));
        }
        let (_, why) = looked.untaken.iter().find(|(there, _)| *there == item)?;
        match why {
            Untaken::Nothing => fields.was_to_be_kept().then(|| phrases.say("enter-nothing")),
            Untaken::NoCode => {
                let told = [("typed", fields.answer(name).trim().to_owned().into()), ("codes", self.possible(item).into())];
                Some(phrases.with("enter-no-code", told))
            }
            Untaken::NotAsked => Some(phrases.say("enter-not-asked")),
            Untaken::Refused(refusal) => {
                let sentence = self.paper.texts.refusal(instrument, *refusal, phrases).into_owned();
                Some(phrases.with("enter-refused", [("sentence", sentence.into())]))
            }
        }
    }

    /// What can be typed for an item: the codes of the margin, and of a line its places.
    fn possible(&self, item: ItemIx) -> String {
        let instrument = self.paper.instrument();
        let scale = instrument.items[item].kind.scale().map(|scale| &instrument.scales[scale].steps);
        match scale {
            Some(ScaleSteps::Line { min, max, step }) => {
                let [min, second, max] = [*min, min + step, *max].map(|place| self.staff.phrases.written(&place.to_string()));
                format!("{min}, {second} … {max}")
            }
            Some(ScaleSteps::Points(_)) | None => margin_codes(instrument, item),
        }
    }

    /// What ends a sheet.
    fn end(&self, fields: &Fields<'_>) -> Markup {
        let phrases = &self.staff.phrases;
        html! {
            label.choice {
                input type="checkbox" name="blank" value="open" checked[!fields.is_anew && fields.value("blank", "") == "open"];
                span { (phrases.say("enter-blank-is-open")) }
            }
            @if fields.hand == Hand::First {
                label.choice {
                    input type="checkbox" name="twice" value="yes" checked[fields.value("twice", "") == "yes"];
                    span { (phrases.say("enter-twice")) small { (phrases.say("enter-twice-more")) } }
                }
            }
            div.buttons { button.first name="do" value="keep" { (phrases.say("enter-keep")) } }
        }
    }
}
