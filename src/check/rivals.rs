use std::collections::BTreeMap;

use super::translations::STEPS;
use crate::instrument::Translation;

/// How far a translation is: the position of its status among the steps, then how closely it names the version it
/// belongs to, then how many texts it has.
pub fn rank(translation: &Translation) -> (Option<usize>, usize, usize) {
    (step(translation), translation.version.numbers().len(), translation.texts.len())
}

fn step(translation: &Translation) -> Option<usize> {
    STEPS.iter().position(|step| *step == translation.status)
}

/// Positions of translations of one version of a measure into one language of which none is further than the others,
/// group by group. Each comes with the fingerprint of its file: copies of one file are no rivals.
pub fn rivals(translations: &[(&Translation, &str)]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(&str, String, String), Vec<usize>> = BTreeMap::new();
    for (at, (translation, fingerprint)) in translations.iter().enumerate() {
        let key = (translation.of.as_str(), translation.version.to_string(), translation.language.to_string());
        let group = groups.entry(key).or_default();
        if group.iter().all(|other| translations[*other].1 != *fingerprint) {
            group.push(at);
        }
    }
    let furthest = |group: Vec<usize>| {
        let best = group.iter().map(|at| step(translations[*at].0)).max();
        group.into_iter().filter(|at| Some(step(translations[*at].0)) == best).collect::<Vec<usize>>()
    };
    groups.into_values().map(furthest).filter(|group| group.len() > 1).collect()
}
