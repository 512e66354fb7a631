use maud::{Markup, html};

use super::TeamSection;
use crate::follow::{TeamScore, TeamTable, count_in_figures};

impl TeamSection<'_> {
    pub(super) fn scores(&self, scores: &[TeamScore]) -> Markup {
        let number = |value: Option<f64>| self.phrases.figure(value);
        let caption = self.phrases.say("scores-at-last");
        html! {
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table {
                    caption { (caption) }
                    thead { tr { @for id in ["score", "who", "group"] { th scope="col" { (self.phrases.say(id)) } } @for id in ["mean", "sd"] { th.number scope="col" { (self.phrases.say(id)) } } } }
                    tbody {
                        @for score in scores {
                            tr {
                                th scope="row" { (score.label) }
                                td { (self.instrument.called(&score.informant)) }
                                td { (score.group) }
                                td.number { (number(score.mean)) }
                                td.number { (number(score.sd)) }
                            }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn counts(&self, table: &TeamTable) -> Markup {
        let of =
            if table.informant.is_empty() { String::new() } else { format!(", {}", self.instrument.called(&table.informant)) };
        let title = format!("{}{of}", table.title);
        html! {
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table {
                    caption { (title) }
                    thead { tr { th scope="col" { (self.phrases.say("group")) } @for category in &table.categories { th.number scope="col" { (category) } } th.number scope="col" { (self.phrases.say("cases")) } } }
                    tbody {
                        @for (group, cells, total) in &table.rows {
                            tr { th scope="row" { (group) } @for cell in cells { td.number { (count_in_figures(*cell)) } } td.number { (count_in_figures(*total)) } }
                        }
                    }
                }
            }
        }
    }
}
