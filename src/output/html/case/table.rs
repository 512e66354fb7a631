use maud::{Markup, html};

use super::Section;
use crate::follow::{Change, Verdict};
use crate::instrument::Day;

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
                                th.number scope="col" { (moment.name) @if let Some(day) = moment.day.and_then(Day::counted) { br; small { (self.phrases.short_day(day)) } } }
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
                                    @let value = thread.values.iter().find(|(there, _)| *there == moment.name).and_then(|(_, value)| *value);
                                    td.number { (self.phrases.figure(value)) }
                                }
                                td { (thread.band.as_deref().unwrap_or("")) }
                                td { (self.change(thread.since_first.as_ref())) }
                                td { (self.change(thread.since_last.as_ref())) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn change(&self, change: Option<&Change>) -> String {
        let Some(change) = change else { return String::new() };
        let by = self.phrases.change(change.to - change.from);
        // Why nothing is said of a change stands under the table, once for all scores.
        match change.verdict {
            Verdict::Unknown(_) => format!("{by} ?"),
            Verdict::Told(_) => format!("{by}: {}", change.words(self.phrases)),
        }
    }

    fn gaps(&self) -> Markup {
        let gaps = &self.case.gaps;
        html! {
            @if let Some(first) = gaps.first() {
                h4 { (self.phrases.with("gaps", [("occasion", first.occasion.as_str().into())])) }
                ul {
                    @for gap in gaps {
                        li { (gap.score) ": " (self.who(&gap.first.0)) " " (self.phrases.number(gap.first.1)) ", " (self.who(&gap.second.0)) " " (self.phrases.number(gap.second.1)) ", " (self.phrases.say("difference")) " " (self.phrases.change(gap.difference)) }
                    }
                }
            }
        }
    }
}
