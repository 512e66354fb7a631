use maud::{Markup, html};

use super::TeamSection;
use super::pictures::fill_of_band;
use crate::follow::{SpreadPart, count_in_figures, count_in_words};
use crate::output::html::charts::{self, Column, Stack, Under};

impl TeamSection<'_> {
    /// How the cases are spread over the main score, in columns that never cross a band. They run as the text does.
    pub(super) fn spread(&self) -> Markup {
        let main = self.instrument.main_score();
        let (Some(main), Some(spread)) = (main, &self.report.spread) else { return html! {} };
        let bands = self.instrument.bands.iter().find(|bands| bands.score() == Some(main));
        let Some(bands) = bands.map(|bands| &bands.bands) else { return html! {} };
        let fill = |part: &SpreadPart| fill_of_band(part.band, bands.len());
        let number = |value: f64| self.phrases.written(&((value * 1000.0).round() / 1000.0).to_string());
        let column = |part: &SpreadPart| Column {
            label: String::new(),
            over: count_in_figures(Some(part.cases)),
            whole: Some(part.cases),
            part: None,
            fill: fill(part),
        };
        let mut columns: Vec<Column> = spread.parts.iter().map(column).collect();
        let ends = spread.parts.iter().map(|part| part.from).chain(spread.parts.last().map(|part| part.to));
        let mut edges: Vec<String> = ends.map(number).collect();
        if self.is_right_to_left() {
            columns.reverse();
            edges.reverse();
        }
        let who = self.instrument.called(&spread.informant);
        let told = [("score", self.instrument.scores[main].label.as_str().into()), ("who", who.into())];
        let question = self.phrases.with("team-spread", told);
        let words = spread.parts.iter().map(|part| {
            let ends = [("from", number(part.from).into()), ("to", number(part.to).into())];
            format!("{}: {}", self.phrases.with("spread-from-to", ends), count_in_words(Some(part.cases), self.phrases))
        });
        let stack = Stack { title: question.clone(), description: words.collect::<Vec<_>>().join("; ") };
        let id = format!("{}-spread-c", self.id());
        let drawing = charts::columns(&stack, &columns, Under::Edges(&edges), &id, self.is_right_to_left());
        let is_there = |at: usize| spread.parts.iter().any(|part| part.band == at && part.cases > 0);
        let there = bands.iter().enumerate().filter(|(at, _)| is_there(*at));
        let names: Vec<(String, &'static str)> =
            there.map(|(at, band)| (band.label.clone(), fill_of_band(at, bands.len()))).collect();
        self.picture("spread", &question, &drawing, &self.keys(&names, false))
    }
}
