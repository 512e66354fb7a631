use maud::{DOCTYPE, Markup, PreEscaped, html};

mod beside;
mod conditions;
mod letters;
mod sheets;

use super::whole::TOKENS;
use crate::administer::{MediaContents, Texts, how_dealt};
use crate::instrument::{Allotment, InformantIx, Instrument, Item, ItemIx, Kind, NONE, ScaleIx, ScaleSteps};
use crate::phrases::Phrases;
use sheets::Unit;

/// A questionnaire for paper.
#[derive(Clone, Copy, Debug)]
pub struct PaperForm<'a> {
    /// The measure.
    pub instrument: &'a Instrument,
    /// Who answers it.
    pub informant: InformantIx,
    /// Its words.
    pub texts: &'a Texts,
    /// What its pictures hold; of those that are not among them it is said what they show.
    pub media: &'a MediaContents,
    /// What the paper says of its own.
    pub phrases: &'a Phrases,
    /// Whether each question stands alone, in large letters; else questions on one scale stand in a grid.
    pub is_large: bool,
    /// Whose paper it is; empty where that is not known.
    pub service: &'a str,
}

/// A questionnaire as a page that a browser prints on sheets of A4: numbered questions, an example of how to fill it
/// in, conditions in words, the codes for entry in the margin, and no question that breaks over two sheets.
pub fn paper_page(form: &PaperForm<'_>) -> String {
    let PaperForm { instrument, informant, texts, media, phrases, is_large, service } = *form;
    let pages = instrument.pages.iter().flat_map(|page| page.items.iter().copied());
    // The members of what ranks or shares out stand at the first of them.
    let is_begun = |item: &ItemIx| instrument.member(*item).is_none_or(|(_, at)| at == 0);
    let asked = pages.filter(|item| instrument.items[*item].is_for(informant)).filter(is_begun).collect();
    let paper = Paper { instrument, informant, texts, media, phrases, is_large, service, asked };
    let direction = if texts.language.is_right_to_left() { "rtl" } else { "ltr" };
    html! {
        (DOCTYPE)
        html lang=(texts.language) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
                title { (paper.title()) }
                style { (PreEscaped(TOKENS)) (PreEscaped(include_str!("paper.css"))) }
            }
            body { main { (paper.markup()) } }
        }
    }
    .into_string()
}

struct Paper<'a> {
    instrument: &'a Instrument,
    informant: InformantIx,
    texts: &'a Texts,
    media: &'a MediaContents,
    phrases: &'a Phrases,
    is_large: bool,
    service: &'a str,
    /// The items that are asked, in order; their places are the numbers on the paper.
    asked: Vec<ItemIx>,
}

