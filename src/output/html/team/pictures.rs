use maud::{Markup, html};

use super::TeamSection;
use crate::follow::{CountsOfAll, TableOf, TeamMonth, count_in_figures, count_in_words};
use crate::instrument::{BandsIx, Day, ScoreIx};
use crate::output::html::charts::{self, Column, Course, Line, Piece, Place, Row, Stack, Tone, Under};

/// How pieces are filled that say which way a score went, each with a sign; and those that say what became of whoever
/// answered.
const DIRECTIONS: [(&str, &str); 4] = [("f-low", "▼ "), ("f-soft", ""), ("f-high", "▲ "), ("f-mid", "")];
const OUTCOMES: [(&str, &str); 5] = [("f-high", ""), ("f-mid", ""), ("f-soft", ""), ("f-low", ""), ("f-mid", "")];

/// How a band is filled, by its place among so many.
pub(super) fn fill_of_band(at: usize, count: usize) -> &'static str {
    match Tone::of(at, count) {
        Tone::Low => "f-low",
        Tone::Mid => "f-mid",
        Tone::High => "f-high",
    }
}

impl TeamSection<'_> {
    /// A picture under the question that it answers.
    pub(super) fn picture(&self, name: &str, question: &str, drawing: &Markup, keys: &Markup) -> Markup {
        let id = format!("{}-{name}", self.id());
        html! {
            section.panel aria-labelledby=(id) {
                h3 id=(id) { (question) }
                figure.chart { (drawing) (keys) }
            }
        }
    }

    pub(super) fn is_right_to_left(&self) -> bool {
        self.phrases.language.is_right_to_left()
    }

    fn place(&self, month: &TeamMonth) -> Place {
        match Day::counted(month.first) {
            Some(day) => Place { day: Some(month.first), label: self.phrases.short_month(day), year: day.parts().0.to_string() },
            None => Place::default(),
        }
    }

    fn not_shown(&self) -> String {
        self.phrases.say("team-not-shown")
    }

    /// A count in words.
    fn told(&self, count: Option<u64>) -> String {
        if count.is_none() { self.not_shown() } else { count_in_words(count, self.phrases) }
    }

    /// How many cases answered, month by month: of the first informant who did.
    pub(super) fn months(&self) -> Markup {
        let months = &self.report.months;
        let answers = |at: usize| months.iter().any(|month| month.sides.get(at).is_some_and(|side| side.answered != Some(0)));
        let Some((at, informant)) = self.instrument.informants.iter().enumerate().find(|(at, _)| answers(*at)) else {
            return html! {};
        };
        let count = |month: &TeamMonth| month.sides.get(at).and_then(|side| side.answered);
        let columns: Vec<Column> = months
            .iter()
            .map(|month| Column {
                label: self.place(month).label,
                over: count(month).map_or(String::new(), |count| count_in_figures(Some(count))),
                whole: count(month),
                part: None,
                fill: "f-action",
            })
            .collect();
        let question = self.phrases.with("team-months", [("who", informant.label.as_str().into())]);
        let told = months.iter().map(|month| format!("{}: {}", self.place(month).label, self.told(count(month))));
        let stack = Stack { title: question.clone(), description: told.collect::<Vec<_>>().join("; ") };
        let drawing =
            charts::columns(&stack, &columns, Under::Labels, &format!("{}-months-c", self.id()), self.is_right_to_left());
        let hidden = columns.iter().any(|column| column.whole.is_none());
        self.picture("months", &question, &drawing, &self.keys(&[], hidden))
    }

    /// The mean of the main score, month by month, of each informant.
    pub(super) fn means(&self) -> Markup {
        let Some(main) = self.instrument.main_score() else { return html! {} };
        let score = &self.instrument.scores[main];
        let line = |(at, informant): (usize, &crate::instrument::Informant)| {
            let mean = |month: &TeamMonth| month.sides.get(at).and_then(|side| side.mean);
            let values: Vec<Option<f64>> = self.report.months.iter().map(mean).collect();
            let written = values.last().copied().flatten().map_or(String::new(), |mean| self.phrases.short_number(mean));
            let is_before = |month: &&TeamMonth| month.sides.get(at).is_some_and(|side| side.answered == Some(0));
            let begins = self.report.months.iter().take_while(is_before).count();
            // Of whom nothing is shown, no month is told from another.
            let begins = if values.iter().any(Option::is_some) { begins } else { values.len() };
            Line { name: informant.label.clone(), values, begins, written, moved: None }
        };
        let lines: Vec<Line> = self.instrument.informants.iter().enumerate().map(line).collect();
        if lines.iter().all(|line| line.values.iter().flatten().count() == 0) {
            return html! {};
        }
        let question = self.phrases.with("team-means", [("score", score.label.as_str().into())]);
        let places: Vec<Place> = self.report.months.iter().map(|month| self.place(month)).collect();
        let has_any = |line: &&Line| line.values.iter().any(Option::is_some);
        let told = lines.iter().filter(has_any).map(|line| {
            let mean = |at: usize, mean: &Option<f64>| match mean {
                Some(mean) => self.phrases.short_number(*mean),
                None if at < line.begins => self.phrases.say("not-filled-in"),
                None => self.not_shown(),
            };
            let months = places.iter().zip(&line.values).enumerate();
            let values = months.map(|(at, (place, value))| format!("{} {}: {}", place.label, place.year, mean(at, value)));
            let told = [("who", line.name.as_str().into()), ("values", values.collect::<Vec<_>>().join("; ").into())];
            self.phrases.with("by-occasion", told)
        });
        let course = Course {
            title: question.clone(),
            description: told.collect::<Vec<_>>().join(". ") + ".",
            range: (score.range.min, score.range.max),
            shades: charts::shades(self.instrument, main, (score.range.min, score.range.max)),
            places,
            lines,
            decimal_sign: self.phrases.say("decimal-sign"),
            is_right_to_left: self.is_right_to_left(),
            ..Course::default()
        };
        let is_hidden = course.lines.iter().any(|line| line.values.iter().skip(line.begins).any(Option::is_none));
        let keys = html! {
            ul.legend {
                @for (at, line) in course.lines.iter().enumerate().filter(|(_, line)| has_any(line)) { li { (charts::key(at)) (line.name) } }
                @if is_hidden { li { (charts::key_of_gap()) (self.not_shown()) } }
            }
        };
        self.picture("means", &question, &charts::course_in_half(&course, &format!("{}-means-c", self.id())), &keys)
    }

    /// The bands of the main score, a row for each informant.
    pub(super) fn bands(&self) -> Markup {
        let main = self.instrument.main_score();
        let found = self.instrument.bands.iter_enumerated().find(|(_, bands)| main.is_some() && bands.score() == main);
        let Some((at, bands)) = found else { return html! {} };
        let count = bands.bands.len();
        // What comes after the bands is what lies in none.
        let fill = |at: usize| if at < count { fill_of_band(at, count) } else { "f-soft" };
        let label = self.instrument.label_of(bands);
        let question = self.phrases.with("team-bands", [("score", label.into())]);
        let names = bands.bands.iter().map(|band| band.label.clone()).chain([self.phrases.say("missing")]);
        let names: Vec<(String, &'static str)> = names.enumerate().map(|(at, name)| (name, fill(at))).collect();
        self.rows("bands", &question, &self.rows_of_bands(at, &names), &names)
    }

    fn rows_of_bands(&self, at: BandsIx, names: &[(String, &'static str)]) -> Vec<Row> {
        let row = |informant: &crate::instrument::Informant| {
            let (_, counts, total) = self.report.all_of(TableOf::Bands(at), &informant.name)?;
            let pieces = counts.iter().zip(names).map(|(count, name)| Piece { count: *count, fill: name.1, sign: "" });
            Some(Row { label: informant.label.clone(), pieces: pieces.collect(), total })
        };
        self.instrument.informants.iter().filter_map(row).collect()
    }

    /// What changed, a row for each score of the first informant whose changes are judged.
    pub(super) fn changes(&self) -> Markup {
        let has = |informant: &str, score: ScoreIx| self.report.all_of(TableOf::Changes(score), informant);
        let is_judged = |informant: &&crate::instrument::Informant| {
            self.instrument.scores.keys().any(|score| has(&informant.name, score).is_some())
        };
        let Some(informant) = self.instrument.informants.iter().find(is_judged) else { return html! {} };
        let judged = self.instrument.scores.keys().filter_map(|score| Some((score, has(&informant.name, score)?)));
        let judged: Vec<_> = judged.collect();
        let Some((_, (first, ..))) = judged.first() else { return html! {} };
        // Rows of outcomes and rows of directions have other pieces, so only those that are like the first stand here.
        let categories = first.categories.clone();
        let looks = if categories.len() == DIRECTIONS.len() { &DIRECTIONS[..] } else { &OUTCOMES[..] };
        let like = judged.iter().filter(|(_, (table, ..))| table.categories == categories);
        let row = |(score, (_, counts, total)): &(ScoreIx, CountsOfAll<'_>)| {
            let pieces = counts.iter().zip(looks).map(|(count, look)| Piece { count: *count, fill: look.0, sign: look.1 });
            Row { label: self.instrument.scores[*score].label.clone(), pieces: pieces.collect(), total: *total }
        };
        let rows: Vec<Row> = like.map(row).collect();
        let names = categories.iter().zip(looks).map(|(name, look)| (format!("{}{name}", look.1), look.0));
        let names: Vec<(String, &'static str)> = names.collect();
        let question = self.phrases.with("team-changes", [("who", informant.label.as_str().into())]);
        self.rows("changes", &question, &rows, &names)
    }

    fn rows(&self, name: &str, question: &str, rows: &[Row], names: &[(String, &'static str)]) -> Markup {
        if rows.is_empty() {
            return html! {};
        }
        let row = |row: &Row| {
            let pieces = row.pieces.iter().zip(names).map(|(piece, (name, _))| format!("{name} {}", self.told(piece.count)));
            format!("{}: {}", row.label, pieces.collect::<Vec<_>>().join(", "))
        };
        let stack = Stack { title: question.to_owned(), description: rows.iter().map(row).collect::<Vec<_>>().join(". ") + "." };
        let drawing = charts::rows(&stack, rows, &format!("{}-{name}-c", self.id()), self.is_right_to_left());
        let is_there =
            |at: usize| rows.iter().any(|row| row.pieces.get(at).is_some_and(|piece| piece.count.is_some_and(|count| count > 0)));
        let shown: Vec<(String, &'static str)> =
            names.iter().enumerate().filter(|(at, _)| is_there(*at)).map(|(_, name)| name.clone()).collect();
        let is_hidden = rows.iter().any(|row| row.pieces.iter().any(|piece| piece.count.is_none()));
        self.picture(name, question, &drawing, &self.keys(&shown, is_hidden))
    }

    pub(super) fn keys(&self, names: &[(String, &'static str)], is_hidden: bool) -> Markup {
        html! {
            @if !names.is_empty() || is_hidden {
                ul.legend.keys {
                    @for (name, fill) in names { li { (charts::key_of_piece(fill)) (name) } }
                    @if is_hidden { li { (charts::key_of_piece("kept-back")) (self.not_shown()) } }
                }
            }
        }
    }
}
