use super::Section;
use crate::follow::{CaseView, SeenBy, signal_of};
use crate::instrument::Instrument;

/// An alert or a sign of a rupture as a page tells it.
pub(super) struct Signalled {
    /// What it says.
    pub told: String,
    /// Whose it is, of which occasion and day, how grave or by which rule, and who saw it.
    pub beside: String,
    /// Whether somebody saw it.
    pub is_seen: bool,
    /// Where on the page the answer stands that raised it.
    pub answer: Option<String>,
}

/// Where the part of a page about a case has the answer that raised an alert, as the end of an address; nothing where
/// that part shows the answers of a later occasion, or the alert looks at no answer.
pub fn answer_to(instrument: &Instrument, case: &CaseView, alert: &str, occasion: &str) -> Option<String> {
    let alert = instrument.alerts.iter().find(|there| there.name == alert)?;
    case.occasions.last().filter(|last| last.name == occasion)?;
    let looked_at = instrument.items_of(&alert.when);
    let mut items = looked_at.iter().map(|item| &instrument.items[*item].name);
    let item = items.find(|item| case.answers.iter().any(|answered| answered.item == **item))?;
    Some(format!("#{}", question_id(&part_id(case, instrument), item)))
}

/// The beginning of all ids of the part of a page about a case, which are given once on a page.
pub(super) fn part_id(case: &CaseView, instrument: &Instrument) -> String {
    format!("case-{}-{}", case.case, instrument.id)
}

/// The id of a question with its answers.
pub(super) fn question_id(part: &str, item: &str) -> String {
    format!("{part}-q-{item}")
}

impl Section<'_> {
    /// Alerts and signs of a rupture.
    pub(super) fn signals(&self) -> Vec<Signalled> {
        let signal = |told: String, (informant, occasion): (&str, &str), more: Option<String>, seen: Option<&SeenBy>, answer| {
            let whose = signal_of(self.who(informant), occasion, self.case.day_of(informant, occasion), self.phrases);
            let seen_by = seen.map(|seen| seen.words(self.phrases));
            let beside = [whose].into_iter().chain(more).chain(seen_by).collect::<Vec<_>>().join("; ");
            Signalled { told, beside, is_seen: seen.is_some(), answer }
        };
        let alerts = self.case.alerts.iter().map(|raised| {
            let severity = raised.severity_words(self.phrases);
            let answer = answer_to(self.instrument, self.case, &raised.alert, &raised.occasion);
            signal(raised.sentence.clone(), (&raised.informant, &raised.occasion), severity, raised.seen.as_ref(), answer)
        });
        let signs = self.case.signs.iter().map(|sign| {
            let told = format!("{} {}.", sign.score, sign.words);
            signal(told, (&sign.informant, &sign.occasion), Some(sign.source.clone()), sign.seen.as_ref(), None)
        });
        alerts.chain(signs).collect()
    }
}
