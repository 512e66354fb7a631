use super::holes::Placed;
use crate::instrument::{Instrument, NormGroup};
use crate::source::{Diagnostic, codes};

/// Scores that a group of norms says nothing of, and a wider one does: the narrower group counts, so a case of it has no
/// norms of them.
pub(super) fn lacking_of_narrower(instrument: &Instrument, placed: &[Placed], groups: &[NormGroup]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let groups: Vec<(&Placed, &NormGroup)> = placed.iter().zip(groups).collect();
    for (placed, group) in &groups {
        let is_wider = |(there, _): &&(&Placed, &NormGroup)| {
            there.informant == placed.informant
                && there.tests.len() < placed.tests.len()
                && there.tests.iter().all(|test| placed.tests.contains(test))
        };
        for (wider, said) in groups.iter().filter(is_wider) {
            let has = |of: &NormGroup, score| of.entries.iter().any(|entry| entry.score() == score);
            let lacking: Vec<String> = instrument
                .scores
                .iter_enumerated()
                .filter(|(at, _)| has(said, *at) && !has(group, *at))
                .map(|(_, score)| format!("`{}`", score.name))
                .collect();
            if lacking.is_empty() {
                continue;
            }
            let message = format!("a case of this group has no norms of {}, which the wider group has", lacking.join(", "));
            let diagnostic = Diagnostic::new(&codes::NARROWER_GROUP_LACKS, placed.span, message);
            found.push(
                diagnostic
                    .label(wider.span, "the wider group")
                    .help("of the groups that a case fits the narrowest counts, alone: repeat there what is to hold of it too"),
            );
            break;
        }
    }
    found
}
