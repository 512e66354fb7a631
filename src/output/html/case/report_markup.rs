use maud::{Markup, PreEscaped, html};

use super::answers::{ends_markup, marked_markup, quote_markup};
use super::quoting;
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
            footer { p { (quoting(&sheet.foot, sheet.population.as_deref())) } }
        }
        @if let Some(rest) = &sheet.rest {
            article.a4.report {
                h1 { (rest.title) }
                (answers_markup(&rest.answers))
                footer { p { (rest.foot) } }
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::letterhead::Letterhead;
    use crate::output::report_sheet::{Attention, Marked, Quote, RestSheet};

    /// A sheet that has everything, each text a word of its own in the order in which they stand.
    fn sheet() -> ReportSheet {
        let mut count = 0;
        let mut word = || {
            count += 1;
            format!("word{count}")
        };
        let drawing = |word: String| Drawing { svg: format!("<svg><text>{word}</text></svg>"), told: String::new() };
        ReportSheet {
            language: "en".to_owned(),
            is_right_to_left: false,
            paper: PaperSize::A4,
            letterhead: Letterhead::named(&word()),
            title: word(),
            when: Some(word()),
            measure: word(),
            about: word(),
            rewording: Some(word()),
            course: Some(DrawnCourse { legend: vec![(drawing(word()), word())], drawing: drawing(word()) }),
            three: vec![(word(), vec![word(), word()]), (word(), vec![word()])],
            attention: Some(Attention { label: word(), icon: drawing(word()), lines: vec![word()] }),
            seen: Some((word(), vec![word()])),
            answers: Some(AnswersTable {
                order: word(),
                heading: word(),
                ends: Some(Ends { low: (word(), word()), high: (word(), word()) }),
                sides: vec![(Marked { side: "client", words: word() }, word())],
                rows: vec![AnswerRow {
                    question: word(),
                    reversed: Some(word()),
                    ends: Some(Ends { low: (word(), word()), high: (word(), word()) }),
                    lane: Some(drawing(word())),
                    answers: vec![(word(), word())],
                }],
                more: Some(word()),
            }),
            quotes: vec![Quote { lines: vec![word()], who: Marked { side: "worker", words: word() }, told: word() }],
            agreed: word(),
            foot: word(),
            population: None,
            rest: Some(RestSheet {
                title: word(),
                answers: AnswersTable {
                    order: word(),
                    heading: word(),
                    ends: None,
                    sides: vec![],
                    rows: vec![AnswerRow { question: word(), reversed: None, ends: None, lane: None, answers: vec![] }],
                    more: None,
                },
                foot: word(),
            }),
        }
    }

    /// So whatever else is written from the description says the same.
    #[test]
    fn markup_says_what_is_described_once_and_in_its_order() {
        let words_of = |text: &str| -> Vec<String> {
            let is_word = |word: &&str| word.strip_prefix("word").is_some_and(|number| number.parse::<u32>().is_ok());
            let words = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(is_word);
            words.map(str::to_owned).collect()
        };
        let sheet = sheet();
        let described = words_of(&serde_json::to_string(&sheet).unwrap());
        assert_eq!(described.last().map(String::as_str), Some("word47"));
        assert_eq!(words_of(&report_markup(&sheet).into_string()), described);
    }
}
