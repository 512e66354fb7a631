use maud::{Markup, PreEscaped, html};

use super::answers::{ends_markup, marked_markup, quote_markup};
use crate::output::html::whole::{self, logo};
use crate::output::paper::PaperSize;
use crate::output::report_sheet::{AnswerRow, AnswersTable, Drawing, DrawnCourse, Ends, ReportSheet};

/// Sheets as a page that needs nothing else; nothing where there is no sheet.
pub fn reports_page(sheets: &[ReportSheet]) -> Option<String> {
    let last = sheets.last()?;
    let letter = match last.paper {
        PaperSize::A4 => "",
        PaperSize::Letter => LETTER,
    };
    let colour = last.letterhead.colour.as_ref().map(|colour| format!(".a4 {{ --brand: {colour}; }}\n"));
    let own = format!("{letter}{}", colour.unwrap_or_default());
    let body = html! {
        @if !own.is_empty() { style { (PreEscaped(own)) } }
        main.reports { @for sheet in sheets { (report_markup(sheet)) } }
    };
    Some(whole::whole(&last.language, &last.title, &body).into_string())
}

/// What is not as on A4: what is wider goes to the margins.
const LETTER: &str = "@page { size: letter; }
@page sheet { size: letter; }
.a4 { inline-size: 215.9mm; min-block-size: 278.4mm; padding-inline: 18.95mm 16.95mm; }
";

/// The sheet.
pub(super) fn report_markup(sheet: &ReportSheet) -> Markup {
    html! {
        article.a4.report {
            header {
                p.brand { (logo(&sheet.letterhead)) (sheet.letterhead.name) }
                p { b { (sheet.title) } @if let Some(when) = &sheet.when { br; (when) } }
            }
            h1 { (sheet.measure) }
            p.quiet { (sheet.about) }
            @if let Some(words) = &sheet.rewording { p.notice { (words) } }
            @if let Some(course) = &sheet.course { (course_markup(course)) }
            @if !sheet.three.is_empty() {
                ul.said-three { @for (question, answer) in &sheet.three { li { h2 { (question) } @for sentence in answer { p { (sentence) } } } } }
            }
            @if let Some(attention) = &sheet.attention {
                section.alert aria-label=(attention.label) { (drawn(&attention.icon)) div { @for line in &attention.lines { p { (line) } } } }
            }
            @if let Some((heading, lines)) = &sheet.seen { section { h2 { (heading) } @for line in lines { p { (line) } } } }
            @if let Some(answers) = &sheet.answers { (answers_markup(answers)) }
            @for quote in &sheet.quotes { (quote_markup(quote)) }
            section.agreed { h2 { (sheet.agreed) } i {} i {} }
            footer { p { (sheet.foot) } }
        }
    }
}

fn drawn(drawing: &Drawing) -> PreEscaped<&str> {
    PreEscaped(&drawing.svg)
}

fn course_markup(course: &DrawnCourse) -> Markup {
    html! {
        ul.legend { @for (key, words) in &course.legend { li { (drawn(key)) (words) } } }
        (drawn(&course.drawing))
    }
}

fn answers_markup(table: &AnswersTable) -> Markup {
    html! {
        table {
            caption.hidden-text { (table.order) }
            thead {
                tr {
                    th scope="col" { (table.heading) }
                    td { (ends(table.ends.as_ref())) }
                    @for (now, before) in &table.sides {
                        th.number scope="col" { (marked_markup(now)) }
                        th.number scope="col" { (before) }
                    }
                }
            }
            tbody { @for row in &table.rows { (row_markup(row)) } }
        }
        @if let Some(more) = &table.more { p.small.quiet { (more) } }
    }
}

fn row_markup(row: &AnswerRow) -> Markup {
    html! {
        tr {
            th scope="row" { (row.question) @if let Some(reversed) = &row.reversed { " " i { (reversed) } } }
            td { (ends(row.ends.as_ref())) @if let Some(lane) = &row.lane { (drawn(lane)) } }
            @for (now, before) in &row.answers {
                td.number { (now) }
                td.number.quiet { (before) }
            }
        }
    }
}

fn ends(ends: Option<&Ends>) -> Markup {
    html! { @if let Some(ends) = ends { (ends_markup(ends)) } }
}
