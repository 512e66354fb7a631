use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::administer::Texts;
use crate::instrument::{InformantIx, Instrument, Item, Kind, Page, ScaleSteps};
use crate::phrases::Phrases;

/// A questionnaire for paper: a page that a browser prints, with boxes to tick, the codes that are entered later, and
/// no question that breaks over two sheets.
pub fn paper_page(instrument: &Instrument, informant: InformantIx, texts: &Texts, phrases: &Phrases) -> String {
    let sheet = Paper { instrument, informant, texts, phrases };
    let direction = if texts.language.is_right_to_left() { "rtl" } else { "ltr" };
    html! {
        (DOCTYPE)
        html lang=(texts.language) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (texts.of("title").unwrap_or(&instrument.title)) }
                style { (PreEscaped(include_str!("paper.css"))) }
            }
            body { (sheet.head()) @for (number, page) in sheet.pages() { (sheet.page(number, page)) } (sheet.foot()) }
        }
    }
    .into_string()
}

struct Paper<'a> {
    instrument: &'a Instrument,
    informant: InformantIx,
    texts: &'a Texts,
    phrases: &'a Phrases,
}

impl Paper<'_> {
    fn head(&self) -> Markup {
        let informant = &self.instrument.informants[self.informant];
        let who = self.texts.of(&format!("informant {}", informant.name)).unwrap_or(&informant.label);
        html! {
            header {
                h1 { (self.texts.of("title").unwrap_or(&self.instrument.title)) }
                p.who { (who) }
                div.boxes {
                    @for (label, boxes) in [("case-code", 8), ("occasion", 2), ("date", 8)] {
                        div { span { (self.phrases.say(label)) } div { @for _ in 0..boxes { i {} } } }
                    }
                }
            }
        }
    }

    fn foot(&self) -> Markup {
        html! { footer { (self.instrument.reference()) " · " (self.instrument.informants[self.informant].name) " · " (self.texts.language) " · " (&self.instrument.sha256[..12]) } }
    }

    /// Pages with their numbers among those that have a title, as far as the informant is asked anything on them.
    fn pages(&self) -> Vec<(usize, &Page)> {
        let mut number = 0;
        let numbered = self.instrument.pages.iter().map(|page| {
            number += usize::from(!page.title.is_empty());
            (number, page)
        });
        numbered.filter(|(_, page)| page.items.iter().any(|item| self.instrument.items[*item].is_for(self.informant))).collect()
    }

    fn page(&self, number: usize, page: &Page) -> Markup {
        let items = page.items.iter().map(|item| &self.instrument.items[*item]).filter(|item| item.is_for(self.informant));
        html! {
            section {
                @if !page.title.is_empty() {
                    h2 { (self.texts.of(&format!("page {number} title")).unwrap_or(&page.title)) }
                    @if let Some(intro) = self.texts.intro(self.instrument, number, self.informant) { p.intro { (intro) } }
                }
                @for item in items { (self.item(item)) }
            }
        }
    }

    fn item(&self, item: &Item) -> Markup {
        html! {
            fieldset {
                legend { span.code { (item.name) } " " (self.texts.item(self.instrument, item, self.informant).unwrap_or(&item.name)) }
                p.hint {
                    @if let Some(key) = &item.asked_key { (self.phrases.say("only-if")) ": " code { (key) } ". " }
                    @if item.optional { (self.phrases.say("may-be-left-open")) ". " }
                    @if item.kind.choices().is_some() { (self.phrases.say("choose-any")) ". " }
                }
                (self.answer(item))
            }
        }
    }

    fn answer(&self, item: &Item) -> Markup {
        match &item.kind {
            Kind::Scale(scale) => {
                let scale = &self.instrument.scales[*scale];
                match &scale.steps {
                    ScaleSteps::Points(points) => {
                        let label = |path: String| self.texts.of(&path).unwrap_or_default().to_owned();
                        let points = points
                            .iter()
                            .map(|point| (point.value.to_string(), label(format!("scale {} {}", scale.name, point.value))));
                        let none = scale.none.iter().map(|_| ("–".to_owned(), label(format!("scale {} none", scale.name))));
                        html! { div.points { @for (code, label) in points.chain(none) { div { b {} span { (label) } small { (code) } } } } }
                    }
                    ScaleSteps::Line { min, max, .. } => {
                        let end = |which: &str| {
                            self.texts.of(&format!("item {} {which} end", item.name)).unwrap_or_default().to_owned()
                        };
                        html! { div.line { span { (end("low")) small { (min) } } hr; span { (end("high")) small { (max) } } } }
                    }
                }
            }
            Kind::Choices(choices) => html! {
                div.choices {
                    @for choice in choices {
                        @let text = choice.text();
                        div { b {} span { (self.texts.of(&format!("item {} choice {}", item.name, choice.name)).unwrap_or(&text)) } small { (choice.name) } }
                    }
                }
            },
            Kind::Whole(low, high) | Kind::Decimal(low, high) => {
                html! { div.number { @for _ in 0..5 { i {} } small { (low) "–" (high) } } }
            }
            Kind::Date => html! { div.number { @for _ in 0..8 { i {} } } },
            Kind::Time => html! { div.number { @for _ in 0..2 { i {} } small { ":" } @for _ in 0..2 { i {} } } },
            Kind::Text(_) => html! { div.lines { @for _ in 0..4 { hr; } } },
        }
    }
}
