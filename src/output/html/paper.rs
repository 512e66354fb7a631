use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::page::direction;
use super::whole::{POLICY, TOKENS, logo};
use crate::output::data_address::data_address;
use crate::output::letterhead::Letterhead;
use crate::output::paper::{
    Answer, Block, Choice, End, Example, Grid, Introduction, PaperSheets, PaperSize, Question, Room, Sheet, Shown,
};

/// A paper form as a page that a browser prints.
pub fn paper_page(paper: &PaperSheets) -> String {
    html! {
        (DOCTYPE)
        html lang=(paper.language) dir=(direction(&paper.language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (paper.head.title) }
                style { (PreEscaped(TOKENS)) (PreEscaped(include_str!("paper.css"))) (PreEscaped(own_style(paper))) }
            }
            body { main { @for (at, sheet) in paper.sheets.iter().enumerate() { (sheet_markup(paper, sheet, at == 0)) } } }
        }
    }
    .into_string()
}

/// What this paper has otherwise.
fn own_style(paper: &PaperSheets) -> String {
    let letter = match paper.paper {
        PaperSize::A4 => "",
        PaperSize::Letter => LETTER,
    };
    let colour = paper.letterhead.colour.as_ref().map(|colour| format!(":root {{ --service: {colour}; }}\n"));
    format!("{letter}{}", colour.unwrap_or_default())
}

/// What is not as on A4: what is wider goes to the margins.
const LETTER: &str = "@page { size: letter; }
.a4 { inline-size: 215.9mm; min-block-size: 278.4mm; }
.form { padding-inline: 18.95mm 26.95mm; }
";

fn sheet_markup(paper: &PaperSheets, sheet: &Sheet, is_first: bool) -> Markup {
    html! {
        div class=(if paper.is_large { "a4 form" } else { "a4 form dense" }) {
            @if is_first { (head(paper)) (filling_in(paper)) }
            @for block in &sheet.blocks { (block_markup(block)) }
            @match &sheet.end {
                End::GoesOn(words) => p.turn-over { (words) },
                End::Thanks(words) => p.bye { (words) },
            }
            footer { span { (sheet.foot.0) } span dir="ltr" { (sheet.foot.1) } }
        }
    }
}

fn head(paper: &PaperSheets) -> Markup {
    let head = &paper.head;
    html! {
        header {
            div { (brand(&paper.letterhead)) h1 { (head.title) } p.of { (head.who) } }
            div.boxes { @for (label, parts) in &head.boxes { div { span { (label) } (boxes(parts)) } } }
        }
    }
}

fn brand(letterhead: &Letterhead) -> Markup {
    html! {
        @if letterhead.logo.is_some() || !letterhead.name.is_empty() { p.brand { (logo(letterhead)) (letterhead.name) } }
    }
}

fn filling_in(paper: &PaperSheets) -> Markup {
    let how = &paper.filling_in;
    html! {
        section.how aria-label=(how.heading) {
            div { h2 { (how.heading) } (picture(how.picture.as_ref())) @for text in &how.sentences { p { (text) } } }
            @if let Some(example) = &how.example { (example_markup(example)) }
        }
    }
}

fn example_markup(example: &Example) -> Markup {
    let Example { caption, answers } = example;
    html! {
        figure {
            figcaption { (caption) }
            div.circles {
                @for (at, words) in answers.iter().enumerate() { div { b.on[at + 1 == answers.len()] {} span { (words) } } }
            }
        }
    }
}

fn block_markup(block: &Block) -> Markup {
    match block {
        Block::Part { title, intro } => html! { h2 { (title) } (intro_markup(intro)) },
        Block::Grid(grid) => grid_markup(grid),
        Block::Question(question) => question_markup(question),
    }
}

fn intro_markup(intro: &Introduction) -> Markup {
    html! { (picture(intro.picture.as_ref())) @for sentence in &intro.sentences { p.intro { (sentence) } } }
}

