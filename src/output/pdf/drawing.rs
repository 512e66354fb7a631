//! Drawings that stand in a page of HTML as drawings that stand by themselves: the rules of the style sheet go into
//! them, with the colours that paper has.

use std::sync::LazyLock;

use crate::output::html::{FIGURES, TOKENS};
use crate::output::report_sheet::{AnswerRow, AnswersTable, Attention, Drawing, DrawnCourse};

/// The rules for drawings. Readers of SVG know no variables: what these are on paper stands in their place.
static STYLE: LazyLock<String> = LazyLock::new(|| {
    let values = values();
    let mut style = String::new();
    let of_page = FIGURES.lines().map(str::trim).filter(|rule| rule.starts_with("svg ") && rule.ends_with('}'));
    for rule in of_page.chain(OWN) {
        // Readers of SVG know weights in hundreds alone.
        let rule = rule.replace("font-weight: 650", "font-weight: 700");
        let mut rest = rule.as_str();
        while let Some((before, after)) = rest.split_once("var(--") {
            let (name, after) = after.split_once(')').unwrap_or((after, ""));
            let value = values.iter().rev().find(|(known, _)| *known == name).map_or("black", |(_, value)| value);
            style.push_str(before);
            style.push_str(value);
            rest = after;
        }
        style.push_str(rest);
        style.push('\n');
    }
    style
});

/// Rules that drawings have from elsewhere in a page.
const OWN: [&str; 2] = [
    "svg text { font-family: \"Liberation Sans\", \"Noto Sans Arabic\"; }",
    "svg.icon { fill: none; stroke: var(--signal); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }",
];

/// The values of variables, those of paper last.
fn values() -> Vec<(&'static str, &'static str)> {
    let on_screen = TOKENS.split_once("@media").map_or(TOKENS, |(first, _)| first);
    let on_paper = TOKENS.split_once("@media print").map_or("", |(_, print)| print);
    let declarations = |text: &'static str| {
        let parts = text.split([';', '{', '}', '\n']).filter_map(|part| part.trim().strip_prefix("--")?.split_once(':'));
        parts.map(|(name, value)| (name.trim(), value.trim()))
    };
    declarations(on_screen).chain(declarations(on_paper)).collect()
}

/// A drawing with all that it needs.
fn alone(drawing: Drawing) -> Drawing {
    let Some((open, rest)) = drawing.svg.split_once('>') else { return drawing };
    let open = open.replacen("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"", 1);
    Drawing { svg: format!("{open}><style>{}</style>{rest}", *STYLE), told: drawing.told }
}

pub fn course(course: DrawnCourse) -> DrawnCourse {
    let legend = course.legend.into_iter().map(|(key, words)| (alone(key), words)).collect();
    DrawnCourse { legend, drawing: alone(course.drawing) }
}

pub fn attention(attention: Attention) -> Attention {
    Attention { icon: alone(attention.icon), ..attention }
}

pub fn answers(table: AnswersTable) -> AnswersTable {
    let row = |row: AnswerRow| AnswerRow { lane: row.lane.map(alone), ..row };
    AnswersTable { rows: table.rows.into_iter().map(row).collect(), ..table }
}
