use maud::{Markup, html};

use super::Section;
use crate::follow::{Change, Gap, Thread, ValueAt, Verdict};

impl Section<'_> {
    /// All scores in a table, folded, with why some changes are not judged.
    pub(super) fn table(&self) -> Markup {
        let cautions = self.case.cautions(self.instrument, self.phrases);
        html! {
            details.fold {
                summary { (self.phrases.say("all-scores")) }
                div {
                    (self.values())
                    @if !cautions.is_empty() { ul.quiet.small { @for caution in &cautions { li { (caution) } } } }
                    (self.gaps())
                }
            }
        }
    }

    fn values(&self) -> Markup {
        let caption = self.phrases.with("case-values", [("case", self.case.case.as_str().into())]);
        let heads = |ids: &[&str]| html! { @for id in ids { th scope="col" { (self.phrases.say(id)) } } };
        html! {
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table {
                    caption { (caption) }
                    thead {
                        tr {
                            (heads(&["score", "who"]))
                            @for moment in &self.case.occasions {
                                th.number scope="col" { (moment.name) @if let Some(days) = moment.days_by(|day| self.phrases.day(day)) { br; small { (days) } } }
                            }
                            (heads(&["band", "since-first", "since-before"]))
                        }
                    }
                    tbody {
                        @for thread in &self.case.threads {
                            tr {
                                th scope="row" { (thread.label) }
                                td { (self.marked(&thread.informant, self.who(&thread.informant))) }
                                @for moment in &self.case.occasions {
                                    td.number {
                                        @match self.case.value_at(thread, moment) {
                                            ValueAt::Untold(why) => { small { (why.words(self.phrases)) } }
                                            value @ (ValueAt::Value(_) | ValueAt::Missing) => (thread.figure(value.value(), self.phrases)),
                                        }
                                    }
                                }
                                td { (thread.band.as_deref().unwrap_or("")) }
                                td { (self.change(thread, thread.since_first.as_ref())) }
                                td { (self.change(thread, thread.since_last.as_ref())) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn change(&self, thread: &Thread, change: Option<&Change>) -> String {
        let Some(change) = change else { return String::new() };
        let by = thread.written_change(change, self.phrases);
        // Why nothing is said of a change stands under the table, once for all scores.
        match change.verdict {
            Verdict::Unknown(_) => format!("{by} ?"),
            Verdict::Told(_) => format!("{by}: {}", thread.change_words(change, self.phrases)),
        }
    }

    fn gaps(&self) -> Markup {
        html! {
            @for gaps in self.case.gaps_of_each() {
                @let occasion = gaps.first().map_or("", |gap| gap.occasion.as_str());
                h4 { (self.phrases.with("gaps", [("occasion", occasion.into())])) }
                ul {
                    @for gap in gaps { @if let Some(thread) = self.case.thread_of(gap) { li { (self.gap(gap, thread)) } } }
                }
            }
        }
    }

    fn gap(&self, gap: &Gap, thread: &Thread) -> Markup {
        let side =
            |(informant, value): &(String, f64)| format!("{} {}", self.who(informant), thread.written(*value, self.phrases));
        html! {
            (gap.score) ": " (side(&gap.first)) ", " (side(&gap.second)) ", " (self.phrases.say("difference")) " "
            (thread.written_difference(gap.second.1, gap.first.1, self.phrases))
        }
    }
}