impl Paper<'_> {
    fn title(&self) -> &str {
        self.texts.of("title").unwrap_or(&self.instrument.title)
    }

    /// The question; of what ranks or shares out without its members.
    fn question(&self, item: ItemIx) -> &str {
        let name = self.instrument.member(item).map_or(&self.instrument.items[item].name, |(allotment, _)| &allotment.name);
        self.texts.item_called(self.instrument, name, self.informant).unwrap_or(name)
    }

    fn number(&self, item: ItemIx) -> usize {
        self.asked.iter().position(|there| *there == item).map_or(0, |at| at + 1)
    }

    fn markup(&self) -> Markup {
        let sheets = self.sheets();
        let count = sheets.len();
        html! {
            @for (at, sheet) in sheets.iter().enumerate() {
                div class=(if self.is_large { "a4 form" } else { "a4 form dense" }) {
                    @if at == 0 { (self.head()) (self.filling_in()) }
                    (self.sheet(sheet))
                    @if at + 1 < count { p.turn-over { (self.phrases.say(if at % 2 == 0 { "paper-overleaf" } else { "paper-next-sheet" })) } } @else { p.bye { (self.phrases.say("paper-thanks")) } }
                    (self.foot(at + 1, count))
                }
            }
        }
    }

    fn head(&self) -> Markup {
        let informant = &self.instrument.informants[self.informant];
        let who = self.texts.of(&format!("informant {}", informant.name)).unwrap_or(&informant.label);
        html! {
            header {
                div { @if !self.service.is_empty() { p.brand { (self.service) } } h1 { (self.title()) } p.of { (who) } }
                div.boxes {
                    @for (label, parts) in [("case-code", &[8][..]), ("occasion", &[2]), ("date", &DAY)] {
                        div { span { (self.phrases.say(label)) } (boxes(parts)) }
                    }
                }
            }
        }
    }

    /// How to fill it in, in sentences: what the first part says of itself among them.
    fn how(&self) -> Vec<String> {
        let is_titled = self.instrument.pages.first().is_some_and(|page| !page.title.is_empty());
        let intro = self.texts.intro(self.instrument, 1, self.informant).filter(|_| is_titled).map(str::to_owned);
        let said = ["paper-cross", "paper-wrong"].map(|id| self.phrases.say(id));
        let sound = self.sounds_at(std::iter::once(INTRO.to_owned())).filter(|_| is_titled);
        [said.join(" ")].into_iter().chain(intro).chain(sound).chain([self.phrases.say("paper-skip")]).collect()
    }

    fn filling_in(&self) -> Markup {
        html! {
            section.how aria-label=(self.phrases.say("paper-how")) {
                div { h2 { (self.phrases.say("paper-how")) } (self.picture(INTRO)) @for text in self.how() { p { (text) } } }
                (self.example())
            }
        }
    }

    /// Answers of the first scale, of which one has a cross.
    fn example(&self) -> Markup {
        let scale = self.asked.iter().find_map(|item| {
            self.instrument.items[*item].kind.scale().filter(|scale| self.instrument.scales[*scale].points().is_some())
        });
        let Some(scale) = scale else { return html! {} };
        let points = self.answers_of(scale);
        let points: Vec<&(String, String)> = points.iter().filter(|(code, _)| code != NO_ANSWER).collect();
        let shown = &points[points.len().saturating_sub(4)..points.len().saturating_sub(1).max(1)];
        let Some((_, crossed)) = shown.last() else { return html! {} };
        let told = if crossed.is_empty() {
            self.phrases.say("paper-example")
        } else {
            self.phrases.with("paper-example-of", [("answer", crossed.as_str().into())])
        };
        html! {
            figure {
                figcaption { (told) }
                div.circles {
                    @for (at, (_, words)) in shown.iter().enumerate() { div { b.on[at + 1 == shown.len()] {} span { (words) } } }
                }
            }
        }
    }

    fn foot(&self, sheet: usize, sheets: usize) -> Markup {
        let told = self.phrases.with("paper-sheet", [("sheet", sheet.into()), ("sheets", sheets.into())]);
        html! {
            footer {
                span { (told) }
                span dir="ltr" { (self.instrument.reference()) " · " (self.instrument.informants[self.informant].name) " · " (self.texts.language) " · " (&self.instrument.sha256[..12]) }
            }
        }
    }

    /// A sheet: rows of one scale that follow one another are a grid, under the title of their part.
    fn sheet(&self, units: &[Unit]) -> Markup {
        let is_row_of = |unit: &Unit, of: ScaleIx| matches!(unit, Unit::Row(_, scale) if *scale == of);
        let mut at = 0;
        let mut shown = Vec::new();
        while let Some(unit) = units.get(at) {
            at += 1;
            match *unit {
                Unit::Part(number, place) => match units.get(at) {
                    Some(Unit::Row(_, scale)) => {
                        let rows = units[at..].iter().take_while(|unit| is_row_of(unit, *scale)).count();
                        shown.push(self.grid(Some((number, place)), *scale, &units[at..at + rows]));
                        at += rows;
                    }
                    Some(Unit::Part(..) | Unit::Question(_)) | None => shown.push(self.part(number, place)),
                },
                Unit::Row(_, scale) => {
                    let rows = units[at - 1..].iter().take_while(|unit| is_row_of(unit, scale)).count();
                    shown.push(self.grid(None, scale, &units[at - 1..at - 1 + rows]));
                    at += rows - 1;
                }
                Unit::Question(item) => shown.push(self.asked(item)),
            }
        }
        html! { @for part in &shown { (part) } }
    }

    fn title_of_part(&self, number: usize, place: usize) -> &str {
        let own = self.instrument.pages.get(place).map_or("", |page| page.title.as_str());
        self.texts.of(&format!("page {number} title")).unwrap_or(own)
    }

    fn part(&self, number: usize, place: usize) -> Markup {
        html! {
            h2 { (self.title_of_part(number, place)) }
            (self.intro(number))
        }
    }

    /// What a part says of itself; the first says it where it is told how to fill the paper in.
    fn intro(&self, number: usize) -> Markup {
        let path = format!("page {number} intro");
        let is_here = number > 1;
        html! {
            @if is_here { (self.picture(&path)) }
            @if let Some(intro) = self.texts.intro(self.instrument, number, self.informant).filter(|_| is_here) { p.intro { (intro) } }
            @if let Some(sound) = self.sounds_at(std::iter::once(path)).filter(|_| is_here) { p.intro { (sound) } }
        }
    }

    fn grid(&self, part: Option<(usize, usize)>, scale: ScaleIx, rows: &[Unit]) -> Markup {
        let answers = self.answers_of(scale);
        let codes: Vec<&str> = answers.iter().map(|(code, _)| code.as_str()).collect();
        html! {
            @if let Some((number, _)) = part { (self.intro(number)) }
            table.grid {
                @if let Some((number, place)) = part { caption { (self.title_of_part(number, place)) } }
                thead {
                    tr {
                        td {}
                        @for (code, words) in &answers { th scope="col" class=[(code == NO_ANSWER).then_some("none")] { (self.picture(&self.path_of_answer(scale, code))) (words) } }
                        td.entry aria-hidden="true" dir="ltr" { (codes.join(" ")) }
                    }
                }
                tbody {
                    @for unit in rows {
                        @if let Unit::Row(item, _) = unit {
                            tr {
                                th scope="row" { span.no { (self.number(*item)) } (self.picture(&self.path_of(*item))) (self.question(*item)) @for aside in self.asides(*item) { " " i { (aside) } } }
                                @for (code, _) in &answers { td class=[(code == NO_ANSWER).then_some("none")] { b {} } }
                                td.entry aria-hidden="true" dir="ltr" { (self.instrument.items[*item].name) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn asked(&self, item: ItemIx) -> Markup {
        let model = &self.instrument.items[item];
        html! {
            fieldset.q {
                legend { span.no { (self.number(item)) } span.qtext { (self.picture(&self.path_of(item))) (self.question(item)) } }
                @for aside in self.asides(item) { p.aside { (aside) } }
                @match self.instrument.member(item) {
                    Some((allotment, _)) => {
                        (self.dealt(item, allotment))
                        small.entry aria-hidden="true" dir="ltr" { (allotment.name) br; (self.codes(model)) }
                    }
                    None => {
                        (self.answer(item, model))
                        small.entry aria-hidden="true" dir="ltr" { (model.name) br; (self.codes(model)) }
                    }
                }
            }
        }
    }

    /// What is said beside a question: when it is asked, how it is answered, and that it may be left open.
    fn asides(&self, item: ItemIx) -> Vec<String> {
        let model = &self.instrument.items[item];
        let when = model.asked_when.as_ref().map(|condition| self.only_if(condition));
        let how = match &model.kind {
            Kind::Scale(scale) if self.instrument.scales[*scale].points().is_none() => Some("paper-line"),
            Kind::Choices(..) => Some("choose-any"),
            Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time => None,
        };
        let how = how.map(|id| ended(self.phrases.alone(id)));
        let how = how.or_else(|| self.instrument.member(item).map(|(allotment, _)| how_dealt(allotment, self.phrases)));
        let open = model.optional.then(|| ended(self.phrases.alone("paper-may-be-open")));
        [when, self.sounds(item), how, open].into_iter().flatten().collect()
    }

    /// The points of a scale with their codes, the visible non-answer last.
    fn answers_of(&self, scale: ScaleIx) -> Vec<(String, String)> {
        let scale = &self.instrument.scales[scale];
        let label = |path: String| self.texts.of(&path).unwrap_or_default().to_owned();
        let points = scale.points().unwrap_or_default().iter();
        let points = points.map(|point| {
            let (code, words) = (point.code().into_owned(), label(format!("scale {} {}", scale.name, point.code())));
            (code.clone(), if words.is_empty() { code } else { words })
        });
        let none = scale.none.iter().map(|_| (NO_ANSWER.to_owned(), label(format!("scale {} none", scale.name))));
        points.chain(none).collect()
    }

    /// What whoever enters the paper types.
    fn codes(&self, item: &Item) -> String {
        match &item.kind {
            Kind::Scale(scale) => match &self.instrument.scales[*scale].steps {
                ScaleSteps::Points(_) => {
                    self.answers_of(*scale).iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(" ")
                }
                ScaleSteps::Line { min, max, .. } if *min == 0.0 && *max == 100.0 => "0–100 mm".to_owned(),
                ScaleSteps::Line { min, max, .. } => format!("{min}–{max}: 100 mm"),
            },
            Kind::Choices(choices, or_none) => {
                let none = or_none.then_some(NONE);
                choices.iter().map(|choice| choice.name.as_str()).chain(none).collect::<Vec<_>>().join(" ")
            }
            Kind::Whole(low, high) | Kind::Decimal(low, high) => format!("{low}–{high}"),
            Kind::Date => "2026-11-24".to_owned(),
            Kind::Time => "14:30".to_owned(),
            Kind::Text(most) => format!("≤ {most}"),
        }
    }

    /// Boxes for the number of each of those that are ranked, or that share.
    fn dealt(&self, item: ItemIx, allotment: &Allotment) -> Markup {
        let digits = allotment.range().max.to_string().len();
        html! {
            div.dealt {
                @for (at, path) in self.paths_of_choices(item).iter().enumerate() {
                    div { (boxes(&[digits])) (self.picture(path)) span { (self.texts.member(allotment, at)) } }
                }
            }
        }
    }

    fn answer(&self, at: ItemIx, item: &Item) -> Markup {
        match &item.kind {
            Kind::Scale(scale) => match &self.instrument.scales[*scale].steps {
                ScaleSteps::Points(_) => html! {
                    div.circles { @for (code, words) in self.answers_of(*scale) { div class=[(code == NO_ANSWER).then_some("none")] { b {} (self.picture(&self.path_of_answer(*scale, &code))) span { (words) } } } }
                },
                ScaleSteps::Line { .. } => {
                    let end =
                        |which: &str| self.texts.of(&format!("item {} {which} end", item.name)).unwrap_or_default().to_owned();
                    html! {
                        div.pline {
                            span { (end("low")) }
                            svg viewBox="0 0 1000 60" aria-hidden="true" { path d="M0 30H1000M0 8v44M1000 8v44" stroke="#000" stroke-width="5" fill="none" {} }
                            span { (end("high")) }
                        }
                    }
                }
            },
            Kind::Choices(choices, or_none) => html! {
                div.choices {
                    @for (choice, path) in choices.iter().zip(self.paths_of_choices(at)) {
                        @let text = choice.text();
                        div { b {} (self.picture(&path)) span { (self.texts.of(&path).unwrap_or(&text)) } }
                    }
                    @if *or_none { div { b {} span { (self.phrases.alone("none-of-these")) } } }
                }
            },
            Kind::Whole(low, high) | Kind::Decimal(low, high) => {
                html! { div.number { (boxes(&[5])) span { (self.phrases.say("number-from")) " " (low) "–" (high) } } }
            }
            Kind::Date => html! { div.number { (boxes(&DAY)) span { (self.phrases.say("paper-day")) } } },
            Kind::Time => html! { div.number { (boxes(&[2])) span { ":" } (boxes(&[2])) } },
            Kind::Text(_) => html! { div.rules { i {} i {} i {} } },
        }
    }
}

/// The path of the introduction of the first part, which stands where it is told how to fill the paper in.
const INTRO: &str = "page 1 intro";

/// A day on paper: its day, its month and its year, as all the languages of these papers write them.
const DAY: [usize; 3] = [2, 2, 4];

/// Boxes to write letters or digits in, in parts.
fn boxes(parts: &[usize]) -> Markup {
    html! { div.parts { @for part in parts { div.bx { @for _ in 0..*part { i {} } } } } }
}

/// The code of the visible non-answer on paper.
const NO_ANSWER: &str = "–";

/// Words as a sentence of its own.
fn ended(words: String) -> String {
    if words.ends_with(['.', '!', '?', '؟']) { words } else { words + "." }
}
