use maud::{Markup, html};

use super::Section;
use crate::follow::{Change, Moment, Thread, Untold, ValueAt};
use crate::instrument::Day;
use crate::output::html::charts::{self, Course, Cut, Line, Moved, Place, Shade};

impl Section<'_> {
    /// The main score over time with all that is known of it; nothing where nobody has it.
    pub(super) fn course(&self) -> Option<Course> {
        let threads = self.case.main_threads(self.instrument);
        let first =
            threads.first().filter(|_| threads.iter().any(|thread| thread.values.iter().any(|(_, value)| value.is_some())))?;
        let score = self.instrument.score(&first.score)?;
        let shades = charts::shades(self.instrument, score, first.range);
        Some(Course {
            title: format!("{}, {}", first.label, self.phrases.with("case-named", [("case", self.case.case.as_str().into())])),
            description: self.description(&threads, &shades),
            range: first.range,
            places: self.case.occasions.iter().map(|moment| self.place(moment)).collect(),
            lines: threads.iter().map(|thread| self.line(thread)).collect(),
            cuts: self.cuts(&threads, &shades),
            shades,
            versions: self.versions(),
            decimal_sign: self.phrases.say("decimal-sign"),
            is_right_to_left: self.phrases.language.is_right_to_left(),
        })
    }

    fn place(&self, moment: &Moment) -> Place {
        // Where days are not known of all, occasions are told apart by their names.
        let is_dated = self.case.occasions.iter().all(|moment| moment.day.is_some());
        match moment.day.and_then(Day::counted).filter(|_| is_dated) {
            Some(day) => {
                let year = day.parts().0;
                let label = moment.days_by(|day| self.phrases.near_day(day, year));
                let label = label.unwrap_or_else(|| self.phrases.short_day(day));
                Place { day: moment.day, label, year: year.to_string() }
            }
            None => Place { day: None, label: moment.name.clone(), year: String::new() },
        }
    }

    fn line(&self, thread: &Thread) -> Line {
        let value = |moment: &Moment| self.case.value_at(thread, moment).value();
        let values: Vec<Option<f64>> = self.case.occasions.iter().map(value).collect();
        let is_last = values.last().is_some_and(Option::is_some);
        let moved = thread
            .since_last
            .filter(|change| is_last && change.verdict.is_reliable())
            .and_then(|change| self.moved(thread, &change, &values));
        Line {
            name: self.who(&thread.informant).to_owned(),
            written: thread.now().map_or(String::new(), |now| thread.written(now, self.phrases)),
            values,
            begins: 0,
            moved,
        }
    }

    fn moved(&self, thread: &Thread, change: &Change, values: &[Option<f64>]) -> Option<Moved> {
        let from = values[..values.len() - 1].iter().rposition(Option::is_some)?;
        let moment = &self.case.occasions[from];
        let year = self.case.occasions.last().and_then(|last| last.day).and_then(Day::counted).map(|day| day.parts().0);
        let own = thread.day_at(&moment.name).zip(year).map(|(day, year)| self.phrases.near_day(day, year));
        let since = own.unwrap_or_else(|| self.place(moment).label);
        let by = thread.written_change(change, self.phrases);
        let words = vec![
            self.phrases.with("moved-since", [("by", by.into()), ("since", since.into())]),
            self.phrases.say("beyond-chance"),
        ];
        Some(Moved { from, is_up: change.to > change.from, words })
    }

    /// The cut-offs of the norms; else the bound of the lowest band.
    fn cuts(&self, threads: &[&Thread], shades: &[Shade]) -> Vec<Cut> {
        let mut found: Vec<f64> = Vec::new();
        for cut_off in threads.iter().filter_map(|thread| thread.cut_off) {
            if !found.contains(&cut_off) {
                found.push(cut_off);
            }
        }
        if found.is_empty() {
            found.extend(shades.get(1).map(|second| second.from));
        }
        let cut = |at: f64| Cut { at, label: self.phrases.with("cut-off", [("at", self.phrases.short_number(at).into())]) };
        found.into_iter().map(cut).collect()
    }

    fn versions(&self) -> Vec<(usize, String)> {
        let place = |name: &String| self.case.occasions.iter().position(|moment| moment.name == *name);
        let told = |to: &String| self.phrases.with("version-named", [("version", to.as_str().into())]);
        self.case.versions.iter().filter_map(|version| Some((place(&version.occasion)?, told(&version.to)))).collect()
    }

    /// Every value and gap, the bands and what changed, for whoever does not see the drawing.
    fn description(&self, threads: &[&Thread], shades: &[Shade]) -> String {
        let value = |thread: &Thread, moment: &Moment| {
            let place = self.place(moment);
            let own = thread.day_at(&moment.name).map(|day| self.phrases.day(day));
            let when = if place.year.is_empty() { place.label } else { own.unwrap_or_else(|| moment.words(self.phrases)) };
            let told = match self.case.value_at(thread, moment) {
                ValueAt::Value(value) => thread.written(value, self.phrases),
                ValueAt::Untold(why) => why.words(self.phrases),
                ValueAt::Missing => self.phrases.say("missing"),
            };
            format!("{when}: {told}")
        };
        let line = |thread: &&Thread| {
            let values: Vec<String> = self.case.occasions.iter().map(|moment| value(thread, moment)).collect();
            let told = [("who", self.who(&thread.informant).into()), ("values", values.join("; ").into())];
            self.phrases.with("by-occasion", told)
        };
        let bands = shades.iter().map(|shade| {
            let [from, to] = [shade.from, shade.to].map(|bound| self.phrases.short_number(bound).into());
            self.phrases.with("band-from-to", [("band", shade.label.as_str().into()), ("from", from), ("to", to)])
        });
        let changed =
            self.case.talk(self.instrument, self.phrases).map(|talk| talk.changed.join(" ").trim_end_matches('.').to_owned());
        let versions = self.case.versions.iter().map(|change| change.words(self.phrases));
        let told: Vec<String> = threads
            .iter()
            .map(line)
            .chain((!shades.is_empty()).then(|| bands.collect::<Vec<_>>().join("; ")))
            .chain(changed)
            .chain(versions)
            .collect();
        told.join(". ") + "."
    }

    /// Who is which mark, and what the other marks say, as far as the drawing has them.
    pub(super) fn legend(&self, course: &Course) -> Markup {
        html! { ul.legend { @for (key, words) in self.keys(course) { li { (key) (words) } } } }
    }

    /// The marks of a drawing, each with what it says.
    pub(super) fn keys(&self, course: &Course) -> Vec<(Markup, String)> {
        let threads = self.case.main_threads(self.instrument);
        let all =
            || threads.iter().flat_map(|thread| self.case.occasions.iter().map(|moment| self.case.value_at(thread, moment)));
        let untold = [Untold::Confidential, Untold::Unfinished].map(|why| (ValueAt::Untold(why), why.words(self.phrases)));
        let gaps: Vec<String> = [(ValueAt::Missing, self.phrases.say("not-filled-in"))]
            .into_iter()
            .chain(untold)
            .filter(|(gap, _)| all().any(|value| value == *gap))
            .map(|(_, words)| words)
            .collect();
        let lines = course.lines.iter().enumerate().map(|(at, line)| (charts::key(at), line.name.clone()));
        let has_moved = course.lines.iter().any(|line| line.moved.is_some());
        let moved = has_moved.then(|| (charts::key_of_change(), self.phrases.say("beyond-chance")));
        let gaps = (!gaps.is_empty()).then(|| (charts::key_of_gap(), gaps.join(" · ")));
        lines.chain(moved).chain(gaps).collect()
    }
}
