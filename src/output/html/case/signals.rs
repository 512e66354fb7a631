use super::Section;
use crate::follow::{SeenBy, signal_of};

/// An alert or a sign of a rupture as a page tells it.
pub(super) struct Signalled {
    /// What it says.
    pub told: String,
    /// Whose it is, of which occasion and day, how grave or by which rule, and who saw it.
    pub beside: String,
    /// Whether somebody saw it.
    pub is_seen: bool,
}

impl Section<'_> {
    /// Alerts and signs of a rupture.
    pub(super) fn signals(&self) -> Vec<Signalled> {
        let signal = |told: String, (informant, occasion): (&str, &str), more: Option<String>, seen: Option<&SeenBy>| {
            let whose = signal_of(self.who(informant), occasion, self.case.day_of(informant, occasion), self.phrases);
            let seen_by = seen.map(|seen| seen.words(self.phrases));
            let beside = [whose].into_iter().chain(more).chain(seen_by).collect::<Vec<_>>().join("; ");
            Signalled { told, beside, is_seen: seen.is_some() }
        };
        let alerts = self.case.alerts.iter().map(|raised| {
            let severity = raised.severity_words(self.phrases);
            signal(raised.sentence.clone(), (&raised.informant, &raised.occasion), severity, raised.seen.as_ref())
        });
        let signs = self.case.signs.iter().map(|sign| {
            let told = format!("{} {}.", sign.score, sign.words);
            signal(told, (&sign.informant, &sign.occasion), Some(sign.source.clone()), sign.seen.as_ref())
        });
        alerts.chain(signs).collect()
    }
}
