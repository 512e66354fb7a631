use maud::{Markup, html};

use super::Section;
use crate::follow::{Moment, Thread};
use crate::instrument::Instrument;
use crate::output::html::charts;

impl Section<'_> {
    /// The scores besides the main one, each as small as a word, with the values of now.
    pub(super) fn parts(&self) -> Markup {
        let parts = self.part_threads();
        let id = format!("{}-parts", self.id());
        html! {
            @if !parts.is_empty() {
                div.panel role="group" aria-labelledby=(id) {
                    h3 id=(id) { (self.phrases.say("parts")) }
                    ul.subs { @for threads in &parts { (self.part(threads)) } }
                }
            }
        }
    }

    /// The lines of each score besides the main one that anybody has.
    fn part_threads(&self) -> Vec<Vec<&Thread>> {
        let main = main_name(self.instrument);
        let of = |name: &str| -> Vec<&Thread> { self.case.threads.iter().filter(|thread| thread.score == name).collect() };
        let scores = self.instrument.scores.iter().filter(|score| Some(score.name.as_str()) != main);
        let has_any =
            |threads: &Vec<&Thread>| threads.iter().any(|thread| thread.values.iter().any(|(_, value)| value.is_some()));
        scores.map(|score| of(&score.name)).filter(has_any).collect()
    }

    fn part(&self, threads: &[&Thread]) -> Markup {
        let Some(first) = threads.first() else { return html! {} };
        let place = |thread: &Thread| self.instrument.informant(&thread.informant).map_or(0, usize::from);
        let value = |thread: &Thread, moment: &Moment| {
            thread.values.iter().find(|(name, _)| *name == moment.name).and_then(|(_, value)| *value)
        };
        let lines: Vec<(usize, Vec<Option<f64>>)> = threads
            .iter()
            .map(|thread| (place(thread), self.case.occasions.iter().map(|moment| value(thread, moment)).collect()))
            .collect();
        let told = |thread: &&Thread| {
            let mut values = thread.values.iter().filter_map(|(_, value)| *value);
            let [from, to] = [values.next()?, thread.now()?].map(|value| thread.written(value, self.phrases).into());
            Some(self.phrases.with("from-to", [("who", self.who(&thread.informant).into()), ("from", from), ("to", to)]))
        };
        let told = threads.iter().filter_map(told).collect::<Vec<_>>().join("; ");
        html! {
            li {
                h4 { (first.label) }
                (charts::spark(first.range, &lines, &format!("{}: {told}", first.label)))
                div.now { @for thread in threads { (self.marked(&thread.informant, &thread.now().map_or_else(|| "–".to_owned(), |now| thread.written(now, self.phrases)))) } }
            }
        }
    }
}

fn main_name(instrument: &Instrument) -> Option<&str> {
    instrument.main_score().map(|score| instrument.scores[score].name.as_str())
}