/// A picture, or what it shows, before the words beside it.
fn picture(shown: Option<&Shown>) -> Markup {
    html! { (drawn(shown)) (told_instead(shown)) }
}

/// A picture within the page itself, where its file could be read.
fn drawn(shown: Option<&Shown>) -> Markup {
    let Some(Shown { alt, file: Some(file) }) = shown else { return html! {} };
    html! { img.shown src=(data_address(file.content.kind.media_type(), &file.content.bytes)) alt=(alt); }
}

/// What a picture shows, where its file could not be read.
fn told_instead(shown: Option<&Shown>) -> Markup {
    let Some(Shown { alt, file: None }) = shown else { return html! {} };
    html! { @if !alt.is_empty() { span.not-shown { "[" (alt) "] " } } }
}

/// The class of the visible non-answer.
fn apart(answer: &Answer) -> Option<&'static str> {
    answer.is_none.then_some("none")
}

fn grid_markup(grid: &Grid) -> Markup {
    html! {
        (intro_markup(&grid.intro))
        table.grid {
            @if let Some(title) = &grid.title { caption { (title) } }
            thead {
                tr {
                    td {}
                    @for answer in &grid.answers { th scope="col" class=[apart(answer)] { (picture(answer.picture.as_ref())) (answer.words) } }
                    td.entry aria-hidden="true" dir="ltr" { (grid.codes) }
                }
            }
            tbody {
                @for row in &grid.rows {
                    tr {
                        th scope="row" {
                            (drawn(row.picture.as_ref())) span.no { (row.number) }
                            (told_instead(row.picture.as_ref())) (row.question)
                            @for aside in &row.asides { " " i { (aside) } }
                        }
                        @for answer in &grid.answers { td class=[apart(answer)] { b {} } }
                        td.entry aria-hidden="true" dir="ltr" { (row.name) }
                    }
                }
            }
        }
    }
}

fn question_markup(question: &Question) -> Markup {
    html! {
        fieldset.q {
            legend { span.no { (question.number) } span.qtext { (picture(question.picture.as_ref())) (question.question) } }
            @for aside in &question.asides { p.aside { (aside) } }
            (room_markup(&question.room))
            small.entry aria-hidden="true" dir="ltr" { (question.entry.0) br; (question.entry.1) }
        }
    }
}

fn room_markup(room: &Room) -> Markup {
    html! {
        @match room {
            Room::Circles(answers) => div.circles {
                @for answer in answers {
                    div class=[apart(answer)] { b {} (picture(answer.picture.as_ref())) span { (answer.words) } }
                }
            },
            Room::Line { low, high } => div.pline {
                span { (low) }
                svg viewBox="0 0 1000 60" aria-hidden="true" { path d="M0 30H1000M0 8v44M1000 8v44" stroke="#000" stroke-width="5" fill="none" {} }
                span { (high) }
            },
            Room::Choices(choices) => div.choices { @for choice in choices { div { b {} (choice_markup(choice)) } } },
            Room::Boxes { parts, between: "", after } => div.number { (boxes(parts)) span { (after) } },
            Room::Boxes { parts, between, after } => div.number {
                @for (at, part) in parts.iter().enumerate() { @if at > 0 { span { (between) } } (boxes(&[*part])) }
                @if !after.is_empty() { span { (after) } }
            },
            Room::Dealt { digits, members } => div.dealt { @for member in members { div { (boxes(&[*digits])) (choice_markup(member)) } } },
            Room::Rules(count) => div.rules { @for _ in 0..*count { i {} } },
        }
    }
}

fn choice_markup(choice: &Choice) -> Markup {
    html! { (picture(choice.picture.as_ref())) span { (choice.words) } }
}

/// Boxes to write letters or digits in, in parts.
fn boxes(parts: &[usize]) -> Markup {
    html! { div.parts { @for part in parts { div.bx { @for _ in 0..*part { i {} } } } } }
}
